"""What several pages show: cards, links, numbers in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import singledispatch

from ..model import KINDS, Catalog, Clause, EtudeDeCas, Pair, Recommandation, Record, TexteJuridique
from ..read.settings import Settings


@dataclass(frozen=True)
class Carte:
    """A record in a list. `marques` are short words under the title."""

    titre: str
    adresse: str
    resume: str
    marques: tuple[str, ...] = ()


@dataclass(frozen=True)
class Groupe:
    """Cards under one heading."""

    titre: str
    cartes: tuple[Carte, ...]


@dataclass(frozen=True)
class Lien:
    """A word that leads somewhere."""

    mot: str
    adresse: str


@dataclass(frozen=True)
class LiensDeFiche:
    """Where a reader reports a fault of a record (an address of the site), or mends its file ("" where the organisation has no forge); then what names it."""

    signaler: str
    modifier: str
    cite_par: tuple[tuple[str, Lien], ...] = ()
    """(what its kind is called, link) of each record whose kind has `renvois`."""


def pluriel(nombre: int, mot: str, mots: str = "") -> str:
    """(1, "clause") -> "1 clause"; (0, "clause") -> "0 clause"; (2, "cas", "cas") -> "2 cas"."""
    return f"{nombre} {mot if nombre < 2 else mots or mot + 's'}"


def nombre(value: int | str | None) -> str:
    """7000 -> "7 000"; a text stays as it is; None -> ""."""
    return "" if value is None else f"{value:,}".replace(",", "\u202f") if isinstance(value, int) else value


def carte(catalog: Catalog, record: Record, own: tuple[str, ...] | None = None) -> Carte:
    """Any record as an item of a list. `own`: the marks to show instead of those of its kind."""
    if own is None:
        own = marques(record, catalog)
    return Carte(record.titre, record.adresse, record.resume, (*own, *((record.local.dit,) if record.local else ())))


def cartes(catalog: Catalog, records: Iterable[Record]) -> tuple[Carte, ...]:
    return tuple(carte(catalog, record) for record in records)


@singledispatch
def marques(record: Record, catalog: Catalog) -> tuple[str, ...]:
    """The short words under the title of a record in a list: none, where its kind has no function below."""
    return ()


@marques.register
def marques_de_clause(clause: Clause, catalog: Catalog) -> tuple[str, ...]:
    """Its stage, its level, its dimensions."""
    return (
        catalog.term("etapes", clause.etape).libelle,
        f"niveau {catalog.term('niveaux', clause.niveau).libelle.lower()}",
        *(catalog.term("dimensions", name).libelle.lower() for name in clause.dimensions),
    )


@marques.register
def _marques_cas(cas: EtudeDeCas, catalog: Catalog) -> tuple[str, ...]:
    place = cas.lieu if cas.pays in cas.lieu else f"{cas.lieu}, {cas.pays}"
    return (cas.acheteur, place, *((cas.annee,) if cas.annee else ()), catalog.term("natures-cas", cas.nature).libelle)


@marques.register
def _marques_texte(texte: TexteJuridique, catalog: Catalog) -> tuple[str, ...]:
    return (
        catalog.term("natures-texte", texte.nature).libelle,
        catalog.term("etats-verification", texte.verification.etat).libelle,
    )


@marques.register
def _marques_pair(pair: Pair, catalog: Catalog) -> tuple[str, ...]:
    return (pair.lieu, pair.pays, catalog.term("types-acheteurs", pair.type_acheteur).libelle)


@marques.register
def _marques_recommandation(recommandation: Recommandation, catalog: Catalog) -> tuple[str, ...]:
    return ("pour : " + ", ".join(catalog.term("publics", name).libelle.lower() for name in recommandation.publics),)


def lien(record: Record) -> Lien:
    return Lien(record.titre, record.adresse)


def adresse_de_correction(address: str) -> str:
    """Where a fault of the page at this address is reported, from the site's root."""
    return f"contribuer/proposer/?fiche=correction&page={address.partition('#')[0]}"


def liens_de_fiche(catalog: Catalog, record: Record, settings: Settings) -> LiensDeFiche:
    cited = [other for model in KINDS.values() if model.renvois for other in catalog.citing(record, model)]
    return LiensDeFiche(
        adresse_de_correction(record.adresse),
        settings.modifier(record.fichier),
        tuple((f"{other.nom[0].upper()}{other.nom[1:]}", lien(other)) for other in cited),
    )
