"""The style sheets, the script of every page, and the tools that share a part: one file of each sort, for on a light page a request weighs more than its bytes (EcoIndex).

The organisation's colour is part of the style sheets: the security policy forbids writing it in the pages.
"""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..views.cible import donnees_des_clauses

if TYPE_CHECKING:
    from ..build import Build

STYLES = {"css/site.css": ("css/base.css", "css/guide.css", "css/recherche.css", "css/impression.css"), "css/ecran.css": ("css/ecran.css",), "css/embed.css": ("css/embed.css",)}
SCRIPTS = {
    "js/site.js": ("js/guide.js", "js/recherche-entete.js"),
    "js/integrer.js": ("js/integrer-hote.js", "js/integrer.js"),
    **{f"js/{tool}.js": ("js/fichier.js", f"js/{tool}.js") for tool in ("cible", "dossier", "parcours")},
}
"""Written file -> its sources, below assets/, in the order in which they apply. mkdocs.yml keeps the sources out of the site: `exclude_docs`."""
COULEUR = "#1f6b4a"
"""Until the organisation chooses its own."""


def bundles(build: "Build") -> Iterator[tuple[str, bytes]]:
    colour = f":root {{ --guide-vert: {build.settings.couleur or COULEUR}; --guide-nom: {json.dumps(build.settings.guide, ensure_ascii=False)}; }}\n"
    for name, sources in STYLES.items():
        yield f"assets/{name}", (colour + _joined(build, sources)).encode()
    for name, sources in SCRIPTS.items():
        data = _cible_data(build) if name == "js/cible.js" else ""
        yield f"assets/{name}", (data + _joined(build, sources)).encode()


def _joined(build: "Build", names: tuple[str, ...]) -> str:
    return "".join((build.root / "docs/assets" / name).read_text(encoding="utf-8") + "\n" for name in names)


def _cible_data(build: "Build") -> str:
    """What the script knows of clauses: the page, with it in attributes, would weigh a third more before its first paint."""
    return f"window.guideCible = {json.dumps(donnees_des_clauses(build.catalog), ensure_ascii=False, separators=(',', ':'))};\n"
