"""The pattern of the workbooks: sheets, properties, and the styles of cells by name. openpyxl makes it."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from .gabarits import FILET, FOND, GRIS, POLICE, Gabarit, Papier, contenu

LIGNE, ENTIER = 0, 1
"""The conditional formats: a ruled cell, a figure without decimals."""
CITE = " cité"
"""What the name of a style ends with, for a text that begins like a formula: typed again, it stays a text."""
_MONEY = '#,##0.00\\ "€"'
SAISIES = {
    "texte": "@",
    "choix": "General",
    "oui-non": "General",
    "nombre": "General",
    "montant": _MONEY,
    "date": "dd/mm/yyyy",
}
"""How what is typed is shown, by the type of its column."""
_RESULTS = {"nombre": "#,##0.00", "entier": "#,##0", "montant": _MONEY, "part": "0.0%"}
_ON_THE_RIGHT = ("nombre", "montant")
_THEME = re.compile(rb"<(?:Override|Relationship) [^>]*theme/theme1[^>]*/>")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")
_SIDE = Side(style="thin", color=FILET)
_RULED, _BARE = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE), Border()
_PALE, _EMPTY = PatternFill("solid", fgColor=FOND), PatternFill()
_LINE = Alignment(vertical="center")


@dataclass(frozen=True)
class WorkbookPattern:
    """A pattern, with the places `titre`, `haut` and `bas` (the rows of the head), and `feuille_a` for each sheet."""

    styles: Mapping[str, int]
    """Name -> number of a style."""
    gabarit: Gabarit


@dataclass(frozen=True)
class _Look:
    """What a cell looks like."""

    font: Font
    fill: PatternFill = _EMPTY
    border: Border = _BARE
    alignment: Alignment = _LINE
    format: str = "General"


def place(index: int) -> str:
    """The name of the place of a sheet: 0 -> "feuille_a"."""
    return f"feuille_{chr(ord('a') + index)}"


@lru_cache(maxsize=8)
def workbook_pattern(papier: Papier, noms: tuple[str, ...]) -> WorkbookPattern:
    """The pattern of workbooks with these sheets, of which the first has a head that is printed on each page."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = noms[0]
    styles = _styles(sheet, papier.teinte)
    for border, number_format in ((_RULED, None), (None, NumberFormat(numFmtId=3, formatCode=_RESULTS["entier"]))):
        dxf = DifferentialStyle(border=border, numFmt=number_format)
        sheet.conditional_formatting.add("A1", Rule(type="expression", dxf=dxf, formula=["TRUE"]))
    sheet.print_title_rows = "1:2"
    for name in noms[1:]:
        book.create_sheet(name)
    properties = book.properties
    properties.title, properties.language = "[[titre]]", "fr-FR"
    properties.creator = properties.lastModifiedBy = papier.auteur
    properties.created = papier.minuit
    written = io.BytesIO()
    book.save(written)
    parts = contenu(written.getvalue())
    _amend(parts, papier, len(noms))
    return WorkbookPattern(styles, Gabarit(parts, papier.jour))


def _amend(parts: dict[str, bytes], papier: Papier, count: int) -> None:
    """Open the places; take out the clock's time, and a theme that no cell uses: a sixth of the weight."""
    del parts["xl/theme/theme1.xml"]
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        parts[name] = _THEME.sub(b"", parts[name])
    midnight = f"{papier.minuit.isoformat()}Z".encode()
    parts["docProps/core.xml"] = _MODIFIED.sub(rb"\g<1>" + midnight + rb"\2", parts["docProps/core.xml"])
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"$1:$2", b"$[[haut]]:$[[bas]]")
    for index in range(count):
        parts[f"xl/worksheets/sheet{index + 1}.xml"] = f"[[{place(index)}]]".encode()


def _styles(sheet: Worksheet, teinte: str) -> dict[str, int]:
    """Name -> number of each style. A cell of the pattern holds each, and goes."""
    numbers = {}
    for row, (name, look) in enumerate(_looks(teinte).items(), 1):
        for column, quoted in enumerate(("", CITE), 1):
            cell = sheet.cell(row, column)
            cell.font, cell.fill, cell.border = look.font, look.fill, look.border
            cell.alignment, cell.number_format, cell.quotePrefix = look.alignment, look.format, bool(quoted)
            numbers[name + quoted] = cell.style_id
    return numbers


def _looks(teinte: str) -> dict[str, _Look]:
    words = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
    above = Alignment(wrap_text=True, vertical="top")
    figure = Alignment(vertical="center", horizontal="right", indent=1)
    ordinary, bold = Font(name=POLICE, size=10), Font(name=POLICE, size=10, bold=True)
    grey, small = Font(name=POLICE, size=9, color=GRIS), Font(name=POLICE, size=8, color=GRIS)
    aside = Alignment(vertical="center", horizontal="left", indent=1)
    white, full = Font(name=POLICE, size=10, bold=True, color="FFFFFF"), PatternFill("solid", fgColor=teinte)
    sides = {name: figure if name in _ON_THE_RIGHT else words for name in SAISIES}
    return {
        "titre": _Look(Font(name=POLICE, size=15, bold=True, color=teinte)),
        "rubrique": _Look(Font(name=POLICE, size=12, bold=True, color=teinte)),
        "note": _Look(grey),
        "formule": _Look(grey, alignment=aside),
        "texte": _Look(ordinary, alignment=above),
        "gras": _Look(bold, alignment=above),
        "libelle": _Look(bold, _PALE, _RULED, words),
        "champ": _Look(ordinary, _EMPTY, _RULED, words, SAISIES["texte"]),
        "tete": _Look(white, full, _RULED, words),
        "precision": _Look(small, _PALE, _RULED, words),
        **{f"colonne {name}": _Look(ordinary, alignment=sides[name], format=SAISIES[name]) for name in SAISIES},
        **{f"case {name}": _Look(ordinary, _EMPTY, _RULED, sides[name], SAISIES[name]) for name in SAISIES},
        **{f"resultat {name}": _Look(bold, _EMPTY, _RULED, figure, shown) for name, shown in _RESULTS.items()},
    }
