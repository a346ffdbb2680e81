"""The files of a dossier, made by the browser's own code in Node: what the tests of Word files and workbooks open."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import specimen
from docx import Document
from docx.oxml.ns import qn
from small_guide import ROOT

from macros.browser import TOOLS
from macros.model import Clause
from macros.read.guide import Guide
from macros.views.paquets import paquet, passe, repertoire

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


def clause_files_of(guide: Guide, ids: Iterable[str]) -> list[dict[str, Any]]:
    """What the tools are given of clauses (views/paquets.py), as the files of the site hold it."""
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


def repertoire_of(guide: Guide) -> dict[str, Any]:
    """Every clause in few words, as the site's file holds them."""
    return json.loads(json.dumps(repertoire(guide.catalog)))


def former_texts_of(guide: Guide, ids: Iterable[str]) -> dict[str, Any]:
    """The former texts of clauses, as the files of the site hold them."""
    return {one: json.loads(json.dumps(passe(guide.catalog, guide.catalog.get(Clause, one)))) for one in ids}


def paragraphs_of(path: Path, controls: bool = True, marks: bool = True) -> list[dict[str, Any]]:
    """The paragraphs of a Word file as the page reads them; `controls` and `marks`: whether its content controls and bookmarks are looked at."""
    found: list[dict[str, Any]] = []
    opened: dict[str, str] = {}
    names: dict[str, str] = {}
    groups = iter(range(10_000))

    def words(node: Any) -> str:
        text = "".join(one.text or "" if one.tag == qn("w:t") else "\n" for one in node.iter(qn("w:t"), qn("w:br")))
        return " ".join(text.split(" ")).strip()

    def add(node: Any, style: str, text: str, tag: str, group: int | None) -> None:
        heading = re.fullmatch(r"(?i)(?:heading|titre)\s*(\d)", style)
        level, bullet = int(heading[1]) if heading else 0, style == "ListParagraph"
        held = list(opened.values()) if marks else []
        found.append(
            {"text": text, "level": level, "bullet": bullet, "style": style, "tag": tag, "group": group, "marks": held}
        )

    def turn(node: Any, opens: bool) -> None:
        for one in node.iter(qn("w:bookmarkStart") if opens else qn("w:bookmarkEnd")):
            number = one.get(qn("w:id"))
            if opens:
                names[number] = one.get(qn("w:name"))
                opened[names[number]] = names[number]
            else:
                opened.pop(names.get(number, ""), None)

    def walk(node: Any, tag: str, group: int | None) -> None:
        for one in node:
            if one.tag == qn("w:sdt"):
                own = one.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
                walk(
                    one.find(qn("w:sdtContent")),
                    own.get(qn("w:val")) if own is not None and controls else tag,
                    next(groups),
                )
            elif one.tag == qn("w:p"):
                turn(one, True)
                style = one.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
                add(one, style.get(qn("w:val")) if style is not None else "", words(one), tag, group)
                turn(one, False)
            elif one.tag == qn("w:tbl"):
                for row in one.findall(qn("w:tr")):
                    text = " | ".join(filter(None, (words(cell) for cell in row.findall(qn("w:tc")))))
                    add(row, "table", text, tag, group)
            else:
                turn(one, True)
                turn(one, False)

    walk(Document(str(path)).element.body, "", None)
    return [one for one in found if one["text"]]
