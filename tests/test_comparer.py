"""The comparison of two texts, in a real browser."""

import io
import re
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect
from site_tools import Reader
from test_relire import DOCX, archive, paragraph

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
    assert page.locator("ins").first.evaluate("e => getComputedStyle(e, '::before').content").startswith('"+"')
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


def test_the_redline_gives_both_texts_back(reader: Reader):
    page = reader.open(ADDRESS)
    give(page, BEFORE, AFTER)
    expect(page.locator("ins").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger en marques de révision (Word)").click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as made:
        xml = made.read("word/document.xml").decode()
    body = [one for one in re.findall(r"<w:p>.*?</w:p>", xml) if 'w:val="Title"' not in one and "Subtitle" not in one]

    def words(pattern: str) -> list[str]:
        kept = ("".join(re.findall(r"<w:(?:t|delText)[^>]*>([^<]*)<", re.sub(pattern, "", one))) for one in body)
        return [text for text in kept if text]

    assert words(r"<w:del .*?</w:del>") == AFTER.split("\n\n")
    assert sorted(words(r"<w:ins .*?</w:ins>")) == sorted(BEFORE.split("\n\n"))
    assert reader.complaints == []


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
    page = reader.open(ADDRESS)
    page.route("**/diff.min.js", lambda route: route.abort())
    page.get_by_role("button", name="Comparer", exact=True).click()
    expect(said(page)).to_contain_text("Il faut deux textes")
    give(page, "un", "deux")
    expect(said(page)).to_contain_text("n’a pas pu charger de quoi comparer")
    expect(page.get_by_label("Le texte d’avant")).to_have_value("un")
    page.unroute("**/diff.min.js")
    give(page, "un", "un")
    expect(said(page)).to_contain_text("disent la même chose")
