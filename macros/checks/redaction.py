"""Rules on wording and on what may stand in a text."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

from ..model import REGLES, Catalog, Clause
from ..model.ecrits import ecrits
from ..relire import Constat, brouillon, donnees, par_les_regles, par_les_regles_de_chacun, unreadable, well_written
from ..text.language import SENTENCE_END
from .finding import Finding

_HTML = re.compile(r"<[a-zA-Z/!?]")
_TEMPLATE = re.compile(r"\{\{|\{%|\{#")
_EQUIVALENT = re.compile(r"équivalen", re.IGNORECASE)


def pas_de_html(catalog: Catalog) -> Iterator[Finding]:
    """No HTML in the data."""
    for record, key_path, text in catalog.texts:
        if "<" in text and (found := _HTML.search(text)):
            yield Finding(
                record,
                key_path,
                f"balise HTML refusée près de « {text[found.start() : found.start() + 20]} » : écrire du texte simple",
            )


def pas_de_gabarit(catalog: Catalog) -> Iterator[Finding]:
    """No template syntax in the data: it would reach the reader as it is."""
    for record, key_path, text in catalog.texts:
        if "{" in text and (found := _TEMPLATE.search(text)):
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
    """A function that gives the labels of a text that are alone in their sentence. It keeps its answers: `mkdocs serve` reads the same texts again after each edit."""
    label = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)")

    @cache
    def lonely(text: str) -> tuple[str, ...]:
        if not label.search(text):
            return ()
        found = ((label.search(sentence), sentence) for sentence in SENTENCE_END.split(text))
        return tuple(name.group() for name, sentence in found if name and not _EQUIVALENT.search(sentence))

    return lonely


def mots_a_eviter(catalog: Catalog) -> Iterator[Finding]:
    """What a clause writes keeps the drafting rules, unless an exception says why; an exception that no longer serves is a fault."""
    regles = catalog.redaction.regles if catalog.redaction else ()
    data = donnees(catalog)
    try:
        well_written(data)
    except ValueError:
        for place, motif in unreadable(catalog):
            yield Finding(
                REGLES, place, f"motif illisible « {motif} » : revoir ses « ( », « ) », « | », « ? » et « * »"
            )
        return
    by_id = {regle.id: regle for regle in regles}
    excepted = {(regle.id, exception.clause) for regle in regles for exception in regle.exceptions}
    written = {clause.id: tuple(ecrits(clause)) for clause in catalog.all(Clause)}
    found = par_les_regles_de_chacun((text for texts in written.values() for _, text in texts), data)
    for clause in catalog.all(Clause):
        faults = [
            (name, key_path, words)
            for key_path, text in written[clause.id]
            for name, words in _first_of_each(found[text]).items()
        ]
        broken = {name for name, _, _ in faults}
        for regle in regles:
            if (regle.id, clause.id) in excepted and regle.id not in broken:
                yield Finding(
                    clause,
                    ("dispositions",),
                    f"exception inutile à la règle « {regle.titre} » : la retirer de data/regles-redaction.yml",
                )
        for name, key_path, words in faults:
            if (name, clause.id) not in excepted:
                regle = by_id[name]
                yield Finding(clause, key_path, f"« {words} » ({regle.titre.lower()}) : {regle.explication}")


def _first_of_each(faults: tuple[Constat, ...]) -> dict[str, str]:
    """The rules that a text breaks, each with the first words that break it."""
    found: dict[str, str] = {}
    for fault in faults:
        found.setdefault(fault.regle, " ".join(fault.extrait.split()))
    return found


def clause_sans_constat_grave(catalog: Catalog) -> Iterator[Finding]:
    """A clause, read as a draft, document by document, has none of the faults of the first severity that only a whole draft shows."""
    regles = catalog.redaction.regles if catalog.redaction else ()
    data = donnees(catalog)
    graves = {**data, "regles": [rule for rule in data["regles"] if _is_of_drafts(rule)]}
    excepted = {(regle.id, exception.clause) for regle in regles for exception in regle.exceptions}
    by_id = {regle.id: regle for regle in regles}
    for clause in catalog.all(Clause):
        for fault in par_les_regles(brouillon(catalog, clause), graves):
            if (fault.regle, clause.id) not in excepted:
                regle = by_id[fault.regle]
                words = " ".join(fault.extrait.split())
                yield Finding(
                    clause, ("dispositions",), f"« {words} » ({regle.titre.lower()}, grave) : {regle.explication}"
                )


def _is_of_drafts(rule: dict[str, Any]) -> bool:
    """What the rules on words and on labels do not see."""
    return bool(rule["gravite"] == "grave" and rule["brouillons"] and rule["structure"] != "labels")


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
