"""What the law answers to a purchase: the table that was written from the articles and read again by a second reader (tests/vecteurs/regles.tsv, whose head says what stays to be verified), read by Python here and by the browser in tests/js/parts/regles.test.js."""

import csv
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from site_tools import Reader, press_rare, shown_address

from macros.model import Famille, Obligation, Record
from macros.read.guide import Guide
from macros.views.achat import donnees
from macros.views.reponse import Achat, repondre

ROOT = Path(__file__).parents[1]
CASE = ("acheteur", "contrat", "famille", "cpv", "montant", "lot", "date")
SUJETS = ("procedure", "publicite", "delai", "profil", "lots", "condition", "critere", "sociale")


def rows() -> list[dict[str, str]]:
    lines = (ROOT / "tests/vecteurs/regles.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"))


def achat(row: dict[str, str]) -> Achat:
    amounts = {name: float(row[name].replace(",", ".")) if row[name] else None for name in ("montant", "lot")}
    return Achat(**{name: row[name] for name in ("acheteur", "contrat", "famille", "cpv", "date")}, **amounts)


@pytest.fixture(scope="module")
def rules(guide: Guide) -> dict:
    return donnees(guide.catalog)


@pytest.fixture(scope="module")
def subjects(guide: Guide) -> dict[str, str]:
    return {line.id: line.sujet for line in guide.catalog.achat.lignes}


def named(answers: dict) -> dict[str, str]:
    """Rule -> "oui", "selon" or "non"."""
    return {name: answer.etat for name, answer in answers.items()}


def said(words: str) -> set[str]:
    return set(words.split())


MARK = {"oui": "", "selon": "?"}


@pytest.mark.parametrize("row", rows(), ids=lambda row: "|".join(row[name] for name in CASE))
def test_the_law_answers_a_purchase_as_its_articles_say(rules: dict, subjects: dict[str, str], row: dict[str, str]):
    states = named(repondre(rules, achat(row)))
    if row["procedure"]:
        for subject in SUJETS:
            found = {
                f"{name}{MARK[states[name]]}"
                for name, own in subjects.items()
                if own == subject and states[name] != "non"
            }
            assert found == said(row[subject]), f"{subject} ({row['lu']})"
    holding = {f"{name}{MARK[state]}" for name, state in states.items() if state != "non"}
    assert said(row["aussi"]) <= holding, row["lu"]
    assert {name for name in said(row["jamais"]) if states[name] != "non"} == set(), row["lu"]


def test_the_table_has_both_sides_of_every_threshold_and_of_every_date(guide: Guide):
    table = rows()
    rules = guide.catalog.achat
    periods = [period for seuil in rules.seuils if seuil.id != "services-sociaux" for period in seuil.periodes]
    amounts = {value for period in periods for row in period.montants for value in (row.montant, row.a) if value}
    amounts |= {value for line in rules.lignes for when in line.quand for value in (when.des, when.sous) if value}
    amounts |= {duty.condition.montant for duty in guide.catalog.all(Obligation) if duty.condition.montant}
    told = {float(row["montant"].replace(",", ".")) for row in table if row["montant"]}
    beside = {amount: {amount - 1, amount} for amount in amounts} | {50000: {50000, 50001}}
    assert {amount: sides - told for amount, sides in beside.items() if sides - told} == {}
    lots = {value for line in rules.lignes for when in line.quand if (value := when.lot_sous)} | {60000, 100000}
    assert {value for lot in lots for value in (lot - 1, lot)} <= {int(row["lot"]) for row in table if row["lot"]}
    day = timedelta(days=1)
    begins = {period.du for period in periods} | {period.au + day for period in periods if period.au}
    begins |= {duty.condition.depuis for duty in guide.catalog.all(Obligation) if duty.condition.depuis}
    days = {date.fromisoformat(row["date"]) for row in table if row["date"]}
    assert sorted({one for begin in begins for one in (begin - day, begin)} - days) == []
    assert len(table) >= 120


# The page.

STUDY = "obligations/?acheteur=region&contrat=marche&famille=etudes&montant=85000&date=2026-12-04"
CASES = (
    STUDY,
    "obligations/?acheteur=region&contrat=marche&famille=informatique&montant=300000&date=2026-12-04",
    "obligations/?acheteur=commune&contrat=marche&famille=travaux&montant=99999&date=2026-12-04",
)


@pytest.mark.parametrize(("width", "height", "screens"), [(1280, 800, 1), (360, 740, 2)])
@pytest.mark.parametrize("address", CASES)
def test_what_to_write_to_publish_and_to_keep_is_read_without_scrolling_far(
    reader_of: Callable[..., Reader], address: str, width: int, height: int, screens: int
):
    reader = reader_of(width)
    reader.page.set_viewport_size({"width": width, "height": height})
    page = reader.open(address)
    boxes = page.locator(".regles-boite")
    expect(boxes).to_have_count(3)
    assert (
        boxes.last.evaluate(
            "box => Math.max(...[...box.parentElement.children].map((one) => one.getBoundingClientRect().bottom))"
        )
        <= screens * height
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    broken = page.locator(".regles-boites .article").evaluate_all(
        "all => all.filter((one) => one.getClientRects().length !== 1).map((one) => one.textContent)"
    )
    assert broken == []
    assert reader.complaints == []


def test_a_study_of_a_region_is_told_its_clauses_its_publicity_and_nothing_of_the_state(reader: Reader, guide: Guide):
    page = reader.open(STUDY)
    pair = guide.catalog.kinds["familles"]["etudes"].minimum_legal
    written = page.locator(".regles-boite").first
    for clause in (pair.condition, pair.critere):
        expect(written.locator(f'a[href$="clauses/{clause}/"]')).to_be_visible()
    published = page.locator(".regles-boite").nth(1)
    expect(published).to_contain_text("Procédure adaptée")
    expect(published).to_contain_text("Une publicité que vous choisissez")
    expect(published).to_contain_text("R2131-12")
    expect(page.locator("[data-regle=conseil-a-l-etat]")).to_be_hidden()
    assert "arrosage" not in page.locator("main").inner_text().lower()
    added = page.get_by_role("link", name="Ajouter ce minimum à mon dossier")
    assert added.get_attribute("href").endswith(
        f"outils/mon-dossier/#ajouter={pair.condition},{pair.critere}&segment=etudes&montant=85000&acheteur=region&contrat=marche&date=2026-12-04"
    )
    other = pair.autres[0]
    page.get_by_label("Plus précisément").select_option("1")
    expect(written.locator(f'a[href$="clauses/{other.condition}/"]')).to_be_visible()
    assert "achat=1" in shown_address(page)
    page.reload()
    expect(written.locator(f'a[href$="clauses/{other.condition}/"]')).to_be_visible()
    assert reader.complaints == []


def test_cleaning_is_told_its_own_rules_and_nothing_of_trains_nor_of_watering(reader: Reader):
    page = reader.open("obligations/?acheteur=commune&contrat=marche&famille=nettoyage&montant=150000&date=2026-12-04")
    page.locator("details.regles-document").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    expect(page.locator("[data-regle=personnel-a-reprendre]")).to_be_visible()
    told = page.locator("main").inner_text().lower()
    assert "nettoyage" in told
    assert re.findall(r"\btrains?\b|arros", told) == []
    assert reader.complaints == []


def test_the_address_carries_the_case_and_the_code_says_the_segment(reader: Reader):
    page = reader.open(
        "obligations/?acheteur=etat&contrat=marche&cpv=79311000-7&montant=150000&lot=30000&date=2026-12-04"
    )
    expect(page.locator("[data-regles-compte]")).to_contain_text("l’État, un marché, Études, 79311000-7, 150\u202f000")
    expect(page.locator(".regles-boite").nth(1)).to_contain_text("Ce petit lot peut être dispensé")
    page.get_by_label("Mon organisation").select_option("region")
    expect(page.locator(".regles-boite").nth(1)).to_contain_text("Procédure adaptée")
    for part in ("acheteur=region", "cpv=79311000-7", "montant=150000", "lot=30000", "date=2026-12-04"):
        assert part in shown_address(page)
    page.get_by_label("dont lot").fill("30001")
    expect(page.locator(".regles-boite").nth(1)).to_contain_text("Ce lot suit la procédure de tout le besoin")
    page.get_by_label("ou code CPV").fill("douze")
    expect(page.locator("[data-regles-compte]")).to_contain_text("Code laissé de côté.")
    assert reader.complaints == []


def test_what_is_not_said_is_not_decided(reader: Reader):
    reader.page.clock.set_fixed_time("2026-12-04")
    page = reader.open("obligations/")
    expect(page.get_by_label("Lancement")).to_have_value("2026-12-04")
    page.get_by_label("Ce que j’achète").select_option("etudes")
    published = page.locator(".regles-boite").nth(1)
    expect(published).to_contain_text("Dispense")
    expect(published).to_contain_text("Procédure formalisée")
    expect(published.locator(".regles-selon").first).to_contain_text("Selon")
    assert reader.complaints == []


def test_a_line_opens_the_duty_that_says_it_at_length_by_keyboard(reader: Reader):
    page = reader.open(STUDY)
    duty = page.locator("[data-regle=condition-environnementale]")
    expect(duty).to_be_hidden()
    page.get_by_role("link", name="Une condition d’exécution qui tient compte").focus()
    page.keyboard.press("Enter")
    expect(duty).to_be_visible()
    page = reader.open("obligations/#zero-phyto")
    expect(page.locator("[data-regle=zero-phyto]")).to_be_visible()


@pytest.mark.parametrize("name", ["Texte (.txt)", "Markdown (.md)", "Tableau (.csv)"])
def test_what_is_taken_names_the_case_the_day_and_the_count(
    reader: Reader, title: Callable[[type[Record], str], str], name: str
):
    reader.page.clock.set_fixed_time("2026-12-02")
    page = reader.open(STUDY)
    with page.expect_download() as taken:
        press_rare(page, name)
    text = Path(taken.value.path()).read_text(encoding="utf-8-sig").replace("\\", "")
    count = page.locator("[data-regles-compte]").inner_text().split(".")[0]
    for words in (
        "une région",
        title(Famille, "etudes"),
        "85\u202f000\u00a0€ hors taxes",
        "4\u00a0décembre 2026",
        "2\u00a0décembre 2026",
        count,
        STUDY.replace("&montant=85000", "") + "#montant=85000",
    ):
        assert words.replace("\u202f", " ") in text.replace("\u202f", " "), words
    for words in ("À ÉCRIRE", "Procédure adaptée", "R2131-12", "Clause : ", title(Obligation, "paiement-trente-jours")):
        assert words.lower() in text.lower(), words
    assert taken.value.suggested_filename.startswith("regles-etudes-2026-12-04.")


def test_without_javascript_every_answer_and_every_duty_is_read(reader_of: Callable[..., Reader], guide: Guide):
    page = reader_of(java_script_enabled=False).open("obligations/")
    assert page.locator(".regle:visible").count() == len(guide.catalog.kinds["obligations"])
    assert page.locator("[data-regles-boites] li:visible").count() == len(guide.catalog.achat.lignes)
    expect(page.locator("[data-regles]")).to_be_hidden()
