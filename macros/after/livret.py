"""The guide on paper: the pages of a built site put together as one tagged PDF, and as a booklet for each segment.

Nothing is written twice: what is printed is what the site shows. Nothing is fetched: the renderer may open no address at all.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from markupsafe import Markup

from ..model import KINDS, Famille, PartieDuLivret, Record

LIVRET_FOLDERS = {"publique": "site-livret", "interne": "site-livret-interne"}
PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
"""Debian's packages that the renderer needs."""
_STYLE = Path(__file__).parent / "livret.css"
_ARTICLE = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
_COLOUR = re.compile(r"--guide-vert: (#\w+)")
_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#?]+)["#?]')
_H1 = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_HERE = "https://ici.invalid/"
"""Stands for the site while links are followed."""
_VOID = frozenset(("br", "hr", "img", "input", "wbr", "col"))
_LEFT_OUT_TAGS = frozenset(
    ("form", "button", "input", "label", "script", "nav", "iframe", "select", "datalist", "template", "dialog", "svg")
)
_LEFT_OUT = frozenset(
    (
        "actions",
        "fichiers",
        "vers-les-valeurs",
        "pied-de-fiche",
        "headerlink",
        "voisins",
        "recherche",
        "tabbed-labels",
        "fil",
        "filtre-regles",
        "barre",
        "bouton",
    )
)
_KEPT = frozenset(("class", "colspan", "rowspan", "scope", "start", "alt", "lang"))
_STATEMENT = "Les clauses de ce document sont des propositions. Aucune n'est validée tant que vos juristes ne l'ont pas relue. Ce document n'est pas un conseil juridique."


def _found(pattern: re.Pattern[str], html: str) -> str:
    """What the pattern's group holds, empty where the page has none."""
    found = pattern.search(html)
    return found[1] if found else ""


@dataclass(frozen=True)
class BuiltPage:
    """A page of the site: its address from the root, and what its article holds."""

    address: str
    html: str

    @property
    def title(self) -> str:
        return Markup(_found(_H1, self.html)).striptags()

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(re.findall(r'\bid="([^"]+)"', self.html))

    def links(self, below: str) -> Iterator[str]:
        """Addresses below a folder that the page links to, in the order of reading, each once."""
        found = (urljoin(f"/{self.address}", href).lstrip("/") for href in _LINK.findall(self.html))
        return iter(
            dict.fromkeys(
                address for address in found if address.startswith(below) and address.count("/") == below.count("/") + 1
            )
        )


@dataclass(frozen=True)
class BuiltSite:
    """A built site; each of its pages is read once."""

    folder: Path
    known: dict[str, BuiltPage] = field(default_factory=dict, repr=False)

    def page(self, address: str) -> BuiltPage:
        if address not in self.known:
            html = (self.folder / address / "index.html").read_text(encoding="utf-8")
            self.known[address] = BuiltPage(address, _found(_ARTICLE, html))
        return self.known[address]

    def of(self, below: str, *lists: str) -> list[BuiltPage]:
        """The pages that lists link to, in their order. A copy of the guide may have left a list out."""
        there = [one for one in lists if (self.folder / one / "index.html").is_file()]
        return [
            self.page(address)
            for address in dict.fromkeys(address for one in there for address in self.page(one).links(below))
            if address not in lists
        ]

    def gives(self, model: type[Record]) -> bool:
        """Whether the edition has a record of this kind."""
        return (self.folder / "api/v1" / f"{model.kind}.json").is_file()

    @cached_property
    def _home(self) -> str:
        return (self.folder / "index.html").read_text(encoding="utf-8")

    def _meta(self, pattern: str) -> str:
        found = re.search(pattern, self._home, re.DOTALL)
        return unescape(found[1]).strip() if found else ""

    @cached_property
    def root(self) -> str:
        """Where the site is published."""
        return self._meta(r'<link rel="canonical" href="([^"]+)"')

    @property
    def title(self) -> str:
        return self._meta(r"<title>(.*?)</title>")

    @property
    def organisation(self) -> str:
        return self._meta(r'class="guide-entete__marque".*?<small>(.*?)</small>')

    @property
    def dated(self) -> str:
        """The foot of every page: the date of the data, the edition, the licence."""
        return self._meta(r'<footer class="guide-pied".*?<p>(.*?)</p>')

    @property
    def colour(self) -> str:
        return _found(_COLOUR, (self.folder / "assets/css/site.css").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class BookletPart:
    """A part of a booklet: its pages, each with the level of its heading (2, or 3 for a clause below its segment)."""

    title: str
    pages: tuple[tuple[BuiltPage, int], ...]


def segment_part(site: BuiltSite, address: str, printed: Iterable[str] = ()) -> BookletPart:
    """A segment, then what is printed below it, its clauses first, in the order of its page, but for what is already printed."""
    segment = site.page(address)
    below = [f"{model.adresse_liste}/" for model in KINDS.values() if model.livret == "segments"]
    own = [site.page(one) for folder in below for one in segment.links(folder) if one not in printed]
    return BookletPart(segment.title, ((segment, 2), *((page, 3) for page in own)))


def whole_guide(site: BuiltSite) -> list[BookletPart]:
    """Every part of the guide: its chapters, then what each kind of record declares."""
    chapters = BookletPart("Le guide, chapitre par chapitre", tuple((page, 2) for page in site.of("guide/", "guide/")))
    printed = [(model, model.livret) for model in KINDS.values() if isinstance(model.livret, PartieDuLivret)]
    parts = (
        BookletPart(place.titre, tuple(_pages(site, model, place)))
        for model, place in sorted(printed, key=lambda one: one[1].rang)
    )
    return [part for part in (chapters, *parts) if part.pages]


def _pages(site: BuiltSite, model: type[Record], place: PartieDuLivret) -> Iterator[tuple[BuiltPage, int]]:
    """What is printed of a kind; a clause is printed once, below the first segment that leads to it."""
    own = f"{model.adresse_liste}/"
    if model is Famille:
        printed: set[str] = set()
        for segment in segments_of(site):
            pages = segment_part(site, segment, printed).pages
            printed.update(page.address for page, _ in pages)
            yield from pages
    elif model.place == "page":
        yield from ((page, 2) for page in site.of(own, own, *place.listes))
    elif site.gives(model):
        yield site.page(own), 2


def segments_of(site: BuiltSite) -> list[str]:
    """Those below a segment come before it: their clauses are printed with them."""
    found: list[str] = []
    for main in site.page("familles/").links("familles/"):
        found.extend((*(sub for sub in site.page(main).links("familles/") if sub not in found and sub != main), main))
    return list(dict.fromkeys(found))


def anchor(address: str, fragment: str = "") -> str:
    return "p-" + address.strip("/").replace("/", "-") + (f"--{fragment}" if fragment else "")


class _Rewriter(HTMLParser):
    """The article of a page as a section of a booklet: no tool, its own ids, lower headings, links that stay inside."""

    def __init__(self, page: BuiltPage, level: int, inside: dict[str, BuiltPage], root: str) -> None:
        super().__init__(convert_charrefs=False)
        self.page, self.level, self.inside, self.root = page, level, inside, root
        self.out: list[str] = []
        self.skipped = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        leave_out = tag in _LEFT_OUT_TAGS or "hidden" in values or _LEFT_OUT & set((values.get("class") or "").split())
        if self.skipped or leave_out:
            self.skipped += tag not in _VOID
            return
        kept = {name: value or "" for name, value in attributes if name in _KEPT}
        if name := values.get("id"):
            kept["id"] = anchor(self.page.address, name)
        if tag == "a" and (address := values.get("href")):
            kept["href"] = self.target(address)
        if re.fullmatch("h[1-6]", tag):
            kept["class"] = f"{kept.get('class', '')} rang-{tag[1]}".strip()
        self.out.append(
            f"<{self.named(tag)}{''.join(f' {name}={chr(34)}{escape(value)}{chr(34)}' for name, value in kept.items())}>"
        )

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            self.skipped -= tag not in _VOID
        elif tag not in _VOID:
            self.out.append(f"</{self.named(tag)}>")

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.handle_starttag(tag, attributes)
        elif not self.skipped:
            self.out.append(f"<{tag}></{tag}>")

    def named(self, tag: str) -> str:
        return (
            f"h{min(6, int(tag[1]) + self.level - 1)}"
            if re.fullmatch("h[1-6]", tag)
            else "div"
            if tag in ("details", "summary")
            else tag
        )

    def target(self, href: str) -> str:
        """A place of this booklet, else the address on the published site."""
        path, fragment = urldefrag(urljoin(f"{_HERE}{self.page.address}", href))
        if not path.startswith(_HERE):
            return href
        address = path.removeprefix(_HERE)
        other = self.inside.get(address.partition("?")[0])
        if other is None:
            return self.root + address + (f"#{fragment}" if fragment else "")
        return "#" + (anchor(other.address, fragment) if fragment in other.ids else anchor(other.address))

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")


def booklet(site: BuiltSite, title: str, parts: list[BookletPart]) -> str:
    """The whole document: cover, contents, parts."""
    inside = {page.address: page for part in parts for page, _ in part.pages}
    contents, body = [], []
    for number, part in enumerate(parts, 1):
        if len(parts) > 1:
            contents.append(f'<li class="partie"><a href="#partie-{number}">{escape(part.title)}</a></li>')
            body.append(f'<h1 class="partie" id="partie-{number}">{escape(part.title)}</h1>')
        for page, level in part.pages:
            rewriter = _Rewriter(page, level, inside, site.root)
            rewriter.feed(page.html)
            rewriter.close()
            contents.append(
                f'<li class="niveau-{level}"><a href="#{anchor(page.address)}">{escape(page.title)}</a></li>'
            )
            body.append(
                f'<section class="page niveau-{level}" id="{anchor(page.address)}">{"".join(rewriter.out)}</section>'
            )
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{escape(title)}</title><meta name="author" content="{escape(site.organisation or site.title)}">'
        f'<meta name="description" content="{escape(_STATEMENT)}"></head><body>'
        f'<header class="couverture"><p class="guide">{escape(site.organisation or site.title)}</p><p class="titre">{escape(title)}</p>'
        f'<p>{escape(site.dated)}</p><p class="mise-en-garde">{escape(_STATEMENT)}</p><p><a href="{escape(site.root)}">{escape(site.root)}</a></p></header>'
        f'<nav class="sommaire"><h1 class="sommaire-titre">Sommaire</h1><ul>{"".join(contents)}</ul></nav><main>{"".join(body)}</main></body></html>'
    )


def write_pdf(html: str, colour: str, file: Path) -> int:
    """Returns the number of pages. The same bytes for the same pages, on the same fonts."""
    from weasyprint import CSS, HTML  # needs the libraries of Pango: only those who print install them

    file.parent.mkdir(parents=True, exist_ok=True)
    style = CSS(string=_STYLE.read_text(encoding="utf-8").replace("#1f6b4a", colour), url_fetcher=_nothing)
    document = HTML(string=html, url_fetcher=_nothing).render(
        stylesheets=[style], pdf_variant="pdf/ua-1", pdf_tags=True
    )
    document.write_pdf(
        file, pdf_variant="pdf/ua-1", pdf_tags=True, pdf_identifier=hashlib.sha256(html.encode()).digest()[:16]
    )
    return len(document.pages)


def _nothing(url: str, *_: object, **__: object) -> None:
    raise ValueError(f"« {url} » : un livret ne charge rien")


def make_booklets(site: Path, target: Path) -> Iterator[tuple[Path, int]]:
    """Write every booklet of a built site, the small ones first: (file, pages)."""
    read = BuiltSite(site)
    for address in segments_of(read):
        part = segment_part(read, address)
        file = target / "segments" / f"{address.strip('/').rpartition('/')[2]}.pdf"
        yield file, write_pdf(booklet(read, part.title, [part]), read.colour, file)
    file = target / "guide.pdf"
    yield file, write_pdf(booklet(read, read.title, whole_guide(read)), read.colour, file)
