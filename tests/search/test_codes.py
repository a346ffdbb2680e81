"""What the search files hold can be read back, whatever the numbers."""

import random

import pytest
from search_site import decode_column, decode_postings

from macros.search.codes import encode_column, encode_postings
from macros.search.inverted import COUNTS


@pytest.mark.parametrize(
    "pairs",
    [
        [],
        [(0, 1)],
        [(0, 1), (1, 1), (2, 1)],
        [(59, 1), (60, 2), (1_019 + 61, 15), (50_000, 16), (50_001, 400)],
        [(1_000_000, 4_000)],
    ],
)
def test_postings_come_back(pairs):
    postings = [document * COUNTS + count for document, count in pairs]
    assert decode_postings(encode_postings(postings)) == postings


def test_random_postings_come_back():
    chance = random.Random(1)
    for _ in range(200):
        documents = sorted(chance.sample(range(20_000), chance.randint(1, 300)))
        postings = [document * COUNTS + chance.choice([1, 1, 1, 2, 3, 14, 15, 29, 300]) for document in documents]
        assert decode_postings(encode_postings(postings)) == postings


@pytest.mark.parametrize("codes", [[], [0], [0, 89], [0, 90, 8_099], [8_100, 5, 400_000]])
def test_columns_come_back(codes):
    assert decode_column(encode_column(codes)) == codes


def test_a_column_takes_one_character_a_document_where_it_can():
    assert len(encode_column([0, 5, 89])) == 1 + 3
    assert len(encode_column([0, 5, 90])) == 1 + 2 * 3
