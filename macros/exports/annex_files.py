"""The annexes of clauses, to download and fill in: one for a word processor, one for a spreadsheet."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model import Clause
from ..model.clause import Annexe
from ..text import plain
from ..views.annexes import LICENCE, en_mots, en_tete, explications, precision, presentation, reference, unite_du_calcul
from ..views.clauses import valeurs_initiales
from .annex_sheet import annex_sheet, largeurs
from .word import Papier, Partie, document

if TYPE_CHECKING:
    from ..build import Build

LIGNES_VIDES = 8
"""What is left to fill by hand, below the rows that are written."""
_UPRIGHT = 5
"""The most columns of a sheet of paper that stands upright."""


def annex_files(build: "Build") -> Iterator[tuple[str, bytes]]:
    """`clauses/<id>/annexe-<annexe>.docx` and `.xlsx` of every annex of the edition."""
    papier = Papier(build.settings.guide, build.day, build.settings.couleur)
    for clause in build.catalog.all(Clause):
        if clause.annexes:
            origin = reference(clause, build.settings)
            values = valeurs_initiales(clause)
            for annexe in clause.annexes:
                how = plain.prose(annexe.mode_d_emploi or "", values)
                yield f"{clause.adresse}annexe-{annexe.id}.docx", annex_document(annexe, origin, papier, how)
                yield f"{clause.adresse}annexe-{annexe.id}.xlsx", annex_sheet(annexe, origin, papier, how)


def annex_document(annexe: Annexe, origin: str, papier: Papier, mode_d_emploi: str) -> bytes:
    """The .docx of an annex. `origin` names its clause; `mode_d_emploi` is plain text."""
    table = Partie(
        "Tableau",
        forme="tableau",
        colonnes=tuple(colonne.libelle for colonne in annexe.colonnes),
        precisions=tuple(precision(colonne) for colonne in annexe.colonnes),
        largeurs=largeurs(annexe),
        lignes=annexe.lignes,
        vides=LIGNES_VIDES,
    )
    return document(
        annexe.titre,
        presentation(annexe),
        (*_before(annexe, mode_d_emploi), table, *_figures(annexe)),
        origin,
        papier,
        reference=f"{origin}. {LICENCE}",
        paysage=len(annexe.colonnes) > _UPRIGHT,
    )


def _before(annexe: Annexe, mode_d_emploi: str) -> Iterator[Partie]:
    yield Partie("", forme="fiche", lignes=tuple((label,) for label in en_tete(annexe)))
    told = tuple((f"{label} : {text}",) for label, text in explications(annexe))
    if mode_d_emploi:
        yield Partie("Mode d’emploi", mode_d_emploi)
    if told:
        yield Partie("Colonnes", lignes=told)


def _figures(annexe: Annexe) -> Iterator[Partie]:
    if annexe.calculs:
        rows = tuple((calcul.libelle, en_mots(calcul), unite_du_calcul(annexe, calcul)) for calcul in annexe.calculs)
        yield Partie("Calculs", forme="tableau", colonnes=("Chiffre", "Formule", "Unité", "Résultat"), lignes=rows, largeurs=(3, 5, 1.2, 1.5))
