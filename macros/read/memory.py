"""What is done to memory for the sake of time."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
A = TypeVar("A")

BETWEEN_LOOKS = 50_000
"""How many objects more than before are made between two looks for garbage, from the pages on: at the 700 of Python the build of this guide looks seven hundred times, and finds next to nothing."""


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
    """What is there now lives as long as the build: the collector looks no more through it, and seldom through the rest. What an earlier build of this process left is looked through again, once."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(BETWEEN_LOOKS)


def of_the_last(function: Callable[P, A]) -> Callable[P, A]:
    """The function of one record (and of what is the same for all), which keeps its last answer: the page and the files of a record are written one after the other."""
    last: tuple[tuple[Any, ...], Any] = ((), None)

    def kept(*given: P.args, **named: P.kwargs) -> A:
        nonlocal last
        asked, answer = last
        values = (*given, *named.values())
        if len(asked) != len(values) or any(one is not other for one, other in zip(asked, values, strict=True)):
            answer = function(*given, **named)
            last = values, answer
        return answer

    return kept
