"""The search speaks as the market does: phrases and titles of public documents, and labels and codes of the CPV.

Each phrase or title names addresses of which one must be among the first five. Half of each set was sealed before any
tuning: only its figure is looked at. A label of the CPV, drawn by chance, must have its segment, or the honest « none
», among the first three answers.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from search_site import read_codes, read_file, read_searcher
from test_quality import AMONG, is_found

FOLDER = Path(__file__).parent
SETS = {"phrases-publiques": "requete", "objets-publics": "objet"}
GOAL, LABELS = 0.90, 0.95
DRAWN, SEED = 300, 300


def rows(name: str) -> list[tuple[str, list[str], bool]]:
    """(words, addresses, sealed) of a set."""
    read = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return [(row[SETS[name]], row["attendus"], row["scelle"]) for row in read]


def first_rank(answers: list[str], expected: list[str]) -> float:
    ranks = (rank for rank, address in enumerate(answers, 1) if any(is_found(address, one) for one in expected))
    return next(ranks, float("inf"))


@pytest.fixture(scope="module")
def folder(public_site: Path) -> Path:
    return public_site / "assets/recherche"


@pytest.fixture(scope="module")
def searcher(folder: Path):
    return read_searcher(folder)


def drawn(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(code, label, address of its segment) of codes drawn by chance."""
    codes = read_codes(folder, read_file(folder, "manifest")["divisions"])
    every = [code for division in codes.divisions for code in codes.of_division(division)]
    for code in random.Random(SEED).sample(every, DRAWN):
        yield code.code, code.label, f"familles/{code.segments[0]}/"


@pytest.mark.parametrize(("name", "count"), [("phrases-publiques", 150), ("objets-publics", 100)])
def test_there_are_enough_of_them_and_half_are_sealed(name: str, count: int):
    found = rows(name)
    assert len(found) >= count
    assert len({words for words, _, _ in found}) == len(found)
    assert abs(sum(sealed for _, _, sealed in found) - len(found) / 2) <= 1


@pytest.mark.parametrize("name", SETS)
def test_what_is_expected_exists(name: str, searcher):
    known = {document.adresse for document in searcher.documents}
    assert [words for words, expected, _ in rows(name) if known.isdisjoint(expected)] == []


@pytest.mark.parametrize("sealed", [False, True], ids=["open", "sealed"])
@pytest.mark.parametrize("name", SETS)
def test_public_words_find_what_they_mean(name: str, sealed: bool, searcher, capsys: pytest.CaptureFixture):
    asked = [(words, expected) for words, expected, is_sealed in rows(name) if is_sealed is sealed]
    ranks = [first_rank(searcher.addresses(words), expected) for words, expected in asked]
    recall = sum(rank <= AMONG for rank in ranks) / len(ranks)
    with capsys.disabled():
        print(
            f"\n{name}, {'sealed' if sealed else 'open'}: {len(ranks)} queries, recall@{AMONG} {recall:.3f}, mean reciprocal rank {sum(1 / rank for rank in ranks) / len(ranks):.3f}"
        )
    assert recall >= GOAL


def test_a_label_of_the_cpv_finds_its_segment_or_says_that_there_is_none(
    folder: Path, searcher, capsys: pytest.CaptureFixture
):
    found = [first_rank(searcher.addresses(label), [address]) <= 3 for _, label, address in drawn(folder)]
    with capsys.disabled():
        print(f"\nCPV labels: {sum(found) / len(found):.3f} of {len(found)} among the first three")
    assert sum(found) / len(found) >= LABELS


def test_every_form_of_a_code_finds_its_segment_first(folder: Path, searcher):
    for code, _, address in drawn(folder):
        digits = code[:8]
        for typed in (
            code,
            digits,
            " ".join(digits[i : i + 2] for i in range(0, 8, 2)),
            digits.lstrip("0") if digits[:2] in ("03", "09") else digits,
        ):
            assert searcher.addresses(typed)[0] == address, typed


def test_the_browser_finds_the_same(folder: Path, searcher, node, tmp_path: Path):
    asked = (
        [words for name in SETS for words, _, _ in rows(name)]
        + [label for _, label, _ in drawn(folder)]
        + [code for code, _, _ in drawn(folder)]
    )
    file = tmp_path / "queries.json"
    file.write_text(json.dumps([{"texte": words, "saisie": False} for words in asked]), encoding="utf-8")
    for words, answer in zip(asked, node("repondre.js", folder, file), strict=True):
        assert answer["adresses"] == searcher.addresses(words)[:10], words
