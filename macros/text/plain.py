"""What a text becomes where there is no markup: plain words, with the numbers and the marks of lists."""

from collections.abc import Iterable, Mapping

from .language import Bloc, Gras, LienEcrit, Liste, MotsSimples, Piece, Place, blocs
from .typographie import typographie


def prose(text: str, valeurs: Mapping[str, str] | None = None) -> str:
    """Paragraphs and lists, a blank line between them. `valeurs`: parameter -> what stands between the brackets of its place."""
    return "\n\n".join(_bloc(bloc, valeurs or {}) for bloc in blocs(text))


def phrase(text: str, valeurs: Mapping[str, str] | None = None) -> str:
    """The same on one line."""
    return " ".join(prose(text, valeurs).split())


def _bloc(bloc: Bloc, valeurs: Mapping[str, str]) -> str:
    if not isinstance(bloc, Liste):
        return _run(bloc.pieces, valeurs)
    return "\n".join(f"{_mark(bloc, place)} {_run(item, valeurs)}" for place, item in enumerate(bloc.items))


def _mark(liste: Liste, place: int) -> str:
    if liste.marque == "-":
        return "-"
    return f"{liste.debut + place}." if liste.marque == "1." else f"{chr(ord('a') + liste.debut - 1 + place)})"


def _run(run: Iterable[Piece], valeurs: Mapping[str, str]) -> str:
    return "".join(_piece(piece, valeurs) for piece in run)


def _piece(piece: Piece, valeurs: Mapping[str, str]) -> str:
    match piece:
        case MotsSimples(texte):
            return typographie(texte)
        case Place(nom):
            return f"[{typographie(valeurs[nom])}]" if nom in valeurs else f"[[{nom}]]"
        case Gras(inner):
            return _run(inner, valeurs)
        case LienEcrit(mot, _):
            return typographie(mot)
