"""A draft cut into what rules look at: paragraphs, sentences, articles, documents of the tender.

Folding keeps the length of the text, so that a place in one is a place in the other.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from .expressions import E

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_MARGIN = re.compile(r"^[ \t]+", re.MULTILINE)
_SPELLED = {
    **dict.fromkeys("’‘ʼ´", "'"),
    **dict.fromkeys("«»“”„", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\u2002\u2003", " "),
    **{"œ": "o", "Œ": "O", "æ": "a", "Æ": "A", "…": ".", "\t": "|"},
}
_SMALL = re.compile("[a-z]")
_OTHER = re.compile(r"[^\x00-\x7f]|\t")
_DOTTED = re.compile(r"\b(?:[Hh]\.[Tt]|[Tt]\.[Tt]\.[Cc])\b(?:\.(?= *[a-z0-9(,;:]))?", re.ASCII)
"""« H.T. », with its last point where the sentence goes on."""


@cache
def _folded_char(char: str) -> str:
    if char in _SPELLED:
        return _SPELLED[char]
    first = unicodedata.normalize("NFD", char)[0]
    return first if first.isascii() and first.isalpha() else char


def nettoyer(text: str) -> str:
    """A text without what cannot be seen, its accents written in one way."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _MARGIN.sub(lambda margin: " " * len(margin[0]), _INVISIBLE.sub("", lines))


def plier(text: str) -> str:
    """The same text without accents nor curled marks, and without the points of « H.T. », which end no sentence: of the same length; capitals stay."""
    plain = _OTHER.sub(lambda found: _folded_char(found[0]), text)
    return _DOTTED.sub(lambda found: found[0].replace(".", "").ljust(len(found[0])), plain)


PIECES = ("RC", "CCAP", "CCTP", "CCP", "AE")
LONGEST_HEADING = 90
LONGEST_PARAGRAPH = 700
LONG_LINE = 40
NAMING = 4
"""The first paragraphs, any of which may name the document."""
BLANK = " \f\v"


@dataclass(frozen=True)
class ParagrapheDeBrouillon:
    """From `debut` to `fin` in the text; its words begin at `corps`, after its number or its bullet. `article`: the number of its article."""

    debut: int
    corps: int
    fin: int
    titre: bool
    puce: bool
    article: int
    piece: str


@dataclass(frozen=True)
class Phrase:
    """`amorce`: the number of the sentence that opens its list, or -1."""

    debut: int
    fin: int
    paragraphe: int
    amorce: int


@dataclass
class Brouillon:
    """`casse` and `plat`: the folded text with its capitals, and without; a line break inside a paragraph is a space there."""

    texte: str
    casse: str = field(init=False)
    plat: str = field(init=False)
    paragraphes: list[ParagrapheDeBrouillon] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    articles: list[tuple[int, int]] = field(default_factory=list)
    """Each from its first paragraph to before the next."""
    devine: str | None = None
    """What document it is thought to be, once that was asked."""
    criteres: list[tuple[int, list[Any]]] | None = None
    """Its lists of award criteria, once they were asked for."""
    parties: list[tuple[int, int, str]] | None = None
    """The criteria that its sentences list, once they were asked for."""
    plafonnees: frozenset[int] | None = None
    """Its sentences that a cap covers, once they were asked for."""
    preuves: list[Any] | None = None
    """Its paragraphs that name a proof, once they were asked for."""
    renvois: dict[int, bool] = field(default_factory=dict)
    """Paragraph → whether one that names a proof names its number, once that was asked."""

    def __post_init__(self) -> None:
        self.texte = nettoyer(self.texte)
        folded = plier(self.texte)
        spans = _spans(folded)
        pieces, last = [], 0
        for start, end in spans:
            pieces += [folded[last:start], folded[start:end].replace("\n", " ")]
            last = end
        self.casse = "".join(pieces) + folded[last:]
        self.plat = self.casse.lower()
        self._read(spans)
        self._starts = [phrase.debut for phrase in self.phrases]

    def _read(self, spans: list[tuple[int, int]]) -> None:
        piece, opening = "", -1
        capitals_tell = _SMALL.search(self.casse) is not None
        self.articles = [(0, 0)] if spans else []
        for number, (start, end) in enumerate(spans):
            flat, cased = self.plat[start:end], self.casse[start:end]
            heading = len(spans) > 1 and _is_heading(flat, cased, capitals_tell)
            bullet = bool(E["puce"].match(flat))
            if heading or E["article"].match(flat):
                if number:
                    self.articles.append((number, number))
                piece = _piece(flat) or piece
                opening = -1
            elif number < NAMING and not piece and len(flat) <= LONGEST_HEADING and flat[-1] not in ".;,":
                piece = _piece(flat)
            self.articles[-1] = (self.articles[-1][0], number + 1)
            prefix = E["prefixe"].match(cased)
            body = start + (prefix.end() if prefix and prefix.end() < len(cased) else 0)
            if not bullet:
                opening = -1
            for begin, stop in _sentences(self.plat[body:end], body):
                self.phrases.append(Phrase(begin, stop, number, opening))
            self.paragraphes.append(
                ParagrapheDeBrouillon(start, body, end, heading, bullet, len(self.articles) - 1, piece)
            )
            if flat.endswith(":"):
                opening = len(self.phrases) - 1

    @cached_property
    def titres(self) -> list[str]:
        """The title of each article, or ""."""
        heads = [self.paragraphes[first] for first, _ in self.articles]
        return [self.plat[head.debut : head.fin] if head.titre else "" for head in heads]

    def phrase_at(self, place: int) -> int:
        """The number of the sentence that holds a place."""
        return max(0, bisect_right(self._starts, place) - 1)

    def portee(self, number: int, scope: str) -> tuple[int, int]:
        """First character, and the one after the last, of the sentence, its paragraph (for a long one, the sentence and its neighbours), its article or the text."""
        phrase = self.phrases[number]
        if scope == "texte":
            return 0, len(self.plat)
        paragraph = self.paragraphes[phrase.paragraphe]
        if scope == "article":
            first, end = self.articles[paragraph.article]
            return self.paragraphes[first].debut, self.paragraphes[end - 1].fin
        if scope == "phrase":
            return phrase.debut, phrase.fin
        if paragraph.fin - paragraph.debut <= LONGEST_PARAGRAPH:
            return paragraph.corps, paragraph.fin
        before = (
            self.phrases[number - 1] if number and self.phrases[number - 1].paragraphe == phrase.paragraphe else phrase
        )
        after = self.phrases[number + 1] if number + 1 < len(self.phrases) else phrase
        return before.debut, (after if after.paragraphe == phrase.paragraphe else phrase).fin


def _spans(folded: str) -> list[tuple[int, int]]:
    """Where paragraphs run: lines, joined where one stops in the middle of a sentence."""
    spans: list[tuple[int, int]] = []
    start = 0
    after_blank = True
    last = ""
    for line in folded.split("\n"):
        stripped = line.strip(BLANK)
        if stripped:
            begin = start + line.index(stripped[0])
            end = begin + len(stripped)
            if not after_blank and _goes_on(last, stripped):
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((begin, end))
            last = stripped
        after_blank = not stripped
        start += len(line) + 1
    return [part for start, end in spans for part in _apart(folded, start, end)]


def _apart(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """A paragraph that tells award criteria one after the other, each in a sentence, as one paragraph a criterion."""
    flat = folded[start:end].replace("\n", " ").lower()
    rows = list(E["phrase_pesee"].finditer(flat))
    cuts = {start + match.start() for match in E["critere_numerote"].finditer(flat) if match.start()}
    one_by_one = len(rows) > 1 or (rows and not rows[0].start())  # no point of a list, that tells more of its criterion
    if one_by_one and any(E["prix_seul"].match(row[0]) for row in rows):
        cuts |= {start + place for row in rows for place in (row.start(), row.end()) if place}
    edges = [start, *sorted(cuts), end]
    return [
        (first, first + len(folded[first:last].rstrip(" \n"))) for first, last in zip(edges, edges[1:], strict=False)
    ]


def _goes_on(last: str, line: str) -> bool:
    """Whether a line goes on with the sentence of the one before."""
    if last[-1] in ".;:!?" or E["puce"].match(line):
        return False
    if E["ligne_de_tableau"].search(last.lower()) and E["ligne_de_tableau"].search(line.lower()):
        return False
    if "a" <= line[0] <= "z" or E["lien"].search(last):
        return True
    if last.isupper() and E["suite_en_capitales"].match(line):
        return True
    return len(last) >= LONG_LINE and bool(E["reprise"].match(line))


def _is_heading(flat: str, cased: str, capitals_tell: bool) -> bool:
    """`capitals_tell`: whether a line in capitals is a heading; where the whole draft is in capitals, they say nothing."""
    if len(flat) > LONGEST_HEADING or flat[-1] in ".;,!?" or "|" in flat:
        return False
    if flat.startswith("#") or E["nom_de_piece"].match(flat) or E["gras"].match(flat):
        return True
    letters = E["non_lettre"].sub("", cased)
    if capitals_tell and len(letters) >= 4 and letters.isupper() and not E["titre_pese"].search(flat):
        return True
    if not E["numerote"].match(flat) or E["sujet"].search(flat):
        return False
    number = E["article"].match(flat) and E["prefixe"].match(cased)
    return not E["suite_de_titre"].search(flat[number.end() :] if number else flat)


def _piece(flat: str) -> str:
    found = [(match.start(), name) for name in PIECES if (match := E[f"piece_{name.lower()}"].search(flat))]
    return min(found)[1] if found else ""


def _sentences(flat: str, start: int) -> list[tuple[int, int]]:
    """Where the sentences of a paragraph run."""
    found, begin = [], 0
    for mark in E["fin"].finditer(flat):
        if mark[0] == "." and E["abreviation"].search(flat[max(0, mark.start() - 8) : mark.start()]):
            continue
        found.append((start + begin, start + mark.end()))
        begin = mark.end()
        while begin < len(flat) and flat[begin] == " ":
            begin += 1
    if begin < len(flat):
        found.append((start + begin, start + len(flat)))
    return found
