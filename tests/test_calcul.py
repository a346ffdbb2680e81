"""Numbers as the reader writes them, and values that follow others."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from macros.model.calcul import FormulaError, evaluate, names, number, starting_values, written_number
from macros.model.clause import Parametre

VALUES = {"a": Decimal(6), "b": Decimal("1.5"), "zero": Decimal(0)}
VECTORS = json.loads((Path(__file__).parent / "vecteurs/calculs.json").read_text(encoding="utf-8"))
"""What the browser works out too: tests/js/parts/calcul.test.js reads them."""


def values(known: dict[str, str]) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in known.items()}


@pytest.mark.parametrize("vector", VECTORS["nombres"])
def test_a_number_is_read_as_it_is_written_and_nothing_else_is_one(vector: dict):
    assert number(vector["texte"]) == (vector["nombre"] and Decimal(vector["nombre"]))


def test_a_whole_number_is_one():
    assert number(5) == 5


@pytest.mark.parametrize("vector", VECTORS["formules"])
def test_a_formula_is_worked_out_and_written_as_in_the_browser(vector: dict):
    if vector["resultat"] is None:
        with pytest.raises(FormulaError):
            evaluate(vector["formule"], values(vector["valeurs"]))
    else:
        assert written_number(evaluate(vector["formule"], values(vector["valeurs"]))) == vector["resultat"]


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("", "formule incomplète"), ("a +", "formule incomplète"), ("* a", "formule incomplète"), ("(a", "jamais fermée"), ("a)", "« ) » inattendu"),
        ("a b", "« b » inattendu"), ("2a", "« a » inattendu"), ("c", "« c » inconnu"), ("a / zero", "division par zéro"), ("a ** b", "formule incomplète"),
        ("a.b", "« .b » inattendu"), ("1,2,3", "« ,3 » inattendu"), ("(" * 50 + "a" + ")" * 50, "trop de parenthèses"),
        ("*".join(["999999"] * 15) + "*a", None),
    ],
)  # fmt: skip
def test_a_formula_that_is_none_says_why(formula: str, words: str | None):
    if words is None:  # long, and a number all the same
        assert evaluate(formula, VALUES) > 0
        return
    with pytest.raises(FormulaError, match=words.replace("(", r"\(").replace(")", r"\)").replace(".", r"\.")):
        evaluate(formula, VALUES)


def test_a_formula_names_each_parameter_once():
    assert names("a * b / (a + zero_2)") == ("a", "b", "zero_2")


def parametres(**formulas: str | int) -> dict[str, Parametre]:
    """Parameters with a default, or with the formula that they follow."""
    return {
        name: Parametre(
            libelle=name, type="nombre", **({"calcul": value} if isinstance(value, str) else {"defaut": value})
        )
        for name, value in formulas.items()
    }


@pytest.mark.parametrize("vector", VECTORS["suites"])
def test_values_that_follow_one_another_are_worked_out_in_whatever_order_they_stand(vector: dict):
    given = {name: int(value) for name, value in vector["valeurs"].items()}
    assert starting_values(parametres(**vector["formules"], **given)) == values(vector["valeurs"]) | values(
        vector["resultats"]
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("833.3333", "833,33"),
        ("1234.5", "1\u202f234,5"),
        ("10", "10"),
        ("2.005", "2,01"),
        ("-0.5", "-0,5"),
        ("100", "100"),
    ],
)
def test_a_figure_is_written_for_a_reader(value: str, text: str):
    assert written_number(Decimal(value)) == text
