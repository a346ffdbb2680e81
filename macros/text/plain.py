"""What a text becomes where there is no markup: plain words, with the numbers and the marks of lists."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .language import Bloc, Gras, LienEcrit, Liste, MotsSimples, Piece, Place, blocs
from .typographie import en_ligne, typographie


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


AUTOUR = 32
"""Signs kept before a place, and after it: a few words, that tell it from another of the same value."""


def places(text: str, valeurs: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(name of the parameter, the words around it) of each place of a text, in order. The other places among these words are « […] »."""
    if "[[" not in text:  # most texts: told at once
        return
    for bloc in blocs(text):
        for run in bloc.items if isinstance(bloc, Liste) else (bloc.pieces,):
            said = [(piece, _OTHER if isinstance(piece, Place) else _piece(piece, valeurs)) for piece in _flat(run)]
            for index, (piece, _) in enumerate(said):
                if isinstance(piece, Place):
                    before, after = (
                        "".join([words for _, words in part]) for part in (said[:index], said[index + 1 :])
                    )
                    yield piece.nom, _around(before, _piece(piece, valeurs), after)


_OTHER = "[…]"


def _flat(run: Iterable[Piece]) -> Iterator[Piece]:
    for piece in run:
        if isinstance(piece, Gras):
            yield from piece.pieces
        else:
            yield piece


def _around(before: str, place: str, after: str) -> str:
    """Whole words, as many as there is room for."""
    if len(before) > AUTOUR:
        before = f"… {before[-AUTOUR:].partition(' ')[2]}"
    if len(after) > AUTOUR:
        after = f"{after[:AUTOUR].rpartition(' ')[0]} …"
    return f"{before}{place}{after}".strip()


@dataclass(frozen=True)
class EnTexte:
    """Writes what is copied out of the site, as `markdown.EnMarkdown` does, where there is no markup."""

    valeurs: Mapping[str, str]

    def titre(self, rang: int, words: str) -> str:
        return typographie(words.upper() if rang == 2 else words)

    def prose(self, text: str) -> str:
        return prose(text, self.valeurs)

    def phrase(self, text: str) -> str:
        return phrase(text, self.valeurs)

    def mots(self, words: str) -> str:
        return en_ligne(words)

    def point(self, mark: str, line: str) -> str:
        return f"{mark} {line}"

    def lien(self, word: str, address: str) -> str:
        return f"{typographie(word)} <{address}>"

    def tableau(self, entetes: Iterable[str], lignes: Iterable[Iterable[str]]) -> str:
        rows = [" : ".join(map(self.phrase, row)) for row in lignes]
        return "\n".join([typographie(" : ".join(entetes)), *rows])
