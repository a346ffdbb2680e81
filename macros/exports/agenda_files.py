"""The feed of the agenda: meetings and visits, to subscribe to."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from ..model import Rencontre
from ..views.agenda import rencontres
from . import ics
from .gabarits import without_markup

if TYPE_CHECKING:
    from ..build import Build

FEED = "flux/agenda.ics"


def agenda_files(build: "Build") -> Iterator[tuple[str, bytes]]:
    """The feed is there before the first meeting, so that one can subscribe to it: it says then that there is none, for some programs refuse a calendar of nothing."""
    site = build.settings.site
    events = [event(meeting, site) for meeting in rencontres(build.catalog)]
    if not events:
        title = "Aucune rencontre annoncée"
        events = [ics.RendezVous(ics.uid("agenda", "vide", site), title, build.day, adresse=f"{site}agenda/")]
    yield FEED, ics.fichier_ics(f"Agenda : {build.settings.guide}", events, build.day)


def event(meeting: Rencontre, site: str) -> ics.RendezVous:
    start, end = _moments(meeting)
    links = [
        f"{word} : {address}"
        for word, address in (("Annonce", meeting.annonce), ("Compte rendu", meeting.compte_rendu))
        if address
    ]
    return ics.RendezVous(
        uid=ics.uid("rencontres", meeting.id, site),
        titre=without_markup(meeting.titre),
        debut=start,
        fin=end,
        description="\n".join(
            [
                without_markup(meeting.resume),
                *([f"Annulée : {without_markup(meeting.annulee)}"] if meeting.annulee else []),
                f"Qui invite : {without_markup(meeting.organisateur)}",
                *links,
            ]
        ),
        lieu=without_markup(meeting.lieu),
        adresse=f"{site}{meeting.adresse}",
        annule=meeting.annulee is not None,
    )


def _moments(meeting: Rencontre) -> tuple[date, date | None]:
    """Whole days, or hours where they are given."""
    if not meeting.debut:
        return meeting.jour, meeting.jusqu_au
    last = meeting.jusqu_au or meeting.jour
    return _at(meeting.jour, meeting.debut), _at(last, meeting.fin) if meeting.fin else None


def _at(day: date, hour: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour), ics.PARIS)
