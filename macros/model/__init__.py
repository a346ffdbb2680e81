"""What the guide knows: one model per kind of record, and the catalogue that holds them all."""

from .achat import ReglesDAchat
from .assistant import Assistant
from .base import Model, Record, Reference, Source, reference_kinds, references, texts_of
from .catalog import Catalog
from .clause import Clause
from .concordance import Correspondance
from .declarations import PartieDuLivret, registered
from .ecran import Ecran
from .kits import Kit, Rencontre, Salle
from .marche import Mots, RegleCpv
from .mesures import MESURES, EtatDesLiens, Qualite
from .notation import MethodeDeNotation
from .parcours import ModuleDeParcours
from .preuves import Preuve
from .processus import EtapeDuProcessus
from .records import (
    EntreeDeGlossaire,
    EtudeDeCas,
    Famille,
    Obligation,
    Pair,
    Recommandation,
    TermeDeListe,
    TexteJuridique,
)
from .redaction import Redaction
from .retour import Retour
from .versions import VERSIONS, VersionDeClause

KINDS = registered(
    Clause,
    EtudeDeCas,
    Recommandation,
    Pair,
    TexteJuridique,
    Famille,
    Obligation,
    EntreeDeGlossaire,
    EtapeDuProcessus,
    ModuleDeParcours,
    Ecran,
    Kit,
    Salle,
    Rencontre,
    Preuve,
    Retour,
    MethodeDeNotation,
)
"""Every kind of record, by its data folder: a class that is here is read, checked, shown, found, fed and given as data."""

PAGED_KINDS = tuple(kind for kind, model in KINDS.items() if model.place == "page")
"""The kinds whose records have a page each."""

VOCABULAIRES = "vocabulaires"
"""The data folder of the closed lists: one file is one list."""

LISTES = frozenset(
    kind.removeprefix(f"{VOCABULAIRES}/")
    for model in KINDS.values()
    for kind in reference_kinds(model)
    if kind.startswith(VOCABULAIRES)
) | {"ids-retires", "labels-et-normes"}
"""Every closed list that a record or a check reads: another file there would be a misspelt one."""

TABLES: dict[str, type[Model]] = {"concordance": Correspondance, "cpv-segments": RegleCpv, "lexique": Mots}
"""Files of the same folder whose rows are no terms of a list: name -> what a row is."""
CPV = "cpv-2008.tsv"
"""The file of data/ that holds the whole CPV."""

REGLES = "regles-redaction.yml"
"""The file of data/ that holds the drafting rules."""
ACHAT = "regles-achat.yml"
"""The file of data/ that holds what the law answers to one purchase."""
ASSISTANT = "assistant.yml"
"""The file of data/ that holds the questions of the assistant."""

__all__ = [
    "ACHAT",
    "ASSISTANT",
    "CPV",
    "KINDS",
    "LISTES",
    "MESURES",
    "PAGED_KINDS",
    "REGLES",
    "TABLES",
    "VERSIONS",
    "VOCABULAIRES",
    "Assistant",
    "Catalog",
    "Clause",
    "Ecran",
    "EtatDesLiens",
    "EntreeDeGlossaire",
    "EtapeDuProcessus",
    "EtudeDeCas",
    "Famille",
    "Kit",
    "MethodeDeNotation",
    "ModuleDeParcours",
    "Mots",
    "Obligation",
    "Pair",
    "PartieDuLivret",
    "Qualite",
    "Recommandation",
    "Record",
    "Redaction",
    "ReglesDAchat",
    "RegleCpv",
    "Preuve",
    "Reference",
    "Rencontre",
    "Retour",
    "Salle",
    "Source",
    "TermeDeListe",
    "TexteJuridique",
    "VersionDeClause",
    "texts_of",
    "references",
]
