"""The marking simulator and the methods of marking: without JavaScript, then in a real browser."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from docx import Document
from html_page import HtmlPage
from openxml_audit import OpenXmlValidator
from playwright.sync_api import Browser, Locator, Page, expect
from site_tools import Reader, served_site, shown_address
from small_guide import ROOT
from test_accessibility import violations

from macros.model import MethodeDeNotation, Record, TexteJuridique
from macros.read.guide import Guide
from macros.views.notation import EXEMPLE, FEUX, TEXTES_DES_ALERTES, donnees, exemple

ADDRESS = "outils/simulateur-notation/"
METHODS = "outils/methodes-de-notation/"
CHAPTER = "guide/noter-et-comparer/"
KEPT = "guide.notation"
LINK = (
    "#objet=Essai&formule=soustractive&poids=40&critere=M%C3%A9thode*45*20*&critere=Environnement*15*10*e"
    "&offre=Rouge*40000**10*5&offre=Bleue*44000**15*5&offre=Verte*60000*x*20*10"
)
TEXTS = json.loads((ROOT / "tests/vecteurs/notation.json").read_text(encoding="utf-8"))


def plain(text: str) -> str:
    return re.sub(r"\s", " ", text)


# What the page says without JavaScript.


def test_the_chapter_and_the_simulator_tell_the_same_example(guide: Guide, pages: dict[str, HtmlPage]):
    """Each formula of the chapter gives the totals and the winner that its table says."""
    chapter = plain(pages[CHAPTER].prose)
    for name, words in (
        ("lineaire-min-max", "A 82,00 ; B 81,33 ; C 71,00 ; D 54,00"),
        ("classique", "A 82,00 ; B 86,40 ; C 86,56 ; D 86,00"),
    ):
        assert words in chapter
        (line,) = (line for line in exemple(guide.catalog) if line.methode.id == name)
        best = max((total.split(" ")[1], total.split(" ")[0]) for total in words.split(" ; "))
        assert line.resultat == f"{best[1]} : {best[0]}"
    assert [f"{offer['prix']:,}".replace(",", " ") in chapter for offer in EXEMPLE["offres"]] == [True] * 4


def test_without_javascript_every_formula_that_computes_has_its_marks_its_winner_and_its_light(
    reader_of: Callable[..., Reader], guide: Guide
):
    page = reader_of(java_script_enabled=False).open(ADDRESS)
    rows = page.locator("[data-notation-exemple] tbody tr")
    wanted = [one for one in guide.catalog.all(MethodeDeNotation) if one.expression]
    expect(rows).to_have_count(len(wanted))
    said = [plain(row) for row in rows.all_inner_texts()]
    marks = {
        one["formule"]: one["notes"]
        for one in TEXTS["notes"]
        if one["jeu"] == "A" and one["reglages"] in ({}, {"n": 3}, {"k": 3}, {"l": 1})
    }
    for method in wanted:
        (row,) = (row for row in said if row.startswith(f"{method.titre.replace(chr(39), '’')} :"))
        assert FEUX[method.avis.feu] in row
        for letter, mark in zip("ABCD", marks.get(method.id, ()), strict=False):
            assert f"{letter} {mark:.2f}".replace(".", ",") in row
    expect(page.locator(".notation-sans")).to_be_visible()
    page.locator("[data-notation-exemple] tbody a").first.click()
    expect(page).to_have_url(re.compile(f"{METHODS}#classique$"))


def test_each_method_says_its_light_and_what_was_read_of_each_ruling(guide: Guide, pages: dict[str, HtmlPage]):
    page = pages[METHODS]
    for method in guide.catalog.all(MethodeDeNotation):
        own = page.html.split(f'id="{method.id}"')[1].split("<h3")[0]
        for avis in (method.avis, *method.cas):
            assert FEUX[avis.feu] in own
            for name in avis.textes:
                text = guide.catalog.get(TexteJuridique, name)
                assert f'textes/{name}/">' in own
                assert ("⚠ à vérifier" in own) or text.confirme, (method.id, name)
        assert ("aucune lue" in own) == (not method.sources)


def test_every_text_that_a_warning_names_is_known_to_the_script(guide: Guide):
    source = (ROOT / "docs/assets/js/parts/notation-alertes.js").read_text(encoding="utf-8")
    named = set(re.findall(r'"((?:ccp|ce|caa|cjue)-[a-z0-9-]+)"', source))
    assert named == set(TEXTES_DES_ALERTES)
    assert set(donnees(guide.catalog)["textes"]) >= named


# In the browser.


@pytest.fixture
def tool(reader: Reader) -> Page:
    return reader.open(ADDRESS)


def outcome(page: Page) -> Locator:
    return page.locator(".notation-dit")


def heard(page: Page) -> Locator:
    return page.locator(".notation-annonce")


def warning(page: Page, words: str) -> Locator:
    return page.locator(".notation-alertes li").filter(has_text=re.compile(words))


def ranking(page: Page) -> list[list[str]]:
    """Each row of the ranking: offer, rank, total."""
    rows = page.get_by_role("table", name="Classement").locator("tbody tr").all()
    return [[plain(cell) for cell in row.locator("th, td").all_inner_texts()[:3]] for row in rows]


def test_from_the_chapter_a_buyer_reaches_the_simulator_which_begins_with_an_invented_example(reader: Reader):
    page = reader.open(CHAPTER)
    page.get_by_role("main").get_by_role("link", name="simulateur", exact=True).click()
    expect(page).to_have_url(re.compile(f"{ADDRESS}$"))
    expect(page.get_by_label("Achat (facultatif)", exact=True)).to_have_value(re.compile("Exemple fictif"))
    expect(outcome(page)).to_have_text("Offre C gagne avec 86,56 points sur 100, devant Offre B (86,40).")
    assert ranking(page) == [
        ["Offre C", "1", "86,56"],
        ["Offre B", "2", "86,40"],
        ["Offre D", "3", "86,00"],
        ["Offre A", "4", "82,00"],
    ]
    page.get_by_role("navigation", name="Navigation principale").get_by_role("link", name="Cible des élus").wait_for()
    assert urlsplit(shown_address(page)).fragment == ""
    assert reader.complaints == []


@pytest.mark.parametrize(
    ("formula", "winner"),
    [
        ("lineaire-min-max", "Offre A gagne avec 82,00"),
        ("soustractive", "Offre B gagne avec 86,33"),
        ("pente-reglable", "Offre D gagne avec 89,00"),
    ],
)
def test_the_same_offers_have_another_winner_with_another_formula(
    tool: Page, title: Callable[[type[Record], str], str], formula: str, winner: str
):
    tool.get_by_text("Le classement avec chacune des autres formules").click()
    table = tool.get_by_role("table", name="Les mêmes offres avec une autre formule")
    other = table.locator("tr").filter(has_text=title(MethodeDeNotation, formula))
    expect(other).to_contain_text(winner[:7])
    tool.get_by_label("Formule du prix").select_option(formula)
    expect(outcome(tool)).to_contain_text(winner)


def test_the_light_of_a_formula_follows_the_weight_of_the_price_and_names_its_ruling(tool: Page):
    light = tool.locator(".notation-feu").first
    tool.get_by_label("Formule du prix").select_option("lineaire-min-max")
    expect(light).to_contain_text("Sous conditions")
    tool.get_by_label("Points du prix").fill("60")
    expect(light).to_contain_text("À ne pas employer")
    expect(light.get_by_role("link")).to_have_attribute("href", re.compile(r"textes/ce-2017-405787/$"))
    expect(light).to_contain_text("✓ lu en commentaire")
    expect(warning(tool, "Les poids font 120\u00a0points")).to_be_visible()
    expect(warning(tool, "personne n’a mieux que 44")).to_contain_text("⚠ à vérifier")
    light.get_by_role("link").click()
    expect(tool.get_by_role("heading", level=1)).to_contain_text("CE 2017")


def test_a_setting_turns_the_light_too(tool: Page):
    tool.get_by_label("Formule du prix").select_option("pente-reglable")
    light = tool.locator(".notation-feu").first
    expect(light).to_contain_text("Utilisable")
    tool.get_by_label("Zéro à partir de tant de fois").fill("7")
    expect(light).to_contain_text("À ne pas employer")
    expect(light).to_contain_text("373362")
    tool.get_by_label("Zéro à partir de tant de fois").fill("")
    expect(outcome(tool)).to_have_text(
        re.compile("Le classement ne se calcule pas.: il manque le réglage «.n.», entre 1,1 et 10")
    )


def test_numbers_are_typed_as_in_french_and_what_does_not_read_is_said_and_kept(reader: Reader, tool: Page):
    prices = tool.get_by_label("Prix, en € HT")
    prices.nth(3).fill("47 999,50 €")
    expect(outcome(tool)).to_contain_text("Offre D gagne avec 94,00")
    prices.nth(3).fill("beaucoup")
    expect(prices.nth(3)).to_have_attribute("aria-invalid", "true")
    expect(tool.locator(".notation-faute")).to_have_text(re.compile("Écrivez un nombre"))
    expect(tool.get_by_text("Non classée : Offre D (prix manquant ou illisible).")).to_be_visible()
    tool.get_by_role("button", name="Ajouter une offre").click()
    expect(prices.nth(3)).to_have_value("beaucoup")
    expect(prices.nth(3)).to_have_attribute("aria-invalid", "true")
    tool.get_by_label("Méthode et équipe, sur 45").nth(0).fill("46")
    expect(tool.locator(".notation-faute").first).to_have_text("Attendu : entre 0 et 45.")
    expect(tool.get_by_text("Offre A (note manquante ou illisible : Méthode et équipe)")).to_be_visible()
    tool.get_by_label("Méthode et équipe, sur 45").nth(0).fill("45")
    tool.get_by_label("Noté sur").nth(0).fill("40")
    expect(warning(tool, "une note dépasse 40")).to_be_visible()
    assert reader.complaints == []


def test_the_address_alone_gives_a_simulation_back_to_someone_else(reader: Reader, reader_of: Callable[..., Reader]):
    page = reader.open(ADDRESS + LINK)
    expect(outcome(page)).to_have_text("Bleue gagne avec 77,25 points sur 100, devant Rouge (70,00).")
    expect(page.get_by_text("Non classée : Verte (écartée).")).to_be_visible()
    page.get_by_label("Compter").nth(2).check()
    expect(outcome(page)).to_contain_text("Verte gagne avec 80,00")
    other = reader_of()
    other.page.goto(shown_address(page))
    expect(outcome(other.page)).to_have_text(outcome(page).inner_text())
    assert ranking(other.page) == ranking(page)
    assert reader.complaints == other.complaints == []


def test_a_link_never_takes_the_place_of_what_the_device_keeps(reader: Reader):
    page = reader.open(ADDRESS)
    page.get_by_label("Points du prix").fill("35")
    kept = page.evaluate("(key) => localStorage.getItem(key)", KEPT)
    page = reader.open(ADDRESS + LINK)
    expect(outcome(page)).to_contain_text("Bleue")
    assert page.evaluate("(key) => localStorage.getItem(key)", KEPT) == kept
    page.get_by_label("Points du prix").fill("41")
    page.reload()
    expect(page.get_by_label("Points du prix")).to_have_value("41")
    mine = page.get_by_role("button", name="Reprendre ma simulation")
    expect(mine).to_be_visible()
    page = reader.open("confidentialite/")
    page = reader.open(ADDRESS)
    expect(page.get_by_label("Points du prix")).to_have_value("35")
    page.get_by_role("button", name="Revoir l’autre simulation").click()
    expect(page.get_by_label("Points du prix")).to_have_value("41")
    mine.click()
    expect(page.get_by_label("Points du prix")).to_have_value("35")
    expect(heard(page)).to_be_focused()
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_label("Points du prix")).to_have_value("41")
    page.get_by_role("button", name="Garder celle-ci à sa place").click()
    page = reader.open("confidentialite/")
    page = reader.open(ADDRESS)
    expect(page.get_by_label("Points du prix")).to_have_value("41")
    page.get_by_role("button", name="Revoir l’autre simulation").click()
    expect(page.get_by_label("Points du prix")).to_have_value("35")
    assert reader.complaints == []


def test_no_server_is_told_what_was_typed_not_even_when_the_page_is_loaded_again(browser: Browser, public_site: Path):
    asked: list[str] = []
    with served_site(public_site, asked) as site:
        page = browser.new_page()
        page.goto(f"{site}{ADDRESS}?objet=Essai&poids=40&critere=Qualit%C3%A9*60*10*e&offre=Ancienne*40000**10")
        expect(outcome(page)).to_contain_text("Ancienne gagne")
        assert urlsplit(shown_address(page)).query == "", "an older address is rewritten at once"
        asked.clear()
        page.reload()
        page.get_by_label("Offre", exact=True).fill("SARL Confidentielle")
        page.get_by_label("Prix, en € HT").fill("48 123,45")
        page.reload()
        expect(outcome(page)).to_contain_text("SARL Confidentielle gagne")
        page.goto(shown_address(page))
        page.get_by_role("navigation", name="Navigation principale").get_by_role("link", name="Cible des élus").click()
        expect(page).to_have_url(re.compile("cible-elus/$"))
        page.close()
    assert any(f"{ADDRESS} " in one for one in asked), "the page was loaded again"
    assert [one for one in asked if re.search(r"Essai|40000|Ancienne|Confidentielle|48123|Qualit|poids", one)] == []


@pytest.mark.parametrize("address", ["obligations/", "outils/assistant/"])
def test_no_server_is_told_an_estimate_typed_or_brought_by_an_older_link(
    browser: Browser, public_site: Path, address: str
):
    asked: list[str] = []
    with served_site(public_site, asked) as site:
        page = browser.new_page()
        page.goto(f"{site}{address}?famille=etudes&acheteur=region&montant=85123&etape=fin")
        page.wait_for_function("location.hash === '#montant=85123' && !location.search.includes('montant')")
        asked.clear()
        page.reload()
        expect(page.get_by_role("main")).to_contain_text(re.compile("85.123"))
        page.wait_for_load_state("networkidle")
        page.close()
    assert any(address in one for one in asked)
    assert [one for one in asked if "85123" in one] == []


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("Points du prix", "140", "Points du prix, « 140 » : attendu : entre 0 et 100 points."),
        ("Points du prix", "abc", "Points du prix, « abc » : écrivez un nombre, par exemple 2,5."),
        ("Points du prix", "", "Points du prix : à écrire."),
        ("Noté sur", "0", "« Méthode et équipe », noté sur, « 0 » : attendu : entre 0,01 et 1 000."),
        ("Points", "−3", "Points de « Méthode et équipe », « −3 » : attendu : entre 0 et 100 points."),
        ("Votre estimation", "5e13", "Votre estimation, « 5e13 » : écrivez un nombre, par exemple 2,5."),
    ],
)
def test_a_number_that_cannot_be_read_is_said_and_nothing_is_computed_without_it(
    reader: Reader, field: str, typed: str, said: str
):
    page = reader.open(ADDRESS)
    name = page.locator("span:first-child", has_text=re.compile(f"^{field}(,.*)?$"))
    own = page.locator("label").filter(has=name).first.locator("input")
    own.fill(typed)
    expect(outcome(page)).to_have_text(f"Résultat non calculé. {said}")
    expect(page.get_by_role("table", name="Classement")).to_have_count(0)
    page.reload()
    expect(own).to_have_value(typed)
    expect(outcome(page)).to_have_text(f"Résultat non calculé. {said}")
    page.get_by_role("button", name="Revenir à l’exemple").click()
    expect(outcome(page)).to_contain_text("Offre C gagne")
    page.get_by_role("button", name="Annuler").click()
    expect(own).to_have_value(typed)
    assert reader.complaints == []


def test_a_setting_that_an_address_puts_out_of_its_bounds_ranks_nobody(reader: Reader):
    page = reader.open(f"{ADDRESS}#formule=pente-reglable&reglage=n*0.5&poids=40&critere=Q*60*10*e&offre=A*5**1")
    expect(outcome(page)).to_have_text("Résultat non calculé. Réglage n, « 0,5 » : attendu : entre 1,1 et 10.")


def test_what_is_typed_is_undone_field_by_field(reader: Reader):
    page = reader.open(ADDRESS)
    undo = page.get_by_role("button", name="Annuler")
    page.get_by_label("Points du prix").press_sequentially("1")
    page.get_by_label("Offre", exact=True).nth(0).fill("")
    page.get_by_label("Offre", exact=True).nth(0).press_sequentially("SARL * Cie ~e")
    page.get_by_label("Environnement, sur 15").nth(0).select_option("15")
    page.get_by_label("Compter").nth(1).uncheck()
    page.reload()
    expect(page.get_by_label("Offre", exact=True).nth(0)).to_have_value("SARL * Cie ~e")
    expect(undo).to_be_disabled()
    page.get_by_label("Compter").nth(1).check()
    page.get_by_label("Prix, en € HT").nth(0).press_sequentially("12")
    page.get_by_label("Offre", exact=True).nth(0).press_sequentially(" et fils")
    undo.click()
    expect(page.get_by_label("Offre", exact=True).nth(0)).to_have_value("SARL * Cie ~e")
    undo.click()
    expect(page.get_by_label("Prix, en € HT").nth(0)).to_have_value("48\u202f000")
    undo.click()
    expect(page.get_by_label("Compter").nth(1)).not_to_be_checked()
    expect(undo).to_be_disabled()
    assert reader.complaints == []


def test_going_back_to_the_example_can_be_undone(reader: Reader):
    page = reader.open(ADDRESS)
    expect(page.get_by_role("button", name="Annuler")).to_be_disabled()
    page.get_by_label("Points du prix").fill("30")
    page.get_by_role("button", name="Retirer l’offre Offre C").click()
    expect(heard(page)).to_have_text("Offre retirée : Offre C.")
    page.get_by_role("button", name="Revenir à l’exemple").click()
    expect(outcome(page)).to_contain_text("Offre C gagne")
    assert page.evaluate("(key) => localStorage.getItem(key)", KEPT) is None
    assert urlsplit(shown_address(page)).fragment == ""
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_label("Points du prix")).to_have_value("30")
    expect(page.get_by_label("Compter")).to_have_count(3)
    page.reload()
    expect(page.get_by_label("Compter")).to_have_count(3)
    page.get_by_role("button", name="Tout vider").click()
    expect(outcome(page)).to_have_text(re.compile("Tapez au moins une offre complète"))
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_label("Compter")).to_have_count(3)
    assert reader.complaints == []


@pytest.mark.parametrize("kept", ["{oops", '"mots"', '{"etat":{"criteres":1}}', '{"etat":null}', "[]"])
def test_with_a_spoilt_store_the_page_still_works(reader: Reader, kept: str):
    reader.page.add_init_script(f"localStorage.setItem('{KEPT}', {json.dumps(kept)})")
    page = reader.open(ADDRESS)
    expect(outcome(page)).to_contain_text("Offre C gagne")
    assert reader.complaints == []


def test_a_hostile_address_shows_words_and_nothing_else(reader: Reader):
    page = reader.open(
        f"{ADDRESS}#objet=<img src=x onerror=alert(1)>&formule=libre&expression=alert(1)&poids=1e9"
        "&critere=<b>*50*10*e&offre=<i>*100**5&offre=__proto__*50**4"
    )
    expect(outcome(page)).to_have_text(
        "Résultat non calculé. Points du prix, « 1e9 » : écrivez un nombre, par exemple 2,5."
    )
    page.get_by_label("Points du prix").fill("50")
    expect(outcome(page)).to_have_text(re.compile("fonction « alert » inconnue"))
    assert page.locator("main b, main i, main img").count() == 0
    page.get_by_label("Formule du prix").select_option("classique")
    expect(outcome(page)).to_contain_text("<i>")
    assert reader.complaints == []


def test_a_buyer_types_the_formula_of_their_own_tender(tool: Page):
    tool.get_by_label("Formule du prix").select_option(label="Écrire votre formule")
    own = tool.get_by_label("Votre formule", exact=True)
    expect(own).to_have_value("N × Pmin / P")
    own.fill("N × (2 − P / Pmin) − 25")
    expect(warning(tool, "Note de prix négative")).to_have_count(0)
    own.fill("N × (2 − P / Pmin) − 31")
    expect(warning(tool, r"Note de prix négative \(Offre D\)")).to_be_visible()
    expect(tool.locator(".notation-feu")).to_contain_text("Le guide n’a pas d’avis")
    own.fill("N × (2 − P")
    expect(outcome(tool)).to_have_text(re.compile("parenthèse ouverte et jamais fermée"))
    own.fill("N × Pmin / P")
    expect(outcome(tool)).to_contain_text("Offre C gagne avec 86,56")


def test_what_a_criterion_weighs_decides_and_costs_is_said(tool: Page):
    weights = tool.get_by_role("table", name="Ce que pèse vraiment chaque critère").locator("tbody tr")
    expect(weights.nth(0)).to_contain_text("8 points sur 40, soit 20 %")
    expect(weights.nth(2)).to_contain_text("Il fait le gagnant : sans lui, Offre D")
    for place in range(4):
        tool.get_by_label("Environnement, sur 15").nth(place).select_option("10")
    expect(weights.nth(2)).to_contain_text("Il ne sépare pas ces offres")
    expect(warning(tool, "Environnement.*ne sépare pas ces offres")).to_be_visible()
    price = tool.get_by_role("table", name=re.compile("Ce que vaut un point de qualité")).locator("tbody tr")
    expect(price.nth(0)).to_contain_text("+1 231 €, soit 2,6 %")
    tool.get_by_label("Formule du prix").select_option("lineaire-min-max")
    expect(price.nth(0)).to_contain_text("Pas de prix fixe")
    bars = tool.get_by_role("img", name=re.compile("Points de chaque offre sur 100"))
    expect(bars).to_have_accessible_name(
        re.compile(r"Offre A, 82,00 \(Prix 40,00, Méthode et équipe 32,00, Environnement 10,00\)")
    )
    expect(tool.get_by_role("img", name=re.compile("Note de prix selon le prix"))).to_have_accessible_name(
        re.compile("Offre D, 60 000 €, 0,00")
    )


def test_a_losing_offer_that_chooses_the_winner_is_named(reader: Reader):
    page = reader.open(
        f"{ADDRESS}#formule=lineaire-min-max&poids=40&critere=Qualit%C3%A9*60*10*e&offre=A*50000**8"
        "&offre=B*60000**9.5&offre=C*100000**5"
    )
    expect(outcome(page)).to_have_text("B gagne avec 89,00 points sur 100, devant A (88,00).")
    expect(warning(page, "C perd, et choisit le gagnant : sans elle, A gagnerait")).to_be_visible()


def test_equals_share_a_rank(reader: Reader):
    page = reader.open(
        f"{ADDRESS}#formule=soustractive&poids=40&critere=Technique*60*10*em&offre=A*48000**7"
        "&offre=B*50000**8&offre=C*54000**8.5&offre=D*60000**9"
    )
    expect(outcome(page)).to_have_text(
        "B et C sont à égalité avec 91,67 points sur 100, devant D (90,00). L’égalité est au chiffre exact."
    )
    assert [row[:2] for row in ranking(page)] == [["B", "1 ex æquo"], ["C", "1 ex æquo"], ["D", "3"], ["A", "4"]]


def test_the_four_trial_offers_of_a_clause_say_whether_its_criterion_separates(reader: Reader, guide: Guide):
    found = [clause for segment in donnees(guide.catalog)["clauses"] for clause in segment["clauses"]]
    assert found, "no clause has trial offers"
    clause = next(one for one in found if len({note for note, _, _ in one["essais"]}) == 4)
    page = reader.open(ADDRESS)
    page.get_by_label("Critère d’une clause du guide").select_option(clause["id"])
    section = page.get_by_role("region", name="Ce critère sépare-t-il les offres ?", exact=True)
    expect(section).to_contain_text("Oui : 4 offres d’essai, 4 notes différentes.")
    for note, offer, _ in clause["essais"]:
        expect(section.locator("tr").filter(has=page.get_by_role("rowheader", name=offer, exact=True))).to_contain_text(
            str(note)
        )
    section.get_by_role("button", name="Ajouter ce critère à ma simulation").click()
    weight = clause["poids"] or 10
    expect(heard(page)).to_contain_text(f"Les poids font {100 + weight:g} : ramenez-les à 100.")
    expect(heard(page)).to_be_focused()
    expect(page.get_by_label("Critère", exact=True).nth(2)).to_have_value(clause["libelle"])
    marks = page.locator('[data-note="2"] :is(input, select)')
    assert [mark.input_value() for mark in marks.all()] == [""] * 4, "the trial marks are not those of these offers"
    expect(outcome(page)).to_contain_text("Tapez au moins une offre complète")
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_label("Critère", exact=True)).to_have_count(2)
    section.get_by_role("button", name="L’essayer avec ses offres inventées").click()
    expect(heard(page)).to_contain_text("exemple fictif")
    assert all("(exemple fictif)" in row[0] for row in ranking(page)) and len(ranking(page)) == 4
    page.get_by_role("button", name="Annuler").click()
    expect(outcome(page)).to_contain_text("Offre C gagne avec 86,56")
    assert reader.complaints == []


def test_a_clause_opens_its_criterion_with_its_trial_offers_and_the_way_back(reader: Reader, guide: Guide):
    found = [clause for segment in donnees(guide.catalog)["clauses"] for clause in segment["clauses"]]
    clause = next(one for one in found if one["poids"] and len({note for note, _, _ in one["essais"]}) == 4)
    page = reader.open(ADDRESS)
    page.get_by_label("Points du prix").fill("35")
    page = reader.open(f"clauses/{clause['id']}/")
    page.get_by_role("link", name="Essayer ce critère dans le simulateur").click()
    expect(page.get_by_label("Critère", exact=True)).to_have_value(clause["libelle"])
    expect(page.get_by_label("Points", exact=True)).to_have_value(f"{clause['poids']:g}")
    expect(page.get_by_label("Points du prix")).to_have_value(f"{100 - clause['poids']:g}")
    offers = page.get_by_label("Offre", exact=True)
    assert ["(exemple fictif)" in one.input_value() for one in offers.all()] == [True] * 4
    assert len(ranking(page)) == 4
    expect(heard(page)).to_contain_text("exemple fictif")
    assert urlsplit(shown_address(page)).query == ""
    page.reload()
    expect(offers).to_have_count(4)
    page.get_by_role("link", name="Revenir à la clause").click()
    expect(page).to_have_url(re.compile(f"clauses/{clause['id']}/$"))
    page = reader.open(ADDRESS)
    expect(page.get_by_label("Points du prix")).to_have_value("35")
    reader.open("confidentialite/")
    page = reader.open(f"{ADDRESS}#essayer=absente")
    expect(heard(page)).to_have_text("Cette clause n’a pas d’offres d’essai dans ce guide.")
    assert reader.complaints == []


def test_ten_offers_and_eight_criteria_are_typed_by_keyboard_and_fit_a_small_screen(reader_of: Callable[..., Reader]):
    reader = reader_of(360)
    page = reader.open(ADDRESS)
    for button, most in (("Ajouter un critère", 7), ("Ajouter une offre", 10)):
        while page.get_by_role("button", name=button).is_enabled():
            page.get_by_role("button", name=button).focus()
            page.keyboard.press("Enter")
            page.keyboard.insert_text("Nom")
        expect(page.get_by_text(f"{most} au plus.")).to_be_visible()
    expect(page.get_by_label("Critère", exact=True)).to_have_count(7)
    expect(page.get_by_label("Prix, en € HT")).to_have_count(10)
    page.get_by_label("Critère", exact=True).nth(2).fill("Durée de vie")
    expect(page.locator('[data-note="2"]').nth(9)).to_have_text("Durée de vie, sur 10")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert violations(page) == []
    page.reload()
    expect(page.get_by_label("Prix, en € HT")).to_have_count(10)
    assert reader.complaints == []


def test_the_simulation_is_exported_as_a_french_spreadsheet_reads_it(
    tool: Page, title: Callable[[type[Record], str], str]
):
    tool.get_by_label("Offre", exact=True).nth(0).fill("=HYPERLINK(1)")
    with tool.expect_download() as download:
        tool.get_by_role("button", name="Exporter (CSV)").click()
    assert download.value.suggested_filename.endswith(".csv")
    raw = Path(download.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert ["Formule du prix", title(MethodeDeNotation, "classique")] in rows and ["Feu", "Utilisable"] in rows
    assert any(row[:1] == ["Textes"] and "lu en commentaire" in row[1] for row in rows)
    first = next(row for row in rows if row[1:2] == ["Offre C"])
    assert first == ["1", "Offre C", "54000", "35,56", "36", "36", "15", "15", "86,56"]
    assert any(row[1:2] == ["'=HYPERLINK(1)"] for row in rows)
    flat = [plain(" | ".join(row)) for row in rows]
    assert any(row.startswith("Prix | 8 points sur 40, soit 20 % | 32 %, puis 49 %") for row in flat), "real weights"
    assert any(re.match(r"Un point sur 100 \| 1 point \| [0-9 ]+ €, soit", row) for row in flat), "the exchange"
    others = [row for row in flat if row.startswith(f"{title(MethodeDeNotation, 'lineaire-min-max')} | ")]
    assert len(others) == 1 and "82,00" in others[0], "other formulas"
    assert any(row[0] == "À savoir" for row in rows if row)


def taken(page: Page, button: str) -> Path:
    """The file that a button gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    target = Path(download.value.path()).with_suffix(".docx")
    download.value.save_as(target)
    return target


def tables_of(path: Path) -> list[list[list[str]]]:
    return [[[plain(cell.text) for cell in row.cells] for row in table.rows] for table in Document(str(path)).tables]


def test_the_word_grid_holds_the_method_the_scales_the_marks_and_places_to_write_why(reader: Reader, guide: Guide):
    found = [clause for segment in donnees(guide.catalog)["clauses"] for clause in segment["clauses"]]
    clause = next(one for one in found if {note for note, _, _ in one["essais"]} <= {step for step, _ in one["bareme"]})
    page = reader.open(f"{ADDRESS}#essayer={clause['id']}")
    page.get_by_label("Achat (facultatif)", exact=True).fill("Étude <b> & \u0007 cie")
    path = taken(page, "Grille d’analyse (Word)")
    result = OpenXmlValidator().validate(str(path))
    assert result.is_valid, [f"{error.part}: {error.description}" for error in result.errors][:5]
    words = plain("\n".join(one.text for one in Document(str(path)).paragraphs))
    assert "Note de prix = N × Pmin / P" in words and "Pmin : prix le plus bas" in words
    _, weights, scale, marks, *reasons = tables_of(path)
    assert weights[-1][:2] == ["Total", "100"]
    assert scale[1:] == [[f"{points:g}", plain(expected)] for points, expected in clause["bareme"]]
    head, *rows = marks
    assert len(head) == 5 and all("exemple fictif" in name for name in head[1:])
    assert [row[0] for row in rows][-2:] == ["Total des points", "Rang"]
    assert {row[0]: row[1:] for row in rows}["Rang"] == [
        next(rank for name, rank, _ in ranking(page) if name == own) for own in head[1:]
    ]
    assert [table[0][-1] for table in reasons[:2]] == ["Motif (pièce, page de l’offre)"] * 2
    assert all(row[-1] == "" for table in reasons[:2] for row in table[1:])
    assert reader.complaints == []


def test_a_blank_grid_holds_the_same_without_name_price_nor_mark(reader: Reader):
    page = reader.open(ADDRESS)
    page.get_by_label("Offre", exact=True).nth(0).fill("SARL Confidentielle")
    path = taken(page, "Grille vierge (Word)")
    assert OpenXmlValidator().validate(str(path)).is_valid
    everything = plain(" ".join(cell for table in tables_of(path) for row in table for cell in row))
    assert "Confidentielle" not in everything and "48 000" not in everything and "86,56" not in everything
    marks = next(table for table in tables_of(path) if table[-1][0] == "Rang")
    assert [set(row[1:]) for row in marks[1:]] == [{""}] * (len(marks) - 1)
    assert "Méthode et équipe : note sur 45" in [row[0] for row in marks]
    assert reader.complaints == []


def test_ten_offers_and_seven_criteria_fit_a_page_of_the_grid_that_lies(reader: Reader):
    criteria = "".join(f"&critere=Crit%C3%A8re{place}*10*10*e" for place in range(7))
    offers = "".join(f"&offre=Soci%C3%A9t%C3%A9%20{place}*{40000 + place}**{'*'.join('5' * 7)}" for place in range(10))
    page = reader.open(f"{ADDRESS}#poids=30{criteria}{offers}")
    path = taken(page, "Grille d’analyse (Word)")
    assert OpenXmlValidator().validate(str(path)).is_valid
    marks = next(table for table in tables_of(path) if table[-1][0] == "Rang")
    assert len(marks[0]) == 11 and len(marks) == 1 + 2 + 14 + 2
    document = Document(str(path))
    assert [one.orientation for one in document.sections] == [0, 1, 0], "upright, lying, upright"
    grid = next(table for table in document.tables if len(table.columns) == 11)
    assert sum(column.width for column in grid.columns) <= document.sections[1].page_width - 2 * 720_000


def test_the_printed_sheet_says_formula_light_weights_and_ranking_on_one_page(
    reader: Reader, title: Callable[[type[Record], str], str]
):
    reader.page.add_init_script("window.print = () => {}")
    page = reader.open(ADDRESS)
    page.get_by_role("button", name="Imprimer la fiche").click()
    page.emulate_media(media="print")
    sheet = page.locator(".notation-planche")
    for words in (
        "Fiche de notation",
        title(MethodeDeNotation, "classique"),
        "N × Pmin / P",
        "Utilisable",
        "lu en commentaire",
        "86,56",
        "arrêtés avant l’ouverture des plis",
        "À savoir",
    ):
        expect(sheet).to_contain_text(words)
    expect(page.get_by_role("main")).to_be_hidden()
    assert len(re.findall(rb"/MediaBox", page.pdf(prefer_css_page_size=True))) == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(sheet).to_have_count(0)
    expect(page.get_by_role("main")).to_be_visible()


def test_nothing_leaves_the_device_while_one_simulates(reader: Reader, site_url: str):
    page = reader.open(ADDRESS)
    page.wait_for_load_state("networkidle")
    before = list(reader.requests)
    assert [url for url in before if not url.startswith(site_url)] == []
    page.get_by_label("Formule du prix").select_option("soustractive")
    page.get_by_label("Prix, en € HT").first.fill("12 345")
    page.get_by_label("Critère d’une clause du guide").select_option(index=1)
    page.get_by_role("button", name="Ajouter ce critère").click()
    page.wait_for_load_state("networkidle")
    assert reader.requests == before
    assert reader.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_simulation_full_of_warnings_has_no_violation(reader_of: Callable[..., Reader], scheme: str):
    reader = reader_of(1280, color_scheme=scheme)
    page = reader.open(
        f"{ADDRESS}#formule=sans-plancher&poids=60&critere=Qualit%C3%A9*30*10**10*5*0&offre=A*30000**11"
        "&offre=B*90000**-1&offre=C*50000**7"
    )
    expect(warning(page, "négative")).to_have_count(2)
    page.get_by_label("Critère d’une clause du guide").select_option(index=1)
    page.get_by_label("Prix, en € HT").first.fill("rien")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", [ADDRESS, METHODS])
def test_both_pages_have_no_violation_as_they_open(
    reader_of: Callable[..., Reader], address: str, width: int, scheme: str
):
    page = reader_of(width, color_scheme=scheme).open(address)
    assert page.evaluate("document.documentElement.dataset.theme") == ("sombre" if scheme == "dark" else "clair")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert violations(page) == []


CROWDED = "#poids=40&critere=Q*10*100*e&critere=R*25*10*&critere=S*25*10*" + "".join(
    f"&offre=Soci%C3%A9t%C3%A9%20anonyme%20des%20{'longues%20' * 4}%C3%A9tudes%20{place}*{50000 + place * 40}**{50 + place}*{5 + place / 50}*1"
    for place in range(10)
)
"""Ten offers with long names and nearly the same prices; criteria that give few points."""
OVER_EACH_OTHER = """() => Array.from(document.querySelectorAll(".notation-figure svg")).flatMap((svg) => {
  const frame = svg.getBoundingClientRect(), words = Array.from(svg.querySelectorAll("text"), (one) => [one.textContent, one.getBoundingClientRect()]);
  return words.flatMap(([name, box], place) => [
    ...(box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1 ? [`${name} is cut`] : []),
    ...words.slice(place + 1).filter(([, other]) => box.left < other.right - 1 && other.left < box.right - 1 && box.top + 3 < other.bottom - 3 && other.top + 3 < box.bottom - 3).map(([other]) => `${name} over ${other}`),
  ]);
})"""


@pytest.mark.parametrize("width", [360, 1280])
def test_every_segment_and_dot_is_named_and_no_name_is_cut_nor_over_another(
    reader_of: Callable[..., Reader], width: int
):
    reader = reader_of(width)
    page = reader.open(ADDRESS + CROWDED)
    bars = page.locator(".notation-figure svg").first
    expect(bars.locator("[data-part]")).to_have_count(40)
    named = bars.locator("[data-part]").all_text_contents()
    assert [named.count(name) for name in ("P", "1", "2", "3")] == [10] * 4
    assert page.evaluate(OVER_EACH_OTHER) == []
    name = page.get_by_label("Offre", exact=True).nth(9).input_value()
    expect(bars).to_have_accessible_name(re.compile(re.escape(name)))
    for title in ("Points de qualité", "Note de prix, en points"):
        figure = page.locator(".notation-figure").filter(has=page.locator(".axe", has_text=title))
        expect(figure.locator(".axe").nth(1)).to_have_text("Prix, en € HT")
        expect(figure.locator(".nom")).to_have_count(10)
        expect(figure.locator("figcaption")).to_contain_text(name)
    assert reader.complaints == []


def test_every_column_of_the_printed_sheet_stands_on_it(reader: Reader):
    criteria = "".join(f"&critere=Crit%C3%A8re%20au%20nom%20long{place}*10*10*e" for place in range(7))
    offers = "".join(
        f"&offre={'Anticonstitutionnellement' * 3}{place}*{40000 + place}**{'*'.join('5' * 7)}" for place in range(10)
    )
    reader.page.add_init_script("window.print = () => {}")
    page = reader.open(f"{ADDRESS}#poids=30{criteria}{offers}")
    page.get_by_role("button", name="Imprimer la fiche").click()
    page.set_viewport_size({"width": 680, "height": 1000})  # A4 between its margins
    page.emulate_media(media="print")
    sheet = page.locator(".notation-planche")
    heads = sheet.locator("table", has=page.locator("caption", has_text="Classement")).locator("thead th")
    assert heads.all_inner_texts() == ["Offre", "Rang", "Total", "Prix", "P", "1", "2", "3", "4", "5", "6", "7"]
    expect(sheet.locator("tbody th").filter(has_text="7. Critère au nom long6")).to_have_count(1)
    ends = sheet.locator("table, svg").evaluate_all("all => all.map((one) => one.getBoundingClientRect().right)")
    assert len(ends) == 4 and max(ends) <= 680


def test_price_and_quality_are_drawn_with_what_it_takes_to_win(reader: Reader):
    page = reader.open(ADDRESS)
    figure = page.locator("figure:has(.gagnante)")
    told = plain(figure.locator("svg").get_attribute("aria-label"))
    assert "Offre C, 54 000 €, 51,00, gagne" in told and told.count("gagne") == 1
    assert "Offre A, 48 000 €, 42,00" in told
    losing = figure.locator("svg").evaluate("""svg => Array.from(svg.querySelectorAll("circle")).map(dot => {
      const point = new DOMPoint(dot.cx.baseVal.value, dot.cy.baseVal.value);
      return svg.querySelector(".gagnante").isPointInFill(point);
    })""")
    assert losing == [False, False, False]


# Prices by post, counted quantities, decimals, whole offers.


def test_the_twenty_one_methods_are_chosen_from_the_list_and_computed(tool: Page, guide: Guide):
    wanted = [one for one in guide.catalog.all(MethodeDeNotation) if one.expression]
    assert len(wanted) == 21
    for method in wanted:
        tool.get_by_label("Formule du prix").select_option(method.id)
        expect(tool.locator(".notation-formule")).to_contain_text(plain(method.en_mots)[:20].replace("'", "’"))
        words = "il manque|à écrire" if method.calcul.endswith("-des-postes") else "gagne|égalité"
        expect(outcome(tool)).to_have_text(re.compile(words))


def test_posts_make_the_price_of_each_offer(reader: Reader):
    page = reader.open(f"{ADDRESS}#formule=classique&poids=40&critere=Qualit%C3%A9*60*10*e&offre=A***8&offre=B***8")
    page.get_by_label("Formule du prix").select_option("panier-de-prestations")
    expect(outcome(page)).to_have_text(re.compile("Quantité de «.poste 1.».: à écrire"))
    page.get_by_role("button", name="Ajouter un poste").click()
    for place, (name, count) in enumerate((("Directeur", "2"), ("Consultant", "100"))):
        page.get_by_label("Poste", exact=True).nth(place).fill(name)
        page.get_by_label("Quantité", exact=True).nth(place).fill(count)
    for name, unit in (("Directeur", ("500", "1 500")), ("Consultant", ("800", "700"))):
        for place in (0, 1):
            page.get_by_label(f"Prix unitaire, en € HT : {name}").nth(place).fill(unit[place])
    expect(outcome(page)).to_have_text("B gagne avec 88,00 points sur 100, devant A (84,05).")
    page.get_by_label("Formule du prix").select_option("moyenne-des-postes")
    expect(outcome(page)).to_contain_text("A gagne avec 85,50")
    expect(page.locator(".notation-feu").first).to_contain_text("À ne pas employer")
    expect(warning(page, "A a la meilleure note de prix, et coûte 8.000.€ de plus que B au total")).to_be_visible()
    page.reload()
    expect(outcome(page)).to_contain_text("A gagne avec 85,50")
    assert violations(page) == []
    assert reader.complaints == []


def test_a_number_that_an_offer_promises_is_typed_as_it_is(tool: Page):
    tool.get_by_label("Échelle").nth(0).select_option(label="Quantité comptée")
    for place, hours in enumerate(("120", "2 400", "600", "0")):
        tool.get_by_label("Méthode et équipe, quantité").nth(place).fill(hours)
    expect(outcome(tool)).to_have_text("Offre B gagne avec 98,40 points sur 100, devant Offre C (61,81).")
    tool.get_by_label("Plafond (facultatif)").fill("600")
    expect(outcome(tool)).to_contain_text("Offre B gagne avec 98,40 points sur 100, devant Offre C (95,56)")


def test_decimals_that_the_buyer_publishes_make_equals_and_that_is_said(reader: Reader):
    page = reader.open(
        f"{ADDRESS}#formule=classique&poids=40&critere=Qualit%C3%A9*60*10*e&offre=A*50000**8.0001&offre=B*50000**8.0004"
    )
    expect(outcome(page)).to_have_text("B gagne avec 88,002 points sur 100, devant A (88,001).")
    page.get_by_label("Égalité entre deux totaux").select_option("2")
    expect(outcome(page)).to_have_text(
        re.compile(
            "A et B sont à égalité avec 88,00 points sur 100. Égalité une fois les totaux arrondis à 2.décimales"
        )
    )
    expect(outcome(page)).to_have_text(re.compile("sans arrondi, B serait devant"))


def test_whole_offers_are_ranked_in_their_own_unit(tool: Page):
    tool.get_by_label("Formule du prix").select_option("prix-corrige")
    expect(outcome(tool)).to_have_text(re.compile("Offre B gagne avec 2.000.€ de prix corrigé, devant Offre C"))
    expect(tool.get_by_role("table", name="Classement")).to_contain_text("Résultat, en € de prix corrigé")
    price = tool.get_by_role("table", name=re.compile("Ce que vaut un point de qualité")).locator("tbody tr")
    expect(price.nth(0)).to_contain_text("+1 000 €")
    tool.get_by_label("Formule du prix").select_option("quotient-qualite-prix")
    expect(price.nth(0)).to_contain_text("il dépend de la qualité de l’offre")
    tool.get_by_label("Formule du prix").select_option("seuil-technique")
    tool.get_by_label("Part des points de qualité").fill("85")
    expect(tool.get_by_text(re.compile("Offre A .sous le seuil : 70 % de la qualité"))).to_be_visible()
