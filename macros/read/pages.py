"""The pages of docs/ written by people: front matter and text, before MkDocs sees them."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from pydantic import ValidationError

from ..model.base import LONGEST_TEXT, Ligne, Model, Resume
from ..model.local import DOCS_LOCALE
from .leftovers import of_an_editor
from .messages import translated
from .problems import Problem
from .yaml_source import YamlSource, compose, read_text

_TARGET = re.compile(r"""(?:\]\(<?|\]: +|(?:src|href)=["'])([^)\s"'>]+)""")
_BLOCK = re.compile(r"(?:[^\n]+\n?)+")
"""Lines without an empty one between them: what Markdown reads at once, in more than proportion of its length."""


class Entete(Model):
    """The front matter of a page: an unknown key is refused, so that a misspelt `diffusion` cannot publish a page."""

    title: Ligne
    description: Resume
    render_macros: bool = False
    diffusion: Literal["publique", "interne"] = "publique"
    publics: tuple[Literal["agents", "elus", "fournisseurs", "nouveaux"], ...] = ()
    hide: tuple[Literal["navigation", "toc", "path", "recherche"], ...] = ()


@dataclass(frozen=True)
class Page:
    """One page. `body` keeps the line numbers of the file: the front matter is blanked out."""

    path: str
    entete: Entete
    body: str
    root: str = ""
    """The docs folder that holds it; the organisation's pages and ours are in two, side by side."""

    @property
    def uri(self) -> str:
        """Its path below its docs folder: "clauses/index.md"."""
        return self.path.partition("/")[2]

    @property
    def address(self) -> str:
        """From the site's root: "docs/clauses/index.md" -> "clauses/"."""
        path = self.uri.removesuffix(".md")
        return f"{path.removesuffix('index').rstrip('/')}/".removeprefix("/")

    def targets(self) -> Iterator[str]:
        """The paths below docs/ that it links to or shows."""
        folder = posixpath.dirname(self.uri)
        for address in _TARGET.findall(self.body):
            path = unquote(address.partition("#")[0])
            yield posixpath.normpath(posixpath.join("/", folder, path)).removeprefix("/")


_LEFT_TO_THE_SITE = ("assets/css/", "assets/js/", "assets/vendor/", "assets/paquets/", "assets/recherche/", "api/")


def load_all_pages(root: Path) -> tuple[list[Page], list[Problem]]:
    """The pages of docs/, and those of docs-locale/ beside them or in their place. `root` is the project's."""
    pages, problems = load_pages(root / "docs")
    local = root / DOCS_LOCALE
    if not local.is_dir():
        return pages, problems
    own, more = load_pages(local)
    for file in sorted(local.rglob("*")):
        uri = file.relative_to(local).as_posix()
        if file.is_file() and uri.startswith(_LEFT_TO_THE_SITE) and not of_an_editor(file):
            message = "la forme du site ne se change pas ici : attendu une page (.md) ou une image (assets/img/…)"
            more.append(Problem(f"{local.name}/{uri}", 1, 1, message))
    taken = {page.uri for page in own} | {problem.path.partition("/")[2] for problem in more}
    return [*(page for page in pages if page.uri not in taken), *own], [*problems, *more]


def load_pages(root: Path) -> tuple[list[Page], list[Problem]]:
    """Read every Markdown file below `root` (a docs folder)."""
    pages, problems = [], []
    for file in sorted(root.rglob("*.md")):
        if file.relative_to(root).parts[0] == "assets" or of_an_editor(file):
            continue
        source = YamlSource(f"{root.name}/{file.relative_to(root).as_posix()}")
        page = _page(file, source, root)
        problems += source.problems
        if page is not None:
            pages.append(page)
    return pages, problems


def _page(file: Path, source: YamlSource, root: Path) -> Page | None:
    text = read_text(file, source)
    if text is None:
        return None
    parts = text.split("---\n", 2)
    if len(parts) < 3 or parts[0]:
        source.problems.append(
            Problem(source.path, 1, 1, "en-tête absent : attendu « --- », title, description, « --- » en tête de page")
        )
        return None
    compose(f"\n{parts[1]}", source)
    if not isinstance(source.value, dict):
        if source.value is not None:
            message = "en-tête mal formé : attendu « clé: valeur » à chaque ligne, title et description d'abord"
            source.problems.append(source.problem((), message))
        return None
    try:
        entete = Entete.model_validate(source.value)
    except ValidationError as error:
        source.problems += translated(error, source, Entete)
        return None
    body = "\n" * (parts[1].count("\n") + 2) + parts[2]
    if long := next((block for block in _BLOCK.finditer(body) if block.end() - block.start() > LONGEST_TEXT), None):
        line = body.count("\n", 0, long.start()) + 1
        source.problems.append(
            Problem(
                source.path, line, 1, f"paragraphe de plus de {LONGEST_TEXT} caractères : le couper par une ligne vide"
            )
        )
        return None
    return Page(source.path, entete, body, str(root))
