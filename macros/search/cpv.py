"""CPV codes as people type them, and the segment that each leads to.

A code is found in the list as it is or, when it is not there, through what it belongs to: 72267199 → 72267100 →
72267000…
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..model import Catalog, Famille, RegleCpv

NONE = "tous-achats"
"""Where a code leads that has no segment of its own."""


@dataclass(frozen=True)
class Nomenclature:
    """The CPV and its table."""

    catalog: Catalog

    def rule(self, code: str) -> RegleCpv | None:
        """The line of the table that answers for a code: the one with the longest beginning."""
        return next((self._rules[code[:length]] for length in range(8, 1, -1) if code[:length] in self._rules), None)

    def segments(self, code: str) -> tuple[str, ...]:
        """The segment, or `NONE` and then the nearest; only those that this edition has."""
        rule = self.rule(code)
        if rule is None:
            return ()
        named = (rule.segment,) if rule.segment else (NONE, rule.proche)
        found = tuple(own for own in named if own and self.catalog.find(Famille, own))
        return found or ((NONE,) if self.catalog.find(Famille, NONE) else ())

    @cached_property
    def _rules(self) -> dict[str, RegleCpv]:
        return {rule.cpv: rule for rule in self.catalog.cpv_segments}


@dataclass(frozen=True)
class Code:
    """What was found of a code that was `asked`: itself or what it belongs to, check digit included, its label and
    segments."""

    asked: str
    code: str
    label: str
    segments: tuple[str, ...]

    def upwards(self) -> Iterator[str]:
        """The code that was asked, then each that it belongs to, without check digits."""
        for length in range(8, 1, -1):
            above = self.asked[:length].ljust(8, "0")
            if length == 8 or above != self.asked[: length + 1].ljust(8, "0"):
                yield above


class Codes:
    """Codes of eight digits -> (code with its check digit, label, segments)."""

    def __init__(self, codes: Mapping[str, tuple[str, str, tuple[str, ...]]]) -> None:
        self._codes = codes
        self.divisions = tuple(sorted({code[:2] for code in codes}))

    def of_division(self, division: str) -> Iterator[Code]:
        """The codes that begin so, in order."""
        for code in sorted(self._codes):
            if code.startswith(division):
                yield Code(code, *self._codes[code])

    def find(self, asked: str) -> Code | None:
        """The code, or the nearest that it belongs to; None in a division that is none."""
        for length in range(8, 1, -1):
            found = self._codes.get(asked[:length].ljust(8, "0"))
            if found:
                return Code(asked, *found)
        return None


def codes_of(catalog: Catalog) -> Codes:
    """Every code of the guide's list, with its segments; none where the guide has no table for them."""
    if not catalog.cpv_segments:
        return Codes({})
    nomenclature = Nomenclature(catalog)
    return Codes({code[:8]: (code, label, nomenclature.segments(code)) for code, label in catalog.cpv.items()})
