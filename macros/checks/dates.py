"""Rules on dates and versions. None looks at the clock: what is late is decided in the reader's browser."""

from collections.abc import Iterator
from itertools import pairwise

from ..model import Catalog, Clause, TexteJuridique
from .finding import Finding


def version_suit_historique(catalog: Catalog) -> Iterator[Finding]:
    """The history goes from the newest change to the oldest, and a clause's version is that of its newest change."""
    for record in catalog:
        for index, (newer, older) in enumerate(pairwise(record.historique)):
            if newer.version <= older.version or newer.date < older.date:
                yield Finding(
                    record,
                    ("historique", index + 1),
                    "historique : attendu la version la plus récente d'abord, dates et numéros décroissants",
                )
    for clause in catalog.all(Clause):
        if clause.historique[0].version != clause.version:
            yield Finding(
                clause,
                ("version",),
                f"version {clause.version} : attendu {clause.historique[0].version}, celle de la première ligne de « historique »",
            )


def relecture_coherente(catalog: Catalog) -> Iterator[Finding]:
    """Each role has one decision, of a version that was there that day; a clause is said read where a lawyer found its present text good for use, and only there."""
    for clause in catalog.all(Clause):
        told = {change.version: change.date for change in clause.historique}
        for index, reading in enumerate(clause.relecture):
            here = ("relecture", index)
            if any(reading.par == other.par for other in clause.relecture[:index]):
                yield Finding(clause, (*here, "par"), f"deux relectures par « {reading.par} » : garder la dernière")
            if reading.version not in told:
                yield Finding(
                    clause,
                    (*here, "version"),
                    f"version {reading.version} absente de « historique » : dire celle qui a été lue",
                )
            elif reading.date < told[reading.version]:
                yield Finding(
                    clause,
                    (*here, "date"),
                    f"relecture plus ancienne que la version {reading.version}, qu'elle dit avoir lue",
                )
            if (reading.echeance is None) == (reading.decision == "bon-a-employer"):
                needed = "ajouter « echeance »" if reading.echeance is None else "retirer « echeance »"
                message = f"une prochaine lecture va avec « bon-a-employer », et avec cette décision seule : {needed}"
                yield Finding(clause, here, message)
            if reading.echeance and reading.echeance <= reading.date:
                yield Finding(
                    clause, (*here, "echeance"), "échéance de relecture : attendu une date postérieure à la relecture"
                )
        by_a_lawyer = clause.lue_par("juriste")
        is_good = by_a_lawyer is not None and by_a_lawyer.decision == "bon-a-employer"
        if clause.statut in ("relue", "validee") and not is_good:
            message = f"statut « {clause.statut} » sans décision « bon-a-employer » d'un juriste sur la version {clause.version} : l'ajouter dans « relecture », ou revenir à « proposition »"
            yield Finding(clause, ("statut",), message)
        if clause.statut in ("brouillon", "proposition") and is_good:
            message = f"un juriste a dit la version {clause.version} bonne à employer : passer le statut de « {clause.statut} » à « relue », ou retirer sa relecture"
            yield Finding(clause, ("statut",), message)


def vigueur_ordonnee(catalog: Catalog) -> Iterator[Finding]:
    """A text ceases to apply after it began."""
    for text in catalog.all(TexteJuridique):
        start, end = text.en_vigueur.depuis, text.en_vigueur.jusqu_a
        if start and end and end < start:
            yield Finding(text, ("en_vigueur", "jusqu_a"), "fin de vigueur antérieure au début")
