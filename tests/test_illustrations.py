"""The drawings: each segment, stage, document, audience, door and module has its own; nothing but shapes reaches a page, and what an organisation adds fits in."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from html_page import HtmlPage
from playwright.sync_api import expect
from site_tools import Reader

from macros.library import Library
from macros.model import Famille, Kit, ModuleDeParcours, Record
from macros.model.illustration import PICTOGRAMMES, SCENES
from macros.read.guide import Guide
from macros.read.illustrations import FOLDER, MAX_BYTES, load_illustrations
from macros.read.settings import Settings

ROOT = Path(__file__).parent.parent
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{}</svg>'
FIRST_SCREEN = 800
PHONE = {"width": 360, "height": 640}


def put(root: Path, place: str, text: str, docs: str = "docs") -> None:
    file = root / docs / FOLDER / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def refusals(root: Path) -> list[str]:
    return [str(problem) for problem in load_illustrations(root)[1]]


def test_each_segment_stage_document_audience_and_module_has_its_drawing(guide: Guide):
    expected = {
        *(f"familles/{famille.id}" for famille in guide.catalog.all(Famille)),
        *(f"{name}/{term.id}" for name in ("etapes", "pieces", "publics") for term in guide.catalog.terms(name)),
        *(f"portes/{term.id}" for term in guide.catalog.terms("publics")),
        *(f"kits/{kit.id}" for kit in guide.catalog.all(Kit)),
        *(f"parcours/{module.id}" for module in guide.catalog.all(ModuleDeParcours)),
    }
    drawn = {name for name in guide.catalog.illustrations if not name.startswith("outils/")}
    assert (sorted(expected - drawn), sorted(drawn - expected)) == ([], [])


def test_every_drawing_of_ours_is_light_and_plain():
    found, problems = load_illustrations(ROOT)
    assert problems == []
    assert len(found) == len(list((ROOT / "docs" / FOLDER).rglob("*.svg")))
    assert {name.partition("/")[0] for name in found} == {*PICTOGRAMMES, *SCENES}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<script>alert(1)</script>", "« <script> » refusé"),
        ('<image href="https://ailleurs.example/x.png"/>', "« <image> » refusé"),
        ('<use href="#x"/>', "« <use> » refusé"),
        ('<path d="M0 0" onload="alert(1)"/>', "attribut « onload » refusé sur <path>"),
        ('<path d="M0 0" style="fill:red"/>', "attribut « style » refusé sur <path>"),
        ('<path d="M0 0" id="x"/>', "attribut « id » refusé sur <path>"),
        ('<path class="ton" d="M0 0" fill="url(#x)"/>', "valeur de « fill » refusée"),
        ('<path d="M0 0" fill="#000"/>', "couleur sans sa classe"),
        ('<path class="rouge" d="M0 0"/>', "classe « rouge » inconnue"),
        ("bonjour", "texte refusé dans une illustration"),
        ("<path", "SVG bien formé"),
        ("<!--" + "x" * MAX_BYTES + "-->", f"attendu {MAX_BYTES} au plus"),
    ],
)
def test_what_is_not_a_plain_shape_is_refused_at_its_line(tmp_path: Path, body: str, said: str):
    put(tmp_path, "familles/x.svg", SVG.format(f"\n{body}"))
    found, problems = load_illustrations(tmp_path)
    assert found == {}
    assert said in problems[0].message
    assert problems[0].path == f"docs/{FOLDER}/familles/x.svg"
    assert problems[0].line == (1 if "octets" in problems[0].message else problems[0].line) > 0


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path):
    put(tmp_path, "familles/x.svg", '<!DOCTYPE svg>\n<svg viewBox="0 0 a b" onload="x">\n<text>a</text></svg>')
    put(tmp_path, "portes/agents.svg", SVG.format('<path d="M0 0"/>'))
    put(tmp_path, "familes/x.svg", SVG.format(""))
    said = "\n".join(refusals(tmp_path))
    for words in ("<!DOCTYPE", "xmlns", "viewBox attendu", "onload", "« <text> » refusé", "sans <title>"):
        assert words in said
    assert "vouliez-vous dire « familles » ?" in said


def test_an_organisation_draws_its_own_segment_and_redraws_ours(tmp_path: Path):
    put(tmp_path, "familles/etudes.svg", SVG.format('<path d="M1 1"/>'))
    put(tmp_path, "familles/etudes.svg", SVG.format('<path d="M2 2"/>'), "docs-locale")
    put(tmp_path, "familles/archives.svg", SVG.format('<circle cx="9" cy="9" r="3"/>'), "docs-locale")
    found, problems = load_illustrations(tmp_path)
    assert problems == []
    assert found["familles/etudes"].corps == '<path d="M2 2"/>'
    assert found["familles/archives"].corps == '<circle cx="9" cy="9" r="3"/>'


def test_a_segment_without_a_drawing_is_listed_without_one(guide: Guide, title: Callable[[type[Record], str], str]):
    bare = str(Library(replace(guide.catalog, illustrations={}), Settings()).list_segments())
    assert title(Famille, "nettoyage") in bare and "<svg" not in bare


def test_a_page_that_names_no_drawing_of_ours_is_told_so(guide: Guide):
    with pytest.raises(
        ValueError, match="« portes/agent » n'est pas une illustration ; vouliez-vous dire « portes/agents » ?"
    ):
        Library(guide.catalog, Settings()).show_illustration("portes/agent")


def test_a_scene_says_what_it_shows_and_a_pictogram_leaves_it_to_its_word(pages: dict[str, HtmlPage]):
    seen = 0
    for page in pages.values():
        for drawing in (element for element in page.all("svg") if "illustration" in element.get("class").split()):
            seen += 1
            said = (drawing.get("role"), bool(drawing.get("aria-label")), drawing.get("aria-hidden"))
            expected = ("img", True, "") if "scene" in drawing.get("class") else ("", False, "true")
            assert said == expected, page.address
    assert seen > 500


def test_the_first_screen_of_the_home_page_holds_search_example_doors_tools_and_law(reader: Reader):
    reader.page.set_viewport_size({"width": 1280, "height": FIRST_SCREEN})
    page = reader.open("")
    for what in (
        page.locator("#q"),
        page.locator(".exemples a"),
        *page.locator(".portes li").all(),
        *page.locator(".outils").first.locator("li").all(),
        page.locator(".dates li").first,
    ):
        box = what.bounding_box()
        assert box and box["y"] + box["height"] <= FIRST_SCREEN, what
    assert page.locator(".portes .scene").count() == 4


def test_on_a_phone_the_title_leaves_room_for_search_its_example_and_a_door(reader: Reader):
    reader.page.set_viewport_size(PHONE)
    page = reader.open("")
    box = page.locator(".portes li").first.bounding_box()
    assert box and box["y"] + box["height"] <= PHONE["height"]


def test_the_example_of_the_home_page_leads_to_its_segment(reader: Reader, title: Callable[[type[Record], str], str]):
    page = reader.open("")
    page.locator(".exemples a").click()
    expect(page.get_by_text("Votre achat ressemble à")).to_contain_text(title(Famille, "nettoyage"))


def test_the_page_of_a_clause_draws_its_segment_its_stage_and_its_documents(
    pages: dict[str, HtmlPage], title: Callable[[type[Record], str], str]
):
    page = pages["clauses/deplacements-sobres-mission/"].html
    drawn = re.findall(r'<svg class="illustration picto"[^>]*>.*?</svg>([^<]*)', page, re.DOTALL)
    segment = title(Famille, "prestations-intellectuelles")
    assert drawn == [segment, "Condition d’exécution", "Dans le CCAP", "Acheteur", "Élu", "Fournisseur"]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_and_the_warm_mark_stand_out_from_what_is_behind(reader: Reader, scheme: str):
    """3:1 at least (WCAG 1.4.11), on the ground of a card and on the pale patch."""
    reader.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # the two words that it knows
    page = reader.open("")
    ratios = page.evaluate(CONTRASTS)
    assert len(ratios) >= 8
    assert {name: ratio for name, ratio in ratios.items() if ratio < 3} == {}


CONTRASTS = """() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const light = (colour) => {
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((m, n) => n - m); return (x + 0.05) / (y + 0.05); };
  const found = {};
  document.querySelectorAll('.portes .scene').forEach((scene, i) => {
    const line = getComputedStyle(scene).color, warm = getComputedStyle(scene.querySelector('.vif')).color;
    for (const [name, ground] of [['card', getComputedStyle(scene.closest('li')).backgroundColor], ['patch', getComputedStyle(scene.querySelector('.ton')).fill]]) {
      found[`${i} line on ${name}`] = ratio(line, ground);
      found[`${i} warm on ${name}`] = ratio(warm, ground);
    }
  });
  return found;
}"""


def test_on_paper_drawings_are_black_on_white(reader: Reader):
    reader.page.emulate_media(media="print", color_scheme="dark")
    page = reader.open("")
    scene = page.locator(".portes .scene").first
    assert scene.evaluate("(e) => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    assert scene.locator(".vif").first.evaluate("(e) => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    assert scene.locator(".ton").first.evaluate("(e) => getComputedStyle(e).fill") == "rgb(220, 220, 220)"
