"""The documents and the follow-up of a dossier, in a real browser: what is downloaded, copied, kept on the device, and what is said where something is missing."""

import csv
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from documents_made import clause_files_of, dossier_of, make
from docx import Document
from docx.oxml.ns import qn
from office import convert
from openxml_audit import OpenXmlValidator
from playwright.sync_api import Download, Page, expect
from site_tools import Reader
from test_accessibility import COLOURS, darken, violations

from macros.read.guide import Guide

ADDRESS = "outils/mon-dossier/"
CLAUSES = ("controle-contradictoire-proprete", "nettoyage-en-journee", "produits-nettoyage-ecolabel")
HOSTILE = "<img src=x onerror=\"document.title='pris'\"> ]]> & =1+1"


def opened(reader: Reader, ids: tuple[str, ...] = CLAUSES, objet: str = "Nettoyage de douze lycées") -> Page:
    """The page with a dossier on the device."""
    clauses = [{"id": one, "version": 0, "note": ""} for one in ids]
    kept = [{"cle": "a", "nom": "", "marche": {"objet": objet, "ccag": "fcs"}, "clauses": clauses, "valeurs": {}}]
    text = json.dumps({"actif": "a", "dossiers": kept})
    reader.open("confidentialite/").evaluate("(text) => localStorage.setItem('guide.dossiers', text)", text)
    page = reader.open(ADDRESS)
    expect(page.locator(".dossier-liste > li")).to_have_count(len(ids))
    return page


def unfold(page: Page, part: str) -> Any:
    place = page.locator(f"#dossier-{part}")
    place.locator("summary").first.click()
    return place


def taken(page: Page, name: str) -> Download:
    with page.expect_download() as download:
        page.locator(f'[data-document="{name}"]').click()
    return download.value


def test_the_code_of_documents_comes_when_their_part_is_opened(reader: Reader):
    page = opened(reader)
    late = ("documents.js", "fflate.min.js", "diff.min.js")
    assert not [one for one in reader.requests if one.endswith(late)]
    place = unfold(page, "documents")
    expect(place.get_by_role("heading", name="Pour la consultation")).to_be_visible()
    assert sorted(one.rsplit("/", 1)[-1] for one in reader.requests if one.endswith(late)) == [
        "documents.js",
        "fflate.min.js",
    ]
    assert reader.complaints == []


def test_a_document_is_downloaded_and_copied_with_its_values(reader: Reader, tmp_path: Path):
    page = opened(reader, objet=HOSTILE)
    place = unfold(page, "documents")
    download = taken(page, "CCAP.docx")
    assert re.fullmatch(r"CCAP-[a-z0-9-]+\.docx", download.suggested_filename)
    download.save_as(tmp_path / "ccap.docx")
    said = "".join(Document(str(tmp_path / "ccap.docx")).element.body.itertext())
    assert HOSTILE in said and "[nettoyage-en-journee@" in said
    expect(place.get_by_text(download.suggested_filename)).to_be_visible()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copier : Règlement de la consultation").click()
    expect(place.get_by_text("Copié")).to_be_visible()
    copied = page.evaluate(
        "async () => { const [one] = await navigator.clipboard.read(); return [await (await one.getType('text/plain')).text(), await (await one.getType('text/html')).text()]; }"
    )
    assert "Critères d’attribution" in copied[0] and "<table" in copied[1] and "<img" not in copied[1]
    assert page.title() != "pris" and reader.complaints == []


def test_the_same_frame_goes_to_every_candidate_from_the_address_for_suppliers(reader: Reader, tmp_path: Path):
    page = opened(reader)
    encoded = page.evaluate(
        "async () => { const etat = guideParts.dossierEtat; return etat.encode(etat.forSuppliers(etat.inAll(etat.open().value, 'a'))); }"
    )
    sizes = set()
    for rank in range(2):
        page.goto("about:blank")
        page = reader.open(f"{ADDRESS}#f={encoded}")
        unfold(page, "cadre")
        taken(page, "cadre.xlsx").save_as(tmp_path / f"{rank}.xlsx")
        sizes.add((tmp_path / f"{rank}.xlsx").read_bytes())
    assert len(sizes) == 1
    assert page.locator("[data-document]").count() == 2
    assert zipfile.ZipFile(tmp_path / "0.xlsx").testzip() is None


def test_dates_make_the_plan_and_what_was_seen_stays_on_the_device(reader: Reader, tmp_path: Path):
    page = opened(reader)
    place = unfold(page, "suivi")
    page.get_by_label("Démarrage").fill("2027-03-01")
    page.get_by_label("Fin du marché").fill("2028-02-29")
    first = place.locator("[data-controle]").first
    expect(place.get_by_text("1er avril 2027").first).to_be_visible()
    first.select_option("vérifié")
    note = place.get_by_label(re.compile("^Observations")).first
    note.fill(HOSTILE)
    note.blur()
    expect(place.get_by_text("1 fait")).to_be_visible()
    page = reader.open(ADDRESS)
    place = unfold(page, "suivi")
    expect(page.get_by_label("Démarrage")).to_have_value("2027-03-01")
    taken(page, "registre.csv").save_as(tmp_path / "registre.csv")
    rows = list(csv.reader((tmp_path / "registre.csv").read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0][:2] == ["Échéance", "État"] and [row[7] for row in rows if row[1] == "vérifié"] == [HOSTILE]
    assert "BEGIN:VALARM" in Path(taken(page, "plan.ics").path()).read_text(encoding="utf-8")
    retours = json.loads(Path(taken(page, "retours.json").path()).read_text(encoding="utf-8"))["retours"]
    assert [one["clause"] for one in retours] == list(CLAUSES)
    assert {"version", "lot", "offres_recues", "ce_qui_changerait", "source"} <= retours[0].keys()
    assert reader.complaints == []


def test_a_follow_up_of_another_shape_is_said_and_the_rest_is_kept(reader: Reader):
    wrong = {"a": {"dates": {"demarrage": "2027-03-01", "fin": "jamais", "x": "2027-01-01"}, "vus": {"y": 3}}, "b": 4}
    reader.open("confidentialite/").evaluate(
        "(text) => localStorage.setItem('guide.controles', text)", json.dumps(wrong)
    )
    page = opened(reader)
    place = unfold(page, "suivi")
    expect(place.get_by_text("n’a pas pu être relue")).to_be_visible()
    expect(page.get_by_label("Démarrage")).to_have_value("2027-03-01")
    expect(page.get_by_label("Fin du marché")).to_have_value("")


def test_a_dossier_without_clauses_says_what_to_do_first(reader: Reader):
    page = reader.open(ADDRESS)
    expect(unfold(page, "documents").get_by_text("Prenez d’abord une clause")).to_be_visible()
    expect(unfold(page, "suivi").get_by_text("Aucune clause de ce dossier")).to_be_visible()


def test_a_part_that_did_not_come_is_asked_for_again(reader: Reader):
    page = opened(reader)
    page.route("**/assets/js/documents.js", lambda route: route.abort())
    place = unfold(page, "documents")
    expect(place.get_by_text("n’a pas pu être chargée")).to_be_visible()
    page.unroute("**/assets/js/documents.js")
    place.get_by_role("button", name="Essayer encore").click()
    expect(place.get_by_role("heading", name="Pour la consultation")).to_be_visible()


def test_sixty_clauses_make_one_file(reader: Reader, guide: Guide, tmp_path: Path):
    page = opened(reader, tuple(clause.id for clause in guide.catalog.clauses_vivantes[:60]))
    unfold(page, "documents")
    taken(page, "tout.docx").save_as(tmp_path / "tout.docx")
    assert [str(one) for one in OpenXmlValidator().validate(str(tmp_path / "tout.docx")).errors] == []
    tags = [one.get(qn("w:val")) for one in Document(str(tmp_path / "tout.docx")).element.body.iter(qn("w:tag"))]
    assert len({one.partition("@")[0] for one in tags}) > 50


@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_opened_has_no_violation_that_axe_can_find(reader: Reader, written: Path, width: int):
    page = opened(reader)
    page.set_viewport_size({"width": width, "height": 900})
    expect(unfold(page, "documents").get_by_role("heading", name="Pour la consultation")).to_be_visible()
    unfold(page, "suivi").get_by_role("heading", name="Ce qui est attendu").wait_for()
    dropped(page, written / "CCAP.docx").locator("[data-etat]").first.wait_for()
    assert page.evaluate("document.querySelector('#dossier-suivi').scrollWidth") <= width
    assert violations(page) == []
    darken(page)
    assert violations(page, COLOURS) == []


def test_the_documents_are_made_from_a_folder_too(reader: Reader, public_site: Path, tmp_path: Path):
    page = reader.page
    page.goto(f"{(public_site / ADDRESS / 'index.html').as_uri()}#ajouter={','.join(CLAUSES)}&objet=Essai")
    page.get_by_role("button", name="Ajouter", exact=True).click()
    unfold(page, "documents")
    taken(page, "RC.docx").save_as(tmp_path / "rc.docx")
    assert Document(str(tmp_path / "rc.docx")).element.body is not None


@pytest.fixture(scope="module")
def written(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A CCAP as it left the page with a value of the buyer's own, and what LibreOffice makes of it."""
    folder = tmp_path_factory.mktemp("partis")
    packets = clause_files_of(guide, CLAUSES)
    make(folder, packets, dossier_of(packets), fichiers=[("CCAP", "docx")], nombres=True)
    for form, name in (("odt", "CCAP.odt"), ("docx:MS Word 2007 XML", "repris/CCAP.docx")):
        convert([folder / "CCAP.docx"], form, (folder / name).parent)
    return folder


def dropped(page: Page, file: Path) -> Any:
    place = page.locator("#dossier-retour")
    if place.get_attribute("open") is None:
        place.locator("summary").first.click()
    page.locator("#retour-fichier").set_input_files(file)
    return place


@pytest.mark.parametrize("name", ["CCAP.docx", "repris/CCAP.docx", "CCAP.odt"])
def test_a_document_that_comes_back_gives_its_dossier(reader: Reader, written: Path, name: str):
    page = reader.open(ADDRESS)
    place = dropped(page, written / name)
    expect(place.locator("[data-etat]")).to_have_count(2 * len(CLAUSES))
    assert place.locator('[data-etat="a-jour"]').count() == 2 * len(CLAUSES)
    page.locator('[data-document="rouvrir"]').click()
    expect(page.locator(".dossier-liste > li")).to_have_count(len(CLAUSES))
    assert len(json.loads(page.evaluate("localStorage.getItem('guide.dossiers')"))["dossiers"][0]["valeurs"]) > 5
    assert reader.complaints == []


def test_what_the_buyer_changed_is_kept_and_its_redline_shows_it(reader: Reader, written: Path, tmp_path: Path):
    word = Document(str(written / "CCAP.docx"))
    run = next(one for one in word.element.body.iter(qn("w:t")) if "tire au sort" in (one.text or ""))
    run.text = run.text.replace("tire au sort", f"choisit {HOSTILE}")
    word.save(str(tmp_path / "change.docx"))
    page = reader.open(ADDRESS)
    place = dropped(page, tmp_path / "change.docx")
    changed = place.locator('[data-etat="modifiee"]')
    expect(changed).to_have_count(1)
    box = changed.get_by_role("checkbox")
    expect(box).not_to_be_checked()
    changed.locator("summary").click()
    expect(changed.locator("del").first).to_be_visible()
    box.check()
    taken(page, "revision.docx").save_as(tmp_path / "revision.docx")
    body = Document(str(tmp_path / "revision.docx")).element.body
    assert "".join("".join(one.itertext()) for one in body.iter(qn("w:del"))) and "tire" in "".join(
        "".join(one.itertext()) for one in body.iter(qn("w:ins"))
    )
    assert page.title() != "pris" and reader.complaints == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.pdf", b"%PDF-1.7 x", "C’est un PDF"),
        ("x.txt", b"Rien de ce guide.", "Aucune clause du guide"),
        ("x.docx", b"PK\x03\x04 casse", "abîmé"),
    ],
)
def test_a_file_of_something_else_is_said(reader: Reader, tmp_path: Path, name: str, content: bytes, said: str):
    (tmp_path / name).write_bytes(content)
    page = reader.open(ADDRESS)
    expect(dropped(page, tmp_path / name).get_by_text(said)).to_be_visible()
