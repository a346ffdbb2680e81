"""Reading ease of the plain texts: what elected officials, suppliers and newcomers read without being of the trade."""

import re
from collections.abc import Iterator
from functools import cache

from ..model import Catalog, Clause, Famille, Recommandation, Record
from ..read.yaml_source import KeyPath
from ..text.language import without_links
from .finding import Finding

_SENTENCE_END = re.compile(r"(?<=[.!?…])(?:\s|»)+(?=[A-ZÀ-Ý«\d])|\n\s*\n")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
"""As a word processor counts them: « l'acheteur » and « sous-traitant » are one word each."""
_MUTE_END = re.compile(r"(?<=[aeiouyàâéèêëîïôöùûüœ])([^aeiouyàâéèêëîïôöùûüœ]+)(?:es?|(?<!m)(?<!ag)(?<!arg)ent)$")
_SILENT = re.compile(r"(?<=[gq])u(?=[aeéèêiîoô])|(?<=[aeou])y(?=[aeéèo])")
_HIATUS = re.compile(r"(?<=[aoé])(?=[éï])|(?<=é)(?=[aou]|e[^s\W])|(?<=o)(?=o)|(?<=u)(?=a)")
_VOWELS = re.compile(r"[aeiouyàâéèêëîïôöùûüœ]+")


@cache
def _syllables(word: str) -> int:
    """Sounded syllables, near enough for an average: groups of vowels, two where they part, none for a mute « e » at the end."""
    for pattern, instead in ((_SILENT, "'"), (_MUTE_END, r"\1"), (_HIATUS, "'")):
        word = pattern.sub(instead, word)
    return max(len(_VOWELS.findall(word)), 1)


def _plain_texts(record: Record) -> Iterator[tuple[KeyPath, str]]:
    """What is written for readers who are not of the trade, without the addresses of links."""
    yield ("resume",), record.resume
    if isinstance(record, (Clause, Recommandation)):
        yield ("pourquoi",), record.pourquoi
    if isinstance(record, Clause):
        yield ("publics", "elus"), record.publics.elus
        yield ("publics", "fournisseurs"), record.publics.fournisseurs
    if isinstance(record, Famille) and record.note_elus:
        note = record.note_elus
        yield from ((("note_elus", name), getattr(note, name)) for name in ("enjeu", "cout", "deliberation"))
        yield from ((("note_elus", "questions", index), question) for index, question in enumerate(note.questions))


def _sentences(text: str) -> list[list[str]]:
    """The words of each sentence."""
    sentences = (_WORD.findall(sentence) for sentence in _SENTENCE_END.split(without_links(text)))
    return [words for words in sentences if words]


def phrases_courtes(catalog: Catalog) -> Iterator[Finding]:
    """No sentence of a plain text is longer than the bound of the drafting rules."""
    limits = catalog.redaction.lisibilite if catalog.redaction else None
    if limits is None:
        return
    for record in catalog:
        for key_path, text in _plain_texts(record):
            for words in _sentences(text):
                if len(words) > limits.phrase_max:
                    yield Finding(
                        record,
                        key_path,
                        f"phrase de {len(words)} mots, qui commence par « {' '.join(words[:4])} » : la couper ({limits.phrase_max} mots au plus)",
                    )


def lecture_aisee(catalog: Catalog) -> Iterator[Finding]:
    """The plain texts of a clause reach the reading ease of the drafting rules.

    Flesch's index in its French form: 207 - 1.015 x words per sentence - 0.736 x syllables per 100 words (L. Kandel and
    A. Moles, « Application de l'indice de Flesch à la langue française », Cahiers d'études de radio-télévision, n° 19,
    1958). 100 is very easy, 60 standard, 30 a scientific paper. Over a few sentences it says nothing: only clauses have enough.
    """
    limits = catalog.redaction.lisibilite if catalog.redaction else None
    if limits is None:
        return
    for clause in catalog.all(Clause):
        sentences = [words for _, text in _plain_texts(clause) for words in _sentences(text)]
        words = [word for sentence in sentences for word in sentence]
        ease = (
            207
            - 1.015 * len(words) / len(sentences)
            - 73.6 * sum(_syllables(word.lower()) for word in words) / len(words)
        )
        if ease < limits.aisance_min:
            yield Finding(
                clause,
                ("pourquoi",),
                f"textes simples d'aisance {ease:.0f} sur 100 (attendu {limits.aisance_min} au moins) : des phrases plus courtes, des mots plus courants (résumé, pourquoi, conseils aux élus et aux fournisseurs)",
            )
