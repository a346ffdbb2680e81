"""Every page of the site in Chromium, and not only one of each template: axe, quiet, weight, EcoIndex; and what moves while scripts are late."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import ecoindex
import pytest
from html_page import HtmlPage, file_of
from playwright.sync_api import Browser, Route
from site_tools import LARGEST_LIST, TEMPLATES, Reader, Weights, allowed_grades
from test_accessibility import violations

HEAVIEST, MOST_REQUESTS = 150, 15
"""Kilobytes, compressed, and requests of a page."""
SETTLE = 300
"""Milliseconds after its loading in which a page may still ask for something."""
LATE = 500
"""Milliseconds that every script is late: enough for a paint before it."""
SHIFT = 0.1
"""What browsers call a good cumulative layout shift."""


@dataclass(frozen=True)
class Visit:
    """A page as the browser has it, once its scripts have run."""

    elements: int
    requests: int
    kilobytes: float
    complaints: list[str]
    outside: list[str]
    cookies: int
    violations: list[str]

    @property
    def mark(self) -> float:
        return ecoindex.score(self.elements, self.requests, self.kilobytes)


@pytest.fixture(scope="module")
def visits(browser: Browser, pages: dict[str, HtmlPage], site_url: str, weights: Weights) -> dict[str, Visit]:
    """Each page in turn, with an empty cache: 1280 px wide, light."""
    found = {}
    for address in pages:
        context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce", locale="fr-FR")
        reader = Reader(context.new_page(), site_url)
        reader.page.add_init_script(
            "addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"
        )
        page = reader.open(address)
        page.wait_for_timeout(SETTLE)
        asked = {url.split("#")[0] for url in reader.requests if url.startswith("http")}
        paths = {url.removeprefix(site_url).split("?")[0] for url in asked if url.startswith(site_url)}
        found[address] = Visit(
            elements=page.evaluate("document.querySelectorAll('*').length - document.querySelectorAll('svg *').length"),
            requests=len(asked),
            kilobytes=sum(weights.kilobytes(file_of(weights.site, path)) for path in paths),
            complaints=list(reader.complaints),
            outside=[url for url in asked if not url.startswith(site_url)],
            cookies=len(context.cookies()),
            violations=violations(page),
        )
        context.close()
    assert len(found) > 500
    return found


def failing(faults: dict[str, object]) -> None:
    if faults:
        pytest.fail(
            "\n".join(f"{address or 'home'}: {fault}" for address, fault in list(faults.items())[:12]), pytrace=False
        )


def test_no_page_has_a_violation(visits: dict[str, Visit], measure):
    faults = {address: "\n".join(visit.violations[:3]) for address, visit in visits.items() if visit.violations}
    measure(
        "0 violations that axe sees on every page, 1280 px, light",
        f"{sum(len(visit.violations) for visit in visits.values())} on {len(visits)} pages",
    )
    failing(faults)


def test_no_page_complains_nor_asks_elsewhere_nor_sets_a_cookie(visits: dict[str, Visit], measure):
    faults = {
        address: [*visit.complaints, *visit.outside, *(["a cookie"] if visit.cookies else [])]
        for address, visit in visits.items()
        if visit.complaints or visit.outside or visit.cookies
    }
    measure(
        "quiet console, 0 requests elsewhere, 0 cookies on every page", f"{len(faults)} of {len(visits)} pages miss it"
    )
    failing(faults)


def test_every_page_is_light_as_the_browser_loads_it(visits: dict[str, Visit], measure):
    heaviest, most = max(visit.kilobytes for visit in visits.values()), max(visit.requests for visit in visits.values())
    measure(
        f"{HEAVIEST} kB compressed and {MOST_REQUESTS} requests at most",
        f"{heaviest:.0f} kB and {most} requests at most",
    )
    failing(
        {
            address: f"{visit.kilobytes:.0f} kB, {visit.requests} requests"
            for address, visit in visits.items()
            if visit.kilobytes > HEAVIEST or visit.requests > MOST_REQUESTS
        }
    )


def test_every_page_keeps_its_ecoindex_grade_with_what_scripts_add(visits: dict[str, Visit], measure):
    worst = sorted(visits.items(), key=lambda found: found[1].mark)
    grades = Counter(ecoindex.grade(visit.mark) for visit in visits.values())
    measure(
        "A; B on the listed tables, prints and lists",
        f"{' '.join(f'{grade} {count}' for grade, count in sorted(grades.items()))}; worst {worst[0][1].mark:.1f} ({worst[0][0]})",
    )
    measure.detail(
        [
            f"{visit.mark:5.1f} {ecoindex.grade(visit.mark)}  {visit.elements:4} elements  {visit.requests:2} requests  {visit.kilobytes:4.0f} kB  /{address}"
            for address, visit in worst
        ]
    )
    failing(
        {
            address: f"{visit.mark:.1f}, {visit.elements} elements"
            for address, visit in worst
            if ecoindex.grade(visit.mark) not in allowed_grades(address) or visit.elements > LARGEST_LIST
        }
    )


class Gate:
    """Holds back what comes until it is opened."""

    def __init__(self) -> None:
        self.held: list[Route] | None = []

    def meet(self, route: Route) -> None:
        if self.held is None:
            route.continue_()
        else:
            self.held.append(route)

    def open(self) -> None:
        held, self.held = self.held or [], None
        for route in held:
            route.continue_()


def test_nothing_jumps_when_scripts_come_late(
    reader_of: Callable[..., Reader], pages: dict[str, HtmlPage], public_site: Path, measure
):
    """On a telephone. The browser shows the page before its scripts: what they show or hide must have had its room."""
    shifts = {}
    for address in TEMPLATES.values():
        address = address if isinstance(address, str) else address(pages)
        reader = reader_of(412)
        reader.page.add_init_script(
            "window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; })).observe({ type: 'layout-shift', buffered: true })"
        )
        gate = Gate()
        page = reader.page
        page.route("**/*.js", gate.meet)
        page.goto(reader.site + address, wait_until="commit")
        page.wait_for_timeout(LATE)
        gate.open()
        page.wait_for_load_state("load")
        page.wait_for_timeout(SETTLE)
        shifts[address] = page.evaluate("window.shift")
        page.context.close()
    worst = max(shifts, key=shifts.__getitem__)
    measure(
        f"cumulative layout shift of {SHIFT} at most on each template",
        f"{shifts[worst]:.3f} at most ({worst or 'home'})",
    )
    failing({address: f"{shift:.3f}" for address, shift in shifts.items() if shift > SHIFT})
