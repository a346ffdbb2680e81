"""The package's own Jinja environment: everything is escaped for Markdown unless a filter has made it safe.

Values are escaped with numeric entities, which no Markdown extension reads as markup, so that data can neither open a
tag nor break a table or a list.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Undefined

from .dates import date_longue
from .model import KINDS
from .prose import ITEM, LINK, PARAMETRE, is_external, split_address, without_links

_TEMPLATES = Path(__file__).parent / "templates"
# What a pattern may begin with is a set of signs, rather than an edge or what stands before: nearly twice as fast.
_SPECIAL = re.compile(r"[\\`*_\[\]{}<>&|~^=$#!\"'@]|:(?<=\w:)(?=\S)")
_OPENING = re.compile(r"-(?=[\s-]|$)|[+:](?=\s)|\d+(?=[.)]\s)|\s+")
_SPACE = re.compile(r"[ \u00a0\u202f]+(?:(?P<signe>[;?!%€])|(?P<large>»|:(?=\s|$))|(?<=\d[ \u00a0])(?=\d{3}(?!\d)))|(?P<guillemet>«)[ \u00a0\u202f]+")
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*")


_IN_PAGE = re.compile(r"(?P<code>`[^`]*`|<[^>]*>|\{[^}]*\}|\]\([^)]*\)|^\s*(?:[!?]{3}|===).*$)|(?P<texte>[^`<{\]\n]+|.|\n)", re.MULTILINE)


class Md(str):
    """Markdown that is safe to place as it is."""


def typographie(text: str) -> str:
    """Non-breaking spaces where French typography wants them, and the curly apostrophe."""
    return _SPACE.sub(_unbroken, text).replace("'", "’")


def _unbroken(found: re.Match[str]) -> str:
    """Narrow before ; ? ! % € and between thousands, wide before : and inside quotation marks."""
    if found["guillemet"]:
        return "«\u00a0"
    return f"\u00a0{found['large']}" if found["large"] else f"\u202f{found['signe'] or ''}"


def typographie_de_page(markdown: str) -> str:
    """The same in a whole page, but where the signs are Markdown or HTML and not French: a line's first sign, attributes, code."""
    return _IN_PAGE.sub(lambda found: found["code"] or typographie(found["texte"]), markdown)


def escape(text: str) -> Md:
    """Any text as literal Markdown."""
    opening = _OPENING.match(text)
    head = opening.group() if opening else ""
    return Md(_encoded(head) + _SPECIAL.sub(lambda found: _encoded(found.group()), text[len(head) :]))


def _encoded(characters: str) -> str:
    return "".join(f"&#{ord(character)};" for character in characters)


def literal(text: str) -> Md:
    """A text of one line, for an attribute or a drawing: no link nor bold there."""
    return escape(typographie(" ".join(text.split())))


def attribute(text: str) -> Md:
    """The same for an attribute inside an element that says `markdown`: there Markdown reads the entities once more than elsewhere."""
    return literal(text.replace("&", "&amp;"))


@lru_cache(20_000)
def inline(text: str) -> Md:
    """A text of one paragraph: links and bold are kept, the rest is literal. Titles, labels and names of articles come back from page to page."""
    text = " ".join(text.split())
    parts, position = [], 0
    for link in LINK.finditer(text):
        parts += [_bold(text[position : link.start()]), _link(link["mot"], link["adresse"])]
        position = link.end()
    return Md("".join([*parts, _bold(text[position:])]))


def _bold(text: str) -> str:
    pieces = _BOLD.split(typographie(text))
    return "".join(f"**{escape(piece)}**" if index % 2 else escape(piece) for index, piece in enumerate(pieces))


def _link(word: str, address: str) -> str:
    target = split_address(address)
    if target and target[0] in KINDS:
        return f"[{escape(typographie(word))}]({page_path(*target)})"
    return f"[{escape(typographie(word))}]({url(address)})" if is_external(address) else escape(word)


ON_ONE_PAGE = ("glossaire", "obligations", "ecrans", "rencontres", "preuves")
"""The kinds whose records stand together on the page of their list."""


def page_path(kind: str, record_id: str) -> str:
    """The Markdown address of a record's page, from the root of docs/: MkDocs checks it and makes it relative."""
    folder = KINDS[kind].adresse_liste
    return f"/{folder}/index.md#{record_id}" if kind in ON_ONE_PAGE else f"/{folder}/{record_id}.md"


def url(address: str) -> Md:
    """An outside address, with what would end a Markdown link or an attribute percent-encoded."""
    return Md(re.sub(r"[\s()<>\"'`\\\[\]{}|*]", lambda found: f"%{ord(found.group()):02X}", address)) if is_external(address) else Md("#")


def prose(text: str) -> Md:
    """Paragraphs and simple lists."""
    return Md("\n\n".join(_block(block) for block in re.split(r"\n\s*\n", text.strip())))


def _block(block: str) -> str:
    """A paragraph, then the items of a list where there are some."""
    words: list[str] = []
    items: list[str] = []
    for line in (line.strip() for line in block.splitlines() if line.strip()):
        item = ITEM.fullmatch(line)
        if item:
            # Markdown knows no lettered list: the letter stays, as the text of a bullet.
            marque = f"- {item['marque']}" if item["marque"].endswith(") ") else item["marque"]
            items.append(f"{marque}{inline(item['texte'])}")
        elif items:
            items[-1] += f" {inline(line)}"
        else:
            words.append(line)
    parts = [inline(" ".join(words))] if words else []
    return "\n\n".join([*parts, "\n".join(items)] if items else parts)


def with_places(text: str, labels: dict[str, str], render_words: Callable[[str], Md] = prose) -> Md:
    """The text of a clause with its places to fill made visible. `labels`: name -> what stands in the place at first."""
    rendered = render_words(PARAMETRE.sub(lambda found: f"\ue000{found[1]}\ue001" if found[1] in labels else found[0], text))
    # The name is declared with a pattern of letters, digits and "_" only, some of which `escape` has encoded.
    return Md(re.sub("\ue000(.*?)\ue001", lambda found: _place(found.group(1).replace("&#95;", "_"), labels), rendered))


def with_places_inline(text: str, labels: dict[str, str]) -> Md:
    """The same on one line, for an item or a cell."""
    return with_places(text, labels, inline)


def _place(name: str, labels: dict[str, str]) -> str:
    return f'<span class="champ" data-champ="{escape(name)}">{escape(typographie(labels[name]))}</span>'


def indent(text: str, spaces: int = 4) -> Md:
    """Safe Markdown pushed to the right, for the content of a tab."""
    return Md("\n".join(" " * spaces + line if line else "" for line in text.splitlines()))


def _finalize(value: Any) -> Any:
    if isinstance(value, (Md, Undefined)):
        return value
    if value is None:
        raise ValueError("None reached a template: the view must decide what is shown")
    return inline(str(value))


environment = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    undefined=StrictUndefined,
    finalize=_finalize,
    autoescape=False,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
environment.filters |= {
    "prose": prose,
    "attribut": attribute,
    "sans_liens": without_links,
    "champs": with_places,
    "champs_en_ligne": with_places_inline,
    "url": url,
    "date": date_longue,
    "indent": indent,
    "chemin": Md,  # a page path made by `page_path`
    "fichier": Md,  # a file name made from an id
    "sur": Md,  # what another template has already rendered
}


def render(template: str, **values: Any) -> Md:
    """Render one template of macros/templates. Raises jinja2.UndefinedError on a name that the view does not give."""
    return Md(environment.get_template(template).render(**values))
