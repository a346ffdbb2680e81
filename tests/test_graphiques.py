"""Charts that the build draws: what they say is true, read in words too, and leads to the records."""

import re
from collections import Counter
from collections.abc import Callable

import gestures
import pytest
from html_page import HtmlPage
from playwright.sync_api import expect
from site_tools import Reader

from macros.model import Clause, Famille
from macros.read.guide import Guide
from macros.views.couverture import couverture
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
    drawing = page.html.partition('<svg class="nuage"')[2].partition("</svg>")[0]  # a segment has its pictogram too
    assert drawing.count("<circle") == len(clauses)
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


def test_coverage_counts_each_clause_where_it_stands(guide: Guide) -> None:
    shown = couverture(guide.catalog)
    etapes = [term.id for term in guide.catalog.terms("etapes")]
    assert len(shown.lignes) == len(guide.catalog.segments)
    for famille, (_, cases) in zip(guide.catalog.segments, shown.lignes, strict=True):
        clauses = guide.catalog.clauses_of(famille)
        assert [case.total for case in cases] == [sum(one.etape == etape for one in clauses) for etape in etapes]
        assert all(sum(case.niveaux) == case.total for case in cases)
        assert all((case.degre == 0) == (case.total == 0) for case in cases)


def test_a_bar_of_coverage_is_as_long_as_its_number(guide: Guide) -> None:
    shown = couverture(guide.catalog)
    scales = [width / number for bar in shown.barres for _, width, number in bar.parts if number > 5]
    assert max(scales) - min(scales) < 0.05
    for bar in shown.barres:
        assert sum(number for _, _, number in bar.parts) == bar.total
        assert bar.parts[-1][0] + bar.parts[-1][1] < shown.largeur


@pytest.mark.parametrize("address", ["fraicheur/", "familles/prestations-intellectuelles/", "textes/"])
def test_charts_hold_in_a_phone(reader_of: Callable[..., Reader], address: str) -> None:
    page = reader_of(360).open(address)
    assert gestures.overflowing(page) == []
    assert page.locator(".chaleur").evaluate_all("tables => tables.filter(one => one.scrollWidth > one.parentElement.clientWidth).length") == 0  # fmt: skip
