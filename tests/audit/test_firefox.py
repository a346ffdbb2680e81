"""Search, tools and screens in Debian's Firefox: over http, and from a folder for the offline edition."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from install import path_of

from macros.after.offline import ARCHIVE, make_archive, make_offline

WHERE = ("http", "file")
SCENARIOS = 13


@pytest.fixture(scope="module", params=WHERE)
def told(
    request: pytest.FixtureRequest, node_tools, public_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What happened in each scenario of firefox.mjs."""
    program = path_of("firefox")
    assert program, "Firefox est introuvable : python tests/install.py firefox"
    if request.param == "http":
        address = request.getfixturevalue("site_url")
    else:
        folder = tmp_path_factory.mktemp("hors-ligne")
        make_offline(public_site, folder / "edition")
        make_archive(folder / "edition", folder / ARCHIVE)
        with zipfile.ZipFile(folder / ARCHIVE) as packed:
            packed.extractall(folder / "clé usb")
        (opened,) = (folder / "clé usb").iterdir()
        address = opened.as_uri() + "/"
    done = node_tools.run("firefox.mjs", program, address, timeout=900)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_search_tools_and_screens_work_in_firefox(told: dict[str, Any], measure):
    faults = {name: fault for name, fault in told["results"].items() if fault}
    measure(
        f"{SCENARIOS} scenarios, over http and from a folder",
        f"{len(told['results']) - len(faults)} of {len(told['results'])}; {told['version']}",
    )
    assert len(told["results"]) == SCENARIOS
    if faults:
        pytest.fail("\n".join(f"{name}\n    {fault}" for name, fault in faults.items()), pytrace=False)
