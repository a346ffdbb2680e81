"""Documents in, search files out."""

from collections.abc import Iterable

from ..model import Catalog, Clause, Famille
from ..read.memory import without_garbage_collection
from .cpv import codes_of
from .documents import PAGES, Document
from .inverted import build_index, order
from .market import Market, market_of
from .shards import Labels, shard_files
from .synonyms import synonym_table

FOLDER = "assets/recherche"
"""Where the site holds the files."""


def build_search(
    documents: Iterable[Document], labels: Labels, synonymes: Iterable[tuple[str, ...]], catalog: Catalog | None = None
) -> dict[str, bytes]:
    """Every search file, by its name under `assets/recherche/`.

    `labels` names kinds and terms of closed lists: {"type": {"clauses": "Clauses"}, "famille": {…}, "etape": {…}, …}.
    `synonymes` are groups « a word, its other names ». `catalog` brings the words of the market, the CPV and the legal minimum of segments. A section of a page that shows a record is that record, once. Raises
    ValueError on two other documents with one address.
    """
    with without_garbage_collection():
        market = market_of(catalog) if catalog else Market({})
        index = build_index(_each_once(list(documents)), market.votes)
        minimums = {famille.id: _minimum(famille) for famille in catalog.segments} if catalog else {}
        return shard_files(
            index, labels, synonym_table(synonymes), market, codes_of(catalog) if catalog else None, minimums
        )


def _minimum(famille: Famille) -> tuple[str, ...]:
    """The addresses of the clauses of a segment's legal minimum."""
    minimum = famille.minimum_legal
    ids = (minimum.critere, minimum.condition, minimum.sociale) if minimum else ()
    return tuple(Clause.adresse_de(own) for own in ids if own)


def ordered(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Each document once, in the order of the index."""
    return tuple(sorted(_each_once(list(documents)), key=order))


def _each_once(documents: list[Document]) -> list[Document]:
    records = {document.adresse for document in documents if document.kind != PAGES}
    return [document for document in documents if document.kind != PAGES or document.adresse not in records]
