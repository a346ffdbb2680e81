"""No violation that axe can find, on every template, small and large, light and dark. It sees about 15 % of RGAA: a floor, not a proof."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["RGAAv4", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""What another colour scheme may change: its elements are the same."""


@pytest.fixture(scope="module", params=(360, 1280))
def view(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page of this width, used for every template: only the address changes."""
    context = browser.new_context(
        color_scheme="light", viewport={"width": request.param, "height": 800}, reduced_motion="reduce", locale="fr-FR"
    )
    yield context.new_page()
    context.close()


def violations(page: Page, options: dict[str, Any] = OPTIONS) -> list[str]:
    """What axe finds: the rule, the element, and why."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    assert found["testEngine"]["name"] == "axe-core"
    return [
        f"{violation['id']}: {', '.join(map(str, node['target']))}\n    {node['html'][:160]}\n    {' '.join((node['failureSummary'] or '').split())[:400]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def darken(page: Page) -> None:
    """What the reader's switch does (test_browser.py tries it), without another load of the page. Left to the system's setting, the theme would take it back."""
    assert page.evaluate("document.documentElement.dataset.theme") == "clair"
    page.evaluate("document.documentElement.dataset.theme = 'sombre'")


def test_a_page_of_each_template_has_no_violation_in_the_light_nor_in_the_dark(
    view: Page, template: str, site_url: str
):
    view.goto(site_url + template)
    found = [f"light: {violation}" for violation in violations(view)]
    darken(view)
    found += [f"dark: {violation}" for violation in violations(view, COLOURS)]
    if found:
        pytest.fail(f"{template or 'home'}\n" + "\n".join(found[:8]), pytrace=False)


def test_axe_sees_what_is_wrong(view: Page, site_url: str):
    """A page made worse on purpose: a silent engine would prove nothing."""
    view.goto(site_url)
    view.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=x><a href=y></a>')")
    assert {found.split(":")[0] for found in violations(view)} >= {"image-alt", "link-name"}
    assert [tag for tag in RULES if not view.evaluate(f"axe.getRules(['{tag}']).length")] == []
