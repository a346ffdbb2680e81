"""The annotated specimens of data/README.md: what each field is called, and what it is for, in the words of the contributor's page."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from ..model import KINDS
from ..read.messages import translated
from ..read.problems import DataError, Problem, did_you_mean
from ..read.yaml_source import YamlSource, compose, read_text

FILE = "data/README.md"

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


def called(words: Words, path: tuple[str, ...]) -> str:
    """What a field is called; one that no specimen explains, by its key."""
    return words[path][0] if path in words else path[-1].replace("_", " ").capitalize()


def specimens(root: Path) -> dict[str, list[tuple[str, str]]]:
    """Kind -> (id, YAML) of each specimen of data/README.md. Raises DataError where it cannot be read."""
    found: dict[str, list[tuple[str, str]]] = {}
    for block in SPECIMEN.finditer(_text(root)):
        found.setdefault(block["kind"], []).append((block["id"], block[1]))
    return found


def _text(root: Path) -> str:
    source = YamlSource(FILE)
    text = read_text(root / FILE, source)
    if text is None:
        raise DataError(source.problems)
    return text


def faults(root: Path, needed: frozenset[str]) -> Iterator[Problem]:
    """What is wrong with the specimens, alone: who copies one begins with a record that can be read. `needed`: the kinds that people are asked for by a form."""
    try:
        text = _text(root)
    except DataError as error:
        yield from error.problems
        return
    met = set()
    for block in SPECIMEN.finditer(text):
        met.add(block["kind"])
        source = YamlSource(FILE)
        compose("\n" * text.count("\n", 0, block.start(1)) + block[1], source)
        model = KINDS.get(block["kind"])
        if model and isinstance(source.value, dict):
            try:
                model.model_validate({**source.value, "id": block["id"]})
            except ValidationError as error:
                source.problems += translated(error, source, model)
        yield from source.problems
    for kind in sorted(needed - met):
        yield _missing(kind, met)


def first(found: Mapping[str, list[tuple[str, str]]], kind: str) -> str:
    """The first specimen of a kind. Raises DataError where there is none."""
    if kind not in found:
        raise DataError([_missing(kind, found)])
    return found[kind][0][1]


def _missing(kind: str, met: Collection[str]) -> Problem:
    message = f"aucun modèle annoté de « {kind} »{did_you_mean(kind, met)} : attendu un bloc « ```yaml » qui commence par « # data/{kind}/<id>.yml »"
    return Problem(FILE, 1, 1, message)


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
