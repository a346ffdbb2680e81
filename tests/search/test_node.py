"""The browser's code has its own tests, in tests/js: they are run here so that one command runs everything."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_tests_of_the_browser_code_pass():
    found = shutil.which("node")
    assert found, "the tests need Node"
    tests = sorted(str(file) for file in (ROOT / "tests/js").rglob("*.test.js"))
    assert tests
    done = subprocess.run(
        [found, "--test", *tests],
        cwd=ROOT,
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
