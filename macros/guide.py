"""The guide, whole and checked: what the command line, the build and the tests all start from."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from . import checks
from .load import State, load
from .model import Catalog, Record
from .pages import Page, load_pages
from .problems import DataError


@dataclass(frozen=True)
class Guide:
    """The catalogue and the hand-written pages, all rules kept."""

    catalog: Catalog
    pages: tuple[Page, ...]
    known: Mapping[State, Record] = field(default_factory=dict)
    """The records by the state of their file: the next reading takes those that did not change."""


def load_guide(root: Path, editorial: bool = False, before: Guide | None = None) -> Guide:
    """Read and check data/ and docs/ below `root`, the writing too if asked. Raises DataError with every problem of every file.

    After an edit, `before` is the guide as it was: records that did not change are not read again, and the rules on pages run on those that did change (their macros take long).
    """
    with _no_collection():
        loaded = load(root / "data", before and before.known)
        pages, page_problems = load_pages(root / "docs")
        changed = [page for page in pages if before is None or page not in before.pages]
        problems = [*loaded.problems, *page_problems, *checks.run(loaded, changed, editorial)]
    if problems:
        raise DataError(problems)
    return Guide(loaded.catalog, tuple(pages), loaded.known)


@contextmanager
def _no_collection() -> Iterator[None]:
    """The garbage collector stands still: what is read stays, and it would walk all of it again and again."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
