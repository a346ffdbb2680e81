"""What French typography keeps on one line, on every page: a sign and the word before it, a day and its month, the number of an article."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from html_page import VOID, address_of
from site_tools import Reader

from macros.text.article import ARTICLE, entiers
from macros.text.typographie import typographie, typographie_de_page

BLOCKS = frozenset(
    "address article aside blockquote body br caption dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header"
    " hr label legend li main nav ol option p section select summary table tbody td th thead tr ul".split()
)
NOT_READ = frozenset(("code", "pre", "script", "style", "svg", "template", "textarea", "title"))
LINES_KEPT = {"obligations/": ("note", "regles-boites")}
"""Where the style sheet keeps the ends of lines of a page: the classes whose text it is."""
WHOLE = frozenset(("article", "champ"))
"""What the style sheet keeps whole, and the values of a clause, which are one text that a script writes again."""
FEW = 12
"""Characters that stand before a number at the beginning of a block, as « Article » does: no line is so short."""


class Words(HTMLParser):
    """The text of a page, block by block; `broken`: numbers of articles that a line may cut."""

    def __init__(self, kept: tuple[str, ...]) -> None:
        super().__init__()
        self.blocks: list[str] = [""]
        self.broken: list[str] = []
        self._open: list[tuple[str, list[str]]] = []
        self._kept = kept

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.blocks.append("")
        if tag not in VOID:
            self._open.append((tag, (dict(attrs).get("class") or "").split()))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if any(tag in NOT_READ for tag, _ in self._open):
            return
        classes = {one for _, own in self._open for one in own}
        if classes.isdisjoint(WHOLE):
            for number in ARTICLE.finditer(data):
                before = self.blocks[-1] + data[: number.start()]
                if not classes.isdisjoint(self._kept):
                    before = before.rpartition("\n")[2]
                if len(before.strip()) > FEW:
                    self.broken.append(f"{before[-40:].strip()} {number.group()}")
        self.blocks[-1] += data


@pytest.fixture(scope="module")
def read(public_site: Path) -> dict[str, Words]:
    """Every page of the site, by its address."""
    found = {}
    for file in sorted(public_site.rglob("*.html")):
        address = address_of(public_site, file)
        found[address] = Words(LINES_KEPT.get(address, ()))
        found[address].feed(file.read_text(encoding="utf-8"))
    return found


def test_no_number_of_an_article_is_cut_at_the_end_of_a_line(read: dict[str, Words]):
    assert {address: words.broken[:3] for address, words in read.items() if words.broken} == {}


SOUGHT = "Accessibilité : non conforme"
"""What the checks of the State look for, as they write it."""


@pytest.mark.parametrize("sign", [r"[\w)\]»’.] [:;?!»%€](?=\s|$|[.,)])", r"« \S"])
def test_no_sign_is_left_at_the_beginning_of_a_line(read: dict[str, Words], sign: str):
    found = {
        address: [
            block[max(0, cut.start() - 30) : cut.end() + 10]
            for block in words.blocks
            for cut in re.finditer(sign, block.replace(SOUGHT, ""))
        ]
        for address, words in read.items()
    }
    assert {address: cuts[:3] for address, cuts in found.items() if cuts} == {}


def test_no_day_is_cut_from_its_month(read: dict[str, Words]):
    months = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    cut = re.compile(rf"\b(?:\d{{1,2}}|1er) (?:{months})\b")
    found = {address: [day for block in words.blocks for day in cut.findall(block)] for address, words in read.items()}
    assert {address: days[:3] for address, days in found.items() if days} == {}
    assert typographie("le 22 novembre 2026, puis le 1er mars : 3 mars") == (
        "le 22\u00a0novembre 2026, puis le 1er\u00a0mars\u00a0: 3\u00a0mars"
    )


@pytest.mark.parametrize("number", ["L2112-2", "R2152-7", "L2112-2-1", "L. 2112-2", "R*123-4", "D541-338"])
def test_a_number_is_kept_as_it_is_written(number: str):
    assert entiers(f"voir {number} <b>") == f'voir <span class="article">{number}</span> &lt;b&gt;'
    assert str(entiers("un CCAG-2021, 2021-1104, CL2112-2, L2112")) == "un CCAG-2021, 2021-1104, CL2112-2, L2112"


def test_in_a_browser_the_number_stays_whole_at_any_width_and_is_copied_with_its_hyphen(
    reader_of: Callable[..., Reader], read: dict[str, Words]
):
    reader = reader_of(permissions=["clipboard-read"])
    page = reader.open("parcours/nouvel-arrivant/imprimer/")
    cut = page.evaluate(
        """() => {
          const numbers = [...document.querySelectorAll("main .article")], main = document.querySelector("main");
          const cut = new Set();
          for (let width = 280; width < 560; width += 7) {
            main.style.width = `${width}px`;
            for (const one of numbers) if (one.getClientRects().length > 1) cut.add(one.textContent);
          }
          return [numbers.length > 20, ...cut];
        }"""
    )
    assert cut == [True]
    copied = page.evaluate(
        """() => {
          const one = document.querySelector("main .article");
          getSelection().selectAllChildren(one.parentElement);
          return [one.textContent, getSelection().toString()];
        }"""
    )
    assert copied[0] in copied[1] and re.fullmatch(r"[A-Z][\d.-]+", copied[0])


@pytest.mark.parametrize(
    "code",
    [
        "`a ; b`",
        '<a title="a ; b">',
        "{ .a ; #b }",
        "{{ f('a ; b') }}",
        "](https://exemple.fr/l'eau)",
        "](https://exemple.fr/l'eau_(droit_d'usage))",
        '\n\n   !!! note "a ; b"',
        '\n\n=== "a ; b"',
    ],
)
def test_in_a_page_what_is_no_french_is_left_as_it_is(code: str):
    assert typographie_de_page(f"l'eau ; {code}\nfin ?") == f"l’eau\u202f; {code}\nfin\u202f?"


@pytest.mark.parametrize("sign", ["<", "{", "]("])
def test_in_a_page_what_is_never_closed_is_french(sign: str):
    assert typographie_de_page(f"{sign}{sign}a ; b") == f"{sign}{sign}a\u202f; b"
