"""What a search engine reads of the guide: `python -m macros export-moteur`, for guides past some tens of thousands of records.

    opensearch/index.json          settings and mapping, with our normaliser as its analyser
    opensearch/lignes-001.ndjson   pairs of lines for `_bulk`
    meilisearch/reglages.json      settings
    meilisearch/fiches-001.ndjson  one document a line
    LISEZMOI.txt                   the commands that load them

Both hold the documents of the site's own index, with the facets of the results page, and the words of the market (CPV,
lexicon) under the records that they lead to. The browser's side is docs/assets/js/search/distant.js.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..model import Catalog, Famille
from ..search.analyser import ASKED, INDEXED, KEPT, analysis
from ..search.cpv import Nomenclature
from ..search.documents import EVERYBODY, FACETS, Document, record_synonyms
from ..search.index import ordered
from ..search.inverted import ACRONYM, KIND_BOOSTS
from ..search.normalise import STOP_WORDS
from ..search.shards import LIGHTEST
from ..text.json_compact import json_compact

if TYPE_CHECKING:
    from ..build import Build

TEXTS = ("titre", "sigles", "alias", "marche", "resume", "texte", "reste")
"""From the heaviest to the lightest, as the site's own index; `sigles` are the acronyms of a record, `marche` the words of the market."""
SHOWN = ("adresse", "titre", "contexte", "resume", "texte", "facilite", "type", *FACETS)
"""What the results page asks for."""
SORTS = ("facilite", "effort_leger", "impact", "date", *(f"pour_{public}" for public in EVERYBODY))
DEEPEST = 100_000
"""How many answers can be leafed through; the engines' own limits are 10,000 and 1,000."""
PER_FILE = 5_000
"""Documents of one file: some 20 MB, where OpenSearch refuses more than 100."""
README = """\
Ce que lit un moteur de recherche. Écrit par « python -m macros export-moteur » ; à recharger après chaque construction du site.

OpenSearch (INDEX : le nom donné dans organisation.yml) :
  curl -X PUT  ADRESSE/INDEX -H 'Content-Type: application/json' --data-binary @opensearch/index.json
  curl -X POST ADRESSE/INDEX/_bulk -H 'Content-Type: application/x-ndjson' --data-binary @opensearch/lignes-001.ndjson   (et les suivants)

Meilisearch (CLE : la clé d'administration, qui n'est jamais celle d'organisation.yml) :
  curl -X PATCH ADRESSE/indexes/INDEX/settings -H 'Authorization: Bearer CLE' -H 'Content-Type: application/json' --data-binary @meilisearch/reglages.json
  curl -X POST 'ADRESSE/indexes/INDEX/documents?primaryKey=id' -H 'Authorization: Bearer CLE' -H 'Content-Type: application/x-ndjson' --data-binary @meilisearch/fiches-001.ndjson   (et les suivants)

Le moteur doit répondre aux pages du site (CORS) : autoriser leur origine, la méthode POST, les en-têtes Content-Type et Authorization.
La clé publique d'organisation.yml ne doit permettre que de chercher dans cet index : qui ouvre une page peut la lire.
"""


def write_engine_files(build: "Build", folder: Path) -> None:
    """Write them for the documents of this build."""
    from .search_files import documents_of

    for path, content in engine_files(documents_of(build), build.catalog.affiche):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def engine_files(documents: Iterable[Document], catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of each file."""
    rows = list(_rows(ordered(documents), market_words(catalog)))
    yield "LISEZMOI.txt", README.encode()
    yield "opensearch/index.json", _json(opensearch_index())
    for name, some in _cut(rows):
        lines = (line for row in some for line in ({"index": {"_id": row["id"]}}, _without_id(row)))
        yield f"opensearch/lignes-{name}.ndjson", _lines(lines)
    yield "meilisearch/reglages.json", _json(meilisearch_settings(catalog))
    for name, some in _cut(rows):
        yield f"meilisearch/fiches-{name}.ndjson", _lines(some)


def opensearch_index() -> dict[str, object]:
    """The body of `PUT /index`. Fields that no list names are refused."""
    kept = {"titre", "sigles", "alias"}
    texts: dict[str, object] = {
        name: {"type": "text", "analyzer": KEPT if name in kept else INDEXED, "search_analyzer": ASKED}
        | ({"norms": False} if name == "marche" else {})
        for name in TEXTS
    }
    keywords = {name: {"type": "keyword"} for name in ("type", *FACETS)}
    numbers = {name: {"type": "byte"} for name in SORTS if name != "date"}
    others = {
        "adresse": {"type": "keyword"},
        "contexte": {"type": "text", "index": False},
        "date": {"type": "date", "format": "yyyy-MM-dd"},
        "poids": {"type": "float"},
        "ordre": {"type": "integer"},
    }
    return {
        "settings": {"index": {"max_result_window": DEEPEST}, "analysis": analysis()},
        "mappings": {"dynamic": "strict", "properties": texts | keywords | numbers | others},
    }


def meilisearch_settings(catalog: Catalog) -> dict[str, object]:
    """The body of `PATCH /indexes/index/settings`. Its own tokenizer folds accents and reads French; it has no stemmer, but forgives letters."""
    synonyms: dict[str, set[str]] = defaultdict(set)
    for word, *names in record_synonyms(catalog):
        for name in names:
            synonyms[word.lower()].add(name.lower())
            synonyms[name.lower()].add(word.lower())
    return {
        "searchableAttributes": list(TEXTS),
        "displayedAttributes": list(SHOWN),
        "filterableAttributes": ["type", *FACETS],
        "sortableAttributes": list(SORTS),
        # what the reader sorts by comes before what the engine thinks; without a sort the first rule does nothing
        "rankingRules": ["sort", "words", "typo", "proximity", "attribute", "exactness", "poids:desc", "ordre:asc"],
        "stopWords": sorted(STOP_WORDS),
        "synonyms": {word: sorted(others) for word, others in sorted(synonyms.items())},
        "typoTolerance": {"minWordSizeForTypos": {"oneTypo": 5, "twoTypos": 12}},
        "localizedAttributes": [{"attributePatterns": ["*"], "locales": ["fra"]}],
        "faceting": {"maxValuesPerFacet": 1000},
        "pagination": {"maxTotalHits": DEEPEST},
    }


def _rows(documents: Sequence[Document], market: Mapping[str, Sequence[str]]) -> Iterator[dict[str, object]]:
    for order, document in enumerate(documents):
        effort = document.facettes.get("effort")
        row: dict[str, object] = {
            "id": _key(document.adresse),
            "adresse": document.adresse,
            "type": document.kind,
            "titre": document.titre,
            "contexte": document.contexte,
            "sigles": " ".join(ACRONYM.findall(document.alias)),
            "alias": document.alias,
            "marche": " ; ".join(market.get(document.adresse, ())),
            "resume": document.resume,
            "texte": document.texte,
            "reste": document.reste,
            **{facet: list(document.facettes.get(facet, ())) for facet in FACETS},
            "facilite": document.facilite or 0,
            "effort_leger": LIGHTEST - int(effort[0]) if effort else 0,
            "impact": document.impact or 0,
            **{f"pour_{public}": int(public in document.facettes.get("public", ())) for public in EVERYBODY},
            "poids": KIND_BOOSTS.get(document.kind, 1.0),
            "ordre": order,
        }
        yield row | ({"date": document.date} if document.date else {})


def market_words(catalog: Catalog) -> dict[str, list[str]]:
    """Address -> what the lexicon and the CPV call it by: words, codes and labels."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in catalog.lexique:
        for fiche in entry.mene:
            if record := catalog.named(*fiche.split("/")):
                found[record.adresse] += entry.mots
    if catalog.cpv_segments:
        nomenclature = Nomenclature(catalog)
        for code, label in catalog.cpv.items():
            for segment in nomenclature.segments(code)[:1]:
                found[Famille.adresse_de(segment)].append(f"{code} {label}")
    return found


def _without_id(row: Mapping[str, object]) -> dict[str, object]:
    """OpenSearch has it in the line before."""
    return {name: value for name, value in row.items() if name != "id"}


def _key(adresse: str) -> str:
    """The same at each export. Meilisearch wants letters and digits; the home page has no address of its own."""
    return hashlib.sha256(adresse.encode()).hexdigest()[:24]


def _cut(rows: Sequence[dict[str, object]]) -> Iterator[tuple[str, Sequence[dict[str, object]]]]:
    for number, start in enumerate(range(0, len(rows), PER_FILE), 1):
        yield f"{number:03}", rows[start : start + PER_FILE]


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _lines(values: Iterable[object]) -> bytes:
    return b"".join(json_compact(value) + b"\n" for value in values)
