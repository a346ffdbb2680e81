"""What the guide covers, and what it lacks: clauses by segment and stage, by document and level."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Catalog, Clause
from .elements import pluriel
from .familles import SegmentCompte, segments
from .pieces import pieces_vues

_PALIERS = (1, 3, 6, 10)
"""From so many clauses on, a cell is one degree darker."""


@dataclass(frozen=True)
class CaseDeCouverture:
    """The clauses of a segment at a stage. `niveaux`: how many of each level; `degre`: 0, empty, to 4, where most are."""

    total: int
    niveaux: tuple[int, ...]
    degre: int


@dataclass(frozen=True)
class Barre:
    """The clauses that write into one document. `parts`: (x, width, number) of each level, in the order of levels."""

    libelle: str
    y: int
    total: int
    parts: tuple[tuple[float, float, int], ...]


@dataclass(frozen=True)
class Couverture:
    lignes: tuple[tuple[SegmentCompte, tuple[CaseDeCouverture, ...]], ...]
    titre: str
    barres: tuple[Barre, ...]
    titre_des_barres: str
    largeur: int
    hauteur: int


_WIDTH, _ROW, _ROOM = 360, 42, 34
"""A row holds the name of a document, and its bar below; the room at the right is for the number."""


def couverture(catalog: Catalog) -> Couverture:
    """Every segment against every stage, and every document by level."""
    niveaux = [term.id for term in catalog.terms("niveaux")]
    rows = tuple(
        (compte, tuple(_case(own, niveaux) for own in _by_stage(catalog, catalog.clauses_of(famille))))
        for famille, compte in zip(catalog.segments, segments(catalog, catalog.segments), strict=True)
    )
    cells = [case for _, cases in rows for case in cases]
    holes = sum(not case.total for case in cells)
    clauses = catalog.clauses_vivantes
    by_document = _by_document(catalog, clauses)
    most = max((len(own) for _, own in by_document), default=1)
    first = max(by_document, key=lambda row: len(row[1]), default=("", ()))
    return Couverture(
        lignes=rows,
        titre=f"{pluriel(holes, 'case vide', 'cases vides')} sur {len(cells)}",
        barres=tuple(
            Barre(libelle, index * _ROW, len(own), _parts(own, niveaux, (_WIDTH - _ROOM) / most))
            for index, (libelle, own) in enumerate(by_document)
        ),
        titre_des_barres=f"{first[0]} : {len(first[1])} clauses sur {len(clauses)} y écrivent",
        largeur=_WIDTH,
        hauteur=len(by_document) * _ROW,
    )


def _by_stage(catalog: Catalog, clauses: Sequence[Clause]) -> list[list[Clause]]:
    return [[clause for clause in clauses if clause.etape == etape.id] for etape in catalog.terms("etapes")]


def _case(clauses: Sequence[Clause], niveaux: Sequence[str]) -> CaseDeCouverture:
    return CaseDeCouverture(len(clauses), _levels(clauses, niveaux), sum(len(clauses) >= step for step in _PALIERS))


def _levels(clauses: Sequence[Clause], niveaux: Sequence[str]) -> tuple[int, ...]:
    return tuple(sum(clause.niveau == niveau for clause in clauses) for niveau in niveaux)


def _by_document(catalog: Catalog, clauses: Sequence[Clause]) -> list[tuple[str, list[Clause]]]:
    """The clauses that write into each document, criteria and penalties included; the documents without any are left out."""
    written = {clause.id: {vue.piece.id for vue in pieces_vues(catalog, clause)} for clause in clauses}
    found = (
        (term.libelle, [clause for clause in clauses if term.id in written[clause.id]])
        for term in catalog.terms("pieces")
    )
    return [row for row in found if row[1]]


def _parts(clauses: Sequence[Clause], niveaux: Sequence[str], scale: float) -> tuple[tuple[float, float, int], ...]:
    x = 0.0
    parts = []
    for number in _levels(clauses, niveaux):
        parts.append((round(x, 1), round(number * scale, 1), number))
        x += number * scale
    return tuple(parts)
