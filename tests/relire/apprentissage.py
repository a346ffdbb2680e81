"""What both learnings share: groups of authors, each judged by what was learned from the others; the least sum that keeps a precision."""

from collections.abc import Collection, Iterable

import numpy as np

FOLDS = 5
"""Groups of authors."""
NEVER = -1
"""The group of those that are never left out."""


def groups(authors: Iterable[str], always: Collection[str]) -> np.ndarray:
    """The group of each item, by its author, or NEVER for the authors of `always`."""
    authors = list(authors)
    others = sorted(set(authors) - set(always))
    return np.array([others.index(author) % FOLDS if author in others else NEVER for author in authors])


def kept(sums: np.ndarray, faulty: np.ndarray, precision: float) -> tuple[float, float, float]:
    """The least sum of a fault that keeps a precision, the precision from this sum on, and the recall."""
    order = np.argsort(-sums)
    right = np.cumsum(faulty[order])
    found = np.arange(1, len(order) + 1)
    last = np.nonzero(right / found >= precision)[0][-1]
    return float(sums[order[last]]), float(right[last] / found[last]), float(right[last] / right[-1])
