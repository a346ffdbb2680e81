"""The built site as a reader meets it: one test a promise, over every page."""

import base64
import gzip
import hashlib
import random
import re
from collections import Counter, deque
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import ecoindex
import pytest
from html_page import PUBLISHED, HtmlPage, file_of, read_page
from site_tools import LARGEST_LIST, LISTS, Weights, allowed_grades

from macros.model import KINDS, PAGED_KINDS, Clause
from macros.read.guide import Guide
from macros.views.nouvelles import adresse_du_mois, les_mois

TO_FILL = {
    "mentions-legales/": "the organisation writes its legal mentions in mkdocs.yml",
    "accessibilite/": "the contact and the audit are the organisation's",
    "confidentialite/": "so are its data protection officer and its host",
    "contribuer/": "so is the address of the forge",
}
"""The pages that may say « [à compléter] », and why."""
HEAVIEST, MOST_REQUESTS = 150, 15
"""Kilobytes of a page with all it loads, compressed, and its requests."""
SECURITY_POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "object-src": "'none'",
}
"""Everything but `script-src`, which names the inline scripts of the page."""
UNRENDERED = re.compile(
    r"\{\{|\}\}|\{%|\{#|\{:|\[\[|\]\]|\]\(|\*\*|^\s*!!! |^\s*=== \"|\bNone\b|\bundefined\b|&#\d+;|&amp;|<[a-z/]",
    re.MULTILINE,
)
"""Marks of a template, of Markdown or of Python that should have become something else."""


@pytest.fixture(scope="module")
def contents(pages: dict[str, HtmlPage]) -> dict[str, HtmlPage]:
    """The pages that belong to the site's tree: all but the one for what is not there."""
    return {address: page for address, page in pages.items() if address != "404.html"}


def no_page_has(pages: dict[str, HtmlPage], fault: Callable[[HtmlPage], Any]) -> None:
    """Fails with each page that has the fault, and what it is."""
    found = [f"  {address or 'home'} : {what}" for address, page in pages.items() if (what := fault(page))]
    if found:
        pytest.fail("\n".join([f"{len(found)} of {len(pages)} pages", *found[:12]]), pytrace=False)


def test_every_record_and_every_page_of_docs_is_in_the_site(guide: Guide, pages: dict[str, HtmlPage]):
    records = {record.adresse for kind in PAGED_KINDS for record in guide.catalog.all(KINDS[kind])}
    records |= {f"{famille.adresse_des_notes}/{famille.id}/" for famille in guide.catalog.segments if famille.note_elus}
    records |= {f"fournisseurs/dossier/{famille.id}/" for famille in guide.catalog.segments}
    for clause in guide.catalog.all(Clause):
        old = range(1, clause.version)
        records |= {f"clauses/{clause.id}/v{number}/" for number in old} | {
            f"clauses/{clause.id}/historique/" for _ in old
        }
    months = les_mois(guide.catalog)
    records |= {adresse_du_mois(month, page) for month, count in months.items() for page in range(1, count + 1)}
    written = {
        page.path.removeprefix("docs/").removesuffix(".md").removesuffix("index")
        for page in guide.pages
        if page.entete.diffusion == "publique"
    }
    expected = records | {f"{address.rstrip('/')}/" if address else "" for address in written} | {"404.html"}
    assert len(records) > 100
    assert set(pages) == expected


def test_every_page_has_one_main_title(documents: dict[str, HtmlPage]):
    no_page_has(
        documents,
        lambda page: (
            [title.text.strip() for title in page.all("h1")]
            if len(page.all("h1")) != 1 or not page.all("h1")[0].text.strip()
            else None
        ),
    )


def test_no_two_pages_have_the_same_title(pages: dict[str, HtmlPage]):
    titles = Counter(page.all("title")[0].text.strip() for page in pages.values())
    assert {title: count for title, count in titles.items() if count > 1 or not title} == {}


def test_every_page_says_it_is_in_french(documents: dict[str, HtmlPage]):
    no_page_has(documents, lambda page: page.all("html")[0].get("lang") != "fr")


def test_no_two_pages_have_the_same_description(contents: dict[str, HtmlPage]):
    described = Counter(
        meta.get("content")
        for page in contents.values()
        for meta in page.all("meta")
        if meta.get("name") == "description"
    )
    assert {text: count for text, count in described.items() if count > 1} == {}


def test_every_page_has_a_description(contents: dict[str, HtmlPage]):
    described = {
        address: [meta.get("content") for meta in page.all("meta") if meta.get("name") == "description"]
        for address, page in contents.items()
    }
    assert {address: found for address, found in described.items() if len(found) != 1 or len(found[0]) < 20} == {}


def test_nothing_is_left_unrendered(documents: dict[str, HtmlPage]):
    no_page_has(documents, lambda page: UNRENDERED.findall(page.prose))


def test_only_the_listed_pages_are_still_to_be_filled_in(pages: dict[str, HtmlPage]):
    no_page_has(pages, lambda page: "[à compléter]" in page.prose and page.address not in TO_FILL)
    assert TO_FILL.keys() - pages.keys() == set()


def test_no_page_is_a_stub(contents: dict[str, HtmlPage]):
    no_page_has(contents, lambda page: re.search(r"\bEn cours\.|\b[Ll]orem\b|\bTODO\b|\bXXX\b", page.prose))


def test_the_html_is_well_formed(documents: dict[str, HtmlPage]):
    no_page_has(documents, lambda page: page.unbalanced)


def test_no_identifier_stands_twice_in_a_page(documents: dict[str, HtmlPage]):
    no_page_has(documents, lambda page: [name for name, count in Counter(page.ids).items() if count > 1])


def test_every_label_and_every_aria_reference_names_something(documents: dict[str, HtmlPage]):
    def dangling(page: HtmlPage) -> list[str]:
        names = [element.get("for") for element in page.all("label") if "for" in element.attributes]
        names += [
            name
            for element in page.elements
            for key in ("aria-controls", "aria-labelledby", "aria-describedby")
            for name in element.get(key).split()
        ]
        return sorted(set(names) - set(page.ids))

    no_page_has(documents, dangling)


def test_headings_never_skip_a_level(documents: dict[str, HtmlPage]):
    def skipped(page: HtmlPage) -> list[str]:
        headings = [element for element in page.elements if re.fullmatch("h[1-6]", element.tag)]
        return [
            f"{after.tag} « {after.text.strip()} »"
            for before, after in pairwise(headings)
            if int(after.tag[1]) > int(before.tag[1]) + 1
        ]

    no_page_has(documents, skipped)


def test_the_first_link_leads_to_the_content(pages: dict[str, HtmlPage]):
    def astray(page: HtmlPage) -> str | None:
        first = page.all("a")[0]
        places = {element.get("id"): place for place, element in enumerate(page.elements) if element.get("id")}
        title = next(place for place, element in enumerate(page.elements) if element.tag == "h1")
        where = places.get(page.target(first.get("href"))[1], len(page.elements))
        return (
            None
            if where <= title and "aller au contenu" in first.text.lower()
            else f"« {first.text.strip()} » {first.get('href')}"
        )

    no_page_has(pages, astray)


def test_no_style_nor_handler_stands_in_an_attribute(documents: dict[str, HtmlPage]):
    def inline(page: HtmlPage) -> list[str]:
        return [
            f"line {element.line}: {name}"
            for element in page.elements
            for name in element.attributes
            if name == "style" or name.startswith("on")
        ]

    no_page_has(documents, inline)
    no_page_has(documents, lambda page: page.all("style", "iframe", "object", "embed", "base"))


def test_every_page_states_its_security_policy_before_anything_it_rules(documents: dict[str, HtmlPage]):
    def fault(page: HtmlPage) -> str | None:
        stated = [
            element for element in page.all("meta") if element.get("http-equiv").lower() == "content-security-policy"
        ]
        if len(stated) != 1:
            return f"{len(stated)} policies"
        ruled = [
            element.line
            for element in page.all("script", "link")
            if element.tag == "script" or element.get("rel") in ("stylesheet", "icon")
        ]
        if ruled and min(ruled) < stated[0].line:
            return "something is loaded before the policy"
        policy = dict(directive.strip().split(" ", 1) for directive in stated[0].get("content").split(";"))
        hashes = {
            f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
            for script in page.inline_scripts
        }
        scripts = policy.pop("script-src").split()
        if set(scripts) != {"'self'"} | hashes:
            return f"script-src {scripts}"
        if policy.pop("frame-src", "'self'") != "'self'":
            return "frames from elsewhere"
        return None if policy == SECURITY_POLICY else str(policy)

    assert any(page.inline_scripts for page in documents.values())
    no_page_has(documents, fault)


def test_nothing_is_loaded_from_elsewhere(documents: dict[str, HtmlPage], public_site: Path):
    no_page_has(documents, lambda page: [address for address in page.loaded if re.match(r"[a-z]+:|//", address)])
    sheets = {sheet.name: sheet.read_text(encoding="utf-8") for sheet in public_site.rglob("*.css")}
    assert sheets
    assert {
        name: found
        for name, css in sheets.items()
        if (found := re.findall(r"@import|url\(\s*[\"']?(?:[a-z]+:|//)(?<!data:).{20}", css))
    } == {}


def test_no_page_has_another_one_fetched_beforehand(documents: dict[str, HtmlPage]):
    """`next` too: Firefox takes it for `prefetch`."""
    beforehand = {"next", "prefetch", "prerender", "dns-prefetch", "preconnect"}
    no_page_has(
        documents,
        lambda page: [link.attributes for link in page.all("link") if beforehand & set(link.get("rel").split())],
    )


def test_no_source_map_is_published(public_site: Path):
    assert [file.name for file in public_site.rglob("*.map")] == []


def test_everything_a_page_loads_is_there(documents: dict[str, HtmlPage], public_site: Path):
    missing = Counter(
        resource for page in documents.values() for resource in page.resources if not (public_site / resource).is_file()
    )
    assert missing == {}


def _links(page: HtmlPage) -> list[str]:
    return [
        element.get(name)
        for element in page.elements
        for name in ("href", "action")
        if name in element.attributes and element.tag in ("a", "form", "link", "area")
    ]


def test_every_internal_link_and_anchor_leads_somewhere(documents: dict[str, HtmlPage], public_site: Path):
    followed = 0

    def broken(page: HtmlPage) -> list[str]:
        nonlocal followed
        found = []
        for link in sorted(set(_links(page))):
            address, fragment = page.target(link)
            if address is None:
                continue
            followed += 1
            state = "=" in fragment  # what a tool is opened with, not a place in its page
            if not file_of(public_site, address).is_file() or (
                fragment and not state and address in documents and fragment not in documents[address].anchors
            ):
                found.append(link)
        return found

    no_page_has(documents, broken)
    assert followed > 5 * len(documents)


def test_pages_name_one_another_by_relative_addresses_so_that_the_site_may_stand_anywhere(
    contents: dict[str, HtmlPage],
):
    def absolute(page: HtmlPage) -> list[str]:
        written = [
            *page.loaded,
            *(element.get(name) for element in page.all("a", "form") for name in ("href", "action")),
        ]
        return [address for address in written if address.startswith(("/", PUBLISHED))]

    no_page_has(contents, absolute)


def test_outside_links_are_https_http_or_mailto(documents: dict[str, HtmlPage]):
    scheme = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
    no_page_has(
        documents,
        lambda page: [
            link
            for link in _links(page)
            if scheme.match(link) and not link.startswith(("https://", "http://", "mailto:"))
        ],
    )


def test_a_download_gives_a_file_and_not_a_page(pages: dict[str, HtmlPage], public_site: Path):
    def opens_a_page(page: HtmlPage) -> list[str]:
        return [
            link.text
            for link in page.all("a")
            if "download" in link.attributes
            and file_of(public_site, page.target(link.get("href"))[0] or "").suffix == ".html"
        ]

    assert any("download" in link.attributes for page in pages.values() for link in page.all("a"))
    no_page_has(pages, opens_a_page)


def test_every_page_can_be_reached_from_home_by_links_alone(pages: dict[str, HtmlPage]):
    reached, waiting = {""}, deque([""])
    while waiting:
        page = pages[waiting.popleft()]
        targets = {page.target(link.get("href"))[0] for link in page.all("a")}
        for target in (targets & pages.keys()) - reached:
            reached.add(target)
            waiting.append(target)
    assert pages.keys() - reached == {"404.html"}


def test_a_clause_is_two_links_from_the_list_of_clauses_without_any_script(guide: Guide, pages: dict[str, HtmlPage]):
    def links(address: str) -> set[str | None]:
        return {pages[address].target(link.get("href"))[0] for link in pages[address].all("a")}

    segments = {famille.id: famille.parent or famille.id for famille in guide.catalog.segments}
    lists = {segment: links(f"familles/{segment}/") for segment in segments.values()}
    assert {f"familles/{segment}/" for segment in lists} - links("clauses/") == set()
    assert {
        clause.id for clause in guide.catalog.clauses_vivantes if clause.adresse not in lists[segments[clause.famille]]
    } == set()


def test_the_site_map_lists_every_page_once_but_old_versions(contents: dict[str, HtmlPage], public_site: Path):
    text = (public_site / "sitemap.xml").read_text(encoding="utf-8")
    listed = re.findall(r"<loc>(.*?)</loc>", text)
    asked = {
        address
        for address, page in contents.items()
        if "noindex" not in [meta.get("content") for meta in page.all("meta")]
    }
    assert contents.keys() - asked == {
        address for address in contents if address.startswith("clauses/") and address.count("/") > 2
    }  # old versions
    assert sorted(listed) == sorted(PUBLISHED + address for address in asked)
    assert gzip.decompress((public_site / "sitemap.xml.gz").read_bytes()).decode() == text


def test_every_page_links_the_mentions_that_the_law_asks_for(pages: dict[str, HtmlPage]):
    asked = {"accessibilite/", "mentions-legales/", "confidentialite/"}
    no_page_has(pages, lambda page: asked - {page.target(link.get("href"))[0] for link in page.all("a")})
    conformity = re.compile(r"Accessibilité\s: (?:totalement|partiellement|non) conforme")
    assert len(set(conformity.findall(pages[""].prose))) == 1


def _mark(page: HtmlPage, weights: Weights) -> tuple[float, float]:
    """(EcoIndex, kilobytes) of a page with what it loads."""
    kilobytes = weights.kilobytes(file_of(weights.site, page.address)) + sum(
        weights.kilobytes(weights.site / resource) for resource in page.resources
    )
    return ecoindex.score(page.size, 1 + len(page.resources), kilobytes), kilobytes


def _out_of_grade(page: HtmlPage, weights: Weights) -> str | None:
    mark, _ = _mark(page, weights)
    told = f"{mark:.1f} {ecoindex.grade(mark)}, {page.size} elements"
    return None if ecoindex.grade(mark) in allowed_grades(page.address) and page.size <= LARGEST_LIST else told


def _too_heavy(page: HtmlPage, weights: Weights) -> str | None:
    kilobytes, requests = _mark(page, weights)[1], 1 + len(page.resources)
    return f"{kilobytes:.0f} kB, {requests} requests" if kilobytes > HEAVIEST or requests > MOST_REQUESTS else None


def test_every_page_keeps_its_ecoindex_grade(pages: dict[str, HtmlPage], weights: Weights):
    assert LISTS.keys() - pages.keys() == set()
    no_page_has(pages, lambda page: _out_of_grade(page, weights))


def test_no_page_is_heavy(pages: dict[str, HtmlPage], weights: Weights):
    no_page_has(pages, lambda page: _too_heavy(page, weights))


@pytest.fixture
def page_of(tmp_path: Path) -> Callable[..., tuple[HtmlPage, Weights]]:
    """A page of so many elements, that loads so many files and weighs so many kilobytes that do not compress: a limit that nothing exceeds says nothing."""

    def make(
        address: str = "clauses/x/", elements: int = 10, files: int = 2, kilobytes: int = 1
    ) -> tuple[HtmlPage, Weights]:
        loads = "".join(f'<script src="../../{number}.js"></script>' for number in range(files))
        html = f"<p>{loads}{'<b></b>' * (elements - files - 1)}</p>"
        target = file_of(tmp_path, address)
        target.parent.mkdir(parents=True)
        target.write_text(html, encoding="utf-8")
        for number in range(files):
            (tmp_path / f"{number}.js").write_bytes(
                random.Random(number).randbytes(max(kilobytes * 1000 - 100 * files, 0) // max(files, 1))
            )
        return read_page(address, html), Weights(tmp_path)

    return make


@pytest.mark.parametrize(
    ("within", "beyond"),
    [
        ({"kilobytes": 149}, {"kilobytes": 152}),
        ({"files": 14}, {"files": 15}),
    ],
)
def test_a_page_that_is_too_heavy_is_told(
    page_of: Callable[..., tuple[HtmlPage, Weights]], within: dict[str, int], beyond: dict[str, int]
):
    assert _too_heavy(*page_of("clauses/x/", **within)) is None
    assert _too_heavy(*page_of("clauses/y/", **beyond)) is not None


@pytest.mark.parametrize(
    ("address", "elements", "holds"),
    [
        ("clauses/x/", 300, True),
        ("clauses/x/", 590, False),
        ("textes/", 590, True),
        ("textes/", 600, True),
        ("textes/", 601, False),
    ],
)
def test_a_page_of_too_many_elements_is_told_but_for_the_lists(
    page_of: Callable[..., tuple[HtmlPage, Weights]], address: str, elements: int, holds: bool
):
    assert (_out_of_grade(*page_of(address, elements=elements)) is None) is holds


@pytest.mark.parametrize("ending", ["txt", "md"])
def test_every_clause_is_also_a_file_that_says_where_it_comes_from(guide: Guide, public_site: Path, ending: str):
    clauses = [clause for clause in guide.catalog.all(Clause) if clause.diffusion == "publique"]
    assert clauses
    for clause in clauses:
        text = (public_site / clause.adresse / f"{clause.id}.{ending}").read_text(encoding="utf-8")
        last = text.rstrip().splitlines()[-1]
        status = guide.catalog.term("statuts", clause.statut).libelle
        for said in (clause.id, f"version {clause.version} ", f"{PUBLISHED}{clause.adresse}", status):
            assert said in last, f"{clause.id}.{ending}: {said}"
        assert not re.search(r"\[\[|\]\]|\]\(|\bNone\b|&#", text), clause.id
        assert ending == "md" or "**" not in text, clause.id


def test_the_page_of_a_clause_says_that_it_is_a_proposal(guide: Guide, pages: dict[str, HtmlPage]):
    for clause in guide.catalog.all(Clause):
        status = guide.catalog.term("statuts", clause.statut).libelle
        assert pages[clause.adresse].prose.count(status) >= 2, clause.id  # beside the title and under the text


def test_no_page_claims_more_than_was_verified(pages: dict[str, HtmlPage]):
    no_page_has(pages, lambda page: re.findall(r"vérifiée? sur Légifrance", page.prose, re.IGNORECASE))
