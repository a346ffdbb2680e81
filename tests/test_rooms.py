"""The rooms of the house, as design and README draw them: who may import whom, and one meaning for each name."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from small_guide import ROOT

HOST = ("mkdocs", "properdocs", "material", "mkdocs_macros")
ROOMS = ("model", "read", "text", "checks", "views", "search", "exports", "host", "after")
NEVER = {
    "model": {"read", "checks", "views", "templates", "exports", "host", "after"},
    "read": {"views", "templates", "exports", "host", "after"},
    "text": {"read", "checks", "views", "templates", "exports", "host", "after"},
    "checks": {"templates", "exports", "host", "after"},
    "views": {"checks", "exports", "host", "after"},
    "search": {"checks", "templates", "exports", "host", "after"},
    "exports": {"checks", "host", "after"},
}
"""What a room does not know: the arrows of the data go one way, from files to pages."""


@cache
def modules() -> dict[str, ast.Module]:
    """The modules of the package by their path from macros/."""
    package = ROOT / "macros"
    return {
        str(file.relative_to(package)): ast.parse(file.read_text(encoding="utf-8"))
        for file in sorted(package.rglob("*.py"))
    }


def imported(path: str, tree: ast.Module) -> Iterator[str]:
    """Full names of what a module imports, "macros.…" where it is ours; what only the type checker reads counts too."""
    folder = ["macros", *Path(path).parent.parts]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = folder[: len(folder) - node.level + 1] if node.level else []
            base = ".".join([*start, *([node.module] if node.module else [])])
            yield from (f"{base}.{name.name}" for name in node.names)


def test_only_the_room_of_the_host_and_the_door_import_mkdocs():
    knowing = {
        path for path, tree in modules().items() for name in imported(path, tree) if name.partition(".")[0] in HOST
    }
    assert {path for path in knowing if not path.startswith("host/")} <= {"__init__.py"}
    assert any(path.startswith("host/") for path in knowing)


@pytest.mark.parametrize("room", NEVER)
def test_a_room_imports_nothing_of_a_room_that_comes_after_it(room: str):
    found = [
        f"{path} imports {name}"
        for path, tree in modules().items()
        if path.startswith(f"{room}/")
        for name in imported(path, tree)
        if name.startswith("macros.") and name.split(".")[1] in NEVER[room]
    ]
    assert found == []


def test_a_name_of_a_class_means_one_thing():
    where: dict[str, list[str]] = defaultdict(list)
    for path, tree in modules().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where[node.name].append(path)
    assert {name: paths for name, paths in where.items() if len(paths) > 1} == {}


def written_here(tree: ast.Module) -> set[str]:
    """Names that a module gives: to functions, classes, fields and attributes."""
    given = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    given |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return given | {
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }


def test_no_private_name_of_a_library_is_used():
    found = []
    for path, tree in modules().items():
        ours = written_here(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                names = [node.attr] if node.attr not in ours else []
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [name.name for name in node.names]
            else:
                continue
            found += [
                f"{path}:{node.lineno}: {name}" for name in names if name.startswith("_") and not name.endswith("__")
            ]
    assert found == []


def test_the_package_has_the_rooms_that_the_design_names():
    folders = {path.partition("/")[0] for path in modules() if "/" in path}
    assert set(ROOMS) <= folders
