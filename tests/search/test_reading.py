"""What is read in a query before its words says what lectures.json says; tests/js/lecture.test.js asks the browser's
copy the same."""

import json
from pathlib import Path

import pytest
from reference.reading import LONGEST, read_query

VECTORS = json.loads((Path(__file__).parent / "lectures.json").read_text(encoding="utf-8"))
DIVISIONS = ("03", "09", "30", "72", "79")


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["texte"] for vector in VECTORS])
def test_vector(vector):
    found = read_query(vector["texte"], DIVISIONS)
    assert (found.text, list(found.amounts), list(found.codes), found.is_question) == (
        vector["lu"],
        vector["montants"],
        vector["codes"],
        vector["question"],
    )


def test_a_long_text_is_read_to_its_four_hundredth_character():
    assert LONGEST == 400
    assert read_query("a" * 399 + "bc", DIVISIONS).text == "a" * 399 + "b"


def test_a_guide_without_codes_reads_none():
    assert read_query("30213000", ()).codes == ()
