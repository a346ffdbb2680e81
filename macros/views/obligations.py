"""Legal duties by purchase."""

from dataclasses import dataclass
from datetime import date

from ..model import Catalog, Famille, Obligation, TexteJuridique
from ..text.dates import date_longue
from .elements import Lien, lien, nombre
from .textes import FondementVue, fondement_vue


@dataclass(frozen=True)
class ObligationVue:
    """A legal duty. The numbers are for the filter of the page, `quand` for the reader; "" where there is no condition."""

    obligation: Obligation
    segments: str
    familles: str
    quand: str
    montant: str
    montant_travaux: str
    moins_de: str
    depuis: str
    textes: tuple[FondementVue, ...]
    clauses: tuple[Lien, ...]


def obligations(catalog: Catalog) -> tuple[ObligationVue, ...]:
    """Every legal duty: those of all purchases first, then by segment; in each, the newest first."""
    order = {famille.id: famille.ordre for famille in catalog.segments} | {TOUS_ACHATS: 0}
    records = sorted(catalog.all(Obligation), key=lambda rule: (order[rule.familles[0]], *_newest_first(rule)))
    return tuple(_obligation(catalog, rule) for rule in records)


def du_segment(catalog: Catalog, famille: Famille) -> tuple[Lien, ...]:
    """The legal duties that name this segment, the newest first."""
    own = [rule for rule in catalog.all(Obligation) if famille.id in rule.familles]
    return tuple(lien(rule) for rule in sorted(own, key=_newest_first))


TOUS_ACHATS = "tous-achats"
"""The segment of what holds for every purchase."""
_SOCLE = 4
"""How many of the rules of every purchase a segment's page shows: the newest, which few buyers know."""


@dataclass(frozen=True)
class RegleBreve:
    """A legal duty in one line: when it applies, and whether one of its texts is still to be verified. `conditions` is `quand` without what makes it precise."""

    lien: Lien
    quand: str
    conditions: str
    a_verifier: bool


@dataclass(frozen=True)
class ReglesDuSegment:
    """`propres` name the segment or one below it, `communes` are the newest of every purchase, `filtre` is the segment that the page of rules offers."""

    propres: tuple[RegleBreve, ...]
    communes: tuple[RegleBreve, ...]
    filtre: str


def regles_du_segment(catalog: Catalog, famille: Famille) -> ReglesDuSegment:
    own = {famille.id, *(sub.id for sub in catalog.sub_segments(famille))}
    rules = sorted(catalog.all(Obligation), key=_newest_first)
    common = [rule for rule in rules if TOUS_ACHATS in rule.familles]
    return ReglesDuSegment(
        propres=tuple(_breve(catalog, rule) for rule in rules if own & set(rule.familles)),
        communes=() if famille.id == TOUS_ACHATS else tuple(_breve(catalog, rule) for rule in common[:_SOCLE]),
        filtre="" if famille.id == TOUS_ACHATS else famille.parent or famille.id,
    )


def _newest_first(rule: Obligation) -> tuple[int, str]:
    return -(rule.condition.depuis or date.min).toordinal(), rule.id


def _breve(catalog: Catalog, rule: Obligation) -> RegleBreve:
    return RegleBreve(lien(rule), _quand(rule), " ; ".join(conditions(rule)), not all(catalog.get(TexteJuridique, name).confirme for name in rule.textes))


def _quand(rule: Obligation) -> str:
    """The amounts, the buyers and the date that a rule asks for, with what makes them precise."""
    return " ; ".join([*conditions(rule), *([rule.condition.precision] if rule.condition.precision else [])]) or "toujours"


def conditions(rule: Obligation) -> list[str]:
    """The amounts, the buyers and the date that a rule asks for."""
    condition = rule.condition
    parts = [
        f"à partir de {nombre(condition.montant)} € HT" if condition.montant else "",
        f"{nombre(condition.montant_travaux)} € HT pour des travaux" if condition.montant_travaux else "",
        f"sous {nombre(condition.moins_de)} € HT" if condition.moins_de else "",
        condition.acheteur or "",
        f"à compter du {date_longue(condition.depuis)}" if condition.depuis else "",
    ]
    return [part for part in parts if part]


def _obligation(catalog: Catalog, rule: Obligation) -> ObligationVue:
    condition = rule.condition
    own = {sub.id for name in rule.familles for sub in catalog.sub_segments(catalog.get(Famille, name))}
    return ObligationVue(
        obligation=rule,
        segments=", ".join(catalog.get(Famille, name).titre.lower() for name in rule.familles),
        familles=" ".join(sorted({*rule.familles, *own})),
        quand=_quand(rule),
        montant=str(condition.montant or ""),
        montant_travaux=str(condition.montant_travaux or ""),
        moins_de=str(condition.moins_de or ""),
        depuis=condition.depuis.isoformat() if condition.depuis else "",
        textes=tuple(fondement_vue(catalog, catalog.get(TexteJuridique, name), None) for name in rule.textes),
        clauses=tuple(lien(clause) for clause in catalog.offertes(rule.clauses)),
    )
