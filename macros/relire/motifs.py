"""From the words of a rule to a regular expression that Python and the browser read alike (see `Motifs` in model/redaction.py)."""

import re
from functools import lru_cache

from .texte import plier

NOMBRE = r"\[? ?\d{1,15}(?:[ .,]\d{1,15}){0,8} ?\]?"
"""A number, its thousands and its decimals. Bounded: a long row of figures would be looked at again from each of them."""


@lru_cache(maxsize=512)
def compiled(source: str) -> re.Pattern[str]:
    """Raises ValueError on brackets that do not match."""
    try:
        return re.compile(source, re.ASCII)
    except re.error as error:
        raise ValueError(f"motif mal écrit : {error}") from error


@lru_cache(maxsize=512)
def expression(motifs: tuple[str, ...], casse: bool = False, partout: bool = False) -> str:
    """One expression for all of them, over a folded text; "" for none. It is not compiled: a build writes it for the browser, and never looks for it.
    `partout`: it is looked for in whole texts, and made longer to be found faster."""
    found = [_one(motif, casse) for motif in motifs]
    if not partout:
        return "|".join(found)
    # one look at the first letters for all the patterns that begin with known ones: those of words, then those of numbers
    firsts = {one: _firsts(one.removeprefix(r"\b")) for one in found}
    ahead = []
    for edge in (r"\b", ""):
        starting = [one for one in found if firsts[one] and one.startswith(r"\b") is bool(edge)]
        if starting:
            letters = set().union(*(firsts[one] or () for one in starting))
            whole = "|".join(one.removeprefix(edge) for one in starting)
            ahead.append(f"{edge}(?={_either(letters)})(?:{whole})")
    return "|".join([*ahead, *(one for one in found if not firsts[one])])


FIRST_LETTERS = 4
"""Letters of a word that are looked at before the patterns are tried one by one."""


def _either(firsts: set[str]) -> str:
    """One expression for them, by their first letter."""
    heads = sorted({first[0] for first in firsts})
    tails = {head: sorted({first[1:] for first in firsts if first[0] == head}) for head in heads}
    found = "|".join(head if "" in tails[head] else f"{head}(?:{'|'.join(tails[head])})" for head in heads)
    return found.replace("[", r"\[")


def _firsts(source: str) -> frozenset[str] | None:
    """The first letters (or fewer) with which what an expression matches begins; None where one of them cannot be told."""
    found = {first.rstrip(OPEN)[:FIRST_LETTERS] for first in _beginnings(source)}
    return None if "" in found else frozenset(found)


OPEN = "*"
"""Ends a beginning after which anything may come."""
_ITSELF = re.compile(r"[a-zA-Z0-9'€ -]|\\\[")
"""A sign of an expression that stands for one character of a text."""


@lru_cache(maxsize=4096)
def _beginnings(source: str) -> frozenset[str]:
    """What an expression may begin with: whole, or followed by OPEN."""
    ended: set[str] = set()
    going = {""}
    while source and going:
        token, parts, source = _token(source)
        optional, repeated = source[:1] in ("?", "*"), source[:3] == "{0,"
        many = OPEN if source[:1] in ("+", "*") else ""
        source = source[1 if optional else 5 if repeated else 0 :].removeprefix("+")
        if parts is not None:
            firsts = frozenset().union(*(_beginnings(part) for part in parts))
        elif token == r"\d":
            firsts = frozenset(figure + many for figure in "0123456789")
        else:
            firsts = frozenset((token[-1] + many if _ITSELF.fullmatch(token) else OPEN,))
        longer = {before + first for before in going for first in firsts}
        over = {one for one in longer if repeated or one.endswith(OPEN) or len(one) >= FIRST_LETTERS}
        ended |= {one.rstrip(OPEN) + OPEN for one in over}
        going = (longer - over) | (going if optional or repeated else set())
    return frozenset(ended | going)


def _token(source: str) -> tuple[str, list[str] | None, str]:
    """The first character of an expression, or the alternatives of its first group; and the rest."""
    if not source.startswith("(?:"):
        length = 2 if source[0] == "\\" else 1
        return source[:length], None, source[length:]
    depth, start = 0, 3
    parts: list[str] = []
    place = 0
    for place, char in enumerate(source):
        depth += (char == "(") - (char == ")")
        if (char == "|" and depth == 1) or (char == ")" and depth == 0):
            parts.append(source[start:place])
            start = place + 1
        if depth == 0:
            break
    return "", parts, source[place + 1 :]


def _one(motif: str, casse: bool) -> str:
    # « … » and « œ » are kept from the folding, which makes one character of each
    parts = [plier(part) for part in re.split("([…œŒ])", motif)]
    parts[1::2] = re.split("([…œŒ])", motif)[1::2]
    text = "".join(part if part in "…œŒ" else part if casse else part.lower() for part in parts)
    letters = "A-Za-z0-9" if casse else "a-z0-9"
    found = []
    for match in re.finditer(r" ?…+ ?|\s+\??|[A-Za-z0-9]+|.", text):
        piece = match[0]
        if "…" in piece:
            edges = (
                re.search(r"[\w)*]$", text[: match.start()], re.ASCII),
                re.match(r"[\w(]", text[match.end() :], re.ASCII),
            )
            before_gap = f"(?![{letters}])" if edges[0] else ""
            after_gap = r"\b" if edges[1] else ""
            gap = r"[^\n]{0,200}?" if "……" in piece else r"[^.;!?\n]{0,80}?"
            found.append(f"{before_gap}{gap}{after_gap}")
        elif piece[0].isspace() and piece.endswith("?"):
            found.append(" *")
        elif piece.isspace():
            found.append(" +")
        elif piece == "*":
            found.append("{0,3}" if re.search(r"[ ']\)$", text[: match.start()]) else f"[{letters}]*")
        elif piece == "#":
            found.append(NOMBRE)
        elif piece == "^":
            found.append("[A-Z]")
        elif piece == "_":
            found.append("[a-z]")
        elif piece == "§":
            found.append("[A-Z]{1,5}-?[0-9][0-9A-Za-z-]*")
        elif piece == "(":
            found.append("(?:")
        elif piece in ")|?":
            found.append(piece)
        elif piece in "œŒ":
            found.append("oe?" if piece == "œ" or not casse else "Oe?")
        else:
            found.append(re.escape(piece) if piece in r"\.$+{}[]/" else piece)
    before = r"\b" if re.match(r"[\w(^œŒ]", text, re.ASCII) else ""
    after = rf"(?![{letters}])" if re.search(r"[\w)*?]$", text, re.ASCII) else ""
    return f"{before}{''.join(found)}{after}"


def occurs(source: str, text: str) -> bool:
    """Whether an expression, if there is one, finds something in a text."""
    return bool(source) and compiled(source).search(text) is not None
