"""The nine usual drafting errors that the guide teaches: each « before » of its page is caught by the project's own rules."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from small_guide import REMOVE, complaints, dump
from test_rules import CLAUSE, RULES, critere, texte

ROOT = Path(__file__).parents[2]
LESSON = (ROOT / "docs/guide/rediger.md").read_text(encoding="utf-8")
BEFORE = {
    int(number): text for number, text in re.findall(r"^\| (\d)\. [^|]+\| Avant : « (.+?) » \|", LESSON, re.MULTILINE)
}
CAUGHT = {
    1: "(mot vague)",
    2: "(rien à mesurer)",
    3: "sans « ou équivalent » dans la même phrase",
    4: "(marque)",
    5: "(préférence locale)",
    6: "(politique générale de l'entreprise)",
    7: "clause sans preuve",
    8: "pondération hors du raisonnable",
    9: "(ancien code)",
}


def project_rules() -> str:
    """The project's rules, without the exceptions that name its own clauses."""
    rules = yaml.safe_load((ROOT / "data/regles-redaction.yml").read_text(encoding="utf-8"))
    for rule in rules["regles"]:
        rule.pop("exceptions", None)
    return dump(rules)


def as_written(number: int) -> dict:
    """The clause that makes this error. A missing proof and a token weight are told in the page's words, and made in the clause's fields."""
    if number == 7:
        return texte(BEFORE[7], verification=REMOVE)
    if number == 8:
        weight = int(re.search(r"(\d+) point", BEFORE[8])[1])
        return critere({"min": weight, "defaut": weight, "max": weight})
    return texte(BEFORE[number])


def test_the_page_teaches_nine_errors():
    assert BEFORE.keys() == CAUGHT.keys()


@pytest.mark.parametrize("number", CAUGHT)
def test_the_wrong_wording_that_the_page_shows_is_caught(project: Callable[[Mapping], Path], number: int):
    (found,) = complaints(project({RULES: project_rules(), CLAUSE: as_written(number)}), editorial=True)
    assert CAUGHT[number] in found
