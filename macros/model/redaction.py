"""The drafting rules: what the wording of a demand must not contain (data/regles-redaction.yml)."""

from typing import Annotated

from pydantic import Field

from .base import Id, Ligne, Model, Ref, Texte
from .clause import Ponderation


class ExceptionMotivee(Model):
    """A clause where the words are right, and why."""

    clause: Ref("clauses")
    raison: Texte


class RegleDeRedaction(Model):
    """Words to avoid. `motifs` are compared without case; a final "*" stands for the end of a word."""

    id: Id
    titre: Ligne
    explication: Texte
    motifs: Annotated[tuple[Ligne, ...], Field(min_length=1)]
    exceptions: tuple[ExceptionMotivee, ...] = ()


class Redaction(Model):
    """All drafting rules, and the weights that a single criterion may have."""

    ponderation: Ponderation
    regles: Annotated[tuple[RegleDeRedaction, ...], Field(min_length=1)]
