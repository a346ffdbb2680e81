"""Office documents made of a pattern: the same bytes for the same content and the same day, whatever the clock says.

A library makes the pattern once, with its styles. Each document then costs what it says and no more: what does not
change is already compressed, and the places `[[…]]` of the other parts are filled.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ..text.language import without_links
from ..text.typographie import typographie

POLICE = "Calibri"
FOND, FILET, GRIS = "EEF3F0", "8A9A91", "4A5A52"
"""Behind the labels of a table, its rules, and what matters less than the rest."""
_COULEUR = "1F6B4A"
"""Where the organisation has given none."""
_PLACE = re.compile(r"\[\[([a-z_]+)\]\]")
_ONCE, _EACH_TIME = 9, 3
"""How hard zlib looks for what is said again (0 to 9): in the parts of a pattern, and in those of each document, of which a look half as long makes a thirtieth more bytes."""
_FIRST = "[Content_Types].xml"
"""What readers of such archives expect to find first."""


@dataclass(frozen=True)
class Papier:
    """What documents of one build share. `jour` is the build's, never the clock's; `couleur` is "#1f6b4a" or ""."""

    auteur: str
    jour: date
    couleur: str = ""

    @property
    def teinte(self) -> str:
        """The colour as Office writes it: "1F6B4A"."""
        return self.couleur.lstrip("#").upper() or _COULEUR

    @property
    def minuit(self) -> datetime:
        """When a document says that it was written."""
        return datetime(self.jour.year, self.jour.month, self.jour.day)


class Gabarit:
    """A pattern. `parts` are the files of the archive; those that hold a place are written anew in each document."""

    def __init__(self, parts: Mapping[str, bytes], jour: date) -> None:
        self._date = (jour.year, jour.month, jour.day, 0, 0, 0)
        texts = {name: part.decode() for name, part in parts.items() if name.endswith((".xml", ".rels"))}
        self._changing = {name: text for name, text in texts.items() if _PLACE.search(text)}
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name in sorted(parts.keys() - self._changing.keys(), key=lambda name: (name != _FIRST, name)):
                self._add(archive, name, parts[name], _ONCE)
        self._packed = packed.getvalue()

    def rempli(self, valeurs: Mapping[str, str]) -> bytes:
        """A document. `valeurs`: place -> the XML that stands there; a value is never searched for places."""
        document = io.BytesIO(self._packed)
        with zipfile.ZipFile(document, "a") as archive:
            for name, text in self._changing.items():
                self._add(archive, name, _PLACE.sub(lambda place: valeurs[place[1]], text).encode(), _EACH_TIME)
        return document.getvalue()

    def _add(self, archive: zipfile.ZipFile, name: str, part: bytes, level: int) -> None:
        info = zipfile.ZipInfo(name, self._date)
        info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
        archive.writestr(info, part, compresslevel=level)


def contenu(archive: bytes) -> dict[str, bytes]:
    """The files of an archive, by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as source:
        return {name: source.read(name) for name in source.namelist()}


def without_markup(text: str) -> str:
    """The words of a text of the data: links lose their target."""
    return typographie(without_links(text)).replace("**", "")
