"""The guide's one package. This module only wires it to mkdocs-macros."""

from collections.abc import Callable
from pathlib import Path
from typing import Any


def define_env(env: Any) -> None:
    """Read and check the data, and register the macros. Runs again on each rebuild, so `mkdocs serve` follows edits."""
    # Imported here: `python -m macros check` works where MkDocs is not installed.
    from mkdocs.exceptions import BuildError

    from .build import Build
    from .host.plugin import GuidePlugin
    from .library import MACROS
    from .read.memory import exempt_from_collection, without_garbage_collection
    from .read.problems import Refused
    from .read.settings import Settings

    config = env.conf
    try:
        root = Path(config.docs_dir).parent
        settings = Settings.read(root, config.extra["edition"], config.site_url or "", config.extra["publication"])
        with without_garbage_collection():
            build = Build.start(root, settings)
            exempt_from_collection()
    except Refused as error:
        raise BuildError(f"\n{error}") from None
    plugin = config.plugins["guide"] = GuidePlugin(build, config)
    for name in MACROS:
        env.macro(_macro(plugin.call, name), name)


def _macro(call: Callable[..., str], name: str) -> Callable[..., str]:
    return lambda *arguments, **named: call(name, arguments, named)
