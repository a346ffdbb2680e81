"""The offline edition: the built site made to work from a folder or a USB stick, where no server turns "x/" into "x/index.html"."""

import hashlib
import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote, urljoin

from ..exports.csp import with_policy

OFFLINE_FOLDER = "site-hors-ligne"
ARCHIVE = "guide-hors-ligne.zip"
INSIDE = "guide-achats-durables"
"""The folder that the archive opens into."""
LARGEST = 15_000_000
"""Bytes of the archive: it travels by mail or on a stick."""
FOR_SERVERS = (
    "_headers",
    "404.html",
    "sitemap.xml",
    "sitemap.xml.gz",
    "opensearch.xml",
    "llms.txt",
    "hebergement/*",
    "c/*/index.html",
    "assets/recherche/moteur.js",
    "flux/**/*.atom",
    "flux/**/*.json",
    "flux/**/*.ics",
    "api/v1/*/*.json",
    "**/index.md",
)
"""What only a server, a subscriber or a program on the network makes use of. The data by whole files stays."""
_ADDRESS = re.compile(
    r'(?P<start>\b(?:href|action)=")(?!(?:[a-z]+:|//|#))(?P<path>(?:[^"?#]*/)?\.{0,2})(?P<rest>[?#][^"]*)?"'
)
_FOLLOWED = re.compile(r'(?P<start><a\b[^>]*?\bhref=")(?!(?:[a-z]+:|//|#))(?P<path>[^"?#]+)')
_ALTERNATE = re.compile(r'\s*<link rel="(?:alternate|search)"[^>]*>')
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
_FORM_ACTION = "form-action 'self'"
_ENGINE = re.compile(r'\s*<meta name="guide-moteur"[^>]*>')
"""The search engine of the organisation: this edition asks nobody."""


def make_offline(site: Path, target: Path) -> int:
    """Copy a built site to `target` with links and forms that end in index.html. Returns the number of pages.

    Raises FileNotFoundError where the site was not built.
    """
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(site, target)
    gone = frozenset(file.relative_to(target).as_posix() for pattern in FOR_SERVERS for file in target.glob(pattern))
    for name in gone:
        (target / name).unlink()
    for folder in sorted((folder for folder in target.rglob("*") if folder.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    pages = sorted(target.rglob("*.html"))
    for page in pages:
        page.write_text(
            offline_page(page.read_text(encoding="utf-8"), page.relative_to(target).as_posix(), gone), encoding="utf-8"
        )
    return len(pages)


def offline_page(html: str, path: str = "index.html", gone: frozenset[str] = frozenset()) -> str:
    """One page: its addresses, and its policy (Firefox blocks the forms of file:// without "file:").

    What was left out of the edition is read where the site is published.
    """
    published = _CANONICAL.search(html)
    html = _ALTERNATE.sub("", html)
    if _ENGINE.search(html):
        html = with_policy(_ENGINE.sub("", html))
    if published and gone:
        html = _FOLLOWED.sub(
            lambda found: (
                found["start"]
                + (urljoin(published[1], found["path"]) if _below(path, found["path"]) in gone else found["path"])
            ),
            html,
        )
    return _ADDRESS.sub(_with_index, html).replace(_FORM_ACTION, f"{_FORM_ACTION} file:")


def _below(page: str, address: str) -> str:
    """An address of a page as a path from the root of the site."""
    return unquote(urljoin(f"/{page}", address)).removeprefix("/")


def _with_index(found: re.Match[str]) -> str:
    path, rest = found["path"], found["rest"] or ""
    folder = path if path.endswith("/") or not path else f"{path}/"
    return f'{found["start"]}{folder}index.html{rest}"'


def make_archive(folder: Path, archive: Path) -> int:
    """Pack the edition, with its checksum beside it: the same bytes for the same files. Returns the archive's size.

    Raises ValueError, in French, where it is too large to travel.
    """
    waiting = archive.with_name(f"{archive.name}.part")
    with zipfile.ZipFile(waiting, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                entry = zipfile.ZipInfo(
                    f"{INSIDE}/{file.relative_to(folder).as_posix()}"
                )  # dated 1980: neither the clock nor the disk
                entry.external_attr = 0o644 << 16
                packed.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    size = waiting.stat().st_size
    if size > LARGEST:
        waiting.unlink()
        raise ValueError(f"{archive.name} : {megaoctets(size)}, attendu {megaoctets(LARGEST)} au plus")
    digest = hashlib.sha256(waiting.read_bytes()).hexdigest()
    checksum = archive.with_name(f"{archive.name}.sha256")
    checksum_waiting = checksum.with_name(f"{checksum.name}.part")
    checksum_waiting.write_text(f"{digest}  {archive.name}\n", encoding="utf-8")
    waiting.replace(archive)
    checksum_waiting.replace(checksum)
    return size


def megaoctets(size: int) -> str:
    """4_123_456 -> "4,1 Mo"."""
    return f"{size / 1e6:.1f} Mo".replace(".", ",")
