"""The contents list of a page, read from its headings."""

from html.parser import HTMLParser

from mkdocs.structure.toc import AnchorLink, TableOfContents

_LEVELS = {"h1": 1, "h2": 2, "h3": 3}


def contents(html: str) -> tuple[TableOfContents, set[str]]:
    """The headings of the first three levels that have an anchor, each below the one that holds it; and every anchor of the page."""
    parser = _Headings()
    parser.feed(html)
    parser.close()
    top: list[AnchorLink] = []
    open_: list[AnchorLink] = []
    for link in parser.links:
        while open_ and open_[-1].level >= link.level:
            open_.pop()
        (open_[-1].children if open_ else top).append(link)
        open_.append(link)
    return TableOfContents(top), parser.anchors


class _Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[AnchorLink] = []
        self.anchors: set[str] = set()
        self._heading = ""
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        anchor = dict(attrs).get("id") or ""
        if anchor:
            self.anchors.add(anchor)
        if tag in _LEVELS:
            self._heading, self._words = anchor, []

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in _LEVELS and (self._heading or tag == "h1"):
            self.links.append(AnchorLink(" ".join("".join(self._words).split()), self._heading, _LEVELS[tag]))
            self._heading = ""
