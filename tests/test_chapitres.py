"""The chapters of the guide, as they are built: each leads to its neighbours, in the order of the navigation."""

import pytest
from html_page import HtmlPage

from macros.read.guide import Guide


@pytest.fixture
def chapters(guide: Guide) -> list[str]:
    """The addresses of the chapters, in the order of a purchase."""
    return [f"guide/{term.id}/" for term in guide.catalog.terms("chapitres")]


def neighbours(page: HtmlPage) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in page.all("a") if link.get("class").startswith("voisins__")}


def test_a_chapter_leads_to_the_one_before_and_to_the_one_after(pages: dict[str, HtmlPage], chapters: list[str]):
    for place, address in enumerate(chapters):
        expected = {}
        if place:
            expected["prev"] = f"../{chapters[place - 1].removeprefix('guide/')}"
        if place + 1 < len(chapters):
            expected["next"] = f"../{chapters[place + 1].removeprefix('guide/')}"
        assert neighbours(pages[address]) == expected


def test_only_chapters_have_neighbours(pages: dict[str, HtmlPage], chapters: list[str]):
    assert {address for address, page in pages.items() if neighbours(page)} == set(chapters)


def test_every_chapter_says_what_to_remember_and_what_to_do_tomorrow(pages: dict[str, HtmlPage], chapters: list[str]):
    for address in chapters:
        said = " ".join(pages[address].prose.split())
        assert "Demain matin" in said and "À retenir" in said, address
