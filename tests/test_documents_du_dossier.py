"""The Word files and workbooks of a dossier: what they say, in which marks, and how they open."""

import re
import zipfile
from collections import Counter
from pathlib import Path

import hostile
import pytest
from documents_made import MARCHE, Made, clause_files_of, dossier_of, make
from docx import Document
from docx.oxml.ns import qn
from icalendar import Calendar
from lxml import etree
from office import SHOWN, cells, convert
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from macros.read.guide import Guide

CLAUSES = (
    "controle-contradictoire-proprete",
    "heures-regroupees-agents-menage",
    "materiel-dosage-menage",
    "nettoyage-en-journee",
    "produits-nettoyage-ecolabel",
    "insertion-poste-continu",
    "agence-jugee-sans-maquette",
    "besoin-services-usagers",
    "budget-et-delais-annonces",
)
"""Criteria, penalties, derogations, internal duties, a value without a proposal."""
PIECES = ("RC", "CCAP", "CCTP", "CCP", "AE", "tout")
OTHERS = ("cadre", "grille", "fiches", "bilan", "justification")
BOOKS = ("cadre", "grille", "plan")
FILES = [
    *((cle, "docx") for cle in (*PIECES, *OTHERS)),
    *((cle, "xlsx") for cle in BOOKS),
    ("justification", "md"),
    ("RC", "md"),
    ("plan", "ics"),
]
NOTE = "Note que seul l’acheteur lit"
DATES = {"notification": "2027-01-31", "demarrage": "2027-03-01", "fin": "2028-02-29"}


@pytest.fixture(scope="module")
def made(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Made:
    packets = clause_files_of(guide, CLAUSES)
    dossier = dossier_of(packets)
    dossier["clauses"][0]["note"] = NOTE
    return make(tmp_path_factory.mktemp("documents"), packets, dossier, fichiers=FILES, dates=DATES)


@pytest.fixture(scope="module")
def opened(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What LibreOffice makes of every file: text of documents, the first sheet of workbooks."""
    folder = tmp_path_factory.mktemp("ouverts")
    convert([made.file(f"{cle}.docx") for cle in (*PIECES, *OTHERS)], "odt", folder)
    return folder


def body(path: Path) -> etree._Element:
    return Document(str(path)).element.body


def words(node: etree._Element) -> str:
    return "".join(node.itertext(qn("w:t")))


def of_style(path: Path, style: str) -> list[str]:
    named = (one for one in body(path).iter(qn("w:pStyle")) if one.get(qn("w:val")) == style)
    return [words(one.getparent().getparent()) for one in named]


def tables(path: Path) -> dict[str, list[list[str]]]:
    """The rows of the tables that have a name."""
    found = {}
    for table in body(path).iter(qn("w:tbl")):
        caption = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
        if caption is not None:
            found[caption.get(qn("w:val"))] = [
                [words(cell) for cell in row.findall(qn("w:tc"))] for row in table.findall(qn("w:tr"))
            ]
    return found


# What the files are.


@pytest.mark.parametrize(("cle", "form"), [(cle, form) for cle, form in FILES if form in ("docx", "xlsx")])
def test_a_file_keeps_every_rule_of_the_open_xml_formats(made: Made, cle: str, form: str):
    found = OpenXmlValidator().validate(str(made.file(f"{cle}.{form}")))
    assert [str(one) for one in found.errors] == []


def test_the_list_says_what_can_be_made_and_what_is_the_buyers_own(made: Made):
    said = {one["cle"]: one for one in made.answer["liste"]}
    assert list(said)[:5] == ["RC", "CCAP", "CCTP", "CCP", "AE"]
    assert {cle for cle, one in said.items() if one["interne"]} == {
        "grille",
        "plan",
        "fiches",
        "bilan",
        "justification",
    }
    assert made.answer["fichiers"]["RC.docx"]["nom"] == "RC-nettoyage-de-douze-lycees.docx"


def test_the_buyers_notes_are_in_the_justification_alone(made: Made):
    holding = {
        file.name
        for file in made.folder.iterdir()
        if NOTE.encode()
        in (
            b"".join(zipfile.ZipFile(file).read(name) for name in zipfile.ZipFile(file).namelist())
            if zipfile.is_zipfile(file)
            else file.read_bytes()
        )
    }
    assert holding == {"justification.docx", "justification.md"}


# The documents of the tender.


def test_each_clause_stands_under_its_heading_in_marks_that_are_found_again(made: Made, guide: Guide):
    for piece in ("RC", "CCAP", "CCTP"):
        path = made.file(f"{piece}.docx")
        comments = etree.fromstring(zipfile.ZipFile(path).read("word/comments.xml"))
        said = [words(one) for one in comments]
        controls = list(body(path).iter(qn("w:sdt")))
        assert controls and len(controls) == len(said)
        for control, mention in zip(controls, said, strict=True):
            tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val"))
            first, *_, last = control.find(qn("w:sdtContent"))
            assert tag.partition("@")[0] in CLAUSES and words(last) == f"[{tag}]"
            assert first.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")).startswith("Heading")
            (mark,) = first.iter(qn("w:bookmarkStart"))
            assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", mark.get(qn("w:name")))
            assert [one.get(qn("w:id")) for one in last.iter(qn("w:bookmarkEnd"))] == [mark.get(qn("w:id"))]
            assert list(last.iter(qn("w:commentReference"))) and mention.startswith(
                f"Clause {tag.partition('@')[0]}, version"
            )
        marks = [one.get(qn("w:name")) for one in body(path).iter(qn("w:bookmarkStart"))]
        assert len(set(marks)) == len(marks)


def test_the_criteria_are_one_article_with_their_weights_and_scales(made: Made):
    found = tables(made.file("RC.docx"))
    head, *rows, total = found["Critères et poids"]
    assert head == ["Critère", "Points sur 100", "Notes possibles"]
    assert int(total[1]) == sum(int(row[1]) for row in rows) and len(rows) >= 2
    for name, *_ in rows:
        assert found[f"Critère « {name} »".replace("« ", "«\u00a0").replace(" »", "\u00a0»")][0] == [
            "Points",
            "Ce qui est attendu",
        ]


def test_the_penalties_are_one_article_whose_numbers_follow_and_the_derogations_come_last(made: Made):
    path = made.file("CCAP.docx")
    headings = of_style(path, "Heading1")
    assert headings[-1] == "Dérogations au CCAG" and "Pénalités et suites des manquements" in headings
    numbering = etree.fromstring(zipfile.ZipFile(path).read("word/numbering.xml"))
    starts = {
        number.get(qn("w:numId")): int(start.get(qn("w:val")))
        for number in numbering.iter(qn("w:num"))
        if (start := number.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}")) is not None
    }
    numbers: list[int] = []
    for control in body(path).iter(qn("w:sdt")):
        name = next(control.iter(qn("w:bookmarkStart"))).get(qn("w:name"))
        if name.startswith("g_CCAP_p_"):
            seen = Counter(one.get(qn("w:val")) for one in control.iter(qn("w:numId")))
            own = [(starts[number], count) for number, count in seen.items() if number in starts]
            for first, count in own:
                numbers += range(first, first + count)
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 10
    rows = tables(path)["Dérogations au CCAG"][1:]
    assert rows and all("CCAG-FCS" in row[1] for row in rows)
    assert max(int(number) for row in rows for number in re.findall(r"\d+", row[0])) <= len(numbers)


def test_what_is_still_to_be_fixed_is_highlighted_and_counted(made: Made):
    path = made.file("RC.docx")
    marked = [words(one.getparent().getparent()) for one in body(path).iter(qn("w:highlight"))]
    count = next(one["aFixer"] for one in made.answer["liste"] if one["cle"] == "RC")
    assert count > 0 and any(one.startswith(f"{count}\u00a0valeur") for one in marked)
    assert sum(one.startswith("[") for one in set(marked)) == count
    states = [row[2] for row in tables(path)["Valeurs retenues"][1:]]
    assert states.count("à fixer") == count and "proposée par le guide" in states


def test_a_document_is_french_and_its_tables_repeat_their_heads(made: Made):
    for piece in PIECES:
        path = made.file(f"{piece}.docx")
        styles = zipfile.ZipFile(path).read("word/styles.xml").decode()
        assert '<w:lang w:val="fr-FR"' in styles
        for table in body(path).iter(qn("w:tbl")):
            named = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}") is not None
            assert not named or table.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        for said in (words(one) for one in body(path).iter(qn("w:p"))):
            assert not re.search(r"\w [;?!»]|« \w|'", said), said


def test_the_file_of_all_has_each_document_on_its_page_and_the_annexes_as_tables(made: Made, guide: Guide):
    path = made.file("tout.docx")
    titles = of_style(path, "Title")
    assert titles[1:4] == [
        f"{words_} ({piece})"
        for piece, words_ in (
            ("RC", "Règlement de la consultation"),
            ("CCAP", "Cahier des clauses administratives particulières"),
            ("CCTP", "Cahier des clauses techniques particulières"),
        )
    ]
    named = tables(path)
    for packet in clause_files_of(guide, CLAUSES):
        for annexe in packet["annexes"]:
            assert len(named[annexe["titre"]][0]) == len(annexe["colonnes"]), annexe["titre"]


def test_libreoffice_opens_every_document_and_loses_no_word(made: Made, opened: Path):
    for cle in (*PIECES, *OTHERS):
        content = etree.fromstring(zipfile.ZipFile(opened / f"{cle}.odt").read("content.xml"))
        kept = re.sub(r"\s+", "", "".join(content.itertext()))
        for one in body(made.file(f"{cle}.docx")).iter(qn("w:p")):
            said = re.sub(r"\s+", "", words(one))
            assert said in kept, (cle, said)


# The workbooks.


def test_the_grid_adds_up_and_ranks_what_the_buyer_marks(made: Made, tmp_path: Path):
    book = load_workbook(made.file("grille.xlsx"))
    for sheet in book.worksheets[1:]:
        head = next(row for row in sheet.iter_rows() if row[0].value == "Offre")
        column = next(cell.column for cell in head if cell.value == "Note")
        for offer, mark in enumerate((5, 10)):
            sheet.cell(head[0].row + 1 + offer, column).value = mark
    book.save(tmp_path / "notee.xlsx")
    convert([tmp_path / "notee.xlsx"], SHOWN, tmp_path)
    rows = {row[0]: row for row in cells(tmp_path / "notee.csv")}
    weight = float(rows["Poids (points sur 100)"][-2])
    best = max(float(value) for sheet in book.worksheets[1:] for value in [sheet["B5"].value])
    assert weight > 0 and best >= 3
    assert float(rows["Offre B"][-2]) > float(rows["Offre A"][-2]) > 0
    assert (rows["Offre B"][-1], rows["Offre A"][-1], rows["Offre C"][-1]) == ("1", "2", "")


def test_the_frame_has_a_row_for_each_thing_asked_and_a_sheet_for_each_annex(made: Made, guide: Guide):
    book = load_workbook(made.file("cadre.xlsx"))
    said = [cell.value for row in book.worksheets[0] for cell in row if cell.value]
    frames = 0
    for packet in clause_files_of(guide, CLAUSES):
        for element in (packet["critere"] or {}).get("elements", []):
            assert any(element[0] in str(one) for one in said)
        frames += sum(
            one["sorte"] == "cadre-de-reponse" or one["remplie_par"] == "candidat" for one in packet["annexes"]
        )
    assert len(book.worksheets) == 1 + frames > 1


def test_the_days_of_the_plan_follow_the_dates_that_are_written_in_it(made: Made, tmp_path: Path):
    path = made.file("plan.xlsx")
    sheet = load_workbook(path).worksheets[0]
    known = load_workbook(path, data_only=True).worksheets[0]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Échéance")
    dated = [row for row in range(head + 1, sheet.max_row + 1) if sheet.cell(row, 1).data_type == "f"]
    convert([path], SHOWN, tmp_path)
    shown = cells(tmp_path / "plan.csv")
    for row in dated:
        assert shown[row - 1][0] == (f"{known.cell(row, 1).value:%d/%m/%Y}" if known.cell(row, 1).value else ""), row
    assert len(dated) > 20
    start = next(row for row in sheet.iter_rows() if row[0].value == "Démarrage")
    book = load_workbook(path)
    book.worksheets[0].cell(start[0].row, 2).value = None
    book.save(tmp_path / "vide.xlsx")
    convert([tmp_path / "vide.xlsx"], SHOWN, tmp_path)
    without = cells(tmp_path / "vide.csv")
    assert sum(not without[row - 1][0] for row in dated) > sum(not shown[row - 1][0] for row in dated)
    assert len(sheet.conditional_formatting) and len(sheet.data_validations.dataValidation)


def test_the_calendar_has_an_event_with_alarms_for_each_dated_proof(made: Made):
    calendar = Calendar.from_ical(made.file("plan.ics").read_bytes())
    events = calendar.walk("VEVENT")
    assert len(events) > 20 and len({str(one["UID"]) for one in events}) == len(events)
    assert all(len(one.walk("VALARM")) == 2 for one in events)
    monthly = [one.decoded("DTSTART").isoformat() for one in events if "Grille du mois" in str(one["SUMMARY"])]
    assert monthly[0] == "2027-04-01" and monthly[-1] == "2028-02-01" and len(monthly) == 11


# What nobody expects.


def test_hostile_words_stay_words(guide: Guide, tmp_path: Path):
    packets = clause_files_of(guide, CLAUSES[:1] + CLAUSES[6:])
    sane = [one for one in hostile.ALL if not re.search(r"[\ud800-\udfff]", one)]
    said = " ".join(sane)[:20_000]
    for packet in packets:
        for given in packet["parametres"]:
            if given["type"] == "texte":
                given["defaut"] = said
        packet["titre"] = f"{sane[0]} {packet['titre']} ]]>&<w:p/>"
    dossier = dossier_of(packets, marche={**MARCHE, "objet": f"=1+1 {said[:250]}"})
    dossier["clauses"][0]["note"] = said
    files = [
        ("CCAP", "docx"),
        ("tout", "docx"),
        ("justification", "docx"),
        ("cadre", "xlsx"),
        ("plan", "xlsx"),
        ("grille", "xlsx"),
    ]
    hostile_made = make(tmp_path, packets, dossier, fichiers=files, dates=DATES)
    for cle, form in files:
        path = hostile_made.file(f"{cle}.{form}")
        assert [str(one) for one in OpenXmlValidator().validate(str(path)).errors] == [], cle
        if form == "xlsx":
            for sheet in load_workbook(path):
                assert all(
                    not str(cell.value).startswith("=1+1") for row in sheet for cell in row if cell.data_type == "f"
                )
    shown = "".join(words(one) for one in body(hostile_made.file("justification.docx")).iter(qn("w:p")))
    assert "<script>alert(1)</script>" in shown


def test_a_dossier_without_clauses_has_nothing_to_give(guide: Guide, tmp_path: Path):
    assert make(tmp_path, [], dossier_of([])).answer["liste"] == []
