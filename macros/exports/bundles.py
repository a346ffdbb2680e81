"""What every page loads, one file of each sort: on a light page a request weighs more than its bytes (EcoIndex).

The organisation's colour is part of the style sheet: the security policy forbids writing it in the pages.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..build import Build

STYLES = ("css/guide.css", "css/recherche.css")
SCRIPTS = ("js/guide.js", "js/recherche-entete.js")
"""Below docs/assets/, in the order in which they apply. mkdocs.yml keeps them out of the site: `exclude_docs`."""


def bundles(build: "Build") -> Iterator[tuple[str, bytes]]:
    colour = f":root {{ --guide-vert: {build.settings.couleur}; }}\n" if build.settings.couleur else ""
    yield "assets/css/site.css", (_joined(build, STYLES) + colour).encode()
    yield "assets/js/site.js", _joined(build, SCRIPTS).encode()


def _joined(build: "Build", names: tuple[str, ...]) -> str:
    return "".join((build.root / "docs/assets" / name).read_text(encoding="utf-8") + "\n" for name in names)
