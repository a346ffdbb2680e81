"""A loop that a reader composes: chosen, ordered and timed in the page, then played, packed, drawn or printed without a command line."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from html_page import HtmlPage, file_of
from playwright.sync_api import Browser, Download, Page, expect
from site_tools import Reader, shown_address
from small_guide import ROOT
from test_accessibility import violations

from macros.build import Build
from macros.exports.ecrans import FONDS, qr_code
from macros.exports.screen_packages import package
from macros.exports.slide_pictures import PAYSAGE, PORTRAIT, Size, SlideTemplate
from macros.exports.standalone import Shells
from macros.model import Ecran, Record
from macros.read.editions import catalog_of
from macros.read.guide import Guide
from macros.read.settings import Settings
from macros.views.ecrans import COMPOSEE, COMPOSER, PLANCHE, ChoixDeDiapositive, choix

KEPT = "guide.boucle"


@pytest.fixture(scope="module")
def offered(guide: Guide) -> tuple[ChoixDeDiapositive, ...]:
    return choix(catalog_of("publique", guide.catalog), Settings())


@pytest.fixture(scope="module")
def two(offered: tuple[ChoixDeDiapositive, ...]) -> tuple[ChoixDeDiapositive, ChoixDeDiapositive]:
    """A slide alone, and a question with its answer."""
    alone = next(one for one in offered if len(one.groupe) == 1)
    asked = next(one for one in offered if len(one.groupe) == 2)
    return alone, asked


def opened(reader: Reader, query: str = "") -> Page:
    page = reader.open(f"{COMPOSER}{query}")
    expect(page.locator("[data-composer-liste] li").first).to_be_visible()
    return page


def loop(page: Page) -> list[str]:
    """The keys of the address."""
    asked = parse_qs(urlsplit(shown_address(page)).query).get("d", [""])[0]
    return [one for one in asked.split(",") if one]


def taken(page: Page, button: str) -> Download:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value


def archive(download: Download) -> dict[str, bytes]:
    with zipfile.ZipFile(download.path()) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


# What there is to choose from


def test_each_slide_of_each_loop_is_offered_once_and_named_for_addresses(
    offered: tuple[ChoixDeDiapositive, ...], guide: Guide
):
    keys = [one.cle for one in offered]
    assert len(keys) == len(set(keys)) > 100
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.-]*", key) for key in keys)
    loops = {ecran.id for ecran in guide.catalog.all(Ecran) if ecran.diffusion == "publique"}
    assert {name for one in offered for name in one.boucles} == loops
    assert not any(slide.mois or slide.tirage or slide.reserve for one in offered for slide in one.groupe)


def test_slides_are_found_by_word_loop_and_kind(reader: Reader, offered: tuple[ChoixDeDiapositive, ...]):
    page = opened(reader)
    told = page.locator("[data-composer-compte]")
    expect(told).to_contain_text(f"{len(offered)} diapositives")
    page.locator("select[name=boucle]").select_option("elus")
    expect(told).to_contain_text(f"{sum('elus' in one.boucles for one in offered)} diapositives")
    page.locator("select[name=sorte]").select_option("droit")
    laws = sum("elus" in one.boucles and one.groupe[0].sorte == "droit" for one in offered)
    expect(told).to_contain_text(f"{laws} diapositive")
    page.locator("select[name=sorte]").select_option("")
    page.locator("[name=mots]").fill("zzz introuvable")
    expect(told).to_contain_text("Aucune diapositive")
    expect(page.locator("[data-composer-liste] li")).to_have_count(0)
    assert reader.complaints == []


def test_more_slides_are_shown_when_asked(reader: Reader):
    page = opened(reader)
    before = page.locator("[data-composer-liste] li").count()
    page.get_by_role("button", name="En montrer plus").click()
    expect(page.locator("[data-composer-liste] li")).to_have_count(2 * before)
    expect(page.locator("[data-composer-liste] li").nth(before).get_by_role("button")).to_be_focused()


@pytest.mark.parametrize("size", [PAYSAGE, PORTRAIT], ids=["paysage", "portrait"])
def test_no_picture_cuts_a_word_of_any_slide(
    browser: Browser, guide: Guide, offered: tuple[ChoixDeDiapositive, ...], tmp_path: Path, size: Size
):
    build = Build(ROOT, guide, Settings())
    shells = Shells(ROOT, "publique")
    slides = [slide for one in offered for slide in one.groupe]
    drawn = [(slide, shells.part("diapositive.html", diapo=slide, qr=qr_code(slide.qr))) for slide in slides]
    (tmp_path / "planche.svg").write_text(SlideTemplate.of(build, size).sheet(drawn), encoding="utf-8")
    with browser.new_page() as page:
        page.goto((tmp_path / "planche.svg").as_uri())
        measures = page.evaluate("""() => [...document.querySelectorAll('.diapositive')].map((slide) => {
          const words = slide.querySelector('.mots');
          const read = slide.querySelector('.lire');
          const places = [...words.children].map((one) => one.getBoundingClientRect());
          const room = slide.parentNode.parentNode.getBoundingClientRect();
          const cut = words.scrollHeight > words.clientHeight + 1 || words.scrollWidth > words.clientWidth + 1;
          const out = places.some((one) => one.left < room.left || one.right > room.right + 1);
          return [cut || out || (read && !read.querySelector('path')), words.textContent.trim().slice(0, 60)];
        })""")
    assert len(measures) == len(slides)
    assert [words for wrong, words in measures if wrong] == []


def test_the_page_of_screens_shows_a_picture_of_each_slide(reader: Reader, documents: dict[str, HtmlPage]):
    page = reader.open("ecrans/")
    pictures = page.locator(".vignettes img")
    slides = documents["ecrans/hall/"].html.count('<section class="diapositive ') - len(
        re.findall(r'<section class="diapositive [^"]*\breserve\b', documents["ecrans/hall/"].html)
    )
    assert page.locator(f'.vignettes img[src*="hall/{PLANCHE}#d"]').count() == slides
    for picture in (pictures.first, pictures.last):
        picture.scroll_into_view_if_needed()
        page.wait_for_function("(one) => one.complete && one.naturalWidth > 0", arg=picture.element_handle())
    link = page.locator(".vignettes a").nth(1)
    words = link.locator("img").get_attribute("alt")
    link.click()
    assert (page.locator(".diapositive.visible h2").text_content() or "") in (words or "")
    assert reader.complaints == []


# Composing


def test_slides_are_added_moved_timed_and_removed_by_keyboard_and_each_step_is_undone(
    reader: Reader, two: tuple[ChoixDeDiapositive, ChoixDeDiapositive]
):
    alone, asked = two
    page = opened(reader, f"?d={alone.cle}")
    page.locator("[name=mots]").fill(asked.groupe[0].titre[:40])
    page.locator("[data-composer-liste]").get_by_role("button").first.press("Enter")
    assert loop(page) == [alone.cle, asked.cle]
    expect(page.locator("[data-composer-resume]")).to_contain_text("3 diapositives")
    rows = page.locator("[data-composer-choix] li")
    rows.nth(1).get_by_role("button", name="Monter").press("Enter")
    assert loop(page) == [asked.cle, alone.cle]
    expect(rows.nth(0).get_by_role("button", name="Descendre")).to_be_focused()
    field = rows.nth(1).get_by_role("textbox")
    field.fill("90")
    field.press("Tab")
    assert loop(page) == [asked.cle, f"{alone.cle}_90"]
    seconds = 90 + sum(slide.duree for slide in asked.groupe)
    shown = page.locator("[data-composer-resume]").inner_text()
    assert f"{seconds // 60} min {seconds % 60} s".replace(" 0 s", "") in shown
    rows.nth(0).get_by_role("button", name="Retirer").press("Enter")
    assert loop(page) == [f"{alone.cle}_90"]
    expect(rows.nth(0).get_by_role("button", name="Retirer")).to_be_focused()
    for before in ([asked.cle, f"{alone.cle}_90"], [asked.cle, alone.cle], [alone.cle, asked.cle], [alone.cle]):
        page.get_by_role("button", name="Annuler").press("Enter")
        assert loop(page) == before
    expect(page.get_by_role("button", name="Annuler")).to_be_disabled()
    assert reader.complaints == []


def test_a_time_that_cannot_be_is_said_and_stays_typed(
    reader: Reader, two: tuple[ChoixDeDiapositive, ChoixDeDiapositive]
):
    page = opened(reader, f"?d={two[0].cle},{two[1].cle}")
    rows = page.locator("[data-composer-choix] li")
    for wrong, said in (("2", "entre 5 et 600"), ("beaucoup", "nombre entier")):
        rows.nth(0).get_by_role("textbox").fill(wrong)
        rows.nth(0).get_by_role("textbox").press("Tab")
        expect(rows.nth(0)).to_contain_text(said)
    rows.nth(1).get_by_role("button", name="Monter").click()
    expect(rows.nth(1).get_by_role("textbox")).to_have_value("beaucoup")
    assert loop(page) == [two[1].cle, two[0].cle]
    rows.nth(1).get_by_role("textbox").fill("6")
    rows.nth(1).get_by_role("textbox").press("Tab")
    expect(rows.nth(1)).to_contain_text("Trop court")


def test_a_loop_of_the_guide_is_a_beginning(reader: Reader, title: Callable[[type[Record], str], str]):
    page = opened(reader)
    expect(page.locator("[data-composer-resume]")).to_contain_text("vide")
    expect(page.get_by_role("heading", name="Prendre la boucle")).to_be_hidden()
    page.get_by_role("button", name=title(Ecran, "ascenseur")).click()
    assert len(loop(page)) >= 5
    expect(page.locator("[data-composer-apercu] span")).to_contain_text("1 / ")
    page.get_by_role("button", name="Diapositive suivante").click()
    expect(page.locator("[data-composer-apercu] span")).to_contain_text("2 / ")
    page.get_by_role("button", name="Tout retirer").click()
    assert loop(page) == []
    page.get_by_role("button", name="Annuler").click()
    assert len(loop(page)) >= 5


def test_what_is_composed_is_there_again_and_an_address_received_erases_nothing(
    reader: Reader, two: tuple[ChoixDeDiapositive, ChoixDeDiapositive]
):
    page = opened(reader)
    page.get_by_role("button", name="Ajouter").first.click()
    (own,) = loop(page)
    opened(reader)
    expect(page.locator("[data-composer-choix] li")).to_have_count(1)
    other = two[1].cle if own != two[1].cle else two[0].cle
    opened(reader, f"?d={other}")
    expect(page.locator("[data-composer-dit]")).to_contain_text("Annuler")
    assert page.evaluate(f"localStorage.getItem('{KEPT}')").count(own) == 1
    page.get_by_role("button", name="Annuler").click()
    assert loop(page) == [own]


def test_an_address_or_a_memory_that_anybody_wrote_makes_nothing_but_a_loop(
    reader: Reader, two: tuple[ChoixDeDiapositive, ChoixDeDiapositive]
):
    hostile = "%3Cimg%20src=x%20onerror=alert(1)%3E"
    asked = f"?d=constructor,__proto__,{two[0].cle}_9999,{hostile},nulle.part&titre={hostile}&fuseau=../../etc&logo=x"
    page = opened(reader, asked)
    expect(page.locator("[data-composer-choix] li")).to_have_count(1)
    expect(page.locator("[data-composer-dit]")).to_contain_text("plus dans le guide")
    expect(page.locator("[name=titre]")).to_have_value("<img src=x onerror=alert(1)>")
    page = reader.open(f"{COMPOSEE}{asked}")
    expect(page.locator(".diapositive.visible h2")).to_have_text(two[0].groupe[0].titre)
    expect(page.locator(".marque")).to_contain_text("<img src=x")
    assert page.locator("img").count() == 0 and page.locator(".diapositive").count() == 1
    page.evaluate(f"localStorage.setItem('{KEPT}', '{{\"d\": [1]}}')")
    page = opened(reader)
    expect(page.locator("[data-composer-dit]")).to_contain_text("n’a pas pu être relue")
    assert reader.complaints == []


# What it gives


def test_the_address_plays_the_loop_as_it_was_composed(
    reader: Reader, two: tuple[ChoixDeDiapositive, ChoixDeDiapositive]
):
    alone, asked = two
    page = opened(reader, f"?d={asked.cle}_33,{alone.cle}&titre=Hall%20sud&fuseau=Pacific/Noumea")
    given = page.locator("[data-composer-adresse]").inner_text()
    assert given.startswith(f"https://guide.test/intranet/guide/{COMPOSEE}?affichage=ecran&d=")
    page.clock.install(time="2026-11-28T22:30:10Z")
    reader.open(f"{COMPOSEE}?{urlsplit(given).query}")
    shown = page.locator(".diapositive")
    assert [slide.get_attribute("data-duree") for slide in shown.all()] == ["33", "33", str(alone.groupe[0].duree)]
    assert shown.locator("h2").all_text_contents() == [slide.titre for slide in (*asked.groupe, *alone.groupe)]
    expect(page.locator(".diapositive.visible h2")).to_have_text(asked.groupe[0].titre)
    expect(page.locator(".marque")).to_contain_text("Hall sud")
    expect(page.locator(".heure")).to_have_text("09:30")
    expect(page.locator("button:visible")).to_have_count(0)
    page.clock.run_for(34_000)
    expect(page.locator(".diapositive.visible h2")).to_have_text(asked.groupe[1].titre)
    assert reader.complaints == []


@pytest.mark.parametrize("button", ["Dossier web (.zip)", "Xibo (.htz)"])
def test_the_package_made_in_the_page_is_that_of_the_command_with_other_slides(
    reader: Reader,
    browser: Browser,
    public_site: Path,
    tmp_path: Path,
    two: tuple[ChoixDeDiapositive, ChoixDeDiapositive],
    button: str,
):
    page = opened(reader, f"?d={two[1].cle},{two[0].cle}_20&titre=Hall%20sud&fuseau=America/Martinique")
    download = taken(page, button)
    assert download.suggested_filename == f"hall-sud.{button[-4:-1]}"
    files = archive(download)
    own = dict(package(public_site, public_site / COMPOSEE))
    assert {name: content for name, content in files.items() if name != "index.html"} == {
        name: content for name, content in own.items() if name != "index.html"
    }
    assert files.keys() == dict(package(public_site, public_site / "ecrans/hall")).keys()
    assert list(files) == sorted(files)
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    with browser.new_page(viewport={"width": 1920, "height": 1080}, timezone_id="Europe/Paris") as opened_page:
        away = Reader(opened_page, tmp_path.as_uri() + "/")
        away.open("index.html")
        expect(opened_page.locator(".diapositive.visible h2")).to_have_text(two[1].groupe[0].titre)
        assert [one.get_attribute("data-duree") for one in opened_page.locator(".diapositive").all()][2] == "20"
        assert opened_page.evaluate("document.documentElement.dataset.fuseau") == "America/Martinique"
        expect(opened_page.locator("button:visible, a[href]:visible")).to_have_count(0)
    assert [address for address in away.requests if not address.startswith(tmp_path.as_uri())] == []
    assert away.complaints == [] and reader.complaints == []


def test_each_slide_is_taken_as_a_picture_lying_or_standing(
    reader: Reader, two: tuple[ChoixDeDiapositive, ChoixDeDiapositive]
):
    page = opened(reader, f"?d={two[1].cle},{two[0].cle}")
    one = Path(taken(page, "Celle de l’aperçu").path()).read_bytes()
    assert struct.unpack(">II", one[16:24]) == PAYSAGE and len(one) > 20_000
    page.get_by_label("Écran en portrait").check()
    files = archive(taken(page, "Toutes (.zip)"))
    assert list(files) == [f"ma-boucle-0{number}-portrait.png" for number in (1, 2, 3)]
    assert {struct.unpack(">II", content[16:24]) for content in files.values()} == {PORTRAIT}
    assert len(set(files.values())) == 3
    assert reader.complaints == []


def test_it_is_printed_a_slide_a_page_in_the_shape_of_a_screen(
    reader: Reader, two: tuple[ChoixDeDiapositive, ChoixDeDiapositive]
):
    page = opened(reader, f"?d={two[1].cle},{two[0].cle}")
    address = page.get_by_role("link", name="enregistrer en PDF").get_attribute("href") or ""
    page.add_init_script("window.print = () => { window.asked = true; }")
    page.goto(address)
    page.wait_for_function("() => window.asked")
    document = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", document)) == 3
    (width, height) = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", document).groups()
    assert float(width) / float(height) == pytest.approx(16 / 9, abs=0.01)


# Everywhere


def test_without_javascript_the_pages_say_where_loops_are(reader_of: Callable[..., Reader]):
    reader = reader_of(360, java_script_enabled=False)
    page = reader.open(COMPOSER)
    expect(page.get_by_text("Il faut JavaScript")).to_be_visible()
    page.locator("[data-composer]").get_by_role("link", name="boucles toutes prêtes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Écrans")
    page = reader.open(COMPOSEE)
    expect(page.get_by_text("Aucune diapositive du guide dans cette adresse")).to_be_visible()


def test_slides_that_do_not_come_are_said(reader: Reader):
    reader.page.route(f"**/{FONDS}", lambda route: route.abort())
    page = reader.open(COMPOSER)
    expect(page.get_by_text("n’ont pas pu être chargées")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_composer_has_no_violation_and_no_sideways_scroll(
    reader_of: Callable[..., Reader], scheme: str, two: tuple[ChoixDeDiapositive, ChoixDeDiapositive]
):
    reader = reader_of(360, color_scheme=scheme)
    page = opened(reader, f"?d={two[0].cle}_6,{two[1].cle}&titre={'long' * 15}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert reader.complaints == []


def test_it_works_from_a_folder(
    browser: Browser, public_site: Path, two: tuple[ChoixDeDiapositive, ChoixDeDiapositive]
):
    with browser.new_page() as page:
        reader = Reader(page, public_site.as_uri() + "/")
        page.goto(f"{reader.site}{COMPOSER}index.html?d={two[0].cle}")
        expect(page.locator("[data-composer-choix] li")).to_have_count(1)
        with zipfile.ZipFile(io.BytesIO(Path(taken(page, "Dossier web").path()).read_bytes())) as packed:
            assert two[0].groupe[0].titre.split()[0] in packed.read("index.html").decode()
        assert len(Path(taken(page, "Celle de l’aperçu").path()).read_bytes()) > 20_000
        with page.context.expect_page() as played:
            page.get_by_role("link", name="Lire la boucle").click()
        expect(played.value.locator(".diapositive.visible h2")).to_have_text(two[0].groupe[0].titre)


def test_the_play_page_is_a_loop_without_slides_of_its_own(public_site: Path):
    html = file_of(public_site, COMPOSEE).read_text(encoding="utf-8")
    assert html.count('<section class="diapositive ') == 1 and "vide" in html
    assert not (public_site / COMPOSEE / "ma-boucle.zip").exists()
