"""Price formulas: their language, and the marks that they give (tests/vecteurs/notation.json, the browser's too)."""

import json
from pathlib import Path

import pytest

from macros.model import MethodeDeNotation
from macros.model.calcul import number
from macros.model.expression import ExpressionError, parse, price_marks
from macros.read.guide import Guide

VECTORS = json.loads((Path(__file__).parent / "vecteurs/notation.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vector", [one for one in VECTORS["expressions"] if "valeur" in one])
def test_an_expression_is_worked_out(vector: dict):
    assert parse(vector["ecrit"]).value(vector["valeurs"]) == pytest.approx(vector["valeur"])


@pytest.mark.parametrize("vector", [one for one in VECTORS["expressions"] if "erreur" in one])
def test_what_is_no_expression_is_said(vector: dict):
    with pytest.raises(ExpressionError, match=vector["erreur"]):
        parse(vector["ecrit"]).value(vector["valeurs"])


def test_the_names_of_an_expression_are_each_given_once():
    assert parse("N × (a + b × (Pmoy − P) / Pmoy)").names == ("N", "a", "b", "Pmoy", "P")


@pytest.mark.parametrize("vector", VECTORS["notes"])
def test_the_formulas_of_the_data_give_the_marks_of_the_note(vector: dict, guide: Guide):
    method = guide.catalog.get(MethodeDeNotation, vector["formule"])
    settings = {one.nom: float(number(one.defaut)) for one in method.reglages} | vector["reglages"]
    found = price_marks(method.expression, tuple(VECTORS["jeux"][vector["jeu"]]), VECTORS["points_du_prix"], settings)
    assert found == pytest.approx(vector["notes"], abs=1e-4)
