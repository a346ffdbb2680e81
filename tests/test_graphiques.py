"""Charts that the build draws: what they say is true, read in words too, and leads to the records."""

import re
from collections import Counter

from html_page import HtmlPage
from playwright.sync_api import expect
from site_tools import Reader

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


def test_the_calendar_of_the_law_shows_the_day_of_the_reader(reader: Reader) -> None:
    reader.page.clock.set_fixed_time("2026-07-02T10:00:00")
    page = reader.open("textes/")
    line = page.locator("svg.annees .aujourd-hui").bounding_box()
    before, after = (page.locator(f'svg.annees [data-jour^="{month}"] circle').bounding_box() for month in ("2026-05", "2026-08"))  # fmt: skip
    assert before["x"] + before["width"] < line["x"] < after["x"]
    assert line["y"] < after["y"] + after["height"] / 2 < line["y"] + line["height"]
    expect(page.locator(".legende")).to_contain_text("aujourd’hui, 2 juillet 2026")
    assert page.locator("svg.annees .a-venir").count() >= 3


def test_no_day_is_drawn_beyond_the_years_of_the_calendar(reader: Reader) -> None:
    reader.page.clock.set_fixed_time("2999-07-02T10:00:00")
    page = reader.open("textes/")
    expect(page.locator("svg.annees .aujourd-hui")).to_have_count(0)
    expect(page.locator(".legende")).not_to_contain_text("aujourd’hui")


def test_a_month_of_the_calendar_leads_to_its_days(reader: Reader) -> None:
    page = reader.open("textes/")
    page.locator("svg.annees a[data-jour='2026-08-21']").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".dates li:target")).to_contain_text("22 août 2026")
