"""The drafts of « Relire » are whole: every expected finding stands once in its draft, every rule is tried in both parts."""

from collections import Counter
from pathlib import Path

import pytest
from brouillons import LEARNT, OPEN, SEALED, Draft, count, drafts

FAMILIES = {file.stem for file in (Path(__file__).parents[2] / "data/familles").glob("*.yml")}
PIECES = {"RC", "CCAP", "CCTP", "CCP", "inconnue"}
RULES = {
    "mesure-absente", "preuve-absente", "ou-equivalent", "marque", "preference-locale", "politique-generale",
    "sans-lien-objet", "critere-sans-poids", "critere-sans-attentes", "engagement-dans-rc", "penalite-sans-montant",
    "penalite-sans-plafond", "annexe-absente", "mot-vague", "article-abroge", "ancien-code", "de-saison",
    "deux-valeurs", "frais-des-perdants", "donnees-personnelles",
}  # fmt: skip
TRIED = [*drafts(OPEN), *drafts(SEALED)]
ALL = [*TRIED, *drafts(LEARNT)]


@pytest.mark.parametrize("draft", ALL, ids=lambda draft: draft.file.stem)
def test_a_draft_says_what_it_is(draft: Draft):
    record = draft.record
    assert record.keys() == {"titre", "piece", "segment", "texte", "attendus"}
    assert "exemple fictif" in record["titre"]
    assert record["piece"] in PIECES
    assert record["segment"] is None or record["segment"] in FAMILIES
    assert 80 <= len(draft.texte.split()) <= 650


@pytest.mark.parametrize("draft", ALL, ids=lambda draft: draft.file.stem)
def test_each_expected_finding_stands_once_in_its_draft(draft: Draft):
    for attendu in draft.record["attendus"]:
        two = {"aussi"} if attendu["constat"] == "deux-valeurs" else set()
        assert attendu.keys() == {"constat", "extrait"} | two
        assert attendu["constat"] in RULES
        assert {extrait: draft.texte.count(extrait) for key, extrait in attendu.items() if key != "constat"} == {
            extrait: 1 for key, extrait in attendu.items() if key != "constat"
        }


def test_a_third_of_the_drafts_is_sealed():
    sealed = len(drafts(SEALED))
    assert len(TRIED) >= 248
    assert 3 * sealed >= len(TRIED)


def test_sound_drafts_are_in_both_parts():
    sound = Counter(draft.file.parent.name for draft in TRIED if not draft.record["attendus"])
    assert sound.total() >= 10
    assert min(sound[OPEN], sound[SEALED]) >= 4


@pytest.mark.parametrize(("part", "least"), [(OPEN, 4), (SEALED, 2)])
def test_every_rule_is_expected_often_enough(part: str, least: int):
    expected = Counter(attendu["constat"] for draft in drafts(part) for attendu in draft.record["attendus"])
    assert {rule: expected[rule] for rule in RULES if expected[rule] < least} == {}


def test_a_finding_counts_where_rule_and_place_meet():
    draft = Draft(
        Path("essai.yml"),
        {
            "texte": "Si possible, du papier. Délai de 3 jours, puis de 5 jours.",
            "attendus": [
                {"constat": "mot-vague", "extrait": "Si possible"},
                {"constat": "deux-valeurs", "extrait": "5 jours", "aussi": "3 jours"},
            ],
        },
    )
    three = draft.texte.index("3 jours")
    counted = count([(draft, [("deux-valeurs", three, three + 1), ("mot-vague", 11, 15), ("marque", 0, 5)])])
    assert (counted.findings, counted.findings_matched) == (3, 1)
    assert (counted.expected, counted.expected_matched) == (2, 1)
    assert counted.precision == pytest.approx(1 / 3)
    assert counted.recall == 0.5
    assert count([(draft, [])]).precision == 1.0
