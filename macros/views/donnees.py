"""The files of data that the guide gives, as its page lists them."""

from collections import Counter
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


def chemin_du_lot(segment: str, numero: int = 1) -> str:
    """The file of clauses of a segment, from the site's root; a segment that is too large has others, which the first one names."""
    return f"api/v1/lots/{segment}{'' if numero == 1 else f'-{numero}'}.md"


@dataclass(frozen=True)
class LotOffert:
    """The clauses of a segment, to give to an assistant: `chemin` is the first file, from the site's root; `nombre`, how many clauses."""

    titre: str
    chemin: str
    nombre: int


def lots_offerts(catalog: Catalog) -> tuple[LotOffert, ...]:
    """One for each segment of the first level, in their order: its file names those below."""
    counts = Counter(name for clause in catalog.clauses_vivantes for name in clause.familles)
    return tuple(
        LotOffert(famille.titre, chemin_du_lot(famille.id), counts[famille.id])
        for famille in catalog.segments_principaux
    )


@dataclass(frozen=True)
class Exemple:
    """A few lines of a program that reads the data: what they do, in which language."""

    dit: str
    langage: str
    code: str


def exemples(site: str) -> tuple[Exemple, ...]:
    """With the address of this copy of the guide."""
    clauses, index = f"{site}api/v1/clauses.json", f"{site}api/v1/index.json"
    return (
        Exemple("Lister les conditions d’exécution sociales, en Python", "python", _PYTHON.replace("ADRESSE", clauses)),
        Exemple("Dans une page, en JavaScript", "javascript", _JAVASCRIPT.replace("ADRESSE", clauses)),
        Exemple("En ligne de commande, tous les fichiers du lot d’un segment", "sh", _LOT.replace("ADRESSE", index)),
    )


_PYTHON = """\
import json
from urllib.request import urlopen

adresse = "ADRESSE"
for clause in json.load(urlopen(adresse)):
    if clause["etape"] == "condition-execution" and "social" in clause["dimensions"]:
        print(clause["titre"], clause["url"])
"""
_JAVASCRIPT = """\
const reponse = await fetch("ADRESSE");
const clauses = await reponse.json();
const trouvees = clauses.filter((clause) => clause.familles.includes("etudes"));
"""
_LOT = """curl -s ADRESSE | jq -r '.lots[] | select(.segment == "etudes") | .markdown' | xargs -n 1 curl -sO\n"""


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
