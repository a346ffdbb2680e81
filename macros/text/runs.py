"""What a text becomes for a script of the site: lists and strings that become JSON, in the typography of the pages.

A run is a list of words (a string), of places to fill ({"place": name}) and of bold ({"gras": run}); a link is its words.
A block is {"p": run}, or {"liste": mark, "debut": first number, "points": [[run, [block, …]], …]} where the blocks are the lists under a point.
"""

from collections.abc import Iterable
from typing import Any

from .language import Gras, LienEcrit, MotsSimples, Paragraphe, Piece, Place, Points, blocs, gathered, pieces
from .typographie import typographie

Run = list[Any]
Block = dict[str, Any]


def phrase(text: str) -> Run:
    """A text of one paragraph."""
    return _run(pieces(text))


def prose(text: str) -> list[Block]:
    """Paragraphs and lists."""
    return [_block(bloc) for bloc in gathered(blocs(text))]


def _block(bloc: Paragraphe | Points) -> Block:
    if isinstance(bloc, Paragraphe):
        return {"p": _run(bloc.pieces)}
    points = [[_run(item), [_block(under) for under in lists]] for item, lists in bloc.points]
    return {"liste": bloc.marque, "debut": bloc.debut, "points": points}


def _run(run: Iterable[Piece]) -> Run:
    return [_piece(piece) for piece in run]


def _piece(piece: Piece) -> Any:
    match piece:
        case MotsSimples(texte):
            return typographie(texte)
        case Place(nom):
            return {"place": nom}
        case Gras(inner):
            return {"gras": _run(inner)}
        case LienEcrit(mot, _):
            return typographie(mot)
