"""How high a block is in a frame, estimated from its words: a page that shows one without any script needs a height before it has seen it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from ..text.largeur import MAIGRE, lignes
from .embed import BlocAIntegrer

LARGEURS = (280, 360, 480, 900)
"""Pixels of the frames for which a height is estimated: a phone, a column, a page."""
_TEXTE, _PETIT, _TITRE = 16, 14, 19.2
_LIGNE, _PETITE_LIGNE, _LIGNE_DE_TITRE = 24, 21, 24
_APRES = 11.2
_LI = 15.4
_MARGE = 48
_CLAUSE, _ARTICLES, _PIED = 60, 40, 90
"""What embed.css puts in a block, in pixels: sizes of words, heights of lines, the room after a paragraph and around an item; two lines more than computed are kept, since words that do not fit go to the next line. Then the signs of what is not known here: the title of a clause, the articles of an answer, the foot."""


@dataclass(frozen=True)
class CadreDeBloc:
    """`hauteur` for who reads no style, in pixels; `regle` for who does: a height that follows the width of the column, never less than the block needs."""

    hauteur: int
    regle: str


def cadre(bloc: BlocAIntegrer) -> CadreDeBloc:
    """Between two widths the height goes down in a straight line, which stays above the curve of the words; beyond the last it holds."""
    heights = [hauteur(bloc, width) for width in LARGEURS]
    slopes = [
        f"calc({round(high + drop * wide)}px - {100 * drop:.4g}cqi)"
        for (wide, high), (wider, low) in pairwise(zip(LARGEURS, heights, strict=True))
        if (drop := (high - low) / (wider - wide)) > 0
    ]
    return CadreDeBloc(heights[2], f"max({','.join((f'{heights[-1]}px', *slopes))})")


def hauteur(bloc: BlocAIntegrer, width: int) -> int:
    """Of the block in a frame of this width, in pixels."""
    return 10 * ceil(sum(_parts(bloc, width - 37)) / 10)


def _parts(bloc: BlocAIntegrer, room: float) -> Iterator[float]:
    yield 37 + _MARGE + lignes(bloc.titre, _TITRE, room) * _LIGNE_DE_TITRE + 6.4
    if bloc.marques or bloc.outil:
        yield _petit(bloc.marques, room) + _APRES
    if bloc.resume:
        yield _texte(bloc.resume, room) + _APRES
    if bloc.recherche:
        yield _LIGNE + 57.6
    if bloc.texte:
        yield sum(_texte(line, room - 35) for line in bloc.texte.split("\n")) + 25.6 + _APRES
        yield _petit(bloc.mention, room) + _APRES
    for ligne in bloc.lignes:
        yield _LI + (_PETITE_LIGNE if ligne.avant else 0) + _texte(f"{ligne.mot} {ligne.apres}", room)
    if bloc.chiffres:
        yield max(
            sum((60, _texte(one.dit, room), _texte(one.cas, room), _petit(f"{one.qui} {one.source}", room), 3 * _APRES))
            for one in bloc.chiffres
        )
    for boite in bloc.boites:
        # Of each subject one line holds for a purchase: the longest is kept, with its clause and its articles.
        yield _LIGNE + _APRES
        by_subject: dict[str, float] = {}
        for vue in boite.lignes:
            said = f"{vue.ligne.dit} {'xxxx ' * (_CLAUSE // 5 if boite.id == 'ecrire' else 0)}"
            height = _LI + _PETITE_LIGNE + _texte(said, room) + _petit("xxxx " * (_ARTICLES // 5), room)
            by_subject[vue.sujet] = max(by_subject.get(vue.sujet, 0), height)
        yield sum(by_subject.values())
    yield _texte(bloc.suite, room) + _APRES + _petit("xxxx " * (_PIED // 5), room) + 2 * _APRES


def _texte(text: str, room: float) -> float:
    return lignes(text, _TEXTE * MAIGRE, room) * _LIGNE


def _petit(text: str, room: float) -> float:
    return lignes(text, _PETIT * MAIGRE, room) * _PETITE_LIGNE
