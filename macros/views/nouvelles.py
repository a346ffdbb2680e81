"""What is new, and the state of the guide."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ..model import KINDS, Catalog, EntreeDeGlossaire, EtudeDeCas, Recommandation, Record, TexteJuridique
from ..model.base import Changement
from ..text.dates import mois_en_mots
from .elements import Carte, Lien, carte, pluriel
from .retours import bilan_des_retours
from .textes import change_dit


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


PAR_PAGE = 120
"""Changes on one page of a month."""


@dataclass(frozen=True)
class JourDeNouvelles:
    """What a day brought: its changes on this page, and what it first published, "" for nothing."""

    jour: date
    nouveautes: tuple[Nouveaute, ...]
    premieres: str


@dataclass(frozen=True)
class MoisDeNouvelles:
    """A month of changes, one page of it. `mois` is "2026-11"."""

    mois: str
    titre: str
    page: int
    pages: tuple[Lien, ...]
    """Every page of the month."""
    jours: tuple[JourDeNouvelles, ...]
    avant: Lien | None
    apres: Lien | None


def les_mois(catalog: Catalog) -> dict[str, int]:
    """Every month that brought something, the newest first -> how many pages it takes."""
    return _les_mois(_annonces(catalog))


def _les_mois(told: Iterable["Annonce"]) -> dict[str, int]:
    counts = Counter(_jour(one).isoformat()[:7] for one in told)
    return {month: -(-count // PAR_PAGE) for month, count in counts.items()}


def adresse_du_mois(mois: str, page: int = 1) -> str:
    return f"nouveautes/{mois}/" if page == 1 else f"nouveautes/{mois}/{page}/"


def lien_du_mois(mois: str) -> Lien:
    return Lien(mois_en_mots(mois), adresse_du_mois(mois))


def mois_du_guide(catalog: Catalog, mois: str, page: int = 1) -> MoisDeNouvelles:
    """A page of a month. Raises ValueError where there is none."""
    told = _annonces(catalog)
    months = _les_mois(told)
    if not 1 <= page <= months.get(mois, 0):
        raise ValueError(f"aucune nouveauté en « {mois} », page {page}")
    own = [one for one in told if _jour(one).isoformat().startswith(mois)]
    shown = own[(page - 1) * PAR_PAGE : page * PAR_PAGE]
    order = list(months)
    place = order.index(mois)
    return MoisDeNouvelles(
        mois,
        mois_en_mots(mois),
        page,
        tuple(Lien(f"page {number}", adresse_du_mois(mois, number)) for number in range(1, months[mois] + 1)),
        tuple(_day(catalog, day, list(of_the_day)) for day, of_the_day in groupby(shown, key=_jour)),
        lien_du_mois(order[place + 1]) if place + 1 < len(order) else None,
        lien_du_mois(order[place - 1]) if place else None,
    )


def _day(catalog: Catalog, day: date, told: list["Annonce"]) -> JourDeNouvelles:
    return JourDeNouvelles(
        day,
        tuple(
            Nouveaute(
                day, carte(catalog, one[0]), one[0].nom, f"version {one[0].numero(one[1].version)}. {one[1].motif}"
            )
            if isinstance(one, tuple)
            else Nouveaute(day, carte(catalog, one), "droit", f"{change_dit(one)}.")
            for one in told
            if not isinstance(one, PremierePublication)
        ),
        "".join(one.dit for one in told if isinstance(one, PremierePublication)),
    )


Annonce = tuple[Record, Changement] | PremierePublication | TexteJuridique
"""A change of a record, what a day first published, or a text whose law changed."""


def _annonces(catalog: Catalog) -> list[Annonce]:
    told: list[Annonce] = [*droit_change_annonce(catalog), *annonces(catalog)]
    return sorted(told, key=lambda one: -_jour(one).toordinal())


def _jour(told: Annonce) -> date:
    if isinstance(told, PremierePublication):
        return told.jour
    if isinstance(told, TexteJuridique):
        return told.changement.releve if told.changement else date.min
    return told[1].date


def droit_change_annonce(records: Iterable[Record]) -> list[TexteJuridique]:
    """The texts among these records whose law changed, the newest change first."""
    found = [record for record in records if isinstance(record, TexteJuridique) and record.changement]
    return sorted(found, key=lambda text: (-_jour(text).toordinal(), text.id))


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
        bilan_des_retours(catalog),
    )
