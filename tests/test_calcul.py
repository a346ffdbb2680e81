"""Numbers as the reader writes them, and values that follow others."""

from decimal import Decimal

import pytest

from macros.model.calcul import FormulaError, evaluate, names, number, starting_values, written
from macros.model.clause import Parametre

VALUES = {"a": Decimal(6), "b": Decimal("1.5"), "zero": Decimal(0)}


@pytest.mark.parametrize(
    ("text", "value"),
    [(5, "5"), ("2,5", "2.5"), ("1 500,50", "1500.50"), ("85\u202f000", "85000"), ("-3", "-3"), ("0.5", "0.5")],
)
def test_a_number_is_read_as_it_is_written(text: int | str, value: str):
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "dix", "NaN", "Infinity", "-inf", "1e9", "1,2,3", "٣", "5 %", "1_000", "0x10"])
def test_what_a_reader_calls_no_number_is_none(text: str):
    assert number(text) is None


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("a", "6"), ("a + b * 2", "9"), ("(a + b) * 2", "15"), ("a - b - 1", "3.5"), ("a / b / 2", "2"), ("-a + 2", "-4"),
        ("a * -b", "-9"), ("--a", "6"), ("100*a/(b+0,5)", "300"), ("((a))", "6"), ("2.5", "2.5"), ("zero / a", "0"),
    ],
)  # fmt: skip
def test_a_formula_is_worked_out_with_the_usual_order(formula: str, value: str):
    assert evaluate(formula, VALUES) == Decimal(value)


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
        name: Parametre(libelle=name, type="nombre", **({"calcul": value} if isinstance(value, str) else {"defaut": value}))
        for name, value in formulas.items()
    }


def test_values_that_follow_one_another_are_worked_out_in_whatever_order_they_stand():
    assert starting_values(parametres(total="double + a", double="a * 2", a=5)) == {"a": 5, "double": 10, "total": 15}


def test_what_cannot_be_worked_out_is_left_out():
    assert starting_values(parametres(a=5, circle="circle + a", orphan="b + 1", nothing="a / (a - 5)", broken="a +")) == {"a": 5}


@pytest.mark.parametrize(("value", "text"), [("833.3333", "833,33"), ("1234.5", "1\u202f234,5"), ("10", "10"), ("2.005", "2,01"), ("-0.5", "-0,5"), ("100", "100")])
def test_a_figure_is_written_for_a_reader(value: str, text: str):
    assert written(Decimal(value)) == text
