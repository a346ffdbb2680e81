"""The guide, whole and checked: what the command line, the build and the tests all start from."""

from dataclasses import dataclass, replace
from pathlib import Path

from .. import checks
from ..model import Catalog
from .illustrations import load_illustrations
from .load import load
from .memory import without_garbage_collection
from .navigation import missing_pages
from .pages import Page, load_all_pages
from .places import misplaced
from .problems import DataError


@dataclass(frozen=True)
class Guide:
    """The catalogue and the hand-written pages, all rules kept."""

    catalog: Catalog
    pages: tuple[Page, ...]


def load_guide(root: Path, editorial: bool = False) -> Guide:
    """Read and check data/ and docs/ below `root`, the writing too if asked. Raises DataError with every problem of every file."""
    with without_garbage_collection():
        illustrations, drawing_problems = load_illustrations(root)
        loaded = load(root / "data")
        loaded = replace(loaded, catalog=replace(loaded.catalog, illustrations=illustrations))
        pages, page_problems = load_all_pages(root)
        problems = [
            *loaded.problems,
            *page_problems,
            *drawing_problems,
            *misplaced(root),
            *missing_pages(root, tuple(pages)),
            *checks.run(loaded, pages, editorial),
        ]
    if problems:
        raise DataError(problems)
    loaded.catalog.forget_texts()
    return Guide(loaded.catalog, tuple(pages))
