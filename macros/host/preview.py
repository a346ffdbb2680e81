"""`mkdocs serve`, what a reader is answered while someone writes: the last guide that could be built, and what is wrong since."""

import logging
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from html import escape
from pathlib import Path
from threading import Lock, Thread, get_ident
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from ..exports.csp import with_policy

LATER: ContextVar[dict[str, Callable[[], None]] | None] = ContextVar("LATER", default=None)
"""While a preview is rebuilt: what writes a file when a reader asks for it, by its path; REST for all the others."""
REST = ""
KEPT = "La modification n'est pas montrée : corriger ce qui suit, puis enregistrer. Les pages d'avant restent servies."
_log = get_plugin_logger("guide")
_builder = logging.getLogger("mkdocs.commands.build")


class Preview:
    """Wraps MkDocs' server: readers get the last guide that could be built, with what is wrong since."""

    def __init__(self, server: LiveReloadServer, site: Path) -> None:
        self._site = site
        self._build = server.builder
        self._app: WSGIApplication = server.get_app()  # type: ignore[assignment]  # the server has one since it was made
        self._fault = ""
        self._later: dict[str, Callable[[], None]] = {}
        self._below = server.mount_path
        self._writing = Lock()
        server.builder = self.rebuild
        server.set_app(self.answer)

    def rebuild(self) -> None:
        """Build again. A fault is told and the site stays as it was; were it raised, the server would answer nobody."""
        later: dict[str, Callable[[], None]] = {}
        with self._writing, _told() as told:
            previous = _aside(self._site)
            token = LATER.set(later)
            try:
                self._build()
            except (Exception, SystemExit) as error:
                own = [str(error)] if isinstance(error, PluginError) else []  # MkDocs only tells its page
                self._fault = "\n".join([*told, *own]) or f"{type(error).__name__} : {error}"
                _log.debug("Construction manquée", exc_info=True)
                _log.error(KEPT if told and not own else f"{KEPT}\n{self._fault}")
                if previous:
                    _discard(self._site)
                    previous.rename(self._site)
            else:
                self._fault, self._later = "", later
                if previous:
                    _discard(previous)
            finally:
                LATER.reset(token)

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """What MkDocs' server answers. Its pages say what is wrong, and may run the script by which they reload."""
        status, headers, body = self._ask(environ)
        if status.startswith("404") and self._written(environ["PATH_INFO"].removeprefix(self._below)):
            status, headers, body = self._ask(environ)
        if dict(headers).get("Content-Type") == "text/html":
            body = [with_policy(self._with_fault(b"".join(body).decode())).encode()]
            headers = [(name, value) for name, value in headers if name != "Content-Length"]
            headers.append(("Content-Length", str(len(body[0]))))
        start_response(status, headers)
        return body

    def _ask(self, environ: WSGIEnvironment) -> tuple[str, list[tuple[str, str]], Iterable[bytes]]:
        said: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], fault: Any = None, /) -> Callable[[bytes], object]:
            said[:] = status, headers
            return said.append

        body = self._app(environ, start)
        return said[0], said[1], body

    def _written(self, path: str) -> bool:
        """Whether this file, or else all that waits besides the pages, waited to be written and is now."""
        with self._writing:
            names = (f"{path}index.html", f"{path}/index.html", REST)
            waited = next((name for name in names if name in self._later), None)
            if waited is None:
                return (self._site / path).is_file()  # another request had it written while this one waited
            try:
                self._later.pop(waited)()
            except Exception as error:
                self._fault = f"{path or 'index.html'} : {error}"
                _log.error(f"Ce fichier n'a pu être écrit : {self._fault}")
            return True

    def _with_fault(self, html: str) -> str:
        if not self._fault:
            return html
        told = f"<p><strong>{KEPT}</strong></p><pre>{escape(self._fault, quote=False)}</pre>"
        return html.replace('id="contenu">', f'id="contenu"><div role="alert">{told}</div>', 1)


def _aside(site: Path) -> Path | None:
    """Where the site stands while another one is made in its place; None where the system keeps hold of it."""
    previous = site.with_name(f"{site.name}.precedent")
    try:
        site.rename(previous)
    except OSError:
        return None
    site.mkdir()
    return previous


def _discard(folder: Path) -> None:
    """Remove a folder; nobody waits for it."""
    refused = folder.with_name(f"{folder.name}.retire")
    folder.rename(refused)
    Thread(target=shutil.rmtree, args=(refused, True)).start()


class _Told(logging.Handler):
    """Keeps what one thread says of a fault."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self._thread = get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.lines.append(record.getMessage().strip())


@contextmanager
def _told() -> Iterator[list[str]]:
    """The faults that a build tells."""
    handler = _Told()
    logging.getLogger("mkdocs").addHandler(handler)
    _builder.addFilter(_worth_saying)
    try:
        yield handler.lines
    finally:
        logging.getLogger("mkdocs").removeHandler(handler)
        _builder.removeFilter(_worth_saying)


def _worth_saying(record: logging.LogRecord) -> bool:
    """Not one line for each page that is put off."""
    return not record.getMessage().startswith("Page skipped")
