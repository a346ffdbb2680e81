"""Draws `contours.json` from the npm package world-atlas 2.0.2 (Natural Earth 4.1). Run by hand, never by a build.

npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz && python -m macros.fond_de_carte.preparer package
"""

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from . import _CONTOURS, EUROPE, FRANCE, MONDE, Cadre

Ring = list[tuple[float, float]]
_MARGIN = 6
"""Units drawn beyond the frame: the line of the cut is not seen."""
_TOLERANCE = 0.55
"""Units by which a simplified line may stray."""
_SMALLEST = 2.5
"""Square units below which an island is left out."""


def _arcs(topology: dict[str, Any]) -> list[Ring]:
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + x0, y * ky + y0))
        found.append(points)
    return found


def _rings(geometry: dict[str, Any], arcs: list[Ring]) -> Iterator[Ring]:
    """The outer rings; a hole is another country's own ring, or a lake."""
    if geometry["type"] == "GeometryCollection":
        for inner in geometry["geometries"]:
            yield from _rings(inner, arcs)
        return
    for polygon in geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]:
        ring: Ring = []
        for index in polygon[0]:
            points = arcs[index] if index >= 0 else arcs[~index][::-1]
            ring += points[1:] if ring else points
        yield ring


def _simplified(line: Ring) -> Ring:
    """Douglas and Peucker."""
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5

    def distance(point: tuple[float, float]) -> float:
        x, y = point
        return (
            abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
            if length
            else ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
        )

    farthest = max(range(1, len(line) - 1), key=lambda index: distance(line[index]))
    if distance(line[farthest]) <= _TOLERANCE:
        return [line[0], line[-1]]
    return _simplified(line[: farthest + 1])[:-1] + _simplified(line[farthest:])


def _cut(ring: Ring, cadre: Cadre) -> Ring:
    """Sutherland and Hodgman: what lies in the frame."""
    for axis, bound, sign in (
        (0, -_MARGIN, 1),
        (0, cadre.largeur + _MARGIN, -1),
        (1, -_MARGIN, 1),
        (1, cadre.hauteur + _MARGIN, -1),
    ):
        kept: Ring = []
        for before, after in zip([ring[-1], *ring], ring, strict=False):
            inside, was = sign * (after[axis] - bound) >= 0, sign * (before[axis] - bound) >= 0
            if inside != was:
                share = (bound - before[axis]) / (after[axis] - before[axis])
                kept.append((before[0] + share * (after[0] - before[0]), before[1] + share * (after[1] - before[1])))
            if inside:
                kept.append(after)
        ring = kept
        if not ring:
            return []
    return ring


def _unwound(ring: Ring) -> Ring:
    """A ring that crosses the 180th meridian goes on beyond it, rather than all the way back."""
    found = ring[:1]
    for lon, lat in ring[1:]:
        last = found[-1][0]
        found.append((lon + 360 * round((last - lon) / 360), lat))
    turns = 360 * round(sum(lon for lon, _ in found) / len(found) / 360)
    return [(lon - turns, lat) for lon, lat in found]


def _area(ring: Ring) -> float:
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def _path(rings: Iterator[Ring], cadre: Cadre) -> str:
    parts = []
    for ring in rings:
        drawn = _cut([cadre.point(*place) for place in ring], cadre)
        if len(drawn) < 3 or _area(drawn) < _SMALLEST:
            continue
        half = len(drawn) // 2
        line = _simplified(drawn[: half + 1])[:-1] + _simplified([*drawn[half:], drawn[0]])[:-1]
        whole = list(dict.fromkeys((round(x), round(y)) for x, y in line))
        if len(whole) < 3:
            continue
        steps = [f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(whole)]
        parts.append(f"M{whole[0][0]} {whole[0][1]}l{' '.join(steps)}z".replace(" -", "-"))
    return "".join(parts)


def _near(ring: Ring, cadre: Cadre) -> bool:
    """Far from the centre the projection folds: those countries are in no frame."""
    return cadre.centre is None or any(abs(lon - cadre.centre[0]) < 60 and 25 < lat < 80 for lon, lat in ring)


def draw(package: Path) -> dict[str, dict[str, str]]:
    """The paths of every frame."""
    countries = json.loads((package / "countries-50m.json").read_text(encoding="utf-8"))
    arcs = _arcs(countries)
    by_name = {
        geometry["properties"]["name"]: list(_rings(geometry, arcs))
        for geometry in countries["objects"]["countries"]["geometries"]
    }
    drawn = {}
    for cadre in (FRANCE, EUROPE):
        others = (ring for name, rings in by_name.items() if name != "France" for ring in rings if _near(ring, cadre))
        france = (ring for ring in by_name["France"] if _near(ring, cadre))
        drawn[cadre.id] = {"terres": _path(others, cadre), "france": _path(france, cadre)}
    land = json.loads((package / "land-110m.json").read_text(encoding="utf-8"))
    drawn[MONDE.id] = {
        "terres": _path((_unwound(ring) for ring in _rings(land["objects"]["land"], _arcs(land))), MONDE)
    }
    return drawn


if __name__ == "__main__":
    _CONTOURS.write_text(json.dumps(draw(Path(sys.argv[1])), indent=1) + "\n", encoding="utf-8")
