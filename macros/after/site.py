"""Build the site aside, then put it in place: whatever happens meanwhile, the previous one stands as it was."""

import ctypes
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FOLDERS = {"publique": "site", "interne": "site-interne"}
ASIDE = ".construction"
FORGOTTEN = 3600
"""Seconds after which what a killed build left aside is removed: no build lasts so long."""
FULL_DISK = re.compile(r"\[Errno (?:28|27|122)\]|\[WinError 112\]")
"""No space left, a file larger than allowed, a quota reached."""
FULL = "Plus de place sur le disque, ou quota atteint : rien n'a été construit, le site précédent reste en place."


def build_site(root: Path, edition: str) -> int:
    """Build an edition into its folder. Returns MkDocs' exit code; on failure the folder is untouched."""
    environment = {**os.environ, "EDITION": edition, "NO_MKDOCS_2_WARNING": "1"}
    with taking_the_place_of(root / FOLDERS[edition]) as aside:
        # Not `--quiet`: it also silences the warnings that `--strict` counts.
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(aside)]
        done = subprocess.run(command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            shutil.rmtree(aside, ignore_errors=True)
            print(FULL if FULL_DISK.search(done.stdout) else done.stdout, file=sys.stderr)
        return done.returncode


@contextmanager
def taking_the_place_of(target: Path) -> Iterator[Path]:
    """The name of a folder to fill aside. At the end it takes the place of `target` at once; if it was not made, or on an error, nothing changes."""
    waiting = target.parent / ASIDE
    aside = waiting / f"{target.name}.{os.getpid()}"
    for left in waiting.glob("*"):
        with suppress(FileNotFoundError):  # its own build may remove it meanwhile
            if time.time() - left.stat().st_mtime > FORGOTTEN:
                shutil.rmtree(left, ignore_errors=True)
    waiting.mkdir(exist_ok=True)
    try:
        yield aside
        if aside.exists():
            _swap(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""


def _swap(aside: Path, target: Path) -> None:
    """Whoever reads the folder meets the old site or the new one, never a half-written one; where the system can, at no instant none."""
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
    shutil.rmtree(previous, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Two folders take each other's name in one step; False where the system or the disk cannot."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0
