"""Blocks in the page of another site: light, closed to what they should not hear, and tried from a second origin in a real browser."""

import functools
import http.server
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
import specimen
from hostile import MARKUP
from html_page import HtmlPage
from playwright.sync_api import Locator, Page, expect
from site_tools import QuietHandler, Reader, Weights, served
from small_guide import ROOT, Changes
from test_accessibility import violations
from test_render import Shape, words

from macros.build import Build
from macros.exports.embed import embeds
from macros.exports.headers import FRAMED, FRAMED_POLICY, HEADERS
from macros.model import Catalog
from macros.read.guide import Guide, load_guide
from macros.read.settings import Settings
from macros.text.typographie import typographie
from macros.views.achat import donnees_du_bloc
from macros.views.embed import blocs_a_integrer, chiffres
from macros.views.integrations import cadres, integrations
from macros.views.reponse import Achat, repondre

HEAVIEST = 30
"""Kilobytes of a block with all it loads."""
MOST_ELEMENTS = 400
"""Elements of a block: it is read beside something else."""
BLOCKS = (
    "recherche/",
    "regles/",
    "chiffre/",
    "calendrier/",
    "nouveautes/",
    "clauses/insertion-etude-longue/",
    "familles/prestations-intellectuelles/",
)


def policy_of(path: str) -> str:
    """What the shipped settings say of this path."""
    return FRAMED_POLICY if path.startswith(FRAMED) else HEADERS["Content-Security-Policy"]


class _Guide(QuietHandler, http.server.SimpleHTTPRequestHandler):
    """The site with the headers that a host must send."""

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value if name != "Content-Security-Policy" else policy_of(self.path.lstrip("/")))
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
    } | {"recherche/", "regles/", "chiffre/", "calendrier/", "nouveautes/"}


def test_every_block_is_light_and_says_where_the_rest_is(
    documents: dict[str, HtmlPage], public_site: Path, weights: Weights
):
    for address, page in documents.items():
        if address.startswith("embed/"):
            files = [public_site / address / "index.html", *(public_site / name for name in page.resources)]
            assert sum(weights.kilobytes(file) for file in files) <= HEAVIEST, address
            assert page.size <= MOST_ELEMENTS, address
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


WIDTHS = (280, 360, 480, 700, 1000)


def code_of(pages: dict[str, HtmlPage], path: str, catalog: Catalog) -> str:
    """What « Intégrer » gives to copy, for this block."""
    settings = Settings(site="https://guide.test/")
    shown = next(one for one in integrations(catalog, settings) if one.nom == "recherche")
    written = re.findall(r"<code>(&lt;div.*?)</code>", pages["integrer/"].html, re.DOTALL)
    codes = (unescape(re.sub(r"<[^>]*>", "", code)) for code in written)
    code = next(code for code in codes if f"embed/{shown.chemin}" in code)
    before, (height, rule) = dict(shown.code), cadres(blocs_a_integrer(catalog, settings))[path]
    code = code.replace(f"embed/{shown.chemin}", f"embed/{path}").replace(before["regle"], rule)
    return code.replace(f'height="{before["hauteur"]}"', f'height="{height}"')


@pytest.mark.parametrize("width", WIDTHS)
def test_without_any_script_the_pasted_frame_is_high_enough_in_any_column(
    intranet: Callable[..., Reader], guide_port: int, pages: dict[str, HtmlPage], guide: Guide, width: int
):
    longest = max(guide.catalog.clauses_vivantes, key=lambda clause: len(clause.texte)).adresse
    paths = [*BLOCKS, longest, "familles/travaux/", "regles/?acheteur=commune&famille=travaux&montant=6000000"]
    codes = "".join(
        f'<div style="width:{width}px">{code_of(pages, path.partition("?")[0], guide.catalog)}</div>'.replace(
            f"embed/{path.partition('?')[0]}", f"embed/{path}"
        )
        for path in paths
    )
    reader = intranet(
        codes.replace("https://guide.test/intranet/guide/", f"http://127.0.0.1:{guide_port}/").replace(
            ' loading="lazy"', ""
        )
    )
    frames = reader.page.locator("iframe").all()
    assert len(frames) == len(paths)
    for path, frame in zip(paths, frames, strict=True):
        main = frame.content_frame.locator("main")
        expect(main).to_be_visible()
        given, needed = frame.evaluate("one => one.clientHeight"), main.evaluate("one => one.offsetHeight")
        assert needed <= given <= 2 * needed, f"{path}: {given} px for {needed}"


@pytest.mark.parametrize("policy", ["no-referrer", "same-origin"])
def test_the_pasted_frame_tells_its_height_though_its_page_hides_who_it_is(
    intranet: Callable[..., Reader], guide_port: int, pages: dict[str, HtmlPage], guide: Guide, policy: str
):
    site = f"http://127.0.0.1:{guide_port}/"
    code = code_of(pages, "regles/", guide.catalog).replace("https://guide.test/intranet/guide/", site)
    script = f'<script src="{site}assets/js/integrer-hote.js"></script>'
    reader = intranet(f'<meta name="referrer" content="{policy}">{script}{code}')
    reader.page.wait_for_function("!document.querySelector('iframe').style.height")
    needed = reader.page.frame_locator("iframe").locator("main").evaluate("one => one.offsetHeight")
    assert reader.page.locator("iframe").evaluate("one => one.clientHeight") in range(needed, needed + 3)


# The rules of a purchase


CASES = (
    Achat(acheteur="region", contrat="marche", famille="etudes", montant=85000, date="2026-12-04"),
    Achat(acheteur="commune", contrat="marche", famille="travaux", montant=6_000_000, date="2026-12-04"),
    Achat(acheteur="departement", contrat="concession", famille="restauration", montant=7_000_000, date="2026-12-04"),
    Achat(contrat="marche", famille="nettoyage", date="2026-12-04"),
)


def query_of(achat: Achat) -> str:
    given = {name: getattr(achat, name) for name in ("acheteur", "contrat", "famille", "montant", "date")}
    return urlencode({name: value for name, value in given.items() if value})


@pytest.mark.parametrize("achat", CASES, ids=query_of)
def test_the_rules_of_a_purchase_are_those_of_the_guide(reader: Reader, guide: Guide, achat: Achat):
    data = donnees_du_bloc(guide.catalog)
    states = repondre(data, achat)
    page = reader.open(f"embed/regles/?{query_of(achat)}")
    expect(page.locator(".marques")).to_contain_text(data["familles"][achat.famille])
    said = page.locator("[data-regles] li strong").all_text_contents()
    assert said
    assert sorted(said) == sorted(line["dit"] for name, line in data["lignes"].items() if states[name].etat != "non")
    assert page.locator("[data-regles] li small").filter(has_text=re.compile(r"[LR]\d{4}-\d")).count() == len(said)
    clauses = {link.get_attribute("href") for link in page.locator('a[href*="clauses/"]').all()}
    minimum = data["minimum"][achat.famille][0]
    assert {f"../../clauses/{minimum[name]['id']}/" for name in ("condition", "critere") if name in minimum} <= clauses
    assert page.get_by_role("link", name="Toutes les règles").get_attribute("href").endswith(f"?{query_of(achat)}")
    assert reader.complaints == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("famille=nimporte", "« nimporte » n’est pas un segment"),
        ("famille=constructor", "« constructor » n’est pas un segment"),
        ("acheteur=moi&montant=85000", "« moi » n’est pas un acheteur"),
        ("famille=etudes&montant=cher", "« cher » n’est pas un montant"),
        ("famille=etudes&montant=-5", "« -5 » n’est pas un montant"),
        ("famille=etudes&date=demain", "« demain » n’est pas une date"),
        ("famille=etudes&contrat=don", "« don » n’est pas un contrat"),
        ("cpv=vert", "« vert » n’est pas un code CPV"),
    ],
)
def test_a_purchase_that_cannot_be_read_is_refused_with_a_word(reader: Reader, query: str, said: str):
    page = reader.open(f"embed/regles/?{query}")
    expect(page.get_by_role("status")).to_contain_text(said.replace("« ", "«\u00a0").replace(" »", "\u00a0»"))
    assert page.locator("[data-regles] li").count() == 0  # no answer to another purchase
    expect(page.get_by_role("link", name="Intégrer")).to_have_attribute("target", "_blank")
    assert reader.complaints == []


@pytest.fixture(scope="module")
def dit(guide: Guide) -> Callable[[str], str]:
    """What a line of the rules of a purchase says, as a page writes it: `dit("condition")`."""
    lines = {line.id: line.dit for line in guide.catalog.achat.lignes}
    return lambda name: typographie(lines[name])


def test_an_address_that_tells_no_purchase_says_so_and_shows_all(reader: Reader, dit: Callable[[str], str]):
    page = reader.open("embed/regles/?segment=etudes")
    expect(page.get_by_role("status")).to_contain_text("ne dit pas l’achat")
    expect(page.get_by_text(dit("condition"))).to_be_visible()


def test_without_javascript_the_rules_are_read_with_when_they_hold(
    reader_of: Callable[..., Reader], dit: Callable[[str], str]
):
    page = reader_of(java_script_enabled=False).open("embed/regles/?famille=etudes")
    expect(page.get_by_text(dit("condition"))).to_be_visible()
    expect(page.get_by_text("à compter du 22 août 2026").first).to_be_visible()
    page.locator("summary").click()
    expect(page.get_by_text(dit("boamp-ou-jal")).first).to_be_visible()


# The figure of the week


def figure_on(reader_of: Callable[..., Reader], day: str) -> str:
    reader = reader_of(timezone_id="Europe/Paris")
    reader.page.clock.set_fixed_time(f"{day}T12:00:00+01:00")
    page = reader.open("embed/chiffre/")
    expect(page.locator(".marques")).to_contain_text("Semaine du")
    shown = page.locator("[data-tirage]:not([hidden])")
    assert shown.count() == 1
    assert shown.locator(".apres a").get_attribute("href").startswith("http")
    assert re.search(r"\d{4}", shown.locator(".apres").inner_text())
    assert reader.complaints == []
    words = f"{page.locator('.marques').inner_text()} {shown.inner_text()}"
    reader.page.close()
    return words


def test_each_week_has_its_figure_with_its_source_and_its_date(reader_of: Callable[..., Reader]):
    monday, sunday, *later = (
        figure_on(reader_of, day) for day in ("2026-12-07", "2026-12-13", "2026-12-14", "2026-12-21", "2027-01-04")
    )
    assert monday == sunday
    assert "Semaine du 7\u00a0décembre 2026" in monday
    assert len({words.partition("\n")[2] for words in (monday, *later)}) >= 3


def test_without_javascript_there_is_one_figure_with_its_source(reader_of: Callable[..., Reader]):
    page = reader_of(java_script_enabled=False).open("embed/chiffre/")
    expect(page.locator(".chiffre").filter(visible=True)).to_have_count(1)
    expect(page.locator(".apres a").filter(visible=True)).to_have_count(1)


FIGURE = {"valeur": "12", "unite": "% de moins", "source": "https://exemple.fr/bilan"}
SURE = {"resultats": [FIGURE], "confiance": "elevee", "annee": "2024"}


@pytest.mark.parametrize(
    ("changes", "drawn"),
    [
        (SURE, ["12\u202f%"]),
        ({name: value for name, value in SURE.items() if name != "annee"}, []),
        ({**SURE, "confiance": "moyenne"}, []),
        ({**SURE, "resultats": []}, []),
    ],
    ids=["whole", "no date", "a doubt", "no figure"],
)
def test_only_a_sure_figure_with_its_date_is_drawn_and_a_guide_without_any_has_no_such_block(
    project: Callable[[Changes], Path], changes: dict, drawn: list[str]
):
    catalog = load_guide(project({"etudes-de-cas/ville-bilan": changes})).catalog
    assert [figure.valeur for figure in chiffres(catalog, Settings())] == drawn
    assert any(bloc.chemin == "chiffre/" for bloc in blocs_a_integrer(catalog, Settings())) == bool(drawn)
    assert any(one.nom == "chiffre" for one in integrations(catalog, Settings())) == bool(drawn)


# Without JavaScript, and for every reader


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


def block_of(page: Page, name: str) -> Locator:
    """A block of « Intégrer », by the name of its heading."""
    return page.locator(f"#{name} ~ .integration").first


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
        assert preview.bounding_box()["y"] < block.locator("code").bounding_box()["y"]  # what it gives, then the code
    block = block_of(page, "nouveautes")
    block.get_by_role("button", name="Copier le code").click()
    expect(block.get_by_role("status")).to_have_text("Copié.")
    code = page.evaluate("navigator.clipboard.readText()")
    assert '<iframe src="https://guide.test/intranet/guide/embed/nouveautes/"' in code
    assert '<p><a href="https://guide.test/intranet/guide/nouveautes/">' in code
    assert reader.complaints == []


def test_the_reader_chooses_a_clause_by_pasting_its_address(reader: Reader):
    page = reader.open("integrer/")
    block = block_of(page, "clause")
    code = block.locator("code")
    before = code.inner_text()
    field = block.get_by_label("Adresse de la page à montrer")
    field.fill(f"{reader.site}clauses/accueil-inclusif-seances/#texte")
    field.press("Tab")
    expect(code).to_contain_text("embed/clauses/accueil-inclusif-seances/")
    expect(code).to_contain_text('<a href="https://guide.test/intranet/guide/clauses/accueil-inclusif-seances/">')
    expect(block.locator("iframe").content_frame.get_by_role("heading", level=1)).to_be_visible()
    chosen = code.inner_text()
    assert re.findall(r"height:max\S+", chosen) != re.findall(r"height:max\S+", before)  # as high as its own words
    for wrong, said in (
        ("https://exemple.fr/", "Collez l’adresse"),
        (f"{reader.site}clauses/absente/", "n’a pas de bloc à cette adresse"),
        (f"{reader.site}familles/constructor/", "n’a pas de bloc à cette adresse"),
    ):
        field.fill(wrong)
        field.press("Tab")
        expect(block.get_by_role("status")).to_contain_text(said)
        assert code.inner_text() == chosen


def test_the_reader_says_the_purchase_and_the_code_holds_it(reader: Reader):
    page = reader.open("integrer/")
    block = block_of(page, "regles")
    code = block.locator("code")
    expect(code).to_contain_text("acheteur=region&amp;famille=prestations-intellectuelles&amp;montant=85000")
    block.get_by_label("Ce que j’achète").select_option("travaux")
    block.get_by_label("Montant HT").fill("6 000 000 €")
    block.get_by_label("Montant HT").press("Tab")
    query = "?acheteur=region&amp;famille=travaux&amp;montant=6+000+000+%E2%82%AC"
    expect(code).to_contain_text(f'src="https://guide.test/intranet/guide/embed/regles/{query}"')
    expect(code).to_contain_text(f'href="https://guide.test/intranet/guide/obligations/{query}"')
    inside = block.locator("iframe").content_frame
    expect(inside.locator(".marques")).to_contain_text("une région · Travaux")
    expect(inside.locator("[data-regles]")).to_contain_text("Procédure formalisée")
    block.get_by_label("Montant HT").fill("beaucoup")
    block.get_by_label("Montant HT").press("Tab")
    expect(block.get_by_role("status")).to_contain_text("Montant laissé de côté")
    expect(code).to_contain_text(query)
    assert reader.complaints == []


@pytest.fixture
def guarded(reader_of: Callable[..., Reader], guide_port: int) -> Reader:
    """A reader of the guide as its host sends it, with every header."""
    reader = reader_of()
    reader.site = f"http://127.0.0.1:{guide_port}/"
    return reader


def test_previews_have_their_height_under_the_headers_of_the_guide(guarded: Reader):
    assert HEADERS["Referrer-Policy"] == "no-referrer"
    page = guarded.open("integrer/")
    for name in ("recherche", "regles", "chiffre", "clause"):
        block = block_of(page, name)
        block.get_by_role("button", name="Copier le code").scroll_into_view_if_needed()
        preview = block.locator("iframe")
        preview.scroll_into_view_if_needed()
        expect(preview).not_to_have_attribute("height", "420")
    cut = (
        "frames => frames.filter(one => one.contentDocument.documentElement.scrollHeight > one.clientHeight + 1).length"
    )
    assert page.locator(".integration iframe").evaluate_all(cut) == 0
    assert guarded.complaints == []


def test_without_javascript_the_codes_are_there_to_copy(reader_of: Callable[..., Reader]):
    page = reader_of(java_script_enabled=False).open("integrer/")
    assert page.locator(".integration code").count() == len(BLOCKS)
    expect(page.locator(".integration code").first).to_contain_text("<iframe src=")
    expect(page.get_by_label("Montant HT")).to_be_hidden()


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
        for name, ease in {"a": 1, "b": 3, "c": 5, "d": 3, "e": 2}.items()
    }
    found = _lines(
        "familles/etudes/",
        {**clauses, "clauses/bilan": {"facilite": 4}, "familles/etudes": {"deux_clauses": ["e", "a"]}},
        project,
    )
    assert found == [f"clauses/{name}/" for name in ("e", "a", "c", "bilan", "b", "d")]


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
