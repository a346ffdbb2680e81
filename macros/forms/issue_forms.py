"""Writes the issue forms: `python -m macros formulaires`. A test compares them with what this would write.

Nothing is said twice. The fields, and whether they are required, are the models'; the choices are the closed lists'; the
words are the comments of the specimens of data/README.md. Only what a form asks besides is written here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..model import VOCABULAIRES, Catalog, Clause, EtudeDeCas, Recommandation, Record, Reference, Retour
from ..read.load import load
from ..read.yaml_source import YamlSource, compose
from . import correction
from .specimens import COMMENT, first, specimens, words_of

FOLDER = Path(".github/ISSUE_TEMPLATE")
EVERYWHERE = {
    "id": "nom du fichier, choisi par l'équipe du guide",
    "diffusion": "un formulaire est public : ce qui est interne n'y passe pas",
    "historique": "la première ligne s'écrit à la publication",
}
LEFT_TO_EDITORS: dict[str, dict[str, str]] = {
    "clauses": {
        **EVERYWHERE,
        "cpv": "codes recopiés de la nomenclature par l'équipe",
        "essais": "écrits par l'équipe, qui éprouve ainsi le barème",
        "facilite": "appréciation du guide, donnée par les mêmes personnes pour rester comparable",
        "impact": "appréciation du guide, donnée par les mêmes personnes pour rester comparable",
        "charge_fournisseur": "appréciation du guide, donnée par les mêmes personnes pour rester comparable",
        "declaration": "se déduit de l'étape et des dimensions",
        "voir_aussi": "demande de connaître toutes les clauses",
        "incompatible": "demande de connaître toutes les clauses",
        "remplace": "décision de l'équipe",
        "retrait": "décision de l'équipe",
        "statut": "une clause reçue est une proposition",
        "version": "une clause reçue commence à 1",
        "relecture": "écrite par le rôle qui relit",
    },
    "etudes-de-cas": {
        **EVERYWHERE,
        "pair": "lien vers une fiche, fait par l'équipe",
        "coordonnees": "relevées par l'équipe d'après le lieu",
        "droit_francais": "lecture des juristes",
        "confiance": "donnée après lecture des sources",
    },
    "recommandations": {**EVERYWHERE},
    "retours": {
        **EVERYWHERE,
        "alias": "ajoutés par l'équipe",
        "pair": "lien vers une fiche, fait par l'équipe",
    },
}
"""The fields that no form asks for, by kind, each with its reason."""

AGREEMENT = {
    "type": "checkboxes",
    "id": "accord",
    "attributes": {
        "label": "Avant d'envoyer",
        "options": [
            {"label": "J'accepte que ce texte soit publié sous licence etalab-2.0.", "required": True},
            {
                "label": "Il ne contient ni nom de personne, ni offre ou prix d'un fournisseur, ni document confidentiel.",
                "required": True,
            },
        ],
    },
}
"""What a form asks besides the fields of its record."""


@dataclass(frozen=True)
class Form:
    """A form for one kind of record."""

    file: str
    model: type[Record]
    name: str
    description: str


FORMS = (
    Form(
        "clause.yml",
        Clause,
        "Proposer une clause",
        "Une clause à copier dans un marché, avec sa preuve et ses risques.",
    ),
    Form("cas.yml", EtudeDeCas, "Raconter un cas", "Ce qu'un acheteur public a fait, réussi ou non, avec ses sources."),
    Form(
        "recommandation.yml",
        Recommandation,
        "Transmettre un conseil",
        "Un conseil de pairs, en étapes, que d'autres peuvent suivre.",
    ),
    Form(
        "retour.yml",
        Retour,
        "Nous l'avons utilisée",
        "Ce qu'une clause du guide est devenue dans votre marché, et ce que vous changeriez.",
    ),
)
KINDS_ASKED = frozenset(form.model.kind for form in FORMS)


def asked(
    model: type[BaseModel], left: dict[str, str], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], type[BaseModel], FieldInfo]]:
    """(path, model, field) of each question. A required group of fields is opened into one question per field."""
    for name, field in model.model_fields.items():
        if not path and name in left:
            continue
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel) and field.is_required():
            yield from asked(field.annotation, left, (*path, name))
        else:
            yield (*path, name), model, field


def choices(field: FieldInfo, catalog: Catalog) -> list[str] | None:
    """The labels of the field's closed list, or the titles of the segments of purchase; None where anything may be written."""
    kind = named_kind(field)
    if kind == "familles":
        return [famille.titre for famille in catalog.segments if famille.diffusion == "publique"]
    folder, _, vocabulary = (kind or "").partition("/")
    return [term.libelle for term in catalog.terms(vocabulary)] if folder == VOCABULAIRES else None


def named_kind(field: FieldInfo) -> str | None:
    """What the field names: "clauses", "vocabulaires/etapes"; None where it names nothing, or is a group of fields."""
    waiting = [field.annotation, *field.metadata]
    while waiting:
        hint = waiting.pop(0)
        if isinstance(hint, Reference):
            return hint.kind
        waiting += get_args(hint)
    return None


def question(
    path: tuple[str, ...], model: type[BaseModel], field: FieldInfo, specimen: str, catalog: Catalog
) -> dict[str, Any]:
    """One element of a form."""
    comment = _comment(path, specimen)
    help_text = comment["help"][0].upper() + comment["help"][1:]
    attributes: dict[str, Any] = {"label": comment["label"], "description": help_text}
    options = choices(field, catalog)
    if options is not None:
        kind = "dropdown"
        attributes |= {"multiple": get_origin(field.annotation) is tuple, "options": options}
    else:
        kind = "input" if _is_one_line(model, path[-1]) else "textarea"
        attributes["placeholder"] = _example(path, specimen)
    return {
        "type": kind,
        "id": "-".join(path),
        "attributes": attributes,
        "validations": {"required": field.is_required()},
    }


def _comment(path: tuple[str, ...], specimen: str) -> re.Match[str]:
    """The comment above a field of the specimen."""
    lines, start = specimen.splitlines(), 0
    for depth, name in enumerate(path):
        start = next(index for index in range(start, len(lines)) if lines[index].startswith(f"{'  ' * depth}{name}:"))
    found = COMMENT.fullmatch(lines[start - 1])
    if found is None:
        raise SystemExit(
            f"data/README.md : « {'.'.join(path)} » sans commentaire de la forme « # Libellé : explication »"
        )
    return found


def _example(path: tuple[str, ...], specimen: str) -> str:
    source = YamlSource("data/README.md")
    compose(specimen, source)
    value = source.value
    for name in path:
        value = value[name]
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return ", ".join(value) if len(", ".join(value)) < 60 else "\n".join(f"- {item}" for item in value)
    return value.strip() if isinstance(value, str) else dump(value).strip()


def _is_one_line(model: type[BaseModel], name: str) -> bool:
    """True for titles, names, addresses, and for lists of them: the types that refuse a line break."""
    schema = model.model_json_schema()["properties"][name]
    schema = next((choice for choice in schema.get("anyOf", ()) if choice.get("type") != "null"), schema)
    return "pattern" in schema.get("items", schema)


def record_form(form: Form, catalog: Catalog, specimen: str) -> dict[str, Any]:
    """The form of one kind of record, in the words of its specimen."""
    intro = (
        "Écrivez comme vous parlez : l'équipe du guide met en forme, cherche ce qui manque et vous répond ici. "
        "Les textes en gris sont des exemples fictifs. Ce que vous envoyez est visible de toute personne qui voit ce dépôt."
    )
    questions = [question(*item, specimen, catalog) for item in asked(form.model, LEFT_TO_EDITORS[form.model.kind])]
    return {
        "name": form.name,
        "description": form.description,
        "title": f"{form.model.nom.capitalize()} : ",
        "labels": [form.model.nom],
        "body": [{"type": "markdown", "attributes": {"value": intro}}, *questions, AGREEMENT],
    }


def correction_form() -> dict[str, Any]:
    """The form of a correction, with the questions of its model."""
    words = words_of(correction.SPECIMEN)

    def ask(name: str, field: FieldInfo) -> dict[str, Any]:
        label, help_text = words.get((name,), (name, ""))
        return {
            "type": "input" if _is_one_line(correction.Correction, name) else "textarea",
            "id": name,
            "attributes": {"label": label, "description": help_text},
            "validations": {"required": field.is_required()},
        }

    return {
        "name": "Signaler une erreur",
        "description": "Une faute, un lien mort, un texte de loi qui a changé, une phrase obscure.",
        "title": "Correction : ",
        "labels": ["correction"],
        "body": [*(ask(*item) for item in correction.Correction.model_fields.items()), AGREEMENT],
    }


class _Dumper(yaml.SafeDumper):
    """Texts of several lines as blocks, lists indented: what a person would write."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


def dump(value: Any) -> str:
    """Plain values as YAML, keys in their order."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def generate(root: Path) -> dict[str, str]:
    """File name -> text of each form."""
    catalog = load(root / "data").catalog
    texts = specimens(root)
    forms = {form.file: record_form(form, catalog, first(texts, form.model.kind)) for form in FORMS} | {
        "correction.yml": correction_form()
    }
    return {
        file: f"# Écrit par « python -m macros formulaires » : modifier les modèles ou data/README.md, puis le relancer.\n{dump(form)}"
        for file, form in forms.items()
    }


def write(root: Path) -> list[Path]:
    """Write every form below `root`; their paths."""
    written = []
    for file, text in generate(root).items():
        (root / FOLDER / file).write_text(text, encoding="utf-8")
        written.append(FOLDER / file)
    return written
