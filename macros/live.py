"""`mkdocs serve` after an edit of texts: the data is read and checked at once, and a page is made again when a browser asks for it.

What the site gives besides its pages (search, screens, blocks to embed, feeds, files to download) waits for the next whole build, and the writer is told so.
Any other edit (a file more or less, a loop of screens, a closed list, a template, a style sheet) builds everything again, as MkDocs alone would.
"""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .exports.csp import with_policy
from .guide import load_guide
from .model import KINDS, Ecran
from .problems import DataError
from .yaml_source import of_an_editor, stamp

Stamps = dict[Path, tuple[int, int]]
"""File -> its stamp."""
_WAITING = "La recherche, les écrans, les blocs à intégrer, les flux et les fichiers à télécharger attendent la prochaine construction entière : arrêter (Ctrl-C) et relancer."


@dataclass
class Site:
    """What MkDocs has in hand while it builds the whole site, and what making one page again takes."""

    config: Any
    files: Any
    nav: Any
    beside: Any
    """The processes that make pages too, the first time."""
    env: Any = None

    def page_at(self, address: str) -> Any:
        """The file of the page at an address from the site's root, or None."""
        wanted = f"{address}index.html" if address.endswith("/") or not address else address
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
        self._server, self._whole, self._app, self._log = server, whole, server.get_app(), log
        self._watched = [Path(path).absolute() for path in watched]
        self._stamps = self._look()
        self._fresh: set[str] | None = None
        """The pages made since the last edit; None while all are as MkDocs built them."""
        self._lock = threading.Lock()
        inject = server._inject_js_into_html
        server._inject_js_into_html = lambda content, epoch: with_policy(inject(content, epoch).decode()).encode()  # its script, too, must be named
        server.builder = self.rebuild
        server.set_app(self.answer)

    def _look(self) -> Stamps:
        files = (file for path in self._watched for file in ((path,) if path.is_file() else path.rglob("*")))
        return {file: found for file in files if file.suffix != ".pyc" and not of_an_editor(file) and (found := stamp(file))}

    def rebuild(self) -> None:
        """After an edit. Problems of the data are told, and nothing is made of what holds them."""
        with self._lock:
            start = time.perf_counter()
            stamps = self._look()
            changed = {file for file, _ in stamps.items() ^ self._stamps.items()}
            if not changed:
                return
            before = latest.config.guide_build
            try:
                guide = load_guide(before.root, before=before.guide)
                after = replace(before, guide=guide, html=[], contents={})
                alone = stamps.keys() == self._stamps.keys() and after.outline == before.outline and all(_is_remade_alone(file, before.root) for file in changed)
                if not alone:
                    load_guide(before.root)  # the rules on all pages: MkDocs would tell their problems too, but serve nothing more
            except DataError as error:
                self._log.error("\n%s", error)
                return
            if not alone:
                self._fresh, self._stamps = None, {}  # if it fails, any edit builds everything again
                self._whole()
                self._stamps = stamps
                return
            latest.config.guide_build = after
            self._fresh, self._stamps = set(), stamps
            for file in latest.files.documentation_pages():
                if file.abs_src_path and Path(file.abs_src_path) in changed:
                    self._make(file)  # at once: a neighbour may say its title
            self._log.info("%s relu en %.1f s. %s", ", ".join(sorted(file.name for file in changed)), time.perf_counter() - start, _WAITING)

    def answer(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        """The page that is asked for is made first, where it is older than the last edit."""
        path = environ["PATH_INFO"].encode("latin-1").decode(errors="ignore")
        epoch = -1
        while not path.startswith("/livereload/") and epoch != self._server._wanted_epoch:  # another edit may come meanwhile
            with self._server._epoch_cond:
                self._server._epoch_cond.wait_for(lambda: self._server._visible_epoch == self._server._wanted_epoch)
                epoch = self._server._visible_epoch
            with self._lock:
                if self._fresh is not None and (file := latest.page_at(path.removeprefix(self._server.mount_path))) and file.src_uri not in self._fresh:
                    self._make(file)
        return self._app(environ, start_response)

    def _make(self, file: Any) -> None:
        """A page that holds problems, or that fails, stays as it was."""
        source = Path(file.abs_src_path) if file.abs_src_path else None
        if source and stamp(source) != self._stamps.get(source):
            return  # the checks refused what it says now
        try:
            latest.make(file)
            self._fresh.add(file.src_uri)
        except (Exception, SystemExit):  # mkdocs-macros exits where a macro fails
            self._log.exception("Page non refaite : %s", file.src_uri)


def _is_remade_alone(file: Path, root: Path) -> bool:
    """Whether what changed is a record that is shown in pages only, or a page written by people."""
    if not file.is_relative_to(root):
        return False
    folder, *rest = file.relative_to(root).parts
    return (folder == "data" and file.suffix == ".yml" and rest[0] in KINDS and rest[0] != Ecran.kind) or (folder == "docs" and file.suffix == ".md")
