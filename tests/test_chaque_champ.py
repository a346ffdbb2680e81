"""Whatever is broken in a record of the real data is told at its place, in French: every field of every kind in turn, every way of writing it wrong, every closed list."""

import copy
import json
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from broken import (
    Checker,
    Excerpt,
    Field,
    declared,
    excerpt,
    field_of,
    located,
    places,
    tables_of,
    whole,
    write_excerpt,
)
from small_guide import ROOT, Changes

from macros.library import Library
from macros.model import KINDS, LISTES, VOCABULAIRES
from macros.read.guide import load_guide
from macros.read.problems import DataError
from macros.read.settings import Settings
from macros.search.documents import record_documents
from macros.text.glose import Glose

REMOVED = object()
WRONG: dict[str, Any] = {
    "a number": 12,
    "a list": ["mot"],
    "a mapping": {"mot": "mot"},
    "null": None,
    "a truth": True,
    "an unknown word": "inconnu-au-bataillon",
    "an empty text": "",
    "a blank text": "   ",
    "marks": "[[x]] [a](b) **{{ 7*7 }} \\",
    "removed": REMOVED,
}


@pytest.fixture(scope="module")
def taken() -> Excerpt:
    return excerpt()


@pytest.fixture(scope="module")
def checker(taken: Excerpt, tmp_path_factory: pytest.TempPathFactory) -> Checker:
    folder = tmp_path_factory.mktemp("champs")
    return Checker(write_excerpt(folder / "guide", taken), folder / "seul")


def test_what_is_taken_of_the_real_data_holds(checker: Checker):
    assert [str(problem) for problem in whole(checker.root)] == []


def test_every_field_of_every_kind_is_met(taken: Excerpt):
    for kind, model in KINDS.items():
        met = {
            field_of(place, tables_of(model))
            for path in taken.chosen
            if path.startswith(f"{kind}/")
            for place in places(taken.records[path])
        }
        assert set(declared(model)) - met <= {("diffusion",)}, kind


def broken(record: dict[str, Any], kind: str, met: set[Field]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The record with one value wrong, in every way, for each field that is not yet in `met`; then with a key misspelt."""
    tables = tables_of(KINDS[kind])
    for place in ((), *places({**record, "diffusion": "publique"})):
        own = (*field_of(place, tables), *(("[]",) if place and isinstance(place[-1], int) else ()))
        if own in met or not place:
            continue
        met.add(own)
        for way, value in WRONG.items():
            yield f"{'.'.join(map(str, place))}, {way}", _with(record, place, value)
        if isinstance(place[-1], str):
            yield f"{'.'.join(map(str, place))}, misspelt", _misspelt(record, place)


def _with(record: dict[str, Any], place: tuple, value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(record)
    holder: Any = changed
    for step in place[:-1]:
        holder = holder[step]
    if value is not REMOVED:
        holder[place[-1]] = value
    elif isinstance(holder, list):
        holder.pop(place[-1])
    else:
        holder.pop(place[-1], None)
    return changed


def _misspelt(record: dict[str, Any], place: tuple) -> dict[str, Any]:
    changed = copy.deepcopy(record)
    holder: Any = changed
    for step in place[:-1]:
        holder = holder[step]
    holder[f"{place[-1]}x"] = holder.pop(place[-1], "publique")
    return changed


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_wrong_in_a_record_is_told_at_its_place(checker: Checker, taken: Excerpt, kind: str):
    met: set[Field] = set()
    faults, told = [], 0
    for path in (path for path in taken.chosen if path.startswith(f"{kind}/")):
        for way, record in broken(taken.records[path], kind, met):
            try:
                problems, catalog = checker.told(
                    path, json.dumps(record, ensure_ascii=False, indent=1)
                )  # JSON is YAML, written fast
                if problems:
                    told += 1
                    faults += [f"{path}: {way}: {problem}" for problem in problems if not located([problem])]
                    faults += (
                        [f"{path}: {way}: nothing is said of its own file"]
                        if not any(problem.path == f"data/{path}.yml" for problem in problems)
                        else []
                    )
                else:
                    _read(catalog, path)
            except Exception as error:
                faults.append(f"{path}: {way}: {error!r}")
    assert faults == [], f"{len(faults)} faults"
    assert told > 100


def _read(catalog: Any, path: str) -> None:
    """What the checker lets through is shown, and found."""
    kind, _, name = path.partition("/")
    if catalog.named(kind, name):
        Glose(catalog)
        record_documents(catalog)
        Library(catalog, Settings()).show_fiche(kind, name)


@pytest.mark.parametrize("title", ["7*7", "12", "« ? »", "é (…)", "A", "CO2-7", "' '"])
def test_a_word_of_the_glossary_may_hold_no_letter(project: Callable[[Changes], Path], title: str):
    """Its page and those that may use it are shown; what is refused is told."""
    try:
        catalog = load_guide(project({"glossaire/sans-lettre": {"titre": title}})).catalog
    except DataError as error:
        assert located(list(error.problems))
        return
    shown = Glose(catalog).marqueur().marked(f"Un calcul : {title}, puis un autre.", "")
    assert "Un calcul" in shown
    assert title.replace("'", "’").strip("« »") in unescape(Library(catalog, Settings()).list_glossaire())


def test_a_record_that_is_taken_away_is_told_by_those_that_name_it(checker: Checker, taken: Excerpt):
    faults = []
    for path in taken.chosen:
        try:
            problems, _ = checker.told(path, None)
            faults += [f"{path}: {problem}" for problem in problems if not located([problem])]
        except Exception as error:
            faults.append(f"{path}: {error!r}")
    assert faults == []


BROKEN_LISTS = {
    "taken away": None,
    "emptied": "",
    "no term": "[]\n",
    "a mapping": "id: x\n",
    "a number": "12\n",
    "another list": "- {id: autre-terme, libelle: Autre}\n",
}


@pytest.mark.parametrize("name", sorted(LISTES))
def test_whatever_is_wrong_in_a_closed_list_is_told_at_its_place(checker: Checker, name: str):
    before = (ROOT / f"data/{VOCABULAIRES}/{name}.yml").read_text(encoding="utf-8")
    ways = {
        **BROKEN_LISTS,
        "a key misspelt": before.replace("libelle:", "libele:", 1),
        "an id that is none": before.replace("id: ", "id: é ", 1),
    }
    for way, text in ways.items():
        problems = checker.told_of_list(name, text)
        assert located(problems), (way, [str(problem) for problem in problems if not located([problem])][:3])
        if way not in ("taken away", "another list", "no term") and text != before:
            assert any(problem.path == f"data/{VOCABULAIRES}/{name}.yml" for problem in problems), way
