"""The small language of texts: paragraphs, simple lists, links to records, bold words and places to fill.

A text is cut once into what it is made of; `html.py`, `plain.py` and `markdown.py` say what each piece becomes.
Every expression reads its text in linear time, whatever it holds.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

LINK = re.compile(r"\[(?P<mot>(?:[^\[\]\\]|\\.)+)\]\((?P<adresse>[^()\s]*)\)")
"""`[mot](clauses/<id>)` or `[mot](https://…)`."""
PARAMETRE = re.compile(r"\[\[([a-z][a-z0-9_]*)\]\]")
"""`[[heures]]`, a place to fill in the text of a clause."""
ITEM = re.compile(r"(?P<marque>- |\d{1,2}\. |[a-z]\) )(?P<texte>.*)")
"""A line that opens an item of a list: « - … », « 1. … » or « a) … »."""
AT_HAND = 16_384
"""How many texts are kept as they were cut: those of a record are read by its page, its twin and its files one after the other."""
SENTENCE_END = re.compile(r"(?<=[.;!?])\s+|\n\n+")
"""Where a sentence of a clause ends: each point of a list is one."""
_EXTERNAL = re.compile(r"https?://[^\s<>\"']+|mailto:[^\s<>\"']+")
_PIECE = re.compile(rf"{LINK.pattern}|\*\*(?P<gras>[^*\n]+)\*\*|\[\[(?P<place>[a-z][a-z0-9_]*)\]\]")


@dataclass(frozen=True)
class MotsSimples:
    """Plain words."""

    texte: str


@dataclass(frozen=True)
class Place:
    """A place to fill, by the name of its parameter."""

    nom: str


@dataclass(frozen=True)
class Gras:
    """Words in bold, and the places among them."""

    pieces: tuple[MotsSimples | Place, ...]


@dataclass(frozen=True)
class LienEcrit:
    """A link as it was written: `adresse` is "clauses/<id>" or an outside address."""

    mot: str
    adresse: str


Piece = MotsSimples | Place | Gras | LienEcrit


@dataclass(frozen=True)
class Paragraphe:
    """Words that follow one another."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Liste:
    """Items under marks of one sort: "-", "1." or "a)"; `debut` is the first number."""

    marque: str
    items: tuple[tuple[Piece, ...], ...]
    debut: int = 1


Bloc = Paragraphe | Liste


@lru_cache(AT_HAND)
def pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of a text of one paragraph; its white space is folded."""
    text = " ".join(text.split())
    found: list[Piece] = []
    position = 0
    for match in _PIECE.finditer(text):
        if match.start() > position:
            found.append(MotsSimples(text[position : match.start()]))
        if match["place"]:
            found.append(Place(match["place"]))
        elif match["gras"]:
            found.append(Gras(tuple(_places(match["gras"]))))
        else:
            found.append(LienEcrit(match["mot"], match["adresse"]))
        position = match.end()
    if position < len(text):
        found.append(MotsSimples(text[position:]))
    return tuple(found)


def _places(text: str) -> Iterator[MotsSimples | Place]:
    for index, part in enumerate(PARAMETRE.split(text)):
        if part:
            yield Place(part) if index % 2 else MotsSimples(part)


@lru_cache(AT_HAND)
def blocs(text: str) -> tuple[Bloc, ...]:
    """The paragraphs and lists of a text. A line that opens no item goes on with the one before."""
    found: list[Bloc] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        words: list[str] = []
        items: list[tuple[str, list[str]]] = []
        for line in (line.strip() for line in block.splitlines() if line.strip()):
            if item := ITEM.fullmatch(line):
                items.append((item["marque"].strip(), [item["texte"]]))
            elif items:
                items[-1][1].append(line)
            else:
                words.append(line)
        if words:
            found.append(Paragraphe(pieces(" ".join(words))))
        found += (
            _liste(list(run)) for _, run in groupby(items, key=lambda item: item[0][-1])
        )  # a point may hold a list of other marks
    return tuple(found)


def _liste(run: list[tuple[str, list[str]]]) -> Liste:
    items = tuple(pieces(" ".join(lines)) for _, lines in run)
    first = run[0][0]
    if first.endswith("."):
        return Liste("1.", items, int(first[:-1]))
    return Liste("a)", items, ord(first[0]) - ord("a") + 1) if first.endswith(")") else Liste("-", items)


@dataclass
class Points:
    """A list, and the lists that stand under its points."""

    marque: str
    debut: int
    points: list[tuple[tuple[Piece, ...], list["Points"]]] = field(default_factory=list)


_RANKS = ("1.", "a)", "-")
"""The marks of lists, from the outermost."""


def gathered(found: Iterable[Bloc]) -> Iterator[Paragraphe | Points]:
    """Points that follow one another make one list, and what is listed under a point stands in it."""
    top: Points | None = None
    open_lists: list[Points] = []
    for bloc in found:
        if isinstance(bloc, Paragraphe):
            if top:
                yield top
            yield bloc
            top, open_lists = None, []
            continue
        while open_lists and not _holds(open_lists[-1], bloc):
            open_lists.pop()
        if not open_lists and top:
            yield top
        if not open_lists or open_lists[-1].marque != bloc.marque:
            points = Points(bloc.marque, bloc.debut)
            if open_lists:
                open_lists[-1].points[-1][1].append(points)
            else:
                top = points
            open_lists.append(points)
        open_lists[-1].points += ((item, []) for item in bloc.items)
    if top:
        yield top


def _holds(points: Points, liste: Liste) -> bool:
    """Whether a list goes on with these points, or under the last of them."""
    if points.marque == liste.marque:
        return points.marque == "-" or liste.debut == points.debut + len(points.points)
    return _RANKS.index(points.marque) < _RANKS.index(liste.marque)


def without_links(text: str) -> str:
    """A text whose links are mere words."""
    return LINK.sub(r"\g<mot>", text) if "](" in text else text


def is_external(address: str) -> bool:
    """True for the only schemes a text may link to."""
    return bool(_EXTERNAL.fullmatch(address))


def split_address(address: str) -> tuple[str, str] | None:
    """ "clauses/insertion" -> ("clauses", "insertion"); None for anything else."""
    kind, slash, record_id = address.partition("/")
    return (kind, record_id) if slash and re.fullmatch(r"[a-z0-9-]+", record_id) else None
