"""What a text becomes for people and programs that read Markdown: paragraphs, lists, absolute links; a place to fill keeps its brackets."""

import re
from collections.abc import Callable, Iterable, Mapping

from .language import Bloc, Gras, LienEcrit, Liste, Mots, Piece, Place, blocs, pieces
from .typographie import typographie

_SPECIAL = re.compile(r"[\\`*_\[\]|#]|&(?=#?\w+;)|[<>]")
_OPENING = re.compile(r"^(?:[-+](?=\s)|\d+(?=[.)]\s))")

Adresse = Callable[[str], str]
"""What makes the address of a link, as it is written in a text, absolute; "" where it leads nowhere."""


def literal(text: str) -> str:
    """Words that Markdown reads as they stand, on one line."""
    words = typographie(" ".join(text.split()))
    opening = _OPENING.match(words)
    head = f"{opening.group()}\\" if opening and opening.group()[0].isdigit() else "\\" if opening else ""
    rest = words[opening.end() :] if opening and opening.group()[0].isdigit() else words
    return head + _SPECIAL.sub(_escaped, rest)


def _escaped(found: re.Match[str]) -> str:
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(found.group(), f"\\{found.group()}")


def phrase(text: str, adresse: Adresse, valeurs: Mapping[str, str] | None = None) -> str:
    """A text of one paragraph. `valeurs`: parameter -> what stands between the brackets of its place."""
    return _run(pieces(text), adresse, valeurs or {})


def prose(text: str, adresse: Adresse, valeurs: Mapping[str, str] | None = None) -> str:
    """Paragraphs and lists, with a blank line between them."""
    return "\n\n".join(_bloc(bloc, adresse, valeurs or {}) for bloc in blocs(text))


def _bloc(bloc: Bloc, adresse: Adresse, valeurs: Mapping[str, str]) -> str:
    if not isinstance(bloc, Liste):
        return _run(bloc.pieces, adresse, valeurs)
    marks = {
        "-": lambda place: "-",
        "1.": lambda place: f"{bloc.debut + place}.",
        "a)": lambda place: f"- {chr(ord('a') + bloc.debut - 1 + place)})",
    }
    return "\n".join(f"{marks[bloc.marque](place)} {_run(item, adresse, valeurs)}" for place, item in enumerate(bloc.items))


def _run(run: Iterable[Piece], adresse: Adresse, valeurs: Mapping[str, str]) -> str:
    return "".join(_piece(piece, adresse, valeurs) for piece in run)


def _piece(piece: Piece, adresse: Adresse, valeurs: Mapping[str, str]) -> str:
    match piece:
        case Mots(texte):
            return _SPECIAL.sub(_escaped, typographie(texte))
        case Place(nom):
            return f"\\[{_SPECIAL.sub(_escaped, typographie(valeurs.get(nom, nom)))}\\]"
        case Gras(inner):
            return f"**{_run(inner, adresse, valeurs)}**"
        case LienEcrit(mot, written):
            target = adresse(written)
            word = _SPECIAL.sub(_escaped, typographie(mot))
            return f"[{word}]({target})" if target else word
