"""`mkdocs serve` while someone writes: what was saved is seen, a fault is told, and nothing that stood is lost."""

import contextlib
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from site_tools import Reader, free_port, run_macros
from small_guide import HOME, write_site_project

PATIENCE = 60
"""Seconds before a test gives up; none measures how long it takes."""
KEPT = "La modification n'est pas montrée"
AUTRE = "data/clauses/autre.yml"


class Server:
    """The smallest guide under `mkdocs serve`."""

    def __init__(self, root: Path, port: int) -> None:
        self.root = root
        self.journal = root / "journal.txt"
        self.address = f"http://127.0.0.1:{port}/achats/"

    def ask(self, path: str) -> tuple[int, str]:
        """The answer's code, 0 where there is none yet, and its text."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def text(self, path: str) -> str:
        return self.ask(path)[1]

    def said(self) -> str:
        return self.journal.read_text(encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, (old, text)
        file.write_text(text.replace(old, new), encoding="utf-8")


def until(promise: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not promise():
        assert time.monotonic() < end, "attendu en vain"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = HOME.replace("d'essai.\n", "d'essai.\nrender_macros: true\n") + "\n{{ list_clauses('suivi') }}\n"
    root = write_site_project(tmp_path_factory.mktemp("servi"), {"docs/index.md": home})
    found = Server(root, free_port())
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1", "TMPDIR": str(root)}
    environment["SITE_URL"] = "https://guide.example.fr/achats/"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", found.address.split("/")[2]]
    with (
        found.journal.open("w") as journal,
        subprocess.Popen(command, cwd=root, env=environment, stdout=journal, stderr=subprocess.STDOUT) as process,
    ):
        try:
            until(lambda: found.text("") or process.poll() is not None)
            assert process.poll() is None, found.said()
            yield found
        finally:
            process.terminate()


@contextlib.contextmanager
def another_clause(server: Server) -> Iterator[None]:
    """A record is added while the site is served, and removed."""
    text = (server.root / "data/clauses/bilan.yml").read_text(encoding="utf-8")
    text = re.sub("titre: Remettre un .*", "titre: Envoyer un courrier", text).replace("resume: ", "resume: Ensuite, ")
    (server.root / AUTRE).write_text(text, encoding="utf-8")
    try:
        until(lambda: "Envoyer un courrier" in server.text("clauses/autre/"))
        yield
    finally:
        for name in (AUTRE, "data/clauses/renommee.yml"):
            (server.root / name).unlink(missing_ok=True)


def test_a_saved_record_is_seen_on_its_page_and_on_those_that_show_it(server: Server):
    server.edit("data/clauses/bilan.yml", "Remettre un bilan", "Remettre un compte rendu")
    until(lambda: "Remettre un compte rendu" in server.text("clauses/bilan/"))
    for path in ("", "familles/etudes/", "textes/ccp-l2112-2/"):
        text = server.text(path)
        assert "Remettre un compte rendu" in text, path
        assert "Remettre un bilan" not in text, path


def _without_what_the_server_adds(html: str) -> str:
    html = re.sub(r"<script>\s*var livereload.*?</script>", "", html, flags=re.DOTALL)
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)


def test_a_page_made_when_it_is_asked_for_is_the_page_of_a_build(server: Server):
    server.edit(
        "data/clauses/bilan.yml", "Le titulaire remet un bilan à la fin", "Le titulaire remet un bilan à la toute fin"
    )
    until(lambda: "à la toute fin" in server.text("clauses/bilan/"))
    done = run_macros(server.root, "site", SITE_URL=server.address)
    assert done.returncode == 0, done.stderr
    for path in ("", "clauses/bilan/", "familles/etudes/", "fournisseurs/dossier/etudes/", "textes/ccp-l2112-2/"):
        page = (server.root / "site" / path / "index.html").read_text(encoding="utf-8")
        assert _without_what_the_server_adds(server.text(path)) == _without_what_the_server_adds(page), path


def test_a_file_that_is_no_page_follows_when_it_is_asked_for(server: Server):
    server.edit("data/clauses/bilan.yml", "Le lire.", "Le lire à deux.")
    until(lambda: "Le lire à deux." in server.text("clauses/bilan/"))
    assert "Le lire à deux." in server.text("clauses/bilan/index.md")
    assert "Page skipped" not in server.said()
    assert server.ask("api/v1/clauses.json")[0] == 200


def test_an_open_page_reloads_by_itself(server: Server, browser: Browser):
    """Its security policy lets the script of MkDocs' server run, and no other."""
    with browser.new_page() as page:
        reader = Reader(page, server.address)
        reader.open("clauses/bilan/")
        server.edit("data/clauses/bilan.yml", "Un bilan vide.", "Un bilan creux.")
        expect(page.get_by_text("Un bilan creux.").first).to_be_visible(timeout=PATIENCE * 1000)
    assert reader.complaints == []


def test_a_saved_page_is_seen(server: Server):
    with (server.root / "docs/index.md").open("a", encoding="utf-8") as file:
        file.write("\nUne phrase de plus.\n")
    until(lambda: "Une phrase de plus." in server.text(""))


def test_a_fault_in_a_record_is_told_to_who_writes_and_to_who_reads_and_its_mend_is_seen(server: Server):
    server.edit("data/clauses/bilan.yml", "Ce qui est mesuré se corrige.", "Ce qui se mesure se corrige. <b>")
    fault = re.compile(r"data/clauses/bilan\.yml:\d+:\d+: balise HTML refusée")
    until(lambda: KEPT in server.text("clauses/bilan/"))
    assert fault.search(server.said())
    text = server.text("clauses/bilan/")
    assert fault.search(text)
    assert "Ce qui est mesuré se corrige." in text
    assert "balise HTML refusée" in server.text("clauses/absente/")
    server.edit("data/clauses/bilan.yml", "se corrige. <b>", "se corrige.")
    until(lambda: "Ce qui se mesure se corrige." in server.text("clauses/bilan/"))
    assert KEPT not in server.text("clauses/bilan/")
    assert "Traceback" not in server.said()


REFUSED = (
    "Guide {{ 7 * 7 }}",
    "Guide {{ cite_clauses('absente') }}",
    "Guide [perdu](/clauses/absente.md)",
    "Guide [perdu](/clauses/bilan.md#absente)",
)


@pytest.mark.parametrize("written", REFUSED)
def test_a_page_that_cannot_be_built_leaves_the_one_before(server: Server, written: str):
    server.edit("docs/index.md", "# Guide\n", f"# {written}\n")
    until(lambda: KEPT in server.text(""))
    text = server.text("")
    assert '<h1 id="guide">Guide</h1>' in text
    assert "index.md" in text
    assert server.ask("clauses/bilan/")[0] == 200
    server.edit("docs/index.md", f"# {written}\n", "# Guide\n")
    until(lambda: KEPT not in server.text(""))
    assert "Traceback" not in server.said()


def test_a_record_that_is_added_renamed_or_removed_is_answered_for(server: Server):
    with another_clause(server):
        assert "Envoyer un courrier" in server.text("")
        (server.root / AUTRE).rename(server.root / "data/clauses/renommee.yml")
        until(lambda: server.ask("clauses/autre/")[0] == 404)
        assert server.ask("clauses/renommee/")[0] == 200
    until(lambda: server.ask("clauses/renommee/")[0] == 404)
    assert "Page introuvable" in server.text("clauses/renommee/")
    assert "Envoyer un courrier" not in server.text("")


def test_a_page_that_is_added_and_removed_is_answered_for(server: Server):
    nav = (server.root / "mkdocs.yml").read_text(encoding="utf-8")
    page = server.root / "docs/neuve.md"
    page.write_text(HOME.replace("Guide", "Neuve"), encoding="utf-8")
    (server.root / "mkdocs.yml").write_text(nav + "\n  - Neuve: neuve.md\n", encoding="utf-8")
    until(lambda: server.ask("neuve/")[0] == 200)
    page.unlink()
    until(lambda: KEPT in server.text("neuve/"))  # the navigation still names it
    (server.root / "mkdocs.yml").write_text(nav, encoding="utf-8")
    until(lambda: server.ask("neuve/")[0] == 404)


def test_what_an_editor_leaves_beside_a_record_is_no_fault(server: Server):
    left = (".bilan.yml.swp", "bilan.yml~", ".#bilan.yml", "#bilan.yml#")
    for name in left:
        (server.root / "data/clauses" / name).write_text("x", encoding="utf-8")
    (server.root / "docs/.#index.md").write_text("x", encoding="utf-8")
    server.edit("data/clauses/bilan.yml", "Donner un modèle.", "Donner un bon modèle.")
    until(lambda: "Donner un bon modèle." in server.text("clauses/bilan/"))
    assert KEPT not in server.text("clauses/bilan/")
