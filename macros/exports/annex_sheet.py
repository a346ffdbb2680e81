"""An annex as a workbook: a table to fill, with its figures above so that rows can be added, and how to fill it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..model.clause import Annexe, CalculDAnnexe, Colonne
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
from .annex_formulas import formule, sorte_de_resultat
from .annex_widths import hauteur, largeurs
from .gabarits import Papier, without_markup
from .tableur import Controle, Feuille, FormuleDeCellule, Valeur, classeur, lettre
from .tableur_pattern import ENTIER, LIGNE, WorkbookPattern, workbook_pattern

PRETES = 200
"""The rows that are ruled."""
COUVERTES = 2000
"""The rows that formulas and lists know: what is written below the ruled rows counts too."""
TABLEAU, LISEZ_MOI, LISTES = "Tableau", "Lisez-moi", "Listes"
_LABEL, _FIELD, _RESULT = 26, 30, 14
"""The least width of what stands above the table, in signs."""
_WRITTEN_EMPTY = 10
"""Empty rows that are printed."""
_LEAST_ROW = 18
_FROZEN_BESIDE = 6
"""From how many columns on the first one stays, where its rows are named beforehand."""
_READ_ME = 34.0, 92.0
_EPOCH = date(1899, 12, 30)
"""The day that a spreadsheet counts from."""
_NUMBER = re.compile(r"-?\d{1,3}(?:[ \u00a0\u202f]?\d{3})*(?:[.,]\d+)?")
_DAY = re.compile(r"(?P<jour>\d\d)/(?P<mois>\d\d)/(?P<an>\d{4})|(?P<iso>\d{4}-\d\d-\d\d)")
_CONTROLES = {
    "oui-non": Controle("list", '"oui,non"', "Oui ou non", "Répondez « oui » ou « non »."),
    "date": Controle("date", "36526", "Date attendue", "Écrivez une date, par exemple 15/03/2027."),  # 2000 and later
    "nombre": Controle("decimal", "0", "Nombre attendu", "Écrivez un nombre, zéro ou plus, sans unité."),
    "montant": Controle("decimal", "0", "Montant attendu", "Écrivez un montant, zéro ou plus, sans le signe €."),
}


def annex_sheet(annexe: Annexe, reference: str, papier: Papier, mode_d_emploi: str) -> bytes:
    """The .xlsx of an annex. `reference` names its clause; `mode_d_emploi` is plain text."""
    lists = [colonne for colonne in annexe.colonnes if colonne.choix]
    pattern = workbook_pattern(papier, (TABLEAU, LISEZ_MOI, LISTES) if lists else (TABLEAU, LISEZ_MOI))
    table = _Table(annexe, largeurs(annexe), pattern, reference)
    sheets = [table.feuille, _read_me(annexe, pattern, reference, mode_d_emploi)]
    sheets += [_lists(lists, pattern, reference)] if lists else []
    return classeur(pattern, annexe.titre, sheets, (table.tete, table.premiere - 1))


class _Table:
    """The sheet to fill. `tete` is the first row of its head, `premiere` the first row to fill."""

    def __init__(self, annexe: Annexe, widths: tuple[float, ...], pattern: WorkbookPattern, reference: str) -> None:
        self.annexe, self.widths = annexe, widths
        styles = (f"colonne {colonne.type}" for colonne in annexe.colonnes)
        self.feuille = Feuille(pattern.styles, tuple(zip(widths, styles, strict=True)), reference, paysage=True)
        self.hinted = any(precision(colonne) or colonne.aide for colonne in annexe.colonnes)
        self.tete = 2 + len(en_tete(annexe)) + len(annexe.calculs) + 2
        self.premiere = self.tete + (2 if self.hinted else 1)
        self._above()
        self._head()
        self._rows()
        self.feuille.fixe = self.premiere - 1, int(bool(annexe.lignes) and len(widths) > _FROZEN_BESIDE)

    def _above(self) -> None:
        feuille, annexe = self.feuille, self.annexe
        note = f"{presentation(annexe)} Mode d’emploi, colonnes, clause et licence : feuille « {LISEZ_MOI} »."
        feuille.rangee([(without_markup(annexe.titre), "titre")], 24)
        feuille.rangee([(note, "note")], 16)
        for label in en_tete(annexe):
            self._line(_Ligne(label, None, "champ", _FIELD))
        for calcul in annexe.calculs:
            self._figure(calcul)
        feuille.rangee((), 8)

    def _figure(self, calcul: CalculDAnnexe) -> None:
        """A figure: label, formula, what it is made of."""
        kind = sorte_de_resultat(self.annexe, calcul)
        unit = unite_du_calcul(self.annexe, calcul)
        told = f"{unit} : {en_mots(calcul)}." if unit and kind in ("nombre", "entier") else f"{en_mots(calcul)}."
        written = FormuleDeCellule(formule(self.annexe, calcul, self.premiere, self.premiere + COUVERTES - 1))
        where = self._line(_Ligne(calcul.libelle, written, f"resultat {kind}", _RESULT, told))
        if kind == "nombre":
            self.feuille.format(where, ENTIER, f"{where}=INT({where})")

    def _line(self, line: "_Ligne") -> str:
        """A line above the table, over as many columns as it needs. Returns the place of its value."""
        label = without_markup(line.libelle)
        split = _reach(self.widths, 0, _LABEL, len(self.widths) - 1)
        end = _reach(self.widths, split, line.largeur, len(self.widths))
        cells: list[tuple[Valeur, str]] = [(label, "libelle"), *((None, "libelle"),) * (split - 1)]
        cells += [(line.valeur, line.style), *((None, line.style),) * (end - split - 1)]
        cells += [(without_markup(line.note), "formule")] if line.note else []
        number = self.feuille.rangee(cells, max(_LEAST_ROW, hauteur([(label, sum(self.widths[:split]))], 0.95)))
        for first, last in ((0, split - 1), (split, end - 1)):
            if first < last:
                self.feuille.fusion(f"{lettre(first)}{number}:{lettre(last)}{number}")
        return f"{lettre(split)}{number}"

    def _head(self) -> None:
        columns = self.annexe.colonnes
        labels = [without_markup(colonne.libelle) for colonne in columns]
        height = hauteur(zip(labels, self.widths, strict=True), spread=1.05)
        self.feuille.rangee([(label, "tete") for label in labels], height)
        if self.hinted:
            hints = [
                "\n".join(filter(None, (without_markup(precision(one)), without_markup(one.aide or ""))))
                for one in columns
            ]
            height = hauteur(zip(hints, self.widths, strict=True), spread=0.9, line=11.5)
            self.feuille.rangee([(hint, "precision") for hint in hints], height)

    def _rows(self) -> None:
        """The rows that are written, then empty ones, so that a sheet printed as it is can be filled by hand."""
        columns = self.annexe.colonnes
        styles = [f"case {colonne.type}" for colonne in columns]
        for row in self.annexe.lignes:
            values = [_value(one, row[index] if index < len(row) else "") for index, one in enumerate(columns)]
            texts = [(text, width) for text, width in zip(values, self.widths, strict=True) if isinstance(text, str)]
            self.feuille.rangee(zip(values, styles, strict=True), max(_LEAST_ROW, hauteur(texts, spread=0.9)))
        for _ in range(_WRITTEN_EMPTY):
            self.feuille.rangee([(None, style) for style in styles], max(_LEAST_ROW, hauteur(())))
        last = lettre(len(columns) - 1)
        self.feuille.format(f"A{self.premiere}:{last}{self.premiere + PRETES - 1}", LIGNE, "TRUE")
        for index, colonne in enumerate(columns):
            if control := self._control(colonne):
                column = lettre(index)
                self.feuille.controle(f"{column}{self.premiere}:{column}{self.premiere + COUVERTES - 1}", control)

    def _control(self, colonne: Colonne) -> Controle | None:
        """What a column takes."""
        if not colonne.choix:
            return _CONTROLES.get(colonne.type)
        column = lettre([other for other in self.annexe.colonnes if other.choix].index(colonne))
        values = f"{LISTES}!${column}$2:${column}${len(colonne.choix) + 1}"
        return Controle("list", values, "Réponse de la liste", "Choisissez une réponse de la liste.")


@dataclass(frozen=True)
class _Ligne:
    """A line above the table. `largeur` is what its value needs, in signs."""

    libelle: str
    valeur: Valeur
    style: str
    largeur: float
    note: str = ""


def _reach(widths: tuple[float, ...], first: int, need: float, most: int) -> int:
    """The column after those, from `first` on, that are wide enough together."""
    end = first + 1
    while end < most and sum(widths[first:end]) < need:
        end += 1
    return end


def _value(colonne: Colonne, text: str) -> Valeur:
    """What is written beforehand in a cell, as what its column counts."""
    if colonne.type in ("nombre", "montant") and _NUMBER.fullmatch(text):
        return float(re.sub(r"[ \u00a0\u202f]", "", text).replace(",", "."))
    if colonne.type == "date" and (day := _DAY.fullmatch(text)):
        written = day["iso"] or f"{day['an']}-{day['mois']}-{day['jour']}"
        return (date.fromisoformat(written) - _EPOCH).days
    return without_markup(text)


def _read_me(annexe: Annexe, pattern: WorkbookPattern, reference: str, mode_d_emploi: str) -> Feuille:
    feuille = Feuille(pattern.styles, tuple((width, "") for width in _READ_ME), reference)
    feuille.rangee([(without_markup(annexe.titre), "titre")], 24)
    for label, text in _told(annexe, reference, mode_d_emploi):
        words = without_markup(label), without_markup(text)
        if text:
            height = hauteur(zip(words, _READ_ME, strict=True), spread=0.82)
            feuille.rangee([(words[0], "gras"), (words[1], "texte")], height)
        else:
            feuille.rangee([(words[0], "rubrique")], 26)
    return feuille


def _told(annexe: Annexe, reference: str, mode_d_emploi: str) -> Iterator[tuple[str, str]]:
    """What must be known to fill the table: (label, text), and headings without a text."""
    yield "Ce que c’est", presentation(annexe)
    for index, line in enumerate(filter(None, mode_d_emploi.splitlines())):
        yield "" if index else "Mode d’emploi", line
    more = f"Écrivez plus bas s’il le faut : les calculs et les listes vont jusqu’à {nombre(COUVERTES)} lignes."
    yield "Lignes", f"Le tableau est tracé sur {PRETES} lignes. {more}"
    yield "Origine", f"{reference}."
    yield "Licence", LICENCE
    told = tuple(explications(annexe))
    yield from (("Colonnes", ""), *told) if told else ()
    if annexe.calculs:
        yield "Calculs", ""
        for calcul in annexe.calculs:
            words = en_mots(calcul)
            share = ", en pourcentage" if en_pourcentage(annexe, calcul) else ""
            yield calcul.libelle, f"{words[0].upper()}{words[1:]}{share}."


def _lists(columns: list[Colonne], pattern: WorkbookPattern, reference: str) -> Feuille:
    """The answers that may be chosen, a column each."""
    widths = tuple((max(24.0, *(len(choice) + 2.0 for choice in colonne.choix)), "") for colonne in columns)
    feuille = Feuille(pattern.styles, widths, reference)
    feuille.rangee([(without_markup(colonne.libelle), "gras") for colonne in columns], 32)
    for index in range(max(len(colonne.choix) for colonne in columns)):
        answers = (colonne.choix[index : index + 1] for colonne in columns)
        feuille.rangee([(without_markup("".join(answer)), "texte") for answer in answers])
    return feuille
