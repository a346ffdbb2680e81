"""What became of clauses in real tenders: on their pages, in the list, in the state of the guide."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Catalog, Clause, Pair, Retour
from .elements import Lien, lien, pluriel


@dataclass(frozen=True)
class RetourVue:
    """One use. `resultat`: its label; `offres`: "4 offres reçues", or ""."""

    retour: Retour
    clause: Lien
    organisation: str
    pair: Lien | None
    resultat: str
    offres: str


@dataclass(frozen=True)
class UsageVue:
    """How often a clause was used, and with what result. `bilan`: "2 retours : tenue jusqu'au bout (1), non tenue (1)", or ""."""

    bilan: str
    retours: tuple[RetourVue, ...]
    adresse: str
    """Where one tells one's own."""


def _vue(catalog: Catalog, retour: Retour) -> RetourVue:
    clause = catalog.get(Clause, retour.clause)
    pair = catalog.find(Pair, retour.pair) if retour.pair else None
    return RetourVue(
        retour,
        lien(clause),
        retour.organisation,
        lien(pair) if pair else None,
        catalog.term("resultats-de-retour", retour.resultat).libelle,
        "" if retour.offres_recues is None else pluriel(retour.offres_recues, "offre reçue", "offres reçues"),
    )


def _latest(retours: Iterable[Retour]) -> list[Retour]:
    return sorted(retours, key=lambda retour: (-retour.jour.toordinal(), retour.id))


def retours(catalog: Catalog) -> tuple[RetourVue, ...]:
    """Every use, the latest first."""
    return tuple(_vue(catalog, retour) for retour in _latest(catalog.all(Retour)))


def usage(catalog: Catalog, clause: Clause) -> UsageVue:
    """What was told of one clause, the latest first."""
    own = _latest(catalog.citing(clause, Retour, "clause"))
    return UsageVue(
        resultats(catalog, own),
        tuple(_vue(catalog, retour) for retour in own),
        f"contribuer/proposer/?fiche=retour&clause={clause.id}",
    )


def resultats(catalog: Catalog, told: Iterable[Retour]) -> str:
    """« 2 retours : tenue jusqu'au bout (1), non tenue (1) », in the order of the closed list; "" where there is none."""
    count = Counter(retour.resultat for retour in told)
    if not count:
        return ""
    terms = [term for term in catalog.terms("resultats-de-retour") if count[term.id]]
    each = ", ".join(f"{term.libelle.lower()} ({count[term.id]})" for term in terms)
    return f"{pluriel(count.total(), 'retour')} : {each}"


def bilan_des_retours(catalog: Catalog) -> str:
    """The same for the whole guide, in one sentence."""
    told = catalog.all(Retour)
    if not told:
        return "Aucun retour d'usage : personne n'a encore raconté ce qu'une clause est devenue dans son marché."
    clauses = len({retour.clause for retour in told})
    return f"{resultats(catalog, told)}, sur {pluriel(clauses, 'clause')}."
