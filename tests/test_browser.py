"""What a reader does, in a real browser."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import ecoindex
import pytest
from html_page import HtmlPage, file_of
from playwright.sync_api import Browser, Locator, Page, expect
from site_tools import Reader, Weights, allowed_grades

from macros.model import Clause
from macros.read.guide import Guide


@pytest.fixture(scope="session")
def clause(guide: Guide) -> Clause:
    """A clause with a number to fill, in its text and in its simple form."""
    return next(
        clause
        for clause in guide.catalog.clauses_vivantes
        for name, parametre in clause.parametres.items()
        if parametre.type == "nombre"
        and f"[[{name}]]" in clause.texte
        and f"[[{name}]]" in (clause.variante_simple or "")
    )


@pytest.fixture
def number(clause: Clause) -> str:
    return next(
        name
        for name, parametre in clause.parametres.items()
        if parametre.type == "nombre" and f"[[{name}]]" in (clause.variante_simple or "")
    )


def test_a_value_typed_once_changes_everywhere_in_the_text(reader: Reader, clause: Clause, number: str):
    page = reader.open(clause.adresse)
    places = page.locator(f'[data-champ="{number}"]')
    assert places.count() >= 2
    page.locator(f"#valeur-{number}").fill("12345.5")
    for place in places.all():
        expect(place).to_have_text(re.compile(r"^12\s345,5$"))
    page.locator(f"#valeur-{number}").fill("")
    for place in places.all():
        expect(place).not_to_have_text("")
    assert reader.complaints == []


def test_every_parameter_of_every_kind_has_a_named_field_that_starts_with_its_default(reader: Reader, guide: Guide):
    kinds = {
        parametre.type: clause for clause in guide.catalog.clauses_vivantes for parametre in clause.parametres.values()
    }
    assert {"nombre", "texte"} <= kinds.keys()
    for clause in kinds.values():
        page = reader.open(clause.adresse)
        for name, parametre in clause.parametres.items():
            field = page.get_by_label(parametre.libelle.replace("'", "’"), exact=True)
            expect(field).to_have_id(f"valeur-{name}")
            assert bool(field.input_value()) == (parametre.defaut is not None) or parametre.calcul


def test_the_files_of_a_clause_can_be_taken(reader: Reader, clause: Clause):
    page = reader.open(clause.adresse)
    for ending in ("txt", "md"):
        with page.expect_download() as download:
            page.get_by_role("link", name=f".{ending}").click()
        assert download.value.suggested_filename == f"{clause.id}.{ending}"


def test_the_chosen_tab_follows_the_reader_from_clause_to_clause(reader: Reader, guide: Guide):
    first, second = guide.catalog.clauses_vivantes[:2]
    page = reader.open(first.adresse)
    expect(page.get_by_text(first.publics.agents[:30].replace("'", "’")).first).to_be_visible()
    page.locator(".tabbed-labels").get_by_text("Élu", exact=True).click()
    expect(page.locator(".tabbed-block").nth(1)).to_be_visible()
    reader.open(second.adresse)
    expect(page.locator(".tabbed-block").nth(1)).to_be_visible()
    expect(page.locator(".tabbed-block").nth(0)).to_be_hidden()


def test_the_tabs_answer_to_the_arrows(reader: Reader, clause: Clause):
    page = reader.open(clause.adresse)
    page.locator(".tabbed-set input").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".tabbed-block").nth(1)).to_be_visible()


def test_what_is_late_or_to_come_is_said_by_the_reader_s_calendar(reader: Reader):
    reader.page.clock.set_fixed_time("1999-12-31")
    page = reader.open("nouveautes/")
    days = page.locator("[data-jour]")
    assert days.count() > 3
    assert [day for day in days.all_inner_texts() if "(à venir)" not in day] == []
    reader.page.clock.set_fixed_time("2999-12-31")
    page.reload()
    assert [day for day in days.all_inner_texts() if "(à venir)" in day] == []


def test_on_paper_the_text_and_its_mention_are_read_and_the_chrome_is_gone(reader: Reader, clause: Clause):
    page = reader.open(clause.adresse)
    page.emulate_media(media="print")
    expect(page.locator(".clause-texte").first).to_be_visible()
    expect(page.locator("#guide-nav")).to_be_hidden()
    expect(page.locator(".mention")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_without_javascript_a_clause_is_whole(
    reader_of: Callable[..., Reader], clause: Clause, number: str, width: int
):
    reader = reader_of(width, java_script_enabled=False)
    page = reader.open(clause.adresse)
    expect(page.get_by_role("navigation", name="Navigation principale").get_by_role("link").first).to_be_visible()
    expect(page.locator(f'[data-valeur="{number}"]')).to_contain_text("proposé")
    expect(page.get_by_role("heading", name="Le texte")).to_be_visible()
    expect(page.get_by_role("link", name="Texte (.txt)")).to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    page.locator(".tabbed-labels").get_by_text("Fournisseur", exact=True).click()
    expect(page.locator(".tabbed-block").nth(2)).to_be_visible()


def test_the_menu_of_a_small_screen_opens_and_closes_by_keyboard(reader_of: Callable[..., Reader]):
    reader = reader_of(360)
    page = reader.open("")
    button = page.get_by_role("button", name="Menu")
    link = page.get_by_role("navigation", name="Navigation principale").get_by_role("link", name="Segments")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(link).to_be_hidden()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className").startswith("guide-entete__menu"):
            break
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#guide-nav') !== null")
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    assert reader.complaints == []


def test_the_first_key_offers_to_go_to_the_content(reader: Reader, clause: Clause):
    page = reader.open(clause.adresse)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Aller au contenu"
    box = page.locator("a.guide-saut").first.bounding_box()
    assert box["width"] > 20 and box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def theme(page: Page) -> Locator:
    return page.locator("html")


def test_the_theme_is_chosen_by_keyboard_and_kept(reader: Reader):
    page = reader.open("")
    expect(theme(page)).to_have_attribute("data-theme", "clair")
    button = page.get_by_role("button", name="Passer au thème sombre")
    for _ in range(12):
        page.keyboard.press("Tab")
        if button.evaluate("(button) => button === document.activeElement"):
            break
    assert button.evaluate("(button) => getComputedStyle(button).outlineStyle") != "none", "the focus cannot be seen"
    page.keyboard.press("Space")
    expect(theme(page)).to_have_attribute("data-theme", "sombre")
    expect(page.get_by_role("button", name="Passer au thème clair")).to_be_focused()
    reader.open("guide/")
    expect(theme(page)).to_have_attribute("data-theme", "sombre")
    assert reader.complaints == []


def test_a_dark_device_gets_a_dark_page_before_any_script_file_arrives(reader_of: Callable[..., Reader]):
    reader = reader_of(color_scheme="dark")
    reader.page.route("**/*.js", lambda route: route.abort())
    expect(theme(reader.open(""))).to_have_attribute("data-theme", "sombre")


@pytest.mark.parametrize("kept", ["{", "null", '"sombre"', '{"nom":"<b>"}', '{"nom":["sombre"]}'])
def test_a_damaged_memory_of_the_theme_leaves_the_page_as_the_device_prefers(reader: Reader, kept: str):
    page = reader.open("")
    page.evaluate("(kept) => localStorage.setItem('guide-theme', kept)", kept)
    page = reader.open("")
    expect(theme(page)).to_have_attribute("data-theme", "clair")
    assert reader.complaints == []


def test_the_contents_at_the_right_follow_the_reader_and_stay_in_view(reader: Reader):
    page = reader.open("guide/rediger/")
    contents = page.get_by_role("navigation", name="Sur cette page")
    active = contents.locator(".actif")
    for link in (contents.get_by_role("link").nth(2), contents.get_by_role("link").nth(4)):
        link.click()
        expect(active).to_have_count(1)
        expect(active).to_have_text(link.inner_text())
        expect(active).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    expect(active).to_have_count(0)


def test_a_wide_table_scrolls_by_itself_without_javascript(reader_of: Callable[..., Reader]):
    page = reader_of(320, java_script_enabled=False).open("textes/concordance/")
    tables = page.locator("main table")
    assert tables.count() > 1
    for table in tables.all():
        assert table.evaluate("(table) => getComputedStyle(table.parentElement).overflowX") == "auto"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.fixture(scope="module")
def small_screen(browser: Browser) -> Iterator[Page]:
    """A page used for every template: only the address changes."""
    context = browser.new_context(locale="fr-FR")
    yield context.new_page()
    context.close()


def test_nothing_runs_over_the_side_of_a_small_screen(small_screen: Page, template: str, site_url: str):
    small_screen.set_viewport_size({"width": 360, "height": 800})
    small_screen.goto(site_url + template)
    for width in (360, 320):
        small_screen.set_viewport_size({"width": width, "height": 800})
        over = small_screen.evaluate(
            """(width) => document.documentElement.scrollWidth <= width ? [] :
               [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > width + 1)
               .map((e) => `${e.tagName}.${e.className} ends at ${Math.round(e.getBoundingClientRect().right)}`).slice(0, 6)""",
            width,
        )
        assert over == [], width


def test_a_page_of_each_template_is_quiet_keeps_to_its_origin_and_to_its_grade(
    reader: Reader, template: str, weights: Weights, pages: dict[str, HtmlPage]
):
    """In the browser as in its HTML: no fault in the console, no request elsewhere, no cookie, no weight by script."""
    reader.page.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))"
    )
    page = reader.open(template)
    page.wait_for_load_state("networkidle")
    missing = [f"Failed to load resource: the server responded with a status of 404 (Not Found) ({template})"]
    assert reader.complaints == ([] if template in pages else missing)
    assert {urlsplit(address).netloc for address in reader.requests if not address.startswith("data:")} == {
        urlsplit(reader.site).netloc
    }
    assert page.context.cookies() == []
    assert page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]") == [], (
        "kept before the reader chose anything"
    )
    asked = {address for address in reader.requests if not address.startswith("data:")}
    elements = page.evaluate("document.querySelectorAll('*').length - document.querySelectorAll('svg *').length")
    kilobytes = weights.kilobytes(file_of(weights.site, template if template in pages else "404.html"))
    kilobytes += sum(
        weights.kilobytes(weights.site / urlsplit(address).path.removeprefix(urlsplit(reader.site).path))
        for address in asked
        if not address.endswith("/")
    )
    mark = ecoindex.score(elements, len(asked), kilobytes)
    assert ecoindex.grade(mark) in allowed_grades(template), (
        f"{mark:.1f}, {elements} elements, {len(asked)} requests, {kilobytes:.0f} kB"
    )
