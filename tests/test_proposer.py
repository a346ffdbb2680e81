"""The page « Proposer » in a real browser: from a sentence that is wrong to the file that mends it; each form, its checks, its ways out, what is kept."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect
from site_tools import Reader, served_site
from small_guide import ROOT

from macros.forms.accueil import Options, accueillir
from macros.library import Library
from macros.model import Clause
from macros.read.guide import Guide, load_guide
from macros.read.settings import Settings

CLAUSE = "clauses/plan-controle-preuves/"
PAGE = "contribuer/proposer/"
DAY = Options(jour=date(2026, 12, 1))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The guide's own data and pages, to be corrected."""
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("assets"))
    shutil.copytree(ROOT / "docs/assets/img", tmp_path / "docs/assets/img", dirs_exist_ok=True)
    return tmp_path


def downloaded(page: Page) -> tuple[str, bytes]:
    with page.expect_download() as told:
        page.get_by_role("button", name="Télécharger le fichier").click()
    return told.value.suggested_filename, Path(told.value.path()).read_bytes()


def test_from_a_wrong_sentence_to_the_corrected_page_in_six_steps_without_an_account(reader: Reader, copy: Path):
    steps = 0
    page = reader.open(CLAUSE)
    sentence = page.locator("#pourquoi + p")
    sentence.evaluate("(element) => getSelection().selectAllChildren(element)")
    steps += 1  # 1: the sentence is selected
    page.get_by_role("link", name="Corriger cette phrase").click()
    steps += 1  # 2: it is in the form
    correction = page.get_by_label("Ce qu’il faudrait lire")
    written = correction.input_value()
    assert written.startswith("Élus et agents ne croient pas au déclaratif")
    correction.fill(written.replace("ne croient pas", "croient peu"))
    steps += 1  # 3: it is corrected
    page.get_by_label("Raison").fill("Moins tranché.")
    steps += 1  # 4: for a reason
    expect(page.get_by_text("✓ Rien ne manque.")).to_be_visible()
    name, content = downloaded(page)
    steps += 1  # 5: the file is there
    assert name == "proposition-correction-clauses-plan-controle-preuves.yml"
    done = accueillir(copy, content, name, DAY)
    steps += 1  # 6: whoever receives it runs the command
    assert done == [f"Corrigé : data/{CLAUSE.rstrip('/')}.yml, ligne {done[0].rsplit(' ', 1)[1]}"]
    shown = Library(load_guide(copy).catalog, Settings()).show_fiche("clauses", "plan-controle-preuves")
    assert "Élus et agents croient peu au déclaratif" in shown
    assert steps == 6
    assert reader.complaints == []


def test_a_value_to_fix_is_named_in_the_sentence_that_is_corrected(reader: Reader):
    page = reader.open(CLAUSE)
    page.locator("[data-champ]").first.evaluate("(place) => getSelection().selectAllChildren(place.closest('p, li'))")
    page.get_by_role("link", name="Corriger cette phrase").click()
    expect(page.get_by_label("Ce qui est écrit")).to_have_value(re.compile(r"\[\[[a-z_]+\]\]"))


def fill_use(page: Page, clause: Clause) -> None:
    page.get_by_label("Titre", exact=True).fill("Rivebelle (exemple fictif), étude")
    page.get_by_label("Résumé").fill("Le plan a été tenu.")
    page.get_by_label("Clause", exact=True).fill(clause.titre)
    page.get_by_label("Version").fill("1")
    page.get_by_label("Achat et lot").fill("Étude : « lot 2 »\\")
    page.get_by_label("Jour").fill("20/10/2026")
    page.get_by_label("Résultat").select_option(label="Tenue jusqu’au bout")
    page.get_by_label("Ce que l’on a constaté").fill("Deux pièces sur dix.\n\nUne en retard.")
    page.get_by_label("Offres reçues").fill("4")
    page.get_by_label("Organisation").fill("Ville de Rivebelle (exemple fictif)")
    page.get_by_label("Titre de la source").fill("Compte rendu (exemple fictif)")


def test_the_use_of_a_clause_is_told_from_its_page_checked_shown_and_becomes_a_record_on_it(
    reader: Reader, copy: Path, guide: Guide
):
    clause = guide.catalog.get(Clause, "plan-controle-preuves")
    page = reader.open(CLAUSE)
    page.get_by_role("link", name="Nous l’avons utilisée").click()
    expect(page.get_by_label("Version")).to_have_value(str(clause.version))
    fill_use(page, clause)
    page.get_by_label("Version").fill("99")
    page.get_by_label("Version").blur()
    expect(page.get_by_text(f"Cette clause en est à la version {clause.version}.").first).to_be_visible()
    page.get_by_label("Version").fill("1")
    page.get_by_label("Version").blur()
    expect(page.get_by_text("✓ Rien ne manque.")).to_be_visible()
    preview = page.get_by_label("Aperçu")
    expect(preview.get_by_role("heading", name="Rivebelle")).to_be_visible()
    expect(preview).to_contain_text("20 octobre 2026")
    _, content = downloaded(page)
    assert accueillir(copy, content, "reçu", DAY)[0].startswith(
        "Écrit : data/retours/rivebelle-exemple-fictif-etude.yml"
    )
    library = Library(load_guide(copy).catalog, Settings())
    assert "1 retour\u00a0: tenue jusqu’au bout (1)" in library.show_fiche("clauses", clause.id)
    assert "4 offres reçues" in library.list_retours()
    assert "1 retour" in library.show_bilan()


def test_the_copied_text_says_the_same_as_the_file(reader_of: Callable[..., Reader], copy: Path, guide: Guide):
    reader = reader_of(permissions=["clipboard-read", "clipboard-write"])
    page = reader.open(f"{PAGE}?fiche=retour")
    fill_use(page, guide.catalog.get(Clause, "plan-controle-preuves"))
    page.get_by_role("button", name="Copier le texte").click()
    expect(page.get_by_text("Copié.")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    (copy / "data/retours").mkdir(exist_ok=True)
    file = copy / "data/retours/rivebelle-exemple-fictif-etude.yml"
    accueillir(copy, text.encode(), "message", DAY)
    by_text = file.read_text(encoding="utf-8")
    file.unlink()
    accueillir(copy, downloaded(page)[1], "fichier", DAY)
    assert file.read_text(encoding="utf-8") == by_text


def test_what_is_written_stays_on_the_device_and_comes_back_after_it_was_erased(reader: Reader):
    page = reader.open(f"{PAGE}?fiche=cas")
    page.get_by_label("Acheteur", exact=True).fill("Ville de Rivebelle")
    page.get_by_role("button", name="Ajouter : résultats mesurés").click()
    page.get_by_label("Valeur").fill("12")
    page.get_by_label("Social").check()
    page.reload()
    expect(page.get_by_label("Acheteur", exact=True)).to_have_value("Ville de Rivebelle")
    expect(page.get_by_label("Valeur")).to_have_value("12")
    expect(page.get_by_label("Social")).to_be_checked()
    page.get_by_role("button", name=re.compile("^Retirer : Résultats")).click()
    page.get_by_role("button", name="Remettre").click()
    expect(page.get_by_label("Valeur")).to_have_value("12")
    page.get_by_role("button", name="Tout effacer").click()
    page.get_by_role("button", name="Oui, effacer").click()
    expect(page.get_by_label("Acheteur", exact=True)).to_have_value("")
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_label("Acheteur", exact=True)).to_have_value("Ville de Rivebelle")
    assert reader.complaints == []


def test_a_link_never_takes_the_place_of_a_correction_that_was_begun(reader: Reader):
    page = reader.open(f"{PAGE}?fiche=correction&page=a/#passage=Un")
    page.get_by_label("Raison").fill("Parce que.")
    page.get_by_label("Raison").blur()
    page.goto(f"{reader.site}{PAGE}?fiche=correction&page=b/#passage=Deux")
    expect(page.get_by_label("Ce qui est écrit")).to_have_value("Deux")
    page.get_by_role("button", name="La reprendre").click()
    expect(page.get_by_label("Raison")).to_have_value("Parce que.")


def test_the_drafting_rules_are_told_while_a_clause_is_written(reader: Reader):
    page = reader.open(f"{PAGE}?fiche=clause")
    text = page.get_by_label("Texte", exact=True)
    text.fill("Le titulaire favorise, si possible, le train.")
    text.blur()
    expect(page.get_by_text("mot vague").first).to_be_visible()
    text.fill("Le titulaire prend le train pour 80 % des trajets.")
    text.blur()
    expect(page.locator("#champ-0-dispositions-0-texte-faute")).to_have_text("")


@pytest.mark.parametrize(
    "kept", ["x", "[]", '{"clause": 3, "cas": {"sources": {"a": "b"}, "titre": ["x"], "__proto__": {"y": "z"}}}']
)
def test_hostile_or_damaged_drafts_do_no_harm(reader: Reader, kept: str):
    page = reader.open(PAGE)
    page.evaluate("(kept) => localStorage.setItem('guide.proposer', kept)", kept)
    page.goto(f"{reader.site}{PAGE}?fiche=cas#passage=%3Cimg%20src=x%20onerror=alert(1)%3E")
    expect(page.get_by_label("Acheteur", exact=True)).to_have_value("")
    assert reader.complaints == []


def settings_of(site: Path, **told: object) -> None:
    file = site / "assets/js/formulaires-donnees.js"
    data = json.loads(file.read_text(encoding="utf-8").removeprefix("guideFormulaires(").rstrip().removesuffix(");"))
    file.write_text(f"guideFormulaires({json.dumps({**data, **told})});", encoding="utf-8")


@pytest.mark.parametrize(
    ("start", "title", "text"),
    [
        ("https://forge.test/g/issues/new", "title", "body"),
        ("https://forge.test/g/-/issues/new", "issue[title]", "issue[description]"),
    ],
)
def test_a_forge_and_a_contact_receive_the_text_prefilled(
    browser, public_site: Path, tmp_path: Path, start: str, title: str, text: str
):
    site = tmp_path / "site"
    for name in ("contribuer", "assets"):
        shutil.copytree(public_site / name, site / name)
    settings_of(site, contact="guide@region.fr", forge={"adresse": start, "titre": title, "texte": text})
    with served_site(site) as address, browser.new_page() as page:
        page.goto(f"{address}{PAGE}?fiche=correction&page={CLAUSE}#passage=Deux%20page")
        page.get_by_label("Raison").fill("Accord.")
        page.get_by_label("Raison").blur()
        forge = page.get_by_role("link", name="Ouvrir une demande sur la forge")
        expect(forge).to_have_attribute("href", re.compile("Accord"))
        found = urlsplit(forge.get_attribute("href"))
        assert f"{found.scheme}://{found.netloc}{found.path}" == start
        said = parse_qs(found.query)
        assert (
            said[title] == [f"Corriger une phrase : {CLAUSE}"] and "### Ce qui est écrit\n\nDeux page" in said[text][0]
        )
        mail = page.get_by_role("link", name="Écrire à guide@region.fr")
        assert "Deux%20page" in mail.get_attribute("href")
        page.get_by_label("Ce qu’il faudrait lire").fill("mot " * 2000)
        page.get_by_label("Ce qu’il faudrait lire").blur()
        expect(forge).not_to_have_attribute("href", re.compile("Accord"))
        expect(page.get_by_text("joignez-le au message")).to_be_visible()


def test_with_neither_forge_nor_contact_the_page_says_who_may_receive_the_file(reader: Reader):
    page = reader.open(f"{PAGE}?fiche=correction")
    expect(page.get_by_role("link", name="À qui le remettre")).to_be_visible()
    expect(page.get_by_text("service des achats ou de la commande publique")).to_be_visible()
    expect(reader.open("contribuer/").get_by_role("link", name="Ouvrir les formulaires")).to_be_visible()


def test_on_paper_only_the_proposal_is_printed(reader: Reader):
    page = reader.open(f"{PAGE}?fiche=correction&page=a/#passage=Deux%20page")
    page.emulate_media(media="print")
    expect(page.get_by_label("Aperçu")).to_be_visible()
    expect(page.get_by_label("Raison")).to_be_hidden()


def test_without_javascript_every_question_is_read(reader_of: Callable[..., Reader]):
    page = reader_of(java_script_enabled=False).open(PAGE)
    for question in ("Ce qu’il faudrait lire", "Offres reçues", "Acheteur", "Parade", "Fondements juridiques"):
        if question != "Parade":
            expect(page.get_by_text(question, exact=True).first).to_be_visible()


def test_from_a_folder_the_forms_open_too(public_site: Path, browser):
    with browser.new_page() as page:
        page.goto(f"file://{public_site}/{PAGE}index.html?fiche=retour")
        expect(page.get_by_label("Achat et lot")).to_be_visible()
