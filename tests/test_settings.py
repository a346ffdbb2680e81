"""What an organisation configures is taken, or refused with what is expected."""

from datetime import date

import pytest

from macros.text.dates import date_longue
from macros.read.settings import EXAMPLE, ORGANISATION, TO_FILL, Settings


def settings(**organisation: str) -> Settings:
    return Settings.from_config({"organisation": organisation}, "https://guide.test/below")


def test_the_site_s_address_ends_with_one_slash():
    assert settings().site == "https://guide.test/below/"


def test_what_is_still_to_be_filled_in_counts_as_missing():
    found = settings(contact=TO_FILL, depot=TO_FILL, couleur=TO_FILL)
    assert (found.contact, found.depot, found.couleur) == ("", "", "")


@pytest.mark.parametrize("colour", ["#1f6b4a", "#000000", "#767676"])
def test_a_colour_that_white_text_can_be_read_on_is_taken(colour: str):
    assert settings(couleur=colour).couleur == colour


@pytest.mark.parametrize(("colour", "words"), [("#777777", "contraste de 4.5"), ("#00ff00", "contraste de 1.4"), ("green", "de la forme « #1f6b4a »"), ("#123", "de la forme"), ("#1f6b4a}*{x:y", "de la forme")])
def test_another_colour_is_refused_with_what_to_do(colour: str, words: str):
    with pytest.raises(ValueError, match=r"extra\.organisation\.couleur") as refused:
        settings(couleur=colour)
    assert words in str(refused.value)


def test_an_edition_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="EDITION=privee : attendu « publique » ou « interne »"):
        Settings.from_config({"edition": "privee"}, "")


FILLED = dict.fromkeys(ORGANISATION, "x") | {"couleur": "#1f6b4a"}


def published(organisation: dict[str, str], site_url: str = "https://guide.test/") -> Settings:
    return Settings.from_config({"publication": "oui", "organisation": organisation}, site_url)


def test_a_site_to_be_published_says_all_that_is_still_to_be_filled_in():
    with pytest.raises(ValueError, match="PUBLICATION=oui") as refused:
        published(FILLED | {"hebergeur": TO_FILL, "editeur": ""}, EXAMPLE + "/")
    assert [line.split(" : ")[0] for line in str(refused.value).splitlines()[:-1]] == ["mkdocs.yml: extra.organisation.editeur", "mkdocs.yml: extra.organisation.hebergeur", "SITE_URL (ou mkdocs.yml: site_url)"]


def test_a_site_that_names_its_organisation_may_be_published():
    assert published(FILLED).couleur == FILLED["couleur"]


@pytest.mark.parametrize(("day", "written"), [(date(2026, 3, 1), "1er mars 2026"), (date(2026, 8, 21), "21 août 2026"), (date(2026, 12, 31), "31 décembre 2026")])
def test_a_date_is_written_as_a_french_reader_writes_it(day: date, written: str):
    assert date_longue(day) == written
