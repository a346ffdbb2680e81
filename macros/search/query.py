"""What a query finds. The same rules, in the same order, as docs/assets/js/search/engine.js: tests compare the two.

1. The query becomes words: terms, without stop words unless there is nothing else.
2. Each word is looked for as it is (`exact`). The last word of a query being typed also stands for what it begins. A word that
   no document has is tried as a beginning (`prefix`), then with its doubled letters or one letter mended (`mended`), then by its root (`root`); failing
   that it is left out (`unknown`), so that it never empties the answer.
3. Words of the synonym table also look for their synonyms, at a discount.
4. lunr scores the sum. The score is then multiplied by the square of the share of the query that the document covers (a
   word weighs its rarity), and documents that cover less than two fifths of what the best covers are left out.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from .documents import Document
from .inverted import Index
from .normalise import Token, fold, stem, tokens
from .synonyms import Synonyms

MAX_WORDS = 12
MAX_SLOTS = 30
"""Words and synonyms looked for at once: the browser keeps which of them a document has in the bits of one number."""
MAX_PHRASE = 5
"""Words of the longest synonym."""
MAX_EXPANSIONS = 24
"""Terms that a beginning may stand for, the most frequent first."""
PREFIX_LETTERS = 3
PREFIX_LETTERS_UNKNOWN = 4
"""A word that nobody is still typing must be longer to be taken for a beginning."""
ROOT_LETTERS, ROOT_CUT = 5, 3
"""The shortest root, and how many letters may be cut to reach it."""
SPELLINGS = 3
"""Corrections offered for a word."""
SPELLING_LENGTHS = 3
"""By how many letters a correction may be longer or shorter: doubled letters and an ending."""

LESS_PRECISE = 0.5
"""Boost of the second term of a word: 2112-2 for L2112-2."""
PREFIX_BESIDE_EXACT = 0.25
PREFIX = 0.8
ROOT = 0.6
SYNONYM = 0.5
SYNONYM_COVERS = 0.9
"""Share of a concept that a synonym covers: a little less than the reader's own words."""
KEPT_SHARE = 0.4


@dataclass(frozen=True)
class Word:
    """A word of the query: its own term, the `terms` looked for with their boosts, `how` they were found.

    `weight` is the rarity of the most frequent of them; `spellings` are the corrections of a word that was mended.
    """

    text: str
    main: str
    how: str
    terms: dict[str, float]
    weight: float
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Concept:
    """Words that go together, and the phrases (terms) that mean the same."""

    words: tuple[Word, ...]
    synonyms: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Answer:
    """`hits` are (document number, score), best first; `words` say how each word was understood."""

    hits: list[tuple[int, float]]
    words: list[Word]


class Searcher:
    """Answers queries on one index; `words` are those of its lexicon, by groups of frequency."""

    def __init__(self, index: Index, synonyms: Synonyms, words: list[list[str]]) -> None:
        self._index = index
        self._synonyms = synonyms
        self._terms = list(index.frequencies)
        self._words_by_group = words

    @property
    def documents(self) -> tuple[Document, ...]:
        return self._index.documents

    def search(self, query: str, typing: bool = False) -> Answer:
        """The answer to a query; `typing` says that its last word may be unfinished."""
        concepts = self._concepts(self._words(query, typing))
        words = [word for concept in concepts for word in concept.words]
        return Answer(self._rank(concepts), words)

    def addresses(self, query: str, typing: bool = False) -> list[str]:
        """The addresses of the documents found, best first."""
        return [self._index.documents[number].adresse for number, _ in self.search(query, typing).hits]

    def boosts(self, query: str, typing: bool = False) -> dict[str, float]:
        """Every term that lunr is asked for, with its boost."""
        return _boosts(self._concepts(self._words(query, typing)))

    # Words

    def _words(self, query: str, typing: bool) -> list[Word]:
        found = tokens(query)
        kept: dict[str, Token] = {}
        for token in ([token for token in found if not token.is_stop] or found)[:MAX_WORDS]:
            kept.setdefault(token.terms[0], token)
        unfinished = found[-1].terms[0] if typing and found and re.search(r"[a-z0-9]\Z", fold(query)) else None
        return [self._word(token, main == unfinished) for main, token in kept.items()]

    def _word(self, token: Token, unfinished: bool) -> Word:
        exact = {term: 1.0 if place == 0 else LESS_PRECISE for place, term in enumerate(token.terms) if term in self._index.frequencies}
        begun = self._begun(token.text, PREFIX_LETTERS) if unfinished else []
        if exact:
            beside = {term: PREFIX_BESIDE_EXACT for term in begun if term not in exact}
            return self._understood(token, "exact", exact | beside)
        begun = begun or self._begun(token.text, PREFIX_LETTERS_UNKNOWN)
        if begun:
            return self._understood(token, "prefix", dict.fromkeys(begun, PREFIX))
        return self._understood(token, "unknown", {}) if token.is_stop else self._unknown_word(token)

    def _unknown_word(self, token: Token) -> Word:
        spellings = self._spellings(token.text)
        if spellings:
            return self._understood(token, "mended", {tokens(spellings[0])[0].terms[0]: 1.0}, spellings)
        root = self._root(token.terms[0])
        return self._understood(token, "root" if root else "unknown", dict.fromkeys(root, ROOT))

    def _understood(self, token: Token, how: str, terms: dict[str, float], spellings: tuple[str, ...] = ()) -> Word:
        weight = min((self._index.rarity(term) for term in terms), default=0.0)
        return Word(token.text, token.terms[0], how, terms, weight, spellings)

    def _begun(self, prefix: str, letters: int) -> list[str]:
        """The terms that begin so, the most frequent first."""
        if len(prefix) < letters:
            return []
        start = bisect_left(self._terms, prefix)
        found = []
        while start < len(self._terms) and self._terms[start].startswith(prefix):
            found.append(self._terms[start])
            start += 1
        return sorted(found, key=lambda term: (-self._index.frequencies[term], term))[:MAX_EXPANSIONS]

    def _root(self, term: str) -> list[str]:
        for cut in range(1, ROOT_CUT + 1):
            found = self._begun(term[: len(term) - cut], ROOT_LETTERS)
            if found:
                return found
        return []

    def _spellings(self, text: str) -> tuple[str, ...]:
        """The words that only doubled letters or one other letter keep from it, as they are or once stemmed.

        Doubled letters first, then the words with the same initial, then the most frequent.
        """
        if len(text) < PREFIX_LETTERS_UNKNOWN or not text.isalpha():
            return ()
        own, own_stem = squeezed(text), squeezed(stem(text))
        near = []
        for group, spelling, folded, folded_stem in self._lexicon:
            if abs(len(folded) - len(own)) <= SPELLING_LENGTHS:
                edits = min(edits_up_to_one(own, folded), edits_up_to_one(own_stem, folded_stem))
                if edits <= 1:
                    near.append((edits, folded[0] != own[0], -group, spelling))
        return tuple(spelling for *_, spelling in sorted(near)[:SPELLINGS])

    @cached_property
    def _lexicon(self) -> list[tuple[int, str, str, str]]:
        """(group, spelling, folded and squeezed, its stem squeezed) of each word that a mistake may be mended into."""
        return [
            (group, spelling, squeezed(fold(spelling)), squeezed(stem(fold(spelling))))
            for group, spellings in enumerate(self._words_by_group)
            for spelling in spellings
        ]

    # Synonyms

    def _concepts(self, words: list[Word]) -> list[Concept]:
        concepts = []
        slots = len(words)
        start = 0
        while start < len(words):
            length = self._phrase_length(words[start:])
            phrases = self._synonym_phrases(words[start : start + length])
            kept = []
            for phrase in phrases:
                if slots + len(phrase) <= MAX_SLOTS:
                    kept.append(phrase)
                    slots += len(phrase)
            concepts.append(Concept(tuple(words[start : start + length]), tuple(kept)))
            start += length
        return concepts

    def _phrase_length(self, words: list[Word]) -> int:
        """How many of the first words make the longest phrase that has synonyms; 1 if none has."""
        for length in range(min(MAX_PHRASE, len(words)), 1, -1):
            if " ".join(word.main for word in words[:length]) in self._synonyms:
                return length
        return 1

    def _synonym_phrases(self, words: list[Word]) -> Iterator[tuple[str, ...]]:
        for phrase in self._synonyms.get(" ".join(word.main for word in words), ()):
            terms = tuple(phrase.split(" "))
            if all(term in self._index.frequencies for term in terms):
                yield terms

    # Rank

    def _rank(self, concepts: list[Concept]) -> list[tuple[int, float]]:
        boosts = _boosts(concepts)
        scores, found = self._lunr_scores(boosts)
        covered = {document: _coverage(concepts, terms) for document, terms in found.items()}
        threshold = KEPT_SHARE * max(covered.values(), default=0.0)
        hits = [(document, scores[document] * share * share) for document, share in covered.items() if share >= threshold]
        return sorted(hits, key=lambda hit: (-math.floor(hit[1] * 1e6 + 0.5), hit[0]))

    def _lunr_scores(self, boosts: dict[str, float]) -> tuple[dict[int, float], dict[int, set[str]]]:
        """lunr's score of each document, and the terms it holds: the dot product of query and document over the query's norm."""
        norm = math.sqrt(sum(boost * boost for boost in boosts.values()))
        scores: dict[int, float] = {}
        found: dict[int, set[str]] = {}
        for term, boost in boosts.items():
            for document, _, score in self._index.scores(term):
                scores[document] = scores.get(document, 0.0) + boost * score / norm
                found.setdefault(document, set()).add(term)
        return scores, found


def _boosts(concepts: Iterable[Concept]) -> dict[str, float]:
    """Term → the sum of its boosts, as lunr adds the clauses of a query."""
    boosts: dict[str, float] = {}
    for concept in concepts:
        for word in concept.words:
            for term, boost in word.terms.items():
                boosts[term] = boosts.get(term, 0.0) + boost
        for phrase in concept.synonyms:
            for term in phrase:
                boosts[term] = boosts.get(term, 0.0) + SYNONYM
    return boosts


def _coverage(concepts: list[Concept], terms: set[str]) -> float:
    """How much of the query a document that holds these terms covers, from 0 to 1."""
    total = sum(word.weight for concept in concepts for word in concept.words)
    return sum(_concept_coverage(concept, terms) for concept in concepts) / total if total else 0.0


def _concept_coverage(concept: Concept, terms: set[str]) -> float:
    """The weight of the words found or, where a whole synonym is, nearly that of all the words."""
    found = sum(word.weight for word in concept.words if not terms.isdisjoint(word.terms))
    if any(terms.issuperset(phrase) for phrase in concept.synonyms):
        return max(found, SYNONYM_COVERS * sum(word.weight for word in concept.words))
    return found


def squeezed(word: str) -> str:
    """Doubled letters made one: where the French hesitate (allotissement, intellectuelle)."""
    return re.sub(r"(.)\1", r"\1", word)


def edits_up_to_one(one: str, other: str) -> int:
    """0 for one word, 1 where a letter is missing, added, changed, or changes places with the next; 2 for anything else."""
    if one == other:
        return 0
    if len(one) < len(other):
        one, other = other, one
    if len(one) - len(other) > 1:
        return 2
    place = next((place for place, (a, b) in enumerate(zip(one, other)) if a != b), len(other))
    if len(one) > len(other):
        return 1 if one[place + 1 :] == other[place:] else 2
    swapped = one[place : place + 2] == other[place : place + 2][::-1]
    return 1 if one[place + 1 :] == other[place + 1 :] or (swapped and one[place + 2 :] == other[place + 2 :]) else 2
