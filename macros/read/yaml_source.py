"""One YAML file -> plain values, with the place of each one.

YAML is read event by event and not with `safe_load`, which silently turns `NO` into False, `012` into 10 and
`12:30:45` into 45045, keeps the last of two equal keys, and expands aliases without a limit. Here only `true`, `false`
and plain integers are not strings; duplicate keys, aliases, anchors, tags and merge keys are refused.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from typing import Any

import yaml

from .problems import Problem

MAX_BYTES = 200_000
MAX_DEPTH = 30
MAX_PROBLEMS = 200
"""Faults of form of one file; who has more mends these first."""
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_FORBIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_CONFLICT = re.compile(r"^<{7}(?: [^\n]*)?\n(?:(?!>{7})[^\n]*\n)*?(?:>{7}(?: [^\n]*)?$|\Z)", re.MULTILINE)
_SETTLE = (
    "garder l'une des deux versions, ou les réunir, puis retirer les lignes « <<<<<<< », « ======= » et « >>>>>>> » "
    "(CONTRIBUTING.md, « Upgrading »)"
)
_COMMENT = re.compile(r"[ \t]+#")
_EMPTY = ("", "~", "null", "Null", "NULL")
# The C parser is ten times faster; where libyaml is missing, the pure one reads the whole guide too.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

KeyPath = tuple[str | int, ...]


@dataclass
class YamlSource:
    """What a file says: `value` is None where nothing could be read."""

    path: str
    value: Any = None
    places: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: set[KeyPath] = field(default_factory=set)
    """Values that the form of the file already made impossible: nothing more is said of them."""
    expected: str = "une fiche (voir data/README.md)"
    """What the file should hold, for whoever finds it empty."""
    is_shared: bool = False
    """Another program reads it too: tags, empty values and words after a value are its own affair, and all values are text."""

    def place(self, key_path: KeyPath) -> tuple[int, int]:
        """Line and column of a value, or of the nearest thing above it that is written in the file."""
        while key_path and key_path not in self.places:
            key_path = key_path[:-1]
        return self.places.get(key_path, (1, 1))

    def problem(self, key_path: KeyPath, message: str) -> Problem:
        return Problem(self.path, *self.place(key_path), message)


def read_source(file: Path, name: str) -> YamlSource:
    """Read a file; every fault of form is in `problems`, none is raised."""
    return read_into(YamlSource(name), file)


def read_into(source: YamlSource, file: Path) -> YamlSource:
    """The same, where the file is no record."""
    text = read_text(file, source)
    if text is not None:
        compose(text, source)
    return source


def compose(text: str, source: YamlSource) -> None:
    """Read YAML that is part of a larger file, already at its line."""
    _Composer(source).compose(text)


def read_text(file: Path, source: YamlSource) -> str | None:
    """The text of a file, or None with the reason in `source.problems`."""

    def refuse(message: str, line: int = 1, column: int = 1) -> None:
        source.problems.append(Problem(source.path, line, column, message))

    try:
        found = file.lstat()
        if S_ISLNK(found.st_mode) or not S_ISREG(found.st_mode):  # a pipe would be waited for without end
            refuse(
                f"{'lien symbolique refusé' if S_ISLNK(found.st_mode) else 'ni un fichier ni un dossier'} : attendu un fichier ordinaire"
            )
            return None
        if found.st_size > MAX_BYTES:
            refuse(f"fichier de {found.st_size // 1000} ko : attendu au plus {MAX_BYTES // 1000} ko")
            return None
        raw = file.read_bytes()
    except FileNotFoundError:
        refuse("fichier absent : le remettre")
        return None
    except OSError as error:
        refuse(f"fichier illisible ({error.strerror}) : vérifier ses droits")
        return None
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        refuse(
            "texte qui n'est pas en UTF-8 : enregistrer le fichier en UTF-8",
            before.count(b"\n") + 1,
            error.start - before.rfind(b"\n"),
        )
        return None
    if "<<<<<<<" in text and (conflicts := list(_CONFLICT.finditer(text))):
        for conflict in conflicts:
            first, last = (text.count("\n", 0, place) + 1 for place in conflict.span())
            refuse(f"conflit de fusion, lignes {first} à {last} : {_SETTLE}", first)
        return None
    if joined := _LIGATURE.search(text):
        line, column = _place(text, joined.start())
        refuse(f"ligature « {joined.group()} » : écrire les lettres l'une après l'autre", line, column)
        return None
    if hidden := _FORBIDDEN.search(text):
        line, column = _place(text, hidden.start())
        refuse(f"caractère invisible U+{ord(hidden.group()):04X} : le supprimer", line, column)
        return None
    return text


def _place(text: str, position: int) -> tuple[int, int]:
    """Line and column of a position, from 1."""
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


class _Refused(Exception):
    """Reading this file further would make no sense."""


class _Composer:
    """Builds the values from the events of one document."""

    def __init__(self, source: YamlSource) -> None:
        self.source = source

    def compose(self, text: str) -> None:
        parser = None
        self.text = text
        try:
            parser = _LOADER(text)
            self.parser = parser
            self._expect_document()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            # libyaml says the same of a tab as of any character that starts no value.
            tab = mark is not None and text[mark.index : mark.index + 1] == "\t"
            problem = "found a tab character" if tab else error.problem or error.context or ""
            self._tell(mark, f"YAML mal formé : {_french(problem)}")
            self.source.value = None
        except yaml.YAMLError as error:
            self._tell(None, f"YAML illisible : {_french(str(error).splitlines()[0])}")
            self.source.value = None
        except _Refused:
            self.source.value = None
        finally:
            if parser is not None:
                parser.dispose()

    def _expect_document(self) -> None:
        self.parser.get_event()
        start = self.parser.get_event()
        if isinstance(start, yaml.StreamEndEvent):
            self._refuse(None, f"fichier vide : attendu {self.source.expected}")
            return
        event = self.parser.get_event()
        self.source.places[()] = event.start_mark.line + 1, event.start_mark.column + 1
        self.source.value = self._value(event, ())
        self.parser.get_event()
        extra = self.parser.get_event()
        if not isinstance(extra, yaml.StreamEndEvent):
            self._refuse(extra.start_mark, "second document YAML (« --- ») : attendu une seule fiche par fichier")

    def _refuse(self, mark: Any, message: str) -> None:
        self._tell(mark, message)
        if len(self.source.problems) >= MAX_PROBLEMS:
            self._tell(mark, f"plus de {MAX_PROBLEMS} fautes : corriger celles-ci, puis relancer")
            raise _Refused

    def _tell(self, mark: Any, message: str) -> None:
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.source.problems.append(Problem(self.source.path, line, column, message))

    def _value(self, event: Any, path: KeyPath) -> Any:
        if type(event) is yaml.ScalarEvent and not event.anchor and not event.tag:  # nine values out of ten
            return self._scalar(event, path)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event.start_mark, f"alias « *{event.anchor} » refusé : recopier la valeur")
            self.source.refused.add(path)
            return ""
        if event.anchor:
            self._refuse(event.start_mark, f"ancre « &{event.anchor} » refusée : recopier la valeur là où elle sert")
        if event.tag and not self.source.is_shared:
            self._refuse(event.start_mark, f"étiquette YAML « {event.tag} » refusée : écrire une simple valeur")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if len(path) >= MAX_DEPTH:
            self._refuse(
                event.start_mark,
                f"plus de {MAX_DEPTH} niveaux imbriqués : attendu une fiche à plat (voir data/README.md)",
            )
            raise _Refused
        return self._sequence(path) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(path)

    def _scalar(self, event: Any, path: KeyPath) -> Any:
        value = event.value
        if event.style == '"' and (
            hidden := _FORBIDDEN.search(value)
        ):  # written as an escape: `read_text` has seen the others
            self._refuse(event.start_mark, f"caractère invisible U+{ord(hidden.group()):04X} : le supprimer")
            self.source.refused.add(path)
            return ""
        if event.style or self.source.is_shared:
            return value
        if self.text[event.end_mark.index : event.end_mark.index + 1] in (" ", "\t") and _COMMENT.match(
            self.text, event.end_mark.index
        ):
            self._refuse(
                event.start_mark,
                "« # » après la valeur : YAML laisserait tomber la suite ; mettre la valeur entre guillemets droits, ou le commentaire sur sa propre ligne",
            )
            self.source.refused.add(path)
        if value in _EMPTY:
            self._refuse(event.start_mark, "valeur vide : écrire une valeur, ou retirer la clé si elle est facultative")
            self.source.refused.add(path)
            return ""
        if value in ("true", "false"):
            return value == "true"
        return int(value) if _INTEGER.fullmatch(value) else value

    def _sequence(self, path: KeyPath) -> tuple[Any, ...]:
        items: list[Any] = []
        next_event, places = self.parser.get_event, self.source.places
        while type(event := next_event()) is not yaml.SequenceEndEvent:
            here = (*path, len(items))
            places[here] = event.start_mark.line + 1, event.start_mark.column + 1
            items.append(self._value(event, here))
        return tuple(items)

    def _mapping(self, path: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        next_event, places = self.parser.get_event, self.source.places
        while type(event := next_event()) is not yaml.MappingEndEvent:
            key = self._key(event)
            if key == "<<":
                self._refuse(event.start_mark, "clé de fusion « << » refusée : recopier les valeurs")
            elif key in values:
                self._refuse(event.start_mark, f"clé « {key} » écrite deux fois : garder une seule des deux")
            here = (*path, key)
            places[here] = event.start_mark.line + 1, event.start_mark.column + 1
            value = self._value(next_event(), here)
            if key != "<<":
                values.setdefault(key, value)
        return values

    def _key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent) or event.tag or event.anchor:
            self._refuse(event.start_mark, "clé refusée : attendu un mot simple")
            raise _Refused
        return event.value


_FRENCH = (
    ("mapping values are not allowed", "« : » inattendu ; mettre le texte entre guillemets droits"),
    ("could not find expected ':'", "« : » attendu après la clé"),
    ("did not find expected key", "clé attendue ; vérifier le retrait et les guillemets"),
    ("did not find expected '-' indicator", "« - » attendu ; vérifier le retrait de la liste"),
    ("did not find expected ',' or", "« , » ou fin de liste attendue ; vérifier les guillemets et les crochets"),
    (
        "did not find expected alphabetic or numeric character",
        "« * » ou « & » en début de valeur ; mettre le texte entre guillemets droits",
    ),
    (
        "did not find expected node content",
        "valeur attendue ; fermer les crochets, ou mettre le texte entre guillemets droits",
    ),
    (
        "block sequence entries are not allowed",
        "« - » inattendu ; mettre la liste à la ligne, ou le texte entre guillemets",
    ),
    ("mapping keys are not allowed", "« ? » inattendu ; mettre le texte entre guillemets droits"),
    ("did not find expected whitespace", "étiquette YAML refusée ; écrire une simple valeur"),
    ("did not find expected '!'", "« % » en début de ligne ; le retirer, ou mettre le texte entre guillemets droits"),
    ("found unexpected ':'", "« : » inattendu ; mettre le texte entre guillemets droits"),
    ("did not find expected comment or line break", "suite inattendue après « | » ou « > » ; la mettre à la ligne"),
    ("indentation indicator equal to 0", "« 0 » inattendu après « | » ou « > » ; le retirer"),
    ("directive", "« % » en début de ligne ; le retirer, ou mettre le texte entre guillemets droits"),
    ("incompatible YAML document", "« %YAML » inattendu ; retirer cette ligne"),
    ("version number", "« %YAML » inattendu ; retirer cette ligne"),
    ("expected digit or '.'", "« %YAML » inattendu ; retirer cette ligne"),
    ("did not find expected <document start>", "suite après la fin de la fiche ; vérifier le retrait, retirer « ... »"),
    ("hexdecimal number", "barre oblique inverse inconnue ; employer des guillemets simples"),
    ("invalid Unicode character escape", "barre oblique inverse inconnue ; employer des guillemets simples"),
    ("expected tag URI", "étiquette YAML refusée ; écrire une simple valeur"),
    ("the expected '>'", "étiquette YAML refusée ; écrire une simple valeur"),
    ("URI escaped octet", "étiquette YAML refusée ; écrire une simple valeur"),
    (
        "found character that cannot start any token",
        "caractère interdit en début de valeur ; mettre le texte entre guillemets droits",
    ),
    ("found a tab character", "tabulation interdite ; employer des espaces"),
    ("found unexpected end of stream", "fin de fichier inattendue ; guillemet ou crochet non fermé"),
    ("found unexpected document indicator", "« --- » inattendu ; guillemet non fermé"),
    ("found unknown escape character", "barre oblique inverse inconnue ; employer des guillemets simples"),
    ("found undefined alias", "alias inconnu ; recopier la valeur"),
    ("found duplicate anchor", "ancre répétée ; recopier la valeur"),
    ("found undefined tag handle", "étiquette YAML refusée ; écrire une simple valeur"),
    ("control characters are not allowed", "caractère de contrôle interdit"),
)


def _french(problem: str) -> str:
    """The parser's complaint in French."""
    for english, french in _FRENCH:
        if english in problem:
            return french
    return "vérifier les guillemets, les deux-points et le retrait"
