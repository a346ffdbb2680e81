"""The legal minimum as a reader meets it: first on a segment, whole in the lists, in search and in the data."""

import json
import re
from pathlib import Path

from html_page import HtmlPage

from macros.model import Clause, Famille
from macros.read.guide import Guide
from macros.search.documents import record_documents
from macros.text.typographie import typographie
from macros.views.minimum import loi_du_minimum, minimum_des_segments


def clauses_of(html: str) -> list[str]:
    return re.findall(r'href="[./]*clauses/([a-z0-9-]+)/"', html)


def named(famille: Famille) -> list[str]:
    own = famille.minimum_legal
    return [name for name in (own.critere, own.condition, own.sociale) if name]


def test_a_segment_begins_with_its_legal_minimum_then_the_two_clauses_that_matter(
    guide: Guide, pages: dict[str, HtmlPage]
):
    for famille in guide.catalog.segments:
        sections = pages[famille.adresse].html.split("<h2")[1:]
        assert [re.search(r'id="([a-z-]+)"', section)[1] for section in sections[:2]] == [
            "minimum-legal",
            "deux-clauses",
        ], famille.id
        assert clauses_of(sections[0])[: len(named(famille))] == named(famille), famille.id
        assert clauses_of(sections[1]) == list(famille.deux_clauses), famille.id


def test_a_segment_says_from_when_for_whom_and_from_which_amount_with_the_reading_of_each_article(
    guide: Guide, pages: dict[str, HtmlPage]
):
    law = loi_du_minimum(guide.catalog)
    for famille in guide.catalog.segments:
        said = re.search(r'<p class="loi-du-minimum">(.*?)</p>', pages[famille.adresse].html, re.DOTALL)[1]
        assert (
            typographie(f"à compter du {law.depuis}") in said
            and "tout acheteur" in said
            and law.montant in said
            and law.montant_travaux in said
        ), famille.id
        assert re.findall(r"textes/([a-z0-9-]+)/", said) == ["ccp-l2152-7", "ccp-l2112-2", "ccp-l2112-2-1"]
        assert [said.count(mark) for mark in ("✓ lu au texte", "⚠")] == [3, 0]


def test_a_rule_of_the_state_alone_is_never_the_first_that_a_segment_names(pages: dict[str, HtmlPage], guide: Guide):
    for famille in guide.catalog.segments:
        html = pages[famille.adresse].html
        assert "À l’État seulement" not in html or html.index("À l’État seulement") > html.index(
            'id="minimum-legal"'
        ), famille.id


def test_the_list_for_buyers_and_the_page_of_holes_hold_every_segment_and_every_hole(
    guide: Guide, pages: dict[str, HtmlPage]
):
    told = minimum_des_segments(guide.catalog)
    listed = pages["agents/minimum-legal/"].html.split("<h1")[1]
    holes = pages["qualite/"].prose
    for famille in guide.catalog.segments:
        assert f'familles/{famille.id}/"' in listed and set(named(famille)) <= set(clauses_of(listed)), famille.id
        assert all(typographie(guide.catalog.get(Clause, name).titre) in holes for name in named(famille)), famille.id
    assert f"{told.complets} segments sur {len(told.segments)}" in pages["qualite/"].prose
    for _, pair in told.manques:
        assert pair.achat in pages["agents/minimum-legal/"].prose.replace("’", "'") and pair.achat in pages[
            "qualite/"
        ].prose.replace("’", "'"), pair.achat
    assert listed.count("Ce qui manque.") == len(told.manques) > 0


def test_the_page_of_all_purchases_answers_for_what_has_no_segment(pages: dict[str, HtmlPage]):
    told = pages["familles/tous-achats/"].html.split('id="minimum-legal"')[1].split('id="deux-clauses"')[0].lower()
    for word in (
        "gardiennage",
        "assurances",
        "fournitures de bureau",
        "télécommunications",
        "abonnements",
        "maintenance",
        "ascenseurs",
    ):
        assert word in told, word
    assert "sans segment" in pages["familles/tous-achats/"].prose


def test_search_the_data_and_the_note_of_elected_officials_carry_it(
    guide: Guide, pages: dict[str, HtmlPage], public_site: Path
):
    catalog = guide.catalog
    documents = {document.adresse: document for document in record_documents(catalog) if document.kind == "familles"}
    published = {
        record["id"]: record
        for record in json.loads((public_site / "api/v1/familles.json").read_text(encoding="utf-8"))
    }
    for famille in catalog.segments:
        assert documents[famille.adresse].reste.count("Le minimum légal :") >= 2, famille.id
        minimum = published[famille.id]["minimum_legal"]
        assert [minimum["critere"], minimum["condition"], minimum["sociale"]] == named(famille), famille.id
        if famille.note_elus:
            law = pages[f"elus/{famille.id}/"].html.split('id="loi"')[1].split("</section>")[0]
            assert clauses_of(law) == named(famille), famille.id
