"""The onboarding path: one record is one module of about ten minutes."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Ligne, Model, Record, Source, Texte
from .mobiles import CasDeSeuil, ClauseEnPieces, DemandesAPlacer, DeuxOffres
from .processus import QuelquesMots
from .reference_types import RefClause, RefEtudeDeCas, RefTexte, TermeChapitres, TermeRoles

PageDuSite = Literal[
    "clauses",
    "cas",
    "familles",
    "obligations",
    "outils/assistant",
    "outils/mon-dossier",
    "pairs",
    "processus",
    "recherche",
    "recommandations",
    "textes",
]
"""The pages where an exercise may send the reader."""


class Partie(Model):
    """A few paragraphs under a heading."""

    titre: QuelquesMots
    texte: Texte


class ElementDeFigure(Model):
    """A bar, a step or a circle."""

    libelle: QuelquesMots
    note: Ligne | None = None
    valeur: Annotated[int, Field(ge=1)] | None = None
    """The length of the bar."""


class FigureDeModule(Model):
    """What is drawn, or what the reader moves. Without `source`, what does not come from the guide's records is shown as « appréciation du guide »."""

    forme: Literal["barres", "suite", "passages", "lieux", "offres", "clause", "seuils"]
    """« barres » and « suite » draw their elements. The others are moved: « passages » takes the stages of a purchase from the guide, « seuils » what the law asks; each of « lieux », « offres », « clause » and « seuils » has the field of its name."""
    titre: Ligne
    apres: Annotated[int, Field(ge=1, le=4)] = 1
    """The part of the module that it follows."""
    elements: tuple[ElementDeFigure, ...] = ()
    lieux: DemandesAPlacer | None = None
    offres: DeuxOffres | None = None
    clause: ClauseEnPieces | None = None
    seuils: tuple[CasDeSeuil, ...] = ()
    source: Ligne | None = None


class Exercice(Model):
    """Something to do on the site itself."""

    consigne: Texte
    page: PageDuSite
    lien: QuelquesMots
    """The words of the link to that page."""
    correction: Texte


class Geste(Exercice):
    """One of several exercises that follow one another. `etat`: what the page is opened with, as its address says it."""

    titre: QuelquesMots
    etat: Annotated[str, StringConstraints(pattern=r"^[?#][^\s\"'<>]+$", max_length=300)]


class Reponse(Model):
    """An answer that one may choose, and why it is right or wrong."""

    texte: Ligne
    juste: bool = False
    explication: Texte


class Question(Model):
    """One right answer among several."""

    question: Ligne
    reponses: Annotated[tuple[Reponse, ...], Field(min_length=2, max_length=4)]


class ModuleDeParcours(Record):
    """A module: what one will know, a text, a figure, an example, an exercise, a quiz."""

    kind = "parcours"
    place = "page"
    adresse_liste = "parcours/nouvel-arrivant"
    nom = "module du parcours"
    nom_pluriel = "modules du parcours"
    livret = "aucun"  # its exercises want a screen, and the path has a page to be printed
    renvois = False
    sommaire = False

    ordre: Annotated[int, Field(ge=1, le=99)]
    duree: Annotated[int, Field(ge=1, le=60)]
    """In minutes, exercise and quiz included."""
    roles: Annotated[tuple[TermeRoles, ...], Field(min_length=1)]
    objectifs: Annotated[tuple[Ligne, ...], Field(min_length=2, max_length=4)]
    """« À la fin, vous saurez… »"""
    parties: Annotated[tuple[Partie, ...], Field(min_length=1, max_length=4)]
    figure: FigureDeModule
    exemple: Texte
    """An invented one, shown as « exemple fictif »."""
    gestes: tuple[Geste, ...] = ()
    """A case played through before the exercise, one gesture after the other."""
    exercice: Exercice
    quiz: Annotated[tuple[Question, ...], Field(min_length=3, max_length=5)]
    chapitres: tuple[TermeChapitres, ...] = ()
    clauses: tuple[RefClause, ...] = ()
    textes: tuple[RefTexte, ...] = ()
    cas: tuple[RefEtudeDeCas, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
