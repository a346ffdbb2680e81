"""What the law answers to one purchase (data/regles-achat.yml): thresholds by period and buyer, and the short lines of the page « Quelles règles pour mon achat ? »."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Id, Jour, Ligne, Model, Reference, Texte
from .reference_types import RefFamille, RefTexte, TermeAcheteurs

Contrat = Literal["marche", "concession"]
Nature = Literal["travaux", "fournitures-services"]
Montant = Annotated[int, Field(ge=1)]
Pourcent = Annotated[int, Field(ge=1, le=100)]
RefObligation = Annotated[Id, Reference("obligations")]


class MontantDeSeuil(Model):
    """The amount of a threshold for some purchases; no filter stands for all. Where `a` is given, it lies between both according to what `selon` says."""

    acheteurs: tuple[TermeAcheteurs, ...] = ()
    contrats: tuple[Contrat, ...] = ()
    natures: tuple[Nature, ...] = ()
    montant: Montant
    a: Montant | None = None
    selon: Ligne | None = None


class Periode(Model):
    """Days during which the amounts hold, both included; no `au`: until something changes."""

    du: Jour
    au: Jour | None = None
    montants: Annotated[tuple[MontantDeSeuil, ...], Field(min_length=1)]


class Seuil(Model):
    """A threshold that several rules share. Outside its periods the guide does not know it."""

    id: Id
    titre: Ligne
    periodes: Annotated[tuple[Periode, ...], Field(min_length=1)]


class Quand(Model):
    """A purchase for which a line holds: every condition that is given. Amounts are euros before tax, of the whole need; `lot_…` of one lot."""

    acheteurs: tuple[TermeAcheteurs, ...] = ()
    contrats: tuple[Contrat, ...] = ()
    familles: tuple[RefFamille, ...] = ()
    natures: tuple[Nature, ...] = ()
    des: Montant | None = None
    sous: Montant | None = None
    des_les_seuils: tuple[Id, ...] = ()
    sous_le_seuil: Id | None = None
    lot_sous: Montant | None = None
    lot_sous_le_seuil: Id | None = None
    lot_des: Montant | None = None
    lot_des_le_seuil: Id | None = None
    lot_part: Pourcent | None = None
    """Per cent of the whole need that the lot does not exceed."""
    lot_hors_part: Pourcent | None = None
    """Per cent of the whole need that the lot exceeds."""
    depuis: Jour | None = None


class Doute(Model):
    """Purchases for which a line is not certain (all where `quand` is empty), and why."""

    quand: tuple[Quand, ...] = ()
    pourquoi: Ligne


class ArticleLu(Model):
    """An article that has no record of its own, and the day on which it was read."""

    article: Ligne
    lu: Jour


class LigneDAchat(Model):
    """One short answer. It holds where one of `quand` does, or else where its duty does."""

    id: Id
    boite: Literal["ecrire", "publier", "garder"]
    sujet: Literal[
        "condition", "critere", "sociale", "procedure", "publicite", "delai", "profil", "lots", "donnees", "preuve"
    ]
    dit: Ligne
    precision: Texte | None = None
    regle: RefObligation | None = None
    """The duty that says it at length."""
    quand: tuple[Quand, ...] = ()
    doutes: tuple[Doute, ...] = ()
    textes: tuple[RefTexte, ...] = ()
    """In place of the first text of the duty."""
    articles: tuple[ArticleLu, ...] = ()
    a_verifier: bool = False
    """Whether an amount that it says was not read in its text."""


class DocumentDAchat(Model):
    """Where the other duties are followed."""

    titre: Ligne
    regles: Annotated[tuple[RefObligation, ...], Field(min_length=1)]


class ReglesDAchat(Model):
    """Thresholds, lines in the order of the page, and the documents below which the other duties stand."""

    seuils: Annotated[tuple[Seuil, ...], Field(min_length=1)]
    lignes: Annotated[tuple[LigneDAchat, ...], Field(min_length=1)]
    documents: Annotated[tuple[DocumentDAchat, ...], Field(min_length=1)]
