"""Words that a query may use for others. A phrase is written as its terms separated by spaces."""

from collections.abc import Iterable

from .normalise import tokens

Synonyms = dict[str, list[str]]
"""Phrase → the phrases it also looks for."""


def main_terms(text: str) -> str:
    """The main terms of a few words, stop words left out unless there is nothing else: "heures d'insertion" → "heure insertion"."""
    found = tokens(text)
    kept = [token for token in found if not token.is_stop] or found
    return " ".join(token.terms[0] for token in kept)


def synonym_table(groups: Iterable[tuple[str, ...]]) -> Synonyms:
    """From groups « a word, its other names »: each name looks for the word, the word for each name; sorted."""
    table: dict[str, set[str]] = {}
    for word, *names in groups:
        for name in names:
            one, other = main_terms(word), main_terms(name)
            if one and other and one != other:
                table.setdefault(one, set()).add(other)
                table.setdefault(other, set()).add(one)
    return {one: sorted(others) for one, others in sorted(table.items())}
