"""What « make publication » gives to download: whole files, told on the page with their size, their date and their sum."""

import hashlib
import json
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from html_page import HtmlPage, file_of, read_page
from site_tools import run_macros
from small_guide import HOME, write_site_project
from test_sorte_nouvelle import PAGE, PAGES

from macros.after.telecharger import LIST, SUMS, make_downloads

LIST_PAGE = HOME.replace("title: Guide", "title: Télécharger\nrender_macros: true").replace("essai", "fichiers")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pages = {f"docs/{name}.md": PAGE.format(name=name, body=body) for name, body in PAGES.items()}
    page = f"{LIST_PAGE}\n{{{{ list_telechargements() }}}}\n\n## Vérifier\n"
    return write_site_project(tmp_path_factory.mktemp("telecharger"), {**pages, "docs/telecharger.md": page})


@pytest.fixture(scope="module")
def published(project: Path) -> Path:
    done = run_macros(project, "publication", "--sans-livrets")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "telecharger/guide-hors-ligne.zip" in done.stdout
    return project / "site"


def page_of(site: Path) -> HtmlPage:
    return read_page("telecharger/", (site / "telecharger/index.html").read_text(encoding="utf-8"))


def said(page: HtmlPage) -> str:
    return " ".join(page.prose.split())


def test_each_file_is_there_with_its_size_its_date_and_its_sum(published: Path):
    page = page_of(published)
    told = json.loads((published / "telecharger" / LIST).read_text(encoding="utf-8"))
    links = {page.target(link.get("href"))[0] for link in page.all("a") if "download" in link.attributes}
    assert {one["fichier"] for one in told["fichiers"]} == links - {f"telecharger/{SUMS}"}
    assert {"telecharger/guide-hors-ligne.zip", "telecharger/donnees.zip", "ecrans/hall/hall.htz"} <= links
    for one in told["fichiers"]:
        content = file_of(published, one["fichier"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (one["octets"], one["sha256"])
        assert f"<code>{one['sha256']}</code>" in page.html and one["date"] == "2026-10-01"
    assert "Fichiers du 1er octobre 2026." in said(page) and re.search(r"<td>\d+\sko</td>", unescape(page.html))
    sums = (published / "telecharger" / SUMS).read_text(encoding="utf-8").splitlines()
    assert [line.split("  ") for line in sums] == [
        [one["sha256"], one["fichier"].rpartition("/")[2]] for one in told["fichiers"]
    ]
    assert "Cette copie a été construite sans eux" not in said(page), "the page of before is not there any more"


def test_loops_are_given_for_a_player_as_images_and_as_documents(published: Path):
    page = page_of(published)
    told = {
        one["fichier"]: one
        for one in json.loads((published / "telecharger" / LIST).read_text(encoding="utf-8"))["fichiers"]
    }
    ids = [heading.get("id") for heading in page.all("h2")]
    assert {"ecrans", "ecrans-images", "ecrans-pdf"} <= set(ids)
    for use in ("lecteur d’écran", "l’intranet", "un courriel"):
        assert use in said(page)
    assert "sans les livrets :" in said(page).replace("\u00a0", " ")
    with zipfile.ZipFile(published / "telecharger/ecran-hall-images.zip") as packed:
        names = packed.namelist()
        assert all(packed.read(name).startswith(b"\x89PNG") for name in names)
    assert [name for name in names if name.endswith("-1920x1080.png")]
    assert len(names) == 2 * len([name for name in names if name.endswith("-1080x1920.png")])
    for name in ("ecran-hall-paysage.pdf", "ecran-hall-portrait.pdf"):
        document = (published / "telecharger" / name).read_bytes()
        assert len(re.findall(rb"/Type\s*/Page\b", document)) == len(names) / 2
        assert told[f"telecharger/{name}"]["octets"] == len(document)


def test_what_a_publication_leaves_out_is_said(project: Path, tmp_path: Path, published: Path):
    site = tmp_path / "site"
    for _ in make_downloads(published, site, None):
        pass
    page = page_of(site)
    assert "sans les livrets ni les images et les PDF des écrans" in said(page)
    assert [link for link in page.all("a") if "ecran-" in link.get("href")] == []


def test_the_data_are_whole_and_the_archive_holds_the_page_without_its_files(published: Path):
    with zipfile.ZipFile(published / "telecharger/donnees.zip") as packed:
        assert {"donnees/clauses.json", "donnees/clauses.csv", "donnees/schemas/clauses.json"} <= set(packed.namelist())
    with zipfile.ZipFile(published / "telecharger/guide-hors-ligne.zip") as packed:
        page = read_page("telecharger/", packed.read("guide/telecharger/index.html").decode())
        assert "demandez-les à" in said(page) and not [name for name in packed.namelist() if name.endswith(".pdf")]


def test_two_publications_of_one_content_are_the_same_byte_for_byte(project: Path, published: Path):
    before = {file: file.read_bytes() for file in published.rglob("*") if file.is_file()}
    assert run_macros(project, "publication", "--sans-livrets").returncode == 0
    assert {file: file.read_bytes() for file in published.rglob("*") if file.is_file()} == before


def test_a_plain_build_says_that_the_files_are_not_made_and_where_the_rest_is(public_site: Path):
    page = page_of(public_site)
    assert "les images et les PDF des écrans se font à la publication" in said(page)
    assert "Cette copie a été construite sans eux" in said(page)
    links = [page.target(link.get("href"))[0] for link in page.all("a")]
    assert "donnees/" in links and "ecrans/hall/hall.zip" in links
    assert "Écran du hall (.zip)" in said(page) and "écran «" not in said(page)  # its title says that it is a screen
    assert not (public_site / "telecharger" / SUMS).exists()


def test_the_booklets_come_first_by_the_whole_guide_then_by_segment(published: Path, tmp_path: Path):
    def booklets(site: Path, target: Path):
        for name in ("segments/etudes.pdf", "guide.pdf"):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(b"%PDF-1.7")
            yield target / name, 12

    site = tmp_path / "site"
    for _ in make_downloads(published, site, booklets):
        pass
    links = [(link.text, link.get("href")) for link in page_of(site).all("a") if "livret" in link.get("href")]
    assert [words.replace("\u00a0", " ") for words, _ in links] == [
        "Le guide entier (12 pages, .pdf)",
        "Études (12 pages, .pdf)",
    ]
    assert (site / "telecharger/livret-etudes.pdf").read_bytes() == b"%PDF-1.7"
