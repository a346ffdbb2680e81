"""The organisation's colour as a style sheet: the security policy forbids writing it in the pages."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..build import Build


def organisation_css(build: "Build") -> Iterator[tuple[str, bytes]]:
    colour = build.settings.couleur
    rule = f":root {{ --guide-vert: {colour}; }}\n" if colour else "/* extra.organisation.couleur : à compléter */\n"
    yield "assets/css/organisation.css", rule.encode()
