"""`mkdocs serve` after an edit of texts: the data is read and checked at once, and a page is made again when a browser asks for it.

What the site gives besides its pages (search, feeds, files to download) waits for the next whole build, and the writer is told so. Any other edit (a file
more or less, a closed list, a template, a style sheet) builds everything again, as MkDocs alone would.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .guide import load_guide
from .load import of_an_editor
from .model import KINDS
from .problems import DataError

Stamps = dict[Path, tuple[int, int]]
"""File -> when it was written (ns), and its size (bytes)."""
_WAITING = "La recherche, les flux et les fichiers à télécharger attendent la prochaine construction entière : arrêter (Ctrl-C) et relancer pour les voir."


@dataclass
class Site:
    """What MkDocs has in hand while it builds the whole site, and what making one page again takes."""

    config: Any
    files: Any
    nav: Any
    env: Any = None

    def page_at(self, path: str) -> Any:
        """The file of the page that a path of the server shows, or None."""
        mount = "/" + self.config.site_url.split("/", 3)[3]
        wanted = path.removeprefix(mount) + ("index.html" if path.endswith("/") else "")
        return next((file for file in self.files.documentation_pages() if file.dest_uri == wanted), None)

    def make(self, file: Any) -> None:
        """Write a page again."""
        from mkdocs.commands.build import _build_page, _populate_page  # MkDocs has no public way to make one page

        _populate_page(file.page, self.config, self.files)
        _build_page(file.page, self.config, self.files.documentation_pages(), self.nav, self.env)


latest: Site | None = None
"""MkDocs makes a new configuration for each whole build: the hooks leave the last one here."""


class Live:
    """Stands between MkDocs' server, its builder and what is asked of it."""

    def __init__(self, server: Any, whole: Callable[[], None], watched: Iterable[str], log: Any) -> None:
        self._whole, self._app, self._log = whole, server.get_app(), log
        self._watched = [Path(path) for path in watched]
        self._stamps = self._look()
        self._fresh: set[str] | None = None
        """The pages made since the last edit; None while all are as MkDocs built them."""
        self._lock = threading.Lock()
        server.builder = self.rebuild
        server.set_app(self.answer)

    def _look(self) -> Stamps:
        return {file: (stat.st_mtime_ns, stat.st_size) for file in self._files() for stat in [file.stat()]}

    def _files(self) -> Iterator[Path]:
        for path in self._watched:
            for file in (path,) if path.is_file() else path.rglob("*"):
                if file.is_file() and file.suffix != ".pyc" and not of_an_editor(file):
                    yield file

    def rebuild(self) -> None:
        """After an edit. Problems of the data are told, and the site stays as it was."""
        with self._lock:
            start = time.perf_counter()
            stamps = self._look()
            changed = {file for file, _ in stamps.items() ^ self._stamps.items()}
            if not changed:
                return
            before = latest.config.guide_build
            try:
                guide = load_guide(before.root, before=before.guide)
            except DataError as error:
                self._log.error("\n%s", error)
                return
            after = replace(before, guide=guide, html=[], contents={})
            if stamps.keys() == self._stamps.keys() and after.outline == before.outline and all(_is_text(file.relative_to(before.root)) for file in changed):
                latest.config.guide_build = after
                self._fresh = set()
                self._log.info("%s relu en %.1f s. %s", ", ".join(sorted(file.name for file in changed)), time.perf_counter() - start, _WAITING)
            else:
                self._whole()
                self._fresh = None
            self._stamps = stamps

    def answer(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        """The page that is asked for is made first, where it is older than the last edit; if that fails, the old one is shown."""
        if self._fresh is not None and (file := latest.page_at(environ["PATH_INFO"].encode("latin-1").decode(errors="ignore"))):
            with self._lock:
                if self._fresh is not None and file.src_uri not in self._fresh:
                    try:
                        latest.make(file)
                        self._fresh.add(file.src_uri)
                    except (Exception, SystemExit):  # mkdocs-macros exits where a macro fails
                        self._log.exception("Page non refaite : %s", file.src_uri)
        return self._app(environ, start_response)


def _is_text(file: Path) -> bool:
    """Whether what changed is a record, or a page written by people; `file` is relative to the project's root."""
    folder, *rest = file.parts
    return (folder == "data" and file.suffix == ".yml" and rest[0] in KINDS) or (folder == "docs" and file.suffix == ".md")
