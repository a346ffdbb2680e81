"""JSON Schemas (2020-12) of the datasets and of the files of data/, from the models: types and bounds are theirs, words are those of data/README.md."""

from datetime import date
from typing import Any

from ...forms.specimens import Words
from ...model import VOCABULAIRES, Catalog, Record
from ...model.base import REFERENCE
from ...views.donnees import listes
from .datasets import ADDED, FOLDER, LICENCE, Jeu, nom_publie

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LONGEST_ENUM = 60
"""Above this, a closed list is named and not recopied."""


def schema(jeu: Jeu, catalog: Catalog, words: Words, site: str) -> dict[str, Any]:
    """What each object of the dataset is."""
    own = jeu.modele.model_json_schema(mode="serialization")
    definitions = own.get("$defs", {})
    for part in (own, *definitions.values()):
        part.pop("description", None)  # the models' own words are for developers
        part["required"] = list(part["properties"])  # `objet` leaves no key out
    _tell(own, own, words, ())
    _close(own, catalog)
    own["properties"]["id"]["description"] = "Identifiant : il ne change plus, et ne sert qu'une fois."
    properties = {nom_publie(name): field for name, field in own["properties"].items()} | {
        name: {"type": "string", "description": text} for name, text in ADDED.items()
    }
    properties["url"]["format"], properties["mise_a_jour"]["format"] = "uri", "date"
    properties["licence"]["const"] = LICENCE
    return {
        "$schema": DIALECT,
        "$id": f"{site}{FOLDER}/schemas/{jeu.nom}.json",
        "title": jeu.titre,
        "description": f"{jeu.description} Chaque objet de {jeu.nom}.json suit ce schéma.",
        "licence": LICENCE,
        "mise_a_jour": jeu.mise_a_jour,
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
        **({"$defs": definitions} if definitions else {}),
    }


def schema_of_file(modele: type[Record], catalog: Catalog, words: Words, site: str, day: date) -> dict[str, Any]:
    """What a contributor writes in a YAML file of this kind, for an editor that completes and checks it: the file's name is the id."""
    own = modele.model_json_schema(mode="validation")
    for part in (own, *own.get("$defs", {}).values()):
        part.pop("description", None)
    del own["properties"]["id"]
    _tell(own, own, words, ())
    _close(own, catalog)
    return {
        "$schema": DIALECT,
        "$id": f"{site}{FOLDER}/{nom_du_schema(modele.kind)}",
        **own,
        "title": f"Un fichier de data/{modele.kind}/",
        "licence": LICENCE,
        "mise_a_jour": day.isoformat(),
        "required": [name for name in own.get("required", ()) if name != "id"],
    }


def nom_du_schema(kind: str) -> str:
    """Where the schema of the files of a kind is, below /api/v1/."""
    return f"schemas/fichiers/{kind}.json"


def _tell(part: Any, whole: dict[str, Any], words: Words, path: tuple[str, ...]) -> None:
    """Put the French name and help of each field where the data's own documentation gives them."""
    for name, field in part.get("properties", {}).items():
        field.pop("title", None)
        if (*path, name) in words:
            field["title"], field["description"] = words[*path, name]
        for inner in _below(field, whole):
            _tell(inner, whole, words, (*path, name))


def _below(field: dict[str, Any], whole: dict[str, Any]) -> list[dict[str, Any]]:
    """The groups of fields that a field holds: itself, the items of a list, the values of a table."""
    if "$ref" in field:
        return [whole["$defs"][field["$ref"].rsplit("/", 1)[1]]]
    inner = [
        *field.get("anyOf", ()),
        *([field["items"]] if "items" in field else []),
        *field.get("patternProperties", {}).values(),
    ]
    if isinstance(field.get("additionalProperties"), dict):
        inner.append(field["additionalProperties"])
    return [group for item in inner for group in _below(item, whole)]


def _close(part: Any, catalog: Catalog) -> None:
    """Write the terms of a closed list beside the field that names it."""
    if isinstance(part, list):
        for item in part:
            _close(item, catalog)
    if isinstance(part, dict):
        folder, _, name = str(part.get(REFERENCE, "")).partition("/")
        terms = [term.id for term in catalog.terms(name)] if folder == VOCABULAIRES and name in listes(catalog) else []
        if 0 < len(terms) <= _LONGEST_ENUM:
            part["enum"] = terms
        for item in part.values():
            _close(item, catalog)
