"""The loops of slides shown on screens: what is chosen by hand, and the rules that choose the rest."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Jour, Ligne, Model, Record, Resume, Url
from .reference_types import RefClause, RefEtudeDeCas, RefFamille, RefGlossaire, RefRecommandation, RefTexte

Mois = Annotated[int, Field(ge=1, le=12)]
Saison = tuple[Mois, ...]
"""The months when a slide is shown; without any, it always is."""


class Quiz(Model):
    """A question, then its answer on the next slide."""

    question: Ligne
    reponse: Resume


class Evenement(Model):
    """A date to announce. The browser stops showing it when the day has passed."""

    titre: Ligne
    jour: Jour
    horaire: Ligne | None = None
    lieu: Ligne
    url: Url | None = None


class DiapositiveChoisie(Model):
    """A slide chosen by hand. It names one record, or an event; with a quiz, the record is where the answer is told."""

    clause: RefClause | None = None
    cas: RefEtudeDeCas | None = None
    resultat: Annotated[int, Field(ge=1)] | None = None
    """Which figure of the case: the first one is 1."""
    texte: RefTexte | None = None
    conseil: RefRecommandation | None = None
    mot: RefGlossaire | None = None
    evenement: Evenement | None = None
    quiz: Quiz | None = None
    tiree: bool = False
    """Drawn: each week shows some of those that are."""
    phrase: Ligne | None = None
    """Said instead of the record's title and summary."""
    mois: Saison = ()

    @property
    def nommes(self) -> tuple[str, ...]:
        """The fields that say what the slide is about."""
        return tuple(
            name
            for name in ("clause", "cas", "texte", "conseil", "mot", "evenement")
            if getattr(self, name) is not None
        )


class RegleDeChoix(Model):
    """Chooses records at each build. Of what stands there by chance, the browser draws `nombre` each week."""

    sorte: Literal["clauses", "conseils-aux-elus", "cas", "textes", "conseils", "mots"]
    choix: Literal["date", "hasard"]
    famille: RefFamille | None = None
    nombre: Annotated[int, Field(ge=1, le=12)]
    mois: Saison = ()


class Ecran(Record):
    """A loop of slides for one place."""

    kind = "ecrans"
    place = "liste"
    adresse_liste = "ecrans"
    nom = "écran"
    nom_pluriel = "écrans"
    livret = "aucun"  # it is made for a screen
    renvois = False

    lieu: Ligne
    public: Literal["agents", "elus", "visiteurs"] = "agents"
    choisies: tuple[DiapositiveChoisie, ...] = ()
    tirees_par_semaine: Annotated[int, Field(ge=1, le=12)] = 1
    """How many of those that are `tiree` a week shows."""
    regles: tuple[RegleDeChoix, ...] = ()

    @property
    def boucle(self) -> str:
        """The loop's own page, from the site's root."""
        return f"{self.adresse_liste}/{self.id}/"
