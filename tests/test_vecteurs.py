"""What Python writes and what the browser writes are the same: both read tests/vecteurs (the browser's side: tests/js/parts)."""

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path

import pytest

from macros.exports.ics import RendezVous, fichier_ics
from macros.exports.open_data.tables import _safe
from macros.text.dates import date_longue
from macros.text.typographie import typographie

VECTEURS = Path(__file__).parent / "vecteurs"
CALENDAR_DAY = date(2026, 11, 22)


def vectors(name: str) -> list[dict]:
    found = json.loads((VECTEURS / f"{name}.json").read_text(encoding="utf-8"))
    assert found
    return found


@pytest.mark.parametrize("vector", vectors("csv"))
def test_no_cell_of_a_table_computes(vector: dict):
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerow(map(_safe, vector["cellules"]))
    assert written.getvalue() == f"{vector['ligne']}\r\n"


@pytest.mark.parametrize("vector", vectors("jours"))
def test_a_day_in_words(vector: dict):
    assert typographie(date_longue(date.fromisoformat(vector["jour"]))) == vector["mots"]


def moment(text: str | None) -> date | datetime | None:
    return text and (datetime if "T" in text else date).fromisoformat(text)


@pytest.mark.parametrize("vector", vectors("ics"))
def test_a_calendar(vector: dict):
    events = [
        RendezVous(
            **{
                **event,
                "debut": moment(event["debut"]),
                "fin": moment(event.get("fin")),
                "categories": tuple(event.get("categories", ())),
            }
        )
        for event in vector["evenements"]
    ]
    assert fichier_ics(vector["nom"], events, CALENDAR_DAY).decode() == vector["texte"]
