"""How offers are marked: price formulas, quality scales, and ways to put the two together."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Ligne, Model, NomDeChamp, Record, Source, Texte
from .clause import Borne, Echelon, MarqueSurCent
from .declarations import PartieDuLivret
from .reference_types import RefTexte, TermeConfiances

Feu = Literal["vert", "orange", "rouge"]
Calcul = Literal[
    "points",
    "total-des-postes",
    "notes-des-postes",
    "meilleure-note",
    "seuil",
    "plus-bas-gagne",
    "plus-haut-gagne",
]
"""What is done with the expression of a method (docs/assets/js/parts/notation.js says each)."""
CALCULS_D_ENSEMBLE = ("meilleure-note", "seuil", "plus-bas-gagne", "plus-haut-gagne")
CALCULS_PAR_POSTE = ("total-des-postes", "notes-des-postes")
CLASSENT_L_OFFRE = ("plus-bas-gagne", "plus-haut-gagne")
"""The expression ranks whole offers, by their price and their points of quality."""
ExpressionEcrite = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_ +*×/÷^().,;−-]+$", max_length=200)]
"""A formula in the language of `expression.py`."""


class Reglage(Model):
    """A number that the buyer chooses in a formula."""

    nom: NomDeChamp
    libelle: Ligne
    defaut: Borne
    min: Borne
    max: Borne


class Avis(Model):
    """The legal light of a method: green, usable; orange, usable under conditions; red, to be refused."""

    feu: Feu
    dit: Texte
    textes: tuple[RefTexte, ...] = ()


class Situation(Model):
    """When another light holds: every line that is written must hold."""

    offres_max: Annotated[int, Field(ge=1, le=10)] | None = None
    prix_min: MarqueSurCent | None = None
    """The price weighs so many points at least."""
    ecart_des_postes: Borne | None = None
    """The greatest post costs more than so many times the smallest."""
    reglage: NomDeChamp | None = None
    moins_de: Borne | None = None
    plus_de: Borne | None = None


class AvisParCas(Avis):
    """The light in one situation: the darkest of those that hold is shown."""

    si: Situation


class MethodeDeNotation(Record):
    """A price formula (`expression`), a quality scale (`echelons`), or a way to put price and quality together."""

    kind = "notations"
    place = "liste"
    adresse_liste = "outils/methodes-de-notation"
    nom = "méthode de notation"
    nom_pluriel = "méthodes de notation"
    livret = PartieDuLivret("Les méthodes de notation")
    renvois = False

    ordre: Annotated[int, Field(ge=1, le=99)]
    porte_sur: Literal["prix", "qualite", "ensemble"]
    en_mots: Texte
    """How a mark is worked out, as one says it."""
    expression: ExpressionEcrite | None = None
    """What the simulator works out; without it, it only explains."""
    calcul: Calcul = "points"
    unite: Ligne | None = None
    """What the expression counts, where it ranks whole offers."""
    bornee: bool = True
    """Whether the marks of prices stay between zero and the points of the price, whatever the prices."""
    reglages: tuple[Reglage, ...] = ()
    echelons: tuple[Echelon, ...] = ()
    """The marks of a scale, from the highest, with what each expects."""
    bornes: Texte
    avis: Avis
    cas: tuple[AvisParCas, ...] = ()
    avantages: Annotated[tuple[Texte, ...], Field(min_length=1)]
    dangers: Annotated[tuple[Texte, ...], Field(min_length=1)]
    confiance: TermeConfiances
    """How sure the guide is that the method is written so."""
    sources: tuple[Source, ...] = ()
