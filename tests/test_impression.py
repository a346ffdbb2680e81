"""On paper: a clause on one sheet, and pages in black on white without what only a screen can use."""

import io
import random
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pypdf
from site_tools import SIDES, TEMPLATES, Reader

SHEETS = 6
"""Clauses that are printed at each run, always the same; `make audit` prints them all."""
POINTS = 9
PAGES = ("case", "segment", "chapter", "legal-text", "checklist-of-suppliers", "kit")

_ON_PAPER = (
    """() => {
  const shown = element => element.checkVisibility({ visibilityProperty: true });
  const texts = Array.from(document.querySelectorAll("main *")).filter(element => shown(element) &&
    Array.from(element.childNodes).some(node => node.nodeType === 3 && node.data.trim()));
  return {
    tools: Array.from(document.querySelectorAll("button, .guide-nav, .guide-sommaire, input[type=search]")).filter(shown).map(element => element.outerHTML.slice(0, 80)),
    ink: getComputedStyle(document.querySelector("main h1")).color,
    wide: document.documentElement.scrollWidth > innerWidth,
    small: texts.filter(element => parseFloat(getComputedStyle(element).fontSize) < %f * 96 / 72 - .01).map(element => element.outerHTML.slice(0, 80)),
  };
}"""
    % POINTS
)


def _printed(reader: Reader, address: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(reader.open(address).pdf(prefer_css_page_size=True)))


def _clauses(public_site: Path) -> list[str]:
    return sorted(page.parent.name for page in public_site.glob("clauses/*/index.html"))


def test_a_clause_prints_on_one_sheet(public_site: Path, reader: Reader) -> None:
    clauses = _clauses(public_site)
    for clause in random.Random(6).sample(clauses, SHEETS):
        printed = _printed(reader, f"clauses/{clause}/")
        assert len(printed.pages) <= SIDES, clause
        width, height = printed.pages[0].mediabox.width, printed.pages[0].mediabox.height
        assert (round(width), round(height)) in ((595, 842), (596, 842), (595, 843)), clause
        letters = normalize("NFKC", "".join(page.extract_text() for page in printed.pages))  # some fonts join « fi »
        text = "".join(letters.split())
        for part in ("proposition,", "Letexte", "Commentvérifier", f"/clauses/{clause}/"):
            assert part in text, (clause, part)


def test_a_clause_is_printed_in_nine_points_at_least(public_site: Path, reader: Reader) -> None:
    page = reader.open(f"clauses/{_clauses(public_site)[0]}/")
    page.emulate_media(media="print")
    assert page.evaluate(_ON_PAPER)["small"] == []


def test_pages_are_black_on_white_without_tools(reader_of: Callable[..., Reader], pages: dict) -> None:
    reader = reader_of(720, color_scheme="dark")  # the width of an A4 between its margins, in pixels
    for name in PAGES:
        address = TEMPLATES[name]
        page = reader.open(address if isinstance(address, str) else address(pages))
        assert page.evaluate("document.documentElement.dataset.theme") == "sombre"
        page.emulate_media(media="print")
        seen = page.evaluate(_ON_PAPER)
        assert seen["tools"] == [] and seen["ink"] == "rgb(0, 0, 0)" and not seen["wide"], (name, seen)
        page.emulate_media(media="screen")


def test_what_is_folded_is_printed_open(reader: Reader, pages: dict) -> None:
    page = reader.open(TEMPLATES["onboarding-module"](pages))
    folded = page.locator("details").first.locator("> :not(summary)").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.evaluate("element => element.getBoundingClientRect().height") > 0
