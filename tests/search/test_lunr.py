"""The scores are lunr's: those of lunr.py's own Builder, and those that lunr.js gives on the whole index."""

import json
from pathlib import Path

import pytest
from lunr.builder import Builder
from queries import all_queries

from macros.search.inverted import FIELDS, field_terms


@pytest.fixture(scope="module")
def builder(index) -> Builder:
    """lunr.py's Builder, fed with the same terms."""
    builder = Builder()
    builder.ref("number")
    for place, field in enumerate(FIELDS):
        builder.field(field.name, boost=field.boost, extractor=lambda entry, place=place: entry["terms"][place])
    for number, document in enumerate(index.documents):
        builder.add({"number": number, "terms": field_terms(document)}, {"boost": index.boosts[number]})
    return builder


@pytest.fixture(scope="module")
def lunr_index(builder):
    return builder.build()


def test_lunr_computes_the_same_field_vectors(index, builder, lunr_index):
    terms = {entry["_index"]: term for term, entry in builder.inverted_index.items()}
    theirs = {
        (terms[vector.elements[place]], ref): vector.elements[place + 1]
        for ref, vector in lunr_index.field_vectors.items()
        for place in range(0, len(vector.elements), 2)
    }
    ours = {
        (term, f"{FIELDS[field].name}/{document}"): score
        for term in index.frequencies
        for document, field, score in index.scores(term)
    }
    assert len(ours) > 10_000
    assert ours.keys() == theirs.keys()
    apart = {key: (ours[key], theirs[key]) for key in ours if abs(ours[key] - theirs[key]) > 1e-9}
    assert apart == {}


def test_the_sharded_index_answers_as_the_whole_one(corpus, lunr_index, files, node, tmp_path: Path):
    """Same results, scores within the rounding of each term, same order but between scores closer than that."""
    whole, queries = tmp_path / "index.json", tmp_path / "queries.json"
    whole.write_text(json.dumps(lunr_index.serialize()), encoding="utf-8")
    queries.write_text(json.dumps(all_queries(corpus)), encoding="utf-8")
    report = node("comparer.js", files, whole, queries)
    assert report["queries"] >= 200
    assert report["results"] > 1_000
    assert report["differences"] == []


def test_the_browser_answers_as_python(corpus, searcher, files, node, tmp_path: Path):
    queries = all_queries(corpus)
    file = tmp_path / "queries.json"
    file.write_text(json.dumps(queries), encoding="utf-8")
    for query, answer in zip(queries, node("repondre.js", files, file), strict=True):
        expected = searcher.search(query["texte"], query["saisie"])
        assert answer["mots"] == [[word.text, word.how, *word.spellings] for word in expected.words], query
        assert answer["total"] == len(expected.hits), query
        assert answer["adresses"] == searcher.addresses(query["texte"], query["saisie"])[:10], query
        assert answer["scores"] == pytest.approx([score for _, score in expected.hits[:10]], abs=0.01), query
