"""What the site gives besides its pages. Each writer takes the build and yields (path from the site's root, bytes); the Markdown twin of a page is written with it."""

import gc
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from .agenda_files import agenda_files
from .bundles import bundles
from .clause_files import clause_files
from .ecrans import loops, short_addresses
from .embed import embeds
from .feeds import feeds
from .headers import header_files
from .hosting import hosting_files
from .kit_files import kit_files
from .llms import llms_file
from .open_data import open_data_files
from .opensearch import opensearch
from .screen_packages import screen_packages
from .search_files import search_files

if TYPE_CHECKING:
    from ..build import Build

WRITERS = (search_files, kit_files, open_data_files, clause_files, loops, embeds, short_addresses, feeds, agenda_files, header_files, hosting_files, bundles, llms_file, opensearch)
"""The longest first: two processes share them."""


def write_exports(build: "Build", site: Path) -> None:
    """Write every export below the site's root; last, the packages, made of files that are there by then."""
    turns, filled = os.pipe()
    os.write(filled, bytes(range(len(WRITERS))))
    os.close(filled)

    def take_turns() -> None:
        while turn := os.read(turns, 1):  # a byte goes to one process only
            for path, content in WRITERS[turn[0]](build):
                write(site, path, content)

    with _meanwhile(take_turns):
        take_turns()
    os.close(turns)
    for path, content in screen_packages(site):
        write(site, path, content)


def write(site: Path, path: str, content: bytes) -> None:
    """Write one file; `path` is relative to the site's root."""
    target = site / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


@contextmanager
def _meanwhile(task: Callable[[], None]) -> Iterator[None]:
    """Do a task in a copy of this process, on another processor. Raises RuntimeError where it failed, after its own complaint.

    First and here where a process cannot be copied (Windows, macOS), or must not be: among the threads of `mkdocs serve`.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        task()
        yield
        return
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()  # the collector would touch, and so copy, all that both processes share
    copy = os.fork()
    if copy == 0:
        failed = 1
        try:
            task()
            failed = 0
        except BaseException:  # the copy must end here, whatever happens
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(failed)
    try:
        yield
    finally:
        _, status = os.waitpid(copy, 0)
    if status:
        raise RuntimeError("des fichiers du site n'ont pas pu être écrits")
