"""Rules on wording and on what may stand in a text."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from ..model import REGLES, Catalog, Clause
from ..model.redaction import RegleDeRedaction
from ..yaml_source import KeyPath
from .finding import Finding

_HTML = re.compile(r"<[a-zA-Z/!?]")
_TEMPLATE = re.compile(r"\{\{|\{%|\{#")
_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+|\n\n+")
_EQUIVALENT = re.compile(r"équivalen", re.IGNORECASE)


def pas_de_html(catalog: Catalog) -> Iterator[Finding]:
    """No HTML in the data."""
    for record, key_path, text in catalog.texts:
        if found := _HTML.search(text):
            yield Finding(record, key_path, f"balise HTML refusée près de « {text[found.start():found.start() + 20]} » : écrire du texte simple")


def pas_de_gabarit(catalog: Catalog) -> Iterator[Finding]:
    """No template syntax in the data: it would reach the reader as it is."""
    for record, key_path, text in catalog.texts:
        if found := _TEMPLATE.search(text):
            yield Finding(record, key_path, f"« {found.group()} » refusé : écrire du texte simple")


def label_ou_equivalent(catalog: Catalog) -> Iterator[Finding]:
    """In a demand or a scale, a label or a standard is followed by « ou équivalent » in its sentence (code de la commande publique, R2111-16 and R2111-8)."""
    names = [term.libelle for term in catalog.terms("labels-et-normes")]
    if not names:
        return
    lonely = _lonely_labels(tuple(sorted(names, key=len, reverse=True)))
    for clause in catalog.records("clauses"):
        for key_path, text in _demands(clause):
            for name in lonely(text):
                yield Finding(clause, key_path, f"« {name} » sans « ou équivalent » dans la même phrase : l'ajouter")


@lru_cache
def _lonely_labels(names: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    """A function that gives the labels of a text that are alone in their sentence. It keeps its answers, like those of `_words`."""
    label = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)")

    @cache
    def lonely(text: str) -> tuple[str, ...]:
        found = ((label.search(sentence), sentence) for sentence in _SENTENCE_END.split(text))
        return tuple(name.group() for name, sentence in found if name and not _EQUIVALENT.search(sentence))

    return lonely


def _demands(clause: Clause) -> Iterator[tuple[KeyPath, str]]:
    """What a clause asks of a supplier, with its place: the text, the simple variant, the scale."""
    yield ("texte",), clause.texte
    if clause.variante_simple:
        yield ("variante_simple",), clause.variante_simple
    for index, step in enumerate(clause.notation.bareme if clause.notation else ()):
        yield ("notation", "bareme", index, "attendu"), step.attendu


@lru_cache
def _words(motifs: tuple[str, ...]) -> Callable[[str], str]:
    """A function that gives the first word of a rule in a text, or nothing. It keeps its answers: `mkdocs serve` reads the same texts again after each edit."""
    choices = "|".join(re.escape(motif.removesuffix("*")) + (r"\w*" if motif.endswith("*") else "") for motif in motifs)
    exact = re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE)
    rough = re.compile(choices.lower())  # without the edge before the words: three times faster, it leaves little to the other

    @cache
    def first(text: str) -> str:
        flat = " ".join(text.replace("’", "'").split())
        found = exact.search(flat) if rough.search(flat.lower()) else None
        return found.group() if found else ""

    return first


def _faults(clause: Clause, regle: RegleDeRedaction) -> Iterator[tuple[KeyPath, str]]:
    first = _words(regle.motifs)
    for key_path, text in _demands(clause):
        if words := first(text):
            yield key_path, words


def mots_a_eviter(catalog: Catalog) -> Iterator[Finding]:
    """A demand holds none of the words of the drafting rules, unless an exception says why; an exception that no longer serves is a fault."""
    for regle in catalog.redaction.regles if catalog.redaction else ():
        excepted = {exception.clause for exception in regle.exceptions}
        for clause in catalog.records("clauses"):
            faults = tuple(_faults(clause, regle))
            if clause.id in excepted:
                if not faults:
                    yield Finding(clause, ("texte",), f"exception inutile à la règle « {regle.titre} » : la retirer de data/regles-redaction.yml")
                continue
            for key_path, words in faults:
                yield Finding(clause, key_path, f"« {words} » ({regle.titre.lower()}) : {regle.explication}")


def exception_nomme_une_clause(catalog: Catalog) -> Iterator[Finding]:
    """An exception to a drafting rule names a clause that exists."""
    for number, regle in enumerate(catalog.redaction.regles if catalog.redaction else ()):
        for index, exception in enumerate(regle.exceptions):
            if catalog.find("clauses", exception.clause) is None:
                where = ("regles", number, "exceptions", index, "clause")
                yield Finding(REGLES, where, f"exception pour une clause absente « {exception.clause} » : la retirer", ("clauses", exception.clause))


def ponderation_raisonnable(catalog: Catalog) -> Iterator[Finding]:
    """The weight of a single criterion stays between the bounds of the drafting rules."""
    if catalog.redaction is None:
        return
    low, high = catalog.redaction.ponderation.min, catalog.redaction.ponderation.max
    for clause in catalog.records("clauses"):
        weight = clause.notation.ponderation if clause.notation else None
        if weight and (weight.min < low or weight.max > high):
            yield Finding(clause, ("notation", "ponderation"), f"pondération hors du raisonnable : attendu entre {low} et {high} %")
