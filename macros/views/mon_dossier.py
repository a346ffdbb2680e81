"""The page « Mon dossier »: what the buyer answers, and what the law asks of a purchase, as the page's gauges take it."""

from dataclasses import dataclass
from typing import Any

from ..model import Catalog, Famille
from ..text.runs import phrase
from ..text.typographie import typographie
from .achat import acheteurs, donnees
from .minimum import minimum_du_segment
from .obligations import ObligationVue, obligations

SOCLE = {
    "ccp-l2152-7": "critere",
    "ccp-l2112-2": "condition",
    "ccp-l2112-2-1": "sociale",
    "ccp-l3124-5": "critere",
    "ccp-l3111-2": "condition",
    "ccp-l3114-2-1": "sociale",
}
"""First text of a duty -> what of the legal floor it asks for: in contracts, then in concessions."""


@dataclass(frozen=True)
class Questions:
    """What the page asks of the contract: segments, buyers and kinds of contract."""

    segments: tuple[Famille, ...]
    acheteurs: dict[str, str]
    contrats: dict[str, str]


def questions(catalog: Catalog) -> Questions:
    """The answers that may be chosen, each segment followed by those below it."""
    segments = [one for famille in catalog.segments_principaux for one in (famille, *catalog.sub_segments(famille))]
    return Questions(tuple(segments), acheteurs(catalog), {"marche": "marché", "concession": "concession"})


def regles(catalog: Catalog) -> dict[str, Any]:
    """What the gauges read: `regles`, `achat` (when each holds: views/achat.py), `minimum` and `segments` by segment, `etapes`; plain values that become JSON."""
    segments = questions(catalog).segments
    asked = donnees(catalog)
    return {
        "regles": [_regle(vue) for vue in obligations(catalog)],
        "achat": {"seuils": asked["seuils"], "regles": asked["regles"], "lignes": {}, "cpv": {}},
        "minimum": {famille.id: _minimum(catalog, famille) for famille in segments},
        "segments": {
            famille.id: {"titre": typographie(famille.titre), "parent": famille.parent or "", "cpv": list(famille.cpv)}
            for famille in segments
        },
        "etapes": [{"id": etape.id, "libelle": typographie(etape.libelle)} for etape in catalog.terms("etapes")],
    }


def _regle(vue: ObligationVue) -> dict[str, Any]:
    rule = vue.obligation
    return {
        "id": rule.id,
        "titre": typographie(rule.titre),
        "resume": phrase(rule.resume),
        "quand": typographie(vue.quand),
        "familles": list(rule.familles),
        "contrats": list(rule.contrats),
        "preuve": phrase(rule.preuve or ""),
        "clauses": [clause.adresse.split("/")[1] for clause in vue.clauses],
        "socle": SOCLE.get(rule.textes[0], ""),
        "textes": [
            {
                "id": name,
                "reference": typographie(said.lien.mot),
                "etat": typographie(said.etat),
                "confirme": said.confirme,
            }
            for name, said in zip(rule.textes, vue.textes, strict=True)
        ],
    }


def _minimum(catalog: Catalog, famille: Famille) -> list[dict[str, str]]:
    """The pairs of a segment, the usual one first: ids of clauses, "" where there is none."""
    return [
        {
            "achat": typographie(pair.achat),
            **{
                name: card.adresse.split("/")[1] if card else ""
                for name, card in (("critere", pair.critere), ("condition", pair.condition), ("sociale", pair.sociale))
            },
        }
        for pair in minimum_du_segment(catalog, famille).paires
    ]
