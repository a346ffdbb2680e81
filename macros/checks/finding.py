"""What a rule yields, and how rules walk through the text of a record."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from ..model import Record
from ..yaml_source import KeyPath


@dataclass(frozen=True)
class Finding:
    """A fault of a record, or of another file of data/ given by its path there. `target`, (kind, id), is what it names and that may merely have failed to load."""

    record: Record | str
    key_path: KeyPath
    message: str
    target: tuple[str, str] | None = None

    @property
    def file(self) -> str:
        """Path below data/."""
        return self.record if isinstance(self.record, str) else f"{self.record.kind}/{self.record.id}.yml"


def strings(value: Any, key_path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every text below a value, with its place."""
    if isinstance(value, str):
        yield key_path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from strings(getattr(value, name), (*key_path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from strings(item, (*key_path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, (*key_path, key))
