"""Lighthouse 12 on each type of page, behind the nginx that the guide ships: compressed, with its headers."""

import json
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from html_page import HtmlPage
from site_tools import TEMPLATES
from test_hebergement import BELOW, _run

from macros.after.screen_files import browser_path

SCORES = ("performance", "accessibility", "best practices", "SEO")
FIVE_TIMES = (
    "home",
    "execution-condition",
    "segment",
    "clauses",
    "search",
    "chapter",
    "cases",
    "target",
    "legal-text",
    "onboarding-module",
)
"""The types of page whose median of five runs counts, whatever the first says. The others run once, and five times where the first misses."""
NOT_FOR_SEARCH_ENGINES = {"not-found": "it answers 404, as it must"}
WIDE = ("home", "execution-condition", "clauses")
"""Those that are also tried as on a desk."""
PATIENCE = 5400


@pytest.fixture(scope="module")
def served(public_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the public site behind nginx."""
    process, server = _run(
        (public_site / "hebergement/nginx.conf").read_text(encoding="utf-8"),
        public_site,
        tmp_path_factory.mktemp("nginx"),
    )
    yield f"http://127.0.0.1:{server.port}{BELOW}"
    process.terminate()
    process.wait(10)


def test_every_type_of_page_scores_a_hundred(served: str, node_tools, pages: dict[str, HtmlPage], measure):
    chromium = browser_path()
    assert chromium, "Chromium est introuvable : python tests/install.py chromium"
    addresses = {
        name: address if isinstance(address, str) else address(pages)
        for name, address in TEMPLATES.items()
        if name not in NOT_FOR_SEARCH_ENGINES
    }
    asked = [
        {"address": address, "form": "mobile", "runs": 5 if name in FIVE_TIMES else 1}
        for name, address in addresses.items()
    ]
    asked += [{"address": addresses[name], "form": "desktop", "runs": 1} for name in WIDE]
    done = node_tools.run("lighthouse.mjs", chromium, served, json.dumps(asked), timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)
    assert len(results) == len(asked)
    lines, missed, speeds = [], {}, [speed for result in results for speed in result["speeds"]]
    worst = dict.fromkeys(SCORES, 100)
    for result in results:
        scores = {name: int(median(run[place] for run in result["runs"])) for place, name in enumerate(SCORES)}
        worst = {name: min(worst[name], score) for name, score in scores.items()}
        where = f"{result['form']:7} /{result['address']}"
        lines.append(f"{' '.join(f'{score:3}' for score in scores.values())}  of {len(result['runs'])}  {where}")
        if min(scores.values()) < 100:
            missed[where] = f"{scores}\n    " + "\n    ".join(result["faults"][:8])
    measure(
        f"{', '.join(SCORES)} = 100 on {len(asked)} types of page (medians of 5 where a run misses)",
        f"{len(asked) - len(missed)} of {len(asked)}; worst {', '.join(map(str, worst.values()))}; speed index of this machine {min(speeds):.0f} to {max(speeds):.0f} (1,000 and more is a free desk computer)",
    )
    measure.detail(sorted(lines))
    if missed:
        pytest.fail("\n".join(f"{where}: {fault}" for where, fault in missed.items()), pytrace=False)
