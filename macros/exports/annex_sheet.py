"""An annex as a workbook: a table to fill with its figures above it, so that rows can be added below, and what one must know to fill it."""

import re
from collections.abc import Iterator
from datetime import date
from math import ceil

from ..model.clause import Annexe, CalculDAnnexe, Colonne
from ..text import plain
from ..text.language import without_links
from ..views.annexes import (
    LICENCE,
    en_mots,
    en_pourcentage,
    en_tete,
    explications,
    precision,
    presentation,
    unite_du_calcul,
)
from ..views.elements import nombre
from .tableur import ENTIER, LIGNE, Classeur, Feuille, Formule, Valeur, classeur, lettre
from .word import Papier, said

PRETES = 200
"""The rows that are ruled."""
COUVERTES = 2000
"""The rows that formulas and lists know: what is written below the ruled rows counts too."""
TABLEAU, LISEZ_MOI, LISTES = "Tableau", "Lisez-moi", "Listes"
_OUI_NON = '"oui,non"'
_FIRST_DAY = "36526"
"""The first of January 2000, as a spreadsheet counts days."""
_EPOCH = date(1899, 12, 30)
_LARGEURS = {"texte": 24, "choix": 20, "oui-non": 11, "date": 12, "nombre": 13, "montant": 15}
"""In signs, by the type of a column."""
_PAGE = 140
"""The signs of a page; narrower tables are widened up to it."""
_LABEL, _FIELD, _RESULT = 26, 30, 14
"""The least width of what stands above the table."""
_WRITTEN_EMPTY = 10
"""Empty rows that are printed."""
_NUMBER = re.compile(r"-?\d{1,3}(?:[ \u00a0\u202f]?\d{3})*(?:[.,]\d+)?")
_DAY = re.compile(r"(?P<jour>\d\d)/(?P<mois>\d\d)/(?P<an>\d{4})|(?P<iso>\d{4}-\d\d-\d\d)")


def annex_sheet(annexe: Annexe, reference: str, papier: Papier, mode_d_emploi: str) -> bytes:
    """The .xlsx of an annex. `reference` names its clause; `mode_d_emploi` is plain text."""
    lists = [colonne for colonne in annexe.colonnes if colonne.choix]
    book = classeur(papier, (TABLEAU, LISEZ_MOI, LISTES) if lists else (TABLEAU, LISEZ_MOI))
    table, head = _table(annexe, reference, book)
    sheets = [table, _read_me(annexe, reference, book, mode_d_emploi)]
    sheets += [_lists(lists, reference, book)] if lists else []
    return book.octets(annexe.titre, sheets, head)


def largeurs(annexe: Annexe) -> tuple[float, ...]:
    """What each column needs, in signs: its type, the longest word of its label, what is already written in it."""
    tight = 0.75 if len(annexe.colonnes) > 8 else 1.0
    widths = [_width(colonne, tight, [row[index] for row in annexe.lignes if index < len(row)]) for index, colonne in enumerate(annexe.colonnes)]
    wide = sum(width for width in widths if width > 15)
    more = min(max((_PAGE - sum(widths) + wide) / max(wide, 1), 1), 3.2)
    return tuple(round(width * more if width > 15 else width, 1) for width in widths)


def _width(colonne: Colonne, tight: float, written: list[str]) -> float:
    words = [*said(colonne.libelle).split(" "), *precision(colonne).split(" ")]
    base = _LARGEURS[colonne.type]
    if base > 15:
        base *= tight
    if len(colonne.libelle) < 4:
        base = 8  # « N° »
    return max(
        base,
        max(map(len, words)) * 1.15 + 2.5,
        len(colonne.libelle) / 3 + 3,
        len(colonne.aide or "") / 5,
        min(max(map(len, written), default=0) / 2.5, 44),
    )


def _table(annexe: Annexe, reference: str, book: Classeur) -> tuple[Feuille, tuple[int, int]]:
    """The sheet to fill, and the first and the last row of its head."""
    widths = largeurs(annexe)
    columns = tuple(zip(widths, (f"colonne {colonne.type}" for colonne in annexe.colonnes), strict=True))
    feuille = Feuille(book.styles, columns, reference, paysage=True)
    feuille.rangee([(said(annexe.titre), "titre")], 24)
    feuille.rangee([(f"{presentation(annexe)} Mode d’emploi, colonnes, clause et licence : feuille « {LISEZ_MOI} ».", "note")], 16)
    for label in en_tete(annexe):
        _line(feuille, widths, label, None, "champ", _FIELD)
    start = feuille.rang + len(annexe.calculs) + 1
    hinted = any(precision(colonne) or colonne.aide for colonne in annexe.colonnes)
    first = start + (2 if hinted else 1)
    rows = first, first + COUVERTES - 1
    for calcul in annexe.calculs:
        _figure(feuille, annexe, calcul, rows, widths)
    feuille.rangee((), 8)
    _head(feuille, annexe, widths, hinted)
    feuille.fixe = (first - 1, 1 if annexe.lignes and len(columns) > 6 else 0)
    _rows(feuille, annexe, widths)
    feuille.format(f"A{first}:{lettre(len(columns) - 1)}{first + PRETES - 1}", LIGNE, "TRUE")
    _answers(feuille, annexe, rows)
    return feuille, (start, first - 1)


def _line(feuille: Feuille, widths: tuple[float, ...], label: str, value: Valeur, style: str, need: float, note: str = "") -> str:
    """A line above the table: label, value, note, over as many columns as they need. Returns the place of the value."""
    split = _reach(widths, 0, _LABEL, len(widths) - 1)
    end = _reach(widths, split, need, len(widths))
    cells: list[tuple[Valeur, str]] = [(said(label), "libelle"), *((None, "libelle"),) * (split - 1)]
    cells += [(value, style), *((None, style),) * (end - split - 1)]
    cells += [(said(note), "formule")] if note else []
    number = feuille.rangee(cells, max(18, _height([(said(label), sum(widths[:split]))], 13.5)))
    for first, last in ((0, split - 1), (split, end - 1)):
        if first < last:
            feuille.fusion(f"{lettre(first)}{number}:{lettre(last)}{number}")
    return f"{lettre(split)}{number}"


def _reach(widths: tuple[float, ...], first: int, need: float, most: int) -> int:
    """The column after those, from `first` on, that are wide enough together."""
    end = first + 1
    while end < most and sum(widths[first:end]) < need:
        end += 1
    return end


def _figure(feuille: Feuille, annexe: Annexe, calcul: CalculDAnnexe, rows: tuple[int, int], widths: tuple[float, ...]) -> None:
    """A figure: label, formula, what it is made of."""
    kind = _kind(annexe, calcul)
    unit = unite_du_calcul(annexe, calcul)
    note = f"{en_mots(calcul)}." if unit in ("", "%") or kind == "montant" else f"{unit} : {en_mots(calcul)}."
    place = _line(feuille, widths, calcul.libelle, Formule(_formula(annexe, calcul, rows)), f"resultat {kind}", _RESULT, note)
    if kind == "nombre":
        feuille.format(place, ENTIER, f"{place}=INT({place})")


def _kind(annexe: Annexe, calcul: CalculDAnnexe) -> str:
    if en_pourcentage(annexe, calcul):
        return "part"
    if calcul.operation == "nombre":
        return "entier"
    of_money = {colonne.libelle for colonne in annexe.colonnes if colonne.type == "montant"}
    counts = (calcul.colonne, calcul.par) if calcul.operation == "produit" else (calcul.colonne,)
    return "montant" if of_money.intersection(counts) else "nombre"


def _formula(annexe: Annexe, calcul: CalculDAnnexe, rows: tuple[int, int]) -> str:
    """The formula of a figure; it says nothing where it would divide by zero."""
    values, by = (_range(annexe, label, rows) for label in (calcul.colonne, calcul.par))
    answered = f'(COUNTIF({values},"oui")+COUNTIF({values},"non"))'
    return {
        "somme": f"SUM({values})",
        "moyenne": f'IF(COUNT({values})=0,"",AVERAGE({values}))',
        "nombre": f"COUNTA({values})",
        "rapport": f'IF(SUM({by})=0,"",SUM({values})/SUM({by}))',
        "part": f'IF({answered}=0,"",COUNTIF({values},"oui")/{answered})',
        "produit": f"SUMPRODUCT({values},{by})",
    }[calcul.operation]


def _range(annexe: Annexe, label: str | None, rows: tuple[int, int]) -> str:
    column = next((lettre(index) for index, colonne in enumerate(annexe.colonnes) if colonne.libelle == label), "")
    return f"${column}${rows[0]}:${column}${rows[1]}"


def _head(feuille: Feuille, annexe: Annexe, widths: tuple[float, ...], hinted: bool) -> None:
    labels = [said(colonne.libelle) for colonne in annexe.colonnes]
    feuille.rangee([(label, "tete") for label in labels], _height(zip(labels, widths, strict=True), 13.5, spread=1.05))
    if hinted:
        hints = ["\n".join(filter(None, (said(precision(colonne)), said(colonne.aide or "")))) for colonne in annexe.colonnes]
        feuille.rangee([(hint, "precision") for hint in hints], _height(zip(hints, widths, strict=True), 11.5, spread=0.9))


def _rows(feuille: Feuille, annexe: Annexe, widths: tuple[float, ...]) -> None:
    """The rows that are written, then empty ones, so that a sheet printed as it is can be filled by hand."""
    styles = [f"case {colonne.type}" for colonne in annexe.colonnes]
    for row in (*annexe.lignes, *((),) * _WRITTEN_EMPTY):
        values = [_value(colonne, row[index] if index < len(row) else "") for index, colonne in enumerate(annexe.colonnes)]
        texts = [(value, width) for value, width in zip(values, widths, strict=True) if isinstance(value, str)]
        feuille.rangee(zip(values, styles, strict=True), max(18, _height(texts, 13.5, spread=0.9)))


def _value(colonne: Colonne, text: str) -> Valeur:
    """What is written beforehand in a cell, as what its column counts."""
    if colonne.type in ("nombre", "montant") and _NUMBER.fullmatch(text):
        return float(re.sub(r"[ \u00a0\u202f]", "", text).replace(",", "."))
    if colonne.type == "date" and (day := _DAY.fullmatch(text)):
        written = day["iso"] or f"{day['an']}-{day['mois']}-{day['jour']}"
        return (date.fromisoformat(written) - _EPOCH).days
    return said(text)


def _height(texts: object, line: float, spread: float = 1.0) -> float:
    """The height of a row: its longest text, on as many lines as its column makes of it."""
    lines = [sum(max(1, ceil(len(part) * spread / max(width - 1.5, 1))) for part in text.split("\n")) for text, width in texts]
    return max(lines, default=1) * line + 5


def _answers(feuille: Feuille, annexe: Annexe, rows: tuple[int, int]) -> None:
    """What each column takes."""
    place = 0
    for index, colonne in enumerate(annexe.colonnes):
        cells = f"{lettre(index)}{rows[0]}:{lettre(index)}{rows[1]}"
        if colonne.type == "choix" and colonne.choix:
            column = lettre(place)
            feuille.controle(cells, "list", f"{LISTES}!${column}$2:${column}${len(colonne.choix) + 1}", "Réponse de la liste", "Choisissez une réponse de la liste.")
            place += 1
        elif colonne.type == "oui-non":
            feuille.controle(cells, "list", _OUI_NON, "Oui ou non", "Répondez « oui » ou « non ».")
        elif colonne.type == "date":
            feuille.controle(cells, "date", _FIRST_DAY, "Date attendue", "Écrivez une date, par exemple 15/03/2027.")
        elif colonne.type in ("nombre", "montant"):
            feuille.controle(cells, "decimal", "0", "Nombre attendu", "Écrivez un nombre, zéro ou plus, sans unité.")


def _read_me(annexe: Annexe, reference: str, book: Classeur, mode_d_emploi: str) -> Feuille:
    feuille = Feuille(book.styles, ((34, ""), (92, "")), reference)
    feuille.rangee([(said(annexe.titre), "titre")], 24)
    for label, text in _parts(annexe, reference, mode_d_emploi):
        text, label = said(text), said(label)
        if text:
            feuille.rangee([(label, "gras"), (text, "texte")], _height([(label, 34), (text, 92)], 13.5, spread=0.82))
        else:
            feuille.rangee([(label, "rubrique")], 26)
    return feuille


def _parts(annexe: Annexe, reference: str, mode_d_emploi: str) -> Iterator[tuple[str, str]]:
    """What must be known to fill the table: (label, text), and headings without a text."""
    yield "Ce que c’est", presentation(annexe)
    for index, line in enumerate(filter(None, mode_d_emploi.splitlines())):
        yield "" if index else "Mode d’emploi", line
    yield "Lignes", f"Le tableau est tracé sur {PRETES} lignes. Écrivez plus bas s’il le faut : les calculs et les listes vont jusqu’à {nombre(COUVERTES)} lignes."
    yield "Origine", f"{reference}."
    yield "Licence", LICENCE
    told = tuple(explications(annexe))
    yield from (("Colonnes", ""), *told) if told else ()
    if annexe.calculs:
        yield "Calculs", ""
        yield from ((calcul.libelle, f"{en_mots(calcul)[0].upper()}{en_mots(calcul)[1:]}.") for calcul in annexe.calculs)


def _lists(columns: list[Colonne], reference: str, book: Classeur) -> Feuille:
    """The answers that may be chosen, a column each."""
    feuille = Feuille(book.styles, tuple((max(24.0, *(len(choice) + 2.0 for choice in colonne.choix)), "") for colonne in columns), reference)
    feuille.rangee([(said(colonne.libelle), "gras") for colonne in columns], 32)
    for index in range(max(len(colonne.choix) for colonne in columns)):
        feuille.rangee([(said(colonne.choix[index]) if index < len(colonne.choix) else None, "texte") for colonne in columns])
    return feuille
