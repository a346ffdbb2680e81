"""The search index, cut into files that a page loads one by one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model import KINDS, Catalog
from ..search.documents import FACET_LISTS, PAGES, Document, record_documents, record_synonyms
from ..search.index import FOLDER, build_search
from ..search.pages import page_documents
from ..text.json_compact import json_compact
from ..text.typographie import typographie

if TYPE_CHECKING:
    from ..build import Build


def search_files(build: "Build") -> Iterator[tuple[str, bytes]]:
    """Every file that the browser's search reads."""
    catalog = build.catalog.affiche
    labels = _labels(catalog)
    for name, content in build_search(documents_of(build), labels, record_synonyms(catalog), catalog).items():
        yield f"{FOLDER}/{name}", content
    if engine := build.settings.moteur:
        asked = engine.model_dump(exclude_none=True) | {"labels": labels}
        yield f"{FOLDER}/moteur.js", b"window.guideMoteur = %s;\n" % json_compact(asked)


def documents_of(build: "Build") -> list[Document]:
    """Everything that can be found, once the hand-written pages are made."""
    return [*record_documents(build.catalog.affiche), *page_documents(build.html)]


EFFORTS = {1: "1 sur 5, léger", 2: "2 sur 5", 3: "3 sur 5", 4: "4 sur 5", 5: "5 sur 5, lourd"}


def _labels(catalog: Catalog) -> dict[str, dict[str, str]]:
    """What each value of a facet, and one record of each kind, is called; in the order of the lists, in the typography of the pages."""
    kinds = {kind: model.nom_pluriel.capitalize() for kind, model in KINDS.items()}
    names = {kind: model.nom for kind, model in KINDS.items()}
    lists = {facet: {term.id: term.libelle for term in catalog.terms(name)} for facet, name in FACET_LISTS.items()}
    lists["effort"] = {str(mark): text for mark, text in EFFORTS.items()}
    segments = {famille.id: famille.titre for famille in catalog.segments}
    labels = {
        "type": {**kinds, PAGES: "Pages du guide"},
        "nom": {**names, PAGES: "page du guide"},
        "famille": segments,
        **lists,
    }
    return {
        facet: {value: typographie(label) for value, label in of_facet.items()} for facet, of_facet in labels.items()
    }
