"""What several tests need of the site: the commands that build it, the weight of its files, a reader in a browser, a page per template."""

import gzip
import http.server
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from html_page import BELOW, PUBLISHED, HtmlPage
from playwright.sync_api import ConsoleMessage, Dialog, Locator, Page, expect

from macros.build import Build
from macros.exports.writers import Writer

_OWN = frozenset(("SOURCE_DATE_EPOCH", "EDITION", "GUIDE_CONTACT", "GUIDE_FORGE", "GUIDE_DEPOT", "PUBLICATION"))


def run_macros(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python -m macros …` in a copy of the project: what `make` runs, whatever the environment of the tests says."""
    inherited = {name: value for name, value in os.environ.items() if name not in _OWN}
    settings = {**inherited, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": PUBLISHED, **environment}
    return subprocess.run(
        [sys.executable, "-m", "macros", *arguments], cwd=root, env=settings, capture_output=True, text=True
    )


class QuietHandler(http.server.BaseHTTPRequestHandler):
    """Says nothing of what it is asked."""

    def send_page(self, code: int, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def free_port() -> int:
    """A port of this machine that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    """Connections that wait while this process stands still. Beyond the usual 5, the system has them call again later and later."""


def files_of_records(build: Build, writers: Iterable[Writer]) -> dict[str, bytes]:
    """What these writers give for every record, by its path from the site's root."""
    return {path: content for record in build.catalog for writer in writers for path, content in writer(build, record)}


@contextmanager
def served(handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> Iterator[int]:
    """The port of a server of this machine, while it answers."""
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


class _SiteHandler(QuietHandler, http.server.SimpleHTTPRequestHandler):
    """Serves a site below BELOW, and its own page for what is not there. `asked` takes the address and the referrer of each request."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *given: Any, asked: list[str] | None = None, **more: Any) -> None:
        self.asked = asked
        super().__init__(*given, **more)

    def do_GET(self) -> None:
        if self.asked is not None:
            self.asked.append(f"{self.path} {self.headers.get('Referer', '')}")
        super().do_GET()

    def translate_path(self, path: str) -> str:
        return (
            super().translate_path("/" + path.removeprefix(BELOW))
            if path.startswith(BELOW)
            else os.path.join(os.devnull, "absent")
        )

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self.send_page(code, (Path(self.directory) / "404.html").read_bytes())


@contextmanager
def served_site(folder: Path, asked: list[str] | None = None) -> Iterator[str]:
    """The address of a built site, with its final slash, while it is served; `asked` takes what each request tells the server."""
    with served(partial(_SiteHandler, directory=str(folder), asked=asked)) as port:
        yield f"http://127.0.0.1:{port}{BELOW}"


@dataclass
class Weights:
    """What travels for a file of the site, compressed as a host does."""

    site: Path
    known: dict[Path, float] = field(default_factory=dict, repr=False)

    def kilobytes(self, file: Path) -> float:
        if file not in self.known:
            raw = file.read_bytes() if file.is_file() else b""  # what is missing is another test's business
            self.known[file] = min(len(raw), len(gzip.compress(raw, 6))) / 1000
        return self.known[file]


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


def press_rare(page: Page, name: str) -> None:
    """Press the first button of that name; where « Plus » holds it and is closed, it is opened first, by keyboard."""
    more = page.locator("details.plus:not([open]) > summary")
    button = page.get_by_role("button", name=name).first
    button.or_(more).first.wait_for()
    if not button.is_visible():
        more.press("Enter")
    button.click()


LISTS = {
    "agents/minimum-legal/": "the legal minimum of every segment",
    "fournisseurs/dossier/assistance-maitrise-ouvrage/": "every proof that clauses ask of a segment",
    "fournisseurs/dossier/communication/": "every proof that clauses ask of a segment",
    "fournisseurs/dossier/conseil/": "every proof that clauses ask of a segment",
    "fournisseurs/dossier/conseil-informatique/": "every proof that clauses ask of a segment",
    "fournisseurs/dossier/etudes/": "every proof that clauses ask of a segment",
    "fournisseurs/dossier/dechets-reemploi/": "every proof that clauses ask of a segment",
    "fournisseurs/preuves/": "every paper and every sort of proof",
    "cas/": "every case",
    "cas/carte/": "every case, by country and place",
    "cas/chronologie/": "every case, by year",
    "clauses/dechets-critere-remise-en-usage/": "three documents, a scale of five steps, four trials, three penalties",
    "clauses/menus-et-recettes-notes/": "eleven values to set, a scale of five steps, four trials, three annexes",
    "clauses/temps-reel-prix-soutenable/": "seven values to set, a scale, four trials, two annexes, seventy-five points",
    "clauses/": "every segment, with its clauses when JavaScript is missing",
    "familles/prestations-intellectuelles/": "every clause of the special subject",
    "familles/tous-achats/": "every clause that suits any purchase",
    "familles/travaux/": "every clause of the largest ordinary segment",
    "fraicheur/": "every segment against every stage",
    "qualite/": "the legal minimum of every segment, and every template that was measured",
    "glossaire/": "every term",
    "nouveautes/": "fifty changes",
    "obligations/": "every legal duty, which the page filters",
    "outils/simulateur-notation/": "a worked example: its offers, its marks, fourteen formulas",
    "outils/cible-elus/": "every clause, by effect and ease",
    "outils/methodes-de-notation/": "every way of marking, with its legal light",
    "pairs/": "every organisation",
    "parcours/nouvel-arrivant/imprimer/": "every module, to be printed",
    "recommandations/": "every recommendation",
    "textes/": "the calendar and every legal text",
    "textes/code-de-la-commande-publique/": "every article of the code",
}
"""The pages that need only reach a B, and why: lists and tables, up to LARGEST_LIST elements. The others reach an A."""
LARGEST_LIST = 600


def shown_address(page: Page) -> str:
    """Where the page says that it is. `page.url` is told of a change of address later than the page."""
    return str(page.evaluate("location.href"))


def landed(page: Page) -> Locator:
    """The place of the page where a link to one of its anchors led."""
    expect(page).to_have_url(re.compile("#."))
    return page.locator(f"[id='{urlsplit(page.url).fragment}']")


def allowed_grades(address: str) -> str:
    """The EcoIndex letters that a page may have."""
    return "AB" if address in LISTS else "A"


Address = str | Callable[[dict[str, HtmlPage]], str]


def _largest(below: str, *ids: str) -> Address:
    """The largest page of a folder that has these parts: its template shows the most there."""
    depth = below.count("/") + 1
    return lambda pages: max(
        (page.size, address)
        for address, page in pages.items()
        if address.startswith(below) and address.count("/") == depth and set(ids) <= set(page.ids)
    )[1]


SIDES = 2
"""A clause prints on one sheet of A4 in 9 points: its documents, whole, and how each point is checked. Those with a scale need its back."""


TEMPLATES: dict[str, Address] = {
    "home": "",
    "award-criterion": _largest("clauses/", "piece-rc", "essais"),
    "execution-condition": _largest("clauses/", "piece-ccap", "variante", "valeurs"),
    "old-version": "clauses/gestion-differenciee-espaces-verts/v1/",
    "history": "clauses/gestion-differenciee-espaces-verts/historique/",
    "case": _largest("cas/", "difficultes", "clauses"),
    "recommendation": _largest("recommandations/"),
    "organisation": _largest("pairs/"),
    "legal-text": _largest("textes/", "apport"),
    "segment": "familles/prestations-intellectuelles/",
    "clauses": "clauses/",
    "cases": "cas/",
    "map-of-cases": "cas/carte/",
    "timeline-of-cases": "cas/chronologie/",
    "legal-texts": "textes/",
    "limits": "textes/limites/",
    "concordance": "textes/concordance/",
    "recommendations": "recommandations/",
    "organisations": "pairs/",
    "segments": "familles/",
    "duties": "obligations/",
    "assistant": "outils/assistant/",
    "glossary": "glossaire/",
    "search": "recherche/",
    "news": "nouveautes/",
    "month": _largest("nouveautes/"),
    "freshness": "fraicheur/",
    "quality": "qualite/",
    "reading-circuit": "relecture/comment/",
    "chapter": "guide/comprendre/",
    "kits": "kits/",
    "kit": _largest("kits/", "premier-essai"),
    "rooms": "salles/",
    "room": _largest("salles/", "loi"),
    "agenda": "agenda/",
    "proposals": "contribuer/proposer/",
    "uses-of-clauses": "retours/",
    "onboarding": "parcours/nouvel-arrivant/",
    "onboarding-module": _largest("parcours/nouvel-arrivant/", "quiz"),
    "onboarding-printed": "parcours/nouvel-arrivant/imprimer/",
    "onboarding-statement": "parcours/nouvel-arrivant/attestation/",
    "view-of-buyers": "agents/",
    "view-of-elected-officials": "elus/",
    "view-of-suppliers": "fournisseurs/",
    "suppliers-own-file": "fournisseurs/dossier/",
    "checklist-of-suppliers": "fournisseurs/dossier/travaux/",
    "proofs": "fournisseurs/preuves/",
    "how-buyers-buy": "fournisseurs/comment-on-achete/",
    "target": "outils/cible-elus/",
    "marking": "outils/simulateur-notation/",
    "reading-of-drafts": "outils/relire/",
    "comparison": "outils/comparer/",
    "ways-of-marking": "outils/methodes-de-notation/",
    "plan-of-elected-officials": "elus/spaser/",
    "two-clauses": "agents/deux-clauses/",
    "decision": "agents/prestation-intellectuelle/",
    "note-of-elected-officials": "elus/travaux/",
    "screens": "ecrans/",
    "composer-of-loops": "ecrans/composer/",
    "blocks-to-embed": "integrer/",
    "accessibility-statement": "accessibilite/",
    "privacy": "confidentialite/",
    "open-data": "donnees/",
    "downloads": "telecharger/",
    "feeds": "flux/",
    "not-found": "absente/",
}
"""One page for each thing that the site can look like."""


TRANSLATED = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), words = [];
  while (walker.nextNode()) if (walker.currentNode.data.trim()) words.push(walker.currentNode);
  for (const word of words) { const around = document.createElement("font"); word.replaceWith(around); around.append(word.data); }
}"""
"""What browsers that translate do: each text gets an element around it."""
