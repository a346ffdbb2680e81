"""Every hostile string in every text: refused by the checks with its place, or shown as words, in the page and in a real browser. In every tool too."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import specimen
from hostile import ALL, TOOLS, WATCH, tried, whole
from html_page import is_standalone
from playwright.sync_api import Browser
from site_tools import Reader, served_site
from small_guide import RECORDS, complaints, write_project, write_site_project
from test_render import Shape, broken_by, everywhere, ordinary, words  # noqa: F401 (the fixtures)

from macros.after.site import build_site
from macros.checks.parametres import parametres_du_texte
from macros.read.yaml_source import YamlSource, compose
from macros.views.appareil import CONSERVES

LOTS = 20


def is_refused(text: str) -> bool:
    """True where no page can hold it: its characters are refused in every file, or it asks for a parameter that no clause has."""
    source = YamlSource("fiche.yml")
    compose(json.dumps({"texte": text}), source)
    return bool(source.problems) or any(parametres_du_texte(specimen.catalog(words(text))))


@pytest.mark.parametrize("lot", range(LOTS))
def test_each_string_in_all_fields_at_once_is_refused_or_shown_as_words(lot: int, ordinary: list[Shape]):  # noqa: F811
    assert {
        text[:80]: wrong
        for text in ALL[lot::LOTS]
        if not is_refused(text) and (wrong := broken_by(everywhere(text), ordinary))
    } == {}


def test_few_strings_are_refused_everywhere():
    """Most must be shown, or the promise above would say little."""
    assert sum(map(is_refused, ALL)) < len(ALL) / 5


# In a guide of its own, built and read in a browser

GUIDES = 4
"""How many guides, in each of which every text holds another string."""
TRIES = 6
"""How many strings are tried in a field: many are refused there, as HTML or as too long."""


def _texts(value: Any, path: str = "") -> Iterator[str]:
    """The dotted keys of what a person writes: sentences, and words with a capital."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, f"{path}.{place}")
    elif isinstance(value, str) and value[:1].isupper():
        yield path


FIELDS = [(record, key) for record, content in RECORDS.items() for key in _texts(content)]


def _shared_out(share: int, folder: Path) -> tuple[dict[str, dict[str, str]], set[str]]:
    """A string for each field of each record, the next one where the checks refuse it, a few times; and all those that some field holds."""
    shown = [text for text in ALL if not is_refused(text)]
    changes: dict[str, dict[str, str]] = {record: {} for record in RECORDS}
    held: set[str] = set()
    for number, (record, key) in enumerate(FIELDS):
        for place in range(TRIES):
            text = shown[((number + share * len(FIELDS)) * TRIES + place) % len(shown)]
            said = {**changes[record], key: f"Mot {text} fin."}
            told = complaints(write_project(folder / f"{number}-{place}", {record: said}))
            assert all(problem.startswith("data/") for problem in told), told
            if not told:
                changes[record] = said
                held.add(text)
                break
    return changes, held


@pytest.mark.parametrize("share", range(GUIDES))
def test_a_guide_grown_with_hostile_words_runs_nothing_and_breaks_no_page(
    share: int, tmp_path: Path, browser: Browser, measure: Callable[[str, str], None]
):
    changes, held = _shared_out(share, tmp_path / "essais")
    filled = sum(map(len, changes.values()))
    assert filled > len(FIELDS) * 2 / 3, "most must reach the pages, or nothing is proven"
    root = write_site_project(tmp_path / "guide", changes)
    assert build_site(root, "publique") == 0  # without the rules on the writing, which most of these words break
    wrong: dict[str, list[str]] = {}
    with served_site(root / "site") as address, browser.new_page() as page:
        reader = Reader(page, address)
        page.add_init_script(WATCH)
        read = [
            file.parent.relative_to(root / "site").as_posix() for file in sorted((root / "site").rglob("index.html"))
        ]
        for name in read:
            if not name.startswith("c/"):  # a short address leads elsewhere
                reader.open("" if name == "." else f"{name}/")
                if not is_standalone(f"{name}/") and (found := whole(page)):
                    wrong[name] = found
    measure("0 script, 0 page cassée", f"{len(held)} chaînes dans {filled} champs sur {len(FIELDS)}, {len(read)} pages")
    assert wrong == {}
    assert reader.complaints == []


# In the tools of the site


@pytest.mark.parametrize("tool", TOOLS)
def test_no_address_nor_entry_of_a_tool_runs_or_breaks_anything(reader: Reader, tool: str, guide: Any):
    address = guide.catalog.clauses_vivantes[0].adresse if tool == "clauses/bilan/" else tool
    assert tried(reader, address, TOOLS[tool], ALL) == {}


@pytest.mark.parametrize(
    "tool",
    [
        "recherche/?q=bilan",
        "outils/cible-elus/",
        "parcours/nouvel-arrivant/",
        "parcours/nouvel-arrivant/attestation/",
        "fournisseurs/dossier/mobilier/",
        "confidentialite/",
    ],
)
def test_nothing_of_what_is_found_on_the_device_runs_or_breaks_anything(reader: Reader, tool: str):
    reader.page.add_init_script(WATCH)
    page = reader.open(tool)
    keys = [kept.cle for kept in CONSERVES]
    wrong = {}
    for text in ALL:
        page.evaluate(
            "([keys, text]) => keys.forEach((key, place) => localStorage.setItem(key, place % 2 ? text : JSON.stringify({version: 1, role: text, par: 3, personne: 1, points: {[text]: 2}, tour: {}, choix: [text], [text]: text})))",
            [keys, text],
        )
        page.reload()
        if found := whole(page):
            wrong[text[:60]] = found
    assert wrong == {}
    assert reader.complaints == []
