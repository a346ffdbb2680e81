"""`make mesures`: measure the site as it is built now, and write data/mesures/qualite.yml. The figures are those of the tests, taken by their own code."""

import resource
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests/search")]

import ecoindex  # noqa: E402
import yaml  # noqa: E402
from conftest import BROWSER_ARGUMENTS  # noqa: E402
from html_page import HtmlPage, file_of, read_pages  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from search_site import read_searcher  # noqa: E402
from site_tools import TEMPLATES, Weights, run_macros, served_site  # noqa: E402
from small_guide import copy_of_project  # noqa: E402
from test_accessibility import COLOURS, darken, violations  # noqa: E402
from test_quality import QUERIES, by_seal  # noqa: E402

from macros.after.screen_files import browser_path  # noqa: E402
from macros.publication import quoted  # noqa: E402
from macros.read.load import load  # noqa: E402

FILE = ROOT / "data/mesures/qualite.yml"


def build(folder: Path) -> tuple[Path, int]:
    """The public edition, and the seconds of processor that it took."""
    root = copy_of_project(folder)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = run_macros(root, "site")
    assert done.returncode == 0, done.stdout + done.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return root / "site", round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def state() -> str:
    """The commit, with a plus sign where files have changed since."""
    run = lambda *words: subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: E731
    changed = [line for line in run("status", "--porcelain").splitlines() if not line.endswith(FILE.name)]
    return run("rev-parse", "--short=10", "HEAD").strip() + ("+" if changed else "")


def links(site: Path, documents: dict[str, HtmlPage]) -> tuple[int, int]:
    """(internal links and anchors, those that lead nowhere)."""
    count = broken = 0
    for page in documents.values():
        for link in page.all("a"):
            address, fragment = page.target(link.get("href") or "")
            if address is None:
                continue
            count += 1
            here = file_of(site, address).is_file()
            lost = fragment and address in documents and fragment not in documents[address].anchors
            broken += not here or bool(lost)
    return count, broken


def faults(url: str, addresses: list[str]) -> dict[str, int]:
    """What axe finds on each page, over two widths, in the light and in the dark."""
    found = dict.fromkeys(addresses, 0)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=BROWSER_ARGUMENTS)
        for width in (360, 1280):
            context = browser.new_context(
                color_scheme="light", viewport={"width": width, "height": 800}, reduced_motion="reduce", locale="fr-FR"
            )
            page = context.new_page()
            for address in addresses:
                page.goto(url + address)
                found[address] += len(violations(page))
                darken(page)
                found[address] += len(violations(page, COLOURS))
            context.close()
        browser.close()
    return found


def template_lines(site: Path, pages: dict[str, HtmlPage]) -> list[str]:
    """One item for each template, as YAML."""
    weights = Weights(site)
    addresses = [one if isinstance(one, str) else one(pages) for one in TEMPLATES.values()]
    with served_site(site) as url:
        seen = faults(url, addresses)
    lines = []
    for address in dict.fromkeys(addresses):
        page = pages.get(address) or pages["404.html"]
        kilobytes = weights.kilobytes(file_of(site, page.address)) + sum(
            weights.kilobytes(site / resource) for resource in page.resources
        )
        mark = ecoindex.score(page.size, 1 + len(page.resources), kilobytes)
        title = page.all("h1")[0].text.strip() if page.all("h1") else page.all("title")[0].text.strip()
        words = " ".join(title.split())[:150]
        lines.append(
            f"  - {{titre: {quoted(words)}, ecoindex: {round(mark)}, lettre: {ecoindex.grade(mark)}, elements: {page.size}, "
            f"ko: {round(kilobytes)}, defauts: {seen[address]}}}"
        )
    return lines


def search(site: Path) -> dict[str, str]:
    searcher = read_searcher(site / "assets/recherche")
    answers = [searcher.addresses(query["requete"], query["phenomene"] == "prefixe") for query in QUERIES]
    return {
        name: f"{{requetes: {one.queries}, rappel: {round(one.recall * 1000)}, rang: {round(one.rank * 1000)}}}"
        for name, one in by_seal(answers).items()
    }


def main() -> None:
    commit = state()
    with tempfile.TemporaryDirectory() as folder:
        site, seconds = build(Path(folder) / "guide")
        documents = read_pages(site)
        files = [file for file in site.rglob("*") if file.is_file()]
        found = search(site)
        count, broken = links(site, documents)
        lines = [
            "# Écrit par « make mesures ».",
            f"mesure_le: {date.today().isoformat()}",
            f"etat: {quoted(commit)}",
            f"clauses: {len(load(ROOT / 'data').catalog.clauses_vivantes)}",
            f"recherche_ouverte: {found['open']}",
            f"recherche_scellee: {found['sealed']}",
            f"liens: {count}",
            f"liens_casses: {broken}",
            f"pages: {len(documents)}",
            f"fichiers: {len(files)}",
            f"mo: {round(sum(file.stat().st_size for file in files) / 1e6)}",
            f"secondes: {seconds}",
            "modeles:",
            *template_lines(site, documents),
        ]
    text = "\n".join(lines) + "\n"
    yaml.safe_load(text)
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(text, encoding="utf-8", newline="\n")
    print(text)


if __name__ == "__main__":
    main()
