"""« Nous l'avons utilisé »: what became of a clause in a real tender."""

from typing import Annotated

from pydantic import Field

from .base import Jour, Ligne, Record, Source, Texte
from .declarations import PartieDuLivret
from .reference_types import RefClause, RefPair, TermeResultatsDeRetour


class Retour(Record):
    """One use of a clause, told by who used it, with its source."""

    kind = "retours"
    place = "liste"
    adresse_liste = "retours"
    nom = "retour d'usage"
    nom_pluriel = "retours d'usage"
    livret = PartieDuLivret("Les retours d'usage", 33)
    renvois = False
    poids_de_recherche = 0.8

    clause: RefClause
    version: Annotated[int, Field(ge=1)]
    """The version that was signed."""
    objet: Ligne
    """What was bought, and the lot."""
    jour: Jour
    """When it was told: the meeting that closed the contract, or the notice of award."""
    resultat: TermeResultatsDeRetour
    constat: Texte | None = None
    """What was seen."""
    offres_recues: Annotated[int, Field(ge=0, le=500)] | None = None
    ce_qui_changerait: Texte | None = None
    """What would be written otherwise next time."""
    organisation: Ligne
    pair: RefPair | None = None
    """The organisation's record, where it has one."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
