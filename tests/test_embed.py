"""Blocks in the page of another site: light, closed to what they should not hear, and tried from a second origin in a real browser."""

import functools
import http.server
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import specimen
from hostile import MARKUP
from html_page import HtmlPage
from playwright.sync_api import expect
from site_tools import QuietHandler, Reader, Weights, served
from small_guide import ROOT, Changes
from test_accessibility import violations
from test_render import Shape, words

from macros.build import Build
from macros.exports.embed import embeds
from macros.exports.headers import FRAMED, FRAMED_POLICY, HEADERS
from macros.read.guide import Guide, load_guide
from macros.read.settings import Settings
from macros.views.embed import blocs_a_integrer

HEAVIEST = 30
"""Kilobytes of a block with all it loads."""
BLOCKS = (
    "recherche/",
    "calendrier/",
    "nouveautes/",
    "clauses/insertion-etude-longue/",
    "familles/prestations-intellectuelles/",
)


def policy_of(path: str) -> str:
    """What the shipped settings say of this path."""
    return FRAMED_POLICY if path.startswith(FRAMED) else HEADERS["Content-Security-Policy"]


class _Guide(QuietHandler, http.server.SimpleHTTPRequestHandler):
    """The site with the header that a host must send."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", policy_of(self.path.lstrip("/")))
        super().end_headers()


class _Intranet(QuietHandler):
    """Another site, with the one page that a test gives it."""

    page = ""

    def do_GET(self) -> None:  # noqa: N802  (the name that the standard library asks for)
        self.send_page(200, type(self).page.encode())


@pytest.fixture(scope="module")
def guide_port(public_site: Path) -> Iterator[int]:
    with served(functools.partial(_Guide, directory=str(public_site))) as port:
        yield port


@pytest.fixture(scope="module")
def intranet_port() -> Iterator[int]:
    with served(_Intranet) as port:
        yield port


@pytest.fixture
def intranet(reader_of: Callable[..., Reader], intranet_port: int) -> Callable[..., Reader]:
    """Opens a page of another host, at another port."""

    def open_page(body: str, **options: object) -> Reader:
        _Intranet.page = f"<!doctype html><html lang=fr><title>Intranet</title><h1>Intranet</h1>{body}"
        reader = reader_of(**options)
        reader.page.goto(f"http://localhost:{intranet_port}/")
        return reader

    return open_page


def frame(port: int, path: str, attributes: str = "data-guide") -> str:
    return f'<iframe src="http://127.0.0.1:{port}/{path}" title="Guide" width="400" height="111" {attributes}></iframe>'


LISTEN = (
    "<script>window.said = []; addEventListener('message', (event) => said.push([event.origin, event.data]));</script>"
)


def test_there_is_a_block_for_every_clause_and_every_segment(guide: Guide, documents: dict[str, HtmlPage]):
    found = {address.removeprefix("embed/") for address in documents if address.startswith("embed/")}
    clauses = {clause.adresse for clause in guide.catalog.clauses_vivantes if clause.diffusion == "publique"}
    assert found == clauses | {
        famille.adresse for famille in guide.catalog.segments if famille.diffusion == "publique"
    } | {"recherche/", "calendrier/", "nouveautes/"}


def test_every_block_is_light_and_says_where_the_rest_is(
    documents: dict[str, HtmlPage], public_site: Path, weights: Weights
):
    for address, page in documents.items():
        if address.startswith("embed/"):
            files = [public_site / address / "index.html", *(public_site / name for name in page.resources)]
            assert sum(weights.kilobytes(file) for file in files) <= HEAVIEST, address
            links = page.all("a")
            assert links and {(link.get("target"), link.get("rel")) for link in links} == {("_blank", "noopener")}, (
                address
            )


@pytest.mark.parametrize("path", BLOCKS)
def test_a_block_shows_in_the_page_of_another_site(intranet: Callable[..., Reader], guide_port: int, path: str):
    reader = intranet(frame(guide_port, f"embed/{path}"))
    inside = reader.page.frame_locator("iframe")
    expect(inside.get_by_role("heading", level=1)).to_be_visible()
    expect(inside.get_by_role("link").first).to_be_visible()
    assert reader.complaints == []


def test_a_page_of_the_guide_that_is_no_block_refuses_the_frame(intranet: Callable[..., Reader], guide_port: int):
    reader = intranet(frame(guide_port, "clauses/insertion-etude-longue/"))
    reader.page.wait_for_timeout(500)
    assert any("frame-ancestors" in complaint for complaint in reader.complaints), reader.complaints
    expect(reader.page.frame_locator("iframe").get_by_role("heading", level=1)).to_have_count(0)


def test_the_height_is_told_to_the_page_around_and_is_all_that_is_told(
    intranet: Callable[..., Reader], guide_port: int
):
    reader = intranet(LISTEN + frame(guide_port, "embed/clauses/insertion-etude-longue/"))
    reader.page.wait_for_function("said.length > 0")
    ((origin, data), *_) = reader.page.evaluate("said")
    assert origin == f"http://127.0.0.1:{guide_port}"
    assert data.keys() == {"guide", "hauteur"}
    assert data["guide"] == "hauteur"
    assert data["hauteur"] > 200


def test_a_page_that_hides_who_it_is_is_told_nothing(intranet: Callable[..., Reader], guide_port: int):
    reader = intranet(LISTEN + frame(guide_port, "embed/nouveautes/", 'referrerpolicy="no-referrer"'))
    expect(reader.page.frame_locator("iframe").get_by_role("heading", level=1)).to_be_visible()
    reader.page.wait_for_timeout(300)
    assert reader.page.evaluate("said") == []


def test_with_the_script_of_the_guide_the_frame_takes_the_height_of_what_it_holds(
    intranet: Callable[..., Reader], guide_port: int
):
    script = f'<script src="http://127.0.0.1:{guide_port}/assets/js/integrer-hote.js"></script>'
    reader = intranet(script + frame(guide_port, "embed/clauses/insertion-etude-longue/"))
    reader.page.wait_for_function("document.querySelector('iframe').height > 200")
    inside = reader.page.frames[1]
    assert inside.evaluate("document.documentElement.scrollHeight <= innerHeight + 1"), "the block is cut"


def test_the_script_of_the_guide_hears_nobody_else(intranet: Callable[..., Reader], guide_port: int):
    script = f'<script src="http://127.0.0.1:{guide_port}/assets/js/integrer-hote.js"></script>'
    reader = intranet(script + frame(guide_port, "embed/recherche/"))
    reader.page.wait_for_function("document.querySelector('iframe').height !== '111'")
    before = reader.page.evaluate("document.querySelector('iframe').height")
    reader.page.evaluate("postMessage({ guide: 'hauteur', hauteur: 3000 }, '*')")
    other = "document.body.append(Object.assign(document.createElement('iframe'), { srcdoc: '<script>parent.postMessage({guide: \"hauteur\", hauteur: 3000}, \"*\")</scr' + 'ipt>' }))"
    reader.page.evaluate(other)
    reader.page.wait_for_timeout(300)
    assert reader.page.evaluate("document.querySelector('iframe').height") == before


def test_without_javascript_a_block_is_read_and_its_links_work(intranet: Callable[..., Reader], guide_port: int):
    reader = intranet(frame(guide_port, "embed/calendrier/"), java_script_enabled=False)
    link = reader.page.frame_locator("iframe").get_by_role("link").first
    with reader.page.context.expect_page() as opened:
        link.click()
    expect(opened.value.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_block_has_a_violation(reader_of: Callable[..., Reader], scheme: str):
    reader = reader_of(360, color_scheme=scheme)
    for path in BLOCKS:
        page = reader.open(f"embed/{path}")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != "rgb(255, 255, 255)"
    assert dark == (scheme == "dark")
    assert reader.complaints == []


@pytest.mark.parametrize("hostile", MARKUP)
def test_hostile_words_make_no_element_in_a_block(hostile: str):
    def shapes(hostile: str) -> dict[str, list]:
        found = specimen.catalog(words(hostile))
        build = Build(ROOT, Guide(found, ()), specimen.settings())
        return {path: Shape(content.decode()).elements for path, content in embeds(build)}

    assert len(shapes("")) >= 5
    assert shapes(hostile) == shapes("")


def test_the_page_of_blocks_shows_each_and_copies_its_code(reader_of: Callable[..., Reader]):
    reader = reader_of(permissions=["clipboard-read", "clipboard-write"])
    page = reader.open("integrer/")
    blocks = page.locator(".integration")
    assert blocks.count() == len(BLOCKS)
    assert page.locator(".integration iframe").count() < len(BLOCKS)  # those out of sight are not fetched
    for block in blocks.all():
        block.get_by_role("button", name="Copier le code").scroll_into_view_if_needed()
        preview = block.locator("iframe")
        preview.scroll_into_view_if_needed()
        expect(preview.content_frame.get_by_role("heading", level=1)).to_be_visible()
    block = blocks.nth(1)
    block.get_by_role("button", name="Copier le code").click()
    expect(block.get_by_role("status")).to_have_text("Copié.")
    code = page.evaluate("navigator.clipboard.readText()")
    assert code.startswith('<iframe src="https://guide.test/intranet/guide/embed/nouveautes/"')
    assert '<p><a href="https://guide.test/intranet/guide/nouveautes/">' in code
    assert reader.complaints == []


def test_the_reader_chooses_a_clause_by_pasting_its_address(reader: Reader):
    page = reader.open("integrer/")
    block = page.locator(".integration").nth(3)
    field = block.get_by_label("Adresse de la page à montrer")
    field.fill(f"{reader.site}clauses/accueil-inclusif-seances/#texte")
    field.press("Tab")
    expect(block.locator("code")).to_contain_text("embed/clauses/accueil-inclusif-seances/")
    expect(block.locator("iframe").content_frame.get_by_role("heading", level=1)).to_be_visible()
    field.fill("https://exemple.fr/")
    field.press("Tab")
    expect(block.get_by_role("status")).to_contain_text("Collez l’adresse")


def test_without_javascript_the_codes_are_there_to_copy(reader_of: Callable[..., Reader]):
    page = reader_of(java_script_enabled=False).open("integrer/")
    assert page.locator(".integration code").count() == len(BLOCKS)
    expect(page.locator(".integration code").first).to_contain_text("<iframe src=")


def _lines(path: str, changes: Changes, project: Callable[[Changes], Path]) -> list[str]:
    """The addresses of a block's lines, in their order."""
    (bloc,) = (
        bloc
        for bloc in blocs_a_integrer(load_guide(project(changes)).catalog, Settings(site="https://guide.test/"))
        if bloc.chemin == path
    )
    return [line.adresse for line in bloc.lignes]


def _changed(day: str) -> dict:
    return {"historique": [{"version": 1, "date": day, "motif": "Première version."}]}


def test_the_block_of_a_segment_gives_its_two_clauses_then_the_easiest(project: Callable[[Changes], Path]):
    clauses = {
        f"clauses/{name}": {"titre": f"Clause {name}", "facilite": ease}
        for name, ease in {"a": 1, "b": 5, "c": 3, "d": 3, "e": 2}.items()
    }
    found = _lines(
        "familles/etudes/",
        {**clauses, "clauses/bilan": {"facilite": 4}, "familles/etudes": {"deux_clauses": ["e", "a"]}},
        project,
    )
    assert found == [f"clauses/{name}/" for name in ("e", "a", "b", "bilan", "c", "d")]


def test_the_block_of_news_gives_the_newest_first(project: Callable[[Changes], Path]):
    days = {"a": "2026-10-03", "b": "2026-10-05", "c": "2026-10-04"}
    found = _lines(
        "nouveautes/",
        {f"glossaire/{name}": {"titre": f"Mot {name}", **_changed(day)} for name, day in days.items()},
        project,
    )
    assert found == [f"glossaire/#{name}" for name in "bca"] + ["clauses/bilan/"]


def test_the_block_of_the_law_gives_the_newest_first(project: Callable[[Changes], Path]):
    days = {"a": "2026-10-03", "b": "2027-10-05", "c": "2026-10-04"}
    found = _lines(
        "calendrier/", {f"textes/{name}": {"en_vigueur": {"depuis": day}} for name, day in days.items()}, project
    )
    assert found == [f"textes/{name}/" for name in "bca"]
