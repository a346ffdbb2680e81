"""The judge of sentences: for some rules, what a sentence is like decides, as learned from labelled passages (tests/relire/apprendre.py).

A sentence has signs: its words, their pairs, pieces of words, the words around it, its document, what the written rules say of it. A rule weighs each sign; a sentence is at fault from
a sum on. The weights are whole numbers, so that Python and the browser (docs/assets/js/parts/relire-juge.js) find the same sums.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from ..text.json_compact import json_compact
from .texte import Brouillon, Phrase

if TYPE_CHECKING:
    from ..build import Build

POIDS = Path(__file__).with_name("juge.json")
MARQUES = Path(__file__).with_name("marques.txt")
"""Names of brands and makers, folded, of one to three words: to be recognised, whatever they sell."""
BITS = 15
"""Signs are numbered by the lowest bits of their CRC-32."""
STEM = 6
"""Letters of a word that count."""
PIECE_OF_WORD = 4
"""Letters, the edges of the word included."""
NEIGHBOURS = 3
"""Sentences of the same paragraph that are looked at on either side."""
LONGEST_NAME = 3
"""Words of a brand."""
MOST_WORDS = 200
"""Words of a sentence, or of its neighbourhood, that are looked at."""
FAR = ("plafon", "limite", "exced", "depass", "ccag", "equiva", "calend", "preuve", "justif", "attest", "contro")
"""Stems that count wherever they stand in the article, or in the whole text: a cap, a proof, « ou équivalent » may be common to many sentences."""
_FAR = re.compile(rf"\b(?:{'|'.join(FAR)})", re.ASCII)
_WORD = re.compile(r"[a-z]+|[0-9]+|[%€]")
_NAME = re.compile(r"([a-z]+)['\"]? (?:\" )?[A-Z][A-Za-z0-9'-]+")
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b", re.ASCII)
_CAPITAL = re.compile(r"[a-z,] [A-Z][a-zA-Z]+")
_MODEL = re.compile(r"[a-z,] [A-Z][A-Za-z]+ (?:(?:[A-Z]{1,4} ?)?\d+\b|[A-Z][A-Za-z]+\b)", re.ASCII)
HEAD = 3
"""Paragraphs that may be the title page."""


@dataclass(frozen=True)
class Juge:
    """`poids`: rule → a whole number for each of the 2^BITS signs; `depart`: rule → what is added for a sentence of one sign."""

    poids: dict[str, list[int]]
    depart: dict[str, float]

    def condamne(self, rule: str, signs: list[int]) -> bool:
        """Whether a sentence with these signs is at fault: a long one, which has many signs, needs a larger sum (their number's square root)."""
        weights = self.poids[rule]
        return sum(weights[sign] for sign in signs) + self.depart[rule] * sqrt(len(signs)) >= 0


ONLY_IN = {"engagement-dans-rc": "RC"}
NEVER_IN = {"preuve-absente": "RC"}


def concerne(rule: str, document: str) -> bool:
    """Whether a rule is for the sentences of a document (tests/relire/README.md says why)."""
    return ONLY_IN.get(rule, document) == document and NEVER_IN.get(rule) != document


ALPHABET = "#$%&()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~"
"""One character for each weight, in order."""
MIDDLE = len(ALPHABET) // 2
VALUES = [(place - MIDDLE) * abs(place - MIDDLE) for place in range(len(ALPHABET))]
"""What each character weighs: small weights are told apart more finely than large ones."""


def written() -> dict[str, Any]:
    """The file of weights: rule → `poids`, a character of ALPHABET for each sign, and `depart`."""
    return json.loads(POIDS.read_text(encoding="utf-8"))


def donnees_du_juge() -> dict[str, Any]:
    """What the browser's judge is made of."""
    return {"marques": sorted(marques()), "regles": written()}


def juge_files(build: "Build") -> Iterator[tuple[str, bytes]]:
    """The same, in one file, asked for before there is anything to read: it says nothing of a draft."""
    yield "assets/relire/juge.js", b"guideRelireJuge(%s);\n" % json_compact(donnees_du_juge())


@cache
def juge() -> Juge:
    """The judge as it was learned."""
    value = dict(zip(ALPHABET, VALUES, strict=True))
    return Juge(
        {rule: [value[char] for char in one["poids"]] for rule, one in written().items()},
        {rule: one["depart"] for rule, one in written().items()},
    )


def lointains(draft: Brouillon) -> list[list[str]]:
    """The signs that each article gives to all its sentences: the stems of FAR that stand there, or anywhere in the text."""
    anywhere = [f"w:{stem}" for stem in set(_FAR.findall(draft.plat))]
    return [
        [*anywhere, *(f"a:{stem}" for stem in set(_FAR.findall(draft.plat[first.debut : last.fin])))]
        for start, after in draft.articles
        for first, last in [(draft.paragraphes[start], draft.paragraphes[after - 1])]
    ]


def signes(
    draft: Brouillon, number: int, title: str, document: str, known: Iterable[str], far: list[list[str]]
) -> list[int]:
    """The signs of a sentence, each once, in order. `title`: of its article, folded; `document`: RC, CCAP… or ""; `known`: what the written rules know of it; `far`: see lointains."""
    article = draft.paragraphes[draft.phrases[number].paragraphe].article
    signs = (*_signs(draft, number, title, document), *known, *far[article])
    return sorted({crc32(sign.encode()) & ((1 << BITS) - 1) for sign in signs})


def _signs(draft: Brouillon, number: int, title: str, document: str) -> Iterator[str]:
    phrase = draft.phrases[number]
    whole = _words(draft, phrase)
    stems = [_stem(word) for word in whole]
    yield from stems
    edged = ["^", *stems, "$"]
    yield from (f"{one} {other}" for one, other in zip(edged, edged[1:], strict=False))
    for word in whole:
        framed = f"<{'E' if word == '€' else word}>"
        yield from (f"h:{framed[start : start + PIECE_OF_WORD]}" for start in range(len(framed) - PIECE_OF_WORD + 1))
    yield from (f"c:{stem}" for stem in _around(draft, number))
    yield from (f"t:{_stem(word)}" for word in _WORD.findall(title))
    yield f"p:{draft.paragraphes[phrase.paragraphe].piece}"
    yield f"d:{document}"
    if draft.paragraphes[phrase.paragraphe].puce:
        yield "puce"
    if phrase.paragraphe < HEAD:
        yield "tete"
    if draft.plat[phrase.fin - 1] not in ".;:":
        yield "ouverte"
    cased = draft.casse[phrase.debut : phrase.fin]
    names = _NAME.findall(cased)
    yield f"maj{min(len(names), 3)}"
    yield from (f"n:{_stem(before)}" for before in names)
    if _names_a_brand(cased):
        yield "marque"
    yield f"nom{min(len(_CAPITAL.findall(cased)), 3)}"
    yield f"modele{min(len(_MODEL.findall(cased)), 2)}"
    yield f"sigle{min(len(_ACRONYM.findall(cased)), 3)}"
    yield f"long{min(len(whole) // 8, 5)}"


def _stem(word: str) -> str:
    return "#" if word[0].isdigit() else "E" if word == "€" else word[:STEM]


def _around(draft: Brouillon, number: int) -> list[str]:
    """Stems of the neighbours of a sentence in its paragraph, and of the sentence that opens its list."""
    phrase = draft.phrases[number]
    near = range(max(0, number - NEIGHBOURS), min(len(draft.phrases), number + NEIGHBOURS + 1))
    others = [
        draft.phrases[one] for one in near if one != number and draft.phrases[one].paragraphe == phrase.paragraphe
    ]
    if phrase.amorce >= 0:
        others.append(draft.phrases[phrase.amorce])
    return [_stem(word) for other in others for word in _words(draft, other)]


def _words(draft: Brouillon, phrase: Phrase) -> list[str]:
    return _WORD.findall(draft.plat[phrase.debut : phrase.fin])[:MOST_WORDS]


@cache
def marques() -> frozenset[str]:
    return frozenset(MARQUES.read_text(encoding="utf-8").splitlines())


def _names_a_brand(cased: str) -> bool:
    """Whether a sentence names one of MARQUES, written with a capital."""
    words = list(re.finditer(r"[A-Za-z]+|[0-9]+", cased))[:MOST_WORDS]
    return any(
        not word[0][0].islower() and " ".join(one[0].lower() for one in words[place : place + length]) in marques()
        for place, word in enumerate(words)
        for length in range(1, LONGEST_NAME + 1)
    )
