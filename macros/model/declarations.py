"""What a kind of record declares of itself, and the faults that are refused when it is read."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .base import Record


@dataclass(frozen=True)
class PartieDuLivret:
    """The part of the booklet of the whole guide that prints the records of a kind: their pages, or the page of their list."""

    titre: str
    rang: int = 50
    """Parts go by it, then as kinds are listed; 90 and more is for what closes a book."""
    listes: tuple[str, ...] = ()
    """Pages that list its records besides that of the kind, from the site's root: "cas/carte/"."""


_WORDS = re.compile(r"\S(.*\S)?")
_FOLDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ADDRESS = re.compile(rf"{_FOLDER.pattern}(/{_FOLDER.pattern})*")


def _is(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_place_in_a_booklet(value: Any) -> bool:
    return value in ("segments", "aucun") or (isinstance(value, PartieDuLivret) and bool(value.titre.strip()))


_REQUIRED: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "kind": ('a data folder, as "etudes-de-cas"', _is(_FOLDER)),
    "place": ('"page" or "liste"', lambda value: value in ("page", "liste")),
    "adresse_liste": ('an address from the site\'s root, as "fournisseurs/preuves"', _is(_ADDRESS)),
    "nom": ("what a reader calls one of them", _is(_WORDS)),
    "nom_pluriel": ("what a reader calls several", _is(_WORDS)),
    "livret": ('a PartieDuLivret, "segments" or "aucun"', _is_place_in_a_booklet),
}
"""What each kind says itself, for none of it can be true of two kinds or be guessed: name -> what is expected, whether a value is that."""
_OPTIONAL: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "renvois": ("True or False", lambda value: isinstance(value, bool)),
    "sommaire": ("True or False", lambda value: isinstance(value, bool)),
    "poids_de_recherche": ("a number above 0", lambda value: isinstance(value, float | int) and value > 0),
}
_UNIQUE = ("kind", "adresse_liste", "nom", "nom_pluriel")


def faults(model: type) -> Iterator[str]:
    """What a class lacks to be a kind of record, or declares amiss: "declares no place: "page" or "liste"". What it inherits from another kind does not count."""
    own = vars(model)
    for name, (expected, holds) in _REQUIRED.items():
        if name not in own:
            yield f"declares no {name}: {expected}"
        elif not holds(own[name]):
            yield f"{name} = {own[name]!r}: expected {expected}"
    if (own.get("livret"), own.get("place")) == ("segments", "liste"):
        yield 'livret = "segments": expected with place = "page", for a segment is followed by pages'
    for name, (expected, holds) in _OPTIONAL.items():
        if name in own and not holds(own[name]):
            yield f"{name} = {own[name]!r}: expected {expected}"


def refuse(found: Iterable[str]) -> None:
    """Raises TypeError, with every fault, where there is one."""
    if told := "; ".join(found):
        raise TypeError(told)


def registered(*models: "type[Record]") -> "dict[str, type[Record]]":
    """Kind -> its class, in that order. Raises TypeError where one declares not all that a kind does, or where two say the same of themselves."""
    refuse(f"{model.__name__} {fault}" for model in models for fault in faults(model))
    refuse(_shared(models))
    return {model.kind: model for model in models}


def _shared(models: "tuple[type[Record], ...]") -> Iterator[str]:
    for name in _UNIQUE:
        taken: dict[str, str] = {}
        for model in models:
            value = getattr(model, name)
            # A short address writes "a/b" as "a-b".
            other = taken.setdefault(value.replace("/", "-"), model.__name__)
            if other != model.__name__:
                yield f"{model.__name__} {name} = {value!r}: {other} has it"
    for model in models:
        for other_model in models:
            if other_model.place == "page" and model.adresse_liste.startswith(f"{other_model.adresse_liste}/"):
                yield f"{model.__name__} adresse_liste = {model.adresse_liste!r}: where a record of {other_model.__name__} may be"
