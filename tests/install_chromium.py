"""Find a Chromium for the browser tests, or install one: Debian's package as root, else Playwright's own."""

import os
import shutil
import subprocess
import sys


def main() -> int:
    if shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome"):
        return 0
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        update = subprocess.run(["apt-get", "update", "--quiet"]).returncode
        return update or subprocess.run(["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "chromium"]).returncode
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode


if __name__ == "__main__":
    sys.exit(main())
