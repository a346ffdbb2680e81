"""Build time at 100, 1,000 and 10,000 clauses, beside a bare Material build of the same pages.

The bare build has the Markdown twin of every record, the hand-written pages with what their macros write, and the same extensions; no macros, no search. The
guide's own search and all its other files are counted in its time: Material's search, which MkDocs adds unless told not to, has a column of its own and no part in the ratio.

What is compared is the processor's time, user and system: the time that passes says as much of what else the machine does. Times are medians (three runs, ours and
the others in turn; one at 10,000). Run with `make bench`; `python tests/bench_build.py 100 1000` measures fewer sizes.
"""

import contextlib
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml
from jinja2 import Template
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus import grow  # noqa: E402
from html_page import BELOW  # noqa: E402
from site_tools import Weights, files_of_records, free_port, served_site  # noqa: E402

from macros.after.screen_files import browser_path  # noqa: E402
from macros.build import Build  # noqa: E402
from macros.exports.search_files import search_files  # noqa: E402
from macros.exports.twins import twins  # noqa: E402
from macros.library import MACROS  # noqa: E402
from macros.read.guide import load_guide  # noqa: E402
from macros.read.settings import Settings  # noqa: E402

SIZES = (100, 1000, 10000)
GOAL_RATIO = 1.0
GOAL_GROWTH = 11
GOAL_MEMORY = 1500
GOAL_REBUILD = 3


@dataclass(frozen=True)
class Cost:
    """Of one build, or the median of several: seconds of processor, seconds that pass, and the most memory (MB) of all its processes together."""

    processor: float
    passed: float
    memory: float

    @property
    def told(self) -> str:
        return f"{self.processor:.1f} ({self.passed:.1f})"


def processor_seconds() -> float:
    """User and system, of all the commands that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def environment() -> dict[str, str]:
    """That of a build: the code of a package is compiled once and kept, as on any machine; a setting that forbids it would count against the guide alone."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "NO_MKDOCS_2_WARNING": "1"}


def build(project: Path) -> Cost:
    """A whole command, into a folder of its own, as `make site` does (MkDocs would first remove the previous site)."""
    site = project / "site"
    if (
        site.exists()
    ):  # to be removed at the end: a file system is slow to fill a folder where thousands of files were just removed
        site.rename(Path(tempfile.mkdtemp(prefix="ancien-", dir=project)) / "site")
    memory = 0.0
    used, start = processor_seconds(), time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    with subprocess.Popen(command, cwd=project, env=environment()) as process:
        while True:
            try:
                failed = process.wait(timeout=1)
                break
            except subprocess.TimeoutExpired:
                memory = max(memory, megabytes(process.pid))
    passed = time.perf_counter() - start
    assert not failed, project
    return Cost(processor_seconds() - used, passed, memory)


def megabytes(process: int) -> float:
    """What a process and those that it started hold, the pages that they share counted once."""
    own = 0.0
    with contextlib.suppress(OSError):  # it ended meanwhile
        own = (
            sum(map(int, re.findall(r"^Pss: +(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)))
            / 1024
        )  # none once it has ended
        for task in Path(f"/proc/{process}/task").iterdir():
            own += sum(map(megabytes, map(int, (task / "children").read_text().split())))
    return own


def medians(projects: Sequence[Path], runs: int) -> list[Cost]:
    """Of each project, built in turn: the medians of the times, the most of the memories."""
    rounds = [[build(project) for project in projects] for _ in range(runs)]
    return [
        Cost(
            statistics.median(cost.processor for cost in costs),
            statistics.median(cost.passed for cost in costs),
            max(cost.memory for cost in costs),
        )
        for costs in zip(*rounds, strict=True)
    ]


def bare(project: Path, target: Path) -> float:
    """Write the pages of `project` as plain Markdown for Material alone; returns the seconds that our search index takes."""
    whole = Build(project, load_guide(project), Settings())
    pages = []
    for page in whole.guide.pages:
        library = whole.library(page.address)
        macros = {name: getattr(library, name) for name in MACROS}
        pages.append(
            (
                page.path.removeprefix("docs/"),
                page.entete.title,
                page.entete.description,
                Template(page.body).render(macros),
            )
        )
    written = files_of_records(whole, [twins])
    for path, record_page in whole.record_pages.items():
        twin = written.get(f"{record_page.adresse}index.md")
        body = (
            twin.decode().split("\n---\n", 1)[1] if twin else str(record_page.write(whole.library(record_page.adresse)))
        )
        pages.append((path, record_page.titre, record_page.description, body))
    for path, title, description, body in pages:
        if path not in whole.hidden_pages:
            page = target / "docs" / path
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(
                f"---\n{yaml.safe_dump({'title': title, 'description': description}, allow_unicode=True)}---\n{body}",
                encoding="utf-8",
            )
    own = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", ""))
    config = {
        "site_name": "bare",
        "theme": {"name": "material", "language": "fr", "font": False, "features": []},
        "plugins": [],
        "not_in_nav": "/**/*.md\n",
        "nav": [{"Accueil": "index.md"}],
    }
    config |= {"markdown_extensions": own["markdown_extensions"], "validation": {"absolute_links": "relative_to_docs"}}
    (target / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    start = time.process_time()
    list(search_files(whole))
    return time.process_time() - start


def with_search(bare_project: Path, target: Path) -> None:
    """The same pages, with the search that MkDocs adds unless told not to."""
    shutil.copytree(bare_project / "docs", target / "docs")
    config = yaml.safe_load((bare_project / "mkdocs.yml").read_text(encoding="utf-8"))
    (target / "mkdocs.yml").write_text(yaml.safe_dump(config | {"plugins": ["search"]}), encoding="utf-8")


def rebuild(project: Path) -> tuple[float, float]:
    """Seconds of processor, and seconds that pass, from the edit of a clause under `mkdocs serve` to the page that says it."""
    clause = project / "data/clauses/insertion-etude-longue.yml"
    port = free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=project, env={**environment(), "TMPDIR": str(project)}) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/clauses/{clause.stem}/", "")
            text = clause.read_text(encoding="utf-8")
            used, start = processor_seconds_of(server.pid), time.perf_counter()
            clause.write_text(
                re.sub(r"^titre: (['\"]?)", r"titre: \1Essai ", text, count=1, flags=re.MULTILINE), encoding="utf-8"
            )
            wait_for(f"http://127.0.0.1:{port}/clauses/{clause.stem}/", "Essai ")
            return processor_seconds_of(server.pid) - used, time.perf_counter() - start
        finally:
            server.terminate()


def processor_seconds_of(process: int) -> float:
    """User and system, of a process that runs."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def wait_for(address: str, words: str) -> None:
    """Until a page answers with these words. Raises TimeoutError after half an hour."""
    end = time.monotonic() + 1800
    while time.monotonic() < end:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=600) as page:
            if words in page.read().decode():
                return
        time.sleep(0.1)
    raise TimeoutError(address)


PAGES = {
    "home": "",
    "clause": "clauses/insertion-etude-longue/",
    "clauses": "clauses/",
    "segment": "familles/prestations-intellectuelles/",
    "cases": "cas/",
    "screen": "ecrans/hall/",
}


def browser_costs(site: Path) -> list[str]:
    """The lines of a table: what travels for some pages, and how long their scripts run on load; medians of five cold openings."""
    lines = ["| page | requests | kB gz | scripts on load (ms) |", "|---|---|---|---|"]
    weights = Weights(site)
    with served_site(site) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"])
        for name, address in PAGES.items():
            scripts = []
            for _ in range(5):
                page = browser.new_page()
                asked: list[str] = []
                page.on("request", lambda request, asked=asked: asked.append(urlsplit(request.url).path))
                cdp = page.context.new_cdp_session(page)
                cdp.send("Performance.enable", {"timeDomain": "threadTicks"})
                page.goto(root + address, wait_until="networkidle")
                scripts.append(
                    next(
                        metric["value"]
                        for metric in cdp.send("Performance.getMetrics")["metrics"]
                        if metric["name"] == "ScriptDuration"
                    )
                    * 1000
                )
                page.close()
            files = [site / unquote(path).removeprefix(BELOW) for path in asked]
            weight = sum(weights.kilobytes(file / "index.html" if file.is_dir() else file) for file in files)
            lines.append(f"| {name} | {len(asked)} | {weight:.0f} | {statistics.median(scripts):.0f} |")
        browser.close()
    return lines


def main(sizes: list[int]) -> None:
    times: dict[int, float] = {}
    after: list[str] = []
    print("Seconds of processor (seconds that pass).\n")
    print("| clauses | guide | of which search | bare Material | ratio | Material with search | memory (MB) |")
    print("|---|---|---|---|---|---|---|", flush=True)
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-") as name:
            folder = Path(name)
            grow(folder / "guide", size)
            search = bare(folder / "guide", folder / "bare")
            with_search(folder / "bare", folder / "searched")
            projects = [folder / "guide", folder / "bare", folder / "searched"]
            ours, theirs, searched = medians(projects, 1 if size >= 10000 else 3)
            times[size] = ours.processor
            ratio = ours.processor / theirs.processor
            print(
                f"| {size:,} | {ours.told} | {search:.1f} | {theirs.told} | {ratio:.2f} | {searched.told} | {ours.memory:.0f} |",
                flush=True,
            )
            if size == 1000:
                used, passed = rebuild(folder / "guide")
                after = [
                    "",
                    *browser_costs(folder / "guide/site"),
                    "",
                    f"A clause edited under `mkdocs serve`, among 1,000: {used:.1f} s of processor, {passed:.1f} s until its page says it (goal {GOAL_REBUILD} on the guide itself).",
                ]
    print("\n".join(after))
    if 1000 in times and 10000 in times:
        print(
            f"From 1,000 to 10,000 clauses: × {times[10000] / times[1000]:.1f} (goal {GOAL_GROWTH}). Ratio: goal {GOAL_RATIO}; memory: goal {GOAL_MEMORY} MB."
        )


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or list(SIZES))
