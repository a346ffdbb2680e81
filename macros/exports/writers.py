"""All that the site gives besides its pages, in order. Each writer takes the build and yields (path from the site's root, bytes)."""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from ..model import Record
from ..relire.bibliotheque import bibliotheque_files
from ..relire.juge import juge_files
from .agenda_files import agenda_files
from .annex_files import annex_files
from .bundles import bundles
from .clause_files import clause_files
from .ecrans import loops, short_addresses
from .embed import embeds
from .feeds import feeds
from .form_files import form_files
from .headers import header_files
from .hosting import hosting_files
from .kit_files import kit_files
from .llms import llms_files
from .open_data import open_data_files
from .opensearch import opensearch
from .paquets import paquet_files, repertoire_file
from .screen_packages import screen_packages
from .search_files import search_files
from .twins import twins

if TYPE_CHECKING:
    from ..build import Build

Writer = Callable[["Build", Record], Iterator[tuple[str, bytes]]]
OF_A_RECORD: tuple[Writer, ...] = (twins, clause_files, annex_files, paquet_files)
"""Each takes the build and one record: what is worked out for a record serves its other files while it is at hand."""
WRITERS = (
    open_data_files,  # before the search, whose room stays taken: each holds many megabytes at a time
    search_files,
    repertoire_file,
    kit_files,
    loops,
    embeds,
    short_addresses,
    feeds,
    agenda_files,
    header_files,
    hosting_files,
    bundles,
    llms_files,
    opensearch,
    form_files,
    bibliotheque_files,
    juge_files,
)


def write_record(build: "Build", site: Path, record: Record) -> None:
    """Write the files of one record below the site's root."""
    for writer in OF_A_RECORD:
        for path, content in writer(build, record):
            write(site, path, content)


def write_exports(build: "Build", site: Path) -> None:
    """Write every other export below the site's root; last, the packages, made of files that are there by then."""
    for path, content in chain.from_iterable(writer(build) for writer in WRITERS):
        write(site, path, content)
    for path, content in screen_packages(site):
        write(site, path, content)


def write(site: Path, path: str, content: bytes) -> None:
    """Write one file; `path` is relative to the site's root."""
    target = f"{site}/{path}"
    try:
        file = open(target, "wb", buffering=0)
    except FileNotFoundError:  # its folder is not there yet: looked for only then, for most are
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        file = open(target, "wb", buffering=0)
    with file:
        file.write(content)
