"""The reading circuit: what is said of a clause that was read, who is to read what, and the sheets that go to readers and come back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_guide import Changes

from macros.library import Library
from macros.model import Catalog, Clause
from macros.read.guide import Guide, load_guide
from macros.read.load import load
from macros.read.settings import Settings
from macros.views.clauses import clause_vue
from macros.views.relectures import RAISONS, a_lire, etat_des_lectures, liste_a_lire

SETTINGS = Settings(site="https://guide.test/")
Project = Callable[[Changes | None], Path]
GOOD = {
    "date": "2026-10-02",
    "par": "juriste",
    "version": 1,
    "decision": "bon-a-employer",
    "echeance": "2027-10-02",
}

ASKED = {"date": "2026-10-02", "par": "juriste", "version": 1, "decision": "a-corriger"}


def catalog_of(project: Project, *readings: dict[str, Any], **changes: Any) -> Catalog:
    return load_guide(project({"clauses/bilan": {"relecture": list(readings), **changes}})).catalog


def page(catalog: Catalog) -> str:
    return Library(catalog, SETTINGS).show_fiche("clauses", "bilan").replace("\u202f", " ").replace("\u00a0", " ")


# What the page of a clause says


def test_a_clause_read_by_a_lawyer_says_when_and_its_copies_too(project: Project):
    catalog = catalog_of(project, GOOD, statut="relue")
    vue = clause_vue(catalog, catalog.get(Clause, "bilan"), SETTINGS)
    assert vue.statut == "relue par un juriste le 2 octobre 2026"
    assert vue.mention.endswith("— relue par un juriste le 2 octobre 2026.")
    assert (
        '<p class="relecture" data-echeance="2027-10-02">Relue par un juriste le 2 octobre 2026 ; prochaine lecture avant le 2 octobre 2027.</p>'
        in page(catalog)
    )


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (ASKED, "Lue par un juriste le 2 octobre 2026, qui demande une correction"),
        ({**ASKED, "decision": "a-retirer"}, "qui demande de la retirer : ne l’employez pas"),
        ({**GOOD, "par": "acheteur"}, "Relue par un acheteur le 2 octobre 2026"),
    ],
)
def test_a_clause_that_no_lawyer_accepted_is_not_called_read(project: Project, reading: dict[str, Any], words: str):
    html = page(catalog_of(project, reading))
    assert words in html and "proposition, à faire relire par vos juristes" in html
    assert "relue par un juriste" not in html


def test_a_reading_of_an_older_text_is_told_as_such(project: Project):
    history = [{"version": number, "date": f"2026-10-0{number}", "motif": "Revue."} for number in (3, 1)]
    html = page(catalog_of(project, GOOD, version=3, historique=history))
    assert "La version 1 a été lue par un juriste le 2 octobre 2026 ; le texte a changé depuis" in html
    assert "data-echeance" not in html


# Who reads what, and in which order


def test_the_legal_minimum_is_read_first_then_what_is_most_named(guide: Guide):
    found = a_lire(guide.catalog, "juriste")
    assert len(found) == len(guide.catalog.clauses_vivantes)
    ranks = [one.rang for one in found]
    assert ranks == sorted(ranks) and found[0].raison == RAISONS[1]
    minimum = {
        name
        for famille in guide.catalog.segments
        if famille.minimum_legal
        for name in (famille.minimum_legal.critere, famille.minimum_legal.condition)
    }
    assert minimum <= {one.clause.id for one in found if one.rang == 1}


def test_the_page_lists_the_most_urgent_and_says_how_many_come_after(guide: Guide):
    found, shown = a_lire(guide.catalog), liste_a_lire(guide.catalog)
    listed = [one for _, own in shown.groupes for one in own]
    assert listed == list(found[:100]) and shown.suite == len(found) - 100 > 0
    assert f"{shown.suite} autres clauses" in Library(guide.catalog, SETTINGS).list_a_lire()


@pytest.mark.parametrize(
    ("changes", "roles"),
    [
        ({}, ["juriste"]),
        ({"niveau": "avance", "verification.0.moment": "execution"}, ["juriste", "referent-durable", "metier"]),
        ({"dispositions.0.piece": "RC"}, ["juriste", "acheteur"]),
        ({"relecture": [GOOD], "statut": "relue", "niveau": "avance"}, ["referent-durable"]),
        ({"relecture": [GOOD], "statut": "relue"}, []),
    ],
)
def test_each_role_reads_what_is_for_it(project: Project, changes: dict[str, Any], roles: list[str]):
    loaded = load(project({"clauses/bilan": changes}) / "data")
    assert [role.id for one in a_lire(loaded.catalog) for role in one.roles] == roles


def test_what_was_read_is_counted_and_what_was_asked_is_listed(project: Project):
    catalog = catalog_of(project, ASKED, {**GOOD, "par": "metier"})
    state = etat_des_lectures(catalog)
    assert [(one.role.id, one.lit, one.lues, one.reste) for one in state.roles] == [
        ("juriste", 1, 1, 0),
        ("acheteur", 0, 0, 0),
        ("referent-durable", 0, 0, 0),
        ("metier", 0, 0, 0),
    ]
    assert [demande.clause.adresse for demande in state.demandes] == ["clauses/bilan/"]
    assert [(one.role.id, [back.jour for back in one.prochaines]) for one in state.roles if one.prochaines] == [
        ("metier", ["2027-10-02"])
    ]
