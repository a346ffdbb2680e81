"""The page « Proposer »: what each form asks, read without a script, and the same for the script that draws the forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..forms.questions import FORMULAIRES, Formulaire, QuestionDeFormulaire, choix, listes, questions
from ..forms.recu import FIN, SORTE
from ..forms.specimens import Words
from ..model import Catalog
from ..read.settings import TO_FILL, Settings
from ..relire import donnees as regles_de_redaction
from ..relire.moteur import OF_DRAFTS
from ..text.typographie import typographie

SURVEILLES = ("dispositions", "variante_simple", "critere", "penalites", "suites")
"""What a clause writes into the tender: the drafting rules look at it."""


@dataclass(frozen=True)
class FormulaireVue:
    """A form, as it is read without a script."""

    fiche: Formulaire
    questions: tuple[QuestionDeFormulaire, ...]


@dataclass(frozen=True)
class ProposerVue:
    """`contact`, `depot`, `editeur`: "" where the organisation has said none."""

    formulaires: tuple[FormulaireVue, ...]
    contact: str
    depot: str
    editeur: str


def proposer(settings: Settings, mots: Mapping[str, Words]) -> ProposerVue:
    """`mots`: kind -> the words of its fields."""
    own = settings.organisation
    return ProposerVue(
        formulaires(mots),
        settings.contact,
        settings.depot,
        next((name for name in (own.editeur, own.nom) if name != TO_FILL), ""),
    )


def formulaires(mots: Mapping[str, Words]) -> tuple[FormulaireVue, ...]:
    return tuple(FormulaireVue(fiche, questions(fiche, mots)) for fiche in FORMULAIRES)


def donnees(catalog: Catalog, settings: Settings, mots: Mapping[str, Words]) -> dict[str, Any]:
    """What the script of the page draws the forms from: questions, lists, drafting rules, ways out."""
    forms = formulaires(mots)
    adresse, titre, texte = settings.demande
    rules = regles_de_redaction(catalog)
    return {
        "guide": settings.guide,
        "contact": settings.contact,
        "forge": {"adresse": adresse, "titre": titre, "texte": texte} if adresse else None,
        "sorte": SORTE,
        "fin": FIN,
        "fiches": [
            {
                "nom": form.fiche.nom,
                "titre": typographie(form.fiche.titre),
                "questions": [_question(one) for one in form.questions],
            }
            for form in forms
        ],
        "listes": {
            name: [(key, typographie(label)) for key, label in choix(catalog, name)]
            for form in forms
            for name in listes(form.questions)
        },
        "relire": {**rules, "regles": [_of_a_clause(rule) for rule in rules["regles"]]},
        "surveilles": SURVEILLES,
        "versions": {clause.id: clause.version for clause in catalog.clauses_vivantes},
    }


def _of_a_clause(rule: dict[str, Any]) -> dict[str, Any]:
    """A drafting rule as it holds for the texts of a clause: what is only for whole drafts sees nothing."""
    if rule["brouillons"]:
        return {**rule, "detections": [], "structure": ""}
    return {**rule, "structure": ""} if rule["structure"] in OF_DRAFTS else rule


def _question(question: QuestionDeFormulaire) -> dict[str, Any]:
    """What is empty is left out."""
    own = {
        name: value
        for name, value in vars(question).items()
        if name != "champs" and value not in ("", None, False, 0, ())
    }
    own |= {name: typographie(own[name]) for name in ("libelle", "aide", "attendu") if name in own}
    if question.min == 0:
        own["min"] = 0
    return {**own, **({"champs": [_question(inner) for inner in question.champs]} if question.champs else {})}
