"""What LibreOffice makes of documents: the tests open them as their readers will."""

import csv
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from install import path_of

SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76"
"""The first sheet as UTF-8, its figures as they are shown (in English: a point, and commas between thousands)."""


def convert(files: Iterable[Path], form: str, folder: Path) -> None:
    """Convert files in one run; the results stand in `folder` under the same names."""
    program = path_of("libreoffice")
    assert program, "LibreOffice est introuvable : python tests/install.py libreoffice"
    with tempfile.TemporaryDirectory() as profile:
        own = f"-env:UserInstallation={Path(profile).as_uri()}"
        command = [program, own, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0 and "Error" not in done.stderr, done.stdout + done.stderr


def cells(file: Path) -> list[list[str]]:
    """The cells of a sheet that `convert` wrote as SHOWN."""
    return list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
