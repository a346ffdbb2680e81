"""What every record shares: strictness, the types of its fields, and typed references to other records."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cache, cached_property
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from .declarations import PartieDuLivret, faults, refuse

if TYPE_CHECKING:
    from .local import Local

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""What a date may say: beyond, it is a slip of the pen."""
LONGEST_TEXT = 8_000
"""Characters of a text: a record is read on a page, and whatever reads it takes time in proportion."""
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def _parse_date(value: Any) -> Any:
    """Turn "2026-11-22" into a date; anything else is refused with the expected form."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("une date de la forme AAAA-MM-JJ")
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise ValueError("une date qui existe, de la forme AAAA-MM-JJ") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"une date entre {FIRST_YEAR} et {LAST_YEAR}")
    return found


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=80)]
TermeId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", max_length=80)]
Texte = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)]
"""Prose: plain sentences, where `[mot](clauses/<id>)`, https and mailto links are allowed."""
Ligne = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160, pattern=r"^[^\n]*$")]
"""One short line: a title, a name, a label."""
Resume = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=240)]
"""One plain sentence, at most 240 characters."""
Url = Annotated[
    str,
    StringConstraints(
        pattern=r"^https?://[^\s<>\"'`|()\[\]{}\\]+$|^mailto:[^\s<>\"'`|()\[\]{}\\@]+@[^\s<>\"'`|()\[\]{}\\@]+$"
    ),
]
Jour = Annotated[date, BeforeValidator(_parse_date)]
NomDeChamp = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
"""What `[[…]]` names, in a text with places to fill."""
Echelle = Annotated[int, Field(ge=1, le=5)]


REFERENCE = "x-reference"
"""The word of our JSON Schemas for « the id of a record of this folder »."""


class Reference:
    """Marks a field whose value is the id of a record (`kind` is the data folder)."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {**handler(core_schema), REFERENCE: self.kind}


class Model(BaseModel):
    """Frozen, and strict: unknown keys are refused and nothing is converted silently."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


class Source(Model):
    """Where a fact was read."""

    titre: Ligne
    url: Url | None = None
    date: Ligne | None = None


Sources = Annotated[tuple[Source, ...], Field(min_length=1)]
"""Where the facts of a record were read: one source at least."""


class Changement(Model):
    """One line of a record's history."""

    version: Annotated[int, Field(ge=1)]
    date: Jour
    motif: Ligne


class Record(Model):
    """One file of data/<kind>/: the file name is the id."""

    kind: ClassVar[str]
    """The data folder."""
    adresse_liste: ClassVar[str]
    """The list's address from the site's root; the record's own is below it."""
    place: ClassVar[Literal["page", "liste"]]
    """Where a record is read: on a page of its own, or with the others on the page of their list."""
    nom: ClassVar[str]
    """What a reader calls this kind, singular."""
    nom_pluriel: ClassVar[str]
    livret: ClassVar[PartieDuLivret | Literal["segments", "aucun"]]
    """Where the booklet of the whole guide prints them: a part, "segments" for below the segments that lead to them, "aucun" for nowhere, and then why."""
    renvois: ClassVar[bool] = True
    """Whether the foot of a page leads back to those that name its record; False where templates place such links, or none is wanted."""
    sommaire: ClassVar[bool] = True
    """Whether their contents stand beside them."""
    poids_de_recherche: ClassVar[float] = 1.0
    """How much the score of what is found of this kind is multiplied by."""

    id: Id
    titre: Ligne
    resume: Resume
    alias: tuple[Ligne, ...] = ()
    diffusion: Literal["publique", "interne"] = "publique"
    historique: tuple[Changement, ...] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "kind" in vars(cls):
            refuse(f"{cls.__name__} {fault}" for fault in faults(cls))

    @classmethod
    def adresse_de(cls, record_id: str) -> str:
        """Where a record of this kind is read, from the site's root: "clauses/insertion/", "glossaire/#sourcage"."""
        return f"{cls.adresse_liste}/{record_id}/" if cls.place == "page" else f"{cls.adresse_liste}/#{record_id}"

    @property
    def adresse(self) -> str:
        """Where the record is read, from the site's root."""
        return self.adresse_de(self.id)

    @cached_property
    def local(self) -> "Local | None":
        """What the organisation that publishes this copy did to it, or None for a record as the common guide gives it; a `model_copy` keeps it."""
        return None

    @property
    def fichier(self) -> str:
        """The file that says what it is here, from the project's root."""
        return self.local.fichier if self.local else f"data/{self.kind}/{self.id}.yml"

    def marked(self, local: "Local") -> Self:
        """This record, which knows that it is local. It is changed in place: whoever marks it has just made it."""
        vars(self)["local"] = local
        return self

    def numero(self, version: int) -> str:
        """How a version of it is named: "3", or "3+region.1" where the text is not the common one."""
        return self.local.version(version) if self.local else str(version)

    @property
    def nom_du_flux(self) -> str:
        """Its own feed, below /flux/ and without an ending: "clauses/insertion"; "" where it has none besides that of its kind."""
        return ""

    @property
    def description(self) -> str:
        """What a search engine shows under the title: no two records share it."""
        return self.resume

    @property
    def date(self) -> date | None:
        """When the record last changed, where its history says so."""
        return max((changement.date for changement in self.historique), default=None)

    @cached_property
    def named(self) -> tuple[tuple[tuple[Any, ...], str, str], ...]:
        """Every typed reference: (path of keys and indexes, kind, id). Walked once; a `model_copy` keeps what was walked."""
        return tuple(references(self))

    def named_in(self, folder: str) -> tuple[str, ...]:
        """The ids that its typed references name in a data folder, in their order, each once: whatever field holds them."""
        return tuple(dict.fromkeys(target for _, kind, target in self.named if kind == folder))

    @cached_property
    def texts(self) -> tuple[tuple[tuple[Any, ...], str], ...]:
        """Every text: (path of keys and indexes, text). Walked once; a `model_copy` keeps what was walked."""
        return tuple(strings(self))


def references(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    """Every typed reference below a model: (path of keys and indexes, kind, id)."""
    if isinstance(value, BaseModel):
        for name, hint in _fields_with_references(type(value)):
            yield from _walk(getattr(value, name), hint, (*path, name))


@cache
def _fields_with_references(model: type[BaseModel]) -> tuple[Any, ...]:
    hints = {name: _with_metadata(field) for name, field in model.model_fields.items()}
    return tuple((name, hint) for name, hint in hints.items() if reference_kinds(hint))


def _with_metadata(field: Any) -> Any:
    """The type of the field as it was written: pydantic takes its `Annotated` metadata away, this puts them back."""
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def reference_kinds(hint: Any) -> set[str]:
    """Every kind that a model, or a type, can name."""
    if isinstance(hint, Reference):
        return {hint.kind}
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return {kind for _, inner in _fields_with_references(hint) for kind in reference_kinds(inner)}
    return {kind for argument in get_args(hint) for kind in reference_kinds(argument)}


def _walk(value: Any, hint: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    if not value:
        return
    # Asked first, for most values are such ones: pydantic takes long to tell what is a model.
    if not isinstance(value, (str, tuple, dict)) and isinstance(value, BaseModel):
        yield from references(value, path)
    elif get_origin(hint) is Annotated:
        inner, *metadata = get_args(hint)
        for mark in metadata:
            if isinstance(mark, Reference):
                yield path, mark.kind, str(value)
        yield from _walk(value, inner, path)
    elif get_origin(hint) in (Union, UnionType):
        for option in get_args(hint):
            if option is not type(None):
                yield from _walk(value, option, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, get_args(hint)[0], (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, get_args(hint)[1], (*path, key))


def texts_of(model: BaseModel, without: Collection[str] = ()) -> Iterator[str]:
    """Every text below a model that was written to be read (`Texte`, `Ligne`…), but for the fields `without`, its sources and its history.

    Ids, addresses, hours and words of a fixed choice are no prose: what the types of prose have in common is that they strip white space.
    """
    if not isinstance(model, (Source, Changement)):
        for name, field in type(model).model_fields.items():
            if name not in without:
                yield from _texts_of(getattr(model, name), _with_metadata(field))


def _texts_of(value: Any, hint: Any) -> Iterator[str]:
    origin, arguments = get_origin(hint), get_args(hint)
    if isinstance(value, BaseModel):
        yield from texts_of(value)
    elif origin is Annotated and isinstance(value, str):
        if any(getattr(mark, "strip_whitespace", None) for mark in arguments[1:]):
            yield value
    elif origin is Annotated:
        yield from _texts_of(value, arguments[0])
    elif origin in (Union, UnionType):
        for option in arguments:
            yield from _texts_of(value, option)
    elif origin is tuple and isinstance(value, tuple):
        for item in value:
            yield from _texts_of(item, arguments[0])
    elif origin is dict and isinstance(value, dict):
        for item in value.values():
            yield from _texts_of(item, arguments[1])


def strings(value: Any, key_path: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], str]]:
    """Every text below a record, a group or a list, with its place."""
    inside: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, tuple):
        inside = enumerate(value)
    elif isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, BaseModel):
        inside = [(name, getattr(value, name)) for name in type(value).model_fields]
    found: list[tuple[tuple[Any, ...], str]] = []
    for key, item in inside:
        if isinstance(item, str):
            found.append(((*key_path, key), item))
        elif item is not None and type(item) not in _WITHOUT_TEXT:
            found += strings(item, (*key_path, key))
    return found


_WITHOUT_TEXT = frozenset({bool, int, float, date})
"""What most fields hold that is neither a text nor holds one: not to be looked into."""
