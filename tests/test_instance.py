"""An instance is not the product: what is built for another organisation says its name, its colour and its forge, and never ours."""

import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from html_page import HtmlPage, is_standalone, read_pages
from site_tools import run_macros
from small_guide import ATTESTATION, HOME, ROOT, write_site_project

from macros.exports.form_files import FILE
from macros.read.settings import Organisation

OURS = re.compile(rb"guide[\s\-_]+des[\s\-_]+achats[\s\-_]+durables", re.IGNORECASE)
NAME, SHORT, WHO = "Boussole d'achat de Trifouilly", "Boussole", "Syndicat de Trifouilly & alentours"
COLOUR = "#5a1f7b"
FORGES = {
    "github": (
        "https://github.test/trifouilly/boussole/edit/demain/data/{path}.yml",
        "https://github.test/trifouilly/boussole/issues/new?template=correction.yml&title=Correction",
    ),
    "gitlab": (
        "https://gitlab.test/trifouilly/boussole/-/edit/demain/data/{path}.yml",
        "https://gitlab.test/trifouilly/boussole/-/issues/new?issue%5Btitle%5D=Correction",
    ),
    "forgejo": (
        "https://forgejo.test/trifouilly/boussole/_edit/demain/data/{path}.yml",
        "https://forgejo.test/trifouilly/boussole/issues/new?title=Correction",
    ),
}
"""Each forge, with the forms of address that it documents: where a file is edited, where an issue is opened."""
SAID_BY = (
    "index.html", "404.html", "clauses/bilan/index.html", "opensearch.xml", "llms.txt", "flux/tout.atom", "flux/tout.json", "flux/familles/etudes.atom",
    "api/v1/index.json", "api/v1/catalog.jsonld", "api/v1/schemas/clauses.json", "embed/clauses/bilan/index.html", "embed/recherche/index.html",
    "ecrans/hall/index.html", "integrer/index.html", "parcours/nouvel-arrivant/attestation/index.html",
)  # fmt: skip
"""What must say the name: a page of each sort, and what leaves the site."""
PAGES = {
    "docs/index.md": HOME.replace("title: Guide", "title: Guide des achats durables"),
    "docs/integrer.md": "---\ntitle: Intégrer\ndescription: Les blocs.\nrender_macros: true\n---\n# Intégrer\n\n{{ show_integrations() }}\n",
    "docs/donnees.md": "---\ntitle: Données\ndescription: Les fichiers.\nrender_macros: true\n---\n# Données\n\n{{ list_donnees() }}\n\n{{ show_organisation('nom') }}\n",
    ATTESTATION: HOME.replace("title: Guide", "title: Attester\nrender_macros: true") + "\n{{ show_attestation() }}\n",
}


@pytest.fixture(scope="module", params=FORGES)
def forge(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def site(forge: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_site_project(tmp_path_factory.mktemp(forge), PAGES)
    said = {
        "guide": NAME,
        "guide_court": SHORT,
        "nom": WHO,
        "couleur": COLOUR,
        "contact": "achats@trifouilly.test",
        "forge": forge,
        "depot": f"https://{forge}.test/trifouilly/boussole",
        "branche": "demain",
    }
    assert said.keys() <= Organisation.model_fields.keys()
    (root / "organisation.yml").write_text(
        "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in said.items()), encoding="utf-8"
    )
    done = run_macros(root, "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[str, HtmlPage]:
    return read_pages(site)


def contents(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and what is in it where it is an archive: a kit's document is one."""
    if name.endswith(".gz"):
        yield name, gzip.decompress(content)
    elif zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield from contents(f"{name}!{inner}", archive.read(inner))
    else:
        yield name, content


def test_no_file_of_the_site_says_our_name(site: Path):
    files = [
        found
        for file in site.rglob("*")
        if file.is_file()
        for found in contents(file.relative_to(site).as_posix(), file.read_bytes())
    ]
    assert any("!" in name for name, _ in files), "kits are archives"
    assert [name for name, content in files if OURS.search(content) or OURS.search(name.encode())] == []


@pytest.mark.parametrize("path", SAID_BY)
def test_what_is_built_says_the_name(site: Path, path: str):
    text = (site / path).read_text(encoding="utf-8")
    assert re.search(r"Boussole d(?:'|’|&#39;|&#x27;|&apos;)achat de Trifouilly", text), path


def test_every_kit_file_says_the_name(site: Path):
    files = [file for file in (site / "kits").rglob("*") if file.suffix in (".docx", ".odt", ".zip")]
    assert files
    for file in files:
        said = b" ".join(content for _, content in contents(file.name, file.read_bytes())).decode("utf-8", "ignore")
        assert re.search(r"Boussole d(?:'|’|&#39;|&#x27;|&apos;)achat de Trifouilly", said), file.name


def test_every_page_has_the_name_in_its_title(documents: dict[str, HtmlPage]):
    found = {address: page.all("title")[0].text for address, page in documents.items() if not is_standalone(address)}
    assert [address for address, title in found.items() if "Boussole d" not in title] == []


def test_the_feeds_are_signed_by_the_organisation(site: Path):
    for file in (site / "flux").rglob("*.json"):
        assert json.loads(file.read_text(encoding="utf-8"))["authors"][0]["name"] == WHO, file.name


def test_the_browser_s_search_has_the_short_name(site: Path):
    assert f"<ShortName>{SHORT}</ShortName>" in (site / "opensearch.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["", "clauses/bilan/", "embed/clauses/bilan/", "ecrans/hall/"])
def test_the_colour_reaches_pages_blocks_and_screens(documents: dict[str, HtmlPage], site: Path, address: str):
    styles = [site / found for found in documents[address].resources if found.endswith(".css")]
    assert COLOUR in documents[address].html or any(COLOUR in file.read_text(encoding="utf-8") for file in styles)


@pytest.mark.parametrize(
    "path",
    [
        "clauses/bilan",
        "etudes-de-cas/ville-bilan",
        "textes/ccp-l2112-2",
        "familles/etudes",
        "kits/visite",
        "processus/faire-le-bilan",
    ],
)
def test_a_record_is_edited_on_the_forge_and_the_form_of_its_faults_leads_there(
    documents: dict[str, HtmlPage], site: Path, forge: str, path: str
):
    edit, issue = FORGES[forge]
    page = documents[f"{path.replace('etudes-de-cas', 'cas')}/"]
    links = [link.get("href") for link in page.all("a")]
    assert edit.format(path=path) in links
    (fault,) = {link for link in links if "fiche=correction" in link}
    assert parse_qs(urlsplit(fault).query)["page"] == [page.address]
    assert "assets/js/proposer.js" in documents[page.target(fault)[0]].resources
    assert issue.partition("?")[0] in (site / FILE).read_text(encoding="utf-8")


def test_no_link_has_the_form_of_another_forge(documents: dict[str, HtmlPage], forge: str):
    links = {
        link.get("href")
        for page in documents.values()
        for link in page.all("a")
        if "/trifouilly/boussole" in link.get("href")
    }
    edits = {link for link in links if "edit/demain" in link}
    assert edits and all(
        link.startswith(FORGES[forge][0].partition("{path}")[0].removesuffix("data/")) for link in edits
    )


def test_our_name_stands_in_two_settings_only():
    """What is our own and not an instance's is in organisation.yml and in the value that stands for it; not in code, nor in a page."""
    files = [
        file
        for folder in ("macros", "overrides", "docs")
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and "vendor" not in file.parts and "__pycache__" not in file.parts
    ]
    found = {file.relative_to(ROOT).as_posix() for file in files if OURS.search(file.read_bytes())}
    assert found == {"macros/read/settings.py", "macros/arguments.py"}
