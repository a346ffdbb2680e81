"""Find an nginx for the test of its settings, or install Debian's package as root. Nothing of the machine's own nginx is changed."""

import os
import shutil
import subprocess
import sys

PLACES = f"{os.environ.get('PATH', os.defpath)}{os.pathsep}/usr/sbin{os.pathsep}/usr/local/sbin"
"""Debian puts servers where only root looks."""


def nginx() -> str | None:
    return shutil.which("nginx", path=PLACES)


def main() -> int:
    if nginx():
        return 0
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        update = subprocess.run(["apt-get", "update", "--quiet"]).returncode
        return update or subprocess.run(["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "nginx"]).returncode
    print("nginx est introuvable : l'installer (sous Debian, « apt-get install nginx »), puis relancer.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
