"""The style sheets and the tools (see browser.py): one file of each sort, for on a light page a request weighs more than its bytes (EcoIndex).

The organisation's colour is part of the style sheets: the security policy forbids writing it in the pages.
"""

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ..browser import EVERY_PAGE, STYLES, TOOLS, style
from ..relire import donnees as regles_de_relecture
from ..views import achat, assistant, notation
from ..views.cible import donnees_des_clauses

if TYPE_CHECKING:
    from ..build import Build

COLOURED = (EVERY_PAGE, "ecran", "embed")
COULEUR = "#1f6b4a"
"""Until the organisation chooses its own."""


def bundles(build: "Build") -> Iterator[tuple[str, bytes]]:
    colour = f":root {{ --guide-vert: {build.settings.couleur or COULEUR}; --guide-nom: {json.dumps(build.settings.guide, ensure_ascii=False)}; }}\n"
    for name in STYLES:
        yield f"assets/css/{name}.css", ((colour if name in COLOURED else "") + style(name, build.root)).encode()
    for tool in TOOLS:
        if tool.sources:
            data = _DATA[tool.name](build) if tool.name in _DATA else ""
            yield f"assets/js/{tool.name}.js", (data + tool.script(build.root)).encode()


def _data(name: str, value: Any) -> str:
    """What a script knows of the records: the page, with it in attributes, would weigh a third more before its first paint."""
    return f"window.{name} = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"


_DATA: dict[str, Callable[["Build"], str]] = {
    "cible": lambda build: _data("guideCible", donnees_des_clauses(build.catalog)),
    "assistant": lambda build: _data("guideAssistant", assistant.donnees(build.catalog)),
    "regles": lambda build: _data("guideRegles", achat.donnees(build.catalog)),
    "relire": lambda build: _data("guideRelire", regles_de_relecture(build.catalog)),
    "notation": lambda build: _data("guideNotation", notation.donnees(build.catalog)),
}
