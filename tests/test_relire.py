"""The reading of a draft: the engine on the drafts that were written for it, the page in a real browser, the files that it must refuse."""

import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, Route, expect
from site_tools import Reader
from small_guide import ROOT
from test_vecteurs import vectors

sys.path.insert(0, str(ROOT / "tests/relire"))
from brouillons import OPEN, SEALED, count, drafts, tournures  # noqa: E402
from passages import SEALED_SHORT, SHORT, passages  # noqa: E402

from macros.model import Clause, Obligation, Record, TexteJuridique  # noqa: E402
from macros.model.versions import version_presente  # noqa: E402
from macros.read.guide import Guide  # noqa: E402
from macros.relire import brouillon, donnees, par_les_regles, par_les_regles_de_chacun, relire  # noqa: E402
from macros.relire.motifs import expression  # noqa: E402
from macros.relire.remedes import remedes  # noqa: E402

ADDRESS = "outils/relire/"
DRAFT = "CCTP\n\nArticle 1 - Papier\nLe papier est certifié FSC.\nLe titulaire privilégie les livraisons à vélo.\n"
INSIDE = "CCTP\n\nLe papier contient 50 % de fibres recyclées.\n\nLes rames livrées comptent 80 % de fibres recyclées."
LEAST = {(OPEN, ""): (0.99, 0.98), (SEALED, "e"): (0.91, 0.93), (SEALED, "f"): (0.93, 0.89)}
"""Part and first letter of its authors -> precision and recall that a change may not lose. The goal on the sealed part is 0.9 and 0.85; README.md of tests/relire says by whom it was written, and how often its totals were read."""


@pytest.mark.parametrize(("part", "authors"), LEAST)
def test_the_faults_expected_of_the_drafts_are_found(guide: Guide, part: str, authors: str):
    data = donnees(guide.catalog)
    read = [draft for draft in drafts(part) if draft.auteur.startswith(authors)]
    counted = count((draft, [(f.regle, f.debut, f.fin) for f in relire(draft.texte, data)]) for draft in read)
    print(f"{part} {authors}: precision {counted.precision:.3f}, recall {counted.recall:.3f} ({counted})")
    least = LEAST[part, authors]
    assert (counted.precision >= least[0], counted.recall >= least[1]) == (True, True), counted


LEAST_OF_SHORT = {SHORT: (0.97, 0.93), SEALED_SHORT: (0.95, 0.86)}
"""Folder of short texts -> precision and recall that a change may not lose; the goal is 0.9 and 0.85."""


@pytest.mark.parametrize("folder", LEAST_OF_SHORT, ids=lambda folder: folder.parent.name)
def test_the_faults_expected_of_short_texts_are_found(guide: Guide, folder: Path):
    data = donnees(guide.catalog)
    counted = count((one, [(f.regle, f.debut, f.fin) for f in relire(one.texte, data)]) for one in passages(folder))
    print(f"short, {folder.parent.name}: precision {counted.precision:.3f}, recall {counted.recall:.3f} ({counted})")
    least = LEAST_OF_SHORT[folder]
    assert (counted.precision >= least[0], counted.recall >= least[1]) == (True, True), counted


def test_the_written_rules_find_what_the_vectors_say(guide: Guide):
    data = donnees(guide.catalog)
    for vector in vectors("relire"):
        found = [[fault.regle, fault.extrait, fault.precision] for fault in par_les_regles(vector["texte"], data)]
        assert found == vector["constats"], vector["texte"]


def test_each_turn_of_phrase_is_found_or_passed_over_by_the_written_rules(guide: Guide):
    data = donnees(guide.catalog)
    wrong = []
    for rule, known, text in tournures():
        found = any(fault.regle == rule for fault in par_les_regles(text, data))
        if found != (known in ("oui", "non-fausse")):
            wrong.append((rule, known, text))
    assert wrong == []


def test_texts_read_together_give_what_each_gives_alone(guide: Guide):
    data = donnees(guide.catalog)
    texts = [*(text for _, _, text in tournures()), *(draft.texte for draft in drafts(OPEN)), DRAFT, "", DRAFT]
    alone = {text: par_les_regles(text, data, clauses=True) for text in texts}
    assert sum(map(bool, alone.values())) > 100
    assert par_les_regles_de_chacun(texts, data) == alone
    assert par_les_regles_de_chacun([], data) == {}


@pytest.mark.parametrize(
    ("motif", "text"),
    [
        ("(ab*|cd) x", "abz x"),
        ("(ab*|cd) x", "cd  x"),
        ("(le |la )*chat", "la le chat"),
        ("(a )?bon", "bon"),
        ("# euros", "12 euros"),
        ("# euros", "[ 12 ] euros"),
        ("(#|mille) ?€", "5 €"),
        ("(#|mille) ?€", "de[5]€"),
        ("(€|somme) # fois", "2€ 3 fois"),
        ("œuvre", "oeuvre"),
        ("prix……note", "prix. autre phrase ; note"),
    ],
)
def test_a_pattern_is_found_however_it_begins(motif: str, text: str):
    assert re.search(expression((motif, "zzz"), partout=True), text)


def test_a_number_is_bounded_for_a_long_row_of_figures_would_be_looked_at_from_each_of_them():
    found = re.search(expression(("# euros",)), f"{'1 ' * 50}euros")
    assert found
    assert found.start() > 50
    assert re.fullmatch(expression(("# euros",)), "12 500 000,50 euros")


def test_no_clause_of_ours_has_a_fault_of_the_first_severity(guide: Guide):
    data = donnees(guide.catalog)
    excepted = {(rule.id, one.clause) for rule in guide.catalog.redaction.regles for one in rule.exceptions}
    for clause in guide.catalog.all(Clause):
        found = relire(brouillon(guide.catalog, clause), data)
        assert [f for f in found if f.gravite == "grave" and (f.regle, clause.id) not in excepted] == [], clause.id


# The page.


@pytest.fixture
def tool(reader: Reader) -> Iterator[Page]:
    page = reader.open(ADDRESS)
    yield page
    assert reader.complaints == []


def said(page: Page):
    return page.locator(".relire-dit")


def read(page: Page, text: str) -> None:
    page.get_by_label("Votre brouillon").fill(text)
    page.get_by_role("button", name="Relire", exact=True).click()


def test_a_fault_is_said_at_its_place_with_its_reason_and_its_remedy(tool: Page):
    read(tool, DRAFT)
    expect(said(tool)).to_have_text("2 points relevés : 1 grave, 1 léger.", use_inner_text=True)
    grave = tool.locator("[data-constat='ou-equivalent'][data-gravite='grave']")
    expect(grave).to_contain_text("R2111-9")
    expect(grave).to_contain_text("Écrire plutôt")
    expect(tool.locator("mark.gravite-grave")).to_have_text("certifié FSC")
    grave.get_by_role("link", name="certifié FSC").click()
    expect(tool.locator("mark.gravite-grave")).to_be_focused()
    tool.get_by_role("link", name="Point 1, grave").click()
    expect(grave).to_be_focused()


def test_once_loaded_the_page_asks_for_nothing_even_without_a_network(reader: Reader):
    page = reader.open(ADDRESS)
    with (
        page.expect_response("**/bibliotheque.js"),
        page.expect_response("**/juge.js"),
        page.expect_response("**/fflate.min.js"),
    ):
        page.get_by_label("Votre brouillon").focus()
    page.context.set_offline(True)
    before = len(reader.requests)
    read(page, DRAFT)
    expect(page.locator("[data-constat]")).to_have_count(2)
    page.locator("[data-constat]").first.get_by_role("button", name="Écarter…").click()
    page.get_by_label("Votre raison").fill("imposé par le réseau")
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("1 point écarté")
    expect(page.locator("[data-plancher]").first).to_be_visible()
    assert reader.requests[before:] == []
    assert reader.complaints == []


def test_a_fault_set_aside_keeps_its_reason_and_comes_back(reader: Reader):
    page = reader.open(ADDRESS)
    read(page, DRAFT)
    fault = page.locator("[data-constat='mot-vague']")
    fault.get_by_role("button", name="Écarter…").click()
    page.get_by_label("Votre raison").fill("<b>titre</b> du marché")
    fault.get_by_role("button", name="Écarter", exact=True).click()
    expect(fault).to_contain_text("Raison : <b>titre</b> du marché", use_inner_text=True)
    page.reload()
    expect(said(page)).to_contain_text("1 point écarté")
    expect(page.get_by_label("Votre brouillon")).to_have_value(DRAFT)
    page.locator("[data-constat='mot-vague']").get_by_role("button", name="Reprendre").click()
    expect(said(page)).to_contain_text("2 points relevés")


OTHER = "CAHIER DES CLAUSES TECHNIQUES PARTICULIÈRES\n\nAutre marché de menuiserie. Les plans sont remis en mai. Le papier est certifié FSC.\n"


def put_aside(page: Page, rule: str, reason: str) -> None:
    page.locator(f"[data-constat='{rule}']").get_by_role("button", name="Écarter…").click()
    page.get_by_label("Votre raison").fill(reason)
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("1 point écarté")


@pytest.mark.parametrize("gesture", ["typed", "pasted"])
def test_what_was_set_aside_in_one_draft_is_said_in_another_and_undone(tool: Page, gesture: str):
    read(tool, DRAFT)
    put_aside(tool, "ou-equivalent", "charte interne du 3 mars")
    if gesture == "typed":
        read(tool, OTHER)
    else:
        tool.get_by_label("Votre brouillon").focus()
        tool.keyboard.press("Control+a")
        tool.evaluate(
            """(text) => {
                const area = document.getElementById("relire-texte");
                area.dispatchEvent(new ClipboardEvent("paste", { bubbles: true }));
                area.value = text;
            }""",
            OTHER,
        )
    expect(said(tool)).to_contain_text("C’est un autre brouillon")
    expect(tool.locator("[data-constat='ou-equivalent']")).to_contain_text("Écrire plutôt")
    expect(tool.locator(".ecarte")).to_have_count(0)
    tool.get_by_role("button", name="Annuler").click()
    expect(tool.get_by_label("Votre brouillon")).to_have_value(DRAFT)
    expect(tool.locator(".ecarte")).to_contain_text("charte interne du 3 mars")


def test_a_draft_that_is_corrected_keeps_what_was_set_aside_and_only_that(tool: Page):
    twice = f"{DRAFT}\nArticle 9\nLe carton est certifié FSC.\n"
    read(tool, twice)
    tool.locator("[data-constat='ou-equivalent']").first.get_by_role("button", name="Écarter…").click()
    tool.get_by_label("Votre raison").fill("déjà au catalogue")
    tool.keyboard.press("Enter")
    expect(said(tool)).to_contain_text("1 point écarté")
    read(tool, f"{twice}\nLe bois est livré en juin.\n")
    expect(tool.locator(".ecarte")).to_contain_text("déjà au catalogue")
    read(tool, twice.replace("certifié FSC", "blanc", 1))
    expect(tool.locator("[data-constat='ou-equivalent']")).to_have_count(1)
    expect(tool.locator(".ecarte")).to_have_count(0)


def test_two_pages_each_keep_their_draft_and_say_whose_the_device_has(reader: Reader):
    one = reader.open(ADDRESS)
    read(one, DRAFT)
    expect(said(one)).to_contain_text("2 points relevés")
    other = one.context.new_page()
    other.goto(one.url)
    expect(said(other)).to_contain_text("2 points relevés")
    read(other, OTHER)
    expect(said(other)).to_contain_text("1 point relevé")
    expect(said(one)).to_contain_text("Une autre page de ce site garde maintenant un autre brouillon")
    put_aside(one, "mot-vague", "voulu")
    expect(said(one)).to_contain_text("Une autre page")
    assert "menuiserie" in other.evaluate("localStorage.getItem('guide.relire')")
    one.get_by_role("button", name="Relire", exact=True).click()
    expect(said(other)).to_contain_text("Une autre page de ce site garde maintenant un autre brouillon")
    one.reload()
    expect(one.get_by_label("Votre brouillon")).to_have_value(DRAFT)
    expect(one.locator(".ecarte")).to_contain_text("voulu")


def test_escape_leaves_the_reason_and_each_button_names_its_point(tool: Page):
    read(tool, DRAFT)
    tool.get_by_role("button", name="Écarter… le point 2").click()
    tool.get_by_label("Votre raison").press("Escape")
    expect(tool.get_by_label("Votre raison")).to_have_count(0)
    expect(tool.get_by_role("button", name="Écarter… le point 2")).to_be_focused()
    assert [head.split()[0] for head in tool.locator("[data-constat] h3").all_inner_texts()] == ["1", "2"]


def test_after_a_first_reading_a_file_is_read_without_a_network(reader: Reader, tmp_path: Path):
    page = reader.open(ADDRESS)
    with page.expect_response("**/fflate.min.js"):
        read(page, DRAFT)
    page.context.set_offline(True)
    document = Document()
    document.add_paragraph("Le bois est certifié FSC.")
    document.save(str(tmp_path / "menuiserie.docx"))
    page.locator("input[type=file]").set_input_files(tmp_path / "menuiserie.docx")
    expect(said(page)).to_contain_text("« menuiserie.docx » a été lu.", use_inner_text=True)
    expect(page.locator("[data-constat='ou-equivalent']")).to_have_count(1)
    assert reader.complaints == []


def test_the_report_says_each_fault_and_what_was_set_aside(tool: Page):
    read(tool, DRAFT)
    tool.locator("[data-constat='mot-vague']").get_by_role("button", name="Écarter…").click()
    tool.get_by_label("Votre raison").fill("voulu")
    tool.keyboard.press("Enter")
    with tool.expect_download() as download:
        tool.get_by_role("button", name="Télécharger (texte)").click()
    report = Path(download.value.path()).read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "GRAVE : Label ou norme sans « ou équivalent »" in report
    assert "Raison : voulu" in report
    with tool.expect_download() as download:
        tool.get_by_role("button", name="Télécharger (tableur)").click()
    assert "voulu" in Path(download.value.path()).read_text(encoding="utf-8-sig")


def test_what_is_erased_is_given_back_and_leaves_the_device(tool: Page):
    read(tool, DRAFT)
    tool.get_by_role("button", name="Effacer").click()
    tool.get_by_role("button", name="Oui, effacer").click()
    expect(tool.locator("[data-constat]")).to_have_count(0)
    assert tool.evaluate("localStorage.getItem('guide.relire')") is None
    tool.get_by_role("button", name="Annuler").click()
    expect(tool.get_by_label("Votre brouillon")).to_have_value(DRAFT)


def test_nothing_is_offered_to_be_undone_or_erased_before_there_is_something(tool: Page):
    for words in ("Annuler", "Effacer"):
        expect(tool.get_by_role("button", name=words)).to_be_hidden()
    read(tool, DRAFT)
    expect(tool.get_by_role("button", name="Effacer")).to_be_visible()
    tool.get_by_role("button", name="Essayer un exemple fictif").click()
    tool.get_by_role("button", name="Annuler").click()
    expect(tool.get_by_label("Votre brouillon")).to_have_value(DRAFT)


def test_the_page_shows_that_it_reads_before_it_is_kept_busy(tool: Page):
    read(tool, DRAFT)
    expect(tool.locator("[data-constat]")).to_have_count(2)
    tool.evaluate(
        """() => {
            window.frames_ = new Set();
            const look = () => { window.frames_.add(document.querySelector(".relire-dit").textContent); requestAnimationFrame(look); };
            look();
        }"""
    )
    read(tool, f"{DRAFT}Le papier est blanc.\n")
    expect(said(tool)).to_contain_text("2 points relevés")
    assert "Lecture…" in tool.evaluate("[...window.frames_]")


LONG = "'CCTP\\n\\n' + 'Le titulaire remet chaque mois le relevé des bacs triés. Le papier est certifié FSC.\\n\\n'.repeat(4_000)"


def start_long(page: Page) -> None:
    """A reading that has begun, and is not over."""
    page.evaluate(f"document.getElementById('relire-texte').value = {LONG}")
    page.get_by_role("button", name="Relire", exact=True).click()
    expect(page.get_by_role("progressbar")).to_be_visible()


def test_the_page_answers_while_it_reads_and_a_reading_that_is_erased_stops(tool: Page):
    start_long(tool)
    expect(said(tool)).to_contain_text("Lecture…")
    tool.evaluate("document.getElementById('relire-texte').dispatchEvent(new Event('input'))")  # « Effacer » is offered
    tool.get_by_role("button", name="Effacer").click()
    tool.get_by_role("button", name="Oui, effacer").click()
    expect(said(tool)).to_have_text("Effacé de la page et de cet appareil.")
    expect(tool.get_by_role("progressbar")).to_be_hidden()
    assert tool.locator("[data-constat]").count() == 0
    read(tool, DRAFT)
    expect(tool.locator("[data-constat]")).to_have_count(2)


def test_a_new_reading_takes_the_place_of_the_one_before(tool: Page):
    start_long(tool)
    read(tool, DRAFT)
    expect(said(tool)).to_have_text("2 points relevés : 1 grave, 1 léger.", use_inner_text=True)
    expect(tool.locator("[data-constat]")).to_have_count(2)
    expect(tool.get_by_role("progressbar")).to_be_hidden()


def test_a_point_put_aside_while_another_draft_is_drawn_leaves_no_bar(tool: Page):
    read(tool, DRAFT)
    tool.get_by_role("button", name="Écarter…").first.click()
    tool.evaluate(
        """() => {
            const { list } = guideParts.relireVue;
            const put = Array.from(document.querySelectorAll("button")).find((one) => one.textContent === "Écarter");
            guideParts.relireVue.list = function* (...given) {
                guideParts.relireVue.list = list;
                put.click();
                for (const end = performance.now() + 200; performance.now() < end;); // longer than a slice
                yield;
                return yield* list(...given);
            };
        }"""
    )
    start_long(tool)
    expect(tool.get_by_role("progressbar")).to_be_hidden(timeout=60_000)
    expect(tool.locator(".relire-manque")).to_be_visible()


def test_a_long_reading_is_done_in_slices_and_said_once(tool: Page):
    heard = tool.evaluate(
        f"""async () => {{
            const said = document.querySelector(".relire-dit");
            const bar = document.querySelector("progress");
            const words = [];
            let shares = 0;
            new MutationObserver(() => words.push(said.textContent)).observe(said, {{ childList: true, characterData: true, subtree: true }});
            new MutationObserver(() => {{ shares += 1; }}).observe(bar, {{ attributes: true, attributeFilter: ["value"] }});
            document.getElementById("relire-texte").value = {LONG};
            document.querySelector(".relire-actions button").click();
            while (!said.textContent.includes("relevé")) await new Promise((done) => setTimeout(done));
            return {{ words: words.filter((one) => !one.includes("relevé")), shares }};
        }}"""
    )
    assert heard["words"] == ["Lecture… Un texte aussi long prend plusieurs secondes."]
    assert heard["shares"] > 3
    shown = tool.evaluate("document.querySelectorAll('[data-constat]').length")
    assert shown == tool.evaluate("document.querySelectorAll('.relire-texte mark').length") == 2000
    expect(tool.locator(".relire-liste")).to_contain_text("Les 2000 premiers sont montrés")


def test_a_fault_inside_another_has_its_number_and_no_empty_mark(tool: Page):
    read(tool, INSIDE)
    inner = tool.locator("[data-constat='deux-valeurs']")
    expect(inner).to_have_count(1)
    assert tool.locator(".relire-texte mark").evaluate_all("marks => marks.every((mark) => mark.textContent)")
    inner.get_by_role("link", name="80 %").click()
    expect(tool.get_by_role("link", name=re.compile("^Point 3, "))).to_be_focused()


def test_the_report_names_the_draft(tool: Page):
    def downloaded(button: str) -> str:
        with tool.expect_download() as download:
            tool.get_by_role("button", name=button).click()
        return Path(download.value.path()).read_text(encoding="utf-8-sig")

    named = tool.locator(".relire-liste")
    drop(tool, "ccap de la voirie.docx", archive(**{"word/document.xml": DOCX.format(WORDS)}))
    expect(named).to_contain_text(re.compile(r"Relecture du .*\s: ccap de la voirie\.docx\."))
    assert " : ccap de la voirie.docx\n" in downloaded("Télécharger (texte)")
    assert "ccap de la voirie.docx" in downloaded("Télécharger (tableur)")
    tool.reload()
    expect(named).to_contain_text("ccap de la voirie.docx")
    tool.get_by_label("Votre brouillon").fill("")
    read(tool, DRAFT)
    expect(named).to_contain_text(re.compile(r"Relecture du .*\s: CCTP\."))
    tool.get_by_role("button", name="Essayer un exemple fictif").click()
    expect(named).to_contain_text("RÈGLEMENT DE LA CONSULTATION (exemple fictif)")
    tool.get_by_role("button", name="Annuler").click()
    expect(named).to_contain_text(re.compile(r"Relecture du .*\s: CCTP\."))


def test_a_text_of_more_than_a_million_signs_is_refused_in_words(tool: Page):
    tool.evaluate("document.getElementById('relire-texte').value = 'Un mot. '.repeat(130_000)")
    tool.get_by_role("button", name="Relire", exact=True).click()
    expect(said(tool)).to_contain_text("dépasse un million de caractères")


def test_what_is_no_sentence_is_refused_and_a_line_without_an_end_is_read(tool: Page):
    tool.evaluate("document.getElementById('relire-texte').value = `Un mot. ${'a'.repeat(900_000)}`")
    tool.get_by_role("button", name="Relire", exact=True).click()
    expect(said(tool)).to_contain_text("sans espace : ce n’est pas une phrase")
    tool.evaluate(
        "document.getElementById('relire-texte').value = 'CCTP\\n' + 'Le titulaire remet un relevé, '.repeat(4_000) + 'le papier est certifié FSC. ' + '12 '.repeat(20_000)"
    )
    tool.get_by_role("button", name="Relire", exact=True).click()
    expect(tool.locator("[data-constat='ou-equivalent']")).to_have_count(1)


def test_the_report_says_its_day(tool: Page):
    read(tool, DRAFT)
    expect(tool.locator(".relire-liste")).to_contain_text(re.compile(r"Relecture du \d+(er)?\u00a0\w+ \d{4}"))


def test_an_empty_text_and_a_sound_one_are_said(tool: Page):
    tool.get_by_role("button", name="Relire", exact=True).click()
    expect(said(tool)).to_contain_text("Collez un texte")
    read(tool, "Le marché porte sur des chaises.")
    expect(said(tool)).to_have_text("Aucun point relevé.")
    expect(tool.locator(".relire-liste")).to_contain_text("faites-le lire")


def test_a_draft_that_is_html_is_shown_as_words(tool: Page):
    read(tool, "<img src=x onerror=alert(1)> si possible <script>alert(2)</script>")
    expect(tool.locator(".relire-texte")).to_contain_text("<img src=x onerror=alert(1)>")
    assert tool.locator(".relire-texte img").count() == 0


def test_without_javascript_the_rules_are_there(reader_of: Callable[..., Reader]):
    page = reader_of(java_script_enabled=False).open(ADDRESS)
    expect(page.locator(".relire-sans")).to_be_visible()
    expect(page.locator("tr#frais-des-perdants")).to_contain_text("grave")


# Files.

DOCX = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
ODT = '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>{}</office:text></office:body></office:document-content>'


def paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def archive(**files: str | bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/"), content)
    return written.getvalue()


def drop(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


WORDS = (
    paragraph("Papier", "Titre1")
    + paragraph("Le papier est certifié FSC.")
    + "<w:tbl><w:tr><w:tc>"
    + paragraph("Prix")
    + "</w:tc><w:tc>"
    + paragraph("40 %")
    + "</w:tc></w:tr></w:tbl>"
)


def test_a_word_file_is_read(tool: Page):
    drop(tool, "ccap.docx", archive(**{"word/document.xml": DOCX.format(WORDS)}))
    expect(said(tool)).to_contain_text("« ccap.docx » a été lu.")
    expect(tool.get_by_label("Votre brouillon")).to_have_value("# Papier\n\nLe papier est certifié FSC.\n\nPrix | 40 %")
    expect(tool.locator("[data-constat='ou-equivalent']")).to_have_count(1)


def test_tracked_changes_are_read_as_accepted_and_macros_stay_shut(tool: Page):
    words = "<w:p><w:r><w:t>Le papier est </w:t></w:r><w:del><w:r><w:delText>blanc</w:delText></w:r></w:del><w:ins><w:r><w:t>recyclé</w:t></w:r></w:ins></w:p>"
    drop(tool, "macro.docm", archive(**{"word/document.xml": DOCX.format(words), "word/vbaProject.bin": b"x"}))
    expect(said(tool)).to_contain_text("macros : elles sont restées fermées")
    expect(said(tool)).to_contain_text("marques de révision")
    expect(tool.get_by_label("Votre brouillon")).to_have_value("Le papier est recyclé")


def test_an_opendocument_is_read(tool: Page):
    words = '<text:h text:outline-level="2">Papier</text:h><text:list><text:list-item><text:p>certifié<text:s/>FSC</text:p></text:list-item></text:list>'
    drop(tool, "ccap.odt", archive(**{"content.xml": ODT.format(words)}))
    expect(tool.get_by_label("Votre brouillon")).to_have_value("## Papier\n\n- certifié FSC")


def cell(*texts: str) -> str:
    return f"<w:tc>{''.join(map(paragraph, texts))}</w:tc>"


def test_a_table_that_frames_a_text_is_read_as_paragraphs_and_no_cell_is_read_twice(tool: Page):
    inside = f"<w:tbl><w:tr>{cell('Prix', 'unitaires')}{cell('40 %')}</w:tr></w:tbl>"
    frame = f"<w:tbl><w:tr><w:tc>{paragraph('Papier', 'Titre1')}{paragraph('Le papier est certifié FSC.')}{inside}</w:tc></w:tr></w:tbl>"
    row = f"<w:tbl><w:tr>{cell('Critère')}<w:tc>{paragraph('Poids')}{inside}</w:tc></w:tr></w:tbl>"
    drop(tool, "ccap.docx", archive(**{"word/document.xml": DOCX.format(frame + row)}))
    expect(tool.get_by_label("Votre brouillon")).to_have_value(
        "# Papier\n\nLe papier est certifié FSC.\n\nPrix unitaires | 40 %\n\nCritère | Poids Prix unitaires 40 %"
    )


def test_the_paragraphs_of_a_cell_of_an_opendocument_stay_apart(tool: Page):
    one = "<table:table-cell><text:p>Prix</text:p><text:p>unitaires</text:p></table:table-cell>"
    words = f"<table:table><table:table-row>{one}<table:table-cell><text:p>40 %</text:p></table:table-cell></table:table-row><table:table-row>{one}</table:table-row></table:table>"
    content = ODT.format(words).replace("xmlns:text", 'xmlns:table="urn:table" xmlns:text', 1)
    drop(tool, "ccap.odt", archive(**{"content.xml": content}))
    expect(tool.get_by_label("Votre brouillon")).to_have_value("Prix unitaires | 40 %\n\nPrix\n\nunitaires")


def test_what_is_left_out_of_a_file_is_said(tool: Page):
    words = '<w:p><w:r><w:t>Le papier est recyclé.</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    header = {"word/header1.xml": "<w:hdr/>"}
    drop(tool, "ccap.docx", archive(**{"word/document.xml": DOCX.format(words)}, **header))
    expect(said(tool)).to_contain_text("Ses notes de bas de page n’ont pas été lues.")
    expect(said(tool)).to_contain_text("Ses en-têtes et pieds de page n’ont pas été lus.")
    words = "<text:tracked-changes><text:changed-region><text:deletion><text:p>vieux</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>neuf</text:p>"
    drop(tool, "ccap.odt", archive(**{"content.xml": ODT.format(words)}))
    expect(said(tool)).to_contain_text("marques de révision")
    expect(tool.get_by_label("Votre brouillon")).to_have_value("neuf")


def locked(name: str) -> bytes:
    manifest = '<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    return archive(**{name: bytes(range(256)) * 40, "META-INF/manifest.xml": manifest})


HOSTILE = {
    "an OpenDocument with a password": ("x.odt", lambda: locked("content.xml"), "protégé par un mot de passe"),
    "a newer one": ("x.odt", lambda: locked("encrypted-package"), "protégé par un mot de passe"),
    "a text too long": ("x.txt", lambda: b"Le titulaire remet un bilan. " * 150_000, "quatre millions de caractères"),
    "a PDF": ("x.pdf", lambda: b"%PDF-1.7 ...", "C’est un PDF"),
    "a PDF called Word": ("x.docx", lambda: b"%PDF-1.7 ...", "C’est un PDF"),
    "an old Word file": ("x.doc", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "ancien fichier Word"),
    "a web page": ("x.html", lambda: b"<!doctype html>\n<html><body><p>certifi\xc3\xa9 FSC</p></body></html>", "C’est une page web"),
    "RTF": ("x.rtf", lambda: rb"{\rtf1 bonjour}", "fichier RTF"),
    "a picture": ("x.docx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 40, "ni un document Word"),
    "nothing": ("x.docx", lambda: b"", "Ce fichier est vide"),
    "an archive of something else": ("x.docx", lambda: archive(**{"a.txt": "b"}), "ni un document Word"),
    "broken XML": ("x.docx", lambda: archive(**{"word/document.xml": "<w:document><w:body>"}), "Ce fichier est abîmé"),
    "entities that multiply": (
        "x.docx",
        lambda: archive(**{"word/document.xml": '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'}),
        "Ce fichier est abîmé",
    ),
    "a bomb": ("x.docx", lambda: archive(**{"word/document.xml": "<a>" + " " * 40_000_000 + "</a>"}), "démesuré"),
    "half a million empty paragraphs": ("x.docx", lambda: archive(**{"word/document.xml": DOCX.format("<w:p/>" * 500_000)}), "démesuré"),
    "an archive of five thousand files": ("x.docx", lambda: archive(**{f"f{n}": "x" for n in range(5000)}), "démesuré"),
    "a torn archive": ("x.docx", lambda: archive(**{"word/document.xml": DOCX.format(WORDS)})[:150], "Ce fichier est abîmé"),
}  # fmt: skip


def lying_archive() -> bytes:
    """An archive whose directory says that a large file is small."""
    honest = bytearray(archive(**{"word/document.xml": "<a>" + "b" * 3_000_000 + "</a>"}))
    place = honest.rfind(b"PK\x01\x02")
    honest[place + 24 : place + 28] = (1000).to_bytes(4, "little")
    return bytes(honest)


@pytest.mark.parametrize("case", HOSTILE)
def test_what_cannot_be_read_is_said_and_the_page_lives_on(tool: Page, case: str):
    name, made, words = HOSTILE[case]
    drop(tool, name, made())
    expect(said(tool)).to_contain_text(words)
    read(tool, DRAFT)
    expect(tool.locator("[data-constat]")).to_have_count(2)


def test_an_archive_that_lies_of_its_size_stays_small(tool: Page):
    drop(tool, "x.docx", lying_archive())
    expect(said(tool)).to_contain_text("abîmé")


def test_two_hundred_megabytes_are_refused_before_they_are_read(tool: Page):
    tool.evaluate(
        """() => {
            const data = new DataTransfer();
            const file = new File(["x"], "gros.docx");
            Object.defineProperty(file, "size", { value: 200e6 });
            file.arrayBuffer = () => { throw new Error("read"); };
            const event = new DragEvent("drop", { bubbles: true, cancelable: true });
            Object.defineProperty(event, "dataTransfer", { value: { files: [file], getData: () => "" } });
            document.querySelector(".relire-zone").dispatchEvent(event);
        }"""
    )
    expect(said(tool)).to_contain_text("trop grand : 20 Mo au plus")


# What is there, what is missing.


def of_clause(site: Path, name: str) -> str:
    return (site / f"clauses/{name}/{name}.txt").read_text(encoding="utf-8")


def test_a_clause_of_the_guide_is_recognised_with_its_version_and_what_differs(reader: Reader, public_site: Path):
    page = reader.open(ADDRESS)
    text = of_clause(public_site, "deplacements-sobres-mission").replace("Il garde les billets", "Il jette les billets")
    draft = f"CCAP d’une étude de mobilité\n\n{text}"
    clause = page.locator("[data-clause='deplacements-sobres-mission']")
    read(page, draft)
    expect(clause).to_contain_text(re.compile(r"\(version \d+\).*reconnue par sa référence"))
    read(page, re.sub(r"\[[\w-]+@[\w.+]+\]", "", draft))
    expect(clause).to_contain_text(re.compile(r"\(version \d+.*reconnue par ses mots"))
    clause.get_by_role("button", name="Voir ce qui diffère").click()
    expect(clause.locator("ins").filter(has_text="jette")).to_have_count(1)
    assert reader.complaints == []


def test_a_reference_says_which_version_was_taken_and_is_compared_with_it(tool: Page, guide: Guide):
    name = "deplacements-sobres-mission"
    first = next(one for one in guide.catalog.versions_of(guide.catalog.get(Clause, name)) if one.numero == "1")
    read(tool, f"CCAP\n\n{first.textes[0].texte}\n[{name}@1]")
    clause = tool.locator(f"[data-clause='{name}']")
    expect(clause).to_contain_text("version 1, la dernière est la")
    clause.get_by_role("button", name="Voir ce qui diffère").click()
    expect(clause).to_contain_text("De la clause (version 1, valeurs proposées)")
    expect(clause).to_contain_text("Mêmes mots.")
    expect(clause).to_contain_text("Annexe de la clause, absente du brouillon")
    expect(clause).to_contain_text("Pénalités de la clause, absentes du brouillon")


def test_a_version_that_cannot_be_had_is_said_with_its_history(reader: Reader):
    page = reader.open(ADDRESS)
    page.route("**/passe/*.js", lambda route: route.abort())
    read(page, "Un texte adapté. [deplacements-sobres-mission@1]")
    clause = page.locator("[data-clause='deplacements-sobres-mission']")
    clause.get_by_role("button", name="Voir ce qui diffère").click()
    expect(clause).to_contain_text("Votre texte suit la version 1 ; la version actuelle est la")
    assert clause.get_by_role("link", name="Ce qui a changé").get_attribute("href").endswith("/historique/")


def test_an_unknown_version_and_an_unknown_clause_are_said(tool: Page):
    read(tool, "Un texte. [deplacements-sobres-mission@99] et [clause-de-nulle-part@1]")
    expect(tool.locator("[data-clause]")).to_contain_text("version 99, que le guide n’a pas publiée")
    expect(tool.locator(".relire-inconnues")).to_contain_text("clause-de-nulle-part")


def test_values_left_in_brackets_are_values_to_fix_and_no_difference(tool: Page, guide: Guide):
    clause = guide.catalog.get(Clause, "deplacements-sobres-mission")
    text = "\n\n".join(re.sub(r"\[\[(\w+)\]\]", lambda found: f"[{clause.parametres[found[1]].defaut}]", one.texte) for one in clause.dispositions)  # fmt: skip
    assert "[" in text
    read(tool, f"CCAP\n\n{text}")
    found = tool.locator(f"[data-clause='{clause.id}']")
    found.get_by_role("button", name="Voir ce qui diffère").click()
    expect(found).to_contain_text("Mêmes mots.")
    expect(found).to_contain_text("Valeurs à fixer")
    expect(found.locator("ins")).to_have_count(0)


def test_the_simple_variant_of_a_clause_is_recognised(tool: Page, guide: Guide):
    name = "deplacements-sobres-mission"
    simple = next(
        one.texte for one in version_presente(guide.catalog.get(Clause, name)).textes if one.piece == "variante"
    )
    read(tool, f"Lettre de commande\n\n{simple}")
    clause = tool.locator(f"[data-clause='{name}']")
    expect(clause).to_contain_text("variante simple")
    clause.get_by_role("button", name="Voir ce qui diffère").click()
    expect(clause).to_contain_text("Mêmes mots.")


LAW = "[data-plancher='condition'], [data-plancher='critere'], [data-plancher='sociale']"


def floor_of(page: Page, text: str, *, segment: str = "", amount: str = "", buyer: str = "", day: str = "") -> None:
    read(page, text)
    expect(page.locator("[data-plancher]").first).to_be_visible()
    page.get_by_label("Ce que vous achetez").select_option(segment)
    page.get_by_label("Montant estimé").fill(amount)
    page.get_by_label("Acheteur").select_option(buyer)
    page.get_by_label("Date de lancement").fill(day)


def test_the_legal_floor_is_read_line_by_line_and_completed_by_two_clauses(
    tool: Page, title: Callable[[type[Record], str], str]
):
    campaign = "CCAP\n\nLe titulaire d’une campagne de communication remet un plan média et des vidéos pour les réseaux sociaux."
    floor_of(tool, campaign, segment="communication", amount="300 000", buyer="region", day="2026-12-01")
    lines = tool.locator(LAW)
    expect(lines).to_have_count(3)
    assert [line.get_attribute("data-etat") for line in lines.all()] == ["manque"] * 3
    expect(tool.locator(".relire-completer li")).to_have_count(2)
    expect(tool.locator(".relire-completer")).to_contain_text(title(Clause, "campagne-sobriete-notee"))
    tool.get_by_label("Montant estimé").fill("50 000")
    expect(lines).to_have_count(2)
    read(tool, "CCAP\n\nLe titulaire trie ses déchets de chantier en cinq flux et remet les bordereaux.")
    expect(tool.locator("[data-plancher='condition']")).to_have_attribute("data-etat", "la")


def test_what_is_unsure_is_quoted_and_left_to_the_reader_and_an_exception_is_told(tool: Page):
    read(
        tool, "CCTP\n\nArticle 2\n\nLe titulaire privilégie, dans la mesure du possible, les emballages réutilisables."
    )
    line = tool.locator("[data-plancher='condition']")
    expect(line).to_have_attribute("data-etat", "doute")
    expect(line).to_contain_text("À vérifier dans votre texte. Une condition")
    expect(line).to_contain_text("les emballages réutilisables. »")
    read(
        tool,
        "CCAP\n\nAucune condition sociale n’est prévue : le besoin peut être satisfait par une solution immédiatement disponible (article L. 2112-2-1, II, 1°).",
    )
    expect(tool.locator("[data-plancher='sociale']")).to_contain_text("Motif de l’exception écrit")


@pytest.mark.parametrize(
    ("segment", "rule", "text"),
    [
        ("restauration", "egalim-restauration", "Les menus comptent 55 % de produits durables, dont 22 % de produits biologiques, en valeur."),
        ("mobilier", "agec-mobilier", "Le titulaire livre 25 % au moins de meubles issus du réemploi."),
        ("impression", "agec-papier", "Le papier livré contient 60 % au moins de fibres recyclées."),
        ("vehicules", "vehicules-faibles-emissions", "Le titulaire livre 60 % de véhicules à faibles émissions."),
        ("espaces-verts", "zero-phyto", "Aucun produit phytosanitaire n’est employé."),
    ],
)  # fmt: skip
def test_the_duties_of_the_segment_are_lines_of_the_floor(tool: Page, segment: str, rule: str, text: str):
    floor_of(tool, f"CCTP\n\nArticle 2\n\n{text}", segment=segment, buyer="commune", amount="90 000", day="2026-12-01")
    line = tool.locator(f"[data-plancher='{rule}']")
    expect(line).to_have_attribute("data-etat", "la")
    assert line.get_by_role("link").first.get_attribute("href").endswith(f"obligations/#{rule}")
    read(tool, "CCTP\n\nArticle 2\n\nLe titulaire livre le lundi.")
    expect(line).to_have_attribute("data-etat", "doute")
    expect(line).to_contain_text("À vérifier dans votre texte")
    tool.get_by_label("Ce que vous achetez").select_option("conseil")
    expect(line).to_have_count(0)


def test_before_its_day_a_line_is_said_to_come_with_the_date_that_the_records_say(tool: Page, guide: Guide):
    text = "CCAP\n\nLe titulaire remet un rapport."
    floor_of(tool, text, segment="conseil", amount="300 000", buyer="region", day="2026-08-20")
    later = tool.locator(".relire-plus-tard")
    expect(tool.locator(LAW)).to_have_count(0)
    for words in ("lancée le 20\u00a0août 2026", "21\u00a0août 2026", "22\u00a0août 2026"):
        assert words.replace("\u00a0", " ") in later.inner_text().replace("\u00a0", " ")
    tool.get_by_label("Date de lancement").fill("2026-08-21")
    expect(tool.locator(LAW)).to_have_count(1)
    expect(tool.locator(LAW)).to_contain_text("R2152-7")
    tool.get_by_label("Date de lancement").fill("2026-08-22")
    expect(tool.locator(LAW)).to_have_count(3)
    expect(later).to_have_count(0)
    texts = {text.id: text for text in guide.catalog.all(TexteJuridique)}
    for rule in guide.catalog.all(Obligation):
        line = next((one for one in guide.catalog.achat.lignes if one.regle == rule.id), None)
        if rule.condition.depuis and line and line.boite == "ecrire":
            first = texts[(line.textes or rule.textes)[0]]
            assert first.en_vigueur.depuis == rule.condition.depuis, rule.id


def test_the_clause_beside_a_point_is_of_the_purchase_and_the_article_of_its_general_conditions(tool: Page):
    text = "CCTP\n\nArticle 2 - Livraison\n\nEn cas de retard, une pénalité est appliquée au titulaire."
    floor_of(tool, text, segment="restauration")
    point = tool.locator("[data-constat='penalite-sans-montant']")
    expect(point).to_contain_text("CCAG-FCS")
    shown = point.get_by_role("link").filter(has_text=re.compile("train|déplacement", re.IGNORECASE))
    expect(point.locator(".relire-renvois")).to_contain_text("Une clause qui le fait bien")
    expect(shown).to_have_count(0)
    before = point.locator(".relire-renvois a").last.get_attribute("href")
    tool.get_by_label("Ce que vous achetez").select_option("etudes")
    expect(point).to_contain_text("CCAG-PI")
    assert point.locator(".relire-renvois a").last.get_attribute("href") != before
    read(tool, f"{text}\n\nLe CCAG-Travaux s'applique.")
    expect(point).to_contain_text("CCAG-Travaux")


def test_a_clause_shown_beside_a_point_is_of_the_segment_or_of_every_purchase(guide: Guide):
    known = {clause.adresse: clause for clause in guide.catalog.all(Clause)}
    for rule, by_segment in remedes(guide.catalog).items():
        for segment, clauses in by_segment.items():
            for clause in clauses:
                homes = known[clause["adresse"]].familles
                assert segment in homes or "tous-achats" in homes, (rule, segment, clause)
    assert "restauration" in remedes(guide.catalog)["penalite-sans-montant"]


def test_the_purchase_is_kept_with_the_draft_until_it_is_erased(reader: Reader):
    page = reader.open(ADDRESS)
    floor_of(page, DRAFT, segment="mobilier", amount="85k", buyer="commune", day="2026-12-01")

    def held() -> list[str]:
        expect(page.locator("[data-plancher='agec-mobilier']")).to_be_visible()
        return [page.get_by_label(name).input_value() for name in ("Ce que vous achetez", "Montant estimé", "Acheteur", "Date de lancement")]  # fmt: skip

    known = ["mobilier", "85k", "commune", "2026-12-01"]
    assert held() == known
    page.reload()
    assert held() == known
    page.get_by_role("link", name="Toutes les règles de cet achat").click()
    expect(page.locator("input[name=montant]")).to_have_value("85000")
    assert [asked for asked in reader.requests if "montant" in asked or "85000" in asked] == []
    page.go_back()
    assert held() == known
    page.get_by_role("button", name="Effacer").click()
    page.get_by_role("button", name="Oui, effacer").click()
    assert page.evaluate("localStorage.getItem('guide.relire-achat')") is None


def test_an_amount_that_cannot_be_read_is_said_and_goes_nowhere(tool: Page):
    floor_of(tool, DRAFT, segment="mobilier", amount="beaucoup")
    expect(tool.locator(".relire-manque")).to_contain_text("Montant laissé de côté. Écrivez-le en chiffres")
    link = tool.get_by_role("link", name="Toutes les règles de cet achat")
    assert link.get_attribute("href").endswith("obligations/?famille=mobilier")
    tool.get_by_label("Montant estimé").fill("-5")
    expect(tool.locator(".relire-manque")).to_contain_text("Montant laissé de côté. Attendu : au moins 0")
    assert "montant" not in link.get_attribute("href")


def test_the_segment_of_a_draft_is_guessed_and_can_be_changed(tool: Page):
    read(tool, "CCTP - Nettoyage des bureaux. Le nettoyage des sols et le ménage des bureaux ont lieu en journée.")
    expect(tool.get_by_label("Ce que vous achetez")).to_have_value("nettoyage")
    tool.get_by_label("Ce que vous achetez").select_option("travaux")
    read(tool, "CCTP - Nettoyage des bureaux. Le nettoyage des sols et le ménage ont lieu en journée.")
    expect(tool.get_by_label("Ce que vous achetez")).to_have_value("travaux")
    expect(tool.locator(".relire-manque")).to_contain_text("font plutôt penser à : Nettoyage")
    tool.get_by_role("button", name="Le choisir").click()
    expect(tool.get_by_label("Ce que vous achetez")).to_have_value("nettoyage")
    read(tool, "CCAP\n\nLe titulaire remet un rapport chaque mois.")
    tool.get_by_label("Ce que vous achetez").select_option("")
    expect(tool.locator(".relire-manque")).to_contain_text("ne disent pas assez ce que vous achetez")


def test_without_the_judge_the_written_rules_read_and_the_page_says_so(reader: Reader):
    page = reader.open(ADDRESS)
    page.route("**/juge.js", lambda route: route.abort())
    read(page, DRAFT)
    expect(said(page)).to_contain_text("seules les règles écrites ont lu ce texte")
    expect(page.locator("[data-constat]")).to_have_count(2)


def test_what_is_typed_while_the_judge_is_awaited_loses_nothing(reader: Reader):
    page = reader.open(ADDRESS)
    held: list[Route] = []
    page.route("**/juge.js", lambda route: held.append(route))
    read(page, DRAFT)
    expect(said(page)).to_have_text("Lecture…")
    page.get_by_label("Votre brouillon").press_sequentially("x")
    held[0].continue_()
    expect(page.locator("[data-constat]")).to_have_count(2)
    expect(page.get_by_label("Votre brouillon")).to_have_value(f"{DRAFT}x")


def test_a_sentence_that_no_written_rule_knows_is_judged_by_those_that_are_like_it(tool: Page):
    read(
        tool,
        "CCTP\n\nArticle 3 - Exécution\n\nLes sachets sont, autant qu’il est possible à l’atelier, remplacés par des bacs.\n",
    )
    expect(tool.locator("[data-constat='mot-vague']")).to_contain_text("Repéré par ressemblance")


def test_without_the_library_the_faults_are_still_there(reader: Reader):
    page = reader.open(ADDRESS)
    page.route("**/bibliotheque.js", lambda route: route.abort())
    read(page, DRAFT)
    expect(page.locator(".relire-manque")).to_contain_text("n’a pas pu être chargée")
    expect(page.locator("[data-constat]")).to_have_count(2)
