"""The analyser that an OpenSearch index is given makes the terms of our normaliser.

No OpenSearch is at hand here: each filter is run as its documentation says, with Python's regular expressions, which
know all that these patterns use.
"""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from macros.search.analyser import INDEXED, KEPT, analysis
from macros.search.normalise import terms

VECTORS = json.loads((Path(__file__).parent / "vecteurs.json").read_text(encoding="utf-8"))
ANALYSIS = analysis()


def read_letters(mappings: list[str]) -> dict[int, str]:
    """A `mapping` character filter: « \\u00e9 => e »."""
    pairs = (line.split(" =>") for line in mappings)
    return {int(left.removeprefix("\\u"), 16): right.strip().replace("\\u0020", " ") for left, right in pairs}


LETTERS = read_letters(ANALYSIS["char_filter"]["guide_lettres"]["mappings"])


def filtered(token: str, rule: dict) -> list[str]:
    """What a filter makes of a token."""
    if rule["type"] == "stop":
        return [] if token in rule["stopwords"] else [token]
    if rule["type"] == "length":
        return [token] if len(token) >= rule["min"] else []
    if rule["type"] == "pattern_capture":
        assert rule["preserve_original"]
        matches = [match for pattern in rule["patterns"] for match in re.finditer(pattern, token)]
        return [token, *(group for match in matches for group in match.groups() if group)]
    assert rule["type"] == "pattern_replace"
    # a group without a match is empty, as in Java
    return [re.sub(rule["pattern"], re.sub(r"\$(\d)", r"\\g<\1>", rule["replacement"]), token)]


@cache
def through(token: str, analyser: str) -> tuple[str, ...]:
    """A token after every filter, in their order."""
    tokens = [token]
    for name in ANALYSIS["analyzer"][analyser]["filter"]:
        tokens = [made for one in tokens for made in filtered(one, ANALYSIS["filter"][name])]
    return tuple(tokens)


def analysed(text: str, analyser: str) -> list[str]:
    """The terms of a text: characters, tokenizer (the whole match; Java's spaces are those of ASCII), filters."""
    pattern = re.compile(ANALYSIS["tokenizer"]["guide_mots"]["pattern"], re.ASCII)
    return [term for match in pattern.finditer(text.translate(LETTERS)) for term in through(match[0], analyser)]


def test_the_vectors_of_the_normaliser_hold():
    assert len(VECTORS) > 100
    for vector in VECTORS:
        assert analysed(vector["texte"], KEPT) == terms(vector["texte"], keep_stop_words=True), vector["texte"]


@pytest.mark.parametrize(("analyser", "keep"), [(INDEXED, False), (KEPT, True)])
def test_the_guide_s_texts_become_the_same_terms(corpus, analyser: str, keep: bool):
    texts = [
        text
        for document in corpus
        for text in (document.titre, document.alias, document.resume, document.texte, document.reste)
    ]
    assert len(texts) > 3_000
    for text in texts:
        assert analysed(text, analyser) == terms(text, keep), text
