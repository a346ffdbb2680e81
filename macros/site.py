"""Build the site aside, then put it in place: a failed build leaves the previous one as it was."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

FOLDERS = {"publique": "site", "interne": "site-interne"}
ASIDE = ".construction"


def build_site(root: Path, edition: str) -> int:
    """Build an edition into its folder. Returns MkDocs' exit code; on failure the folder is untouched."""
    target = root / FOLDERS[edition]
    aside = root / ASIDE / f"{target.name}.{os.getpid()}"
    environment = {**os.environ, "EDITION": edition, "NO_MKDOCS_2_WARNING": "1"}
    try:
        # Not `--quiet`: it also silences the warnings that `--strict` counts.
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(aside)]
        done = subprocess.run(command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode == 0:
            _swap(aside, target)
        else:
            print(done.stdout, file=sys.stderr)
        return done.returncode
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _swap(aside: Path, target: Path) -> None:
    """Two renames: whoever reads the folder meets the old site or the new one, never a half-written one."""
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
