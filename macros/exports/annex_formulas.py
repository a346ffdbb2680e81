"""The figures of an annex as formulas of a spreadsheet: none divides by zero."""

from ..model.clause import Annexe, CalculDAnnexe
from ..views.annexes import en_pourcentage
from .tableur import lettre


def formule(annexe: Annexe, calcul: CalculDAnnexe, premiere: int, derniere: int) -> str:
    """The formula of a figure over these rows, without its sign « = »; it says nothing where there is nothing."""
    values, by = (_range(annexe, label, premiere, derniere) for label in (calcul.colonne, calcul.par or calcul.colonne))
    answered = f'(COUNTIF({values},"oui")+COUNTIF({values},"non"))'
    return {
        "somme": f"SUM({values})",
        "moyenne": f'IF(COUNT({values})=0,"",AVERAGE({values}))',
        "nombre": f"COUNTA({values})",
        "rapport": f'IF(SUM({by})=0,"",SUM({values})/SUM({by}))',
        "part": f'IF({answered}=0,"",COUNTIF({values},"oui")/{answered})',
        "produit": f"SUMPRODUCT({values},{by})",
    }[calcul.operation]


def _range(annexe: Annexe, label: str, first: int, last: int) -> str:
    column = lettre([one.libelle for one in annexe.colonnes].index(label))
    return f"${column}${first}:${column}${last}"


def sorte_de_resultat(annexe: Annexe, calcul: CalculDAnnexe) -> str:
    """How a figure is shown: "part", "entier", "montant" or "nombre"."""
    if en_pourcentage(annexe, calcul):
        return "part"
    if calcul.operation == "nombre":
        return "entier"
    of_money = {colonne.libelle for colonne in annexe.colonnes if colonne.type == "montant"}
    counted = (calcul.colonne, calcul.par) if calcul.operation == "produit" else (calcul.colonne,)
    return "montant" if of_money.intersection(counted) else "nombre"
