"""A kind of record that is added in the model, with one template or none, is everywhere where records are, and no link to it is dead."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from html_page import PUBLISHED, HtmlPage, file_of, read_pages
from search.search_site import read_searcher
from site_tools import run_macros
from small_guide import write_site_project

from macros.search.index import FOLDER as SEARCH

MODEL = '''\
"""What is added: a kind with a page for each record, and a kind that is read on the page of its list."""

from typing import Annotated

from pydantic import Field

from .base import Model, Record, Texte
from .reference_types import RefClause, RefFamille, TermePublics


class Etape(Model):
    """A step."""

    texte: Texte
    clause: RefClause | None = None


class Atelier(Record):
    kind = "ateliers"
    place = "page"
    adresse_liste = "pratique/ateliers"
    nom = "atelier"
    nom_pluriel = "ateliers"

    familles: Annotated[tuple[RefFamille, ...], Field(min_length=1)]
    publics: tuple[TermePublics, ...] = ()
    deroule: tuple[Etape, ...] = ()


class Astuce(Record):
    kind = "astuces"
    place = "liste"
    adresse_liste = "astuces"
    nom = "astuce"
    nom_pluriel = "astuces"

    geste: Texte
    clauses: tuple[RefClause, ...] = ()
'''
TEMPLATE = """\
{% import "_blocs.html" as blocs with context %}
<h1>{{ vue.fiche.titre }}</h1>
<p class="chapeau">{{ vue.fiche.resume|phrase }}</p>
{% for etape in vue.fiche.deroule %}
{{ etape.texte|prose }}
{% endfor %}
{{ blocs.pied(vue.liens) }}
"""
ATELIERS = {
    "marche-a-blanc": """\
titre: Marche à blanc zigomatique
resume: Jouer l'exécution avant de signer.
alias: [répétition farfadesque]
familles: [etudes]
publics: [agents]
deroule:
  - texte: Relire [la clause](clauses/bilan) à voix haute, comme un grelotin.
    clause: bilan
historique: [{version: 1, date: 2026-10-02, motif: Premier essai.}]
""",
    "retour-commun": """\
titre: Retour en commun
resume: Revenir à plusieurs sur [la marche](ateliers/marche-a-blanc).
familles: [etudes]
historique: [{version: 1, date: 2026-10-03, motif: Deuxième essai.}]
""",
}
ASTUCES = {
    "deux-stylos": """\
titre: Deux stylos
resume: Noter à deux.
geste: Prendre deux stylos tirlipotes, et [la marche](ateliers/marche-a-blanc).
clauses: [bilan]
historique: [{version: 1, date: 2026-10-04, motif: Trouvée hier.}]
""",
    "une-gomme": """\
titre: Une gomme
resume: Effacer à deux.
geste: Relire [les stylos](astuces/deux-stylos).
""",
}
PAGES = {
    "accessibilite": "",
    "confidentialite": "",
    "contribuer": "",
    "donnees": "## Avec un assistant { #assistant }\n\n{{ show_consigne() }}\n\n{{ list_lots() }}\n\n{{ list_donnees() }}\n\n{{ show_exemples() }}",
    "flux": "{{ list_flux() }}",
    "mentions-legales": "",
    "nouveautes": "{{ list_nouveautes(9) }}\n\n## Mois { #mois }",
    "outils/comparer": "",
    "outils/mon-dossier": "",
    "outils/relire": "",
    "outils/simulateur-notation": "",
    "recherche": "{{ show_recherche() }}",
    "fournisseurs/preuves/index": "{{ list_preuves('administrative') }}",
    "textes/index": "## Calendrier\n\n{{ show_calendrier() }}",
}
"""What the other pages link, so that no link of the whole site has an excuse: each page, and what fills it."""
PAGE = """\
---
title: Page, {name}
description: La page {name}.
render_macros: true
---
# {name}

{body}
"""
ADDED = {f"ateliers/{name}": text for name, text in ATELIERS.items()} | {
    f"astuces/{name}": text for name, text in ASTUCES.items()
}
WHERE = {f"ateliers/{name}": f"pratique/ateliers/{name}/" for name in ATELIERS} | {
    f"astuces/{name}": f"astuces/#{name}" for name in ASTUCES
}
"""Each record, and the address that its kind declares."""


def _title(path: str) -> str:
    return ADDED[path].partition("titre: ")[2].partition("\n")[0]


def register(root: Path, models: str = "(Atelier, Astuce)") -> None:
    """What a developer writes to add the kinds: their classes, a word in the list of kinds, a template."""
    package = root / "macros"
    (package / "model/ajouts.py").write_text(MODEL, encoding="utf-8")
    (package / "templates/fiches/ateliers.html").write_text(TEMPLATE, encoding="utf-8")
    listed = package / "model/__init__.py"
    before = listed.read_text(encoding="utf-8")
    after = before.replace("from .base import", "from .ajouts import Astuce, Atelier\nfrom .base import", 1).replace(
        "MethodeDeNotation)\n", f"MethodeDeNotation)\n    + {models}\n", 1
    )
    assert after.count("Atelier") == 2
    listed.write_text(after, encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pages = {f"docs/{name}.md": PAGE.format(name=name, body=body) for name, body in PAGES.items()}
    root = write_site_project(
        tmp_path_factory.mktemp("sorte"), {**pages, **{f"{path}.yml": text for path, text in ADDED.items()}}
    )
    register(root)
    done = run_macros(root, "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[str, HtmlPage]:
    return read_pages(site)


def leads(documents: dict[str, HtmlPage], site: Path, address: str) -> bool:
    """Whether an address from the site's root is one of a file and, with a fragment, of an anchor in it."""
    path, _, fragment = address.partition("#")
    return file_of(site, path).is_file() and (not fragment or fragment in documents[path].anchors)


@pytest.mark.parametrize("path", ADDED)
def test_each_record_is_read_where_its_kind_declares_it(documents: dict[str, HtmlPage], site: Path, path: str):
    assert leads(documents, site, WHERE[path])
    assert _title(path) in documents[WHERE[path].partition("#")[0]].prose


@pytest.mark.parametrize("kind", ["ateliers", "astuces"])
def test_its_list_names_and_links_each_record(documents: dict[str, HtmlPage], kind: str):
    address = {"ateliers": "pratique/ateliers/", "astuces": "astuces/"}[kind]
    page = documents[address]
    linked = {"#".join(part for part in page.target(link.get("href")) if part) for link in page.all("a")}
    for path in (path for path in ADDED if path.startswith(kind)):
        assert _title(path) in page.prose
        assert WHERE[path] in linked or WHERE[path].partition("#")[2] in page.ids


def test_a_page_of_the_kind_has_what_its_template_places(documents: dict[str, HtmlPage]):
    assert "à voix haute, comme un grelotin" in documents["pratique/ateliers/marche-a-blanc/"].prose


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("zigomatique", "ateliers/marche-a-blanc"),
        ("farfadesque", "ateliers/marche-a-blanc"),
        ("grelotin", "ateliers/marche-a-blanc"),
        ("tirlipotes", "astuces/deux-stylos"),
    ],
)
def test_search_finds_its_title_its_other_name_and_its_text_in_the_built_index(site: Path, query: str, path: str):
    assert read_searcher(site / SEARCH).addresses(query)[0] == WHERE[path]


def test_every_answer_of_search_leads_somewhere(documents: dict[str, HtmlPage], site: Path):
    found = [document.adresse for document in read_searcher(site / SEARCH).documents]
    assert set(WHERE.values()) <= set(found)
    assert [address for address in found if not leads(documents, site, address)] == []


@pytest.mark.parametrize("feed", ["tout", "familles/etudes", "ateliers"])
def test_the_feeds_bring_its_news(site: Path, feed: str):
    items = json.loads((site / f"flux/{feed}.json").read_text(encoding="utf-8"))["items"]
    assert {PUBLISHED + WHERE[path] for path in ADDED if path.startswith("ateliers")} <= {item["url"] for item in items}
    assert PUBLISHED + WHERE["ateliers/retour-commun"] in (site / f"flux/{feed}.atom").read_text(encoding="utf-8")


def test_a_kind_that_is_a_list_has_its_feed_too(site: Path):
    (item,) = json.loads((site / "flux/astuces.json").read_text(encoding="utf-8"))["items"]
    assert item["url"] == PUBLISHED + WHERE["astuces/deux-stylos"]


def test_what_feeds_lead_to_is_there(documents: dict[str, HtmlPage], site: Path):
    feeds = [json.loads(file.read_text(encoding="utf-8")) for file in (site / "flux").rglob("*.json")]
    addresses = {
        address
        for feed in feeds
        for address in (feed["home_page_url"], feed["feed_url"], *(item["url"] for item in feed["items"]))
    }
    assert [address for address in addresses if not leads(documents, site, address.removeprefix(PUBLISHED))] == []


@pytest.mark.parametrize("name", ATELIERS)
def test_its_page_tells_search_engines_what_it_is(documents: dict[str, HtmlPage], name: str):
    (told,) = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', documents[f"pratique/ateliers/{name}/"].html
    )
    found = json.loads(told)
    assert (found["url"], found["name"]) == (f"{PUBLISHED}pratique/ateliers/{name}/", _title(f"ateliers/{name}"))


@pytest.mark.parametrize("path", ADDED)
def test_it_is_given_as_data(site: Path, path: str):
    kind, name = path.split("/")
    alone = json.loads((site / f"api/v1/{path}.json").read_text(encoding="utf-8"))
    assert (alone["titre"], alone["url"]) == (_title(path), PUBLISHED + WHERE[path])
    assert alone in json.loads((site / f"api/v1/{kind}.json").read_text(encoding="utf-8"))
    rows = csv.DictReader(io.StringIO((site / f"api/v1/{kind}.csv").read_text(encoding="utf-8-sig")), delimiter=";")
    assert name in [row["id"] for row in rows]


@pytest.mark.parametrize("kind", ["ateliers", "astuces"])
def test_its_data_are_announced(site: Path, documents: dict[str, HtmlPage], kind: str):
    schema = json.loads((site / f"api/v1/schemas/{kind}.json").read_text(encoding="utf-8"))
    assert {"titre", "url"} <= schema["properties"].keys()
    assert kind in {jeu["id"] for jeu in json.loads((site / "api/v1/index.json").read_text(encoding="utf-8"))["jeux"]}
    for file in ("api/v1/catalog.jsonld", "llms.txt"):
        assert f"{PUBLISHED}api/v1/{kind}.json" in (site / file).read_text(encoding="utf-8"), file


@pytest.mark.parametrize("path", ADDED)
def test_its_short_address_leads_to_it(documents: dict[str, HtmlPage], path: str):
    kind, name = path.split("/")
    short = documents[f"c/{'pratique-ateliers' if kind == 'ateliers' else kind}-{name}/"]
    assert WHERE[path] in {"#".join(part for part in short.target(link.get("href")) if part) for link in short.all("a")}


def test_its_pages_are_on_the_site_map(site: Path):
    listed = set(re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8")))
    wanted = {*(f"pratique/ateliers/{name}/" for name in ATELIERS), "pratique/ateliers/", "astuces/"}
    assert {PUBLISHED + address for address in wanted} <= listed


def test_its_markdown_twin_holds_its_fields(site: Path):
    twin = (site / "pratique/ateliers/marche-a-blanc/index.md").read_text(encoding="utf-8")
    for said in (
        "# Marche à blanc zigomatique",
        "Jouer l",
        "à voix haute, comme un grelotin",
        f"({PUBLISHED}clauses/bilan/)",
    ):
        assert said in twin, said
    assert f"({PUBLISHED}pratique/ateliers/marche-a-blanc/)" in (site / "clauses/bilan/index.md").read_text(
        encoding="utf-8"
    ), "a clause says who names it"


def test_no_internal_link_of_the_whole_site_is_dead(documents: dict[str, HtmlPage], site: Path):
    dead = set()
    for page in documents.values():
        links = {
            element.get(name) for element in page.all("a", "link", "form", "area") for name in ("href", "action")
        } - {""}
        for link in links:
            address, fragment = page.target(link)
            if address is not None and not leads(
                documents, site, f"{address}#{fragment}" if fragment and address in documents else address
            ):
                dead.add((page.address, link))
    assert dead == set()


def test_no_link_of_a_text_file_is_dead(documents: dict[str, HtmlPage], site: Path):
    texts = [file.read_text(encoding="utf-8") for file in (*site.rglob("*.md"), site / "llms.txt")]
    found = {
        link.partition("?")[0] for text in texts for link in re.findall(rf"\]\({re.escape(PUBLISHED)}([^)\s]*)\)", text)
    }
    assert any("ateliers" in link for link in found)
    assert [link for link in found if not leads(documents, site, link)] == []


NO_PLACE = "from macros.model.base import Record\nclass Muette(Record):\n    kind = 'muettes'\n    adresse_liste = 'muettes'\n    nom = 'muette'\n    nom_pluriel = 'muettes'\n"


def test_a_kind_that_declares_no_place_is_refused_when_it_is_read():
    done = subprocess.run(
        [sys.executable, "-c", NO_PLACE], check=False, cwd=Path(__file__).parents[1], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith('TypeError: Muette declares no place: "page" or "liste"')
