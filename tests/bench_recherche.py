"""Our search beside Material's own and Pagefind's default UI, over the same synthetic clauses, in one run.

Each is opened cold, in Chromium, at the address of a query; what is measured is the time and the bytes until the first result
stands on the screen. The line is 10 Mbit/s with 40 ms for each request and each connection, kept by the server itself, since
the browser's own throttling leaves workers out and Pagefind searches in one. Answers are gzipped. Ours and Pagefind's stand in
one page shell (Material, one page, no search), whose bytes are taken off. The three are opened one after the other, again and
again, and times are compared pair by pair: what else the machine does weighs on all of them alike. Run with `make bench-search`;
`python tests/bench_recherche.py 1000` measures one size. Needs Chromium, and npm to fetch Pagefind.
"""

import gzip
import http.server
import json
import mimetypes
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent / "search")]

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402
from synthetic import EVERYDAY, Corpus  # noqa: E402

from macros.after.screen_files import browser_path  # noqa: E402
from macros.browser import TOOLS  # noqa: E402
from macros.model import Famille  # noqa: E402
from macros.read.guide import load_guide  # noqa: E402
from macros.search import FOLDER, Document, build_search, record_documents  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
CATALOG = load_guide(ROOT).catalog
SIZES = (1_000, 10_000)
PAGEFIND = "1.6.0"
RATE = 10_000_000 / 8
"""Bytes a second."""
DELAY = 0.04
"""Seconds before an answer starts, and before a new connection is ready."""
CHUNK = 4096
RUNS = 5
QUERIES = 4
SLOW = 5_000
"""From here Material is opened once: it takes half a minute or more each time."""
LETTERS = 60
"""How many letters are typed to measure one."""
PATIENCE = 600_000
"""Milliseconds for a first result: Material may need minutes at 10,000 on a busy machine."""
GOALS = {
    1_000: {"time": 0.5, "bytes": 80_000},
    10_000: {"time": 0.5, "bytes": 130_000, "material": 1 / 15, "letter": 50, "disk": 4_000_000, "build": 20},
}
FIRST_RESULT = """
const selector = %s;
(function watch() {
  const found = document.querySelector(selector);
  if (found && found.getClientRects().length) window.firstResult = performance.timeOrigin + performance.now();
  else requestAnimationFrame(watch);
})();
"""


# A line of 10 Mbit/s


@dataclass
class Line:
    """What travels, and when: one line for all connections. `log` holds (time, bytes)."""

    log: list[tuple[float, int]] = field(default_factory=list)
    is_slow: bool = True
    _free: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self) -> None:
        if self.is_slow:
            time.sleep(DELAY)

    def take(self, size: int) -> None:
        """Returns when `size` more bytes have passed."""
        with self._lock:
            now = time.time()
            self._free = max(now, self._free) + (size / RATE if self.is_slow else 0)
            end = self._free
            self.log.append((end, size))
        time.sleep(max(0.0, end - now))

    def bytes_until(self, moment: float) -> int:
        return sum(size for at, size in self.log if at <= moment)


class Handler(http.server.BaseHTTPRequestHandler):
    """Serves a folder, gzipped, through the line."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    packed: dict[Path, tuple[bytes, bool]] = {}

    def setup(self) -> None:
        super().setup()
        self.server.line.wait()

    def do_GET(self) -> None:
        line: Line = self.server.line
        line.wait()
        path = self.server.folder / urlsplit(self.path).path.strip("/")
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body, is_packed = self._packed(file)
        self.send_response(200)
        self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        for start in range(0, len(body), CHUNK):
            chunk = body[start : start + CHUNK]
            line.take(len(chunk))
            self.wfile.write(chunk)

    def _packed(self, file: Path) -> tuple[bytes, bool]:
        """The file as a host sends it; packed once, so that the measure is not that of gzip."""
        if file not in self.packed:
            raw = file.read_bytes()
            packed = gzip.compress(raw, 6)
            self.packed[file] = (packed, True) if len(packed) < len(raw) else (raw, False)
        return self.packed[file]

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Line]]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.folder, server.line = folder, Line()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", server.line
        server.shutdown()


# The three sites


def material_site(folder: Path, plugins: list[str]) -> Path:
    """A Material site of one page; returns its folder."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/index.md").write_text("# Recherche\n\nRECHERCHE\n", encoding="utf-8")
    config = {
        "site_name": "Banc",
        "site_url": "http://127.0.0.1/",
        "theme": {"name": "material", "language": "fr", "font": False},
        "plugins": plugins,
    }
    (folder / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=folder,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    return folder / "site"


def with_search(shell: Path, target: Path, head: str, body: str, first: str = "") -> Path:
    """A copy of the shell with a search in its page; `first` stands before its style sheets."""
    shutil.copytree(shell, target)
    page = target / "index.html"
    html = page.read_text(encoding="utf-8").replace("</head>", f"{head}</head>", 1).replace("<p>RECHERCHE</p>", body, 1)
    html = html.replace("<link", f"{first}<link", 1)
    page.write_text(html, encoding="utf-8")
    return target


def our_site(shell: Path, target: Path, documents: list[Document]) -> tuple[Path, float]:
    """Our search in the shell; and the processor seconds that the index took, on one core."""
    head = '<link rel="stylesheet" href="assets/css/recherche.css">'
    start = f"<meta name='guide-racine' content='.'><script>{(ROOT / 'overrides/partials/amorce-recherche.js').read_text(encoding='utf-8')}</script>"
    scripts = "".join(
        f'<script src="assets/js/{name}.js" defer fetchpriority="high"></script>' for name in ("site", "recherche")
    )
    form = '<form action="./" method="get" role="search"><label for="q">Rechercher</label><input type="search" name="q" id="q"><button>Rechercher</button></form>'
    with_search(shell, target, head + scripts, f'<div class="recherche" data-recherche>{form}</div>', start)
    shutil.copytree(ROOT / "docs/assets/vendor", target / "assets/vendor", dirs_exist_ok=True)
    written = {"css/recherche.css": (ROOT / "docs/assets/css/recherche.css").read_text(encoding="utf-8")}
    written |= {
        f"js/{tool.name}.js": tool.script(ROOT)
        for tool in TOOLS
        if tool.name in ("site", "recherche", "moteur-recherche")
    }
    for name, text in written.items():
        file = target / "assets" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    start = time.process_time()
    files = build_search(documents, {}, [], CATALOG)
    seconds = time.process_time() - start
    (target / FOLDER).mkdir(parents=True)
    for name, content in files.items():
        (target / FOLDER / name).write_bytes(content)
    return target, seconds


def paragraphs(document: Document) -> str:
    return "".join(f"<p>{text}</p>" for text in (document.alias, document.resume, document.texte, document.reste))


def pagefind_site(shell: Path, target: Path, documents: list[Document], tool: Path) -> Path:
    """Pagefind's default UI in the shell; it is told the query of the address, which it does not read itself."""
    head = '<link rel="stylesheet" href="pagefind/pagefind-ui.css"><script src="pagefind/pagefind-ui.js" defer></script><script src="lance.js" defer></script>'
    with_search(shell, target, head, '<div id="search"></div>')
    start = "const ui = new PagefindUI({ element: '#search' }); const q = new URLSearchParams(location.search).get('q'); if (q) ui.triggerSearch(q);"
    (target / "lance.js").write_text(start, encoding="utf-8")
    source = target.parent / f"{target.name}-pages"
    for document in documents:
        page = source / document.adresse / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(
            f'<html lang="fr"><head><title>{document.titre}</title></head><body><h1>{document.titre}</h1>{paragraphs(document)}</body></html>',
            encoding="utf-8",
        )
    subprocess.run(
        [str(tool), "--site", str(source), "--output-path", str(target / "pagefind"), "--quiet"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    shutil.rmtree(source)
    return target


def material_search_site(site: Path, target: Path, documents: list[Document]) -> Path:
    """Material's built-in search: its own index file, with our documents in the place of the page."""
    shutil.copytree(site, target)
    file = target / "search/search_index.json"
    index = json.loads(file.read_text(encoding="utf-8"))
    index["docs"] = [
        {"location": document.adresse, "title": document.titre, "text": paragraphs(document)} for document in documents
    ]
    file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return target


def install_pagefind(folder: Path) -> Path:
    subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), f"pagefind@{PAGEFIND}"],
        check=True,
    )
    return folder / "node_modules/.bin/pagefind"


# Measures


@dataclass(frozen=True)
class Opening:
    """Milliseconds and bytes (beyond the shell) until the first result, and bytes once everything is quiet."""

    milliseconds: float
    first_bytes: int
    all_bytes: int


def open_query(browser: Browser, folder: Path, query: str, selector: str, shell_bytes: int) -> Opening:
    """Open the address of a query in a new context, whose cache is empty."""
    with served(folder) as (url, line):
        context = browser.new_context()
        page = context.new_page()
        page.add_init_script(FIRST_RESULT % json.dumps(selector))
        page.goto(f"{url}?q={quote(query)}", wait_until="commit")
        page.wait_for_function("window.firstResult", timeout=PATIENCE)
        first = page.evaluate("window.firstResult") / 1000
        start = page.evaluate("performance.timeOrigin") / 1000
        page.wait_for_load_state("networkidle")
        context.close()
        return Opening(
            (first - start) * 1000,
            line.bytes_until(first) - shell_bytes,
            sum(size for _, size in line.log) - shell_bytes,
        )


def median_opening(openings: list[Opening]) -> Opening:
    return Opening(
        *(
            statistics.median(getattr(opening, name) for opening in openings)
            for name in ("milliseconds", "first_bytes", "all_bytes")
        )
    )


def paired_ratio(ours: list[Opening], theirs: list[Opening]) -> float:
    """How long ours takes for each second of theirs, opened just before or after; the median of the pairs that both have."""
    return statistics.median(one.milliseconds / other.milliseconds for one, other in zip(ours, theirs, strict=False))


def bytes_of_shell(browser: Browser, shell: Path) -> int:
    with served(shell) as (url, line):
        page = browser.new_page()
        page.goto(url, wait_until="networkidle")
        page.close()
        return sum(size for _, size in line.log)


def main_thread(cdp) -> float:
    """Processor seconds of the main thread since the page began: what else the machine does is not counted."""
    metrics = {metric["name"]: metric["value"] for metric in cdp.send("Performance.getMetrics")["metrics"]}
    return metrics["TaskDuration"]


def letters(browser: Browser, folder: Path, queries: list[str]) -> tuple[list[float], list[float]]:
    """Main-thread milliseconds, once the engine is there: of each further letter, from the key to the results on the screen;
    and of what follows the last letter of a query, when the reader has stopped typing."""
    with served(folder) as (url, line):
        line.is_slow = False
        page = browser.new_page()
        page.goto(url)
        cdp = page.context.new_cdp_session(page)
        cdp.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.locator("#q").focus()
        page.wait_for_function("window.guideSearch")
        page.wait_for_load_state("networkidle")
        typed, rests = [], []
        for query in queries:
            page.locator("#q").fill("")
            settle(page)
            for place, letter in enumerate(query):
                before = main_thread(cdp)
                page.keyboard.type(letter)
                settle(page)
                if place:
                    typed.append((main_thread(cdp) - before) * 1000)
            before = main_thread(cdp)
            page.wait_for_timeout(1000)
            rests.append((main_thread(cdp) - before) * 1000)
        page.close()
        return typed, rests


def settle(page: Page) -> None:
    """Until the answer to the last letter is drawn: the pause before it, then two quiet moments."""
    page.wait_for_timeout(200)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(100)


# The bench


def corpus(size: int) -> list[Document]:
    """So many synthetic clauses, and the guide's own segments, to which the words of the market lead."""
    segments = (document for document in record_documents(CATALOG) if document.kind == Famille.kind)
    return [*Corpus().documents(size), *segments]


def queries_of(documents: list[Document]) -> list[str]:
    """What readers might type: one, two or three words of a title, taken at regular places of the corpus."""
    step = len(documents) // QUERIES
    found = []
    for place in range(QUERIES):
        words = [
            word
            for word in documents[place * step + 7].titre.lower().replace(".", "").split()
            if word not in EVERYDAY and len(word) > 3
        ]
        found.append(" ".join(words[: 1 + place % 3]))
    return found


def gz_size(folder: Path, prefixes: tuple[str, ...]) -> int:
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in folder.iterdir() if file.name.startswith(prefixes))


def measure(browser: Browser, size: int, folder: Path, shell: Path, material: Path, tool: Path) -> None:
    documents = corpus(size)
    queries = queries_of(documents)
    ours, seconds = our_site(shell, folder / "ours", documents)
    sites = {
        "ce guide": (ours, "[data-resultat]"),
        "Pagefind": (pagefind_site(shell, folder / "pagefind", documents, tool), ".pagefind-ui__result-link"),
        "Material": (material_search_site(material, folder / "material", documents), ".md-search-result__item"),
    }
    terms = sum(
        len(json.loads(file.read_text(encoding="utf-8").split(",", 2)[2].removesuffix(");\n"))) // 2
        for file in (ours / FOLDER).glob("t-*.js")
    )
    print(f"\n## {size:,} clauses, {terms:,} distinct terms, queries: {' / '.join(queries)}\n".replace(",", " "))
    print("| | first result (ms) | bytes until then (kB) | bytes in all (kB) |\n|---|---|---|---|")
    shell_bytes = bytes_of_shell(browser, shell)
    openings: dict[str, list[Opening]] = {name: [] for name in sites}
    for name, (site, selector) in sites.items():
        if name != "Material" or size < SLOW:
            open_query(browser, site, queries[0], selector, shell_bytes)  # packs the files
    for _ in range(RUNS):
        for query in queries:
            for name, (site, selector) in sites.items():
                if name != "Material" or size < SLOW or not openings[name]:
                    openings[name].append(open_query(browser, site, query, selector, shell_bytes))
    for name, opened in openings.items():
        opening = median_opening(opened)
        print(
            f"| {name} | {opening.milliseconds:.0f} | {opening.first_bytes / 1000:.0f} | {opening.all_bytes / 1000:.0f} |"
        )
    typed, rests = map(sorted, letters(browser, ours, queries_to_type(documents)))
    figures = {
        "time": paired_ratio(openings["ce guide"], openings["Pagefind"]),
        "bytes": median_opening(openings["ce guide"]).first_bytes,
        "material": paired_ratio(openings["ce guide"], openings["Material"]),
        "letter": typed[int(len(typed) * 0.95)],
        "disk": gz_size(ours / FOLDER, ("manifest", "colonnes", "tri", "lexique", "t-")),
        "build": seconds,
    }
    shown = gz_size(ours / FOLDER, ("d-", "x-"))
    print(
        f"\nA further letter: median {statistics.median(typed):.0f} ms, p95 {figures['letter']:.0f} ms of processor on the main thread ({len(typed)} letters)"
    )
    print(
        f"The rest of the page, when typing stops: median {statistics.median(rests):.0f} ms, at most {rests[-1]:.0f} ms ({len(rests)} queries)"
    )
    print(
        f"Index on disk: {figures['disk'] / 1e6:.2f} MB gz, and {shown / 1e6:.2f} MB gz of texts that results show. Built in {seconds:.1f} s of one core"
    )
    for name, goal in GOALS.get(size, {}).items():
        print(f"  {'ok  ' if figures[name] <= goal else 'MISS'} {name}: {figures[name]:.3g} (goal {goal:.3g})")


def queries_to_type(documents: list[Document]) -> list[str]:
    """Enough titles to type LETTERS letters."""
    found: list[str] = []
    for document in documents[:: max(1, len(documents) // 50)]:
        if sum(len(text) - 1 for text in found) >= LETTERS:
            break
        found.append(
            " ".join([word for word in document.titre.lower().replace(".", "").split() if word not in EVERYDAY][:2])
        )
    return found


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        tool = install_pagefind(folder / "npm")
        shell = material_site(folder / "shell", [])
        material = material_site(folder / "built-in", ["search"])
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"])
        print(f"Chromium {browser.version}, 10 Mbit/s, 40 ms, gzip, cold; medians")
        for size in sizes:
            measure(browser, size, folder / str(size), shell, material, tool)
        browser.close()


if __name__ == "__main__":
    main()
