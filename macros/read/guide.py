"""The guide, whole and checked: what the command line, the build and the tests all start from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .. import checks
from ..model import Catalog, Record
from .load import State, load
from .memory import uncollected
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
    with uncollected():
        loaded = load(root / "data", before and before.known)
        pages, page_problems = load_pages(root / "docs")
        changed = [page for page in pages if before is None or page not in before.pages]
        problems = [*loaded.problems, *page_problems, *checks.run(loaded, changed, editorial)]
    if problems:
        raise DataError(problems)
    return Guide(loaded.catalog, tuple(pages), loaded.known)
