"""What a query says before its words: amounts, CPV codes, lots and dates are taken out, and a question is known for
one.

The same rules as docs/assets/js/search/reading.js; tests/search/lectures.json holds the two together. No regular
expression looks behind: Safari 16 cannot.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from macros.search.normalise import fold

LONGEST = 400
"""Characters of a query that are read: a contract's title, or a whole sentence."""
SCALES = {
    "k": 1_000,
    "mille": 1_000,
    "millier": 1_000,
    "milliers": 1_000,
    "m": 1_000_000,
    "million": 1_000_000,
    "millions": 1_000_000,
}

NUMBER = r"(?P<number>[0-9]{1,3}(?:[\s.][0-9]{3})+|[0-9]+)(?:,[0-9]+)?"
AMOUNT = re.compile(
    rf"(?P<before>^|[^a-z0-9]){NUMBER}\s*(?P<scale>k|m|milliers?|mille|millions?)?\s*(?:d['’]\s*)?"
    r"(?:(?:€|euros?|eur)(?:\s*(?:ht|ttc|hors\s+taxes?))?|ht|ttc)(?![a-z])"
)
"""« 221 000 € HT », « 40 k€ », « 2 millions d'euros »."""
DATE = re.compile(
    r"(?P<before>^|[^0-9.])(?:0?[1-9]|[12][0-9]|3[01])[/.](?:0?[1-9]|1[0-2])[/.](?:[0-9]{4}|[0-9]{2})(?![0-9.])"
)
LOT = re.compile(
    r"(?P<before>^|[^a-z0-9])lots?\s*(?:n?\s*[°o]?\s*)[0-9]{1,3}(?:\s*(?:,|/|-|et)\s*[0-9]{1,3})*(?![a-z0-9])"
)
RUN = re.compile(r"(?P<before>^|[^a-z0-9])(?P<run>[0-9](?:[\s.]?[0-9])*)(?:\s?-\s?[0-9](?![0-9]))?(?![a-z0-9-])")
"""Digits that stand together, and the check digit of a CPV code."""
THOUSANDS = re.compile(r"[0-9]{1,3}(?:[\s.][0-9]{3})+")
VERBS = "est|peut|doit|faut|a|ont|sont|puis|dois|suis|sommes|engendre|peuvent|doivent"
QUESTION = re.compile(
    rf"(?:^|[^a-z])(?:(?:{VERBS})(?:-t)?-(?:on|il|elle|ils|elles|ce|je|nous)|quel(?:le)?s?\s+(?:est|sont)"
    r"|comment|pourquoi|combien|que faire|oblige|obligatoire|obligations?)(?![a-z])|\?"
)


@dataclass(frozen=True)
class Reading:
    """`text` is the folded query without what the rest holds; `codes` are CPV codes of eight digits."""

    text: str
    amounts: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()
    is_question: bool = False


def read_query(query: str, divisions: Collection[str]) -> Reading:
    """`divisions` are those of the CPV: eight digits that begin otherwise are a number like another."""
    text = fold(query[:LONGEST])
    is_question = QUESTION.search(text) is not None
    amounts: list[int] = []
    codes: list[str] = []
    says_cpv = re.search(r"(?:^|[^a-z])cpv(?![a-z])", text) is not None

    def amount(match: re.Match) -> str:
        amounts.append(int(re.sub(r"[^0-9]", "", match["number"])) * SCALES.get(match["scale"] or "", 1))
        return f"{match['before']} "

    def code(match: re.Match) -> str:
        found = _code(match["run"], says_cpv, divisions)
        if found is None:
            return match[0]
        codes.append(found)
        return f"{match['before']} "

    text = AMOUNT.sub(amount, text)
    text = LOT.sub(r"\g<before>lot ", DATE.sub(r"\g<before> ", text))
    text = RUN.sub(code, text)
    return Reading(text, tuple(dict.fromkeys(amounts)), tuple(dict.fromkeys(codes)), is_question)


def _code(run: str, says_cpv: bool, divisions: Collection[str]) -> str | None:
    """The CPV code that these digits are. Seven digits lost the zero that stood first; thousands are a number unless
    « CPV » is said."""
    if THOUSANDS.fullmatch(run) and not says_cpv:
        return None
    digits = re.sub(r"[^0-9]", "", run)
    whole = digits if len(digits) == 8 else f"0{digits}" if len(digits) == 7 else ""
    return whole if whole[:2] in divisions else None
