"""Clauses by what they change and by what they ask of a small firm: a point each, in a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..model import Clause
from .elements import pluriel

DEGRES = range(1, 6)
"""The marks that the guide gives."""
FORT, LEGER = 4, 2
"""From this effect on, up to this effort: much for little."""
AU_MOINS = 4
"""Fewer clauses are seen at a glance in their list."""

_LEFT, _TOP, _WIDTH, _HEIGHT = 22, 6, 66, 44
_RIGHT, _BOTTOM = _LEFT + 5 * _WIDTH, _TOP + 5 * _HEIGHT
_SIDE = 4
"""What a cell keeps free of points around it."""
_LARGEST = 15.0
"""The most that two points of a cell are apart."""


@dataclass(frozen=True)
class PointDuNuage:
    """A clause in the drawing; `dit` is its title with its two marks."""

    x: float
    y: float
    rayon: float
    adresse: str
    dit: str


@dataclass(frozen=True)
class Graduation:
    """A mark on an axis."""

    degre: int
    x: int
    y: int


@dataclass(frozen=True)
class Nuage:
    """Effect grows upwards, effort gets lighter to the right: the best is in the right-hand top corner, as in the target of elected officials."""

    largeur: int
    hauteur: int
    gauche: int
    haut: int
    droite: int
    bas: int
    case: tuple[int, int]
    """Width and height of a cell."""
    coin: tuple[int, int, int, int]
    """x, y, width and height of the corner of what does much for little."""
    abscisses: tuple[Graduation, ...]
    ordonnees: tuple[Graduation, ...]
    points: tuple[PointDuNuage, ...]
    titre: str
    description: str
    """Every point in words, the best first."""
    date: date | None
    """Of the last change of these clauses, where their history says so."""


def places(count: int, width: float, height: float, largest: float) -> tuple[float, list[tuple[float, float]]]:
    """How far apart the points of a box are, and where each stands from its middle: in rows, as wide apart as fits, never one on another."""
    gap = largest
    while int(width / gap) * int(height / gap) < count:
        gap *= 0.97
    columns = int(width / gap)
    rows = -(-count // columns)
    columns = -(-count // rows)
    left, top = -gap * (columns - 1) / 2, -gap * (rows - 1) / 2
    return gap, [(left + gap * (index % columns), top + gap * (index // columns)) for index in range(count)]


def nuage(clauses: Sequence[Clause]) -> Nuage | None:
    """The drawing of some clauses; None where they are too few to need one."""
    if len(clauses) < AU_MOINS:
        return None
    by_cell: dict[tuple[int, int], list[Clause]] = {}
    for clause in sorted(clauses, key=lambda one: (one.charge_fournisseur - one.impact, -one.impact, one.titre)):
        by_cell.setdefault((clause.impact, clause.charge_fournisseur), []).append(clause)
    best = sum(clause.impact >= FORT and clause.charge_fournisseur <= LEGER for clause in clauses)
    return Nuage(
        largeur=_RIGHT + 6,
        hauteur=_BOTTOM + 40,
        gauche=_LEFT,
        haut=_TOP,
        droite=_RIGHT,
        bas=_BOTTOM,
        case=(_WIDTH, _HEIGHT),
        coin=(_RIGHT - LEGER * _WIDTH, _TOP, LEGER * _WIDTH, (6 - FORT) * _HEIGHT),
        abscisses=tuple(Graduation(mark, int(_middle(mark)), _BOTTOM + 15) for mark in DEGRES),
        ordonnees=tuple(Graduation(mark, 9, int(_level(mark)) + 4) for mark in DEGRES),
        points=tuple(point for cell, own in by_cell.items() for point in _points(cell, own)),
        titre=f"{pluriel(best, 'clause')} sur {len(clauses)} : un grand effet pour un effort léger"
        if best
        else f"Effet et effort de {len(clauses)} clauses",
        description=" ; ".join(
            f"effet {impact}, effort {effort} : {', '.join(clause.titre for clause in own)}"
            for (impact, effort), own in by_cell.items()
        ),
        date=max((clause.date for clause in clauses if clause.date), default=None),
    )


def _middle(effort: int) -> float:
    return _RIGHT - _WIDTH * (effort - 0.5)


def _level(impact: int) -> float:
    return _BOTTOM - _HEIGHT * (impact - 0.5)


def _points(cell: tuple[int, int], clauses: Sequence[Clause]) -> list[PointDuNuage]:
    impact, effort = cell
    gap, found = places(len(clauses), _WIDTH - 2 * _SIDE, _HEIGHT - 2 * _SIDE, _LARGEST)
    return [
        PointDuNuage(
            round(_middle(effort) + dx, 1),
            round(_level(impact) + dy, 1),
            round(min(gap / 2 - 1.2, 5.5), 1),
            clause.adresse,
            f"{clause.titre} (effet {impact}, effort {effort})",
        )
        for (dx, dy), clause in zip(found, clauses, strict=True)
    ]
