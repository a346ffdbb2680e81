"""The clauses and the rules as the tools of the site take them: one script each, loaded when a tool needs it, so that a tool works from a folder too."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..model import Clause
from ..views.mon_dossier import regles
from ..views.paquets import paquet, passe, repertoire

if TYPE_CHECKING:
    from ..build import Build

FOLDER = "assets/paquets"


def paquet_files(build: "Build") -> Iterator[tuple[str, bytes]]:
    """`assets/paquets/<id>.js` calls `guidePaquet(id, packet)` and `passe/<id>.js` `guidePasse(id, what it was)`; `repertoire.js` calls `guideRepertoire(clauses by id)`, `_regles.js` (no clause has such an id) `guideRegles(rules)`."""
    yield f"{FOLDER}/_regles.js", _call("guideRegles", regles(build.catalog))
    yield f"{FOLDER}/repertoire.js", _call("guideRepertoire", repertoire(build.catalog))
    for clause in build.catalog.all(Clause):
        yield f"{FOLDER}/{clause.id}.js", _call("guidePaquet", clause.id, paquet(build.catalog, clause, build.settings))
        yield f"{FOLDER}/passe/{clause.id}.js", _call("guidePasse", clause.id, passe(build.catalog, clause))


def _call(name: str, *values: Any) -> bytes:
    written = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return f"{name}({written});\n".encode()
