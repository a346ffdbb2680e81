"""The annexes of clauses: what their two files hold, what a spreadsheet works out, and how they open."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import hostile
import pytest
import specimen
from docx import Document
from docx.oxml.ns import qn
from html_page import HtmlPage
from office import SHOWN, cells, convert
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader
from site_tools import files_of_records
from small_guide import ROOT

from macros.build import Build
from macros.exports import tableur_pattern, word_pattern
from macros.exports.annex_files import VIDES, annex_document, annex_files
from macros.exports.annex_sheet import COUVERTES, LISEZ_MOI, LISTES, PRETES, TABLEAU, annex_sheet
from macros.exports.gabarits import Papier, without_markup
from macros.model import Clause
from macros.model.clause import Annexe
from macros.read.guide import Guide
from macros.views.annexes import annexe_vue, en_mots, en_pourcentage, explications, unite_du_calcul

DAY = date(2026, 11, 28)
PAPER = Papier("Guide", DAY, "#123456")
ORIGIN = "Annexe à la clause essai@2 du 28\u00a0novembre 2026, https://guide.test/clauses/essai/"
SORTES = ("cadre-de-reponse", "tableau-de-suivi", "grille-de-controle", "modele")
HEAVIEST = 20_000
"""Bytes of a file: some five hundred travel with the edition that works without a server."""

TABLE: dict[str, Any] = {
    "id": "suivi",
    "titre": "Suivi des livraisons",
    "sorte": "tableau-de-suivi",
    "remplie_par": "titulaire",
    "mode_d_emploi": "Une ligne par livraison :\n\n- le jour même ;\n- sans nom.",
    "colonnes": (
        {"libelle": "Lieu", "type": "texte", "aide": "Service, sans nom."},
        {"libelle": "Jour", "type": "date"},
        {"libelle": "Poids", "unite": "kg", "type": "nombre"},
        {"libelle": "Emballages", "unite": "kg", "type": "nombre"},
        {"libelle": "Prix", "unite": "€ HT", "type": "montant"},
        {"libelle": "À l'heure", "type": "oui-non"},
        {"libelle": "Mode", "type": "choix", "choix": ("vélo", "train, puis vélo", "camion")},
    ),
    "lignes": (("Mairie",),),
    "calculs": (
        {"libelle": "Poids livré", "operation": "somme", "colonne": "Poids"},
        {"libelle": "Poids moyen", "operation": "moyenne", "colonne": "Poids"},
        {"libelle": "Livraisons", "operation": "nombre", "colonne": "Mode"},
        {"libelle": "Emballage par kilo", "operation": "rapport", "colonne": "Emballages", "par": "Poids"},
        {"libelle": "Part à l'heure", "operation": "part", "colonne": "À l'heure"},
        {"libelle": "À payer", "operation": "produit", "colonne": "Poids", "par": "Prix"},
    ),
}
"""An annex with a column of each type and a figure of each operation."""


def annex(**changes: Any) -> Annexe:
    return Annexe.model_validate({**TABLE, **changes})


def sheet_of(workbook: bytes) -> Worksheet:
    """The sheet to fill."""
    return load_workbook(io.BytesIO(workbook))[TABLEAU]


def texts(workbook: bytes) -> list[str]:
    """Every text of every sheet."""
    book = load_workbook(io.BytesIO(workbook))
    return [cell.value for sheet in book for row in sheet for cell in row if isinstance(cell.value, str)]


def words(document: bytes) -> list[str]:
    """Every paragraph of a document, those of its tables too."""
    word = Document(io.BytesIO(document))
    in_tables = (one for table in word.tables for row in table.rows for cell in row.cells for one in cell.paragraphs)
    return [paragraph.text for paragraph in (*word.paragraphs, *in_tables)]


def row_of(sheet: Worksheet, label: str) -> int:
    """The row whose first cell says this."""
    return next(cell.row for cell in sheet["A"] if cell.value == without_markup(label))


def formula_of(sheet: Worksheet, label: str) -> Cell:
    """The cell of a figure."""
    return next(cell for cell in sheet[row_of(sheet, label)] if cell.data_type == "f")


def first_row(sheet: Worksheet) -> int:
    """The first row to fill: what is above it stays in sight."""
    return int(re.sub(r"\D", "", sheet.freeze_panes))


@pytest.fixture(scope="module")
def written(guide: Guide) -> dict[str, bytes]:
    """Every file of the annexes of the guide, by its address."""
    return files_of_records(Build(ROOT, guide, specimen.settings()), [annex_files])


@pytest.fixture(scope="module")
def of_each_sort(
    guide: Guide, written: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Annexe, Path]]:
    """One annex of each sort, the widest, and the start of the path of its files and of what LibreOffice prints."""
    folder = tmp_path_factory.mktemp("annexes")
    found = {}
    for sort in SORTES:
        every = [(len(one.colonnes), clause, one) for clause, one in annexes(guide) if one.sorte == sort]
        _, clause, widest = max(every, key=lambda one: one[0])
        found[sort] = widest, folder / sort
        for ending in ("docx", "xlsx"):
            (folder / f"{sort}-{ending}.{ending}").write_bytes(written[f"{clause.adresse}annexe-{widest.id}.{ending}"])
    convert(sorted(folder.iterdir()), "pdf", folder)
    return found


def annexes(guide: Guide) -> Iterator[tuple[Clause, Annexe]]:
    return ((clause, one) for clause in guide.catalog.all(Clause) for one in clause.annexes)


# What is there.


def test_every_annex_gives_a_document_and_a_workbook_that_say_all_of_it(guide: Guide, written: dict[str, bytes]):
    count = 0
    for clause, one in annexes(guide):
        count += 1
        path = f"{clause.adresse}annexe-{one.id}"
        in_word, in_sheet = words(written[f"{path}.docx"]), texts(written[f"{path}.xlsx"])
        labels = [without_markup(colonne.libelle) for colonne in one.colonnes]
        for expected in (
            without_markup(one.titre),
            *labels,
            *(without_markup(calcul.libelle) for calcul in one.calculs),
        ):
            assert expected in in_word and expected in in_sheet, (path, expected)
        for rows in (in_word, in_sheet):
            said_of_it = "\n".join(rows)
            assert f"{clause.id}@{clause.version} du " in said_of_it
            assert f"https://guide.test/{clause.adresse}" in said_of_it
            assert annexe_vue(one).remplie_par in said_of_it and "Licence Ouverte 2.0" in said_of_it, path
            assert all(without_markup(choice) in said_of_it for colonne in one.colonnes for choice in colonne.choix), (
                path
            )
            for first in (row[0] for row in one.lignes):
                assert without_markup(first) in rows, (path, first)
    assert count > 100 and len(written) == 2 * count


def test_the_links_of_a_clause_lead_to_its_files(guide: Guide, pages: dict[str, HtmlPage], public_site: Path):
    linked = set()
    for clause, _ in annexes(guide):
        page = pages[clause.adresse]
        for link in page.all("a"):
            address = link.get("href") or ""
            if address.startswith("annexe-"):
                assert (public_site / clause.adresse / address).is_file(), (clause.id, address)
                linked.add(f"{clause.adresse}{address}")
    assert linked == {file.relative_to(public_site).as_posix() for file in public_site.glob("clauses/*/annexe-*")}


def test_a_file_is_light_enough_to_travel(written: dict[str, bytes]):
    assert max((len(content), path) for path, content in written.items())[0] < HEAVIEST


# The document.


def test_a_document_is_upright_up_to_five_columns_and_lies_beyond():
    sized = (annex(colonnes=TABLE["colonnes"][:count], calculs=()) for count in (6, 5))
    wide, narrow = (Document(io.BytesIO(annex_document(one, ORIGIN, PAPER, ""))) for one in sized)
    assert wide.sections[0].page_width > wide.sections[0].page_height
    assert narrow.sections[0].page_width < narrow.sections[0].page_height


def test_the_table_of_a_document_repeats_its_head_and_has_rows_to_fill():
    word = Document(io.BytesIO(annex_document(annex(), ORIGIN, PAPER, "Une ligne.")))
    _, table, figures = word.tables
    heads = [row for row in word.element.iter(qn("w:tr")) if row.findall(f".//{qn('w:tblHeader')}")]
    assert len(heads) == 2  # of the table, of the figures
    hints = [cell.text.partition("\n")[2] for cell in table.rows[0].cells]
    assert hints == ["", "jj/mm/aaaa", "kg", "kg", "€ HT", "oui ou non", "au choix"]
    assert table.cell(1, 0).text == "Mairie" and not table.cell(1, 1).text
    assert sum(not any(cell.text for cell in row.cells) for row in table.rows) == VIDES >= 8
    assert en_mots(annex().calculs[3]) == "somme de « Emballages » divisée par la somme de « Poids »"
    assert figures.cell(4, 1).text == without_markup(en_mots(annex().calculs[3]))


def test_a_document_says_how_it_is_filled_and_where_it_comes_from_on_each_page():
    word = Document(io.BytesIO(annex_document(annex(), ORIGIN, PAPER, "Une ligne par livraison :\n\n- le jour même.")))
    styles = {paragraph.text: paragraph.style.name for paragraph in word.paragraphs}
    assert (
        styles["le jour même."] == "List Bullet"
        and without_markup("Mode : vélo ; train, puis vélo ou camion.") in styles
    )
    foot = word.sections[0].footer
    assert ORIGIN in foot.paragraphs[0].text
    fields = [field.get(qn("w:instr")) for field in foot.paragraphs[0].paragraph_format.element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


# The workbook.


def test_each_column_of_a_workbook_takes_what_its_type_says():
    sheet = sheet_of(annex_sheet(annex(), ORIGIN, PAPER, ""))
    first = first_row(sheet)
    found = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    kinds = {place[0]: (rule.type, rule.formula1, rule.operator) for place, rule in found.items()}
    least = "greaterThanOrEqual"
    assert kinds == {
        "B": ("date", "36526", least),
        "C": ("decimal", "0", least),
        "D": ("decimal", "0", least),
        "E": ("decimal", "0", least),
        "F": ("list", '"oui,non"', None),
        "G": ("list", f"{LISTES}!$A$2:$A$4", None),
    }
    assert all(place == f"{place[0]}{first}:{place[0]}{first + COUVERTES - 1}" for place in found)
    assert all(rule.showErrorMessage and rule.errorTitle and rule.error for rule in found.values())
    assert [sheet.cell(first, column).number_format for column in (1, 2, 5)] == ["@", "dd/mm/yyyy", '#,##0.00\\ "€"']
    assert sheet.column_dimensions["B"].number_format == "dd/mm/yyyy"


def test_a_list_holds_the_answers_one_a_cell_so_that_a_comma_is_a_comma():
    book = load_workbook(io.BytesIO(annex_sheet(annex(), ORIGIN, PAPER, "")))
    assert [cell.value for cell in book[LISTES]["A"]] == ["Mode", "vélo", "train, puis vélo", "camion"]
    without = annex(colonnes=TABLE["colonnes"][:6], calculs=())
    assert load_workbook(io.BytesIO(annex_sheet(without, ORIGIN, PAPER, ""))).sheetnames == [TABLEAU, LISEZ_MOI]


def test_a_workbook_keeps_its_head_in_sight_and_prints_it_on_each_page():
    sheet = sheet_of(annex_sheet(annex(), ORIGIN, PAPER, ""))
    head = row_of(sheet, "Lieu")
    assert sheet.print_title_rows == f"${head}:${head + 1}" and first_row(sheet) == head + 2
    hints = [cell.value for cell in sheet[head + 1]]
    assert hints == ["Service, sans nom.", "jj/mm/aaaa", "kg", "kg", "€ HT", "oui ou non", "au choix"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert ORIGIN in sheet.oddFooter.left.text and "&P" in sheet.oddFooter.right.text
    assert f"A{head + 2}:G{head + 1 + PRETES}" in {str(area.sqref) for area in sheet.conditional_formatting}


def test_a_workbook_says_how_it_is_filled():
    told = texts(annex_sheet(annex(), ORIGIN, PAPER, "Une ligne par livraison :\n\n- le jour même."))
    assert "Une ligne par livraison\u00a0:" in told and "- le jour même." in told
    assert f"{ORIGIN}." in told and "Tableau de suivi, à remplir par le titulaire." in told
    assert "Moyenne de «\u00a0Poids\u00a0»." in told and "Service, sans nom." in told


def test_what_is_written_beforehand_is_what_its_column_counts():
    lines = (("Mairie", "15/03/2027", "2,5", "1 200", "n. c.", "oui"), ("École", "2027-03-16", "-3"))
    sheet = sheet_of(annex_sheet(annex(lignes=lines), ORIGIN, PAPER, ""))
    first = first_row(sheet)
    rows = [[cell.value for cell in sheet[first + index]] for index in range(2)]
    assert rows[0][:6] == ["Mairie", datetime(2027, 3, 15), 2.5, 1200, "n. c.", "oui"]
    assert rows[1][:3] == ["École", datetime(2027, 3, 16), -3]


# What a spreadsheet works out.


def filled(workbook: bytes, rows: list[tuple[Any, ...]]) -> bytes:
    """A workbook with rows typed in."""
    book = load_workbook(io.BytesIO(workbook))
    sheet = book[TABLEAU]
    for index, row in enumerate(rows):
        for column, value in enumerate(row, 1):
            sheet.cell(first_row(sheet) + index, column).value = value
    typed = io.BytesIO()
    book.save(typed)
    return typed.getvalue()


@pytest.fixture(scope="module")
def worked_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """What LibreOffice works out of an annex without rows, with two, and with texts that begin like formulas."""
    folder = tmp_path_factory.mktemp("calculs")
    empty = annex_sheet(annex(lignes=()), ORIGIN, PAPER, "")
    rows = [("Mairie", DAY, 10, 0.5, 2.5, "oui", "vélo"), ("École", DAY, 30, 1.5, 4, "non", "camion")]
    (folder / "vide.xlsx").write_bytes(empty)
    (folder / "deux.xlsx").write_bytes(filled(empty, rows))
    lines = (*((f"{sign}1+1",) for sign in "=+-@"), ("_x0041_",))
    (folder / "hostile.xlsx").write_bytes(annex_sheet(annex(titre="=2+3", lignes=lines), "=1+1", PAPER, "=1+1"))
    convert(sorted(folder.glob("*.xlsx")), SHOWN, folder)
    return {file.stem: cells(file) for file in folder.glob("*.csv")}


def figures(sheet: list[list[str]]) -> dict[str, str]:
    """The figures above the table, by label."""
    labels = {without_markup(calcul["libelle"]) for calcul in TABLE["calculs"]}
    found = {row[0]: [cell for cell in row[1:] if cell and "«" not in cell] for row in sheet if row[0] in labels}
    return {label: "".join(shown) for label, shown in found.items()}


def test_two_rows_give_the_right_figures(worked_out: dict[str, list[list[str]]]):
    assert figures(worked_out["deux"]) == {
        "Poids livré": "40.00",
        "Poids moyen": "20.00",
        "Livraisons": "2",
        "Emballage par kilo": "5.0%",
        "Part à l’heure": "50.0%",
        "À payer": "145.00 €",
    }


def test_an_empty_table_divides_by_nothing(worked_out: dict[str, list[list[str]]]):
    found = figures(worked_out["vide"])
    assert [found[without_markup(calcul["libelle"])] for calcul in TABLE["calculs"]] == [
        "0.00",
        "",
        "0",
        "",
        "",
        "0.00 €",
    ]
    assert not any("#" in cell or "Err" in cell for row in worked_out["vide"] for cell in row)


def test_a_figure_is_shown_in_its_unit():
    one = annex()
    units = {calcul.libelle: unite_du_calcul(one, calcul) for calcul in one.calculs}
    assert list(units.values()) == ["kg", "kg", "", "%", "%", "€ HT"]
    shares = [calcul.libelle for calcul in one.calculs if en_pourcentage(one, calcul)]
    assert shares == ["Emballage par kilo", "Part à l'heure"]
    sheet = sheet_of(annex_sheet(one, ORIGIN, PAPER, ""))
    shown = {label: formula_of(sheet, label).number_format for label in units}
    assert shown["Livraisons"] == "#,##0" and shown["Part à l'heure"] == "0.0%" and "€" in shown["À payer"]


def test_rows_below_those_that_are_ruled_count_too():
    sheet = sheet_of(annex_sheet(annex(), ORIGIN, PAPER, ""))
    first = first_row(sheet)
    assert formula_of(sheet, "Poids livré").value == f"=SUM($C${first}:$C${first + COUVERTES - 1})"
    assert COUVERTES > PRETES >= 200


# What a record may not do.


def test_a_text_that_begins_like_a_formula_stays_a_text(worked_out: dict[str, list[list[str]]]):
    first_cells = [row[0] for row in worked_out["hostile"]]
    assert "=2+3" in first_cells and first_cells.count("5") == 0
    assert all(f"{sign}1+1" in first_cells for sign in "=+-@")
    assert "_x0041_" in first_cells and "A" not in first_cells  # nor is it the code of a letter
    sheet = sheet_of(annex_sheet(annex(lignes=(("=1+1",),)), ORIGIN, PAPER, ""))
    cell = sheet.cell(first_row(sheet), 1)
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    assert not sheet.cell(first_row(sheet) + 1, 1).quotePrefix


@pytest.mark.parametrize("optional", [True, False], ids=["whole", "least"])
def test_the_annexes_of_any_record_open(optional: bool):
    build = Build(ROOT, Guide(specimen.catalog(lambda key: f"mot {key}", optional), ()), specimen.settings())
    files = files_of_records(build, [annex_files])
    assert len(files) == (4 if optional else 0)  # a clause, and the one that it replaces
    for path, content in files.items():
        found = words(content) if path.endswith(".docx") else texts(content)
        assert "mot Annexe.titre" in found and "mot Colonne.libelle" in found


@pytest.mark.parametrize("text", hostile.ALL)
def test_no_word_of_a_record_is_markup_or_a_formula(text: str):
    build = Build(ROOT, Guide(specimen.catalog(lambda key: text), ()), specimen.settings())
    for path, content in files_of_records(build, [annex_files]).items():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
        if path.endswith(".docx"):
            tags = {element.tag for element in Document(io.BytesIO(content)).element.body.iter()}
            assert tags <= PLAIN_TAGS, tags - PLAIN_TAGS
        else:
            sheet = sheet_of(content)
            formulas = [cell.value for row in sheet for cell in row if cell.data_type == "f"]
            assert len(formulas) == 1 and formulas[0].startswith("=SUM("), path
            assert len(sheet.oddFooter.left.text or "") <= 255


PLAIN_TAGS = {
    qn(f"w:{name}")
    for name in (
        *("body", "p", "pPr", "pStyle", "r", "rPr", "b", "t", "tab"),
        *("tbl", "tblPr", "tblStyle", "tblW", "tblLayout", "tblCellMar", "left", "right", "tblLook", "tblCaption"),
        *("tblGrid", "gridCol", "tr", "trPr", "cantSplit", "tblHeader", "trHeight", "tc", "tcPr", "shd"),
        *("sectPr", "footerReference", "pgSz", "pgMar", "cols", "docGrid"),
    )
}
"""What a document is made of."""


def test_what_a_spreadsheet_reads_as_a_code_or_a_mark_is_written_so_that_it_does_not():
    content = annex_sheet(annex(lignes=(("_x0041_",),)), f"A & B {'x' * 300}", PAPER, "")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert ">_x005F_x0041_<" in sheet
    foot = re.search("<oddFooter>(.*)</oddFooter>", sheet)
    assert foot and "A &amp;&amp; B" in foot[1] and len(foot[1].replace("&amp;", "&")) <= 255


# The same files for the same guide.


@pytest.mark.parametrize("write", [annex_document, annex_sheet])
def test_a_file_is_dated_by_the_build_and_not_by_the_clock(write: Callable[..., bytes]):
    day = date(2026, 10, 1)
    first = write(annex(), ORIGIN, Papier("Guide", day), "Une ligne.")
    forget_patterns()
    assert write(annex(), ORIGIN, Papier("Guide", day), "Une ligne.") == first
    assert write(annex(), ORIGIN, Papier("Guide", DAY), "Une ligne.") != first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 10, 1, 0, 0, 0)}
        parts = b"".join(archive.read(entry) for entry in archive.infolist())
    assert set(re.findall(rb"20\d\d-\d\d-\d\dT[\d:]+", parts)) == {b"2026-10-01T00:00:00"}
    assert parts.count(b"2026-10-01") == 2 and b"fr-FR" in parts


def forget_patterns() -> None:
    for pattern in (word_pattern.document_pattern, tableur_pattern.workbook_pattern):
        pattern.cache_clear()


def test_every_file_of_the_guide_is_the_same_twice(guide: Guide, written: dict[str, bytes]):
    forget_patterns()
    assert files_of_records(Build(ROOT, guide, specimen.settings()), [annex_files]) == written


# How they open.


@pytest.mark.parametrize("sort", SORTES)
@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_an_annex_of_each_sort_opens_and_prints(sort: str, ending: str, of_each_sort: dict[str, tuple[Annexe, Path]]):
    one, base = of_each_sort[sort]
    printed = PdfReader(base.with_name(f"{base.name}-{ending}.pdf"))
    page = printed.pages[0]
    text = " ".join(" ".join(page.extract_text() for page in printed.pages).split())
    assert without_markup(one.titre).split()[0] in text and annexe_vue(one).remplie_par in text
    assert (page.mediabox.width > page.mediabox.height) == (ending == "xlsx" or len(one.colonnes) > 5)
    assert len(printed.pages) <= 6
    assert all(label.split()[0] in text for label, _ in explications(one))
