"""The target of elected officials: what is drawn is what is listed; the debate, its vote, its poster and its cards in a real browser."""

import csv
import io
import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from html_page import HtmlPage
from playwright.sync_api import Locator, Page, expect
from site_tools import Reader, landed, press_rare, shown_address
from small_guide import Changes

from macros.model import Famille, Record
from macros.read.guide import Guide, load_guide
from macros.views.cible import Cible, cible

ADDRESS = "outils/cible-elus/"
A3 = (1191, 842)
"""Points, landscape."""
KEPT = "guide.cible-vote"


@pytest.fixture(scope="module")
def drawn(guide: Guide) -> Cible:
    return cible(guide.catalog)


# The drawing.


def test_every_living_clause_is_drawn_once_in_the_cell_of_its_marks(guide: Guide, drawn: Cible):
    found = {point.clause.id: (case.impact, case.facilite) for case in drawn.cases for point in case.points}
    assert found == {clause.id: (clause.impact, clause.facilite) for clause in guide.catalog.clauses_vivantes}
    assert sum(len(case.points) for case in drawn.cases) == drawn.total == len(found)


def test_points_stay_in_their_cell_and_never_touch(drawn: Cible):
    width, height = drawn.case
    for case in drawn.cases:
        for point in case.points:
            assert case.x + case.rayon < point.x < case.x + width - case.rayon
            assert case.y + case.rayon < point.y < case.y + height - case.rayon
        for one, other in combinations(case.points, 2):
            assert ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5 > 2 * case.rayon, case.ancre


def test_a_crowded_cell_still_keeps_its_points_apart(project: Callable[[Changes | None], Path]):
    changes: dict[str, dict[str, object]] = {
        f"clauses/c{number}": {"titre": f"Clause {number}"} for number in range(120)
    }
    (case,) = cible(load_guide(project(changes)).catalog).cases
    assert len(case.points) == 121
    assert case.rayon > 1
    assert min(((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5 for a, b in combinations(case.points, 2)) > 2 * case.rayon


def test_cells_go_from_the_heart_outwards_and_effect_is_upwards(drawn: Cible):
    assert [case.impact + case.facilite for case in drawn.cases] == sorted(
        (case.impact + case.facilite for case in drawn.cases), reverse=True
    )
    for one, other in combinations(drawn.cases, 2):
        assert (one.impact > other.impact) == (one.y < other.y) and (one.facilite > other.facilite) == (one.x > other.x)


def test_a_withdrawn_clause_is_not_in_the_target(project: Callable[[Changes | None], Path]):
    found = cible(load_guide(project({"clauses/brouillon": {"titre": "Brouillon", "statut": "brouillon"}})).catalog)
    assert [point.clause.id for case in found.cases for point in case.points] == ["bilan"]


def test_the_page_says_in_a_table_what_it_draws_and_calls_it_an_opinion(pages: dict[str, HtmlPage], guide: Guide):
    page = pages[ADDRESS]
    rows = dict(re.findall(r'<tr id="(case-\d-\d)">(.*?)</tr>', page.html, re.DOTALL))
    for row, html in rows.items():
        effect, ease = map(int, row.split("-")[1:])
        assert html.startswith(f"<td>{effect}</td><td>{ease}</td>")
        listed = set(re.findall(r'data-clause="([a-z0-9-]+)"', html))
        assert listed == {
            clause.id for clause in guide.catalog.clauses_vivantes if (clause.impact, clause.facilite) == (effect, ease)
        }
    assert sum(html.count("<a ") for html in rows.values()) == len(guide.catalog.clauses_vivantes)
    assert "appréciation du guide" in page.prose


# In the browser.


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(shown_address(page)).query)


def listed(page: Page) -> Locator:
    return page.locator(".cible-table a:visible")


def chosen(page: Page) -> Locator:
    return page.locator(".cible-choix > li")


def test_from_home_an_elected_official_reaches_the_target(reader: Reader):
    page = reader.open("")
    page.get_by_role("navigation", name="Navigation principale").get_by_role("link", name="Outils").click()
    page.get_by_role("navigation", name="Navigation principale").get_by_role("link", name="Cible des élus").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("La cible des élus")
    reader.open("elus/")
    page.get_by_role("main").get_by_role("link", name="La cible des élus").first.click()
    expect(page).to_have_url(re.compile(ADDRESS))
    assert reader.complaints == []


def test_filters_keep_the_same_clauses_in_the_drawing_and_in_the_table_and_live_in_the_address(
    reader: Reader, guide: Guide
):
    clauses = guide.catalog.clauses_vivantes
    page = reader.open(ADDRESS)
    page.get_by_label("Segment", exact=True).select_option("prestations-intellectuelles")
    page.get_by_label("Dimension", exact=True).select_option("social")
    own = {clause.id for clause in guide.catalog.clauses_of(guide.catalog.get(Famille, "prestations-intellectuelles"))}
    kept = {clause.id for clause in clauses if clause.id in own and "social" in clause.dimensions}
    assert 0 < len(kept) < len(own)
    assert set(listed(page).evaluate_all("(links) => links.map((a) => a.dataset.clause)")) == kept
    assert (
        set(
            page.locator("circle[data-clause]:not(.hors)").evaluate_all(
                "(dots) => dots.map((dot) => dot.dataset.clause)"
            )
        )
        == kept
    )
    numbers = page.locator(".case:not(.hors) .nombre").all_text_contents()
    assert sum(map(int, numbers)) == len(kept)
    expect(page.locator("[data-cible-compte]")).to_have_text(f"{len(kept)} clauses sur {len(clauses)}")
    assert query(page) == {"famille": ["prestations-intellectuelles"], "dimension": ["social"]}
    page.reload()
    expect(listed(page)).to_have_count(len(kept))
    reader.open(f"{ADDRESS}?famille=atlantide&choix=inconnue,<b>")
    expect(listed(page)).to_have_count(len(clauses))
    assert reader.complaints == []


def test_a_cell_of_the_drawing_leads_by_keyboard_to_its_row(reader: Reader):
    page = reader.open(ADDRESS)
    cell = page.locator("a.case").first
    cell.focus()
    page.keyboard.press("Enter")
    row = landed(page)
    expect(row).to_be_in_viewport()
    said = re.search(r": (\d+) clause", cell.get_attribute("aria-label").replace("\u00a0", " ")).group(1)
    assert row.locator("a").count() == int(said)


def test_ten_clauses_are_chosen_by_keyboard_and_the_address_alone_gives_them_back(
    reader: Reader, reader_of: Callable[..., Reader]
):
    page = reader.open(ADDRESS)
    page.get_by_role("button", name="Choisir des clauses").focus()
    page.keyboard.press("Enter")
    boxes = page.locator(".cible-table input")
    for place in range(10):
        boxes.nth(place).focus()
        page.keyboard.press("Space")
    expect(chosen(page)).to_have_count(10)
    expect(boxes.nth(10)).to_be_disabled()
    expect(page.locator("[data-cible-dit]")).to_contain_text("10 clauses choisies, le maximum")
    ids = query(page)["choix"][0].split(",")
    assert len(ids) == 10
    titles = chosen(page).locator("a").all_inner_texts()
    other = reader_of()
    shared = other.page
    shared.goto(shown_address(page))
    assert chosen(shared).locator("a").all_inner_texts() == titles
    assert shared.locator("circle.choisi").count() == 10
    shared.get_by_role("button", name=f"Retirer : {titles[0]}").click()
    expect(chosen(shared)).to_have_count(9)
    assert query(shared)["choix"][0].split(",") == ids[1:]
    assert reader.complaints == other.complaints == []


def test_a_point_of_the_drawing_is_chosen_when_choosing_and_only_then(reader: Reader):
    page = reader.open(ADDRESS)
    page.get_by_role("button", name="Choisir des clauses").click()
    dot = page.locator("circle[data-clause]").nth(30)
    dot.click()
    assert query(page)["choix"] == [dot.get_attribute("data-clause")]
    dot.click()
    assert query(page) == {}


def test_a_vote_runs_person_by_person_survives_a_reload_and_is_erased_only_when_confirmed(reader: Reader):
    page = reader.open(ADDRESS)
    page.get_by_role("button", name="Voter par points").click()
    status = page.locator(".cible-vote [role=status]")
    plus = page.locator("[data-vote=plus]")
    expect(plus).to_have_count(10)
    page.get_by_label("Points par personne").fill("2")
    page.get_by_label("Points par personne").blur()
    expect(page.get_by_role("button", name="Personne suivante")).to_be_disabled()
    plus.nth(1).focus()
    page.keyboard.press("Enter")
    expect(plus.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(status).to_have_text("Personne 1 : il reste 0 point. En tout : 2 points.")
    expect(plus.nth(0)).to_be_disabled()
    page.locator("[data-vote=moins]").nth(1).click()
    plus.nth(0).click()
    page.get_by_role("button", name="Personne suivante").click()
    plus.nth(1).click()
    expect(page.locator("[data-vote=moins]").nth(0)).to_be_disabled()  # what another person gave is not taken back
    page.reload()
    expect(status).to_have_text("Personne 2 : il reste 1 point. En tout : 3 points.")
    expect(chosen(page).nth(1)).to_contain_text("2 points")
    page.get_by_role("button", name="Remettre à zéro").click()
    page.get_by_role("button", name="Non", exact=True).click()
    expect(status).to_contain_text("En tout : 3 points")
    page.get_by_role("button", name="Remettre à zéro").click()
    page.get_by_role("button", name="Oui, effacer").click()
    expect(status).to_have_text("Personne 1 : il reste 2 points. En tout : 0 point.")
    assert page.evaluate("(key) => localStorage.getItem(key)", KEPT) is None
    assert reader.complaints == []


def test_the_vote_is_exported_as_a_french_spreadsheet_reads_it(reader: Reader, guide: Guide):
    page = reader.open(
        f"{ADDRESS}?choix=bilan-carbone-inconnu,{','.join(clause.id for clause in guide.catalog.clauses_vivantes[:3])}"
    )
    page.get_by_role("button", name="Voter par points").click()
    page.locator("[data-vote=plus]").nth(2).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter (CSV)").click()
    assert download.value.suggested_filename.endswith(".csv")
    raw = Path(download.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and b"\r\n" in raw
    header, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";")
    assert header[:2] == ["Points", "Clause"]
    third, first, second = (guide.catalog.clauses_vivantes[place] for place in (2, 0, 1))
    assert [row[0] for row in rows] == ["1", "0", "0"]
    assert [row[1].replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ") for row in rows] == [
        clause.titre.replace("’", "'") for clause in (third, first, second)
    ]
    assert [row[3:5] for row in rows] == [
        [str(clause.impact), str(clause.facilite)] for clause in (third, first, second)
    ]
    assert all(
        row[5] == f"{reader.site}{clause.adresse}" for row, clause in zip(rows, (third, first, second), strict=True)
    )


def test_with_a_spoilt_store_the_page_still_works(reader: Reader):
    reader.page.add_init_script(f"localStorage.setItem('{KEPT}', '{{oops')")
    page = reader.open(ADDRESS)
    expect(chosen(page)).to_have_count(10)
    assert reader.complaints == []


def sheets(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, in points."""
    return [
        (round(float(width)), round(float(height)))
        for width, height in re.findall(rb"/MediaBox ?\[ ?0 0 ([\d.]+) ([\d.]+)", pdf)
    ]


@pytest.fixture
def paper(reader: Reader) -> Callable[[str, str], Page]:
    """Opens the target at a query and asks for a print, which stays open."""
    reader.page.add_init_script("window.print = () => {}")

    def ask(query: str, button: str) -> Page:
        page = reader.open(ADDRESS + query)
        press_rare(page, button)
        return page

    return ask


@pytest.fixture(scope="module")
def longest(guide: Guide) -> list[str]:
    """The ten clauses with most to say on paper."""
    return [
        clause.id
        for clause in sorted(
            guide.catalog.clauses_vivantes, key=lambda clause: -len(clause.titre + clause.resume + clause.publics.elus)
        )[:10]
    ]


def test_the_poster_is_one_a3_sheet_with_the_drawing_and_the_clauses(
    paper: Callable[[str, str], Page], longest: list[str]
):
    page = paper(f"?choix={','.join(longest)}", "Imprimer l’affiche (A3)")
    page.emulate_media(media="print")
    expect(page.locator(".cible-planche svg")).to_be_visible()
    expect(page.locator(".cible-planche li:visible")).to_have_count(10)
    expect(page.locator("header.guide-entete")).to_be_hidden()
    assert sheets(page.pdf(prefer_css_page_size=True)) == [A3]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".cible-planche")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_each_chosen_clause_has_one_card_and_no_card_overflows(paper: Callable[[str, str], Page], longest: list[str]):
    page = paper(f"?choix={','.join(longest[:5])}", "Imprimer les cartes")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1055, "height": 720})  # A4, landscape, between its margins
    cards = page.locator(".cible-planche article:visible")
    expect(cards).to_have_count(5)
    for card in cards.all():
        assert card.evaluate("(card) => card.scrollHeight <= card.clientHeight + 1"), card.inner_text()
    assert len(sheets(page.pdf(prefer_css_page_size=True))) == 2


def test_without_javascript_the_target_is_a_drawing_and_a_table(reader_of: Callable[..., Reader], guide: Guide):
    page = reader_of(java_script_enabled=False).open(ADDRESS)
    expect(page.locator(".cible-figure svg")).to_be_visible()
    expect(listed(page)).to_have_count(len(guide.catalog.clauses_vivantes))
    expect(page.locator("[data-cible-filtres]")).to_be_hidden()
    expect(page.locator("[data-cible-debat]")).to_be_hidden()
    listed(page).first.click()
    expect(page.get_by_role("heading", name="Le texte")).to_be_visible()


def test_in_a_room_the_drawing_and_the_debate_stand_alone(reader: Reader):
    page = reader.open("outils/cible-elus/?famille=nettoyage")
    page.get_by_role("button", name="Vue projecteur").click()
    expect(page.locator(".guide-entete, .cible-table, [data-cible-filtres]").locator("visible=true")).to_have_count(0)
    expect(page.locator("[data-cible-dessin]")).to_be_visible()
    expect(page.locator("[data-cible-choix] li").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".guide-entete")).to_be_visible()
    assert reader.complaints == []


DARK = """(address) => {
  const code = qrcode(0, "M");
  code.addData(address);
  code.make();
  const places = [...Array(code.getModuleCount()).keys()];
  return places.flatMap((row) => places.filter((column) => code.isDark(row, column)).map((column) => [row, column]));
}"""
"""The dark squares of the code of an address: rows and columns."""


def test_each_card_has_the_code_of_its_clause_and_the_poster_its_subject_and_its_day(
    reader: Reader, title: Callable[[type[Record], str], str]
):
    reader.page.clock.install(time="2027-03-03T10:00:00")
    page = reader.open("outils/cible-elus/?famille=nettoyage")
    page.evaluate("window.print = () => { window.imprime = true; }")
    press_rare(page, "Imprimer les cartes")
    page.wait_for_function("() => window.imprime")
    codes = page.locator(".cible-cartes svg path")
    assert codes.count() == page.locator(".cible-cartes article").count() > 3
    assert len({code.get_attribute("d") for code in codes.all()}) == codes.count()
    published = page.locator('link[rel="canonical"]').get_attribute("href")
    clause = re.search(r"clauses/([a-z0-9-]+)/", page.locator(".cible-pied").first.inner_text())
    assert published and clause
    squares = {
        (int(row), int(column)) for column, row in re.findall(r"M(\d+) (\d+)", codes.first.get_attribute("d") or "")
    }
    address = urljoin(published, f"../../c/{clause[1]}/")
    assert squares == set(map(tuple, page.evaluate(DARK, address)))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    press_rare(page, "Imprimer l’affiche")
    assert f"{title(Famille, 'nettoyage')} · 3\u00a0mars 2027" in page.locator(".cible-affiche").inner_text()
