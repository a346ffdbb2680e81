"""What the site gives besides its pages. Each writer takes the build and yields (path from the site's root, bytes); the Markdown twin of a page is written with it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..copies import copy_for, free_processors
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
"""The longest first: the processors share them."""


def write_exports(build: "Build", site: Path) -> None:
    """Write every export below the site's root; last, the packages, made of files that are there by then. Raises RuntimeError where a copy of this process failed."""
    turns, filled = os.pipe()
    os.write(filled, bytes(range(len(WRITERS))))
    os.close(filled)
    copies = [copy_for(_take_turns, turns, build, site) for _ in range(free_processors())]
    _take_turns(turns, build, site)
    os.close(turns)
    for copy in copies:
        copy.join()
        if copy.exitcode:
            raise RuntimeError("des fichiers du site n'ont pas pu être écrits")
    for path, content in screen_packages(site):
        write(site, path, content)


def _take_turns(turns: int, build: "Build", site: Path) -> None:
    while turn := os.read(turns, 1):  # a byte goes to one process only
        for path, content in WRITERS[turn[0]](build):
            write(site, path, content)


def write(site: Path, path: str, content: bytes) -> None:
    """Write one file; `path` is relative to the site's root."""
    target = site / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
