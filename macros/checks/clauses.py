"""Rules on what makes a clause complete."""

import re
from collections.abc import Iterator

from ..model import Catalog, Clause, Famille, TexteJuridique
from ..text.language import PARAMETRE
from .finding import Finding
from .portee import complete

PRESTATIONS_INTELLECTUELLES = "prestations-intellectuelles"
_WHEN = re.compile(
    r"\b(?:chaque|demandes?|inopiné\w*|visites?|réunions?|avant|après|avec|lors|dès|sous"
    r"|semaines?|mois|jours?|ans?|ann\w+|trimestr\w+|semestr\w+|mensuel\w*)\b",
    re.IGNORECASE,
)
"""Words that say when: enough for a proof that has no date of its own."""


def condition_a_une_suite(catalog: Catalog) -> Iterator[Finding]:
    """An execution condition says what happens when it is not met."""
    for clause in complete(catalog):
        if clause.etape == "condition-execution" and not (clause.penalites or clause.suites):
            message = "une condition d'exécution dit ce qui suit un manquement : ajouter « penalites » ou « suites »"
            yield Finding(clause, ("etape",), message)


def clause_a_une_preuve(catalog: Catalog) -> Iterator[Finding]:
    """Every clause can be verified."""
    for clause in complete(catalog):
        if not clause.verification:
            message = "clause sans preuve : ajouter « verification » (preuve, fournie_par, moment, controle)"
            yield Finding(clause, ("verification",), message)


def preuve_datee(catalog: Catalog) -> Iterator[Finding]:
    """A proof that the holder gives during the contract says when it is due, by `echeance` or in words."""
    for clause in complete(catalog):
        for index, verification in enumerate(clause.verification):
            if (verification.fournie_par, verification.moment) != ("titulaire", "execution") or verification.echeance:
                continue
            if not _WHEN.search(f"{verification.preuve} {verification.controle}"):
                message = (
                    "preuve du titulaire sans date : ajouter « echeance » (depuis, delai, tous_les), ou "
                    "dire « à chaque livraison »…"
                )
                yield Finding(clause, ("verification", index, "preuve"), message)


def controle_chiffre(catalog: Catalog) -> Iterator[Finding]:
    """A control that the service makes during or after the contract says how many minutes it takes."""
    for clause in complete(catalog):
        for index, verification in enumerate(clause.verification):
            if verification.moment in ("execution", "fin") and verification.minutes is None:
                message = "contrôle sans durée : ajouter « minutes », le temps que prend chaque contrôle"
                yield Finding(clause, ("verification", index), message)


def clause_a_un_fondement(catalog: Catalog) -> Iterator[Finding]:
    """Every clause rests on a legal text."""
    for clause in complete(catalog):
        if not clause.fondements:
            yield Finding(clause, ("fondements",), "clause sans fondement juridique : ajouter « fondements »")


def fondement_confirme(catalog: Catalog) -> Iterator[Finding]:
    """At least one of the texts that carry a clause was read and is in force: an unread one never carries it alone."""
    for clause in complete(catalog):
        texts = [catalog.get(TexteJuridique, fondement.texte) for fondement in clause.fondements]
        if texts and not any(text.confirme and not text.en_vigueur.jusqu_a for text in texts):
            yield Finding(
                clause,
                ("fondements",),
                "aucun fondement lu et en vigueur : ajouter un texte lu, ou passer la clause en « brouillon »",
            )


def effet_dit(catalog: Catalog) -> Iterator[Finding]:
    """A clause at home in the intellectual services says what it changes, and when not to use it."""
    for clause in complete(catalog):
        home = catalog.find(Famille, clause.famille)
        if home is None or PRESTATIONS_INTELLECTUELLES not in (home.id, home.parent):
            continue
        if clause.effet is None:
            message = (
                "prestations intellectuelles : ajouter « effet » (mesure, unite, comment), ce que la "
                "clause change et qui se compte"
            )
            yield Finding(clause, ("familles", 0), message)
        if not clause.ne_pas_employer_si:
            message = (
                "prestations intellectuelles : ajouter « ne_pas_employer_si », les cas où la clause ne sert à rien"
            )
            yield Finding(clause, ("familles", 0), message)


def clause_retiree_dit_pourquoi(catalog: Catalog) -> Iterator[Finding]:
    """A withdrawn clause says why, or another one replaces it."""
    replaced = {target for clause in catalog.all(Clause) for target in clause.remplace}
    for clause in catalog.all(Clause):
        if clause.statut == "retiree" and not clause.retrait and clause.id not in replaced:
            message = (
                "clause retirée sans raison ni remplaçante : "
                "ajouter « retrait », ou l'écrire dans « remplace » d'une autre clause"
            )
            yield Finding(clause, ("statut",), message)


def champs_de_la_deliberation(catalog: Catalog) -> Iterator[Finding]:
    """The places to fill in the model paragraph of a note and the declared ones are the same set."""
    for famille in catalog.all(Famille):
        note = famille.note_elus
        written = set(PARAMETRE.findall(note.deliberation)) if note else set()
        declared = {champ.nom for champ in note.champs} if note else set()
        for name in sorted(written - declared):
            yield Finding(famille, ("note_elus", "deliberation"), f"[[{name}]] n'est pas décrit dans « champs »")
        for name in sorted(declared - written):
            message = f"« {name} » ne sert pas dans la délibération : y écrire [[{name}]], ou le retirer"
            yield Finding(famille, ("note_elus", "champs"), message)
