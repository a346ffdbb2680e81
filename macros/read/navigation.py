"""The pages that mkdocs.yml places in the navigation, and those that it leaves out on purpose."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pathspec import GitIgnoreSpec

from ..model.local import DOCS_LOCALE
from .pages import Page
from .problems import Problem
from .yaml_source import KeyPath, YamlSource, read_into

FILE = "mkdocs.yml"
PATTERNS = ("not_in_nav", "exclude_docs", "draft_docs")
"""Settings that hold patterns, as in a .gitignore."""


@dataclass
class Navigation:
    """`named`: paths below docs/, with their place; `left_out`: what need not be named."""

    named: dict[str, Problem] = field(default_factory=dict)
    left_out: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec.from_lines(()))


def missing_pages(root: Path, pages: tuple[Page, ...]) -> Iterator[Problem]:
    """A page that no navigation names, a name that no page answers, settings that cannot be read: MkDocs would say it in English, without a line."""
    problems: list[Problem] = []
    navigation = _read(root, problems)
    yield from problems
    if problems or not navigation.named:
        return
    for page in pages:
        if page.path.startswith(f"{DOCS_LOCALE}/"):
            continue  # it gets its place below the organisation's name
        if page.uri not in navigation.named and not navigation.left_out.match_file(page.uri):
            yield Problem(
                page.path,
                1,
                1,
                f"page absente de la navigation : l'ajouter à « nav: » de {FILE}, ou à « not_in_nav: » si une autre page y mène",
            )
    for path, problem in navigation.named.items():
        if not any((root / folder / path).is_file() for folder in ("docs", DOCS_LOCALE)):
            yield problem


def settings_absent(root: Path) -> Iterator[Problem]:
    """What the check says where there are no settings; a copy of the data that is tried apart has none."""
    if not (root / FILE).exists():
        yield Problem(FILE, 1, 1, "réglages absents : remettre ce fichier")


def site_name(root: Path) -> str:
    """What the settings call the site; "" where they cannot be read."""
    return next((str(source.value["site_name"]) for source in _files(root, []) if "site_name" in source.value), "")


def _read(root: Path, problems: list[Problem]) -> Navigation:
    found = Navigation()
    said: set[str] = set()
    for source in _files(root, problems):
        for key in PATTERNS:
            patterns = _patterns(source, key, problems)
            if key == "not_in_nav" and key in source.value and key not in said:
                found.left_out = patterns
        if "nav" not in said:
            for key_path, path in _targets(source.value.get("nav"), ("nav",)):
                message = f"page absente « docs/{path} » : l'écrire, corriger son nom ou retirer cette ligne"
                found.named.setdefault(path, source.problem(key_path, message))
        said |= source.value.keys()
    return found


def _files(root: Path, problems: list[Problem]) -> Iterator[YamlSource]:
    """The settings, then those that they inherit from, each a table. What cannot be read ends it, and goes into `problems`."""
    file, child = root / FILE, YamlSource(FILE)
    read: set[Path] = set()
    while file.exists():
        if file.resolve() in read:
            message = "« INHERIT » mène à un fichier déjà lu : retirer cette ligne"
            problems.append(child.problem(("INHERIT",), message))
            return
        read.add(file.resolve())
        name = file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
        source = read_into(YamlSource(name, expected="les réglages de MkDocs", is_shared=True), file)
        problems += source.problems
        if not isinstance(source.value, dict):
            if not source.problems:
                problems.append(source.problem((), "attendu des lignes « clé: valeur »"))
            return
        yield source
        parent = source.value.get("INHERIT")
        if not isinstance(parent, str):
            return
        file, child = file.parent / parent, source
    if read:
        message = (
            f"« INHERIT » : fichier « {child.value['INHERIT']} » introuvable ; corriger son nom ou retirer cette ligne"
        )
        problems.append(child.problem(("INHERIT",), message))


def _patterns(source: YamlSource, key: str, problems: list[Problem]) -> GitIgnoreSpec:
    lines = str(source.value.get(key, "")).splitlines()
    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:
            message = f"« {key} » : motif « {line} » mal formé (ils s'écrivent comme dans un .gitignore) ; le corriger ou le retirer"
            problems.append(source.problem((key,), message))
            return GitIgnoreSpec.from_lines(())
    return GitIgnoreSpec.from_lines(lines)


def _targets(nav: Any, key_path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    items = nav.items() if isinstance(nav, dict) else enumerate(nav) if isinstance(nav, tuple) else ()
    for key, item in items:
        yield from _targets(item, (*key_path, key))
    if isinstance(nav, str) and nav.endswith(".md"):
        yield key_path, nav
