"""The calendar of the law: what came and comes into force, by month."""

from dataclasses import dataclass
from datetime import date
from math import sqrt

from ..model import Catalog, TexteJuridique
from ..text.dates import date_longue
from .elements import Lien, pluriel
from .textes import by_number, dates

MOIS = ("jan", "fév", "mars", "avr", "mai", "juin", "juil", "août", "sep", "oct", "nov", "déc")


@dataclass(frozen=True)
class Rond:
    """The texts of one month in the figure: the more texts, the larger."""

    x: int
    y: int
    rayon: float
    nombre: int
    titre: str
    jour: date
    """The first day: the browser says whether it is still to come."""
    dernier: date
    """The last one, from which the list is read."""
    confirme: bool


@dataclass(frozen=True)
class JourDuDroit:
    """The texts that come into force on one day, in the list."""

    jour: date
    textes: tuple[tuple[Lien, bool], ...]
    """Each with whether it is confirmed."""


@dataclass(frozen=True)
class Calendrier:
    """A year is a row, a month a column."""

    marge: int
    """Where January begins, and how wide a month is: the browser draws the line of the reader’s day."""
    colonne: int
    largeur: int
    hauteur: int
    annees: tuple[tuple[int, int], ...]
    """(y, year)."""
    mois: tuple[tuple[int, str], ...]
    """(x, name)."""
    ronds: tuple[Rond, ...]
    description: str
    jours: tuple[JourDuDroit, ...]


_MARGE, _COLONNE, _ENTETE, _LIGNE = 56, 33, 40, 42


def calendrier(catalog: Catalog) -> Calendrier:
    """Every text that is in force, or will be, and whose date is known. The newest days come first in the list."""
    months: dict[tuple[int, int], list[TexteJuridique]] = {}
    days: dict[date, list[TexteJuridique]] = {}
    for day, text in reversed(dates(catalog)):
        months.setdefault((day.year, day.month), []).append(text)
        days.setdefault(day, []).append(text)
    years = range(min(days).year, max(days).year + 1) if days else range(0)
    rows = {year: _ENTETE + index * _LIGNE + _LIGNE // 2 for index, year in enumerate(years)}
    return Calendrier(
        marge=_MARGE,
        colonne=_COLONNE,
        largeur=_MARGE + 12 * _COLONNE + 4,
        hauteur=_ENTETE + len(rows) * _LIGNE,
        annees=tuple((y, year) for year, y in rows.items()),
        mois=tuple((_MARGE + index * _COLONNE + _COLONNE // 2, name) for index, name in enumerate(MOIS)),
        ronds=tuple(
            _rond(rows[year], [day for day in days if (day.year, day.month) == (year, month)], texts)
            for (year, month), texts in sorted(months.items())
        ),
        description=_description(days),
        jours=tuple(
            JourDuDroit(day, tuple((Lien(text.titre, text.adresse), text.confirme) for text in by_number(days[day])))
            for day in sorted(days, reverse=True)
        ),
    )


def _rond(y: int, days: list[date], texts: list[TexteJuridique]) -> Rond:
    day = min(days)
    return Rond(
        x=_MARGE + (day.month - 1) * _COLONNE + _COLONNE // 2,
        y=y,
        rayon=round(min(9 + 2.4 * sqrt(len(texts) - 1), 18), 1),
        nombre=len(texts),
        titre=f"{MOIS[day.month - 1]} {day.year} : {pluriel(len(texts), 'texte')}",
        jour=day,
        dernier=max(days),
        confirme=all(text.confirme for text in texts),
    )


def _description(days: dict[date, list[TexteJuridique]]) -> str:
    told = " ; ".join(f"{date_longue(day)}, {pluriel(len(texts), 'texte')}" for day, texts in sorted(days.items()))
    return f"Nombre de textes par date d'entrée en vigueur : {told}. La liste à côté donne chaque texte."
