"""The contents list of a page, read from its headings."""

import re

from markupsafe import Markup
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ..text.typographie import typographie

_HEADING = re.compile(r'<h([123])(?: [^>]*?id="([^"]*)")?[^>]*>(.*?)</h\1>', re.DOTALL)
_ID = re.compile(r' id="([^"]*)"')


def contents(html: str) -> tuple[TableOfContents, set[str]]:
    """The headings of the first three levels that have an anchor, each below the one that holds it; and every anchor of the page."""
    top: list[AnchorLink] = []
    open_: list[AnchorLink] = []
    for level, anchor, words in _HEADING.findall(html):
        if not anchor and level != "1":
            continue
        link = AnchorLink(typographie(Markup(words).striptags()), anchor, int(level))
        while open_ and open_[-1].level >= link.level:
            open_.pop()
        (open_[-1].children if open_ else top).append(link)
        open_.append(link)
    return TableOfContents(top), {found[1] for found in _ID.finditer(html) if _is_in_a_tag(html, found.start())}


def _is_in_a_tag(html: str, place: int) -> bool:
    """Looked at for the few ids of a page: an expression that goes through every tag takes six times as long."""
    return html.rfind("<", 0, place) > html.rfind(">", 0, place)
