"""The assistant: the table that was written from the law and from the minimum of each segment (tests/vecteurs/assistant.tsv; the browser's side: tests/js/parts/assistant.test.js), then its page."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from site_tools import Reader, press_rare, shown_address

from macros.model import Clause, Record
from macros.read.guide import Guide
from macros.views.assistant import conclure, donnees, questions

ROOT = Path(__file__).parents[1]
CASE = (
    *("famille", "besoin", "justifie", "interne", "voisins", "traces", "acheteur", "contrat"),
    "montant",
    "debut",
)
MARK = {"oui": "", "selon": "?"}


def rows() -> list[dict[str, str]]:
    lines = (ROOT / "tests/vecteurs/assistant.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


@pytest.fixture(scope="module")
def rules(guide: Guide) -> dict:
    return donnees(guide.catalog)


@pytest.fixture(scope="module")
def subjects(guide: Guide) -> dict[str, str]:
    return {line.id: line.sujet for line in guide.catalog.achat.lignes}


@pytest.mark.parametrize("row", rows(), ids=lambda row: "|".join(row[name] for name in CASE))
def test_answers_lead_where_the_table_says(rules: dict, subjects: dict[str, str], row: dict[str, str]):
    answers = {name: row[name] for name in CASE[:8] if row[name]}
    found = conclure(rules, answers, float(row["montant"]) if row["montant"] else None, row["debut"])

    def lines(*wanted: str) -> set[str]:
        return {
            f"{name}{MARK[found.reponses[name].etat]}"
            for name, subject in subjects.items()
            if subject in wanted and found.reponses[name].etat != "non"
        }

    assert len(questions(rules, row["famille"])) == int(row["questions"])
    assert found.verdict == row["verdict"]
    assert set(found.conseils) == set(row["conseils"].split())
    assert lines("procedure") == set(row["procedure"].split())
    assert lines("condition", "critere", "sociale") == set(row["ecrire"].split())
    assert set(found.clauses) == set(row["clauses"].split())
    assert found.lancement == row["lancement"]


# The page.

PAGE = "outils/assistant/"
STUDY = f"{PAGE}?famille=etudes&justifie=oui&interne=partie&voisins=plusieurs&traces=transfert&acheteur=region&montant=85000&debut=2027-03-01&etape=fin"


def test_seven_questions_by_keyboard_lead_to_a_document_and_the_address_keeps_them(
    reader: Reader, title: Callable[[type[Record], str], str]
):
    reader.page.clock.set_fixed_time("2026-11-10")
    page = reader.open(PAGE)
    expect(page.get_by_text("Question 1 sur 5")).to_be_visible()
    page.get_by_label("Segment").select_option("etudes")
    page.get_by_role("button", name="Continuer").press("Enter")
    for number, answer in enumerate(("Oui :", "Une partie seulement", "Un voisin", "Un savoir-faire", "une région"), 2):
        expect(page.get_by_text(f"Question {number} sur 7")).to_be_visible()
        expect(page.locator("#assistant-titre")).to_be_focused()
        page.get_by_role("button", name=answer).press("Enter")
    expect(page.get_by_text("Question 7 sur 7")).to_be_visible()
    page.get_by_label("Montant estimé").fill("85 000 €")
    page.get_by_label("Début souhaité").fill("2027-03-01")
    page.get_by_role("button", name="Voir les réponses").press("Enter")
    end = page.locator(".assistant-fin")
    for words in (
        "Achetez moins, ou à plusieurs",
        "Payez-la à plusieurs",
        "Procédure adaptée",
        title(Clause, "deplacements-sobres-mission"),
        "4 janvier 2027 : Lancer la consultation",
        "durée proposée",
        "Exemplaire",
        "Questions pour le sourçage",
        "Journal des réponses",
    ):
        expect(end).to_contain_text(words)
    for part in ("montant=85+000", "debut=2027-03-01", "etape=fin"):
        assert part in shown_address(page)
    told = end.inner_text()
    page.reload()
    assert page.locator(".assistant-fin").inner_text() == told
    page.go_back()
    expect(page.get_by_text("Question 7 sur 7")).to_be_visible()
    expect(page.get_by_label("Montant estimé")).to_have_value("")
    assert reader.complaints == []


def test_one_goes_back_at_any_moment_and_changes_one_answer_alone(reader: Reader):
    page = reader.open(STUDY)
    page.get_by_role("button", name="Revenir aux questions").click()
    expect(page.get_by_label("Montant estimé")).to_have_value("85000")
    page.get_by_role("button", name="Changer : Qui, chez vous").click()
    expect(page.get_by_role("button", name="Une partie seulement")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Revenir à la question d’avant").click()
    expect(page.get_by_text("Question 2 sur 7")).to_be_visible()
    page.get_by_role("button", name="Non, pas encore").click()
    for part in ("justifie=non", "interne=partie"):
        assert part in shown_address(page)
    assert reader.complaints == []


def test_not_knowing_is_always_an_answer(reader: Reader):
    page = reader.open(PAGE)
    for number in range(1, 6):
        expect(page.get_by_text(f"Question {number} sur 5")).to_be_visible()
        page.locator("[data-inconnu]").click()
    end = page.locator(".assistant-fin")
    expect(end).to_contain_text("Cherchez d’abord ce qui existe")
    expect(end).to_contain_text(re.compile("selon [^;.]*l’acheteur", re.IGNORECASE))
    expect(end).to_contain_text("jours avant")
    assert reader.complaints == []


def test_a_wrong_amount_is_said_and_kept(reader: Reader):
    page = reader.open(STUDY.replace("etape=fin", "etape=7"))
    page.get_by_label("Montant estimé").fill("beaucoup")
    page.get_by_role("button", name="Voir les réponses").click()
    expect(page.get_by_text("Écrivez un nombre, par exemple 2,5.")).to_be_visible()
    expect(page.get_by_label("Montant estimé")).to_have_value("beaucoup")


def test_the_document_is_taken_as_a_text_and_printed_without_buttons(reader: Reader):
    reader.page.clock.set_fixed_time("2026-11-10")
    page = reader.open(STUDY)
    with page.expect_download() as taken:
        press_rare(page, "Texte (.txt)")
    text = Path(taken.value.path()).read_text(encoding="utf-8-sig").replace("\u202f", " ")
    for words in (
        "10\u00a0novembre 2026",
        "FAUT-IL ACHETER ?",
        "Payez-la à plusieurs",
        "R2131-12",
        "Qui achète ? une région",
        "famille=etudes",
    ):
        assert words in text, words
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Imprimer")).to_be_hidden()
    expect(page.get_by_text("Établi le 10 novembre 2026.")).to_be_visible()


def test_a_level_of_ambition_goes_to_the_dossier_with_what_is_known_of_the_purchase(reader: Reader):
    page = reader.open(STUDY)
    links = page.get_by_role("link", name="Tout ajouter à mon dossier")
    expect(links).to_have_count(3)
    address = links.first.get_attribute("href")
    assert address.endswith("&segment=etudes&montant=85000&acheteur=region&contrat=marche&date=2027-01-04")
    links.first.click()
    asked = page.get_by_role("group", name="Clauses à ajouter")
    asked.get_by_role("button", name="Ajouter", exact=True).click()
    for clause in address.partition("#ajouter=")[2].partition("&")[0].split(","):
        expect(page.locator(f'main a[href$="clauses/{clause}/"]').first).to_be_visible()
    assert reader.complaints == []


@pytest.mark.parametrize("width", [360, 1280])
def test_without_javascript_the_tree_is_read(reader_of: Callable[..., Reader], guide: Guide, width: int):
    page = reader_of(width, java_script_enabled=False).open(PAGE)
    for advice in guide.catalog.assistant.conseils:
        expect(page.get_by_text(advice.dit.replace("'", "’")).first).to_be_visible()
    expect(page.get_by_role("link", name="les règles de votre achat")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
