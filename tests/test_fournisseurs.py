"""What a supplier is told and keeps: the checklist of a segment, its dates, its files."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from html_page import HtmlPage
from icalendar import Calendar
from playwright.sync_api import Download, Page, Route, expect
from site_tools import Reader

from macros.model import Famille, Preuve, Record, TexteJuridique
from macros.read.guide import Guide
from macros.views.fournisseurs import SUPPLIERS, asked, cle_de_preuve, demandent, dossier, preuves, seuils

SEGMENT = "travaux"
PAGE = f"fournisseurs/dossier/{SEGMENT}/"


def read(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_a_checklist_asks_for_every_proof_that_a_supplier_gathers_and_for_no_other(
    guide: Guide, pages: dict[str, HtmlPage]
):
    for famille in guide.catalog.segments:
        expected = {
            cle_de_preuve(clause, proof.preuve)
            for clause in guide.catalog.clauses_vivantes
            if (clause.famille == famille.id if guide.catalog.sub_segments(famille) else famille.id in clause.familles)
            for proof in clause.verification
            if proof.fournie_par in SUPPLIERS
        }
        papers = {f"piece:{proof.id}" for proof in preuves(guide.catalog) if proof.nature == "administrative"}
        shown = [
            item.get("data-piece")
            for item in pages[f"fournisseurs/dossier/{famille.id}/"].elements
            if item.get("data-piece")
        ]
        assert set(shown) == expected | papers, famille.id
        assert len(shown) == len(set(shown)), famille.id


def test_a_validity_that_no_confirmed_text_says_is_to_be_verified(guide: Guide):
    for paper in dossier(guide.catalog, guide.catalog.get(Famille, SEGMENT)).administratif:
        record = guide.catalog.get(Preuve, paper.id.removeprefix("piece:"))
        confirmed = record.validite is not None and all(
            guide.catalog.get(TexteJuridique, name).confirme for name in record.validite.textes
        )
        assert paper.confirme == confirmed
        assert record.validite is not None or "durée à lire sur la pièce" in paper.validite


def test_each_sort_of_proof_is_asked_by_several_clauses(guide: Guide):
    clauses = asked(guide.catalog.clauses_vivantes)
    sorts = [proof for proof in preuves(guide.catalog) if proof.nature == "preuve"]
    found = {proof.id: demandent(proof, clauses) for proof in sorts}
    assert {name for name, those in found.items() if len(those) < 3} == set()
    assert len({clause.id for those in found.values() for clause in those}) > 0.8 * len(clauses)


def test_thresholds_grow_and_say_whether_their_text_is_sure(guide: Guide, pages: dict[str, HtmlPage]):
    shown = seuils(guide.catalog)
    assert len(shown) > 5 and all(threshold.textes for threshold in shown)
    page = pages["fournisseurs/comment-on-achete/"].prose
    assert "✓ lu au texte" in page and "✓ lu en commentaire" in page


def open_from_home(reader: Reader, segment: str) -> Page:
    page = reader.open("")
    page.get_by_role("main").locator('a[href="fournisseurs/"]').first.click()
    page.get_by_role("main").locator('a[href="dossier/"]').first.click()
    page.get_by_role("main").get_by_role("link", name=segment, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(segment)
    return page


def test_from_home_a_supplier_ticks_a_list_that_stays_and_leaves_with_a_table_and_a_calendar(
    reader: Reader, title: Callable[[type[Record], str], str]
):
    page = open_from_home(reader, title(Famille, "travaux"))
    page.get_by_role("checkbox").nth(0).check()
    page.get_by_role("checkbox").nth(12).check()
    page.get_by_label(f"Valable jusqu’au : {title(Preuve, 'attestation-d-assurance')}").fill("2027-03-31")
    page.get_by_label(f"Valable jusqu’au : {title(Preuve, 'attestation-fiscale')}").fill("2020-01-01")
    expect(page.locator(".dossier-compte")).to_contain_text("2 lignes prêtes")
    expect(page.locator(".dossier-compte")).to_contain_text("Date passée : 1")
    page.reload()
    expect(page.get_by_role("checkbox").nth(12)).to_be_checked()
    with page.expect_download() as download:
        page.get_by_role("button", name="Tableau (.csv)").click()
    table = rows(read(download.value))
    assert len(table) == page.locator("[data-piece]").count()
    assert [row["Prête"] for row in table].count("oui") == 2
    assert {row["Valable jusqu’au"] for row in table} == {"", "2027-03-31", "2020-01-01"}
    with page.expect_download() as download:
        page.get_by_role("button", name="Échéances (.ics)").click()
    content = read(download.value)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    events = Calendar.from_ical(content).walk("VEVENT")
    assert {event.start for event in events} == {date(2027, 3, 31), date(2020, 1, 1)}
    assert len({event["UID"] for event in events}) == 2
    assert {alarm["TRIGGER"].dt.days for event in events for alarm in event.subcomponents} == {-30, -7}
    reader.open("fournisseurs/dossier/mobilier/")
    expect(page.get_by_role("checkbox").nth(0)).to_be_checked()
    page.get_by_role("button", name="Effacer cette page").click()
    expect(page.get_by_role("button", name="Non", exact=True)).to_be_focused()
    page.get_by_role("button", name="Non", exact=True).click()
    expect(page.get_by_role("checkbox").nth(0)).to_be_checked()
    page.get_by_role("button", name="Effacer cette page").click()
    page.get_by_role("button", name="Oui, effacer").click()
    expect(page.get_by_role("checkbox").nth(0)).not_to_be_checked()
    expect(page.locator(".dossier-reponse")).to_be_focused()
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_role("checkbox").nth(0)).to_be_checked()
    assert reader.complaints == []


@pytest.mark.parametrize("kept", ["x", "[1]", '{"piece:attestation-fiscale": 3}', "null"])
def test_a_spoilt_memory_leaves_a_list_that_works(reader: Reader, kept: str):
    reader.page.add_init_script(f"localStorage.setItem('dossier-fournisseur', {kept!r})")
    page = reader.open(PAGE)
    page.get_by_role("checkbox").nth(1).check()
    expect(page.locator(".dossier-compte")).to_contain_text("1 ligne prête")
    assert reader.complaints == []


def test_what_is_ticked_follows_its_proof_where_another_is_inserted_before_it(reader: Reader):
    page = reader.open(PAGE)
    proof = page.locator("[data-dossier-groupe=Preuve] > li").first
    proof.get_by_role("checkbox").check()
    words = proof.get_by_role("checkbox").evaluate("(box) => box.labels[0].textContent")
    known = f'data-piece="{proof.get_attribute("data-piece")}"'
    clause, rank = proof.get_attribute("data-ancien").split(":")

    def insert(route: Route) -> None:
        before, after = route.fetch().text().split(known)
        head, tag, rest = before.rpartition("<li ")
        moved = after.replace(f'data-ancien="{clause}:{rank}"', f'data-ancien="{clause}:{int(rank) + 1}"', 1)
        new = f'<li data-piece="{clause}:unepreuvenouvelle" data-ancien="{clause}:{rank}" data-moment=""><span>Une preuve nouvelle</span></li>'
        route.fulfill(body=f"{head}{new}{tag}{rest}{known}{moved}", content_type="text/html")

    page.route(f"**/{PAGE}", insert)
    page.reload()
    expect(page.get_by_role("checkbox", name="Une preuve nouvelle")).not_to_be_checked()
    expect(page.get_by_role("checkbox", name=words).first).to_be_checked()
    expect(page.locator(".dossier-compte")).to_contain_text("1 ligne prête")


def test_what_older_guides_kept_takes_its_new_name_and_nothing_is_lost(
    guide: Guide, reader: Reader, title: Callable[[type[Record], str], str]
):
    clause = next(clause for clause in asked(guide.catalog.clauses_vivantes) if SEGMENT in clause.familles)
    place, proof = next((place, one) for place, one in enumerate(clause.verification) if one.fournie_par in SUPPLIERS)
    old = {
        "piece:attestation-fiscale": {"prete": True, "fin": "2030-01-31"},
        f"{clause.id}:{place}": {"prete": True},
        "clause-disparue:unepreuve": {"prete": True},
    }
    page = reader.open(PAGE)
    page.evaluate("(old) => localStorage.setItem('dossier-fournisseur', JSON.stringify(old))", old)
    page.reload()
    expect(page.locator(".dossier-compte")).to_contain_text("2 lignes prêtes")
    expect(page.get_by_label(f"Valable jusqu’au : {title(Preuve, 'attestation-fiscale')}")).to_have_value("2030-01-31")
    kept = page.evaluate("JSON.parse(localStorage.getItem('dossier-fournisseur')).pieces")
    assert set(kept) == {"piece:attestation-fiscale", cle_de_preuve(clause, proof.preuve), "clause-disparue:unepreuve"}


def test_without_a_date_no_calendar_is_given(reader: Reader):
    page = reader.open(PAGE)
    page.get_by_role("button", name="Échéances (.ics)").click()
    expect(page.locator(".dossier-reponse")).to_contain_text("Écrivez d’abord une date")


def test_without_scripts_the_list_is_there_to_print(reader_of):
    reader = reader_of(java_script_enabled=False)
    page = reader.open(PAGE)
    expect(page.locator("[data-dossier-outils]")).to_be_hidden()
    assert page.locator("[data-piece]:visible").count() == page.locator("[data-piece]").count() > 10
