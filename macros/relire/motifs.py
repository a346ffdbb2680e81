"""From the words of a rule to a regular expression that Python and the browser read alike (see `Motifs` in model/redaction.py)."""

import re
from functools import lru_cache

from .texte import plier

NOMBRE = r"\[? ?\d+(?:[ .,]\d+)* ?\]?"


@lru_cache(maxsize=512)
def compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.ASCII)


@lru_cache(maxsize=512)
def expression(motifs: tuple[str, ...], casse: bool = False) -> str:
    """One expression for all of them, over a folded text; "" for none. Raises ValueError on brackets that do not match."""
    written = "|".join(_one(motif, casse) for motif in motifs)
    try:
        compiled(written)
    except re.error as error:
        raise ValueError(f"motif mal écrit : {error}") from error
    return written


def _one(motif: str, casse: bool) -> str:
    # « … » and « œ » are kept from the folding, which makes one character of each
    parts = [plier(part) for part in re.split("([…œŒ])", motif)]
    parts[1::2] = re.split("([…œŒ])", motif)[1::2]
    text = "".join(part if part in "…œŒ" else part if casse else part.lower() for part in parts)
    letters = "A-Za-z0-9" if casse else "a-z0-9"
    found = []
    for match in re.finditer(r" ?… ?|\s+\??|.", text):
        piece = match[0]
        if "…" in piece:
            edges = (
                re.search(r"[\w)*]$", text[: match.start()], re.ASCII),
                re.match(r"[\w(]", text[match.end() :], re.ASCII),
            )
            before_gap = f"(?![{letters}])" if edges[0] else ""
            after_gap = r"\b" if edges[1] else ""
            found.append(rf"{before_gap}[^.;!?\n]{{0,80}}?{after_gap}")
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
