"""What the documents of a dossier cost in Chromium: 40 clauses to Word, their redline, and what the page weighs before its first use. Run with `make bench`."""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from site_tools import Weights, run_macros, served_site  # noqa: E402
from small_guide import ROOT, copy_of_project  # noqa: E402

from macros.after.screen_files import browser_path  # noqa: E402
from macros.model import Clause  # noqa: E402
from macros.read.guide import load_guide  # noqa: E402

CLAUSES = 40
GOAL = 2.0
"""Seconds, for a file and for a redline."""
GOAL_WEIGHT = 150
"""Kilobytes, before the first use."""
ADDRESS = "outils/mon-dossier/"
RUNS = 5

PREPARE = """async (ids) => {
  const { charger, paquets, dossierEtat, dossierValeurs } = guideParts;
  const packets = await paquets.load(ids);
  const dossier = { ...dossierEtat.empty(), clauses: ids.map((id) => ({ id, version: packets.get(id).version, note: "" })) };
  const { dire } = dossierValeurs.of([...packets.values()], dossier.valeurs);
  window.essai = { dossier, paquets: packets, dire };
  for (const name of ["vendor/fflate.min.js", "vendor/diff.min.js", "js/documents.js"]) await charger.script(`assets/${name}`);
}"""
WORD = "async () => { const start = performance.now(); await guideParts.documents.file(window.essai, 'tout', 'docx'); return performance.now() - start; }"
REDLINE = """() => {
  const { ecritPieces, revision } = guideParts;
  const lines = (elements) => revision.linesOf(elements).map(({ text, genre }) => ({ text: text.split(" ").filter((word, place) => place % 9).join(" "), bullet: genre === "li", row: genre === "tr" }));
  const units = ecritPieces.units(window.essai).map(({ unite, corps }) => ({ ...unite, par: "controle", lignes: lines(corps.slice(1)) }));
  const start = performance.now();
  const entries = revision.compare(window.essai, units, new Map());
  revision.redline(entries, new Map(entries.map((one, place) => [place, true])), { titre: "Essai", sousTitre: "", auteur: "Guide", date: "2026-11-28", pied: "" });
  return performance.now() - start;
}"""


def seconds(page: Page, script: str) -> float:
    """The first run is the reader's: nothing is warm."""
    times = []
    for _ in range(RUNS):
        page.reload()
        page.evaluate(PREPARE, ids())
        times.append(page.evaluate(script) / 1000)
    return statistics.median(times)


def ids() -> list[str]:
    return [clause.id for clause in load_guide(ROOT).catalog.all(Clause)][:CLAUSES]


def built(folder: Path) -> Path:
    project = copy_of_project(folder / "projet")
    done = run_macros(project, "site")
    assert done.returncode == 0, done.stderr
    return project / "site"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(os.environ.get("GUIDE_SITE") or built(Path(folder)))
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"])
        with served_site(site) as address:
            page = browser.new_page()
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url.removeprefix(address).split("#")[0]))
            page.goto(address + ADDRESS, wait_until="networkidle")
            weights = Weights(site)
            files = [site / one / "index.html" if one.endswith("/") else site / one for one in dict.fromkeys(asked)]
            weight = sum(weights.kilobytes(file) for file in files)
            print(f"Page « Mon dossier » avant usage : {weight:.0f} kB (but : {GOAL_WEIGHT}), {len(files)} fichiers.")
            late = sum(weights.kilobytes(site / f"assets/{one}") for one in ("vendor/fflate.min.js", "js/documents.js"))
            print(f"Ce que le premier document fait venir : {late:.0f} kB.")
            print(f"{CLAUSES} clauses en Word : {seconds(page, WORD):.2f} s (but : {GOAL:g}).")
            print(f"{CLAUSES} clauses en marques de révision : {seconds(page, REDLINE):.2f} s (but : {GOAL:g}).")
        browser.close()


if __name__ == "__main__":
    main()
