"""What was measured of the guide at a date, by a command: the build reads it and measures nothing itself."""

from typing import Annotated

from pydantic import Field

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


MESURES: dict[str, type[Model]] = {"liens": EtatDesLiens}
"""The files of data/mesures/, without their ending."""
