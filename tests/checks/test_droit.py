"""The amounts in euros that no cited text holds: what a lawyer reads again, and what is not listed."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from macros.__main__ import check
from macros.checks.droit import montants_a_relire, notes_a_relire
from macros.read.load import load

TEXT, CLAUSE, DUTY = "textes/ccp-l2112-2", "clauses/bilan", "obligations/part-sociale"


def listed(root: Path) -> list[tuple[str, str]]:
    return [(finding.file, finding.message) for finding in montants_a_relire(load(root / "data").catalog)]


@pytest.mark.parametrize(
    ("changes", "amounts"),
    [
        ({DUTY: {"exigence": "Dès 25 000 euros, le marché est écrit."}}, ["25 000"]),
        ({DUTY: {"resume": "Plus de 60 millions d'euros de dépenses, ou 2,5 M€."}}, ["2 500 000", "60 000 000"]),
        ({DUTY: {"condition": {"precision": "sous 90 000 € HT"}}}, ["90 000"]),
        ({DUTY: {"titre": "Un contrat écrit à 1 euro", "exigence": "1 euro, pas plus."}}, ["1"]),
        ({DUTY: {"exigence": "Dès 25 000 euros."}, TEXT: {"apport": "L'écrit est demandé dès 25 000 € HT."}}, []),
        ({DUTY: {"exigence": "Plus de 60 millions d'euros."}, TEXT: {"resume": "Le seuil est de 60 M€."}}, []),
        ({DUTY: {"exigence": "Pendant 2026, 35 % des 1 000 m² et 12 mois."}}, []),
    ],
)
def test_an_amount_that_no_cited_text_holds_is_listed(
    project: Callable[[Mapping], Path], changes: Mapping, amounts: list[str]
):
    assert listed(project(changes)) == [
        ("obligations/part-sociale.yml", f"{amount} € ne se lit dans aucun des textes cités") for amount in amounts
    ]


def test_the_note_of_a_clause_is_held_to_its_own_text(project: Callable[[Mapping], Path]):
    changes = {
        "textes/autre": {"apport": "Dès 40 000 euros."},
        CLAUSE: {
            "fondements": [
                {"texte": "ccp-l2112-2", "note": "Dès 40 000 euros."},
                {"texte": "autre", "note": "Dès 40 000 euros."},
            ]
        },
    }
    assert listed(project(changes)) == [("clauses/bilan.yml", "40 000 € ne se lit dans aucun des textes cités")]


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("La diffusion des rapports se fait avant 2031.", ["2031", "rapports"]),
        ("Le rapport est remis en 2031, comme le dit la fiche.", []),
    ],
)
def test_a_year_or_a_product_that_the_cited_text_does_not_name_is_listed(
    project: Callable[[Mapping], Path], note: str, words: list[str]
):
    changes: dict = {
        "familles/etudes": {"alias": ["rapports"]},
        CLAUSE: {"fondements": [{"texte": "ccp-l2112-2", "note": note}]},
    }
    if not words:
        changes[TEXT] = {"apport": "Un rapport est attendu en 2031."}
    found = notes_a_relire(load(project(changes) / "data").catalog)
    assert [finding.message.split("»")[0].strip("« ") for finding in found] == words


def test_the_list_is_printed_where_it_is_asked_for_and_fails_nothing(
    project: Callable[[Mapping], Path], capsys: pytest.CaptureFixture[str]
):
    root = project({DUTY: {"exigence": "Dès 25 000 euros."}})
    assert (check(root), check(root, lecture=True)) == (0, 0)
    assert capsys.readouterr().out.count("À relire : data/obligations/part-sociale.yml : 25 000 €") == 1
