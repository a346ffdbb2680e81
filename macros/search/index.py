"""Documents in, search files out."""

from collections.abc import Iterable

from .documents import Document
from .inverted import build_index
from .shards import Labels, search_files
from .synonyms import synonym_table

FOLDER = "assets/recherche"
"""Where the site holds the files."""


def build_search(documents: Iterable[Document], labels: Labels, synonymes: Iterable[tuple[str, ...]]) -> dict[str, bytes]:
    """Every search file, by its name under `assets/recherche/`.

    `labels` names kinds and terms of closed lists: {"type": {"clauses": "Clauses"}, "famille": {…}, "etape": {…}, …}.
    `synonymes` are groups « a word, its other names ». Raises ValueError on two documents with one address.
    """
    return search_files(build_index(documents), labels, synonym_table(synonymes))
