"""The open data: what is given is whole, says where it comes from, opens where it is meant to, and follows its schema."""

import copy
import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import markdown
import pytest
import specimen
import yaml
from html_page import PUBLISHED, HtmlPage, file_of
from jsonschema import Draft202012Validator, FormatChecker
from site_tools import files_of_records
from small_guide import ROOT

from macros.build import Build
from macros.exports.open_data.datasets import jeux, objet
from macros.exports.open_data.tables import Table
from macros.exports.structured import script
from macros.exports.twins import twins
from macros.model import KINDS, PAGED_KINDS, VOCABULAIRES, EntreeDeGlossaire, Record
from macros.read.guide import Guide
from macros.text.language import PARAMETRE

FILLED = tuple(kind for kind in KINDS if any((ROOT / "data" / kind).glob("*.yml")))
"""The kinds that have records: the others have no file."""
LISTS = (*FILLED, VOCABULAIRES)
LICENCE = "etalab-2.0"
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture(scope="module")
def api(public_site: Path) -> Path:
    return public_site / "api/v1"


@pytest.fixture(scope="module")
def objects(api: Path) -> dict[str, list[dict[str, Any]]]:
    """Kind -> the objects of its file."""
    return {name: json.loads((api / f"{name}.json").read_text(encoding="utf-8")) for name in LISTS}


def _published(guide: Guide) -> Iterator[Record]:
    return (record for record in guide.catalog if record.diffusion == "publique")


def _as_written(value: Any) -> Any:
    """A value of a YAML file as JSON says it: without the blanks around a text."""
    if isinstance(value, dict):
        return {key: _as_written(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_written(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value.strip() if isinstance(value, str) else value


def _within(written: Any, given: Any) -> bool:
    """True where every value of the YAML file is in the object: the object also has the fields that were left out."""
    if isinstance(written, dict):
        return all(key in given and _within(item, given[key]) for key, item in written.items())
    if isinstance(written, list):
        return len(written) == len(given) and all(map(_within, written, given))
    return written == given


@pytest.mark.parametrize("kind", FILLED)
def test_a_file_of_data_gives_every_value_that_was_written_in_the_records(
    objects: dict[str, list[dict[str, Any]]], kind: str
):
    given = {
        found["id"]: found | ({"url": found["url_source"]} if "url_source" in found else {}) for found in objects[kind]
    }
    written = {
        file.stem: _as_written(yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader))
        for file in (ROOT / "data" / kind).glob("*.yml")
    }
    written = {name: record for name, record in written.items() if record.get("diffusion") != "interne"}
    assert given.keys() == written.keys()
    assert [name for name in written if not _within(written[name], given[name])] == []
    assert {name for name, found in given.items() if set(KINDS[kind].model_fields) - found.keys()} == set()


def test_the_closed_lists_give_every_term_that_a_record_may_name(
    objects: dict[str, list[dict[str, Any]]], guide: Guide
):
    given = {found["id"]: [term["id"] for term in found["termes"]] for found in objects[VOCABULAIRES]}
    assert given == {name: list(terms) for name, terms in guide.catalog.vocabularies.items() if name != "ids-retires"}


def test_each_record_is_also_a_file_of_its_own_with_the_same_words(api: Path, objects: dict[str, list[dict[str, Any]]]):
    for kind, found in objects.items():
        assert {file.stem for file in (api / kind).iterdir()} == {one["id"] for one in found}
        assert [
            one["id"]
            for one in found
            if json.loads((api / kind / f"{one['id']}.json").read_text(encoding="utf-8")) != one
        ] == []


def test_every_object_leads_to_its_page(
    objects: dict[str, list[dict[str, Any]]], pages: dict[str, HtmlPage], public_site: Path
):
    def leads(url: str) -> bool:
        address, _, fragment = url.removeprefix(PUBLISHED).partition("#")
        return (
            url.startswith(PUBLISHED)
            and file_of(public_site, address).is_file()
            and (not fragment or fragment in pages[address].ids)
        )

    assert [one["url"] for found in objects.values() for one in found if not leads(one["url"])] == []


def test_every_file_says_its_licence_and_its_date(api: Path):
    """A list says it in each of its objects, so that what is copied from it says it too; the columns of a table do as much."""
    files = [file for file in api.rglob("*") if file.suffix == ".json"]
    assert len(files) > 500
    for file in files:
        content = json.loads(file.read_text(encoding="utf-8"))
        for one in content if isinstance(content, list) else [content]:
            assert one["licence"] == LICENCE and ISO_DAY.fullmatch(one["mise_a_jour"]), file
    for file in api.glob("*.csv"):
        assert {(row["licence"], bool(ISO_DAY.fullmatch(row["mise_a_jour"]))) for row in _rows(file.read_bytes())} == {
            (LICENCE, True)
        }


# Schemas


@pytest.fixture(scope="module")
def validators(api: Path) -> dict[str, Draft202012Validator]:
    schemas = {name: json.loads((api / f"schemas/{name}.json").read_text(encoding="utf-8")) for name in LISTS}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    return {name: Draft202012Validator(schema, format_checker=FormatChecker()) for name, schema in schemas.items()}


@pytest.mark.parametrize("name", LISTS)
def test_every_object_follows_the_schema_of_its_file(
    validators: dict[str, Draft202012Validator], objects: dict[str, list[dict[str, Any]]], name: str
):
    faults = [
        f"{one['id']}: {error.json_path} {error.message[:120]}"
        for one in objects[name]
        for error in validators[name].iter_errors(one)
    ]
    assert faults == []


WRONG = {
    "a key that does not exist": lambda clause: clause.update(titres="x"),
    "a key that is missing": lambda clause: clause.pop("titre"),
    "a word that is not in the closed list": lambda clause: clause.update(etape="plus-tard"),
    "a mark out of six": lambda clause: clause.update(impact=6),
    "a date that does not exist": lambda clause: clause.update(mise_a_jour="2026-02-30"),
    "a number in words": lambda clause: clause.update(version="1"),
    "a group without one of its fields": lambda clause: clause["publics"].pop("elus"),
    "another licence": lambda clause: clause.update(licence="MIT"),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_schema_refuses_what_the_guide_would_not_write(
    validators: dict[str, Draft202012Validator], objects: dict[str, list[dict[str, Any]]], fault: str
):
    clause = copy.deepcopy(objects["clauses"][0])
    WRONG[fault](clause)
    assert not validators["clauses"].is_valid(clause)


@pytest.mark.parametrize("kind", FILLED)
def test_a_schema_tells_each_field_in_french_in_the_words_of_the_contributors_page(api: Path, kind: str):
    schema = json.loads((api / f"schemas/{kind}.json").read_text(encoding="utf-8"))
    assert schema["$id"] == f"{PUBLISHED}api/v1/schemas/{kind}.json"
    untold = [name for name, field in schema["properties"].items() if not field.get("description")]
    assert untold == []
    readme = " ".join((ROOT / "data/README.md").read_text(encoding="utf-8").split()).lower()
    assert [
        field["description"]
        for name, field in schema["properties"].items()
        if "title" in field and field["description"].lower() not in readme
    ] == []


def test_a_schema_says_which_file_an_identifier_belongs_to(api: Path):
    fields = json.loads((api / "schemas/clauses.json").read_text(encoding="utf-8"))
    assert fields["properties"]["familles"]["items"]["x-reference"] == "familles"
    assert fields["$defs"]["Fondement"]["properties"]["texte"]["x-reference"] == "textes"
    assert fields["properties"]["etape"]["x-reference"] == "vocabulaires/etapes"


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_finds_nothing_wrong_in_our_files_and_sees_a_key_that_does_not_exist(api: Path, kind: str):
    schema = json.loads((api / f"schemas/fichiers/{kind}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    judge = Draft202012Validator(schema, format_checker=FormatChecker())
    for file in sorted((ROOT / "data" / kind).glob("*.yml")):
        # An editor reads a day as text: it knows YAML 1.2, where dates are no type.
        written = json.loads(json.dumps(yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader), default=str))
        assert [error.message[:120] for error in judge.iter_errors(written)] == [], file
        assert not judge.is_valid({**written, "titres": "x"})


# Tables


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("name", LISTS)
def test_a_table_opens_in_a_french_spreadsheet(api: Path, objects: dict[str, list[dict[str, Any]]], name: str):
    content = (api / f"{name}.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "without this mark, Excel reads accents wrong"
    assert content.endswith(b"\r\n") and b";" in content.split(b"\r\n", 1)[0]
    rows = _rows(content)
    told = list(dict.fromkeys((row["id"], row["url"]) for row in rows))
    assert told == [(one["id"], one["url"]) for one in objects[name]]
    assert all(None not in row and None not in row.values() for row in rows)


def test_a_table_opens_groups_into_columns_and_keeps_lists_in_one_cell(
    api: Path, objects: dict[str, list[dict[str, Any]]]
):
    clause = next(one for one in objects["clauses"] if one["critere"] and one["annexes"] and len(one["alias"]) > 1)
    row = next(row for row in _rows((api / "clauses.csv").read_bytes()) if row["id"] == clause["id"])
    assert row["publics.elus"].split() == clause["publics"]["elus"].split()
    assert row["critere.poids"] == clause["critere"]["poids"]
    assert len(row["dispositions"].split("\n")) == len(clause["dispositions"])
    columns = [f"(libelle : {' '.join(column['libelle'].split())}" for column in clause["annexes"][0]["colonnes"]]
    assert all(column in row["annexes"] for column in columns)
    assert row["alias"].split("\n") == clause["alias"]
    assert len(row["verification"].split("\n")) == len(clause["verification"])
    place = next(one for one in objects["etudes-de-cas"] if one["coordonnees"])
    row = next(row for row in _rows((api / "etudes-de-cas.csv").read_bytes()) if row["id"] == place["id"])
    assert row["coordonnees.lat"] == place["coordonnees"]["lat"].replace(".", ",")


@pytest.mark.parametrize("formula", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1+1", "＝1+1"])
def test_no_cell_computes(formula: str):
    """Whatever a record says, in each of its fields."""
    catalog = specimen.catalog(lambda key: formula)
    for jeu in jeux(catalog, specimen.settings(), date(2026, 11, 22)):
        table = Table(jeu.modele)
        for fiche in jeu.objets():
            table.add(fiche)
        for row in csv.reader(io.StringIO(table.content().decode("utf-8-sig"), newline=""), delimiter=";"):
            assert [cell for cell in row if re.match(r"[=+@\t\r\n＝＋－＠]|-(?!\d+(,\d+)?$)", cell)] == []


def test_no_cell_is_longer_than_excel_holds_and_nothing_is_lost(api: Path):
    for name in LISTS:
        rows = _rows((api / f"{name}.csv").read_bytes())
        assert max(len(cell) for row in rows for cell in row.values()) < 32_767, name
    codes = [row for row in _rows((api / "vocabulaires.csv").read_bytes()) if row["id"] == "cpv"]
    told = "\n".join(row["termes"] for row in codes).split("\n")
    lists = json.loads((api / "vocabulaires.json").read_text(encoding="utf-8"))
    assert len(codes) > 1 and len(told) == len(next(one for one in lists if one["id"] == "cpv")["termes"])


# The catalogue for harvesters

MANDATORY = {
    "dcat:Catalog": {"dct:title", "dct:description", "dct:publisher", "dcat:dataset"},
    "dcat:Dataset": {"dct:title", "dct:description"},
    "dcat:Distribution": {"dcat:accessURL"},
    "foaf:Agent": {"foaf:name"},
}
"""DCAT-AP 2.1 and 3.0, and what data.gouv.fr needs besides."""
ASKED_BY_DATA_GOUV = {
    "dcat:Catalog": {"dct:spatial"},
    "dcat:Dataset": {"dct:identifier", "dcat:contactPoint", "dct:accrualPeriodicity", "dct:spatial", "dct:publisher"},
    "dcat:Distribution": {"dct:title", "dct:format", "dct:license"},
}


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item)
    if isinstance(value, dict):
        if "@type" in value and "@value" not in value:
            yield value
        for item in value.values():
            yield from _nodes(item)


def test_the_catalogue_has_what_dcat_ap_demands(api: Path):
    catalog = json.loads((api / "catalog.jsonld").read_text(encoding="utf-8"))
    nodes = list(_nodes(catalog))
    assert {node["@type"] for node in nodes} >= MANDATORY.keys()
    for node in nodes:
        asked = MANDATORY.get(node["@type"], set()) | ASKED_BY_DATA_GOUV.get(node["@type"], set())
        assert asked - {key for key, value in node.items() if value} == set(), node.get("@id")
    used = {key for node in nodes for key in node if not key.startswith("@")} | {node["@type"] for node in nodes}
    assert {name.split(":")[0] for name in used} <= catalog["@context"].keys()
    assert len({node["@id"] for node in nodes if "@id" in node}) == sum("@id" in node for node in nodes)


def test_the_catalogue_leads_to_every_file_and_says_its_true_weight(api: Path):
    catalog = json.loads((api / "catalog.jsonld").read_text(encoding="utf-8"))
    distributions = [one for dataset in catalog["dcat:dataset"] for one in dataset["dcat:distribution"]]
    weights = {
        one["dcat:downloadURL"]["@id"].removeprefix(f"{PUBLISHED}api/v1/"): int(one["dcat:byteSize"]["@value"])
        for one in distributions
    }
    assert weights == {
        file.name: file.stat().st_size for name in LISTS for file in (api / f"{name}.json", api / f"{name}.csv")
    }
    assert all(
        (api / one["dct:conformsTo"]["@id"].removeprefix(f"{PUBLISHED}api/v1/")).is_file()
        for one in distributions
        if "dct:conformsTo" in one
    )
    index = json.loads((api / "index.json").read_text(encoding="utf-8"))
    assert [jeu["id"] for jeu in index["jeux"]] == [one["@id"].rsplit("/", 1)[1] for one in catalog["dcat:dataset"]]


# What a page tells machines


def test_the_page_of_each_record_tells_search_engines_what_it_is(guide: Guide, pages: dict[str, HtmlPage]):
    for record in _published(guide):
        if record.kind not in PAGED_KINDS:
            continue
        (block,) = re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', pages[record.adresse].html, re.DOTALL
        )
        told = json.loads(block)
        assert (told["@context"], told["url"], told["name"]) == (
            "https://schema.org",
            PUBLISHED + record.adresse,
            record.titre,
        )
        assert (
            ISO_DAY.fullmatch(told["dateModified"])
            and told["inLanguage"] == "fr"
            and told["license"].startswith("https://")
        )
        assert "about" in told or record.kind not in ("clauses", "textes", "etudes-de-cas")


def test_no_other_page_claims_to_be_a_record(guide: Guide, pages: dict[str, HtmlPage], public_site: Path):
    """The note of a segment is about it, and is not its page."""
    own = {record.adresse for record in _published(guide) if record.kind in PAGED_KINDS}
    assert [
        address for address, page in pages.items() if address not in own and "application/ld+json" in page.html
    ] == []
    assert {file.parent.relative_to(public_site).as_posix() + "/" for file in public_site.rglob("index.md")} == own


@pytest.mark.parametrize("kind", PAGED_KINDS)
def test_no_word_of_a_record_can_close_the_block_of_its_page(kind: str):
    catalog = specimen.catalog(lambda key: "</script><script>alert(1)</script><!--")
    block = script(catalog.get(KINDS[kind], specimen.ID), catalog, specimen.settings(), date(2026, 11, 22))
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in inside
    assert json.loads(inside)["name"].startswith("</script>")


# Markdown twins


@pytest.fixture(scope="module")
def twins_of_site(guide: Guide, public_site: Path) -> dict[str, str]:
    """Address of a record's page -> its Markdown twin."""
    return {
        record.adresse: (public_site / record.adresse / "index.md").read_text(encoding="utf-8")
        for record in _published(guide)
        if record.kind in PAGED_KINDS
    }


def test_each_page_of_a_record_names_its_markdown_twin(twins_of_site: dict[str, str], pages: dict[str, HtmlPage]):
    for address in twins_of_site:
        (link,) = (link for link in pages[address].all("link") if link.get("type") == "text/markdown")
        assert pages[address].target(link.get("href"))[0] == f"{address}index.md"


def test_a_twin_says_what_it_is_and_holds_only_markdown(twins_of_site: dict[str, str], guide: Guide):
    titles = {record.adresse: record for record in _published(guide)}
    for address, text in twins_of_site.items():
        head, body = text.removeprefix("---\n").split("\n---\n", 1)
        told = yaml.safe_load(head)
        assert (told["titre"], told["url"], told["licence"]) == (titles[address].titre, PUBLISHED + address, LICENCE)
        assert re.search(r"</?[a-z]+[ >]|&#\d+;|\{[:#] ?|^(?:===|!!!) |\{\{", body, re.MULTILINE) is None, address
        assert body.count("\n# ") == 1 or body.startswith("# "), address


def test_a_twin_holds_the_whole_text_of_its_clause(twins_of_site: dict[str, str], guide: Guide):
    for clause in guide.catalog.clauses_vivantes:
        said = _words(twins_of_site[clause.adresse])
        for told in (clause.resume, clause.pourquoi, clause.publics.elus, clause.risques[0].parade):
            assert _words(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", told)) in said, clause.id


def test_in_a_twin_and_in_files_each_value_of_a_clause_stands_in_its_brackets(
    twins_of_site: dict[str, str], guide: Guide, public_site: Path
):
    met = 0
    for clause in guide.catalog.clauses_vivantes:
        places = sum(len(PARAMETRE.findall(part.texte)) for part in clause.dispositions)
        own = public_site / clause.adresse / clause.id
        files = [own.with_suffix(f".{ending}").read_text(encoding="utf-8") for ending in ("md", "txt")]
        for text in (twins_of_site[clause.adresse], *files):
            assert len(re.findall(r"(?<!\\)\[[^\[\]\\]+\](?!\()", text)) >= places, clause.id
        met += places
    assert met > 500


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text.replace("’", "'"))))


def test_every_link_of_a_twin_leads_somewhere(
    twins_of_site: dict[str, str], public_site: Path, pages: dict[str, HtmlPage]
):
    broken = set()
    for address, text in twins_of_site.items():
        for link in re.findall(r"\]\((\S+?)\)", text):
            if not re.match(r"https?://|mailto:", link):
                broken.add((address, link))
            if link.startswith(PUBLISHED):
                target, _, fragment = link.removeprefix(PUBLISHED).partition("#")
                target = target.partition("?")[0]
                if not file_of(public_site, target).is_file() or (fragment and fragment not in pages[target].anchors):
                    broken.add((address, link))
    assert broken == set()


@cache
def _to_html() -> markdown.Markdown:
    return markdown.Markdown(extensions=["tables"])


HOSTILE = ("|", "<b>", "*x*", "`x`", "# x", "_x_", "\\", "{{ x }}", "&lt;b&gt;", "![x]")
"""What would be markup: the links and the lists of a text are markup, and stay."""


@pytest.mark.parametrize("kind", PAGED_KINDS)
def test_in_a_twin_the_words_of_a_record_are_words(kind: str):
    plain_tags = _tags(_rendered("mot", kind))
    for hostile in HOSTILE:
        title = f"{hostile} mot {hostile}"
        html = _rendered(title, kind)
        assert title in unescape(re.sub(r"<[^>]*>", "", html)).replace("\u202f", " "), hostile
        assert _tags(html) == plain_tags, hostile


def _rendered(text: str, kind: str) -> str:
    build = Build(ROOT, Guide(specimen.catalog(lambda key: text), ()), specimen.settings())
    address = f"{build.catalog.get(KINDS[kind], specimen.ID).adresse}index.md"
    written = files_of_records(build, [twins])[address].decode()
    return _to_html().reset().convert(written.split("\n---\n", 1)[1])


def _tags(html: str) -> list[str]:
    return [tag for tag in re.findall(r"</?[a-z0-9]+", html) if tag not in ("</p", "<p")]


def test_the_plan_for_programs_follows_its_form_and_its_links_lead_somewhere(public_site: Path):
    text = (public_site / "llms.txt").read_text(encoding="utf-8")
    assert re.match(r"# .+\n\n> .+\n\n", text)
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
    links = re.findall(r"^- \[[^\]]+\]\((\S+)\): .+$", text, re.MULTILINE)
    assert len(links) > 30 and all(re.match(r"# |> |## |- \[|Licence|$", line) for line in text.splitlines())
    assert [link for link in links if not file_of(public_site, link.removeprefix(PUBLISHED)).is_file()] == []


def test_a_record_without_a_history_takes_the_date_of_the_build():
    catalog = specimen.catalog(lambda key: "mot", optional=False)
    term = catalog.get(EntreeDeGlossaire, specimen.ID)
    assert objet(term, specimen.settings(), date(2026, 11, 22))["mise_a_jour"] == "2026-11-22"


def test_the_page_of_the_data_lists_every_file(pages: dict[str, HtmlPage], objects: dict[str, list[dict[str, Any]]]):
    page = pages["donnees/"]
    linked = {page.target(link.get("href"))[0] for link in page.all("a")}
    wanted = {f"api/v1/{file}" for name in LISTS for file in (f"{name}.json", f"{name}.csv", f"schemas/{name}.json")}
    assert wanted | {"llms.txt", "api/v1/index.json", "api/v1/catalog.jsonld"} <= linked
    for name, found in objects.items():
        assert f"({len(found)})" in page.prose, name
