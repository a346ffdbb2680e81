"""One autoescaped HTML template for each thing that a page shows: they place, they do not decide."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from markupsafe import Markup, escape

from ..text import html
from ..text.dates import date_longue
from ..text.html import Ici
from ..text.language import without_links
from ..text.typographie import en_ligne, typographie
from ..views.elements import Lien

FOLDER = Path(__file__).parent


def render(template: str | tuple[str, ...], ici: Ici, **values: Any) -> Markup:
    """Render one template for a page, the first that is there of several. Raises jinja2.UndefinedError on a name that the view does not give."""
    return Markup(
        environment.get_or_select_template(list(template) if isinstance(template, tuple) else template).render(
            ici=ici, **values
        )
    )


_TAG_OR_WORDS = re.compile(r"(?P<tag><[^>]*>?|[^<>]*>)|(?P<mots>[^<>]+)")


class Typographie(Extension):
    """French typography in the templates' own words, as in those of records; what stands in a tag is code."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        in_tag = False  # a value may stand inside a tag, which the next piece of the template closes
        for token in stream:
            if token.type == "data":
                pieces = []
                for found in _TAG_OR_WORDS.finditer(token.value):
                    text = found[0]
                    if found["mots"] and not in_tag:
                        text = typographie(text)
                    if found["tag"]:
                        in_tag = not text.endswith(">")
                    pieces.append(text)
                token = Token(token.lineno, token.type, "".join(pieces))
            yield token


def _finalize(value: Any) -> Any:
    """A text without a filter is placed as it stands, with French typography; the template escapes it."""
    if type(value) is str:
        return en_ligne(value)
    if value is None:
        raise ValueError("None reached a template: the view must decide what is shown")
    return value


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
def _renvoi(context: Context, lien: Lien, before: Markup = Markup()) -> Markup:
    return html.lien(context["ici"].lien(lien.adresse), en_ligne(lien.mot), before)


@pass_context
def _ancre(context: Context, title: str) -> str:
    return context["ici"].ancre(title)


environment = Environment(
    loader=FileSystemLoader(FOLDER),
    undefined=StrictUndefined,
    finalize=_finalize,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=[Typographie],
)
environment.globals["signes_qui_suivent"] = tuple(";:!?%€»")
environment.filters |= {
    "phrase": _phrase,
    "prose": _prose,
    "lien": _lien,
    "renvoi": _renvoi,
    "ancre": _ancre,
    "litteral": escape,  # code: its signs are not French
    "entiers": html.mots_entiers,
    "lignes": _lignes,
    "url": html.url,
    "date": date_longue,
    "sans_liens": without_links,
}
