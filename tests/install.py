"""Find the programs that the tests drive, or install Debian's packages as root: `python tests/install.py chromium nginx`.

Nothing that the machine has is changed.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macros.screen_files import BROWSERS  # noqa: E402

PLACES = f"{os.environ.get('PATH', os.defpath)}{os.pathsep}/usr/sbin{os.pathsep}/usr/local/sbin"
"""Debian puts servers where only root looks."""


@dataclass(frozen=True)
class Program:
    """The commands that will do and the Debian packages that bring one, the best first; what else may be tried."""

    commands: tuple[str, ...]
    packages: tuple[str, ...]
    otherwise: tuple[str, ...] = ()


PROGRAMS = {
    "chromium": Program(BROWSERS, BROWSERS[:2], (sys.executable, "-m", "playwright", "install", "chromium")),
    "firefox": Program(("firefox-esr", "firefox"), ("firefox-esr",)),
    "nginx": Program(("nginx",), ("nginx",)),
}


def path_of(name: str) -> str | None:
    """Where a program is, or None."""
    return next((path for command in PROGRAMS[name].commands if (path := shutil.which(command, path=PLACES))), None)


def install(name: str) -> bool:
    """The best of its packages if it can be had, else what there is; True if the program can then be run."""
    program = PROGRAMS[name]
    if shutil.which(program.packages[0], path=PLACES):
        return True
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        for package in program.packages:
            if _apt_get("update") and _apt_get("install", "--yes", "--no-install-recommends", package):
                return True
            if path_of(name):
                return True
    return bool(path_of(name)) or (bool(program.otherwise) and not subprocess.run(program.otherwise).returncode)


def _apt_get(*arguments: str) -> bool:
    return not subprocess.run(["apt-get", "--quiet", *arguments]).returncode


def main(names: list[str]) -> int:
    missing = [name for name in names if not install(name)]
    for name in missing:
        print(f"{name} est introuvable : l'installer (sous Debian, « apt-get install {PROGRAMS[name].packages[-1]} »), puis relancer.", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
