"""What comes from an address or a field runs nothing and breaks no page: a sample. `make audit` tries every string in every tool."""

import random

import pytest
from hostile import ALL, TOOLS, tried
from site_tools import Reader

SAMPLE = random.Random(11).sample(ALL, 4)


def test_the_strings_are_many_and_different():
    assert len(set(ALL)) == len(ALL) >= 150


@pytest.mark.parametrize("tool", ["recherche/", "outils/cible-elus/"])
def test_a_hostile_address_runs_nothing_and_breaks_no_page(reader: Reader, tool: str):
    assert tried(reader, tool, TOOLS[tool], SAMPLE) == {}
