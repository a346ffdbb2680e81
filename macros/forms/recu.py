"""What was received through a form -> the record that it proposes, or what is missing from it.

A form reaches us as the text that the page « Proposer » and the forge's forms write (`### Libellé`, then the answer), pasted in an issue, a mail or
a Word document, or as a file: YAML or JSON.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from ..model import Catalog
from ..read.problems import Problem, Refused, did_you_mean
from ..read.yaml_source import KeyPath, YamlSource, compose
from ..text.dates import lire_date
from ..text.letters import flat
from .questions import FORMULAIRES, Formulaire, QuestionDeFormulaire, choix, questions
from .specimens import Words

SORTE = "Sorte de fiche"
FIN = "Fin de la fiche"
"""Headings that the page writes around the answers."""
IGNORES = frozenset((FIN, "Avant d'envoyer"))
SANS_REPONSE = ("", "_No response_", "_Aucune réponse_")
AUTRES_NOMS = {"lot": "objet", "date": "jour", "source": "sources"}
"""Keys that the closing meeting of a file of clauses (« réunion de bilan ») writes for a use of a clause."""
LARGEST = 400_000
"""Characters that are read: a form is a few pages."""

ONE_PARAGRAPH = 340
"""A text of so many characters at most is one paragraph: a mail may have cut its lines."""

_HEADING = re.compile(r"^#{2,4} +(?P<words>\S.*?)(?:\\?#*) *$")
_STEP = re.compile(r"(?P<label>.*?)(?: +(?P<number>[1-9]\d?))?")
_FENCE = re.compile(r"^```ya?ml *\n(?P<inside>.*?)^``` *$", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_INT = re.compile(r"-?(0|[1-9]\d{0,17})")


class Illisible(Refused):
    """What was received is no form: why, in French."""


@dataclass
class Recu:
    """One form: what it answers, and where each answer stands in what was received."""

    fiche: Formulaire
    values: dict[str, Any]
    source: YamlSource
    mots: dict[str, str] = field(default_factory=dict)
    """Field of the first level -> what it is called."""


def texte_de(content: bytes) -> str:
    """What was received, as text: UTF-8, what Windows wrote, or the paragraphs of a Word document. Raises Illisible."""
    if content.startswith(b"PK"):
        return _of_word(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if len(text) > LARGEST:
        raise Illisible(f"texte trop long : attendu {LARGEST // 1000} 000 caractères au plus")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _of_word(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if packed.getinfo("word/document.xml").file_size > 20 * LARGEST:
                raise Illisible("document trop long : attendu quelques pages")
            raw = packed.read("word/document.xml")
        if b"<!DOCTYPE" in raw:  # Word writes none; one may hold entities that never end
            raise Illisible("document Word abîmé : l'enregistrer à nouveau, ou coller son texte")
        paragraphs = ElementTree.fromstring(raw).iter(f"{_WORD}p")
    except (KeyError, zipfile.BadZipFile, ElementTree.ParseError, RuntimeError, NotImplementedError):
        raise Illisible("document Word illisible : l'enregistrer en .docx, ou coller son texte") from None
    return "\n".join("".join(_runs(paragraph)) for paragraph in paragraphs)


def _runs(paragraph: ElementTree.Element) -> Iterator[str]:
    for run in paragraph.iter():
        if run.tag == f"{_WORD}t":
            yield run.text or ""
        elif run.tag == f"{_WORD}br":
            yield "\n"


def lire(text: str, name: str, catalog: Catalog, mots: Mapping[str, Words], sorte: str = "") -> list[Recu]:
    """Every form of a text; a file of JSON may hold several. `name`: what the problems call it. `sorte`: the form's name, where it is known. Raises Illisible."""
    text = _QUOTED.sub("", text) if all(line.startswith(">") for line in text.splitlines() if line.strip()) else text
    asked = {fiche.nom: questions(fiche, mots) for fiche in FORMULAIRES}
    if sorte and sorte not in asked:
        raise Illisible(f"sorte « {sorte} » inconnue : attendu {', '.join(asked)}")
    if fenced := _FENCE.search(text):
        text = "\n" * text.count("\n", 0, fenced.start("inside")) + fenced["inside"]
    elif any(_HEADING.match(line) for line in text.splitlines()):
        return [_of_headings(text, name, catalog, asked, sorte)]
    if text.lstrip().startswith(("{", "[")):
        return [_of_values(item, YamlSource(name), asked, sorte) for item in _json(text)]
    source = YamlSource(name)
    compose(text, source)
    if not isinstance(source.value, dict):
        told = f" ({source.problems[0].line}:{source.problems[0].column}: {source.problems[0].message})" if source.problems else ""  # fmt: skip
        raise Illisible(
            f"aucun formulaire reconnu{told} : attendu le texte écrit par la page « Proposer » ou par la forge, ou un fichier YAML ou JSON"
        )
    return [_of_values(source.value, source, asked, sorte, text)]


def _json(text: str) -> list[Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise Illisible("JSON mal formé : reprendre le fichier tel que l'outil l'a écrit") from None
    if isinstance(found, dict):
        found = found.get("retours", [found])
    if not isinstance(found, list) or not found or not all(isinstance(item, dict) for item in found):
        raise Illisible("JSON sans fiche : attendu un objet, ou une liste d'objets")
    return [_frozen(item) for item in found]


def _frozen(value: Any) -> Any:
    """As the YAML reader gives it: lists are tuples, and what is null is not there."""
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {str(key): _frozen(item) for key, item in value.items() if item not in (None, "", [])}
    return value


def _of_values(
    values: dict[str, Any],
    source: YamlSource,
    asked: Mapping[str, tuple[QuestionDeFormulaire, ...]],
    sorte: str,
    text: str = "",
) -> Recu:
    values = {key: value for key, value in values.items() if key not in ("id", "sorte")} | (
        {} if "sorte" not in values else {"sorte": values["sorte"]}
    )
    told = str(values.pop("sorte", "")) or sorte
    if not told and (found := re.search(r"^# data/([a-z-]+)/", text, re.MULTILINE)):
        told = next((fiche.nom for fiche in FORMULAIRES if fiche.kind == found[1]), "")
    known = {nom: {question.nom for question in own} for nom, own in asked.items()}
    nom = told if told in asked else max(known, key=lambda one: len(known[one] & values.keys()) - len(values.keys() - known[one]))  # fmt: skip
    if nom == "retour":
        if "lot" in values and "titre" in values:  # there the title is that of the clause
            values["titre"] = f"{values['titre']} : {values['lot']}"[:160]
        for name in ("version", "offres_recues"):
            if isinstance(values.get(name), str) and _INT.fullmatch(values[name].strip()):
                values[name] = int(values[name])
        for other, own in AUTRES_NOMS.items():
            if other in values and own not in values:
                values[own] = values.pop(other)
        if isinstance(values.get("sources"), str):
            values["sources"] = ({"titre": values["sources"]},)
    return Recu(_fiche(nom), values, source, _called(asked[nom]))


def _fiche(nom: str) -> Formulaire:
    return next(fiche for fiche in FORMULAIRES if fiche.nom == nom)


def _called(asked: Iterable[QuestionDeFormulaire]) -> dict[str, str]:
    return {question.nom: question.libelle for question in asked}


# The text of a form: headings and answers


@dataclass(frozen=True)
class _Answer:
    """A heading, cut into its steps, with its line and what stands under it."""

    steps: tuple[tuple[str, int | None], ...]
    words: str
    line: int
    text: str


def _answers(text: str) -> Iterator[_Answer]:
    lines = text.split("\n")
    starts = [(number, found["words"]) for number, line in enumerate(lines) if (found := _HEADING.match(line))]
    for place, (number, words) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else len(lines)
        steps = []
        for step in re.split(r" *[›>] *", words.strip()):
            found = _STEP.fullmatch(step)
            steps.append((flat(found["label"] if found else step), int(found["number"]) if found and found["number"] else None))  # fmt: skip
        under = "\n".join(lines[number + 1 : end])
        # The first line of the answer, so that a fault is told where it stands.
        blank = len(under) - len(under.lstrip("\n"))
        yield _Answer(tuple(steps), words, number + 2 + blank if under.strip() else number + 1, under.strip("\n "))


def _of_headings(
    text: str, name: str, catalog: Catalog, asked: Mapping[str, tuple[QuestionDeFormulaire, ...]], sorte: str
) -> Recu:
    answers = list(_answers(text))
    told = next((flat(one.text) for one in answers if one.steps[0][0] == flat(SORTE)), sorte)
    heads = {one.steps[0][0] for one in answers}
    labels = {nom: {flat(question.libelle) for question in own} for nom, own in asked.items()}
    nom = told if told in asked else max(labels, key=lambda one: (len(labels[one] & heads), -len(heads - labels[one])))
    if not labels[nom] & heads:
        raise Illisible("aucun champ reconnu : attendu les titres des questions, de la forme « ### Titre »")
    reader = _Reader(YamlSource(name), catalog)
    ignored = {flat(words) for words in (*IGNORES, SORTE)}
    tree: dict[Any, Any] = {}
    for answer in answers:
        if answer.steps[0][0] in ignored or answer.text.strip() in SANS_REPONSE:
            continue
        reader.place(answer, asked[nom], tree)
    values = reader.group(asked[nom], tree, ())
    return Recu(_fiche(nom), values, reader.source, _called(asked[nom]))


class _Reader:
    """Turns answers into the values of a record; what cannot be read is a problem at its line."""

    def __init__(self, source: YamlSource, catalog: Catalog) -> None:
        self.source = source
        self.catalog = catalog

    def place(self, answer: _Answer, asked: Iterable[QuestionDeFormulaire], tree: dict[Any, Any]) -> None:
        """Put an answer where its heading says: `tree` follows the questions, items of lists by their numbers."""
        for label, number in answer.steps:
            asked = tuple(asked)
            question = next((one for one in asked if flat(one.libelle) == label), None)
            if question is None:
                hint = did_you_mean(label, [flat(one.libelle) for one in asked])
                self._refuse(answer.line, f"titre « {answer.words} » inconnu{hint}")
                return
            key: Any = question.nom
            if number is not None and question.sorte in ("liste", "table"):
                tree, key = tree.setdefault(question.nom, {}), number
                if not isinstance(tree, dict):
                    self._refuse(answer.line, f"« {answer.words} » : répondu deux fois")
                    return
            inner = question.champs[0] if question.sorte == "liste" else question
            asked = inner.champs
            if (label, number) == answer.steps[-1]:
                if key in tree:
                    self._refuse(answer.line, f"« {answer.words} » : répondu deux fois")
                    return
                tree[key] = answer
                return
            tree = tree.setdefault(key, {})
            if not isinstance(tree, dict):
                self._refuse(answer.line, f"« {answer.words} » : répondu deux fois")
                return

    def _refuse(self, line: int, message: str) -> None:
        self.source.problems.append(Problem(self.source.path, line, 1, message))

    def group(self, asked: Iterable[QuestionDeFormulaire], tree: Mapping[Any, Any], path: KeyPath) -> dict[str, Any]:
        return {one.nom: self.value(one, tree[one.nom], (*path, one.nom)) for one in asked if one.nom in tree}

    def value(self, question: QuestionDeFormulaire, found: Any, path: KeyPath) -> Any:
        """`found`: an answer, or the tree of those below."""
        if isinstance(found, _Answer):
            self.source.places[path] = (found.line, 1)
            return self._answered(question, found, path)
        first = found
        while isinstance(first, dict):
            first = next(iter(first.values()))
        self.source.places[path] = (first.line, 1)
        if question.sorte == "groupe":
            return self.group(question.champs, found, path)
        items = [found[number] for number in sorted(key for key in found if isinstance(key, int))]
        if question.sorte == "table":
            return self._table(question, items, path)
        return tuple(self.value(question.champs[0], item, (*path, index)) for index, item in enumerate(items))

    def _table(self, question: QuestionDeFormulaire, items: list[Any], path: KeyPath) -> dict[str, Any]:
        table = {}
        for number, item in enumerate(items):
            if not isinstance(item, dict) or "nom" not in item:
                self._refuse(self._line(item), f"« {question.libelle} {number + 1} » : le nom manque")
                continue
            name = " ".join(item["nom"].text.split())
            table[name] = self.value(
                QuestionDeFormulaire(name, name, "", "groupe", True, champs=question.champs[1:]),
                {key: value for key, value in item.items() if key != "nom"} or {"libelle": item["nom"]},
                (*path, name),
            )
        return table

    def _line(self, found: Any) -> int:
        while isinstance(found, dict):
            found = next(iter(found.values()))
        return found.line

    def _answered(self, question: QuestionDeFormulaire, answer: _Answer, path: KeyPath) -> Any:
        if question.sorte in ("groupe", "table") or (question.sorte == "liste" and question.champs[0].champs):
            return self._yaml(answer, path)
        if question.sorte == "liste":
            parts = _parts(answer.text, question.champs[0], self._labels(question.champs[0]))
            for index in range(len(parts)):
                self.source.places[(*path, index)] = (answer.line, 1)
            return tuple(self._simple(question.champs[0], part, (*path, index)) for index, part in enumerate(parts))
        return self._simple(question, answer.text, path)

    def _yaml(self, answer: _Answer, path: KeyPath) -> Any:
        """A group or a table that was written as the forge's forms show it."""
        inner = YamlSource(self.source.path)
        compose("\n" * (answer.line - 1) + answer.text, inner)
        self.source.problems += inner.problems
        self.source.places |= {(*path, *below): place for below, place in inner.places.items()}
        if inner.value is None or isinstance(inner.value, str):
            self.source.refused.add(path)
            if not inner.problems:
                self._refuse(answer.line, f"« {answer.words} » : attendu des lignes de la forme « clé: valeur », comme dans l'exemple")  # fmt: skip
        return inner.value

    def _labels(self, question: QuestionDeFormulaire) -> dict[str, str]:
        """Flat label or id -> id, of what may be chosen."""
        listed = choix(self.catalog, question.liste) if question.liste else ()
        return {flat(words): key for key, label in listed for words in (label, key)} | {
            flat(option): option for option in question.options
        }

    def _simple(self, question: QuestionDeFormulaire, text: str, path: KeyPath) -> Any:
        words = " ".join(text.split())
        if question.sorte == "choix":
            known = self._labels(question)
            if flat(words) in known:
                return known[flat(words)]
            self.source.refused.add(path)
            self._refuse(
                self.source.place(path)[0],
                f"« {question.libelle} » : « {words} » n'est pas un choix{did_you_mean(flat(words), known)}",
            )
            return words
        if question.sorte in ("entier", "borne"):
            digits = re.sub(r"(?<=\d)\s(?=\d{3}\b)", "", words)
            return int(digits) if _INT.fullmatch(digits) else words
        if question.sorte == "jour":
            return _day(words)
        is_prose = question.sorte == "texte" and (not question.longueur or question.longueur > ONE_PARAGRAPH)
        return text.strip() if is_prose else words


def _parts(text: str, item: QuestionDeFormulaire, labels: Mapping[str, str]) -> list[str]:
    """The items of a list: lines that begin with a mark, else labels or words between commas, else paragraphs."""
    lines = [line for line in text.split("\n") if line.strip()]
    marked = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+(.*)")
    if lines and all(marked.match(line) for line in lines[:1]):
        parts: list[str] = []
        for line in lines:
            found = marked.match(line)
            if found:
                parts.append(found[1])
            else:
                parts[-1] += f"\n{line.strip()}"
        return parts
    if item.sorte == "choix":
        return [part for line in lines for part in _chosen(line, labels)]
    if item.sorte == "ligne":
        return [part.strip() for line in lines for part in line.split(",") if part.strip()]
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _chosen(line: str, labels: Mapping[str, str]) -> list[str]:
    """Labels between commas, where a label may hold a comma itself."""
    parts, found = line.split(","), []
    while parts:
        for length in range(len(parts), 0, -1):
            words = ",".join(parts[:length]).strip()
            if flat(words) in labels or length == 1:
                found.append(words)
                del parts[:length]
                break
    return [words for words in found if words]


def _day(words: str) -> str:
    """A day as French people write it, as the records do; what is none stays as it is."""
    found = lire_date(words) or lire_date("/".join(words.split()))
    return found.isoformat() if found else words
