"""The index cut into files that the browser fetches one by one, each a script that calls one function.

    manifest.js    what must be known to search: the files' first terms, the weights, labels, synonyms, words that weigh little
    colonnes.js    one value a document: field lengths, kind, facets
    t-000.js …     terms with their postings and votes, cut by ranges of terms
    d-000.js …     what a result shows: address, title, summary …
    x-000.js …     the text in which the sentence that matches is looked for
    tri.js         one value a document, for the sorts other than relevance
    lexique.js     every word as people write it, for spelling mistakes
    cpv-03.js …    the codes of each division of the CPV, with their labels and segments
    segments.js    what each segment of purchase asks first: its legal minimum, its rules

Files name their version; the browser asks for `name.js?v=version` and refuses a file of another version, so that a page
that was open while the guide was published again does not mix two indexes.

Postings are (gap between documents, count); the browser computes lunr's score from the count, the field's length and the
term's frequency with lunr's own formula. On 10,000 synthetic clauses this takes half the room of ready-made scores.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..model import Famille, Obligation
from ..text.json_compact import json_compact
from .codes import encode_column, encode_postings
from .cpv import Codes
from .documents import FACETS, Document
from .inverted import FIELDS, KIND_BOOSTS, Index
from .lexicon import lexicon
from .market import Market
from .synonyms import Synonyms

SMALL_GUIDE = 2_000
"""Up to here the twenty results of a page share files: larger ones save requests. Beyond, they rarely do: smaller ones save bytes."""


@dataclass(frozen=True)
class Sizes:
    """How much a file holds: characters of terms and postings (more or less), documents, texts."""

    terms: int
    documents: int
    texts: int


SMALL, LARGE = Sizes(16_000, 64, 32), Sizes(16_000, 16, 8)

Labels = dict[str, dict[str, str]]
Minimums = Mapping[str, tuple[str, ...]]
"""Id of a segment -> addresses of the clauses of its legal minimum."""
LIGHTEST = 6
"""An effort of 1 sorts as 5: the lightest first."""


def shard_files(
    index: Index,
    labels: Labels,
    synonyms: Synonyms,
    market: Market = Market({}),
    codes: Codes | None = None,
    minimums: Minimums | None = None,
) -> dict[str, bytes]:
    """Every file by name. Nothing but the arguments decides of their bytes."""
    sizes = SMALL if len(index.documents) <= SMALL_GUIDE else LARGE
    shards = list(_cut(index, sizes.terms))
    contents: dict[str, object] = {
        "manifest": {
            "documents": len(index.documents),
            "fields": [[field.name, field.boost] for field in FIELDS],
            "kindBoosts": KIND_BOOSTS,
            "firstTerms": [shard[0] for shard in shards],
            "documentsPerFile": sizes.documents,
            "textsPerFile": sizes.texts,
            "labels": labels,
            "synonyms": synonyms,
            "procedure": market.procedure,
            "empty": market.empty,
            "divisions": codes.divisions if codes else (),
        },
        "colonnes": _columns(index),
        "tri": _sort_columns(index.documents),
        "lexique": [" ".join(words) for words in lexicon(index)],
        **{f"t-{number:03}": shard for number, shard in enumerate(shards)},
        **_chunks("d", sizes.documents, [_shown(document) for document in index.documents]),
        **_chunks("x", sizes.texts, [document.texte for document in index.documents]),
        **_codes(codes or Codes({})),
        **({"segments": _segments(index, minimums or {})} if market.votes else {}),
    }
    written = {name: json_compact(content) for name, content in contents.items()}
    version = _version(written)
    return {
        f"{name}.js": b'guideSearch.receive("%s","%s",%s);\n' % (name.encode(), version.encode(), body)
        for name, body in written.items()
    }


def _version(written: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, body in sorted(written.items()):
        digest.update(b"%s\n%s\n" % (name.encode(), body))
    return digest.hexdigest()[:12]


def _cut(index: Index, limit: int) -> Iterator[list[str]]:
    """Term, postings, term, postings…: one list for each file. The postings of the fields, then the votes, are separated by commas."""
    shard: list[str] = []
    size = 0
    for term in sorted({*index.frequencies, *index.votes}):
        parts = [encode_postings(by_term[term]) if term in by_term else "" for by_term in (*index.packed, index.votes)]
        postings = ",".join(parts).rstrip(",")
        if shard and size + len(postings) > limit:
            yield shard
            shard, size = [], 0
        shard += [term, postings]
        size += len(term) + len(postings)
    if shard:
        yield shard


def _chunks(prefix: str, count: int, values: Sequence[object]) -> dict[str, object]:
    return {f"{prefix}-{start // count:03}": values[start : start + count] for start in range(0, len(values), count)}


def _codes(codes: Codes) -> dict[str, object]:
    """For each division, its answers (lists of segments), then the end of a code, its label and the place of its answer, one after the other."""
    files: dict[str, object] = {}
    for division in codes.divisions:
        answers: dict[tuple[str, ...], int] = {}
        rows: list[object] = []
        for code in codes.of_division(division):
            rows += [code.code[2:], code.label, answers.setdefault(code.segments, len(answers))]
        files[f"cpv-{division}"] = [list(answers), rows]
    return files


def _segments(index: Index, minimums: Minimums) -> dict[str, object]:
    """Id of a segment -> [title, address] of the clauses of its legal minimum, then of its own rules."""
    found: dict[str, object] = {}
    for document in index.documents:
        if document.kind == Famille.kind:
            own = document.facettes["famille"][0]
            rules = [
                rule
                for rule in index.documents
                if rule.kind == Obligation.kind and own in rule.facettes.get("famille", ())
            ]
            clauses = [
                index.documents[index.numbers[adresse]] for adresse in minimums.get(own, ()) if adresse in index.numbers
            ]
            found[own] = [[[one.titre, one.adresse] for one in some] for some in (clauses, rules)]
    return found


def _shown(document: Document) -> list[object]:
    return [document.adresse, document.titre, document.contexte, document.resume, document.facilite]


def _facet(facet: str, document: Document) -> tuple[str, ...]:
    return document.facettes.get(facet, ())


def _columns(index: Index) -> dict[str, object]:
    documents = index.documents
    facets: dict[str, Callable[[Document], tuple[str, ...]]] = {
        "type": lambda document: (document.kind,),
        **{facet: partial(_facet, facet) for facet in FACETS},
    }
    return {
        "lengths": [encode_column(lengths) for lengths in index.lengths],
        "facets": {facet: _coded([values(document) for document in documents]) for facet, values in facets.items()},
    }


def _sort_columns(documents: Sequence[Document]) -> dict[str, object]:
    """The order of the values is that of the sort: codes are compared, not values."""
    return {
        "facilite": _coded([document.facilite or 0 for document in documents]),
        "effort": _coded(
            [LIGHTEST - int(own[0]) if (own := document.facettes.get("effort")) else 0 for document in documents]
        ),
        "impact": _coded([document.impact or 0 for document in documents]),
        "date": _coded([document.date for document in documents]),
    }


def _coded(values: Sequence[Any]) -> dict[str, object]:
    """The distinct values, sorted, and for each document the place of its own among them."""
    distinct = sorted(set(values))
    places = {value: place for place, value in enumerate(distinct)}
    return {"values": distinct, "codes": encode_column([places[value] for value in values])}
