"""From the decisions of readers to the records: who read and what was decided goes into the clause, every word about the text goes to the editor."""

import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from ..exports.gabarits import Papier
from ..model import Catalog, Clause
from ..model.clause import Relecture
from ..model.local import DATA_LOCALE, DOCS_LOCALE, RELECTURES
from ..read.guide import load_guide
from ..read.problems import DataError, Refused
from ..read.settings import FILE as ORGANISATION
from ..read.settings import Settings
from ..read.word import ParagrapheWord, read_word
from ..text.dates import date_longue
from ..views.relectures import BON, DECISIONS, JURISTE, LOT, a_lire, par_un
from ..views.versions import en_adresse
from .fiche import DATE, PROCHAINE, fiche
from .lecture import FicheLue, Unread, read_decisions, text_of, un_an_apres

ENVOIS, PROPOSITIONS = "relectures", "propositions"
"""Folders below the project's root, which Git leaves alone: sheets to send, and what readers asked for."""
_STATUS = re.compile(r"^statut: (\S+)[ \t]*$", re.MULTILINE)
_BLOCK = re.compile(r"^([a-z0-9-]+):\n(?:[ \t].*\n|\n)*", re.MULTILINE)
"""A clause in relectures.yml, with its lines."""
_READINGS = re.compile(r"^relecture:.*\n(?:[ \t-].*\n|#.*\n(?=[ \t-]))*", re.MULTILINE)


class DepositRefused(Refused):
    """Everything that is wrong, one fault a line, in French. Nothing was written."""

    def __init__(self, faults: Iterable[str]) -> None:
        super().__init__("\n".join([*faults, "Rien n'a été écrit."]))


@dataclass(frozen=True)
class FileToWrite:
    """A file to write, below the project's root, and what is said of it."""

    chemin: Path
    contenu: str
    dit: str


def export_sheets(
    root: Path, catalog: Catalog, settings: Settings, role: str, ids: Iterable[str], lot: int, folder: Path
) -> list[Path]:
    """Write the sheets of these clauses, or else of a lot of what the role is still to read, the most urgent first. Raises DepositRefused."""
    roles = [term.id for term in catalog.terms("relecteurs")]
    if role not in roles:
        raise DepositRefused([f"« {role} » n'est pas un rôle : attendu {', '.join(roles)}"])
    clauses = (
        _named(catalog, ids) if ids else [one.clause for one in a_lire(catalog, role)][(lot - 1) * LOT : lot * LOT]
    )
    if not clauses:
        count = len(a_lire(catalog, role))
        raise DepositRefused([f"lot {lot} vide : il reste {count} clause(s) à lire pour ce rôle, par lots de {LOT}"])
    files = {clause.id: folder / f"{clause.id}-v{en_adresse(clause.version_dite)}-{role}.docx" for clause in clauses}
    if kept := [file for file in files.values() if file.exists()]:
        raise DepositRefused(
            f"{file} existe déjà, et porte peut-être des remarques : l'ôter, ou choisir --vers" for file in kept
        )
    papier = Papier(settings.guide, catalog.date, settings.couleur)
    folder.mkdir(parents=True, exist_ok=True)
    for clause in clauses:
        files[clause.id].write_bytes(fiche(catalog, clause, role, settings, papier))
    return list(files.values())


def _named(catalog: Catalog, ids: Iterable[str]) -> list[Clause]:
    living = {clause.id: clause for clause in catalog.clauses_vivantes}
    if unknown := [name for name in ids if name not in living]:
        raise DepositRefused(f"« {name} » n'est pas une clause que l'on peut relire" for name in unknown)
    return [living[name] for name in dict.fromkeys(ids)]


def import_decisions(root: Path, files: Iterable[Path], settings: Settings, today: date) -> list[FileToWrite]:
    """What these files change, already written. Raises DepositRefused with every fault of every file, and DataError where the data did not hold before."""
    catalog = load_guide(root).catalog
    faults: list[str] = []
    decisions: list[FicheLue] = []
    for file in files:
        try:
            decisions += read_decisions(file, catalog)
        except Unread as unread:
            faults += unread.faults
    faults += _twice(decisions)
    found = [_Depot(one, catalog, settings, today) for one in decisions]
    faults += [fault for one in found for fault in one.faults()]
    if faults:
        raise DepositRefused(faults)
    written = [*_records(root, found), *(_proposal(root, one) for one in found if one.asks)]
    if problems := _would_break(root, written):
        raise DepositRefused(problems)
    for one in written:
        target = root / one.chemin
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(one.contenu, encoding="utf-8", newline="\n")
    return written


def _twice(decisions: list[FicheLue]) -> Iterator[str]:
    for index, one in enumerate(decisions):
        for other in decisions[:index]:
            if (one.clause, one.role) == (other.clause, other.role):
                yield f"{one.fichier} : deux décisions du même rôle sur « {one.clause} » (l'autre dans {other.fichier}) : n'en garder qu'une"


class _Depot:
    """One decision beside the clause that it is about."""

    def __init__(self, lue: FicheLue, catalog: Catalog, settings: Settings, today: date) -> None:
        self.lue = lue
        self.catalog = catalog
        self.today = today
        self.clause = catalog.get(Clause, lue.clause)
        same = lue.version == self.clause.version_dite
        self.corrections = tuple(one for one in (*lue.paragraphes, *lue.ailleurs) if one.change)
        self.untracked = tuple(self._untracked(settings)) if same and lue.paragraphes else ()

    @property
    def asks(self) -> bool:
        """Whether there is a word for the editor."""
        return bool(self.in_the_text or self.lue.remarques or self.lue.reponses or self.lue.commentaires)

    @property
    def in_the_text(self) -> bool:
        return bool(self.corrections or self.untracked)

    def _untracked(self, settings: Settings) -> Iterator[tuple[str, str]]:
        """(as it was sent, as it came back), where the text was changed without a trace."""
        sheet = fiche(self.catalog, self.clause, self.lue.role, settings, Papier("", self.catalog.date))
        sent = _lines(text_of(read_word(sheet)))
        back = _lines(self.lue.paragraphes)
        for kind, a, b, c, d in SequenceMatcher(None, sent, back, autojunk=False).get_opcodes():
            if kind != "equal":
                yield "\n".join(sent[a:b]), "\n".join(back[c:d])

    def faults(self) -> Iterator[str]:
        lue, clause = self.lue, self.clause
        where = f"{lue.fichier} :"
        if clause.statut in ("brouillon", "retiree"):
            yield f"{where} « {clause.id} » est au statut « {clause.statut} » : elle ne se relit pas"
        if clause.local and clause.local.sorte == "adaptee":
            yield f"{where} « {clause.id} » est adaptée dans {clause.fichier} : y écrire sous « {clause.id} », à la main, relecture: [{_reading(self.relecture).strip()[2:]}]"
        if lue.version != clause.version_dite:
            yield f"{where} la fiche porte sur la version {lue.version}, la clause en est à la version {clause.version_dite} : exporter la nouvelle fiche et la faire relire"
            return
        published = clause.historique[0].date
        if lue.lu_le > self.today:
            yield f"{where} « {DATE} » : le {date_longue(lue.lu_le)} n'est pas encore venu"
        if lue.lu_le < published:
            yield f"{where} « {DATE} » : le {date_longue(lue.lu_le)}, avant la version {clause.version}, qui est du {date_longue(published)}"
        if lue.prochaine and lue.prochaine <= lue.lu_le:
            yield f"{where} « {PROCHAINE} » : attendu une date après celle de la lecture"
        if lue.decision == BON and self.in_the_text:
            yield f"{where} « bon à employer », mais le texte porte des corrections : cocher « à corriger », ou refuser les modifications"
        if lue.decision != BON and not self.asks:
            yield f"{where} « {DECISIONS[lue.decision]} » sans un mot : dire pourquoi dans les remarques, en marge ou dans le texte"

    @property
    def relecture(self) -> Relecture:
        until = (self.lue.prochaine or un_an_apres(self.lue.lu_le)) if self.lue.decision == BON else None
        return Relecture.model_construct(
            date=self.lue.lu_le,
            par=self.lue.role,
            version=self.clause.version,
            decision=self.lue.decision,
            echeance=until,
        )


def _lines(paragraphs: Iterable[ParagrapheWord]) -> list[str]:
    return [paragraph.avant for paragraph in paragraphs if paragraph.avant]


def _records(root: Path, found: list[_Depot]) -> Iterator[FileToWrite]:
    """The records of the clauses that were read; in an organisation's copy, those of ours are told in a file of its own."""
    apart: list[tuple[Clause, str, list[str], str]] = []
    for name in dict.fromkeys(one.clause.id for one in found):
        own = [one for one in found if one.clause.id == name]
        clause = own[0].clause
        path = Path(clause.fichier)
        kept = [one for one in clause.relecture if one.par not in {new.lue.role for new in own}]
        lines = [_reading(one) for one in (*kept, *(new.relecture for new in own))]
        if (root / DATA_LOCALE).is_dir() and path.parts[:2] != (DATA_LOCALE, Clause.kind):
            status = next((_status(clause, one.lue.decision) for one in own if one.lue.role == JURISTE), clause.statut)
            said = ", ".join(f"{DECISIONS[one.lue.decision]} pour {par_un(one.catalog, one.lue.role)}" for one in own)
            apart.append((clause, status, lines, said))
            continue
        text = (root / path).read_text(encoding="utf-8")
        text = f"{_READINGS.sub('', text if text.endswith(chr(10)) else text + chr(10))}relecture:\n{chr(10).join(lines)}\n"
        status = next((_status(clause, one.lue.decision) for one in own if one.lue.role == JURISTE), clause.statut)
        if len(_STATUS.findall(text)) != 1:
            raise DepositRefused([f"{path.as_posix()} : attendu une ligne « statut: … » seule"])
        text = _STATUS.sub(f"statut: {status}", text)
        said = ", ".join(f"{DECISIONS[one.lue.decision]} pour {par_un(one.catalog, one.lue.role)}" for one in own)
        changed = f" ; statut : {status}" if status != clause.statut else ""
        yield FileToWrite(path, text, f"{path.as_posix()} : {said}{changed}")

    if apart:
        yield _in_the_copy(root, apart)


def _in_the_copy(root: Path, apart: list[tuple[Clause, str, list[str], str]]) -> FileToWrite:
    """data-locale/relectures.yml with these readings in it: one block a clause, in their order."""
    path = Path(DATA_LOCALE, RELECTURES)
    text = (root / path).read_text(encoding="utf-8") if (root / path).exists() else ""
    blocks = {found[1]: found[0] for found in _BLOCK.finditer(text if text.endswith("\n") else f"{text}\n")}
    for clause, status, lines, _ in apart:
        readings = "".join(f"  {line}\n" for line in lines)
        blocks[clause.id] = (
            f'{clause.id}:\n  version: "{clause.version_dite}"\n  statut: {status}\n  relecture:\n{readings}'
        )
    said = " ; ".join(f"{clause.id}, {words}" for clause, _, _, words in apart)
    return FileToWrite(path, "".join(blocks[name] for name in sorted(blocks)), f"{path.as_posix()} : {said}")


def _reading(one: Relecture) -> str:
    until = f", echeance: {one.echeance.isoformat()}" if one.echeance else ""
    return (
        f"  - {{date: {one.date.isoformat()}, par: {one.par}, version: {one.version}, decision: {one.decision}{until}}}"
    )


def _status(clause: Clause, decision: str) -> str:
    """A lawyer alone makes a clause read, or takes that back."""
    if decision == BON:
        return clause.statut if clause.statut == "validee" else "relue"
    return "proposition"


def _proposal(root: Path, one: _Depot) -> FileToWrite:
    lue, clause = one.lue, one.clause
    name = f"{clause.id}-v{en_adresse(lue.version)}-{lue.lu_le.isoformat()}-{lue.role}"
    path = Path(PROPOSITIONS, f"{name}.md")
    number = 1
    while (root / path).exists():
        number += 1
        path = Path(PROPOSITIONS, f"{name}-{number}.md")
    return FileToWrite(
        path, "\n".join(_words(one)) + "\n", f"{path.as_posix()} : ce qui a été écrit, à reprendre par l'éditeur"
    )


def _words(one: _Depot) -> Iterator[str]:
    lue, clause = one.lue, one.clause
    who = par_un(one.catalog, lue.role)
    yield f"# {clause.titre}"
    yield ""
    yield f"Clause `{clause.id}`, version {lue.version}, lue le {date_longue(lue.lu_le)} par {who} : **{DECISIONS[lue.decision]}**."
    yield ""
    yield f'Le texte de la clause n’a pas changé. Pour suivre une remarque : corriger `{clause.fichier}`, puis `python -m macros publier {clause.id} --motif "…"`, et faire relire.'
    if lue.decision == "a-retirer":
        yield "Pour retirer la clause : `statut: retiree`, avec la raison dans `retrait` ; `make check` dit ce qui la nomme encore."
    if not lue.a_le_texte and lue.fichier.endswith(".docx"):
        yield ""
        yield "Les titres qui entourent le texte ont été effacés de la fiche : ce qui aurait été changé sans suivi n’a pas pu être cherché."
    if lue.remarques:
        yield from ("", "## Remarques", "", *_quoted(lue.remarques))
    if lue.reponses:
        yield from ("", "## Réponses")
        for answer in lue.reponses:
            yield from ("", f"{answer.question}", "", *_quoted(answer.texte))
    if one.corrections:
        yield from ("", "## Corrections suivies")
        for paragraph in one.corrections:
            yield from (
                "",
                "Avant :",
                "",
                *_quoted(paragraph.avant or "(rien)"),
                "",
                "Après :",
                "",
                *_quoted(paragraph.apres or "(retiré)"),
            )
    if one.untracked:
        yield from ("", "## Changé sans suivi des modifications")
        for before, after in one.untracked:
            yield from (
                "",
                "Envoyé :",
                "",
                *_quoted(before or "(rien)"),
                "",
                "Revenu :",
                "",
                *_quoted(after or "(retiré)"),
            )
    if lue.commentaires:
        yield from ("", "## En marge")
        for comment in lue.commentaires:
            yield from (
                "",
                f"Sur « {comment.passage} » :" if comment.passage else "Sur la fiche :",
                "",
                *_quoted(comment.texte),
            )


def _quoted(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield f"> {line}".rstrip()


def _would_break(root: Path, written: Iterable[FileToWrite]) -> list[str]:
    """What the check would say of the data once written, tried on a copy."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(root / "data", copy / "data")
        for name in (DATA_LOCALE, DOCS_LOCALE):
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name)
        if (root / ORGANISATION).exists():
            shutil.copy(root / ORGANISATION, copy)
        shutil.copytree(root / "docs", copy / "docs", ignore=shutil.ignore_patterns("assets"))
        for one in written:
            if one.chemin.parts[0] in ("data", DATA_LOCALE):
                (copy / one.chemin).write_text(one.contenu, encoding="utf-8", newline="\n")
        try:
            load_guide(copy, editorial=True)
        except DataError as error:
            return [str(problem) for problem in error.problems]
    return []
