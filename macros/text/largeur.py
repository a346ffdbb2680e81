"""How much room words take, estimated without any browser."""

from functools import lru_cache

# Ems of the widest face in use, DejaVu Sans Bold: another leaves some room, and cuts nothing.
_EMS = {
    **dict.fromkeys("ijlI.,:;!|'’·  \u00a0\u202f", 0.38),
    **dict.fromkeys("frt()-/", 0.48),
    **dict.fromkeys("csz", 0.6),
    **dict.fromkeys("mwMWQOGDœ%@", 1.0),
}
_CAPITAL, _OTHER = 0.78, 0.7
MAIGRE = 0.9
"""Of the same words in an ordinary face."""


@lru_cache(maxsize=50_000)
def longueur(text: str) -> float:
    """In ems, of a bold face."""
    return sum(_EMS.get(sign, _CAPITAL if sign.isupper() else _OTHER) for sign in text)


def plus_long_mot(text: str) -> float:
    return max(map(longueur, text.split(" ")), default=0)


@lru_cache(maxsize=5_000)
def _longueurs(text: str) -> tuple[float, ...]:
    """That of each word, kept: a text is put into frames of several widths."""
    return tuple(map(longueur, text.split(" ")))


def lignes(text: str, size: float, room: float) -> int:
    """How many lines the words take, each put on the line that still has room for it."""
    count, used = 1, 0.0
    space = longueur(" ") * size
    for ems in _longueurs(text):
        length = ems * size
        if not used:
            used = length
        elif used + space + length > room:
            count, used = count + 1, length
        else:
            used += space + length
    return count
