"""A workbook to fill in, for a spreadsheet: the same bytes for the same cells and the same day.

The cells are written as SpreadsheetML (ECMA-376, part 1, § 18) into a pattern of openpyxl: a library that makes an
object of each cell takes ten times as long. A text is written as a text, whatever it begins with.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from ..text.xml import escaped
from .gabarits import without_markup
from .tableur_pattern import CITE, WorkbookPattern, place

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula when a cell that begins with it is typed again."""
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""The start of what a spreadsheet reads as the code of a character (§ 22.9.2.19)."""
_SHEET = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>\
<sheetViews><sheetView showGridLines="0" workbookViewId="0"{selected}>{pane}</sheetView></sheetViews>\
<sheetFormatPr defaultRowHeight="18" customHeight="1"/><cols>{columns}</cols><sheetData>{rows}</sheetData>\
{merged}{formats}{validations}\
<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.7" header="0.3" footer="0.3"/>\
<pageSetup paperSize="9" orientation="{orientation}" fitToWidth="1" fitToHeight="0"/>\
<headerFooter><oddFooter>{foot}</oddFooter></headerFooter></worksheet>"""
_LONGEST_FOOT = 200
"""A spreadsheet refuses a file whose foot has more than 255 signs, with its marks and its page number."""


class FormuleDeCellule(str):
    """A formula, in the names that the file format keeps in every language, without its sign « = »."""


Valeur = str | float | FormuleDeCellule | None


@dataclass(frozen=True)
class Controle:
    """What cells take: "list" with its values, "date" or "decimal" with the least. Anything else gets the message."""

    sorte: str
    formule: str
    titre: str
    message: str


@dataclass
class Feuille:
    """A sheet as it is written, row by row. `paysage` is how it is printed."""

    styles: Mapping[str, int]
    colonnes: tuple[tuple[float, str], ...]
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
        """Write a row: value and style of each cell. Returns its number. A row of cells grows with what is typed."""
        number = self.rang
        cells = "".join([self._cell(f"{lettre(index)}{number}", *cellule) for index, cellule in enumerate(cellules)])
        fixed = "" if cells else ' customHeight="1"'
        height = f' ht="{hauteur:g}"{fixed}' if hauteur else ""
        self._rows.append(f'<row r="{number}"{height}>{cells}</row>')
        return number

    def fusion(self, plage: str) -> None:
        """Make one cell of several."""
        self._merged.append(f'<mergeCell ref="{plage}"/>')

    def format(self, plage: str, number: int, formule: str) -> None:
        """Show a range in a conditional format of the pattern, where the formula holds."""
        priority = len(self._formats) + 1
        rule = f'<cfRule type="expression" dxfId="{number}" priority="{priority}">'
        rule += f"<formula>{escaped(formule)}</formula></cfRule>"
        self._formats.append(f'<conditionalFormatting sqref="{plage}">{rule}</conditionalFormatting>')

    def controle(self, plage: str, controle: Controle) -> None:
        """Say what a range takes."""
        operator = "" if controle.sorte == "list" else ' operator="greaterThanOrEqual"'
        told = f'errorTitle="{escaped(controle.titre)}" error="{escaped(controle.message)}"'
        rule = f'<dataValidation type="{controle.sorte}"{operator} allowBlank="1" showErrorMessage="1" {told}'
        formula = f"<formula1>{escaped(controle.formule)}</formula1>"
        self._validations.append(f'{rule} sqref="{plage}">{formula}</dataValidation>')

    def xml(self, choisie: bool) -> str:
        """The whole sheet. `choisie`: it is the one that opens."""
        return _SHEET.format(
            selected=' tabSelected="1"' if choisie else "",
            pane=_pane(*self.fixe) if self.fixe else "",
            columns="".join(self._column(number, *column) for number, column in enumerate(self.colonnes, 1)),
            rows="".join(self._rows),
            merged=_counted("mergeCells", self._merged),
            formats="".join(self._formats),
            validations=_counted("dataValidations", self._validations),
            orientation="landscape" if self.paysage else "portrait",
            foot=escaped(f"&L&8 {without_markup(self.pied)[:_LONGEST_FOOT].replace('&', '&&')}&R&8 Page &P sur &N"),
        )

    def _cell(self, where: str, value: Valeur, style: str) -> str:
        if value is None or value == "":
            return f'<c r="{where}" s="{self.styles[style]}"/>'
        if isinstance(value, FormuleDeCellule):
            return f'<c r="{where}" s="{self.styles[style]}"><f>{escaped(value)}</f></c>'
        if isinstance(value, str):
            number = self.styles[f"{style}{CITE}" if value.startswith(_FORMULA_SIGNS) else style]
            text = escaped(_CODE.sub("_x005F_", value))
            return f'<c r="{where}" s="{number}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        return f'<c r="{where}" s="{self.styles[style]}"><v>{value!r}</v></c>'

    def _column(self, number: int, width: float, style: str) -> str:
        shown = f' style="{self.styles[style]}"' if style else ""
        return f'<col min="{number}" max="{number}" width="{width:g}" customWidth="1"{shown}/>'


def lettre(index: int) -> str:
    """0 -> "A"."""
    return get_column_letter(index + 1)


def classeur(pattern: WorkbookPattern, titre: str, feuilles: Iterable[Feuille], tete: tuple[int, int]) -> bytes:
    """The .xlsx. The first sheet opens; `tete` is the first and the last row of its head."""
    sheets = {place(index): feuille.xml(index == 0) for index, feuille in enumerate(feuilles)}
    return pattern.gabarit.rempli(
        {**sheets, "titre": escaped(without_markup(titre)), "haut": str(tete[0]), "bas": str(tete[1])}
    )


def _pane(rows: int, columns: int) -> str:
    side = "bottomRight" if columns else "bottomLeft"
    split = f'xSplit="{columns}" ' if columns else ""
    first = f"{lettre(columns)}{rows + 1}"
    pane = f'<pane {split}ySplit="{rows}" topLeftCell="{first}" activePane="{side}" state="frozen"/>'
    return f'{pane}<selection pane="{side}" activeCell="A{rows + 1}" sqref="A{rows + 1}"/>'


def _counted(tag: str, elements: list[str]) -> str:
    return f'<{tag} count="{len(elements)}">{"".join(elements)}</{tag}>' if elements else ""
