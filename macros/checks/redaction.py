"""Rules on wording and on what may stand in a text."""

import re
from collections.abc import Iterator

from ..model import Catalog
from .finding import Finding, strings

_HTML = re.compile(r"<\s*[a-zA-Z/!?]")
_TEMPLATE = re.compile(r"\{\{|\{%|\{#")
_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+|\n\n+")
_EQUIVALENT = re.compile(r"équivalen", re.IGNORECASE)


def pas_de_html(catalog: Catalog) -> Iterator[Finding]:
    """No HTML in the data."""
    for record in catalog:
        for key_path, text in strings(record):
            if found := _HTML.search(text):
                yield Finding(record, key_path, f"balise HTML refusée près de « {text[found.start():found.start() + 20]} » : écrire du texte simple")


def pas_de_gabarit(catalog: Catalog) -> Iterator[Finding]:
    """No template syntax in the data: it would reach the reader as it is."""
    for record in catalog:
        for key_path, text in strings(record):
            if found := _TEMPLATE.search(text):
                yield Finding(record, key_path, f"« {found.group()} » refusé : écrire du texte simple")


def label_ou_equivalent(catalog: Catalog) -> Iterator[Finding]:
    """In a demand or a scale, a label or a standard is followed by « ou équivalent » in its sentence (code de la commande publique, R2111-16 and R2111-8)."""
    names = [term.libelle for term in catalog.terms("labels-et-normes")]
    if not names:
        return
    label = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + r")(?!\w)")
    for clause in catalog.records("clauses"):
        demands = [(("texte",), clause.texte), (("variante_simple",), clause.variante_simple or "")]
        if clause.notation:
            demands += [(("notation", "bareme", index, "attendu"), step.attendu) for index, step in enumerate(clause.notation.bareme)]
        for key_path, text in demands:
            for sentence in _SENTENCE_END.split(text):
                found = label.search(sentence)
                if found and not _EQUIVALENT.search(sentence):
                    yield Finding(clause, key_path, f"« {found.group()} » sans « ou équivalent » dans la même phrase : l'ajouter")
