"""How wide the columns of an annex are, and how high its rows: what neither file format works out by itself."""

from collections.abc import Iterable
from math import ceil

from ..model.clause import Annexe, Colonne
from ..read.memory import last_answer_kept
from ..views.annexes import precision

_BY_TYPE = {"texte": 24.0, "choix": 20.0, "oui-non": 11.0, "date": 12.0, "nombre": 13.0, "montant": 15.0}
"""In signs."""
_NUMBER = 8.0
"""A column of « N° », or whose rows are numbered beforehand."""
_ROOMY = 15
"""Wider columns hold words: they can give some of their width, or take more."""
_CROWD, _CLOSER = 8, 0.75
_PAGE, _WIDEST = 140, 3.2
"""The signs of a page, up to which a narrow table is widened, and how much its columns may be."""
_LEADING, _LINE = 5, 13.5
"""Points: above and below the text of a row, and for each of its lines."""


@last_answer_kept
def largeurs(annexe: Annexe) -> tuple[float, ...]:
    """What each column needs, in signs: its type, the longest word of its label, what is already written in it."""
    tight = _CLOSER if len(annexe.colonnes) > _CROWD else 1.0
    cells = ([row[index] if index < len(row) else "" for row in annexe.lignes] for index in range(len(annexe.colonnes)))
    widths = [_width(colonne, tight, written) for colonne, written in zip(annexe.colonnes, cells, strict=True)]
    of_words = sum(width for width in widths if width > _ROOMY)
    more = min(max((_PAGE - sum(widths) + of_words) / max(of_words, 1), 1), _WIDEST)
    return tuple(round(width * more if width > _ROOMY else width, 1) for width in widths)


def _width(colonne: Colonne, tight: float, written: list[str]) -> float:
    words = (*colonne.libelle.split(" "), *precision(colonne).split(" "))
    numbered = all(written) and 0 < max(map(len, written), default=0) < 4
    base = _NUMBER if numbered or len(colonne.libelle) < 4 else _BY_TYPE[colonne.type]
    return max(
        base * tight if base > _ROOMY else base,
        max(map(len, words)) * 1.15 + 2.5,
        len(colonne.libelle) / 3 + 3,
        len(colonne.aide or "") / 5,
        min(max(map(len, written), default=0) / 2.5, 44),
    )


def hauteur(texts: Iterable[tuple[str, float]], spread: float = 1.0, line: float = _LINE) -> float:
    """The height of a row: its longest text, on as many lines as the width beside it makes of it.

    `spread` is the width of a letter beside the sign in which columns are measured.
    """
    return max((_lines(text, width / spread) for text, width in texts), default=1) * line + _LEADING


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(len(part) / max(width - 1.5, 1))) for part in text.split("\n"))
