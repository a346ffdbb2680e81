"""The words of the market: where each CPV code and each word that buyers type lead."""

from typing import Annotated

from pydantic import Field, StringConstraints

from .base import Ligne, Model
from .reference_types import RefFamille

DebutDeCpv = Annotated[str, StringConstraints(pattern=r"^\d{2,8}$")]
Fiche = Annotated[str, StringConstraints(pattern=r"^[a-z-]+/[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
"""A record, as a link of a text names it: "familles/energie"."""


class RegleCpv(Model):
    """The codes that begin so lead to a segment; without one the guide has none for them, and `proche` is the
    nearest."""

    cpv: DebutDeCpv
    segment: RefFamille | None = None
    proche: RefFamille | None = None


class Mots(Model):
    """Words that lead to records, best first, and why. Those that lead nowhere weigh little: in a contract's title,
    of which they are
    the procedure, or in any query, where they are `vides`."""

    mots: Annotated[tuple[Ligne, ...], Field(min_length=1)]
    mene: tuple[Fiche, ...] = ()
    vides: bool = False
    pourquoi: Ligne
