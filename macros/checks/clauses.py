"""Rules on what makes a clause complete."""

import re
from collections.abc import Iterator

from ..model import Catalog
from ..prose import PARAMETRE
from .ecrits import complete, current
from .finding import Finding

PRESTATIONS_INTELLECTUELLES = "prestations-intellectuelles"
_WHEN = re.compile(
    r"\b(?:chaque|demandes?|inopiné\w*|visites?|réunions?|avant|après|avec|lors|dès|sous|semaines?|mois|jours?|ans?|ann\w+|trimestr\w+|semestr\w+|mensuel\w*)\b",
    re.IGNORECASE,
)
"""Words that say when: enough for a proof that has no date of its own."""


def condition_a_une_suite(catalog: Catalog) -> Iterator[Finding]:
    """An execution condition says what happens when it is not met."""
    for clause in complete(catalog):
        if clause.etape == "condition-execution" and not (clause.penalites or clause.suites):
            yield Finding(clause, ("etape",), "une condition d'exécution dit ce qui suit un manquement : ajouter « penalites » ou « suites »")


def clause_a_une_preuve(catalog: Catalog) -> Iterator[Finding]:
    """Every clause can be verified."""
    for clause in complete(catalog):
        if not clause.verification:
            yield Finding(clause, ("verification",), "clause sans preuve : ajouter « verification » (preuve, fournie_par, moment, controle)")


def preuve_datee(catalog: Catalog) -> Iterator[Finding]:
    """A proof that the holder gives during the contract says when it is due, by `echeance` or in words."""
    for clause in complete(catalog):
        for index, verification in enumerate(clause.verification):
            if verification.fournie_par != "titulaire" or verification.moment != "execution" or verification.echeance:
                continue
            if not _WHEN.search(f"{verification.preuve} {verification.controle}"):
                where = ("verification", index, "preuve")
                yield Finding(clause, where, "preuve du titulaire sans date : ajouter « echeance » (depuis, delai, tous_les), ou dire « à la demande », « à chaque livraison »…")


def controle_chiffre(catalog: Catalog) -> Iterator[Finding]:
    """A control that the service makes during or after the contract says how many minutes it takes."""
    for clause in complete(catalog):
        for index, verification in enumerate(clause.verification):
            if verification.moment in ("execution", "fin") and verification.minutes is None:
                yield Finding(clause, ("verification", index), "contrôle sans durée : ajouter « minutes », le temps que prend chaque contrôle")


def clause_a_un_fondement(catalog: Catalog) -> Iterator[Finding]:
    """Every clause rests on a legal text."""
    for clause in complete(catalog):
        if not clause.fondements:
            yield Finding(clause, ("fondements",), "clause sans fondement juridique : ajouter « fondements »")


def fondement_confirme(catalog: Catalog) -> Iterator[Finding]:
    """At least one of the texts that carry a clause is confirmed and in force: an unconfirmed one never carries it alone."""
    for clause in complete(catalog):
        texts = [catalog.find("textes", fondement.texte) for fondement in clause.fondements]
        if texts and None not in texts and not any(text.confirme and not text.en_vigueur.jusqu_a for text in texts):
            yield Finding(clause, ("fondements",), "aucun fondement confirmé et en vigueur : ajouter un texte confirmé, ou passer la clause en « brouillon »")


def effet_dit(catalog: Catalog) -> Iterator[Finding]:
    """A clause at home in the intellectual services says what it changes, and when not to use it."""
    inside = {PRESTATIONS_INTELLECTUELLES} | {famille.id for famille in catalog.records("familles") if famille.parent == PRESTATIONS_INTELLECTUELLES}
    for clause in complete(catalog):
        if clause.famille not in inside:
            continue
        if clause.effet is None:
            yield Finding(clause, ("familles", 0), "prestations intellectuelles : ajouter « effet » (mesure, unite, comment), ce que la clause change et qui se compte")
        if not clause.ne_pas_employer_si:
            yield Finding(clause, ("familles", 0), "prestations intellectuelles : ajouter « ne_pas_employer_si », les cas où la clause ne sert à rien")


def clause_retiree_dit_pourquoi(catalog: Catalog) -> Iterator[Finding]:
    """A withdrawn clause says why, or another one replaces it."""
    replaced = {target for clause in catalog.records("clauses") for target in clause.remplace}
    for clause in catalog.records("clauses"):
        if clause.statut == "retiree" and not clause.retrait and clause.id not in replaced:
            yield Finding(clause, ("statut",), "clause retirée sans raison ni remplaçante : ajouter « retrait », ou l'écrire dans « remplace » de la clause qui prend sa place")


def champs_de_la_deliberation(catalog: Catalog) -> Iterator[Finding]:
    """The places to fill in the model paragraph of a note and the declared ones are the same set."""
    for famille in catalog.records("familles"):
        note = famille.note_elus
        written = set(PARAMETRE.findall(note.deliberation)) if note else set()
        declared = {champ.nom for champ in note.champs} if note else set()
        for name in sorted(written - declared):
            yield Finding(famille, ("note_elus", "deliberation"), f"[[{name}]] n'est pas décrit dans « champs »")
        for name in sorted(declared - written):
            yield Finding(famille, ("note_elus", "champs"), f"« {name} » ne sert pas dans la délibération : y écrire [[{name}]], ou le retirer")
