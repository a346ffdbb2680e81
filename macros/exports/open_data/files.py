"""Writes the datasets, and what describes them."""

import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ...forms.specimens import Words, specimens, words_of
from ...model import KINDS
from ...text.json_compact import json_compact
from .datasets import FOLDER, LICENCE, LICENCE_URL, Jeu, jeux
from .dcat import catalog
from .lots import Lot, contenu, lots
from .schemas import nom_du_schema, schema, schema_of_file
from .tables import Table

if TYPE_CHECKING:
    from ...build import Build


def open_data_files(build: "Build") -> Iterator[tuple[str, bytes]]:
    """`<kind>.json`, `<kind>.csv`, `<kind>/<id>.json`, `schemas/<kind>.json`, `schemas/fichiers/<kind>.json`, `lots/<segment>.md`, then `index.json` and `catalog.jsonld`."""
    found = jeux(build.catalog, build.settings, build.day)
    words: dict[str, Words] = {
        kind: {path: told for _, specimen in blocks for path, told in words_of(specimen).items()}
        for kind, blocks in specimens(build.root).items()
    }
    sizes: dict[str, int] = {}
    for jeu in found:
        # One object a line: a list that is read by people and compared by tools, and written fast.
        whole, rows, before = io.BytesIO(), Table(jeu.modele), b"[\n"
        for objet in jeu.objets():
            line = json_compact(objet)
            whole.write(before + line)
            rows.add(objet)
            before = b",\n"
            yield f"{FOLDER}/{jeu.nom}/{objet['id']}.json", line + b"\n"
        whole.write(b"\n]\n")
        files = {
            f"{jeu.nom}.json": whole.getvalue(),
            f"{jeu.nom}.csv": rows.content(),
            f"schemas/{jeu.nom}.json": _readable(
                schema(jeu, build.catalog, words.get(jeu.nom, {}), build.settings.site)
            ),
        }
        for name, content in files.items():
            sizes[name] = len(content)
            yield f"{FOLDER}/{name}", content
    for kind, modele in KINDS.items():
        told = schema_of_file(modele, build.catalog, words.get(kind, {}), build.settings.site, build.day)
        yield f"{FOLDER}/{nom_du_schema(kind)}", _readable(told)
    every = lots(build)
    for lot in every:
        content = contenu(build, lot, every)
        sizes[lot.chemin] = len(content)
        yield lot.chemin, content
    yield f"{FOLDER}/index.json", _readable(_index(found, every, sizes, build))
    yield f"{FOLDER}/catalog.jsonld", _readable(catalog(found, every, sizes, build))


def _readable(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _index(found: tuple[Jeu, ...], every: tuple[Lot, ...], sizes: dict[str, int], build: "Build") -> dict[str, Any]:
    """What there is to take, for a script that starts from one address."""
    base = f"{build.settings.site}{FOLDER}/"
    return {
        "titre": f"{build.settings.guide}, données ouvertes",
        "documentation": f"{build.settings.site}donnees/",
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "mise_a_jour": build.day.isoformat(),
        "jeux": [
            {
                "id": jeu.nom,
                "titre": jeu.titre,
                "nombre": len(jeu.fiches),
                "mise_a_jour": jeu.mise_a_jour,
                "json": f"{base}{jeu.nom}.json",
                "csv": f"{base}{jeu.nom}.csv",
                "fiche": f"{base}{jeu.nom}/{{id}}.json",
                "schema": f"{base}schemas/{jeu.nom}.json",
            }
            for jeu in found
        ],
        "lots": [
            {
                "segment": lot.famille.id,
                "titre": lot.titre,
                "fichier": lot.numero,
                "sur": lot.total,
                "tient": lot.tient,
                "clauses": [clause.id for clause in lot.clauses],
                "octets": sizes[lot.chemin],
                "markdown": f"{build.settings.site}{lot.chemin}",
            }
            for lot in every
        ],
    }
