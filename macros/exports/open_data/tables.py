"""A dataset as CSV that opens right in a French Excel: UTF-8 with its mark, semicolons, decimal commas, and no cell that computes."""

import csv
import io
import re
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from ...model.records import Coordonnees
from .datasets import ADDED, nom_publie

_COMPUTES = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"-?\d+(,\d+)?")

LONGEST = 32_767
"""Characters of a cell of Excel; it drops what is beyond (Microsoft, « Excel specifications and limits »)."""

REPEATED = ("id", *ADDED)

Column = tuple[str, ...]


class Table:
    """One row an object. Groups of fields are opened into columns (`publics.elus`); lists stand in one cell, one item a line.

    What a cell cannot hold goes on in further rows, which repeat what says whose they are.
    """

    def __init__(self, modele: type[BaseModel]) -> None:
        self._columns = [*_columns(modele), *((name,) for name in ADDED)]
        self._decimal = {column for column in self._columns if column[:-1] in _coordinates(modele)}
        self._bytes = io.BytesIO()  # bytes from the start: ten thousand clauses as text take four times as much
        self._text = io.TextIOWrapper(self._bytes, encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._text, delimiter=";", lineterminator="\r\n")
        self._writer.writerow(".".join(column) for column in self._columns)

    def add(self, objet: dict[str, Any]) -> None:
        """Write the rows of one object of a dataset."""
        columns, decimal = self._columns, self._decimal
        cells = [_cut(_cell(_value(objet, column), column in decimal)) for column in columns]
        for row in range(max(map(len, cells))):
            self._writer.writerow(
                _safe(parts[row] if row < len(parts) else parts[0] if column[0] in REPEATED else "")
                for column, parts in zip(columns, cells, strict=True)
            )

    def content(self) -> bytes:
        """The file, with all that was added."""
        self._text.flush()
        return self._bytes.getvalue()


def _columns(model: type[BaseModel], path: Column = ()) -> Iterator[Column]:
    """From the model, not from the objects: the columns do not move when a field is filled for the first time."""
    for name, field in model.model_fields.items():
        group = _group(field.annotation)
        if group:
            yield from _columns(group, (*path, name))
        else:
            yield (*path, name if path else nom_publie(name))


def _group(hint: Any) -> type[BaseModel] | None:
    """The model of a field that is one group of fields, even where it may be missing."""
    if get_origin(hint) is Annotated:
        return _group(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        return next((group for option in get_args(hint) if (group := _group(option))), None)
    return hint if isinstance(hint, type) and issubclass(hint, BaseModel) else None


def _coordinates(model: type[BaseModel]) -> set[Column]:
    return {(name,) for name, field in model.model_fields.items() if _group(field.annotation) is Coordonnees}


def _value(objet: Any, column: Column) -> Any:
    for name in column:
        objet = None if objet is None else objet[name]
    return objet


def _cell(value: Any, decimal: bool = False) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join([_item(item) for item in value])
    if isinstance(value, dict):
        return "\n".join([f"{name} : {_item(item)}" for name, item in value.items()])
    return str(value).replace(".", ",") if decimal else str(value)


def _cut(cell: str) -> list[str]:
    """A cell in parts that a spreadsheet takes, each of whole lines."""
    if len(cell) < LONGEST:
        return [cell]
    parts = [""]
    for line in cell.split("\n"):
        if parts[-1] and len(parts[-1]) + 1 + len(line) >= LONGEST:
            parts.append(line)
        else:
            parts[-1] += f"\n{line}" if parts[-1] else line
    return parts


def _item(value: Any) -> str:
    """An item of a list on one line: `preuve : le bilan reçu ; echeance : (depuis : fin ; delai : 15 jours)`."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        said = [(name, item) for name, item in value.items() if item not in (None, [], {})]
        return " ; ".join([f"{name} : {_inner(item)}" for name, item in said])
    if isinstance(value, list):
        return ", ".join(map(_inner, value))
    return str(value)


def _inner(value: Any) -> str:
    """A group inside an item stands between brackets, so that its end is seen."""
    return f"({_item(value)})" if isinstance(value, dict) else _item(value)


def _safe(cell: str) -> str:
    """An apostrophe before what a spreadsheet would compute (OWASP, « CSV injection »)."""
    return f"'{cell}" if cell.startswith(_COMPUTES) and not _NUMBER.fullmatch(cell) else cell
