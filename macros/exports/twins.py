"""The Markdown twin of a record's page: what the page says, without its chrome, for people and programs that read text.

It is made from the page's own Markdown, so that it cannot say anything else.
"""

import json
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ..model import Record
from .open_data.datasets import LICENCE

if TYPE_CHECKING:
    from ..build import Build

_DRAWING = re.compile(r"<(svg|form|script)\b.*?</\1>", re.DOTALL)
_DEFINITIONS = re.compile(r"<dl\b.*?</dl>", re.DOTALL)
_DEFINITION = re.compile(r"\s*(?:<div\b[^>]*>)?\s*<dt\b[^>]*>(?P<mot>.*?)</dt>\s*<dd\b[^>]*>(?P<sens>.*?)</dd>\s*(?:</div>)?", re.DOTALL)
_HIDDEN = re.compile(r'<span aria-hidden="true">.*?</span>\s*')
_HTML_LINK = re.compile(r'<a\b[^>]*?\bhref="(?P<adresse>[^"]*)"[^>]*>(?P<mot>.*?)</a>', re.DOTALL)
_PAGE_LINK = re.compile(r"\]\(/(?P<dossier>(?:[a-z0-9-]+/)*)(?P<nom>[a-z0-9-]+)\.md(?P<suite>[?#][^)\s]*)?\)")
_OPENER = re.compile(r'(?:===|!!!|\?\?\?\+?)(?: [a-z-]+)? "(?P<titre>[^"]*)"')
_ATTRIBUTES = re.compile(r"\{:? ?[#.][^}\n]*\}(?=\s|$)")
_TAG = re.compile(r"</?[a-z][^>]*>")
_NUMBERED = re.compile(r"\n&#(?:4[89]|5[0-7]);(?:&#(?:4[89]|5[0-7]);)*(?=[.)])")
"""Digits that open a line of text and must not become a list."""
_ENTITY = re.compile(r"&#(\d+);")
_BLANK_LINES = re.compile(r"\n{3,}")
_AMPERSAND = re.compile(r"&#38;(?=#?\w+;)")
"""An ampersand that would make an entity of what follows."""
_MARKS = frozenset("\\`*_[]|#+-")
"""Characters that Markdown would read as more than themselves."""


def twin(record: Record, markdown: str, build: "Build") -> tuple[str, bytes]:
    """`index.md` beside the page of a record: a head that says what the page is and where it comes from, then its text."""
    head = {
        "titre": record.titre,
        "sorte": record.nom,
        "url": build.settings.site + record.adresse,
        "donnees": f"{build.settings.site}api/v1/{record.kind}/{record.id}.json",
        "licence": LICENCE,
        "mise_a_jour": (record.date or build.day).isoformat(),
    }
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())  # a JSON string is a YAML one
    return f"{record.adresse}index.md", f"---\n{lines}---\n\n{plain(markdown, build.settings.site, record.adresse)}\n".encode()


def plain(markdown: str, site: str, address: str) -> str:
    """Markdown of the site's dialect as the Markdown that everyone reads."""
    text = _DRAWING.sub("", markdown)
    text = _HIDDEN.sub("", text)
    text = _HTML_LINK.sub(lambda found: f"[{found['mot']}]({urljoin(site + address, unescape(found['adresse']))})", text)
    text = _DEFINITIONS.sub(lambda found: _DEFINITION.sub(r"\n- \g<mot> : \g<sens>", found[0]), text)
    text = _PAGE_LINK.sub(lambda found: f"]({site}{found['dossier']}{'' if found['nom'] == 'index' else found['nom'] + '/'}{found['suite'] or ''})", text)
    text = _ATTRIBUTES.sub("", _opened(text))
    text = _AMPERSAND.sub("&amp;", _NUMBERED.sub(r"\g<0>\\", _TAG.sub("", f"\n{text}")))
    text = _ENTITY.sub(lambda found: _character(chr(int(found[1]))), text)
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip(" \t") for line in text.split("\n"))).strip()


def _opened(text: str) -> str:
    """Tabs and boxes as headings, with their content back at the margin."""
    lines: list[str] = []
    inside = False
    for line in text.splitlines():
        opener = _OPENER.fullmatch(line)
        inside = bool(opener) or (inside and (not line.strip() or line.startswith("    ")))
        lines.append(f"\n### {opener['titre']}\n" if opener else line.removeprefix("    ") if inside else line)
    return "\n".join(lines)


def _character(character: str) -> str:
    return f"\\{character}" if character in _MARKS else {"<": "&lt;", ">": "&gt;"}.get(character, character)
