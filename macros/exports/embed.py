"""The blocks that other sites show in a frame: light pages without the theme."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .standalone import Shells

if TYPE_CHECKING:
    from ..build import Build


def embeds(build: "Build") -> Iterator[tuple[str, bytes]]:
    """`embed/<block>/index.html`."""
    shells = Shells(build.root, build.settings.edition)
    for bloc in build.blocs:
        yield (
            f"embed/{bloc.chemin}index.html",
            shells.page(
                "embed.html",
                bloc=bloc,
                racine="../" * (1 + bloc.chemin.count("/")),
                settings=build.settings,
                jour=build.date,
            ),
        )
