"""Which segment of purchase a query describes, from the votes of its words (see market.py)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

ENOUGH, EACH = 5.0, 1.5
"""Votes that the first segment needs: so many, and so many more for each known word of the query, most of which say
nothing in a notion."""
SURE = 0.55
"""The second segment has less than this share of the first's votes: one is enough to name."""
CLOSE = 0.5
"""A segment is named beside the first from this share of its votes on."""
AT_MOST = 3
MAX_PHRASE = 5
"""Words of the longest phrase."""


@dataclass(frozen=True)
class Purchase:
    """`segments` are documents, the likeliest first; `code` and `label` say which CPV code was found."""

    segments: tuple[int, ...] = ()
    is_sure: bool = False
    code: str = ""
    label: str = ""


def groups(mains: Sequence[str], phrases: Collection[str]) -> Iterator[tuple[int, int]]:
    """(start, length) of the words that go together, the longest phrases first; a word alone otherwise."""
    start = 0
    while start < len(mains):
        lengths = range(min(MAX_PHRASE, len(mains) - start), 1, -1)
        length = next((length for length in lengths if " ".join(mains[start : start + length]) in phrases), 1)
        yield start, length
        start += length


def recognised(votes: Sequence[Mapping[int, int]]) -> Purchase:
    """What the votes of a query's known words or phrases say together: document -> how much, for each."""
    total: dict[int, int] = {}
    for own in votes:
        for document, vote in own.items():
            total[document] = total.get(document, 0) + vote
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < ENOUGH + EACH * len(votes):
        return Purchase()
    best = ranked[0][1]
    is_sure = len(ranked) == 1 or ranked[1][1] < SURE * best
    named = tuple(document for document, vote in ranked[:AT_MOST] if vote >= CLOSE * best)[: 1 if is_sure else AT_MOST]
    return Purchase(named, is_sure)
