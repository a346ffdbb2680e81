"""What the figures that a reader moves say of each of their states (figures of the onboarding path)."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Jour, Ligne, Model, Texte
from .processus import QuelquesMots
from .reference_types import RefFamille, TermeAcheteurs, TermeEtapes

Verdict = Literal["bon", "possible", "sans-effet", "exclu"]


class LieuDEcriture(Model):
    """A stage of the purchase: what a demand that is written there can do, and what it cannot."""

    etape: TermeEtapes
    peut: Texte
    ne_peut_pas: Texte


class EffetDUnLieu(Model):
    """What becomes of a demand at one stage."""

    etape: TermeEtapes
    verdict: Verdict
    dit: Texte


class DemandeAPlacer(Model):
    """Something that a buyer wishes, an invented example."""

    libelle: QuelquesMots
    effets: Annotated[tuple[EffetDUnLieu, ...], Field(min_length=1)]
    """One for each place."""


class DemandesAPlacer(Model):
    """Demands, and the places where each can be tried."""

    endroits: Annotated[tuple[LieuDEcriture, ...], Field(min_length=2)]
    demandes: Annotated[tuple[DemandeAPlacer, ...], Field(min_length=1, max_length=4)]


class DeuxOffres(Model):
    """Two invented offers: the first is the cheaper, the second has the better mark. The reader moves what the price weighs, and how much dearer the second is."""

    objet: Ligne
    prix: Annotated[int, Field(ge=1)]
    """Of the first, in euros before tax."""
    sur: Annotated[int, Field(ge=1, le=100)]
    """What the marks of quality are out of."""
    notes: Annotated[tuple[Annotated[int, Field(ge=0, le=100)], ...], Field(min_length=2, max_length=2)]
    poids: Annotated[tuple[Annotated[int, Field(ge=1, le=99)], ...], Field(min_length=2, max_length=9)]
    """What the price may weigh, in points out of 100; quality has the others."""
    ecarts: Annotated[tuple[Annotated[int, Field(ge=1, le=200)], ...], Field(min_length=2, max_length=9)]
    """By how many per cent the second may be dearer."""


class PieceDeClause(Model):
    """A part that makes a clause hold."""

    libelle: QuelquesMots
    texte: Texte
    """What it adds to the draft."""
    sans: Texte
    """What happens in the second year where it was left out."""


class ClauseEnPieces(Model):
    """A draft, the parts that it lacks, and what the second year is like once it has them all. All invented."""

    brouillon: Texte
    pieces: Annotated[tuple[PieceDeClause, ...], Field(min_length=2, max_length=6)]
    tenue: Texte


class CasDeSeuil(Model):
    """A purchase whose amount the reader moves."""

    libelle: QuelquesMots
    acheteur: TermeAcheteurs
    famille: RefFamille
    date: Jour
    """When the consultation is launched: thresholds change."""
