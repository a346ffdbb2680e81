"""What an organisation adds, replaces or withdraws of the guide (data-locale/), and what a record then says of itself."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from .base import Changement, Id, Jour, Ligne, Model, NomDeChamp, Texte
from .clause import Borne, Relecture
from .records import MinimumLegal
from .reference_types import RefClause, TermeStatuts

if TYPE_CHECKING:
    from .base import Record

DATA_LOCALE, DOCS_LOCALE, SURCHARGES, ORIGINES = "data-locale", "docs-locale", "surcharges.yml", "origines"
RELECTURES = "relectures.yml"
"""The two folders of an organisation; the files of its small changes and of its readings; where the first one keeps what it replaces, as it stood then."""
Sorte = Literal["ajoutee", "remplacee", "adaptee", "retiree", "masquee"]
_DIT = {
    "ajoutee": "ajoutée par",
    "remplacee": "adaptée par",
    "adaptee": "adaptée par",
    "retiree": "retirée par",
    "masquee": "mise de côté par",
}

SORTES = {
    "ajoutee": "ajoutées",
    "remplacee": "remplacées",
    "adaptee": "adaptées",
    "retiree": "retirées",
    "masquee": "mises de côté",
}
"""What the records of each sort are called."""


@dataclass(frozen=True)
class Local:
    """Why a record is not as the common guide gives it. `par` is the organisation; `suffixe` names it in versions."""

    sorte: Sorte
    par: str
    suffixe: str
    fichier: str
    """Path from the project's root of the file that says so."""
    base: int = 0
    """The version of ours that a clause comes from; 0 for one of their own."""
    origine: "Record | None" = None
    """The record as the common guide has it."""
    motif: str = ""
    jour: Jour | None = None
    adaptation: "AdaptationDeClause | None" = None
    origine_changee: bool = False
    """Whether the common guide has changed it since it was replaced."""

    @property
    def dit(self) -> str:
        """« adaptée par Région témoin »."""
        return f"{_DIT[self.sorte]} {self.par}"

    @property
    def numerote(self) -> bool:
        """Whether its versions are numbered apart: its text is not the common one."""
        return self.sorte in ("ajoutee", "remplacee", "adaptee")

    def version(self, number: int) -> str:
        """« 3+region.1 »: the version of ours, whose text it is, its own number. Of a record of their own, « 0+region.1 »."""
        return f"{self.base}+{self.suffixe}.{number}" if self.numerote else str(number)


class ValeurLocale(Model):
    """The value that takes the place of `defaut`, and where it was decided."""

    valeur: Borne
    source: Ligne | None = None


class AdaptationDeClause(Model):
    """Values of a clause of ours. Its sentences that they make untrue are written again in `textes`, or read again and kept."""

    remplace_version: Annotated[int, Field(ge=1)]
    parametres: Annotated[dict[NomDeChamp, ValeurLocale], Field(min_length=1)]
    textes: dict[str, Texte] = {}
    """Path of a text of the record ("resume", "publics.elus", "risques.0.parade") -> what it says here."""
    relues: tuple[Ligne, ...] = ()
    """Paths of the texts that hold the old value and stay true."""
    historique: Annotated[tuple[Changement, ...], Field(min_length=1)]
    relecture: tuple[Relecture, ...] = ()
    """What readers decided of this text: what they said of ours does not hold for it."""


class Retrait(Model):
    """A clause of ours that is no longer taken here."""

    motif: Texte
    date: Jour


class SegmentMasque(Model):
    """A segment that the organisation does not buy."""

    motif: Texte
    avec_ses_clauses: bool = False
    """Whether the clauses that are of no other segment are withdrawn with it."""


class RelectureLocale(Model):
    """What the roles of the organisation decided of a clause of ours, and the status that it has since. `version` is the name of what was read."""

    version: Ligne
    statut: TermeStatuts
    relecture: Annotated[tuple[Relecture, ...], Field(min_length=1)]


class Relectures(Model):
    """data-locale/relectures.yml, which `python -m macros relecture importer` writes."""

    clauses: dict[Id, RelectureLocale] = {}


class Surcharges(Model):
    """The small changes of data-locale/surcharges.yml; keys are ids of records of data/."""

    valeurs: dict[Id, AdaptationDeClause] = {}
    retraits: dict[Id, Retrait] = {}
    segments_masques: dict[Id, SegmentMasque] = {}
    minimum_legal: dict[Id, MinimumLegal] = {}
    deux_clauses: dict[Id, Annotated[tuple[RefClause, ...], Field(max_length=2)]] = {}
    ordre: dict[str, tuple[Id, ...]] = {}
    """Folder of data/ whose records have an order -> those that come first."""
