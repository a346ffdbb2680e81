"""The stages of a purchase: who acts, what is decided and written, what blocks, and where it opens to sustainability."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Ligne, Model, Record, Source, Texte
from .declarations import PartieDuLivret
from .reference_types import RefClause, RefEtudeDeCas, RefTexte, TermeActeurs, TermeChapitres, TermeEtapes

QuelquesMots = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\n]*$")
]
"""A few words, short enough for the figure."""


class Intervention(Model):
    """What someone does at this stage."""

    acteur: TermeActeurs
    role: Literal["pilote", "decide", "contribue"]
    fait: Ligne


class Point(Model):
    """A delay, an obstacle or an opening. Without `source` or `textes`, it is shown as « appréciation du guide »."""

    titre: QuelquesMots
    detail: Texte
    source: Ligne | None = None
    textes: tuple[RefTexte, ...] = ()


class EtapeDuProcessus(Record):
    """One stage of the purchase."""

    kind = "processus"
    place = "page"
    adresse_liste = "processus"
    nom = "étape du processus"
    nom_pluriel = "étapes du processus"
    livret = PartieDuLivret("Le processus d'achat, étape par étape", 5)
    renvois = False

    ordre: Annotated[int, Field(ge=1, le=99)]
    etape: TermeEtapes
    """Where this stage stands among those that clauses name."""
    chapitre: TermeChapitres
    """The chapter of the guide that tells it."""
    acteurs: Annotated[tuple[Intervention, ...], Field(min_length=1)]
    decisions: Annotated[tuple[QuelquesMots, ...], Field(min_length=1)]
    documents: Annotated[tuple[QuelquesMots, ...], Field(min_length=1)]
    delais: Annotated[tuple[Point, ...], Field(min_length=1)]
    points_de_blocage: Annotated[tuple[Point, ...], Field(min_length=1)]
    ouvertures: Annotated[tuple[Point, ...], Field(min_length=1)]
    """What the buyer can do here that is sustainable."""
    clauses: tuple[RefClause, ...] = ()
    """To read first, among those of the stage."""
    cas: tuple[RefEtudeDeCas, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
