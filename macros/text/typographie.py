"""French typography: non-breaking spaces and the curly apostrophe."""

import re
from functools import lru_cache

from .dates import MOIS, UN_MOIS

_SPACE = re.compile(
    rf"[ \u00a0\u202f«](?=[ \u00a0\u202f;?!%€»:\d{''.join({mois[0] for mois in MOIS})}])"
    r"(?:(?<=«)(?P<guillemet>[ \u00a0\u202f]+)"
    r"|(?<!«)(?<![ \u00a0\u202f]{2})[ \u00a0\u202f]*(?:(?P<signe>[;?!%€])|(?P<large>»|:(?=\s|$))|(?<=\d[ \u00a0])(?=\d{3}(?!\d))"
    rf"|(?P<jour>(?:(?<=\d[ \u00a0])|(?<=1er[ \u00a0]))(?=(?:{UN_MOIS})\b))))"
)
"""The two tests that begin it are what makes it fast: the choices after them are tried only where a space stands before a sign. In a run of spaces, only the first one is tried."""
_IN_PAGE = re.compile(
    r"(?P<code>`[^`]*`|<[^<>]*>|\{[^{}]*\}|\]\((?:[^()]|\([^()]*\))*\)|^[ \t]*(?:[!?]{3}|===).*$)"
    r"|(?P<texte>[^`<{\]\n]+|.|\n)",
    re.MULTILINE,
)
"""No sign that opens stands within what it opens, nor does a margin go over lines: a page of signs that are never closed, or of empty lines, would be gone through again at each."""


@lru_cache(16_384)
def typographie(text: str) -> str:
    """Non-breaking spaces where French typography wants them, and the curly apostrophe."""
    return _SPACE.sub(_unbroken, text).replace("'", "’")


@lru_cache(16_384)
def en_ligne(text: str) -> str:
    """The same on one line, each run of spaces and line ends made one space."""
    return typographie(" ".join(text.split()))


def _unbroken(found: re.Match[str]) -> str:
    """Narrow before ; ? ! % € and between thousands, wide before :, inside quotation marks and between a day and its month."""
    if found["guillemet"]:
        return "«\u00a0"
    if found["jour"] is not None:
        return "\u00a0"
    return f"\u00a0{found['large']}" if found["large"] else f"\u202f{found['signe'] or ''}"


def typographie_de_page(markdown: str) -> str:
    """The same in a whole page, but where the signs are Markdown or HTML and not French: a line's first sign, attributes, code."""
    return _IN_PAGE.sub(lambda found: found["code"] or typographie(found["texte"]), markdown)
