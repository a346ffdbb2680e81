"""The target of elected officials: every living clause by political effect and by ease of use."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Catalog, Clause, Famille
from ..text.language import without_links
from ..text.typographie import typographie
from .elements import pluriel
from .nuage import DEGRES, Graduation, places


@dataclass(frozen=True)
class ClauseDeCible:
    """A clause of the target. Everything is literal: it goes into attributes and a drawing."""

    id: str
    titre: str


@dataclass(frozen=True)
class PointDeCible:
    """A clause in the drawing."""

    x: float
    y: float
    clause: ClauseDeCible


@dataclass(frozen=True)
class Case:
    """The clauses that share both marks, in the drawing and in the table."""

    ancre: str
    impact: int
    facilite: int
    x: int
    y: int
    rayon: float
    points: tuple[PointDeCible, ...]
    annonce: str


@dataclass(frozen=True)
class Cible:
    """`cases` go from the heart of the target outwards. `filtres`: (name, label, what « no answer » says, (value, label) of each answer)."""

    largeur: int
    hauteur: int
    gauche: int
    haut: int
    droite: int
    bas: int
    case: tuple[int, int]
    """Width and height of a cell."""
    anneaux: tuple[str, ...]
    """The rings around the heart, the widest first."""
    abscisses: tuple[Graduation, ...]
    ordonnees: tuple[Graduation, ...]
    cases: tuple[Case, ...]
    total: int
    filtres: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...]


_LEFT, _TOP, _WIDTH, _HEIGHT = 64, 12, 144, 116
_RIGHT, _BOTTOM = _LEFT + 5 * _WIDTH, _TOP + 5 * _HEIGHT
_SIDE, _HEAD, _FOOT = 12, 28, 8
"""What a cell keeps free of points, at its sides, above (where its number stands) and below."""
_LARGEST = 22.0
"""The most that two points of a cell are apart."""


def cible(catalog: Catalog) -> Cible:
    clauses = catalog.clauses_vivantes
    by_cell: dict[tuple[int, int], list[Clause]] = {}
    for clause in clauses:
        by_cell.setdefault((clause.impact, clause.facilite), []).append(clause)
    cells = sorted(by_cell, key=lambda cell: (-sum(cell), -cell[0]))
    segments = [
        (sub.id, ("— " if sub is not famille else "") + sub.titre)
        for famille in catalog.segments_principaux
        for sub in (famille, *catalog.sub_segments(famille))
        if catalog.clauses_of(sub)
    ]
    used = {name for clause in clauses for name in clause.dimensions}
    dimensions = [(term.id, term.libelle) for term in catalog.terms("dimensions") if term.id in used]
    return Cible(
        largeur=_RIGHT + 8,
        hauteur=_BOTTOM + 58,
        gauche=_LEFT,
        haut=_TOP,
        droite=_RIGHT,
        bas=_BOTTOM,
        case=(_WIDTH, _HEIGHT),
        anneaux=tuple(_ring(size) for size in reversed(DEGRES)),
        abscisses=tuple(Graduation(mark, _LEFT + _WIDTH * mark - _WIDTH // 2, _BOTTOM + 22) for mark in DEGRES),
        ordonnees=tuple(Graduation(mark, _LEFT - 18, _BOTTOM - _HEIGHT * mark + _HEIGHT // 2 + 6) for mark in DEGRES),
        cases=tuple(_case(impact, facilite, by_cell[impact, facilite]) for impact, facilite in cells),
        total=len(clauses),
        filtres=(
            ("famille", "Segment", "tous les segments", tuple(segments)),
            ("dimension", "Dimension", "toutes les dimensions", tuple(dimensions)),
        ),
    )


def _ring(size: int) -> str:
    """A quarter of an ellipse around the top right corner, where effect and ease are at their most."""
    return f"M{_RIGHT} {_TOP}H{_RIGHT - size * _WIDTH}A{size * _WIDTH} {size * _HEIGHT} 0 0 0 {_RIGHT} {_TOP + size * _HEIGHT}Z"


def _case(impact: int, facilite: int, clauses: Sequence[Clause]) -> Case:
    x, y = _LEFT + _WIDTH * (facilite - 1), _BOTTOM - _HEIGHT * impact
    height = _HEIGHT - _HEAD - _FOOT
    gap, found = places(len(clauses), _WIDTH - 2 * _SIDE, height, _LARGEST)
    return Case(
        ancre=f"case-{impact}-{facilite}",
        impact=impact,
        facilite=facilite,
        x=x,
        y=y,
        rayon=round(min(gap / 2 - 1.2, 7.5), 1),
        points=tuple(
            PointDeCible(
                round(x + _WIDTH / 2 + dx, 1),
                round(y + _HEAD + height / 2 + dy, 1),
                ClauseDeCible(clause.id, clause.titre),
            )
            for (dx, dy), clause in zip(found, clauses, strict=True)
        ),
        annonce=f"Effet {impact} sur 5, facilité {facilite} sur 5 : {pluriel(len(clauses), 'clause')}, dans le tableau",
    )


def donnees_des_clauses(catalog: Catalog) -> dict[str, dict[str, Any]]:
    """What the page's script knows of each clause of the target, by its id: what filters and sorts it, and what the poster and the cards say besides its title.

    `famille`: its segments and those above them; `conseil`: what it changes for an elected official.
    """
    return {clause.id: _donnees(catalog, clause) for clause in catalog.clauses_vivantes}


def _donnees(catalog: Catalog, clause: Clause) -> dict[str, Any]:
    parents = (catalog.get(Famille, name).parent for name in clause.familles)
    return {
        "famille": list(dict.fromkeys([*clause.familles, *(parent for parent in parents if parent)])),
        "dimension": list(clause.dimensions),
        "charge": clause.charge_fournisseur,
        "segment": _words(catalog.get(Famille, clause.famille).titre),
        "resume": _words(clause.resume),
        "conseil": _words(clause.publics.elus),
    }


def _words(text: str) -> str:
    """The words of a text whose links cannot be followed."""
    return typographie(" ".join(without_links(text).split()))
