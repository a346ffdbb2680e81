"""What brings people together: kits to run a session, themes to show on the walls, meetings and visits with their date."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Jour, Ligne, Model, Record, Source, Sources, Texte, Url
from .declarations import PartieDuLivret
from .reference_types import RefClause, RefEtudeDeCas, RefFamille, RefKit, RefRecommandation, RefTexte, TermePublics

Heure = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""The time in metropolitan France: "09:30"."""
MinutesDeKit = Annotated[int, Field(ge=1, le=960)]


class EtapeDeKit(Model):
    """One thing to do. `minutes` is the time that it takes the people who run the session."""

    moment: Literal["avant", "seance", "apres"]
    titre: Ligne
    minutes: MinutesDeKit
    fait: Texte
    source: Ligne | None = None
    """Where the number of minutes was read; without it, it is shown as proposed."""


class RegleDeSecurite(Model):
    """What keeps the session lawful."""

    regle: Texte
    textes: tuple[RefTexte, ...] = ()


class Rubrique(Model):
    """A part of a file to fill in. `lignes` are items, boxes to tick, questions, or the first column of a table."""

    titre: Ligne
    texte: Texte | None = None
    forme: Literal["points", "cases", "questions", "tableau"] = "points"
    lignes: tuple[Ligne, ...] = ()
    colonnes: tuple[Ligne, ...] = ()
    """Headings of a table, the first column's included."""


class FichierDeKit(Model):
    """A file made from the record when the site is built. `id` is its name, without its ending."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    titre: Ligne
    usage: Ligne
    rubriques: Annotated[tuple[Rubrique, ...], Field(min_length=1)]


class PremierEssai(Model):
    """What the first trial taught, as its source tells it."""

    constats: Annotated[tuple[Texte, ...], Field(min_length=1)]
    source: Ligne


class Kit(Record):
    """A session that anyone can run."""

    kind = "kits"
    place = "page"
    adresse_liste = "kits"
    nom = "kit"
    nom_pluriel = "kits"
    livret = PartieDuLivret("Les kits")
    renvois = False

    ordre: Annotated[int, Field(ge=1, le=99)]
    quand: Texte
    qui: Annotated[tuple[Ligne, ...], Field(min_length=1)]
    materiel: Annotated[tuple[Ligne, ...], Field(min_length=1)]
    etapes: Annotated[tuple[EtapeDeKit, ...], Field(min_length=1)]
    securite_juridique: Annotated[tuple[RegleDeSecurite, ...], Field(min_length=1)]
    fichiers: Annotated[tuple[FichierDeKit, ...], Field(min_length=1)]
    premier_essai: PremierEssai | None = None
    clauses: tuple[RefClause, ...] = ()
    cas: tuple[RefEtudeDeCas, ...] = ()
    recommandations: tuple[RefRecommandation, ...] = ()
    sources: Sources


class Salle(Record):
    """A theme to hang on the walls: posters made from clauses, cases and texts."""

    kind = "salles"
    place = "page"
    adresse_liste = "salles"
    nom = "salle d'inspiration"
    nom_pluriel = "salles d'inspiration"
    livret = "aucun"  # posters: its page prints them, one a sheet
    renvois = False

    ordre: Annotated[int, Field(ge=1, le=99)]
    question: Ligne
    """What the visitors are asked."""
    accroche: Texte
    clauses: Annotated[tuple[RefClause, ...], Field(min_length=1)]
    cas: Annotated[tuple[RefEtudeDeCas, ...], Field(min_length=1)]
    textes: tuple[RefTexte, ...] = ()
    debat: Annotated[tuple[Texte, ...], Field(min_length=1)]
    references: tuple[Source, ...] = ()


class Rencontre(Record):
    """A meeting or a visit, with its public notice and, afterwards, its written record."""

    kind = "rencontres"
    place = "liste"
    adresse_liste = "agenda"
    nom = "rencontre"
    nom_pluriel = "rencontres"
    livret = "aucun"  # a date passes before the booklet does
    renvois = False

    kit: RefKit | None = None
    jour: Jour
    jusqu_au: Jour | None = None
    debut: Heure | None = None
    fin: Heure | None = None
    lieu: Ligne
    organisateur: Ligne
    publics: Annotated[tuple[TermePublics, ...], Field(min_length=1)]
    familles: tuple[RefFamille, ...] = ()
    objet: Texte
    annonce: Url | None = None
    """The open notice: who may come, and how."""
    compte_rendu: Url | None = None
    annulee: Ligne | None = None
    """Why it does not take place."""
