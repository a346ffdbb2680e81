"""A synthetic corpus of any size, grown from the project's own clauses: same lengths, same links, seeded."""

import random
import re
import shutil
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ("macros", "overrides", "docs", "mkdocs.yml", "organisation.yml")
_SENTENCE = re.compile(r"(?<=[a-zé])\.(?=['\"]?$)", re.MULTILINE)
"""The end of a sentence at the end of a line: a number there makes the text of a grown clause its own, so that nothing measured lives on repetition."""


def grow(target: Path, count: int, seed: int = 1) -> None:
    """Copy the project to `target`, with `count` clauses drawn from its own under new ids and titles: from those that keep the drafting rules without an exception."""
    for name in PROJECT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target / name)
    shutil.copytree(ROOT / "data", target / "data")
    rules = yaml.safe_load((ROOT / "data" / "regles-redaction.yml").read_text(encoding="utf-8"))
    excepted = {exception["clause"] for rule in rules["regles"] for exception in rule.get("exceptions", ())}
    originals = [file for file in sorted((ROOT / "data" / "clauses").glob("*.yml")) if file.stem not in excepted]
    if not originals:
        raise SystemExit("aucune clause : rien à mesurer")
    draw = random.Random(seed)
    for number in range(count - len(originals) - len(excepted)):
        original = draw.choice(originals)
        text = original.read_text(encoding="utf-8")
        text = re.sub(
            r"^titre: (['\"]?)", lambda found: f"titre: {found[1]}{number:05d} ", text, count=1, flags=re.MULTILINE
        )
        text = _SENTENCE.sub(f" {number:05d}.", text)
        (target / "data" / "clauses" / f"{original.stem}-{number:05d}.yml").write_text(text, encoding="utf-8")
