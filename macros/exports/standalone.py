"""Pages outside the theme: whole HTML documents from the shells of overrides/, everything escaped."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..text.article import entiers
from .csp import with_policy


def _finalize(value: Any) -> Any:
    if value is None:
        raise ValueError("None reached a shell: the view must decide what is shown")
    return value


class Shells:
    """The shells below `root`/overrides. `edition`: "publique" or "interne", which every page of the second one says."""

    def __init__(self, root: Path, edition: str) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(root / "overrides"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters["entiers"] = entiers
        self._environment.globals["avertissement"] = (
            "Édition interne : ne pas diffuser." if edition == "interne" else ""
        )

    def part(self, shell: str, **values: Any) -> str:
        """A piece of a document. Raises as `page`."""
        return self._environment.get_template(shell).render(**values)

    def page(self, shell: str, **values: Any) -> bytes:
        """One document, with its security policy. Raises jinja2.UndefinedError on a name that is not given."""
        return with_policy(self._environment.get_template(shell).render(**values)).encode()
