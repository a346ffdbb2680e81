"""The small drawings of the onboarding modules: where each shape and each line of text stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import TextWrapper

from ..model import Catalog
from ..model.parcours import ElementDeFigure, FigureDeModule
from .elements import pluriel
from .processus import Ligne, etapes


@dataclass(frozen=True)
class Texte:
    """Lines of one look: `classe` is « fort », « doux » or « centre »."""

    classe: str
    lignes: tuple[Ligne, ...]


@dataclass(frozen=True)
class Dessin:
    """A drawing in units of its own, that the browser scales; `description` says the same in words."""

    largeur: int
    hauteur: int
    titre: str
    description: str
    origine: str
    barres: tuple[tuple[int, int, int], ...] = ()
    """(y, width, height)."""
    ronds: tuple[tuple[int, int, int], ...] = ()
    """(x, y, radius)."""
    chemin: str = ""
    textes: tuple[Texte, ...] = ()


_LARGEUR, _INTERLIGNE = 360, 18
_LETTRES = 42
"""What fits in the width in the widest of usual fonts."""


def dessin(catalog: Catalog, figure: FigureDeModule) -> Dessin:
    draw, taken = _FORMES[figure.forme]
    elements = taken(catalog) if taken else figure.elements
    drawn = draw(elements)
    origin = (
        f"Source : {figure.source}."
        if figure.source
        else "D'après les fiches du guide."
        if taken
        else "Appréciation du guide."
    )
    return Dessin(largeur=_LARGEUR, titre=figure.titre, description=_description(elements), origine=origin, **drawn)


def _description(elements: Sequence[ElementDeFigure]) -> str:
    return " ; ".join(
        " : ".join(
            part for part in (element.libelle, element.note or (str(element.valeur) if element.valeur else "")) if part
        )
        for element in elements
    )


def _process(catalog: Catalog) -> tuple[ElementDeFigure, ...]:
    """The stages of a purchase, with who leads each."""
    leads = {
        stage.id: " et ".join(
            catalog.term("acteurs", act.acteur).libelle.lower() for act in stage.acteurs if act.role == "pilote"
        )
        for stage in etapes(catalog)
    }
    return tuple(
        ElementDeFigure.model_construct(libelle=stage.titre, note=f"conduit par : {leads[stage.id]}", valeur=None)
        for stage in etapes(catalog)
    )


def _clauses(catalog: Catalog) -> tuple[ElementDeFigure, ...]:
    """How many clauses the guide offers at each stage."""
    counts = [
        (term.libelle, sum(clause.etape == term.id for clause in catalog.clauses_vivantes))
        for term in catalog.terms("etapes")
    ]
    return tuple(
        ElementDeFigure.model_construct(libelle=label, note=pluriel(count, "clause"), valeur=count)
        for label, count in counts
        if count
    )


def _cut(words: str, letters: int) -> list[str]:
    return TextWrapper(letters, break_long_words=False, break_on_hyphens=False).wrap(words)


def _block(classe: str, x: int, y: int, words: str, letters: int) -> tuple[Texte, int]:
    """The lines of a text from `y` on, and where the next one begins."""
    lines = _cut(words, letters)
    return Texte(classe, tuple(Ligne(x, y + index * _INTERLIGNE, line) for index, line in enumerate(lines))), y + len(
        lines
    ) * _INTERLIGNE


def _barres(elements: Sequence[ElementDeFigure]) -> dict:
    """A bar under each label; what it is worth stands beside its label."""
    longest = max((element.valeur or 1 for element in elements), default=1)
    texts, bars, y = [], [], 16
    for element in elements:
        words = f"{element.libelle} : {element.note or element.valeur or 1}"
        text, y = _block("fort", 0, y, words, _LETTRES)
        texts.append(text)
        bars.append((y - 8, max(6, round((element.valeur or 1) / longest * _LARGEUR)), 12))
        y += 28
    return {"hauteur": y - 18, "barres": tuple(bars), "textes": tuple(texts)}


def _suite(elements: Sequence[ElementDeFigure]) -> dict:
    """Numbered circles on a line, from top to bottom."""
    texts, circles, y = [], [], 20
    for number, element in enumerate(elements, 1):
        circles.append((16, y - 5, 14))
        texts.append(Texte("centre", (Ligne(16, y, str(number)),)))
        title, y = _block("fort", 42, y, element.libelle, _LETTRES - 5)
        note, y = _block("doux", 42, y, element.note or "", _LETTRES - 2)
        texts += [title, note]
        y += 14
    path = f"M16 {circles[0][1]}V{circles[-1][1]}" if circles else ""
    return {"hauteur": y - 12, "ronds": tuple(circles), "chemin": path, "textes": tuple(texts)}


_CENTRES = ((114, 104, 82, 82), (246, 104, 278, 82), (180, 212, 180, 242))
"""Of three circles that overlap: their centre, and where the words of each stand."""
_RAYON = 100


def _cercles(elements: Sequence[ElementDeFigure]) -> dict:
    """Three sides that share something."""
    texts = []
    for (_, _, x, y), element in zip(_CENTRES, elements, strict=False):
        title, after = _block("fort milieu", x, y, element.libelle, 14)
        note, _ = _block("doux milieu", x, after, element.note or "", 15)
        texts += [title, note]
    return {"hauteur": 316, "ronds": tuple((x, y, _RAYON) for x, y, _, _ in _CENTRES), "textes": tuple(texts)}


_FORMES: dict[str, tuple[Callable, Callable | None]] = {
    "barres": (_barres, None),
    "suite": (_suite, None),
    "cercles": (_cercles, None),
    "processus": (_suite, _process),
    "clauses": (_barres, _clauses),
}
"""How each form is drawn, and where its elements come from when not from the module."""
