"""The words of the glossary, explained where a page first uses them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup, escape

from ..model import Catalog, EntreeDeGlossaire
from .article import entiers

MAX_PER_PAGE = 5
"""Each explained word is one more element: pages stay light (design bar: EcoIndex A)."""
_WORD = re.compile(r"\w[\w-]*")
_ENDING = re.compile(r"s?(?![\w-])")


class Glose:
    """The words of the glossary, and where a text uses them."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    @cached_property
    def _names(self) -> dict[str, str]:
        """What is looked for -> id of the entry. A name in capitals is an acronym, and is looked for as it is."""
        names: dict[str, str] = {}
        for entry in self.catalog.all(EntreeDeGlossaire):
            head, _, acronym = entry.titre.partition(" (")
            names.setdefault(_plain(head).strip("«»\u00a0 "), entry.id)
            if acronym.rstrip(")").isupper():
                names.setdefault(acronym.rstrip(")"), entry.id)
        return names

    @cached_property
    def _by_first_word(self) -> dict[str, list[str]]:
        """Names in small letters by their first word, or its plural, the longest first: one look-up for each word of a text."""
        names: dict[str, list[str]] = {}
        for name in sorted(self._names, key=lambda name: (-len(name), name)):
            if first := _WORD.match(name.lower()):  # a name without a letter is looked for nowhere
                names.setdefault(first.group(), []).append(name.lower())
        return {f"{word}s": own for word, own in names.items()} | names

    def marqueur(self) -> "Marqueur":
        """What explains the words of one page."""
        return Marqueur(self)

    def occurrences(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, id of the entry) of each word of the glossary in a text, in order."""
        position = 0
        small = text.lower().replace("'", "’")
        if self._by_first_word.keys().isdisjoint(_WORD.findall(small)):  # most texts: told at once
            return
        if len(small) != len(text):  # a capital whose small letter is two: places would no longer be the same
            return
        for first in _WORD.finditer(small):
            names = self._by_first_word.get(first.group())
            if not names or first.start() < position:
                continue
            end = _end(names, small, first.start())
            entry_id = self._entry(text[first.start() : end]) if end else None
            if end and entry_id:
                position = end
                yield first.start(), end, entry_id

    def definition(self, entry_id: str) -> str:
        return self.catalog.get(EntreeDeGlossaire, entry_id).resume

    def _entry(self, word: str) -> str | None:
        """The entry that a word names: an acronym as it is written, another word in any case, singular or plural."""
        plain = _plain(word)
        return self._names.get(word) or self._names.get(plain) or self._names.get(plain.removesuffix("s"))


@dataclass
class Marqueur:
    """Makes the first uses of words of the glossary, on one page, into links to their definition."""

    glose: Glose
    seen: set[str] = field(default_factory=set)

    def parts(self, text: str) -> Iterator[tuple[str, str]]:
        """(words, id of the entry that explains them, or "") along a text."""
        position = 0
        if len(self.seen) < MAX_PER_PAGE:
            for start, end, entry_id in self.glose.occurrences(text):
                if entry_id in self.seen:
                    continue
                self.seen.add(entry_id)
                if start > position:
                    yield text[position:start], ""
                yield text[start:end], entry_id
                position = end
                if len(self.seen) >= MAX_PER_PAGE:
                    break
        if position < len(text):
            yield text[position:], ""

    def attributes(self, entry_id: str, racine: str) -> dict[str, str]:
        """Those of the link that explains a word."""
        return {"class": "glose", "href": f"{racine}glossaire/#{entry_id}", "title": self.glose.definition(entry_id)}

    def _explained(self, words: str, entry_id: str, racine: str) -> str:
        said = "".join([f' {name}="{escape(value)}"' for name, value in self.attributes(entry_id, racine).items()])
        return f"<a{said}>{escape(words)}</a>"

    def marked(self, text: str, racine: str) -> Markup:
        """A text, escaped, with its words explained."""
        if len(self.seen) >= MAX_PER_PAGE:  # most texts of a page
            return entiers(text)
        parts = [
            self._explained(words, entry_id, racine) if entry_id else entiers(words)
            for words, entry_id in self.parts(text)
        ]
        return Markup("".join(parts))


def _plain(word: str) -> str:
    return word.lower().replace("'", "’")


def _end(names: Iterable[str], small: str, start: int) -> int | None:
    """Where the one of these names that begins here ends, a plural included; None where none does."""
    for name in names:
        if small.startswith(name, start) and (ending := _ENDING.match(small, start + len(name))):
            return ending.end()
    return None
