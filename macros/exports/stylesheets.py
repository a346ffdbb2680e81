"""The style sheets as they are written, with the colour of the organisation."""

import json
from typing import TYPE_CHECKING

from ..browser import EVERY_PAGE, style

if TYPE_CHECKING:
    from ..build import Build

COLOURED = (EVERY_PAGE, "ecran", "embed")
COULEUR = "#1f6b4a"
"""Until the organisation chooses its own."""


def stylesheet(name: str, build: "Build") -> str:
    """assets/css/<name>.css. The security policy forbids writing the colour in the pages: it stands there."""
    colour = f":root {{ --guide-vert: {build.settings.couleur or COULEUR}; --guide-nom: {json.dumps(build.settings.guide, ensure_ascii=False)}; }}\n"
    return (colour if name in COLOURED else "") + style(name, build.root)
