"""What a reader decided: a sheet that comes back (.docx), or the file of the page /relecture/ (.json)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from ..model import Catalog, Clause
from ..model.base import Jour, Model
from ..read.messages import translated
from ..read.problems import did_you_mean
from ..read.word import Commentaire, DocumentWord, NotWord, ParagrapheWord, read_word
from ..read.yaml_source import read_source
from ..text.dates import lire_date
from ..text.letters import flat
from ..views.relectures import DECISIONS, FORMAT
from .fiche import APPUIS, DATE, FICHE, PROCHAINE, REMARQUES, ROLE, TEXTE

_IDENTITE = re.compile(rf"{FORMAT} · ([a-z0-9-]+) · version (\d+(?:\+[a-z0-9-]+\.\d+)?)")
_CASE_VIDE = re.compile(r"[\s\-–—_/.0☐]*|non", re.IGNORECASE)
"""What stands in a box that nobody ticked."""
_SORTES = {".odt": "document LibreOffice", ".doc": "ancien format de Word", ".pdf": "PDF", ".rtf": "format RTF"}


@dataclass(frozen=True)
class ReponseLue:
    question: str
    texte: str


@dataclass(frozen=True)
class FicheLue:
    """One decision. `paragraphes` and `commentaires`: of a Word file, else empty."""

    fichier: str
    clause: str
    version: str
    """Its name: "3", or "3+region.1"."""
    role: str
    decision: str
    lu_le: date
    prochaine: date | None
    remarques: str
    reponses: tuple[ReponseLue, ...]
    paragraphes: tuple[ParagrapheWord, ...] = ()
    """What stands between the headings of the text."""
    ailleurs: tuple[ParagrapheWord, ...] = ()
    """The other paragraphs, but for those of the box."""
    commentaires: tuple[Commentaire, ...] = ()
    a_le_texte: bool = True
    """Whether the headings between which the text stands are there."""


class Unread(Exception):
    """Every fault of a file, in French, each beginning with its name."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=8_000)]


class _Decision(Model):
    clause: Annotated[str, StringConstraints(max_length=80)]
    version: Annotated[str, StringConstraints(pattern=r"^\d+(\+[a-z0-9-]+\.\d+)?$", max_length=60)]
    role: Annotated[str, StringConstraints(max_length=80)]
    decision: Literal["bon-a-employer", "a-corriger", "a-retirer"]
    date: Jour
    prochaine: Jour | None = None
    remarques: Prose = ""
    reponses: Annotated[tuple[Prose, ...], Field(max_length=3)] = ()


class _Fichier(Model):
    format: Literal["relecture-1"]
    decisions: Annotated[tuple[_Decision, ...], Field(min_length=1, max_length=200)]


def read_decisions(file: Path, catalog: Catalog) -> list[FicheLue]:
    """The decisions of one file. Raises Unread with all that is wrong with it."""
    name = str(file)
    if file.suffix.lower() == ".json":
        return _of_the_page(file, name, catalog)
    if file.suffix.lower() != ".docx":
        kind = _SORTES.get(file.suffix.lower())
        hint = (
            f"{kind} : l'enregistrer au format Word (.docx)"
            if kind
            else "attendu une fiche de relecture (.docx) ou un fichier .relecture.json"
        )
        raise Unread([f"{name} : {hint}"])
    try:
        document = read_word(file.read_bytes())
    except OSError as error:
        raise Unread([f"{name} : fichier illisible ({error.strerror})"]) from None
    except NotWord as refusal:
        raise Unread([f"{name} : {refusal}"]) from None
    return [_of_a_sheet(document, name, catalog)]


def _of_the_page(file: Path, name: str, catalog: Catalog) -> list[FicheLue]:
    source = read_source(file, name)
    if source.problems or not isinstance(source.value, dict):
        raise Unread(
            [*map(str, source.problems)] or [f"{name} : attendu un fichier enregistré par la page « Relecture »"]
        )
    try:
        found = _Fichier.model_validate(source.value)
    except ValidationError as error:
        raise Unread([str(problem) for problem in translated(error, source, _Fichier)]) from None
    faults = [
        fault
        for index, one in enumerate(found.decisions)
        for fault in _known(one.clause, one.role, str(source.problem(("decisions", index), "")).rstrip(), catalog)
    ]
    if faults:
        raise Unread(faults)
    return [
        FicheLue(
            name,
            one.clause,
            one.version,
            one.role,
            one.decision,
            one.date,
            one.prochaine,
            one.remarques,
            tuple(ReponseLue(f"Question {number}", text) for number, text in enumerate(one.reponses, 1) if text),
        )
        for one in found.decisions
    ]


def _known(clause: str, role: str, place: str, catalog: Catalog) -> list[str]:
    faults = []
    clauses = [known.id for known in catalog.all(Clause)]
    if clause not in clauses:
        faults.append(f"{place} « {clause} » n'est pas une clause de ce guide{did_you_mean(clause, clauses)}")
    roles = [term.id for term in catalog.terms("relecteurs")]
    if role not in roles:
        faults.append(f"{place} rôle « {role} » inconnu{did_you_mean(role, roles)} (attendu {', '.join(roles)})")
    return faults


def _of_a_sheet(document: DocumentWord, name: str, catalog: Catalog) -> FicheLue:
    boxes = [table for table in document.tables if any(_label(row) == flat(FICHE) for row in table)]
    if len(boxes) != 1:
        message = (
            "plusieurs fiches dans un même fichier : les rendre séparément"
            if boxes
            else "ce n'est pas une fiche de ce guide, ou son encadré « Votre décision » a été retiré"
        )
        raise Unread([f"{name} : {message}"])
    rows = {_label(row): (row[0], row[1].strip()) for row in boxes[0] if len(row) > 1}
    values = {label: value for label, (_, value) in rows.items()}
    identity = _IDENTITE.fullmatch(" ".join(values[flat(FICHE)].split()))
    if not identity:
        raise Unread([f"{name} : la ligne « {FICHE} » de l'encadré a été changée ; reprendre une fiche exportée"])
    role = _role(values.get(flat(ROLE), ""), catalog)
    faults = _known(identity[1], role, f"{name} :", catalog)
    ticked = [decision for decision, dit in DECISIONS.items() if not _CASE_VIDE.fullmatch(values.get(flat(dit), ""))]
    if len(ticked) != 1:
        said = ", ".join(DECISIONS[one] for one in ticked)
        faults.append(
            f"{name} : {len(ticked)} décisions cochées ({said}) : n'en garder qu'une"
            if ticked
            else f"{name} : aucune décision cochée : mettre une croix devant l'une des trois"
        )
    read, again = (_day(values.get(flat(label), ""), label, name, faults) for label in (DATE, PROCHAINE))
    if read is None and not values.get(flat(DATE), ""):
        faults.append(f"{name} : « {DATE} » est vide : écrire le jour où la fiche a été lue")
    if faults or read is None:
        raise Unread(faults)
    text, elsewhere, found = _regions(document)
    in_the_box = {" ".join(cell.split()) for row in boxes[0] for cell in row for cell in cell.split("\n")}
    return FicheLue(
        name,
        identity[1],
        identity[2],
        role,
        ticked[0],
        read,
        again,
        values.get(flat(REMARQUES), ""),
        tuple(ReponseLue(label, value) for key, (label, value) in rows.items() if key.startswith("question") and value),
        text,
        tuple(one for one in elsewhere if one.apres not in in_the_box),
        tuple(document.commentaires),
        found,
    )


def text_of(document: DocumentWord) -> tuple[ParagrapheWord, ...]:
    """The paragraphs of the text that is pasted."""
    return _regions(document)[0]


def _regions(document: DocumentWord) -> tuple[tuple[ParagrapheWord, ...], tuple[ParagrapheWord, ...], bool]:
    """(the text that is pasted, the rest, whether its headings are there)."""
    titles = [flat(paragraph.avant) for paragraph in document.paragraphes]
    try:
        start = titles.index(flat(TEXTE))
        end = titles.index(flat(APPUIS), start)
    except ValueError:
        return (), tuple(document.paragraphes), False
    text = document.paragraphes[start + 1 : end]
    return tuple(text), (*document.paragraphes[:start], *document.paragraphes[end:]), True


def _label(row: list[str]) -> str:
    """What a row is about: "Date de lecture (jj/mm/aaaa)" and "date de lecture" are one label."""
    return flat(row[0].partition("(")[0]) if row else ""


def _role(written: str, catalog: Catalog) -> str:
    named = {flat(word): term.id for term in catalog.terms("relecteurs") for word in (term.id, term.libelle)}
    return named.get(flat(written), written)


def _day(written: str, label: str, name: str, faults: list[str]) -> date | None:
    found = lire_date(written) if written.strip() else None
    if written.strip() and found is None:
        faults.append(f"{name} : « {label} » : « {written.strip()[:40]} » n'est pas une date (attendu jj/mm/aaaa)")
    return found


def un_an_apres(day: date) -> date:
    """The same day of the next year; the 28th where there is no 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day + timedelta(days=365)
