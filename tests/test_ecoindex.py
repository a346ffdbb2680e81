"""The helper gives the marks of the published formula."""

import ecoindex
import pytest


@pytest.mark.parametrize(
    ("dom", "requests", "kilobytes", "expected"),
    [(190, 9, 83, 87.5), (600, 9, 83, 71.3)],
    ids=["bare theme", "long list"],
)
def test_a_known_page_has_its_known_mark(dom, requests, kilobytes, expected):
    assert ecoindex.score(dom, requests, kilobytes) == pytest.approx(expected, abs=0.3)


@pytest.mark.parametrize(("dom", "requests", "kilobytes"), [(384, 9, 83), (371, 12, 110), (357, 15, 150)])
def test_the_best_grade_ends_where_it_was_measured_to_end(dom, requests, kilobytes):
    assert ecoindex.grade(ecoindex.score(dom, requests, kilobytes)) == "A"
    assert ecoindex.grade(ecoindex.score(dom + 2, requests, kilobytes)) == "B"


def test_quantiles_are_twenty_steps_that_rise():
    for table in (ecoindex.DOM, ecoindex.REQUESTS, ecoindex.KILOBYTES):
        assert len(table) == 21
        assert list(table) == sorted(set(table))


def test_every_mark_has_a_letter():
    assert [ecoindex.grade(mark) for mark in (100, 80, 70, 55, 40, 25, 10, 0)] == list("ABCDEFGG")
