"""The pages of records: MkDocs reads no file for them, and other processors make what they can of them meanwhile."""

import logging
import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from logging.handlers import QueueHandler
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.meta import get_data

from .content import finished
from .copies import copy_for, free_processors
from .exports import write
from .exports.twins import twin


@dataclass
class Made:
    """What is left of a page once it is made: it may come from another process."""

    meta: dict[str, Any]
    content: bytes
    toc: TableOfContents
    anchors: set[str]
    links: dict[str, dict[str, str]]
    """Path of another page -> anchor in it -> the link as it was written."""
    said: Sequence[logging.LogRecord] = ()
    """What a process told its log: `--strict` counts warnings here."""


class RecordPage(Page):
    """Written by a macro, when it is its turn or before. MkDocs' events see an empty page."""

    beside: "Beside | None" = None

    def read_source(self, config: Any) -> None:
        self.markdown = ""

    def render(self, config: Any, files: Files) -> None:
        made = (self.beside and self.beside.made(self)) or self.make(config, files)
        self.meta, self.toc, self.present_anchor_ids = made.meta, made.toc, made.anchors
        self.links_to_anchors = {files.src_uris[path]: links for path, links in made.links.items()}
        for record in made.said:
            logging.getLogger(record.name).handle(record)
        config.guide_build.contents[self.file.src_uri] = made.content
        self.markdown = self.content = ""  # it waits among the contents

    def make(self, config: Any, files: Files) -> Made:
        """Write the page and its Markdown twin."""
        build = config.guide_build
        self.markdown, self.meta = get_data(build.record_pages[self.file.src_uri]())
        if record := build.record_of(self):
            write(Path(config.site_dir), *twin(record, self.markdown, build))
        super().render(config, files)
        content = finished(self, build).encode()
        links = {file.src_uri: links for file, links in (self.links_to_anchors or {}).items()}
        return Made(self.meta, content, self.toc, self.present_anchor_ids, links)


class Beside:
    """Makes the pages of records in copies of this process, from the last one back, while MkDocs makes them from the first."""

    def __init__(self, config: Any, files: Files) -> None:
        self._left: dict[str, RecordPage] = {}
        self._begun: dict[str, Future[Made | None]] = {}
        self._lock = threading.Lock()
        self._copies: list[Process] = []
        self._threads: list[threading.Thread] = []
        if number := free_processors():
            self._left = {file.src_uri: file.page for file in files if isinstance(file.page, RecordPage)}
        for page in self._left.values():
            page.beside = self
        for _ in range(number):
            here, there = Pipe()
            self._copies.append(copy_for(_work, here, there, config, files))
            there.close()  # if the copy dies, reading ends
            self._threads.append(threading.Thread(target=self._keep_busy, args=(here,), daemon=True))
        for thread in self._threads:  # once there is no other copy to make
            thread.start()

    def _keep_busy(self, copy: Connection) -> None:
        """Give a copy pages: one to make, and one that waits for its turn."""
        begun: deque[Future[Made | None]] = deque()
        with copy, suppress(Exception):
            while True:
                while len(begun) < 2 and (path := self._begin()):
                    begun.append(self._begun[path])
                    copy.send(path)
                if not begun:
                    return
                made = copy.recv()
                begun.popleft().set_result(made)
        for page in begun:  # the copy died, or cannot be understood
            page.set_result(None)

    def _begin(self) -> str | None:
        with self._lock:
            if not self._left:
                return None
            path, _ = self._left.popitem()
            self._begun[path] = Future()
            return path

    def made(self, page: RecordPage) -> Made | None:
        """None where nobody has begun it, or where whoever did could not: its turn has come, and it fails here if it must."""
        with self._lock:
            self._left.pop(page.file.src_uri, None)
            begun = self._begun.get(page.file.src_uri)
        return begun and begun.result()

    def stop(self) -> None:
        """Nothing more is begun, nor kept."""
        with self._lock:
            self._left.clear()
        for running in (*self._threads, *self._copies):
            running.join()
        self._begun.clear()


def _work(parent: Connection, here: Connection, config: Any, files: Files) -> None:
    """In a copy: make the pages that are asked for, until nobody asks any more."""
    parent.close()
    said: SimpleQueue[logging.LogRecord] = SimpleQueue()
    log = logging.getLogger(Page.__module__.partition(".")[0])  # MkDocs, or what goes on from it
    log.handlers[:] = [QueueHandler(said)]
    log.propagate = False
    with suppress(EOFError, OSError):
        while True:
            page = files.src_uris[here.recv()].page
            try:
                made = page.make(config, files)
            except (Exception, SystemExit):
                made = None
            heard = [said.get() for _ in range(said.qsize())]
            if made:
                made.said = heard
            here.send(made)
