"""Dates as a French reader writes them. The clock is never read."""

import re
from datetime import date

from .letters import flat

MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
"""The months, in their order."""
UN_MOIS = "|".join(MOIS)
"""Any of them, in an expression."""


def date_longue(day: date) -> str:
    """date(2026, 3, 1) -> "1er mars 2026"."""
    return f"{'1er' if day.day == 1 else day.day} {MOIS[day.month - 1]} {day.year}"


_YEAR_OF_A_DAY = re.compile(rf"(?<=[\dr]\u00a0)({UN_MOIS}) (?=\d{{4}}\b)")
_YEARS = re.compile(r"\b(\d{4})-(?=\d{4}\b)")


def dates_liees(text: str) -> str:
    """A text whose days are bound to their months (typographie.py), with their years and each span of years bound as well: "17 juin 2014", "2023-2025"."""
    return _YEARS.sub("\\1\u2011", _YEAR_OF_A_DAY.sub("\\1\u00a0", text))


def mois_en_mots(mois: str) -> str:
    """ "2026-11" -> "novembre 2026"."""
    year, _, month = mois.partition("-")
    return f"{MOIS[int(month) - 1]} {int(year)}"


_DIGITS = re.compile(r"(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4}|\d\d)")
_WORDS = re.compile(r"(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4})")


def lire_date(written: str) -> date | None:
    """The day that someone typed, as docs/assets/js/parts/jour.js reads it: "1/3/2026", "01.03.26", "1er mars 2026", "2026-03-01"; None where it is none."""
    words = flat(written)
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", words):
        return _checked(found[1], int(found[2]), found[3])
    if found := _DIGITS.fullmatch(words):
        return _checked(found[3], int(found[2]), found[1])
    if found := _WORDS.fullmatch(words):
        name = found[2]
        months = [
            number
            for number, month in enumerate(map(flat, MOIS), 1)
            if month == name or (len(name) > 2 and month.startswith(name))
        ]
        return _checked(found[3], months[0], found[1]) if len(months) == 1 else None
    return None


def _checked(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(f"20{year}" if len(year) == 2 else year), month, int(day))
    except ValueError:
        return None
