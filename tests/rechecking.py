"""`make check` on the real guide, thousands of times: what does not change between two times is neither read nor judged again.

Each rule still sees the whole guide. It is not asked again where all that it looked at is the same: the records of these
kinds, these closed lists, these versions (`_Watched` notes what a rule looks at). A file is read alone, by the loader.
"""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from broken import otherwise

import macros.__main__
from macros import checks
from macros.__main__ import main
from macros.checks import achat, redaction, typographie
from macros.model import KINDS, VERSIONS, Catalog, Clause, Record
from macros.read import guide
from macros.read.load import Loaded, load
from macros.read.problems import Problem

TABLES = ("kinds", "vocabularies", "versions", "mesures", "illustrations")
"""What a catalogue holds by name; of the rest, all is looked at."""
REST = tuple(field.name for field in fields(Catalog) if field.name not in TABLES)
WHOLE: Any = None
"""Stands for the names themselves in a table."""
WITNESS = "glossaire/temoin-de-lecture"
"""A record that stands beside a file that is read alone: a folder without any is a fault."""

Part = tuple[Any, ...]
"""The way to a value: a table of the catalogue, a name in it, a name in this one; or WHOLE at the end."""


def _check(root: Path) -> int:
    return main(["--racine", str(root), "check"])


class Rechecked:
    """A guide that holds, checked once. `told` says what `make check` says of it with one file otherwise; the file is put back."""

    def __init__(self, root: Path, alone: Path, patch: pytest.MonkeyPatch) -> None:
        self.root = root
        self._alone = alone / "data"
        self._alone.mkdir(parents=True)
        self._changed = ""
        self._base = load(root / "data")
        patch.setattr(guide, "load", self._load)
        patch.setattr(guide, "load_all_pages", cache(guide.load_all_pages))
        patch.setattr(guide, "load_illustrations", cache(guide.load_illustrations))
        patch.setattr(guide, "missing_pages", lambda root, pages: ())
        patch.setattr(macros.__main__, "specimen_faults", lambda root, needed: ())
        _Rules(patch)
        _keep_what_texts_say(patch)
        assert _check(root) == 0

    def told(self, path: str, text: str | None, said: Callable[[], str]) -> tuple[int, list[str]]:
        """The exit code, and the lines of complaints that `said` gives. `text`: what the file holds instead; None takes it away."""
        with otherwise(self.root / path, text):
            said()
            self._changed = path
            code = _check(self.root)
            return code, said().splitlines()[:-1]

    def _load(self, root: Path) -> Loaded:
        if not self._changed:
            return self._base
        _, *folders, file = Path(self._changed).parts
        if folders and folders[0] in KINDS:
            return self._with_one(folders, Path(file).stem)
        loaded, base = load(root), self._base.catalog
        return replace(loaded, catalog=replace(loaded.catalog, kinds=base.kinds, versions=base.versions))

    def _with_one(self, folders: list[str], name: str) -> Loaded:
        """The guide with one record or one version read again, as the loader reads it where it stands alone."""
        table, key = ("versions", folders[-1]) if VERSIONS in folders else ("kinds", folders[0])
        group = f"{Clause.kind}/{VERSIONS}/{key}" if table == "versions" else key
        one = self._read_alone()
        found = dict(getattr(self._base.catalog, table)[key])
        found.pop(name, None)
        found.update(getattr(one.catalog, table).get(key, {}))
        found.pop(Path(WITNESS).name, None)
        tables = {**getattr(self._base.catalog, table), key: dict(sorted(found.items()))}
        if not tables[key] and table == "versions":
            del tables[key]
        named = {**self._base.named, group: self._base.named.get(group, set()) - {name} | one.named.get(group, set())}
        named[Path(WITNESS).parts[0]] = named[Path(WITNESS).parts[0]] - {Path(WITNESS).name}
        catalog = replace(self._base.catalog, **{table: tables})
        return replace(self._base, catalog=catalog, problems=one.problems, named=named)

    def _read_alone(self) -> Loaded:
        shutil.rmtree(self._alone)
        for path, text in ((f"data/{WITNESS}.yml", b"titre: x\nresume: Il se lit.\n"), (self._changed, b"")):
            file, written = self._alone.parent / path, self.root / path
            if written.exists() or text:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text or written.read_bytes())
        return load(self._alone)


# Rules


class _Watched(Mapping[Any, Any]):
    """A table, and the tables in it, which notes what is asked of it."""

    def __init__(self, values: Mapping[Any, Any], seen: set[Part], way: Part = ()) -> None:
        self._values, self._seen, self._way = values, seen, way

    def __getitem__(self, key: Any) -> Any:
        value = self._values.get(key, WHOLE)
        if isinstance(value, Mapping):
            return _Watched(value, self._seen, (*self._way, key))
        self._seen.add((*self._way, key))
        return self._values[key]

    def __iter__(self) -> Iterator[Any]:
        self._seen.add((*self._way, WHOLE))
        return iter(self._values)

    def __len__(self) -> int:
        self._seen.add((*self._way, WHOLE))
        return len(self._values)


def _watched(catalog: Catalog, seen: set[Part]) -> Catalog:
    """The same catalogue, new, so that nothing was worked out unseen."""
    return replace(catalog, **{table: _Watched(getattr(catalog, table), seen, (table,)) for table in TABLES})


def _changes(one: Catalog, other: Catalog) -> set[Part]:
    """Where two catalogues differ. Records are the same where they are the very same object."""
    found: set[Part] = {(name,) for name in REST if getattr(one, name) != getattr(other, name)}
    for table in TABLES:
        found |= set(_changes_of(getattr(one, table), getattr(other, table), (table,)))
    return found


def _changes_of(here: Mapping[str, Any], there: Mapping[str, Any], way: Part) -> Iterator[Part]:
    if here.keys() != there.keys():
        yield (*way, WHOLE)
    for key in here.keys() | there.keys():
        first, second = here.get(key), there.get(key)
        if first is second:
            continue
        if isinstance(first, Mapping) or isinstance(second, Mapping):
            yield from _changes_of(first or {}, second or {}, (*way, key))
        elif isinstance(first, Record) or isinstance(second, Record) or first != second:
            yield (*way, key)


class _Rules:
    """The rules of macros/checks/, each of which is asked again only where what it looked at has changed since the guide as it stands."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._first: dict[int, Catalog] = {}
        self._last: dict[int, tuple[Catalog, set[Part]]] = {}
        self._answers: dict[tuple[Any, str], tuple[set[Part], list[Any]]] = {}
        self._latest: dict[tuple[Any, str], tuple[Catalog, list[Any]]] = {}
        self._run = checks.run
        self._catalog: Catalog | None = None
        patch.setattr(checks, "run", self.run)
        for name in ("CHECKS_OF_REFERENCES", "CHECKS", "EDITORIAL_CHECKS"):
            rules = _with_typography_of_what_is_new(getattr(checks, name))
            patch.setattr(checks, name, tuple(map(self._of_records, rules)))
        for name in ("PAGE_CHECKS", "EDITORIAL_PAGE_CHECKS", "WHOLE_PAGE_CHECKS"):
            patch.setattr(checks, name, tuple(map(self._of_pages, getattr(checks, name))))

    def run(self, loaded: Loaded, pages: Iterable[Any], editorial: bool = False) -> Iterator[Problem]:
        """`checks.run`; a file that is broken in two ways, and taken away, leaves the same catalogue."""
        if self._catalog is None or _changes(loaded.catalog, self._catalog):
            self._catalog = loaded.catalog
        return self._run(replace(loaded, catalog=self._catalog), pages, editorial)

    def _of_records(self, rule: Callable[..., Iterator[Any]]) -> Callable[..., list[Any]]:
        return lambda catalog: self._asked((rule, ""), lambda seen: rule(seen), catalog)

    def _of_pages(self, rule: Callable[..., Iterator[Any]]) -> Callable[..., list[Any]]:
        return lambda page, catalog: self._asked((rule, page.path), lambda seen: rule(page, seen), catalog)

    def _asked(
        self, question: tuple[Any, str], rule: Callable[[Catalog], Iterable[Any]], catalog: Catalog
    ) -> list[Any]:
        if question not in self._answers:
            seen: set[Part] = set()
            self._first.setdefault(0, catalog)
            self._answers[question] = seen, list(rule(_watched(catalog, seen)))
        seen, answer = self._answers[question]
        if not self._differences(catalog) & (seen | {(name,) for name in REST}):
            return answer
        if question not in self._latest or self._latest[question][0] is not catalog:
            self._latest[question] = catalog, list(rule(catalog))
        return self._latest[question][1]

    def _differences(self, catalog: Catalog) -> set[Part]:
        if id(catalog) not in self._last:
            self._last = dict(list(self._last.items())[-3:])
            self._last[id(catalog)] = catalog, _changes(catalog, self._first[0])
        return self._last[id(catalog)][1]


def _with_typography_of_what_is_new(rules: tuple[Any, ...]) -> Iterator[Callable[..., Iterator[Any]]]:
    """The rules, of which the one on typography, which looks at each text alone, leaves out the texts in which it has found nothing."""
    clean: dict[int, Record] = {}
    clean_lists: dict[str, Any] = {}

    def of_what_is_new(catalog: Catalog) -> Iterator[Any]:
        kinds = {
            kind: {name: record for name, record in records.items() if id(record) not in clean}
            for kind, records in catalog.kinds.items()
        }
        lists = {name: terms for name, terms in catalog.vocabularies.items() if clean_lists.get(name) != terms}
        found = list(typographie.typographie(replace(catalog, kinds=kinds, vocabularies=lists)))
        if not found:
            clean.update({id(record): record for records in kinds.values() for record in records.values()})
            clean_lists.update(lists)
        yield from found

    return (of_what_is_new if rule is typographie.typographie else rule for rule in rules)


# Texts


class _Equal:
    """Gives for a value one that was equal to it, among the first and the latest: what is kept for it serves again."""

    def __init__(self) -> None:
        self._known: list[Any] = []

    def __call__(self, value: Any) -> Any:
        if any(value is known for known in self._known):
            return value
        for known in self._known:
            if value == known:
                return known
        self._known = [*self._known[:1], *self._known[1:][-3:], value]
        return value


def _keep_what_texts_say(patch: pytest.MonkeyPatch) -> None:
    """The drafting rules on the same words, and the rules of a purchase for the same purchase."""
    by_the_rules = _once(redaction.par_les_regles, 1)

    def of_each(texts: Iterable[str], data: dict[str, Any]) -> dict[str, Any]:
        return {text: by_the_rules(text, data, clauses=True) for text in texts}

    patch.setattr(redaction, "par_les_regles", by_the_rules)
    patch.setattr(redaction, "par_les_regles_de_chacun", of_each)
    patch.setattr(achat, "repondre", _once(achat.repondre, 0))


def _once(function: Callable[..., Any], place: int) -> Callable[..., Any]:
    """The function of a large table (its place among the arguments), and of what can be told from its words. It is asked again where what it looked at in the table has changed."""
    same: dict[str, _Equal] = defaultdict(_Equal)
    tables: dict[int, tuple[Mapping[str, Any], dict[str, Any]]] = {}
    said: dict[str, tuple[dict[Part, Any], Any]] = {}

    def with_known_values(table: Mapping[str, Any]) -> dict[str, Any]:
        if id(table) not in tables or tables[id(table)][0] is not table:
            tables[id(table)] = table, {key: same[key](value) for key, value in table.items()}
        return tables[id(table)][1]

    def kept(*given: Any, **named: Any) -> Any:
        table = with_known_values(given[place])
        key = repr((given[:place], given[place + 1 :], named))
        if key not in said or any(_at(table, way) != value for way, value in said[key][0].items()):
            seen: set[Part] = set()
            answer = function(*given[:place], _Watched(table, seen), *given[place + 1 :], **named)
            said[key] = {way: _at(table, way) for way in seen}, answer
        return said[key][1]

    return kept


def _at(table: Any, way: Part) -> Any:
    """What stands at the end of a way; for WHOLE, the names."""
    for step in way:
        if step is WHOLE:
            return tuple(table)
        if step not in table:
            return WHOLE
        table = table[step]
    return table
