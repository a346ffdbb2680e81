"""What an annex of a clause says of itself: the same words on the page of the clause and in the files that download."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Clause
from ..model.clause import Annexe, CalculDAnnexe, Colonne
from ..read.settings import Settings
from ..text.dates import date_longue

_SORTES = {
    "cadre-de-reponse": "cadre de réponse",
    "tableau-de-suivi": "tableau de suivi",
    "grille-de-controle": "grille de contrôle",
    "modele": "modèle",
}
_QUI = {"acheteur": "l’acheteur", "candidat": "le candidat", "titulaire": "le titulaire"}
_EN_TETE = {
    "acheteur": ("Achat ou marché, lot", "Service"),
    "candidat": ("Consultation, lot", "Candidat (raison sociale)"),
    "titulaire": ("Marché, lot", "Titulaire (raison sociale)"),
}
_MONNAIE = {"montant": "€"}
_ATTENDU = {"date": "jj/mm/aaaa", "oui-non": "oui ou non", "choix": "au choix"} | _MONNAIE
LICENCE = "Licence Ouverte 2.0 (Etalab) : à reprendre et à adapter, en citant le guide."


@dataclass(frozen=True)
class AnnexeVue:
    """An annex to download. `remplie_par`: « à remplir par le candidat »."""

    id: str
    titre: str
    sorte: str
    remplie_par: str
    colonnes: str


def annexe_vue(annexe: Annexe) -> AnnexeVue:
    columns = ", ".join(colonne.libelle.lower() for colonne in annexe.colonnes)
    who = f"à remplir par {_QUI[annexe.remplie_par]}"
    return AnnexeVue(annexe.id, annexe.titre, _SORTES[annexe.sorte], who, columns)


def presentation(annexe: Annexe) -> str:
    """« Cadre de réponse, à remplir par le candidat. »"""
    vue = annexe_vue(annexe)
    return f"{vue.sorte.capitalize()}, {vue.remplie_par}."


def en_tete(annexe: Annexe) -> tuple[str, ...]:
    """What tells one filled annex from another."""
    return (*_EN_TETE[annexe.remplie_par], "Date")


def reference(clause: Clause, settings: Settings) -> str:
    """The clause that the annex belongs to, so that the text which names it can be found again."""
    day = date_longue(clause.historique[0].date)
    return f"Annexe à la clause {clause.id}@{clause.version_dite} du {day}, {settings.site}{clause.adresse}"


def precision(colonne: Colonne) -> str:
    """What stands under the label of a column: its unit, or the form of the answer."""
    return colonne.unite or _ATTENDU.get(colonne.type, "")


def explications(annexe: Annexe) -> Iterator[tuple[str, str]]:
    """The columns that need more than a label: (label, help and answers that may be chosen)."""
    for colonne in annexe.colonnes:
        parts = [_going_on(colonne.aide.rstrip("."))] if colonne.aide else []
        if colonne.choix:
            mark = " ; " if any("," in choice for choice in colonne.choix) else ", "
            parts.append(f"{mark.join(colonne.choix[:-1])} ou {colonne.choix[-1]}".removeprefix(" ou "))
        if parts:
            yield colonne.libelle, f"{' : '.join(parts)}."


def _going_on(text: str) -> str:
    """A sentence as it goes on after « : »; initials keep their capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] in "' " else text


def en_mots(calcul: CalculDAnnexe) -> str:
    """The formula of a figure, for a reader who has no spreadsheet."""
    return {
        "somme": f"somme de « {calcul.colonne} »",
        "moyenne": f"moyenne de « {calcul.colonne} »",
        "nombre": f"nombre de lignes où « {calcul.colonne} » est rempli",
        "rapport": f"somme de « {calcul.colonne} » divisée par la somme de « {calcul.par} »",
        "part": f"nombre de « oui » divisé par le nombre de « oui » et de « non », dans « {calcul.colonne} »",
        "produit": f"« {calcul.colonne} » multiplié par « {calcul.par} » à chaque ligne, puis additionné",
    }[calcul.operation]


def en_pourcentage(annexe: Annexe, calcul: CalculDAnnexe) -> bool:
    """Whether a figure is a share: it counts answers, or divides two columns of one unit, or says so itself."""
    if calcul.operation == "part":
        return True
    unit, other = _unite(annexe, calcul.colonne), _unite(annexe, calcul.par)
    says_so = calcul.libelle.startswith(("Part ", "Taux "))
    return calcul.operation == "rapport" and (says_so or bool(unit and unit == other))


def unite_du_calcul(annexe: Annexe, calcul: CalculDAnnexe) -> str:
    """The unit of a figure, where it can be told from its columns and its label does not say it."""
    unit, other = _unite(annexe, calcul.colonne), _unite(annexe, calcul.par)
    if en_pourcentage(annexe, calcul):
        return "%"
    if calcul.libelle.endswith(")"):
        return ""
    if calcul.operation == "produit":
        return next((name for name in (unit, other) if "€" in name), "")
    if calcul.operation == "rapport":
        return f"{unit} / {other}" if unit and other and "nombre" not in (unit, other) else ""
    return "" if calcul.operation == "nombre" or unit == "nombre" else unit


def _unite(annexe: Annexe, label: str | None) -> str:
    column = next((colonne for colonne in annexe.colonnes if colonne.libelle == label), None)
    return (column.unite or _MONNAIE.get(column.type, "")) if column else ""
