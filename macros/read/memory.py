"""What is done to memory for the sake of time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """The garbage collector stands still: what is made meanwhile lives until the end, and looking for garbage in it takes time and finds none."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def kept_until_the_end() -> None:
    """What is there now lives as long as the build: the collector looks no more through it. What an earlier build of this process left is looked through again, once."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
