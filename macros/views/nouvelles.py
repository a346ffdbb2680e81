"""What is new, and the state of the guide."""

from dataclasses import dataclass
from datetime import date

from ..model import Catalog
from .elements import Carte, carte, pluriel


@dataclass(frozen=True)
class Nouveaute:
    """A change of a record."""

    jour: date
    carte: Carte
    nature: str
    motif: str


def nouveautes(catalog: Catalog, nombre: int) -> tuple[Nouveaute, ...]:
    """The newest changes of the records, one line a change. Drafts are not news."""
    changes = [
        (change.date, record, change)
        for record in catalog
        for change in record.historique
        if getattr(record, "statut", "") != "brouillon"
    ]
    changes.sort(key=lambda item: (-item[0].toordinal(), -item[2].version, item[1].kind, item[1].id))
    return tuple(Nouveaute(day, carte(catalog, record), record.nom, change.motif) for day, record, change in changes[:nombre])


OBJECTIF = 130
"""How many clauses the guide aims at: the shortfall is printed, not hidden."""


def bilan(catalog: Catalog) -> tuple[str, ...]:
    """The state of the guide in figures."""
    clauses = catalog.clauses_vivantes
    texts = catalog.records("textes")
    confirmed = sum(text.confirme for text in texts)
    missing = max(OBJECTIF - len(clauses), 0)
    read = sum(clause.statut != "proposition" for clause in clauses)
    return (
        f"{pluriel(len(clauses), 'clause complète', 'clauses complètes')}, dont {read} relues ou validées par l'organisation"
        + (f" ; il en manque {missing} pour atteindre l'objectif de {OBJECTIF}." if missing else f" ; l'objectif de {OBJECTIF} est atteint."),
        f"{pluriel(len(texts), 'texte')} : {confirmed} confirmés, {len(texts) - confirmed} à vérifier.",
        f"{pluriel(len(catalog.records('etudes-de-cas')), 'cas', 'cas')}, {pluriel(len(catalog.records('recommandations')), 'recommandation')}, {pluriel(len(catalog.records('glossaire')), 'mot')} au glossaire.",
    )
