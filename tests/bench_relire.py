"""What the reading and the comparison of drafts cost in Chromium: a draft of 50 pages read, two of them compared, and what the page weighs before its first use. Run with `make bench`."""

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent / "relire")]

from brouillons import OPEN, drafts  # noqa: E402
from site_tools import Weights, run_macros, served_site  # noqa: E402
from small_guide import copy_of_project  # noqa: E402

from macros.after.screen_files import browser_path  # noqa: E402

PAGE = 500
"""Words of a page."""
PAGES = 50
GOAL = 1.0
"""Seconds, for the draft to be read and its faults to stand on the page."""
GOAL_WEIGHT = 150
"""Kilobytes, before the first use."""
RUNS = 5
READ = """async (text) => {
  await guideParts.relireJuge.load(); // asked for when the reader comes to the field, before there is anything to read
  await new Promise((done) => setTimeout(done)); // the draft of the last time, which the page keeps, is read by then
  document.querySelector(".relire-resultat").replaceChildren();
  document.querySelector("#relire-texte").value = text;
  const start = performance.now();
  document.querySelector(".relire-actions button").click();
  while (!document.querySelector("[data-constat]")) await new Promise((done) => setTimeout(done));
  return (performance.now() - start) / 1000;
}"""
COMPARE = """async ([before, after]) => {
  await guideParts.charger.script("assets/vendor/diff.min.js");
  const lines = (text) => text.split("\\n").filter(Boolean).map((line) => ({ text: line, level: 0, bullet: false }));
  const start = performance.now();
  guideParts.comparaison.compare(lines(before), lines(after));
  return (performance.now() - start) / 1000;
}"""


def long_draft() -> str:
    """Fifty pages, of the open drafts one after the other."""
    texts = [draft.texte for draft in drafts(OPEN)]
    words, found = 0, []
    while words < PAGES * PAGE:
        text = texts[len(found) % len(texts)]
        found.append(text)
        words += len(text.split())
    return "\n\n".join(found)


def median(page: Page, address: str, script: str, given: object) -> float:
    """The first run is the reader's: the page is opened again each time."""
    times = []
    for _ in range(RUNS):
        page.goto(address)
        times.append(page.evaluate(script, given))
    return statistics.median(times)


def main() -> None:
    text = long_draft()
    changed = "\n".join(
        line.replace("titulaire", "prestataire") if number % 7 == 0 else line
        for number, line in enumerate(text.split("\n"))
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = copy_of_project(Path(folder) / "guide")
        assert run_macros(project, "site").returncode == 0
        site = project / "site"
        weight = Weights(site)
        files = (
            "outils/relire/index.html",
            "assets/js/site.js",
            "assets/js/relire.js",
            "assets/css/site.css",
            "assets/css/relire.css",
            "assets/css/historique.css",
        )
        with served_site(site) as url:
            browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
            page = browser.new_page()
            reading = median(page, f"{url}outils/relire/", READ, text)
            comparing = median(page, f"{url}outils/comparer/", COMPARE, [text, changed])
            browser.close()
        kilobytes = sum(weight.kilobytes(site / file) for file in files)
    print(f"reading {PAGES} pages ({len(text.split()):,} words): {reading:.2f} s (goal {GOAL})")
    print(f"comparing {PAGES} pages with {PAGES} others: {comparing:.2f} s")
    print(f"the page before its first use: {kilobytes:.0f} kB (goal {GOAL_WEIGHT})")


if __name__ == "__main__":
    main()
