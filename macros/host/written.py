"""What becomes of the Markdown that people write, besides what Markdown does: words explained, numbers of articles kept whole, tables that scroll by themselves."""

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from ..text.article import ARTICLE, CLASSE, est_article
from ..text.html import Ici

_UNEXPLAINED = frozenset("a h1 h2 h3 h4 code pre button label summary dt th figure svg form".split())
"""Elements whose words are left alone."""
_NO_WORDS = frozenset(("code", "pre", "svg", "script"))
_UNEXPLAINED_CLASSES = frozenset({"fil", "cartes", "faits", "glossaire", "exemples", "portes"})


class Written(Extension):
    """A Markdown extension for one page at a time: `begin` says which."""

    def __init__(self) -> None:
        super().__init__()
        self.ici = Ici()

    def begin(self, ici: Ici) -> None:
        self.ici = ici

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Markdown's own name)
        md.treeprocessors.register(
            _Words(md, self), "mots-du-glossaire", -1
        )  # after MkDocs has checked the links that people wrote


class _Words(Treeprocessor):
    def __init__(self, md: Markdown, written: Written) -> None:
        super().__init__(md)
        self._written = written

    def run(self, root: Element) -> None:
        self._walk(root)
        _keep_whole(root)

    def _walk(self, element: Element) -> None:
        explained = element.tag not in _UNEXPLAINED and _UNEXPLAINED_CLASSES.isdisjoint(
            element.get("class", "").split()
        )
        for child in list(element):
            if isinstance(child.tag, str):
                if explained:
                    self._walk(child)
                if child.tag == "table":
                    _in_a_box(element, child)
        if explained and self._written.ici.marqueur:
            self._mark(element)

    def _mark(self, element: Element) -> None:
        """Explain the words of an element's own text, and of the text between its children."""
        children: list[Any] = list(element)
        element.text, before = self._marked(element.text)
        placed = before
        for child in children:
            child.tail, after = self._marked(child.tail)
            placed += [child, *after]
        if len(placed) != len(children):
            element[:] = placed

    def _marked(self, text: str | None) -> tuple[str | None, list[Element]]:
        """The text up to the first word explained, and the links with what follows each."""
        ici = self._written.ici
        if not text or not text.strip() or ici.marqueur is None:
            return text, []
        first: str | None = ""
        links: list[Element] = []
        for words, entry_id in ici.marqueur.parts(text):
            if entry_id:
                link = Element("a", ici.marqueur.attributes(entry_id, ici.racine))
                link.text = words
                links.append(link)
            elif links:
                links[-1].tail = words
            else:
                first = words
        return first, links


def _keep_whole(element: Element) -> None:
    """The numbers of articles in an element and below, each on one line: see text/article.py."""
    if element.tag in _NO_WORDS or CLASSE in element.get("class", "").split():
        return
    if element.tag == "a" and len(element) == 0 and element.text and est_article(element.text):
        element.set("class", " ".join((*element.get("class", "").split(), CLASSE)))
        return
    placed: list[Element] = []
    element.text, before = _numbers(element.text)
    placed += before
    for child in list(element):
        if isinstance(child.tag, str):
            _keep_whole(child)
        child.tail, after = _numbers(child.tail)
        placed += [child, *after]
    if len(placed) != len(element):
        element[:] = placed


def _numbers(text: str | None) -> tuple[str | None, list[Element]]:
    """The text up to its first number of an article, and an element for each with what follows it."""
    found = list(ARTICLE.finditer(text or ""))
    if not text or not found:
        return text, []
    elements = []
    for number, after in zip(found, [*(one.start() for one in found[1:]), len(text)], strict=True):
        element = Element("span", {"class": CLASSE})
        element.text, element.tail = number.group(), text[number.end() : after]
        elements.append(element)
    return text[: found[0].start()], elements


def _in_a_box(parent: Element, table: Element) -> None:
    """A table wider than a telephone scrolls by itself; the page does not."""
    box = Element("div", {"class": "defile-x"})
    box.tail, table.tail = table.tail, None
    parent[list(parent).index(table)] = box
    box.append(table)
