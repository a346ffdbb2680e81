"""The glossary."""

from dataclasses import dataclass

from ..model import Catalog, EntreeDeGlossaire, TexteJuridique
from .elements import Lien


@dataclass(frozen=True)
class Mot:
    """A term of the glossary."""

    entree: EntreeDeGlossaire
    textes: tuple[Lien, ...]


def glossaire(catalog: Catalog) -> tuple[Mot, ...]:
    """Terms in alphabetical order, accents aside."""
    entries = sorted(catalog.all(EntreeDeGlossaire), key=lambda entry: entry.id)
    return tuple(
        Mot(
            entry,
            tuple(
                Lien(text.reference, text.adresse)
                for text in (catalog.get(TexteJuridique, name) for name in entry.textes)
            ),
        )
        for entry in entries
    )
