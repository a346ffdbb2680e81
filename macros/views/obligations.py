"""Legal duties by purchase."""

from dataclasses import dataclass
from datetime import date

from ..model import Catalog, Famille, Obligation, TexteJuridique
from ..text.dates import date_longue
from .elements import Lien, lien, nombre
from .textes import FondementVue, fondement_vue


@dataclass(frozen=True)
class ObligationVue:
    """A legal duty, in words: for whom, for which purchases, when. What the browser asks of it is in views/achat.py."""

    obligation: Obligation
    segments: str
    pour_qui: str
    contrats: str
    quand: str
    textes: tuple[FondementVue, ...]
    lies: int
    """How many of the first texts the page of all duties links; it names the others, for it has a bar of elements."""
    clauses: tuple[Lien, ...]


def obligations(catalog: Catalog) -> tuple[ObligationVue, ...]:
    """Every legal duty: those of all purchases first, then by segment; in each, those of contracts, then of concessions, then of the State alone, and the newest first."""
    order = {famille.id: famille.ordre for famille in catalog.segments} | {TOUS_ACHATS: 0}
    records = sorted(catalog.all(Obligation), key=lambda rule: (order.get(rule.familles[0], len(order)), *_rank(rule)))
    return tuple(_obligation(catalog, rule) for rule in records)


def du_segment(catalog: Catalog, famille: Famille) -> tuple[Lien, ...]:
    """The legal duties that name this segment, the newest first, those of the State alone last."""
    own = [rule for rule in catalog.all(Obligation) if famille.id in rule.familles]
    return tuple(lien(rule) for rule in sorted(own, key=_rank))


TOUS_ACHATS = "tous-achats"
"""The segment of what holds for every purchase."""
_SOCLE = 4
"""How many of the rules of every purchase a segment's page shows: the newest, which few buyers know."""


@dataclass(frozen=True)
class RegleBreve:
    """A legal duty in one line: when it applies, and the weakest reading of its texts. `conditions` is `quand` without what makes it precise."""

    lien: Lien
    quand: str
    conditions: str
    a_verifier: bool
    etat: str


@dataclass(frozen=True)
class ReglesDuSegment:
    """`propres` name the segment or one below it, those filed there first, `communes` are the newest of every purchase, `etat` binds the State alone; `filtre` is the segment that the page of rules offers."""

    propres: tuple[RegleBreve, ...]
    communes: tuple[RegleBreve, ...]
    etat: tuple[RegleBreve, ...]
    filtre: str


def regles_du_segment(catalog: Catalog, famille: Famille) -> ReglesDuSegment:
    own = {famille.id, *(sub.id for sub in catalog.sub_segments(famille))}
    rules = sorted(catalog.all(Obligation), key=_rank)
    common = [rule for rule in rules if TOUS_ACHATS in rule.familles and "marche" in rule.contrats]
    named = sorted((rule for rule in rules if own & set(rule.familles)), key=lambda rule: rule.familles[0] not in own)
    return ReglesDuSegment(
        propres=tuple(_breve(catalog, rule) for rule in named if not etat_seul(rule)),
        communes=() if famille.id == TOUS_ACHATS else tuple(_breve(catalog, rule) for rule in common[:_SOCLE]),
        etat=tuple(_breve(catalog, rule) for rule in named if etat_seul(rule)),
        filtre="" if famille.id == TOUS_ACHATS else famille.parent or famille.id,
    )


def _rank(rule: Obligation) -> tuple[bool, bool, int, str]:
    """The newest first; then concessions alone, then the State alone."""
    return etat_seul(rule), "marche" not in rule.contrats, -(rule.condition.depuis or date.min).toordinal(), rule.id


def _breve(catalog: Catalog, rule: Obligation) -> RegleBreve:
    states = [term.id for term in catalog.terms("etats-verification")]
    weakest = max((catalog.get(TexteJuridique, name).verification.etat for name in rule.textes), key=states.index)
    etat = catalog.term("etats-verification", weakest).libelle
    return RegleBreve(
        lien(rule), _quand(catalog, rule), " ; ".join(conditions(catalog, rule)), weakest == states[-1], etat
    )


CONTRATS = {"marche": "marchés", "concession": "concessions"}
_COLLECTIVITES = ("region", "departement", "commune")


def pour_qui(catalog: Catalog, rule: Obligation) -> str:
    """The buyers that a rule binds; "" for all."""
    whole = set(_COLLECTIVITES) <= set(rule.acheteurs)
    words = [
        "collectivités et leurs groupements" if whole and name == "region" else catalog.term("acheteurs", name).libelle
        for name in rule.acheteurs
        if not (whole and name in _COLLECTIVITES[1:])
    ]
    return ", ".join(words)


def etat_seul(rule: Obligation) -> bool:
    """Whether it binds the State alone: a local authority reads it last."""
    return rule.acheteurs == ("etat",)


def _quand(catalog: Catalog, rule: Obligation) -> str:
    """What `conditions` says, with what makes it precise."""
    return (
        " ; ".join([*conditions(catalog, rule), *([rule.condition.precision] if rule.condition.precision else [])])
        or "toujours"
    )


def conditions(catalog: Catalog, rule: Obligation) -> list[str]:
    """The amounts and the buyers that a rule asks for, the contracts where they are not the usual ones, and the date."""
    buyers = pour_qui(catalog, rule)
    contracts = [_contrats(rule)] if rule.contrats != ("marche",) else []
    return [*_montants(rule), *([f"pour : {buyers}"] if buyers else []), *contracts, *_depuis(rule)]


def _contrats(rule: Obligation) -> str:
    return " et ".join(CONTRATS[name] for name in rule.contrats)


def _montants(rule: Obligation) -> list[str]:
    condition = rule.condition
    parts = [
        f"{'au-delà' if condition.au_dela else 'à partir'} de {nombre(condition.montant)} € HT"
        if condition.montant
        else "",
        f"{nombre(condition.montant_travaux)} € HT pour des travaux" if condition.montant_travaux else "",
        f"sous {nombre(condition.moins_de)} € HT" if condition.moins_de else "",
    ]
    return [part for part in parts if part]


def _depuis(rule: Obligation) -> list[str]:
    return [f"à compter du {date_longue(rule.condition.depuis)}"] if rule.condition.depuis else []


def _obligation(catalog: Catalog, rule: Obligation) -> ObligationVue:
    condition = rule.condition
    texts = tuple(fondement_vue(catalog, catalog.get(TexteJuridique, name), None) for name in rule.textes)
    return ObligationVue(
        obligation=rule,
        segments=", ".join(catalog.get(Famille, name).titre.lower() for name in rule.familles),
        pour_qui=pour_qui(catalog, rule) or "tous les acheteurs",
        contrats=_contrats(rule),
        quand=" ; ".join([*_montants(rule), *_depuis(rule), *([condition.precision] if condition.precision else [])])
        or "toujours",
        textes=texts,
        lies=2 if len(texts) < 3 else 1,
        clauses=tuple(lien(clause) for clause in catalog.offertes(rule.clauses)),
    )
