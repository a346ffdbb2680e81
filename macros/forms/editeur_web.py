"""`python -m macros editeur-web`: the configuration of an editor that writes files of a repository from a web page, made from the models.

The editor is Sveltia CMS (https://github.com/sveltia/sveltia-cms), which leaves out empty optional fields, as our files want. It is not part of the site: see CONTRIBUTING.md.
"""

from collections.abc import Mapping
from typing import Any

from ..model import KINDS, VOCABULAIRES, Catalog, Clause, Record
from ..read.problems import Refused
from ..read.settings import Settings
from .issue_forms import dump
from .questions import QuestionDeFormulaire, choix, questions_du_modele
from .specimens import Words

BRANCHE = "editeur-web"
"""The branch that it writes on: a pull request brings it to the main one."""
LONGEST = 60
"""Terms of a menu; a longer list is written by its ids."""
_WIDGETS = {"ligne": "string", "borne": "string", "texte": "text", "jour": "datetime", "choix": "select"}


def configuration(catalog: Catalog, settings: Settings, mots: Mapping[str, Words]) -> str:
    """config.yml. Raises Refused where organisation.yml names no forge."""
    forge = settings.organisation.forge
    if not settings.depot:
        raise Refused("organisation.yml : « forge » et « depot » sont à remplir, l'éditeur écrit sur la forge")
    host, _, repository = settings.depot.partition("://")[2].partition("/")
    own = {} if host in ("github.com", "gitlab.com") else {"base_url": f"https://{host}", "api_root": _api(forge, host)}
    whole = {
        "backend": {
            "name": "gitea" if forge == "forgejo" else forge,
            "repo": repository,
            "branch": BRANCHE,
            **own,
        },
        "media_folder": "docs/assets/img",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "output": {"omit_empty_optional_fields": True},
        "collections": [
            collection
            for kind, model in KINDS.items()
            if (collection := _collection(model, catalog, mots.get(kind, {})))
        ],
    }
    return f"# Écrit par « python -m macros editeur-web ». Voir CONTRIBUTING.md.\n{dump(whole)}"


def _api(forge: str, host: str) -> str:
    version = {"github": "v3", "gitlab": "v4", "forgejo": "v1"}[forge]
    return f"https://{host}/api/{version}"


def _collection(model: type[Record], catalog: Catalog, words: Words) -> dict[str, Any] | None:
    """None for a kind with a table of names, which the editor cannot draw: the clauses."""
    asked = questions_du_modele(model, words, {"id": ""})
    if any(_has_table(question) for question in asked):
        return None
    return {
        "name": model.kind,
        "label": model.nom_pluriel[0].upper() + model.nom_pluriel[1:],
        "folder": f"data/{model.kind}",
        "extension": "yml",
        "format": "yaml",
        "create": True,
        "delete": False,  # a record is retired, never deleted
        "identifier_field": "titre",
        "slug": "{{titre}}",
        "fields": [_field(question, catalog) for question in asked],
    }


def _has_table(question: QuestionDeFormulaire) -> bool:
    return question.sorte == "table" or any(_has_table(inner) for inner in question.champs)


def _field(question: QuestionDeFormulaire, catalog: Catalog) -> dict[str, Any]:
    field: dict[str, Any] = {"name": question.nom, "label": question.libelle, "hint": question.aide}
    if question.sorte == "groupe":
        field |= {"widget": "object", "fields": [_field(inner, catalog) for inner in question.champs]}
    elif question.sorte == "liste":
        field |= _list(question, catalog)
    elif question.sorte == "entier":
        field |= {"widget": "number", "value_type": "int", "min": question.min, "max": question.max}
    else:
        field |= {"widget": _WIDGETS[question.sorte], **_choices(question, catalog)}
        if question.sorte == "jour":
            field |= {"format": "YYYY-MM-DD", "time_format": False}
        if question.motif:
            field["pattern"] = [question.motif, f"Attendu : {question.attendu}"]
    if not question.requis:
        field["required"] = False
    return {name: value for name, value in field.items() if value not in (None, "")}


def _list(question: QuestionDeFormulaire, catalog: Catalog) -> dict[str, Any]:
    (item,) = question.champs
    bounds = {"min": question.min, "max": question.max}
    chosen = _choices(item, catalog)
    if item.sorte == "choix" and "options" in chosen:
        return {"widget": "select", "multiple": True, **chosen, **bounds}
    if item.sorte == "groupe":
        return {"widget": "list", "fields": [_field(inner, catalog) for inner in item.champs], **bounds}
    return {"widget": "list", "field": _field(item, catalog), **bounds}


def _choices(question: QuestionDeFormulaire, catalog: Catalog) -> dict[str, Any]:
    if question.sorte != "choix":
        return {}
    options = choix(catalog, question.liste) if question.liste else tuple((one, one) for one in question.options)
    if not question.liste or (question.liste.startswith(f"{VOCABULAIRES}/") and len(options) <= LONGEST):
        return {"options": [{"value": value, "label": label} for value, label in options]}
    if question.liste.startswith(f"{VOCABULAIRES}/") or question.liste == Clause.kind:  # no collection holds them
        return {"widget": "string", "pattern": ["^[A-Za-z0-9-]+$", "Attendu : un identifiant, la fin d'une adresse"]}
    return {
        "widget": "relation",
        "collection": question.liste,
        "value_field": "{{slug}}",
        "display_fields": ["titre"],
        "search_fields": ["titre"],
    }
