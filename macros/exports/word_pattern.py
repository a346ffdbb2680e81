"""The pattern of the documents for a word processor: paper, styles, language, foot, properties. python-docx makes it.

Its styles are told by their ids in word.py. The library has no word for a rule, a field or a setting: those are XML.
"""

import io
from functools import lru_cache
from typing import Any

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
from lxml.etree import cleanup_namespaces  # type: ignore[import-untyped]  # that of python-docx

from .gabarits import FILET, GRIS, POLICE, Gabarit, Papier, contenu

CELLULES = ("Cellule", "CelluleFine", "CelluleSerree")
"""The style of the cells of a table, from few columns to many; « …Precise » is what stands under a label."""
_MARGE = 1.6
_A4 = 21.0, 29.7
"""In centimetres."""
_KEPT = {"Normal", "Heading 1", "Title", "Subtitle", "List Paragraph", "List Bullet", "List Number", "Table Grid"}
"""The styles that stay, with those that any document has: the library brings a hundred and sixty."""
_ANY = {
    WD_STYLE_TYPE.PARAGRAPH: "Normal",
    WD_STYLE_TYPE.CHARACTER: "Default Paragraph Font",
    WD_STYLE_TYPE.TABLE: "Normal Table",
    WD_STYLE_TYPE.LIST: "No List",
}
_UNREAD = ("/thumbnail", "/stylesWithEffects", "/customXml", "/webSettings", "/theme", "/extended-properties")
"""Parts of the library's own model that no reader needs."""
_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
_SIDES = tuple(qn(f"w:{side}") for side in ("top", "left", "bottom", "right", "insideH", "insideV"))


def largeur(paysage: bool) -> float:
    """The centimetres of a line of text."""
    return _A4[paysage] - 2 * _MARGE


@lru_cache(maxsize=4)
def document_pattern(papier: Papier, paysage: bool) -> Gabarit:
    """The pattern, with the places `corps`, `titre` and `pied`."""
    word = Document()
    _lighten(word)
    _styles(word, papier.teinte)
    _page(word, paysage)
    properties = word.core_properties
    properties.title, properties.language = "[[titre]]", "fr-FR"
    properties.author = properties.last_modified_by = papier.auteur
    properties.comments, properties.revision = "", 1
    properties.created = properties.modified = papier.minuit
    word.element.body.text = "[[corps]]"
    _forget_unused_names(word)
    written = io.BytesIO()
    word.save(written)
    return Gabarit(contenu(written.getvalue()), papier.jour)


def _lighten(word: Word) -> None:
    """Take out of the library's own model what weighs ten times as much as all the rest."""
    for style in list(word.styles):
        if style.name not in _KEPT and style.name != _ANY[style.type]:
            style.delete()
    for link in list(word.styles.element.iter(qn("w:link"))):
        link.getparent().remove(link)  # what it named is gone
    for fonts in word.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()  # they named the theme's
        fonts.attrib.update({qn(f"w:{script}"): POLICE for script in ("ascii", "hAnsi", "cs")})
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-FR")
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # today's Word: the edge of a table stands on the margin
    for relations in (word.part.package.rels, word.part.rels):
        for name in [name for name, relation in relations.items() if relation.reltype.endswith(_UNREAD)]:
            del relations[name]


def _forget_unused_names(word: Word) -> None:
    """Take out of the parts that each document has of its own the twenty namespaces that the library declares there, and that none of their elements is of."""
    for part in (word.part, word.sections[0].footer.part):
        part.element.attrib.pop(_IGNORABLE, None)  # it names some of them
        cleanup_namespaces(part.element)


def _styles(word: Word, teinte: str) -> None:
    normal = word.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    for name, size, before, after in (("Title", 20.0, 0, 12), ("Subtitle", 12.0, 0, 2), ("Heading 1", 13.0, 14, 4)):
        style = word.styles[name]
        style.font.size, style.font.italic, style.font.color.rgb = Pt(size), False, RGBColor.from_string(teinte)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        for stretched in list(style.element.get_or_add_rPr().iter(qn("w:spacing"))):
            stretched.getparent().remove(stretched)
    _rules(word.styles["Title"], teinte)
    _rules(word.styles["Table Grid"], FILET)
    _grey(_style(word, "Precision", 8.5, 8))
    box = _style(word, "Case", 10.5, 4).paragraph_format
    box.left_indent, box.first_line_indent = Cm(0.8), Cm(-0.8)
    box.tab_stops.add_tab_stop(Cm(0.8))
    _style(word, "Question", 10.5, 4).paragraph_format.keep_with_next = True
    _ruled(_style(word, "Filet", 16, 6))
    for name, size in zip(CELLULES, (10.0, 9.0, 7.5), strict=True):
        _style(word, name, size, 2).paragraph_format.space_before = Pt(2)
        _grey(_style(word, f"{name}Precise", size - 0.5, 2))


def _style(word: Word, name: str, size: float, after: float) -> ParagraphStyle:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = word.styles["Normal"]
    style.font.size, style.paragraph_format.space_after = Pt(size), Pt(after)
    return style


def _grey(style: ParagraphStyle) -> None:
    style.font.color.rgb = RGBColor.from_string(GRIS)


def _rules(style: BaseStyle, teinte: str) -> None:
    """The colour of the rules that a style has."""
    for border in style.element.iter(*_SIDES):
        if border.get(qn("w:color")):
            border.attrib.pop(qn("w:themeColor"), None)
            border.set(qn("w:color"), teinte)


def _ruled(style: ParagraphStyle) -> None:
    """Make a style of lines to write on."""
    borders = OxmlElement("w:pBdr")
    for side in ("bottom", "between"):  # without the second, Word draws one rule for all the lines
        borders.append(_element(f"w:{side}", val="single", sz="4", space="1", color=FILET))
    style.element.get_or_add_pPr().insert(0, borders)


def _page(word: Word, paysage: bool) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if paysage else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(_A4[paysage]), Cm(_A4[not paysage])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGE)
    section.footer_distance = Cm(0.8)
    foot = section.footer.paragraphs[0]
    foot.style = _style(word, "Pied", 8, 0)
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(largeur(paysage)), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run("[[pied]]\tPage ")
    _add_field(foot, "PAGE")
    foot.add_run(" sur ")
    _add_field(foot, "NUMPAGES")


def _add_field(paragraph: Paragraph, name: str) -> None:
    """A figure that the word processor writes."""
    field = _element("w:fldSimple", instr=name)
    field.append(paragraph.add_run("1").font.element)
    paragraph.paragraph_format.element.append(field)


def _element(tag: str, **attributes: str) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
