"""Misspelled words: which words of the guide a reader may have meant. docs/assets/js/search/mending.js is the same
code."""

import re
from collections.abc import Iterable, Sequence

from macros.search.normalise import fold, singular

SHORTEST = 6
"""Letters: a shorter word has too many neighbours (« drone » is no « donné »)."""
LONG = 12
"""From here two letters may differ, below one."""
SPELLINGS = 3
"""Corrections offered for a word."""


class Mender:
    """`words` are those of the lexicon, by groups of frequency, the rarest first."""

    def __init__(self, words: Iterable[Sequence[str]]) -> None:
        self._words = [
            (group, spelling, bare(fold(spelling))) for group, spellings in enumerate(words) for spelling in spellings
        ]

    def spellings(self, text: str) -> tuple[str, ...]:
        """The words close to an unknown one: the closest first, then the most frequent. They begin with the same
        letter."""
        if len(text) < SHORTEST or not text.isalpha():
            return ()
        own = bare(text)
        limit = 2 if len(text) >= LONG else 1
        near = []
        for group, spelling, other in self._words:
            if other[0] == own[0] and abs(len(other) - len(own)) <= limit:
                count = edits(own, other, limit)
                if count <= limit:
                    near.append((count, -group, spelling))
        return tuple(spelling for *_, spelling in sorted(near)[:SPELLINGS])


def bare(word: str) -> str:
    """A folded word without its plural, doubled letters made one: where the French hesitate (allotissement,
    intellectuelle)."""
    return re.sub(r"(.)\1", r"\1", singular(word) if len(word) >= 4 else word)


def edits(one: str, other: str, limit: int) -> int:
    """How many letters are missing, added, changed, or change places with the next; `limit` + 1 for anything beyond."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, before, row = before, row, [i]
        for j, facing in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != facing))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
