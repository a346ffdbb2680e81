"""The drafts of « Relire » and the count of an engine's findings against those expected (README.md of this folder)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import yaml

FOLDER = Path(__file__).parent
OPEN, LEARNT, SEALED = "ouverts", "appris", "scelles"

Finding = tuple[str, int, int]
"""Rule id, first character and the one after the last, in the draft's text."""


@dataclass(frozen=True)
class Draft:
    """A draft as a reader pastes it, and what a lawyer would say about it."""

    file: Path
    record: dict[str, Any]

    @property
    def texte(self) -> str:
        return str(self.record["texte"])

    @property
    def auteur(self) -> str:
        """Who wrote it; the open part is one author, on whom the rules were tuned."""
        part = self.file.parent.name
        return part if part == OPEN else self.file.stem.partition("-")[0]

    def expected(self) -> Iterator[tuple[str, list[tuple[int, int]]]]:
        """Rule id and places (first character, one after the last), any of which will do."""
        for attendu in self.record["attendus"]:
            extraits = [attendu[key] for key in ("extrait", "aussi") if key in attendu]
            starts = [(self.texte.index(extrait), extrait) for extrait in extraits]
            yield attendu["constat"], [(start, start + len(extrait)) for start, extrait in starts]


@dataclass(frozen=True)
class Count:
    """What was found, what was expected, and how many of each meet the other."""

    findings: int
    findings_matched: int
    expected: int
    expected_matched: int

    @property
    def precision(self) -> float:
        return self.findings_matched / self.findings if self.findings else 1.0

    @property
    def recall(self) -> float:
        return self.expected_matched / self.expected if self.expected else 1.0


def drafts(part: str) -> list[Draft]:
    """The drafts of a part, in the order of their names."""
    files = sorted((FOLDER / part).glob("*.yml"))
    return [Draft(file, yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files]


DOCUMENTS = {"RC": "RÈGLEMENT DE LA CONSULTATION"}


def tournures() -> Iterator[tuple[str, str, str]]:
    """(rule, what is known of it, text) of the phrasings of tests/vecteurs/relire-tournures.tsv."""
    lines = (FOLDER.parent / "vecteurs/relire-tournures.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert rows[0] == ["regle", "piece", "attendu", "texte"]
    for rule, piece, known, text in rows[1:]:
        yield rule, known, f"{DOCUMENTS.get(piece, piece)}\n\n{text.replace('⏎', chr(10))}"


class Labelled(Protocol):
    """A text with what is expected of it: a draft, a passage."""

    def expected(self) -> Iterator[tuple[str, list[tuple[int, int]]]]: ...


def count(pairs: Iterable[tuple[Labelled, list[Finding]]]) -> Count:
    """The sums over drafts, each with the findings of an engine."""
    findings_total = matched = expected_total = reached = 0
    for draft, findings in pairs:
        expected = list(draft.expected())
        meets = [[_meet(finding, *attendu) for attendu in expected] for finding in findings]
        findings_total += len(findings)
        matched += sum(any(row) for row in meets)
        expected_total += len(expected)
        reached += sum(any(row[column] for row in meets) for column in range(len(expected)))
    return Count(findings_total, matched, expected_total, reached)


def _meet(finding: Finding, rule: str, places: list[tuple[int, int]]) -> bool:
    found, start, end = finding
    return found == rule and any(start < last and first < end for first, last in places)
