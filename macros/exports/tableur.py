"""A workbook to fill in, for a spreadsheet: the same bytes for the same cells and the same day.

openpyxl makes the pattern (styles, sheets, properties); the cells are written as SpreadsheetML (ECMA-376, part 1, § 18),
for a library that makes an object of each cell takes ten times as long. A text is written as a text, whatever it begins with.
"""

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..text.xml import escaped
from .gabarits import Gabarit, contenu
from .word import COULEUR, FILET, FOND, GRIS, POLICE, Papier, said

_FIXED = ' customHeight="1"'
LIGNE, ENTIER = 0, 1
"""The conditional formats of the pattern: a ruled cell, a figure without decimals."""
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula when a cell that begins with it is typed again."""
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet would read as the code of a character (§ 22.9.2.19)."""
_MONEY, _DATE, _TEXT = '#,##0.00\\ "€"', "dd/mm/yyyy", "@"
FORMATS = {"texte": _TEXT, "choix": "General", "oui-non": "General", "nombre": "General", "montant": _MONEY, "date": _DATE}
"""What is typed in a column, by its type."""
_FIGURES = ("nombre", "montant")
RESULTATS = {"nombre": "#,##0.00", "entier": "#,##0", "montant": _MONEY, "part": "0.0%"}
_FEUILLE = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>\
<sheetViews><sheetView showGridLines="0" workbookViewId="0"{selected}>{pane}</sheetView></sheetViews>\
<sheetFormatPr defaultRowHeight="18" customHeight="1"/><cols>{columns}</cols><sheetData>{rows}</sheetData>{merged}{formats}{validations}\
<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.7" header="0.3" footer="0.3"/>\
<pageSetup paperSize="9" orientation="{orientation}" fitToWidth="1" fitToHeight="0"/>\
<headerFooter><oddFooter>{foot}</oddFooter></headerFooter></worksheet>"""
_LONGEST_FOOT = 200
"""A spreadsheet refuses the file beyond 255 signs, marks and page number counted."""


class Formule(str):
    """A formula, in the names that the file format keeps in every language, without its sign « = »."""


Valeur = str | float | Formule | None


@dataclass
class Feuille:
    """A sheet as it is written, row by row. `paysage` is how it is printed."""

    styles: Mapping[str, int]
    largeurs: tuple[tuple[float, str], ...]
    """The width of each column in signs, and the style of its empty cells, or ""."""
    pied: str
    paysage: bool = False
    fixe: tuple[int, int] | None = None
    """The rows and columns that stay when the sheet scrolls."""
    _rows: list[str] = field(default_factory=list)
    _merged: list[str] = field(default_factory=list)
    _formats: list[str] = field(default_factory=list)
    _validations: list[str] = field(default_factory=list)

    @property
    def rang(self) -> int:
        """The number of the row that comes next."""
        return len(self._rows) + 1

    def rangee(self, cellules: Iterable[tuple[Valeur, str]], hauteur: float = 0) -> int:
        """Write a row: value and style of each cell. Returns its number. A row grows with what is typed in it, but for an empty one."""
        number = self.rang
        cells = "".join(self._cell(f"{lettre(index)}{number}", *cellule) for index, cellule in enumerate(cellules))
        height = f' ht="{hauteur:g}"{"" if cells else _FIXED}' if hauteur else ""
        self._rows.append(f'<row r="{number}"{height}>{cells}</row>')
        return number

    def fusion(self, plage: str) -> None:
        """Make one cell of several."""
        self._merged.append(f'<mergeCell ref="{plage}"/>')

    def format(self, plage: str, format: int, formule: str) -> None:
        """A format of the pattern, where the formula holds."""
        rule = f'<cfRule type="expression" dxfId="{format}" priority="{len(self._formats) + 1}"><formula>{escaped(formule)}</formula></cfRule>'
        self._formats.append(f'<conditionalFormatting sqref="{plage}">{rule}</conditionalFormatting>')

    def controle(self, plage: str, sorte: str, formule: str, titre: str, message: str) -> None:
        """What a range takes: "list" with its values, "date" or "decimal" with the least; anything else is refused with the message."""
        operator = "" if sorte == "list" else ' operator="greaterThanOrEqual"'
        told = f'showErrorMessage="1" errorTitle="{escaped(titre)}" error="{escaped(message)}"'
        self._validations.append(
            f'<dataValidation type="{sorte}"{operator} allowBlank="1" {told} sqref="{plage}"><formula1>{escaped(formule)}</formula1></dataValidation>'
        )

    def xml(self, choisie: bool = False) -> str:
        """The whole sheet. `choisie`: it is the one that opens."""
        return _FEUILLE.format(
            selected=' tabSelected="1"' if choisie else "",
            pane=_pane(*self.fixe) if self.fixe else "",
            columns="".join(self._column(number, *column) for number, column in enumerate(self.largeurs, 1)),
            rows="".join(self._rows),
            merged=_counted("mergeCells", self._merged),
            formats="".join(self._formats),
            validations=_counted("dataValidations", self._validations),
            orientation="landscape" if self.paysage else "portrait",
            foot=escaped(f"&L&8 {said(self.pied)[:_LONGEST_FOOT].replace('&', '&&')}&R&8 Page &P sur &N"),
        )

    def _cell(self, place: str, value: Valeur, style: str) -> str:
        if value is None or value == "":
            return f'<c r="{place}" s="{self.styles[style]}"/>'
        if isinstance(value, Formule):
            return f'<c r="{place}" s="{self.styles[style]}"><f>{escaped(value)}</f></c>'
        if isinstance(value, str):
            number = self.styles[f"{style} cité" if value.startswith(_FORMULA_SIGNS) else style]
            return f'<c r="{place}" s="{number}" t="inlineStr"><is><t xml:space="preserve">{escaped(_ESCAPE.sub("_x005F_", value))}</t></is></c>'
        return f'<c r="{place}" s="{self.styles[style]}"><v>{value!r}</v></c>'

    def _column(self, number: int, width: float, style: str) -> str:
        shown = f' style="{self.styles[style]}"' if style else ""
        return f'<col min="{number}" max="{number}" width="{width:g}" customWidth="1"{shown}/>'


def lettre(index: int) -> str:
    """0 -> "A"."""
    return get_column_letter(index + 1)


def _pane(rows: int, columns: int) -> str:
    first = f"{lettre(columns)}{rows + 1}"
    place = "bottomRight" if columns else "bottomLeft"
    split = f'xSplit="{columns}" ' if columns else ""
    return f'<pane {split}ySplit="{rows}" topLeftCell="{first}" activePane="{place}" state="frozen"/><selection pane="{place}" activeCell="A{rows + 1}" sqref="A{rows + 1}"/>'


def _counted(tag: str, elements: list[str]) -> str:
    return f'<{tag} count="{len(elements)}">{"".join(elements)}</{tag}>' if elements else ""


@dataclass(frozen=True)
class Classeur:
    """A workbook of named sheets, of which the first is the one to fill, with a head that is printed on each page."""

    styles: Mapping[str, int]
    gabarit: Gabarit

    def octets(self, titre: str, feuilles: Iterable[Feuille], tete: tuple[int, int]) -> bytes:
        """The .xlsx. `tete`: the first and the last row of the head."""
        sheets = {f"feuille_{_WORDS[index]}": feuille.xml(index == 0) for index, feuille in enumerate(feuilles)}
        return self.gabarit.rempli({**sheets, "titre": escaped(said(titre)), "haut": str(tete[0]), "bas": str(tete[1])})


_WORDS = ("une", "deux", "trois")


@lru_cache(maxsize=8)
def classeur(papier: Papier, noms: tuple[str, ...]) -> Classeur:
    """The pattern of workbooks with these sheets."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = noms[0]
    styles = _styles(sheet, papier.couleur.lstrip("#").upper() or COULEUR.upper())
    sheet.print_title_rows = "1:2"
    for name in noms[1:]:
        book.create_sheet(name)
    book.calculation.fullCalcOnLoad = True
    properties = book.properties
    properties.title, properties.creator, properties.lastModifiedBy, properties.language = "[[titre]]", papier.auteur, papier.auteur, "fr-FR"
    properties.created = properties.modified = datetime(papier.jour.year, papier.jour.month, papier.jour.day)
    written = io.BytesIO()
    book.save(written)
    parts = _without_theme(contenu(written.getvalue()))
    parts["docProps/core.xml"] = _MODIFIED.sub(rb"\g<1>%s\g<2>" % properties.created.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), parts["docProps/core.xml"])
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"$1:$2", b"$[[haut]]:$[[bas]]")
    for index in range(len(noms)):
        parts[f"xl/worksheets/sheet{index + 1}.xml"] = f"[[feuille_{_WORDS[index]}]]".encode()
    return Classeur(styles, Gabarit(parts, papier.jour))


def _without_theme(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The archive without the colours and fonts of a theme, which no cell uses: a sixth of its weight."""
    return {name: _THEME.sub(b"", part) if name in _NAMING_PARTS else part for name, part in parts.items() if "/theme/" not in name}


_THEME = re.compile(rb"<(?:Override|Relationship) [^>]*theme/theme1[^>]*/>")
_NAMING_PARTS = ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")
"""The library writes the clock's time there, whatever it is told."""


def _styles(sheet: Worksheet, couleur: str) -> dict[str, int]:
    """Name -> number of a style; « … cité » is the same for a text that begins like a formula. A cell of the pattern holds each, and goes."""
    side = Side(style="thin", color=FILET)
    ruled, plain = Border(left=side, right=side, top=side, bottom=side), Border()
    empty, pale, strong = PatternFill(), PatternFill("solid", fgColor=FOND), PatternFill("solid", fgColor=couleur)
    top, middle = Alignment(wrap_text=True, vertical="top"), Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
    ordinary, bold, small = Font(name=POLICE, size=10), Font(name=POLICE, size=10, bold=True), Font(name=POLICE, size=8, color=GRIS)
    white, grey = Font(name=POLICE, size=10, bold=True, color="FFFFFF"), Font(name=POLICE, size=9, color=GRIS)
    line, aside = Alignment(vertical="center"), Alignment(vertical="center", horizontal="left", indent=1)
    figure = Alignment(vertical="center", horizontal="right", indent=1)
    looks = {
        "titre": (Font(name=POLICE, size=15, bold=True, color=couleur), empty, plain, line, "General"),
        "note": (grey, empty, plain, line, "General"),
        "formule": (grey, empty, plain, aside, "General"),
        "texte": (ordinary, empty, plain, top, "General"),
        "gras": (bold, empty, plain, top, "General"),
        "rubrique": (Font(name=POLICE, size=12, bold=True, color=couleur), empty, plain, line, "General"),
        "libelle": (bold, pale, ruled, middle, "General"),
        "champ": (ordinary, empty, ruled, middle, _TEXT),
        "tete": (white, strong, ruled, middle, "General"),
        "precision": (small, pale, ruled, middle, "General"),
        **{f"colonne {name}": (ordinary, empty, plain, figure if name in _FIGURES else middle, format) for name, format in FORMATS.items()},
        **{f"case {name}": (ordinary, empty, ruled, figure if name in _FIGURES else middle, format) for name, format in FORMATS.items()},
        **{f"resultat {name}": (bold, empty, ruled, figure, format) for name, format in RESULTATS.items()},
    }
    numbers = {}
    for row, (name, (font, fill, border, alignment, number_format)) in enumerate(looks.items(), 1):
        for column, quoted in enumerate(("", " cité"), 1):
            cell = sheet.cell(row, column)
            cell.font, cell.fill, cell.border, cell.alignment, cell.number_format = font, fill, border, alignment, number_format
            cell.quotePrefix = bool(quoted)
            numbers[f"{name}{quoted}"] = cell.style_id
    for dxf in (DifferentialStyle(border=ruled), DifferentialStyle(numFmt=NumberFormat(numFmtId=3, formatCode=RESULTATS["entier"]))):
        sheet.conditional_formatting.add("A1", Rule(type="expression", dxf=dxf, formula=["TRUE"]))
    return numbers
