"""Build time at 100, 1,000 and 10,000 clauses, beside a bare Material build of the same pages.

The bare build has the Markdown of every page as the macros leave it, and the same extensions; no macros, no hooks, no search. Times are
medians (three runs; one at 10,000). Run with `make bench`; `python tests/bench_build.py 100 1000` measures fewer sizes.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml
from jinja2 import Template

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus import grow  # noqa: E402

from macros.build import Build  # noqa: E402
from macros.editions import catalog_of  # noqa: E402
from macros.exports.search_files import search_files  # noqa: E402
from macros.glose import Glose  # noqa: E402
from macros.guide import load_guide  # noqa: E402
from macros.library import MACROS, Library  # noqa: E402
from macros.settings import Settings  # noqa: E402

SIZES = (100, 1000, 10000)
GOAL_RATIO = 1.5
GOAL_GROWTH = 11


def build(project: Path) -> float:
    """Seconds of one build, as a whole process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(project / "site")], cwd=project, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return time.perf_counter() - start


def median(project: Path, runs: int) -> float:
    return statistics.median(build(project) for _ in range(runs))


def bare(project: Path, target: Path) -> float:
    """Write the pages of `project` as plain Markdown for Material alone; returns the seconds that our search index takes."""
    guide = load_guide(project)
    settings = Settings()
    catalog = catalog_of("publique", guide.catalog)
    library = Library(catalog, settings)
    build = Build(project, guide, catalog, settings, library, Glose(catalog))
    macros = {name: getattr(library, name) for name in MACROS}
    pages = [(page.path.removeprefix("docs/"), page.entete.title, page.entete.description, Template(page.body).render(macros)) for page in guide.pages]
    for path, text in build.record_pages():
        _, head, body = text.split("---\n", 2)
        head = yaml.safe_load(head)
        pages.append((path, head["title"], head["description"], body))
    for path, title, description, body in pages:
        if path not in build.hidden_pages():
            page = target / "docs" / path
            page.parent.mkdir(parents=True, exist_ok=True)
            head = yaml.safe_dump({"title": title, "description": description}, allow_unicode=True)
            page.write_text(f"---\n{head}---\n{body}", encoding="utf-8")
    own = yaml.safe_load((project / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", ""))
    config = {"site_name": "bare", "theme": {"name": "material", "language": "fr", "font": False, "features": own["theme"]["features"]}, "plugins": [], "not_in_nav": "/**/*.md\n", "nav": [{"Accueil": "index.md"}]}
    config |= {"markdown_extensions": own["markdown_extensions"], "validation": {"absolute_links": "relative_to_docs"}}
    (target / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    start = time.perf_counter()
    list(search_files(build))
    return time.perf_counter() - start


def main(sizes: list[int]) -> int:
    rows, times = [], {}
    for size in sizes:
        folder = Path(tempfile.mkdtemp(prefix="bench-"))
        try:
            grow(folder / "guide", size)
            search = bare(folder / "guide", folder / "bare")
            runs = 1 if size >= 10000 else 3
            ours, theirs = median(folder / "guide", runs), median(folder / "bare", runs)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        times[size] = ours
        rows.append((size, ours, theirs, ours / theirs, search))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print("| clauses | guide (s) | Material seul (s) | rapport | dont index de recherche (s) |")
    print("|---|---|---|---|---|")
    for size, ours, theirs, ratio, search in rows:
        print(f"| {size} | {ours:.1f} | {theirs:.1f} | {ratio:.2f} | {search:.1f} |")
    print(f"\nMémoire la plus haute d'une construction : {memory:.0f} Mo. Objectif : rapport ≤ {GOAL_RATIO}.")
    if 1000 in times and 10000 in times:
        print(f"De 1 000 à 10 000 clauses : × {times[10000] / times[1000]:.1f} (objectif : ≤ {GOAL_GROWTH}).")
    return 0


if __name__ == "__main__":
    sys.exit(main([int(argument) for argument in sys.argv[1:]] or list(SIZES)))
