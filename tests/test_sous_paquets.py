"""The sub-packages of macros/: which may import which, and one meaning for each name."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from small_guide import ROOT

CLASS = re.compile(r"[A-Z][a-z]\w+")
"""How a class is written, and a type that has a name (`Ligne = Annotated[…]`)."""
HOST = ("mkdocs", "properdocs", "material", "mkdocs_macros")
PACKAGES = ("model", "read", "text", "checks", "views", "search", "exports", "host", "after")
NEVER = {
    "model": {"read", "checks", "views", "templates", "exports", "host", "after"},
    "read": {"views", "templates", "exports", "host", "after"},
    "text": {"read", "checks", "views", "templates", "exports", "host", "after"},
    "checks": {"templates", "exports", "host", "after"},
    "views": {"checks", "exports", "host", "after"},
    "search": {"checks", "templates", "exports", "host", "after"},
    "exports": {"checks", "host", "after"},
}
"""What a sub-package does not import: data goes one way, from files to pages."""


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


def test_only_the_package_of_the_host_and_the_entry_point_import_mkdocs():
    knowing = {
        path for path, tree in modules().items() for name in imported(path, tree) if name.partition(".")[0] in HOST
    }
    assert {path for path in knowing if not path.startswith("host/")} <= {"__init__.py"}
    assert any(path.startswith("host/") for path in knowing)


@pytest.mark.parametrize("package", NEVER)
def test_a_package_imports_nothing_of_a_package_that_comes_after_it(package: str):
    found = [
        f"{path} imports {name}"
        for path, tree in modules().items()
        if path.startswith(f"{package}/")
        for name in imported(path, tree)
        if name.startswith("macros.") and name.split(".")[1] in NEVER[package]
    ]
    assert found == []


def test_a_name_of_a_class_or_of_a_type_means_one_thing():
    where: dict[str, list[str]] = defaultdict(list)
    for path, tree in modules().items():
        for node in tree.body:
            named = [node.name] if isinstance(node, ast.ClassDef) else []
            if isinstance(node, ast.Assign):
                named = [target.id for target in node.targets if isinstance(target, ast.Name)]
            for name in filter(CLASS.fullmatch, named):
                where[name].append(path)
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


def test_the_package_has_the_sub_packages_that_the_readme_names():
    folders = {path.partition("/")[0] for path in modules() if "/" in path}
    assert set(PACKAGES) <= folders
