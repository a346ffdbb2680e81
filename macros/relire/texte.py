"""A draft cut into what rules look at: paragraphs, sentences, articles, documents of the tender.

Folding keeps the length of the text, so that a place in one is a place in the other.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache

from .expressions import E

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_SPELLED = {
    **dict.fromkeys("’‘ʼ´`", "'"),
    **dict.fromkeys("«»“”„", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\u2002\u2003\t", " "),
    **{"œ": "o", "Œ": "O", "æ": "a", "Æ": "A", "…": "."},
}
_OTHER = re.compile(r"[^\x00-\x7f]|\t")


@cache
def _folded_char(char: str) -> str:
    if char in _SPELLED:
        return _SPELLED[char]
    first = unicodedata.normalize("NFD", char)[0]
    return first if first.isascii() and first.isalpha() else char


def nettoyer(text: str) -> str:
    """A text without what cannot be seen, its accents written in one way."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))


def plier(text: str) -> str:
    """The same text without accents nor curled marks, character for character; capitals stay."""
    return _OTHER.sub(lambda found: _folded_char(found[0]), text)


PIECES = ("RC", "CCAP", "CCTP", "CCP", "AE")
_LONGEST_HEADING = 90
BLANK = " \f\v"


@dataclass(frozen=True)
class Paragraphe:
    """From `debut` to `fin` in the text. `article` and `phrase`: the number of its article, and of its first sentence."""

    debut: int
    fin: int
    titre: bool
    puce: bool
    article: int
    piece: str
    phrase: int


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
    paragraphes: list[Paragraphe] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    articles: list[tuple[int, int]] = field(default_factory=list)
    """Each from its first paragraph to before the next."""

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
        piece, opening, openings = "", -1, True
        self.articles = [(0, 0)] if spans else []
        for number, (start, end) in enumerate(spans):
            flat = self.plat[start:end]
            heading = _is_heading(flat, self.casse[start:end])
            bullet = bool(E["puce"].match(flat))
            if heading or E["article"].match(flat):
                if number:
                    self.articles.append((number, number))
                named = _piece(flat)
                piece = named or piece
                opening = -1
            elif len(flat) <= _LONGEST_HEADING and openings:
                piece = _piece(flat) or piece
            openings = False
            self.articles[-1] = (self.articles[-1][0], number + 1)
            first = len(self.phrases)
            if not bullet:
                opening = -1
            for begin, stop in _sentences(flat, start):
                self.phrases.append(Phrase(begin, stop, number, opening))
            self.paragraphes.append(Paragraphe(start, end, heading, bullet, len(self.articles) - 1, piece, first))
            if flat.endswith(":"):
                opening = len(self.phrases) - 1

    def phrase_at(self, place: int) -> int:
        """The number of the sentence that holds a place."""
        return max(0, bisect_right(self._starts, place) - 1)

    def portee(self, number: int, scope: str) -> tuple[int, int]:
        """From where to where the sentence, its paragraph, its article or the text run."""
        phrase = self.phrases[number]
        if scope == "texte":
            return 0, len(self.plat)
        paragraph = self.paragraphes[phrase.paragraphe]
        if scope == "article":
            first, after = self.articles[paragraph.article]
            return self.paragraphes[first].debut, self.paragraphes[after - 1].fin
        return (paragraph.debut, paragraph.fin) if scope == "paragraphe" else (phrase.debut, phrase.fin)


def _spans(folded: str) -> list[tuple[int, int]]:
    """Where paragraphs run: lines, joined where one ends without a mark and the next goes on in small letters."""
    spans: list[tuple[int, int]] = []
    start = 0
    after_blank = True
    for line in folded.split("\n"):
        stripped = line.strip(BLANK)
        if stripped:
            begin = start + line.index(stripped[0])
            end = begin + len(stripped)
            goes_on = (
                not after_blank and stripped[0].islower() and stripped[0].isascii() and not E["puce"].match(stripped)
            )
            if goes_on and folded[spans[-1][1] - 1] not in ".;:!?":
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((begin, end))
        after_blank = not stripped
        start += len(line) + 1
    return spans


def _is_heading(flat: str, cased: str) -> bool:
    if len(flat) > _LONGEST_HEADING or flat[-1] in ".;,!?" or "|" in flat:
        return False
    if flat.startswith("#"):
        return True
    letters = E["non_lettre"].sub("", cased)
    if len(letters) >= 4 and letters.isupper():
        return True
    return bool(E["numerote"].match(flat)) and not E["sujet"].search(flat) and not E["suite_de_titre"].search(flat)


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
