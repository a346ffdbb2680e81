"""What was measured of the guide at a date, by a command: the build reads it and measures nothing itself."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Jour, Ligne, Model, Url


class LienMort(Model):
    """An outside address that led nowhere. `depuis`: the first look that saw it so, without a break since."""

    url: Url
    constat: Ligne
    depuis: Jour
    page: Ligne | None = None
    """The page of docs/ that holds it, where no record does: an internal page is not looked at."""


class EtatDesLiens(Model):
    """The last look at outside addresses, by `python -m macros liens`."""

    regarde_le: Jour
    liens: Annotated[int, Field(ge=0)]
    """How many were looked at."""
    refus: Annotated[int, Field(ge=0)]
    """How many answered neither yes nor no: they turn robots away, or were down."""
    morts: tuple[LienMort, ...] = ()


Mille = Annotated[int, Field(ge=0, le=1000)]
"""A share, per mille."""
Compte = Annotated[int, Field(ge=0)]


class Recherche(Model):
    """How well the search answers the queries of tests/search/requetes.yml: recall among the first five, mean reciprocal rank."""

    requetes: Annotated[int, Field(ge=1)]
    rappel: Mille
    rang: Mille


class ModeleMesure(Model):
    """A page of one template. `defauts`: what axe found, over two widths and two colour schemes."""

    titre: Ligne
    ecoindex: Annotated[int, Field(ge=0, le=100)]
    lettre: Literal["A", "B", "C", "D", "E", "F", "G"]
    elements: Compte
    ko: Compte
    defauts: Compte


class Qualite(Model):
    """What `make mesures` measured of a build."""

    mesure_le: Jour
    etat: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{7,40}\+?$")]
    """The commit; with a plus sign where files had changed since."""
    clauses: Compte
    recherche_ouverte: Recherche
    recherche_scellee: Recherche
    liens: Compte
    liens_casses: Compte
    pages: Compte
    fichiers: Compte
    mo: Compte
    """Megabytes of the site."""
    secondes: Compte
    """Of processor, for one build in an empty folder."""
    modeles: Annotated[tuple[ModeleMesure, ...], Field(min_length=1)]


MESURES: dict[str, type[Model]] = {"liens": EtatDesLiens, "qualite": Qualite}
"""The files of data/mesures/, without their ending."""
