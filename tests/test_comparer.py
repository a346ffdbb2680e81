"""The comparison of two texts, in a real browser."""

import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

from docx import Document
from lxml import etree
from office import convert
from openxml_audit import OpenXmlValidator
from playwright.sync_api import Page, expect
from site_tools import Reader
from small_guide import ROOT
from test_relire import DOCX, archive, paragraph

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
PAIRS = 12
"""Random texts and what was made of them, whose Word files LibreOffice reads."""
ADDRESS = "outils/comparer/"
BEFORE = "Le délai est de 48 heures.\n\nLe titulaire remet chaque mois le relevé des produits.\n\nFin du marché le 31 mars 2027."
AFTER = "Le titulaire remet chaque mois le relevé des produits.\n\nLe délai est de 24 heures ouvrées.\n\nFin du marché le 31 mars 2027."


def give(page: Page, before: str, after: str) -> None:
    page.get_by_label("Le texte d’avant").fill(before)
    page.get_by_label("Le texte d’aujourd’hui").fill(after)
    page.get_by_role("button", name="Comparer", exact=True).click()


def said(page: Page):
    return page.locator(".relire-dit")


def test_what_changed_is_said_word_by_word_and_numbers_apart(reader: Reader):
    page = reader.open(ADDRESS)
    give(page, BEFORE, AFTER)
    expect(said(page)).to_contain_text("1 déplacé")
    expect(page.locator("#comparer-nombres + .defile-x tbody tr")).to_have_count(1)
    expect(page.locator("#comparer-nombres + .defile-x tbody tr")).to_contain_text("48 heures")
    expect(page.locator("[data-difference='deplace']")).to_contain_text("Déplacé")
    assert page.locator("ins").first.evaluate("e => getComputedStyle(e, '::before').content").startswith('"{"')
    assert reader.complaints == []


def test_nothing_is_asked_for_once_the_first_comparison_is_made(reader: Reader):
    page = reader.open(ADDRESS)
    give(page, BEFORE, AFTER)
    expect(page.locator("ins").first).to_be_visible()
    page.context.set_offline(True)
    asked = len(reader.requests)
    give(page, BEFORE, AFTER.replace("24", "12"))
    expect(page.locator("ins").first).to_contain_text("12")
    assert reader.requests[asked:] == []
    assert not any(re.search(r"[?#]", url.removeprefix(reader.site)) for url in reader.requests)


def downloaded(page: Page) -> Path:
    expect(page.get_by_role("button", name="Télécharger en marques de révision (Word)")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger en marques de révision (Word)").click()
    return Path(download.value.path())


def test_the_page_compares_and_writes_its_file_without_the_network_once_it_is_open(reader: Reader):
    with reader.page.expect_response("**/comparer-word.js"):
        page = reader.open(ADDRESS)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    asked = len(reader.requests)
    for place, text in ((0, "Le délai est de 10 jours."), (1, "Le délai est de 15 jours.")):
        content = archive(**{"word/document.xml": DOCX.format(paragraph(text))})
        page.locator("input[type=file]").nth(place).set_input_files(
            {"name": "a.docx", "mimeType": "", "buffer": content}
        )
    expect(said(page)).to_contain_text("1 paragraphe changé")
    assert zipfile.is_zipfile(downloaded(page))
    assert [url for url in reader.requests[asked:] if not url.startswith("blob:")] == []
    assert reader.complaints == []


def test_what_the_browser_gives_back_is_said_and_can_be_erased(reader: Reader):
    page = reader.open(ADDRESS)
    give(page, "un", "deux")
    page.goto(reader.site + "outils/")
    page.go_back()
    expect(page.get_by_label("Le texte d’avant")).to_have_value("un")
    expect(page.locator("main")).to_contain_text("Votre navigateur peut les remettre quand vous revenez en arrière")
    page.get_by_role("button", name="Effacer").click()
    page.get_by_role("button", name="Oui, effacer").click()
    page.goto(reader.site + "outils/")
    page.go_back()
    expect(page.get_by_label("Le texte d’avant")).to_have_value("")


def test_the_redline_gives_both_texts_back_and_a_move_is_a_move(reader: Reader):
    page = reader.open(ADDRESS)
    give(page, BEFORE, AFTER)
    with zipfile.ZipFile(io.BytesIO(downloaded(page).read_bytes())) as made:
        xml = made.read("word/document.xml").decode()
    body = re.findall(r"<w:p>.*?</w:p>", xml)

    def words(pattern: str) -> list[str]:
        kept = ("".join(re.findall(r"<w:(?:t|delText)[^>]*>([^<]*)<", re.sub(pattern, "", one))) for one in body)
        return [text for text in kept if text]

    assert words(r"<w:(del|moveFrom) .*?</w:\1>") == AFTER.split("\n\n")
    assert words(r"<w:(ins|moveTo) .*?</w:\1>") == BEFORE.split("\n\n")
    assert len(re.findall(r'<w:move(?:From|To)RangeStart [^>]*w:name="deplacement1"', xml)) == 2
    assert reader.complaints == []


def test_the_redline_numbers_no_heading_keeps_bullets_and_adds_no_title(reader: Reader, tmp_path: Path):
    page = reader.open(ADDRESS)
    text = "# Article 1 - Objet\n\nLe délai est de 48 heures.\n\n- un relevé chaque mois\n- un bilan chaque année"
    give(page, text, text.replace("48", "24"))
    path = tmp_path / "marques.docx"
    path.write_bytes(downloaded(page).read_bytes())
    paragraphs = Document(str(path)).paragraphs
    assert [one.text for one in paragraphs if one.text][0] == "Article 1 - Objet"
    assert [one.style.name for one in paragraphs if one.style] == [
        "Heading 1",
        "Normal",
        "List Paragraph",
        "List Paragraph",
    ]
    numbered = [one._p.pPr is not None and one._p.pPr.numPr is not None for one in paragraphs]
    assert numbered == [False, False, True, True]
    heading = Document(str(path)).styles["Heading 1"].element
    assert heading.pPr.numPr is None
    assert [str(one) for one in OpenXmlValidator().validate(str(path)).errors] == []


def lines_of(path: Path) -> list[str]:
    """The paragraphs of an OpenDocument text, its tracked changes accepted."""
    with zipfile.ZipFile(path) as file:
        root = etree.fromstring(file.read("content.xml"))
    for told in root.findall(f".//{TEXT}tracked-changes"):
        told.getparent().remove(told)
    signs = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}

    def words(node: etree._Element) -> str:
        inside = "".join(words(one) + (one.tail or "") for one in node)
        return signs.get(node.tag, "") * int(node.get(f"{TEXT}c", "1")) + (node.text or "") + inside

    return [words(one) for one in root.iter(f"{TEXT}p", f"{TEXT}h")]


def test_libreoffice_reads_both_texts_in_the_marks(tmp_path: Path):
    node = shutil.which("node")
    assert node, "the tests need Node"
    done = subprocess.run(
        [node, str(ROOT / "tests/js/marques.js"), str(tmp_path), str(PAIRS)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    convert(sorted(tmp_path.glob("*.docx")), "odt", tmp_path)
    for number, sides in enumerate(json.loads(done.stdout), 1):
        for side, text in zip(("avant", "apres"), sides, strict=True):
            assert lines_of(tmp_path / f"{number}-{side}.odt") == text, f"{number}-{side}"
        assert [str(one) for one in OpenXmlValidator().validate(str(tmp_path / f"{number}-apres.docx")).errors] == []


def test_two_word_files_are_compared_and_a_wrong_one_keeps_the_other(reader: Reader):
    page = reader.open(ADDRESS)
    files = page.locator("input[type=file]")
    for place, text in ((0, "Le délai est de 10 jours."), (1, "Le délai est de 15 jours.")):
        content = archive(**{"word/document.xml": DOCX.format(paragraph(text))})
        files.nth(place).set_input_files({"name": f"{place}.docx", "mimeType": "", "buffer": content})
    expect(said(page)).to_contain_text("1 paragraphe changé")
    files.nth(1).set_input_files({"name": "x.pdf", "mimeType": "", "buffer": b"%PDF-1.4"})
    expect(said(page)).to_contain_text("C’est un PDF")
    expect(page.get_by_label("Le texte d’aujourd’hui")).to_have_value("Le délai est de 15 jours.")


def test_the_points_of_a_list_stay_points_whatever_names_their_style(reader: Reader):
    page = reader.open(ADDRESS)
    point = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t>un relevé</w:t></w:r></w:p>'
    for style in ("ListBullet", "Listepuces", "ListParagraph"):
        content = archive(**{"word/document.xml": DOCX.format(point.format(style))})
        page.locator("input[type=file]").first.set_input_files(
            {"name": f"{style}.docx", "mimeType": "", "buffer": content}
        )
        expect(said(page)).to_contain_text(style)
        expect(page.get_by_label("Le texte d’avant")).to_have_value("- un relevé")


def test_a_long_table_of_values_is_shown_in_parts(reader: Reader):
    page = reader.open(ADDRESS)
    lines = [f"Le lot numéro {number} est livré sous {number} jours." for number in range(1, 251)]
    give(page, "\n".join(lines), "\n".join(line.replace(" jours", " mois") for line in lines))
    rows = page.locator("#comparer-nombres + .defile-x tbody tr")
    expect(rows).to_have_count(200)
    page.get_by_role("button", name="Montrer la suite").click()
    expect(rows).to_have_count(250)
    expect(page.get_by_role("button", name="Montrer la suite")).to_have_count(0)


def test_lines_cut_by_a_pdf_are_joined_and_what_is_written_otherwise_is_said(reader: Reader):
    page = reader.open(ADDRESS)
    text = "Le titulaire remet le registre chaque trimestre, sous 8 jours, au service des achats."
    give(page, text, text.replace("chaque ", "chaque\n"))
    expect(said(page)).to_contain_text("disent la même chose, mot pour mot. Des lignes coupées")
    give(page, text, text.replace("8 jours", "huit jours"))
    expect(page.locator("[data-difference='change'] .note")).to_contain_text("même valeur")
    expect(page.locator("#comparer-nombres")).to_have_count(0)


def test_texts_are_inverted_erased_and_given_back(reader: Reader):
    page = reader.open(ADDRESS)
    give(page, "un", "deux")
    page.get_by_role("button", name="Inverser les deux").click()
    expect(page.get_by_label("Le texte d’avant")).to_have_value("deux")
    page.get_by_role("button", name="Effacer").click()
    page.get_by_role("button", name="Oui, effacer").click()
    expect(page.get_by_label("Le texte d’avant")).to_have_value("")
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_label("Le texte d’avant")).to_have_value("deux")


def test_the_page_answers_while_it_compares_and_what_is_erased_stops(reader: Reader):
    page = reader.open(ADDRESS)
    give(page, BEFORE, AFTER)  # the library is there
    expect(page.locator("ins").first).to_be_visible()
    page.evaluate(
        """() => {
            const text = (word) => Array.from({ length: 8000 }, (_, n) => `${word}${n} ${word}${n + 7} ${word}${n + 9} ${word}`).join("\\n");
            document.getElementById("comparer-avant").value = text("un");
            document.getElementById("comparer-apres").value = text("deux");
            document.getElementById("comparer-apres").dispatchEvent(new Event("input", { bubbles: true }));
            window.said = [];
            const place = document.querySelector(".relire-dit");
            new MutationObserver(() => window.said.push(place.textContent)).observe(place, { childList: true });
            const button = (words) => [...document.querySelectorAll("button")].find((one) => one.textContent === words);
            button("Comparer").click();
            setTimeout(() => {
                button("Effacer").click();
                button("Oui, effacer").click();
            }, 60);
        }"""
    )
    expect(said(page)).to_have_text("Effacé.")
    assert "Comparaison…" in page.evaluate("window.said")
    assert page.locator("[data-difference]").count() == 0
    give(page, BEFORE, AFTER)
    expect(said(page)).to_contain_text("1 déplacé")
    assert reader.complaints == []


def test_one_text_alone_and_a_library_that_does_not_come_are_said(reader: Reader):
    reader.page.route("**/diff.min.js", lambda route: route.abort())
    page = reader.open(ADDRESS)
    page.get_by_role("button", name="Comparer", exact=True).click()
    expect(said(page)).to_contain_text("Il faut deux textes")
    give(page, "un", "deux")
    expect(said(page)).to_contain_text("n’a pas pu charger de quoi comparer")
    expect(page.get_by_label("Le texte d’avant")).to_have_value("un")
    page.unroute("**/diff.min.js")
    give(page, "un", "un")
    expect(said(page)).to_contain_text("disent la même chose")
