"""A text of any length and of any sign: the check comes back and says where it is too long, and what is read of the longest takes time in proportion.

Each trial runs in a process of its own, which is stopped if it does not come back.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from broken import LOCATED
from small_guide import HOME, ROOT, Changes

from macros.model.base import LONGEST_TEXT

PATIENCE = 60
"""Seconds after which a trial hangs. Each takes one or two, most of them to start Python."""
SIGNS = {
    "brackets": "[",
    "double brackets": "[[",
    "closed brackets": "[]",
    "brackets and parentheses": "[x](",
    "stars": "*",
    "double stars": "**",
    "backticks": "`",
    "backslashes": "\\",
    "an opened bracket and backslashes": "[" + "\\" * 26,
    "braces": "{",
    "paragraphs of braces": "{" * 7_900 + "\n\n",
    "paragraphs of tags": "<a " * 2_600 + "\n\n",
    "double braces": "{{ ",
    "calls": "{{ x( }}",
    "images": "![",
    "schemes": "](",
    "angles": "<",
    "tags": "<a ",
    "ampersands": "&",
    "words": "mot ",
    "one word": "m",
    "blanks and dots": " .",
    "lines": "- mot\n",
    "numbered lines": "1. mot\n\n",
    "apostrophes": "l'",
    "numbers": "1 000 ",
    "dashes": "-",
    "quotes": "« ",
    "places": "[[a]] ",
}
LONG = 190_000
BLANKS = {"empty lines": "mot" + "\n" * LONG, "spaces": "mot" + " " * LONG}


def text_of(sign: str, length: int) -> str:
    return (sign * (length // len(sign) + 1))[:length]


def comes_back(code: str, *arguments: str) -> str:
    """What a program prints, unless it does not come back."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            check=False,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        pytest.fail(f"not back after {PATIENCE} s", pytrace=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


CHECK = """
import json, sys
from pathlib import Path
from macros.read.guide import load_guide
from macros.read.problems import DataError
try:
    load_guide(Path(sys.argv[1]), editorial=True)
    print(json.dumps([]))
except DataError as error:
    print(json.dumps([str(problem) for problem in error.problems]))
"""


@pytest.mark.parametrize("sign", SIGNS)
def test_a_text_that_is_too_long_is_told_at_its_place(project: Callable[[Changes], Path], sign: str):
    written = json.dumps(text_of(SIGNS[sign], LONG), ensure_ascii=False)
    root = project({"glossaire/bilan": f"titre: Bilan\nresume: Un bilan.\nprecision: {written}\n"})
    found = json.loads(comes_back(CHECK, str(root)))
    assert found and all(LOCATED.match(line) for line in found)
    told = ("3:1: « precision » : 8000 caractères au plus", "1:1: fichier de ")
    assert any(line.startswith(tuple(f"data/glossaire/bilan.yml:{one}" for one in told)) for line in found), found


@pytest.mark.parametrize("sign", SIGNS)
def test_a_text_as_long_as_may_be_is_checked(project: Callable[[Changes], Path], sign: str):
    written = text_of(SIGNS[sign], LONGEST_TEXT).strip()
    root = project(
        {
            "clauses/bilan": {"pourquoi": written, "dispositions.0.texte": written},
            "glossaire/bilan": {"precision": written},
            "etudes-de-cas/ville-bilan": {"fait": written},
        }
    )
    assert all(LOCATED.match(line) for line in json.loads(comes_back(CHECK, str(root))))


@pytest.mark.parametrize("length", [LONG, LONGEST_TEXT - 100])
@pytest.mark.parametrize("sign", SIGNS | BLANKS)
def test_a_page_of_one_sign_is_checked(project: Callable[[Changes], Path], sign: str, length: int):
    root = project(
        {
            "docs/longue.md": HOME.replace("title: Guide", "title: Longue\nrender_macros: true")
            + "\n"
            + text_of((SIGNS | BLANKS)[sign], length)
        }
    )
    found = json.loads(comes_back(CHECK, str(root)))
    assert all(LOCATED.match(line) for line in found)
    if length == LONG and "\n\n" not in (SIGNS | BLANKS)[sign]:
        assert any("paragraphe de plus de 8000 caractères" in line or "fichier de " in line for line in found), found


READ = f"""
import sys
from time import process_time
sys.path[:0] = ["tests", "tests/audit"]
from test_textes_longs import BLANKS, SIGNS, text_of
from macros.search.documents import on_one_line as searched
from macros.search.normalise import tokens
from macros.text import html, markdown, plain
from macros.text.typographie import typographie, typographie_de_page

def read(text):
    ici = html.Ici()
    html.prose(text, ici), html.phrase(text, ici), html.prose(text, ici, {{}}), html.mots(text)
    markdown.prose(text, str, {{}}), markdown.literal(text), plain.prose(text, {{}}), typographie(text), searched(text), tokens(text)
    typographie_de_page(text)

def cost(text):
    best = []
    for mark in "abc":  # an answer that was kept would take no time
        begun = process_time()
        read(text + mark)
        best.append(process_time() - begun)
    return min(best)

sign = (SIGNS | BLANKS)[sys.argv[1]]
read(text_of(sign, 100))
short, long_ = cost(text_of(sign, {LONGEST_TEXT})), cost(text_of(sign, {8 * LONGEST_TEXT}))
print(long_ / max(short, 0.002))
"""


@pytest.mark.parametrize("sign", SIGNS | BLANKS)
def test_the_time_to_read_a_text_grows_as_its_length(sign: str):
    """Eight times as long takes eight times as much, give or take what a shared machine adds; a square would be sixty-four."""
    assert float(comes_back(READ, sign)) < 32
