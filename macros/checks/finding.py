"""A fault that a rule finds, before its line and column are known."""

from dataclasses import dataclass

from ..model import Record
from ..read.yaml_source import KeyPath


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
