"""The guide on paper: contents that are true, links that work, and what a screen reader needs."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from site_tools import run_macros

from macros.after.livret import BookletPart, BuiltSite, booklet, segment_part, segments_of, whole_guide, write_pdf
from macros.model import KINDS
from macros.read.guide import Guide


@pytest.fixture(scope="module")
def site(public_site: Path) -> BuiltSite:
    return BuiltSite(public_site)


@pytest.fixture(scope="module")
def part(site: BuiltSite) -> BookletPart:
    """The shortest segment: printing takes a second for two pages."""
    parts = [segment_part(site, address) for address in segments_of(site)]
    return min(
        (part for part in parts if len(part.pages) > 3), key=lambda part: sum(len(page.html) for page, _ in part.pages)
    )


@pytest.fixture(scope="module")
def printed(site: BuiltSite, part: BookletPart, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    file = tmp_path_factory.mktemp("livret") / "segment.pdf"
    assert write_pdf(booklet(site, part.title, [part]), site.colour, file) > 3
    return PdfReader(file)


def one_line(text: str) -> str:
    return " ".join(text.split())


def bookmarks(printed: PdfReader, outline: list | None = None) -> list[tuple[str, int]]:
    """(title, page from 1) of every bookmark, in order."""
    found = []
    for item in printed.outline if outline is None else outline:
        found += (
            bookmarks(printed, item)
            if isinstance(item, list)
            else [(one_line(item.title), printed.get_destination_page_number(item) + 1)]
        )
    return found


def test_the_contents_name_every_page_of_the_segment_and_the_number_where_it_begins(
    printed: PdfReader, part: BookletPart
):
    contents = one_line(" ".join(page.extract_text() for page in printed.pages[1:4])).replace(" ", "")
    begins = dict(bookmarks(printed))
    for page, _ in part.pages:
        title = one_line(page.title)
        assert title in begins
        assert re.search(re.escape(title.replace(" ", "")) + r"[.…]*" + str(begins[title]) + r"(?!\d)", contents), title


def test_every_inner_link_leads_to_a_place_of_the_booklet_and_every_other_to_an_address(printed: PdfReader):
    inner, outer = [], []
    for page in printed.pages:
        for annotation in page.get("/Annots", ()):
            link = annotation.get_object()
            action = link.get("/A", {}).get("/URI")
            (outer if action else inner).append(action or link.get("/Dest", link.get("/A", {}).get("/D")))
    assert len(inner) > 5
    assert [name for name in inner if name not in printed.named_destinations] == []
    assert outer
    assert [address for address in outer if not re.match(r"https?://|mailto:", address)] == []


def test_the_whole_guide_prints_every_record_of_the_kinds_that_have_a_part_in_it(site: BuiltSite, guide: Guide):
    printed = [page.address for part in whole_guide(site) for page, _ in part.pages]
    assert len(printed) == len(set(printed))
    wanted = {
        record.adresse.partition("#")[0]
        for model in KINDS.values()
        if model.livret != "aucun"
        for record in guide.catalog.publique.all(model)
    }
    assert len(wanted) > 500
    assert wanted - set(printed) == set()


def test_a_screen_reader_is_told_the_language_the_title_and_the_structure(printed: PdfReader, part: BookletPart):
    root = printed.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("fr")
    assert one_line(printed.metadata.title) == part.title
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    tags = _tags(root["/StructTreeRoot"])
    assert {"/H1", "/P", "/L", "/Link"} <= tags


def _tags(element, found: set[str] | None = None) -> set[str]:
    found = set() if found is None else found
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for child in element:
            _tags(child, found)
    elif isinstance(element, dict):
        if "/S" in element:
            found.add(element["/S"])
        _tags(element.get("/K", []), found)
    return found


def test_what_is_printed_is_whole_and_says_that_it_is_proposed(printed: PdfReader, part: BookletPart):
    text = one_line(" ".join(page.extract_text() for page in printed.pages))
    assert re.findall(r"\{\{|\}\}|\[\[|\]\]|\bNone\b", text) == []
    assert "Les clauses de ce document sont des propositions" in text
    bare = text.replace(" ", "")
    assert [page.title for page, _ in part.pages if page.title.replace(" ", "") not in bare] == []


def test_without_pango_the_command_says_what_to_install_and_builds_nothing(
    site_project: Callable[..., Path], tmp_path: Path
):
    (tmp_path / "sans/weasyprint").mkdir(parents=True)
    (tmp_path / "sans/weasyprint/__init__.py").write_text("raise OSError('cannot load library libpango')")
    root = site_project(None)
    done = run_macros(root, "livret", PYTHONPATH=str(tmp_path / "sans"))
    assert done.returncode == 1
    assert "apt-get install libpango" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "site").exists()


def test_the_same_pages_give_the_same_bytes_and_nothing_is_fetched(site: BuiltSite, part: BookletPart, tmp_path: Path):
    """One page: a picture that is not in it is not looked for."""
    page = segment_part(site, part.pages[0][0].address).pages[-1]
    short = BookletPart(
        part.title,
        ((replace(page[0], html=f'{page[0].html}<p><img src="https://ailleurs.example/x.png" alt="x"></p>'), 2),),
    )
    html = booklet(site, part.title, [short])
    for name in ("un.pdf", "deux.pdf"):
        write_pdf(html, site.colour, tmp_path / name)
    assert (tmp_path / "un.pdf").read_bytes() == (tmp_path / "deux.pdf").read_bytes()
    assert "ailleurs.example" not in html
