"""A document to fill in, for a word processor: the same bytes for the same words and the same day."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from ..text.language import without_links
from ..text.typographie import typographie

COULEUR = "1f6b4a"
"""Where the organisation has given none."""
POLICE = "Calibri"


@dataclass(frozen=True)
class Partie:
    """A part of a document. `lignes` are the rows of a table, or items of one cell each; what a row lacks is left to fill."""

    titre: str
    texte: str = ""
    forme: str = "points"
    lignes: tuple[tuple[str, ...], ...] = ()
    colonnes: tuple[str, ...] = ()


def document(titre: str, sous_titre: str, parties: Iterable[Partie], pied: str, auteur: str, jour: date, couleur: str = "") -> bytes:
    """A whole .docx. `jour` is the date of the build, never the clock's; `couleur` is "#1f6b4a" or ""."""
    word = Document()
    _frame(word, titre, pied, auteur, jour, couleur.lstrip("#") or COULEUR)
    word.add_heading(said(titre), 0)
    word.add_paragraph(said(sous_titre))
    for part in parties:
        word.add_heading(said(part.titre), 1)
        if part.texte:
            word.add_paragraph(said(part.texte))
        _FORMS[part.forme](word, part)
    written = io.BytesIO()
    word.save(written)
    return _dated(written.getvalue(), jour)


def said(text: str) -> str:
    """The words of a text of the data: links lose their target."""
    return typographie(without_links(text)).replace("**", "")


def _points(word: Word, part: Partie) -> None:
    for line, *_ in part.lignes:
        word.add_paragraph(said(line), style="List Bullet")


def _boxes(word: Word, part: Partie) -> None:
    for line, *_ in part.lignes:
        paragraph = word.add_paragraph(f"☐\t{said(line)}")
        paragraph.paragraph_format.left_indent = Cm(0.8)
        paragraph.paragraph_format.first_line_indent = Cm(-0.8)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))


def _questions(word: Word, part: Partie) -> None:
    for line, *_ in part.lignes:
        question = word.add_paragraph()
        question.add_run(said(line)).bold = True
        question.paragraph_format.keep_with_next = True
        _ruled(word.add_paragraph())
        _ruled(word.add_paragraph())


def _ruled(paragraph: Paragraph) -> None:
    """A line to write on: a paragraph with a rule below."""
    borders = OxmlElement("w:pBdr")
    borders.append(_element("w:bottom", val="single", sz="4", space="1", color="75827A"))
    properties = paragraph._p.get_or_add_pPr()
    properties.append(borders)
    paragraph.paragraph_format.space_after = Pt(6)


def _table(word: Word, part: Partie) -> None:
    table = word.add_table(rows=1, cols=len(part.colonnes), style="Table Grid")
    _row(table, 0, part.colonnes, bold=True)
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(_element("w:tblHeader", val="true"))  # said again at the top of each page, and read as headings
    for cell in table.rows[0].cells:
        cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill="EEF3F0"))
    for number, line in enumerate(part.lignes, 1):
        table.add_row().height = Cm(1.1)
        _row(table, number, line, bold=False)
    word.add_paragraph()


def _row(table: Table, number: int, words: Iterable[str], bold: bool) -> None:
    for cell, text in zip(table.rows[number].cells, words, strict=False):
        run = cell.paragraphs[0].add_run(said(text))
        run.bold = bold
        cell.paragraphs[0].paragraph_format.space_after = Pt(2)


_FORMS = {"points": _points, "cases": _boxes, "questions": _questions, "tableau": _table}


def _frame(word: Word, titre: str, pied: str, auteur: str, jour: date, couleur: str) -> None:
    """What is not content: paper, fonts, language, foot, properties."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", 11), ("Title", 22), ("Heading 1", 14)):
        font = word.styles[name].font
        font.name, font.size = POLICE, Pt(size)
        fonts = word.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)  # a font of the theme would win over the one that is named
        if name != "Normal":
            font.color.rgb = RGBColor.from_string(couleur.upper())
    word.styles["Normal"].paragraph_format.space_after = Pt(6)
    word.styles["Normal"].paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-FR")
    foot = section.footer.paragraphs[0].add_run(said(pied))
    foot.font.size = Pt(8)
    properties = word.core_properties
    properties.title, properties.author, properties.last_modified_by, properties.language = said(titre), auteur, auteur, "fr-FR"
    properties.comments, properties.revision = "", 1
    properties.created = properties.modified = datetime(jour.year, jour.month, jour.day)
    # Parts of the library's own model that no reader needs: they would weigh twice as much as all the rest.
    for relations in (word.part.package.rels, word.part.rels):
        for name in [name for name, relation in relations.items() if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects"))]:
            del relations[name]


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _dated(docx: bytes, jour: date) -> bytes:
    """The same archive with every entry of that day: the library writes the clock's time."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(written, "w") as target:
        for entry in source.infolist():
            info = zipfile.ZipInfo(entry.filename, (jour.year, jour.month, jour.day, 0, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            target.writestr(info, source.read(entry))
    return written.getvalue()
