"""French search: one normaliser, documents, a lunr index cut into files, and the queries that the browser answers too."""

from .documents import Document, record_documents, record_synonyms
from .index import FOLDER, build_search
from .pages import PageHtml, page_documents

__all__ = ["FOLDER", "Document", "PageHtml", "build_search", "page_documents", "record_documents", "record_synonyms"]
