"""Slides as drawings: SVG that holds their own HTML and the style sheet of the loops, cut down to one size. No script: the size of the words is estimated here."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.local import DOCS_LOCALE
from ..text.largeur import MAIGRE, lignes, plus_long_mot
from ..views.ecrans import Diapositive
from .stylesheets import stylesheet

if TYPE_CHECKING:
    from ..build import Build

Size = tuple[int, int]
PAYSAGE: Size = (1920, 1080)
PORTRAIT: Size = (1080, 1920)
LARGEST_LOGO = 20_000
"""Bytes: a logo stands in each drawing."""
_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_UNIT = re.compile(r"(?<![\w.-])(\d*\.?\d+)(vh|vw)\b")
_OUT = re.compile(r"html:not|\.joue body|nuit|commandes|atelier|focus|sur-ecran|titre-boucle|heure|reserve|data-")
"""Selectors of what no drawing shows."""
_STILL = """.joue { display: grid; grid-template: %dpx / %dpx; font-size: var(--petit); line-height: 1.25; }
.joue .diapositive, .joue .entete, .joue .pied { grid-area: 1 / 1; position: static; z-index: auto; min-width: 0; }
.joue .diapositive { visibility: visible; opacity: 1; transition: none; }
.joue .entete { align-self: start; margin: var(--bord-y) var(--bord-x) 0; }
.joue .pied { align-self: end; margin: 0 var(--bord-x) var(--bord-y); }
.joue .entete, .joue .pied, .joue .mots, .joue .lire { transform: none; }
.joue .mots { overflow: visible; }
"""
"""Neither place, layer nor movement: some browsers draw those beside the frame."""


@dataclass(frozen=True)
class SlideTemplate:
    """The drawing of a slide, with places to fill: `@html@`, `@echelle@` and `@fond@` of a slide, `@marque@` above it. The browser fills it too."""

    size: Size
    css: str
    marque: str
    pied: str

    @classmethod
    def of(cls, build: "Build", size: Size = PAYSAGE) -> "SlideTemplate":
        logo = logo_address(build)
        mark = f'<img src="{logo}" alt=""/> ' if logo else ""
        name = f" <span>{escape(build.settings.nom)}</span>" if build.settings.nom else ""
        warning = " · Édition interne : ne pas diffuser." if build.settings.edition == "interne" else ""
        return cls(
            size,
            still(stylesheet("ecran", build), size),
            f"{mark}<b>{escape(build.settings.guide)}</b>{name}",
            f"À jour au {build.date}{warning}",
        )

    @property
    def start(self) -> str:
        """Up to the first slide, but for the height."""
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.size[0]}" height="@haut@" viewBox="0 0 {self.size[0]} @haut@"><style>{escape(self.css, quote=False)}</style>'

    @property
    def slide(self) -> str:
        """One slide, at `@y@`."""
        width, height = self.size
        return (
            f'<foreignObject x="0" y="@y@" width="{width}" height="{height}"><div xmlns="http://www.w3.org/1999/xhtml" class="joue@fond@" style="--echelle: @echelle@">'
            f'@html@<div class="entete"><p class="marque">@marque@</p></div><div class="pied"><p class="jour">{self.pied}</p></div></div></foreignObject>'
        )

    def sheet(self, slides: list[tuple[Diapositive, str]]) -> str:
        """Slides below one another, each a view of its own: #d1, #d2…"""
        width, height = self.size
        drawn = "".join(
            f'<view id="d{number + 1}" viewBox="0 {number * height} {width} {height}"/>'
            + self.slide.replace("@y@", str(number * height))
            .replace("@fond@", f" fond-{slide.fond}" if slide.fond else "")
            .replace("@echelle@", f"{scale(slide, self.size):.2f}")
            .replace("@marque@", self.marque)
            .replace("@html@", html)
            for number, (slide, html) in enumerate(slides)
        )
        return f"{self.start.replace('@haut@', str(height * max(len(slides), 1)))}{drawn}</svg>"


def logo_address(build: "Build") -> str:
    """The organisation's logo as an address that holds it, or "": a drawing loads nothing."""
    name = build.settings.logo
    kind = _TYPES.get(Path(name).suffix.lower(), "")
    for folder in (DOCS_LOCALE, "docs"):
        file = build.root / folder / name
        if name and kind and file.is_file() and file.stat().st_size <= LARGEST_LOGO:
            return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"
    return ""


def still(css: str, size: Size) -> str:
    """The style sheet of loops for a drawing of this size: heights and widths of the screen become pixels; what no drawing shows is left out."""
    width, height = size
    units = {"vh": height / 100, "vw": width / 100}
    kept = "".join(_kept(_COMMENT.sub("", css), portrait=height > width))
    return _UNIT.sub(lambda found: f"{float(found[1]) * units[found[2]]:.4g}px", kept) + _STILL % (height, width)


def _kept(css: str, portrait: bool) -> Iterator[str]:
    for head, body in _blocks(css):
        if head.startswith("@supports"):
            yield f"{head} {{ {''.join(_kept(body, portrait))} }}\n"
        elif head.startswith("@media"):
            if portrait and head == "@media (orientation: portrait)":
                yield from _kept(body, portrait)
        elif selectors := [one for one in map(str.strip, head.split(",")) if not _OUT.search(one)]:
            yield f"{', '.join('.joue' if one == 'body' else one for one in selectors)} {{{body}}}\n"


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """(what stands before the brace, what stands within) of each block at the top."""
    depth, start, head = 0, 0, ""
    for place, sign in enumerate(css):
        if sign == "{":
            if not depth:
                head, start = css[start:place].strip(), place + 1
            depth += 1
        elif sign == "}":
            depth -= 1
            if not depth:
                yield head, css[start:place]
                start = place + 1


# The size of the words, as ecran.js finds it by trying (`fit`): here by counting what a line holds, with some to spare.

_LARGEST, _STEP, _SMALLEST = 1.25, 0.05, 0.3


def scale(slide: Diapositive, size: Size) -> float:
    """What multiplies the size of a slide's words so that they fill their place and are not cut. Sizes and margins are those of ecran.css."""
    width, height = size
    portrait = height > width
    unit = height / 100 * (0.62 if portrait else 1)
    least = height * 0.025
    edges = 2 * (0.056 + 0.08) * height
    beside_y = 0.20 if slide.adresse else 0.26 if slide.image else 0
    room_y = height - edges - (beside_y * height + 5 * unit if portrait else 0)
    room_x = width * (1 - 2 * 0.056) - (
        0 if portrait else (0.32 * height if slide.adresse or slide.image else 0) + 5 * unit
    )
    rate = _LARGEST
    while rate > _SMALLEST and not _holds(slide, rate, unit, least, room_x, room_y, portrait):
        rate -= _STEP
    return round(max(rate, _SMALLEST), 2)


def _holds(
    slide: Diapositive, rate: float, unit: float, least: float, room_x: float, room_y: float, portrait: bool
) -> bool:
    small = least if portrait else 3.4 * unit
    used = small * 1.25 * lignes(slide.surtitre, small, room_x) + 2.2 * unit
    if slide.chiffre:
        size = max(least, ((8 if portrait else 11) if slide.sorte in ("droit", "agenda") else 19) * unit * rate)
        if plus_long_mot(slide.chiffre) * size > room_x:
            return False
        used += size * 1.05 * lignes(slide.chiffre, size, room_x) + 1.4 * unit
    size = max(least, (6 if slide.chiffre else 7.6) * unit * rate)
    if plus_long_mot(slide.titre) * size > room_x:
        return False
    used += size * 1.14 * lignes(slide.titre, size, room_x)
    if slide.texte:
        size = max(least, 4.6 * unit * rate)
        used += size * 1.32 * lignes(slide.texte, size * MAIGRE, room_x) + 2.6 * unit
    if slide.source:
        size = least if portrait else 3.2 * unit
        used += size * 1.25 * lignes(slide.source, size * MAIGRE, room_x) + 2.2 * unit
    return used <= room_y
