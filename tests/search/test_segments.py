"""The other names of a segment find it, and all that is of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from search_site import read_searcher
from small_guide import NOTE, Changes

from macros.model import Catalog, Famille
from macros.read.guide import load_guide
from macros.search.documents import record_documents, record_synonyms
from macros.search.index import build_search

NAME = "farfadesque"


@pytest.fixture
def found(project: Callable[[Changes], Path], tmp_path: Path) -> list[str]:
    """The addresses that the segment's other name finds in the index that readers' browsers load."""
    catalog: Catalog = load_guide(project({"familles/etudes": {"alias": ["enquête", NAME], "note_elus": NOTE}})).catalog
    assert NAME in catalog.get(Famille, "etudes").alias
    for name, content in build_search(record_documents(catalog), {}, record_synonyms(catalog)).items():
        (tmp_path / name).write_bytes(content)
    return read_searcher(tmp_path).addresses(NAME)


@pytest.mark.parametrize(
    "address", ["familles/etudes/", "elus/etudes/", "clauses/bilan/", "cas/ville-bilan/", "obligations/#part-sociale"]
)
def test_the_other_name_of_a_segment_finds_it_its_note_and_what_is_of_it(found: list[str], address: str):
    assert address in found


def test_the_segment_itself_comes_first(found: list[str]):
    assert found[0] in ("familles/etudes/", "elus/etudes/")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ﬂotte", "familles/vehicules/"),
        ("R. 2152–7", "textes/ccp-r2152-7/"),
        ("L2112−2", "textes/ccp-l2112-2/"),
        ("article L. 2112-2 du CCP", "textes/ccp-l2112-2/"),
        ("article 14 du code des marchés publics", "textes/ccp-l2112-2/"),
        ("9310000", "familles/energie/"),
        ("72267100-0", "familles/services-numeriques/"),
        ("79 41 10 00-8", "familles/conseil/"),
        ("221 000 € HT", "glossaire/#seuils"),
        ("40.000 €", "glossaire/#seuils"),
        ("étude de mobilité", "familles/deplacements/"),
        ("Dell", "familles/informatique/"),
        ("EPEAT", "familles/informatique/"),
        ("laptop", "familles/informatique/"),
        ("sustainable procurement", "glossaire/#commande-publique"),
        ("éco-pâturage", "clauses/eco-paturage-compte/"),
        ("office cleaning", "familles/nettoyage/"),
        ("reprise du personnel", "obligations/#personnel-a-reprendre"),
    ],
)
def test_what_people_typed_in_vain_finds_what_they_meant(searcher, query, first):
    """On the guide itself: each of these once found nothing, or something else."""
    assert searcher.addresses(query)[0] == first
