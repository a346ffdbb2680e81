"""The questions of the assistant and what follows from the answers (data/assistant.yml)."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Id, Ligne, Model, Texte
from .reference_types import RefClause, RefFamille, RefTexte

PLUS = 7
"""Questions that anybody is asked."""


class ChoixDAssistant(Model):
    """An answer that can be given."""

    id: Id
    libelle: Ligne


class QuestionDAssistant(Model):
    """`chemin`: asked of those who buy intellectual services, of the others, or of all. `sorte` says how it is answered; `choix` are the answers of a list."""

    id: Literal["famille", "besoin", "justifie", "interne", "voisins", "traces", "acheteur", "contrat", "chiffres"]
    titre: Ligne
    aide: Texte
    sorte: Literal["segment", "acheteur", "liste", "chiffres"]
    chemin: Literal["intellectuel", "ordinaire"] | None = None
    choix: tuple[ChoixDAssistant, ...] = ()


class ConseilDAssistant(Model):
    """What follows from one answer (`inconnu` for « je ne sais pas »), with the clauses that help to do it and the texts that it rests on."""

    id: Id
    question: Id
    reponses: Annotated[tuple[Id, ...], Field(min_length=1)]
    verdict: Literal["acheter", "reduire", "attendre"]
    dit: Ligne
    suite: Texte
    clauses: tuple[RefClause, ...] = ()
    textes: tuple[RefTexte, ...] = ()


class EtapeDAssistant(Model):
    """A moment of the calendar, and the days until the next one: a legal minimum where `article` is given, a proposal otherwise."""

    id: Id
    titre: Ligne
    jours: Annotated[int, Field(ge=0, le=365)]
    article: Ligne | None = None


class CalendrierDAssistant(Model):
    """The moments of a procedure, the first first. The consultation begins at `lancement`."""

    procedure: Id
    etapes: Annotated[tuple[EtapeDAssistant, ...], Field(min_length=1)]


class Assistant(Model):
    """Everything that the assistant asks and says. `intellectuelles`: the segment whose purchases take the path of intellectual services."""

    intellectuelles: RefFamille
    verdicts: dict[Literal["acheter", "reduire", "attendre"], Ligne]
    questions: Annotated[tuple[QuestionDAssistant, ...], Field(min_length=1)]
    conseils: tuple[ConseilDAssistant, ...]
    calendriers: tuple[CalendrierDAssistant, ...]
