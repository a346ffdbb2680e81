"""A reader of our sheets: types in the box, corrects with a trace, writes in the margin, as a word processor does."""

from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph

SOMEBODY = "Nom Inventé"
"""Whoever holds the pen: their name must stay in the file."""


class Relecteur:
    """One sheet, open."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.word: Word = Document(str(file))

    def save(self, file: Path | None = None) -> Path:
        self.word.save(str(file or self.file))
        return file or self.file

    def cell(self, label: str) -> _Cell:
        """What is to be filled beside a label."""
        return next(row.cells[1] for row in self.word.tables[-1].rows if row.cells[0].text.startswith(label))

    def write(self, label: str, words: str) -> None:
        self.cell(label).text = words

    def decide(self, decision: str, day: str = "5/11/2026") -> "Relecteur":
        self.write(decision, "x")
        self.write("Date de lecture", day)
        return self

    def paragraph(self, words: str) -> Paragraph:
        return next(one for one in self.word.paragraphs if words in one.text)

    def comment(self, passage: str, words: str) -> None:
        self.word.add_comment(self.paragraph(passage).runs, words, author=SOMEBODY, initials="NI")

    def replace(self, passage: str, before: str, after: str) -> None:
        """Replace words with a trace."""
        text = next(
            one
            for one in self.paragraph(passage)._element.iter(qn("w:t"))
            if before in one.text and passage in one.text
        )
        run = text.getparent()
        head, _, tail = text.text.partition(before)
        text.text = head
        last = run
        for tag, words in (("del", before), ("ins", after), ("", tail)):
            made = OxmlElement("w:r")
            made.append(OxmlElement("w:delText" if tag == "del" else "w:t"))
            made[0].text = words
            for one in (made[0], text):
                one.set(qn("xml:space"), "preserve")
            last.addnext(self._tracked(tag, made) if tag else made)
            last = last.getnext()

    def _tracked(self, tag: str, run: object) -> object:
        mark = OxmlElement(f"w:{tag}")
        for name, value in (("id", "7"), ("author", SOMEBODY), ("date", "2026-11-05T09:00:00Z")):
            mark.set(qn(f"w:{name}"), value)
        mark.append(run)
        return mark
