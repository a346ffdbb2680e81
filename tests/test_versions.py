"""Old versions of a clause: a page each, for ever, and a history that says word by word what changed."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from html_page import read_pages
from site_tools import Reader, run_macros, shown_address
from small_guide import Changes

from macros.library import Library
from macros.model import Catalog, Clause
from macros.read.editions import catalog_of
from macros.read.guide import Guide, load_guide
from macros.read.settings import Settings
from macros.record_pages import record_pages
from macros.search.index import FOLDER
from macros.views.versions import Passage, anciennes, historique_vue, passages_of, version_vue

SETTINGS = Settings(site="https://guide.test/")
OLD = """\
version: 1
date: 2026-10-01
motif: Première version.
titre: Remettre un petit bilan
resume: Un petit bilan.
textes:
  - {piece: CCAP, texte: Le titulaire remet un bilan à la fin du marché.}
  - {piece: RC, titre: Critère, texte: "Voir [le bilan](clauses/bilan)."}
"""
NEW = (
    OLD.replace("version: 1", "version: 2")
    .replace("2026-10-01", "2026-11-02")
    .replace("un bilan à la fin", "deux bilans à la fin")
    .split("  - {piece: RC")[0]
)
CHANGES: Changes = {
    "clauses/bilan": {
        "dispositions": [{"piece": "CCAP", "texte": "Le titulaire remet deux bilans à la fin du marché."}],
        "version": 2,
        "historique": [
            {"version": 2, "date": "2026-11-02", "motif": "Un second bilan."},
            {"version": 1, "date": "2026-10-01", "motif": "Première version."},
        ],
    },
    "clauses/versions/bilan/1.yml": OLD,
    "clauses/versions/bilan/2.yml": NEW,
}


@pytest.fixture
def catalog(project: Callable[[Changes | None], Path]) -> Catalog:
    return load_guide(project(CHANGES)).catalog


def words(passages: tuple[Passage, ...], *kept: str) -> str:
    return " ".join(passage.texte for passage in passages if passage.sorte in kept)


@pytest.mark.parametrize("run", [1, 3, 60])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("un bilan", "un bilan"),
        ("un bilan écrit", "un bilan"),
        ("a b c d e f g", "a x c d e y g"),
        ("un deux\ntrois", "un\ndeux trois quatre"),
        ("tout", "rien de cela"),
    ],
)
def test_what_stays_and_one_side_of_the_changes_make_each_text(before: str, after: str, run: int):
    found = passages_of(before, after, run)
    assert words(found, "", "retiré").split() == before.split()
    assert words(found, "", "ajouté").split() == after.split()


def test_the_differences_of_every_clause_make_both_of_its_texts(guide: Guide):
    for clause in guide.catalog.all(Clause):
        for comparaison in (
            historique_vue(guide.catalog, clause).comparaisons if anciennes(guide.catalog, clause) else ()
        ):
            kept = {version.numero: version for version in guide.catalog.versions_of(clause)}
            for number, sorte in ((comparaison.avant, "retiré"), (comparaison.apres, "ajouté")):
                shown = [
                    words(difference.passages, "", sorte)
                    for difference in comparaison.differences
                    if difference.passages
                ]
                texts = " ".join(text.texte for text in kept[number].textes).replace("**", "")
                assert set(" ".join(shown).split()) - {"Pénalités", "Suites", "Critère"} <= set(
                    f"{texts} {' '.join(text.titre or '' for text in kept[number].textes)}".split()
                ), clause.id


def test_an_old_version_says_what_replaced_it_and_its_copy_says_which_it_is(catalog: Catalog):
    clause = catalog.get(Clause, "bilan")
    found = version_vue(catalog, clause, "1", SETTINGS)
    assert (
        found.mention
        == "Clause bilan, version 1 du 1er octobre 2026, remplacée le 2 novembre 2026 par la version 2. https://guide.test/clauses/bilan/v1/"
    )
    assert [document.titre for document in found.documents] == ["Dans le RC", "Dans le CCAP"]
    html = Library(catalog, SETTINGS).show_version("bilan", "1")
    assert re.search(r"du 1er\s+octobre\s+2026, remplacée le 2\s+novembre\s+2026", html)
    assert "Un contrat signé avec cette version reste ce qu’il est" in html
    with pytest.raises(ValueError, match="version 2"):
        version_vue(catalog, clause, "2", SETTINGS)


def test_a_history_is_read_without_colour(catalog: Catalog):
    html = Library(catalog, SETTINGS).show_historique("bilan")
    assert re.search(
        r"remet <del><span class=\"guide-cache\">retiré\s: </span>un bilan</del> <ins><span class=\"guide-cache\">ajouté\s: </span>deux bilans</ins> à la fin",
        html,
    )
    assert re.search(r"Dans le RC\s: retiré", html)
    assert "Texte retiré" in html and "Voir le bilan." in html


def test_a_clause_without_an_old_version_has_no_history(project: Callable[[Changes | None], Path]):
    catalog = load_guide(project()).catalog
    assert [page.adresse for page in record_pages(catalog, ()) if "historique" in page.adresse] == []
    assert "historique/" not in Library(catalog, SETTINGS).show_fiche("clauses", "bilan")


def test_the_versions_of_an_internal_clause_are_internal(project: Callable[[Changes | None], Path]):
    internal = {path.replace("bilan", "cachee"): change for path, change in CHANGES.items()}
    internal["clauses/cachee"] = {**CHANGES["clauses/bilan"], "diffusion": "interne"}
    catalog = load_guide(project(internal)).catalog
    addresses = [
        [page.adresse for page in record_pages(catalog_of(edition, catalog), ()) if "cachee" in page.adresse]
        for edition in ("publique", "interne")
    ]
    assert addresses == [[], ["clauses/cachee/", "clauses/cachee/v1/", "clauses/cachee/historique/"]]


def test_the_site_keeps_an_old_version_out_of_search_and_links_it(site_project: Callable[[Changes | None], Path]):
    root = site_project(CHANGES)
    done = run_macros(root, "site")
    assert done.returncode == 0, done.stdout + done.stderr
    pages = read_pages(root / "site")
    history, old = pages["clauses/bilan/historique/"], pages["clauses/bilan/v1/"]
    targets = {address: {page.target(link.get("href"))[0] for link in page.all("a")} for address, page in pages.items()}
    assert "clauses/bilan/historique/" in targets["clauses/bilan/"]
    assert {"clauses/bilan/", "clauses/bilan/v1/"} <= targets[history.address] and {
        "clauses/bilan/",
        history.address,
    } <= targets[old.address]
    assert all("noindex" in [meta.get("content") for meta in page.all("meta")] for page in (history, old))
    sitemap = (root / "site/sitemap.xml").read_text(encoding="utf-8")
    assert "clauses/bilan/</loc>" in sitemap and "v1/" not in sitemap and "historique" not in sitemap
    assert [
        file
        for file in (root / "site" / FOLDER).rglob("*.js*")
        if "petit bilan" in file.read_text(encoding="utf-8", errors="ignore")
    ] == []


def test_an_old_version_is_copied_with_its_number(reader: Reader):
    page = reader.open("clauses/gestion-differenciee-espaces-verts/v1/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Tout copier").click()
    page.locator(".copie-dite:not(:empty)").first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "[gestion-differenciee-espaces-verts@1]" in copied and "remplacée le" in copied
    assert reader.complaints == []


def test_a_link_leads_to_the_version_that_it_names(reader: Reader):
    address = "clauses/gestion-differenciee-espaces-verts/"
    page = reader.open(f"{address}?v=1")
    page.wait_for_url(f"**/{address}v1/")
    for other in ("?v=2", "?v=9", "?v=../../", "?w=1"):
        page = reader.open(address + other)
        page.get_by_role("button", name="Tout copier").wait_for()
        assert shown_address(page).endswith(address + other)
    assert reader.complaints == []
