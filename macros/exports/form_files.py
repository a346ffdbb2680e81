"""What the page « Proposer » draws its forms from: a script of one call, so that it also loads from a folder."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..views.proposer import donnees

if TYPE_CHECKING:
    from ..build import Build

FILE = "assets/js/formulaires-donnees.js"


def form_files(build: "Build") -> Iterator[tuple[str, bytes]]:
    """The one file."""
    told = json.dumps(
        donnees(build.catalog, build.settings, build.mots_des_champs), ensure_ascii=False, separators=(",", ":")
    )
    yield FILE, f"guideFormulaires({told});\n".encode()
