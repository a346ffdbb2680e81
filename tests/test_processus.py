"""The map of the purchase process and the calendar of the law: what the figures show is what the lists say."""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from site_tools import Reader
from small_guide import ROOT, Changes

from macros.library import Library
from macros.model import Catalog, TexteJuridique
from macros.read.guide import Guide, load_guide
from macros.read.settings import Settings
from macros.views.calendrier import calendrier
from macros.views.obligations import du_segment
from macros.views.processus import ROLES, carte_du_processus, etape_vue, etapes, figure

SETTINGS = Settings(site="https://guide.test/")


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(ROOT)


@pytest.fixture(scope="module")
def catalog(guide: Guide) -> Catalog:
    return guide.catalog


@pytest.fixture
def small(project: Callable[[Changes | None], Path]) -> Callable[[Changes], Catalog]:
    """The catalogue of the smallest guide, changed."""
    return lambda changes: load_guide(project(changes)).catalog


def test_each_stage_has_one_place_and_one_who_leads_it(catalog: Catalog):
    stages = etapes(catalog)
    assert [stage.ordre for stage in stages] == list(range(1, len(stages) + 1))
    assert {stage.id: [act.role for act in stage.acteurs].count("pilote") for stage in stages} == {
        stage.id: 1 for stage in stages
    }
    for stage in stages:
        assert len({act.acteur for act in stage.acteurs}) == len(stage.acteurs), stage.id


def test_every_actor_of_the_map_does_something(catalog: Catalog):
    assert {act.acteur for stage in etapes(catalog) for act in stage.acteurs} == {
        actor.id for actor in catalog.terms("acteurs")
    }


def test_every_stage_that_clauses_name_is_on_the_map(catalog: Catalog):
    assert {stage.etape for stage in etapes(catalog)} == {term.id for term in catalog.terms("etapes")}


def test_a_chapter_of_the_list_is_a_page_of_the_guide(catalog: Catalog):
    assert [
        term.id for term in catalog.terms("chapitres") if not (ROOT / "docs" / "guide" / f"{term.id}.md").exists()
    ] == []


def test_the_figure_says_what_the_list_says(catalog: Catalog):
    carte = carte_du_processus(catalog)
    for row, item in zip(carte.figure.rangees, carte.etapes, strict=True):
        shown = " ".join(line.mots for _, lines in row.textes for line in lines).replace("\u00a0;", " ;")
        told = dict(item.termes)
        assert " ".join(line.mots for line in row.titre) == item.lien.mot
        for term in ("Décision", "Document", "Temps", "Ça bloque", "Ça s'ouvre"):
            assert told[term] in shown, (item.lien.mot, term)


def test_every_mark_of_the_figure_is_an_actor_of_its_stage(catalog: Catalog):
    stages = etapes(catalog)
    for stage, row in zip(stages, figure(catalog, stages).rangees, strict=True):
        assert sorted(mark.role for mark in row.marques) == sorted(act.role for act in stage.acteurs)
        assert len({mark.x for mark in row.marques}) == len(stage.acteurs)


def test_no_text_of_the_figure_leaves_its_row_or_its_column(catalog: Catalog):
    drawn = figure(catalog, etapes(catalog))
    for row in drawn.rangees:
        lines = [line for _, found in row.textes for line in found] + list(row.titre)
        assert all(row.haut + 10 <= line.y <= row.haut + drawn.rang - 2 for line in lines), row.numero
        assert all(line.x + 7.4 * len(line.mots) <= drawn.largeur + 8 for line in lines), row.numero


def test_the_path_goes_through_everyone_who_leads(catalog: Catalog):
    drawn = figure(catalog, etapes(catalog))
    for row in drawn.rangees:
        lead = next(mark for mark in row.marques if mark.role == "pilote")
        assert f"{lead.x} {lead.y}" in drawn.chemin


def test_a_point_says_where_it_comes_from(catalog: Catalog):
    for stage in etapes(catalog):
        view = etape_vue(catalog, stage, SETTINGS)
        assert all(point.origine or point.textes for point in (*view.delais, *view.blocages, *view.ouvertures)), (
            stage.id
        )


def test_a_delay_with_a_number_of_days_or_months_has_a_source(catalog: Catalog):
    numbers = (
        "un",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "dix",
        "onze",
        "quinze",
        "trente",
        "trente-cinq",
        "quarante-cinq",
    )
    units = ("jour", "jours", "mois", "an", "ans", "heure", "heures", "minute", "minutes", "semaine", "semaines")
    for stage in etapes(catalog):
        for point in stage.delais:
            words = f"{point.titre} {point.detail}".lower().replace(",", "").replace(".", "").split()
            if any(first in numbers and second in units for first, second in pairwise(words)):
                assert point.source or point.textes, f"{stage.id}: {point.titre}"


def test_a_stage_names_its_neighbours_and_its_clauses(catalog: Catalog):
    first, *_, last = (etape_vue(catalog, stage, SETTINGS) for stage in etapes(catalog))
    assert first.precedente is None and last.suivante is None
    assert (first.suivante.mot, last.precedente.mot) == (etapes(catalog)[1].titre, etapes(catalog)[-2].titre)
    assert first.toutes.adresse == "recherche/?type=clauses&etape=besoin"
    assert [act[1] for act in first.acteurs] == sorted(
        (act[1] for act in first.acteurs), key=list(ROLES.values()).index
    )


def test_a_guide_without_stages_still_draws(small: Callable[[Changes], Catalog]):
    assert figure(small({}), ()).chemin == ""


def test_the_calendar_counts_each_dated_text_once(catalog: Catalog):
    shown = calendrier(catalog)
    dated = [text for text in catalog.all(TexteJuridique) if text.en_vigueur.depuis and not text.en_vigueur.jusqu_a]
    assert sum(circle.nombre for circle in shown.ronds) == len(dated) == sum(len(day.textes) for day in shown.jours)
    assert [day.jour for day in shown.jours] == sorted({text.en_vigueur.depuis for text in dated}, reverse=True)


def test_the_calendar_puts_a_text_at_its_month_and_says_whether_it_is_sure(small: Callable[[Changes], Catalog]):
    shown = calendrier(
        small(
            {
                "textes/ccp-l2112-2": {"en_vigueur": {"depuis": "2026-08-21"}},
                "textes/autre": {
                    "en_vigueur": {"depuis": "2026-08-22"},
                    "verification": {"etat": "a-verifier", "date": "2026-09-01"},
                },
                "textes/plus-tard": {"en_vigueur": {"depuis": "2027-12-14"}},
                "textes/abroge": {"en_vigueur": {"depuis": "2020-01-01", "jusqu_a": "2021-01-01"}},
            }
        )
    )
    assert [year for _, year in shown.annees] == [2026, 2027]
    assert [(circle.nombre, circle.jour, circle.confirme) for circle in shown.ronds] == [
        (2, date(2026, 8, 21), False),
        (1, date(2027, 12, 14), True),
    ]
    assert shown.ronds[0].x < shown.ronds[1].x and shown.ronds[0].y < shown.ronds[1].y
    assert [day.jour for day in shown.jours] == [date(2027, 12, 14), date(2026, 8, 22), date(2026, 8, 21)]


def test_the_calendar_of_a_guide_without_dates_is_empty(small: Callable[[Changes], Catalog]):
    assert calendrier(small({})).ronds == ()


def test_a_segment_without_rules_is_refused_where_its_rules_are_asked_for(catalog: Catalog):
    library = Library(catalog, SETTINGS)
    assert "#agec-textile" in library.cite_regles("textile")
    with pytest.raises(ValueError, match="aucune règle"):
        library.cite_regles(next(famille.id for famille in catalog.segments if not du_segment(catalog, famille)))
    with pytest.raises(ValueError, match="textile"):
        library.cite_regles("textil")


def test_the_map_says_which_of_its_points_rest_on_a_text_that_was_not_read(small: Callable[[Changes], Catalog]):
    """In the list and in the figure; what rests on a text that was read, or on none, says nothing."""
    found = small(
        {
            "textes/autre": {"verification": {"etat": "a-verifier", "date": "2026-09-01"}},
            "processus/faire-le-bilan": {
                "delais": [
                    {"titre": "Un mois", "detail": "Avant que chacun oublie.", "textes": ["ccp-l2112-2", "autre"]}
                ],
                "points_de_blocage": [{"titre": "Le temps", "detail": "Personne n'en a.", "textes": ["ccp-l2112-2"]}],
            },
        }
    )
    (stage,) = carte_du_processus(found).etapes
    assert dict(stage.termes) | {
        "Temps": "Un mois\u00a0⚠",
        "Ça bloque": "Le temps",
        "Ça s'ouvre": "Les usagers",
    } == dict(stage.termes)
    drawn = {
        css: " ".join(line.mots for line in lines) for css, lines in carte_du_processus(found).figure.rangees[0].textes
    }
    assert (drawn["temps"], drawn["bloque"], drawn["ouvre"]) == ("Un mois\u00a0⚠", "Le temps", "Les usagers")
    shown = str(Library(found, SETTINGS).show_processus())
    assert len(re.findall(r"Un mois\s⚠", shown)) == 2
    assert "⚠" in re.sub(r"Un mois\s⚠", "", shown), "the key says what the sign means"


@pytest.mark.parametrize("width", [320, 360, 640])
def test_a_phone_shows_every_actor_of_the_map_without_scrolling(reader_of: Callable[..., Reader], width: int):
    figure_ = reader_of(width).open("processus/").locator(".carte-processus .defile")
    room = figure_.bounding_box()
    shown = figure_.locator("svg :is(text, circle, .decide)").evaluate_all(
        "all => all.filter(one => one.checkVisibility())"
        ".map(one => ({ words: one.textContent, ...one.getBoundingClientRect().toJSON() }))"
    )
    assert len(shown) > 60
    for one in shown:
        assert room["x"] <= one["left"] < one["right"] <= room["x"] + room["width"], one
        assert room["y"] <= one["top"], one
