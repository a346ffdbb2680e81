"""Loops of screens: what they choose, that they are read from five metres, and that they run for weeks without anybody."""

import re
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
import specimen
from hostile import MARKUP
from html_page import HtmlPage
from playwright.sync_api import Browser, Page, expect
from site_tools import TRANSLATED, Reader, Weights
from small_guide import ROOT, Changes, write_project
from test_accessibility import violations
from test_render import Shape, words

from macros.build import Build
from macros.exports.ecrans import loops, short_addresses
from macros.exports.screen_packages import PACKAGES, package
from macros.model import KINDS, Catalog, Ecran, EtudeDeCas
from macros.read.editions import catalog_of
from macros.read.guide import Guide, load_guide
from macros.read.settings import Settings
from macros.views.ecrans import DUREE_MIN, MOTS_MAX, Diapositive, boucle, ecrans, raccourci

SETTINGS = Settings()
HALL = "ecrans/hall/"
SIZES = [(1280, 720), (1920, 1080), (3840, 2160), (720, 1280), (1080, 1920), (2160, 3840)]
HEAVIEST = 60
"""Kilobytes of a loop with all it loads."""
HEAVIEST_COMPOSED = 90
"""Kilobytes of a composed loop: it finds its slides among all those of the guide."""
MOST_ELEMENTS = 1_000
"""Elements of a loop: it holds the slides of several weeks, and a player asks for it every two hours, not at each visit."""
CHECKED_EVERY = 2 * 3600
TRIED_AGAIN_AFTER = 5 * 60


@pytest.fixture
def catalog(tmp_path: Path) -> Callable[[Changes], Catalog]:
    """The catalogue of the smallest guide, changed; another at each call."""
    numbers = count()
    return lambda changes: load_guide(write_project(tmp_path / f"guide-{next(numbers)}", changes)).catalog


def slides(catalog: Catalog, name: str = "hall") -> tuple[Diapositive, ...]:
    return boucle(catalog, catalog.get(Ecran, name), SETTINGS)


def told(catalog: Catalog) -> list[str]:
    return [slide.titre for slide in slides(catalog)]


def only(*rules: dict, choisies: tuple = ()) -> Changes:
    return {"ecrans/hall": {"regles": list(rules), "choisies": list(choisies)}}


CLAUSES = {"sorte": "clauses", "choix": "hasard", "nombre": 12}


# What a loop chooses


def test_every_slide_is_short_and_stays_long_enough_to_be_read(guide: Guide):
    public = catalog_of("publique", guide.catalog)
    for loop in ("hall", "ascenseur", "nouveautes", "elus"):
        found = slides(public, loop)
        assert len(found) >= 5
        for slide in found:
            assert slide.mots <= MOTS_MAX, slide
            assert slide.duree >= max(DUREE_MIN, slide.mots / 2.5), slide


def test_the_same_data_gives_the_same_loop_and_a_new_record_moves_no_other(catalog: Callable[[Changes], Catalog]):
    few = catalog({**only(CLAUSES), **{f"clauses/c{number}": {"titre": f"C{number}"} for number in range(6)}})
    more = catalog({**only(CLAUSES), **{f"clauses/c{number}": {"titre": f"C{number}"} for number in range(7)}})
    assert told(few) == told(few)
    assert [title for title in told(more) if title != "C6"] == told(few)
    assert told(few) != sorted(told(few))


def test_who_waits_in_a_lobby_is_asked_and_copies_nothing(catalog: Callable[[Changes], Catalog]):
    asked = {"clause": "bilan", "tiree": True, "quiz": {"question": "Combien ?", "reponse": "Deux."}}
    others = {f"etudes-de-cas/c{number}": {"titre": f"C{number}"} for number in range(2)}
    shown = ({"cas": "c0", "phrase": "Un."}, {"cas": "c1", "phrase": "Deux."})
    hall = {"public": "visiteurs", "choisies": [*shown, asked], "regles": [{**CLAUSES, "nombre": 1}]}
    found = slides(catalog({"ecrans/hall": hall, **others, "clauses/autre": {"titre": "Autre"}}))
    assert [(slide.surtitre, slide.texte) for slide in found if slide.titre == "Autre"] == [("Une idée d’achat", "")]
    assert [slide.sorte for slide in found].count("question") == 1


def test_the_newest_come_first(catalog: Callable[[Changes], Catalog]):
    dated = {
        f"clauses/c{day}": {"titre": f"C{day}", "historique": [{"version": 1, "date": f"2026-10-{day}", "motif": "x"}]}
        for day in (12, 14, 13)
    }
    assert told(catalog({**only({**CLAUSES, "choix": "date", "nombre": 3}), **dated})) == ["C14", "C13", "C12"]


def test_a_rule_keeps_to_its_segment(catalog: Callable[[Changes], Catalog]):
    other = {
        "familles/conseil": {"titre": "Conseil", "ordre": 2},
        "clauses/autre": {"titre": "Autre", "familles": ["conseil"]},
    }
    assert told(catalog({**only({**CLAUSES, "famille": "conseil"}), **other})) == ["Autre"]


def test_a_record_is_shown_once_and_sources_take_turns(catalog: Callable[[Changes], Catalog]):
    found = catalog(
        {
            **only(CLAUSES, {"sorte": "conseils", "choix": "hasard", "nombre": 2}, choisies=({"clause": "bilan"},)),
            "clauses/autre": {"titre": "Autre"},
        }
    )
    assert told(found) == ["Remettre un bilan", "Autre", "Donner un modèle"]


def test_what_a_rule_would_cut_it_leaves(catalog: Callable[[Changes], Catalog]):
    assert told(catalog({**only(CLAUSES), "clauses/bilan": {"resume": "mot " * 45}})) == []


def test_a_rule_shows_no_draft_no_case_without_a_sure_figure_and_no_repealed_text(
    catalog: Callable[[Changes], Catalog],
):
    result = {"valeur": "12", "unite": "% de moins", "source": "https://exemple.fr/"}
    figure = {"resultats": [result], "annee": "2024"}
    rules = only(*({"sorte": kind, "choix": "date", "nombre": 5} for kind in ("clauses", "cas", "textes")))
    shown = {
        "etudes-de-cas/sur": {**figure, "titre": "Sûr"},
        "etudes-de-cas/doute": {**figure, "titre": "Doute", "confiance": "moyenne"},
        "etudes-de-cas/sans-date": {"resultats": [result], "titre": "Sans date"},
        "etudes-de-cas/a-expliquer": {
            **figure,
            "resultats": [{**result, "a_expliquer": True}],
            "titre": "Hors de sa page",
        },
    }
    shown |= {
        "textes/date": {"titre": "Daté", "en_vigueur": {"depuis": "2026-08-22"}},
        "textes/abroge": {"titre": "Abrogé", "en_vigueur": {"depuis": "2020-01-01", "jusqu_a": "2021-01-01"}},
    }
    found = slides(catalog({**rules, **shown, "clauses/brouillonne": {"statut": "brouillon", "titre": "Brouillonne"}}))
    assert [(slide.chiffre, slide.titre) for slide in found] == [
        ("", "Remettre un bilan"),
        ("12\u202f%", "de moins"),
        ("22\u00a0août\u00a02026", "Daté"),
    ]


def test_a_text_to_be_verified_says_so(catalog: Callable[[Changes], Catalog]):
    doubt = {"textes/doute": {"titre": "Doute", "verification.etat": "a-verifier"}}
    (slide,) = slides(catalog({**only(choisies=({"texte": "doute"},)), **doubt}))
    assert slide.source == "à vérifier"


def test_a_quiz_asks_then_answers_where_the_record_tells_more(catalog: Callable[[Changes], Catalog]):
    quiz = {"clause": "bilan", "quiz": {"question": "Que remet-on ?", "reponse": "Un bilan."}}
    question, answer, word, meaning = slides(catalog(only(choisies=(quiz, {"mot": "bilan"}))))
    assert (question.titre, question.courte, answer.titre, answer.courte) == (
        "Que remet-on\u202f?",
        "",
        "Un bilan.",
        "guide.example.fr/c/bilan",
    )
    assert (word.titre, meaning.titre, meaning.texte) == (
        "Que veut dire «\u00a0Bilan\u00a0»\u202f?",
        "Bilan",
        "Ce qui a été fait, écrit à la fin.",
    )


def test_a_person_may_choose_the_words_the_figure_the_months_and_an_event(catalog: Callable[[Changes], Catalog]):
    two = {
        "resultats": [{"valeur": str(value), "unite": "tonnes", "source": "https://exemple.fr/"} for value in (3, 7)]
    }
    event = {"titre": "Portes ouvertes", "jour": "2027-03-12", "horaire": "14 h", "lieu": "Atelier"}
    chosen = (
        {"clause": "bilan", "phrase": "Un bilan, enfin.", "mois": [9, 10]},
        {"cas": "ville-bilan", "resultat": 2},
        {"evenement": event},
    )
    clause, case, party = slides(catalog({**only(choisies=chosen), "etudes-de-cas/ville-bilan": two}))
    assert (clause.titre, clause.texte, clause.mois) == ("Un bilan, enfin.", "", (9, 10))
    assert (case.chiffre, case.titre) == ("7", "tonnes")
    assert (party.chiffre, party.titre, party.texte, party.jusqu_a) == (
        "12\u00a0mars\u00a02027, 14 h",
        "Portes ouvertes",
        "Atelier",
        "2027-03-12",
    )


@pytest.mark.parametrize("edition", ["publique", "interne"])
def test_a_public_loop_shows_nothing_internal_even_in_the_internal_edition(
    catalog: Callable[[Changes], Catalog], edition: str
):
    hidden = {
        "clauses/cachee": {"titre": "Cachée", "diffusion": "interne"},
        "ecrans/dedans": {"titre": "Dedans", "diffusion": "interne", "regles": [CLAUSES], "choisies": []},
    }
    found = catalog_of(edition, catalog({**only(CLAUSES), **hidden}))
    assert told(found) == ["Remettre un bilan"]
    assert [loop.id for loop in ecrans(found, SETTINGS)] == (["dedans", "hall"] if edition == "interne" else ["hall"])
    if edition == "interne":
        assert "Cachée" in [slide.titre for slide in slides(found, "dedans")]


@pytest.mark.parametrize("hostile", MARKUP)
def test_hostile_words_make_no_element_in_a_loop_nor_in_a_short_address(hostile: str):
    def shapes(hostile: str) -> dict[str, list]:
        found = specimen.catalog(words(hostile))
        build = Build(ROOT, Guide(found, ()), specimen.settings())
        documents = {path: content.decode() for writer in (loops, short_addresses) for path, content in writer(build)}
        assert documents
        return {path: Shape(html).elements for path, html in documents.items()}

    assert shapes(hostile) == shapes("")


@pytest.fixture(scope="module")
def all_slides(guide: Guide) -> dict[str, tuple[Diapositive, ...]]:
    """Every slide that a public loop may show, by loop."""
    public = catalog_of("publique", guide.catalog)
    return {ecran.id: boucle(public, ecran, SETTINGS) for ecran in public.all(Ecran)}


def said_by(slide: Diapositive) -> str:
    return " ".join((slide.chiffre, slide.titre, slide.texte)).replace("\u202f", " ").replace("\u00a0", " ")


def test_an_origin_that_was_seen_is_never_shown_as_one_to_demand(all_slides: dict[str, tuple[Diapositive, ...]]):
    """A buyer may not ask where an offer comes from: a slide that tells of it says that it was only noted."""
    origin = re.compile(
        r"rest[ée]e?s? (?:sur le territoire|au pays|sur place|dans la région)|de proximité|produits? locaux"
    )
    told = [said for slides in all_slides.values() for slide in slides if origin.search(said := said_by(slide))]
    assert told
    assert [said for said in told if not re.search(r"un constat, non une exigence|ne s.exige pas", said)] == []


def test_money_of_another_country_is_converted_or_said_not_to_be(
    guide: Guide, all_slides: dict[str, tuple[Diapositive, ...]]
):
    """On the slides of a week, and in each figure that a slide of another week may show."""
    money = re.compile(
        r"couronne|dollar|livres? sterling|\bfrancs?\b|forint|zloty|[$£]|\b(?:USD|SEK|NOK|DKK|GBP|CHF)\b"
    )
    drawn = [said_by(slide) for slides in all_slides.values() for slide in slides]
    figures = [f"{one.valeur} {one.unite}" for case in guide.catalog.all(EtudeDeCas) for one in case.resultats]
    told = [said for said in (*drawn, *figures) if money.search(said)]
    assert told
    assert [said for said in told if "€" not in said and "euro" not in said] == []


def test_the_loop_of_news_tells_no_old_case(guide: Guide, all_slides: dict[str, tuple[Diapositive, ...]]):
    cases = [slide for slide in all_slides["nouveautes"] if slide.sorte == "cas"]
    assert cases
    for slide in cases:
        assert max(map(int, re.findall(r"\b(?:19|20)\d\d\b", slide.source))) >= guide.catalog.date.year - 2, slide


def test_a_loop_lasts_what_its_page_announces(reader_of: Callable[..., Reader], guide: Guide):
    """In any month, whatever the week has drawn: the seconds of the slides that are shown."""
    public = catalog_of("publique", guide.catalog)
    for loop in ecrans(public, SETTINGS):
        announced = re.search(r"(?:entre (\d+) et|moins de) (\d+) min$", loop.compte)
        assert announced, loop.compte
        least, most = int(announced[1] or 0) * 60, int(announced[2]) * 60
        for day in ("2026-12-02", "2027-04-14", "2027-08-18"):
            reader = reader_of(reduced_motion="reduce")
            reader.page.clock.install(time=f"{day}T10:00:00")
            page = reader.open(loop.adresse.removeprefix(SETTINGS.site))
            seconds = 0
            for _ in range(int(page.locator(".rang").inner_text().split("/")[1])):
                seconds += int(page.locator(".diapositive.visible").get_attribute("data-duree"))
                page.keyboard.press("ArrowRight")
            assert least <= seconds <= most, (loop.id, day, seconds)
            reader.page.close()


# What a screen shows

MEASURES = """() => {
  const slide = document.querySelector('.diapositive.visible');
  const [width, height] = [innerWidth, innerHeight];
  const faults = [];
  const shown = (element) => element.getClientRects().length && getComputedStyle(element).visibility === 'visible';
  const texts = [...document.querySelectorAll('.entete *, .pied *'), ...slide.querySelectorAll('*')].filter((e) => shown(e) && !e.closest('svg') && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
  for (const element of texts) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const box = range.getBoundingClientRect();
    const say = (what) => faults.push(what + ' : ' + element.textContent.trim().slice(0, 40));
    if (parseFloat(getComputedStyle(element).fontSize) < 0.025 * height - 0.01) say('petit ' + getComputedStyle(element).fontSize);
    if (box.left < 0.05 * width || box.right > 0.95 * width + 1 || box.top < 0.05 * height || box.bottom > 0.95 * height + 1) say('hors des marges');
  }
  const words = slide.querySelector('.mots');
  if (words.scrollHeight > words.clientHeight + 1 || words.scrollWidth > words.clientWidth + 1) faults.push('coupé : ' + words.textContent.slice(0, 60));
  const parts = [...document.querySelectorAll('.entete, .pied'), words, slide.querySelector('.lire')].filter(Boolean).map((e) => e.getBoundingClientRect());
  parts.forEach((a, i) => parts.slice(i + 1).forEach((b) => {
    if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1) faults.push('se chevauchent : ' + slide.textContent.trim().slice(0, 60));
  }));
  const code = slide.querySelector('.qr path');
  if (code && code.getBoundingClientRect().height < 0.15 * height) faults.push('code trop petit');
  if (slide.querySelector('.lire') && !code) faults.push('adresse sans code');
  return faults;
}"""


@pytest.fixture(scope="module")
def loop_addresses(guide: Guide) -> list[str]:
    return [ecran.boucle for ecran in guide.catalog.all(Ecran) if ecran.diffusion == "publique"]


def faults_of(page: Page, slides: str = ".diapositive:not(.reserve)") -> list[str]:
    """What is wrong with any slide of the open loop, whatever the month; `slides`: those that stand first."""
    page.evaluate(
        "document.querySelectorAll('[data-mois], [data-jusqu-a]').forEach((slide) => { delete slide.dataset.mois; delete slide.dataset.jusquA; })"
    )
    found = []
    for _ in range(page.locator(slides).count()):
        page.keyboard.press("ArrowRight")
        found += page.evaluate(MEASURES)
    return found


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_word_is_cut_nor_small_nor_in_the_margins_at_any_size(
    reader_of: Callable[..., Reader], loop_addresses: list[str], size: tuple[int, int]
):
    reader = reader_of(reduced_motion="reduce")
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    for address in loop_addresses:
        slides = ".diapositive" if size == SIZES[0] else ".diapositive:not(.reserve)"
        assert faults_of(reader.open(f"{address}?affichage=ecran&diapo=1"), slides) == [], address
    assert reader.complaints == []


def test_the_measures_see_what_is_wrong(reader: Reader):
    page = reader.open(f"{HALL}?affichage=ecran&diapo=2")
    assert page.evaluate(MEASURES) == []
    page.evaluate("document.querySelector('.visible h2').textContent = 'mot '.repeat(200)")
    assert any("coupé" in fault for fault in page.evaluate(MEASURES))


@pytest.mark.parametrize("theme", ["jour", "nuit"])
def test_every_kind_of_slide_has_no_violation(reader_of: Callable[..., Reader], loop_addresses: list[str], theme: str):
    reader = reader_of(reduced_motion="reduce")
    kinds = set()
    for address in loop_addresses:
        page = reader.open(f"{address}?theme={theme}")
        for _ in range(page.locator(".diapositive").count()):
            kind = page.locator(".diapositive.visible").get_attribute("class")
            if kind not in kinds:
                kinds.add(kind)
                assert violations(page) == [], f"{address} {kind}"
            page.keyboard.press("ArrowRight")
    assert len(kinds) >= 6


def test_a_loop_is_light_and_asks_for_nothing_elsewhere(
    documents: dict[str, HtmlPage], loop_addresses: list[str], weights: Weights, public_site: Path
):
    bars = {address: HEAVIEST for address in loop_addresses} | {"ecrans/ma-boucle/": HEAVIEST_COMPOSED}
    for address, most in bars.items():
        page = documents[address]
        assert page.size <= MOST_ELEMENTS, address
        files = [public_site / address / "index.html", *(public_site / name for name in page.resources)]
        assert sum(weights.kilobytes(file) for file in files) <= most, address


def test_a_loop_turns_alone_each_slide_for_its_time(reader_of: Callable[..., Reader]):
    reader = reader_of()
    reader.page.clock.install()
    page = reader.open(HALL)
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    page.get_by_role("button", name="Suivante").click()
    first = page.locator(".rang").inner_text()
    seconds = int(page.locator(".diapositive.visible").get_attribute("data-duree"))
    page.clock.run_for((seconds - 1) * 1000)
    assert page.locator(".rang").inner_text() == first
    page.clock.run_for(1500)
    assert page.locator(".rang").inner_text() != first
    assert reader.complaints == []


def test_the_reader_stops_goes_back_and_goes_on_with_buttons_or_keys(reader_of: Callable[..., Reader]):
    reader = reader_of()
    reader.page.clock.install()
    page = reader.open(HALL)
    rank = page.locator(".rang")
    total = rank.inner_text().split(" / ")[1]
    page.get_by_role("button", name="Suivante").click()
    expect(rank).to_have_text(f"2 / {total}")
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(120_000)
    expect(rank).to_have_text(f"2 / {total}")
    page.get_by_role("button", name="Précédente").click()
    page.get_by_role("button", name="Précédente").click()
    expect(rank).to_have_text(f"{total} / {total}")
    page.locator("h2").first.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    expect(rank).to_have_text(f"1 / {total}")
    page.keyboard.press("ArrowLeft")
    expect(rank).to_have_text(f"{total} / {total}")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.clock.run_for(20_000)
    expect(rank).not_to_have_text(f"{total} / {total}")


def test_who_asks_for_less_motion_starts_it_alone(reader_of: Callable[..., Reader]):
    reader = reader_of(reduced_motion="reduce")
    reader.page.clock.install()
    page = reader.open(HALL)
    first = page.locator(".rang").inner_text()
    page.clock.run_for(120_000)
    assert page.locator(".rang").inner_text() == first
    page.get_by_role("button", name="Lecture").click()
    page.clock.run_for(20_000)
    assert page.locator(".rang").inner_text() != first


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("1.5", 0), ("2.999", 1), ("0.2", 0), ("-3", 0), ("deux", 0), ("1e9", -1), ("Infinity", -1), ("NaN", 0)],
)
def test_any_number_of_slide_in_the_address_shows_one(reader: Reader, asked: str, shown: int):
    page = reader.open(f"{HALL}?diapo={asked}")
    expect(page.locator(".diapositive.visible")).to_have_count(1)
    expect(page.locator(".diapositive").nth(shown)).to_have_class(re.compile(r"\bvisible\b"))
    assert reader.complaints == []


def test_on_a_screen_there_is_no_button_and_the_edges_move(reader_of: Callable[..., Reader]):
    reader = reader_of(reduced_motion="reduce")
    reader.page.clock.install()
    page = reader.open(f"{HALL}?affichage=ecran")
    expect(page.locator("button:visible, a:visible")).to_have_count(page.locator(".visible .lire a").count())
    places = set()
    for _ in range(8):
        places.add(str(page.locator(".entete").bounding_box()))
        page.clock.run_for(20_000)
    assert len(places) >= 4


def test_without_javascript_every_slide_is_read_from_top_to_bottom(reader_of: Callable[..., Reader]):
    reader = reader_of(360, java_script_enabled=False)
    page = reader.open(HALL)
    expect(page.locator(".reserve:visible")).to_have_count(0)
    shown = page.locator(".diapositive:not(.reserve)")
    assert shown.count() >= 10
    for slide in shown.all():
        expect(slide.locator("h2")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_night_falls_by_the_clock_or_by_the_address(reader_of: Callable[..., Reader]):
    reader = reader_of(timezone_id="Europe/Paris")
    reader.page.clock.install(time="2026-12-01T18:59:50Z")
    page = reader.open(HALL)
    night = re.compile(r"\bnuit\b")
    expect(page.locator("html")).not_to_have_class(night)
    page.clock.run_for(20_000)
    expect(page.locator("html")).to_have_class(night)
    expect(page.locator(".heure")).to_have_text("20:00")
    reader.open(f"{HALL}?theme=jour")
    expect(page.locator("html")).not_to_have_class(night)


@pytest.mark.parametrize(
    ("player", "query", "shown"),
    [
        ("UTC", "", "23:30"),  # a player that nobody set: the hour of mainland France
        ("America/Martinique", "", "18:30"),
        ("UTC", "?fuseau=America/Martinique", "18:30"),
        ("Europe/Paris", "?fuseau=Pacific/Noumea", "09:30"),
        ("America/Martinique", "?fuseau=Atlantide", "18:30"),
    ],
)
def test_the_clock_tells_the_time_of_the_place_whatever_the_player_is_set_to(
    reader_of: Callable[..., Reader], player: str, query: str, shown: str
):
    reader = reader_of(timezone_id=player)
    reader.page.clock.install(time="2026-11-28T22:30:10Z")
    page = reader.open(f"{HALL}{query}")
    expect(page.locator(".heure")).to_have_text(shown)
    assert reader.complaints == []


def test_a_browser_that_translates_freezes_neither_the_clock_nor_the_buttons(reader: Reader):
    reader.page.clock.install(time="2026-11-28T10:00:10")
    page = reader.open(HALL)
    page.evaluate(TRANSLATED)
    page.clock.run_for(60_000)
    expect(page.locator(".heure")).to_have_text("11:01")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Lecture")).to_be_visible()
    rank = page.locator(".rang").inner_text()
    page.get_by_role("button", name="Suivante").click()
    expect(page.locator(".rang")).not_to_have_text(rank)
    assert reader.complaints == []


def test_what_is_out_of_season_or_over_is_skipped(reader_of: Callable[..., Reader], guide: Guide):
    loop = catalog_of("publique", guide.catalog).get(Ecran, "hall")
    spring = sum(rule.nombre for rule in loop.regles if not rule.mois or 4 in rule.mois)
    always = sum(2 if chosen.quiz or chosen.mot else 1 for chosen in loop.choisies if not chosen.tiree)
    always += 2 * loop.tirees_par_semaine
    spring += sum(rule.nombre for rule in loop.regles if rule.sorte == "mots")  # a question and its answer
    reader = reader_of()
    reader.page.clock.install(time="2026-04-10T10:00:00")
    page = reader.open(HALL)
    expect(page.locator(".rang")).to_have_text(f"1 / {always + spring}")
    page.evaluate(
        "document.querySelector('.diapositive:not([data-tirage]):not(.visible)').dataset.jusquA = '2026-04-09'"
    )
    page.get_by_role("button", name="Suivante").click()
    assert page.locator(".rang").inner_text().endswith(f" / {always + spring - 1}")


def drawn(reader_of: Callable[..., Reader], day: str, loop: str = "ascenseur") -> list[tuple[str, str]]:
    """The slides of a day in their order: (what stands above, title)."""
    reader = reader_of(reduced_motion="reduce")
    reader.page.clock.install(time=f"{day}T10:00:00")
    page = reader.open(f"ecrans/{loop}/")
    found = []
    for _ in range(int(page.locator(".rang").inner_text().split("/")[1])):
        shown = page.locator(".diapositive.visible")
        found.append((shown.locator(".surtitre").inner_text(), shown.locator("h2").inner_text()))
        page.keyboard.press("ArrowRight")
    reader.page.close()
    return found


def test_each_week_has_its_draw_the_same_on_all_screens(reader_of: Callable[..., Reader]):
    monday, sunday, next_monday = (drawn(reader_of, day) for day in ("2026-12-28", "2027-01-03", "2027-01-04"))
    assert monday == sunday  # one week, over the end of a year
    assert set(next_monday) != set(monday)
    for week in (monday, next_monday):
        assert len(week) == len(set(week)) == 8
        question = next(place for place, (above, _) in enumerate(week) if above == "Question")
        assert week[question + 1][0] == "Réponse"


@pytest.mark.parametrize("week", ["2026-12-07", "2026-12-14", "2027-01-04", "2027-03-01"])
def test_every_question_is_followed_by_its_own_answer(reader_of: Callable[..., Reader], week: str):
    shown = drawn(reader_of, week, "hall")
    for place, (above, title) in enumerate(shown):
        if above == "Question":
            assert shown[place + 1][0] == "Réponse", shown
        if word := re.fullmatch(r"Que veut dire «\s(.+)\s»\s\?", title):
            assert shown[place + 1][1] == word[1]


def test_on_monday_a_screen_that_runs_draws_again(reader_of: Callable[..., Reader]):
    reader = reader_of()
    reader.page.clock.install(time="2027-01-03T22:59:00")  # 23:59 in Paris
    page = reader.open("ecrans/ascenseur/?affichage=ecran")

    def titles() -> set[str]:
        """Of two turns, so that none is missed."""
        seen = set()
        for _ in range(24):
            seen.add(page.locator(".diapositive.visible h2").text_content() or "")  # it may still be fading in
            page.clock.run_for(11_000)
        return seen

    before = titles()
    assert titles() != before
    assert reader.complaints == []


# A screen that runs for weeks


def test_the_page_is_loaded_again_only_when_it_answers(reader_of: Callable[..., Reader]):
    reader = reader_of()
    page = reader.page
    page.clock.install()
    reader.open(f"{HALL}?affichage=ecran")
    page.evaluate("window.here = true")
    page.context.set_offline(True)
    page.clock.fast_forward(CHECKED_EVERY * 1000 + 1000)
    page.wait_for_timeout(300)
    assert page.evaluate("window.here"), "reloaded without a network"
    shown = page.locator(".diapositive.visible h2").inner_text()
    page.clock.run_for(20_000)
    assert page.locator(".diapositive.visible h2").inner_text() != shown, "the loop stopped with the network"
    page.context.set_offline(False)
    with page.expect_navigation():
        page.clock.fast_forward(TRIED_AGAIN_AFTER * 1000 + 1000)
    assert page.evaluate("window.here === undefined")
    expect(page.locator(".diapositive.visible")).to_have_count(1)


def test_another_page_in_place_of_the_loop_is_not_an_answer(reader_of: Callable[..., Reader]):
    """The portal of a network that asks for a password answers 200."""
    reader = reader_of()
    page = reader.page
    page.clock.install()
    reader.open(f"{HALL}?affichage=ecran")
    page.evaluate("window.here = true")
    page.route(
        "**/ecrans/hall/**", lambda route: route.fulfill(body="<h1>Connectez-vous</h1>", content_type="text/html")
    )
    page.clock.fast_forward(CHECKED_EVERY * 1000 + 1000)
    page.wait_for_timeout(300)
    assert page.evaluate("window.here")


def counted(page: Page) -> dict[str, int]:
    """Live DOM nodes and listeners of the page, after a collection."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    found = session.send("Memory.getDOMCounters")
    session.detach()
    return {name: found[name] for name in ("nodes", "jsEventListeners")}


def test_an_hour_of_loop_makes_no_node_and_no_listener(reader_of: Callable[..., Reader]):
    reader = reader_of()
    page = reader.page
    page.clock.install()
    reader.open(f"{HALL}?affichage=ecran")
    page.clock.run_for(10 * 60_000)
    before = counted(page)
    page.clock.run_for(60 * 60_000)
    assert counted(page) == before
    assert reader.complaints == []


# Old players

_COMPARES = re.compile(r"(?<![\w-])(?:max|min|clamp)\(")


def unread_by_old_players(css: str) -> list[str]:
    """Declarations that Chromium before 79 would lose: they compare sizes, outside a block of @supports that tries it, or with nothing before to fall back on."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    around: list[str] = []
    plain: dict[str, set[str]] = {}
    faults = []
    for before, mark in re.findall(r"([^{}]*)([{}])", css):
        *declarations, head = before.split(";") if mark == "{" else (*before.split(";"), "")
        tried = any("@supports" in block and _COMPARES.search(block) for block in around)
        for declaration in filter(str.strip, declarations):
            name = declaration.partition(":")[0].strip()
            selectors = {part.strip() for part in around[-1].split(",")}
            if not _COMPARES.search(declaration):
                plain.setdefault(name, set()).update(selectors)
            elif not tried or not selectors <= plain.get(name, set()):
                faults.append(f"{around[-1]} {{ {declaration.strip()} }}")
        if mark == "{":
            around.append(head.strip())
        else:
            around.pop()
    return faults


def test_an_old_player_keeps_the_size_of_every_word(public_site: Path):
    assert unread_by_old_players((public_site / "assets/css/ecran.css").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "css",
    [
        ".a { font-size: 2vh; font-size: max(2vh, var(--x)); }",
        ".a { --x: max(2vh, 12px); }",
        "@media (orientation: portrait) { .a { width: calc(2 * min(1vh, 1vw)); } }",
        "@supports (font-size: max(1px, 2px)) { .a { font-size: max(2vh, 1em); } }",
        "@supports (display: grid) { .b { font-size: 1em; } .b { font-size: clamp(1em, 2vh, 3em); } }",
    ],
)
def test_a_size_that_an_old_player_would_lose_is_seen(css: str):
    assert len(unread_by_old_players(css)) == 1
    held = ".a { font-size: 2vh; } @supports (font-size: max(1px, 2px)) { @media print { .a { font-size: max(2vh, 1em); } } }"
    assert unread_by_old_players(held) == []


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)], ids=["paysage", "portrait"])
def test_without_what_an_old_player_does_not_read_nothing_is_small_nor_cut(
    reader_of: Callable[..., Reader], public_site: Path, size: tuple[int, int]
):
    reader = reader_of(reduced_motion="reduce")
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    css = (public_site / "assets/css/ecran.css").read_text(encoding="utf-8")
    old = css.replace("@supports (font-size: max(", "@supports (font-size: unread(")
    assert old != css
    reader.page.route("**/ecran.css", lambda route: route.fulfill(body=old, content_type="text/css"))
    assert faults_of(reader.open(f"{HALL}?affichage=ecran&diapo=1")) == []


# What leaves the site


def test_a_short_address_leads_to_its_record_without_any_script(reader_of: Callable[..., Reader], guide: Guide):
    reader = reader_of(java_script_enabled=False)
    for kind in ("clauses", "glossaire"):
        record = guide.catalog.all(KINDS[kind])[0]
        page = reader.open(raccourci(record))
        page.wait_for_url(f"**/{record.adresse}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_every_public_record_has_its_short_address(guide: Guide, documents: dict[str, HtmlPage]):
    expected = {raccourci(record) for record in guide.catalog if record.diffusion == "publique"}
    assert {address for address in documents if address.startswith("c/")} == expected


@pytest.mark.parametrize(("name", "size"), [("paysage", (1920, 1080)), ("portrait", (1080, 1920))])
def test_a_slide_is_taken_as_a_picture_of_the_right_size(
    reader: Reader, tmp_path: Path, name: str, size: tuple[int, int]
):
    page = reader.open(f"{HALL}?diapo=2")
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Image {name}").click()
    download.value.save_as(tmp_path / "image.png")
    assert _size(tmp_path / "image.png") == size
    assert (tmp_path / "image.png").stat().st_size > 30_000, "an empty picture"
    expect(page.locator("iframe")).to_have_count(0)
    assert reader.complaints == []


def _size(png: Path) -> tuple[int, int]:
    return struct.unpack(">II", png.read_bytes()[16:24])


def test_a_package_opens_from_a_folder_and_loads_nothing_else(browser: Browser, public_site: Path, tmp_path: Path):
    for path, content in package(public_site, public_site / HALL):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    with browser.new_page(viewport={"width": 1920, "height": 1080}) as page:
        reader = Reader(page, tmp_path.as_uri() + "/")
        reader.open("index.html")
        expect(page.locator(".diapositive.visible h2")).to_be_visible()
        expect(page.locator("button:visible, a[href]:visible")).to_have_count(0)
        assert page.evaluate("getComputedStyle(document.querySelector('.visible')).position") == "absolute"
    assert [address for address in reader.requests if not address.startswith(tmp_path.as_uri())] == []
    assert reader.complaints == []


def test_the_page_of_screens_gives_the_packages_of_each_loop(reader: Reader, public_site: Path):
    page = reader.open("ecrans/")
    for ending in PACKAGES:
        link = page.locator(f'a[download][href$="hall/hall.{ending}"]')
        with page.expect_download() as download:
            link.click()
        with zipfile.ZipFile(download.value.path()) as archive:
            assert {name: archive.read(name) for name in archive.namelist()} == dict(
                package(public_site, public_site / HALL)
            )


def test_the_command_draws_images_documents_and_packages(public_site: Path, tmp_path: Path):
    """On a loop of two slides: the whole takes minutes."""
    site, target = tmp_path / "site", tmp_path / "dessins"
    html = (public_site / HALL / "index.html").read_text(encoding="utf-8")
    sections = re.findall(r'<section class="diapositive.*?</section>\n', html, re.DOTALL)
    for path, content in package(public_site, public_site / HALL):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    (site / HALL).mkdir(parents=True)
    (site / HALL / "index.html").write_text(html.replace("".join(sections), "".join(sections[:2])), encoding="utf-8")
    (site / "index.html").unlink()
    code = "import sys; from pathlib import Path; from macros.after.screen_files import make_screens; print(make_screens(Path(sys.argv[1]), Path(sys.argv[2])))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(site), str(target)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout == "2\n", done.stderr
    drawn = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    images = {
        f"hall/hall-{name}-{number:02}-{width}x{height}.png"
        for name, (width, height) in {"paysage": (1920, 1080), "portrait": (1080, 1920)}.items()
        for number in (1, 2)
    }
    assert drawn == images | {"hall/hall-paysage.pdf", "hall/hall-portrait.pdf", "hall/hall.htz", "hall/hall.zip"}
    assert {_size(target / image) for image in images} == {(1920, 1080), (1080, 1920)}
    assert len(re.findall(rb"/Type\s*/Page\b", (target / "hall/hall-paysage.pdf").read_bytes())) == 2
    assert "index.html" in zipfile.ZipFile(target / "hall/hall.htz").namelist()


def test_the_page_of_screens_gives_each_loop_its_address(reader: Reader, loop_addresses: list[str]):
    page = reader.open("ecrans/")
    for address in loop_addresses:
        expect(page.get_by_text(f"{address}?affichage=ecran")).to_be_visible()
    page.get_by_role("link", name="Ouvrir la boucle").first.click()
    expect(page.locator(".diapositive.visible")).to_have_count(1)
