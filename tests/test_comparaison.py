"""`check --base`: a text that the base commit published keeps its number, even where the file that keeps it was edited too."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from small_guide import Changes

from macros.__main__ import main

KEPT = "data/clauses/versions/bilan/1.yml"
CLAUSE = "data/clauses/bilan.yml"


def git(root: Path, *words: str) -> None:
    identity = ("-c", "user.name=essai", "-c", "user.email=essai@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True)


@pytest.fixture
def root(project: Callable[[Changes | None], Path]) -> Path:
    """A guide whose clause was published, in the commit « main »."""
    found = project()
    file = found / CLAUSE
    history = "historique:\n- version: 1\n  date: '2026-10-01'\n  motif: Première version.\n"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace(history, "historique:\n  - {version: 1, date: 2026-10-01, motif: Première version.}\n"),
        encoding="utf-8",
    )
    assert main(["--racine", str(found), "publier", "bilan"]) == 0
    git(found, "init", "--initial-branch", "main")
    git(found, "add", ".")
    git(found, "commit", "--message", "Base")
    return found


def correct(root: Path, path: str, before: str, after: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def check(root: Path, *arguments: str) -> int:
    return main(["--racine", str(root), "check", *arguments])


def test_what_did_not_change_passes(root: Path):
    assert check(root, "--base", "main") == 0


def test_a_text_edited_with_the_file_that_keeps_it_is_refused(root: Path, capsys: pytest.CaptureFixture[str]):
    for path in (CLAUSE, KEPT):
        correct(root, path, "remet un bilan.", "remet un bilan écrit.")
    assert check(root) == 0  # the check of every day sees two texts that agree
    assert check(root, "--base", "main") == 1
    said = capsys.readouterr().err
    assert f"{KEPT}:1:1: version 1 déjà publiée dans main : la remettre telle quelle" in said
    assert f"{CLAUSE}:1:1: texte changé depuis la version 1, publiée dans main" in said


def test_a_correction_published_under_a_new_number_passes(root: Path):
    correct(root, CLAUSE, "remet un bilan.", "remet un bilan écrit.")
    assert main(["--racine", str(root), "publier", "bilan", "--motif", "Écrit.", "--date", "2026-11-02"]) == 0
    assert check(root, "--base", "main") == 0


def test_a_version_that_was_taken_away_is_refused(root: Path, capsys: pytest.CaptureFixture[str]):
    correct(root, CLAUSE, "remet un bilan.", "remet un bilan écrit.")
    assert main(["--racine", str(root), "publier", "bilan", "--motif", "Écrit.", "--date", "2026-11-02"]) == 0
    for kept in (root / "data/clauses/versions/bilan").iterdir():
        kept.unlink()
    assert check(root, "--base", "main") == 1
    assert f"{KEPT}:1:1: version 1 publiée dans main, et ôtée : la remettre" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("base", "words"), [("absente", "n'est pas un commit de ce dépôt"), ("--all", "attendu le nom")]
)
def test_a_base_that_is_none_is_said_in_one_sentence(
    root: Path, capsys: pytest.CaptureFixture[str], base: str, words: str
):
    assert check(root, f"--base={base}") == 1
    assert words in capsys.readouterr().err


def test_a_folder_without_history_says_so(
    project: Callable[[Changes | None], Path], capsys: pytest.CaptureFixture[str]
):
    assert check(project(), "--base", "main") == 1
    assert "n'est pas un commit de ce dépôt" in capsys.readouterr().err
