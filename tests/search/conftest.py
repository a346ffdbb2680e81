"""A corpus to search: every record of the guide, and a page in sections."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from reference.query import Searcher

from macros.read.guide import Guide
from macros.search import PageHtml, page_documents, record_documents, record_synonyms
from macros.search.cpv import codes_of
from macros.search.inverted import Index, build_index
from macros.search.lexicon import lexicon
from macros.search.market import Market, market_of
from macros.search.shards import shard_files
from macros.search.synonyms import synonym_table

ROOT = Path(__file__).parents[2]

PAGE = PageHtml(
    "guide/comprendre/",
    "Comprendre l'achat durable",
    "<h1>Comprendre</h1><p>Qui fait quoi dans un achat.</p>"
    '<h2 id="besoin">Le besoin<a class="headerlink" href="#besoin">¶</a></h2><p>Définir le besoin avec les usagers.</p>'
    '<h3 id="usagers">Les usagers</h3><ul><li>Ateliers</li><li>Enquêtes</li></ul>'
    "<div data-non-indexe><p>Hippopotame</p></div>",
    ("agents",),
)


@pytest.fixture(scope="session")
def corpus(guide: Guide):
    return [*record_documents(guide.catalog), *page_documents([PAGE])]


@pytest.fixture(scope="session")
def market(guide: Guide) -> Market:
    return market_of(guide.catalog)


@pytest.fixture(scope="session")
def index(corpus, market: Market) -> Index:
    return build_index(corpus, market.votes)


@pytest.fixture(scope="session")
def searcher(guide: Guide, index: Index, market: Market) -> Searcher:
    return Searcher(
        index, synonym_table(record_synonyms(guide.catalog)), lexicon(index), market, codes_of(guide.catalog)
    )


@pytest.fixture(scope="session")
def files(guide: Guide, index: Index, market: Market, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the search files of this corpus."""
    folder = tmp_path_factory.mktemp("recherche")
    for name, content in shard_files(
        index, {}, synonym_table(record_synonyms(guide.catalog)), market, codes_of(guide.catalog)
    ).items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="session")
def node() -> Callable[..., object]:
    """Runs a script of tests/js with arguments and returns what it prints, read as JSON. Node is part of the tools."""
    found = shutil.which("node")
    assert found, "the tests need Node: the browser's code is run with it"

    def run(script: str, *arguments: object) -> object:
        done = subprocess.run(
            [found, str(ROOT / "tests/js" / script), *map(str, arguments)], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    return run
