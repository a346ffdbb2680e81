"""What is new, and the state of the guide."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..model import Catalog, EntreeDeGlossaire, EtudeDeCas, Recommandation, Record, TexteJuridique
from ..model.base import Changement
from .elements import Carte, carte, pluriel


@dataclass(frozen=True)
class Nouveaute:
    """A change of a record."""

    jour: date
    carte: Carte
    nature: str
    motif: str


def changements(records: Iterable[Record]) -> list[tuple[Record, Changement]]:
    """Every change of these records, the newest first. Drafts are not news."""
    changes = [(record, change) for record in records if getattr(record, "statut", "") != "brouillon" for change in record.historique]
    return sorted(changes, key=lambda item: (-item[1].date.toordinal(), -item[1].version, item[0].kind, item[0].id))


def nouveautes(catalog: Catalog, nombre: int) -> tuple[Nouveaute, ...]:
    """The newest changes of the guide, one line a change."""
    return tuple(Nouveaute(change.date, carte(catalog, record), record.nom, change.motif) for record, change in changements(catalog)[:nombre])


OBJECTIF = 130
"""How many clauses the guide aims at: the shortfall is printed, not hidden."""


def bilan(catalog: Catalog) -> tuple[str, ...]:
    """The state of the guide in figures."""
    clauses = catalog.clauses_vivantes
    texts = catalog.all(TexteJuridique)
    states = ", ".join(f"{term.libelle} : {sum(text.verification.etat == term.id for text in texts)}" for term in catalog.terms("etats-verification"))
    missing = max(OBJECTIF - len(clauses), 0)
    read = sum(clause.statut != "proposition" for clause in clauses)
    return (
        f"{pluriel(len(clauses), 'clause complète', 'clauses complètes')}, dont {read} relues ou validées par l'organisation"
        + (f" ; il en manque {missing} pour atteindre l'objectif de {OBJECTIF}." if missing else f" ; l'objectif de {OBJECTIF} est atteint."),
        f"{pluriel(len(texts), 'texte')} ({states}).",
        f"{pluriel(len(catalog.all(EtudeDeCas)), 'cas', 'cas')}, {pluriel(len(catalog.all(Recommandation)), 'recommandation')}, {pluriel(len(catalog.all(EntreeDeGlossaire)), 'mot')} au glossaire.",
    )
