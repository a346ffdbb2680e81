"""What readers' browsers do to the tools: refuse, forget, spoil, fill fields by themselves, be old, be elsewhere."""

import json
from collections.abc import Callable

import pytest
from html_page import HtmlPage
from playwright.sync_api import Page, Route, expect
from site_tools import TEMPLATES, Reader, press_rare, shown_address

from macros.browser import TOOLS, tools_of
from macros.model import Famille, Record
from macros.read.guide import Guide

REFUSES = "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } })"
"""A browser whose reader blocks cookies and the data of sites."""
OLD = "Object.defineProperty(URLSearchParams.prototype, 'size', { get() { return undefined; } })"
"""Chrome until 112, Firefox until 111, Safari until 16."""
HOSTILE = (
    "constructor",
    '"constructor"',
    "__proto__",
    "null",
    "{",
    "[]",
    "[[]]",
    "-1",
    '{"__proto__":{"a":1}}',
    '{"points":{"constructor":-3},"tour":{},"par":-1}',
)


def every_page(pages: dict[str, HtmlPage]) -> dict[str, str]:
    return {name: address if isinstance(address, str) else address(pages) for name, address in TEMPLATES.items()}


def not_404(complaints: list[str]) -> list[str]:
    return [complaint for complaint in complaints if "404 (Not Found) (absente/)" not in complaint]


def test_a_browser_that_keeps_nothing_has_no_script_error_on_any_page(reader: Reader, pages: dict[str, HtmlPage]):
    reader.page.add_init_script(REFUSES)
    for address in every_page(pages).values():
        reader.open(address)
    assert not_404(reader.complaints) == []


def test_spoilt_memories_break_no_page(reader: Reader, pages: dict[str, HtmlPage]):
    keys = ("guide-public", "guide.cible-vote", "guide-parcours", "dossier-fournisseur", "guide-onglet", "guide-theme")
    for value in HOSTILE:
        reader.page.add_init_script(
            f"for (const key of {json.dumps(keys)}) localStorage.setItem(key, {json.dumps(value)})"
        )
        for address in (
            "recherche/?q=insertion",
            "outils/cible-elus/",
            "parcours/nouvel-arrivant/",
            "fournisseurs/dossier/travaux/",
            "clauses/insertion-etude-longue/",
        ):
            page = reader.open(address)
            if "q=" in address:
                expect(page.locator("[data-resultat]").first).to_be_visible()
                expect(page.locator("#recherche-tri")).to_have_value("pertinence")
        assert reader.complaints == [], value


def test_points_below_zero_are_left_out_and_it_is_said(reader: Reader, guide: Guide):
    first, second = (clause.id for clause in guide.catalog.clauses_vivantes[:2])
    kept = {
        "ouvert": True,
        "par": 3,
        "personne": 2,
        "points": {first: -5, second: 4},
        "tour": {},
        "choix": [first, second],
    }
    reader.page.add_init_script(f"localStorage.setItem('guide.cible-vote', {json.dumps(json.dumps(kept))})")
    page = reader.open("outils/cible-elus/")
    expect(page.locator(".cible-vote [role=status]")).to_contain_text("En tout : 4 points")
    expect(page.locator(".cible-vote [role=status]")).to_contain_text("n’a pas pu être relue")
    assert reader.complaints == []


@pytest.mark.parametrize(
    "query",
    [
        "famille=__proto__",
        "famille=constructor&niveau=toString",
        "q=insertion&tri=constructor",
        "q=insertion&famille=__proto__&page=-3",
    ],
)
def test_what_no_list_has_is_left_out_of_a_search(reader: Reader, query: str):
    page = reader.open(f"recherche/?{query}")
    expect(page.locator("[data-resultat]").first).to_be_visible()
    text = page.locator(".recherche__resultats").inner_text()
    assert "[object" not in text and "function" not in text
    assert ("Filtre inconnu, laissé de côté" in text) == ("famille" in query)
    expect(page.locator("#recherche-tri")).to_have_value("pertinence")
    assert reader.complaints == []


@pytest.mark.parametrize(
    "address",
    [
        "obligations/?famille=constructor&montant=constructor&date=__proto__",
        "cas/?pays=constructor",
        "outils/cible-elus/?famille=__proto__&choix=constructor",
    ],
)
def test_what_no_list_has_is_left_out_of_a_list(reader: Reader, address: str):
    page = reader.open(address)
    expect(page.locator("select").first).to_have_value("")
    assert reader.complaints == []


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("outils/mon-dossier/", "un navigateur de 2021"),
        ("outils/relire/", "la liste des règles"),
        ("outils/comparer/", "le menu « Comparer »"),
        ("outils/simulateur-notation/", "le tableau plus bas"),
    ],
)
def test_a_browser_from_before_the_tools_runs_none_by_halves_and_says_so(reader: Reader, address: str, words: str):
    asleep = reader.open(address).locator(".sans-script")
    expect(asleep).to_be_hidden()
    reader.page.add_init_script("delete Element.prototype.replaceChildren")
    reader.open(address)
    expect(asleep).to_contain_text(words)
    expect(asleep).to_be_visible()
    expect(reader.page.locator("html.js")).to_have_count(0)
    expect(reader.page.locator("main button:visible")).to_have_count(0)


def test_an_old_browser_keeps_the_query_in_the_address(reader: Reader):
    reader.page.add_init_script(OLD)
    page = reader.open("recherche/?q=insertion")
    expect(page.locator("[data-resultat]").first).to_be_visible()
    assert shown_address(page).endswith("recherche/?q=insertion")
    page = reader.open("obligations/")
    page.get_by_label("Montant HT").fill("90 000")
    assert "montant=90+000" in shown_address(page)


# Fields.


def test_amounts_are_typed_as_french_people_do_and_read_back(reader: Reader):
    page = reader.open("obligations/?acheteur=region&famille=etudes&date=2026-12-04")
    amount, said = page.get_by_label("Montant HT"), page.locator("[data-regles-compte]")
    lines = page.locator(".regles-ligne")
    everything = lines.count()
    amount.fill("85 000,50 €")
    expect(said).to_contain_text("85\u202f000,5\u00a0€ hors taxes")
    fewer = lines.count()
    assert fewer < everything
    amount.fill("85000.5")
    assert lines.count() == fewer
    for wrong, words in {"-5": "au moins 0", "beaucoup": "Écrivez un nombre"}.items():
        amount.fill(wrong)
        expect(said).to_contain_text(words)
        expect(amount).to_have_attribute("aria-invalid", "true")
        expect(amount).to_have_value(wrong)
        assert lines.count() == everything
    assert reader.complaints == []


def test_on_paper_the_rules_say_for_which_purchase_they_are(reader: Reader, title: Callable[[type[Record], str], str]):
    reader.page.clock.set_fixed_time("2026-12-02")
    page = reader.open("obligations/?famille=travaux&montant=90000&date=2026-12-01")
    page.emulate_media(media="print")
    said = page.locator("[data-regles-compte]")
    expect(said).to_be_visible()
    expect(said).to_contain_text(
        f"{title(Famille, 'travaux')}, 90\u202f000\u00a0€ hors taxes, lancement le 1er décembre 2026."
    )
    expect(page.get_by_text("Établi le 2 décembre 2026.")).to_be_visible()
    expect(page.get_by_label("Montant HT")).to_be_hidden()
    expect(page.locator(".regle:not([hidden], [data-dite]) dt").first).to_be_visible()


def test_an_unknown_segment_in_the_address_is_said(reader: Reader):
    page = reader.open("obligations/?famille=atlantide")
    expect(page.locator("[data-regles-compte]")).to_contain_text("Segment inconnu, laissé de côté : atlantide.")
    page.get_by_label("Ce que j’achète").select_option("travaux")
    expect(page.locator("[data-regles-compte]")).not_to_contain_text("atlantide")


@pytest.mark.parametrize(
    ("address", "label"), [("obligations/", "Montant HT"), ("outils/cible-elus/", "Points par personne")]
)
def test_a_wheel_turn_changes_no_value(reader: Reader, address: str, label: str):
    page = reader.open(address)
    if "cible" in address:
        page.get_by_role("button", name="Voter par points").click()
    field = page.get_by_label(label)
    field.fill("7")
    field.focus()
    field.hover()
    page.mouse.wheel(0, 120)
    page.wait_for_timeout(100)
    page.keyboard.press("ArrowUp")
    expect(field).to_have_value("7")


def test_what_the_browser_puts_back_in_the_fields_is_read_again(reader: Reader):
    """As on the way back, without the page's memory: the fields are filled after the scripts ran, and only `pageshow` tells."""
    page = reader.open("obligations/?famille=etudes")
    everything = page.locator(".regles-ligne").count()
    page.evaluate(
        "document.querySelector('[data-regles]').elements.montant.value = '1'; dispatchEvent(new PageTransitionEvent('pageshow'))"
    )
    assert page.locator(".regles-ligne").count() < everything
    page = reader.open("cas/")
    page.evaluate(
        "document.querySelector('[data-cas-filtres] [name=mesure]').checked = true; dispatchEvent(new PageTransitionEvent('pageshow'))"
    )
    expect(page.locator("[data-cas-compte]")).to_contain_text("cas sur")
    page = reader.open("parcours/nouvel-arrivant/attestation/")
    page.evaluate(
        "document.querySelector('[name=nom]').value = 'Camille'; dispatchEvent(new PageTransitionEvent('pageshow'))"
    )
    expect(page.locator("[data-attestation-signe]")).to_have_text("Camille")


def test_no_field_is_so_small_that_a_phone_enlarges_the_page(
    reader_of: Callable[..., Reader], pages: dict[str, HtmlPage]
):
    reader = reader_of(360)
    met = 0
    for address in every_page(pages).values():
        page = reader.open(address)
        for name in ("Voter par points", "Filtrer les clauses"):
            if page.get_by_role("button", name=name).count():
                page.get_by_role("button", name=name).click()
                page.wait_for_timeout(300)
        sizes = page.evaluate(
            "[...document.querySelectorAll('input, select, textarea')].filter((field) => !/checkbox|radio|hidden/.test(field.type) && field.getClientRects().length)"
            ".map((field) => [field.id || field.name || field.type, parseFloat(getComputedStyle(field).fontSize)])"
        )
        met += len(sizes)
        assert [name for name, size in sizes if size < 16] == [], address
    assert met > 60


# The clipboard on plain http.


@pytest.mark.parametrize(
    ("address", "button", "said"),
    [
        ("recherche/?q=insertion", "Copier le lien", "Lien copié."),
        ("outils/cible-elus/", "Copier le lien", "Lien copié."),
        ("integrer/", "Copier le code", "Copié."),
    ],
)
def test_links_and_snippets_are_copied_on_plain_http_too(
    reader_of: Callable[..., Reader], address: str, button: str, said: str
):
    reader = reader_of(permissions=["clipboard-read"])
    reader.page.add_init_script(
        "Object.defineProperty(window, 'isSecureContext', { value: false }); Object.defineProperty(navigator.clipboard, 'writeText', { value: undefined })"
    )
    page = reader.open(address)
    press_rare(page, button)
    expect(page.get_by_role("main")).to_contain_text(said)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == shown_address(page) if "lien" in button else "<iframe" in copied
    assert reader.complaints == []


def test_a_deliberation_is_copied_with_its_places_to_fill(reader_of: Callable[..., Reader]):
    reader = reader_of(permissions=["clipboard-read", "clipboard-write"])
    page = reader.open("elus/travaux/")
    page.get_by_role("button", name="Copier ce paragraphe").click()
    expect(page.locator(".note-deliberation [role=status]")).to_contain_text("Copié")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "plus de [montant]\u202f€ HT" in copied
    rich = page.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())"
    )
    assert "<b>[montant]</b>" in rich
    assert reader.complaints == []


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("elus/travaux/", ".note-deliberation"),
        ("embed/clauses/insertion-etude-longue/", "blockquote"),
        ("integrer/", ".integration pre"),
    ],
)
def test_a_browser_that_translates_leaves_what_is_copied(reader: Reader, address: str, place: str):
    for part in reader.open(address).locator(place).all():
        expect(part).to_have_attribute("translate", "no")


# The vote of elected officials.


def test_a_clause_that_leaves_the_list_loses_no_point(reader: Reader, guide: Guide):
    first, second, third = guide.catalog.clauses_vivantes[:3]
    page = reader.open(f"outils/cible-elus/?choix={first.id},{second.id},{third.id}")
    page.get_by_role("button", name="Voter par points").click()
    status, plus, ranking = (
        page.locator(".cible-vote [role=status]"),
        page.locator("[data-vote=plus]"),
        page.locator(".cible-classement li"),
    )
    plus.nth(0).click()
    plus.nth(0).click()
    plus.nth(1).click()
    page.get_by_role("button", name="Personne suivante").click()
    plus.nth(0).click()
    expect(ranking).to_have_count(2)
    page.get_by_role("button", name=f"Retirer : {first.titre.replace(chr(39), '’')}").click()
    expect(page.locator("[data-cible-dit]")).to_contain_text(
        "1 point rendu à la personne 2. 2 points d’autres personnes : ils restent au classement."
    )
    expect(status).to_have_text("Personne 2 : il reste 3 points. En tout : 3 points.")
    expect(ranking.first).to_contain_text(": 2 points, retirée de la liste")
    page.reload()
    expect(status).to_contain_text("En tout : 3 points")
    expect(ranking.first).to_contain_text(": 2 points, retirée de la liste")
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter (CSV)").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert lines[1].startswith("2;") and lines[1].endswith(";non")
    page.emulate_media(media="print")
    expect(ranking.first).to_be_visible()
    assert reader.complaints == []


def test_too_many_points_are_said_and_not_mended(reader: Reader):
    page = reader.open("outils/cible-elus/")
    page.get_by_role("button", name="Voter par points").click()
    status, field = page.locator(".cible-vote [role=status]"), page.get_by_label("Points par personne")
    for typed in ("50", "-1", "2,5"):
        field.fill(typed)
        field.blur()
        expect(status).to_contain_text("Personne 1 : il reste 3 points.")
        expect(status).to_contain_text("nombre entier" if "," in typed else "Attendu : entre 1 et 10.")
        expect(field).to_have_value(typed)


# The page of what is not there.


@pytest.mark.parametrize("address", ["a/b/c/d/", "é/%C3%A9/%E0%A4/", "//x//y", "clauses/<b>&amp;/"])
def test_a_page_that_is_not_there_still_answers(reader: Reader, address: str):
    page = reader.open(address)
    page.get_by_role("combobox", name="Rechercher dans le guide").first.fill("insertion")
    expect(page.get_by_role("option").first).to_be_visible()
    assert [complaint for complaint in reader.complaints if "404 (Not Found)" not in complaint] == []


def test_nor_where_the_guide_stands_at_the_root_of_its_host(reader: Reader, site_url: str):
    """There the root of the site is « / »."""

    def at_the_root(route: Route) -> None:
        answer = route.fetch()
        body = answer.text().replace(
            'name="guide-racine" content="/intranet/guide/"', 'name="guide-racine" content="/"'
        )
        assert 'content="/"' in body
        route.fulfill(status=404, body=body, content_type="text/html")

    reader.page.route("**/nulle-part/", at_the_root)
    asked: list[str] = []
    reader.page.route(
        "**/assets/js/moteur-recherche.js", lambda route: (asked.append(route.request.url), route.abort())
    )
    page = reader.open("nulle-part/")
    page.get_by_role("combobox", name="Rechercher dans le guide").first.focus()
    page.wait_for_timeout(200)
    assert asked and asked[0].removeprefix("http://").split("/", 1)[1] == "assets/js/moteur-recherche.js"
    assert [complaint for complaint in reader.complaints if complaint.startswith("error")] == []


# The one list of tools.


def test_each_page_has_the_tools_of_the_list_and_each_tool_has_a_page(pages: dict[str, HtmlPage]):
    met = set()
    for address, page in pages.items():
        scripts = [
            script.get("src").rsplit("/", 1)[-1].removesuffix(".js")
            for script in page.all("script")
            if script.get("src")
        ]
        expected = tools_of("404.html" if address == "404.html" else address)
        assert scripts == ["site", *(tool.name for tool in expected if tool.sources)], address
        met.update(tool.name for tool in expected)
    assert met == {tool.name for tool in TOOLS if tool.pages} - {"relecture"}  # a page of the internal edition


def test_every_tool_has_its_file_and_a_part_stands_once_on_a_page():
    brought = set(next(tool for tool in TOOLS if tool.name == "site").sources)
    for tool in TOOLS:
        assert len(set(tool.sources)) == len(tool.sources)
        if tool.name != "site" and not tool.alone:
            assert not brought & set(tool.sources), tool.name


def two_tabs(reader: Reader) -> tuple[Page, Page]:
    other = reader.page.context.new_page()
    return reader.page, other


def test_two_tabs_of_a_checklist_do_not_undo_each_other(reader: Reader):
    one, other = two_tabs(reader)
    for page in (one, other):
        page.goto(f"{reader.site}fournisseurs/dossier/mobilier/")
    one.get_by_role("checkbox").nth(0).check()
    other.get_by_role("checkbox").nth(1).check()
    for page in (one, other):
        expect(page.locator(".dossier-compte")).to_contain_text("2 lignes prêtes")
    one.goto(f"{reader.site}confidentialite/")
    one.get_by_role("button", name="Tout effacer de cet appareil").click()
    expect(other.locator(".dossier-compte")).to_contain_text("0 ligne prête")
    other.get_by_role("checkbox").nth(2).check()
    assert len(json.loads(other.evaluate("localStorage.getItem('dossier-fournisseur')"))["pieces"]) == 1
