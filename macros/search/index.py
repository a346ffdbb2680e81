"""Documents in, search files out."""

from collections.abc import Iterable

from ..read.memory import uncollected
from .documents import PAGES, Document
from .inverted import build_index
from .shards import Labels, search_files
from .synonyms import synonym_table

FOLDER = "assets/recherche"
"""Where the site holds the files."""


def build_search(documents: Iterable[Document], labels: Labels, synonymes: Iterable[tuple[str, ...]]) -> dict[str, bytes]:
    """Every search file, by its name under `assets/recherche/`.

    `labels` names kinds and terms of closed lists: {"type": {"clauses": "Clauses"}, "famille": {…}, "etape": {…}, …}.
    `synonymes` are groups « a word, its other names ». A section of a page that shows a record is that record, once. Raises
    ValueError on two other documents with one address.
    """
    with uncollected():
        return search_files(build_index(_each_once(list(documents))), labels, synonym_table(synonymes))


def _each_once(documents: list[Document]) -> list[Document]:
    records = {document.adresse for document in documents if document.kind != PAGES}
    return [document for document in documents if document.kind != PAGES or document.adresse not in records]
