"""What a form asks, from the models: the page « Proposer » draws these questions, and the command that receives a form reads its answers by them.

Types and bounds are those of the models' JSON Schemas; the words are those of the specimens of data/README.md.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from ..model import KINDS, VOCABULAIRES, Catalog, Clause, EtudeDeCas, Recommandation, Retour
from ..model.base import REFERENCE
from ..read.messages import expected_by
from .correction import SPECIMEN, Correction
from .issue_forms import LEFT_TO_EDITORS
from .specimens import Words, called, words_of

SorteDeQuestion = Literal["ligne", "texte", "entier", "borne", "jour", "choix", "groupe", "liste", "table"]


@dataclass(frozen=True)
class QuestionDeFormulaire:
    """One question. `sorte` says what answers it.

    ligne, texte: words, on one line or several; entier: a whole number; borne: a number or a word; jour: a day;
    choix: one of `options`, or of the list or folder `liste`; groupe: `champs`; liste: any number of `champs[0]`; table: any number of groups
    of `champs`, each under a name.
    """

    nom: str
    libelle: str
    aide: str
    sorte: SorteDeQuestion
    requis: bool
    longueur: int = 0
    """Most characters, 0 where there is no bound."""
    motif: str = ""
    """A regular expression that the words keep, and what it expects, in French."""
    attendu: str = ""
    min: int | None = None
    max: int | None = None
    """Bounds of a number, or of the length of a list."""
    liste: str = ""
    options: tuple[str, ...] = ()
    champs: tuple["QuestionDeFormulaire", ...] = ()


@dataclass(frozen=True)
class Formulaire:
    """A form: `nom` is its name in the address of the page. `kind` is "" for a correction, which is no record."""

    nom: str
    titre: str
    dit: str
    modele: type[BaseModel]
    kind: str = ""


FORMULAIRES = (
    Formulaire("correction", "Corriger une phrase", "Une faute, un lien mort, un texte qui a changé, une phrase obscure.", Correction),
    Formulaire("retour", "Nous l'avons utilisée", "Ce qu'une clause est devenue dans votre marché.", Retour, Retour.kind),
    Formulaire("cas", "Raconter un cas", "Ce qu'un acheteur public a fait, réussi ou non.", EtudeDeCas, EtudeDeCas.kind),
    Formulaire("recommandation", "Transmettre un conseil", "Un conseil de pairs, en étapes.", Recommandation, Recommandation.kind),
    Formulaire("clause", "Proposer une clause", "Un texte à copier, avec sa preuve et ses risques.", Clause, Clause.kind),
)  # fmt: skip
"""The forms, the shortest first."""
LAISSES = {"annexes": "tableaux : l'équipe les fait avec vous"}
"""What the page does not ask, besides what the forms of the forge leave to the editors."""


def questions(fiche: Formulaire, mots: Mapping[str, Words]) -> tuple[QuestionDeFormulaire, ...]:
    """The questions of a form, in the order of the model. `mots`: kind -> words of its fields; a field without any is called by its key."""
    words = mots.get(fiche.kind, {}) if fiche.kind else words_of(SPECIMEN)
    return questions_du_modele(fiche.modele, words, {**LEFT_TO_EDITORS.get(fiche.kind, {}), **LAISSES})


def questions_du_modele(
    modele: type[BaseModel], words: Words, left: Iterable[str] = ()
) -> tuple[QuestionDeFormulaire, ...]:
    """The questions of any model, but for the fields that are `left` out."""
    schema = modele.model_json_schema()
    return tuple(_group(schema, schema, words, (), left))


def _group(
    part: Mapping[str, Any], whole: Mapping[str, Any], words: Words, path: tuple[str, ...], left: Iterable[str] = ()
) -> Iterator[QuestionDeFormulaire]:
    for name, field in part["properties"].items():
        if name not in left:
            yield _question(field, whole, words, (*path, name), name in part.get("required", ()))


def _question(
    field: Mapping[str, Any], whole: Mapping[str, Any], words: Words, path: tuple[str, ...], requis: bool
) -> QuestionDeFormulaire:
    choices = [_resolved(choice, whole) for choice in field.get("anyOf", ()) if choice.get("type") != "null"]
    own = choices[-1] if choices else _resolved(field, whole)
    libelle, aide = called(words, path), words.get(path, ("", ""))[1]

    def asked(sorte: SorteDeQuestion, **rest: Any) -> QuestionDeFormulaire:
        return QuestionDeFormulaire(path[-1], libelle, aide, sorte, requis, **rest)

    if "properties" in own:
        return asked("groupe", champs=tuple(_group(own, whole, words, path)))
    if own["type"] == "array":
        item = _question(own["items"], whole, words, path, True)
        return asked("liste", champs=(item,), min=own.get("minItems"), max=own.get("maxItems"))
    if own["type"] == "object":
        ((pattern, value),) = own["patternProperties"].items()
        name = QuestionDeFormulaire(
            "nom", "Nom", "Le mot que le texte porte entre crochets doubles.", "ligne", True, 40, pattern, expected_by(pattern)
        )  # fmt: skip
        inner = _question(value, whole, words, path, True)
        return asked("table", champs=(name, *inner.champs))
    if own["type"] == "integer":
        return asked("entier", min=own.get("minimum"), max=own.get("maximum"))
    if len(choices) > 1:
        return asked("borne", longueur=own.get("maxLength", 0))
    if own.get("format") == "date":
        return asked("jour")
    if REFERENCE in own or "enum" in own:
        return asked("choix", liste=own.get(REFERENCE, ""), options=tuple(own.get("enum", ())))
    pattern = own.get("pattern", "")
    one_line = pattern == r"^[^\n]*$"
    return asked(
        "ligne" if pattern else "texte",
        longueur=own.get("maxLength", 0),
        motif="" if one_line else pattern,
        attendu=expected_by(pattern) if pattern and not one_line else "",
    )


def _resolved(field: Mapping[str, Any], whole: Mapping[str, Any]) -> Mapping[str, Any]:
    return whole["$defs"][field["$ref"].rsplit("/", 1)[1]] if "$ref" in field else field


def listes(asked: Iterable[QuestionDeFormulaire]) -> Iterator[str]:
    """The lists and folders that these questions choose from, each once or more."""
    for question in asked:
        if question.liste:
            yield question.liste
        yield from listes(question.champs)


def choix(catalog: Catalog, liste: str) -> tuple[tuple[str, str], ...]:
    """What may be chosen of a closed list or of a folder of records: (id, label)."""
    folder, _, name = liste.partition("/")
    if folder == VOCABULAIRES:
        return tuple((term.id, term.libelle) for term in catalog.terms(name))
    if liste == Clause.kind:
        return tuple((clause.id, clause.titre) for clause in catalog.clauses_vivantes)
    if liste == "familles":
        return tuple((famille.id, famille.titre) for famille in catalog.segments)
    return tuple((record.id, getattr(record, "reference", record.titre)) for record in catalog.all(KINDS[liste]))
