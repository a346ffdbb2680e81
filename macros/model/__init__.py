"""What the guide knows: one model per kind of record, and the catalogue that holds them all."""

from .base import Record, Reference, Source, references
from .catalog import Catalog
from .clause import Clause
from .records import EntreeDeGlossaire, EtudeDeCas, Famille, Pair, Recommandation, TermeDeListe, TexteJuridique

KINDS: dict[str, type[Record]] = {
    model.kind: model
    for model in (Clause, EtudeDeCas, Recommandation, Pair, TexteJuridique, Famille, EntreeDeGlossaire)
}
"""Every kind of record, by its data folder."""

VOCABULAIRES = "vocabulaires"
"""The data folder of the closed lists: one file is one list."""

__all__ = [
    "KINDS",
    "VOCABULAIRES",
    "Catalog",
    "Clause",
    "EntreeDeGlossaire",
    "EtudeDeCas",
    "Famille",
    "Pair",
    "Recommandation",
    "Record",
    "Reference",
    "Source",
    "TermeDeListe",
    "TexteJuridique",
    "references",
]
