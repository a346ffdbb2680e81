"""The Markdown twin of a record's page: the whole record, field by field, for people and programs that read text.

One writer serves every kind: a field is called what data/README.md calls it, a reference is read as the title of what it names.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import BaseModel

from ..forms.specimens import Words, called
from ..model import KINDS, VOCABULAIRES, Clause, Record
from ..text import markdown
from ..text.dates import date_longue
from ..text.language import is_external, split_address
from ..views.clauses import valeurs_initiales
from ..views.relectures import statut_dit
from .clause_files import feuille_entiere
from .feuille import ECRITS
from .open_data.datasets import LICENCE

if TYPE_CHECKING:
    from ..build import Build

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_LEFT_OUT = frozenset({"id", "titre", "resume", "alias", "diffusion", "coordonnees"})
"""What the head says, and what only search and maps read."""


def twins(build: "Build", record: Record) -> Iterator[tuple[str, bytes]]:
    """`index.md` beside the page of a record that has one: a head that says what it is and where it comes from, then its fields."""
    page = build.record_pages.get(f"{record.adresse.rstrip('/')}.md")
    if page and page.is_record:
        words = build.mots_des_champs.get(record.kind, {})
        yield f"{record.adresse}index.md", _twin(record, build, words).encode()


def _twin(record: Record, build: "Build", words: Words) -> str:
    head = {
        "titre": record.titre,
        "sorte": record.nom,
        "url": build.settings.site + record.adresse,
        "donnees": f"{build.settings.site}api/v1/{record.kind}/{record.id}.json",
        **_state(record, build),
        "licence": LICENCE,
        "mise_a_jour": (record.date or build.day).isoformat(),
        **({"version": record.version_dite} if isinstance(record, Clause) else {}),
        **({"origine": f"locale, {record.local.dit}"} if record.local else {}),
    }
    lines = yaml.dump(head, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=10_000)
    writer = _Writer(record, build, words)
    first = (
        [feuille_entiere(build, record), "## Le reste de la fiche"]
        if isinstance(record, Clause)
        else [f"# {markdown.literal(record.titre)}", writer.text(record.resume)]
    )
    parts = [*first, *writer.fields(), *writer.cited()]
    return f"---\n{lines}---\n\n" + "\n\n".join(parts) + "\n"


def _state(record: Record, build: "Build") -> dict[str, str]:
    """What a clause is cited by, and whether anybody has read it."""
    if not isinstance(record, Clause):
        return {}
    return {"reference": f"{record.id}@{record.version_dite}", "statut": statut_dit(build.catalog, record)}


class _Writer:
    """Writes one record."""

    def __init__(self, record: Record, build: "Build", words: Words) -> None:
        self._record, self._build, self._words = record, build, words
        self._named = {path: (kind, target) for path, kind, target in record.named}
        self._values = valeurs_initiales(record)
        self._left_out = _LEFT_OUT | ECRITS if isinstance(record, Clause) else _LEFT_OUT

    def fields(self) -> Iterator[str]:
        """Short values first, as one list; then a heading for each long one."""
        short, long_ = [], []
        for name in type(self._record).model_fields:
            value = getattr(self._record, name)
            if name in self._left_out or _is_empty(value):
                continue
            if self._is_short(value):
                short.append(f"- {self._label((name,))} : {self._short(value, (name,))}")
            else:
                long_.append(f"## {self._label((name,))}\n\n{self._long(value, (name,), (name,))}")
        return iter([*(["\n".join(short)] if short else []), *long_])

    def cited(self) -> Iterator[str]:
        """The records that name this one."""
        others = [other for model in KINDS.values() for other in self._build.catalog.citing(self._record, model)]
        if others:
            lines = (
                f"- {other.nom.capitalize()} : [{markdown.literal(other.titre)}]({self._site(other)})"
                for other in others
            )
            yield "## Cité par\n\n" + "\n".join(lines)

    def text(self, text: str) -> str:
        return markdown.prose(text, self._address, self._values)

    def _is_short(self, value: Any) -> bool:
        if isinstance(value, str):
            return len(value) <= 160 and "\n" not in value
        if isinstance(value, tuple):
            return all(isinstance(item, str) and len(item) < 90 for item in value)
        return not isinstance(value, (BaseModel, dict))

    def _short(self, value: Any, place: tuple[Any, ...]) -> str:
        if isinstance(value, tuple):
            return ", ".join([self._short(item, (*place, index)) for index, item in enumerate(value)])
        if place in self._named:
            return self._named_thing(*self._named[place])
        if isinstance(value, str) and is_external(value):
            return f"<{value}>"
        if isinstance(value, str):
            return markdown.phrase(value, self._address, self._values)
        if isinstance(value, bool):
            return "oui" if value else "non"
        if isinstance(value, date):
            return date_longue(value)
        return str(value)

    def _long(self, value: Any, place: tuple[Any, ...], path: tuple[str, ...]) -> str:
        """`place` counts items, `path` names fields only."""
        if isinstance(value, BaseModel):
            return "\n".join(self._items(value, place, path))
        if isinstance(value, dict):
            return "\n".join(
                f"- {name} :\n" + _indented(self._long(item, (*place, name), path)) for name, item in value.items()
            )
        if isinstance(value, tuple):
            return "\n".join(self._item(item, (*place, index), path) for index, item in enumerate(value))
        return self.text(value)

    def _item(self, value: Any, place: tuple[Any, ...], path: tuple[str, ...]) -> str:
        if self._is_short(value):
            return f"- {markdown.opened(self._short(value, place))}"
        return f"- {_indented(self._long(value, place, path)).lstrip()}"

    def _items(self, model: BaseModel, place: tuple[Any, ...], path: tuple[str, ...]) -> Iterator[str]:
        for name in type(model).model_fields:
            value = getattr(model, name)
            if _is_empty(value):
                continue
            label = self._label((*path, name))
            if self._is_short(value):
                yield f"- {label} : {self._short(value, (*place, name))}"
            else:
                yield f"- {label} :\n\n{_indented(self._long(value, (*place, name), (*path, name)))}\n"

    def _label(self, path: tuple[str, ...]) -> str:
        return called(self._words, path)

    def _named_thing(self, kind: str, target: str) -> str:
        if kind.startswith(VOCABULAIRES):
            return markdown.literal(self._build.catalog.term(kind.removeprefix(f"{VOCABULAIRES}/"), target).libelle)
        record = self._build.catalog.named(kind, target)
        if record is None:
            return markdown.literal(target)
        state = getattr(record, "verification", None)
        read = (
            f" ({markdown.literal(self._build.catalog.term('etats-verification', state.etat).libelle)})"
            if kind == "textes" and state
            else ""
        )
        return f"[{markdown.literal(record.titre)}]({self._site(record)}){read}"

    def _site(self, record: Record) -> str:
        return self._build.settings.site + record.adresse

    def _address(self, written: str) -> str:
        target = split_address(written)
        if target and target[0] in KINDS:
            return self._build.settings.site + KINDS[target[0]].adresse_de(target[1])
        return written if is_external(written) else ""


def _is_empty(value: Any) -> bool:
    """Whether a field says nothing. Two models are not compared: that takes a hundred times as long."""
    return value is None or (isinstance(value, (tuple, dict)) and not value)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in text.splitlines())
