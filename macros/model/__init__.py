"""What the guide knows: one model per kind of record, and the catalogue that holds them all."""

from .base import Record, Reference, Source, references
from .catalog import Catalog
from .clause import Clause
from .records import EntreeDeGlossaire, EtudeDeCas, Famille, Obligation, Pair, Recommandation, TermeDeListe, TexteJuridique
from .redaction import Redaction

KINDS: dict[str, type[Record]] = {
    model.kind: model
    for model in (Clause, EtudeDeCas, Recommandation, Pair, TexteJuridique, Famille, Obligation, EntreeDeGlossaire)
}
"""Every kind of record, by its data folder."""

VOCABULAIRES = "vocabulaires"
"""The data folder of the closed lists: one file is one list."""

REGLES = "regles-redaction.yml"
"""The file of data/ that holds the drafting rules."""

__all__ = [
    "KINDS",
    "REGLES",
    "VOCABULAIRES",
    "Catalog",
    "Clause",
    "EntreeDeGlossaire",
    "EtudeDeCas",
    "Famille",
    "Obligation",
    "Pair",
    "Recommandation",
    "Record",
    "Redaction",
    "Reference",
    "Source",
    "TermeDeListe",
    "TexteJuridique",
    "references",
]
