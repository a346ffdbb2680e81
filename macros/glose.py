"""The words of the glossary, explained where a page first uses them."""

import re
from functools import cached_property
from html import escape, unescape

from .model import Catalog

MAX_PER_PAGE = 5
"""Each explained word is one more element: pages stay light (design bar: EcoIndex A)."""
_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
_SKIPPED = {"a", "h1", "h2", "h3", "h4", "code", "pre", "button", "label", "summary", "dt", "th", "figure", "svg", "form"}
_SKIPPED_CLASS = re.compile(r'class="[^"]*\b(?:clause-texte|clause-variante|mention|fil|cartes|faits|champs|glossaire)\b')
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
            names.setdefault(_plain(head), entry.id)
            if acronym.rstrip(")").isupper():
                names.setdefault(acronym.rstrip(")"), entry.id)
        return names

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Words by their first letter, so that most of a text is passed over at once."""
        by_letter: dict[str, list[str]] = {}
        for word in sorted(self._names, key=lambda name: (-len(name), name)):
            by_letter.setdefault(word[0].lower(), []).append(re.escape(word[1:]))
        choices = (f"[{letter}{letter.upper()}](?:{'|'.join(rests)})" for letter, rests in sorted(by_letter.items()))
        return re.compile(r"\b(?<!-)(?:" + "|".join(choices) + r")s?\b(?!-)", re.IGNORECASE) if by_letter else re.compile(r"(?!)")

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
        def link(found: re.Match[str]) -> str:
            word = unescape(found.group())
            entry_id = self._names.get(word) or self._names.get(_plain(word)) or self._names.get(_plain(word).removesuffix("s"))
            if entry_id is None or entry_id in seen or len(seen) >= MAX_PER_PAGE:
                return found.group()
            seen.add(entry_id)
            definition = escape(self.catalog.get("glossaire", entry_id).resume)
            return f'<a class="glose" href="{root}glossaire/#{entry_id}" title="{definition}">{found.group()}</a>'

        return self._pattern.sub(link, text.replace("'", "’"))


def _plain(word: str) -> str:
    return word.lower().replace("'", "’")


def _follow(tag: str, skipping: list[str]) -> None:
    """Keep the stack of the elements whose text is left alone."""
    found = _NAME.match(tag)
    name = found[1].lower() if found else ""
    if not name or name in _VOID or tag.endswith("/>"):
        return
    if tag.startswith("</"):
        if skipping and skipping[-1] == name:
            skipping.pop()
    elif name in _SKIPPED or _SKIPPED_CLASS.search(tag) or (skipping and skipping[-1] == name):
        skipping.append(name)
