"""The search index, cut into files that a page loads one by one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..search.documents import record_documents, record_synonyms
from ..search.index import build_search
from ..search.pages import page_documents

if TYPE_CHECKING:
    from ..build import Build

FOLDER = "assets/recherche/"


def search_files(build: "Build") -> Iterator[tuple[str, bytes]]:
    catalog = build.catalog
    documents = [*record_documents(catalog), *page_documents(build.html)]
    labels = {name: {term.id: term.libelle for term in catalog.terms(f"{name}s" if name != "niveau" else "niveaux")} for name in ("etape", "dimension", "niveau", "public")}
    labels["famille"] = {famille.id: famille.titre for famille in catalog.segments}
    for path, content in build_search(documents, labels, record_synonyms(catalog)).items():
        yield FOLDER + path, content
