"""Build the site aside, then put it in place: whatever happens meanwhile, the previous one stands as it was."""

import ctypes
import errno
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .faults import sentence_of_output
from .lock import held, holding

FOLDERS = {"publique": "site", "interne": "site-interne"}
ENGINE_FOLDERS = {"publique": "site-moteur", "interne": "site-moteur-interne"}
ASIDE = ".construction"
ENGINE_FOLDER = "GUIDE_MOTEUR"
"""The variable that tells a build where to write what a search engine reads."""
STARTING, FORGOTTEN = 60, 3600
"""Seconds after which a folder that nobody holds was left by a dead build; and any folder, where nothing can be held."""
_APART = frozenset({errno.EXDEV, errno.EBUSY, errno.EACCES, errno.EPERM})
"""A folder that cannot be renamed: on another disk, a mount point, a folder of somebody else."""


def build_site(root: Path, edition: str, engine: Path | None = None) -> int:
    """Build an edition into its folder. Returns MkDocs' exit code; on failure the folder is untouched. `engine`: a
    folder for what a search engine reads of it."""
    environment = {**os.environ, "EDITION": edition, "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"}
    if engine:
        environment[ENGINE_FOLDER] = str(engine)
    with taking_the_place_of(root / FOLDERS[edition]) as aside:
        # Not `--quiet`: it also silences the warnings that `--strict` counts.
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(aside)]
        pipe = subprocess.PIPE
        done = subprocess.run(
            command,
            cwd=root,
            env=environment,
            stdout=pipe,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode != 0:
            shutil.rmtree(aside, ignore_errors=True)
            print(sentence_of_output(done.stdout, root), file=sys.stderr)
        return done.returncode


@contextmanager
def taking_the_place_of(target: Path) -> Iterator[Path]:
    """The name of a folder to fill aside. At the end it takes the place of `target`.

    If it was not made, or on an error, nothing changes. A link stays a link: what it points to is replaced.
    """
    waiting = target.parent / ASIDE
    waiting.mkdir(exist_ok=True)
    target = target.resolve()
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    _sweep(waiting)
    own = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=waiting))
    try:
        with holding(own):
            aside = own / target.name
            yield aside
            if aside.exists():
                _replace(aside, target)
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _sweep(waiting: Path) -> None:
    """Remove what builds that were killed left."""
    for left in waiting.iterdir():
        with suppress(OSError):  # its own build may remove it meanwhile
            age = time.time() - left.stat().st_mtime
            if age > FORGOTTEN or (age > STARTING and not held(left)):
                shutil.rmtree(left, ignore_errors=True)


def _replace(aside: Path, target: Path) -> None:
    """Whoever reads the folder meets the old site or the new one; where it cannot be renamed, each file of them."""
    try:
        _swap(aside, target)
    except OSError as error:
        if error.errno not in _APART:
            raise
        target.mkdir(exist_ok=True)
        _fill(aside, target)


_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""


def _swap(aside: Path, target: Path) -> None:
    """Never a half-written site; where the system can, at no instant none."""
    if target.exists() and _exchanged(aside, target):
        return
    previous = aside.with_suffix(".precedent")
    if target.exists():
        target.rename(previous)
    try:
        aside.rename(target)
    except OSError:
        if previous.exists():
            previous.rename(target)
        raise


def _fill(aside: Path, target: Path) -> None:
    """Put each new file in the place of the old one, then remove those that are no more."""
    kept = set()
    for file in sorted(aside.rglob("*")):
        place = target / file.relative_to(aside)
        kept.add(place)
        if place.exists() and place.is_dir() != file.is_dir():
            shutil.rmtree(place) if place.is_dir() else place.unlink()
        if file.is_dir():
            place.mkdir(exist_ok=True)
        else:
            beside = place.with_name(f".{place.name}.part")
            shutil.copy2(file, beside)
            beside.replace(place)
    for place in sorted(target.rglob("*"), reverse=True):
        if place not in kept:
            place.rmdir() if place.is_dir() else place.unlink()


def _exchanged(one: Path, other: Path) -> bool:
    """Two folders take each other's name in one step; False where the system or the disk cannot."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0
