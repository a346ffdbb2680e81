"""A browser of five years ago: Chromium 92 (2021), from before `URLSearchParams.size`, `Object.hasOwn`, `:has()` and container queries.

Playwright's own looks at a page (is it visible?) need a newer browser: this test asks the page itself.
"""

import hashlib
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from html_page import HtmlPage
from playwright.sync_api import Page, sync_playwright
from site_tools import TEMPLATES, shown_address

PACKAGE, SHA256 = "@sparticuz/chromium@92.0.0", "ae2070e08840e30bb50dbfffe9824d428d46445436bf08147e7f9102294a28ca"
UNPACK = """
const fs = require('fs'), zlib = require('zlib');
for (const name of fs.readdirSync('.').filter((file) => file.endsWith('.br'))) fs.writeFileSync(name.slice(0, -3), zlib.brotliDecompressSync(fs.readFileSync(name)));
"""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--single-process", "--no-zygote", "--disable-dev-shm-usage"]


def unpacked(folder: Path, package: str, sha256: str) -> Path:
    """The folder of the program that a package of npm holds, put into `folder`: `chromium`, ready to run, and what came with it."""
    npm, node = shutil.which("npm"), shutil.which("node")
    assert npm and node, "Node.js et npm sont introuvables"
    subprocess.run([npm, "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=300)
    (packed,) = folder.glob("*.tgz")
    assert hashlib.sha256(packed.read_bytes()).hexdigest() == sha256
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    program = folder / "package/bin"
    subprocess.run([node, "-e", UNPACK], cwd=program, check=True)
    (program / "chromium").chmod(0o755)
    return program


@pytest.fixture(scope="module")
def old_chromium(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folder: `chromium`, and its libraries in `lib/`."""
    program = unpacked(tmp_path_factory.mktemp("chromium-92"), PACKAGE, SHA256)
    with tarfile.open(program / "aws.tar") as archive:
        archive.extractall(program, filter="data")
    return program


@pytest.fixture(scope="module")
def page(old_chromium: Path) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(old_chromium / "chromium"),
            args=ARGUMENTS,
            env={**os.environ, "LD_LIBRARY_PATH": str(old_chromium / "lib")},
        )
        assert browser.version.startswith("92.")
        yield browser.new_page()
        browser.close()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    return found


def until(page: Page, script: str) -> None:
    page.wait_for_function(f"() => {script}", timeout=20_000)


def test_no_template_has_a_script_error(page: Page, pages: dict[str, HtmlPage], site_url: str, complaints, measure):
    faults: dict[str, list[str]] = {}
    for address in (address if isinstance(address, str) else address(pages) for address in TEMPLATES.values()):
        complaints.clear()
        page.goto(site_url + address)
        page.wait_for_timeout(200)
        if found := [complaint for complaint in complaints if "404 (Not Found)" not in complaint]:
            faults[address] = found
    measure(f"{len(TEMPLATES)} templates without a script error in Chromium 92", f"{len(TEMPLATES) - len(faults)}")
    assert faults == {}


def test_the_search_answers_filters_and_keeps_its_address(page: Page, site_url: str, complaints):
    page.goto(f"{site_url}recherche/?q=insertion&niveau=avance&tri=effort")
    until(page, "document.querySelectorAll('[data-resultat]').length > 3")
    assert shown_address(page).endswith("recherche/?q=insertion&niveau=avance&tri=effort")
    page.evaluate("document.querySelector('.recherche__actifs button').click()")
    until(page, "!location.search.includes('niveau')")
    page.evaluate("document.querySelector('[data-recherche] input[name=q]').focus()")
    page.keyboard.type(" chantier")
    page.keyboard.press("Enter")
    until(page, "location.search.includes('chantier') && document.querySelectorAll('[data-resultat]').length > 0")
    assert complaints == []


def test_the_header_answers_while_the_reader_types(page: Page, site_url: str, complaints):
    page.goto(f"{site_url}guide/")
    page.evaluate("document.querySelector('#recherche-entete').focus()")
    page.keyboard.type("reempl")
    until(page, "document.querySelectorAll('[role=option]').length === 6")
    assert complaints == []


def test_the_rules_of_a_purchase_keep_their_address(page: Page, site_url: str, complaints):
    page.goto(f"{site_url}obligations/")
    page.evaluate("document.querySelector('[name=montant]').focus()")
    page.keyboard.type("90000")
    until(page, "location.search.includes('montant=90000')")
    assert complaints == []
