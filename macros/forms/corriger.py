"""A correction that was received -> the file with its sentence corrected."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pydantic import ValidationError

from ..model import KINDS, VERSIONS, Catalog, Clause, Famille
from ..model.local import DATA_LOCALE, DOCS_LOCALE
from ..model.versions import textes_presents
from ..publication import PublicationRefused, publish
from ..read.guide import load_guide
from ..read.load import load
from ..read.messages import translated
from ..read.problems import DataError
from .correction import Correction
from .recu import Recu

Refusal = Callable[[str], Exception]

_MARKS = r"(?:\*\*|\[|\]\([^)\s]*\))?"
"""What the file writes around a word that the page shows bold, or as a link."""
_BETWEEN = rf"{_MARKS}[ \t\u00a0\u202f\u2009]*(?:\n[ \t]*)?{_MARKS}"
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")


def corriger(root: Path, received: Recu, day: date, refusal: Refusal) -> list[str]:
    """Replace the passage in the one file that holds it, and publish its clause anew where the text of the clause is another.

    Says what was done. Raises what `refusal` makes, and then has changed nothing.
    """
    source = received.source
    problems = list(source.problems)
    try:
        asked = Correction.model_validate(received.values)
    except ValidationError as error:
        problems += translated(error, source, Correction)
    if problems:
        raise refusal("\n".join(str(problem) for problem in sorted(set(problems))))
    files = list(dict.fromkeys(files_of(root, asked.page)))
    if not files:
        told = f"« {asked.page} » n'est pas une page du guide : attendu son adresse, par exemple clauses/plan-controle-preuves/"
        raise refusal(str(source.problem(("page",), told)))
    change = Change.between(asked.passage, asked.correction)
    if change is None:
        raise refusal(str(source.problem(("correction",), "la correction dit la même chose que le passage")))
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    found = [(file, match) for file, text in texts.items() for match in change.pattern.finditer(text)]
    if len(found) != 1:
        names = ", ".join(file.relative_to(root).as_posix() for file in files[:3])
        told = (
            f"ce passage est {len(found)} fois dans {names} : en recopier davantage"
            if found
            else f"ce passage n'est pas écrit ainsi dans {names} : le recopier tel quel, ou corriger le fichier à la main"
        )
        raise refusal(str(source.problem(("passage",), told)))
    file, match = found[0]
    start, end = match.span("changed")
    before = texts[file]
    return _tried(root, file, before, before[:start] + change.words + before[end:], start, asked, day, refusal)


class Change:
    """What changes inside a passage: the words around stay as the file has them, with their lines, their bold and their links."""

    def __init__(self, before: list[str], changed: list[str], after: list[str], words: str) -> None:
        self.words = words
        parts = [*map(_word, before), f"(?P<changed>{_BETWEEN.join(map(_word, changed))})", *map(_word, after)]
        self.pattern = re.compile(rf"(?<!\w){_BETWEEN.join(parts)}(?!\w)")

    @classmethod
    def between(cls, passage: str, correction: str) -> "Change | None":
        """None where nothing changes."""
        old, new = (_SPACES.split(text.strip().replace("’", "'")) for text in (passage, correction))
        if old == new:
            return None
        most = min(len(old), len(new)) - 1  # one word is changed at least: to insert is to replace a neighbour
        first = next((place for place in range(most) if old[place] != new[place]), most)
        last = next((place for place in range(most - first) if old[-1 - place] != new[-1 - place]), most - first)
        end, new_end = len(old) - last, len(new) - last
        return cls(old[:first], old[first:end], old[end:], " ".join(new[first:new_end]))


def _word(word: str) -> str:
    return "".join("['’]" if char == "'" else re.escape(char) for char in word)


def files_of(root: Path, page: str) -> Iterator[Path]:
    """The files that a page is made of: its records, the page that people wrote. `page`: its address, whole or from the site's root."""
    parts = urlsplit(page.strip())
    steps = [step for step in unquote(parts.path).removesuffix("index.html").split("/") if step]
    anchor = unquote(parts.fragment)
    for start in range(len(steps)):  # the site may stand below a path
        yield from _at(root, steps[start:], anchor)
    if not steps:
        yield root / "docs" / "index.md"


def _at(root: Path, steps: list[str], anchor: str) -> Iterator[Path]:
    if not all(re.fullmatch(r"[a-z0-9-]+", step) for step in steps):
        return
    address = "/".join(steps)
    for kind, model in KINDS.items():
        folder = root / "data" / kind
        if model.place == "page" and address.startswith(f"{model.adresse_liste}/"):
            names = [address.removeprefix(f"{model.adresse_liste}/").split("/")[0]]
        elif model is Famille and address.startswith((f"{Famille.adresse_des_notes}/", "fournisseurs/dossier/")):
            names = [steps[-1]]
        elif model.place == "liste" and address == model.adresse_liste:
            names = (
                [anchor]
                if (folder / f"{anchor}.yml").is_file()
                else [file.stem for file in sorted(folder.glob("*.yml"))]
            )
        else:
            continue
        for name in names:
            own = root / DATA_LOCALE / kind / f"{name}.yml"  # what replaces ours, or is proper to this copy
            yield from (file for file in (own if own.is_file() else folder / f"{name}.yml",) if file.is_file())
    for name in (f"{address}.md", f"{address}/index.md"):
        for folder in (root / DOCS_LOCALE, root / "docs"):
            if (file := folder / name).is_file():
                yield file
                break


def _tried(
    root: Path, file: Path, before: str, after: str, start: int, asked: Correction, day: date, refusal: Refusal
) -> list[str]:
    """Write the file, and put everything back where the guide no longer holds."""
    relative = file.relative_to(root).as_posix()
    said = [f"Corrigé : {relative}, ligne {before.count(chr(10), 0, start) + 1}"]
    is_clause = file.suffix == ".yml" and file.parent.name == Clause.kind

    def versions() -> list[Path]:
        found = (root / data / Clause.kind / VERSIONS / file.stem for data in ("data", DATA_LOCALE))
        return [path for folder in found for path in folder.glob("*.yml")]

    kept = {path: path.read_bytes() for path in (file, *(versions() if is_clause else ()))}
    holds = False
    try:
        file.write_text(after, encoding="utf-8", newline="\n")
        if is_clause:
            said += _published(root, file.stem, asked.raison, day)
        load_guide(root, editorial=True)
        holds = True
    except (DataError, PublicationRefused) as error:
        raise refusal(f"{relative} : cette correction ne tient pas, rien n'a changé.\n{error}") from None
    finally:
        if not holds:
            for path in versions() if is_clause else ():
                if path not in kept:
                    path.unlink()
            for path, content in kept.items():
                path.write_bytes(content)
    if (root / DATA_LOCALE).is_dir() and relative.startswith(("data/", "docs/")):
        said.append("Ce fichier est celui du guide commun : lui proposer aussi cette correction.")
    return said


def _published(root: Path, clause_id: str, raison: str, day: date) -> list[str]:
    """A clause whose text is another has another version; one whose explanations alone changed has not."""
    catalog = load(root / "data").catalog
    clause = catalog.find(Clause, clause_id)
    if clause is None or not _has_another_text(catalog, clause):
        return []
    return [publish(root, clause_id, f"Correction : {raison}"[:160], max(day, clause.historique[0].date), catalog)]


def _has_another_text(catalog: Catalog, clause: Clause) -> bool:
    stored = catalog.versions.get(clause.id, {}).get(str(clause.version))
    return stored is not None and stored.textes != textes_presents(clause)
