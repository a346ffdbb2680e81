"""Office documents made of a pattern: the same bytes for the same content and the same day, whatever the clock says.

A library makes the pattern once, with its styles. Each document then costs what it says and no more: what does not
change is already compressed, and the places `[[…]]` of the other parts are filled.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date

_PLACE = re.compile(r"\[\[([a-z_]+)\]\]")
_FIRST = "[Content_Types].xml"
"""What readers of such archives expect to find first."""


class Gabarit:
    """A pattern. `parts` are the files of the archive; those that hold a place are written anew in each document."""

    def __init__(self, parts: Mapping[str, bytes], jour: date) -> None:
        self._date = (jour.year, jour.month, jour.day, 0, 0, 0)
        texts = {name: part.decode() for name, part in parts.items() if name.endswith((".xml", ".rels"))}
        self._changing = {name: text for name, text in texts.items() if _PLACE.search(text)}
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name in sorted(parts.keys() - self._changing.keys(), key=lambda name: (name != _FIRST, name)):
                self._add(archive, name, parts[name])
        self._packed = packed.getvalue()

    def rempli(self, valeurs: Mapping[str, str]) -> bytes:
        """A document. `valeurs`: place -> the XML that stands there; a value is never searched for places."""
        document = io.BytesIO(self._packed)
        with zipfile.ZipFile(document, "a") as archive:
            for name, text in self._changing.items():
                self._add(archive, name, _PLACE.sub(lambda place: valeurs[place[1]], text).encode())
        return document.getvalue()

    def _add(self, archive: zipfile.ZipFile, name: str, part: bytes) -> None:
        info = zipfile.ZipInfo(name, self._date)
        info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
        archive.writestr(info, part)


def contenu(archive: bytes) -> dict[str, bytes]:
    """The files of an archive, by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        return {name: source.read(name) for name in source.namelist()}
