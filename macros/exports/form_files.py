"""What the page « Proposer » draws its forms from: a script of one call, so that it also loads from a folder."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..text.json_compact import json_compact
from ..views.proposer import donnees

if TYPE_CHECKING:
    from ..build import Build

FILE = "assets/js/formulaires-donnees.js"


def form_files(build: "Build") -> Iterator[tuple[str, bytes]]:
    """The one file."""
    told = json_compact(donnees(build.catalog, build.settings, build.mots_des_champs))
    yield FILE, b"guideFormulaires(%s);\n" % told
