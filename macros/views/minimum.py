"""The legal minimum of a purchase: what the law asks of every contract, and the clauses that answer it segment by segment."""

from dataclasses import dataclass
from datetime import date

from ..model import Catalog, Clause, Famille, Obligation, TexteJuridique
from ..model.records import MinimumLegal, MinimumPourUnAchat
from ..text.dates import date_longue
from .elements import Carte, Lien, carte, lien, nombre
from .obligations import TOUS_ACHATS
from .textes import TexteDit, texte_dit

ARTICLES = {"critere": "ccp-l2152-7", "condition": "ccp-l2112-2", "sociale": "ccp-l2112-2-1"}
"""Field of the legal minimum -> the article that asks for it."""


@dataclass(frozen=True)
class ArticleDuMinimum:
    """An article with the day from which it holds ("" where its record does not say)."""

    texte: TexteDit
    depuis: str


@dataclass(frozen=True)
class LoiDuMinimum:
    """What the law asks, from when and from which amounts. `depuis` is the day that the three articles share, "" where they do not; `regles` say it at length."""

    critere: ArticleDuMinimum
    condition: ArticleDuMinimum
    sociale: ArticleDuMinimum
    depuis: str
    montant: str
    montant_travaux: str
    regles: tuple[Lien, ...]


@dataclass(frozen=True)
class Paire:
    """The clauses of some purchases, `achat` ("" for all), and what is missing ("" for nothing)."""

    achat: str
    critere: Carte | None
    condition: Carte | None
    sociale: Carte | None
    manque: str

    @property
    def clauses(self) -> tuple[str, ...]:
        """Ids."""
        cards = (self.critere, self.condition, self.sociale)
        return tuple(card.adresse.split("/")[1] for card in cards if card)

    @property
    def complete(self) -> bool:
        return self.critere is not None and self.condition is not None


@dataclass(frozen=True)
class MinimumDuSegment:
    """A segment with its pairs, the usual one first; none where the guide has none."""

    segment: Lien
    paires: tuple[Paire, ...]
    ailleurs: Lien | None
    """The segment of every purchase, whose pair serves where this one has none."""

    @property
    def complet(self) -> bool:
        return bool(self.paires) and self.paires[0].complete


@dataclass(frozen=True)
class MinimumDesSegments:
    """Every segment, how many have their pair, and the purchases that have none: (segment, purchase, what is missing)."""

    segments: tuple[MinimumDuSegment, ...]
    complets: int
    manques: tuple[tuple[Lien, Paire], ...]


def loi_du_minimum(catalog: Catalog) -> LoiDuMinimum | None:
    """None in a guide that does not have the three articles."""
    found = {name: text for name, own in ARTICLES.items() if (text := catalog.find(TexteJuridique, own))}
    if found.keys() != ARTICLES.keys():
        return None
    articles = {
        name: ArticleDuMinimum(texte_dit(catalog, text), _jour(text.en_vigueur.depuis)) for name, text in found.items()
    }
    days = {article.depuis for article in articles.values()}
    rules = {name: _rule(catalog, own) for name, own in ARTICLES.items()}
    social = rules["sociale"]
    return LoiDuMinimum(
        **articles,
        depuis=days.pop() if len(days) == 1 else "",
        montant=nombre(social.condition.montant) if social else "",
        montant_travaux=nombre(social.condition.montant_travaux) if social else "",
        regles=tuple(lien(rule) for rule in rules.values() if rule),
    )


def _jour(day: date | None) -> str:
    return date_longue(day) if day else ""


def _rule(catalog: Catalog, article: str) -> Obligation | None:
    """The duty that rests first on this article, for contracts."""
    return next(
        (rule for rule in catalog.all(Obligation) if rule.textes[0] == article and "marche" in rule.contrats), None
    )


def minimum_du_segment(catalog: Catalog, famille: Famille) -> MinimumDuSegment:
    own = famille.minimum_legal
    pairs: tuple[MinimumLegal | MinimumPourUnAchat, ...] = (own, *own.autres) if own else ()
    every = catalog.find(Famille, TOUS_ACHATS)
    return MinimumDuSegment(
        lien(famille), tuple(_paire(catalog, pair) for pair in pairs), lien(every) if every else None
    )


def _paire(catalog: Catalog, pair: MinimumLegal | MinimumPourUnAchat) -> Paire:
    def card(name: str | None) -> Carte | None:
        found = catalog.offertes((name,)) if name else ()
        return carte(catalog, found[0]) if found else None

    return Paire(
        pair.achat or "",
        card(pair.critere),
        card(pair.condition),
        card(pair.sociale),
        getattr(pair, "manque", None) or "",
    )


def roles_du_minimum(catalog: Catalog, famille: Famille) -> tuple[tuple[str, dict[str, Clause], str], ...]:
    """Its pairs as records: (purchase, "" for all; role of ARTICLES -> clause; what is missing)."""
    own = famille.minimum_legal
    pairs: tuple[MinimumLegal | MinimumPourUnAchat, ...] = (own, *own.autres) if own else ()
    return tuple(
        (
            pair.achat or "",
            {
                role: found[0]
                for role in ARTICLES
                if (name := getattr(pair, role)) and (found := catalog.offertes((name,)))
            },
            getattr(pair, "manque", None) or "",
        )
        for pair in pairs
    )


def minimum_des_segments(catalog: Catalog) -> MinimumDesSegments:
    """Each segment, followed by those below it."""
    familles = [one for famille in catalog.segments_principaux for one in (famille, *catalog.sub_segments(famille))]
    segments = tuple(minimum_du_segment(catalog, famille) for famille in familles)
    return MinimumDesSegments(
        segments=segments,
        complets=sum(segment.complet for segment in segments),
        manques=tuple((segment.segment, pair) for segment in segments for pair in segment.paires if not pair.complete),
    )
