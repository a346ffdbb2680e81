"""One build: the guide as one edition sees it, and what the pages and the exports need of it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
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
    """`html` and `markdown` fill while the pages are made; the exports read them when all are."""

    root: Path
    guide: Guide
    catalog: Catalog
    settings: Settings
    library: Library
    glose: Glose
    html: list[PageHtml] = field(default_factory=list)
    markdown: dict[tuple[str, str], str] = field(default_factory=dict)
    """(kind, id) -> the page of a record, before it becomes HTML."""

    @classmethod
    def start(cls, config: Any) -> "Build":
        """Raises DataError with every problem of the data, ValueError on a wrong configuration."""
        settings = Settings.from_config(config.extra, config.site_url or "", config.site_name)
        root = Path(config.docs_dir).parent
        guide = load_guide(root)
        catalog = catalog_of(settings.edition, guide.catalog)
        build = cls(root, guide, catalog, settings, Library(catalog, settings), Glose(catalog))
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

    def record_pages(self) -> Iterator[tuple[str, str]]:
        """(path below docs/, Markdown) of the page of each record. The macros have run: a template of one call for each page would cost a compilation each."""
        for kind in PAGED_KINDS:
            for record in self.catalog.records(kind):
                yield f"{record.adresse_liste}/{record.id}.md", _record_head(record) + self.library.show_fiche(kind, record.id)
        for famille in familles_avec_note(self.catalog):
            yield f"{famille.adresse_des_notes}/{famille.id}.md", _note_head(famille) + self.library.show_note_elus(famille.id)
        for famille in self.catalog.segments:
            yield dossier_path(famille).removeprefix("/"), _dossier_head(famille) + self.library.show_dossier(famille.id)


_EXTRAS = {"clauses": "outils: [clause]", "parcours": "outils: [parcours]\nfeuilles: [parcours]\nhide: [toc]"}
"""What the pages of a kind load, and leave out, besides what all pages do."""


def _record_head(record: Record) -> str:
    return (
        f"---\ntitle: {_quoted(record.titre)}\ndescription: {_quoted(record.description)}\n"
        f"fiche: {record.kind}\n{_EXTRAS.get(record.kind, 'outils: []')}\n---\n"
    )


def _note_head(famille: Famille) -> str:
    return (
        f"---\ntitle: {_quoted(famille.titre + ' : note pour les élus')}\n"
        f"description: {_quoted('Une page pour décider : enjeu, droit, coût, risques, cas, questions et délibération. ' + famille.titre + '.')}\n"
        f"fiche: {famille.kind}\nfeuilles: [elus]\nhide: [toc]\n---\n"
    )


def _dossier_head(famille: Famille) -> str:
    return (
        f"---\ntitle: {_quoted(famille.titre + ' : votre dossier de fournisseur')}\n"
        f"description: {_quoted('Ce que des clauses demandent aux entreprises, les preuves et les pièces à garder, à cocher : ' + famille.titre + '.')}\n"
        f"fiche: {famille.kind}\noutils: [dossier]\nhide: [toc]\n---\n"
    )


def _quoted(text: str) -> str:
    """A YAML scalar in single quotes, on one line."""
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
