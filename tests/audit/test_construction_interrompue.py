"""A build that is killed, or that finds no room: the previous site stands whole, and the next build does not suffer from it."""

import hashlib
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_guide import HOME, write_site_project
from test_build import built, files_of

MOMENTS = 8
DRAW = random.Random(20261122)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, float]:
    """A project whose site is built, the mark of that site, and how long a build lasts."""
    root = write_site_project(tmp_path_factory.mktemp("debout"))
    start = time.monotonic()
    built(root)
    return root, mark(root / "site"), time.monotonic() - start


def mark(site: Path) -> str:
    """One figure for every file of a site, with its name."""
    return hashlib.sha256(
        repr(sorted((name, hashlib.sha256(content).hexdigest()) for name, content in files_of(site).items())).encode()
    ).hexdigest()


def command(root: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://guide.test/intranet/guide/"}
    return subprocess.Popen(
        [sys.executable, "-m", "macros", "site", *arguments],
        cwd=root,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


@pytest.mark.parametrize(
    "moment", [DRAW.uniform(0.02, 1.0) for _ in range(MOMENTS)], ids=lambda moment: f"{moment:.2f}"
)
def test_a_build_killed_at_any_moment_leaves_the_previous_site_whole_or_the_new_one(
    standing: tuple[Path, str, float], moment: float
):
    root, before, lasts = standing
    new = HOME + f"\nMoment {moment:.6f}.\n"
    (root / "docs/index.md").write_text(new, encoding="utf-8")
    running = command(root)
    try:
        running.wait(timeout=lasts * moment)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    page = (root / "site/index.html").read_text(encoding="utf-8")
    found = mark(root / "site")
    (root / "docs/index.md").write_text(HOME, encoding="utf-8")
    if f"Moment {moment:.6f}." not in page:
        assert found == before
        return
    (root / "docs/index.md").write_text(new, encoding="utf-8")
    assert running.returncode in (0, -signal.SIGKILL)
    built(root)
    assert found == mark(root / "site"), "the new site is there, but not whole"
    (root / "docs/index.md").write_text(HOME, encoding="utf-8")
    built(root)


@pytest.mark.parametrize("stopped", [signal.SIGINT])
def test_a_build_that_is_stopped_by_hand_says_so_and_leaves_nothing_behind(
    standing: tuple[Path, str, float], stopped: signal.Signals
):
    root, before, lasts = standing
    running = command(root)
    time.sleep(lasts * 0.6)
    os.killpg(running.pid, stopped)
    _, said = running.communicate()
    assert running.returncode == 130
    assert said.splitlines()[-1] == "Interrompu : le site précédent reste en place."
    assert "Traceback" not in said
    assert mark(root / "site") == before


@pytest.mark.parametrize("largest", [0, 1_000, 60_000])
def test_a_build_without_room_says_so_in_french_and_leaves_the_previous_site(
    standing: tuple[Path, str, float], largest: int
):
    """No file may grow beyond so many bytes: the system refuses the write as it does on a full disk."""
    root, before, _ = standing
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "SITE_URL": "https://guide.test/intranet/guide/",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "macros", "site"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        preexec_fn=lambda: _little_room(largest),
    )
    assert done.returncode == 1, done.stdout
    assert done.stderr.startswith("Plus de place sur le disque"), done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    assert mark(root / "site") == before
    assert not list((root / ".construction").glob(f"*.{os.getpid()}"))


def _little_room(largest: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))


def test_on_a_full_disk_the_previous_site_stands_and_is_built_again_once_there_is_room(tmp_path: Path):
    """A disk in memory of a few megabytes, for who may mount one; the limit above says the same to everybody else."""
    if os.geteuid() != 0:
        return
    disk = tmp_path / "disque"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk], check=True)
    try:
        root = write_site_project(disk / "guide")
        built(root)
        before = mark(root / "site")
        room = os.statvfs(disk)
        filler = disk / "plein"
        filler.write_bytes(b"\0" * (room.f_bavail * room.f_frsize - 200_000))
        done = command(root)
        _, said = done.communicate()
        assert done.returncode == 1
        assert said.startswith("Plus de place sur le disque"), said[-2000:]
        assert mark(root / "site") == before
        filler.unlink()
        built(root)
        assert mark(root / "site") == before
    finally:
        subprocess.run(["umount", disk], check=True)


def test_what_a_killed_build_left_is_removed_by_a_later_one(standing: tuple[Path, str, float]):
    root, _, _ = standing
    left = root / ".construction/site.999999"
    left.mkdir(parents=True, exist_ok=True)
    os.utime(left, (1, 1))
    built(root)
    assert not left.exists()
