"""The drafting rules as the page of the reading of drafts lists them."""

from dataclasses import dataclass

from ..model import Catalog, TexteJuridique
from .elements import Lien, lien
from .textes import TexteDit, texte_dit

GRAVITES = {"grave": "grave", "moyenne": "moyen", "legere": "léger"}
_ORDRE = tuple(GRAVITES)


@dataclass(frozen=True)
class RegleVue:
    """One rule, in words."""

    id: str
    titre: str
    gravite: str
    explication: str
    remede: str
    textes: tuple[TexteDit, ...]
    clauses: tuple[Lien, ...]


def regles(catalog: Catalog) -> tuple[RegleVue, ...]:
    """Every rule, the gravest first."""
    rules = catalog.redaction.regles if catalog.redaction else ()
    return tuple(
        RegleVue(
            rule.id,
            rule.titre,
            GRAVITES[rule.gravite],
            rule.explication,
            rule.remede or "",
            tuple(texte_dit(catalog, text) for name in rule.textes if (text := catalog.find(TexteJuridique, name))),
            tuple(lien(clause) for clause in catalog.offertes(rule.clauses)),
        )
        for rule in sorted(rules, key=lambda rule: _ORDRE.index(rule.gravite))
    )
