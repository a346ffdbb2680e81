"""The labelled passages of phrases/ (README.md there) and the short texts of courts/, one a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "phrases"
SHORT = Path(__file__).parent / "courts"
SEALED_SHORT = Path(__file__).parent / "scelles/courts"
DOCUMENTS = {"RC": "RÈGLEMENT DE LA CONSULTATION", "?": ""}
"""How a draft names its document, where it is not by its letters."""
_LABELLED = re.compile(r"⟦(?P<rules>[a-z, -]+): *(?P<words>[^⟧]*)⟧")


@dataclass(frozen=True)
class Passage:
    """A passage as a draft of its own. `attendus`: rule, first character and the one after the last."""

    auteur: str
    texte: str
    attendus: tuple[tuple[str, int, int], ...]

    def expected(self) -> Iterator[tuple[str, list[tuple[int, int]]]]:
        """The same, as a draft says what is expected of it."""
        for rule, start, end in self.attendus:
            yield rule, [(start, end)]


def passages(folder: Path = FOLDER) -> Iterator[Passage]:
    """All those of a folder, in the order of the files. Raises ValueError on a line that is not « document | title | text »."""
    for file in sorted(folder.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            yield _passage(file.stem, line)


def _passage(author: str, line: str) -> Passage:
    document, title, words = (part.strip() for part in line.split(" | ", 2))
    heads = [DOCUMENTS.get(document, document), "" if title == "-" else f"Article 1 - {title}"]
    text = "".join(f"{head}\n\n" for head in heads if head)
    last, expected = 0, []
    words = words.replace("⏎", "\n")
    for found in _LABELLED.finditer(words):
        text += words[last : found.start()]
        start = len(text)
        text += found["words"]
        expected += [(rule.strip(), start, len(text)) for rule in found["rules"].split(",")]
        last = found.end()
    return Passage(author, text + words[last:], tuple(expected))
