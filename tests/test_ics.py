"""Calendars: another program reads in them what was written, and no line is longer than it may be."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from macros.exports.ics import OCTETS, RendezVous, fichier_ics, uid

DAY = date(2026, 11, 22)
LONG = "L'été, à Besançon ; « clauses » : 5 % \\ tout\nle reste 🌱 " * 6


def read(*evenements: RendezVous) -> list:
    """The events as an independent reader finds them."""
    return list(Calendar.from_ical(fichier_ics("Agenda", evenements, DAY)).walk("VEVENT"))


def test_what_is_written_is_what_another_program_reads():
    event = RendezVous(
        "a@b",
        LONG,
        date(2026, 8, 21),
        description=LONG,
        lieu="Hôtel de Région, salle B ; 2e étage",
        adresse="https://exemple.fr/a?b=c,d",
        categories=("droit, marchés", "agenda"),
    )
    (found,) = read(event)
    assert (found["UID"], found["SUMMARY"], found["DESCRIPTION"], found["LOCATION"], found["URL"]) == (
        "a@b",
        LONG,
        LONG,
        event.lieu,
        event.adresse,
    )
    assert found["CATEGORIES"].cats == ["droit, marchés", "agenda"]


def test_whole_days_end_on_the_day_after_the_last_one():
    one, several = read(
        RendezVous("a", "Un jour", date(2026, 2, 28)),
        RendezVous("b", "Trois jours", date(2026, 12, 30), date(2027, 1, 1)),
    )
    assert (one.start, one.end) == (date(2026, 2, 28), date(2026, 3, 1))
    assert (several.start, several.end) == (date(2026, 12, 30), date(2027, 1, 2))


def test_hours_are_written_in_universal_time_whatever_the_season():
    paris = ZoneInfo("Europe/Paris")
    summer, winter = read(
        RendezVous("a", "Été", datetime(2026, 7, 1, 9, tzinfo=paris), datetime(2026, 7, 1, 10, 30, tzinfo=paris)),
        RendezVous("b", "Hiver", datetime(2026, 12, 1, 9, tzinfo=paris)),
    )
    assert (summer.start, summer.end) == (datetime(2026, 7, 1, 7, tzinfo=UTC), datetime(2026, 7, 1, 8, 30, tzinfo=UTC))
    assert winter.start == datetime(2026, 12, 1, 8, tzinfo=UTC)
    with pytest.raises(ValueError, match="fuseau"):
        fichier_ics("x", [RendezVous("c", "Sans fuseau", datetime(2026, 7, 1, 9))], DAY)


def test_no_line_is_too_long_nor_cut_inside_a_character_and_every_line_ends_as_it_must():
    written = fichier_ics(LONG, [RendezVous("a", LONG, DAY, description="é" * 500)], DAY)
    lines = written.split(b"\r\n")
    assert lines[-1] == b""
    assert max(len(line) for line in lines) == OCTETS
    assert all(line.decode() for line in lines[:-1])
    assert b"\n" not in written.replace(b"\r\n", b"")


def test_a_text_cannot_add_a_line_of_its_own():
    (found,) = read(
        RendezVous(
            "a",
            "x\r\nATTENDEE:mailto:moi@exemple.fr\rEND:VEVENT\x0b\x00",
            DAY,
            adresse="https://exemple.fr/\r\nATTACH:https://ailleurs.fr",
        )
    )
    assert "ATTENDEE" not in found and "ATTACH" not in found
    assert found["SUMMARY"] == "x\nATTENDEE:mailto:moi@exemple.fr\nEND:VEVENT"


def test_the_same_day_and_events_give_the_same_bytes_stamped_with_that_day():
    event = RendezVous(uid("textes", "ccp-l2112-2", "https://guide.test:8000/intranet/"), "Droit", DAY)
    assert event.uid == "textes-ccp-l2112-2@guide.test"
    assert fichier_ics("x", [event], DAY) == fichier_ics("x", [event], DAY)
    (found,) = read(event)
    assert found.stamp == datetime(2026, 11, 22, tzinfo=UTC)


def test_a_calendar_without_events_is_still_a_calendar():
    assert Calendar.from_ical(fichier_ics("Agenda", [], DAY))["X-WR-CALNAME"] == "Agenda"
