"""Spelling of every text that a reader meets: records, closed lists, pages and templates.

Hunspell with the French dictionary of Grammalecte (tests/dictionnaire/, MPL 2.0, as `dictionary-fr` 3.0.0 ships it). What it
does not know and is right (names, acronyms, words of the trade) is in tests/mots.txt.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hunspell import Hunspell

from macros.checks.typographie import masked, masked_page
from macros.model import VOCABULAIRES, Record, references
from macros.model.base import strings
from macros.read.load import Loaded, load
from macros.read.pages import load_pages
from macros.read.yaml_source import KeyPath
from macros.text.language import LINK

ROOT = Path(__file__).parents[1]
LISTED = (ROOT / "tests/mots.txt").read_text(encoding="utf-8").splitlines()
WORD = re.compile(r"\w+(?:['’]\w+)*")
ELISION = re.compile(r"^(?:[cdjlmnst]|(?:jus|lors|puis|quel|quoi)?qu)['’]", re.IGNORECASE)
ADDRESS = re.compile(r"\S*(?:@|\w\.(?:com|eu|fr|info|net|org)\b)\S*|(?<!\w)\.[a-z]{2,4}\b")
NOT_TEXT = {"id", "url", "site", "remplace", "mots"}
"""Fields that hold an id, an address or beginnings of words."""


@dataclass(frozen=True)
class Text:
    """A prose, the file that holds it and, in a record, the key."""

    file: str
    prose: str
    key_path: KeyPath | None = None


CHOICES = {
    ("acteurs", "role"), ("etapes", "moment"), ("fichiers", "forme"), ("note_elus", "nom"), ("nature",),
    ("critere", "poids"), ("penalites", "montant"), ("penalites", "plafond"), ("penalites", "assiette"),
    ("verification", "annexe"), ("verification", "fournie_par"), ("verification", "depuis"),
    ("annexes", "sorte"), ("annexes", "remplie_par"), ("annexes", "type"), ("annexes", "operation"),
    ("parametres", "type"), ("parametres", "calcul"),
    ("gestes", "etat"), ("expression",), ("porte_sur",), ("avis", "feu"), ("cas", "feu"), ("reglages", "nom"), ("cas", "reglage"),
}  # fmt: skip
"""Fields whose value is one of a few, or a name that the text repeats: written without accents."""


def words(text: str) -> Iterator[str]:
    """The words of a prose, without the elided article; what holds a digit is a reference, not a word."""
    for found in WORD.finditer(ADDRESS.sub(" ", text)):
        word = ELISION.sub("", found.group().replace("’", "'"))
        if not re.search(r"[\d_]", word):
            yield word


def _of_record(record: Record) -> Iterator[Text]:
    not_text = {key_path for key_path, _, _ in references(record)}
    for key_path, text in strings(record):
        choice = key_path in CHOICES or (key_path[0], key_path[-1]) in CHOICES
        if key_path not in not_text and not NOT_TEXT.intersection(key_path) and not choice:
            yield Text(f"{record.kind}/{record.id}.yml", masked(LINK.sub(r"\g<mot>", text)), key_path)


def _all_texts(loaded: Loaded) -> Iterator[Text]:
    for record in loaded.catalog:
        yield from _of_record(record)
    for name in loaded.catalog.vocabularies:
        for key_path, text in strings(loaded.catalog.terms(name)):
            if key_path[-1] != "id":
                yield Text(f"{VOCABULAIRES}/{name}.yml", masked(text), key_path)
    for page in load_pages(ROOT / "docs")[0]:
        yield Text(page.path, f"{page.entete.title}\n{page.entete.description}\n{masked_page(page.body)}")
    for folder, ending in (("macros/templates", "html"), ("overrides", "html")):
        for file in sorted((ROOT / folder).rglob(f"*.{ending}")):
            yield Text(str(file.relative_to(ROOT)), masked_page(file.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def knows() -> Callable[[str], bool]:
    """Whether the dictionary knows a word as it is written."""
    return cache(Hunspell("fr", hunspell_data_dir=str(ROOT / "tests/dictionnaire")).spell)


@pytest.fixture(scope="session")
def unknown(knows: Callable[[str], bool]) -> dict[str, str]:
    """Every word that the dictionary does not know, with one place where it stands."""
    loaded = load(ROOT / "data")
    found: dict[str, Text] = {}
    for text in _all_texts(loaded):
        for word in words(text.prose):
            if not knows(word):
                found.setdefault(word, text)
    return {
        word: text.file if text.key_path is None else str(loaded.locate(text.file, text.key_path, ""))
        for word, text in found.items()
    }


def _order(word: str) -> tuple[str, str]:
    """Alphabetical, whatever the case and the accents."""
    return "".join(
        letter for letter in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(letter)
    ), word


def test_every_word_is_in_the_dictionary_or_in_the_list(unknown: dict[str, str]):
    faults = [
        f"« {word} » ({unknown[word]}) : corriger, ou ajouter ce mot à tests/mots.txt"
        for word in sorted(unknown.keys() - set(LISTED), key=_order)
    ]
    assert faults == []


def test_every_word_of_the_list_serves(unknown: dict[str, str]):
    assert [word for word in LISTED if word not in unknown] == []


def test_the_list_is_sorted_without_doubles():
    assert sorted(set(LISTED), key=_order) == LISTED


@pytest.mark.parametrize(
    "written",
    ["coeur", "Etat", "dévelopement", "aquérir", "evenement", "Elus", "exploitatuion", "déja", "maitriser", "language"],
)
def test_a_misspelt_word_is_found(knows: Callable[[str], bool], written: str):
    assert not knows(written) and written not in LISTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’acheteur d'aujourd'hui, jusqu'à l'ADEME", ["acheteur", "aujourd'hui", "à", "ADEME"]),
        (
            "écrire à a.b@exemple.fr ou sur www.exemple.fr/page, article R2111-16, 3 kg de CO2 (.txt)",
            ["écrire", "à", "ou", "sur", "article", "kg", "de"],
        ),
        ("le sous-traitant", ["le", "sous", "traitant"]),
    ],
)
def test_what_a_word_is(text: str, expected: list[str]):
    assert [word for word in words(text) if word != "R"] == expected
