"""What a clause writes into the documents of the tender, with its place: rules, search and pages read it here."""

from collections.abc import Iterator
from typing import Any

from .clause import Clause

Ecrit = tuple[tuple[Any, ...], str]
"""The path of keys and indexes of a text, and the text."""


def ecrits(clause: Clause) -> Iterator[Ecrit]:
    """What is copied: the texts of every document, the simple variant, the criterion, penalties and what follows."""
    for index, disposition in enumerate(clause.dispositions):
        yield ("dispositions", index, "texte"), disposition.texte
    if clause.variante_simple:
        yield ("variante_simple",), clause.variante_simple
    yield from _critere(clause)
    for index, penalite in enumerate(clause.penalites):
        for name in ("manquement", "apres_mise_en_demeure", "sans_plafond"):
            if text := getattr(penalite, name):
                yield ("penalites", index, name), text
    for index, suite in enumerate(clause.suites):
        yield ("suites", index), suite


def _critere(clause: Clause) -> Iterator[Ecrit]:
    if critere := clause.critere:
        for name in ("libelle", "juge", "methode"):
            yield ("critere", name), getattr(critere, name)
        for index, element in enumerate(critere.elements):
            yield ("critere", "elements", index), element
        for index, echelon in enumerate(critere.bareme):
            yield ("critere", "bareme", index, "attendu"), echelon.attendu


def preuves(clause: Clause) -> Iterator[Ecrit]:
    """The proofs, and what the service does with them."""
    for index, verification in enumerate(clause.verification):
        yield ("verification", index, "preuve"), verification.preuve
        yield ("verification", index, "controle"), verification.controle


def named_parameters(clause: Clause) -> Iterator[tuple[tuple[Any, ...], str]]:
    """The parameters that the clause names by a field, not by a place in a text."""
    if clause.critere:
        yield ("critere", "poids"), clause.critere.poids
    for index, penalite in enumerate(clause.penalites):
        yield ("penalites", index, "montant"), penalite.montant
        if penalite.plafond:
            yield ("penalites", index, "plafond"), penalite.plafond
