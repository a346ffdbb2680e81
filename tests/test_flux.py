"""Feeds, calendars and the site's own descriptions, read back as their specifications ask."""

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import icalendar
import pytest
import specimen
from html_page import PUBLISHED, HtmlPage, file_of
from playwright.sync_api import expect
from site_tools import Reader, shown_address

from macros.exports.feeds import atom, feeds, json_feed
from macros.exports.ics import fichier_ics
from macros.model import KINDS, Clause, Famille, Record, TexteJuridique
from macros.model.base import Changement
from macros.read.guide import Guide
from macros.views.flux import Flux, agendas, flux_par_segment
from macros.views.nouvelles import PremierePublication, annonces

A = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}-\d\d-\d\d:[a-z0-9-]+/[a-z0-9-]+/\d+")


@pytest.fixture(scope="module")
def flux(public_site: Path) -> Path:
    return public_site / "flux"


@pytest.fixture(scope="module")
def names(guide: Guide) -> list[str]:
    """Every feed there must be: all, per kind, per segment."""
    return [
        "tout",
        *(kind for kind in KINDS if guide.catalog.all(KINDS[kind])),
        *(f"familles/{famille.id}" for famille in guide.catalog.segments),
        *(f"clauses/{clause.id}" for clause in guide.catalog.all(Clause)),
    ]


def _entries(file: Path) -> list[ElementTree.Element]:
    return ElementTree.parse(file).getroot().findall(f"{A}entry")


def test_there_is_a_feed_of_all_of_each_kind_and_of_each_segment(flux: Path, names: list[str]):
    for ending in ("atom", "json"):
        found = {file.relative_to(flux).as_posix().removesuffix(f".{ending}") for file in flux.rglob(f"*.{ending}")}
        assert found == set(names)


def test_each_atom_feed_has_what_rfc_4287_demands(flux: Path, names: list[str], guide: Guide):
    for name in names:
        feed = ElementTree.parse(flux / f"{name}.atom").getroot()
        assert feed.tag == f"{A}feed", name
        for element in ("id", "title", "updated"):  # exactly one of each (4.1.1)
            assert len(feed.findall(f"{A}{element}")) == 1 and feed.findtext(f"{A}{element}"), (name, element)
        assert feed.findtext(f"{A}author/{A}name"), name  # else every entry would need one
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{A}link")}
        assert links["self"] == f"{PUBLISHED}flux/{name}.atom" == feed.findtext(f"{A}id")
        entries = feed.findall(f"{A}entry")
        assert entries or not any(record.historique for record in guide.catalog.all(KINDS[name])), name
        for entry in entries:
            for element in ("id", "title", "updated", "summary"):
                assert len(entry.findall(f"{A}{element}")) == 1 and entry.findtext(f"{A}{element}"), (name, element)
            assert (
                entry.find(f"{A}link[@rel='alternate']").get("href").startswith(PUBLISHED)
            )  # an entry without content needs one (4.1.2)
            assert RFC_3339.fullmatch(entry.findtext(f"{A}updated")) and TAG.fullmatch(entry.findtext(f"{A}id"))
        identifiers = [entry.findtext(f"{A}id") for entry in entries]
        assert len(set(identifiers)) == len(identifiers), name
        days = [entry.findtext(f"{A}updated") for entry in entries]
        assert days == sorted(days, reverse=True) and feed.findtext(f"{A}updated") in days[:1] or not days


def test_each_json_feed_has_what_its_version_demands_and_says_the_same(flux: Path, names: list[str], public_site: Path):
    for name in names:
        feed = json.loads((flux / f"{name}.json").read_text(encoding="utf-8"))
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert file_of(public_site, feed["home_page_url"].removeprefix(PUBLISHED)).is_file(), name
        assert (
            feed["title"]
            and feed["feed_url"] == f"{PUBLISHED}flux/{name}.json"
            and feed["home_page_url"].startswith(PUBLISHED)
        )
        assert feed["language"] == "fr" and all(author.get("name") for author in feed["authors"])
        for item in feed["items"]:
            assert isinstance(item["id"], str) and item["content_text"] and item["url"].startswith(PUBLISHED)
            assert RFC_3339.fullmatch(item["date_published"]) and all(isinstance(tag, str) for tag in item["tags"])
        assert [item["id"] for item in feed["items"]] == [
            entry.findtext(f"{A}id") for entry in _entries(flux / f"{name}.atom")
        ]


def test_each_change_of_a_record_is_one_entry_with_its_date_and_its_reason(flux: Path, guide: Guide):
    changes = [
        (record, change)
        for record in guide.catalog
        for change in record.historique
        if record.diffusion == "publique" and getattr(record, "statut", "") != "brouillon"
    ]
    first = Counter(change.date for _, change in changes if change.version == 1)
    alone = [(record, change) for record, change in changes if change.version > 1 or first[change.date] == 1]
    expected = {
        (f"{record.kind}/{record.id}/{change.version}", change.date.isoformat(), change.motif)
        for record, change in alone
    }
    entries = _entries(flux / "tout.atom")
    told = {entry.findtext(f"{A}id").split(":")[2]: entry for entry in entries}
    found = {
        (name, told[name].findtext(f"{A}updated")[:10], motif)
        for name, _, motif in expected
        if motif in told[name].findtext(f"{A}summary")
    }
    together = [day for day, number in first.items() if number > 1]
    assert found == expected and len(entries) == len(expected) + len(together)
    for day in together:
        entry = next(
            entry
            for entry in entries
            if entry.findtext(f"{A}id").endswith(f",{day.isoformat()}:premiere-publication/tout/1")
        )
        assert sum(map(int, re.findall(r"\d+", entry.findtext(f"{A}title")))) == first[day]


def test_what_several_records_of_a_day_began_with_is_told_once_after_the_changes(guide: Guide):
    clause = guide.catalog.clauses_vivantes[0]

    def record(name: str, *changes: tuple[int, int]) -> Record:
        return clause.model_copy(
            update={
                "id": name,
                "historique": tuple(
                    Changement(version=version, date=date(2026, 10, day), motif="x") for version, day in changes
                ),
            }
        )

    told = annonces([record("b", (1, 2)), record("a", (2, 2), (1, 1)), record("c", (1, 2))])
    assert [one.dit if isinstance(one, PremierePublication) else (one[0].id, one[1].version) for one in told] == [
        ("a", 2),
        "clauses (2)",
        ("a", 1),
    ]


def test_the_feed_of_a_segment_brings_what_names_it_or_one_of_its_sub_segments(guide: Guide):
    by_name = {feed.nom: feed.fiches for feed in flux_par_segment(guide.catalog)}
    child = next(famille for famille in guide.catalog.segments if famille.parent)
    clause = next(clause for clause in guide.catalog.clauses_vivantes if clause.famille == child.id)
    for segment in (child.id, child.parent):
        assert {(clause.kind, clause.id), (child.kind, child.id)} <= {
            (record.kind, record.id) for record in by_name[f"familles/{segment}"]
        }
    for feed, records in by_name.items():
        assert len({(record.kind, record.id) for record in records}) == len(records), feed
    other = next(
        famille.id
        for famille in guide.catalog.segments
        if famille.id not in (*clause.familles, child.parent)
        and not famille.parent
        and not {famille.id} & {guide.catalog.get(Famille, name).parent for name in clause.familles}
    )
    assert clause not in by_name[f"familles/{other}"]


def test_the_page_that_an_entry_leads_to_is_there(flux: Path, public_site: Path, pages: dict[str, HtmlPage]):
    for item in json.loads((flux / "tout.json").read_text(encoding="utf-8"))["items"]:
        address, _, fragment = item["url"].removeprefix(PUBLISHED).partition("#")
        assert file_of(public_site, address).is_file() and (not fragment or fragment in pages[address].ids), item["url"]


HOSTILE = '<b>&amp; ]]> "x" \'</title>'


def test_no_word_of_a_record_can_break_a_feed():
    catalog = specimen.catalog(lambda key: HOSTILE)
    build: Any = type("Build", (), {"catalog": catalog, "settings": specimen.settings(), "day": date(2026, 11, 22)})
    files = dict(feeds(build))
    titles = [
        entry.findtext(f"{A}title") for entry in ElementTree.fromstring(files["flux/tout.atom"]).findall(f"{A}entry")
    ]
    expected = {HOSTILE, f"Le droit a changé : {HOSTILE}"}
    assert set(titles) == expected
    assert {item["title"] for item in json.loads(files["flux/tout.json"])["items"]} == expected


def test_a_feed_without_any_change_is_still_a_feed():
    empty = Flux("pairs", "Organisations", "pairs/", ())
    feed = ElementTree.fromstring(atom(empty, [], specimen.settings(), date(2026, 11, 22)).encode())
    assert feed.findtext(f"{A}updated") == "2026-11-22T00:00:00Z"
    assert json_feed(empty, [], specimen.settings())["items"] == []


def test_the_name_of_an_entry_depends_on_nothing_but_the_change():
    """A title that is corrected must not make a reader read everything again."""

    def names_with(word: str) -> list[str]:
        build: Any = type(
            "Build",
            (),
            {"catalog": specimen.catalog(lambda key: word), "settings": specimen.settings(), "day": date(2026, 11, 22)},
        )
        return [item["id"] for item in json.loads(dict(feeds(build))["flux/tout.json"])["items"]]

    assert names_with("mot") == names_with("autre") != []


# Calendars


def test_the_calendar_of_the_law_holds_every_known_date_and_how_sure_it_is(flux: Path, guide: Guide):
    content = (flux / "droit.ics").read_bytes()
    calendar = icalendar.Calendar.from_ical(content)
    texts = [text for text in guide.catalog.all(TexteJuridique) if text.diffusion == "publique"]
    expected = sorted(
        [text.en_vigueur.depuis for text in texts if text.en_vigueur.depuis]
        + [text.en_vigueur.jusqu_a for text in texts if text.en_vigueur.jusqu_a]
    )
    events = calendar.walk("VEVENT")
    assert [event.decoded("DTSTART") for event in events] == expected
    assert len({str(event["UID"]) for event in events}) == len(events)
    for event in events:
        assert {"UID", "DTSTAMP", "SUMMARY", "DTSTART"} <= event.keys() and event.errors == []
        assert re.search(
            r"État de vérification : (?:lu au texte|lu en commentaire|à vérifier)", str(event["DESCRIPTION"])
        )
        assert str(event["URL"]).startswith(f"{PUBLISHED}textes/")
        assert isinstance(event.decoded("DTSTAMP"), datetime)
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines) and max(map(len, lines)) <= 75


def test_a_clause_that_was_read_again_has_its_next_reading_in_the_calendar(guide: Guide):
    catalog = specimen.catalog(lambda key: "mot")
    (found,) = (agenda for agenda in agendas(catalog) if agenda.nom == "relectures")
    clause = catalog.get(Clause, specimen.ID)
    assert [(one.fiche.id, one.jour) for one in found.echeances] == [
        (clause.id, reading.echeance) for reading in clause.relecture
    ]


def test_a_calendar_without_a_date_is_not_written(flux: Path, guide: Guide):
    """RFC 5545 (3.4): a calendar has at least one component."""
    written = {file.stem for file in flux.glob("*.ics")} - {
        "agenda"
    }  # the meetings have a page and a file of their own
    assert written == {agenda.nom for agenda in agendas(guide.catalog)}
    assert ("relectures" in written) == any(clause.relecture for clause in guide.catalog.clauses_vivantes)
    assert b"VEVENT" not in fichier_ics("vide", (), date(2026, 11, 22))


# What pages and browsers are told


def test_every_page_names_the_search_of_the_site_and_a_page_written_by_people_its_feeds(
    pages: dict[str, HtmlPage], guide: Guide
):
    search = {"application/opensearchdescription+xml": "opensearch.xml"}
    types = {"application/atom+xml": "flux/tout.atom", "application/feed+json": "flux/tout.json", **search}
    written = {
        re.sub(r"(^|/)index\.md$", r"\1", page.path.removeprefix("docs/")).replace(".md", "/") for page in guide.pages
    }
    assert written & pages.keys()
    for address, page in pages.items():
        if address != "404.html":
            named = {
                link.get("type"): page.target(link.get("href"))[0]
                for link in page.all("link")
                if link.get("type") in types and not re.search("flux/(?:familles|clauses)/", link.get("href"))
            }
            by_people = address in written or address.startswith("nouveautes/")  # a month is the guide's own news
            assert named == (types if by_people else search), address


def test_the_page_of_a_segment_and_of_a_clause_names_its_own_feed(pages: dict[str, HtmlPage], guide: Guide):
    for record in (*guide.catalog.segments, *guide.catalog.all(Clause)):
        page = pages[record.adresse]
        feed = f"flux/{record.kind}/{record.id}.atom"
        named = {
            page.target(link.get("href"))[0] for link in page.all("link") if link.get("type") == "application/atom+xml"
        }
        assert named == {feed}
        assert record.kind != "clauses" or feed in {page.target(link.get("href"))[0] for link in page.all("a")}


def test_the_search_can_be_added_to_a_browser_and_leads_to_results(public_site: Path, reader: Reader):
    """OpenSearch 1.1: a short name of at most 16 characters, a description, and an address with a place for the words."""
    space = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    description = ElementTree.parse(public_site / "opensearch.xml").getroot()
    assert 0 < len(description.findtext("o:ShortName", namespaces=space)) <= 16
    assert 0 < len(description.findtext("o:Description", namespaces=space)) <= 1024
    urls = {url.get("type"): url.get("template") for url in description.findall("o:Url", space)}
    assert urls["application/opensearchdescription+xml"] == f"{PUBLISHED}opensearch.xml"
    page = reader.open(urls["text/html"].removeprefix(PUBLISHED).replace("{searchTerms}", "insertion"))
    expect(page.locator("[data-resultat]").first).to_be_visible()
    assert urlsplit(shown_address(page)).path.endswith("/recherche/")


def test_the_page_of_the_feeds_leads_to_each_of_them(pages: dict[str, HtmlPage], names: list[str], flux: Path):
    linked = {pages["flux/"].target(link.get("href"))[0] for link in pages["flux/"].all("a")}
    wanted: Callable[[str], set[str]] = lambda name: {f"flux/{name}.atom", f"flux/{name}.json"}  # noqa: E731
    general = [name for name in names if not name.startswith("clauses/")]  # the page of a clause leads to its own
    assert set().union(*map(wanted, general)) | {f"flux/{file.name}" for file in flux.glob("*.ics")} <= linked
