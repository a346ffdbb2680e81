"""The annexes of clauses, to download and fill in: one file for a word processor, one for a spreadsheet."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model import Clause, Record
from ..model.clause import Annexe
from ..text import plain
from ..views.annexes import (
    LICENCE,
    en_mots,
    en_tete,
    explications,
    precision,
    presentation,
    reference,
    unite_du_calcul,
)
from ..views.clauses import valeurs_initiales
from .annex_sheet import annex_sheet
from .annex_widths import largeurs
from .gabarits import Papier
from .word import Intitule, PartieDeDocument, document

if TYPE_CHECKING:
    from ..build import Build

VIDES = 8
"""The rows left to fill by hand, below those that are written."""
_UPRIGHT = 5
"""The most columns of a sheet of paper that stands upright."""


def annex_files(build: "Build", record: Record) -> Iterator[tuple[str, bytes]]:
    """`clauses/<id>/annexe-<annexe>.docx` and `.xlsx` of every annex of a clause."""
    if not isinstance(record, Clause) or not record.annexes:
        return
    papier = Papier(build.settings.guide, build.day, build.settings.couleur)
    origin = reference(record, build.settings)
    values = valeurs_initiales(record)
    for annexe in record.annexes:
        path = f"{record.adresse}annexe-{annexe.id}"
        how = plain.prose(annexe.mode_d_emploi or "", values)
        yield f"{path}.docx", annex_document(annexe, origin, papier, how)
        yield f"{path}.xlsx", annex_sheet(annexe, origin, papier, how)


def annex_document(annexe: Annexe, origin: str, papier: Papier, mode_d_emploi: str) -> bytes:
    """The .docx of an annex. `origin` names its clause; `mode_d_emploi` is plain text."""
    table = PartieDeDocument(
        "Tableau",
        forme="tableau",
        colonnes=tuple(colonne.libelle for colonne in annexe.colonnes),
        precisions=tuple(precision(colonne) for colonne in annexe.colonnes),
        largeurs=largeurs(annexe),
        lignes=annexe.lignes,
        vides=VIDES,
    )
    landscape = len(annexe.colonnes) > _UPRIGHT
    intitule = Intitule(annexe.titre, presentation(annexe), origin, f"{origin}. {LICENCE}", landscape)
    return document(intitule, (*_before(annexe, mode_d_emploi), table, *_figures(annexe)), papier)


def _before(annexe: Annexe, mode_d_emploi: str) -> Iterator[PartieDeDocument]:
    """What is written, and read, before the table."""
    yield PartieDeDocument("", forme="fiche", lignes=tuple((label,) for label in en_tete(annexe)))
    if mode_d_emploi:
        yield PartieDeDocument("Mode d’emploi", mode_d_emploi)
    if told := tuple((f"{label} : {text}",) for label, text in explications(annexe)):
        yield PartieDeDocument("Colonnes", lignes=told)


def _figures(annexe: Annexe) -> Iterator[PartieDeDocument]:
    if annexe.calculs:
        rows = tuple((one.libelle, en_mots(one), unite_du_calcul(annexe, one)) for one in annexe.calculs)
        labels = ("Chiffre", "Formule", "Unité", "Résultat")
        yield PartieDeDocument("Calculs", forme="tableau", colonnes=labels, lignes=rows, largeurs=(3, 5, 1.4, 1.6))
