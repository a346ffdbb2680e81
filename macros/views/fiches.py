"""The page of any record: the view of its kind, or a plain one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..forms.specimens import Words
from ..model import (
    Catalog,
    Clause,
    EtapeDuProcessus,
    EtudeDeCas,
    Famille,
    Kit,
    ModuleDeParcours,
    Pair,
    Recommandation,
    Record,
    Salle,
    TexteJuridique,
)
from ..read.settings import Settings
from . import clauses, familles, kits, parcours, processus, salles, textes
from .cas import experiences
from .champs import ChampDeFiche, champs
from .elements import Lien, LiensDeFiche, liens_de_fiche


@dataclass(frozen=True)
class FicheVue:
    """What any page of a record shows."""

    fiche: Record
    liste: Lien
    liens: LiensDeFiche
    champs: tuple[ChampDeFiche, ...]


_VUES: dict[type[Record], Callable[..., Any]] = {
    Clause: clauses.clause_vue,
    EtudeDeCas: experiences.cas_vue,
    Recommandation: experiences.recommandation_vue,
    Pair: experiences.pair_vue,
    TexteJuridique: textes.texte_vue,
    Famille: familles.famille_vue,
    EtapeDuProcessus: processus.etape_vue,
    ModuleDeParcours: parcours.module_vue,
    Kit: kits.kit_vue,
    Salle: salles.salle_vue,
}
"""The kinds whose page shows more than `FicheVue`."""


def fiche_vue(catalog: Catalog, record: Record, settings: Settings, words: Words) -> Any:
    """What the template of the record's kind, templates/fiches/<kind>.html, places. `words`: what its fields are called."""
    view = _VUES.get(type(record))
    if view:
        return view(catalog, record, settings)
    return FicheVue(
        record,
        Lien(titre_de_la_liste(type(record)), f"{record.adresse_liste}/"),
        liens_de_fiche(catalog, record, settings),
        champs(catalog, record, words),
    )


def titre_de_la_liste(model: type[Record]) -> str:
    """ "clauses" -> "Clauses"."""
    return f"{model.nom_pluriel[0].upper()}{model.nom_pluriel[1:]}"
