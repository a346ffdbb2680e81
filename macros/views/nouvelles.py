"""What is new, and the state of the guide."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ..model import KINDS, Catalog, EntreeDeGlossaire, EtudeDeCas, Recommandation, Record, TexteJuridique
from ..model.base import Changement
from .elements import Carte, carte, pluriel


@dataclass(frozen=True)
class Nouveaute:
    """A change of a record."""

    jour: date
    carte: Carte
    nature: str
    motif: str


_IMPORTANCE = {kind: rank for rank, kind in enumerate(KINDS)}
"""What is told first of a day: clauses, then the other kinds in their order."""


def changements(records: Iterable[Record]) -> list[tuple[Record, Changement]]:
    """Every change of these records, the newest first. Drafts are not news."""
    changes = [
        (record, change)
        for record in records
        if getattr(record, "statut", "") != "brouillon"
        for change in record.historique
    ]
    return sorted(
        changes, key=lambda item: (-item[1].date.toordinal(), -item[1].version, _IMPORTANCE[item[0].kind], item[0].id)
    )


@dataclass(frozen=True)
class PremierePublication:
    """The records that were published for the first time on one day: told one by one, they would bury the rest."""

    jour: date
    fiches: tuple[Record, ...]

    @property
    def dit(self) -> str:
        """« clauses (32), textes (47) »."""
        count = Counter(type(record) for record in self.fiches)
        return ", ".join(f"{model.nom_pluriel} ({number})" for model, number in count.items())


def annonces(records: Iterable[Record]) -> list[tuple[Record, Changement] | PremierePublication]:
    """What a feed tells, the newest first: each change, and in one announcement what several records of a day began with."""
    told: list[tuple[Record, Changement] | PremierePublication] = []
    for day, of_the_day in groupby(changements(records), key=lambda item: item[1].date):
        changes = list(of_the_day)
        first = tuple(record for record, change in changes if _is_first(record, change))
        told += [item for item in changes if not _is_first(*item) or len(first) == 1]
        if len(first) > 1:
            told.append(PremierePublication(day, first))
    return told


def _is_first(record: Record, change: Changement) -> bool:
    """Whether the record began then: an adaptation of ours did not."""
    return change.version == 1 and (record.local is None or record.local.origine is None)


def nouveautes(catalog: Catalog, nombre: int) -> tuple[Nouveaute, ...]:
    """The newest changes of the guide, one line a change."""
    return tuple(
        Nouveaute(change.date, carte(catalog, record), record.nom, change.motif)
        for record, change in changements(catalog)[:nombre]
    )


OBJECTIF = 130
"""How many clauses the guide aims at: the shortfall is printed, not hidden."""


def bilan(catalog: Catalog) -> tuple[str, ...]:
    """The state of the guide in figures."""
    clauses = catalog.clauses_vivantes
    texts = catalog.all(TexteJuridique)
    states = ", ".join(
        f"{term.libelle} : {sum(text.verification.etat == term.id for text in texts)}"
        for term in catalog.terms("etats-verification")
    )
    missing = max(OBJECTIF - len(clauses), 0)
    read = sum(clause.statut != "proposition" for clause in clauses)
    return (
        f"{pluriel(len(clauses), 'clause complète', 'clauses complètes')}, dont {read} relues ou validées par l'organisation"
        + (
            f" ; il en manque {missing} pour atteindre l'objectif de {OBJECTIF}."
            if missing
            else f" ; l'objectif de {OBJECTIF} est atteint."
        ),
        f"{pluriel(len(texts), 'texte')} ({states}).",
        f"{pluriel(len(catalog.all(EtudeDeCas)), 'cas', 'cas')}, {pluriel(len(catalog.all(Recommandation)), 'recommandation')}, {pluriel(len(catalog.all(EntreeDeGlossaire)), 'mot')} au glossaire.",
    )
