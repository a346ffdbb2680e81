"""By keyboard, enlarged, with settings of one's own: a sample of the templates. `make audit` tries them all."""

import random
from collections.abc import Callable

import gestures
import pytest
from html_page import HtmlPage
from playwright.sync_api import expect
from site_tools import TEMPLATES, Reader
from test_accessibility import violations

SAMPLE = tuple(random.Random(7).sample(sorted(TEMPLATES), 3))
"""Drawn once: a failure comes back."""


@pytest.fixture(params=SAMPLE)
def sampled(request: pytest.FixtureRequest, pages: dict[str, HtmlPage]) -> str:
    address = TEMPLATES[request.param]
    return address if isinstance(address, str) else address(pages)


def test_every_control_is_reached_and_seen_by_keyboard(reader_of: Callable[..., Reader], sampled: str):
    page = reader_of(360, reduced_motion="reduce").open(sampled)
    met, faults = gestures.walk(page)
    assert faults == []
    assert met > 10


def test_a_page_enlarged_four_times_loses_nothing(reader_of: Callable[..., Reader], sampled: str):
    page = reader_of(320, reduced_motion="reduce", device_scale_factor=4).open(sampled)
    assert gestures.overflowing(page) == []
    page.evaluate(gestures.SPACED)
    assert gestures.overflowing(page) == []
    assert gestures.small_targets(page) == []


def test_nothing_moves_and_nothing_is_lost_under_the_settings_of_the_reader(
    reader_of: Callable[..., Reader], sampled: str
):
    page = reader_of(reduced_motion="reduce", forced_colors="active").open(sampled)
    assert gestures.moving(page) == []
    assert gestures.lost_in_forced_colours(page) == []
    assert gestures.undescribed_drawings(page) == []


SPOILT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('h1 + p { width: 2000px } h1 { transition: color 3s !important } .trop-petit { width: 9px !important; height: 9px !important; min-height: 0 !important; padding: 0 !important } .coupe { width: 20px; overflow: hidden; white-space: nowrap } .sans button { border: 0 !important } .sans :focus { outline: none !important }');
  document.adoptedStyleSheets = [sheet];
  document.querySelector('h1').insertAdjacentHTML('afterend', '<p>x</p><div class="coupe">Un texte que personne ne lit</div><div><button class="trop-petit">a</button><button class="trop-petit">b</button></div><div class="sans"><button>c</button></div><svg width="9" height="9"></svg>');
}"""


def test_each_of_these_measures_sees_what_is_wrong(reader_of: Callable[..., Reader]):
    """A page made worse on purpose."""
    page = reader_of(320, forced_colors="active").open("mentions-legales/")
    page.evaluate(SPOILT)
    told = " ".join(gestures.overflowing(page))
    assert "too wide" in told and "Un texte que" in told
    assert gestures.small_targets(page)
    assert any("h1" in fault for fault in gestures.moving(page))
    assert any("« c »" in fault for fault in gestures.lost_in_forced_colours(page))
    assert gestures.undescribed_drawings(page)
    _, faults = gestures.walk(page)
    assert any(fault.startswith("focus not seen") and "« c »" in fault for fault in faults)
    page.evaluate(
        "document.querySelector('.sans button').addEventListener('keydown', (e) => e.key === 'Tab' && e.preventDefault())"
    )
    assert any(fault.startswith("never reached") for fault in gestures.walk(page)[1]), "a trap"


def test_escape_closes_the_list_of_answers_and_leaves_the_reader_in_the_box(reader: Reader):
    page = reader.open("guide/")
    box = page.locator("#recherche-entete")
    box.press_sequentially("bilan")
    expect(page.locator(".recherche-reponses.ouvertes")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".recherche-reponses.ouvertes")).to_be_hidden()
    expect(box).to_be_focused()
    expect(box).to_have_value("bilan")


@pytest.mark.parametrize("state", ["answers open", "menu open"])
def test_what_opens_on_a_small_dark_screen_has_no_violation(
    reader_of: Callable[..., Reader], state: str, pages: dict[str, HtmlPage]
):
    page = reader_of(360, color_scheme="dark", reduced_motion="reduce").open(gestures.STATES[state][0](pages))
    gestures.STATES[state][1](page)
    assert violations(page) == []
