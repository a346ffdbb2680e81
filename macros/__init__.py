"""The guide's one package. This module only wires it to mkdocs-macros."""

from collections.abc import Callable
from typing import Any


def define_env(env: Any) -> None:
    """Read and check the data, and register the macros. Runs again on each rebuild, so `mkdocs serve` follows edits."""
    # Imported here: `python -m macros check` works where MkDocs is not installed.
    from mkdocs.exceptions import BuildError

    from .build import Build
    from .library import MACROS
    from .problems import DataError

    try:
        build = Build.start(env.conf)
    except (DataError, ValueError) as error:
        raise BuildError(f"\n{error}") from None
    env.conf.guide_build = build
    for name in MACROS:
        env.macro(_macro(env.conf, name), name)


def _macro(config: Any, name: str) -> Callable[..., str]:
    """A macro over the data as it is when a page calls it: an edit under `mkdocs serve` changes the build, not the pages' environment."""
    return lambda *arguments, **named: getattr(config.guide_build.library, name)(*arguments, **named)
