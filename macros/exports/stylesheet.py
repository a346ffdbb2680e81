"""The style sheet of every page, in one file: a request fewer weighs more than the bytes (EcoIndex).

The organisation's colour is part of it: the security policy forbids writing it in the pages.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..build import Build

SOURCES = ("guide.css", "recherche.css")
"""Below docs/assets/css/, in the order in which they apply."""


def stylesheet(build: "Build") -> Iterator[tuple[str, bytes]]:
    sheets = [(build.root / "docs/assets/css" / name).read_text(encoding="utf-8") for name in SOURCES]
    if build.settings.couleur:
        sheets.append(f":root {{ --guide-vert: {build.settings.couleur}; }}\n")
    yield "assets/css/site.css", "\n".join(sheets).encode()
