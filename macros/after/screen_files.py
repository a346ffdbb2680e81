"""What a screen shows without the site: packages for players, images and documents, drawn by a browser from the packages themselves."""

import re
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from ..exports.screen_packages import PACKAGES, loop_folders, package, packed

SCREENS_FOLDER = "site-ecrans"
SIZES = {"paysage": (1920, 1080), "portrait": (1080, 1920)}
_SHOWN = re.compile(rb'<section class="diapositive (?![^"]*\breserve\b)')
"""What is shown before any draw: pictures are of these."""
_CLOCK = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")
"""The hour of the drawing, in a PDF: the same loop gives the same bytes."""
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first is Chromium without its windows: it draws the same for half of the processor's time."""


def browser_path() -> str | None:
    """The browser of the system; None where there is none, and Playwright then takes its own."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def can_draw() -> bool:
    """Whether the system has a browser, or Playwright its own."""
    if browser_path():
        return True
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def make_screens(site: Path, target: Path) -> int:
    """Write everything for every loop of a built site. Returns the number of slides.

    Raises FileNotFoundError where the site has no loop.
    """
    loops = loop_folders(site)
    if not loops:
        raise FileNotFoundError(f"{site}/ecrans : aucune boucle construite")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"])
        count = sum(_make_loop(browser, site, loop, target / loop.name) for loop in loops)
        browser.close()
    return count


def _make_loop(browser: Browser, site: Path, loop: Path, target: Path) -> int:
    folder = target / "paquet"
    files = dict(package(site, loop))
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    for ending in PACKAGES:
        (target / f"{loop.name}.{ending}").write_bytes(packed(files))
    slides = len(_SHOWN.findall(files["index.html"]))
    for name, (width, height) in SIZES.items():
        size = ViewportSize(width=width, height=height)
        page = browser.new_page(viewport=size, reduced_motion="reduce")
        _draw(page, size, folder / "index.html", slides, target / f"{loop.name}-{name}")
        page.close()
    shutil.rmtree(folder)
    return slides


def _draw(page: Page, size: ViewportSize, index: Path, slides: int, prefix: Path) -> None:
    width, height = size["width"], size["height"]
    for number in range(1, slides + 1):
        page.goto(f"{index.as_uri()}?theme=jour&diapo={number}")
        page.evaluate("document.querySelector('.heure').hidden = true")  # an image has no hour
        page.screenshot(path=f"{prefix}-{number:02}-{width}x{height}.png")
    document = page.pdf(width=f"{width}px", height=f"{height}px", print_background=True, tagged=True)
    Path(f"{prefix}.pdf").write_bytes(_CLOCK.sub(rb"\g<1>19800101000000", document))
