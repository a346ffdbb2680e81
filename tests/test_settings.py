"""What an organisation configures is taken, or refused with what is expected."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from small_guide import ROOT

from macros.build import Build
from macros.exports.feeds import feeds
from macros.exports.open_data.files import open_data_files
from macros.read.guide import Guide
from macros.read.problems import DataError, Refused
from macros.read.settings import EXAMPLE, NOT_REQUIRED, TO_FILL, Organisation, Settings
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


@pytest.mark.parametrize("given", ["guide.test", "ftp://guide.test/", "https://gui de.test/"])
def test_what_is_no_address_is_refused_in_french(tmp_path: Path, given: str):
    with pytest.raises(Refused, match="attendu une adresse de la forme"):
        Settings.read(project(tmp_path), site_url=given)


def test_what_is_still_to_be_filled_in_counts_as_missing(tmp_path: Path):
    found = settings(tmp_path, contact=TO_FILL, depot=TO_FILL, couleur=TO_FILL)
    assert (found.contact, found.depot, found.couleur) == ("", "", "")


def test_without_a_file_the_guide_has_its_own_name(tmp_path: Path):
    assert Settings.read(tmp_path).guide == "Guide des achats durables"


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
