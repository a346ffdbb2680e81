"""The small drawings of the onboarding modules: where each shape and each line of text stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import TextWrapper
from typing import Any

from ..model.parcours import ElementDeFigure, FigureDeModule
from .processus import LigneDeFigure


@dataclass(frozen=True)
class TexteDessine:
    """Lines of one look: `classe` is « fort », « doux », « centre » or nothing."""

    classe: str
    lignes: tuple[LigneDeFigure, ...]


@dataclass(frozen=True)
class Dessin:
    """A drawing in units of its own, that the browser scales; `description` says the same in words."""

    largeur: int
    hauteur: int
    titre: str
    description: str
    barres: tuple[tuple[int, int, int], ...] = ()
    """(y, width, height)."""
    ronds: tuple[tuple[int, int, int], ...] = ()
    """(x, y, radius)."""
    chemin: str = ""
    textes: tuple[TexteDessine, ...] = ()


_LARGEUR, _INTERLIGNE = 360, 18
_LETTRES = 42
"""What fits in the width in the widest of usual fonts."""


def dessin(figure: FigureDeModule) -> Dessin:
    """The drawing of a figure that is not moved."""
    return Dessin(
        largeur=_LARGEUR,
        titre=figure.titre,
        description=_description(figure.elements),
        **_FORMES[figure.forme](figure.elements),
    )


def _description(elements: Sequence[ElementDeFigure]) -> str:
    return " ; ".join(
        " : ".join(
            part for part in (element.libelle, element.note or (str(element.valeur) if element.valeur else "")) if part
        )
        for element in elements
    )


def _cut(words: str, letters: int) -> list[str]:
    return TextWrapper(letters, break_long_words=False, break_on_hyphens=False).wrap(words)


def _block(classe: str, x: int, y: int, words: str, letters: int) -> tuple[TexteDessine, int]:
    """The lines of a text from `y` on, and where the next one begins."""
    lines = _cut(words, letters)
    return TexteDessine(
        classe, tuple(LigneDeFigure(x, y + index * _INTERLIGNE, line) for index, line in enumerate(lines))
    ), y + len(lines) * _INTERLIGNE


def _barres(elements: Sequence[ElementDeFigure]) -> dict[str, Any]:
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


def _suite(elements: Sequence[ElementDeFigure]) -> dict[str, Any]:
    """Numbered circles on a line, from top to bottom."""
    texts, circles, y = [], [], 20
    for number, element in enumerate(elements, 1):
        circles.append((16, y - 5, 14))
        texts.append(TexteDessine("centre", (LigneDeFigure(16, y, str(number)),)))
        title, y = _block("fort", 42, y, element.libelle, _LETTRES - 5)
        note, y = _block("doux", 42, y, element.note or "", _LETTRES - 2)
        texts += [title, note]
        y += 14
    path = f"M16 {circles[0][1]}V{circles[-1][1]}" if circles else ""
    return {"hauteur": y - 12, "ronds": tuple(circles), "chemin": path, "textes": tuple(texts)}


_FORMES: dict[str, Callable[[Sequence[ElementDeFigure]], dict[str, Any]]] = {"barres": _barres, "suite": _suite}
"""How each form is drawn."""
