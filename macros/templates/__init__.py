"""One autoescaped HTML template for each thing that a page shows: they place, they do not decide."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context, Undefined
from markupsafe import Markup, escape

from ..text import html
from ..text.dates import date_longue
from ..text.html import Ici
from ..text.language import without_links

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
    return Markup("\n").join(html.mots(line) for line in text.split("\n"))


@pass_context
def _lien(context: Context, address: str) -> Markup:
    return context["ici"].lien(address)


@pass_context
def _ancre(context: Context, title: str) -> str:
    return context["ici"].ancre(title)


def _date(day: date) -> str:
    """A day in words, its number beside its month on the line."""
    return date_longue(day).replace(" ", "\u00a0", 1)


environment = Environment(
    loader=FileSystemLoader(FOLDER),
    undefined=StrictUndefined,
    finalize=_finalize,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
environment.filters |= {
    "phrase": _phrase,
    "prose": _prose,
    "lien": _lien,
    "ancre": _ancre,
    "litteral": escape,  # code: its signs are not French
    "lignes": _lignes,
    "url": html.url,
    "date": _date,
    "sans_liens": without_links,
}
