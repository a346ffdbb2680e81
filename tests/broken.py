"""Breaks one value of one record at a time, and asks what the checker says: each file is read anew, what did not change is not.

`excerpt` takes from the real data a few records that use every field of every model, with what they cite.
"""

import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from small_guide import HOME, ROOT, dump

from macros import checks
from macros.forms.specimens import specimens
from macros.model import KINDS, REGLES, TABLES, VOCABULAIRES, Catalog, Clause, Record
from macros.read.guide import load_guide
from macros.read.load import Loaded, load
from macros.read.memory import without_garbage_collection
from macros.read.problems import DataError, Problem
from macros.read.yaml_source import YamlSource, compose
from macros.text.language import LINK, split_address

Place = tuple[str | int, ...]
Field = tuple[str, ...]
"""The names on the way to a field; the items of a list and the keys of a table add nothing, but for a star."""
LOCATED = re.compile(r"(data|docs)/[^:]+:[1-9][0-9]*:[1-9][0-9]*: \S")
ENGLISH = re.compile(
    r"Traceback|pydantic|KeyError|AttributeError|TypeError|\b(?:the|should|input|must|expected|valid)\b", re.IGNORECASE
)


def located(problems: list[Problem]) -> bool:
    """Whether each problem has its place, and is said in French."""
    return all(LOCATED.match(str(problem)) and not ENGLISH.search(problem.message) for problem in problems)


# What is taken of the real data


def declared(hint: Any, path: Field = ()) -> Iterator[Field]:
    """Every field of a model, those of its parts included."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        for name, info in hint.model_fields.items():
            if path or name != "id":
                yield (*path, name)
                yield from declared(info.annotation, (*path, name))
    else:
        for argument in get_args(hint):
            yield from declared(
                argument,
                (*path, "*") if isinstance(hint, type) is False and getattr(hint, "__origin__", None) is dict else path,
            )


def places(value: Any, path: Place = ()) -> Iterator[Place]:
    """Every key and every item below a value."""
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield (*path, key)
        yield from places(value[key], (*path, key))


def field_of(path: Place, tables: frozenset[Field]) -> Field:
    """The field that a place is of."""
    found: Field = ()
    for step in path:
        if isinstance(step, str):
            found = (*found, "*" if found in tables else step)
    return found


def tables_of(model: type[Record]) -> frozenset[Field]:
    """The fields whose keys a contributor chooses."""
    return frozenset(path[:-1] for path in declared(model) if path[-1] == "*") | frozenset(
        path[:index] for path in declared(model) for index, step in enumerate(path) if step == "*"
    )


@dataclass
class Excerpt:
    """`records`: path below data/ -> what it says. `chosen`: the ones whose fields are broken."""

    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    chosen: list[str] = field(default_factory=list)


def excerpt() -> Excerpt:
    """Of each kind, the real records that use the most fields; where none uses a field, the specimen that contributors copy."""
    found = Excerpt()
    real = load(ROOT / "data").catalog
    for kind, model in KINDS.items():
        fields = frozenset(path for path in declared(model) if path[-1] != "*")
        tables = tables_of(model)
        written = {
            f"{kind}/{file.stem}": values_of(file.read_text(encoding="utf-8"))
            for file in sorted((ROOT / "data" / kind).glob("*.yml"))
        }
        uses = {
            path: {field_of(place, tables) for place in places(record)} & fields for path, record in written.items()
        }
        met: set[Field] = set()
        while uses and (best := max(sorted(uses), key=lambda path: len(uses[path] - met))) and uses[best] - met:
            met |= uses[best]
            found.records[best] = _short(written[best])
            found.chosen.append(best)
        for name, text in specimens(ROOT).get(kind, ()):  # all of them, since they name one another
            found.records[f"{kind}/{name}"] = specimen = values_of(text)
            if uses_ := {field_of(place, tables) for place in places(specimen)} & fields - met - {("diffusion",)}:
                met |= uses_
                found.chosen.append(f"{kind}/{name}")
    _with_what_they_cite(found, real)
    return found


def values_of(text: str) -> Any:
    """What a file says, as the loader reads it; lists may be changed."""
    source = YamlSource("x")
    compose(text, source)
    assert not source.problems
    return _lists(source.value)


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lists(item) for key, item in value.items()}
    return [_lists(item) for item in value] if isinstance(value, tuple) else value


def _with_what_they_cite(found: Excerpt, real: Catalog) -> None:
    """What is cited comes without what it need not cite itself, or all would come."""
    waiting = list(found.records)
    while waiting:
        path = waiting.pop()
        for target in sorted(_cited(path, found.records[path]) - found.records.keys()):
            record = real.named(*target.split("/"))
            if record is not None:
                written = _short(values_of((ROOT / f"data/{target}.yml").read_text(encoding="utf-8")))
                for key in {
                    str(place[0])
                    for place, kind, _ in record.named
                    if not kind.startswith(VOCABULAIRES) and kind not in _LEAVES
                }:
                    if not type(record).model_fields[key].is_required():
                        written.pop(key, None)
                found.records[target] = written
                waiting.append(target)
    for path, written in found.records.items():
        found.records[path] = _with_links_to(found.records.keys(), written)


_LEAVES = ("textes", "familles")
"""Kinds that name few others."""


def _short(record: dict[str, Any]) -> dict[str, Any]:
    """The record with two of each of its lists of names."""
    return {
        key: value[:2]
        if key != "familles"
        and isinstance(value, list)
        and all(isinstance(item, str) and " " not in item for item in value)
        else value
        for key, value in record.items()
    }


def _with_links_to(known: Collection[str], value: Any) -> Any:
    """A value whose links to other records are mere words."""
    if isinstance(value, dict):
        return {key: _with_links_to(known, item) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_links_to(known, item) for item in value]
    return (
        LINK.sub(
            lambda link: (
                link["mot"] if split_address(link["adresse"]) and link["adresse"] not in known else link.group()
            ),
            value,
        )
        if isinstance(value, str)
        else value
    )


def _cited(path: str, written: dict[str, Any]) -> set[str]:
    kind, _, name = path.partition("/")
    record = KINDS[kind].model_validate(_tuples({**written, "id": name}))
    named_there = {f"{named}/{target}" for _, named, target in record.named if not named.startswith(VOCABULAIRES)}
    return named_there | {link for question in written.get("quiz", ()) for link in _one_link(question)}


def _one_link(question: dict[str, Any]) -> list[str]:
    """A question rests on a record: one of those that it links, a legal text where it can be, since it names few others."""
    found = [link["adresse"] for answer in question["reponses"] for link in LINK.finditer(answer["explication"])]
    return sorted(filter(split_address, found), key=lambda address: not address.startswith("textes/"))[:1]


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def write_excerpt(root: Path, found: Excerpt) -> Path:
    """The excerpt as a guide on disk, with the closed lists, of which the longest is cut to what is named, and the drafting rules."""
    for path, record in found.records.items():
        file = root / f"data/{path}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dump(record), encoding="utf-8")
    shutil.copytree(ROOT / "data" / VOCABULAIRES, root / "data" / VOCABULAIRES)
    named = set(
        re.findall(
            r"\d{8}-\d", "".join(file.read_text(encoding="utf-8") for file in (root / "data").glob("[!v]*/*.yml"))
        )
    )
    codes = root / "data" / VOCABULAIRES / "cpv.yml"
    codes.write_text(
        "".join(
            line
            for line in codes.read_text(encoding="utf-8").splitlines(keepends=True)
            if any(code in line for code in named)
        ),
        encoding="utf-8",
    )
    for table in TABLES:  # they name segments, of which the excerpt keeps a few
        (root / "data" / VOCABULAIRES / f"{table}.yml").write_text("[]\n", encoding="utf-8")
    retired = root / "data" / VOCABULAIRES / "ids-retires.yml"
    retired.write_text(
        "- {id: clauses-exemple-fictif-vieux-fauteuils, libelle: Ce que le spécimen remplace}\n", encoding="utf-8"
    )
    rules = values_of((ROOT / "data" / REGLES).read_text(encoding="utf-8"))
    for rule in rules["regles"]:
        kept = [
            exception
            for exception in rule.pop("exceptions", ())
            if f"{Clause.kind}/{exception['clause']}" in found.records
        ]
        rule.update({"exceptions": kept} if kept else {})
    (root / "data" / REGLES).write_text(dump(rules), encoding="utf-8")
    (root / "docs").mkdir()
    (root / "docs/index.md").write_text(HOME, encoding="utf-8")
    return root


# What is asked of the checker


@contextmanager
def otherwise(file: Path, text: str | None) -> Iterator[None]:
    """The file holds this text meanwhile; None takes it away."""
    before = file.read_bytes()
    try:
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8")
        yield
    finally:
        file.write_bytes(before)


class Checker:
    """A guide on disk, read once. `told` says what the checker says of it with one file otherwise; the file is put back."""

    def __init__(self, root: Path, alone: Path) -> None:
        self.root = root
        self.loaded = load(root / "data")
        self._alone = alone / "data"
        (self._alone / "glossaire").mkdir(parents=True)
        (self._alone / "glossaire/temoin-de-lecture.yml").write_text(
            "titre: Témoin\nresume: Il se lit.\n", encoding="utf-8"
        )
        self._absent: dict[str, list[Problem]] = {}
        self._neighbours: dict[tuple[str, str], set[tuple[str, str]]] = {}

    def told(self, path: str, text: str | None) -> tuple[list[Problem], Catalog]:
        """Every problem, and the catalogue that was read. `text`: what the record's file holds instead; None takes it away."""
        with otherwise(self.root / f"data/{path}.yml", text):
            return self._told(path, text)

    def _told(self, path: str, text: str | None) -> tuple[list[Problem], Catalog]:
        kind, _, name = path.partition("/")
        problems, record = self._read(kind, name, text) if text is not None else ([], None)
        kinds = {
            **self.loaded.catalog.kinds,
            kind: {key: value for key, value in self.loaded.catalog.kinds[kind].items() if key != name},
        }
        if record is not None:
            kinds[kind] = dict(sorted({**kinds[kind], name: record}.items()))
        named = self.loaded.named if text is not None else {**self.loaded.named, kind: self.loaded.named[kind] - {name}}
        catalog = Catalog(kinds, self.loaded.catalog.vocabularies, self.loaded.catalog.redaction)
        if record is None and text is not None:  # whatever made it unreadable, the others are the same without it
            if path not in self._absent:
                self._absent[path] = self._run(catalog, named)
            return [*problems, *self._absent[path]], catalog
        around = self._around(kind, name)
        near = {
            kind: {key: one for key, one in records.items() if (kind, key) in around} for kind, records in kinds.items()
        }
        catalog = Catalog(near, self.loaded.catalog.vocabularies, self.loaded.catalog.redaction)
        return [*problems, *self._run(catalog, named)], catalog

    def told_of_list(self, name: str, text: str | None) -> list[Problem]:
        """The same with a closed list otherwise."""
        file = self.root / f"data/{VOCABULAIRES}/{name}.yml"
        with otherwise(file, text):
            alone = self._alone / VOCABULAIRES
            alone.mkdir(exist_ok=True)
            if text is not None:
                (alone / file.name).write_text(text, encoding="utf-8")
            read = load(self._alone)
            shutil.rmtree(alone)
            found = read.catalog.vocabularies.get(name)
            key = f"{VOCABULAIRES}/{name}" if read.unread else f"{name} {found}"
            if key not in self._absent:
                others = {own: terms for own, terms in self.loaded.catalog.vocabularies.items() if own != name}
                catalog = Catalog(
                    self.loaded.catalog.kinds,
                    others if found is None else {**others, name: found},
                    self.loaded.catalog.redaction,
                )
                self._absent[key] = self._run(catalog, self.loaded.named, read.unread)
            return [*read.problems, *self._absent[key]]

    def _around(self, kind: str, name: str) -> set[tuple[str, str]]:
        """A record, those that name it, and all that these name in turn: no rule on the record looks further."""
        if (kind, name) not in self._neighbours:
            named = {
                (record.kind, record.id): {(kind, target) for _, kind, target in record.named}
                for record in self.loaded.catalog
            }
            waiting = [(kind, name), *(own for own, others in named.items() if (kind, name) in others)]
            found: set[tuple[str, str]] = set()
            while waiting:
                if (own := waiting.pop()) not in found:
                    found.add(own)
                    waiting += named.get(own, ())
            self._neighbours[kind, name] = found
        return self._neighbours[kind, name]

    def _run(self, catalog: Catalog, named: dict[str, set[str]], unread: Collection[str] = ()) -> list[Problem]:
        with without_garbage_collection():
            return list(checks.run(Loaded(catalog, [], named, set(unread), self.root / "data"), (), editorial=True))

    def _read(self, kind: str, name: str, text: str) -> tuple[list[Problem], Record | None]:
        """The file as the loader reads it, alone in its folder."""
        file = self._alone / kind / f"{name}.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        try:
            loaded = load(self._alone)
        finally:
            file.unlink()
        return loaded.problems, loaded.catalog.named(kind, name)


def whole(root: Path) -> list[Problem]:
    """What the checker says of a whole guide, its pages included."""
    try:
        load_guide(root, editorial=True)
    except DataError as error:
        return list(error.problems)
    return []
