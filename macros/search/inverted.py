"""The index in memory: which term stands where and how often, and what lunr would score for it.

Scores are those of lunr 2.3.9 (`lunr.Builder`: BM25 with k1 = 1.2, b = 0.75, inverse document frequency over document fields,
rounded to 0.001). They are computed here because lunr.py's own Builder takes minutes on 10,000 records;
tests/search/test_lunr.py compares the two on the real corpus.
"""

import dataclasses
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ..model import KINDS
from .documents import FACETS, Document
from .normalise import terms

K1 = 1.2
B = 0.75


@dataclass(frozen=True)
class Field:
    """A field of `Document`, its weight, and whether stop words are indexed (a query made of nothing else looks there)."""

    name: str
    boost: float
    keep_stop_words: bool = False


FIELDS = (
    Field("titre", 10, keep_stop_words=True),
    Field("alias", 8, keep_stop_words=True),
    Field("resume", 4),
    Field("texte", 1),
    Field("reste", 0.5),
)
"""From the heaviest to the lightest. In the last one a term counts once, and only where no heavier field has it."""

KIND_BOOSTS = {kind: model.poids_de_recherche for kind, model in KINDS.items() if model.poids_de_recherche != 1}
"""lunr's boost of a document, by kind: what a buyer came to use stands before what explains it, and that before the rest (1).
Without it « insertion » gives ten definitions, articles and cases before the first clause."""


Votes = Mapping[str, Mapping[str, int]]
"""Term or phrase -> address -> how much it speaks for it."""
ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]{1,6}\b")


@dataclass(frozen=True)
class Index:
    """`documents` in index order; `lengths[field][document]` in terms; `packed[field][term]` the postings, in index order."""

    documents: tuple[Document, ...]
    lengths: tuple[tuple[int, ...], ...]
    packed: tuple[Mapping[str, Sequence[int]], ...]
    """Each posting as one integer, document × `COUNTS` + count: ten times lighter than objects."""
    votes: Mapping[str, Sequence[int]] = dataclasses.field(default_factory=dict)
    """Term or phrase -> the documents that it speaks for, packed alike: document × `COUNTS` + how much (see market.py)."""

    @cached_property
    def average_lengths(self) -> tuple[float, ...]:
        return tuple(sum(lengths) / len(lengths) for lengths in self.lengths)

    @cached_property
    def boosts(self) -> tuple[float, ...]:
        """One for each document."""
        return tuple(KIND_BOOSTS.get(document.kind, 1) for document in self.documents)

    @cached_property
    def frequencies(self) -> dict[str, int]:
        """Every term, sorted, and how many document fields hold it."""
        counts: Counter[str] = Counter()
        for by_term in self.packed:
            counts.update({term: len(postings) for term, postings in by_term.items()})
        return dict(sorted(counts.items()))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Address -> document."""
        return {document.adresse: number for number, document in enumerate(self.documents)}

    def holds(self, document: int, term: str, fields: int) -> bool:
        """Whether one of the first fields of a document holds a term."""
        return any(packed // COUNTS == document for by_term in self.packed[:fields] for packed in by_term.get(term, ()))

    def spoken(self, term: str) -> dict[int, int]:
        """Document -> how much the term, or phrase, speaks for it."""
        return dict(divmod(packed, COUNTS) for packed in self.votes.get(term, ()))

    def postings(self, term: str) -> Iterator[tuple[int, int, int]]:
        """(document, field, count) of a term, field by field."""
        for field, by_term in enumerate(self.packed):
            for packed in by_term.get(term, ()):
                document, count = divmod(packed, COUNTS)
                yield document, field, count

    def rarity(self, term: str) -> float:
        """lunr's inverse document frequency; it counts document fields as documents, hence the absolute value."""
        frequency = self.frequencies.get(term, 0)
        return math.log(1 + abs((len(self.documents) - frequency + 0.5) / (frequency + 0.5)))

    def scores(self, term: str) -> Iterator[tuple[int, int, float]]:
        """(document, field, score) of a term, as `lunr.Builder` computes them."""
        rarity = self.rarity(term)
        for document, field, count in self.postings(term):
            length = self.lengths[field][document] / self.average_lengths[field]
            score = rarity * ((K1 + 1) * count) / (K1 * (1 - B + B * length) + count)
            yield document, field, round(score * FIELDS[field].boost * self.boosts[document], 3)


COUNTS = 1 << 12
"""More than a term can occur in one field: a guide's page has fewer words."""


def build_index(documents: Iterable[Document], votes: Votes | None = None) -> Index:
    """The index of these documents; `votes` are those of the market. Raises ValueError on two documents with one address."""
    ordered = tuple(sorted(documents, key=order))
    _refuse_duplicates(ordered)
    lengths: tuple[list[int], ...] = tuple([] for _ in FIELDS)
    packed: tuple[dict[str, list[int]], ...] = tuple(defaultdict(list) for _ in FIELDS)
    for number, document in enumerate(ordered):
        for field, found in enumerate(field_terms(document)):
            lengths[field].append(len(found))
            by_term = packed[field]
            for term, count in Counter(found).items():
                by_term[term].append(number * COUNTS + count)
    index = Index(ordered, tuple(map(tuple, lengths)), tuple(map(dict, packed)))
    return replace(index, votes=_packed(votes or {}, index.numbers))


def _packed(votes: Votes, numbers: Mapping[str, int]) -> dict[str, list[int]]:
    return {
        term: sorted(numbers[adresse] * COUNTS + vote for adresse, vote in own.items() if adresse in numbers)
        for term, own in sorted(votes.items())
    }


def field_terms(document: Document) -> list[list[str]]:
    """The terms of each field, in the order of FIELDS. What has an acronym is called by it: it counts with the title."""
    found = [terms(getattr(document, field.name), field.keep_stop_words) for field in FIELDS]
    found[0] += terms(" ".join(ACRONYM.findall(document.alias)), keep_stop_words=True)
    heavier = set().union(*found[:-1])
    found[-1] = [term for term in dict.fromkeys(found[-1]) if term not in heavier]
    return found


def order(document: Document) -> tuple[Any, ...]:
    """Alike documents stand together: their columns and their postings shrink to little."""
    return (document.kind, *(document.facettes.get(facet, ()) for facet in FACETS), document.adresse)


def _refuse_duplicates(documents: Sequence[Document]) -> None:
    twice = [adresse for adresse, count in Counter(document.adresse for document in documents).items() if count > 1]
    if twice:
        raise ValueError(f"two documents with one address: {', '.join(sorted(twice))}")
