"""The complaints of the models in French: what was expected and, where possible, what to do."""

from typing import Any, get_args

from pydantic import ValidationError

from .problems import Problem, did_you_mean
from .yaml_source import KeyPath, YamlSource

_MESSAGES = {
    "missing": "clé « {name} » manquante : l'ajouter (voir data/README.md)",
    "string_type": "« {name} » : attendu du texte ; mettre la valeur entre guillemets droits",
    "int_type": "« {name} » : attendu un nombre entier",
    "bool_type": "« {name} » : attendu true ou false",
    "dict_type": "« {name} » : attendu des lignes « clé: valeur »",
    "model_type": "« {name} » : attendu des lignes « clé: valeur » (voir data/README.md)",
    "tuple_type": "« {name} » : attendu une liste (lignes qui commencent par « - », ou [a, b])",
    "string_too_short": "« {name} » : texte vide ; écrire une valeur, ou retirer la clé si elle est facultative",
    "string_too_long": "« {name} » : {length} caractères au plus",
    "too_short": "« {name} » : au moins {min_length} élément(s)",
    "too_long": "« {name} » : au plus {max_length} élément(s)",
    "greater_than_equal": "« {name} » : attendu un nombre au moins égal à {ge}",
    "less_than_equal": "« {name} » : attendu un nombre au plus égal à {le}",
    "literal_error": "« {name} » : attendu {expected}",
    "value_error": "« {name} » : attendu {error}",
}
_PATTERNS = {
    "http": "une adresse complète en https:// (ou http://, mailto:)",
    "\\d{2,8}": 'le début d\'un code CPV, de deux à huit chiffres, entre guillemets (par exemple "30")',
    "^[a-z-]+/": "une fiche, de la forme familles/energie",
    "\\d{8}": "un code CPV de la forme 79000000-4",
    "[^\\n]": "une seule ligne",
    "A-Z": "un terme de sa liste (lettres, chiffres et tirets)",
    "jours?": "une durée (par exemple « 15 jours », « 3 mois »)",
    "*/": "un calcul sur d'autres paramètres (par exemple « montant * part / 100 »)",
    "_": "un nom en minuscules, chiffres et « _ » (par exemple heures_insertion)",
    "\\.": "des degrés décimaux, avec un point (par exemple 45.764)",
}


def expected_by(pattern: str) -> str:
    """What a pattern of the models expects, in French."""
    return next(
        (text for mark, text in _PATTERNS.items() if mark in pattern),
        "un identifiant en minuscules sans accent, chiffres et tirets",
    )


def translated(error: ValidationError, source: YamlSource, model: Any) -> list[Problem]:
    """pydantic's complaints in French, each at its place; of the branches of a choice only one is told."""
    problems: dict[tuple[Any, ...], Problem] = {}
    details = error.errors(include_url=False)
    for detail in details:
        key_path = _key_path(detail["loc"], source)
        if detail["loc"][-1:] == ("int",) and isinstance(detail["input"], str):
            continue  # of a number or a text, what was written is the text
        if key_path in source.refused or (detail["type"] == "too_short" and _told_below(detail["loc"], details)):
            continue
        told = detail["loc"] if detail["type"] == "missing" else key_path
        problems.setdefault(told, source.problem(key_path, said(dict(detail), key_path, model)))
    return list(problems.values())


def _told_below(location: tuple[Any, ...], details: list[Any]) -> bool:
    """A list whose only items are faulty counts as empty for pydantic: the items' own faults say enough."""
    return any(len(other["loc"]) > len(location) and other["loc"][: len(location)] == location for other in details)


def _key_path(location: tuple[Any, ...], source: YamlSource) -> KeyPath:
    """pydantic's location without the names of types that it adds for a choice, or `[key]` for a key."""
    path: KeyPath = ()
    for step in location:
        if (*path, step) in source.places:
            path = (*path, step)
    return path


def _name(detail: dict[str, Any], key_path: KeyPath) -> str:
    names = [step for step in (detail["loc"] if detail["type"] == "missing" else key_path) if isinstance(step, str)]
    return names[-1] if names else "la fiche"


def said(detail: Any, key_path: KeyPath, model: Any) -> str:
    """One complaint of pydantic in French. `key_path` is its place without the names of types."""
    name, kind, context = _name(detail, key_path), detail["type"], detail.get("ctx", {})
    if detail["loc"][-1:] == ("int",):
        return f'« {name} » : attendu un nombre entier, ou un texte entre guillemets (par exemple "2,5")'
    if kind == "extra_forbidden":
        fields = getattr(_model_at(key_path, model), "model_fields", {})
        known = [field for field in fields if field != "id"]
        return f"clé « {name} » inconnue{did_you_mean(name, known)} (clés connues : {', '.join(known)})"
    if kind == "string_pattern_mismatch":
        return f"« {name} » : attendu {expected_by(context['pattern'])}"
    context = {
        **context,
        "length": context.get("max_length"),
        "expected": str(context.get("expected", "")).replace("'", "").replace(" or ", " ou "),
    }
    template = _MESSAGES.get(kind, "« {name} » : valeur refusée ({type})")
    return template.format(name=name, type=kind, **{key: value for key, value in context.items() if key != "name"})


def _model_at(key_path: KeyPath, model: Any) -> Any:
    """The model whose key was unknown, so that its keys can be listed."""
    for step in key_path[:-1]:
        if isinstance(step, str) and (found := getattr(model, "model_fields", {}).get(step)):
            model = _inner_model(found.annotation) or model
    return model


def _inner_model(hint: Any) -> Any:
    if hasattr(hint, "model_fields"):
        return hint
    return next((inner for argument in get_args(hint) if (inner := _inner_model(argument))), None)
