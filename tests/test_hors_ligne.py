"""The offline edition: an archive that is taken on a stick, checked, opened, and works without a server."""

import hashlib
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from html_page import PUBLISHED, read_pages
from playwright.sync_api import Browser, expect
from site_tools import Reader

from macros.after import offline
from macros.after.offline import ARCHIVE, LARGEST, LONGEST_PATH, make_archive, make_offline
from macros.read.problems import Refused


@pytest.fixture(scope="module")
def folder(public_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offline edition, with its archive beside it."""
    folder = tmp_path_factory.mktemp("hors-ligne") / "edition"
    make_offline(public_site, folder)
    make_archive(folder, folder.parent / ARCHIVE)
    return folder


@pytest.fixture(scope="module")
def unpacked(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a reader finds who opens the archive somewhere else, below a folder with a blank and an accent."""
    target = tmp_path_factory.mktemp("clé usb")
    with zipfile.ZipFile(folder.parent / ARCHIVE) as packed:
        packed.extractall(target)
    (opened,) = target.iterdir()
    return opened


def test_the_archive_is_light_enough_to_travel_and_its_checksum_is_true(folder: Path):
    archive = folder.parent / ARCHIVE
    assert archive.stat().st_size <= LARGEST == 15_000_000
    digest, name = (folder.parent / f"{ARCHIVE}.sha256").read_text(encoding="utf-8").split()
    assert (digest, name) == (
        hashlib.sha256(archive.read_bytes()).hexdigest(),
        ARCHIVE,
    )  # as `sha256sum --check` reads it


def test_two_archives_of_one_edition_are_the_same_byte_for_byte(folder: Path, tmp_path: Path):
    for file in folder.glob("*.html"):
        file.touch()
    make_archive(folder, tmp_path / ARCHIVE)
    assert (tmp_path / ARCHIVE).read_bytes() == (folder.parent / ARCHIVE).read_bytes()


def test_an_archive_that_is_too_large_is_refused_and_not_left_behind(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(offline, "LARGEST", 1000)
    with pytest.raises(Refused, match="attendu 1\u00a0ko au plus"):
        make_archive(folder / "assets", tmp_path / ARCHIVE)
    assert list(tmp_path.iterdir()) == []


def test_every_link_of_the_offline_edition_leads_to_a_file_of_it_or_to_an_address(unpacked: Path):
    broken = set()
    for address, page in read_pages(unpacked).items():
        here = unpacked / (f"{address}index.html" if address.endswith("/") or not address else address)
        for element in page.all("a", "form", "link", "script", "img"):
            for name in ("href", "action", "src"):
                link = element.get(name)
                if (
                    link
                    and not re.match(r"[a-z]+:", link)
                    and not (here.parent / unquote(urlsplit(link).path) if urlsplit(link).path else here).is_file()
                ):
                    broken.add((address, link))
    assert broken == set()


def test_it_unpacks_in_a_folder_of_200_characters_on_windows(folder: Path, unpacked: Path):
    with zipfile.ZipFile(folder.parent / ARCHIVE) as packed:
        names = packed.namelist()
    assert [name for name in names if len(name) > LONGEST_PATH == 259 - 200 - 1] == []
    assert len({name.lower() for name in names}) == len(names), "Windows knows no capitals"
    readme = (unpacked / "LISEZMOI.txt").read_bytes()
    assert readme.startswith(b"\xef\xbb\xbfGuide des achats durables\r\n") and PUBLISHED.encode() in readme


def test_a_page_that_stands_elsewhere_is_reached_from_search_and_gives_its_files(browser: Browser, unpacked: Path):
    long = "maintenance-pieces-remises-en-etat-notees"
    assert not (unpacked / "clauses" / long).exists()
    context = browser.new_context(locale="fr-FR")
    reader = Reader(context.new_page(), unpacked.as_uri() + "/")
    page = reader.open("recherche/index.html?q=maintenance+pièces+remises+en+état+notées")
    page.locator(f'[data-resultat="clauses/{long}/"] a').first.click()
    expect(page.locator(".mention")).to_contain_text(f"{PUBLISHED}clauses/{long}/")
    page.locator("[id^=valeur-]").first.wait_for()
    for link in page.locator("a[download]").all():
        address = link.evaluate("link => link.href")
        if address.startswith("file:") or not address.endswith(".md"):
            assert Path(unquote(urlsplit(address).path)).is_file(), address
    assert reader.complaints == []
    context.close()


def test_what_only_a_server_makes_use_of_is_read_where_the_guide_is_published(unpacked: Path):
    files = {file.relative_to(unpacked).as_posix() for file in unpacked.rglob("*") if file.is_file()}
    assert not {
        name
        for name in files
        if re.search(r"\.atom$|^flux/.*\.ics$|^sitemap|^opensearch|index\.md$|^_headers$|^api/v1/clauses/", name)
    }
    assert {"api/v1/clauses.json", "api/v1/clauses.csv"} <= files
    page = read_pages(unpacked)["flux/"]
    assert f"{PUBLISHED}flux/tout.atom" in {link.get("href") for link in page.all("a")}


def test_the_archive_opens_from_a_folder_and_its_search_and_tools_work(browser: Browser, unpacked: Path):
    context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 800})
    reader = Reader(context.new_page(), unpacked.as_uri() + "/")
    reader.page.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))"
    )
    page = reader.open("index.html")
    page.locator("main input[type=search]").fill("insertion")
    page.locator("main").get_by_role("button", name="Rechercher").click()
    page.locator('[data-resultat^="clauses/"] a').first.click()
    expect(page.get_by_role("heading", name="Le texte")).to_be_visible()
    page.locator("[id^=valeur-]").first.wait_for()
    reader.open("obligations/index.html?famille=etudes")
    shown = page.locator(".regles-ligne")
    before = shown.count()
    page.get_by_label("Montant HT").fill("1")
    expect(page.locator("[data-regles-compte]")).not_to_contain_text(f"{before} réponses")
    assert 0 < shown.count() < before
    assert reader.complaints == []
    assert {urlsplit(address).scheme for address in reader.requests} <= {"file", "data"}
    context.close()
