"""French typography of the data and of the pages: only what is wrong for certain, so that no finding has to be argued with.

The renderer sets the non-breaking spaces and the curly apostrophes (macros/text/typographie.py): a plain space is right here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from ..model import VOCABULAIRES, Catalog, Record
from ..model.base import strings
from ..read.pages import Page
from ..read.yaml_source import KeyPath
from ..text.language import PARAMETRE
from .finding import Finding

_AFTER_E = (
    "cart|change|chantillon|chéance|chelle|chelon|clairage|cole|cologie|cologique|conomie|conomique|coute|cran|crire|crit|dition|galement|galité|lectricité|"
    "lectrique|lectronique|lément|lève|lu|lue|mettre|nergétique|nergie|preuve|quilibre|quipe|quipement|quité|tablir|tablissement|tage|tape|tat|teindre|"
    "tiquette|tre|tude|tudiant|valuer|vénement|vènement|viter|volution"
)
"""What follows the É (or Ê) of the words met most at the head of a sentence; the spelling test knows the others."""
_A = r"(?:la|le|les|partir|défaut|noter|savoir|titre|chaque|cette|ce|ces|un|une|qui|quoi|vérifier)\b|l['’]"
_FAULTS = tuple(
    (re.compile(pattern, re.MULTILINE), expected)
    for pattern, expected in (
        (r"\.\.\.+", "attendu le seul signe « … »"),
        (r"etc\.? ?…", "attendu « etc. », sans points de suspension"),
        (r"[ \u00a0\u202f]{2}(?<=[\w,;:.!?…»)%€]..)(?! *$)", "attendu une seule espace"),
        (r"[,.](?<=\S[ \u00a0\u202f].)(?=\s|$)", "attendu un signe collé au mot qui précède"),
        (r"[;?!](?<=[\w)\]»%€\ue000].)(?=[\s)»*]|$)", "attendu une espace avant « ; », « ? » ou « ! »"),
        (r":(?<=[\w)\]»%€\ue000]:)(?=[\s*]|$)", "attendu une espace avant « : »"),
        (r"«(?!\s)|»(?<!\s»)", "attendu une espace à l'intérieur des guillemets"),
        (r"[%€](?<=\d.)(?!\w)", "attendu une espace entre le nombre et son unité"),
        (r",(?=[^\W\d_])", "attendu une espace après la virgule"),
        (r"\.(?<=[a-zà-ÿ]{2}\.)(?=[A-ZÀ-Ý][a-zà-ÿ])", "attendu une espace après le point"),
        (r"\([ \u00a0\u202f]|\)(?<=\S[ \u00a0\u202f]\))", "attendu une parenthèse collée au mot qu'elle entoure"),
        (r"['’] (?<=\b[DJLMNSTdjlmnst]['’] )(?=\w)|[Qq]u['’] (?=\w)", "attendu une apostrophe collée au mot qui suit"),
        (r"[\"“”„]", "attendu les guillemets « et »"),
        (r"[oO]e(?=u[dfrvx]|il|tus|tal\b)|OE(?=U[DFRVX]|IL)", "attendu la ligature « œ »"),
        (rf"E(?<!\wE)(?:{_AFTER_E})s?\b", "attendu une capitale accentuée, « É » ou « Ê »"),
        (rf"A (?=(?:{_A}))(?:(?<=^A )|(?<=[.!?…] A ))", "attendu une capitale accentuée, « À »"),
        (r"[Çç]a et là\b", "attendu « çà et là »"),
        (r"[0-9](?:ème|ième|eme)s?\b", "attendu « e » après le nombre, par exemple « 2e »"),
        (r" ([^\W\d_]{2,}) (?=\1\b)(?<! en )(?<! nous )(?<! vous )", "mot écrit deux fois"),
    )
)
_MASK = "\ue000"
"""Stands for each character that is not prose, so that positions stay."""
_ID_OR_ADDRESS = re.compile(r"[a-z0-9-]+|(?:https?://|[?#])\S+")
_SIGN = re.compile(r"[^\n]")
_NOT_PROSE = re.compile(rf"{PARAMETRE.pattern}|(?<=\])\([^()\s]*\)|(?:https?://|mailto:)\S+")
_NOT_PROSE_IN_PAGE = re.compile(
    r"^```.*?^```|`[^`\n]*`|\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}|\{#(?:(?!\{#).)*?#\}|<!--(?:(?!<!--).)*?-->"  # code, Jinja
    r"|</?[a-zA-Z](?:\{[{%](?:(?![%}]\}|\{[{%]).)*[%}]\}|\{(?![{%])|[^<>{])*>|&#?\w+;|:[a-z][a-z0-9-]*:|\{[^{}\n]*\}"  # HTML, attributes
    r"|(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)|^[^\S\n]*\[[^\]\n]+\]:.*$|(?:https?://|mailto:)\S+"  # addresses
    r"|^[^\S\n]*(?:!{3}|\?{3}\+?|={3})[^\n\"]*(?:\"(?P<titre>[^\n\"]*)\")?$|^[^\S\n]*(?:[-*+]|\d+\.|:)\s+|(?:(?<! )[ ]+)?\|[ ]*",  # blocks, lists, tables
    re.MULTILINE | re.DOTALL,
)
"""What opens holds no second opening, and a margin is on one line: a page of signs that are never closed, or of empty lines, would be gone through again at each."""


def _hidden(found: re.Match[str]) -> str:
    """As many masks as characters, but for the title of a block, which is prose."""
    title = found.groupdict().get("titre")
    before, kept, after = found.group().partition(title) if title else (found.group(), "", "")
    return "".join((_SIGN.sub(_MASK, before), kept, _SIGN.sub(_MASK, after)))


def masked(text: str) -> str:
    """A text of the data where what is not prose is masked, character for character."""
    return _NOT_PROSE.sub(_hidden, text)


def masked_page(markdown: str) -> str:
    """The same for a whole page: code, macros, HTML and the signs of Markdown are masked too."""
    return _NOT_PROSE_IN_PAGE.sub(_hidden, markdown)


def _faults(text: str) -> Iterator[tuple[int, str]]:
    """Position and message of every fault of a masked text."""
    for pattern, expected in _FAULTS:
        for found in pattern.finditer(text):
            start, end = found.span()
            line = text[max(text.rfind("\n", 0, start) + 1, start - 15) : end + 15].split("\n")[0]
            yield start, f"typographie, près de « {line.replace(_MASK, '').strip()} » : {expected}"


def _texts(catalog: Catalog) -> Iterator[tuple[Record | str, KeyPath, str]]:
    yield from catalog.texts
    for name in catalog.vocabularies:
        for key_path, text in strings(catalog.terms(name)):
            yield f"{VOCABULAIRES}/{name}.yml", key_path, text


def _together(texts: Iterable[str]) -> tuple[str, list[int]]:
    """One text, and where each begins in it: a pattern goes through the whole guide once, not through 25,000 strings."""
    parts = [f"{text}\n" for text in texts]
    return "".join(parts), [0, *accumulate(map(len, parts))]


def typographie(catalog: Catalog) -> Iterator[Finding]:
    """Records and closed lists follow French typography."""
    found = [item for item in _texts(catalog) if not _ID_OR_ADDRESS.fullmatch(item[2])]
    whole, starts = _together(text for _, _, text in found)
    for position, message in _faults(masked(whole)):
        file, key_path, _ = found[bisect_right(starts, position) - 1]
        yield Finding(file, key_path, message)


def typographie_de_page(page: Page, catalog: Catalog) -> Iterator[tuple[int, int, str, None]]:
    """The pages follow French typography, in their text and in the title and description of their head."""
    for _, message in _faults(f"{page.entete.title}\n{page.entete.description}"):
        yield 1, 1, message, None
    text = masked_page(page.body)
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    for position, message in _faults(text):
        line = bisect_right(starts, position)
        yield line, position - starts[line - 1] + 1, message, None
