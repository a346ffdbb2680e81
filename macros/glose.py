"""The words of the glossary, explained where a page first uses them."""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from html import escape

from .model import Catalog

MAX_PER_PAGE = 5
"""Each explained word is one more element: pages stay light (design bar: EcoIndex A)."""
_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
_SKIPPED = {"a", "h1", "h2", "h3", "h4", "code", "pre", "button", "label", "summary", "dt", "th", "figure", "svg", "form"}
_SKIPPED_CLASS = re.compile(r'class="[^"]*\b(?:clause-texte|clause-variante|mention|fil|cartes|faits|champs|glossaire)\b')
_WORD = re.compile(r"\w[\w-]*")
_ENDING = re.compile(r"s?(?![\w-])")
_VOID = {"br", "img", "input", "hr", "wbr", "source"}


class Glose:
    """Marks the first use of each word of the glossary in the content of a page."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    @cached_property
    def _names(self) -> dict[str, str]:
        """What is looked for -> id of the entry. A name in capitals is an acronym, and is looked for as it is."""
        names: dict[str, str] = {}
        for entry in self.catalog.records("glossaire"):
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
            names.setdefault(_WORD.match(name.lower()).group(), []).append(name.lower())
        return {f"{word}s": own for word, own in names.items()} | names

    def mark(self, html: str, root: str) -> str:
        """The page with at most MAX_PER_PAGE words made into links to their definition. `root` leads to the site's root."""
        seen: set[str] = set()
        skipping: list[str] = []
        parts = _TAG.split(html)
        for index, part in enumerate(parts):
            if len(seen) >= MAX_PER_PAGE:
                break
            if index % 2:
                _follow(part, skipping)
            elif not skipping and part.strip():
                parts[index] = self._marked(part, root, seen)
        return "".join(parts)

    def _marked(self, text: str, root: str, seen: set[str]) -> str:
        parts, position = [], 0
        small = text.lower().replace("'", "’")
        for first in _WORD.finditer(small):
            if not (names := self._by_first_word.get(first.group())):
                continue
            end = _end(names, small, first.start()) if first.start() >= position else None
            entry_id = self._entry(text[first.start() : end]) if end else None
            if entry_id is None or entry_id in seen or len(seen) >= MAX_PER_PAGE:
                continue
            seen.add(entry_id)
            definition = escape(self.catalog.get("glossaire", entry_id).resume)
            link = f'<a class="glose" href="{root}glossaire/#{entry_id}" title="{definition}">{text[first.start() : end]}</a>'
            parts += [text[position : first.start()], link]
            position = end
        return "".join([*parts, text[position:]])

    def _entry(self, word: str) -> str | None:
        """The entry that a word names: an acronym as it is written, another word in any case, singular or plural."""
        plain = _plain(word)
        return self._names.get(word) or self._names.get(plain) or self._names.get(plain.removesuffix("s"))


def _plain(word: str) -> str:
    return word.lower().replace("'", "’")


def _end(names: Iterable[str], small: str, start: int) -> int | None:
    """Where the one of these names that begins here ends, a plural included; None where none does."""
    for name in names:
        if small.startswith(name, start) and (ending := _ENDING.match(small, start + len(name))):
            return ending.end()
    return None


def _follow(tag: str, skipping: list[str]) -> None:
    """Keep the stack of the elements whose text is left alone."""
    name, skipped = _read(tag)
    if not name:
        return
    if tag.startswith("</"):
        if skipping and skipping[-1] == name:
            skipping.pop()
    elif skipped or (skipping and skipping[-1] == name):
        skipping.append(name)


@lru_cache(1000)
def _read(tag: str) -> tuple[str, bool]:
    """The name of the element that a tag opens or closes, or nothing; and whether its text is left alone. The same tags come back all along a page."""
    found = _NAME.match(tag)
    name = found[1].lower() if found and not tag.endswith("/>") else ""
    return ("", False) if name in _VOID else (name, name in _SKIPPED or bool(_SKIPPED_CLASS.search(tag)))
