"""Chromium 67 (2018), as on players of screens that nobody updates: the loops keep their size and turn; the site's scripts cannot be read, and each page is whole without them.

Playwright does not speak to it: the browser writes down the page that it made, with what a script of this test measured in it.
"""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from html_page import HtmlPage
from site_tools import TEMPLATES, served_site
from test_vieux_chromium import unpacked

PACKAGE, SHA256 = "chrome-aws-lambda@67.0.3372", "5e942eb327fca0da5292b1cba7baa9a2723fb9f22dc6d011820973afa751b15f"
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=4000", "--dump-dom"]
PATIENCE = 4
MEASURE = """
window.addEventListener("load", function () { setTimeout(function () {
  var told = [], root = document.documentElement;
  [].forEach.call(document.querySelectorAll(".diapositive.visible *"), function (one) {
    if (!one.children.length && one.textContent.trim()) told.push(parseFloat(getComputedStyle(one).fontSize));
  });
  var close = [].filter.call(document.querySelectorAll(".guide-nav li + li"), function (one) {
    var before = one.previousElementSibling.getBoundingClientRect(), own = one.getBoundingClientRect();
    return own.top === before.top && own.left - before.right < 4 && own.width;
  });
  var asleep = [].filter.call(document.querySelectorAll(".sans-script"), function (one) { return !one.offsetWidth; });
  root.setAttribute("data-mesure", JSON.stringify({ sizes: told, slides: document.querySelectorAll(".diapositive.visible").length, close: close.length, asleep: asleep.length, wide: root.scrollWidth - innerWidth }));
}, 500); });
"""


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(tmp_path_factory.mktemp("chromium-67"), PACKAGE, SHA256) / "chromium"


@pytest.fixture(scope="module")
def measured(public_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, with the script that measures on the pages that are looked at."""
    folder = tmp_path_factory.mktemp("mesure") / "site"
    shutil.copytree(public_site, folder)
    (folder / "mesure.js").write_text(MEASURE, encoding="utf-8")
    return folder


def seen(chromium: Path, site: Path, address: str, width: int, height: int) -> tuple[str, dict[str, Any]]:
    """The page as the browser made it, and what was measured."""
    file = site / address.partition("?")[0] / "index.html"
    root = "../" * address.partition("?")[0].count("/")
    text = file.read_text(encoding="utf-8")
    if "mesure.js" not in text:
        file.write_text(text.replace("</head>", f'<script src="{root}mesure.js"></script></head>'), encoding="utf-8")
    with served_site(site) as url:
        command = [str(chromium), *ARGUMENTS, f"--window-size={width},{height}", url + address]
        for _ in range(PATIENCE):  # on a machine that others share, the page may be written down before it was measured
            made = subprocess.run(command, capture_output=True, text=True, timeout=120).stdout
            if found := re.search(r'data-mesure="([^"]*)"', made):
                return made, json.loads(html.unescape(found[1]))
    raise AssertionError(f"{address}: {made[:500]}")


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920), (1280, 720)])
@pytest.mark.parametrize("loop", ["hall", "ascenseur", "elus", "nouveautes"])
def test_a_slide_is_read_from_afar(chromium: Path, measured: Path, measure, loop: str, width: int, height: int):
    made, told = seen(chromium, measured, f"ecrans/{loop}/?affichage=ecran", width, height)
    measure(f"{loop}, {width} × {height}: no word under 2.2 % of the smaller side", f"{min(told['sizes'])} px")
    assert told["slides"] == 1
    assert min(told["sizes"]) >= 0.022 * min(width, height)
    assert told["wide"] <= 0


def test_each_page_is_whole_without_its_scripts(
    chromium: Path, measured: Path, measure, pages: dict[str, HtmlPage]
) -> None:
    faults = {}
    addresses = [address if isinstance(address, str) else address(pages) for address in TEMPLATES.values()]
    looked = [one for one in addresses if (measured / one.partition("?")[0] / "index.html").is_file() and one]
    for address in (one for one in looked if not one.startswith(("ecrans/", "embed/", "c/"))):
        made, told = seen(chromium, measured, address, 1280, 900)
        if 'class="js"' in made or told["close"] or told["asleep"] or told["wide"] > 0:
            faults[address] = told
    measure(f"{len(looked)} templates read in Chromium 67", f"{len(looked) - len(faults)}")
    assert faults == {}
