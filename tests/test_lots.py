"""What is given to machines: one file a segment, small enough to be read whole, that says how far each text can be relied on."""

import re
from pathlib import Path

import pytest
from small_guide import ROOT

from macros.build import Build
from macros.exports import lots as lots_of_segments
from macros.exports.lots import LARGEST
from macros.model import Clause
from macros.read.guide import Guide
from macros.read.settings import Settings

FOLDER = "api/v1/lots"


@pytest.fixture(scope="module")
def lots(public_site: Path) -> dict[str, str]:
    found = {file.name: file.read_text(encoding="utf-8") for file in (public_site / FOLDER).glob("*.md")}
    assert found
    return found


def test_every_lot_fits_in_what_a_model_reads(lots: dict[str, str]):
    assert max(len(text.encode()) for text in lots.values()) <= LARGEST


def test_every_clause_of_a_segment_is_in_its_lot_with_its_reference_and_its_status(lots: dict[str, str], guide: Guide):
    for famille in guide.catalog.segments:
        text = "".join(
            content for name, content in lots.items() if name.rstrip(".md0123456789").rstrip("-") == famille.id
        )
        for clause in guide.catalog.clauses_vivantes:
            if famille.id in clause.familles:
                assert f"[{clause.id}@{clause.version_dite}]. Statut : " in text, (famille.id, clause.id)


def test_a_lot_that_goes_on_elsewhere_says_where(lots: dict[str, str]):
    second = [name for name in lots if name.endswith("-2.md")]
    assert second
    for name in second:
        assert f"{FOLDER}/{name}" in lots[name.replace("-2.md", ".md")]


def test_a_segment_of_many_files_names_a_few_and_the_last(guide: Guide, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lots_of_segments, "LARGEST", 16_000)
    found = {path: content.decode() for _, path, content in lots_of_segments.lot_files(Build(ROOT, guide, Settings()))}
    assert max(len(text.encode()) for text in found.values()) <= 16_000
    last = max(int(number) for number in re.findall(r"tous-achats-(\d+)\.md", "\n".join(found)))
    assert last > 6
    first = found[f"{FOLDER}/tous-achats.md"]
    assert "tous-achats-2.md, " in first
    assert f"jusqu'à {Settings().site}{FOLDER}/tous-achats-{last}.md" in first


def test_a_lot_says_what_was_read_of_each_article_and_names_its_annexes(lots: dict[str, str], guide: Guide):
    clause = next(one for one in guide.catalog.clauses_vivantes if one.annexes and one.penalites and one.fondements)
    text = (
        lots[f"{clause.famille}.md"] + lots.get(f"{clause.famille}-2.md", "") + lots.get(f"{clause.famille}-3.md", "")
    )
    own = text.split(f"[{clause.id}@")[1].split("\n---\n")[0]
    for words in ("### Fondements, et ce qui en a été lu", "lu au texte", "### Annexes à joindre", "€"):
        assert words in own
    assert re.search(r"\[\d+\]", own)


def test_values_are_in_brackets_without_the_strokes_of_markdown(lots: dict[str, str]):
    assert [name for name, text in lots.items() if re.search(r"\\[\[\]]", text)] == []


def test_the_plan_for_programs_leads_to_every_lot_and_says_how_to_cite(lots: dict[str, str], public_site: Path):
    plan = (public_site / "llms.txt").read_text(encoding="utf-8")
    for name in lots:
        assert f"/{FOLDER}/{name})" in plan
    assert "[identifiant@version]" in plan


def test_the_twin_of_a_clause_opens_with_its_reference_and_its_status(public_site: Path, guide: Guide):
    clause = next(iter(guide.catalog.all(Clause)))
    head = (public_site / f"{clause.adresse}index.md").read_text(encoding="utf-8").split("---")[1]
    assert f'reference: "{clause.id}@{clause.version_dite}"' in head
    assert "statut: " in head
