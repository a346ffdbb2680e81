"""iCalendar (RFC 5545): any calendar of the site as bytes, the same for the same records and the same day.

    calendrier("Échéances du droit", evenements, build.day)

Every export that gives dates starts here; what an event says is up to its caller.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
"""The hours of the records are those of metropolitan France."""
PRODID = "-//guide-achats-durables//FR"
"""The software, whoever publishes with it."""
OCTETS = 75
"""Longest line (RFC 5545, 3.1), its end not counted."""
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class RendezVous:
    """One event. Two dates make whole days, `fin` being the last one; two aware datetimes are written in UTC.

    `uid` must never change: a calendar that is subscribed to knows the event by it.
    """

    uid: str
    titre: str
    debut: date | datetime
    fin: date | datetime | None = None
    description: str = ""
    lieu: str = ""
    adresse: str = ""
    """Where to read more: a whole address."""
    categories: tuple[str, ...] = ()
    annule: bool = False


def fichier_ics(nom: str, evenements: Iterable[RendezVous], jour: date) -> bytes:
    """A whole calendar. `jour` is the date of the build, never the clock's. Raises ValueError on a datetime without a time zone."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODID}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{texte(nom)}",
    ]
    for evenement in evenements:
        lines += _lines(evenement, jour)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def uid(kind: str, record_id: str, site: str) -> str:
    """The lasting name of a record's event: "rencontres-visite@guide.example.fr"."""
    return f"{kind}-{record_id}@{urlsplit(site).hostname}"


def _lines(evenement: RendezVous, jour: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{texte(evenement.uid)}"
    yield f"DTSTAMP:{_utc(datetime.combine(jour, time(), UTC))}"
    yield from _moments(evenement)
    yield f"SUMMARY:{texte(evenement.titre)}"
    if evenement.description:
        yield f"DESCRIPTION:{texte(evenement.description)}"
    if evenement.lieu:
        yield f"LOCATION:{texte(evenement.lieu)}"
    if evenement.adresse:
        yield f"URL:{_UNPRINTED.sub('', evenement.adresse)}"
    if evenement.categories:
        yield f"CATEGORIES:{','.join(texte(one) for one in evenement.categories)}"
    if evenement.annule:
        yield "STATUS:CANCELLED"
    # A date to know of takes no one's time.
    yield "TRANSP:OPAQUE" if isinstance(evenement.debut, datetime) else "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moments(evenement: RendezVous) -> Iterator[str]:
    if isinstance(evenement.debut, datetime):
        yield f"DTSTART:{_utc(evenement.debut)}"
        if isinstance(evenement.fin, datetime):
            yield f"DTEND:{_utc(evenement.fin)}"
        return
    yield f"DTSTART;VALUE=DATE:{evenement.debut:%Y%m%d}"
    # The end is the first day that is no longer in it.
    yield f"DTEND;VALUE=DATE:{(evenement.fin or evenement.debut) + timedelta(days=1):%Y%m%d}"


def _utc(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} : une heure sans fuseau ne dit pas quand")
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def texte(words: str) -> str:
    """A text as a value: its signs escaped, its lines kept."""
    words = re.sub(r"\r\n?", "\n", words)
    escaped = re.sub(r"([\\;,])", r"\\\1", words).replace("\n", "\\n")
    return _UNPRINTED.sub("", escaped)


def folded(line: str) -> bytes:
    """A line cut where it is longer than OCTETS, never inside a character; each part but the first begins with a space."""
    parts, current, room = [], b"", OCTETS
    for character in line:
        octets = character.encode()
        if len(current) + len(octets) > room:
            parts.append(current)
            current, room = b"", OCTETS - 1
        current += octets
    return b"\r\n ".join([*parts, current]) + b"\r\n"
