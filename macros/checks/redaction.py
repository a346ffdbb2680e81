"""Rules on wording and on what may stand in a text."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from ..model import REGLES, Catalog, Clause
from ..model.ecrits import ecrits
from ..text.language import SENTENCE_END
from .finding import Finding

_HTML = re.compile(r"<[a-zA-Z/!?]")
_TEMPLATE = re.compile(r"\{\{|\{%|\{#")
_EQUIVALENT = re.compile(r"équivalen", re.IGNORECASE)


def pas_de_html(catalog: Catalog) -> Iterator[Finding]:
    """No HTML in the data."""
    for record, key_path, text in catalog.texts:
        if found := _HTML.search(text):
            yield Finding(
                record,
                key_path,
                f"balise HTML refusée près de « {text[found.start() : found.start() + 20]} » : écrire du texte simple",
            )


def pas_de_gabarit(catalog: Catalog) -> Iterator[Finding]:
    """No template syntax in the data: it would reach the reader as it is."""
    for record, key_path, text in catalog.texts:
        if found := _TEMPLATE.search(text):
            yield Finding(record, key_path, f"« {found.group()} » refusé : écrire du texte simple")


def label_ou_equivalent(catalog: Catalog) -> Iterator[Finding]:
    """In what a clause writes, a label or a standard is followed by « ou équivalent » in its sentence (code de la commande publique, R2111-16 and R2111-8)."""
    names = [term.libelle for term in catalog.terms("labels-et-normes")]
    if not names:
        return
    lonely = _lonely_labels(tuple(sorted(names, key=len, reverse=True)))
    for clause in catalog.all(Clause):
        for key_path, text in ecrits(clause):
            for name in lonely(text):
                yield Finding(clause, key_path, f"« {name} » sans « ou équivalent » dans la même phrase : l'ajouter")


@lru_cache
def _lonely_labels(names: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    """A function that gives the labels of a text that are alone in their sentence. It keeps its answers, like those of `_words`."""
    label = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)")

    @cache
    def lonely(text: str) -> tuple[str, ...]:
        if not label.search(text):
            return ()
        found = ((label.search(sentence), sentence) for sentence in SENTENCE_END.split(text))
        return tuple(name.group() for name, sentence in found if name and not _EQUIVALENT.search(sentence))

    return lonely


@lru_cache
def _words(rules: tuple[tuple[str, ...], ...]) -> Callable[[str], dict[int, str]]:
    """A function that gives, for a text, the first word of each rule that it breaks, by the place of the rule. It keeps its answers: `mkdocs serve` reads the same texts again after each edit."""
    choices = [
        "|".join(re.escape(motif.removesuffix("*")) + (r"\w*" if motif.endswith("*") else "") for motif in motifs)
        for motifs in rules
    ]
    # Without the edge before the words: three times faster, it leaves little to the exact one.
    patterns = [(re.compile(one.lower()), re.compile(rf"(?<!\w)(?:{one})(?!\w)", re.IGNORECASE)) for one in choices]

    @cache
    def first(text: str) -> dict[int, str]:
        flat = " ".join(text.replace("’", "'").split())
        lower = flat.lower()
        return {
            place: found.group()
            for place, (rough, exact) in enumerate(patterns)
            if rough.search(lower) and (found := exact.search(flat))
        }

    return first


def mots_a_eviter(catalog: Catalog) -> Iterator[Finding]:
    """What a clause writes holds none of the words of the drafting rules, unless an exception says why; an exception that no longer serves is a fault."""
    regles = catalog.redaction.regles if catalog.redaction else ()
    words = _words(tuple(regle.motifs for regle in regles))
    excepted = {(place, exception.clause) for place, regle in enumerate(regles) for exception in regle.exceptions}
    for clause in catalog.all(Clause):
        faults = [(place, key_path, word) for key_path, text in ecrits(clause) for place, word in words(text).items()]
        broken = {place for place, _, _ in faults}
        for place, regle in enumerate(regles):
            if (place, clause.id) in excepted and place not in broken:
                yield Finding(
                    clause,
                    ("dispositions",),
                    f"exception inutile à la règle « {regle.titre} » : la retirer de data/regles-redaction.yml",
                )
        for place, key_path, word in faults:
            if (place, clause.id) not in excepted:
                yield Finding(
                    clause, key_path, f"« {word} » ({regles[place].titre.lower()}) : {regles[place].explication}"
                )


def exception_nomme_une_clause(catalog: Catalog) -> Iterator[Finding]:
    """An exception to a drafting rule names a clause that exists."""
    for number, regle in enumerate(catalog.redaction.regles if catalog.redaction else ()):
        for index, exception in enumerate(regle.exceptions):
            if catalog.find(Clause, exception.clause) is None:
                where = ("regles", number, "exceptions", index, "clause")
                yield Finding(
                    REGLES,
                    where,
                    f"exception pour une clause absente « {exception.clause} » : la retirer",
                    ("clauses", exception.clause),
                )
