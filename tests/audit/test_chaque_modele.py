"""Every template by keyboard, enlarged, with the settings of the reader; and whatever opens, in every view."""

from collections.abc import Callable

import gestures
import pytest
from html_page import HtmlPage
from site_tools import Reader
from test_accessibility import violations


@pytest.mark.parametrize("width", [360, 1280])
def test_every_control_of_every_template_is_reached_and_seen_by_keyboard(
    reader_of: Callable[..., Reader], template: str, width: int
):
    page = reader_of(width, reduced_motion="reduce").open(template)
    assert gestures.walk(page)[1] == []
    assert gestures.small_targets(page) == []


@pytest.mark.parametrize(("width", "scale"), [(320, 4), (640, 2)])
def test_every_template_enlarged_loses_nothing(reader_of: Callable[..., Reader], template: str, width: int, scale: int):
    page = reader_of(width, reduced_motion="reduce", device_scale_factor=scale).open(template)
    assert gestures.overflowing(page) == []
    page.evaluate(gestures.SPACED)
    assert gestures.overflowing(page) == []


def test_nothing_moves_and_nothing_is_lost_under_the_settings_of_the_reader_on_every_template(
    reader_of: Callable[..., Reader], template: str
):
    page = reader_of(reduced_motion="reduce", forced_colors="active").open(template)
    assert gestures.moving(page) == []
    assert gestures.lost_in_forced_colours(page) == []
    assert gestures.undescribed_drawings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("state", gestures.STATES)
def test_whatever_opens_has_no_violation(
    reader_of: Callable[..., Reader], pages: dict[str, HtmlPage], state: str, width: int, scheme: str
):
    address, opens = gestures.STATES[state]
    page = reader_of(width, color_scheme=scheme, reduced_motion="reduce").open(address(pages))
    opens(page)
    assert violations(page) == []
