"""The style sheets and the tools (see browser.py): one file of each sort, for on a light page a request weighs more than its bytes (EcoIndex)."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ..browser import STYLES, TOOLS
from ..relire import donnees as regles_de_relecture
from ..text.json_compact import json_compact
from ..views import achat, assistant, ecrans, integrations, notation
from ..views.cible import donnees_des_clauses
from .ecrans import FONDS
from .screen_packages import PAQUET
from .slide_pictures import PAYSAGE, PORTRAIT, SlideTemplate, logo_address
from .stylesheets import stylesheet

if TYPE_CHECKING:
    from ..build import Build


def bundles(build: "Build") -> Iterator[tuple[str, bytes]]:
    for name in STYLES:
        yield f"assets/css/{name}.css", stylesheet(name, build).encode()
    for tool in TOOLS:
        if tool.sources:
            data = _DATA[tool.name](build) if tool.name in _DATA else ""
            yield f"assets/js/{tool.name}.js", (data + tool.script(build.root)).encode()


def _data(name: str, value: Any) -> str:
    """What a script knows of the records: the page, with it in attributes, would weigh a third more before its first paint."""
    return f"window.{name} = {json_compact(value).decode()};\n"


def _composer(build: "Build") -> str:
    templates = {name: SlideTemplate.of(build, size) for name, size in (("paysage", PAYSAGE), ("portrait", PORTRAIT))}
    images: dict[str, Any] = {
        name: {"taille": template.size, "debut": template.start, "diapositive": template.slide}
        for name, template in templates.items()
    }
    images |= {"guide": build.settings.guide, "nom": build.settings.nom, "logo": logo_address(build)}
    known = {
        "boucles": [(one.id, one.cles) for one in ecrans.composeur(build.catalog, build.settings).boucles],
        "adresse": build.settings.site + ecrans.COMPOSEE,
        "fonds": FONDS,
        "paquet": PAQUET,
        "images": images,
    }
    return _data("guideComposer", known)


_DATA: dict[str, Callable[["Build"], str]] = {
    "composer": _composer,
    "cible": lambda build: _data("guideCible", donnees_des_clauses(build.catalog)),
    "assistant": lambda build: _data("guideAssistant", assistant.donnees(build.catalog)),
    "regles": lambda build: _data("guideRegles", achat.donnees(build.catalog)),
    "embed-regles": lambda build: _data("guideRegles", achat.donnees_du_bloc(build.catalog)),
    "integrer": lambda build: _data("guideCadres", integrations.cadres(build.blocs)),
    "relire": lambda build: _data("guideRelire", regles_de_relecture(build.catalog)),
    "notation": lambda build: _data("guideNotation", notation.donnees(build.catalog)),
}
