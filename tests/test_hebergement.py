"""The settings given to hosts: nginx and Apache are run with theirs, the others are compared with what they must say."""

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
import yaml
from html_page import BELOW, HtmlPage
from install import path_of
from site_tools import free_port

from macros.exports.headers import FRAMED, FRAMED_POLICY, HEADERS
from macros.exports.hosting import SHORT, hosting_files
from macros.read.settings import Settings


def _snippets(site: str) -> dict[str, str]:
    build: Any = type("Build", (), {"settings": Settings(site=site)})()
    return {path.rsplit("/", 1)[1]: content.decode() for path, content in hosting_files(build)}


class Server:
    """A running nginx, asked as a browser does."""

    def __init__(self, port: int, host: str) -> None:
        self.port, self.host = port, host

    def get(self, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(
            "GET",
            path,
            headers={"Host": self.host, **{name.replace("_", "-"): value for name, value in headers.items()}},
        )
        try:
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()


def _nginx(snippet: str, site: Path, folder: Path, port: int, below: str) -> list[str]:
    """The command of an nginx with a written snippet; only its port and its folder are changed, as the snippet says to do."""
    changed = snippet.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/var/www/guide/", f"{site}/")
    (folder / "guide.conf").write_text(changed, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = " ".join(
        f"{name}_temp_path {folder / name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"daemon off; worker_processes 1; {user} pid {folder / 'pid'}; error_log {folder / 'erreurs'}; events {{}} http {{ access_log off; {temporary} include {folder / 'guide.conf'}; }}"
    (folder / "serveur.conf").write_text(whole, encoding="utf-8")
    return ["-p", str(folder), "-c", str(folder / "serveur.conf"), "-e", str(folder / "erreurs")]


_MODULES = {
    **{f"{name}_module": f"mod_{name}.so" for name in ("authz_core", "alias", "deflate", "filter", "dir", "headers")},
    **{f"{name}_module": f"mod_{name}.so" for name in ("mime", "mpm_event", "setenvif", "autoindex", "negotiation")},
}


def _apache(snippet: str, site: Path, folder: Path, port: int, below: str) -> list[str]:
    """The command of an Apache with a written snippet in a <Directory> block, as the snippet says."""
    modules = "\n".join(
        f"LoadModule {name} /usr/lib/apache2/modules/{file}" for name, file in _MODULES.items()
    )  # where Debian puts them
    (folder / "types").write_text("", encoding="utf-8")
    whole = (
        f'{modules}\nServerRoot "{folder}"\nServerName guide.test\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\nDefaultRuntimeDir {folder}\n'
        f"ErrorLog {folder}/erreurs\nServerTokens Prod\nTypesConfig {folder}/types\nUseCanonicalName Off\n"
        f'Alias "{below.rstrip("/")}" "{site}"\n<Directory "{site}">\nRequire all granted\n{snippet}\n</Directory>\n'
    )
    (folder / "serveur.conf").write_text(whole, encoding="utf-8")
    return ["-d", str(folder), "-f", str(folder / "serveur.conf"), "-E", str(folder / "erreurs"), "-X"]


SERVERS = {"nginx": (_nginx, "nginx.conf"), "apache": (_apache, "apache.htaccess")}


def _run(
    name: str, snippet: str, site: Path, folder: Path, below: str = BELOW
) -> tuple[subprocess.Popen[bytes], Server]:
    """Start a server on the settings that the build wrote for it. `below`: the path of the site, as people write it."""
    program = path_of(name)
    assert program, f"{name} est introuvable : python tests/install.py {name}"
    port = free_port()
    command = [program, *SERVERS[name][0](snippet, site, folder, port, below)]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert checked.returncode == 0 and "[warn]" not in checked.stderr, checked.stderr
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process, Server(port, "guide.test")
        time.sleep(0.05)
    process.kill()
    pytest.fail(f"{name} did not start: {(folder / 'erreurs').read_text(encoding='utf-8')}")


@pytest.fixture(scope="module", params=SERVERS)
def server(
    request: pytest.FixtureRequest, public_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The public site behind a real server, with the file that the build wrote for it."""
    file = public_site / "hebergement" / SERVERS[request.param][1]
    process, server = _run(
        request.param, file.read_text(encoding="utf-8"), public_site, tmp_path_factory.mktemp(request.param)
    )
    yield server
    process.terminate()
    process.wait(10)


TYPES_OF_OFFICE = {
    f".{ending}": f"application/vnd.openxmlformats-officedocument.{media}"
    for ending, media in {"docx": "wordprocessingml.document", "xlsx": "spreadsheetml.sheet"}.items()
}


def test_pages_and_files_are_served_below_the_path_of_the_site(server: Server, public_site: Path):
    for address, media in {
        "": "text/html",
        "clauses/": "text/html",
        "api/v1/clauses.json": "application/json",
        "api/v1/clauses.csv": "text/csv",
        "flux/tout.atom": "application/atom+xml",
        "flux/droit.ics": "text/calendar",
        "api/v1/catalog.jsonld": "application/ld+json",
        "assets/js/site.js": "text/javascript",
        **{
            file.relative_to(public_site).as_posix(): TYPES_OF_OFFICE[file.suffix]
            for file in (next(public_site.rglob(f"*{ending}")) for ending in TYPES_OF_OFFICE)
        },
    }.items():
        answer, body = server.get(BELOW + address)
        file = public_site / (f"{address}index.html" if address.endswith("/") or not address else address)
        assert (answer.status, body) == (200, file.read_bytes()), address
        assert answer.headers["Content-Type"].split(";")[0] == media
    answer, _ = server.get(f"{BELOW}api/v1/clauses.csv")
    assert "charset=utf-8" in answer.headers["Content-Type"]


def test_an_address_without_its_final_slash_leads_to_the_page(server: Server):
    for address in (BELOW.rstrip("/"), f"{BELOW}clauses"):
        answer, _ = server.get(address)
        assert answer.status == 301 and answer.headers["Location"].endswith(f"{address}/")


def test_what_is_not_there_is_said_by_the_page_of_the_site(server: Server, public_site: Path):
    answer, body = server.get(f"{BELOW}absente/page/")
    assert (answer.status, body) == (404, (public_site / "404.html").read_bytes())
    outside, _ = server.get("/ailleurs/")
    assert outside.status == 404
    listing, body = server.get(f"{BELOW}assets/css/")  # a folder without a page of its own
    assert listing.status in (403, 404) and body == (public_site / "404.html").read_bytes()
    for climbing in (
        f"{BELOW}../../etc/passwd",
        f"{BELOW}%2e%2e/%2e%2e/etc/passwd",
        f"{BELOW.rstrip('/')}../etc/passwd",
    ):
        assert server.get(climbing)[0].status in (400, 404), climbing


@pytest.mark.parametrize("address", ["", "absente/", "assets/css/site.css", "api/v1/clauses.json"])
def test_every_answer_has_the_security_headers_once(server: Server, address: str):
    answer, _ = server.get(BELOW + address)
    for name, value in HEADERS.items():
        assert answer.headers.get_all(name) == [value]
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"\d", answer.headers["Server"])


def test_the_blocks_to_embed_and_they_alone_may_be_framed_anywhere(server: Server, public_site: Path):
    for address in ("embed/nouveautes/", "embed/recherche/"):
        answer, _ = server.get(BELOW + address)
        assert (answer.status, answer.headers.get_all("Content-Security-Policy")) == (200, [FRAMED_POLICY])
    for address in ("clauses/", "embed/absente/", "integrer/"):
        assert "frame-ancestors 'self'" in server.get(BELOW + address)[0].headers["Content-Security-Policy"], address


def test_the_policy_of_the_server_forbids_nothing_that_the_policy_of_a_page_allows(pages: dict[str, HtmlPage]):
    """Two policies both apply: each directive of the header must be one of the page, or one that a page cannot state."""
    served = dict(one.strip().split(" ", 1) for one in HEADERS["Content-Security-Policy"].split(";"))
    del served["frame-ancestors"]
    for address, page in pages.items():
        (stated,) = (
            element.get("content")
            for element in page.all("meta")
            if element.get("http-equiv").lower() == "content-security-policy"
        )
        own = dict(one.strip().split(" ", 1) for one in stated.split(";"))
        assert {name: own.get(name) for name in served} == served, address


def test_what_is_text_travels_compressed(server: Server, public_site: Path):
    for address in (
        "",
        "api/v1/clauses.json",
        "api/v1/clauses.csv",
        "flux/tout.atom",
        "assets/css/site.css",
        "assets/js/site.js",
    ):
        answer, body = server.get(BELOW + address, Accept_Encoding="gzip")
        assert answer.headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in answer.headers["Vary"], address
        assert gzip.decompress(body) == (public_site / (address or "index.html")).read_bytes()


def test_a_file_is_asked_for_again_and_does_not_travel_twice(server: Server):
    for address in ("", "clauses/", "assets/css/site.css", "assets/js/site.js", "api/v1/clauses.json"):
        answer, _ = server.get(BELOW + address)
        assert answer.headers.get_all("Cache-Control") == [SHORT]
        again, body = server.get(BELOW + address, If_None_Match=answer.headers["ETag"])
        assert (again.status, body) == (304, b""), "an unchanged file must not travel twice"


def test_at_the_root_of_a_domain_the_same_settings_work(public_site: Path, tmp_path: Path):
    process, server = _run("nginx", _snippets("https://guide.test/")["nginx.conf"], public_site, tmp_path)
    try:
        assert server.get("/")[1] == (public_site / "index.html").read_bytes()
        assert server.get("/absente")[0].status == 404
    finally:
        process.terminate()
        process.wait(10)


@pytest.mark.parametrize("name", SERVERS)
def test_below_an_address_with_blanks_and_accents_the_same_settings_work(public_site: Path, tmp_path: Path, name: str):
    below, encoded = "/Espaces métiers (v1.0)/achats/", "/Espaces%20m%C3%A9tiers%20%28v1.0%29/achats/"
    snippet = _snippets(f"https://guide.test{encoded}")[SERVERS[name][1]]
    process, server = _run(name, snippet, public_site, tmp_path, below)
    try:
        assert server.get(f"{encoded}clauses/")[1] == (public_site / "clauses/index.html").read_bytes()
        answer, body = server.get(f"{encoded}absente/")
        assert (answer.status, body) == (404, (public_site / "404.html").read_bytes())
        answer, _ = server.get(encoded.rstrip("/"))
        assert answer.status == 301 and unquote(answer.headers["Location"]).endswith(below)
        framed, _ = server.get(f"{encoded}embed/recherche/")
        assert framed.headers.get_all("Content-Security-Policy") == [FRAMED_POLICY]
    finally:
        process.terminate()
        process.wait(10)


def test_iis_is_told_the_same(public_site: Path):
    root = ElementTree.fromstring((public_site / "hebergement/iis.config").read_text(encoding="utf-8"))
    told = {
        one.get("name"): one.get("value") for one in root.findall("./system.webServer/httpProtocol/customHeaders/add")
    }
    assert told == HEADERS | {"Cache-Control": SHORT}
    framed = root.find("./location[@path='embed']/system.webServer/httpProtocol/customHeaders")
    assert framed is not None
    assert [one.get("value") for one in framed.findall("add")] == [FRAMED_POLICY]
    assert [one.get("name") for one in framed.findall("remove")] == ["Content-Security-Policy"]
    types = {
        one.get("fileExtension"): one.get("mimeType")
        for one in root.findall("./system.webServer/staticContent/mimeMap")
    }
    served = {file.suffix for file in public_site.rglob("*.*") if file.is_file() and file.parent.name != "hebergement"}
    assert served - types.keys() == set()
    assert types[".docx"].endswith("wordprocessingml.document") and types[".ics"].startswith("text/calendar")
    assert root.find("./system.webServer/httpErrors/error").get("path") == f"{BELOW}404.html"


def test_gitlab_publishes_what_the_build_wrote_with_compressed_copies(public_site: Path, tmp_path: Path):
    job = yaml.safe_load((public_site / "hebergement/gitlab-ci.yml").read_text(encoding="utf-8"))["pages"]
    build, *then = job["script"]
    assert re.fullmatch(r"python:\d+\.\d+\.\d+-\w+@sha256:[0-9a-f]{64}", job["image"]), "it would change by itself"
    assert (
        build.startswith("make site ")
        and job["variables"]["EDITION"] == "publique"
        and job["artifacts"]["paths"] == ["public"]
    )
    shutil.copytree(public_site / "donnees", tmp_path / "site/donnees")
    shutil.copy(public_site / "index.html", tmp_path / "site")
    for command in then:
        subprocess.run(command, shell=True, cwd=tmp_path, check=True)
    assert (
        gzip.decompress((tmp_path / "public/donnees/index.html.gz").read_bytes())
        == (public_site / "donnees/index.html").read_bytes()
    )
    assert (tmp_path / "public/index.html").is_file() and not (tmp_path / "site").exists()


def test_the_file_of_headers_says_what_nginx_says(public_site: Path):
    text = (public_site / "_headers").read_text(encoding="utf-8")
    framed = [f"/{FRAMED}*", "  ! Content-Security-Policy", f"  Content-Security-Policy: {FRAMED_POLICY}"]
    assert text.splitlines() == ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items()), *framed]


def test_the_page_for_hosts_gives_every_file(pages: dict[str, HtmlPage], public_site: Path):
    linked = {pages["heberger/"].target(link.get("href"))[0] for link in pages["heberger/"].all("a")}
    assert {f"hebergement/{file.name}" for file in (public_site / "hebergement").iterdir()} | {"_headers"} <= linked
