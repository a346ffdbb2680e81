"""Readers find what they look for: recall@5 and mean reciprocal rank on requetes.yml, in Python and in the browser's engine.

Each query names the documents that must be among the first five; a page counts as found by any of its sections. Queries of
the phenomenon « prefixe » are asked as if the reader were still typing. The order is the neutral one. A third of the queries
is sealed: its figures are printed with the others, but nobody tunes on it.
"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from html_page import HtmlPage
from search_site import read_searcher

QUERIES = yaml.safe_load((Path(__file__).parent / "requetes.yml").read_text(encoding="utf-8"))
AMONG = 5
RECALL, RANK = 0.97, 0.90


@dataclass(frozen=True)
class Figures:
    """Means over queries: the share of what was expected that is among the first five, and one over the rank of the first of it."""

    queries: int
    recall: float
    rank: float

    def __str__(self) -> str:
        return f"{self.queries} queries, recall@{AMONG} {self.recall:.3f}, mean reciprocal rank {self.rank:.3f}"


def is_found(address: str, expected: str) -> bool:
    return address == expected or ("#" not in expected and address.split("#")[0] == expected)


def recall(answers: list[str], expected: list[str]) -> float:
    return sum(any(is_found(address, one) for address in answers[:AMONG]) for one in expected) / len(expected)


def reciprocal_rank(answers: list[str], expected: list[str]) -> float:
    ranks = (rank for rank, address in enumerate(answers, 1) if any(is_found(address, one) for one in expected))
    return 1 / next(ranks, float("inf"))


def figures(queries: list[dict], answers: list[list[str]]) -> Figures:
    pairs = list(zip(answers, (query["attendus"] for query in queries), strict=True))
    return Figures(
        len(pairs),
        sum(recall(*pair) for pair in pairs) / len(pairs),
        sum(reciprocal_rank(*pair) for pair in pairs) / len(pairs),
    )


def by_seal(answers: list[list[str]]) -> dict[str, Figures]:
    found = {}
    for name, sealed in (("open", False), ("sealed", True)):
        places = [place for place, query in enumerate(QUERIES) if query["scelle"] is sealed]
        found[name] = figures([QUERIES[place] for place in places], [answers[place] for place in places])
    return found | {"all": figures(QUERIES, answers)}


@pytest.fixture(scope="module")
def folder(public_site: Path) -> Path:
    return public_site / "assets/recherche"


@pytest.fixture(scope="module")
def python_answers(folder: Path) -> list[list[str]]:
    searcher = read_searcher(folder)
    return [searcher.addresses(query["requete"], query["phenomene"] == "prefixe") for query in QUERIES]


@pytest.fixture(scope="module")
def browser_answers(folder: Path, node, tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    file = tmp_path_factory.mktemp("requetes") / "requetes.json"
    asked = [{"texte": query["requete"], "saisie": query["phenomene"] == "prefixe"} for query in QUERIES]
    file.write_text(json.dumps(asked), encoding="utf-8")
    return [answer["adresses"] for answer in node("repondre.js", folder, file)]


def test_there_are_enough_queries_of_enough_kinds():
    assert len(QUERIES) >= 120
    assert len({query["requete"] for query in QUERIES}) == len(QUERIES)
    kinds = Counter(query["phenomene"] for query in QUERIES)
    assert len(kinds) >= 10
    assert min(kinds.values()) >= 5, kinds
    sealed = sum(query["scelle"] for query in QUERIES)
    assert 0.3 <= sealed / len(QUERIES) <= 0.4


def test_what_is_expected_exists(folder: Path):
    """A query that expects what the guide no longer has would be missed for ever, and blamed on the search."""
    known = {document.adresse for document in read_searcher(folder).documents}
    missing = [(query["requete"], one) for query in QUERIES for one in query["attendus"] if one not in known]
    assert missing == []


def test_every_answer_leads_to_a_page_and_a_place_that_exist(folder: Path, pages: dict[str, HtmlPage]):
    addresses = [document.adresse.partition("#") for document in read_searcher(folder).documents]
    assert len(addresses) > 500
    assert [
        page + mark + anchor
        for page, mark, anchor in addresses
        if page not in pages or (anchor and anchor not in pages[page].ids)
    ] == []


@pytest.mark.parametrize("name", ["open", "sealed", "all"])
def test_readers_find_what_they_look_for(name: str, python_answers, capsys: pytest.CaptureFixture):
    found = by_seal(python_answers)[name]
    with capsys.disabled():
        print(f"\nsearch, {name}: {found}")
    assert found.recall >= RECALL
    assert found.rank >= RANK


def test_the_browser_finds_the_same(python_answers, browser_answers):
    assert browser_answers == [answers[:10] for answers in python_answers]
    ten = [answers[:10] for answers in python_answers]
    assert by_seal(browser_answers) == by_seal(ten)


def test_the_measure_itself():
    expected = ["a/", "b/#x"]
    assert recall(["a/#1", "c/", "d/", "e/", "f/", "b/#x"], expected) == 0.5
    assert reciprocal_rank(["c/", "a/#1", "b/#x"], expected) == 0.5
    assert reciprocal_rank(["c/"], expected) == 0
    assert recall(["b/"], ["b/#x"]) == 0
