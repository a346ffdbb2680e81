"""What is given: each kind of record, and the closed lists that the records name.

`clauses.json` is a plain list, so that a spreadsheet or ten lines of a script read it at once. Each object therefore says
its own licence and date: a record that is copied alone keeps them, and an envelope would be lost with the first copy.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from ...model import KINDS, VOCABULAIRES, Catalog, Clause, Record, TermeDeListe
from ...model.base import Model, TermeId
from ...read.settings import Settings
from ...views.donnees import Fichiers, fichiers, listes

FOLDER = "api/v1"
LICENCE = "etalab-2.0"
LICENCE_URL = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
ADDED = {
    "url": "Adresse de la fiche sur le site.",
    "licence": "Licence de réutilisation : Licence Ouverte 2.0.",
    "mise_a_jour": "Date du dernier changement de la fiche.",
    "origine": "« commune » pour une fiche du guide partagé, « locale » pour celle que l'organisation ajoute, adapte ou retire.",
    "version_dite": "Nom de la version d'une clause : « 3 », ou « 3+region.1 » si le texte est adapté ; vide pour une autre fiche.",
}
"""What each object says besides the fields of its record."""


class ListeFermee(Model):
    """A closed list, as one record."""

    id: TermeId
    termes: tuple[TermeDeListe, ...]


@dataclass(frozen=True)
class Jeu:
    """One dataset: `fiches` stand in its files in the order of their ids; `mise_a_jour` is the newest date among them."""

    nom: str
    titre: str
    description: str
    modele: type[BaseModel]
    fiches: tuple[Any, ...]
    mise_a_jour: str
    _objet: Callable[[Any], dict[str, Any]]

    def objets(self) -> Iterator[dict[str, Any]]:
        """What its files hold, made one at a time: those of ten thousand clauses at once would take 300 MB."""
        return map(self._objet, self.fiches)


def jeux(catalog: Catalog, settings: Settings, day: date) -> tuple[Jeu, ...]:
    """Every dataset, as the page of the data lists them."""
    return tuple(_jeu(fichier, catalog, settings, day) for fichier in fichiers(catalog))


def _jeu(fichier: Fichiers, catalog: Catalog, settings: Settings, day: date) -> Jeu:
    if fichier.nom == VOCABULAIRES:
        meaning = "listes fermées : ce que veut dire chaque identifiant que les fiches emploient."
        return Jeu(
            VOCABULAIRES,
            fichier.titre,
            f"{settings.guide}, {meaning}",
            ListeFermee,
            tuple(ListeFermee(id=name, termes=catalog.terms(name)) for name in listes(catalog)),
            day.isoformat(),
            lambda liste: _objet_de_liste(liste, settings, day),
        )
    model = KINDS[fichier.nom]
    records = catalog.all(model)
    meaning = f"{model.nom_pluriel} : un objet par fiche, avec ses sources quand elle en cite."
    return Jeu(
        model.kind,
        fichier.titre,
        f"{settings.guide}, {meaning}",
        model,
        records,
        max(record.date or day for record in records).isoformat(),
        lambda record: objet(record, settings, day),
    )


def objet(record: Record, settings: Settings, day: date) -> dict[str, Any]:
    """A record with every one of its fields: a missing value is null or an empty list, never a missing key."""
    fields = {nom_publie(name): value for name, value in record.model_dump(mode="json").items()}
    return fields | _added(
        settings.site + record.adresse,
        record.date or day,
        "locale" if record.local else "commune",
        record.version_dite if isinstance(record, Clause) else "",
    )


def nom_publie(field: str) -> str:
    """`url` is always the address of our page: the one that a legal text names is its source's."""
    return f"{field}_source" if field in ADDED else field


def _objet_de_liste(liste: ListeFermee, settings: Settings, day: date) -> dict[str, Any]:
    return liste.model_dump(mode="json") | _added(f"{settings.site}{FOLDER}/{VOCABULAIRES}/{liste.id}.json", day)


def _added(url: str, day: date, origine: str = "commune", version: str = "") -> dict[str, str]:
    return dict(zip(ADDED, (url, LICENCE, day.isoformat(), origine, version), strict=True))
