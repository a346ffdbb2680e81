"""Every file of the real data in turn, with one key misspelt, with one value of a wrong kind, then taken away: `make check` says where, in French, and gives exit code 1.

Which key and which value are drawn by the name of the file: what fails comes back. Some ten minutes of one core.
"""

import copy
import json
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from broken import ENGLISH, LOCATED, Place, places, values_of
from conftest import Measure
from rechecking import Rechecked
from small_guide import ROOT

from macros.read.load import load
from macros.read.yaml_source import YamlSource, compose
from macros.text.language import LINK

FILES = sorted(
    file.relative_to(ROOT).as_posix() for file in (ROOT / "data").rglob("*") if file.is_file() and file.suffix != ".md"
)
LOTS = 12
NOTHING = "\n[]\n"
"""A list that holds nothing yet has neither key nor value to break."""


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rechecked]:
    """The project in a copy."""
    folder = tmp_path_factory.mktemp("chaque-fichier")
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, folder / "guide" / name)
    for name in ("mkdocs.yml", "organisation.yml"):
        shutil.copy(ROOT / name, folder / "guide")
    with pytest.MonkeyPatch.context() as patch:
        yield Rechecked(folder / "guide", folder / "seul", patch)


# The three ways to break a file


def misspelt(path: str, text: str) -> str:
    """The text with a letter too many in one of its keys, or in one of the codes of the CPV."""
    draw = random.Random(path)
    if path.endswith(".tsv"):
        return text.replace("\t", "x\t", draw.randrange(1, 9))
    if text.endswith(NOTHING):
        return text.replace(NOTHING, "\n[{mot: mot}]\n")
    key = draw.choice([place for place in places(values_of(text)) if isinstance(place[-1], str)])
    source = YamlSource(path)
    compose(text, source)
    line, column = source.place(key)
    lines = text.split("\n")
    end = column - 1 + len(str(key[-1])) + (lines[line - 1][column - 1] in "\"'")
    lines[line - 1] = f"{lines[line - 1][:end]}x{lines[line - 1][end:]}"
    return "\n".join(lines)


def of_a_wrong_kind(path: str, text: str) -> str:
    """The text with one value of another kind, as JSON: it is YAML, written fast."""
    if path.endswith(".tsv"):
        return text.replace("\t", "\n", 1)
    if text.endswith(NOTHING):
        return text.replace(NOTHING, "\n12\n")
    value = copy.deepcopy(values_of(text))
    place: Place = random.Random(path).choice(list(places(value)))
    holder: Any = value
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = WRONG[type(holder[place[-1]])]
    return json.dumps(value, ensure_ascii=False, indent=1)


WRONG: dict[type, Any] = {str: ["mot"], int: {"mot": "mot"}, bool: "mot", list: "mot", dict: 12}
WAYS: dict[str, Callable[[str, str], str | None]] = {
    "misspelt": misspelt,
    "of a wrong kind": of_a_wrong_kind,
    "taken away": lambda path, text: None,
}


# What is asked


def faults_of(path: str, way: str, code: int, said: list[str]) -> Iterator[str]:
    """What is wrong with an answer."""
    if code == 0:
        yield "nothing is said"
        return
    yield from (f"without its place: {line}" for line in said if not LOCATED.match(line))
    yield from (f"in English: {line}" for line in said if ENGLISH.search(line.partition(": ")[2]))
    if way != "taken away" and not any(line.startswith(f"{path}:") for line in said):
        yield f"nothing is said of its own place: {said[:2]}"


@pytest.fixture(scope="module")
def cited() -> set[str]:
    """« data/textes/ccp-l2111-1.yml »: whatever a record names, a text or a page links to."""
    catalog = load(ROOT / "data").catalog
    files = [*sorted((ROOT / "data").rglob("*.yml")), *sorted((ROOT / "docs").rglob("*.md"))]
    linked = {link["adresse"] for file in files for link in LINK.finditer(file.read_text(encoding="utf-8"))}
    return {f"data/{kind}/{name}.yml" for record in catalog for _, kind, name in record.named} | {
        f"data/{address}.yml" for address in linked
    }


def missed_by_nobody(path: str, cited: set[str]) -> bool:
    """Whether a file may go without a word: no record names it; it is a measure, which `make mesures` takes again; or it is
    the one version of its clause: nothing left says that it was published, and the check with a base, as the forge runs it,
    is the one that tells (tests/test_comparaison.py)."""
    folder = path.rpartition("/")[0]
    if "/versions/" in path:
        return sum(file.startswith(f"{folder}/") for file in FILES) == 1
    return folder == "data/mesures" or (path.count("/") == 2 and path not in cited)


@pytest.mark.parametrize("lot", range(LOTS))
def test_every_file_that_is_broken_is_told_at_its_place(
    guide: Rechecked, cited: set[str], capsys: pytest.CaptureFixture[str], measure: Measure, lot: int
):
    faults, silent, counts = [], [], Counter[str]()
    for path in FILES[lot::LOTS]:
        text = (guide.root / path).read_text(encoding="utf-8")
        for way, broken in WAYS.items():
            try:
                code, said = guide.told(path, broken(path, text), lambda: capsys.readouterr().err)
            except Exception as error:
                faults.append(f"{path}, {way}: {error!r}")
                continue
            if code == 0 and way == "taken away" and missed_by_nobody(path, cited):
                counts["silent"] += 1
                silent.append(path)
            else:
                counts["told"] += 1
                faults += [f"{path}, {way}: {fault}" for fault in faults_of(path, way, code, said)]
    measure("each file, in three ways", f"{counts['told']} told, {counts['silent']} silent")
    measure.detail([f"taken away without a word: {', '.join(silent)}"])
    assert faults == []
