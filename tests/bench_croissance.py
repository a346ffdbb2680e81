"""How the index grows: `python tests/bench_croissance.py 1000 10000 100000`, printed by `make bench-search` for 1,000 and 10,000.

For each number of synthetic clauses: what the build of the index costs (processor and memory of one process), what it
weighs, and what a query asks (bytes, gzipped) and takes in Node with an engine that has read nothing. 100,000 take
minutes and gigabytes: they are measured by hand.
"""

import gzip
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent / "search")]

from bench_recherche import CATALOG, ROOT, corpus, queries_of  # noqa: E402

from macros.search import build_search  # noqa: E402

ALWAYS = ("manifest.js", "colonnes.js")
SIZES = (1_000, 10_000)


def measure(size: int, folder: Path) -> str:
    documents = corpus(size)
    queries = queries_of(documents)
    start = time.process_time()
    files = build_search(documents, {}, [], CATALOG)
    seconds = time.process_time() - start
    del documents
    for name, content in files.items():
        (folder / name).write_bytes(content)
    index = sum(len(gzip.compress(content, 6)) for name, content in files.items() if name[:2] not in ("d-", "x-"))
    del files
    asked = folder / "queries.json"
    asked.write_text(json.dumps(queries), encoding="utf-8")
    done = subprocess.run(
        ["node", "--max-old-space-size=8000", str(ROOT / "tests/js/croissance.js"), str(folder), str(asked)],
        capture_output=True,
        text=True,
        check=True,
    )
    answers = json.loads(done.stdout)
    always = sum(answers[0]["octets"][name] for name in ALWAYS)
    own = statistics.median(sum(answer["octets"].values()) for answer in answers) - always
    took = statistics.median(answer["millisecondes"] for answer in answers)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    figures = (
        f"{seconds:.1f}",
        f"{memory:.0f}",
        f"{index / 1e6:.2f}",
        f"{always / 1e3:.0f}",
        f"{own / 1e3:.0f}",
        f"{took:.0f}",
    )
    return f"| {size:,} | {' | '.join(figures)} |"


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    print(
        "| clauses | build (s) | memory (MB) | index (MB gz) | of every query (kB gz) | of its words (kB gz) | in Node (ms) |"
    )
    print("|---|---|---|---|---|---|---|")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            print(measure(size, Path(name)), flush=True)


if __name__ == "__main__":
    main()
