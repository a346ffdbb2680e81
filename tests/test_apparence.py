"""What a reader sees before scrolling."""

from collections.abc import Callable

import pytest
from html_page import HtmlPage
from site_tools import Reader


def _longest_heads(pages: dict[str, HtmlPage], count: int) -> list[str]:
    """The clauses whose title and summary are the longest: their text begins the lowest."""

    def length(address: str) -> int:
        page = pages[address]
        return sum(len(part.text) for part in page.elements if part.tag == "h1" or part.get("class") == "chapeau")

    clauses = [address for address in pages if address.startswith("clauses/") and address.count("/") == 2]
    return sorted(clauses, key=length, reverse=True)[:count]


@pytest.mark.parametrize(("width", "bar"), [(1280, 0.65 * 800), (360, 1.2 * 740)])
def test_the_text_of_a_clause_begins_in_the_first_screen(
    reader_of: Callable[..., Reader], pages: dict[str, HtmlPage], width: int, bar: float
) -> None:
    reader = reader_of(width)
    for address in _longest_heads(pages, 6):
        begins = (
            reader.open(address)
            .locator(".clause-texte")
            .first.evaluate("text => text.getBoundingClientRect().top + scrollY")
        )
        assert begins <= bar, (address, begins)
