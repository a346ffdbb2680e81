"""The labelled passages can be learned from: each says its document, its rules exist, no mark of a label is left in a text."""

from collections import Counter

from passages import FOLDER, SHORT, passages

LABELLED = {
    "mot-vague", "mesure-absente", "preuve-absente", "ou-equivalent", "marque", "preference-locale", "politique-generale",
    "sans-lien-objet", "engagement-dans-rc", "penalite-sans-montant", "penalite-sans-plafond", "de-saison",
    "frais-des-perdants", "donnees-personnelles",
}  # fmt: skip


WRITTEN = {
    "deux-valeurs", "annexe-absente", "critere-sans-poids", "critere-sans-attentes", "article-abroge", "ancien-code",
}  # fmt: skip


def test_each_line_is_a_passage_of_a_known_document():
    for file in (*FOLDER.glob("*.txt"), *SHORT.glob("*.txt")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            document, title, text = line.split(" | ", 2)
            assert document in {"RC", "CCAP", "CCTP", "CCP", "?"}, f"{file.name}:{number}"
            assert title.strip() and text.strip(), f"{file.name}:{number}"


def test_labels_are_read_whole():
    for passage in passages():
        assert not set("⟦⟧⏎") & set(passage.texte), passage
        assert {rule for rule, _, _ in passage.attendus} <= LABELLED, passage
        assert all(start < end <= len(passage.texte) for _, start, end in passage.attendus), passage


def test_short_texts_are_labelled_by_every_rule():
    short = list(passages(SHORT))
    assert Counter(passage.auteur for passage in short) == {"g1": 200, "g2": 200}
    assert {rule for passage in short for rule, _, _ in passage.attendus} == LABELLED | WRITTEN
    assert not any(set("⟦⟧⏎") & set(passage.texte) for passage in short)


def test_every_rule_is_learned_from_several_authors():
    authors: dict[str, Counter[str]] = {rule: Counter() for rule in LABELLED}
    for passage in passages():
        for rule, _, _ in passage.attendus:
            authors[rule][passage.auteur] += 1
    assert {rule: len(counts) for rule, counts in authors.items() if len(counts) < 5 or counts.total() < 100} == {}
