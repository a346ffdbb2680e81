"""The drawings of docs/assets/img/illustrations/, and those that an organisation adds or puts in their place.

Pages hold them as inline SVG, so that they take the colours of the page: nothing but shapes goes through.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from markupsafe import Markup, escape

from ..model.illustration import PICTOGRAMMES, SCENES, Illustration
from ..model.local import DOCS_LOCALE
from .leftovers import of_an_editor
from .problems import Problem, did_you_mean
from .yaml_source import YamlSource, read_text

FOLDER = "assets/img/illustrations"
MAX_BYTES = 6000
TONS = ("ton", "papier", "vif")
"""Classes of the style sheet: the pale patch, the ground of the page, the one warm mark of a scene. A colour without its class would not follow the dark theme."""
_SHAPES = frozenset("g path circle ellipse rect line polyline polygon".split())
_LINES = frozenset("fill stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin color class".split())
_PLACES = frozenset("d cx cy r rx ry x y x1 y1 x2 y2 width height points transform".split())
_ROOT = _LINES | {"xmlns", "viewBox", "width", "height"}
_FRAME = re.compile(r"0 0 [1-9]\d{0,3} [1-9]\d{0,3}")
_VALUE = re.compile(r"[\w\s.,#()+-]*")
_NEUTRAL = frozenset(("none", "currentColor"))


def load_illustrations(root: Path) -> tuple[dict[str, Illustration], list[Problem]]:
    """« familles/etudes » -> its drawing, below the project's `root`; with what is wrong in any of the files."""
    found: dict[str, Illustration] = {}
    problems: list[Problem] = []
    for docs in ("docs", DOCS_LOCALE):
        folder = root / docs / FOLDER
        for file in sorted(folder.rglob("*.svg")):
            if of_an_editor(file):
                continue
            name = file.relative_to(folder).with_suffix("").as_posix()
            reading = _Reading(f"{docs}/{FOLDER}/{name}.svg", name.partition("/")[0] in SCENES)
            reading.read(file, name)
            problems += reading.problems
            if not reading.problems:
                found[name] = Illustration(reading.frame, reading.title.strip(), Markup("\n".join(reading.shapes)))
    return found, problems


@dataclass
class _Reading:
    """One file, read shape by shape and written again."""

    path: str
    is_scene: bool
    problems: list[Problem] = field(default_factory=list)
    frame: str = ""
    title: str = ""
    shapes: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = lambda *_: self._refuse("instruction « <? » refusée")

    def read(self, file: Path, name: str) -> None:
        folder, _, own = name.partition("/")
        if folder not in (*PICTOGRAMMES, *SCENES) or not own or "/" in own:
            hint = did_you_mean(folder, (*PICTOGRAMMES, *SCENES))
            known = ", ".join((*PICTOGRAMMES, *SCENES))
            self.problems.append(
                Problem(self.path, 1, 1, f"dossier inconnu : attendu {FOLDER}/<dossier>/<id>.svg, parmi {known}{hint}")
            )
            return
        source = YamlSource(self.path)
        text = read_text(file, source)
        self.problems += source.problems
        if text is None:
            return
        weight = len(text.encode())
        if weight > MAX_BYTES:
            message = (
                f"illustration de {weight} octets : attendu {MAX_BYTES} au plus, pour que les pages restent légères"
            )
            self.problems.append(Problem(self.path, 1, 1, message))
            return
        try:
            self.parser.Parse(text, True)
        except expat.ExpatError as error:
            message = "fichier qui n'est pas du SVG bien formé : l'enregistrer à nouveau en « SVG simple »"
            self.problems.append(Problem(self.path, error.lineno, error.offset + 1, message))
            return
        if self.is_scene and not self.title.strip() and not self.problems:
            message = "scène sans <title> : dire en une phrase ce qu'elle montre, pour qui ne la voit pas"
            self.problems.append(Problem(self.path, 1, 1, message))

    def _refuse(self, message: str) -> None:
        place = (self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        self.problems.append(Problem(self.path, *place, message))

    def _doctype(self, *_: object) -> None:
        self._refuse("« <!DOCTYPE » refusé : attendu <svg> en tête de fichier")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.open.append(tag)
        if len(self.open) == 1:
            self._root(tag, attributes)
        elif tag == "title":
            if attributes:
                self._refuse("<title> sans attribut attendu")
        elif tag in _SHAPES:
            self._check(tag, attributes, _LINES | _PLACES)
            self.shapes.append(_tag(tag, attributes, closed=tag != "g"))
        else:
            self._refuse(f"« <{tag}> » refusé : attendu des formes seulement ({', '.join(sorted(_SHAPES))})")

    def _root(self, tag: str, attributes: dict[str, str]) -> None:
        if tag != "svg" or attributes.get("xmlns") != "http://www.w3.org/2000/svg":
            self._refuse('attendu <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">')
        self.frame = attributes.get("viewBox", "")
        if not _FRAME.fullmatch(self.frame):
            self._refuse("viewBox attendu, « 0 0 largeur hauteur » en nombres entiers")
        for name in sorted(attributes.keys() - _ROOT):
            self._refuse(f"attribut « {name} » refusé")

    def _check(self, tag: str, attributes: dict[str, str], known: frozenset[str]) -> None:
        for name, value in attributes.items():
            if name not in known:
                self._refuse(f"attribut « {name} » refusé sur <{tag}>")
            elif not _VALUE.fullmatch(value) or "url" in value:
                self._refuse(f"valeur de « {name} » refusée : attendu des nombres, une couleur ou un mot simple")
        if attributes.get("class", TONS[0]) not in TONS:
            self._refuse(f"classe « {attributes['class']} » inconnue : attendu {', '.join(TONS)}")
        coloured = {attributes.get(name, "none") for name in ("fill", "stroke", "color")} - _NEUTRAL
        if coloured and "class" not in attributes:
            self._refuse(f"couleur sans sa classe ({', '.join(TONS)}) : elle ne suivrait pas le thème sombre")

    def _end(self, tag: str) -> None:
        self.open.pop()
        if tag == "g":
            self.shapes.append("</g>")

    def _text(self, text: str) -> None:
        if self.open[-1] == "title":
            self.title += text
        elif text.strip():
            self._refuse("texte refusé dans une illustration : le mot se tient à côté, dans la page")


def _tag(tag: str, attributes: dict[str, str], closed: bool) -> str:
    written = "".join(f' {name}="{escape(" ".join(value.split()))}"' for name, value in attributes.items())
    return f"<{tag}{written}{'/' if closed else ''}>"
