"""What an organisation configures is taken, or refused with what is expected."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from broken import ENGLISH
from small_guide import ROOT, write_project

from macros.__main__ import main
from macros.build import Build
from macros.exports.feeds import feeds
from macros.exports.open_data.files import open_data_files
from macros.read.guide import Guide
from macros.read.problems import DataError, Refused
from macros.read.settings import EXAMPLE, NOT_REQUIRED, TO_FILL, Organisation, Settings, read_organisation
from macros.text.dates import date_longue


def project(folder: Path, **organisation: str) -> Path:
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in organisation.items())
    (folder / "organisation.yml").write_text("".join(lines) or "nom: Région\n", encoding="utf-8")
    return folder


def settings(folder: Path, **organisation: str) -> Settings:
    return Settings.read(project(folder, **organisation), site_url="https://guide.test/below")


def test_the_site_s_address_ends_with_one_slash(tmp_path: Path):
    assert settings(tmp_path).site == "https://guide.test/below/"


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (
            "https://intranet.region.fr/Espaces métiers/achats",
            "https://intranet.region.fr/Espaces%20m%C3%A9tiers/achats/",
        ),
        ("https://guide.test/d%C3%A9j%C3%A0/", "https://guide.test/d%C3%A9j%C3%A0/"),
    ],
)
def test_blanks_and_accents_of_an_address_are_encoded(tmp_path: Path, given: str, written: str):
    assert Settings.read(project(tmp_path), site_url=given).site == written


def test_feeds_and_the_catalogue_of_data_name_no_address_with_a_blank(guide: Guide, tmp_path: Path):
    settings = Settings.read(project(tmp_path), site_url="https://intranet.region.fr/Espaces métiers/achats")
    build = Build(ROOT, guide, settings)
    files = dict(feeds(build)) | dict(open_data_files(build))
    for path in ("flux/tout.atom", "flux/tout.json", "api/v1/catalog.jsonld"):
        addresses = re.findall(r"https://intranet\.region\.fr/[^\"<>]*", files[path].decode())
        assert len(addresses) > 10
        assert [
            one for one in addresses if not one.startswith("https://intranet.region.fr/Espaces%20m%C3%A9tiers/achats/")
        ] == []
        assert [one for one in addresses if " " in one] == [], path


NO_ADDRESS = ["guide.test", "ftp://guide.test/", "https://gui de.test/", "http://[::1", "https://é..fr/", f"https://{'é' * 80}.fr/", "https://x.fr:99999/", "https://:80/"]  # fmt: skip


@pytest.mark.parametrize("given", NO_ADDRESS)
def test_what_is_no_address_is_refused_in_french(tmp_path: Path, given: str):
    with pytest.raises(Refused, match="attendu une adresse de la forme"):
        Settings.read(project(tmp_path), site_url=given)


@pytest.mark.parametrize("given", NO_ADDRESS)
def test_a_command_that_builds_says_so_before_anything_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: str
):
    monkeypatch.setenv("SITE_URL", given)
    assert main(["--racine", str(tmp_path), "site"]) == 1
    assert capsys.readouterr().err.startswith(f"SITE_URL={given} : attendu une adresse de la forme")


def test_what_is_still_to_be_filled_in_counts_as_missing(tmp_path: Path):
    found = settings(tmp_path, contact=TO_FILL, depot=TO_FILL, couleur=TO_FILL)
    assert (found.contact, found.depot, found.couleur) == ("", "", "")


def test_without_a_file_the_guide_has_its_own_name(tmp_path: Path):
    assert Settings.read(tmp_path).guide == "Guide des achats durables"


def test_the_name_of_the_guide_is_that_of_the_site_where_the_organisation_gives_none(tmp_path: Path):
    (tmp_path / "commun.yml").write_text("site_name: Boussole # le nom\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: commun.yml\n", encoding="utf-8")
    assert settings(tmp_path).guide == "Boussole"
    assert settings(tmp_path, guide="Guide de la Région").guide == "Guide de la Région"


@pytest.mark.parametrize("colour", ["#1f6b4a", "#000000", "#767676"])
def test_a_colour_that_white_text_can_be_read_on_is_taken(tmp_path: Path, colour: str):
    assert settings(tmp_path, couleur=colour).couleur == colour


@pytest.mark.parametrize(
    ("colour", "words"),
    [
        ("#777777", "est de 4.5"),
        ("#00ff00", "est de 1.4"),
        ("green", "de la forme « #1f6b4a »"),
        ("#123", "de la forme"),
        ("#1f6b4a}*{x:y", "de la forme"),
    ],
)
def test_another_colour_is_refused_at_its_place_with_what_to_do(tmp_path: Path, colour: str, words: str):
    with pytest.raises(DataError, match=r"organisation\.yml:1:1: « couleur »") as refused:
        settings(tmp_path, couleur=colour)
    assert words in str(refused.value)


def test_every_fault_of_the_file_is_told_at_once(tmp_path: Path):
    with pytest.raises(DataError) as refused:
        settings(tmp_path, couleur="vert", forge="svn", nomm="Région")
    assert [problem.line for problem in refused.value.problems] == [1, 2, 3]


BROKEN = {
    "a sign that no file holds": (b"nom: R\0gion\n", "1:7: caractère invisible U+0000"),
    "another encoding": ("nom: Région\n".encode("latin-1"), "1:7: texte qui n'est pas en UTF-8"),
    "a key twice": ("nom: a\nnom: b\n", "2:1: clé « nom » écrite deux fois"),
    "a list": ("- nom\n", "1:1: attendu des lignes « clé: valeur »"),
    "nothing": ("", "1:1: fichier vide : attendu des lignes « clé: valeur »"),
    "many levels": ("nom: " + "[" * 5000, "plus de 30 niveaux imbriqués"),
    "another forge": ("forge: bitbucket\n", "1:1: « forge » : attendu github, gitlab, forgejo"),
    "an engine nowhere": (
        "moteur: {type: meilisearch, adresse: 'https://[::1', index: guide}\n",
        "« adresse » : attendu une adresse de la forme https://moteur.exemple.fr",
    ),
    "a logo that runs": ('logo: "javascript:alert(2)"\n', "1:1: « logo » : attendu une image de docs/"),
    "a logo elsewhere": ("logo: ../../etc/passwd.svg\n", "1:1: « logo » : attendu une image de docs/"),
    "a logo that is not there": (
        "nom: x\nlogo: assets/img/absent.svg\n",
        "2:1: « logo » : fichier absent « docs/assets/",
    ),
    "a repository nowhere": ("depot: pas une adresse\n", "1:1: « depot » : attendu l'adresse du dépôt"),
    "a repository that runs": ('depot: "javascript:alert(2)"\n', "1:1: « depot » : attendu l'adresse du dépôt"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_the_check_refuses_what_an_organisation_may_not_say_with_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
):
    written, told = BROKEN[what]
    root = write_project(tmp_path, {"clauses/bilan": {"niveau": "enorme"}})
    (root / "organisation.yml").write_bytes(written if isinstance(written, bytes) else written.encode())
    assert main(["--racine", str(root), "check"]) == 1
    said = capsys.readouterr().err.splitlines()
    own = [line for line in said if line.startswith("organisation.yml:")]
    assert own and told in own[0]
    assert any(line.startswith("data/clauses/bilan.yml:") for line in said)
    assert not [line for line in own if ENGLISH.search(line)]


@pytest.mark.parametrize("where", ["docs", "docs-locale"])
def test_a_logo_is_a_picture_of_the_pages(tmp_path: Path, where: str):
    (tmp_path / where / "img").mkdir(parents=True)
    (tmp_path / where / "img/Logo-2.svg").touch()
    assert settings(tmp_path, logo="img/Logo-2.svg").logo == "img/Logo-2.svg"


def test_what_the_environment_says_wrong_is_told_in_french(tmp_path: Path):
    with pytest.raises(DataError, match="« forge » : attendu github, gitlab"):
        read_organisation(tmp_path, {"GUIDE_FORGE": "svn"})


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_what_stands_in_the_place_of_the_settings_is_no_absence(tmp_path: Path, kind: str):
    file = tmp_path / "organisation.yml"
    file.mkdir() if kind == "folder" else file.symlink_to(file)
    with pytest.raises(DataError, match=r"organisation\.yml:1:1: .*attendu un fichier ordinaire"):
        Settings.read(tmp_path)


@pytest.mark.parametrize(
    ("forge", "edit", "issue"),
    [
        (
            "github",
            "https://forge.test/g/edit/main/data/x.yml",
            ("https://forge.test/g/issues/new", "title", "body"),
        ),
        (
            "gitlab",
            "https://forge.test/g/-/edit/main/data/x.yml",
            ("https://forge.test/g/-/issues/new", "issue[title]", "issue[description]"),
        ),
        (
            "forgejo",
            "https://forge.test/g/_edit/main/data/x.yml",
            ("https://forge.test/g/issues/new", "title", "body"),
        ),
    ],
)
def test_the_forge_is_a_setting_and_not_guessed(tmp_path: Path, forge: str, edit: str, issue: tuple[str, str, str]):
    found = settings(tmp_path, forge=forge, depot="https://forge.test/g/")
    assert (found.modifier("data/x.yml"), found.demande) == (edit, issue)


def test_a_repository_without_a_forge_offers_nothing(tmp_path: Path):
    assert settings(tmp_path, depot="https://gitlab.test/g").modifier("data/x.yml") == ""


def test_an_edition_that_does_not_exist_is_refused(tmp_path: Path):
    with pytest.raises(Refused, match="EDITION=privee : attendu « publique » ou « interne »"):
        Settings.read(project(tmp_path), "privee")


FILLED = {key: "x" for key in Organisation.model_fields if key not in NOT_REQUIRED} | {"couleur": "#1f6b4a"}


def published(folder: Path, organisation: dict[str, str], site_url: str = "https://guide.test/") -> Settings:
    return Settings.read(project(folder, **organisation), site_url=site_url, publication="oui")


def test_a_site_to_be_published_says_all_that_is_still_to_be_filled_in(tmp_path: Path):
    with pytest.raises(Refused, match="PUBLICATION=oui") as refused:
        published(tmp_path, FILLED | {"hebergeur": TO_FILL, "editeur": TO_FILL}, EXAMPLE + "/")
    told = [line.split(" : ")[0] for line in str(refused.value).splitlines()[:-1]]
    assert told == ["organisation.yml: editeur", "organisation.yml: hebergeur", "SITE_URL (ou mkdocs.yml: site_url)"]


def test_a_site_that_names_its_organisation_may_be_published_without_a_forge(tmp_path: Path):
    assert published(tmp_path, FILLED).couleur == FILLED["couleur"]


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 3, 1), "1er mars 2026"),
        (date(2026, 8, 21), "21 août 2026"),
        (date(2026, 12, 31), "31 décembre 2026"),
    ],
)
def test_a_date_is_written_as_a_french_reader_writes_it(day: date, written: str):
    assert date_longue(day) == written
