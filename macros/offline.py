"""The offline edition: the built site made to work from a folder or a USB stick, where no server turns "x/" into "x/index.html"."""

import re
import shutil
from pathlib import Path

OFFLINE_FOLDER = "site-hors-ligne"
_ADDRESS = re.compile(r'(?P<start>\b(?:href|action)=")(?!(?:[a-z]+:|//|#))(?P<path>(?:[^"?#]*/)?\.{0,2})(?P<rest>[?#][^"]*)?"')
_FORM_ACTION = "form-action 'self'"


def make_offline(site: Path, target: Path) -> int:
    """Copy a built site to `target` with links and forms that end in index.html. Returns the number of pages.

    Raises FileNotFoundError where the site was not built.
    """
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(site, target)
    for name in ("_headers", "sitemap.xml", "sitemap.xml.gz", "404.html"):
        (target / name).unlink(missing_ok=True)
    pages = sorted(target.rglob("*.html"))
    for page in pages:
        page.write_text(offline_page(page.read_text(encoding="utf-8")), encoding="utf-8")
    return len(pages)


def offline_page(html: str) -> str:
    """One page: its addresses, and its policy (Firefox blocks the forms of file:// without "file:")."""
    return _ADDRESS.sub(_with_index, html).replace(_FORM_ACTION, f"{_FORM_ACTION} file:")


def _with_index(found: re.Match[str]) -> str:
    path, rest = found["path"], found["rest"] or ""
    folder = path if path.endswith("/") or not path else f"{path}/"
    return f'{found["start"]}{folder}index.html{rest}"'
