"""The frames of the map of cases: where a point of the globe falls in a drawing, and the outlines under it.

The outlines (`contours.json`) are drawn once by `preparer.py` from Natural Earth (public domain); a build only reads them.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

_CONTOURS = Path(__file__).parent / "contours.json"
_EARTH = 6371.0
"""Mean radius, in kilometres."""


@dataclass(frozen=True)
class Cadre:
    """A rectangle of the projected globe, drawn at one unit for `echelle` kilometres (or degrees, where there is no centre)."""

    id: str
    gauche: float
    bas: float
    droite: float
    haut: float
    echelle: float
    centre: tuple[float, float] | None = None
    """(longitude, latitude) of Lambert's equal-area projection; without it, longitudes and latitudes are drawn as they are."""

    @property
    def largeur(self) -> int:
        return round((self.droite - self.gauche) / self.echelle)

    @property
    def hauteur(self) -> int:
        return round((self.haut - self.bas) / self.echelle)

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place falls in the drawing; y goes down, as in SVG."""
        x, y = _equal_area(lon, lat, self.centre) if self.centre else (lon, lat)
        return (x - self.gauche) / self.echelle, (self.haut - y) / self.echelle

    def contient(self, lon: float, lat: float, marge: float = 0) -> bool:
        """Whether a place falls in the drawing, at least `marge` units from its edge."""
        x, y = self.point(lon, lat)
        return marge <= x <= self.largeur - marge and marge <= y <= self.hauteur - marge

    @cached_property
    def contours(self) -> dict[str, str]:
        """SVG paths: `terres`, and `france` where it stands out."""
        return json.loads(_CONTOURS.read_text(encoding="utf-8"))[self.id]


def _equal_area(lon: float, lat: float, centre: tuple[float, float]) -> tuple[float, float]:
    """Lambert's azimuthal equal-area projection of a sphere, in kilometres from the centre."""
    east, north, north0 = radians(lon - centre[0]), radians(lat), radians(centre[1])
    facing = 1 + sin(north0) * sin(north) + cos(north0) * cos(north) * cos(east)
    k = sqrt(2 / max(facing, 1e-9))
    return _EARTH * k * cos(north) * sin(east), _EARTH * k * (
        cos(north0) * sin(north) - sin(north0) * cos(north) * cos(east)
    )


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two (longitude, latitude)."""
    east, north = radians(other[0] - one[0]) / 2, radians(other[1] - one[1]) / 2
    return 2 * _EARTH * asin(sqrt(sin(north) ** 2 + cos(radians(one[1])) * cos(radians(other[1])) * sin(east) ** 2))


FRANCE = Cadre("france", -620, -605, 620, 535, 2, (2.6, 46.6))
EUROPE = Cadre("europe", -1960, -1720, 1460, 1425, 5.6, (10, 52))
MONDE = Cadre("monde", -170, -56, 180, 76, 0.5)
