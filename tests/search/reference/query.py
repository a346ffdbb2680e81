"""What a query finds. The same rules, in the same order, as docs/assets/js/search/engine.js: tests compare the two.

1. Amounts, CPV codes, lots and dates are taken out of the query (reading.py); the rest becomes words: terms, without
   stop words unless there is nothing else.
2. Each word is looked for as it is (`exact`), also where only the market has it (`market`). The last word of a query
   being typed also stands for what it begins. A word that nobody has is tried as a beginning (`prefix`), then mended
   (`mended`), then by its root (`root`); failing that it is left out (`unknown`), so that it never empties the
   answer. A known word is never mended, nor left out: of a long text the rarest stay.
3. Words of the synonym table also look for their synonyms, at a discount.
4. The words of the market say which segment is bought (purchase.py). Where they do, what every tender has weighs
   little.
5. lunr scores the sum. The score is then multiplied by the square of the share of the query that the document covers (a
   word weighs its rarity), and documents that cover less than two fifths of what the best covers are left out.
6. A question prefers rules and chapters. What the lexicon leads to scores as much as the best, by its share of the
   query.
7. The segments that were recognised come first; where little else is found, the documents of the segment follow.
8. What says the query better than they do (a title that is the query) stays before them and before what the lexicon
   leads to.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from macros.model import Famille
from macros.search.cpv import Code, Codes
from macros.search.documents import Document
from macros.search.inverted import Index
from macros.search.market import Market
from macros.search.normalise import Token, tokens
from macros.search.purchase import MAX_PHRASE, Purchase, groups, recognised
from macros.search.synonyms import Synonyms

from .mending import Mender
from .reading import Reading, read_query

NAMES = 2
"""The first fields are names: title, alias."""
MAX_WORDS = 12
"""Beyond, the rarest stay."""
MAX_READ = 60
"""Words that are looked up at all."""
MAX_SLOTS = 30
"""Words and synonyms looked for at once: the browser keeps which of them a document has in the bits of one number."""
MAX_EXPANSIONS = 24
"""Terms that a beginning may stand for, the most frequent first."""
PREFIX_LETTERS = 3
PREFIX_LETTERS_UNKNOWN = 4
"""A word that nobody is still typing must be longer to be taken for a beginning."""
ROOT_LETTERS, ROOT_CUT = 5, 3
"""The shortest root, and how many letters may be cut to reach it."""
LONG_NUMBER = 5
"""Digits: a longer number is no beginning of another."""

LESS_PRECISE = 0.5
"""Boost of the second term of a word: 2112-2 for L2112-2."""
PREFIX_BESIDE_EXACT = 0.25
PREFIX = 0.8
ROOT = 0.6
SYNONYM = 0.5
SYNONYM_COVERS = 0.9
"""Share of a concept that a synonym covers: a little less than the reader's own words."""
KEPT_SHARE = 0.4
TITLE = 5
"""Words that make a contract's title: in fewer, those that every tender has are what the reader asks."""
PROCEDURE = 0.1
"""What is left of the weight of words that every tender has, once it is known what is bought."""
QUESTION_BOOSTS = {"obligations": 1.5, "pages": 1.5}
"""A question is answered by a rule or by a chapter rather than by a clause."""
FEW = 5
"""With fewer answers, the documents of the segment that was recognised follow."""
SHOWN = 3
"""The first fields are what is shown of an answer: title, other names, summary."""
FAR_BETTER = 1.5
"""The score, against that of the first answer, from which the words alone are believed."""
SEGMENT_KINDS = ("obligations", "clauses")
"""Which of them, in this order."""
LEADS = {3: 1.1, 2: 0.8, 1: 0.6}
"""What the lexicon says for a document -> its part of the best score, where the whole query is that word."""
NOTION = 0.5
"""A query of which this share leads to notions describes no purchase."""
KNOWN = ("exact", "market")
"""A word of a phrase that is known is known, whatever it would have been taken for alone."""
REFERENCE, REFERENCE_BOOST = re.compile(r"[lrd][0-9]{2,}(?:-[0-9]+)*"), 3.0
"""An article that is named is what the reader asks, whatever stands beside it."""
THRESHOLD = "seuil"
"""What an amount asks for."""


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
    votes: Mapping[int, int] = field(default_factory=dict)
    """Document -> how much the word speaks for it: a segment, or what the lexicon leads to."""


@dataclass(frozen=True)
class Concept:
    """Words that go together, and the phrases (terms) that mean the same."""

    words: tuple[Word, ...]
    synonyms: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Answer:
    """`hits` are (document number, score), best first; `words` say how each word was understood, `purchase` what is
    bought."""

    hits: list[tuple[int, float]]
    words: list[Word]
    purchase: Purchase = Purchase()


class Searcher:
    """Answers queries on one index; `words` are those of its lexicon, by groups of frequency."""

    def __init__(
        self,
        index: Index,
        synonyms: Synonyms,
        words: list[list[str]],
        market: Market = Market({}),
        codes: Codes | None = None,
    ) -> None:
        self._index = index
        self._synonyms = synonyms
        self._terms = list(index.frequencies)
        self._mender = Mender(words)
        self._procedure = frozenset(market.procedure)
        self._empty = frozenset(market.empty)
        self._phrases = self._procedure | self._empty | {term for term in index.votes if " " in term}
        self._codes = codes or Codes({})

    @property
    def documents(self) -> tuple[Document, ...]:
        return self._index.documents

    def search(self, query: str, typing: bool = False) -> Answer:
        """The answer to a query; `typing` says that its last word may be unfinished."""
        reading = read_query(query, self._codes.divisions)
        words, purchase, leads = self._read(reading, typing)
        concepts = self._concepts(words)
        asks_rule = reading.is_question or any(word.how == "amount" for word in words)
        ranked = self._rank(concepts, asks_rule)
        hits = self._first(purchase, _led(ranked, leads))
        if not purchase.code:
            hits = self._best_said(ranked, hits, words)
        return Answer(hits, [word for concept in concepts for word in concept.words], purchase)

    def addresses(self, query: str, typing: bool = False) -> list[str]:
        """The addresses of the documents found, best first."""
        return [self._index.documents[number].adresse for number, _ in self.search(query, typing).hits]

    def boosts(self, query: str, typing: bool = False) -> dict[str, float]:
        """Every term that lunr is asked for, with its boost."""
        return _boosts(self._concepts(self._read(read_query(query, self._codes.divisions), typing)[0]))

    # Words

    def _read(self, reading: Reading, typing: bool) -> tuple[list[Word], Purchase, dict[int, float]]:
        """The words, what is bought, and document -> its part of the best score, for what the lexicon leads to."""
        words = self._words(reading.text, typing)
        codes = [code for code in map(self._codes.find, reading.codes) if code]
        grouped = [
            (words[start : start + length], start)
            for start, length in groups([word.main for word in words], self._phrases)
        ]
        empty = _places(grouped, self._empty)
        procedure = (
            _places(grouped, self._procedure)
            | {start for group, start in grouped if len(group) == 1 and group[0].main.isdigit()}
            | empty
        )
        purchase = self._bought(codes[0]) if codes else Purchase()
        spoken = [
            (group, self._votes(group))
            for group, start in grouped
            if start not in procedure and (len(group) > 1 or group[0].how != "unknown")
        ]
        words = [
            replace(word, how="market", terms={}, spellings=()) if len(group) > 1 and word.how not in KNOWN else word
            for group, _ in grouped
            for word in group
        ]
        led = sum(len(group) for group, votes in spoken if not any(map(self._is_segment, votes)) and votes)
        if not purchase.segments and not reading.is_question and led < NOTION * sum(len(group) for group, _ in spoken):
            purchase = recognised(
                [
                    {document: vote for document, vote in votes.items() if self._is_segment(document)}
                    for _, votes in spoken
                ]
            )
        weak = procedure if purchase.segments and len(words) >= TITLE else empty
        if len(weak) < len(words):
            words = [_weakened(word) if place in weak else word for place, word in enumerate(words)]
        if not purchase.segments:
            amounts = self._amounts(reading.amounts, words)
            words += amounts
            spoken += [([word], word.votes) for word in amounts]
        words += [self._code(code) for code in codes]
        return _rarest(words), purchase, self._leads(spoken)

    def _is_segment(self, document: int) -> bool:
        return self._index.documents[document].kind == Famille.kind

    def _leads(self, spoken: list[tuple[list[Word], Mapping[int, int]]]) -> dict[int, float]:
        count = sum(len(group) for group, _ in spoken)
        leads: dict[int, float] = {}
        for group, votes in spoken:
            for document, vote in votes.items():
                if not self._is_segment(document):
                    leads[document] = leads.get(document, 0.0) + LEADS[vote] * math.sqrt(len(group) / count)
        return leads

    def _votes(self, words: list[Word]) -> Mapping[int, int]:
        return words[0].votes if len(words) == 1 else self._index.spoken(" ".join(word.main for word in words))

    def _words(self, text: str, typing: bool) -> list[Word]:
        found = tokens(text)
        kept: dict[str, Token] = {}
        for token in ([token for token in found if not token.is_stop] or found)[:MAX_READ]:
            kept.setdefault(token.terms[0], token)
        unfinished = found[-1].terms[0] if typing and found and re.search(r"[a-z0-9]\Z", text) else None
        is_long = len(kept) > MAX_WORDS
        return [self._word(token, main == unfinished, is_long) for main, token in kept.items()]

    def _word(self, token: Token, unfinished: bool, is_long: bool) -> Word:
        exact = {
            term: 1.0 if place == 0 else LESS_PRECISE
            for place, term in enumerate(token.terms)
            if term in self._index.frequencies
        }
        begun = self._begun(token.text, PREFIX_LETTERS) if unfinished else []
        if exact:
            beside = {term: PREFIX_BESIDE_EXACT for term in begun if term not in exact}
            return _asked_for(self._understood(token, "exact", exact | beside))
        if self._index.spoken(token.terms[0]) or token.terms[0] in self._phrases:
            return self._understood(token, "market", dict.fromkeys(begun, PREFIX))
        if is_long or (token.text.isdigit() and len(token.text) >= LONG_NUMBER):
            return self._understood(token, "unknown", {})
        begun = begun or self._begun(token.text, PREFIX_LETTERS_UNKNOWN)
        if begun:
            return self._understood(token, "prefix", dict.fromkeys(begun, PREFIX))
        return self._understood(token, "unknown", {}) if token.is_stop else self._unknown_word(token)

    def _unknown_word(self, token: Token) -> Word:
        spellings = self._mender.spellings(token.text)
        if spellings:
            meant = tokens(spellings[0])[0].terms[0]
            return self._understood(token, "mended", {meant: 1.0}, spellings, meant)
        root = self._root(token.terms[0]) if token.text.isalpha() else []
        return self._understood(token, "root" if root else "unknown", dict.fromkeys(root, ROOT))

    def _amounts(self, amounts: tuple[int, ...], words: list[Word]) -> list[Word]:
        """An amount asks for thresholds: the word, and the figure where the guide has it."""
        asked = [THRESHOLD, *map(str, amounts)] if amounts else []
        known = {word.main for word in words}
        return [
            self._understood(Token(term, (term,)), "amount", {term: 1.0})
            for term in asked
            if term in self._index.frequencies and term not in known
        ]

    # CPV codes

    def _bought(self, code: Code) -> Purchase:
        segments = tuple(
            number for own in code.segments if (number := self._index.numbers.get(Famille.adresse_de(own))) is not None
        )
        return Purchase(segments, True, code.code, code.label)

    def _code(self, code: Code) -> Word:
        """The code itself, or the nearest of those that it belongs to and that the guide names."""
        term = next((term for term in code.upwards() if term in self._index.frequencies), None)
        return self._understood(Token(code.asked, (code.asked,)), "code", {term: 1.0} if term else {})

    def _understood(
        self, token: Token, how: str, terms: dict[str, float], spellings: tuple[str, ...] = (), meant: str = ""
    ) -> Word:
        weight = min((self._index.rarity(term) for term in terms), default=0.0)
        return Word(
            token.text, token.terms[0], how, terms, weight, spellings, self._index.spoken(meant or token.terms[0])
        )

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

    def _rank(self, concepts: list[Concept], asks_rule: bool) -> list[tuple[int, float]]:
        boosts = _boosts(concepts)
        scores, found = self._lunr_scores(boosts)
        covered = {document: _coverage(concepts, terms) for document, terms in found.items()}
        threshold = KEPT_SHARE * max(covered.values(), default=0.0)
        return _sorted(
            (document, scores[document] * share * share * self._asked(document, asks_rule))
            for document, share in covered.items()
            if share >= threshold
        )

    def _asked(self, document: int, asks_rule: bool) -> float:
        return QUESTION_BOOSTS.get(self._index.documents[document].kind, 1.0) if asks_rule else 1.0

    def _first(self, purchase: Purchase, hits: list[tuple[int, float]]) -> list[tuple[int, float]]:
        """The segments that were recognised, the other answers and, where these are few, what the segment has."""
        scores = dict(hits)
        first = [(segment, scores.get(segment, 0.0)) for segment in purchase.segments]
        rest = [hit for hit in hits if hit[0] not in purchase.segments]
        if purchase.is_sure and len(rest) < FEW:
            rest += [(document, 0.0) for document in self._of_segment(purchase.segments[0]) if document not in scores]
        return first + rest

    def _best_said(
        self, ranked: list[tuple[int, float]], hits: list[tuple[int, float]], words: list[Word]
    ) -> list[tuple[int, float]]:
        """The answers, the best of `ranked` (what the words alone find) before the first where it says the query and
        the first does not: its names hold every word, or what is shown of it does and it scores far more."""
        if not ranked or ranked[0][0] == hits[0][0]:
            return hits
        (best, score), (first, _) = ranked[0], hits[0]
        is_named = self._holds(best, words, NAMES) and not self._holds(first, words, NAMES)
        is_far_better = self._holds(best, words, SHOWN) and score >= FAR_BETTER * dict(ranked).get(first, 0.0)
        if not (is_named or is_far_better):
            return hits
        return [hit for hit in hits if hit[0] == best] + [hit for hit in hits if hit[0] != best]

    def _holds(self, document: int, words: list[Word], fields: int) -> bool:
        """Whether the first fields of a document hold every word of the query that says something."""
        asked = [word for word in words if word.main not in self._procedure and word.main not in self._empty]
        return bool(asked) and all(
            any(self._index.holds(document, term, fields) for term in word.terms) for word in asked
        )

    def _of_segment(self, segment: int) -> Iterator[int]:
        own = self._index.documents[segment].facettes["famille"][0]
        for kind in SEGMENT_KINDS:
            for number, document in enumerate(self._index.documents):
                if document.kind == kind and own in document.facettes.get("famille", ()):
                    yield number

    def _lunr_scores(self, boosts: dict[str, float]) -> tuple[dict[int, float], dict[int, set[str]]]:
        """lunr's score of each document, and the terms it holds: the dot product of query and document over the
        query's norm."""
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


def _led(hits: list[tuple[int, float]], leads: Mapping[int, float]) -> list[tuple[int, float]]:
    """The answers with what the lexicon leads to, best first."""
    best = hits[0][1] if hits else 1.0
    scores = dict(hits)
    for document, part in leads.items():
        scores[document] = scores.get(document, 0.0) + part * best
    return _sorted(scores.items()) if leads else hits


def _sorted(hits: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    """Best first, to a millionth; equals in index order."""
    ranked = sorted((-math.floor(score * 1e6 + 0.5), document) for document, score in hits)
    return [(document, -millionths / 1e6) for millionths, document in ranked]


def _places(grouped: list[tuple[list[Word], int]], phrases: frozenset[str]) -> set[int]:
    """The places of the words that make one of these phrases."""
    return {
        place
        for group, start in grouped
        if " ".join(word.main for word in group) in phrases
        for place in range(start, start + len(group))
    }


def _weakened(word: Word) -> Word:
    return _times(word, PROCEDURE)


def _asked_for(word: Word) -> Word:
    return _times(word, REFERENCE_BOOST) if REFERENCE.fullmatch(word.main) else word


def _times(word: Word, factor: float) -> Word:
    return replace(
        word, terms={term: boost * factor for term, boost in word.terms.items()}, weight=word.weight * factor
    )


def _rarest(words: list[Word]) -> list[Word]:
    """At most MAX_WORDS words, in their order."""
    kept = sorted(range(len(words)), key=lambda place: (-math.floor(words[place].weight * 1e6 + 0.5), place))[
        :MAX_WORDS
    ]
    return [words[place] for place in sorted(kept)]
