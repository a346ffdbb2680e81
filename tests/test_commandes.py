"""The commands where the machine refuses something: each gets there, or says in one French sentence what to do."""

import errno
import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from site_tools import run_macros
from small_guide import ROOT, Changes, write_site_project

from macros.__main__ import main
from macros.after import site
from macros.after.faults import FULL, sentence, sentence_of_output
from macros.after.lock import Busy, held, holding
from macros.after.offline import make_archive
from macros.after.site import STARTING, taking_the_place_of

SiteProject = Callable[[Changes | None], Path]
STAYS = "Le site précédent reste en place."


def place(target: Path, *names: str) -> None:
    """A build that makes these files."""
    with taking_the_place_of(target) as aside:
        for name in names:
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            (aside / name).write_text(name, encoding="utf-8")


def names(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def refused(root: Path, *arguments: str, **environment: str) -> str:
    """What a command that fails says, which is one line."""
    done = run_macros(root, *arguments, **environment)
    assert done.returncode == 1, done.stdout
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr


def test_the_help_of_make_names_each_command_apart_from_its_words():
    """A sed that is not GNU's printed « make servetInstaller »."""
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    expected = dict(re.findall(r"^([a-z-]+):.*## (.+)$", makefile, re.MULTILINE))
    assert len(expected) > 10
    lines = dict(line.split(None, 2)[1:] for line in told if line.startswith("  make "))
    assert lines == expected
    assert not re.search(r"\bsed\b|\bgrep -[A-Za-z]*P|\bdate -d\b|\breadlink -f\b", makefile), "not on every system"


def test_a_terminal_without_accents_is_no_fault(site_project: SiteProject):
    root = site_project(None)
    done = run_macros(root, "site", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("Site construit dans site/ (?dition publique).\n")
    (root / "docs/index.md").write_text("# Été\n", encoding="utf-8")
    done = run_macros(root, "site", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "docs/index.md:1:1" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_link_stays_a_link_and_what_it_points_to_is_replaced(tmp_path: Path):
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "ailleurs/ancien.html").touch()
    (tmp_path / "site").symlink_to("ailleurs")
    place(tmp_path / "site", "neuf.html")
    assert (tmp_path / "site").is_symlink()
    assert names(tmp_path / "ailleurs") == {"neuf.html"}


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EXDEV, errno.EACCES])
@pytest.mark.parametrize("stands", [True, False])
def test_a_folder_that_cannot_be_renamed_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, stands: bool
):
    """A mount point, another disk, somebody else's folder."""
    if stands:
        place(tmp_path / "site", "index.html", "ancien/index.html", "nom", "autre/x")

    def rename(source: object, target: object) -> None:
        raise OSError(number, os.strerror(number), str(source), None, str(target))

    monkeypatch.setattr(os, "rename", rename)
    monkeypatch.setattr(site, "_exchanged", lambda *_: False)
    place(tmp_path / "site", "index.html", "neuf/index.html", "nom/index.html", "autre")
    assert names(tmp_path / "site") == {"index.html", "neuf/index.html", "nom/index.html", "autre"}
    assert not (tmp_path / "site/ancien").exists()
    assert list((tmp_path / ".construction").iterdir()) == []


@pytest.mark.parametrize("name", ["site", ".construction"])
@pytest.mark.parametrize("command", ["site", "hors-ligne"])
def test_a_file_in_the_place_of_a_folder_is_named(site_project: SiteProject, name: str, command: str):
    root = site_project(None)
    (root / name).touch()
    said = refused(root, command)
    assert said.startswith(f"{root / name} : ce nom est pris")
    assert said.endswith(f"{STAYS}\n")
    assert (root / name).is_file()


def test_what_the_system_refuses_is_said_in_french():
    assert sentence(PermissionError(errno.EACCES, "Permission denied", "site")).startswith("site : accès refusé")
    assert sentence(OSError(errno.ENOSPC, "No space left on device")) == FULL
    assert STAYS in sentence(OSError("sans numéro"))
    trace = "Traceback (most recent call last):\n  File …\nPermissionError: [Errno 13] Permission denied: '/x/site/a'\n"
    assert sentence_of_output(trace, Path(".")).startswith("/x/site/a : accès refusé")
    assert sentence_of_output("OSError: [Errno 28] No space left on device\n", Path(".")) == FULL
    assert sentence_of_output("ERROR - docs/index.md\n", Path(".")) == "ERROR - docs/index.md\n"


def test_what_a_dead_build_left_is_removed_and_a_living_one_keeps_its_folder(tmp_path: Path):
    waiting = tmp_path / ".construction"
    before = time.time() - 2 * STARTING
    for name in ("site.morte", "site.vivante"):
        (waiting / name).mkdir(parents=True)
        os.utime(waiting / name, (before, before))
    (waiting / "site.qui-commence").mkdir()
    with holding(waiting / "site.vivante"):
        place(tmp_path / "site", "index.html")
    assert {left.name for left in waiting.iterdir()} == {"site.vivante", "site.qui-commence"}


def test_a_lock_ends_with_the_process_that_holds_it(tmp_path: Path):
    script = "import sys, pathlib; from macros.after.lock import holding\nwith holding(pathlib.Path(sys.argv[1])): print(1, flush=True); input()"
    command = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]
    ) as other:
        assert other.stdout and other.stdout.readline()
        assert held(tmp_path)
        with pytest.raises(Busy):
            with holding(tmp_path):
                pass
        other.kill()
        other.wait()
        assert not held(tmp_path)


def test_two_builds_of_one_process_number_have_each_their_folder(tmp_path: Path):
    """Two containers that share a folder may well have the same."""
    with taking_the_place_of(tmp_path / "site") as one, taking_the_place_of(tmp_path / "site") as other:
        assert one != other


def test_a_second_offline_edition_waits_for_the_first(site_project: SiteProject):
    root = site_project(None)
    (root / ".construction").mkdir()
    with holding(root / ".construction"):
        assert refused(root, "hors-ligne").startswith("Une autre construction est en cours")
    done = run_macros(root, "hors-ligne")
    assert done.returncode == 0, done.stderr


def test_an_archive_that_cannot_be_put_in_place_leaves_the_one_before_with_its_checksum(tmp_path: Path):
    archive = tmp_path / "guide.zip"
    (tmp_path / "site").mkdir()
    (tmp_path / "site/un").touch()
    make_archive(tmp_path / "site", archive)
    (tmp_path / "site/deux").touch()
    (tmp_path / "guide.zip.sha256.part").mkdir()
    with pytest.raises(OSError):
        make_archive(tmp_path / "site", archive)
    told = (tmp_path / "guide.zip.sha256").read_text(encoding="utf-8").split()[0]
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == told


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site_project(tmp_path_factory.mktemp("petit"))


@pytest.mark.parametrize("imposed", ["hier", "0", "-1", "1e9", "1764374400000", "9" * 40])
def test_a_date_that_cannot_be_imposed_is_told(small: Path, imposed: str):
    expected = f"SOURCE_DATE_EPOCH={imposed} : attendu un nombre de secondes depuis 1970"
    assert refused(small, "site", SOURCE_DATE_EPOCH=imposed).startswith(expected)


def test_mkdocs_itself_tells_a_date_that_cannot_be_imposed(small: Path):
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(small / "x")]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "hier", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=small, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "SOURCE_DATE_EPOCH=hier : attendu" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("missing", "command", "told"),
    [
        ("weasyprint", "livret", "« make livret » installe WeasyPrint"),
        ("weasyprint", "publication", "« --sans-livrets » publie le reste."),
        ("playwright.sync_api", "publication", "« --sans-ecrans » publie le reste."),
    ],
)
def test_a_tool_that_is_missing_is_told_before_anything_is_built(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    missing: str,
    command: str,
    told: str,
):
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.delitem(sys.modules, "macros.after.screen_files", raising=False)
    without = ["--sans-livrets"] if missing != "weasyprint" else []
    assert main(["--racine", str(tmp_path), command, *without]) == 1
    said = capsys.readouterr()
    assert (said.out, told in said.err) == ("", True)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "il manque : command"),
        ("bâtir", "command : 'bâtir' n'est pas de la liste ("),
        ("site --edition privee", "--edition : 'privee' n'est pas de la liste ("),
        ("check reste", "de trop : reste"),
        ("nouveau clause", "il manque : id"),
        ("fraicheur --jour", "--jour : une valeur est attendue après ce nom"),
        ("check --lecture=oui", "--lecture : pas de valeur attendue ('oui')"),
        ("publication --sans", "--sans : --sans-livrets, --sans-ecrans ? l'écrire en entier"),
        ("relecture exporter --lot x", "--lot : attendu un nombre à partir de 1"),
    ],
)
def test_a_command_that_cannot_be_read_is_told_in_one_french_line(
    capsys: pytest.CaptureFixture[str], written: str, told: str
):
    with pytest.raises(SystemExit) as stopped:
        main(written.split())
    said = capsys.readouterr()
    assert (stopped.value.code, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert said.err.startswith(told)
    assert re.search(r" ; « python -m macros[a-z ]* --help » dit ce qui peut s'écrire\.$", said.err)


def test_without_the_settings_of_an_organisation_the_guide_is_built(small: Path):
    (small / "organisation.yml").unlink()
    done = run_macros(small, "site")
    assert (done.returncode, done.stderr) == (0, "")


def test_what_mkdocs_refuses_in_its_settings_is_told_at_their_line(small: Path):
    settings = small / "mkdocs.yml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(f"{before}\nwatch: [rien]\n", encoding="utf-8")
    done = run_macros(small, "site")
    settings.write_text(before, encoding="utf-8")
    assert done.returncode == 1
    assert done.stderr.startswith(f"mkdocs.yml:{before.count(chr(10)) + 2}:1: « watch » : MkDocs refuse cette valeur")
    assert done.stderr.endswith(f"{STAYS.lower()}\n") and len(done.stderr.splitlines()) == 2
