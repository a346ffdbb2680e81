"""From French text to index terms. `docs/assets/js/search/normalise.js` is the same code; tests/search/vecteurs.json holds them together.

Three steps: fold (lower case, œ→oe, no marks), cut into tokens (elisions and hyphens split; legal references, CPV codes,
dotted acronyms, thousands and words like éco-conception kept whole), stem. The stemmer is J. Savoy's minimal French stemmer ("Light stemming approaches
for the French, Portuguese, German and Hungarian languages", SAC 2006) on folded text, with three amendments, each for a
pair of words that buyers type:

- the length is measured once the plural is off (étude, études), and short words lose their plural too (lots, prix);
- -eaux gives -eau and -iau joins -iaux (bureaux, matériau);
- a short table of feminine endings (publique, acheteuse, facilitatrice, active, première, française).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import chain

STOP_WORDS = frozenset(
    """
    a afin ai aie aient ainsi alors art article articles as au aucun aucune aura aurait aussi autre autres aux avaient avait
    avec avez avoir avons ayant bien c car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci comme comment
    concernant cpv d dans de depuis des dessous dessus doit doivent donc dont du elle elles en encore entre es est et
    etaient etait etant etes etre eu eux faire fait faites faut font furent fut il ils j je jusqu l la laquelle le lequel
    les lesquelles lesquels leur leurs lors lorsqu lui m ma mais me meme memes mes moi mon n ne ni non nos notre nous on ont
    ou par parmi pas pendant peut peuvent peux plus plusieurs plutot pour pourquoi puis puisqu qu quand que quel quelle
    quelles quelqu quels qui quoi s sa se sera serait seront ses si soit son sont sous suis sur t ta tant te tel telle
    telles tels tes toi ton tous tout toute toutes tres tu un une vers via voici voila vos votre vous y
    """.split()
)
"""Folded; « article » and « CPV » too, which only say that a reference or a code follows. They are indexed in titles and alias only, and a
query loses them unless it has no other word."""

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060"
"""Soft hyphens and other signs without width, which a copy from a PDF or a web page leaves in words."""
SPELLED = (
    {
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "ß": "ss",
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
    }
    | dict.fromkeys(DASHES, "-")
    | dict.fromkeys(INVISIBLE, "")
    | {char: str(unicodedata.digit(char)) for char in "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"}
)
"""What NFD does not take apart: ligatures, letters of European towns, every dash, small digits (CO₂, m²)."""

FEMININE = (
    ("euse", "eu"),
    ("trice", "teu"),
    ("ive", "if"),
    ("ique", "ic"),
    ("iqu", "ic"),
    ("iq", "ic"),
    ("iere", "ier"),
    ("aise", "ai"),
    ("oise", "oi"),
)
"""Ending → what the masculine shares. « iqu » and « iq » so that a word half typed finds what the whole word finds."""

PREFIXES = "agro|anti|auto|bio|co|eco|inter|low|micro|multi|pre|re|socio|sous|tele|visio"
"""First halves that are written with a hyphen or without: éco-conception, écoconception."""

TOKEN = re.compile(
    r"(?P<reference>[lrd](?:\.\s*|\s+)?\*?(?P<article>[0-9]{4}(?:\s[0-9]{1,2}){1,2}|[0-9]{1,4}(?:-[0-9]+)*)(?![a-z0-9]))"
    r"|(?P<acronym>(?:[a-z]\.){2,}(?:[a-z](?![a-z0-9]))?)"
    r"|(?P<thousands>[0-9]{1,3}(?:\s+[0-9]{3})+(?![a-z0-9-]))"
    r"|(?P<code>[0-9]+(?:-[0-9]+)+(?![a-z0-9]))"
    rf"|(?P<compound>(?:{PREFIXES})-(?P<rest>[a-z]{{3,}}))"
    r"|(?P<word>[a-z0-9]+)"
)
"""On folded text, scanned from left to right, so that each alternative begins where a token begins."""

CPV_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text.

    `text` is the folded word as typed; `terms` are the index terms it stands for, the most precise first ("l2112-2", then
    "2112-2"); empty for a lone letter, which is what an elision leaves.
    """

    text: str
    terms: tuple[str, ...]

    @property
    def is_stop(self) -> bool:
        return self.text in STOP_WORDS


class _Folding(dict[int, str]):
    """Translation table that fills itself: code point → folded string."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        decomposed = unicodedata.normalize("NFD", char)
        self[code] = (
            SPELLED[char]
            if char in SPELLED
            else "".join(c for c in decomposed if not unicodedata.category(c).startswith("M"))
        )
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower case, ligatures spelled, marks removed: "Œuvre réalisée" → "oeuvre realisee"."""
    return text.lower().translate(_FOLDING)


@cache
def stem(word: str) -> str:
    """The term of one folded word. Words with a digit, and words of fewer than four letters (bus, ESS), stay whole."""
    if len(word) < 4 or not word.isalpha():
        return word
    word = singular(word)
    if len(word) < 6:
        return word
    return _without_ending(_masculine(word))


def singular(word: str) -> str:
    """A folded word of four letters or more without the mark of the plural."""
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux") and len(word) >= 6:
        return word[:-3] + "al"
    if word[-1] in "sx":
        return word[:-1]
    return word[:-3] + "ial" if word.endswith("iau") else word


def _masculine(word: str) -> str:
    for ending, replacement in FEMININE:
        if word.endswith(ending):
            return word[: -len(ending)] + replacement
    return word


def _without_ending(word: str) -> str:
    """Savoy's last steps, in his order: r, e, é (an e once folded), then one of two equal letters (not donnée → don)."""
    for letter in "ree":
        word = word.removesuffix(letter)
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


def tokens(text: str) -> list[Token]:
    """Every token of a text, stop words included, lone letters excluded."""
    found = (_token(match) for match in TOKEN.finditer(fold(text)))
    return [token for token in found if token.terms]


def _token(match: re.Match[str]) -> Token:
    kind = match.lastgroup
    text = match.group()
    if kind == "word":
        return Token(text, () if len(text) == 1 and text.isalpha() else (stem(text),))
    if kind == "reference":
        return _reference(text[0], re.sub(r"\s", "-", match.group("article")))
    if kind == "code":
        number = text.split("-", 1)[0]
        return Token(text, (text, number) if len(number) == CPV_LENGTH else (text,))
    if kind == "compound":
        joined = text.replace("-", "")
        return Token(joined, (stem(joined), stem(match.group("rest"))))
    joined = re.sub(r"[^a-z0-9]", "", text)
    return Token(joined, (joined,))


def _reference(letter: str, article: str) -> Token:
    """ "L. 2112-2" is found as l2112-2 and, for readers who leave the letter out, as 2112-2."""
    whole = letter + article
    return Token(whole, (whole, article) if "-" in article else (whole,))


def terms(text: str, keep_stop_words: bool) -> list[str]:
    """The index terms of a text, in order, repeated as often as they occur.

    The same as the terms of `tokens(text)`, ten times faster on a corpus, where most pieces between two spaces are met again
    and again.
    """
    table = _ALL_TERMS if keep_stop_words else _TERMS
    return list(chain.from_iterable(map(table.__getitem__, _pieces(text))))


def tokens_of_corpus(text: str) -> list[Token]:
    """The same as `tokens(text)`, as fast as `terms`."""
    return list(chain.from_iterable(map(_TOKENS.__getitem__, _pieces(text))))


def _pieces(text: str) -> list[str]:
    """What stands between the spaces at which tokens end."""
    return _INNER_SPACE.sub(_GLUED, text).split()


_INNER_SPACE = re.compile(r"([lrdLRD.0-9])\s+(?=\*?[0-9])")
"""The only spaces that a token may hold: « L. 2112-2 », « 40 000 »."""
_GLUE = "\0"
_GLUED = r"\1" + _GLUE


class _PieceTokens(dict[str, list[Token]]):
    """A piece → its tokens; fills itself."""

    def __missing__(self, piece: str) -> list[Token]:
        self[piece] = tokens(piece.replace(_GLUE, " "))
        return self[piece]


class _PieceTerms(dict[str, tuple[str, ...]]):
    """A piece → its terms; fills itself."""

    def __init__(self, keep_stop_words: bool) -> None:
        self._keep_stop_words = keep_stop_words

    def __missing__(self, piece: str) -> tuple[str, ...]:
        self[piece] = tuple(
            term for token in _TOKENS[piece] if self._keep_stop_words or not token.is_stop for term in token.terms
        )
        return self[piece]


_TOKENS = _PieceTokens()
_TERMS = _PieceTerms(keep_stop_words=False)
_ALL_TERMS = _PieceTerms(keep_stop_words=True)
