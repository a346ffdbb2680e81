"""The last touch to the HTML of a page, before its template."""

import re
from html import escape
from typing import Any

UNEXPLAINED = (
    *("", "glossaire/", "recherche/", "clauses/", "cas/", "cas/carte/", "cas/chronologie/", "outils/cible-elus/"),
    *("parcours/nouvel-arrivant/", "parcours/nouvel-arrivant/imprimer/", "parcours/nouvel-arrivant/attestation/"),
    *("kits/", "salles/"),
)
"""Pages that list, search or go to paper: a word is explained where it is read."""
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
"""A table wider than a telephone scrolls by itself; the page does not."""


def address_of(page: Any) -> str:
    """From the site's root."""
    return "" if page.is_homepage else page.url


def finished(page: Any, build: Any) -> str:
    """The content of a page of MkDocs, the words of the glossary explained; its title and its description can be placed as they are."""
    address = address_of(page)
    explained = page.content if address in UNEXPLAINED else build.glose.mark(page.content, "../" * address.count("/"))
    page.meta |= {key: escape(page.meta[key]) for key in ("title", "description")}  # the theme places them as they are, in attributes too
    return _TABLE.sub(r'<div class="md-typeset__scrollwrap">\g<0></div>', explained)
