"""A built page as its HTML says it, read with the standard library only."""

from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
LOADED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "object": ("data",),
    "embed": ("src",),
}
"""Attributes that make the browser fetch something."""
LOADING_RELATIONS = frozenset("stylesheet icon preload modulepreload prefetch preconnect dns-prefetch manifest".split())
INLINE = frozenset("a abbr b button code dfn em i label small span strong sub sup".split())
"""Elements that break no line of the text."""
NOT_PROSE = frozenset(("script", "style", "code", "pre", "template"))
PUBLISHED = "https://guide.test/intranet/guide/"
"""Where the site is built to be published: below a path, as an organisation may do."""
BELOW = urlsplit(PUBLISHED).path


@dataclass
class Element:
    """One opened element."""

    tag: str
    attributes: dict[str, str]
    line: int
    inside: tuple[str, ...]
    """The tags around it, the outermost first."""
    text: str = ""
    """What it says, with what stands below it."""

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""


@dataclass
class HtmlPage:
    """`address` is from the site's root ("clauses/bilan/"); `unbalanced` names what is opened or closed amiss."""

    address: str
    html: str = field(repr=False)
    elements: list[Element] = field(default_factory=list, repr=False)
    inline_scripts: list[str] = field(default_factory=list, repr=False)
    """Scripts that would run: a block of JSON does not."""
    prose: str = field(default="", repr=False)
    unbalanced: list[str] = field(default_factory=list)

    @cached_property
    def by_tag(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            found.setdefault(element.tag, []).append(element)
        return found

    def all(self, *tags: str) -> list[Element]:
        return [element for tag in tags for element in self.by_tag.get(tag, [])]

    @cached_property
    def ids(self) -> list[str]:
        return [element.get("id") for element in self.elements if element.get("id")]

    @cached_property
    def anchors(self) -> frozenset[str]:
        return frozenset(self.ids) | {element.get("name") for element in self.all("a") if element.get("name")}

    @cached_property
    def size(self) -> int:
        """Elements, without the children of svg, as EcoIndex counts them."""
        return sum("svg" not in element.inside for element in self.elements)

    @cached_property
    def loaded(self) -> list[str]:
        """The addresses that the browser fetches by itself, as they are written."""
        found = [
            value
            for element in self.elements
            for name in LOADED.get(element.tag, ())
            for value in _addresses(name, element.get(name))
        ]
        found += [
            element.get("href") for element in self.all("link") if LOADING_RELATIONS & set(element.get("rel").split())
        ]
        return [address for address in found if not address.startswith("data:")]

    @cached_property
    def resources(self) -> frozenset[str]:
        """What it loads of the site, as files from the site's root."""
        return frozenset(target for address in self.loaded if (target := self.target(address)[0]) is not None)

    def target(self, address: str) -> tuple[str | None, str]:
        """(address from the site's root, fragment); None for what lies elsewhere."""
        absolute = urlsplit(urljoin(PUBLISHED + self.address, address))
        home = urlsplit(PUBLISHED)
        if (absolute.scheme, absolute.netloc) != (home.scheme, home.netloc) or not absolute.path.startswith(home.path):
            return None, ""
        return unquote(absolute.path.removeprefix(home.path)), unquote(absolute.fragment)


def _addresses(name: str, value: str) -> list[str]:
    if name == "srcset":
        return [candidate.split()[0] for candidate in value.split(",") if candidate.strip()]
    return [value] if value else []


class _Reader(HTMLParser):
    def __init__(self, page: HtmlPage) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.open: list[Element] = []
        self.script: list[str] | None = None
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(
            tag,
            {name: value or "" for name, value in attrs},
            self.getpos()[0],
            tuple(around.tag for around in self.open),
        )
        if len(element.attributes) < len(attrs):
            self.page.unbalanced.append(f"line {element.line}: <{tag}> has an attribute twice")
        self.page.elements.append(element)
        if tag not in INLINE:
            self.words.append("\n")
        if tag not in VOID:
            self.open.append(element)
        if (
            tag == "script"
            and "src" not in element.attributes
            and element.get("type") not in ("application/json", "application/ld+json")
        ):
            self.script = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.script is not None and tag == "script":
            self.page.inline_scripts.append("".join(self.script))
            self.script = None
        if not self.open or self.open[-1].tag != tag:
            self.page.unbalanced.append(
                f"line {self.getpos()[0]}: </{tag}> closes {f'<{self.open[-1].tag}>' if self.open else 'nothing'}"
            )
            if tag not in (element.tag for element in self.open):
                return
        while self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.script is not None:
            self.script.append(data)
        if any(element.tag in NOT_PROSE for element in self.open):
            return
        self.words.append(data)
        for element in self.open:
            if element.tag in _WITH_TEXT:
                element.text += data


_WITH_TEXT = frozenset("title h1 h2 h3 h4 h5 h6 a button label".split())


def read_page(address: str, html: str) -> HtmlPage:
    """Read one page."""
    page = HtmlPage(address, html)
    parser = _Reader(page)
    parser.feed(html)
    parser.close()
    page.unbalanced += [f"line {element.line}: <{element.tag}> is never closed" for element in parser.open]
    page.prose = "".join(parser.words)
    return page


def read_pages(site: Path) -> dict[str, HtmlPage]:
    """Every HTML file below `site`, by its address."""
    return {
        address: read_page(address, file.read_text(encoding="utf-8"))
        for file in sorted(site.rglob("*.html"))
        for address in [address_of(site, file)]
    }


def is_standalone(address: str) -> bool:
    """True for the documents that stand outside the theme: loops of screens, blocks to embed, short addresses."""
    return address.startswith(("c/", "embed/")) or (
        address.startswith("ecrans/") and address not in ("ecrans/", "ecrans/composer/")
    )


def address_of(site: Path, file: Path) -> str:
    """site/clauses/index.html -> "clauses/"."""
    return file.relative_to(site).as_posix().removesuffix("index.html")


def file_of(site: Path, address: str) -> Path:
    """ "clauses/" -> site/clauses/index.html."""
    return site / (f"{address}index.html" if address.endswith("/") or not address else address)
