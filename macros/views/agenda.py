"""The agenda: meetings and visits, the latest first."""

import re
from dataclasses import dataclass

from ..model import Catalog, Famille, Kit, Rencontre
from ..text.dates import date_longue
from .elements import Lien, lien


@dataclass(frozen=True)
class RencontreVue:
    """A meeting in the agenda. `jour` and `dernier` are for the browser, which knows what is to come."""

    rencontre: Rencontre
    jour: str
    quand: str
    publics: str
    segments: tuple[Lien, ...]
    kit: Lien | None


def rencontres(catalog: Catalog) -> tuple[Rencontre, ...]:
    """Every meeting, the latest first."""
    return tuple(
        sorted(catalog.all(Rencontre), key=lambda meeting: (-meeting.jour.toordinal(), meeting.debut or "", meeting.id))
    )


def agenda(catalog: Catalog) -> tuple[RencontreVue, ...]:
    return tuple(
        RencontreVue(
            rencontre=meeting,
            jour=meeting.jour.isoformat(),
            quand=jours_et_heures(meeting),
            publics=", ".join(catalog.term("publics", name).libelle.lower() for name in meeting.publics),
            segments=tuple(lien(catalog.get(Famille, name)) for name in meeting.familles),
            kit=lien(catalog.get(Kit, meeting.kit)) if meeting.kit else None,
        )
        for meeting in rencontres(catalog)
    )


def jours_et_heures(meeting: Rencontre) -> str:
    """ "le 3 mars 2027, de 9 h 30 à 11 h 00" """
    days = (
        f"du {date_longue(meeting.jour)} au {date_longue(meeting.jusqu_au)}"
        if meeting.jusqu_au
        else f"le {date_longue(meeting.jour)}"
    )
    if not meeting.debut:
        return days
    return (
        f"{days}, de {_heure(meeting.debut)} à {_heure(meeting.fin)}"
        if meeting.fin
        else f"{days}, à {_heure(meeting.debut)}"
    )


def _heure(time: str) -> str:
    return re.sub(r"^0?(\d{1,2}):(\d\d)$", r"\1 h \2", time)
