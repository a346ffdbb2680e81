"""The loops of slides, and the short addresses that they print."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import segno
from markupsafe import Markup

from ..model import Clause, Ecran, Record
from ..text.language import is_external
from ..text.typographie import typographie
from ..views.ecrans import Diapositive, boucle, raccourci
from .standalone import Shells

if TYPE_CHECKING:
    from ..build import Build


def loops(build: "Build") -> Iterator[tuple[str, bytes]]:
    """`ecrans/<id>/index.html` of every loop of the edition."""
    shells = Shells(build.root, build.settings.edition)
    for ecran in build.catalog.all(Ecran):
        slides = [
            (slide, qr_code(slide.qr)) for slide in map(_from_the_loop, boucle(build.catalog, ecran, build.settings))
        ]
        yield (
            f"{ecran.boucle}index.html",
            shells.page(
                "ecran.html",
                ecran=ecran,
                titre=typographie(ecran.titre),
                diapositives=slides,
                settings=build.settings,
                jour=build.date,
                racine="../../",
            ),
        )


def _from_the_loop(slide: Diapositive) -> Diapositive:
    """The slide with the address of its record counted from the loop's page."""
    return (
        replace(slide, adresse=f"../../{slide.adresse}") if slide.adresse and not is_external(slide.adresse) else slide
    )


def qr_code(address: str) -> Markup:
    """A drawing that phones read, without any style: its colour and size are the sheet's."""
    if not address:
        return Markup()
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        svgclass="qr",
        lineclass=None,
        nl=False,
        border=4,
    )
    return Markup(drawing.getvalue().decode().replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))


MASK = 7
"""The pattern laid over the squares of a printed code. The one that is found best for most of our addresses: to try all eight on each takes five times the time of drawing."""


def _code(address: str) -> bytes:
    """A code as a picture of its own."""
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False, mask=MASK).save(
        drawing, kind="svg", xmldecl=False, omitsize=True, nl=False, border=2
    )
    return drawing.getvalue()


def short_addresses(build: "Build") -> Iterator[tuple[str, bytes]]:
    """`c/<id>/index.html` of every record: what screens and print show leads to its page, without any script; for a clause, `code.svg` beside it, which its card prints."""
    shells = Shells(build.root, build.settings.edition)
    for record in build.catalog:
        yield f"{raccourci(record)}index.html", _short(shells, record, build.settings.site)
        if isinstance(record, Clause):
            yield f"{raccourci(record)}code.svg", _code(f"{build.settings.site}{raccourci(record)}")


def _short(shells: Shells, record: Record, site: str) -> bytes:
    return shells.page(
        "raccourci.html", titre=typographie(record.titre), vers=f"../../{record.adresse}", adresse=site + record.adresse
    )
