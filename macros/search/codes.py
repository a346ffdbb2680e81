"""How the search files write whole numbers in characters that gzip shortens well. docs/assets/js/search/engine.js reads them."""

from collections.abc import Sequence

from .inverted import COUNTS

ALPHABET = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\,<')
"""Printable ASCII without what JavaScript strings, HTML or the separators below need: 90 characters."""
LAST, MORE = 60, 16
"""The first 60 end a number, the 16 after them carry it on; the 14 left are counts above one."""
_LAST, _MORE, _COUNTS = ALPHABET[:LAST], ALPHABET[LAST : LAST + MORE], ALPHABET[LAST + MORE :]


def encode_number(number: int) -> str:
    """Any number ≥ 0: one character below 60, two below 1,020."""
    digits = ""
    while number >= LAST:
        number, digit = divmod(number - LAST, MORE)
        digits += _MORE[digit]
    return digits + _LAST[number]


def encode_count(count: int) -> str:
    """How often beyond once: nothing for 1, then one character for every 14 or less."""
    whole, rest = divmod(count - 1, len(_COUNTS))
    return _COUNTS[-1] * whole + (_COUNTS[rest - 1] if rest else "")


class _Written(dict[int, str]):
    """What is added to reach a posting from the document before it → its characters. Fills itself: an index has few such steps."""

    def __missing__(self, step: int) -> str:
        documents, count = divmod(step, COUNTS)
        self[step] = encode_number(documents - 1) + encode_count(count)
        return self[step]


_WRITTEN = _Written()


def encode_postings(postings: Sequence[int]) -> str:
    """Packed postings of one term in one field (see `Index.packed`): the gaps between its documents, each with its count."""
    written = []
    previous = -COUNTS
    for packed in postings:
        written.append(_WRITTEN[packed - previous])
        previous = packed - packed % COUNTS
    return "".join(written)


def encode_column(codes: Sequence[int]) -> str:
    """One number a document, all of one width (so that any can be read without the others): the width, then the digits."""
    width = 1
    while max(codes, default=0) >= len(ALPHABET) ** width:
        width += 1
    return str(width) + "".join(_fixed(code, width) for code in codes)


def _fixed(code: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        code, digit = divmod(code, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits
