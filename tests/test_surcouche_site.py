"""What readers see of an organisation's own records: where ours are, marked as theirs, with the difference and no dead link."""

import json
from pathlib import Path

import pytest
from html_page import PUBLISHED, HtmlPage, file_of, read_pages
from search.search_site import read_searcher
from site_tools import run_macros
from small_guide import HOME, RECORDS, changed, dump, write_site_project
from test_sorte_nouvelle import PAGE, PAGES
from test_surcouche import BILAN, ORGANISATION, VALEURS, own, put

from macros.after.livret import BuiltSite, booklet, segment_part, segments_of
from macros.search.index import FOLDER as SEARCH

ADDED, ADAPTED = "ajoutée par Région témoin", "adaptée par Région témoin"
REST = """\
retraits:
  vieille: {date: 2026-11-03, motif: Personne ne le lit.}
segments_masques:
  voirie: {motif: Une autre collectivité entretient les routes., avec_ses_clauses: true}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pages = {f"docs/{name}.md": PAGE.format(name=name, body=body) for name, body in PAGES.items()}
    root = tmp_path_factory.mktemp("surcouche")
    write_site_project(
        root,
        {
            **pages,
            "clauses/bilan": BILAN,
            "clauses/vieille": {"titre": "Un vieux carnet", "resume": "Le titulaire tient un carnet."},
            "clauses/route": {"titre": "Une route claire", "resume": "Le bitume est clair.", "familles": ["voirie"]},
            "familles/voirie": {"titre": "Voirie", "resume": "Les routes.", "ordre": 2, "alias": ["goudronnade"]},
            "obligations/routes": {"titre": "Routes", "resume": "Elles sont claires.", "familles": ["voirie"]},
        },
    )
    settings = (
        f'{ORGANISATION}forge: github\ndepot: "https://forge.example/region/guide"\nlogo: assets/img/region.svg\n'
    )
    put(root, "organisation.yml", settings)
    put(root, "data-locale/surcharges.yml", VALEURS + REST)
    clause = own("clauses/bilan", titre="Prêter une salle", resume="La région prête une salle zigomatique.")
    put(root, "data-locale/clauses/la-notre.yml", clause)
    advice = changed(RECORDS["recommandations/donner-un-modele"], {"pourquoi": "Le prestataire de la région le sait."})
    put(root, "data-locale/recommandations/donner-un-modele.yml", f'remplace_version: "x"\n{dump(advice)}')
    put(root, "data-locale/glossaire/salle.yml", "titre: Salle\nresume: Une pièce que la région prête.\n")
    put(root, "docs-locale/index.md", HOME.replace("# Guide", "# Le guide de la région"))
    put(root, "docs-locale/chez-nous.md", HOME.replace("title: Guide", "title: Nos salles").replace("essai", "maison"))
    put(root, "docs-locale/assets/img/region.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    put(root, "docs-locale/Thumbs.db", "x")
    put(root, "docs/chapitre (1).md", "copie")
    done = run_macros(root, "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Laissé de côté : docs-locale/Thumbs.db" in done.stdout
    assert "Laissé de côté : docs/chapitre (1).md" in done.stdout
    return root / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, HtmlPage]:
    return read_pages(site)


def said(page: HtmlPage) -> str:
    return " ".join(page.prose.split())


def test_a_record_says_on_its_page_whose_it_is_and_is_mended_in_its_own_file(pages: dict[str, HtmlPage]):
    ours, theirs = pages["clauses/la-notre/"], pages["clauses/bilan/"]
    assert f"Clause {ADDED}. Elle n’est pas dans le guide commun." in said(ours) and "version 0+region.1" in said(ours)
    assert f"Clause {ADAPTED}, d’après la version 1 du guide commun." in said(theirs)
    assert "Clause bilan, version 1+region.1 du 3 novembre 2026." in said(theirs), "the mention that a copy ends with"
    mended = [link.get("href") for link in (*ours.all("a"), *theirs.all("a")) if "/edit/" in link.get("href")]
    assert [address.partition("main/")[2] for address in mended] == [
        "data-locale/clauses/la-notre.yml",
        "data-locale/surcharges.yml",
    ]
    assert "Clause retirée par Région témoin le 3 novembre 2026. Le guide commun la propose toujours." in said(
        pages["clauses/vieille/"]
    )
    assert "Personne ne le lit." in said(pages["clauses/vieille/"])
    assert "Le guide commun a changé cette fiche depuis." in said(pages["recommandations/donner-un-modele/"])


def test_the_difference_from_ours_is_read_without_colour(pages: dict[str, HtmlPage]):
    words = said(pages["clauses/bilan/ecarts/"])
    assert "Dans le CCAP : changé Le titulaire donne retiré : 10 ajouté : 20 heures." in words
    assert "valeur proposée : retiré : 10 ajouté : 20" in words
    assert "Pourquoi : " in said(pages["recommandations/donner-un-modele/ecarts/"])
    assert "clauses/la-notre/ecarts/" not in pages and "clauses/vieille/ecarts/" not in pages


def test_lists_mark_what_is_local(pages: dict[str, HtmlPage]):
    segment = said(pages["familles/etudes/"])
    assert (
        f"Prêter une salle La région prête une salle zigomatique. niveau base · social · effet 2/5 · effort 1/5 · {ADDED}"
        in segment
    )
    assert f"· {ADAPTED}" in segment and "Un vieux carnet" not in segment
    assert f"Salle {ADDED}" in said(pages["glossaire/"])
    assert "Prêter une salle" in said(pages["fournisseurs/dossier/etudes/"])


def test_search_finds_it_and_says_whose_it_is(site: Path):
    searcher = read_searcher(site / SEARCH)
    (found,) = [one for one in searcher.documents if one.adresse == "clauses/la-notre/"]
    assert searcher.addresses("zigomatique")[0] == "clauses/la-notre/" and found.resume.endswith(f"Fiche {ADDED}.")
    assert "clauses/vieille/" not in {one.adresse for one in searcher.documents}


def test_a_segment_put_aside_keeps_its_page_and_leaves_the_lists(site: Path, pages: dict[str, HtmlPage]):
    assert "mise de côté par Région témoin" in said(pages["familles/voirie/"])
    assert "Voirie" not in said(pages["familles/"]) and "Voirie" not in said(pages["fournisseurs/dossier/"])
    assert "retirée par Région témoin" in said(pages["clauses/route/"])
    searcher = read_searcher(site / SEARCH)
    assert "familles/voirie/" not in searcher.addresses("goudronnade")
    assert "voirie" not in {segment for one in searcher.documents for segment in one.facettes.get("famille", ())}
    assert not (site / "flux/familles/voirie.atom").exists()


def test_data_twins_feeds_and_search_engines_know_it(site: Path):
    api = {one["id"]: one for one in json.loads((site / "api/v1/clauses.json").read_text(encoding="utf-8"))}
    assert {name: (one["origine"], one["version_dite"]) for name, one in api.items()} == {
        "bilan": ("locale", "1+region.1"),
        "la-notre": ("locale", "0+region.1"),
        "route": ("locale", "1"),
        "vieille": ("locale", "1"),
    }
    assert json.loads((site / "api/v1/pairs/ville.json").read_text(encoding="utf-8"))["origine"] == "commune"
    twin = (site / "clauses/bilan/index.md").read_text(encoding="utf-8")
    assert f"version: 1+region.1\norigine: locale, {ADAPTED}" in twin
    items = json.loads((site / "flux/tout.json").read_text(encoding="utf-8"))["items"]
    (item,) = [one for one in items if one["url"] == f"{PUBLISHED}clauses/bilan/"]
    assert item["id"].endswith(":clauses/bilan/1+region.1") and f"version 1+region.1, {ADAPTED}" in item["content_text"]
    html = (site / "clauses/la-notre/index.html").read_text(encoding="utf-8")
    assert f'"creditText":"Fiche {ADDED}"' in html and '"version":"0+region.1"' in html
    assert '"version": "1+region.1"' in (site / "assets/paquets/bilan.js").read_text(encoding="utf-8").replace(
        '":"', '": "'
    )


def test_a_booklet_says_it_too(site: Path):
    read = BuiltSite(site)
    assert segments_of(read) == ["familles/etudes/"]
    html = booklet(read, "Études", [segment_part(read, "familles/etudes/")])
    assert f"Clause {ADDED}." in html and "version 1+region.1" in html


def test_pages_and_images_of_ones_own_stand_in_the_place_of_ours_or_beside(site: Path, pages: dict[str, HtmlPage]):
    assert "Le guide de la région" in said(pages[""])
    links = {link.text.strip(): pages[""].target(link.get("href"))[0] for link in pages[""].all("a")}
    assert links["Région témoin"] == "chez-nous/", "in the navigation, below the organisation's name"
    assert (site / "assets/img/region.svg").exists() and not (site / "Thumbs.db").exists()
    assert not [address for address in pages if "chapitre" in address]


def test_no_link_is_dead(site: Path, pages: dict[str, HtmlPage]):
    dead = set()
    for page in pages.values():
        for link in page.all("a", "link"):
            address, fragment = page.target(link.get("href"))
            if address is None or (page.address == "404.html"):
                continue
            if not file_of(site, address).is_file() or (fragment and fragment not in pages[address].anchors):
                dead.add((page.address, address, fragment))
    assert dead == set()
