"""A loop for a player without network: its page and what it loads, in one file."""

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from ..views.ecrans import COMPOSEE, COMPOSER

PACKAGES = ("htz", "zip")
"""Xibo's name for a zip, and the common one."""
_LOADED = re.compile(r'(?P<attribute>\b(?:href|src)=")(?:\.\./)+(?P<path>assets/[^"]+)"')
_INNER_LINK = re.compile(r'<a href="\.\./[^"]*">')
_NOT_PACKED = re.compile(r"<script [^>]*(?:ecran-image|ecran-composee|diapositives)\.js[^>]*></script>\n?")
"""What draws pictures, and what finds the slides of a composed loop: a package holds its own."""
PAQUET = "assets/ecrans/paquet.js"
"""The package of the loop that a reader composes, without its slides: the browser puts them in."""
_DATED = (1980, 1, 1, 0, 0, 0)


def screen_packages(site: Path) -> Iterator[tuple[str, bytes]]:
    """`ecrans/<id>/<id>.htz` and `.zip` of every loop of a built site, and what the page of the composed one needs to make its own."""
    composed = site / COMPOSEE
    if composed.exists():
        files = dict(package(site, composed))
        page = files.pop("index.html").decode()
        known = {"page": page, "fichiers": {path: _as_json(content) for path, content in sorted(files.items())}}
        yield PAQUET, f"window.guidePaquetEcran = {json.dumps(known, ensure_ascii=False)};\n".encode()
    for loop in loop_folders(site):
        content = packed(dict(package(site, loop)))
        for ending in PACKAGES:
            yield f"ecrans/{loop.name}/{loop.name}.{ending}", content


def loop_folders(site: Path) -> list[Path]:
    """The folder of each loop of a built site; not of the page that composes one, nor of the one that plays it."""
    others = {site / COMPOSER, site / COMPOSEE}
    return sorted(page.parent for page in (site / "ecrans").glob("*/index.html") if page.parent not in others)


def _as_json(content: bytes) -> str | list[str]:
    """A text as it is; a picture as a list of one text, in base64."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        return [base64.b64encode(content).decode()]


def package(site: Path, loop: Path) -> Iterator[tuple[str, bytes]]:
    """(path, content) of a loop that opens from a folder, buttons hidden: the page, then what it loads."""
    html = _NOT_PACKED.sub("", (loop / "index.html").read_text(encoding="utf-8"))
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
