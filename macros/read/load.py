"""Files of data/ -> the catalogue, and every problem met on the way, each at its place."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from ..model import (
    ACHAT,
    ASSISTANT,
    CPV,
    KINDS,
    LISTES,
    MESURES,
    REGLES,
    TABLES,
    VERSIONS,
    VOCABULAIRES,
    Assistant,
    Catalog,
    Clause,
    Record,
    Redaction,
    ReglesDAchat,
    TermeDeListe,
    VersionDeClause,
)
from ..model.base import ID_PATTERN, Model
from ..model.local import DATA_LOCALE, ORIGINES, RELECTURES, SURCHARGES
from .cpv import read_cpv
from .leftovers import of_an_editor
from .messages import translated
from .overlay import Overlay, lay_over
from .problems import Problem, did_you_mean
from .yaml_source import KeyPath, YamlSource, compose, read_source

M = TypeVar("M", bound=Model)
_FOLDERS = (*KINDS, VOCABULAIRES)
_LISTED: tuple[type[Model], ...] = (TermeDeListe, *TABLES.values())
_ROWS: dict[type[Model], TypeAdapter[Any]] = {model: TypeAdapter(tuple[model, ...]) for model in _LISTED}  # type: ignore[valid-type]


@dataclass
class Loaded:
    """What was read. `named` also holds the ids of the files that could not be read, so that one fault is told once."""

    catalog: Catalog
    problems: list[Problem]
    named: dict[str, set[str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    """The closed lists, and the files that stand alone, that could not be read."""
    root: Path = Path()
    overlay: Overlay | None = None
    """What data-locale/ says, where there is one."""

    def locate(self, file: str, key_path: KeyPath, message: str) -> Problem:
        """The problem at its place in a file of data/, or in what data-locale/ puts there. The file is read again: places are kept only while they are needed."""
        if self.overlay and (found := self.overlay.locate(file, key_path, message)):
            return found
        return read_source(self.root / file, f"{self.root.name}/{file}").problem(key_path, message)


def load(root: Path) -> Loaded:
    """Read the whole data folder. Problems are returned, never raised."""
    loaded = Loaded(Catalog({}), [], root=root)
    lists = dict(_load_lists(root, loaded))
    vocabularies = {name: {row.id: row for row in rows} for name, rows in lists.items() if name not in TABLES}
    kinds = {kind: dict(_load_kind(root, model, loaded)) for kind, model in KINDS.items()}
    loaded.problems += _stray_files(root)
    if not any(kinds.values()):
        loaded.problems.append(
            Problem(f"{root.name}/", 1, 1, "aucune fiche : attendu au moins une clause dans data/clauses/")
        )
    versions = _load_versions(root, loaded)
    local = root.parent / DATA_LOCALE
    if local.is_dir():
        loaded.overlay = lay_over(
            local,
            root,
            kinds,
            versions,
            lambda folder: _load_versions(folder, loaded),
            lambda model, record_id, source: _local_record(model, record_id, source, loaded),
        )
        loaded.problems += [*loaded.overlay.problems, *_stray_files(local)]
    codes, problems = read_cpv(root / CPV, f"{root.name}/{CPV}")
    loaded.problems += problems
    if problems:
        loaded.unread.add(CPV)
    tables = (lists.get("cpv-segments", ()), lists.get("lexique", ()))
    others = loaded.overlay.autres if loaded.overlay else {}
    loaded.catalog = Catalog(
        kinds,
        vocabularies,
        _load_file(root, REGLES, Redaction, loaded),
        codes,
        *tables,
        _load_file(root, ACHAT, ReglesDAchat, loaded),
        _load_file(root, ASSISTANT, Assistant, loaded),
        versions=versions,
        mesures=dict(_load_measures(root, loaded)),
        versions_autres=others,
        concordance=lists.get("concordance", ()),
    )
    return loaded


_OF_WINDOWS = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
)
"""Names that Windows gives to no file: the project could not be copied there."""


def _load_kind(root: Path, model: type[Record], loaded: Loaded) -> Iterator[tuple[str, Record]]:
    folder = root / model.kind
    for file in sorted(folder.glob("*.yml")):
        if of_an_editor(file):
            continue
        name = f"{root.name}/{model.kind}/{file.name}"
        loaded.named.setdefault(model.kind, set()).add(file.stem)
        if not _is_id(file.stem, name, loaded.problems):
            continue
        if file.stem in _OF_WINDOWS:
            loaded.problems.append(
                Problem(name, 1, 1, f"« {file.stem} » est un nom que Windows se réserve : en choisir un autre")
            )
            continue
        source = read_source(file, name)
        loaded.problems += source.problems
        record = _record(model, file.stem, source, loaded.problems)
        if record is not None:
            yield file.stem, record


def _is_id(stem: str, name: str, problems: list[Problem]) -> bool:
    if re.fullmatch(ID_PATTERN, stem):
        return True
    message = f"nom de fichier « {stem}.yml » : attendu un identifiant en minuscules sans accent, chiffres et tirets (par exemple « insertion-etude.yml »)"
    problems.append(Problem(name, 1, 1, message))
    return False


def _local_record(model: type[Record], record_id: str, source: YamlSource, loaded: Loaded) -> Record | None:
    """A record of data-locale/: its source has lost what the model does not know."""
    loaded.named.setdefault(model.kind, set()).add(record_id)
    if not _is_id(record_id, source.path, loaded.problems):
        return None
    return _record(model, record_id, source, loaded.problems)


def _record(model: type[Record], record_id: str, source: YamlSource, problems: list[Problem]) -> Record | None:
    if source.value is None:
        return None
    if not isinstance(source.value, dict):
        problems.append(source.problem((), "attendu une fiche « clé: valeur » (voir data/README.md)"))
        return None
    if "id" in source.value:
        problems.append(
            source.problem(("id",), "clé « id » inutile : le nom du fichier est l'identifiant ; retirer cette ligne")
        )
        return None
    try:
        return model.model_validate({**source.value, "id": record_id})
    except ValidationError as error:
        problems += translated(error, source, model)
        return None


def _load_lists(root: Path, loaded: Loaded) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Each closed list, and each table that stands beside them, by name: its rows."""
    for file in sorted((root / VOCABULAIRES).glob("*.yml")):
        if of_an_editor(file):
            continue
        source = read_source(file, f"{root.name}/{VOCABULAIRES}/{file.name}")
        loaded.problems += source.problems
        loaded.unread.add(f"{VOCABULAIRES}/{file.stem}")
        if file.stem not in LISTES and file.stem not in TABLES:
            loaded.problems.append(
                source.problem(
                    (),
                    f"liste que rien n'emploie : corriger son nom, ou la retirer{did_you_mean(file.stem, sorted(LISTES))}",
                )
            )
            continue
        if source.value is None:
            continue
        model: type[Model] = TABLES.get(file.stem, TermeDeListe)
        try:
            rows = _ROWS[model].validate_python(source.value)
        except ValidationError as error:
            loaded.problems += translated(error, source, model)
            continue
        loaded.unread.discard(f"{VOCABULAIRES}/{file.stem}")
        if model is TermeDeListe:
            loaded.problems += _twice(source, [row.id for row in rows])
        yield file.stem, rows


def _twice(source: YamlSource, ids: list[str]) -> Iterator[Problem]:
    for index, term in enumerate(ids):
        if term in ids[:index]:
            yield source.problem((index, "id"), f"terme « {term} » écrit deux fois : garder un seul des deux")


def _load_versions(root: Path, loaded: Loaded) -> dict[str, dict[str, VersionDeClause]]:
    versions: dict[str, dict[str, VersionDeClause]] = {}
    for file in sorted((root / Clause.kind / VERSIONS).glob("*/*.yml")):
        if of_an_editor(file):
            continue
        source = read_source(file, f"{root.name}/{file.relative_to(root).as_posix()}")
        loaded.problems += source.problems
        try:
            if source.value is not None:
                versions.setdefault(file.parent.name, {})[file.stem] = VersionDeClause.model_validate(source.value)
        except ValidationError as error:
            loaded.problems += translated(error, source, VersionDeClause)
        if file.stem not in versions.get(file.parent.name, {}):
            loaded.named.setdefault(f"{Clause.kind}/{VERSIONS}/{file.parent.name}", set()).add(file.stem)
    return versions


def read_version(content: bytes, name: str) -> VersionDeClause | None:
    """A kept version from what its file says; None where it cannot be read."""
    source = YamlSource(name)
    try:
        compose(content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n"), source)
        return VersionDeClause.model_validate(source.value) if not source.problems else None
    except (UnicodeDecodeError, ValidationError):
        return None


def _load_measures(root: Path, loaded: Loaded) -> Iterator[tuple[str, Model]]:
    for name, model in MESURES.items():
        file = root / "mesures" / f"{name}.yml"
        if not file.exists():
            continue
        source = read_source(file, f"{root.name}/mesures/{file.name}")
        loaded.problems += source.problems
        if source.value is None:
            continue
        try:
            yield name, model.model_validate(source.value)
        except ValidationError as error:
            loaded.problems += translated(error, source, model)


def _load_file(root: Path, name: str, model: type[M], loaded: Loaded) -> M | None:
    """A file of data/ that stands alone; None where it is not there, or not read."""
    if not (root / name).exists():
        return None
    source = read_source(root / name, f"{root.name}/{name}")
    loaded.problems += source.problems
    loaded.unread.add(name)
    if source.value is None:
        return None
    try:
        found = model.model_validate(source.value)
    except ValidationError as error:
        loaded.problems += translated(error, source, model)
        return None
    loaded.unread.discard(name)
    return found


def _files(root: Path) -> Iterator[Path]:
    """What is no folder, below `root`. A link to a folder is a file: it is not followed."""
    for folder, folders, names in os.walk(root):
        for name in (*names, *(name for name in folders if os.path.islink(os.path.join(folder, name)))):
            yield Path(folder, name)


def _stray_files(root: Path) -> list[Problem]:
    """A file in the wrong place or with another ending would be left out of the site without a word. `root` is data/, or data-locale/."""
    problems = []
    is_local = root.name == DATA_LOCALE
    known = tuple(KINDS) if is_local else _FOLDERS
    alone = ("README.md", SURCHARGES, RELECTURES) if is_local else ("README.md", REGLES, ACHAT, ASSISTANT, CPV)
    for file in _files(root):
        if of_an_editor(file):
            continue
        relative = file.relative_to(root)
        name = f"{root.name}/{relative.as_posix()}"
        if relative.as_posix() in alone or relative.name == ".gitkeep":
            continue
        if relative.parts in {("mesures", f"{name}.yml") for name in MESURES}:
            continue
        if relative.parts[:2] == (Clause.kind, VERSIONS) and len(relative.parts) == 4 and file.suffix == ".yml":
            continue
        if is_local and relative.parts[0] == ORIGINES and len(relative.parts) in (2, 3):
            continue
        if len(relative.parts) != 2 or relative.parts[0] not in known:
            folder = relative.parts[0]
            message = f"fichier hors des dossiers connus{did_you_mean(folder, known)} (attendu {root.name}/<dossier>/<id>.yml)"
            if is_local and folder == VOCABULAIRES:
                message = "les listes fermées sont celles du guide : en proposer un terme, au lieu de le garder ici"
            problems.append(Problem(name, 1, 1, message))
        elif file.suffix != ".yml":
            problems.append(Problem(name, 1, 1, "extension inconnue : attendu un fichier « .yml »"))
    return problems
