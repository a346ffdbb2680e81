"""Code that we did not write is the code that its author published, and says under which licence."""

import hashlib
import re
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "docs/assets/vendor"


def test_every_script_is_the_one_that_was_published():
    sums = dict(
        re.findall(
            r"^(\S+\.js)\n(?:  .*\n)*?  sha256 +([0-9a-f]{64})$",
            (VENDOR / "README.txt").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    )
    scripts = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in VENDOR.glob("*.js")}
    assert scripts
    assert scripts == sums


def test_lunr_carries_its_licence():
    assert "@license MIT" in (VENDOR / "lunr.min.js").read_text(encoding="utf-8")[:300]
    assert "Oliver Nightingale" in (VENDOR / "lunr.LICENSE.txt").read_text(encoding="utf-8")


def test_every_script_has_its_licence_beside_it():
    for script in VENDOR.glob("*.js"):
        licence = script.with_name(f"{script.name.split('.')[0]}.LICENSE.txt")
        assert "copyright (c)" in licence.read_text(encoding="utf-8").lower(), licence
