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
    """A clause that was read says by which role, when, and when next; the next date comes after."""
    for clause in catalog.all(Clause):
        if clause.statut in ("relue", "validee") and clause.relecture is None:
            yield Finding(
                clause, ("statut",), f"statut « {clause.statut} » : ajouter « relecture » (date, par, echeance)"
            )
        if clause.relecture is None:
            continue
        if clause.statut in ("brouillon", "proposition"):
            yield Finding(
                clause,
                ("relecture",),
                f"« relecture » avec le statut « {clause.statut} » : passer le statut à « relue », ou retirer la relecture",
            )
        if clause.relecture.echeance <= clause.relecture.date:
            yield Finding(
                clause, ("relecture", "echeance"), "échéance de relecture : attendu une date postérieure à la relecture"
            )
        if clause.relecture.date < clause.historique[0].date:
            yield Finding(
                clause,
                ("relecture", "date"),
                "relecture plus ancienne que la dernière version : la clause est à relire",
            )


def vigueur_ordonnee(catalog: Catalog) -> Iterator[Finding]:
    """A text ceases to apply after it began."""
    for text in catalog.all(TexteJuridique):
        start, end = text.en_vigueur.depuis, text.en_vigueur.jusqu_a
        if start and end and end < start:
            yield Finding(text, ("en_vigueur", "jusqu_a"), "fin de vigueur antérieure au début")
