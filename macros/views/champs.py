"""The fields of any record, in their order: what a page shows of a kind that has no template of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args, get_type_hints

from pydantic import BaseModel

from ..forms.specimens import Words, called
from ..model import VOCABULAIRES, Catalog, Record
from ..model.base import Texte, Url
from ..text.dates import date_longue
from .elements import Lien, lien, nombre

_LEFT_OUT = frozenset({"id", "titre", "resume", "alias", "diffusion"})
"""What the head of a page says, and what only search reads."""
_TEXTE, _URL = get_args(Texte)[1], get_args(Url)[1]
"""What tells the types of prose and of addresses. A text is read by the type of its field, never by what it holds."""
_Forme = Literal["mots", "phrase", "prose", "lien", "adresse", "liste", "groupe"]


@dataclass(frozen=True)
class ChampDeFiche:
    """A field, or an item of a list, which has no label. `forme` says how it is read: `champs` are the items of a "liste", the fields of a "groupe"."""

    libelle: str
    forme: _Forme
    texte: str = ""
    lien: Lien | None = None
    champs: tuple["ChampDeFiche", ...] = ()

    @property
    def court(self) -> bool:
        """Whether it holds on the line of its label: a word, or a list of words."""
        if self.forme == "liste":
            return all(item.forme in ("mots", "lien") for item in self.champs)
        return self.forme not in ("prose", "groupe")


def champs(catalog: Catalog, record: Record, words: Words) -> tuple[ChampDeFiche, ...]:
    """Every field that says something. `words`: what fields are called, else by their key; a reference is read as the title of what it names."""
    return tuple(_Reader(catalog, record, words).fields(record, (), (), _LEFT_OUT))


def _of_text(hint: Any) -> _Forme:
    """How the texts of a field are read."""
    marks = list(_marks(hint))
    return "prose" if _TEXTE in marks else "adresse" if _URL in marks else "phrase"


def _marks(hint: Any) -> Iterator[Any]:
    for argument in get_args(hint):
        yield argument
        yield from _marks(argument)


class _Reader:
    """Reads one record. `place` counts items, `path` names fields only."""

    def __init__(self, catalog: Catalog, record: Record, words: Words) -> None:
        self._catalog, self._words = catalog, words
        self._named = {place: (kind, target) for place, kind, target in record.named}

    def fields(
        self, model: BaseModel, place: tuple[Any, ...], path: tuple[str, ...], left_out: frozenset[str] = frozenset()
    ) -> Iterator[ChampDeFiche]:
        hints = get_type_hints(type(model), include_extras=True)
        for name in type(model).model_fields:
            value = getattr(model, name)
            if name not in left_out and value is not None and value not in ((), {}):
                own = (*path, name)
                label = called(self._words, own)
                yield self._read(value, (*place, name), own, label, _of_text(hints[name]))

    def _read(
        self, value: Any, place: tuple[Any, ...], path: tuple[str, ...], label: str, of_text: _Forme
    ) -> ChampDeFiche:
        if place in self._named:
            return self._reference(*self._named[place], label)
        if isinstance(value, BaseModel):
            return ChampDeFiche(label, "groupe", champs=tuple(self.fields(value, place, path)))
        if isinstance(value, dict):
            inside = (self._read(item, (*place, name), path, name, of_text) for name, item in value.items())
            return ChampDeFiche(label, "groupe", champs=tuple(inside))
        if isinstance(value, tuple):
            items = (self._read(item, (*place, number), path, "", of_text) for number, item in enumerate(value))
            return ChampDeFiche(label, "liste", champs=tuple(items))
        if isinstance(value, bool):
            return ChampDeFiche(label, "mots", "oui" if value else "non")
        if isinstance(value, date):
            return ChampDeFiche(label, "mots", date_longue(value))
        if not isinstance(value, str):
            return ChampDeFiche(label, "mots", nombre(value))
        return ChampDeFiche(label, of_text, value)

    def _reference(self, kind: str, target: str, label: str) -> ChampDeFiche:
        folder, _, name = kind.partition("/")
        if folder == VOCABULAIRES:
            return ChampDeFiche(label, "mots", self._catalog.term(name, target).libelle)
        record = self._catalog.named(kind, target)
        return ChampDeFiche(label, "lien", lien=lien(record)) if record else ChampDeFiche(label, "mots", target)
