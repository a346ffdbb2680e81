"""The clauses and the rules as the tools of the site take them: one script each, loaded when a tool needs it, so that a tool works from a folder too."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..model import Clause, Record
from ..text.json_compact import json_compact
from ..views.mon_dossier import regles
from ..views.paquets import paquet, passe, repertoire

if TYPE_CHECKING:
    from ..build import Build

FOLDER = "assets/paquets"


def paquet_files(build: "Build", record: Record) -> Iterator[tuple[str, bytes]]:
    """`assets/paquets/<id>.js` of a clause calls `guidePaquet(id, packet)`; `assets/paquets/passe/<id>.js` calls `guidePasse(id, what it was)`."""
    if isinstance(record, Clause):
        packet = paquet(build.catalog, record, build.settings)
        yield f"{FOLDER}/{record.id}.js", _call("guidePaquet", record.id, packet)
        yield f"{FOLDER}/passe/{record.id}.js", _call("guidePasse", record.id, passe(build.catalog, record))


def repertoire_file(build: "Build") -> Iterator[tuple[str, bytes]]:
    """`assets/paquets/repertoire.js` calls `guideRepertoire(clauses by id)`, `_regles.js` (no clause has such an id) `guideRegles(rules)`."""
    yield f"{FOLDER}/_regles.js", _call("guideRegles", regles(build.catalog))
    yield f"{FOLDER}/repertoire.js", _call("guideRepertoire", repertoire(build.catalog))


def _call(name: str, *values: Any) -> bytes:
    return b"%s(%s);\n" % (name.encode(), b",".join(map(json_compact, values)))
