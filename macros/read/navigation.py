"""The pages that mkdocs.yml places in the navigation, and those that it leaves out on purpose."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pathspec import GitIgnoreSpec

from ..model.local import DOCS_LOCALE
from .pages import Page
from .problems import Problem

FILE = "mkdocs.yml"


class _Settings(yaml.SafeLoader):
    """Reads what MkDocs reads: its own tags, which name functions or the environment, stand for nothing here."""


_Settings.add_multi_constructor("", lambda loader, suffix, node: None)


@dataclass(frozen=True)
class Navigation:
    """`named`: paths below docs/, with the line of mkdocs.yml; `left_out`: patterns, as in a .gitignore."""

    named: dict[str, int]
    left_out: GitIgnoreSpec


def missing_pages(root: Path, pages: tuple[Page, ...]) -> Iterator[Problem]:
    """A page that no navigation names, and a name that no page answers: MkDocs would say it in English, without a line."""
    navigation = _read(root)
    if navigation is None or not navigation.named:
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
    for path, line in navigation.named.items():
        if not any((root / folder / path).is_file() for folder in ("docs", DOCS_LOCALE)):
            yield Problem(
                FILE, line, 1, f"page absente « docs/{path} » : l'écrire, corriger son nom ou retirer cette ligne"
            )


def _read(root: Path) -> Navigation | None:
    """None where there are no settings, or where they cannot be read: MkDocs says what is wrong with them."""
    settings: dict[str, Any] = {}
    file: Path | None = root / FILE
    lines: list[str] = []
    while file and file.is_file():
        text = file.read_text(encoding="utf-8", errors="replace")
        try:
            read = yaml.load(text, _Settings)  # a SafeLoader: it makes no object
        except yaml.YAMLError:
            return None
        read = read if isinstance(read, dict) else {}
        if "nav" in read and "nav" not in settings:
            lines = text.splitlines()
        settings = {**read, **settings}
        parent = read.get("INHERIT")
        file = file.parent / parent if isinstance(parent, str) else None
    named = {
        path: next((number for number, line in enumerate(lines, 1) if path in line), 1)
        for path in _targets(settings.get("nav"))
    }
    return Navigation(named, GitIgnoreSpec.from_lines(str(settings.get("not_in_nav") or "").splitlines()))


def _targets(nav: Any) -> Iterator[str]:
    if isinstance(nav, list):
        for item in nav:
            yield from _targets(item)
    elif isinstance(nav, dict):
        for item in nav.values():
            yield from _targets(item)
    elif isinstance(nav, str) and nav.endswith(".md"):
        yield nav
