"""What an editor, a file manager or a synchronised folder leaves among files: passed over, and said."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

_NAMES = frozenset(
    ("desktop.ini", "thumbs.db", ".ds_store", "ehthumbs.db", ".directory", "icon\r", ".localized", ".stignore")
)
_FOLDERS = frozenset(
    ("__macosx", ".stversions", ".stfolder", ".sync", ".trash-1000", ".idea", ".vscode", "$recycle.bin")
)
_COPY = re.compile(
    r" \(\d+\)\.\w+$| (?:- )?cop(?:ie|y)(?: \(\d+\))?\.\w+$|^copie (?:\(\d+\) )?de |^copy of "
    r"|\([^()]*(?:conflit|conflict)[^()]*\)|\.sync-conflict-|\.conflict-\d"
)
"""« x (1).yml », « x - Copie.yml », « x (Copie en conflit de …).yml », « x.sync-conflict-20261128-….yml »."""


def of_an_editor(file: Path) -> bool:
    """Whether a file is a lock, a copy or the look of a folder, which nobody meant to be part of the guide."""
    name = file.name.lower()
    return (
        name in _NAMES
        or name.startswith((".#", "#", ".~", "._", "~$"))
        or name.endswith(("~", ".swp", ".swx", ".swo", ".tmp", ".orig", ".rej", ".bak", ".part", ".crdownload"))
        or _COPY.search(name) is not None
        or not _FOLDERS.isdisjoint(part.lower() for part in file.parts[-3:-1])
    )


def leftovers(root: Path, folders: tuple[str, ...]) -> Iterator[str]:
    """The paths from `root` of what is passed over below these folders of it, sorted."""
    for folder in folders:
        for place, inner, names in os.walk(root / folder):
            inner.sort()
            for name in sorted(names):
                file = Path(place, name)
                if of_an_editor(file):
                    yield file.relative_to(root).as_posix()
