"""A dossier goes to an Etherpad: to a server that answers as Etherpad's documentation says. No real Etherpad is started here."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from site_tools import QuietHandler, run_macros, served

from macros.corediger import CLE, JETON, Refuse, pad_name, send
from macros.read.settings import Corredaction, Organisation

TEXT = "# Étude de mobilité & « trajets »\n\n[deplacements-sobres-mission@2]\n\nLe titulaire…\n"
SECRET = "cle-d-essai"


class Etherpad(QuietHandler):
    """The two functions that are used, with the codes and the words of the documentation."""

    pads: dict[str, str] = {}
    calls: list[tuple[str, dict[str, str], str]] = []

    def do_POST(self) -> None:
        given = {
            key: values[0]
            for key, values in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()
        }
        token = self.headers.get("Authorization", "")
        self.calls.append((self.path, given, token))
        if given.get("apikey") != SECRET and token != f"Bearer {SECRET}":
            return self.answer({"code": 4, "message": "no or wrong API Key", "data": None})
        name = given["padID"]
        if self.path == "/pad/api/1/createPad":
            if name in self.pads:
                return self.answer({"code": 1, "message": "padID does already exist", "data": None})
            self.pads[name] = given["text"]
            return self.answer({"code": 0, "message": "ok", "data": {"deletionToken": "x"}})
        if self.path == "/pad/api/1/getReadOnlyID":
            return self.answer({"code": 0, "message": "ok", "data": {"readOnlyID": "r.s3r"}})
        return self.send_page(404, b"")

    def answer(self, said: dict[str, object]) -> None:
        self.send_page(200, json.dumps(said).encode())


@pytest.fixture
def address() -> Iterator[str]:
    Etherpad.pads, Etherpad.calls = {}, []
    with served(Etherpad) as port:
        yield f"http://127.0.0.1:{port}/pad/"


def organisation(address: str) -> Organisation:
    return Organisation(corredaction=Corredaction(type="etherpad", adresse=address))


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    file = tmp_path / "dossier-complet.md"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.mark.parametrize("name", [CLE, JETON])
def test_a_dossier_becomes_a_new_pad_under_its_title(address: str, dossier: Path, name: str):
    written, read = send(dossier, organisation(address), {name: SECRET})
    assert Etherpad.pads == {"etude-de-mobilite-trajets": TEXT}
    assert (written, read) == (f"{address}p/etude-de-mobilite-trajets", f"{address}p/r.s3r")
    assert all(SECRET not in path for path, _, _ in Etherpad.calls)


def test_what_is_there_is_never_overwritten(address: str, dossier: Path):
    send(dossier, organisation(address), {CLE: SECRET}, "Lot 1")
    dossier.write_text("autre", encoding="utf-8")
    with pytest.raises(Refuse, match="a déjà un document « lot-1 » : rien n'a changé"):
        send(dossier, organisation(address), {CLE: SECRET}, "Lot 1")
    assert Etherpad.pads == {"lot-1": TEXT}


def test_a_wrong_key_is_said_and_not_shown(address: str, dossier: Path):
    with pytest.raises(Refuse, match="refuse la clé") as refusal:
        send(dossier, organisation(address), {CLE: "autre-secret"})
    assert "autre-secret" not in str(refusal.value)


def test_a_key_does_not_follow_to_another_address(dossier: Path):
    class Elsewhere(QuietHandler):
        def do_POST(self) -> None:
            self.send_response(307)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.send_header("Content-Length", "0")
            self.end_headers()

    with served(Elsewhere) as port, pytest.raises(Refuse, match="répond 307"):
        send(dossier, organisation(f"http://127.0.0.1:{port}"), {CLE: SECRET})


def test_every_fault_is_told_at_once_before_anything_is_sent(tmp_path: Path):
    with pytest.raises(Refuse) as refusal:
        send(tmp_path / "dossier.docx", Organisation(), {})
    assert len(str(refusal.value).splitlines()) == 3


@pytest.mark.parametrize(
    ("content", "said"), [(b"\xff\xfe", "1:1: attendu un texte en UTF-8"), (b"a\n\xe9\n", "2:1: attendu")]
)
def test_a_file_of_another_encoding_is_said_with_its_line(address: str, tmp_path: Path, content: bytes, said: str):
    file = tmp_path / "x.txt"
    file.write_bytes(content)
    with pytest.raises(Refuse, match=said):
        send(file, organisation(address), {CLE: SECRET})


@pytest.mark.parametrize(
    ("words", "name"), [("a/b?c&d#e", "a-b-c-d-e"), ("Été", "ete"), ("///", "dossier"), ("x" * 80, "x" * 50)]
)
def test_a_pad_s_name_holds_nothing_that_etherpad_refuses(words: str, name: str):
    assert pad_name(words) == name


def test_the_command_answers_in_french_without_a_traceback(tmp_path: Path):
    (tmp_path / "organisation.yml").write_text('corredaction: {type: word, adresse: "x"}\n', encoding="utf-8")
    done = run_macros(Path.cwd(), "--racine", str(tmp_path), "corediger", "rien.md")
    assert done.returncode == 1
    assert "organisation.yml:1:" in done.stderr and "Traceback" not in done.stderr
