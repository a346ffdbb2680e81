"""The map of the purchase process: its figure, its list, and the page of each stage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import TextWrapper
from typing import Any

from ..model import Catalog, EtapeDuProcessus, EtudeDeCas, TexteJuridique
from ..model.illustration import Illustration
from ..model.processus import Point
from ..model.records import TermeDeListe
from ..read.settings import Settings
from .elements import Carte, Lien, LiensDeFiche, cartes, liens_de_fiche, pluriel
from .textes import TexteDit, texte_dit

ROLES = {"pilote": "conduit", "decide": "décide", "contribue": "contribue"}
"""What a role is called, in the order in which roles are told."""


@dataclass(frozen=True)
class LigneDeFigure:
    """One line of text in the figure."""

    x: int
    y: int
    mots: str


@dataclass(frozen=True)
class Marque:
    """What an actor does at a stage: `role` gives the sign."""

    x: int
    y: int
    role: str


@dataclass(frozen=True)
class Rangee:
    """One stage in the figure."""

    numero: int
    haut: int
    milieu: int
    gauche: int
    """The first and the last actor of the stage: a thin line joins them."""
    droite: int
    paire: bool
    titre: tuple[LigneDeFigure, ...]
    marques: tuple[Marque, ...]
    textes: tuple[tuple[str, tuple[LigneDeFigure, ...]], ...]
    """(class, lines) of each column."""


@dataclass(frozen=True)
class Figure:
    """A stage is a row, an actor a column; a path goes from the one who leads a stage to the one who leads the next."""

    largeur: int
    hauteur: int
    haut: int
    """Where the first row begins."""
    rang: int
    """The height of a row."""
    entetes: tuple[tuple[int, str], ...]
    colonnes: tuple[tuple[int, str], ...]
    couloirs: tuple[int, ...]
    """The x of each actor."""
    chemin: str
    rangees: tuple[Rangee, ...]
    description: str


@dataclass(frozen=True)
class EtapeEnListe:
    """A stage in the list beside the figure, with the same content."""

    numero: int
    lien: Lien
    resume: str
    termes: tuple[tuple[str, str], ...]
    picto: Illustration | None = None


@dataclass(frozen=True)
class CarteDuProcessus:
    """The whole map."""

    figure: Figure
    etapes: tuple[EtapeEnListe, ...]
    roles: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PointVue:
    """A delay, an obstacle or an opening, with where it comes from."""

    titre: str
    detail: str
    origine: str
    textes: tuple[TexteDit, ...]


@dataclass(frozen=True)
class EtapeVue:
    """The page of a stage."""

    etape: EtapeDuProcessus
    numero: int
    nombre: int
    precedente: Lien | None
    suivante: Lien | None
    acteurs: tuple[tuple[TermeDeListe, str, str], ...]
    delais: tuple[PointVue, ...]
    blocages: tuple[PointVue, ...]
    ouvertures: tuple[PointVue, ...]
    clauses: tuple[Carte, ...]
    toutes: Lien
    chapitre: Lien
    cas: tuple[Carte, ...]
    liens: LiensDeFiche


def etapes(catalog: Catalog) -> tuple[EtapeDuProcessus, ...]:
    """The stages in the order of a purchase."""
    return tuple(sorted(catalog.all(EtapeDuProcessus), key=lambda stage: (stage.ordre, stage.id)))


def etape_vue(catalog: Catalog, stage: EtapeDuProcessus, settings: Settings) -> EtapeVue:
    stages = etapes(catalog)
    place = stages.index(stage)
    term = catalog.term("etapes", stage.etape)
    count = sum(clause.etape == stage.etape for clause in catalog.clauses_vivantes)
    chapter = catalog.term("chapitres", stage.chapitre)
    return EtapeVue(
        etape=stage,
        numero=place + 1,
        nombre=len(stages),
        precedente=_lien(stages[place - 1]) if place else None,
        suivante=_lien(stages[place + 1]) if place + 1 < len(stages) else None,
        acteurs=tuple((catalog.term("acteurs", act.acteur), ROLES[act.role], act.fait) for act in _by_role(stage)),
        delais=tuple(_point(catalog, point) for point in stage.delais),
        blocages=tuple(_point(catalog, point) for point in stage.points_de_blocage),
        ouvertures=tuple(_point(catalog, point) for point in stage.ouvertures),
        clauses=cartes(catalog, catalog.offertes(stage.clauses)),
        toutes=Lien(
            f"{pluriel(count, 'clause')} à l'étape « {term.libelle.lower()} »",
            f"recherche/?type=clauses&etape={term.id}",
        ),
        chapitre=Lien(chapter.libelle, f"guide/{chapter.id}/"),
        cas=cartes(catalog, (catalog.get(EtudeDeCas, name) for name in stage.cas)),
        liens=liens_de_fiche(catalog, stage, settings),
    )


def _lien(stage: EtapeDuProcessus) -> Lien:
    return Lien(stage.titre, stage.adresse)


def _by_role(stage: EtapeDuProcessus) -> list[Any]:
    return sorted(stage.acteurs, key=lambda act: list(ROLES).index(act.role))


def _point(catalog: Catalog, point: Point) -> PointVue:
    """What has neither a text nor a source is the guide's own judgement, and says so."""
    origin = f"source : {point.source}" if point.source else "" if point.textes else "appréciation du guide"
    return PointVue(
        point.titre,
        point.detail,
        origin,
        tuple(texte_dit(catalog, catalog.get(TexteJuridique, name)) for name in point.textes),
    )


def carte_du_processus(catalog: Catalog) -> CarteDuProcessus:
    stages = etapes(catalog)
    return CarteDuProcessus(
        figure=figure(catalog, stages),
        etapes=tuple(_in_list(catalog, number, stage) for number, stage in enumerate(stages, 1)),
        roles=tuple(ROLES.items()),
    )


def _in_list(catalog: Catalog, number: int, stage: EtapeDuProcessus) -> EtapeEnListe:
    who = " ; ".join(
        f"{', '.join(catalog.term('acteurs', act.acteur).libelle.lower() for act in acts)} ({label})"
        for role, label in ROLES.items()
        if (acts := [act for act in stage.acteurs if act.role == role])
    )
    return EtapeEnListe(
        numero=number,
        lien=_lien(stage),
        resume=stage.resume,
        termes=(
            ("Qui", who),
            ("Décision", " ; ".join(stage.decisions)),
            ("Document", " ; ".join(stage.documents)),
            *zip(("Temps", "Ça bloque", "Ça s'ouvre"), _first_points(catalog, stage), strict=True),
        ),
        picto=catalog.illustration("etapes", stage.etape),
    )


def _first_points(catalog: Catalog, stage: EtapeDuProcessus) -> tuple[str, ...]:
    """The first delay, obstacle and opening, in a few words; ⚠ where a text under it is to be verified."""
    firsts = (stage.delais[0], stage.points_de_blocage[0], stage.ouvertures[0])
    return tuple(
        point.titre if all(text.confirme for text in _point(catalog, point).textes) else f"{point.titre}\u00a0⚠"
        for point in firsts
    )


# The figure, in units of its own that the browser scales. In the widest of usual fonts a letter of the text is 7.4 wide, a bold one 8.2.

_ENTETE, _RANG, _INTERLIGNE = 118, 72, 16
_TITRE, _PREMIER_COULOIR, _COULOIR = 44, 194, 34
_COLONNES = (
    ("ecrit", "Ce qui se décide et s'écrit", 252, 29),
    ("temps", "Le temps", 152, 19),
    ("bloque", "Là où ça bloque", 188, 23),
    ("ouvre", "Là où ça s'ouvre", 186, 22),
)
"""(class, heading, width, letters in a line) of each column of text."""


def figure(catalog: Catalog, stages: Sequence[EtapeDuProcessus]) -> Figure:
    """Where everything stands in the figure."""
    actors = catalog.terms("acteurs")
    lanes = {actor.id: _PREMIER_COULOIR + index * _COULOIR for index, actor in enumerate(actors)}
    first = _PREMIER_COULOIR + len(actors) * _COULOIR
    starts = [first + sum(width for _, _, width, _ in _COLONNES[:index]) for index in range(len(_COLONNES) + 1)]
    rows = tuple(_row(catalog, number, stage, lanes, starts) for number, stage in enumerate(stages, 1))
    lead = [(next((mark.x for mark in row.marques if mark.role == "pilote"), None), row.milieu) for row in rows]
    return Figure(
        largeur=starts[-1],
        hauteur=_ENTETE + len(stages) * _RANG,
        haut=_ENTETE,
        rang=_RANG,
        entetes=tuple((lanes[actor.id], actor.libelle) for actor in actors),
        colonnes=tuple((start, heading) for start, (_, heading, _, _) in zip(starts, _COLONNES, strict=False)),
        couloirs=tuple(lanes.values()),
        chemin=_path([(x, y) for x, y in lead if x is not None]),
        rangees=rows,
        description=_description(catalog, stages),
    )


def _row(
    catalog: Catalog, number: int, stage: EtapeDuProcessus, lanes: dict[str, int], starts: Sequence[int]
) -> Rangee:
    top = _ENTETE + (number - 1) * _RANG
    middle = top + _RANG // 2
    marks = tuple(Marque(lanes[act.acteur], middle, act.role) for act in stage.acteurs if act.acteur in lanes)
    ends = [mark.x for mark in marks] or [starts[0]]
    written = [(line, "decision") for line in _cut("\u00a0; ".join(stage.decisions), _COLONNES[0][3])]
    written += [(line, "document") for line in _cut("\u00a0; ".join(stage.documents), _COLONNES[0][3] + 3)]
    texts: list[tuple[str, tuple[LigneDeFigure, ...]]] = [
        (css, (LigneDeFigure(starts[0], y, words),))
        for (words, css), y in zip(written, _baselines(middle, len(written)), strict=True)
    ]
    for (css, _, _, letters), start, words in zip(
        _COLONNES[1:], starts[1:], _first_points(catalog, stage), strict=False
    ):
        texts.append((css, _lines(start, middle, _cut(words, letters))))
    return Rangee(
        number,
        top,
        middle,
        min(ends),
        max(ends),
        number % 2 == 0,
        _lines(_TITRE, middle, _cut(stage.titre, 14)),
        marks,
        tuple(texts),
    )


def _cut(words: str, letters: int) -> list[str]:
    """The words in lines of so many letters at most."""
    return TextWrapper(letters, break_long_words=False, break_on_hyphens=False).wrap(words)


def _lines(x: int, middle: int, lines: Sequence[str]) -> tuple[LigneDeFigure, ...]:
    return tuple(LigneDeFigure(x, y, words) for words, y in zip(lines, _baselines(middle, len(lines)), strict=True))


def _baselines(middle: int, count: int) -> list[int]:
    """Where the lines of a text stand so that it is centred on `middle`."""
    first = middle - (count - 1) * _INTERLIGNE // 2 + 5
    return [first + index * _INTERLIGNE for index in range(count)]


def _path(points: Sequence[tuple[int, int]]) -> str:
    """A smooth line through the points, straight down at each."""
    parts = [f"M{x} {y}" for x, y in points[:1]]
    for (x, y), (next_x, next_y) in pairwise(points):
        half = (next_y - y) // 2
        parts.append(f"C{x} {y + half} {next_x} {next_y - half} {next_x} {next_y}")
    return "".join(parts)


def _description(catalog: Catalog, stages: Iterable[EtapeDuProcessus]) -> str:
    leads = [
        f"{number}. {stage.titre} ({', '.join(catalog.term('acteurs', act.acteur).libelle.lower() for act in stage.acteurs if act.role == 'pilote')})"
        for number, stage in enumerate(stages, 1)
    ]
    return f"Étapes de l'achat, avec qui les conduit : {' ; '.join(leads)}. La liste qui suit la figure donne le même contenu en toutes lettres."
