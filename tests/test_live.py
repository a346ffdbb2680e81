"""`mkdocs serve` while someone writes: what was saved is seen at once, a fault is told, and nothing that stood is lost."""

import contextlib
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from site_tools import Reader, free_port
from small_guide import HOME, write_site_project

PATIENCE = 60
"""Seconds; what is measured is in `make bench`."""


class Server:
    """The smallest guide under `mkdocs serve`."""

    def __init__(self, root: Path, port: int) -> None:
        self.root = root
        self.log = root / "journal.txt"
        self.address = f"http://127.0.0.1:{port}/achats/"

    def text(self, path: str) -> str:
        with contextlib.suppress(OSError), urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            return answer.read().decode()
        return ""

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, (old, text)
        file.write_text(text.replace(old, new), encoding="utf-8")

    def builds(self) -> int:
        """How many times the whole site was built."""
        return self.log.read_text(encoding="utf-8").count("Documentation built")


def until(promise: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not promise():
        assert time.monotonic() < end, "attendu en vain"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    root = write_site_project(tmp_path_factory.mktemp("servi"), {"docs/index.md": HOME.replace("d'essai.\n", "d'essai.\nrender_macros: true\n") + "\n{{ list_clauses('suivi') }}\n"})
    found = Server(root, free_port())
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://guide.example.fr/achats/", "PYTHONUNBUFFERED": "1", "TMPDIR": str(root)}
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", found.address.split("/")[2]]
    with found.log.open("w") as log, subprocess.Popen(command, cwd=root, env=environment, stdout=log, stderr=subprocess.STDOUT) as process:
        try:
            until(lambda: found.text("") or process.poll() is not None)
            assert process.poll() is None, found.log.read_text(encoding="utf-8")
            yield found
        finally:
            process.terminate()


def test_a_saved_record_is_seen_on_its_page_and_on_those_that_show_it_without_a_whole_build(server: Server):
    before = server.builds()
    server.edit("data/clauses/bilan.yml", "Remettre un bilan", "Remettre un compte rendu")
    until(lambda: "Remettre un compte rendu" in server.text("clauses/bilan/"))
    for path in ("", "familles/etudes/", "textes/ccp-l2112-2/"):
        text = server.text(path)
        assert "Remettre un compte rendu" in text, path
        assert "Remettre un bilan" not in text, path
    assert server.builds() == before
    assert "bilan.yml relu en" in server.log.read_text(encoding="utf-8")


def test_a_page_that_is_open_shows_what_was_saved_without_being_reloaded(server: Server, browser: Browser):
    """Its security policy lets the script of MkDocs' server run, and no other."""
    with browser.new_page() as page:
        reader = Reader(page, server.address)
        reader.open("clauses/bilan/")
        server.edit("data/clauses/bilan.yml", "Un bilan vide.", "Un bilan creux.")
        expect(page.get_by_text("Un bilan creux.").first).to_be_visible(timeout=PATIENCE * 1000)
    assert reader.complaints == []


def test_a_saved_page_is_seen_without_a_whole_build(server: Server):
    before = server.builds()
    with (server.root / "docs/index.md").open("a", encoding="utf-8") as file:
        file.write("\nUne phrase de plus.\n")
    until(lambda: "Une phrase de plus." in server.text(""))
    assert server.builds() == before


def test_a_fault_is_told_at_its_place_the_page_stays_and_its_mend_is_seen(server: Server):
    server.edit("data/clauses/bilan.yml", "Ce qui est mesuré se corrige.", "Ce qui se mesure se corrige. <b>")
    until(lambda: re.search(r"data/clauses/bilan\.yml:\d+:\d+: balise HTML refusée", server.log.read_text(encoding="utf-8")))
    until(lambda: "Ce qui est mesuré se corrige." in server.text("clauses/bilan/"))
    server.edit("data/clauses/bilan.yml", "se corrige. <b>", "se corrige.")
    until(lambda: "Ce qui se mesure se corrige." in server.text("clauses/bilan/"))
    assert "Traceback" not in server.log.read_text(encoding="utf-8")


def test_a_page_that_the_checks_refuse_is_not_made(server: Server):
    server.edit("data/clauses/bilan.yml", "Donner un modèle.", "Donner un bon modèle.")
    until(lambda: "Donner un bon modèle." in server.text("clauses/bilan/"))
    server.edit("docs/index.md", "# Guide", "# Guide {{ 7 * 7 }}")
    until(lambda: re.search(r"docs/index\.md:\d+:\d+: ", server.log.read_text(encoding="utf-8")))
    until(lambda: server.text(""))
    assert "Guide 49" not in server.text("")
    server.edit("docs/index.md", "# Guide {{ 7 * 7 }}", "# Guide refait")
    until(lambda: "Guide refait" in server.text(""))


def test_what_an_editor_leaves_beside_a_record_is_no_fault_and_builds_nothing(server: Server):
    before = server.builds()
    for name in ("data/clauses/.bilan.yml.swp", "data/clauses/bilan.yml~", "data/clauses/.#bilan.yml", "data/clauses/#bilan.yml#", "docs/.#index.md"):
        (server.root / name).write_text("x", encoding="utf-8")
    server.edit("data/clauses/bilan.yml", "Le titulaire remet un bilan à la fin du marché.", "Le titulaire remet un bilan à la toute fin.")
    until(lambda: "à la toute fin" in server.text("clauses/bilan/"))
    assert server.builds() == before


def test_a_new_record_has_its_page(server: Server):
    text = (server.root / "data/clauses/bilan.yml").read_text(encoding="utf-8")
    (server.root / "data/clauses/autre.yml").write_text(text.replace("Remettre un", "Envoyer un").replace("resume: ", "resume: Ensuite, "), encoding="utf-8")
    until(lambda: "Envoyer un" in server.text("clauses/autre/"))
    assert "Envoyer un" in server.text("")
