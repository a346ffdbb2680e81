"""What a text becomes for people and programs that read Markdown: paragraphs, lists, absolute links; a place to fill keeps its brackets."""

import re
from collections.abc import Callable, Iterable, Mapping

from .language import Bloc, Gras, LienEcrit, Liste, MotsSimples, Piece, Place, blocs, pieces
from .typographie import en_ligne, typographie

_IN_WORDS = re.compile(r"[\\`*_|#<>&(~](?:(?<![&(~])|(?<=&)(?=#?\w+;)|(?<=\]\()|(?<=^\()|(?<=~)(?=~))")
"""What Markdown reads as its own in words outside a link. Not the brackets, which make no link without a parenthesis after them, or a definition, that opens a line: a language model that quotes word for word would keep the strokes. A parenthesis that opens words may follow a place.
One set first: an expression that begins with it goes through a text several times faster than one that begins with a choice."""
_IN_LINK = re.compile(r"[\\`*_\[\]|#<>&](?:(?<!&)|(?=#?\w+;))")
_OPENING = re.compile(r"^(?:[-+](?=\s)|\d+(?=[.)]\s)|\[(?=[ xX]\]|[^\[\]]*\]:))")

Adresse = Callable[[str], str]
"""What makes the address of a link, as it is written in a text, absolute; "" where it leads nowhere."""


def literal(text: str) -> str:
    """Words that Markdown reads as they stand, on one line, in a link or not."""
    return _opened(_IN_LINK.sub(_escaped, en_ligne(text)))


def _opened(line: str) -> str:
    """A line that must open neither a list, nor a box to tick, nor the definition of a link."""
    opening = _OPENING.match(line)
    if opening is None:
        return line
    sign = opening.group()
    return f"{sign}\\{line[len(sign) :]}" if sign[0].isdigit() else f"\\{line}"


def _escaped(found: re.Match[str]) -> str:
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;", "~": "&#126;"}.get(found.group(), f"\\{found.group()}")


def phrase(text: str, adresse: Adresse, valeurs: Mapping[str, str] | None = None) -> str:
    """A text of one paragraph. `valeurs`: parameter -> what stands between the brackets of its place."""
    return _opened(_run(pieces(text), adresse, valeurs or {}))


def prose(text: str, adresse: Adresse, valeurs: Mapping[str, str] | None = None) -> str:
    """Paragraphs and lists, with a blank line between them."""
    return "\n\n".join(_bloc(bloc, adresse, valeurs or {}) for bloc in blocs(text))


def _bloc(bloc: Bloc, adresse: Adresse, valeurs: Mapping[str, str]) -> str:
    if not isinstance(bloc, Liste):
        return _opened(_run(bloc.pieces, adresse, valeurs))
    marks = {
        "-": lambda place: "-",
        "1.": lambda place: f"{bloc.debut + place}.",
        "a)": lambda place: f"- {chr(ord('a') + bloc.debut - 1 + place)})",
    }
    return "\n".join(
        f"{marks[bloc.marque](place)} {_opened(_run(item, adresse, valeurs))}" for place, item in enumerate(bloc.items)
    )


def _run(run: Iterable[Piece], adresse: Adresse, valeurs: Mapping[str, str]) -> str:
    return "".join([_piece(piece, adresse, valeurs) for piece in run])


def _piece(piece: Piece, adresse: Adresse, valeurs: Mapping[str, str]) -> str:
    match piece:
        case MotsSimples(texte):
            return _IN_WORDS.sub(_escaped, typographie(texte))
        case Place(nom):
            words = f"[{typographie(valeurs[nom])}]" if nom in valeurs else f"[[{nom}]]"
            return _IN_WORDS.sub(_escaped, words)
        case Gras(inner):
            return f"**{_run(inner, adresse, valeurs)}**"
        case LienEcrit(mot, written):
            target = adresse(written)
            word = _IN_LINK.sub(_escaped, typographie(mot))
            return f"[{word}]({target})" if target else word
