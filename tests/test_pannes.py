"""The table of reported faults: what once went wrong on real machines and in readers' hands, each with the test that holds it.

`pannes.tsv` has a line a fault: its number, the fault in a few words, its tests, and a note where something is left, or is
not for a test to hold. A test is named as pytest names it, without its parameters; one of the browser's code by its file and
the words of its name, joined by « _ ».
"""

import ast
import csv
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "tests/pannes.tsv"
FAULTS = 68
_NAME = re.compile(r"""^\s*test\(\s*(["'`])(?P<name>(?:\\.|(?!\1).)*)\1""", re.MULTILINE)


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def words(name: str) -> str:
    """The name of a test of the browser's code as the table writes it; what a run fills in is left out."""
    return "_".join(re.findall(r"[\w']+", re.sub(r"\$\{[^}]*\}", " ", name)))


@cache
def defined_in(path: str) -> frozenset[str]:
    """The names of the tests that a file defines."""
    file = ROOT / path
    assert file.is_file(), path
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".js":
        return frozenset(words(found["name"]) for found in _NAME.finditer(text))
    defined = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
    return frozenset(node.name for node in defined if node.name.startswith("test_"))


def test_every_fault_stands_once_in_its_order():
    assert [row["numero"] for row in rows()] == [str(number) for number in range(1, FAULTS + 1)]
    told = [row["panne"] for row in rows()]
    assert all(told) and len(set(told)) == len(told)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["numero"])
def test_every_fault_has_a_test_that_exists_or_says_why_not(row: dict[str, str]):
    named = row["essai"].split()
    assert named or row["note"], "neither a test nor a note"
    assert len(set(named)) == len(named)
    for one in named:
        path, _, name = one.partition("::")
        assert name in defined_in(path), f"{one} does not exist"


def test_a_test_that_is_gone_is_seen():
    assert "test_a_test_that_is_gone_is_seen" in defined_in("tests/test_pannes.py")
    assert "test_of_yesterday" not in defined_in("tests/test_pannes.py")
    assert "what_is_out_of_bounds_is_said" in defined_in("tests/js/parts/nombre.test.js")
    assert words("of another shape: ${foreign.slice(0, 20)}") == "of_another_shape"
