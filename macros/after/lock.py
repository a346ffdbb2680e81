"""Locks that end with the process that holds them, whatever ends it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..read.problems import Refused

try:
    import fcntl
except ImportError:  # Windows: nothing is locked
    fcntl = None  # type: ignore[assignment]


class Busy(Refused):
    """Another process holds the lock. Says so in French."""


@contextmanager
def holding(folder: Path) -> Iterator[None]:
    """The folder is held by this process. Raises Busy where another one holds it."""
    if fcntl is None:
        yield
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(
                "Une autre construction est en cours dans ce dossier : attendre sa fin, puis relancer."
            ) from None
        yield
    finally:
        os.close(held)


def held(folder: Path) -> bool:
    """Whether a living process holds the folder; said to be so where nobody can know."""
    if fcntl is None:
        return True
    try:
        with holding(folder):
            return False
    except Busy:
        return True
