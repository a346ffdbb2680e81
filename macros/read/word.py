"""A .docx that somebody wrote in -> its paragraphs, with what was added, taken out and said in the margin.

WordprocessingML (ECMA-376, part 1, § 17): tracked changes stand in w:ins, w:del, w:moveTo and w:moveFrom, comments between
w:commentRangeStart and w:commentRangeEnd. The file comes from a mail: it is read as untrusted, and who wrote it is not kept.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

MOST = 20_000_000
"""Octets of a file, and of each part of it once opened."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ADDED, _REMOVED = (f"{_W}ins", f"{_W}moveTo"), (f"{_W}del", f"{_W}moveFrom")
_PASSED_OVER = (f"{_W}pPr", f"{_W}rPr", f"{_W}sdtPr", f"{_W}instrText", f"{_W}fldChar")


class NotWord(ValueError):
    """Why a file cannot be read as a document, in French."""


@dataclass
class ParagrapheWord:
    """`morceaux`: (sort, words) in order; the sort is "" for what stays, "+" for what was added, "-" for what was taken out."""

    morceaux: list[tuple[str, str]] = field(default_factory=list)

    @property
    def avant(self) -> str:
        return _line(words for sort, words in self.morceaux if sort != "+")

    @property
    def apres(self) -> str:
        return _line(words for sort, words in self.morceaux if sort != "-")

    @property
    def change(self) -> bool:
        return self.avant != self.apres


@dataclass(frozen=True)
class Commentaire:
    """A word in the margin, and the passage that it is about ("" for none)."""

    passage: str
    texte: str


@dataclass
class DocumentWord:
    """`paragraphes`: those of the body and of its tables, in order. `tables`: rows of cells, as they now read."""

    paragraphes: list[ParagrapheWord] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    commentaires: list[Commentaire] = field(default_factory=list)


def read_word(content: bytes) -> DocumentWord:
    """Raises NotWord."""
    body = _part(content, "word/document.xml").find(f"{_W}body")
    if body is None:
        raise NotWord("document Word sans contenu")
    reading = _ReadingOfWord()
    reading.blocks(body, reading.document.paragraphes)
    told = _comments(content) if reading.passages else {}
    reading.document.commentaires = [
        Commentaire(_line(words), told[name]) for name, words in reading.passages.items() if told.get(name)
    ]
    return reading.document


def _comments(content: bytes) -> dict[str, str]:
    """Id -> what a comment says."""
    return {
        comment.get(f"{_W}id", ""): " ".join(
            _line(text.text or "" for text in paragraph.iter(f"{_W}t")) for paragraph in comment.iter(f"{_W}p")
        ).strip()
        for comment in _part(content, "word/comments.xml").iter(f"{_W}comment")
    }


def _part(content: bytes, name: str) -> Element:
    if len(content) > MOST:
        raise NotWord("fichier trop grand pour une fiche de relecture")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo(name).file_size > MOST:
                raise NotWord("fichier trop grand pour une fiche de relecture")
            with archive.open(name) as part:
                xml = part.read(MOST + 1)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, EOFError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise NotWord("ce n'est pas un document Word (.docx)") from None
    if len(xml) > MOST or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise NotWord("ce n'est pas un document Word (.docx)")
    try:
        return ElementTree.fromstring(xml)
    except ElementTree.ParseError:
        raise NotWord("document Word abîmé") from None


class _ReadingOfWord:
    def __init__(self) -> None:
        self.document = DocumentWord()
        self.passages: dict[str, list[str]] = {}
        """Comment -> the words that it is about."""
        self._open: set[str] = set()

    def blocks(self, parent: Element, paragraphs: list[ParagrapheWord]) -> None:
        for child in parent:
            if child.tag == f"{_W}p":
                paragraph = ParagrapheWord()
                self._runs(child, "", paragraph)
                paragraphs.append(paragraph)
            elif child.tag == f"{_W}tbl":
                self.document.tables.append([self._row(row, paragraphs) for row in _rows(child)])
            elif child.tag not in _PASSED_OVER:
                self.blocks(child, paragraphs)  # a content control, a tracked row

    def _row(self, row: Element, paragraphs: list[ParagrapheWord]) -> list[str]:
        cells = []
        for cell in row.iter(f"{_W}tc"):
            own: list[ParagrapheWord] = []
            self.blocks(cell, own)
            paragraphs += own
            cells.append("\n".join(paragraph.apres for paragraph in own).strip())
        return cells

    def _runs(self, parent: Element, sort: str, paragraph: ParagrapheWord) -> None:
        for child in parent:
            if child.tag in (f"{_W}t", f"{_W}delText"):
                self._say(sort, child.text or "", paragraph)
            elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                self._say(sort, " ", paragraph)
            elif child.tag == f"{_W}commentRangeStart":
                self._open.add(child.get(f"{_W}id", ""))
            elif child.tag == f"{_W}commentRangeEnd":
                self._open.discard(child.get(f"{_W}id", ""))
            elif child.tag == f"{_W}commentReference":
                self.passages.setdefault(child.get(f"{_W}id", ""), [])
            elif child.tag not in _PASSED_OVER:
                self._runs(child, "+" if child.tag in _ADDED else "-" if child.tag in _REMOVED else sort, paragraph)

    def _say(self, sort: str, words: str, paragraph: ParagrapheWord) -> None:
        paragraph.morceaux.append((sort, words))
        for name in self._open:
            self.passages.setdefault(name, []).append(words)


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{_W}tr":
            yield child
        elif child.tag == f"{_W}sdt":
            yield from child.iter(f"{_W}tr")


def _line(words: Iterator[str] | list[str]) -> str:
    return " ".join("".join(words).split())
