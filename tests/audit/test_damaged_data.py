"""Damaged data of every sort: always complaints at their places, or a guide that holds; never a traceback, never a hang.

Minutes of work, hence not part of `make test`. The damage is seeded: a failure names its case, which comes back.
"""

import os
import random
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from small_guide import RECORDS, write_project

from macros.read.guide import load_guide
from macros.read.problems import DataError, Problem

PATIENCE = 10
"""Seconds after which a file hangs the checker."""
FILES = tuple(f"data/{name}.yml" for name in RECORDS)
CASES = 2_400


@contextmanager
def within(seconds: int) -> Iterator[None]:
    def too_long(*_: object) -> None:
        raise TimeoutError(f"more than {seconds} s")

    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def complaints(root: Path) -> tuple[Problem, ...]:
    """What the checker says; anything but a DataError fails the test."""
    with within(PATIENCE):
        try:
            load_guide(root)
        except DataError as error:
            for problem in error.problems:
                assert problem.path.startswith(("data/", "docs/")), problem
                assert problem.line >= 1 and problem.column >= 1, problem
                assert problem.message.strip(), problem
                assert "Traceback" not in problem.message and "pydantic" not in problem.message, problem
            return error.problems
    return ()


# Damage to the bytes


def _cut(data: bytes, draw: random.Random) -> bytes:
    return data[: draw.randrange(len(data))]


def _flip(data: bytes, draw: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(draw.randint(1, 8)):
        changed[draw.randrange(len(changed))] = draw.randrange(256)
    return bytes(changed)


TOKENS = [
    text.encode()
    for text in (
        "\t",
        "\r\n",
        "\r",
        "\0",
        "\ufeff",
        ": ",
        "- ",
        "&a ",
        "*a",
        "!!python/object:os.system ",
        "<<: ",
        "? ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "{",
        "[",
        "|\n",
        ">\n",
        '"',
        "'",
        "#",
        "\u2028",
        "\u202e",
        "\x85",
        "é",
        "😀",
        "~",
        "null",
        "NO",
        "0x1F",
        "1_000",
        "2026-13-45",
        "12:30:45",
        ".inf",
        "=",
        "@",
        "`",
    )
]
TOKENS += [b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80", b"\x1b[2J", b"A" * 5000]


def _insert(data: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(len(data) + 1)
    return data[:place] + draw.choice(TOKENS) + data[place:]


def _lines(data: bytes, draw: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    first, second = draw.randrange(len(lines)), draw.randrange(len(lines))
    change = draw.randrange(4)
    if change == 0:
        del lines[first]
    elif change == 1:
        lines.insert(second, lines[first])
    elif change == 2:
        lines[first], lines[second] = lines[second], lines[first]
    else:
        lines[first] = b" " * draw.randint(1, 9) + lines[first]
    return b"".join(lines)


def _encode(data: bytes, draw: random.Random) -> bytes:
    return data.decode().encode(draw.choice(("utf-16", "utf-32", "latin-1", "cp1252", "utf-8-sig")), errors="replace")


# Damage to the values

ODD = [
    None,
    True,
    False,
    0,
    -1,
    10**30,
    1.5,
    float("inf"),
    "",
    " ",
    "x" * 100_000,
    [],
    {},
    [[]],
    [None],
    {"": ""},
    {"a": {"b": {"c": []}}},
    "2026-02-30",
    "../../etc/passwd",
    "[x](javascript:alert(1))",
    "[[",
    "\u202e",
    "\x00",
    "{{ 7*7 }}",
    list(range(2000)),
]


def _value(data: bytes, draw: random.Random) -> bytes:
    tree = yaml.safe_load(data)
    holder, key = draw.choice(list(_places(tree)))
    change = draw.randrange(3)
    if change == 0:
        holder[key] = draw.choice(ODD)
    elif change == 1:
        del holder[key]
    else:
        holder[key] = {"inattendu": holder[key]} if draw.random() < 0.5 else [holder[key]] * draw.randint(0, 3)
    return yaml.safe_dump(tree, allow_unicode=True).encode("utf-8", "surrogatepass")


def _places(tree: object) -> Iterator[tuple[object, object]]:
    keys = tree.keys() if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in list(keys):
        yield tree, key
        yield from _places(tree[key])


DAMAGE: tuple[Callable[[bytes, random.Random], bytes], ...] = (_cut, _flip, _insert, _lines, _encode, _value, _value)
LOTS = 24


@pytest.mark.parametrize("lot", range(LOTS))
def test_a_damaged_file_is_told_or_holds(tmp_path: Path, lot: int):
    root = write_project(tmp_path / "guide")
    assert complaints(root) == ()
    told = 0
    for number in range(lot, CASES, LOTS):
        draw = random.Random(number)
        file = root / draw.choice(FILES)
        whole = file.read_bytes()
        damaged = whole
        for _ in range(draw.randint(1, 3)):
            damaged = (
                draw.choice(DAMAGE)(damaged, draw)
                if _readable(damaged)
                else draw.choice(DAMAGE[:3])(damaged or b" ", draw)
            )
        file.write_bytes(damaged)
        try:
            told += bool(complaints(root))
        except (Exception, AssertionError) as error:
            raise AssertionError(f"case {number}, {file.name}: {error!r}\n{damaged[:2000]!r}") from error
        file.write_bytes(whole)
    assert told > CASES / LOTS / 2


def _readable(data: bytes) -> bool:
    try:
        return isinstance(yaml.safe_load(data), dict) and bool(data.decode())
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, TypeError, RecursionError, AttributeError):
        return False


# What a seed would not find

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{after}: &{after} [{','.join([f'*{before}'] * 9)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
LOADS = {
    "an alias bomb": BOMB.encode(),
    "a deep list": b"titre: " + b"[" * 20_000 + b"]" * 20_000,
    "a deep map": b"titre: " + b"{a: " * 20_000 + b"}" * 20_000,
    "a deep indentation": b"".join(b" " * depth + b"a:\n" for depth in range(3_000)),
    "five megabytes of one word": b"titre: " + b"x" * 5_000_000,
    "five megabytes of list": b"titre:\n" + b"- x\n" * 1_250_000,
    "fifty thousand keys": b"".join(b"k%d: 1\n" % number for number in range(50_000)),
    "many documents": b"---\ntitre: a\n" * 5_000,
    "nothing": b"",
    "only a mark of order": b"\xef\xbb\xbf",
    "only NUL": b"\0" * 4096,
    "a picture": bytes(range(256)) * 40,
}


@pytest.mark.parametrize("load", LOADS)
def test_a_load_is_told_in_time(tmp_path: Path, load: str):
    root = write_project(tmp_path / "guide")
    (root / "data/clauses/charge.yml").write_bytes(LOADS[load])
    assert any(problem.path == "data/clauses/charge.yml" for problem in complaints(root))


NAMES = [
    "Majuscule.yml",
    "é.yml",
    " espace.yml",
    "a b.yml",
    ".cache.yml",
    "-.yml",
    "a..yml",
    "con.yml.yml",
    "a\nb.yml",
    "{{x}}.yml",
    "<b>.yml",
    "a" * 200 + ".yml",
    "sans-extension",
    "fiche.YML",
    "fiche.yaml",
    "\u202ea.yml",
    b"\xff.yml".decode("utf-8", "surrogateescape"),
]


@pytest.mark.parametrize("name", NAMES, ids=[ascii(name) for name in NAMES])
def test_an_odd_name_is_told(tmp_path: Path, name: str):
    root = write_project(tmp_path / "guide")
    (root / "data/clauses" / name).write_text("titre: x\n", encoding="utf-8")
    found = complaints(root)
    assert found
    str(DataError(found)).encode("utf-8", "backslashreplace")


def _to(target: str) -> Callable[[Path], None]:
    return lambda file: file.symlink_to(target)


NODES: dict[str, Callable[[Path], None]] = {
    "a link to nothing": _to("absente.yml"),
    "a link to itself": _to("noeud.yml"),
    "a link to a folder": _to("/"),
    "a link out of the project": _to("/etc/passwd"),
    "a folder": lambda file: file.mkdir(),
    "a pipe that nobody fills": os.mkfifo,
    "an endless device": _to("/dev/zero"),
}


@pytest.mark.parametrize("node", NODES)
def test_what_is_no_file_is_told(tmp_path: Path, node: str):
    root = write_project(tmp_path / "guide")
    NODES[node](root / "data/clauses/noeud.yml")
    found = complaints(root)
    assert any(problem.path == "data/clauses/noeud.yml" for problem in found), found
    assert "root:" not in str(DataError(found)), "what lies outside the project is not shown"
