"""The loops of slides, and the short addresses that they print."""

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import segno
from markupsafe import Markup

from ..model import Ecran, Record
from ..text.json_compact import json_compact
from ..text.language import is_external
from ..text.typographie import typographie
from ..views.ecrans import COMPOSEE, PLANCHE, Diapositive, GroupeDeDiapositives, boucles, choix, raccourci
from .slide_pictures import PAYSAGE, PORTRAIT, SlideTemplate, scale
from .standalone import Shells

if TYPE_CHECKING:
    from ..build import Build


FONDS = "assets/ecrans/diapositives.js"
"""What a composed loop takes from: a list of (key, loops, HTML, sizes of the words lying, standing)."""


def loops(build: "Build") -> Iterator[tuple[str, bytes]]:
    """`ecrans/<id>/index.html` and `planche.svg` of every loop of the edition; the page that plays a composed one, and what it takes from."""
    shells = Shells(build.root, build.settings.edition)
    template = SlideTemplate.of(build)
    for ecran in build.catalog.all(Ecran):
        slides = boucles(build.catalog, build.settings)[ecran.id]
        shown = [(_from_a_loop(slide), qr_code(slide.qr)) for slide in slides]
        yield f"{ecran.boucle}index.html", _page(build, shells, ecran.id, ecran.titre, ecran.resume, shown)
        seen = [slide for slide in slides if not slide.reserve]
        yield f"{ecran.boucle}{PLANCHE}", template.sheet([(slide, _html(shells, slide)) for slide in seen]).encode()
    if not any(page.uri == "ecrans/composer.md" for page in build.guide.pages):
        return  # a guide that leaves the composer out has no loop to compose
    composed = "La boucle que vous avez composée avec les diapositives du guide."
    yield f"{COMPOSEE}index.html", _page(build, shells, "ma-boucle", "Votre boucle", composed, [], composee=True)
    taken = [(one.cle, one.boucles, *_drawn(one.groupe, shells)) for one in choix(build.catalog, build.settings)]
    yield FONDS, b"window.guideDiapositives = %s;\n" % json_compact(taken)


def _page(
    build: "Build", shells: Shells, name: str, title: str, summary: str, slides: list[Any], composee: bool = False
) -> bytes:
    return shells.page(
        "ecran.html",
        nom=name,
        titre=typographie(title),
        resume=summary,
        diapositives=slides,
        composee=composee,
        fonds=FONDS,
        settings=build.settings,
        jour=build.date,
        racine="../../",
    )


def _drawn(group: GroupeDeDiapositives, shells: Shells) -> tuple[str, list[float], list[float]]:
    """The HTML of slides that follow one another, and the size of the words of each, lying and standing."""
    return (
        "".join(_html(shells, slide) for slide in group),
        [scale(slide, PAYSAGE) for slide in group],
        [scale(slide, PORTRAIT) for slide in group],
    )


def _html(shells: Shells, slide: Diapositive) -> str:
    return shells.part("diapositive.html", diapo=_from_a_loop(slide), qr=qr_code(slide.qr))


def _from_a_loop(slide: Diapositive) -> Diapositive:
    """The slide with the address of its record counted from a loop's page."""
    return (
        replace(slide, adresse=f"../../{slide.adresse}") if slide.adresse and not is_external(slide.adresse) else slide
    )


MASK = 7
"""The pattern laid over the squares of a code: the one that is found best for most of our addresses. To try all eight on each takes five times the time of drawing."""


@cache
def qr_code(address: str) -> Markup:
    """A drawing that phones read, without any style: its colour and size are the sheet's. Kept: a slide stands in its loop, on its sheet and among those to compose from."""
    if not address:
        return Markup()
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False, mask=MASK).save(
        drawing,
        kind="svg",
        xmldecl=False,
        omitsize=True,
        svgclass="qr",
        lineclass=None,
        nl=False,
        border=4,
    )
    return Markup(drawing.getvalue().decode().replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))


def short_addresses(build: "Build") -> Iterator[tuple[str, bytes]]:
    """`c/<id>/index.html` of every record: what screens and print show leads to its page, without any script."""
    shells = Shells(build.root, build.settings.edition)
    for record in build.catalog:
        yield f"{raccourci(record)}index.html", _short(shells, record, build.settings.site)


def _short(shells: Shells, record: Record, site: str) -> bytes:
    return shells.page(
        "raccourci.html", titre=typographie(record.titre), vers=f"../../{record.adresse}", adresse=site + record.adresse
    )
