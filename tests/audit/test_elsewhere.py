"""The guide works wherever its folder lies."""

from pathlib import Path

from site_tools import run_macros
from small_guide import copy_of_project


def test_a_path_with_blanks_and_accents_gives_the_same_site(public_site: Path, tmp_path: Path, measure):
    folder = tmp_path / "L'été à la forêt (2) & co"
    folder.mkdir()
    done = run_macros(copy_of_project(folder), "site")
    assert done.returncode == 0, done.stdout + done.stderr
    here, there = (
        {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}
        for root in (public_site, folder / "site")
    )
    different = [name for name in here.keys() | there.keys() if here.get(name) != there.get(name)]
    measure("the same bytes, built in « L'été à la forêt (2) & co »", f"{len(different)} of {len(here)} files differ")
    assert len(here) > 1000
    assert different == [], different[:5]
