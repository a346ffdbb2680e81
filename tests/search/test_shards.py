"""The files: the same bytes whatever the run, one version, terms in order, sizes in bounds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from search_site import read_file, read_index
from synthetic import Corpus

from macros.search import Document, build_search
from macros.search.shards import SMALL

ROOT = Path(__file__).parents[2]
BUILD = """
import hashlib, sys
sys.path[:0] = ["tests/search"]
from synthetic import Corpus
from macros.search import build_search
files = build_search(Corpus().documents(60), {"type": {"clauses": "Clauses"}}, [("un", "deux", "trois")])
print(hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest())
"""


def test_bytes_do_not_depend_on_the_run():
    digests = {
        subprocess.run(
            [sys.executable, "-c", BUILD],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(digests) == 1


def test_bytes_do_not_depend_on_the_order_of_documents():
    documents = list(Corpus().documents(30))
    assert build_search(documents, {}, []) == build_search(reversed(documents), {}, [])


def test_two_documents_with_one_address_are_refused():
    one = Document("clauses/a/", "clauses", "A", "a")
    with pytest.raises(ValueError, match="clauses/a/"):
        build_search([one, one], {}, [])


def test_an_empty_guide_has_files_too():
    assert "manifest.js" in build_search([], {}, [])


def test_every_file_is_one_call_of_one_version(files):
    heads = {file.name: file.read_text(encoding="utf-8").split(",", 2) for file in files.iterdir()}
    assert {head[0] for head in heads.values()} == {
        f'guideSearch.receive("{name.removesuffix(".js")}"' for name in heads
    }
    assert len({head[1] for head in heads.values()}) == 1


def test_a_change_anywhere_changes_the_version():
    one, other = (
        build_search([Document("clauses/a/", "clauses", "A", resume)], {}, [])["manifest.js"]
        for resume in ("un", "deux")
    )
    assert one.split(b",")[1] != other.split(b",")[1]


def test_terms_are_in_order_and_the_manifest_knows_where_each_file_starts(files):
    shards = [read_file(files, file.stem) for file in sorted(files.glob("t-*.js"))]
    terms = [term for shard in shards for term in shard[::2]]
    assert terms == sorted(set(terms))
    assert read_file(files, "manifest")["firstTerms"] == [shard[0] for shard in shards]
    assert len(shards) > 3


def test_files_of_terms_stay_small_but_for_a_term_that_is_alone(files):
    for file in files.glob("t-*.js"):
        shard = read_file(files, file.stem)
        assert sum(map(len, shard)) < SMALL.terms * 1.5 or len(shard) == 2, file.name


def test_the_index_comes_back_from_its_files(index, files):
    read = read_index(files)
    assert read.frequencies == index.frequencies
    assert read.lengths == index.lengths
    assert [document.adresse for document in read.documents] == [document.adresse for document in index.documents]
    for term in list(index.frequencies)[::50]:
        assert list(read.scores(term)) == list(index.scores(term))


def test_the_lexicon_spells_words_as_people_do(files):
    words = " ".join(read_file(files, "lexique")).split()
    assert "environnement" in words
    assert "études" in words or "étude" in words
    assert len(words) == len(set(words))
