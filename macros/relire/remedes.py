"""Which clause of the library to show beside a finding: one that does it well for the same purchase, else for any, never for another."""

from collections.abc import Callable, Iterator
from typing import Any

from ..model import Catalog, Clause, Famille, TexteJuridique
from ..model.redaction import RegleDeRedaction
from ..text.typographie import typographie
from ..views.textes import texte_dit

_EVERY = "tous-achats"
MOST = 2
"""Clauses beside a finding."""


def _with_amounts(clause: Clause) -> bool:
    return bool(clause.penalites) and all(one.montant and one.plafond for one in clause.penalites)


def _with_scale(clause: Clause) -> bool:
    return clause.critere is not None and bool(clause.critere.bareme)


def _with_proofs(clause: Clause) -> bool:
    return clause.critere is None and any(one.fournie_par == "titulaire" for one in clause.verification)


def _with_annexes(clause: Clause) -> bool:
    return bool(clause.annexes)


def _with_equivalent(clause: Clause) -> bool:
    return any("équivalen" in one.texte for one in clause.dispositions)


MONTRE: dict[str, Callable[[Clause], bool]] = {
    "penalite-sans-montant": _with_amounts,
    "penalite-sans-plafond": _with_amounts,
    "critere-sans-poids": _with_scale,
    "critere-sans-attentes": _with_scale,
    "politique-generale": _with_scale,
    "preuve-absente": _with_proofs,
    "mesure-absente": _with_proofs,
    "mot-vague": _with_proofs,
    "annexe-absente": _with_annexes,
    "ou-equivalent": _with_equivalent,
}
"""Rule -> whether a clause shows how to do what it asks. The clauses that a rule names itself do it for their own purchases."""
CCAG = {
    "FCS": "ccag-fcs-14",
    "PI": "ccag-pi-14",
    "TIC": "ccag-tic-14",
    "TRAVAUX": "ccag-travaux-19",
    "MOE": "ccag-moe-16",
    "MI": "ccag-mi-15",
}
"""General conditions, as a draft names them -> the article on penalties."""
_CCAG_DU_SEGMENT = {"travaux": "TRAVAUX", "prestations-intellectuelles": "PI", "services-numeriques": "TIC"}


def remedes(catalog: Catalog) -> dict[str, dict[str, list[dict[str, str]]]]:
    """Rule -> segment ("" where none is known) -> clauses, {titre, adresse}."""
    return {
        rule.id: {
            segment: [{"titre": typographie(clause.titre), "adresse": clause.adresse} for clause in found[:MOST]]
            for segment in ("", *(famille.id for famille in catalog.segments))
            if (found := list({clause.id: clause for clause in _clauses(catalog, rule, segment)}.values()))
        }
        for rule in (catalog.redaction.regles if catalog.redaction else ())
    }


def _clauses(catalog: Catalog, rule: RegleDeRedaction, segment: str) -> Iterator[Clause]:
    """The surest first."""
    shows = MONTRE.get(rule.id)
    named = catalog.offertes(rule.clauses)
    for home in dict.fromkeys((segment, _EVERY)):
        own = [clause for clause in named if home in clause.familles]
        others = [
            clause for clause in catalog.clauses_vivantes if shows and clause.familles[0] == home and shows(clause)
        ]
        found = [*own, *sorted(others, key=lambda clause: (-clause.facilite, clause.id))]
        yield from found
        if found:
            return


def ccag(catalog: Catalog) -> dict[str, Any]:
    """`articles`: general conditions -> their article on penalties, as a rule names a text; `segments`: segment -> general conditions, FCS where it is not in it."""
    articles = {name: text for name, own in CCAG.items() if (text := catalog.find(TexteJuridique, own))}
    return {
        "articles": {
            name: {
                "mot": typographie(said.lien.mot),
                "adresse": said.lien.adresse,
                "etat": said.etat,
                "lu": said.confirme,
            }
            for name, text in articles.items()
            for said in (texte_dit(catalog, text),)
        },
        "segments": {
            sub.id: kind
            for name, kind in _CCAG_DU_SEGMENT.items()
            if (famille := catalog.find(Famille, name))
            for sub in (famille, *catalog.sub_segments(famille))
        },
    }
