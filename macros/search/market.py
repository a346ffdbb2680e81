"""The words of the market: which segment a purchase belongs to, and where the words of the lexicon lead.

A word counts for a segment by its share of that segment's labels, against all the others; it counts more where it is
rare, and less where the guide's rules say it too. Words come from the whole CPV, sorted by its table, from
the names of the segments and from the lexicon, which weighs most. A phrase (« gros œuvre ») counts for itself, before
its words; a label of the CPV whose words would lead elsewhere is such a phrase.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model import Catalog, EntreeDeGlossaire, Famille, Mots, Obligation, TexteJuridique, texts_of
from .cpv import NONE, Nomenclature
from .documents import headword
from .normalise import Token, terms, tokens, tokens_of_corpus
from .purchase import MAX_PHRASE

OWN, LEXICON = 6, 12
"""How many labels a segment's own name and a word of the lexicon are worth."""
NEXT = 0.5
"""What each further segment that a word of the lexicon names gets, of what the one before it got."""
SPREAD = 12.0
"""Added to the size of each segment: a few labels prove little."""
ONCE = 1.0
"""A word that one label says proves half of what a common one does."""
NOTION = 0.5
"""How much less a word proves for each rule, text or entry of the glossary that says it: « clause », « supérieur »
say nothing of what is bought."""
SCALE, HIGHEST = 3.0, 28
"""Votes are whole numbers, at most two characters in the files."""
EXCEPTION = 14
"""What the phrase of a label says for its segment."""
LEADS = (3, 2, 1)
"""What a word of the lexicon says for each of the other records that it leads to."""

CpvLabels = list[tuple[str, list[Token]]]
"""(segment, words) of every label of the CPV that has an answer."""


@dataclass(frozen=True)
class Market:
    """`votes`: term, or terms of a phrase with spaces between -> address -> how much it speaks for it. `procedure`:
    phrases that every tender
    has; `empty`: those that say nothing in any query."""

    votes: Mapping[str, Mapping[str, int]]
    procedure: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


def market_of(catalog: Catalog) -> Market:
    """What the words of the CPV, of the segments and of the lexicon say; nothing where the guide has none of these
    tables."""
    labels = [(segment, tokens_of_corpus(label)) for segment, label in _labels(catalog)]
    votes = _segment_votes(catalog, labels)
    for phrase, segment in _exceptions(labels, votes):
        votes[phrase] = {segment: EXCEPTION}
    found = {
        term: {Famille.adresse_de(own): vote for own, vote in by_segment.items()} for term, by_segment in votes.items()
    }
    for phrase, adresse, vote in _leads(catalog):
        found.setdefault(phrase, {}).setdefault(adresse, vote)
    return Market(dict(sorted(found.items())), _without_segment(catalog, False), _without_segment(catalog, True))


def _without_segment(catalog: Catalog, vides: bool) -> tuple[str, ...]:
    """The wordings of the lexicon that lead nowhere: those of every tender, or (`vides`) those that say nothing in any query."""
    return tuple(
        sorted(
            {
                phrase
                for entry in catalog.lexique
                if not entry.mene and entry.vides is vides
                for phrase in wordings(entry)
            }
        )
    )


def phrase_of(text: str) -> str:
    """The main terms of a few words, with spaces between; stop words left out unless there is nothing else."""
    return _phrase(tokens(text))


def _phrase(found: list[Token]) -> str:
    return " ".join(token.terms[0] for token in [token for token in found if not token.is_stop] or found)


def wordings(entry: Mots) -> Iterator[str]:
    """The phrases of an entry of the lexicon."""
    for word in entry.mots:
        yield phrase_of(word)


def _segment_votes(catalog: Catalog, labels: CpvLabels) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    sizes: Counter[str] = Counter()
    for segment, weight, phrases in _said(catalog, labels):
        sizes[segment] += 1
        for phrase in phrases:
            counts[phrase][segment] += weight
    notions = _notions(catalog)
    total = sum(sizes.values())
    return {
        term: found for term, by_segment in counts.items() if (found := _votes(by_segment, sizes, total, notions[term]))
    }


def _labels(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """(segment, label) of every code that has an answer."""
    nomenclature = Nomenclature(catalog)
    for code, label in catalog.cpv.items():
        if segments := nomenclature.segments(code):
            yield segments[0], label


def _said(catalog: Catalog, labels: CpvLabels) -> Iterator[tuple[str, float, set[str]]]:
    """(segment, weight, terms or phrases)."""
    for segment, found in labels:
        yield segment, 1, {token.terms[0] for token in found if not token.is_stop}
    for famille in catalog.segments:
        if famille.id != NONE:  # whose names are notions: insertion, handicap…
            for name in (famille.titre, *famille.alias):
                yield famille.id, OWN, {phrase_of(name)}
    for entry in catalog.lexique:
        records = [catalog.named(*fiche.split("/")) for fiche in entry.mene]
        for place, record in enumerate(record for record in records if isinstance(record, Famille)):
            for phrase in wordings(entry):
                yield record.id, LEXICON * NEXT**place, {phrase}


def _notions(catalog: Catalog) -> Counter[str]:
    """How many rules, texts and entries of the glossary say each term."""
    records = (*catalog.all(EntreeDeGlossaire), *catalog.all(Obligation), *catalog.all(TexteJuridique))
    return Counter(
        term
        for record in records
        for term in {term for text in texts_of(record) for term in terms(text, keep_stop_words=False)}
    )


def _votes(by_segment: Mapping[str, float], sizes: Mapping[str, int], total: int, notions: int) -> dict[str, int]:
    """Segment -> its share of what the term says, times how loud the term is."""
    density = {segment: count / math.sqrt(sizes[segment] + SPREAD) for segment, count in by_segment.items()}
    whole = sum(density.values())
    said = sum(by_segment.values())
    weight = math.log(1 + total / (said + 1)) * said / (said + ONCE + NOTION * notions)
    votes = {segment: min(HIGHEST, round(SCALE * weight * share / whole)) for segment, share in density.items()}
    return {segment: vote for segment, vote in sorted(votes.items()) if vote}


def _exceptions(labels: CpvLabels, votes: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, str]]:
    """(phrase, segment) of the labels whose words, together, speak for another segment."""
    for segment, found in labels:
        phrase = _phrase(found)
        words = phrase.split(" ")
        if 1 < len(words) <= MAX_PHRASE and phrase not in votes:
            together = sum((Counter(votes.get(word, {})) for word in words), Counter())
            if together and max(together, key=lambda own: (together[own], own)) != segment:
                yield phrase, segment


def _leads(catalog: Catalog) -> Iterator[tuple[str, str, int]]:
    """(phrase, address, vote) of the records of the lexicon that are no segments, then of the glossary's own names."""
    for entry in catalog.lexique:
        records = [catalog.named(*fiche.split("/")) for fiche in entry.mene]
        others = [record.adresse for record in records if record is not None and not isinstance(record, Famille)]
        for phrase in wordings(entry):
            for adresse, vote in zip(others, LEADS, strict=False):
                yield phrase, adresse, vote
    taken = {phrase_of(name) for famille in catalog.segments for name in (famille.titre, *famille.alias)} | set(
        _without_segment(catalog, False)
    )
    for term in catalog.all(EntreeDeGlossaire):
        for phrase in {phrase_of(name) for name in (headword(term.titre), *term.alias)} - taken:
            yield phrase, term.adresse, LEADS[0]
