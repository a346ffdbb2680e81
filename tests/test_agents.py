"""The paths of buyers, and the plan of elected officials: reached from home, followed to their end, printable."""

import re
from collections.abc import Callable

import pytest
from html_page import HtmlPage
from playwright.sync_api import Page, expect
from site_tools import Reader

from macros.read.guide import Guide

DECISION = "agents/prestation-intellectuelle/"
READY = ("dix-minutes", "minimum-legal", "deux-clauses", "avec-les-juristes", "prestation-intellectuelle")


@pytest.fixture(scope="module")
def tree(pages: dict[str, HtmlPage]) -> dict[str, list[str]]:
    """Each question, or outcome, of the decision page with the places of the page that it leads to."""
    sections = re.findall(
        r'<section (?:class="reponse" )?id="([a-z]+)"[^>]*>(.*?)</section>', pages[DECISION].html, re.DOTALL
    )
    return {name: re.findall(r'href="#([a-z]+)"', html) for name, html in sections}


def ends(tree: dict[str, list[str]], questions: set[str], place: str, seen: tuple[str, ...] = ()) -> set[str]:
    """Where the answers lead from a question. A loop would raise RecursionError."""
    return (
        {place}
        if place not in questions
        else {end for answer in tree[place] for end in ends(tree, questions, answer, (*seen, place))}
    )


def test_every_answer_leads_on_until_an_outcome_and_every_outcome_is_reached(
    tree: dict[str, list[str]], pages: dict[str, HtmlPage]
):
    outcomes = set(
        re.findall(
            r'<section id="([a-z]+)" class="reponse"|<section class="reponse" id="([a-z]+)"', pages[DECISION].html
        )
    )
    outcomes = {name for pair in outcomes for name in pair if name}
    questions = tree.keys() - outcomes
    assert len(questions) == 7 and len(outcomes) >= 6
    assert all(len(tree[name]) == 2 for name in questions)
    assert ends(tree, set(questions), "decision") == outcomes


def test_the_decision_is_taken_by_keyboard_and_without_javascript(reader_of: Callable[..., Reader]):
    page = reader_of(360, java_script_enabled=False).open(DECISION)
    for question, answer in (
        ("decision", "Oui"),
        ("competence", "Non, ou pas le temps"),
        ("existe", "Non"),
        ("voisin", "Non"),
        ("retour", "Non"),
        ("pilote", "Oui"),
        ("motif", "L’un des trois"),
    ):
        link = page.locator(f"#{question}").get_by_role("link", name=answer, exact=True)
        link.focus()
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#acheter$"))
    expect(page.locator("#acheter")).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Achetez, court")).to_be_visible()


def test_the_two_clauses_of_each_segment_are_those_of_its_record(guide: Guide, pages: dict[str, HtmlPage]):
    catalog = guide.catalog
    page = pages["agents/deux-clauses/"]
    main = page.html.split("<main")[1]
    found = {
        part.split("</h2>")[0]: re.findall(r'href="\.\./\.\./clauses/([a-z0-9-]+)/"', part)
        for part in main.split("<h2")[1:]
    }
    by_segment = {re.search(r"familles/([a-z-]+)/", heading).group(1): clauses for heading, clauses in found.items()}
    assert by_segment == {
        famille.id: [clause.id for clause in catalog.offertes(famille.deux_clauses)]
        for famille in catalog.segments
        if catalog.offertes(famille.deux_clauses)
    }
    assert len(by_segment) > 15


def from_home(page: Page, audience: str) -> None:
    page.get_by_role("main").locator(f'a[href="{audience}/"]').first.click()


@pytest.mark.parametrize("name", READY)
def test_from_home_a_buyer_reaches_each_page_and_goes_on_to_a_clause_or_a_case(reader: Reader, name: str):
    page = reader.open("")
    from_home(page, "agents")
    page.get_by_role("main").locator(f'a[href="{name}/"], a[href^="{name}/#"]').first.click()
    expect(page).to_have_url(re.compile(f"agents/{name}/"))
    page.get_by_role("main").locator('a[href*="../../clauses/"], a[href*="../../cas/"]').first.click()
    expect(page).to_have_url(re.compile(r"/(clauses|cas)/[a-z0-9-]+/$"))
    assert reader.complaints == []


def test_the_ten_minutes_of_each_role_are_ten(pages: dict[str, HtmlPage]):
    words = {"Deux": 2, "Trois": 3, "Quatre": 4}
    roles = pages["agents/dix-minutes/"].html.split("<h2")[1:]
    assert len(roles) == 5
    for role in roles:
        assert sum(words[word] for word in re.findall(r"<strong>(\w+) minutes", role)) == 10, role[:60]


def test_from_home_an_elected_official_reaches_the_plan_and_prints_it(reader: Reader):
    page = reader.open("")
    from_home(page, "elus")
    page.get_by_role("main").locator('a[href="spaser/"]').first.click()
    expect(page.get_by_role("heading", name="Un plan type")).to_be_visible()
    assert page.get_by_text("✓ lu au texte").count() == 3
    sheets = re.findall(rb"/MediaBox ?\[ ?0 0 ([\d.]+) ([\d.]+)", page.pdf(prefer_css_page_size=True))
    assert 1 <= len(sheets) <= 3
    assert {(round(float(width)), round(float(height))) for width, height in sheets} == {(595, 842)}
    assert reader.complaints == []
