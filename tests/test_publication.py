"""`python -m macros publier`: a corrected clause keeps the text that it had, and its readers the address of each version."""

from collections.abc import Callable
from pathlib import Path

import pytest
from small_guide import Changes, complaints

from macros.__main__ import main
from macros.model import Clause
from macros.read.guide import Guide
from macros.read.load import load

CLAUSE = "data/clauses/bilan.yml"


def publish(root: Path, *arguments: str) -> int:
    return main(["--racine", str(root), "publier", *arguments])


def correct(root: Path, before: str, after: str) -> None:
    file = root / CLAUSE
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


@pytest.fixture
def published(project: Callable[[Changes | None], Path]) -> Path:
    """A guide whose clause was published once. Contributors write their history one change a line."""
    root = project()
    correct(
        root,
        "historique:\n- version: 1\n  date: '2026-10-01'\n  motif: Première version.\n",
        "historique:\n  - {version: 1, date: 2026-10-01, motif: Première version.}\n",
    )
    assert publish(root, "bilan") == 0
    return root


def test_a_first_publication_keeps_the_text_and_touches_nothing_else(published: Path):
    assert (published / "data/clauses/versions/bilan/1.yml").read_text(encoding="utf-8") == (
        'version: 1\ndate: 2026-10-01\nmotif: "Première version."\ntitre: "Remettre un bilan"\nresume: "Le titulaire remet un bilan à la fin du marché."\n'
        "textes:\n  - piece: CCAP\n    texte: |\n      Le titulaire remet un bilan.\n"
    )
    assert complaints(published) == []


def test_a_corrected_text_is_published_with_its_reason(published: Path):
    correct(published, "remet un bilan.", "remet un bilan écrit.")
    assert ["publier bilan" in complaint for complaint in complaints(published)] == [True]
    assert publish(published, "bilan", "--motif", "Bilan : « écrit ».", "--date", "2026-11-02") == 0
    assert complaints(published) == []
    catalog = load(published / "data").catalog
    clause = catalog.get(Clause, "bilan")
    assert (clause.version, [change.version for change in clause.historique], clause.historique[0].motif) == (
        2,
        [2, 1],
        "Bilan : « écrit ».",
    )
    assert [version.textes[0].texte for version in catalog.versions_of(clause)] == [
        "Le titulaire remet un bilan écrit.",
        "Le titulaire remet un bilan.",
    ]


def test_a_new_text_has_been_read_by_nobody(published: Path, capsys: pytest.CaptureFixture[str]):
    correct(published, "statut: proposition", "statut: relue")
    reading = "{date: 2026-10-05, par: juriste, version: 1, decision: bon-a-employer, echeance: 2027-10-05}"
    correct(published, "\nhistorique:\n", f"\nrelecture: [{reading}]\nhistorique:\n")
    assert complaints(published) == []
    correct(published, "remet un bilan.", "remet un bilan écrit.")
    assert publish(published, "bilan", "--motif", "Écrit.", "--date", "2026-11-02") == 0
    assert "le statut redevient « proposition »" in capsys.readouterr().out
    assert complaints(published) == []
    clause = load(published / "data").catalog.get(Clause, "bilan")
    assert (clause.statut, clause.lue_par("juriste"), len(clause.relecture)) == ("proposition", None, 1)


def test_what_did_not_change_is_not_published_twice(published: Path, capsys: pytest.CaptureFixture[str]):
    before = {file: file.read_bytes() for file in (published / "data/clauses").rglob("*.yml")}
    assert publish(published, "bilan", "--motif", "Encore.") == 1
    assert "rien n'a changé depuis la version 1" in capsys.readouterr().err
    assert publish(published, "--tout") == 0
    assert "Rien à publier" in capsys.readouterr().out
    assert {file: file.read_bytes() for file in (published / "data/clauses").rglob("*.yml")} == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["bilan"], 1, "--motif"),
        (["bilan", "--motif", "Mieux.", "--date", "2026-09-01"], 1, "qui n'est pas antérieure"),
        (["bilan", "--motif", "Mieux.", "--date", "hier"], 2, "AAAA-MM-JJ"),
        (["bilam", "--motif", "Mieux."], 1, "« bilan »"),
        ([], 2, "--tout"),
        (["bilan", "--tout"], 2, "--tout"),
    ],
)
def test_what_cannot_be_published_says_what_to_do_and_writes_nothing(
    published: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, words: str
):
    correct(published, "remet un bilan.", "remet un bilan écrit.")
    before = {file: file.read_bytes() for file in (published / "data/clauses").rglob("*.yml")}
    assert publish(published, *arguments) == code
    assert words in capsys.readouterr().err
    assert {file: file.read_bytes() for file in (published / "data/clauses").rglob("*.yml")} == before


def test_a_proposed_value_is_part_of_the_text(project: Callable[[Changes | None], Path]):
    place = {"libelle": "Heures", "type": "nombre", "defaut": 1200}
    root = project(
        {
            "clauses/bilan": {
                "dispositions": [{"piece": "CCAP", "texte": "Au moins [[heures]] heures."}],
                "parametres": {"heures": place},
            }
        }
    )
    assert publish(root, "bilan") == 0
    assert "Au moins 1\u202f200 heures." in (root / "data/clauses/versions/bilan/1.yml").read_text(encoding="utf-8")
    correct(root, "1200", "1300")
    assert ["texte changé depuis la version 1" in complaint for complaint in complaints(root)] == [True]


def test_every_clause_of_the_guide_is_published(guide: Guide):
    """The bar: a rule compares each with its last published version, once it has one."""
    catalog = guide.catalog
    assert [
        clause.id
        for clause in catalog.clauses_vivantes
        if str(clause.version) not in catalog.versions.get(clause.id, {})
    ] == []
