"""Sheets go to readers, who use Word or LibreOffice, and come back: the decision goes into the clause, every word about the text to the editor."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from office import convert
from relecteur import SOMEBODY, Relecteur
from site_tools import run_macros
from small_guide import Changes, complaints

from macros.__main__ import main
from macros.model import Clause
from macros.read.load import load

TEXT = "Le titulaire remet un bilan.\n\n1. Il le remet à la fin.\n2. Il compte ses [[heures]] heures."
CHANGES: Changes = {
    "clauses/bilan": {
        "dispositions": [{"piece": "CCAP", "texte": TEXT}],
        "parametres": {"heures": {"libelle": "nombre d'heures", "type": "nombre", "defaut": 120, "unite": "heures"}},
    },
    "clauses/suivi": {"titre": "Suivre le bilan", "niveau": "avance"},
}
BILAN = "data/clauses/bilan.yml"


@pytest.fixture
def root(project: Callable[[Changes | None], Path]) -> Path:
    return project(CHANGES)


def send(root: Path, *arguments: str) -> list[Path]:
    assert main(["--racine", str(root), "relecture", "exporter", *arguments]) == 0
    return sorted((root / "relectures").glob("*.docx"))


def take(root: Path, *files: Path) -> int:
    return main(["--racine", str(root), "relecture", "importer", *map(str, files)])


def sheet(root: Path) -> Relecteur:
    (file,) = send(root, "--ids", "bilan")
    return Relecteur(file)


def clause(root: Path, name: str = "bilan") -> Clause:
    return load(root / "data").catalog.get(Clause, name)


def proposals(root: Path) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted((root / "propositions").glob("*.md")))


def through_libreoffice(file: Path, folder: Path) -> Path:
    """Opened and saved by LibreOffice, in its own format, then as Word again."""
    for form in ("odt", "docx"):
        convert([file], form, folder / form)
        file = folder / form / f"{file.stem}.{form}"
    return file


# What goes out


def test_a_sheet_shows_the_clause_as_it_is_pasted_what_it_rests_on_and_the_box(root: Path):
    reader = sheet(root)
    words = [one.text for one in reader.word.paragraphs]
    assert "2.\tIl compte ses [120] heures." in words and "Dans le CCAP" in words
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in reader.word.tables]
    assert tables[0][1] == ["CCP, art. L2112-2", "lu au texte le 1er\u00a0septembre 2026", "Conditions d’exécution"]
    assert tables[1][1] == ["Un bilan vide.", "Donner un modèle."]
    box = dict(tables[-1])
    assert box["Fiche"] == "relecture-1 · bilan · version 1"
    assert [label for label in box if "une croix" in label] == [
        f"{dit} (une croix)" for dit in ("Bon à employer", "À corriger", "À retirer")
    ]
    assert len([label for label in box if label.startswith("Question")]) == 3


def test_a_lot_holds_what_the_role_has_not_read_and_never_covers_a_sheet(
    root: Path, capsys: pytest.CaptureFixture[str]
):
    assert [file.name for file in send(root)] == ["bilan-v1-juriste.docx", "suivi-v1-juriste.docx"]
    assert main(["--racine", str(root), "relecture", "exporter", "--lot", "1"]) == 1
    assert capsys.readouterr().err.count("existe déjà") == 2
    assert main(["--racine", str(root), "relecture", "exporter", "--lot", "2"]) == 1
    assert "lot 2 vide : il reste 2 clause(s)" in capsys.readouterr().err
    assert main(["--racine", str(root), "relecture", "exporter", "--ids", "bilam"]) == 1
    assert "« bilam » n'est pas une clause" in capsys.readouterr().err
    assert main(["--racine", str(root), "relecture", "exporter", "--role", "chef"]) == 1
    assert "attendu juriste, acheteur" in capsys.readouterr().err


# What comes back


@pytest.mark.parametrize("office", [False, True], ids=["python-docx", "libreoffice"])
def test_a_decision_typed_in_the_file_goes_into_the_clause(root: Path, tmp_path: Path, office: bool):
    before = (root / BILAN).read_text(encoding="utf-8")
    file = sheet(root).decide("Bon à employer").save()
    assert take(root, through_libreoffice(file, tmp_path) if office else file) == 0
    after = (root / BILAN).read_text(encoding="utf-8")
    assert after == before.replace("statut: proposition", "statut: relue") + (
        "relecture:\n  - {date: 2026-11-05, par: juriste, version: 1, decision: bon-a-employer, echeance: 2027-11-05}\n"
    )
    assert complaints(root) == [] and proposals(root) == ""
    assert [one.clause.id for one in _to_read(root)] == ["suivi"]


def _to_read(root: Path) -> Any:
    from macros.views.relectures import a_lire

    return a_lire(load(root / "data").catalog, "juriste")


@pytest.mark.parametrize("office", [False, True], ids=["python-docx", "libreoffice"])
def test_corrections_and_words_in_the_margin_become_a_proposal_never_a_text(root: Path, tmp_path: Path, office: bool):
    before = clause(root)
    reader = sheet(root).decide("À corriger")
    reader.replace("Il le remet", "à la fin", "dans les 15 jours")
    reader.comment("remet un bilan.", "De quel bilan parle-t-on ?")
    reader.write("Question 3", "Il en manque un.")
    reader.write("Remarques", "À revoir ensemble.")
    file = reader.save()
    assert SOMEBODY in zipfile.ZipFile(file).read("word/document.xml").decode()
    assert take(root, through_libreoffice(file, tmp_path) if office else file) == 0
    after = clause(root)
    assert (after.dispositions, after.version, after.statut) == (before.dispositions, 1, "proposition")
    assert [(one.decision, one.echeance) for one in after.relecture] == [("a-corriger", None)]
    said = proposals(root)
    for words in (
        "> 1. Il le remet à la fin.",
        "> 1. Il le remet dans les 15 jours.",
        "> De quel bilan parle-t-on ?",
        "Sur « Le titulaire remet un bilan. »",
        "> Il en manque un.",
        "> À revoir ensemble.",
    ):
        assert words in said
    assert "sans suivi" not in said and SOMEBODY not in said


def test_a_text_changed_without_a_trace_is_found(root: Path, tmp_path: Path):
    reader = sheet(root).decide("À corriger")
    reader.paragraph("Il le remet").runs[0].text = "1.\tIl le remet en mars."
    assert take(root, through_libreoffice(reader.save(), tmp_path)) == 0
    said = proposals(root)
    assert "## Changé sans suivi des modifications" in said
    assert "> 1. Il le remet à la fin." in said and "> 1. Il le remet en mars." in said


def test_another_role_leaves_the_status_and_the_decision_of_the_lawyer(root: Path):
    reader = sheet(root).decide("Bon à employer")
    assert take(root, reader.save()) == 0
    reader.write("Rôle", "Acheteur")
    reader.write("Prochaine lecture", "1er mars 2027")
    assert take(root, reader.save()) == 0
    found = clause(root)
    assert found.statut == "relue"
    assert [(one.par, str(one.echeance)) for one in found.relecture] == [
        ("juriste", "2027-11-05"),
        ("acheteur", "2027-03-01"),
    ]


def test_a_lawyer_may_take_back_what_a_lawyer_said(root: Path):
    reader = sheet(root).decide("Bon à employer")
    assert take(root, reader.save()) == 0
    reader.write("Bon à employer", "")
    reader.decide("À retirer", "6 nov. 2026").write("Remarques", "La loi a changé.")
    assert take(root, reader.save()) == 0
    found = clause(root)
    assert (found.statut, [one.decision for one in found.relecture]) == ("proposition", ["a-retirer"])
    assert "`statut: retiree`" in proposals(root) and complaints(root) == []


# What is refused


def _sheet_of(words: dict[str, str]) -> Callable[[Relecteur], Any]:
    return lambda reader: [reader.write(label, text) for label, text in words.items()]


DATED = {"Date de lecture": "5/11/2026"}
FAULTS: dict[str, tuple[Callable[[Relecteur], Any], str]] = {
    "nothing ticked": (_sheet_of(DATED), "aucune décision cochée"),
    "two ticked": (
        _sheet_of({**DATED, "Bon à employer": "X", "À retirer": "oui"}),
        "2 décisions cochées (bon à employer, à retirer)",
    ),
    "no date": (_sheet_of({"Bon à employer": "x"}), "« Date de lecture » est vide"),
    "no such date": (_sheet_of({"Bon à employer": "x", "Date de lecture": "31/2/2026"}), "« 31/2/2026 » n'est pas une date"),
    "a day to come": (_sheet_of({"Bon à employer": "x", "Date de lecture": "1/1/2100"}), "n'est pas encore venu"),
    "before the text": (_sheet_of({"Bon à employer": "x", "Date de lecture": "1/9/2026"}), "avant la version 1"),
    "next before": (
        _sheet_of({"Bon à employer": "x", **DATED, "Prochaine": "5/11/2026"}),
        "attendu une date après celle de la lecture",
    ),
    "no such role": (_sheet_of({"Bon à employer": "x", **DATED, "Rôle": "juristte"}), "rôle « juristte » inconnu ; vouliez-vous dire « juriste »"),
    "unknown clause": (
        _sheet_of({"Bon à employer": "x", **DATED, "Fiche": "relecture-1 · bilam · version 1"}),
        "« bilam » n'est pas une clause de ce guide ; vouliez-vous dire « bilan »",
    ),
    "an older version": (
        _sheet_of({"Bon à employer": "x", **DATED, "Fiche": "relecture-1 · bilan · version 7"}),
        "la fiche porte sur la version 7, la clause en est à la version 1",
    ),
    "an edited identity": (_sheet_of({"Bon à employer": "x", **DATED, "Fiche": "bilan"}), "a été changée"),
    "not a word": (_sheet_of({"À corriger": "x", **DATED}), "« à corriger » sans un mot"),
    "good but corrected": (
        lambda reader: (reader.decide("Bon à employer"), reader.replace("Il le remet", "fin", "fin de mois")),
        "mais le texte porte des corrections",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_taken_says_why_and_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str], fault: str):
    reader = sheet(root)
    before = (root / BILAN).read_bytes()
    act, words = FAULTS[fault]
    act(reader)
    assert take(root, reader.save()) == 1
    said = capsys.readouterr().err
    assert words in said and str(reader.file) in said and said.rstrip().endswith("Rien n'a été écrit.")
    assert (root / BILAN).read_bytes() == before and not (root / "propositions").exists()


def test_all_that_is_wrong_with_several_files_is_told_at_once(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    good = sheet(root).decide("Bon à employer").save()
    twin = Relecteur(good).save(tmp_path / "copie.docx")
    stranger, text, torn = tmp_path / "autre.docx", tmp_path / "note.txt", tmp_path / "dechire.docx"
    Document().save(str(stranger))
    text.write_text("bon", encoding="utf-8")
    torn.write_bytes(good.read_bytes()[:900])
    odt, absent = tmp_path / "fiche.odt", tmp_path / "absent.docx"
    odt.touch()
    assert take(root, good, twin, stranger, text, torn, odt, absent) == 1
    said = capsys.readouterr().err.splitlines()
    for file, words in (
        (twin, "deux décisions du même rôle"),
        (stranger, "ce n'est pas une fiche de ce guide"),
        (text, "attendu une fiche de relecture (.docx)"),
        (torn, "ce n'est pas un document Word"),
        (odt, "l'enregistrer au format Word"),
        (absent, "fichier illisible"),
    ):
        assert [line for line in said if line.startswith(f"{file} : ") and words in line], said
    assert len(said) == 7 and clause(root).relecture == ()


def test_a_hostile_file_is_refused(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "bombe.docx"
    for xml in (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', b"<x>", b"\x00" * 20_000_001):
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", xml)
        assert take(root, file) == 1
    said = capsys.readouterr().err
    assert "abîmé" in said and "trop grand" in said and "Traceback" not in said


# The file of the page


def of_the_page(folder: Path, **changes: Any) -> Path:
    decision = {
        "clause": "bilan",
        "version": "1",
        "role": "juriste",
        "decision": "bon-a-employer",
        "date": "2026-11-05",
    }
    file = folder / "decisions.relecture.json"
    content = {"format": "relecture-1", "decisions": [{**decision, **changes}]}
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def test_the_file_of_the_page_says_the_same_as_a_sheet(root: Path, tmp_path: Path):
    file = of_the_page(tmp_path, decision="a-corriger", remarques="Trop vague.\n« Quand ? »", reponses=["", "Non."])
    assert take(root, file) == 0
    assert [(one.par, one.decision) for one in clause(root).relecture] == [("juriste", "a-corriger")]
    said = proposals(root)
    assert "> Trop vague.\n> « Quand ? »" in said and "Question 2" in said and "> Non." in said


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"clause": "bilam"}, "decisions.relecture.json:4:3: « bilam » n'est pas une clause"),
        ({"role": "maire"}, "rôle « maire » inconnu"),
        ({"decision": "peut-être"}, "« decision » : attendu bon-a-employer, a-corriger ou a-retirer"),
        ({"date": "hier"}, "« date » : attendu une date de la forme AAAA-MM-JJ"),
        ({"plus": 1}, "clé « plus » inconnue"),
    ],
)
def test_a_file_of_the_page_that_was_edited_by_hand_is_answered_line_by_line(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, Any], words: str
):
    assert take(root, of_the_page(tmp_path, **changes)) == 1
    assert words in capsys.readouterr().err
    assert clause(root).relecture == ()


def test_the_command_says_what_it_did(root: Path):
    sheet(root).decide("Bon à employer").save()
    done = run_macros(
        Path.cwd(), "--racine", str(root), "relecture", "importer", str(root / "relectures/bilan-v1-juriste.docx")
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "data/clauses/bilan.yml : bon à employer pour un juriste ; statut : relue\n"


# A clause that an organisation adapts


VALUES = """\
valeurs:
  bilan:
    remplace_version: 1
    parametres: {heures: {valeur: 200, source: Délibération}}
    historique:
      - {version: 1, date: 2026-11-03, motif: Chez nous.}
"""


def adapted(root: Path, more: str = "") -> Path:
    (root / "data-locale").mkdir(exist_ok=True)
    (root / "data-locale/surcharges.yml").write_text(VALUES + more, encoding="utf-8")
    (root / "organisation.yml").write_text("nom: Région témoin\nsuffixe: region\n", encoding="utf-8")
    return root


def test_what_was_said_of_our_text_is_not_said_of_an_adapted_one(root: Path, capsys: pytest.CaptureFixture[str]):
    assert take(root, sheet(root).decide("Bon à employer").save()) == 0
    assert clause(root).statut == "relue"
    adapted(root)
    assert (clause(root).statut, clause(root).relecture) == ("proposition", ())
    assert [one.clause.id for one in _to_read(root)] == ["bilan", "suivi"]
    assert main(["--racine", str(root), "relecture", "exporter", "--ids", "bilan"]) == 0
    reader = Relecteur(root / "relectures/bilan-v1-region-1-juriste.docx")
    assert dict([cell.text for cell in row.cells] for row in reader.word.tables[-1].rows)["Fiche"] == (
        "relecture-1 · bilan · version 1+region.1"
    )
    capsys.readouterr()
    assert take(root, reader.decide("Bon à employer", "5/11/2026").save()) == 1
    said = capsys.readouterr().err
    line = "relecture: [{date: 2026-11-05, par: juriste, version: 1, decision: bon-a-employer, echeance: 2027-11-05}]"
    assert f"est adaptée dans data-locale/surcharges.yml : y écrire sous « bilan », à la main, {line}" in said
    adapted(root, f"    {line}\n")
    assert complaints(root) == [] and clause(root).statut == "relue"


def test_a_sheet_of_our_text_does_not_answer_for_an_adapted_one(root: Path, capsys: pytest.CaptureFixture[str]):
    reader = sheet(root).decide("Bon à employer")
    adapted(root)
    assert take(root, reader.save()) == 1
    assert "la fiche porte sur la version 1, la clause en est à la version 1+region.1" in capsys.readouterr().err
