"""Find a Chromium for the browser tests, or install one: Debian's package as root, else Playwright's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from macros.screen_files import BROWSERS, browser_path  # noqa: E402

LIGHTEST, COMMON = BROWSERS[:2]


def main() -> int:
    if shutil.which(LIGHTEST):
        return 0
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        done = _install(LIGHTEST) or bool(browser_path()) or _install(COMMON)
        return 0 if done else 1
    return 0 if browser_path() else subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode


def _install(package: str) -> bool:
    update = subprocess.run(["apt-get", "update", "--quiet"]).returncode
    return not update and not subprocess.run(["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", package]).returncode


if __name__ == "__main__":
    sys.exit(main())
