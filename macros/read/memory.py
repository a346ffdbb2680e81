"""The garbage collector and answers kept in memory: what a build does with both to take less time."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import is_not
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
A = TypeVar("A")

BETWEEN_LOOKS = 1_000_000
"""Objects made between two runs of the garbage collector, once pages are written. Each page leaves about 150 objects that only the collector frees, and each run goes through all objects made since the last one, the search index among them."""


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Stop the garbage collector meanwhile: nothing of what is made can be freed yet, and looking for what can takes time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def exempt_from_collection() -> None:
    """Tell the collector to leave alone all that is in memory now, for the build needs it to its end, and to look seldom through the rest. What an earlier build of this process left is freed first."""
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
    gc.freeze()
    gc.set_threshold(BETWEEN_LOOKS)


def leave_to_the_end_of_the_process() -> None:
    """Tell the collector to leave alone all that is in memory: a process that ends gives its memory back whole, and Python would first look for garbage through all of it."""
    gc.freeze()


def last_answer_kept(function: Callable[P, A]) -> Callable[P, A]:
    """The function, which keeps its last answer and gives it again for the very same arguments: the page and the files of a record are written one after the other, from the same view."""
    last: tuple[tuple[Any, ...], A] | None = None

    def kept(*given: P.args, **named: P.kwargs) -> A:
        nonlocal last
        values = (*given, *named.values())
        if last is None or len(last[0]) != len(values) or any(map(is_not, last[0], values)):
            last = values, function(*given, **named)
        return last[1]

    return kept
