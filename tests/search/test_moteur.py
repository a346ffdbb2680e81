"""The organisation's search engine: what is exported for it, and the results page that asks it.

No OpenSearch and no Meilisearch is at hand: a small server answers in the format that each documents, from the exported
lines. What the two make of words is theirs; the requests, the answers, the facets and the silence are ours.
"""

import http.server
import json
import re
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from site_tools import QuietHandler, Reader, run_macros, served_site, shown_address
from small_guide import HOME, RECORDS, write_site_project

from macros.after.offline import make_offline
from macros.exports.engine_files import SHOWN, SORTS, market_words
from macros.read.guide import Guide
from macros.read.problems import DataError
from macros.read.settings import Settings
from macros.search.normalise import terms

KEY = "Y2xlOnB1YmxpcXVl"
FACETS = ("type", "famille", "etape", "dimension", "niveau", "public", "effort", "statut")
SEARCH = "{{ show_recherche() }}\n\n<div data-recherche-repli>\n\nDes listes.\n\n</div>\n"
OTHERS = {
    "clauses/enquete": {"titre": "Remettre une enquête", "niveau": "avance", "facilite": 2, "charge_fournisseur": 4},
    "clauses/sondage": {"titre": "Remettre un sondage", "niveau": "avance", "facilite": 5, "charge_fournisseur": 2},
}
PAGES = {
    "docs/recherche.md": HOME.replace("title: Guide", "title: Rechercher\nrender_macros: true") + SEARCH,
    "docs/confidentialite.md": HOME.replace("title: Guide", "title: Confidentialité\nrender_macros: true") + "{{ show_moteur() }}\n",
} | {path: RECORDS["clauses/bilan"] | own for path, own in OTHERS.items()}  # fmt: skip


class Engine:
    """Answers searches in both formats, from the lines of an export."""

    def __init__(self) -> None:
        self.rows: list[dict] = []
        self.asked: list[tuple[str, dict, str]] = []
        self.is_silent = False

    def answer(self, path: str, body: dict, authorization: str) -> dict:
        self.asked.append((path, body, authorization))
        return (
            self.open_search(body)
            if path == "/guide/_search"
            else {"results": list(map(self.meilisearch, body["queries"]))}
        )

    def found(self, query: str) -> list[dict]:
        asked = set(terms(query, keep_stop_words=False))

        def rank(row: dict) -> int:
            return len(asked & set(terms(f"{row['titre']} {row['alias']} {row['resume']} {row['marche']}", False)))

        kept = [row for row in self.rows if not asked or rank(row)]
        return sorted(kept, key=lambda row: (-rank(row), row["ordre"]))

    def open_search(self, body: dict) -> dict:
        assert body["_source"] == list(SHOWN) or set(body["_source"]) == set(SHOWN)
        asked = body["query"].get("function_score", {}).get("query", {}).get("bool", {}).get("should", [{}])
        found = self.found(asked[0].get("multi_match", {}).get("query", ""))

        def passing(clauses: list[dict]) -> list[dict]:
            wanted = [next(iter(clause["terms"].items())) for clause in clauses]
            return [row for row in found if all(has(row, facet, ids) for facet, ids in wanted)]

        counts = {
            facet: {"valeurs": {"buckets": [{"key": key, "doc_count": count} for key, count in counted(passing(asked["filter"]["bool"]["filter"]), facet).items()]}}
            for facet, asked in body["aggs"].items()
        }  # fmt: skip
        kept = passing(body["post_filter"]["bool"]["filter"])
        if isinstance(body["sort"][0], dict) and "ordre" not in body["sort"][0]:
            kept.sort(key=lambda row: -row[next(iter(body["sort"][0]))])
        hits = [{"_source": row} for row in kept[body["from"] : body["from"] + body["size"]]]
        return {"hits": {"total": {"value": len(kept), "relation": "eq"}, "hits": hits}, "aggregations": counts}

    def meilisearch(self, query: dict) -> dict:
        assert query["indexUid"] == "guide"
        kept = self.found(query["q"])
        for either in query["filter"]:
            facet = either[0].split(" = ")[0]
            kept = [row for row in kept if has(row, facet, [json.loads(one.split(" = ")[1]) for one in either])]
        for sort in query.get("sort", ()):
            kept.sort(key=lambda row: -row[sort.removesuffix(":desc")])
        counts = {facet: counted(kept, facet) for facet in query["facets"]}
        if query.get("limit") == 0:
            return {"hits": [], "estimatedTotalHits": len(kept), "facetDistribution": counts}
        start = (query["page"] - 1) * query["hitsPerPage"]
        return {"hits": kept[start : start + query["hitsPerPage"]], "totalHits": len(kept), "facetDistribution": counts}


def has(row: dict, facet: str, ids: list[str]) -> bool:
    return not set(ids).isdisjoint([row[facet]] if facet == "type" else row[facet])


def counted(rows: list[dict], facet: str) -> dict[str, int]:
    return dict(Counter(value for row in rows for value in ([row[facet]] if facet == "type" else row[facet])))


class Handler(QuietHandler):
    def do_OPTIONS(self) -> None:
        self.reply(204, b"")

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        engine: Engine = self.server.engine
        if engine.is_silent:
            self.reply(503, b"{}")
        else:
            self.reply(200, json.dumps(engine.answer(self.path, body, self.headers.get("Authorization", ""))).encode())

    def reply(self, code: int, body: bytes) -> None:
        self.send_response(code)
        for name, value in {"Origin": "*", "Methods": "POST", "Headers": "Content-Type, Authorization"}.items():
            self.send_header(f"Access-Control-Allow-{name}", value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def served_engine() -> Iterator[tuple[str, Engine]]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.engine = Engine()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", server.engine
        server.shutdown()


@pytest.fixture(scope="module")
def project(served_engine: tuple[str, Engine], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small guide with an engine, exported and built."""
    root = write_site_project(tmp_path_factory.mktemp("moteur"), PAGES)
    said = {"type": "opensearch", "adresse": served_engine[0], "index": "guide", "cle_publique": KEY}
    (root / "organisation.yml").write_text(f"nom: Région\nmoteur: {json.dumps(said)}\n", encoding="utf-8")
    done = run_macros(root, "export-moteur")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "LISEZMOI.txt" in done.stdout
    return root


@pytest.fixture(scope="module")
def rows(project: Path) -> list[dict]:
    text = (project / "site-moteur/meilisearch/fiches-001.ndjson").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def engine(served_engine: tuple[str, Engine], rows: list[dict]) -> Engine:
    found = served_engine[1]
    found.rows, found.asked, found.is_silent = rows, [], False
    return found


@pytest.fixture(params=["opensearch", "meilisearch"])
def reader(request, browser: Browser, project: Path, engine: Engine) -> Iterator[Reader]:
    """A reader of the site; where the engine is a Meilisearch, the one file that names it says so."""
    with served_site(project / "site") as address:
        page = browser.new_page(locale="fr-FR")
        if request.param == "meilisearch":
            written = (project / "site/assets/recherche/moteur.js").read_text(encoding="utf-8")
            page.route(
                "**/moteur.js", lambda route: route.fulfill(body=written.replace('"opensearch"', '"meilisearch"'))
            )
        yield Reader(page, address)
        page.close()


def answered(reader: Reader, query: str) -> Page:
    page = reader.open(f"recherche/?{query}")
    expect(page.locator("[data-resultat]").first).to_be_visible()
    return page


def addresses(page: Page) -> list[str]:
    return [result.get_attribute("data-resultat") or "" for result in page.locator("[data-resultat]").all()]


# What is exported


def test_both_exports_hold_the_documents_of_the_site_s_index(project: Path, rows: list[dict]):
    lines = [
        json.loads(line)
        for line in (project / "site-moteur/opensearch/lignes-001.ndjson").read_text(encoding="utf-8").splitlines()
    ]
    heads, bodies = lines[::2], lines[1::2]
    assert [set(head) for head in heads] == [{"index"}] * len(rows)
    ids = [head["index"]["_id"] for head in heads]
    assert ids == [row["id"] for row in rows]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("[a-z0-9]+", own) for own in ids)
    assert bodies == [{name: value for name, value in row.items() if name != "id"} for row in rows]
    pages = {row["adresse"].split("#")[0] for row in rows}
    assert {"", "clauses/bilan/", "familles/etudes/"} <= pages
    assert all((project / "site" / page / "index.html").is_file() for page in pages)


def test_every_field_is_declared_and_the_words_of_the_market_lead_to_their_segment(project: Path, rows: list[dict]):
    mapping = json.loads((project / "site-moteur/opensearch/index.json").read_text(encoding="utf-8"))["mappings"]
    assert mapping["dynamic"] == "strict"
    assert {name for row in rows for name in row} - {"id"} <= set(mapping["properties"])
    settings = json.loads((project / "site-moteur/meilisearch/reglages.json").read_text(encoding="utf-8"))
    assert set(settings["filterableAttributes"]) == set(FACETS)
    named = {*settings["searchableAttributes"], *settings["displayedAttributes"], *settings["sortableAttributes"]}
    assert named <= {name for row in rows for name in row}
    segment = next(row for row in rows if row["adresse"] == "familles/etudes/")
    assert "opinion poll" in segment["marche"]


def test_a_segment_has_the_codes_and_labels_of_the_cpv(guide: Guide):
    words = market_words(guide.catalog)
    assert any(word.startswith("30213000-5 ") for word in words["familles/informatique/"])
    assert "laptop" in words["familles/informatique/"]


def test_the_browser_asks_for_what_is_exported(project: Path):
    script = (project / "docs/assets/js/search/distant.js").read_text(encoding="utf-8")
    sorts = re.search(r"SORTS = \{(.*?)\}", script)[1]
    assert set(re.findall(r": '(\w+)'", sorts)) == set(SORTS)
    assert re.findall(r"'(\w+)'", re.search(r"FACETS = \[(.*?)\]", script)[1]) == list(FACETS)


# The results page


def test_the_engine_answers_with_the_same_facets_and_addresses(reader: Reader, engine: Engine):
    page = answered(reader, "q=remettre")
    assert sorted(addresses(page)) == ["clauses/bilan/", "clauses/enquete/", "clauses/sondage/"]
    expect(page.locator("[data-resultat] mark").first).to_be_visible()
    page.locator("details[data-facette=niveau] summary").click()
    page.get_by_label(re.compile(r"Avancé \(2\)$")).check()
    expect(page.locator(".recherche__compte")).to_contain_text("2 résultats")
    assert parse_qs(urlsplit(shown_address(page)).query)["niveau"] == ["avance"]
    expect(
        page.get_by_label(re.compile(r"Base \(1\)$"))
    ).to_be_visible()  # counted as if this facet's own choice were lifted
    page.get_by_label("Tri", exact=True).select_option("effort")
    expect(page.locator("[data-resultat]").first).to_have_attribute("data-resultat", "clauses/sondage/")
    page.reload()
    expect(page.locator("[data-resultat]").first).to_have_attribute("data-resultat", "clauses/sondage/")
    assert engine.asked[-1][2] in (f"Basic {KEY}", f"Bearer {KEY}")
    assert reader.complaints == []


def test_no_file_of_the_index_is_fetched_and_no_other_origin_is_asked(reader: Reader, engine: Engine, served_engine):
    page = answered(reader, "q=remettre")
    page.wait_for_load_state("networkidle")
    assert [url for url in reader.requests if re.search(r"lunr|manifest|colonnes|/[tdx]-\d", url)] == []
    assert {url.split("/")[2] for url in reader.requests} == {
        urlsplit(reader.site).netloc,
        urlsplit(served_engine[0]).netloc,
    }


def test_the_header_s_box_asks_it_too(reader: Reader, engine: Engine):
    page = reader.open("clauses/bilan/")
    page.locator("#recherche-entete").press_sequentially("enq", delay=20)
    page.locator("#recherche-entete").fill("enquête")
    expect(page.get_by_role("option").first).to_have_attribute("data-resultat", "clauses/enquete/")
    assert engine.asked
    assert reader.complaints == []


def test_odd_filters_are_not_sent_and_a_far_page_is_the_last(reader: Reader, engine: Engine):
    page = answered(reader, "q=remettre&niveau=constructor&famille=__proto__&page=900")
    expect(page.locator(".recherche__avis")).to_contain_text("Filtre inconnu")
    assert "constructor" not in json.dumps(engine.asked)
    assert "proto" not in json.dumps(engine.asked)


def test_where_it_does_not_answer_the_site_s_index_does_and_says_so(reader: Reader, engine: Engine):
    engine.is_silent = True
    page = answered(reader, "q=enquête")
    assert addresses(page)[0] == "clauses/enquete/"
    expect(page.locator(".recherche__avis")).to_contain_text("ne répond pas")
    assert all("503" in complaint for complaint in reader.complaints)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"adresse": "javascript:alert(1)//"},
        {"adresse": "//ailleurs.test/"},
        {"titre": "<img src=x onerror=alert(1)>"},
        {"famille": {"a": 1}, "facilite": "x", "resume": None},
    ],
)
def test_what_it_answers_is_not_trusted(reader: Reader, engine: Engine, spoilt: dict):
    engine.rows = [row | spoilt for row in engine.rows if row["adresse"] == "clauses/enquete/"]
    page = answered(reader, "q=enquête" if "titre" not in spoilt else "q=bilan")
    assert all(re.fullmatch(r"[a-z0-9/#-]*", address) for address in addresses(page))
    assert page.locator("main img").count() == 0
    assert [complaint for complaint in reader.complaints if "dialog" in complaint or "error" in complaint.lower()] == []


# What is said, and what is not there without it


def test_the_policy_names_that_origin_only_and_the_page_of_privacy_says_it(project: Path, served_engine):
    for address in ("recherche", "clauses/bilan", "confidentialite"):
        html = (project / "site" / address / "index.html").read_text(encoding="utf-8")
        assert f"connect-src 'self' {served_engine[0]};" in html, address
    said = re.sub(r"\s+", " ", (project / "site/confidentialite/index.html").read_text(encoding="utf-8"))
    assert f"sont envoyés au moteur de recherche de l’organisation, à l’adresse <code>{served_engine[0]}</code>" in said


def test_the_offline_edition_asks_nobody(project: Path, served_engine, tmp_path: Path):
    make_offline(project / "site", tmp_path / "hors-ligne")
    pages = {
        page.relative_to(tmp_path / "hors-ligne").as_posix(): page.read_text(encoding="utf-8")
        for page in (tmp_path / "hors-ligne").rglob("*.html")
    }
    assert "recherche/index.html" in pages
    assert [
        name
        for name, html in pages.items()
        if "guide-moteur" in html or f"connect-src 'self' {served_engine[0]}" in html
    ] == []
    assert not (tmp_path / "hors-ligne/assets/recherche/moteur.js").exists()


def test_without_an_engine_nothing_of_it_is_there(public_site: Path):
    assert not (public_site / "assets/recherche/moteur.js").exists()
    for address in ("recherche", "confidentialite", "clauses"):
        html = (public_site / address / "index.html").read_text(encoding="utf-8")
        assert "guide-moteur" not in html
        assert "connect-src 'self';" in html
    assert "ne sont envoyés à aucun autre serveur" in (public_site / "confidentialite/index.html").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"type": "solr", "adresse": "https://m.test", "index": "guide"}, "type"),
        ({"type": "opensearch", "adresse": "m.test", "index": "guide"}, "de la forme https://moteur"),
        ({"type": "opensearch", "adresse": "https://a:b@m.test", "index": "guide"}, "sans compte"),
        ({"type": "opensearch", "adresse": "https://m.test; script-src *", "index": "guide"}, "de la forme"),
        ({"type": "opensearch", "adresse": "https://m.test/?q=1", "index": "guide"}, "sans « ? »"),
        ({"type": "opensearch", "adresse": "https://m.test", "index": "../x"}, "index"),
        ({"type": "opensearch", "adresse": "https://m.test"}, "index"),
    ],
)
def test_an_engine_that_is_not_well_said_is_refused_at_its_place(tmp_path: Path, said: dict, words: str):
    (tmp_path / "organisation.yml").write_text(f"moteur: {json.dumps(said)}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"organisation\.yml:1:") as refused:
        Settings.read(tmp_path)
    assert words in str(refused.value)
