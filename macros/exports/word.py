"""A document to fill in, for a word processor: the same bytes for the same words and the same day.

python-docx makes the pattern (styles, paper, foot); the body is written as WordprocessingML (ECMA-376, part 1, § 17),
for a library that builds a table cell by cell takes twenty times as long.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import chain, repeat

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import BaseStyle, ParagraphStyle
from docx.text.paragraph import Paragraph

from ..text import plain
from ..text.language import ITEM, without_links
from ..text.typographie import typographie
from ..text.xml import escaped
from .gabarits import Gabarit, contenu

COULEUR = "1f6b4a"
"""Where the organisation has given none."""
POLICE = "Calibri"
FOND, FILET, GRIS = "EEF3F0", "8A9A91", "4A5A52"
"""Behind the labels of a table, its rules, and what is less important than the rest."""
_MARGE = 1.6
_PAPIER = {False: (21.0, 29.7), True: (29.7, 21.0)}
"""Centimetres of A4, upright and landscape."""
_TWIPS = 567
"""In a centimetre."""
_KEPT = {"Normal", "Heading 1", "Title", "Subtitle", "List Paragraph", "List Bullet", "List Number", "Table Grid"}
"""The styles that stay, with those of the word processor's own: the library brings a hundred and sixty, most of a file's weight."""
_UNREAD = ("/thumbnail", "/stylesWithEffects", "/customXml", "/webSettings", "/theme", "/extended-properties")
"""Parts of the library's own model that no reader needs."""


@dataclass(frozen=True)
class Partie:
    """A part of a document. `lignes` are the rows of a table, or items of one cell each; what a row lacks is left to fill."""

    titre: str
    texte: str = ""
    forme: str = "points"
    lignes: tuple[tuple[str, ...], ...] = ()
    colonnes: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()
    """What stands under the label of each column."""
    largeurs: tuple[float, ...] = ()
    """The share of each column; none where they are equal."""
    vides: int = 0
    """Rows to fill after those that are written."""


@dataclass(frozen=True)
class Papier:
    """What documents of one build share. `jour` is the date of the build, never the clock's; `couleur` is "#1f6b4a" or ""."""

    auteur: str
    jour: date
    couleur: str = ""


def document(titre: str, sous_titre: str, parties: Iterable[Partie], pied: str, papier: Papier, reference: str = "", paysage: bool = False) -> bytes:
    """A whole .docx. `reference` stands under the subtitle, smaller; `pied` at the foot of each page, with its number."""
    body = [_paragraph(style, _run(said(words))) for style, words in (("Title", titre), ("Subtitle", sous_titre), ("Precision", reference)) if words]
    width = _PAPIER[paysage][0] - 2 * _MARGE
    for part in parties:
        body += [_paragraph("Heading1", _run(said(part.titre)))] if part.titre else []
        body += _prose(part.texte)
        body += _FORMS[part.forme](part, width)
    return _pattern(papier, paysage).rempli({"corps": "".join(body), "titre": escaped(said(titre)), "pied": escaped(said(pied))})


def said(text: str) -> str:
    """The words of a text of the data: links lose their target."""
    return typographie(without_links(text)).replace("**", "")


def _paragraph(style: str, *runs: str) -> str:
    """A paragraph of these runs, in a style of the pattern ("" for the ordinary one)."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def _run(words: str, properties: str = "") -> str:
    text = escaped(words).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _prose(text: str) -> Iterator[str]:
    """The paragraphs and lists of a text."""
    for line in plain.prose(text).splitlines():
        item = ITEM.fullmatch(line)
        if item and item["marque"] == "- ":
            yield _paragraph("ListBullet", _run(item["texte"]))
        elif item:
            yield _paragraph("Case", _run(f"{item['marque'].strip()}\t{item['texte']}"))
        elif line:
            yield _paragraph("", _run(line))


def _points(part: Partie, width: float) -> Iterator[str]:
    for line, *_ in part.lignes:
        yield _paragraph("ListBullet", _run(said(line)))


def _boxes(part: Partie, width: float) -> Iterator[str]:
    for line, *_ in part.lignes:
        yield _paragraph("Case", _run(f"☐\t{said(line)}"))


def _questions(part: Partie, width: float) -> Iterator[str]:
    for line, *_ in part.lignes:
        yield _paragraph("Question", _run(said(line), "<w:b/>"))
        yield _paragraph("Filet") * 2


def _table(part: Partie, width: float) -> Iterator[str]:
    """A table whose head is said again at the top of each page."""
    count = len(part.colonnes)
    style = "Cellule" if count < 7 else "CelluleFine" if count < 11 else "CelluleSerree"
    head = "".join(_head(style, label, hint) for label, hint in zip(part.colonnes, chain(part.precisions, repeat("")), strict=False))
    rows = (*part.lignes, *((),) * part.vides)
    yield _open(part.titre, _shares(part.largeurs or (1,) * count, width), 108 if count < 9 else 60)
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    yield from (_row(style, row, count) for row in rows)
    yield f"</w:tbl>{_paragraph('')}"


def _form(part: Partie, width: float) -> Iterator[str]:
    """Labels on the left, what is to be written on the right."""
    yield _open(part.titre, _shares((1, 2), width), 108)
    for label, *filled in part.lignes:
        yield f"<w:tr>{_head('Cellule', label, '')}{_cell('Cellule', *filled)}</w:tr>"
    yield f"</w:tbl>{_paragraph('')}"


_FORMS = {"points": _points, "cases": _boxes, "questions": _questions, "tableau": _table, "fiche": _form}


def _open(title: str, widths: Iterable[int], margin: int) -> str:
    """The start of a table. `margin`: between the edge of a cell and its words, in twips."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="{escaped(said(title))}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _shares(weights: Iterable[float], width: float) -> Iterator[int]:
    """Centimetres shared between columns, in twips."""
    weights = tuple(weights)
    return (round(width * _TWIPS * weight / sum(weights)) for weight in weights)


def _row(style: str, words: tuple[str, ...], count: int) -> str:
    cells = "".join(_cell(style, *words[index : index + 1]) for index in range(count))
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="510" w:hRule="atLeast"/></w:trPr>{cells}</w:tr>'


def _cell(style: str, words: str = "") -> str:
    return f"<w:tc>{_paragraph(style, _run(said(words)) if words else '')}</w:tc>"


def _head(style: str, label: str, hint: str) -> str:
    below = _paragraph(f"{style}Precise", _run(said(hint))) if hint else ""
    return f'<w:tc><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{FOND}"/></w:tcPr>{_paragraph(style, _run(said(label), "<w:b/>"))}{below}</w:tc>'


@lru_cache(maxsize=4)
def _pattern(papier: Papier, paysage: bool) -> Gabarit:
    """What is not content: paper, fonts, language, foot, properties."""
    word = Document()
    _lighten(word)
    _styles(word, papier.couleur.lstrip("#") or COULEUR)
    _page(word, paysage)
    properties = word.core_properties
    properties.title, properties.author, properties.last_modified_by, properties.language = "[[titre]]", papier.auteur, papier.auteur, "fr-FR"
    properties.comments, properties.revision = "", 1
    properties.created = properties.modified = datetime(papier.jour.year, papier.jour.month, papier.jour.day)
    word.element.body.text = "[[corps]]"
    written = io.BytesIO()
    word.save(written)
    return Gabarit(contenu(written.getvalue()), papier.jour)


def _lighten(word: Word) -> None:
    """Take out of the library's own model what weighs ten times as much as all the rest."""
    own = {WD_STYLE_TYPE.PARAGRAPH: "Normal", WD_STYLE_TYPE.CHARACTER: "Default Paragraph Font", WD_STYLE_TYPE.TABLE: "Normal Table", WD_STYLE_TYPE.LIST: "No List"}
    for style in list(word.styles):
        if style.name not in _KEPT and style.name != own[style.type]:
            style.delete()
    for link in list(word.styles.element.iter(qn("w:link"))):
        link.getparent().remove(link)  # what it named is gone
    for fonts in word.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        fonts.attrib.update({qn(f"w:{script}"): POLICE for script in ("ascii", "hAnsi", "cs")})
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # of today's Word: the edge of a table stands on the margin
    for relations in (word.part.package.rels, word.part.rels):
        for name in [name for name, relation in relations.items() if relation.reltype.endswith(_UNREAD)]:
            del relations[name]


def _styles(word: Word, couleur: str) -> None:
    for name, size in (("Normal", 10.5), ("Title", 20), ("Subtitle", 12), ("Heading 1", 13)):
        style = word.styles[name]
        style.font.size = Pt(size)
        if name != "Normal":
            style.font.color.rgb, style.font.italic = RGBColor.from_string(couleur.upper()), False
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-FR")
    normal = word.styles["Normal"].paragraph_format
    normal.space_after, normal.line_spacing_rule = Pt(6), WD_LINE_SPACING.SINGLE
    heading = word.styles["Heading 1"].paragraph_format
    heading.space_before, heading.space_after = Pt(14), Pt(4)
    subtitle = word.styles["Subtitle"]
    subtitle.paragraph_format.space_after = Pt(2)
    for stretched in list(subtitle.element.get_or_add_rPr().iter(qn("w:spacing"))):
        stretched.getparent().remove(stretched)
    _style(word, "Precision", 8.5, 8).font.color.rgb = RGBColor.from_string(GRIS)
    box = _style(word, "Case", 10.5, 4).paragraph_format
    box.left_indent, box.first_line_indent = Cm(0.8), Cm(-0.8)
    box.tab_stops.add_tab_stop(Cm(0.8))
    _style(word, "Question", 10.5, 4).paragraph_format.keep_with_next = True
    rule = _style(word, "Filet", 10.5, 6)
    borders = OxmlElement("w:pBdr")
    for side in ("bottom", "between"):  # without the second, Word draws one rule for all the lines
        borders.append(_element(f"w:{side}", val="single", sz="4", space="1", color=FILET))
    rule.element.get_or_add_pPr().insert(0, borders)
    for name, size in (("Cellule", 10), ("CelluleFine", 9), ("CelluleSerree", 7.5)):
        _style(word, name, size, 2).paragraph_format.space_before = Pt(2)
        hint = _style(word, f"{name}Precise", size - 0.5, 2)
        hint.font.color.rgb = RGBColor.from_string(GRIS)
    _rules(word.styles["Table Grid"], FILET)
    _rules(word.styles["Title"], couleur)


def _rules(style: BaseStyle, couleur: str) -> None:
    """The colour of the rules of a style."""
    for border in style.element.iter(*(qn(f"w:{side}") for side in ("top", "left", "bottom", "right", "insideH", "insideV"))):
        if border.get(qn("w:color")):
            border.attrib.pop(qn("w:themeColor"), None)
            border.set(qn("w:color"), couleur.upper())


def _style(word: Word, name: str, size: float, after: float) -> ParagraphStyle:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    style.font.size, style.paragraph_format.space_after = Pt(size), Pt(after)
    return style


def _page(word: Word, paysage: bool) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if paysage else WD_ORIENT.PORTRAIT
    width, height = _PAPIER[paysage]
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGE)
    section.footer_distance = Cm(0.8)
    foot = section.footer.paragraphs[0]
    foot.style = _style(word, "Pied", 8, 0)
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(width - 2 * _MARGE), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run("[[pied]]\tPage ")
    _add_field(foot, "PAGE")
    foot.add_run(" sur ")
    _add_field(foot, "NUMPAGES")


def _add_field(paragraph: Paragraph, name: str) -> None:
    """A figure that the word processor writes: python-docx has no word for it."""
    shown = OxmlElement("w:fldSimple")
    shown.set(qn("w:instr"), name)
    shown.append(paragraph.add_run("1").font.element)
    paragraph.paragraph_format.element.append(shown)


def _element(tag: str, **attributes: str) -> OxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
