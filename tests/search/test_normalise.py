"""The normaliser says what vecteurs.json says; tests/js/normalise.test.js asks the browser's copy the same."""

import json
import random
from pathlib import Path

import pytest

from macros.search import normalise

ROOT = Path(__file__).parents[2]
VECTORS = json.loads((ROOT / "tests/search/vecteurs.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["texte"] for vector in VECTORS])
def test_vector(vector):
    found = [[token.text, *token.terms] for token in normalise.tokens(vector["texte"])]
    assert found == vector["jetons"]


def test_there_are_enough_vectors_and_no_two_alike():
    texts = [vector["texte"] for vector in VECTORS]
    assert len(texts) >= 80
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(
    "pair",
    [
        ("étude", "études"),
        ("marché", "marches"),
        ("bureau", "bureaux"),
        ("matériau", "matériaux"),
        ("social", "sociaux"),
        ("sociale", "social"),
        ("public", "publiques"),
        ("acheteuse", "acheteurs"),
        ("facilitatrice", "facilitateur"),
        ("active", "actif"),
        ("première", "premier"),
        ("français", "françaises"),
        ("professionnelle", "professionnels"),
        ("reconditionné", "reconditionnées"),
        ("œuvre", "oeuvres"),
    ],
    ids="/".join,
)
def test_both_forms_have_one_term(pair):
    one, other = (normalise.terms(word, keep_stop_words=True) for word in pair)
    assert one == other


@pytest.mark.parametrize(
    "pair", [("travail", "travaux"), ("lot", "lotissement"), ("RSE", "RS"), ("don", "données")], ids="/".join
)
def test_words_that_must_stay_apart(pair):
    one, other = (normalise.terms(word, keep_stop_words=True) for word in pair)
    assert one != other


@pytest.mark.parametrize("typed", ["L2112-2", "L. 2112-2", "L 2112-2", "l.2112-2", "article L.\u00a02112\u20112"])
def test_a_legal_reference_is_one_term_however_typed(typed):
    assert "l2112-2" in normalise.terms(typed, keep_stop_words=False)
    assert "2112-2" in normalise.terms(typed, keep_stop_words=False)


def test_stop_words_are_kept_only_where_asked():
    assert normalise.terms("Qui fait quoi ?", keep_stop_words=False) == []
    assert normalise.terms("Qui fait quoi ?", keep_stop_words=True) == ["qui", "fait", "quoi"]


def test_the_browser_has_the_same_stop_words():
    """A list kept twice: any word of one that the other lacks is named."""
    source = (ROOT / "docs/assets/js/search/normalise.js").read_text(encoding="utf-8")
    start = source.index("new Set((")
    quoted = source[start : source.index("split(' ')", start)].split("'")[1::2]
    assert frozenset(" ".join(quoted).split()) == normalise.STOP_WORDS


PIECES = [
    "L",
    "L.",
    "R*",
    "2112",
    "2",
    "l'",
    "d",
    "2112-2",
    "40",
    "000",
    " ",
    "  ",
    "\u00a0",
    "é",
    "Prix",
    "R.S.E.",
    "éco-conception",
    "ré-",
    "-",
    "avril",
    "*",
]


def test_the_fast_way_finds_the_same_terms():
    """`terms` reads a text piece by piece; no mixture of the pieces that could be cut in two changes what it finds."""
    chance = random.Random(3)
    for _ in range(20_000):
        text = "".join(chance.choices(PIECES, k=6))
        slow = normalise.tokens(text)
        assert normalise.tokens_of_corpus(text) == slow, text
        assert normalise.terms(text, keep_stop_words=True) == [term for token in slow for term in token.terms], text
        kept = [term for token in slow if not token.is_stop for term in token.terms]
        assert normalise.terms(text, keep_stop_words=False) == kept, text
