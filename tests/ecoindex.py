"""EcoIndex: the environmental mark of a page, from its elements, its requests and its weight (https://www.ecoindex.fr)."""

from bisect import bisect_right

DOM = (0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479, 594601)
"""Quantiles of the number of elements, without the children of svg."""
REQUESTS = (0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920)
KILOBYTES = (
    0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32,
    1648.27, 1876.08, 2142.06, 2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26,
)  # fmt: skip
GRADES = (("A", 80), ("B", 70), ("C", 55), ("D", 40), ("E", 25), ("F", 10))


def _quantile(table: tuple[float, ...], value: float) -> float:
    above = bisect_right(table, value)
    return above - 1 + (value - table[above - 1]) / (table[above] - table[above - 1])


def score(dom: int, requests: int, kilobytes: float) -> float:
    """0 to 100, the higher the better."""
    return 100 - 5 * (3 * _quantile(DOM, dom) + 2 * _quantile(REQUESTS, requests) + _quantile(KILOBYTES, kilobytes)) / 6


def grade(mark: float) -> str:
    """The letter of a mark."""
    return next((letter for letter, bar in GRADES if mark > bar), "G")
