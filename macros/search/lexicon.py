"""The words of the guide as people write them: what a misspelled word is compared with."""

import re
from collections import Counter

from .inverted import FIELDS, Index
from .normalise import terms

WORD = re.compile(r"[^\W\d_]{4,}")
"""Shorter words have too many neighbours, numbers too many too."""


def lexicon(index: Index) -> list[list[str]]:
    """One spelling for each term, the most frequent; sorted in groups, from terms that occur once to the most widespread.

    Group n holds the terms that 2ⁿ to 2ⁿ⁺¹ − 1 document fields have.
    """
    groups: dict[int, list[str]] = {}
    for term, spelling in _spellings(index).items():
        groups.setdefault(index.frequencies[term].bit_length() - 1, []).append(spelling)
    return [sorted(groups.get(group, ())) for group in range(max(groups, default=-1) + 1)]


def _spellings(index: Index) -> dict[str, str]:
    """Term → its most frequent spelling in lower case; of two as frequent, the shorter."""
    found: dict[str, str] = {}
    counts = _word_counts(index)
    for word in sorted(counts, key=lambda word: (-counts[word], len(word), word)):
        of_the_word = terms(word, keep_stop_words=True)
        if len(of_the_word) == 1 and of_the_word[0] in index.frequencies:
            found.setdefault(of_the_word[0], word)
    return found


def _word_counts(index: Index) -> Counter[str]:
    """Counted first by pieces between spaces: a regular expression over the whole text would take longer than the index."""
    pieces: Counter[str] = Counter()
    for document in index.documents:
        for field in FIELDS:
            pieces.update(getattr(document, field.name).split())
    words: Counter[str] = Counter()
    for piece, count in pieces.items():
        for word in WORD.findall(piece.lower()):
            words[word] += count
    return words
