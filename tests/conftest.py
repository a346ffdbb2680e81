"""What the tests share: a small guide to break, the real site built once and served, and a browser."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from html_page import HtmlPage, is_standalone, read_pages
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from site_tools import TEMPLATES, Reader, Weights, run_macros, served_site
from small_guide import ROOT, Changes, copy_of_project, write_project, write_site_project

from macros.after.screen_files import browser_path
from macros.model import Record
from macros.read.guide import Guide, load_guide
from macros.text.typographie import typographie

BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30_000
"""Milliseconds: the patience of Playwright's actions, for what is expected too. A machine that others share may stand still for ten seconds."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def project(tmp_path: Path) -> Callable[[Changes | None], Path]:
    """Writes the smallest valid guide, changed as asked, and returns its folder."""
    return lambda changes=None: write_project(tmp_path / "guide", changes)


@pytest.fixture
def site_project(tmp_path: Path) -> Callable[[Changes | None], Path]:
    """The same, that MkDocs can build."""
    return lambda changes=None: write_site_project(tmp_path / "guide", changes)


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The project's own data and pages, which hold."""
    return load_guide(ROOT)


@pytest.fixture(scope="session")
def title(guide: Guide) -> Callable[[type[Record], str], str]:
    """The title of a record of the project, as its page writes it: `title(Famille, "nettoyage")`. A record that takes another title breaks no test of the code."""
    return lambda model, record_id: typographie(guide.catalog.get(model, record_id).titre)


@pytest.fixture(scope="session")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public edition of the project, built by the first worker that needs it. GUIDE_SITE names one that is already built as `run_macros` does."""
    if given := os.environ.get("GUIDE_SITE"):
        return Path(given)
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "publique"
    with FileLock(folder.with_suffix(".lock")):
        if not (folder / "site").exists():
            done = run_macros(copy_of_project(folder), "site")
            assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def documents(public_site: Path) -> dict[str, HtmlPage]:
    """Every HTML document of the public site, by its address from the site's root. A site without any proves nothing."""
    found = read_pages(public_site)
    assert found
    return found


@pytest.fixture(scope="session")
def pages(documents: dict[str, HtmlPage]) -> dict[str, HtmlPage]:
    """The pages that have the theme around them: those that readers browse."""
    return {address: page for address, page in documents.items() if not is_standalone(address)}


@pytest.fixture(scope="session")
def weights(public_site: Path) -> Weights:
    return Weights(public_site)


@pytest.fixture(scope="session")
def site_url(public_site: Path) -> Iterator[str]:
    """The address of the served public site, with its final slash."""
    with served_site(public_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, else Playwright's own; without any of them the tests fail."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def reader_of(browser: Browser, site_url: str) -> Iterator[Callable[..., Reader]]:
    """Makes readers, each in a context of its own: `reader_of(360, java_script_enabled=False)`."""
    contexts: list[BrowserContext] = []

    def make(width: int = 1280, **options: object) -> Reader:
        context = browser.new_context(viewport={"width": width, "height": 800}, locale="fr-FR", **options)
        contexts.append(context)
        return Reader(context.new_page(), site_url)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def reader(reader_of: Callable[..., Reader]) -> Reader:
    """A reader on an ordinary screen."""
    return reader_of()


@pytest.fixture(params=TEMPLATES)
def template(request: pytest.FixtureRequest, pages: dict[str, HtmlPage]) -> str:
    """The address of one page per template."""
    address = TEMPLATES[request.param]
    return address if isinstance(address, str) else address(pages)
