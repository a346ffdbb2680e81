"""Every hostile string in every text: refused by the checks with its place, or shown as words, in the page and in a real browser. In every tool too."""

import http.server
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hostile import ALL, TOOLS, WATCH, tried, whole
from playwright.sync_api import Browser
from site_tools import Reader
from small_guide import RECORDS, complaints, write_project, write_site_project
from test_render import Shape, broken_by, everywhere, ordinary, to_html  # noqa: F401 (the fixtures)

from macros.site import build_site
from macros.views.appareil import CONSERVES

LOTS = 20


@pytest.mark.parametrize("lot", range(LOTS))
def test_each_string_in_all_fields_at_once_is_shown_as_words(lot: int, to_html: Callable[[str], str], ordinary: list[Shape]):  # noqa: F811
    assert {text[:80]: wrong for text in ALL[lot::LOTS] if (wrong := broken_by(everywhere(text), to_html, ordinary))} == {}


# In a guide of its own, built and read


def _texts(value: Any, path: str = "") -> Iterator[str]:
    """The dotted keys of what a person writes: a sentence, or words with a capital."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _texts(inner, f"{path}.{place}")
    elif isinstance(value, str) and value[:1].isupper() and not path.endswith(("pays", "piece", "moment", "nature")):
        yield path


FIELDS = [(path, key) for path, record in RECORDS.items() for key in _texts(record)]
DEALS = 4


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The strings that the checks let into a text. What they refuse is said with its place, and is no traceback."""
    folder = tmp_path_factory.mktemp("essais")
    found = []
    for number, text in enumerate(ALL):
        told = complaints(write_project(folder / str(number), {"clauses/bilan": {"pourquoi": _said(text)}}))
        assert all(problem.startswith("data/clauses/bilan.yml:") and "Traceback" not in problem for problem in told), told
        if not told:
            found.append(text)
    return found


def _said(text: str) -> str:
    return f"Mot {text} fin."


def _dealt(texts: list[str], deal: int, folder: Path) -> tuple[dict[str, dict[str, str]], int]:
    """Every field of every record with a string of its own, and in how many it was refused: those keep their ordinary words."""
    changes: dict[str, dict[str, str]] = {path: {} for path in RECORDS}
    refused = 0
    for number, (path, key) in enumerate(FIELDS):
        said = {**changes[path], key: _said(texts[(number + deal * 31) % len(texts)])}
        if complaints(write_project(folder / str(number), {path: said})):
            refused += 1
        else:
            changes[path] = said
    return changes, refused


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.mark.parametrize("deal", range(DEALS))
def test_a_guide_grown_with_hostile_words_runs_nothing_and_breaks_no_page(tmp_path: Path, browser: Browser, accepted: list[str], deal: int, measure: Any):
    changes, refused = _dealt(accepted, deal, tmp_path / "essais")
    measure("0 élément, 0 script", f"{len(ALL)} chaînes : {len(ALL) - len(accepted)} refusées, {len(accepted)} montrées ; {len(FIELDS)} champs, dont {refused} plus stricts")
    assert refused < len(FIELDS) / 2, "most must reach the pages, or nothing is proven"
    root = write_site_project(tmp_path / "guide", changes)
    assert build_site(root, "publique") == 0
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root / "site"))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with browser.new_page() as page:
            reader = Reader(page, f"http://127.0.0.1:{server.server_port}/")
            page.add_init_script(WATCH)
            wrong = {}
            for file in sorted((root / "site").rglob("index.html")):
                address = file.parent.relative_to(root / "site").as_posix()
                if address.startswith("c/"):
                    continue  # a short address leads to another page at once
                page.goto(f"{reader.site}{'' if address == '.' else address + '/'}")
                if address.split("/")[0] not in ("embed", "ecrans") and (found := whole(page)):
                    wrong[address] = found
            assert wrong == {}
            assert reader.complaints == []
        server.shutdown()


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
