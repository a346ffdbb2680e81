"""The one-page notes of elected officials: every segment has one, it holds on one sheet, and it says how sure the law is."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from html_page import PUBLISHED, HtmlPage
from playwright.sync_api import expect
from site_tools import Reader
from small_guide import NOTE, Changes

from macros.model import Clause, EtudeDeCas, Famille, Obligation, Record
from macros.read.guide import Guide, load_guide
from macros.read.problems import DataError
from macros.text.markdown import literal
from macros.views.notes import familles_avec_note, note_vue, notes
from macros.views.obligations import TOUS_ACHATS, etat_seul


def test_every_segment_but_the_one_of_all_purchases_has_its_note(guide: Guide):
    expected = {famille.id for famille in guide.catalog.segments} - {TOUS_ACHATS}
    assert {famille.id for famille in familles_avec_note(guide.catalog)} == expected
    assert len(expected) >= 15


def test_the_list_of_notes_names_each_once_below_its_segment(guide: Guide):
    listed = [link.adresse for first, below in notes(guide.catalog) for link in (first, *below)]
    assert sorted(listed) == sorted(f"elus/{famille.id}/" for famille in familles_avec_note(guide.catalog))


def test_a_figure_of_a_note_has_its_source_among_the_records(guide: Guide):
    known = {point.source for famille in guide.catalog.segments for point in famille.points_chauds}
    known |= {result.source for cas in guide.catalog.all(EtudeDeCas) for result in cas.resultats}
    assert [
        famille.id
        for famille in familles_avec_note(guide.catalog)
        if famille.note_elus.chiffre and famille.note_elus.chiffre.source not in known
    ] == []


def test_a_model_paragraph_fixes_no_number_of_its_own(guide: Guide):
    """Its amounts, shares and dates are places to fill."""
    for famille in familles_avec_note(guide.catalog):
        assert famille.note_elus.champs, famille.id
        assert not re.search(r"\d", re.sub(r"\[\[\w+\]\]|CO2", "", famille.note_elus.deliberation)), famille.id


def test_the_rules_of_the_segment_come_first_then_those_of_every_purchase_and_those_of_the_state_last(guide: Guide):
    catalog = guide.catalog
    for famille in familles_avec_note(catalog):
        rules = [catalog.get(Obligation, rule.lien.adresse.split("#")[1]) for rule in note_vue(catalog, famille).regles]
        order = [(etat_seul(rule), TOUS_ACHATS in rule.familles) for rule in rules]
        assert rules and order == sorted(order), famille.id
        assert not etat_seul(rules[0]), famille.id


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"note_elus": NOTE | {"champs": []}}, "[[part]] n'est pas décrit dans « champs »"),
        ({"note_elus": NOTE | {"deliberation": "L'assemblée décide."}}, "« part » ne sert pas dans la délibération"),
        ({"note_elus": NOTE | {"questions": ["Qui ?"]}}, "questions"),
        ({"note_elus": NOTE | {"cas": ["absent"]}}, "absent"),
        ({"note_elus": NOTE | {"enjeu": "mot " * 100}}, "enjeu"),
    ],
)
def test_a_note_that_does_not_hold_is_refused(
    project: Callable[[Changes | None], Path], changes: dict[str, object], said: str
):
    with pytest.raises(DataError) as refused:
        load_guide(project({"familles/etudes": changes}))
    assert said in str(refused.value)


def test_a_whole_note_is_accepted_and_a_segment_without_one_says_so(project: Callable[[Changes | None], Path]):
    catalog = load_guide(
        project({"familles/etudes": {"note_elus": NOTE}, "familles/conseil": {"titre": "Conseil"}})
    ).catalog
    assert note_vue(catalog, catalog.get(Famille, "etudes")).champs == {"part": "part à fixer"}
    with pytest.raises(ValueError, match="n'a pas de « note_elus »"):
        note_vue(catalog, catalog.get(Famille, "conseil"))


def test_a_segment_may_not_take_the_address_of_a_page_for_elected_officials(project: Callable[[Changes | None], Path]):
    page = "---\ntitle: Le plan\ndescription: Une page écrite à la main pour les élus.\n---\n# Le plan\n"
    with pytest.raises(DataError, match="prend l'adresse de cette page"):
        load_guide(project({"familles/spaser": {"titre": "Plan", "note_elus": NOTE}, "docs/elus/spaser.md": page}))


def test_each_note_says_its_six_things_and_the_state_of_every_rule(guide: Guide, pages: dict[str, HtmlPage]):
    for famille in familles_avec_note(guide.catalog):
        page = pages[f"elus/{famille.id}/"]
        assert {"enjeu", "loi", "cout", "cas", "questions", "deliberation"} <= set(page.ids)
        law = page.html.split('id="loi"')[1].split("</section>")[0]
        rules = law.count("<li>")
        assert rules and law.count("✓ lu ") + law.count("⚠ à vérifier") == rules
        for state in ("Lu au texte", "Lu en commentaire", "À vérifier"):
            assert f"«\u00a0{state}\u00a0»\u00a0: " in page.prose
        assert "à faire relire par vos juristes" in page.prose
        assert "[[" not in page.prose and page.html.count('class="champ"') >= len(famille.note_elus.champs)


def test_every_note_is_printed_on_one_sheet_of_a4(reader: Reader, guide: Guide):
    page = reader.page
    for famille in familles_avec_note(guide.catalog):
        reader.open(f"elus/{famille.id}/")
        sizes = re.findall(rb"/MediaBox ?\[ ?0 0 ([\d.]+) ([\d.]+)", page.pdf(prefer_css_page_size=True))
        assert [(round(float(width)), round(float(height))) for width, height in sizes] == [(595, 842)], famille.id
    assert reader.complaints == []


def test_from_home_an_elected_official_reads_the_note_of_a_segment(
    reader: Reader, title: Callable[[type[Record], str], str]
):
    segment, clause = title(Famille, "nettoyage"), title(Clause, "nettoyage-en-journee")
    page = reader.open("")
    page.get_by_role("main").get_by_role("link", name=re.compile("élu")).first.click()
    page.get_by_role("main").get_by_role("link", name=segment).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{segment} : l’essentiel pour décider")
    page.get_by_role("main").get_by_role("link", name=re.compile(re.escape(clause))).click()
    expect(page.get_by_role("heading", name="Le texte")).to_be_visible()
    page.go_back()
    page.get_by_role("main").get_by_role("link", name=segment, exact=True).click()
    page.get_by_role("link", name=re.compile("en une page")).click()
    expect(page.get_by_role("heading", name="Paragraphe type de délibération")).to_be_visible()
    assert reader.complaints == []


def test_the_note_of_a_segment_does_not_take_the_place_of_its_record_among_the_data(public_site: Path, guide: Guide):
    for famille in familles_avec_note(guide.catalog):
        twin = (public_site / famille.adresse / "index.md").read_text(encoding="utf-8")
        assert f"\nurl: {PUBLISHED}{famille.adresse}\n" in twin and f"\n# {literal(famille.titre)}\n" in twin, (
            famille.id
        )
