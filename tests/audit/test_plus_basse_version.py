"""What the README announces as the oldest Python can be installed and run: every lock, and the oldest release on this machine."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_guide import ROOT, write_site_project
from test_contribution import LOCKS, oldest_python

DEBIAN_12 = "3.11.2"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_installs_on_the_python_of_debian_12(tmp_path: Path, lock: str):
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--no-deps", "--quiet"]
    constraints = ["--require-hashes", "--only-binary=:all:", "--python-version", DEBIAN_12, "--target", str(tmp_path)]
    done = subprocess.run([*command, *constraints, "-r", str(ROOT / lock)], capture_output=True, text=True, timeout=580)
    assert done.returncode == 0, done.stderr


def test_the_oldest_python_of_this_machine_checks_and_builds(tmp_path: Path, measure):
    """Debian's own where there is one; a machine that has none tries the one that runs the tests."""
    python = shutil.which(f"python{oldest_python()}", path="/usr/bin") or sys.executable
    version = subprocess.run([python, "-V"], capture_output=True, text=True, check=True).stdout.split()[1]
    subprocess.run([python, "-m", "venv", tmp_path / "venv"], check=True, timeout=120)
    own = str(tmp_path / "venv/bin/python")
    subprocess.run(
        [own, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", ROOT / "requirements.txt"],
        check=True,
        timeout=580,
    )
    root = write_site_project(tmp_path / "guide")
    for arguments in (["check"], ["site"]):
        done = subprocess.run(
            [own, "-m", "macros", "--racine", str(root), *arguments], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    measure(f"Python {oldest_python()}", version)
