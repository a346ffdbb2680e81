"""The files of data that the guide gives, as its page lists them."""

from dataclasses import dataclass

from ..model import KINDS, VOCABULAIRES, Catalog

_RESERVEES = frozenset(("ids-retires",))
"""Closed lists for the checks alone: an id that was withdrawn may have been internal."""


@dataclass(frozen=True)
class Fichiers:
    """One dataset: `nom` names its files below /api/v1/; `adresse` is where its records are read, "" for what has no page."""

    nom: str
    titre: str
    nombre: int
    adresse: str = ""


def listes(catalog: Catalog) -> tuple[str, ...]:
    """The closed lists that are given, by name."""
    return tuple(sorted(catalog.vocabularies.keys() - _RESERVEES))


def fichiers(catalog: Catalog) -> tuple[Fichiers, ...]:
    """Every kind that holds a record, then the closed lists."""
    kinds = [
        Fichiers(
            kind,
            f"{model.nom_pluriel[0].upper()}{model.nom_pluriel[1:]}",
            len(catalog.all(model)),
            f"{model.adresse_liste}/",
        )
        for kind, model in KINDS.items()
    ]
    return (*(kind for kind in kinds if kind.nombre), Fichiers(VOCABULAIRES, "Listes fermées", len(listes(catalog))))
