"""A loop for a player without network: its page and what it loads, in one file."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

PACKAGES = ("htz", "zip")
"""Xibo's name for a zip, and the common one."""
_LOADED = re.compile(r'(?P<attribute>\b(?:href|src)=")(?:\.\./)+(?P<path>assets/[^"]+)"')
_INNER_LINK = re.compile(r'<a href="\.\./[^"]*">')
_IMAGE_TOOL = re.compile(r"<script [^>]*ecran-image\.js[^>]*></script>\n?")
_DATED = (1980, 1, 1, 0, 0, 0)


def screen_packages(site: Path) -> Iterator[tuple[str, bytes]]:
    """`ecrans/<id>/<id>.htz` and `.zip` of every loop of a built site."""
    for page in sorted((site / "ecrans").glob("*/index.html")):
        loop = page.parent
        content = packed(dict(package(site, loop)))
        for ending in PACKAGES:
            yield f"ecrans/{loop.name}/{loop.name}.{ending}", content


def package(site: Path, loop: Path) -> Iterator[tuple[str, bytes]]:
    """(path, content) of a loop that opens from a folder, buttons hidden: the page, then what it loads."""
    html = _IMAGE_TOOL.sub("", (loop / "index.html").read_text(encoding="utf-8"))
    for path in sorted({found["path"] for found in _LOADED.finditer(html)}):
        yield path, (site / path).read_bytes()
    html = _INNER_LINK.sub("<a>", _LOADED.sub(r'\g<attribute>\g<path>"', html))
    yield "index.html", html.replace("<html ", '<html data-affichage="ecran" ', 1).encode()


def packed(files: dict[str, bytes]) -> bytes:
    """A zip: the same bytes for the same loop, no clock in it."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for path in sorted(files):
            opened.writestr(zipfile.ZipInfo(path, _DATED), files[path], zipfile.ZIP_DEFLATED)
    return archive.getvalue()
