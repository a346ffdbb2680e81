"""Find the programs and libraries that the tests need, or install Debian's packages as root: `python tests/install.py chromium nginx`.

Nothing that the machine has is changed.
"""

import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macros.after.livret import PANGO  # noqa: E402
from macros.after.screen_files import BROWSERS  # noqa: E402

PLACES = f"{os.environ.get('PATH', os.defpath)}{os.pathsep}/usr/sbin{os.pathsep}/usr/local/sbin"
"""Debian puts servers where only root looks."""
CAN_INSTALL = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


@dataclass(frozen=True)
class Program:
    """The commands that will do and the Debian packages that bring one, the best first; what else may be tried.

    Packages that go together are one text, with a blank between them.
    """

    commands: tuple[str, ...]
    packages: tuple[str, ...]
    otherwise: tuple[str, ...] = ()

    @property
    def path(self) -> str | None:
        """Where it is, or None."""
        return next((path for command in self.commands if (path := shutil.which(command, path=PLACES))), None)

    def install(self) -> bool:
        """The best of its packages if it can be had, else what there is; True if the program can then be run."""
        if shutil.which(self.commands[0], path=PLACES):
            return True
        if CAN_INSTALL:
            for package in self.packages:
                if _apt_get_install(*package.split()):
                    return True
                if self.path:
                    return True
        return bool(self.path) or (bool(self.otherwise) and not subprocess.run(self.otherwise).returncode)


@dataclass(frozen=True)
class Libraries:
    """Names for the linker, and the Debian packages that bring all of them."""

    names: tuple[str, ...]
    packages: tuple[str, ...]

    def install(self) -> bool:
        if all(find_library(name) for name in self.names):
            return True
        return CAN_INSTALL and _apt_get_install(*self.packages)


def _apt_get_install(*packages: str) -> bool:
    return all(
        not subprocess.run(["apt-get", "--quiet", *arguments]).returncode
        for arguments in (("update",), ("install", "--yes", "--no-install-recommends", *packages))
    )


PROGRAMS = {
    "chromium": Program(BROWSERS, BROWSERS[:2], (sys.executable, "-m", "playwright", "install", "chromium")),
    "firefox": Program(("firefox-esr", "firefox"), ("firefox-esr",)),
    "nginx": Program(("nginx",), ("nginx",)),
    "apache": Program(("apache2", "httpd"), ("apache2-bin",)),
    "libreoffice": Program(("soffice", "libreoffice"), ("libreoffice-calc-nogui libreoffice-writer-nogui",)),
    "pango": Libraries(("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"), (*PANGO, "fonts-liberation")),
}


def path_of(name: str) -> str | None:
    """Where a program is, or None."""
    return PROGRAMS[name].path


def main(names: list[str]) -> int:
    missing = [name for name in names if not PROGRAMS[name].install()]
    for name in missing:
        print(
            f"{name} est introuvable : l'installer (sous Debian, « apt-get install {' '.join(PROGRAMS[name].packages)} »), puis relancer.",
            file=sys.stderr,
        )
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
