"""Rules on what makes a clause complete."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from ..model import Catalog, Clause
from ..text.language import PARAMETRE
from .finding import Finding


def _complete(catalog: Catalog) -> Iterator[Clause]:
    """A draft may still be incomplete."""
    return (clause for clause in catalog.records("clauses") if clause.statut != "brouillon")


def critere_a_une_notation(catalog: Catalog) -> Iterator[Finding]:
    """An award criterion says how it is scored, and only an award criterion is scored."""
    for clause in _complete(catalog):
        is_criterion = clause.etape == "critere-attribution"
        if is_criterion and clause.notation is None:
            yield Finding(clause, ("etape",), "un critère d'attribution demande « notation » (pondération, méthode, barème)")
        elif clause.notation is not None and not is_criterion:
            yield Finding(clause, ("notation",), "seul un critère d'attribution se note : retirer « notation », ou changer l'étape")


def condition_a_une_suite(catalog: Catalog) -> Iterator[Finding]:
    """An execution condition says what happens when it is not met."""
    for clause in _complete(catalog):
        if clause.etape == "condition-execution" and clause.penalite is None:
            yield Finding(clause, ("etape",), "une condition d'exécution demande « penalite » (sanction ou suivi)")


def clause_a_une_preuve(catalog: Catalog) -> Iterator[Finding]:
    """Every clause can be verified."""
    for clause in _complete(catalog):
        if not clause.verification:
            yield Finding(clause, ("verification",), "clause sans preuve : ajouter « verification » (preuve, moment, qui)")


def clause_a_un_fondement(catalog: Catalog) -> Iterator[Finding]:
    """Every clause rests on a legal text."""
    for clause in _complete(catalog):
        if not clause.fondements:
            yield Finding(clause, ("fondements",), "clause sans fondement juridique : ajouter « fondements »")


def fondement_confirme(catalog: Catalog) -> Iterator[Finding]:
    """At least one of the texts that carry a clause is confirmed and in force: an unconfirmed one never carries it alone."""
    for clause in _complete(catalog):
        texts = [catalog.find("textes", fondement.texte) for fondement in clause.fondements]
        if texts and None not in texts and not any(text.confirme and not text.en_vigueur.jusqu_a for text in texts):
            yield Finding(clause, ("fondements",), "aucun fondement confirmé et en vigueur : ajouter un texte confirmé, ou passer la clause en « brouillon »")


def parametres_du_texte(catalog: Catalog) -> Iterator[Finding]:
    """The places to fill in the text and the declared parameters are the same set."""
    for clause in catalog.records("clauses"):
        written = {name: field for field in ("variante_simple", "texte") for name in PARAMETRE.findall(getattr(clause, field) or "")}
        for name in sorted(written.keys() - clause.parametres.keys()):
            yield Finding(clause, (written[name],), f"[[{name}]] n'est pas décrit dans « parametres »")
        for name in sorted(clause.parametres.keys() - written.keys()):
            yield Finding(clause, ("parametres", name), f"« {name} » ne sert ni dans le texte ni dans la variante simple : y écrire [[{name}]], ou le retirer")
        for field in ("texte", "variante_simple"):
            rest = PARAMETRE.sub("", getattr(clause, field) or "")
            if "[[" in rest or "]]" in rest:
                yield Finding(clause, (field,), "crochets doubles mal formés : attendu [[nom]], en minuscules, chiffres et « _ »")


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


def bornes_des_parametres(catalog: Catalog) -> Iterator[Finding]:
    """A parameter's bounds are of its type and in order, and its default lies between them."""
    for clause in catalog.records("clauses"):
        for name, parametre in clause.parametres.items():
            where = ("parametres", name)
            if (parametre.type == "choix") != bool(parametre.choix):
                yield Finding(clause, where, "« choix » se remplit pour un paramètre de type choix, et pour lui seul")
            if parametre.type == "choix" and parametre.defaut is not None and parametre.defaut not in parametre.choix:
                yield Finding(clause, (*where, "defaut"), "la valeur par défaut doit être l'un des « choix »")
            if parametre.type not in ("nombre", "date"):
                continue
            values = {key: _comparable(parametre.type, getattr(parametre, key)) for key in ("min", "defaut", "max")}
            for key, value in values.items():
                if value is None and getattr(parametre, key) is not None:
                    yield Finding(clause, (*where, key), f"« {key} » : attendu {'un nombre' if parametre.type == 'nombre' else 'une date AAAA-MM-JJ'}")
            present = [value for value in values.values() if value is not None]
            if present != sorted(present):
                yield Finding(clause, where, "attendu min ≤ defaut ≤ max")


def _comparable(kind: str, value: int | str | None) -> Decimal | date | None:
    if value is None:
        return None
    try:
        if kind == "date":
            return date.fromisoformat(str(value))
        return Decimal(re.sub(r"[\s\u00a0\u202f]", "", str(value)).replace(",", "."))
    except (ValueError, InvalidOperation):
        return None


def bareme_decroissant(catalog: Catalog) -> Iterator[Finding]:
    """The scale goes from the highest mark to the lowest, each mark once."""
    for clause in catalog.records("clauses"):
        points = [echelon.points for echelon in clause.notation.bareme] if clause.notation else []
        if points != sorted(set(points), reverse=True):
            yield Finding(clause, ("notation", "bareme"), "barème : attendu des points décroissants, sans doublon")


def ponderation_ordonnee(catalog: Catalog) -> Iterator[Finding]:
    """The lowest weight does not exceed the highest."""
    for clause in catalog.records("clauses"):
        if clause.notation and clause.notation.ponderation.min > clause.notation.ponderation.max:
            yield Finding(clause, ("notation", "ponderation"), "pondération : attendu min ≤ max")
