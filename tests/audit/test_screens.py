"""Screens that nobody looks after: a day of the loop in Chromium, and what a telephone reads on each slide."""

import io
import re
from collections.abc import Callable, Iterator

import pytest
import zxingcpp
from html_page import PUBLISHED, HtmlPage, file_of
from PIL import Image
from playwright.sync_api import CDPSession, Error, Page
from site_tools import Reader

from macros.model import Ecran
from macros.read.guide import Guide

HALL = "ecrans/hall/?affichage=ecran"
HOUR = 3_600_000
"""Milliseconds, as the browser counts."""
CUT = range(8, 16)
"""The hours without a network: from the ninth on."""
SETTLED = 1
"""The first hour warms the caches."""
WAVERS = 0.5
"""Megabytes between the least and the most of a day: a page that was just loaded holds a little less."""
GROWTH = 0.1
"""Megabytes that the heap may gain while the network is cut: hours without a reload."""


def counted(page: Page, session: CDPSession) -> dict[str, float]:
    """What lives in the page after a collection. Nothing of Playwright's locators may be called before: they leave nodes and listeners in the page."""
    for _ in range(2):
        session.send("HeapProfiler.collectGarbage")
    found = session.send("Memory.getDOMCounters")
    return {name: found[name] for name in ("documents", "nodes", "jsEventListeners")} | {
        "megabytes": session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    }


def let_pass(page: Page, until: float) -> None:
    """Run the page's clock. A reload cuts it short: it is run on from there."""
    while (now := _clock_of(page)) < until:
        page.clock.run_for(min(600_000, until - now))


def _clock_of(page: Page) -> float:
    """The hour that the page reads, once it is loaded."""
    while True:
        try:
            page.wait_for_load_state("load")
            return page.evaluate("Date.now()")
        except Error as gone:
            if "context was destroyed" not in str(gone):
                raise


@pytest.fixture
def day(reader_of: Callable[..., Reader]) -> dict[str, list]:
    """Twenty-four hours of the loop of the hall: what lives after each, and the hours of its reloads."""
    reader = reader_of()
    page = reader.page
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.clock.install(time="2026-12-01T06:00:00")
    reader.open(HALL)
    session = page.context.new_cdp_session(page)
    start = page.evaluate("Date.now()")
    lives: list[dict[str, float]] = []
    reloads: list[int] = []
    slides: list[set[str]] = []
    page.on("framenavigated", lambda _: reloads.append(len(lives)))
    let_pass(page, start := start + HOUR / 2)  # each measure lies far from a reload
    for hour in range(24):
        page.context.set_offline(hour in CUT)
        ranks = set()
        for part in range(1, 7):
            let_pass(page, start + hour * HOUR + part * HOUR / 6)
            ranks.add(page.evaluate("document.querySelector('.rang').textContent"))
        lives.append(counted(page, session))
        slides.append(ranks)
    return {"lives": lives, "reloads": reloads, "slides": slides}


def test_a_day_of_the_loop_leaves_nothing_behind_with_or_without_the_network(day: dict[str, list], measure):
    lives = day["lives"][SETTLED:]
    kinds = {name: sorted({life[name] for life in lives}) for name in ("documents", "nodes", "jsEventListeners")}
    heap = [life["megabytes"] for life in lives]
    night = [life["megabytes"] for life in day["lives"][CUT.start + 1 : CUT.stop]]
    before, after = (
        [hour for hour in day["reloads"] if part(hour)]
        for part in (lambda hour: hour < CUT.start, lambda hour: hour >= CUT.stop)
    )
    measure(
        f"24 h: nodes and listeners flat, heap within {WAVERS} MB, no reload while the network is cut",
        f"nodes {kinds['nodes']}, listeners {kinds['jsEventListeners']}, heap {min(heap):.2f} to {max(heap):.2f} MB ({night[-1] - night[0]:+.2f} MB over seven hours cut), reloads {len(before)} + 0 cut + {len(after)}",
    )
    assert [hour for hour in day["reloads"] if hour in CUT] == [], "reloaded without a network"
    assert len(before) >= 3 and len(after) >= 3, "never loaded again"
    assert all(len(ranks) > 1 for ranks in day["slides"]), "the loop stood still"
    assert kinds["documents"] == [1] and len(kinds["nodes"]) == 1, kinds
    assert max(kinds["jsEventListeners"]) - min(kinds["jsEventListeners"]) <= 1, (
        "one comes with the first minute after a reload"
    )
    assert max(heap) - min(heap) <= WAVERS, heap
    assert night[-1] - night[0] <= GROWTH, night


@pytest.fixture
def slides_with_code(reader_of: Callable[..., Reader], guide: Guide) -> Iterator[tuple[str, str, str, bytes]]:
    """Each slide that has a code, by day and by night, lying and standing: (where, printed address, target of its link, picture)."""

    def every() -> Iterator[tuple[str, str, str, bytes]]:
        page = reader_of(reduced_motion="reduce").page
        site = reader_of().site
        for width, height in ((1280, 720), (720, 1280)):
            page.set_viewport_size({"width": width, "height": height})
            for loop in (ecran.boucle for ecran in guide.catalog.all(Ecran) if ecran.diffusion == "publique"):
                for theme in ("jour", "nuit"):
                    page.goto(f"{site}{loop}?affichage=ecran&diapo=1&theme={theme}")
                    page.evaluate(
                        "document.querySelectorAll('[data-mois], [data-jusqu-a]').forEach((slide) => { delete slide.dataset.mois; delete slide.dataset.jusquA; })"
                    )
                    for number in range(page.locator(".diapositive").count()):
                        page.keyboard.press("ArrowRight")
                        link = page.locator(".visible .lire a")
                        if link.count():
                            target = link.evaluate("(link) => link.href").removeprefix(site)
                            yield (
                                f"{loop} {number + 1} {theme} {width}x{height}",
                                link.inner_text(),
                                target,
                                page.screenshot(),
                            )

    return every()


def test_every_code_is_read_on_its_slide_and_leads_where_the_printed_address_does(
    slides_with_code: Iterator, documents: dict[str, HtmlPage], public_site, measure
):
    faults, read = [], 0
    for where, printed, target, picture in slides_with_code:
        codes = [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("L"))]
        read += 1
        if [re.sub(r"^https?://", "", code).rstrip("/") for code in codes] != [re.sub(r"\s", "", printed)]:
            faults.append(f"{where}: {codes} for {printed}")
        elif codes[0].startswith(PUBLISHED):
            short = codes[0].removeprefix(PUBLISHED)
            html = file_of(public_site, short).read_text(encoding="utf-8")
            leads = documents[short].target(re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', html)[1])[0]
            if leads != target.split("#")[0]:
                faults.append(f"{where}: leads to {leads}, the slide to {target}")
        elif codes[0] != target:
            faults.append(f"{where}: {codes[0]}, the slide to {target}")
    measure(
        "every code of every public slide read back, day and night, lying and standing, at 720p",
        f"{read - len(faults)} of {read}",
    )
    assert read > 100
    if faults:
        pytest.fail("\n".join(faults[:12]), pytrace=False)
