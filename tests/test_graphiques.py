"""Charts that the build draws: what they say is true, read in words too, and leads to the records."""

import re
from collections import Counter

from html_page import HtmlPage

from macros.model import Clause, Famille
from macros.read.guide import Guide
from macros.views.nuage import AU_MOINS, nuage, places


def test_no_point_of_a_box_stands_on_another_nor_outside() -> None:
    for count in range(1, 60):
        gap, found = places(count, 58, 36, 15)
        assert len(set(found)) == count
        assert all(abs(x) <= 29 and abs(y) <= 18 for x, y in found), count
        assert gap > 4


def test_a_segment_shows_each_clause_by_its_effect_and_its_effort(guide: Guide) -> None:
    catalog = guide.catalog
    for famille in catalog.all(Famille):
        clauses = catalog.clauses_of(famille)
        drawn = nuage(clauses)
        if len(clauses) < AU_MOINS:
            assert drawn is None
            continue
        assert sorted(point.adresse for point in drawn.points) == sorted(clause.adresse for clause in clauses)
        for point in drawn.points:
            clause = catalog.get(Clause, point.adresse.split("/")[1])
            column = 5 - int((point.x - drawn.gauche) // drawn.case[0])
            row = 1 + int((drawn.bas - point.y) // drawn.case[1])
            assert (row, column) == (clause.impact, clause.charge_fournisseur), clause.id


def test_the_list_of_a_segment_says_what_its_drawing_shows(guide: Guide, pages: dict[str, HtmlPage]) -> None:
    segment = guide.catalog.get(Famille, "prestations-intellectuelles")
    clauses = guide.catalog.clauses_of(segment)
    page = pages[segment.adresse]
    assert page.html.count("<circle") == len(clauses)
    told = Counter(re.findall(r"effet (\d)/5 · effort (\d)/5", page.html))
    assert told == Counter((str(clause.impact), str(clause.charge_fournisseur)) for clause in clauses)
