"""One build: the guide as one edition sees it, and what the pages and the exports need of it."""

import posixpath
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from .browser import Tool, tools_of
from .forms.specimens import Words, specimens, words_of
from .library import Library
from .model import Catalog
from .read.editions import catalog_of
from .read.guide import Guide, load_guide
from .read.settings import Settings, imposed_day
from .record_pages import RecordPage, record_pages
from .search.pages import PageHtml
from .text.dates import date_longue
from .text.glose import Glose, Marqueur
from .text.html import Ici
from .text.typographie import typographie
from .views.embed import BlocAIntegrer, blocs_a_integrer

UNEXPLAINED = (
    *("", "glossaire/", "recherche/", "clauses/", "cas/", "cas/carte/", "cas/chronologie/", "outils/cible-elus/"),
    *("parcours/nouvel-arrivant/", "parcours/nouvel-arrivant/imprimer/", "parcours/nouvel-arrivant/attestation/"),
    *("kits/", "salles/", "contribuer/proposer/"),
)
"""Pages that list, search or go to paper: a word is explained where it is read."""


@dataclass
class Build:
    """One build. `html` fills while the hand-written pages are made."""

    root: Path
    guide: Guide
    settings: Settings
    catalog: Catalog = field(init=False)
    glose: Glose = field(init=False)
    html: list[PageHtml] = field(default_factory=list)
    """The content of the hand-written pages, for the search index."""
    markdown: dict[str, bytes] = field(default_factory=dict)
    """Id of a clause -> its file in Markdown, once it is written: the files of segments take it whole."""

    def __post_init__(self) -> None:
        self.catalog = catalog_of(self.settings.edition, self.guide.catalog)
        self.glose = Glose(self.catalog)

    @classmethod
    def start(cls, root: Path, settings: Settings) -> "Build":
        """Raises DataError with every problem of the data, Refused on a date that cannot be imposed."""
        imposed_day()
        return cls(root, load_guide(root), settings)

    @cached_property
    def day(self) -> date:
        """The one date of the build: SOURCE_DATE_EPOCH where it is imposed, else the newest change of the data; never the clock."""
        return imposed_day() or self.catalog.date

    @property
    def date(self) -> str:
        """The same for the foot of every page."""
        return typographie(date_longue(self.day))

    @cached_property
    def hidden_pages(self) -> frozenset[str]:
        """The hand-written pages that this edition leaves out, as paths below docs/."""
        if self.settings.edition == "interne":
            return frozenset()
        return frozenset(page.uri for page in self.guide.pages if page.entete.diffusion == "interne")

    @cached_property
    def offered(self) -> frozenset[str]:
        """The addresses of the pages that people wrote, in this edition."""
        return frozenset(page.address for page in self.guide.pages if page.uri not in self.hidden_pages)

    def hides(self, path: str) -> bool:
        """Whether this edition leaves out a file below docs/: a page, or what only pages left out show.

        What is below assets/ belongs to the site, and a page says itself for whom it is.
        """
        if path in self.hidden_pages or path.startswith("assets/") or path.endswith(".md"):
            return path in self.hidden_pages
        return posixpath.basename(path) in self._said_inside and path not in self._shown

    @cached_property
    def _said_inside(self) -> str:
        """All that the hidden pages say."""
        hidden = (page.body for page in self.guide.pages if page.uri in self.hidden_pages)
        return unquote("\n".join(hidden))

    @cached_property
    def _shown(self) -> frozenset[str]:
        """The paths below docs/ that the other pages link to or show."""
        visible = (page for page in self.guide.pages if page.uri not in self.hidden_pages)
        return frozenset(target for page in visible for target in page.targets())

    @cached_property
    def record_pages(self) -> dict[str, RecordPage]:
        """Path below docs/ -> the page of a record that stands there."""
        written = {page.address for page in self.guide.pages}
        return {f"{page.adresse.rstrip('/')}.md": page for page in record_pages(self.catalog, written)}

    @cached_property
    def mots_des_champs(self) -> dict[str, Words]:
        """Kind -> what its fields are called, in the words of the specimens of data/README.md."""
        return {kind: words_of(blocks[0][1]) for kind, blocks in specimens(self.root).items()}

    @cached_property
    def blocs(self) -> tuple[BlocAIntegrer, ...]:
        """What other sites may show: the pages of the blocks, then the script that knows their heights."""
        return tuple(blocs_a_integrer(self.catalog, self.settings))

    def tools_of(self, address: str) -> tuple[Tool, ...]:
        """The scripts and style sheets of the page at an address from the site's root, besides those of every page."""
        return tools_of(address)

    def library(self, address: str) -> Library:
        """The macros for the page at an address from the site's root."""
        marqueur: Marqueur | None = None if address in UNEXPLAINED else self.glose.marqueur()
        return Library(self.catalog, self.settings, Ici.at(address, marqueur), self.mots_des_champs)
