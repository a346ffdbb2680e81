"""The annotated specimens of data/README.md: what each field is called, and what it is for, in the words of the contributor's page."""

import re
from collections.abc import Mapping
from pathlib import Path

SPECIMEN = re.compile(
    r"^```yaml\n(# data/(?P<kind>[a-z-]+)/(?P<id>[a-z0-9-]+)\.yml\n.*?)^```$", re.MULTILINE | re.DOTALL
)
"""A block of data/README.md: its first line is its path."""
COMMENT = re.compile(
    r"\s*# (?P<label>[^:()\[\]]+?)(?P<optional> \(facultatif\))?(?: \[(?P<values>[a-z0-9-]+)\])? : (?P<help>.+)"
)
"""The line above a field: « # Étape (facultatif) [etapes] : le moment de l'achat. »"""
_KEY = re.compile(r"(?P<indent> *)(?P<item>- )?(?P<name>[a-z][a-z0-9_]*):(?= |$)")

Words = Mapping[tuple[str, ...], tuple[str, str]]
"""Path of a field -> (what it is called, what it is for). Items of lists, and names chosen by the contributor, add nothing to the path."""


def specimens(root: Path) -> dict[str, list[tuple[str, str]]]:
    """Kind -> (id, YAML) of each specimen of data/README.md."""
    found: dict[str, list[tuple[str, str]]] = {}
    for block in SPECIMEN.finditer((root / "data" / "README.md").read_text(encoding="utf-8")):
        found.setdefault(block["kind"], []).append((block["id"], block[1]))
    return found


def words_of(specimen: str) -> Words:
    """The comments of a specimen, by field. A key without a comment is a name that the contributor chose (`heures`, a parameter): no field."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    around: list[tuple[int, str]] = []
    comment = None
    for line in specimen.splitlines():
        key = _KEY.match(line)
        if key:
            depth = len(key["indent"]) + len(key["item"] or "")
            around = [(indent, name) for indent, name in around if indent < depth]
            if comment:
                around.append((depth, key["name"]))
                found.setdefault(
                    tuple(name for _, name in around),
                    (comment["label"], f"{comment['help'][0].upper()}{comment['help'][1:]}"),
                )
        comment = COMMENT.fullmatch(line)
    return found
