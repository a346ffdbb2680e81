"""The drafting rules: what the wording of a demand must not contain (data/regles-redaction.yml)."""

from typing import Annotated

from pydantic import Field

from .base import Id, Ligne, Model, Texte
from .reference_types import RefClause

Pourcentage = Annotated[int, Field(ge=1, le=100)]


class Ponderation(Model):
    """Least and greatest weight of one criterion in the whole mark, in per cent."""

    min: Pourcentage
    max: Pourcentage


class ExceptionMotivee(Model):
    """A clause where the words are right, and why."""

    clause: RefClause
    raison: Texte


class RegleDeRedaction(Model):
    """Words to avoid. `motifs` are compared without case; a final "*" stands for the end of a word."""

    id: Id
    titre: Ligne
    explication: Texte
    motifs: Annotated[tuple[Ligne, ...], Field(min_length=1)]
    exceptions: tuple[ExceptionMotivee, ...] = ()


class Lisibilite(Model):
    """Bounds of the plain texts (summary, reason, advice to elected officials and suppliers)."""

    phrase_max: Annotated[int, Field(ge=1)]
    """Words in one sentence."""
    aisance_min: Annotated[int, Field(ge=0, le=100)]
    """Flesch's reading ease in the French form of Kandel and Moles."""


class Doublons(Model):
    """When two clauses say the same thing."""

    mots: Annotated[int, Field(ge=2)]
    """Length of the runs of words that are compared."""
    part_max: Annotated[int, Field(ge=1, le=100)]
    """Per cent of the shorter clause's runs that the other may hold."""


class Redaction(Model):
    """All drafting rules, and the weights that a single criterion may have. Without `lisibilite` or `doublons`, those rules are silent."""

    ponderation: Ponderation
    lisibilite: Lisibilite | None = None
    doublons: Doublons | None = None
    regles: Annotated[tuple[RegleDeRedaction, ...], Field(min_length=1)]
