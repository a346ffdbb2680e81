"""Search as a reader meets it, in a real browser on the built site."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import ecoindex
import pytest
from playwright.sync_api import Browser, Page, Route, expect
from search_site import read_index, read_searcher
from site_tools import TRANSLATED, Reader, Weights, shown_address

from macros.after.offline import make_offline
from macros.search.inverted import FIELDS
from macros.search.normalise import terms

INDEX = "assets/recherche/"
ENGINE = ("assets/vendor/lunr", "assets/js/moteur-recherche", INDEX)


def engine_requests(reader: Reader) -> list[str]:
    return [url for url in reader.requests if any(part in url for part in ENGINE)]


def results(page: Page):
    return page.locator("[data-resultat]")


def searched(reader: Reader, query: str, base: str = "recherche/") -> Page:
    """The results page of a query string, once its first answers are there."""
    page = reader.open(f"{base}?{query}")
    expect(results(page).first).to_be_visible()
    return page


def count(page: Page) -> int:
    return int(re.sub(r"\D", "", (page.locator(".recherche__compte").text_content() or "").split("résultat")[0]))


def box(page: Page):
    return page.locator("[data-recherche] input[name=q]")


def params(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(shown_address(page)).query)


# Nothing before it is asked for


@pytest.mark.parametrize("address", ["", "recherche/", "clauses/", "clauses/insertion-etude-longue/"])
def test_nothing_is_fetched_before_the_first_focus(reader: Reader, address: str):
    page = reader.open(address)
    page.wait_for_timeout(300)
    assert engine_requests(reader) == []
    page.locator("form[role=search] input").first.focus()
    page.wait_for_function("() => window.guideSearch")  # a string would be evaluated, which the security policy forbids
    page.wait_for_timeout(300)
    assert any("manifest.js" in url for url in engine_requests(reader))
    assert reader.complaints == []


def test_what_every_query_needs_travels_with_the_page_and_once(reader: Reader):
    page = searched(reader, "q=insertion")
    asked = page.evaluate(
        "performance.getEntriesByType('resource').filter((entry) => entry.initiatorType === 'link' && entry.name.endsWith('.js')).map((entry) => entry.name)"
    )
    engine = [
        url
        for url in reader.requests
        if url.endswith(("moteur-recherche.js", "lunr.min.js", "manifest.js", "colonnes.js"))
    ]
    assert len(engine) == 4
    assert sorted(asked) == sorted(url for url in engine if "moteur-recherche" not in url)
    assert reader.complaints == []


def test_without_the_head_s_start_the_page_s_own_scripts_ask_for_all_of_it(reader: Reader):
    """The first script of the engine fails: the page tries again by itself when the reader does."""
    reader.page.route("**/moteur-recherche.js", lambda route: route.abort())
    page = reader.open("recherche/?q=insertion")
    expect(page.get_by_role("alert")).to_contain_text("Réessayer")
    page.unroute("**/moteur-recherche.js")
    page.get_by_role("button", name="Réessayer").click()
    expect(results(page).first).to_be_visible()


def test_a_query_fetches_the_files_of_its_words_only(reader: Reader, public_site: Path):
    searched(reader, "q=insertion")
    shards = [url for url in reader.requests if f"{INDEX}t-" in url]
    assert len(shards) == 1
    assert len(list((public_site / INDEX).glob("t-*.js"))) > 5


# The results page


def test_results_show_where_they_match(reader: Reader):
    page = searched(reader, "q=heures+d'insertion")
    first = results(page).first
    expect(first.locator("a mark").first).to_be_visible()
    expect(first.locator("small")).not_to_be_empty()
    expect(page.get_by_role("status").filter(has_text="résultat")).to_contain_text("heures d'insertion")
    expect(page).to_have_title(re.compile("insertion"))
    marked = {re.sub(r"s$", "", word.lower()) for word in page.locator("[data-resultat] mark").all_text_contents()}
    assert "insertion" in marked
    assert reader.complaints == []


def test_every_result_leads_to_a_page_that_is_there(reader: Reader, public_site: Path):
    page = searched(reader, "q=étude")
    for result in results(page).all():
        address = result.get_attribute("data-resultat") or ""
        href = urlsplit(result.locator("a").get_attribute("href") or "")
        assert href.path.endswith("/" + address.split("#")[0]) or address.startswith("#")
        file = public_site / address.split("#")[0] / "index.html"
        assert file.is_file(), address
        if href.fragment:
            assert f'id="{unquote(href.fragment)}"' in file.read_text(encoding="utf-8"), address


def unexplained(folder: Path, query: str) -> tuple[list[str], set[str]]:
    """The answers to a query of one word, best first, and those whose text holds it while their title and summary do not."""
    searcher, index = read_searcher(folder), read_index(folder)
    answer = searcher.search(query)
    term = answer.words[0].main
    texte = [field.name for field in FIELDS].index("texte")
    holding = {document for document, field, _ in index.postings(term) if field == texte}
    found = set()
    for number, _ in answer.hits:
        document = searcher.documents[number]
        shown = terms(f"{document.contexte} {document.titre} {document.resume}", keep_stop_words=True)
        if number in holding and term not in shown:
            found.add(document.adresse)
    return [searcher.documents[number].adresse for number, _ in answer.hits], found


def test_the_sentence_that_matches_comes_when_the_reader_comes_to_it(reader: Reader, public_site: Path):
    answers, without_reason = unexplained(public_site / INDEX, "marché")
    pages = [answers[start : start + 20] for start in range(0, len(answers), 20)]
    number, addresses = max(enumerate(pages, 1), key=lambda page: sum(address in without_reason for address in page[1]))
    page = searched(reader, f"q=marché&page={number}")
    expect(results(page)).to_have_count(len(addresses))
    assert [result.get_attribute("data-resultat") for result in results(page).all()] == addresses
    page.wait_for_load_state("networkidle")
    below = [address for address in addresses if address in without_reason][-1]
    marks = page.locator(f'[data-resultat="{below}"] mark')
    expect(marks).to_have_count(0)
    asked = len(reader.requests)
    for result in results(page).all():
        result.scroll_into_view_if_needed()
        if result.get_attribute("data-resultat") in without_reason:
            expect(result.locator("p mark").first).to_be_visible()
    expect(marks.first).to_be_visible()
    assert any(f"{INDEX}x-" in url for url in reader.requests[asked:])
    assert reader.complaints == []


def test_facets_live_in_the_address_and_count(reader: Reader):
    page = searched(reader, "q=étude")
    everything = count(page)
    page.locator("details[data-facette=niveau] summary").click()
    option = page.get_by_label(re.compile(r"Avancé \(\d+\)$"))
    announced = int(re.search(r"\((\d+)\)", option.locator("..").text_content() or "")[1])
    option.check()
    expect(page.locator(".recherche__compte")).to_contain_text(f"{announced} résultat")
    assert params(page)["niveau"] == ["avance"]
    assert 0 < count(page) == announced < everything
    page.get_by_label(re.compile(r"Base \(\d+\)$")).check()
    expect(page).to_have_url(re.compile("niveau=avance&niveau=base"))
    either = count(page)
    assert announced < either <= everything
    page.reload()
    expect(page.locator(".recherche__compte")).to_contain_text(f"{either} résultats")
    page.get_by_role("button", name="Enlever le filtre Niveau\u00a0: Avancé").click()
    expect(page).not_to_have_url(re.compile("niveau=avance"))
    page.go_back()
    expect(page.locator(".recherche__compte")).to_contain_text(f"{either} résultats")
    page.get_by_role("button", name="Tout effacer").click()
    expect(page.locator(".recherche__compte")).to_contain_text(f"{everything} résultats")
    assert reader.complaints == []


def test_a_browser_that_translates_freezes_no_count(reader: Reader):
    page = searched(reader, "q=étude")
    line = page.locator("details[data-facette=niveau] label").first
    page.locator("details[data-facette=niveau] summary").click()
    before = line.text_content()
    page.evaluate(TRANSLATED)
    page.locator("details[data-facette=dimension] summary").click()
    page.locator("details[data-facette=dimension] input").first.check()
    expect(line).not_to_have_text(before or "")
    assert reader.complaints == []


def test_the_box_that_was_ticked_keeps_the_focus(reader: Reader):
    page = searched(reader, "q=étude")
    page.locator("details[data-facette=niveau] summary").click()
    option = page.get_by_label(re.compile(r"Avancé \(\d+\)$"))
    option.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("niveau=avance"))
    page.wait_for_timeout(200)
    expect(option).to_be_focused()


def test_a_long_facet_shows_its_most_frequent_values_then_all(reader: Reader):
    page = searched(reader, "q=marché")
    group = page.locator("details[data-facette=famille]")
    expect(group.get_by_role("checkbox")).to_have_count(10)
    group.get_by_role("button", name="autres").click()
    assert group.get_by_role("checkbox").count() > 12
    expect(group.get_by_role("button")).to_have_count(0)


def test_filters_alone_list_everything_that_passes(reader: Reader):
    page = searched(reader, "type=clauses&etape=critere-attribution")
    assert all((result.get_attribute("data-resultat") or "").startswith("clauses/") for result in results(page).all())
    assert "critère d’attribution" in (results(page).first.locator("small").text_content() or "")


def test_pages_of_twenty(reader: Reader):
    page = searched(reader, "q=marché")
    expect(results(page)).to_have_count(20)
    first = results(page).first.get_attribute("data-resultat")
    page.get_by_role("button", name="Suivante").click()
    expect(page).to_have_url(re.compile("page=2"))
    expect(results(page).first).not_to_have_attribute("data-resultat", first)
    expect(page.locator(".recherche__compte")).to_be_focused()
    page.go_back()
    expect(results(page).first).to_have_attribute("data-resultat", first)


def test_sorts(reader: Reader):
    page = searched(reader, "q=étude&type=clauses")
    before = count(page)
    page.get_by_label("Tri", exact=True).select_option("facilite")
    expect(page).to_have_url(re.compile("tri=facilite"))
    page.wait_for_timeout(300)
    ease = [
        int(re.search(r"(\d) sur 5", text)[1]) for text in page.locator("[data-resultat] small").all_text_contents()
    ]
    assert ease == sorted(ease, reverse=True)
    assert count(page) == before


def test_the_readers_audience_comes_first_hides_nobody_and_is_kept(reader: Reader):
    page = searched(reader, "q=insertion")
    before = count(page)
    page.get_by_label("Tri", exact=True).select_option("elus")
    expect(page).to_have_url(re.compile("tri=elus"))
    assert count(page) == before
    expect(results(page).first).not_to_have_attribute("data-resultat", re.compile("^clauses/"))
    page = searched(reader, "q=étude")
    expect(page.get_by_label("Tri", exact=True)).to_have_value("elus")
    page.get_by_label("Tri", exact=True).select_option("pertinence")
    page = searched(reader, "q=marché")
    expect(page.get_by_label("Tri", exact=True)).to_have_value("pertinence")


def test_the_link_to_the_list_is_copied(reader_of: Callable[..., Reader]):
    reader = reader_of(permissions=["clipboard-read", "clipboard-write"])
    page = searched(reader, "q=insertion&niveau=avance")
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.locator(".recherche__barre")).to_contain_text("Lien copié.")
    assert page.evaluate("navigator.clipboard.readText()") == shown_address(page)


def test_typing_answers_without_leaving_the_page(reader: Reader):
    page = reader.open("recherche/")
    expect(page.locator("[data-recherche-repli]")).to_be_visible()
    box(page).press_sequentially("recondi", delay=30)
    expect(results(page).first).to_be_visible()
    expect(page.locator("[data-recherche-repli]")).to_be_hidden()
    expect(page).to_have_url(re.compile("q=recondi"))
    box(page).fill("")
    expect(page.locator("[data-recherche-repli]")).to_be_visible()
    assert reader.complaints == []


def test_who_goes_on_typing_waits_for_no_more_than_a_screen(reader: Reader):
    page = reader.open("recherche/")
    box(page).press_sequentially("cla", delay=30)
    expect(results(page)).to_have_count(5)
    assert "q=" not in shown_address(page)
    focused = results(page).nth(2).locator("a")
    assert (
        focused.evaluate("(link) => { link.focus(); return location.search; }") == "?q=cla"
    )  # at once for who leaves the box: the way back must lead here
    expect(results(page)).to_have_count(20)
    expect(page).to_have_title(re.compile("cla.*résultats"))
    expect(focused).to_be_focused()
    assert reader.complaints == []


def test_the_list_of_clauses_is_a_search_among_clauses(reader: Reader):
    page = reader.open("clauses/")
    page.get_by_role("button", name="Filtrer les clauses").click()
    expect(results(page)).to_have_count(20)
    page = searched(reader, "q=insertion", "clauses/")
    assert all((result.get_attribute("data-resultat") or "").startswith("clauses/") for result in results(page).all())
    expect(page.locator("details[data-facette=type]")).to_have_count(0)


# Helping


def test_a_mistake_is_mended_and_said(reader: Reader):
    page = searched(reader, "q=environement")
    expect(page.locator(".recherche__avis")).to_contain_text("environnement")


def test_other_spellings_are_offered(reader: Reader):
    page = searched(reader, "q=les+marcées+publics")
    notice = page.locator(".recherche__avis")
    expect(notice).to_contain_text("Voici ce qui contient «\u00a0marché")
    expect(notice).to_contain_text("Vouliez-vous dire")
    offer = notice.get_by_role("button").first
    word = offer.text_content()
    offer.click()
    expect(box(page)).to_have_value(f"les {word} publics")
    expect(notice).to_be_empty()


def test_nothing_found_says_what_to_try(reader: Reader):
    page = reader.open("recherche/?q=zzzqqqxx&niveau=base")
    advice = page.locator(".recherche__avis")
    expect(advice).to_contain_text("Rien trouvé")
    expect(page.locator(".recherche__compte")).to_contain_text("0 résultat")
    advice.get_by_role("button", name="Enlever le filtre").click()
    expect(page).not_to_have_url(re.compile("niveau"))
    expect(advice).to_contain_text("Rien trouvé")
    expect(advice.get_by_role("link")).not_to_have_count(0)
    assert reader.complaints == []


def test_a_file_that_fails_gives_partial_results_and_a_second_chance(reader: Reader):
    broken: list[Route] = []

    def fail(route: Route) -> None:
        broken.append(route)
        route.abort()

    reader.page.route(re.compile(r"/t-\d+\.js"), fail)
    page = reader.open("recherche/?q=insertion")
    notice = page.locator(".recherche__avis")
    expect(notice).to_contain_text("Résultats partiels")
    assert broken
    page.unroute(re.compile(r"/t-\d+\.js"))
    notice.get_by_role("button", name="Réessayer").click()
    expect(results(page).first).to_be_visible()
    expect(notice).not_to_contain_text("Résultats partiels")


def test_without_the_index_the_reader_is_told_and_keeps_the_lists(reader: Reader):
    reader.page.route(re.compile("manifest.js"), lambda route: route.abort())
    page = reader.open("recherche/?q=insertion")
    expect(page.get_by_role("alert")).to_contain_text("Réessayer")
    expect(page.locator("[data-recherche-repli]")).to_be_visible()
    page.unroute(re.compile("manifest.js"))
    page.get_by_role("button", name="Réessayer").click()
    expect(results(page).first).to_be_visible()


def test_without_javascript_the_form_and_the_lists_remain(reader_of: Callable[..., Reader]):
    page = reader_of(java_script_enabled=False).open("recherche/?q=insertion")
    expect(page.locator("[data-recherche] form")).to_be_visible()
    expect(page.locator("[data-recherche-repli] a").first).to_be_visible()


def test_a_missing_page_offers_its_own_words(reader: Reader):
    page = reader.open("clauses/insertion-etude-longue-ancienne/")
    expect(box(page)).to_have_value("insertion etude longue ancienne")
    assert engine_requests(reader) == []
    box(page).press("Enter")
    expect(results(page).first).to_be_visible()


# Keyboard


def test_the_keyboard_is_enough(reader: Reader):
    page = searched(reader, "q=insertion")
    page.locator("body").press("/")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(0).locator("a")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(1).locator("a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    address = results(page).first.get_attribute("data-resultat")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(address)))


# The box of the header


def test_answers_do_not_change_under_who_chooses_among_them(reader: Reader):
    page = reader.open("familles/informatique/")
    header = page.get_by_role("combobox", name="Rechercher dans le guide")
    header.fill("reempl")
    options = page.get_by_role("option")
    expect(options).to_have_count(6)
    seen = options.all_text_contents()
    header.evaluate(
        "(box) => { box.value = 'insertion'; box.dispatchEvent(new Event('input')); box.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown' })); }"
    )
    page.wait_for_timeout(600)
    assert options.all_text_contents() == seen
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Backspace")
    expect(options.first).not_to_have_text(seen[0])
    expect(header).not_to_have_attribute("aria-activedescendant", re.compile("."))


def test_the_header_answers_while_the_reader_types(reader: Reader):
    page = reader.open("familles/informatique/")
    page.locator("body").press("/")
    header = page.get_by_role("combobox", name="Rechercher dans le guide")
    expect(header).to_be_focused()
    expect(header).to_have_attribute("aria-expanded", "false")
    status = page.locator("[data-recherche-entete]").get_by_role("status")
    header.fill("reempl")
    expect(status).to_contain_text("6 réponses sur")
    those_of_the_last_letter = status.inner_text()
    header.fill("")
    page.keyboard.type("reempl", delay=40)
    options = page.get_by_role("option")
    expect(options).to_have_count(6)
    expect(header).to_have_attribute("aria-expanded", "true")
    expect(status).to_have_text(those_of_the_last_letter)
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(header).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    page.keyboard.press("ArrowUp")
    expect(header).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("ArrowUp")
    expect(options.nth(5)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(header).to_have_attribute("aria-expanded", "false")
    expect(header).to_have_value("reempl")
    page.keyboard.type("oi")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    address = options.first.get_attribute("data-resultat")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(address)))
    assert reader.complaints == []


def test_enter_alone_opens_the_results_page(reader: Reader):
    page = reader.open("guide/")
    page.locator("#recherche-entete").fill("insertion")
    page.locator("#recherche-entete").press("Enter")
    expect(page).to_have_url(re.compile(r"recherche/\?q=insertion"))
    expect(results(page).first).to_be_visible()


def test_the_list_closes_when_the_focus_leaves(reader: Reader):
    page = reader.open("guide/")
    page.locator("#recherche-entete").press_sequentially("insertion", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("option")).to_have_count(0)


def test_a_click_on_an_answer_opens_it(reader: Reader):
    page = reader.open("guide/")
    page.locator("#recherche-entete").press_sequentially("insertion", delay=20)
    option = page.get_by_role("option").nth(2)
    address = option.get_attribute("data-resultat")
    option.click()
    expect(page).to_have_url(re.compile(re.escape(address)))


def test_the_home_box_answers_too(reader: Reader):
    page = reader.open("")
    box(page).press_sequentially("insertion", delay=20)
    expect(page.get_by_role("option")).to_have_count(6)


# From a folder


@pytest.fixture(scope="module")
def offline(public_site: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the offline edition's folder."""
    folder = tmp_path_factory.mktemp("hors-ligne") / "site"
    make_offline(public_site, folder)
    return f"{folder.as_uri()}/"


def test_search_works_from_a_folder(browser: Browser, offline: str):
    page = browser.new_page()
    reader = Reader(page, offline)
    page.goto(f"{offline}index.html")
    box(page).press_sequentially("insertion", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"recherche/index\.html\?q=insertion"))
    expect(results(page)).to_have_count(20)
    page.locator("details[data-facette=niveau] summary").click()
    page.get_by_label(re.compile(r"Avancé \(\d+\)")).check()
    expect(page).to_have_url(re.compile("niveau=avance"))
    link = results(page).first.locator("a")
    assert "index.html" in (link.get_attribute("href") or "")
    link.click()
    expect(page.locator("h1")).to_be_visible()
    assert reader.complaints == []
    page.close()


# What is bought


def test_the_page_says_what_the_purchase_looks_like_and_what_the_law_asks(reader: Reader):
    page = searched(reader, "q=Accord-cadre+de+fourniture+d'électricité+pour+le+compte+de+la+ville,+lot+n°+2")
    bought = page.locator(".recherche__achat")
    expect(bought).to_contain_text("Votre achat ressemble à\u00a0: Énergie")
    expect(bought.get_by_role("link").first).to_have_attribute("href", re.compile("familles/energie/"))
    expect(bought.locator("details")).to_contain_text("Règles")
    expect(results(page).first).to_have_attribute("data-resultat", "familles/energie/")
    assert reader.complaints == []


def test_a_code_says_its_label_and_a_purchase_without_segment_says_so(reader: Reader):
    page = searched(reader, "q=30+21+30+00")
    expect(page.locator(".recherche__achat")).to_contain_text("Code CPV 30213000-5")
    page = searched(reader, "q=42000000-6")
    expect(page.locator(".recherche__achat")).to_contain_text("pas de segment pour cet achat")
    expect(results(page).first).to_have_attribute("data-resultat", "familles/tous-achats/")


def test_effort_is_shown_filtered_and_sorted(reader: Reader):
    page = searched(reader, "q=insertion&type=clauses&tri=effort")
    marks = [
        int(re.search(r"effort [▮▯]{5} (\d)", text)[1]) for text in results(page).locator("small").all_text_contents()
    ]
    assert marks == sorted(marks)
    page.locator("details[data-facette=effort] summary").click()
    page.get_by_label(re.compile(r"1 sur 5, léger \(\d+\)")).check()
    expect(page).to_have_url(re.compile("effort=1"))
    page.locator("details[data-facette=statut] summary").click()
    expect(page.get_by_label(re.compile("proposition"))).to_be_visible()


@pytest.mark.parametrize(
    "odd",
    [
        "tri=constructor",
        "famille=__proto__",
        "famille=constructor&tri=toString",
        "page=1e9",
        "q=insertion&q=autre",
        "niveau=base&niveau=base",
    ],
)
def test_odd_and_repeated_parameters_are_left_out(reader: Reader, odd: str):
    page = searched(reader, f"q=insertion&{odd}")
    expect(page.locator(".recherche__resultats")).not_to_contain_text(re.compile("function|object Object"))
    assert page.locator(".recherche__actifs button").count() <= 1
    assert reader.complaints == []


@pytest.mark.parametrize(
    "query",
    [
        "q=insertion",
        "q=environement",
        "q=42000000-6",
        "q=Accord-cadre+de+fourniture+d'électricité+pour+le+compte+de+la+ville",
    ],
)
def test_the_first_answer_is_above_the_fold_of_a_phone(reader_of: Callable[..., Reader], query: str):
    page = searched(reader_of(360), query)
    page.wait_for_load_state("networkidle")
    assert results(page).first.locator("a").bounding_box()["y"] < 740 - 24


@pytest.mark.parametrize("address", ["", "recherche/", "clauses/", "familles/", "guide/", "nulle-part/"])
def test_a_page_has_one_search_box(reader: Reader, address: str):
    assert reader.open(address).locator("form[role=search]").count() == 1


def test_what_begins_with_the_letters_comes_first(reader: Reader):
    page = reader.open("guide/")
    page.locator("#recherche-entete").press_sequentially("rec", delay=20)
    expect(page.get_by_role("option").first).to_contain_text(re.compile("^Rec", re.IGNORECASE))


def test_the_finder_of_segments_answers_a_code(reader: Reader):
    page = reader.open("familles/")
    box(page).press_sequentially("9310000", delay=20)
    expect(page.get_by_role("option").first).to_have_attribute("data-resultat", "familles/energie/")


# Lightness and access


@pytest.mark.parametrize(
    "query", ["q=insertion", "q=heures+d'insertion", "q=ordinateur", "q=L2112-2", "q=étude&niveau=avance"]
)
def test_a_page_of_results_keeps_grade_a(reader: Reader, weights: Weights, public_site: Path, query: str):
    page = searched(reader, query)
    page.wait_for_load_state("networkidle")
    elements = page.evaluate("document.querySelectorAll('*').length - document.querySelectorAll('svg *').length")
    asked = {url.removeprefix(reader.site).split("?")[0] for url in reader.requests if url.startswith(reader.site)}
    kilobytes = sum(
        weights.kilobytes(public_site / (path if path and not path.endswith("/") else f"{path}index.html"))
        for path in asked
    )
    mark = ecoindex.score(elements, len(asked), kilobytes)
    assert elements <= 350
    assert ecoindex.grade(mark) == "A", f"{mark:.1f}: {elements} elements, {len(asked)} requests, {kilobytes:.0f} kB"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("query", ["q=insertion", "q=environement+zzzqq&niveau=base", "q=zzzqqxx&niveau=base"])
def test_results_have_no_violation_that_axe_sees(reader_of: Callable[..., Reader], width: int, query: str):
    from test_accessibility import COLOURS, darken, violations

    reader = reader_of(width, reduced_motion="reduce")
    page = reader.open(f"recherche/?{query}")
    expect(page.locator(".recherche__compte")).to_contain_text("résultat")
    page.wait_for_load_state("networkidle")
    for group in page.locator("details[data-facette]").all():
        group.evaluate("group => { group.open = true; }")
    page.wait_for_timeout(200)
    assert violations(page) == []
    darken(page)
    assert violations(page, COLOURS) == []


def test_the_open_list_has_no_violation_that_axe_sees(reader: Reader):
    from test_accessibility import violations

    page = reader.open("guide/")
    page.locator("#recherche-entete").press_sequentially("insertion", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert violations(page) == []


def test_targets_are_large_enough_and_nothing_overflows_on_a_phone(reader_of: Callable[..., Reader]):
    page = searched(reader_of(360), "q=insertion&niveau=avance&famille=prestations-intellectuelles")
    for group in page.locator("details[data-facette]").all():
        group.evaluate("group => { group.open = true; }")
    page.wait_for_timeout(200)
    small = page.evaluate(
        """[...document.querySelectorAll('.recherche__resultats :is(button, select, summary, details label, li > a)')]
           .map((node) => [node.textContent.slice(0, 30), node.getBoundingClientRect()])
           .filter(([, box]) => box.height && (box.height < 24 || box.width < 24)).map(([text]) => text)"""
    )
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
