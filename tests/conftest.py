"""What the tests share: a small guide to break, the real site built once, and a browser that reports what it meets."""

import gzip
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, sync_playwright

ROOT = Path(__file__).parents[1]
for folder in (ROOT, ROOT / "tests"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from html_page import PUBLISHED, HtmlPage, read_pages  # noqa: E402
from small_guide import Changes, copy_of_project, write_project, write_site_project  # noqa: E402

from macros.guide import Guide, load_guide  # noqa: E402

BELOW = urlsplit(PUBLISHED).path
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def run_macros(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python -m macros …` in a copy of the project: what `make` runs."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "EDITION", "GUIDE_CONTACT", "GUIDE_DEPOT")}
    settings = {**inherited, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": PUBLISHED, **environment}
    return subprocess.run([sys.executable, "-m", "macros", *arguments], cwd=root, env=settings, capture_output=True, text=True)


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


def _built(folder: Path, edition: str) -> Path:
    done = run_macros(copy_of_project(folder), "site", "--edition", edition)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / {"publique": "site", "interne": "site-interne"}[edition]


@pytest.fixture(scope="session")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public edition of the project, built once."""
    return _built(tmp_path_factory.mktemp("publique"), "publique")


@pytest.fixture(scope="session")
def internal_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The internal edition of the project, built once."""
    return _built(tmp_path_factory.mktemp("interne"), "interne")


@pytest.fixture(scope="session")
def pages(public_site: Path) -> dict[str, HtmlPage]:
    """Every page of the public site, by its address from the site's root. A site without pages proves nothing."""
    found = read_pages(public_site)
    assert found
    return found


@dataclass
class Weights:
    """What travels for a file of the site, compressed as a host does."""

    site: Path
    known: dict[Path, float] = field(default_factory=dict)

    def kilobytes(self, file: Path) -> float:
        if file not in self.known:
            raw = file.read_bytes() if file.is_file() else b""  # what is missing is another test's business
            self.known[file] = min(len(raw), len(gzip.compress(raw, 6))) / 1000
        return self.known[file]


@pytest.fixture(scope="session")
def weights(public_site: Path) -> Weights:
    return Weights(public_site)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a site below BELOW, and its own page for what is not there."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(BELOW)) if path.startswith(BELOW) else os.devnull + "/absent"

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def site_url(public_site: Path) -> Iterator[str]:
    """The address of the served public site, with its final slash."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *arguments: _Handler(*arguments, directory=str(public_site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{BELOW}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, else Playwright's own; without any of them the tests fail."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=BROWSER_ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Reader:
    """A page in the browser, with what went wrong in it and what it asked for."""

    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("dialog", self._refuse)
        self.page.on("request", lambda request: self.requests.append(request.url))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.text} ({message.location['url'].removeprefix(self.site)})")

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, address: str) -> Page:
        """Go to an address from the site's root."""
        self.page.goto(self.site + address)
        return self.page


@pytest.fixture
def reader_of(browser: Browser, site_url: str) -> Iterator[Callable[..., Reader]]:
    """Makes readers, each in a context of its own: `reader_of(width=360, java_script_enabled=False)`."""
    contexts: list[BrowserContext] = []

    def make(width: int = 1280, **options: object) -> Reader:
        context = browser.new_context(viewport={"width": width, "height": 800}, locale="fr-FR", **options)
        context.set_default_timeout(5_000)
        contexts.append(context)
        return Reader(context.new_page(), site_url)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def reader(reader_of: Callable[..., Reader]) -> Reader:
    """A reader on an ordinary screen."""
    return reader_of()


def _largest(below: str) -> Callable[[dict[str, HtmlPage]], str]:
    """The page of a folder that shows the most: its template's every part is likely to be there."""
    return lambda pages: max((page.size, address) for address, page in pages.items() if address.startswith(below) and address.count("/") == below.count("/") + 1)[1]


def _with(below: str, *ids: str) -> Callable[[dict[str, HtmlPage]], str]:
    """The largest page of a folder that has these parts."""
    return lambda pages: max((page.size, address) for address, page in pages.items() if address.startswith(below) and set(ids) <= set(page.ids))[1]


TEMPLATES: dict[str, str | Callable[[dict[str, HtmlPage]], str]] = {
    "home": "",
    "clause, award criterion": _with("clauses/", "noter"),
    "clause, execution condition": _with("clauses/", "sanction", "variante", "valeurs"),
    "case": _with("cas/", "difficultes", "clauses"),
    "recommendation": _largest("recommandations/"),
    "organisation": _largest("pairs/"),
    "legal text": _largest("textes/"),
    "segment": "familles/prestations-intellectuelles/",
    "clauses": "clauses/",
    "cases": "cas/",
    "legal texts": "textes/",
    "recommendations": "recommandations/",
    "organisations": "pairs/",
    "segments": "familles/",
    "glossary": "glossaire/",
    "search": "recherche/",
    "news": "nouveautes/",
    "chapter": "guide/comprendre/",
    "onboarding": "parcours/nouvel-arrivant/",
    "view of buyers": "agents/",
    "view of elected officials": "elus/",
    "view of suppliers": "fournisseurs/",
    "accessibility statement": "accessibilite/",
    "not found": "absente/",
}
"""One page for each thing that the site can look like."""


@pytest.fixture(params=TEMPLATES, ids=lambda name: name.replace(" ", "-"))
def template(request: pytest.FixtureRequest, pages: dict[str, HtmlPage]) -> str:
    """The address of one page per template."""
    address = TEMPLATES[request.param]
    return address if isinstance(address, str) else address(pages)
