"""One autoescaped HTML template for each thing that a page shows: they place, they do not decide."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context, Undefined
from markupsafe import Markup, escape

from ..text import html
from ..text.article import est_article
from ..text.dates import date_longue
from ..text.html import Ici
from ..text.language import without_links
from ..text.typographie import typographie

_MARK = re.compile(r"([<>\"])")
FOLDER = Path(__file__).parent


def render(template: str | tuple[str, ...], ici: Ici, **values: Any) -> Markup:
    """Render one template for a page, the first that is there of several. Raises jinja2.UndefinedError on a name that the view does not give."""
    return Markup(
        environment.get_or_select_template(list(template) if isinstance(template, tuple) else template).render(
            ici=ici, **values
        )
    )


def _finalize(value: Any) -> Any:
    """A text without a filter is placed as it stands, with French typography."""
    if value is None:
        raise ValueError("None reached a template: the view must decide what is shown")
    return html.mots(value) if isinstance(value, str) and not isinstance(value, (Markup, Undefined)) else value


@pass_context
def _phrase(context: Context, text: str, valeurs: Mapping[str, str] | None = None) -> Markup:
    return html.phrase(text, context["ici"], valeurs)


@pass_context
def _prose(context: Context, text: str, valeurs: Mapping[str, str] | None = None) -> Markup:
    return html.prose(text, context["ici"], valeurs)


def _lignes(text: str) -> Markup:
    """Words as they stand, line by line, where the page keeps the lines."""
    return Markup("\n").join(html.mots_entiers(line) for line in text.split("\n"))


@pass_context
def _lien(context: Context, address: str) -> Markup:
    return context["ici"].lien(address)


@pass_context
def _ancre(context: Context, title: str) -> str:
    return context["ici"].ancre(title)


class Composed(Extension):
    """The words that a template holds itself get the spaces of French typography; those of its marks and attributes are code."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        mark = ""  # what is open: a tag, or a value in a tag
        for token in stream:
            if token.type == "data":
                parts = []
                for part in _MARK.split(token.value):
                    if part == '"' and mark:
                        mark = "<" if mark == '"' else '"'
                    elif part in ("<", ">") and mark != '"':
                        mark = "<" if part == "<" else ""
                    parts.append(part if mark else typographie(part))
                token = Token(token.lineno, "data", "".join(parts))
            yield token


environment = Environment(
    loader=FileSystemLoader(FOLDER),
    undefined=StrictUndefined,
    finalize=_finalize,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=[Composed],
)
environment.globals["signes_qui_suivent"] = tuple(";:!?%€»")
environment.tests["article"] = est_article
environment.filters |= {
    "phrase": _phrase,
    "prose": _prose,
    "lien": _lien,
    "ancre": _ancre,
    "litteral": escape,  # code: its signs are not French
    "entiers": html.mots_entiers,
    "lignes": _lignes,
    "url": html.url,
    "date": date_longue,
    "sans_liens": without_links,
}
