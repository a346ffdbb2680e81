"""Hand-written pages cut into the sections that search answers with."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from ..text.typographie import typographie
from .documents import PAGES, Document

SECTION_HEADINGS = frozenset({"h2", "h3"})
SKIPPED = frozenset({"nav", "script", "style", "template", "svg", "form", "button", "noscript"})
"""Elements that hold no sentence of the page."""
NOT_INDEXED = frozenset({"data-non-indexe", "data-recherche-repli"})
"""An element with one of these attributes is left out: lists of records that a macro printed are found as records."""
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
INLINE = frozenset("a abbr b cite code del dfn em i ins kbd mark q s small span strong sub sup time u var".split())
RESUME_LENGTH = 240


@dataclass(frozen=True)
class PageHtml:
    """A rendered page: `html` is its content without theme, `titre` its title, `publics` ids of for whom it is written."""

    adresse: str
    titre: str
    html: str
    publics: tuple[str, ...] = ()


@dataclass
class Section:
    """What stands between two headings. `anchor` is empty before the first."""

    anchor: str
    heading: str = ""
    text: list[str] = field(default_factory=list)


class _SectionParser(HTMLParser):
    """Cuts a page at each h2 and h3 that has an id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sections = [Section("")]
        self._open: list[tuple[str, bool]] = []
        """The open elements, each with « it is left out »."""
        self._heading = ""
        """The heading being read, if any: h1 is the page's title and is dropped."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag not in INLINE:
            self._break()
        if tag in VOID:
            return
        classes = (attributes.get("class") or "").split()
        self._open.append((tag, tag in SKIPPED or not NOT_INDEXED.isdisjoint(attributes) or "headerlink" in classes))
        if self._is_skipping():
            return
        if tag == "h1":
            self._heading = tag
        elif tag in SECTION_HEADINGS and attributes.get("id"):
            self._heading = tag
            self.sections.append(Section(attributes["id"] or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self._break()
        if not any(tag == opened for opened, _ in self._open):
            return
        while self._open.pop()[0] != tag:
            pass
        if tag == self._heading:
            self._heading = ""

    def handle_data(self, data: str) -> None:
        if self._is_skipping() or self._heading == "h1":
            return
        if self._heading:
            self.sections[-1].heading += data
        else:
            self.sections[-1].text.append(data)

    def _is_skipping(self) -> bool:
        return any(left_out for _, left_out in self._open)

    def _break(self) -> None:
        """Words of two blocks are not one word."""
        if not self._heading:
            self.sections[-1].text.append(" ")


def page_documents(pages: Iterable[PageHtml]) -> list[Document]:
    """One document for the head of each page, and one for each of its sections that has words."""
    return [document for page in pages for document in _documents(page)]


def _documents(page: PageHtml) -> Iterable[Document]:
    parser = _SectionParser()
    parser.feed(page.html)
    parser.close()
    title = typographie(page.titre)
    for section in parser.sections:
        text = " ".join("".join(section.text).split())
        heading = " ".join(section.heading.split())
        if not section.anchor:
            yield replace(_document(page, page.adresse, title, "", text), alias=_words_of(page.adresse))
        elif heading:
            yield _document(page, f"{page.adresse}#{section.anchor}", heading, title, text)


def _document(page: PageHtml, adresse: str, titre: str, contexte: str, text: str) -> Document:
    return Document(
        adresse=adresse,
        kind=PAGES,
        titre=titre,
        resume=_first_sentence(text),
        texte=text,
        reste=contexte,
        contexte=contexte,
        facettes={"public": page.publics},
    )


def _words_of(adresse: str) -> str:
    """The last part of an address: "textes/concordance/", titled « Du code de 2006… », is looked for as « concordance »."""
    return adresse.strip("/").rpartition("/")[2].replace("-", " ")


def _first_sentence(text: str) -> str:
    """The first sentence, or its first words followed by « … » where it is long."""
    sentence = text.split(". ", 1)[0]
    if len(sentence) < len(text):
        sentence = f"{sentence.rstrip('.')}."
    if len(sentence) <= RESUME_LENGTH:
        return sentence
    return sentence[:RESUME_LENGTH].rsplit(" ", 1)[0] + " …"
