"""Records and pages become documents: nothing that readers should not find, nothing that they should is left out."""

import dataclasses
from typing import Annotated, Literal

import pytest
from pydantic import Field, StringConstraints

from macros.model import KINDS, Catalog, Clause, Famille, Record, Source
from macros.model.base import Id, Ligne, Model, Reference, Texte
from macros.model.reference_types import RefFamille, RefTexte
from macros.search import PageHtml, page_documents, record_documents, record_synonyms
from macros.search.documents import EVERYBODY, PAGES, on_one_line


def only(documents, adresse):
    return next(document for document in documents if document.adresse == adresse)


@pytest.fixture(scope="module")
def records(guide):
    return record_documents(guide.catalog)


def test_every_kind_of_record_is_found(guide, records):
    assert {document.kind for document in records} == {
        kind for kind in guide.catalog.kinds if guide.catalog.all(KINDS[kind])
    } | {PAGES}
    assert len({document.adresse for document in records}) == len(records)


class Etape(Model):
    titre: Ligne | None = None
    forme: Literal["libre", "notee"]
    textes: tuple[RefTexte, ...] = ()


class Atelier(Record):
    kind = "ateliers"
    adresse_liste = "ateliers"
    place = "page"
    nom = "atelier"
    nom_pluriel = "ateliers"
    livret = "aucun"

    heure: Annotated[str, StringConstraints(pattern="^[0-9]{2}:[0-9]{2}$")]
    lieu: Ligne
    etapes: Annotated[tuple[Etape, ...], Field(min_length=1)]
    familles: tuple[RefFamille, ...]
    moments: tuple[Annotated[Id, Reference("vocabulaires/etapes")], ...]
    remarques: dict[str, Texte] | None = None
    sources: tuple[Source, ...] = ()


def test_a_kind_that_search_has_never_heard_of_is_found_by_all_that_it_says(guide, monkeypatch):
    monkeypatch.setitem(KINDS, "ateliers", Atelier)
    atelier = Atelier(
        id="a",
        titre="Un atelier d'essai",
        resume="Pour voir.",
        alias=("essai",),
        heure="09:30",
        lieu="Salle *haute*",
        etapes=(Etape(titre="Lire [ceci](clauses/x)", forme="libre", textes=("ccp-l2112-2",)),),
        familles=("conseil-informatique",),
        moments=("sourcage",),
        remarques={"une": "Prévoir du café."},
        sources=(Source(titre="Un livre"),),
    )
    catalog = Catalog({**guide.catalog.kinds, "ateliers": {"a": atelier}}, guide.catalog.vocabularies)
    document = only(record_documents(catalog), "ateliers/a/")
    assert (document.kind, document.titre, document.alias) == ("ateliers", "Un atelier d’essai", "essai")
    assert document.texte == "Salle haute. Lire ceci. Prévoir du café."
    assert "L2112-2" in document.reste
    assert guide.catalog.get(Famille, "conseil-informatique").titre in document.reste
    assert document.facettes["etape"] == ("sourcage",)
    assert document.facettes["famille"] == ("conseil-informatique", "prestations-intellectuelles")
    assert document.facettes["public"] == EVERYBODY


def test_facets_are_known_ids(guide, records):
    known = {
        "famille": "familles",
        "etape": "vocabulaires/etapes",
        "dimension": "vocabulaires/dimensions",
        "niveau": "vocabulaires/niveaux",
        "public": "vocabulaires/publics",
        "statut": "vocabulaires/statuts",
    }
    for document in records:
        for facet, ids in document.facettes.items():
            if facet == "effort":
                assert set(ids) <= set("12345"), document.adresse
                continue
            kind, _, name = known[facet].partition("/")
            pool = (
                {term.id for term in guide.catalog.terms(name)}
                if name
                else {record.id for record in guide.catalog.all(KINDS[kind])}
            )
            assert set(ids) <= pool, document.adresse


def test_a_sub_segment_counts_for_its_parent_too(guide, records):
    child = next(famille for famille in guide.catalog.segments if famille.parent)
    clause = next(clause for clause in guide.catalog.clauses_vivantes if child.id in clause.familles)
    assert {child.id, child.parent} <= set(only(records, clause.adresse).facettes["famille"])


def test_a_clause_is_found_by_its_articles_codes_and_segments(guide, records):
    clause = guide.catalog.get(Clause, "insertion-etude-longue")
    document = only(records, clause.adresse)
    assert "L2112-2" in document.reste
    assert clause.cpv[0] in document.reste
    assert guide.catalog.get(Famille, clause.famille).titre in document.reste
    assert "[[" not in document.texte + document.reste
    assert document.facettes["public"] == ("agents",)
    assert (document.facilite, document.impact) == (clause.facilite, clause.impact)


@pytest.mark.parametrize("statut", ["retiree", "brouillon"])
def test_drafts_and_retired_clauses_are_not_found(guide, statut):
    clauses = dict(guide.catalog.kinds["clauses"])
    gone = next(iter(clauses))
    clauses[gone] = clauses[gone].model_copy(update={"statut": statut})
    catalog = Catalog({**guide.catalog.kinds, "clauses": clauses}, guide.catalog.vocabularies)
    assert clauses[gone].adresse not in {document.adresse for document in record_documents(catalog)}
    assert len(record_documents(catalog)) == len(record_documents(guide.catalog)) - 1


def test_the_note_of_a_segment_is_found_beside_the_segment(guide, records):
    segment = next(segment for segment in guide.catalog.segments if segment.note_elus)
    note = only(records, f"elus/{segment.id}/")
    assert note.titre.startswith(segment.titre.replace("'", "’"))
    assert note.facettes["public"] == ("elus",)
    assert segment.id in note.facettes["famille"]
    assert only(records, segment.adresse).kind == "familles"


def test_synonyms_start_with_the_term_of_the_glossary(guide):
    for group in record_synonyms(guide.catalog):
        assert len(group) >= 2
        assert "(" not in group[0]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Une *belle* **phrase** `courte`.", "Une belle phrase courte."),
        ("Lire [la clause](clauses/x) et [[heures]] heures.", "Lire la clause et [heures] heures."),
        ("- un\n- deux\n\n1. trois", "un deux trois"),
        ("a * b, snake_case et 2 * 3", "a b, snake_case et 2 3"),
    ],
)
def test_plain_text(markdown, expected):
    assert on_one_line(markdown) == expected


def test_a_parameter_reads_as_its_label():
    assert on_one_line("Au moins [[n]] jours.", {"n": "nombre de jours"}) == "Au moins [nombre de jours] jours."


PAGE = """
<h1>Titre</h1>
<p>Le début de la page. Une suite.</p>
<h2 id="un">Premier<a class="headerlink" href="#un" title="Lien">¶</a></h2>
<p>Un <strong>mot</strong>coupé, un <a href="#">lien</a>.</p><ul><li>puce</li><li>autre</li></ul><p>ligne<br>suivante</p>
<nav><p>Menu caché</p></nav><div data-non-indexe><div><p>Liste cachée</p></div><p>encore</p></div><script>caché()</script>
<img alt="" src="x.png"><p>Après.</p>
<h3 id="deux">Sous-titre &amp; détail</h3>
<p>Détail.</p>
<h2>Sans ancre</h2>
<p>Reste de deux.</p>
"""


@pytest.fixture(scope="module")
def sections():
    return page_documents([PageHtml("guide/page/", "Titre d'essai", PAGE, ("elus",))])


def test_a_page_is_cut_at_its_anchored_headings(sections):
    assert [(section.adresse, section.titre, section.contexte) for section in sections] == [
        ("guide/page/", "Titre d’essai", ""),
        ("guide/page/#un", "Premier", "Titre d’essai"),
        ("guide/page/#deux", "Sous-titre & détail", "Titre d’essai"),
    ]


def test_a_page_is_found_by_the_words_of_its_address(sections):
    assert [section.alias for section in sections] == ["page", "", ""]
    assert page_documents([PageHtml("outils/cible-elus/", "La cible", "")])[0].alias == "cible elus"


def test_sections_hold_their_own_words_and_nothing_hidden(sections):
    assert sections[0].texte == "Le début de la page. Une suite."
    assert sections[1].texte == "Un motcoupé, un lien. puce autre ligne suivante Après."
    assert sections[2].texte == "Détail. Sans ancre Reste de deux."
    assert not any("caché" in section.texte or "¶" in section.titre for section in sections)


def test_a_section_is_summed_up_by_its_first_sentence(sections):
    assert sections[0].resume == "Le début de la page."
    long = page_documents([PageHtml("p/", "P", f"<p>{'mot ' * 100}</p>")])[0]
    assert len(long.resume) <= 242
    assert long.resume.endswith(" …")


def test_a_section_carries_the_audience_of_its_page(sections):
    assert {section.facettes["public"] for section in sections} == {("elus",)}


def test_documents_are_frozen(sections):
    with pytest.raises(dataclasses.FrozenInstanceError):
        sections[0].titre = "autre"
