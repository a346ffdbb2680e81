"""What a supplier shows: the papers of a firm, and the kinds of proof that clauses ask for."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Ligne, Model, Record, Source, Texte
from .declarations import PartieDuLivret
from .reference_types import RefTexte


class Validite(Model):
    """How long a paper holds. Shown as « à vérifier » unless all of `textes` are confirmed."""

    duree: Ligne
    textes: Annotated[tuple[RefTexte, ...], Field(min_length=1)]
    mois: Annotated[int, Field(ge=1, le=60)] | None = None
    """Months from the date of the paper, where the texts count them."""


class UneFois(Model):
    """What a candidate need not give again, « dites-le-nous une fois »: only where a text says so."""

    dit: Texte
    textes: Annotated[tuple[RefTexte, ...], Field(min_length=1)]


class Preuve(Record):
    """A paper or a kind of proof. A paper without `validite` has one that is still to be verified."""

    kind = "preuves"
    place = "liste"
    adresse_liste = "fournisseurs/preuves"
    nom = "preuve"
    nom_pluriel = "preuves"
    livret = PartieDuLivret("Les preuves")
    renvois = False

    ordre: Annotated[int, Field(ge=1, le=99)]
    nature: Literal["administrative", "preuve"]
    quand: Ligne
    montre: Texte
    ne_montre_pas: Texte
    comment: Annotated[tuple[Texte, ...], Field(min_length=1)]
    """How a small firm gets it ready."""
    mots: tuple[Ligne, ...] = ()
    """Beginnings of words by which the proofs of clauses are known to be of this kind."""
    validite: Validite | None = None
    une_fois: UneFois | None = None
    remise: Literal["candidature", "offre", "attribution"] | None = None
    """When a paper is given, for the list of what leaves with a tender."""
    textes: tuple[RefTexte, ...] = ()
    sources: tuple[Source, ...] = ()
