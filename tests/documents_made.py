"""The files of a dossier, made by the browser's own code in Node: what the tests of Word files and workbooks open."""

import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import specimen
from small_guide import ROOT

from macros.browser import TOOLS
from macros.model import Clause
from macros.read.guide import Guide
from macros.views.paquets import paquet

MARCHE = {
    "objet": "Nettoyage de douze lycées",
    "acheteur": "region",
    "contrat": "marche",
    "segment": "nettoyage",
    "montant": "1 200 000",
    "date": "2027-01-15",
    "ccag": "fcs",
}


@dataclass(frozen=True)
class Made:
    """`folder` holds the files; `answer` is what the page says of them."""

    folder: Path
    answer: dict[str, Any]

    def file(self, name: str) -> Path:
        return self.folder / name


def packets_of(guide: Guide, ids: Iterable[str]) -> list[dict[str, Any]]:
    """The packets of clauses, as files of the site hold them."""
    settings = specimen.settings()
    return [json.loads(json.dumps(paquet(guide.catalog, guide.catalog.get(Clause, one), settings))) for one in ids]


def dossier_of(packets: Iterable[Mapping[str, Any]], **more: Any) -> dict[str, Any]:
    """A dossier of these clauses, as the page keeps it."""
    clauses = [{"id": one["id"], "version": one["version"], "note": ""} for one in packets]
    return {"nom": "Essai", "marche": MARCHE, "clauses": clauses, "valeurs": {}, **more}


def make(folder: Path, packets: list[dict[str, Any]], dossier: Mapping[str, Any], **asked: Any) -> Made:
    """Run tests/js/ecrire.js; `asked`: "fichiers" ([cle, format]), and what that script says."""
    node = shutil.which("node")
    assert node, "the tests need Node"
    tool = next(tool for tool in TOOLS if tool.name == "documents")
    own = [source.removeprefix("parts/") for source in tool.sources]
    given = {"parts": own, "paquets": packets, "dossier": dossier, "folder": str(folder), "fichiers": [], **asked}
    done = subprocess.run(
        [node, str(ROOT / "tests/js/ecrire.js")], input=json.dumps(given), capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return Made(folder, json.loads(done.stdout))
