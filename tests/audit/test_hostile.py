"""Every hostile string in every text: refused by the checks with its place, or shown as words, in the page and in a real browser. In every tool too."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import specimen
from hostile import ALL, TOOLS, WATCH, tried, whole
from site_tools import Reader
from test_render import Shape, broken_by, everywhere, ordinary, to_html, words  # noqa: F401 (the fixtures)

from macros.checks.clauses import parametres_du_texte
from macros.views.appareil import CONSERVES
from macros.yaml_source import Source, compose

LOTS = 20


def is_refused(text: str) -> bool:
    """True where no page can hold it: its characters are refused in every file, or it asks for a parameter that no clause has."""
    source = Source("fiche.yml")
    compose(json.dumps({"texte": text}), source)
    return bool(source.problems) or any(parametres_du_texte(specimen.catalog(words(text))))


@pytest.mark.parametrize("lot", range(LOTS))
def test_each_string_in_all_fields_at_once_is_refused_or_shown_as_words(lot: int, to_html: Callable[[str], str], ordinary: list[Shape]):  # noqa: F811
    assert {text[:80]: wrong for text in ALL[lot::LOTS] if not is_refused(text) and (wrong := broken_by(everywhere(text), to_html, ordinary))} == {}


def test_few_strings_are_refused_everywhere():
    """Most must be shown, or the promise above would say little."""
    assert sum(map(is_refused, ALL)) < len(ALL) / 5


# In the tools of the site

@pytest.mark.parametrize("tool", TOOLS)
def test_no_address_nor_entry_of_a_tool_runs_or_breaks_anything(reader: Reader, tool: str, guide: Any):
    address = guide.catalog.clauses_vivantes[0].adresse if tool == "clauses/bilan/" else tool
    assert tried(reader, address, TOOLS[tool], ALL) == {}


@pytest.mark.parametrize("tool", ["recherche/?q=bilan", "outils/cible-elus/", "parcours/nouvel-arrivant/", "parcours/nouvel-arrivant/attestation/", "fournisseurs/dossier/mobilier/", "confidentialite/"])
def test_nothing_of_what_is_found_on_the_device_runs_or_breaks_anything(reader: Reader, tool: str):
    reader.page.add_init_script(WATCH)
    page = reader.open(tool)
    keys = [kept.cle for kept in CONSERVES if not kept.du_theme]
    wrong = {}
    for text in ALL:
        page.evaluate("([keys, text]) => keys.forEach((key, place) => localStorage.setItem(key, place % 2 ? text : JSON.stringify({version: 1, role: text, par: 3, personne: 1, points: {[text]: 2}, tour: {}, choix: [text], [text]: text})))", [keys, text])
        page.reload()
        if found := whole(page):
            wrong[text[:60]] = found
    assert wrong == {}
    assert reader.complaints == []
