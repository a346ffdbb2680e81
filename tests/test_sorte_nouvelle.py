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
from small_guide import ROOT, write_site_project

from macros.model import Clause, PartieDuLivret, Preuve, Record
from macros.model.declarations import registered
from macros.search.index import FOLDER as SEARCH

LIVRET = """\
from pathlib import Path
from macros.after.livret import BuiltSite, booklet, whole_guide
site = BuiltSite(Path("site"))
print(booklet(site, "Le guide", whole_guide(site)))
"""

MODEL = '''\
"""What is added: a kind with a page for each record and a template, one with pages and none, and one that is read on the page of its list."""

from typing import Annotated

from pydantic import Field

from .base import Ligne, Model, Record, Texte, Url
from .declarations import PartieDuLivret
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
    livret = PartieDuLivret("Les ateliers")

    familles: Annotated[tuple[RefFamille, ...], Field(min_length=1)]
    publics: tuple[TermePublics, ...] = ()
    deroule: tuple[Etape, ...] = ()


class Astuce(Record):
    kind = "astuces"
    place = "liste"
    adresse_liste = "astuces"
    nom = "astuce"
    nom_pluriel = "astuces"
    livret = PartieDuLivret("Les astuces")

    geste: Texte
    clauses: tuple[RefClause, ...] = ()


class Carnet(Record):
    kind = "carnets"
    place = "page"
    adresse_liste = "carnets"
    nom = "carnet"
    nom_pluriel = "carnets"
    livret = "segments"

    segment: RefFamille
    a_qui: TermePublics
    pages_lues: int
    lu_sur: Url | None = None
    outils: tuple[Ligne, ...] = ()
    recit: Texte
    etapes: tuple[Etape, ...] = ()
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
CARNETS = {
    "cahier-vert": """\
titre: Cahier vert
resume: Ce qu'un service a noté.
segment: etudes
a_qui: elus
pages_lues: 1234
lu_sur: https://cahier.example/vert
outils: [Une loupe cribaloise, un fil]
recit: |
  Le premier jour, **rien** ne tournisait.

  Le deuxième, [le bilan](clauses/bilan) non plus.
etapes:
  - texte: Ouvrir le cahier vermoulat.
  - texte: Le refermer.
    clause: bilan
historique: [{version: 1, date: 2026-10-05, motif: Cahier ouvert.}]
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
ADDED = {
    f"{kind}/{name}": text
    for kind, records in (("ateliers", ATELIERS), ("astuces", ASTUCES), ("carnets", CARNETS))
    for name, text in records.items()
}
WHERE = (
    {f"ateliers/{name}": f"pratique/ateliers/{name}/" for name in ATELIERS}
    | {f"astuces/{name}": f"astuces/#{name}" for name in ASTUCES}
    | {f"carnets/{name}": f"carnets/{name}/" for name in CARNETS}
)
"""Each record, and the address that its kind declares."""


def _title(path: str) -> str:
    return ADDED[path].partition("titre: ")[2].partition("\n")[0]


def register(root: Path) -> None:
    """What a developer writes to add the kinds: their classes, a word in the list of kinds, a template."""
    package = root / "macros"
    (package / "model/ajouts.py").write_text(MODEL, encoding="utf-8")
    (package / "templates/fiches/ateliers.html").write_text(TEMPLATE, encoding="utf-8")
    listed = package / "model/__init__.py"
    before = listed.read_text(encoding="utf-8")
    after = before.replace("from .base import", "from .ajouts import Astuce, Atelier, Carnet\nfrom .base import", 1)
    after = after.replace(
        "    MethodeDeNotation,\n)", "    MethodeDeNotation,\n    Atelier,\n    Astuce,\n    Carnet,\n)", 1
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
def livret(site: Path) -> str:
    """The booklet of the whole guide, before it is drawn."""
    done = run_python(site.parent, LIVRET)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[str, HtmlPage]:
    return read_pages(site)


def run_python(root: Path, code: str) -> subprocess.CompletedProcess[str]:
    """What a short program says that has this copy's package."""
    return subprocess.run([sys.executable, "-c", code], check=False, cwd=root, capture_output=True, encoding="utf-8")


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
    for path in (path for path in ADDED if path.startswith(kind)):
        assert _title(path) in page.prose
        assert WHERE[path] in linked(page) or WHERE[path].partition("#")[2] in page.ids


def test_a_page_of_the_kind_has_what_its_template_places(documents: dict[str, HtmlPage]):
    assert "à voix haute, comme un grelotin" in documents["pratique/ateliers/marche-a-blanc/"].prose


def linked(page: HtmlPage) -> set[str]:
    """The addresses that a page links to, from the site's root."""
    return {"#".join(part for part in page.target(link.get("href")) if part) for link in page.all("a")}


@pytest.mark.parametrize(
    "said",
    [
        "<li>A qui : Élus</li>",
        "<li>Pages lues : 1\u202f234</li>",
        '<h2 id="outils">Outils</h2>\n<ul>\n<li>Une loupe cribaloise</li>\n<li>un fil</li>',
        '<li>Lu sur : <a href="https://cahier.example/vert">https://cahier.example/vert</a></li>',
        '<li>Segment : <a href="../../familles/etudes/">Études</a></li>',
        '<h2 id="recit">Recit</h2>\n<p>Le premier jour, <strong>rien</strong> ne tournisait.</p>',
        "Ouvrir le cahier vermoulat.",
        'Clause : <a href="../../clauses/bilan/">Remettre un bilan</a>',
    ],
)
def test_a_page_without_a_template_shows_every_field(documents: dict[str, HtmlPage], said: str):
    assert said.replace(" :", "\u00a0:") in documents["carnets/cahier-vert/"].html


def test_the_page_of_a_list_shows_every_field(documents: dict[str, HtmlPage]):
    page = documents["astuces/"]
    assert "Prendre deux stylos tirlipotes" in page.prose
    assert "clauses/bilan/" in linked(page)


@pytest.mark.parametrize("path", ["ateliers/marche-a-blanc", "astuces/deux-stylos", "carnets/cahier-vert"])
def test_the_page_of_what_it_names_leads_back_to_it(documents: dict[str, HtmlPage], path: str):
    page = documents["clauses/bilan/"]
    assert "cite-par" in page.ids and WHERE[path] in linked(page)


def test_the_page_of_the_data_leads_to_each_list(documents: dict[str, HtmlPage]):
    assert {"pratique/ateliers/", "astuces/", "carnets/", "clauses/"} <= linked(documents["donnees/"])


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


@pytest.mark.parametrize("feed", ["tout", "carnets", "familles/etudes"])
def test_the_feeds_bring_what_names_a_segment_by_any_field(site: Path, feed: str):
    items = json.loads((site / f"flux/{feed}.json").read_text(encoding="utf-8"))["items"]
    assert PUBLISHED + WHERE["carnets/cahier-vert"] in {item["url"] for item in items}


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
    assert WHERE[path] in linked(short)


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


@pytest.mark.parametrize("words", ["grelotin", "tirlipotes"])
def test_the_booklet_prints_the_kinds_that_have_a_part_in_it(livret: str, words: str):
    assert words in livret


def test_what_is_printed_below_the_segments_follows_the_one_that_it_names(livret: str):
    pages = re.findall(r'<section class="page niveau-(\d)" id="([\w-]+)">', livret)
    place = pages.index(("2", "p-familles-etudes"))
    assert pages[place + 1 : place + 3] == [("3", "p-clauses-bilan"), ("3", "p-carnets-cahier-vert")]
    assert "cribaloise" in livret


@pytest.mark.parametrize("part", ["Les ateliers", "Les astuces", "Les kits", "Les preuves", "Les méthodes de notation"])
def test_each_part_of_the_booklet_stands_in_its_contents(livret: str, part: str):
    assert re.search(rf'<li class="partie"><a href="#partie-\d+">{part}</a>', livret)


def test_the_booklet_leaves_out_a_kind_that_says_so(livret: str):
    assert "Qui lit nos bilans" not in livret


def test_a_record_of_a_kind_without_a_specimen_is_begun_by_its_keys(site: Path):
    root = site.parent
    begun = root / "data/carnets/mon-carnet.yml"
    done = run_macros(root, "nouveau", "carnet", "mon-carnet")
    text = begun.read_text(encoding="utf-8")
    checked = run_macros(root, "check")
    begun.unlink()
    assert done.stdout == (
        "data/carnets/mon-carnet.yml : les clés de cette sorte, à remplir ; « make check » dit ce qui manque.\n"
    )
    needed = ["titre", "resume", "segment", "a_qui", "pages_lues", "recit"]
    lines = text.splitlines()
    keys = [number for number, line in enumerate(lines, 1) if line[0] != "#"]
    assert [lines[number - 1] for number in keys] == [f"{name}:" for name in needed]
    assert "# À remplir ; identifiants de data/familles\nsegment:\n" in text
    assert "# Facultatif ; identifiants de data/clauses\n# etapes:\n" in text
    told = re.findall(r"data/carnets/mon-carnet\.yml:(\d+):\d+: valeur vide", checked.stderr)
    assert (checked.returncode, [int(number) for number in told]) == (1, keys)
    assert f"{len(keys)} problèmes" in checked.stderr


GIVEN = {
    "kind": "muettes",
    "place": "page",
    "adresse_liste": "muettes",
    "nom": "muette",
    "nom_pluriel": "muettes",
    "livret": "aucun",
}
"""The least that a kind declares."""
EXPECTED = {
    "kind": 'a data folder, as "etudes-de-cas"',
    "place": '"page" or "liste"',
    "adresse_liste": 'an address from the site\'s root, as "fournisseurs/preuves"',
    "nom": "what a reader calls one of them",
    "nom_pluriel": "what a reader calls several",
    "livret": 'a PartieDuLivret, "segments" or "aucun"',
    "sommaire": "True or False",
    "renvois": "True or False",
    "poids_de_recherche": "a number above 0",
}


def _declared(parent: type[Record] = Record, **values: object) -> type[Record]:
    return type("Muette", (parent,), {"__module__": __name__, **values})


def test_a_kind_that_declares_the_least_is_one():
    assert registered(_declared(**GIVEN))["muettes"].adresse_de("x") == "muettes/x/"


@pytest.mark.parametrize("name", sorted(GIVEN.keys() - {"kind"}))
@pytest.mark.parametrize("parent", [Record, Clause])
def test_a_kind_that_leaves_out_a_fact_is_refused_when_it_is_read(name: str, parent: type[Record]):
    """Even below another kind: it would silently take its addresses."""
    given = {key: value for key, value in GIVEN.items() if key != name}
    with pytest.raises(TypeError) as told:
        _declared(parent, **given)
    assert str(told.value) == f"Muette declares no {name}: {EXPECTED[name]}"


def test_the_import_of_such_a_kind_ends_there():
    body = "\n".join(f"    {name} = {value!r}" for name, value in GIVEN.items() if name != "livret")
    done = run_python(ROOT, f"from macros.model.base import Record\nclass Muette(Record):\n{body}\n")
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith(f"TypeError: Muette declares no livret: {EXPECTED['livret']}")


def test_every_fault_of_a_kind_is_told_at_once():
    with pytest.raises(TypeError) as told:
        _declared(kind="muettes")
    assert str(told.value) == "; ".join(
        f"Muette declares no {name}: {EXPECTED[name]}" for name in GIVEN if name != "kind"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "Muettes"),
        ("kind", "études"),
        ("place", "nulle-part"),
        ("place", None),
        ("adresse_liste", "/muettes"),
        ("adresse_liste", "muettes/"),
        ("adresse_liste", ""),
        ("nom", ""),
        ("nom_pluriel", " "),
        ("livret", None),
        ("livret", "quelque-part"),
        ("livret", PartieDuLivret(" ")),
        ("sommaire", "non"),
        ("renvois", 1),
        ("poids_de_recherche", 0),
        ("poids_de_recherche", "1"),
    ],
)
def test_a_value_that_is_none_is_refused_when_it_is_read(name: str, value: object):
    with pytest.raises(TypeError) as told:
        _declared(**GIVEN | {name: value})
    assert str(told.value) == f"Muette {name} = {value!r}: expected {EXPECTED[name]}"


def test_a_list_cannot_be_printed_below_segments():
    with pytest.raises(TypeError, match='^Muette livret = "segments": expected with place = "page"'):
        _declared(**GIVEN | {"place": "liste", "livret": "segments"})


def test_a_class_that_declares_no_kind_cannot_be_registered():
    with pytest.raises(TypeError, match="^Muette declares no kind: a data folder"):
        registered(Clause, _declared(Clause))


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("kind", "clauses", "Clause has it"),
        ("adresse_liste", "clauses", "Clause has it"),
        ("nom", "clause", "Clause has it"),
        ("nom_pluriel", "clauses", "Clause has it"),
        ("adresse_liste", "fournisseurs-preuves", "Preuve has it"),
        ("adresse_liste", "clauses/muettes", "where a record of Clause may be"),
    ],
)
def test_what_another_kind_has_is_refused_when_kinds_are_registered(name: str, value: str, told: str):
    with pytest.raises(TypeError) as found:
        registered(Clause, Preuve, _declared(**GIVEN | {name: value}))
    assert str(found.value) == f"Muette {name} = {value!r}: {told}"
