"""One build: the guide as one edition sees it, and what the pages and the exports need of it."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from .dates import date_longue
from .editions import catalog_of
from .glose import Glose
from .guide import Guide, load_guide
from .library import PAGED_KINDS, Library
from .model import Catalog, Famille, Record
from .search.pages import PageHtml
from .settings import Settings
from .views.fournisseurs import dossier_path
from .views.notes import familles_avec_note

IMPOSED = os.environ.get("SOURCE_DATE_EPOCH", "")
"""Read once: `mkdocs serve` builds again in a process where Build.start has set the variable itself."""


@dataclass
class Build:
    """One build. What fills while the pages are made is kept as small as can be: 10,000 pages are made before the first is written."""

    root: Path
    guide: Guide
    settings: Settings
    catalog: Catalog = field(init=False)
    library: Library = field(init=False)
    glose: Glose = field(init=False)
    html: list[PageHtml] = field(default_factory=list)
    """The content of the hand-written pages, for the search index."""
    contents: dict[str, bytes] = field(default_factory=dict)
    """Path below docs/ -> the content of a page that waits to be written: MkDocs would hold twice the bytes, as text."""

    def __post_init__(self) -> None:
        self.catalog = catalog_of(self.settings.edition, self.guide.catalog)
        self.library = Library(self.catalog, self.settings)
        self.glose = Glose(self.catalog)

    @classmethod
    def start(cls, config: Any) -> "Build":
        """Raises DataError with every problem of the data, ValueError on a wrong configuration."""
        settings = Settings.from_config(config.extra, config.site_url or "", config.site_name)
        root = Path(config.docs_dir).parent
        build = cls(root, load_guide(root), settings)
        # MkDocs dates the sitemap with this, and otherwise with the clock.
        os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime.combine(build.day, time(), UTC).timestamp()))
        return build

    @property
    def day(self) -> date:
        """The one date of the build: SOURCE_DATE_EPOCH where it is imposed, else the newest change of the data; never the clock."""
        return datetime.fromtimestamp(int(IMPOSED), UTC).date() if IMPOSED else self.catalog.date

    @property
    def date(self) -> str:
        """The same for the foot of every page."""
        return date_longue(self.day)

    def hidden_pages(self) -> frozenset[str]:
        """The hand-written pages that this edition leaves out, as paths below docs/."""
        if self.settings.edition == "interne":
            return frozenset()
        return frozenset(page.path.removeprefix("docs/") for page in self.guide.pages if page.entete.diffusion == "interne")

    def record_of(self, page: Any) -> Record | None:
        """The record whose own page this one of MkDocs is. A segment also has a note: that one is not its page."""
        record = self.catalog.find(page.meta.get("fiche", ""), page.file.name)
        return record if record and record.adresse == page.url else None

    @property
    def outline(self) -> tuple[frozenset[str], ...]:
        """What the site is made of, whatever its pages say."""
        return frozenset(self.record_pages), frozenset(page.path for page in self.guide.pages), self.hidden_pages()

    @cached_property
    def record_pages(self) -> dict[str, Callable[[], str]]:
        """Path below docs/ -> what writes the page of a record, as Markdown. The macros run there: a template of one call for each page would cost a compilation each."""
        pages: dict[str, Callable[[], str]] = {}
        for kind in PAGED_KINDS:
            for record in self.catalog.records(kind):
                pages[f"{record.adresse_liste}/{record.id}.md"] = partial(_written, _record_head, record, self.library.show_fiche, kind, record.id)
        for famille in familles_avec_note(self.catalog):
            pages[f"{famille.adresse_des_notes}/{famille.id}.md"] = partial(_written, _note_head, famille, self.library.show_note_elus, famille.id)
        for famille in self.catalog.segments:
            pages[dossier_path(famille).removeprefix("/")] = partial(_written, _dossier_head, famille, self.library.show_dossier, famille.id)
        return pages


def _written(head: Callable[[Any], str], record: Record, macro: Callable[..., str], *arguments: str) -> str:
    return head(record) + macro(*arguments)


WITHOUT_CONTENTS = "hide: [toc]\n"


def _record_head(record: Record) -> str:
    return (
        f"---\ntitle: {_quoted(record.titre)}\ndescription: {_quoted(record.description)}\n"
        f"fiche: {record.kind}\n{WITHOUT_CONTENTS if record.kind == 'parcours' else ''}---\n"
    )


def _note_head(famille: Famille) -> str:
    return (
        f"---\ntitle: {_quoted(famille.titre + ' : note pour les élus')}\n"
        f"description: {_quoted('Une page pour décider : enjeu, droit, coût, risques, cas, questions et délibération. ' + famille.titre + '.')}\n"
        f"fiche: {famille.kind}\n{WITHOUT_CONTENTS}---\n"
    )


def _dossier_head(famille: Famille) -> str:
    return (
        f"---\ntitle: {_quoted(famille.titre + ' : votre dossier de fournisseur')}\n"
        f"description: {_quoted('Ce que des clauses demandent aux entreprises, les preuves et les pièces à garder, à cocher : ' + famille.titre + '.')}\n"
        f"fiche: {famille.kind}\n{WITHOUT_CONTENTS}---\n"
    )


def _quoted(text: str) -> str:
    """A YAML scalar in single quotes, on one line."""
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
