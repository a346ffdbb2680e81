"""The words around a place of a draft: what each structure is read in (see moteur.py)."""

from collections.abc import Iterator, Mapping
from typing import Any

from .texte import Brouillon

Donnees = Mapping[str, Any]


def title_of(draft: Brouillon, number: int) -> str:
    """The title of the article of a sentence, or ""."""
    return draft.titres[draft.paragraphes[draft.phrases[number].paragraphe].article]


def scoped(draft: Brouillon, text: str, number: int, scope: str) -> str:
    """The words of a scope, after those of the sentence that opens its list."""
    start, end = draft.portee(number, scope)
    opening = draft.phrases[number].amorce
    before = draft.phrases[opening] if opening >= 0 and scope in ("phrase", "paragraphe") else None
    return (text[before.debut : before.fin] + " " if before else "") + text[start:end]


def words_of(draft: Brouillon, place: int) -> str:
    """The words of a paragraph, after its number or its bullet."""
    paragraph = draft.paragraphes[place]
    return draft.plat[paragraph.corps : paragraph.fin]


def whole_sentences(draft: Brouillon) -> Iterator[tuple[int, int, int]]:
    """The sentences, those that semicolons part being one: the number of the paragraph, from where to where."""
    start = -1
    for phrase in draft.phrases:
        start = phrase.debut if start < 0 else start
        if draft.plat[phrase.fin - 1] == ";" and phrase.fin < draft.paragraphes[phrase.paragraphe].fin:
            continue
        yield phrase.paragraphe, start, phrase.fin
        start = -1
