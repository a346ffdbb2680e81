"""A tender that comes back: the clauses and values that it holds, what changed since, and the redline whose acceptance gives the present text."""

import copy
import re
from pathlib import Path
from typing import Any

import pytest
from documents_made import Made, clause_files_of, dossier_of, former_texts_of, make, paragraphs_of, repertoire_of
from docx import Document
from docx.oxml.ns import qn
from office import convert
from openxml_audit import OpenXmlValidator

from macros.read.guide import Guide

CLAUSES = (
    "controle-contradictoire-proprete",
    "heures-regroupees-agents-menage",
    "nettoyage-en-journee",
    "produits-nettoyage-ecolabel",
    "insertion-poste-continu",
    "agence-jugee-sans-maquette",
    "besoin-services-usagers",
    "budget-et-delais-annonces",
)


@pytest.fixture(scope="module")
def packets(guide: Guide) -> list[dict[str, Any]]:
    return clause_files_of(guide, CLAUSES)


@pytest.fixture(scope="module")
def sent(packets: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The documents as they left, with a value of the buyer's own in each clause that has a number to fix."""
    return make(
        tmp_path_factory.mktemp("partis"),
        packets,
        dossier_of(packets, valeurs={}),
        fichiers=[("RC", "docx"), ("CCAP", "docx"), ("tout", "docx")],
        nombres=True,
    )


def come_back(
    guide: Guide, packets: list[dict[str, Any]], paragraphs: list[dict[str, Any]], folder: Path, prendre: Any = None
) -> Made:
    given = {
        "paragraphs": paragraphs,
        "repertoire": repertoire_of(guide),
        "passes": former_texts_of(guide, CLAUSES),
        "prendre": prendre,
    }
    return make(folder, packets, dossier_of([]), retour=given)


def accepted(path: Path) -> list[list[str]]:
    """The lines of each clause of a redline once all its changes are accepted, without its heading nor its reference."""
    tree = copy.deepcopy(Document(str(path)).element.body)
    for gone in [*tree.iter(qn("w:del"))]:
        if gone.getparent().tag == qn("w:p"):
            gone.getparent().remove(gone)
    for paragraph in [*tree.iter(qn("w:p"))]:
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None:
            assert not list(paragraph.iter(qn("w:t")))
            paragraph.getparent().remove(paragraph)
    for row in [*tree.iter(qn("w:tr"))]:
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            assert not list(row.iter(qn("w:t")))
            row.getparent().remove(row)
    return [lines(control) for control in tree.iter(qn("w:sdt"))]


def lines(control: Any) -> list[str]:
    found = []
    for one in control.find(qn("w:sdtContent")):
        if one.tag == qn("w:tbl"):
            for row in one.findall(qn("w:tr")):
                cells = ("".join(cell.itertext(qn("w:t"))) for cell in row.findall(qn("w:tc")))
                found.append(" | ".join(filter(None, cells)))
        else:
            found.append("".join(one.itertext(qn("w:t"))))
    return [one for one in found if one][1:-1]


def test_our_file_gives_back_its_clauses_its_values_and_nothing_to_change(
    guide: Guide, packets: list[dict[str, Any]], sent: Made, tmp_path: Path
):
    back = come_back(guide, packets, paragraphs_of(sent.file("tout.docx")), tmp_path).answer["retour"]
    assert {one["id"] for one in back["dossier"]["clauses"]} == set(CLAUSES) - {"besoin-services-usagers"}
    assert {one["etat"] for one in back["entries"]} == {"a-jour"}
    assert {one["par"] for one in back["entries"]} == {"controle"}
    chosen = sent.answer["valeurs"]
    restored = back["dossier"]["valeurs"]
    typed = {key: re.sub(r"\s", "", restored[key]) for key in restored.keys() & chosen.keys()}
    assert len(typed) > 15 and typed == {key: chosen[key] for key in typed}
    assert len(typed) >= 0.85 * len(chosen)


def rewritten(path: Path, folder: Path, form: str) -> Path:
    convert([path], form, folder)
    return folder / f"{path.stem}.{form.partition(':')[0]}"


def test_a_file_that_libreoffice_rewrote_is_read_by_its_bookmarks_and_without_them_by_its_references(
    guide: Guide, packets: list[dict[str, Any]], sent: Made, tmp_path: Path
):
    again = rewritten(sent.file("CCAP.docx"), tmp_path, "docx:MS Word 2007 XML")
    for marks, expected in ((True, "signet"), (False, "reference")):
        paragraphs = paragraphs_of(again, controls=False, marks=marks)
        back = come_back(guide, packets, paragraphs, tmp_path).answer["retour"]
        assert {one["par"] for one in back["entries"]} == {expected}
        assert {one["etat"] for one in back["entries"]} == {"a-jour"}, marks


def test_a_text_without_any_mark_is_known_by_the_title_of_its_clause(
    guide: Guide, packets: list[dict[str, Any]], sent: Made, tmp_path: Path
):
    bare = [
        {**one, "level": 0, "style": "", "tag": "", "marks": [], "text": re.sub(r"\[[a-z0-9-]+@\d+\]", "", one["text"])}
        for one in paragraphs_of(sent.file("CCAP.docx"), False, False)
    ]
    back = come_back(guide, packets, [one for one in bare if one["text"].strip()], tmp_path).answer["retour"]
    known = {one["id"] for one in back["entries"] if one["par"] == "titre"}
    assert {"controle-contradictoire-proprete", "nettoyage-en-journee"} <= known


def changed(path: Path, old: str, new: str) -> list[dict[str, Any]]:
    paragraphs = paragraphs_of(path)
    found = [one for one in paragraphs if old in one["text"]]
    assert found
    for one in found:
        one["text"] = one["text"].replace(old, new)
    return paragraphs


def test_what_the_buyer_changed_is_shown_and_kept_unless_asked(
    guide: Guide, packets: list[dict[str, Any]], sent: Made, tmp_path: Path
):
    paragraphs = changed(sent.file("CCAP.docx"), "tire au sort", "choisit avec le titulaire")
    back = come_back(guide, packets, paragraphs, tmp_path)
    answer = back.answer["retour"]
    (entry,) = [one for one in answer["entries"] if one["etat"] != "a-jour"]
    assert (
        entry["etat"] == "modifiee"
        and entry["acheteurChange"]
        and "n’est remplacé que si vous le demandez" in entry["dit"][0]
    )
    assert not any(taken for _, taken in answer["choices"])
    assert "choisit avec le titulaire" in "".join(Document(str(back.file("redline.docx"))).element.body.itertext())


def test_a_clause_of_an_older_version_says_what_the_guide_changed(
    guide: Guide, packets: list[dict[str, Any]], tmp_path: Path
):
    identifier = next(one for one in CLAUSES if former_texts_of(guide, [one])[one]["versions"])
    past = former_texts_of(guide, [identifier])[identifier]
    number, version = next(iter(past["versions"].items()))
    texts = [text for text in version["textes"] if text["piece"] in ("CCAP", "CCTP", "RC") and not text["titre"]]
    old = [
        {"text": line, "level": 0, "bullet": True, "style": "", "tag": "", "marks": []} for line in texts[0]["lignes"]
    ]
    end = {"text": f"[{identifier}@{number}]", "level": 0, "bullet": False, "style": "", "tag": "", "marks": []}
    back = come_back(guide, packets, [*old, end], tmp_path).answer["retour"]
    (entry,) = back["entries"]
    assert (entry["etat"], entry["acheteurChange"]) == ("change", False)
    assert any(past["historique"][0]["motif"] in said for said in entry["dit"])
    assert back["choices"] == [[0, True]]


def test_a_withdrawn_clause_and_a_law_that_changed_are_said(
    guide: Guide, packets: list[dict[str, Any]], sent: Made, tmp_path: Path
):
    packet = copy.deepcopy(packets)
    packet[0] |= {
        "statut": "retiree",
        "retrait": ["Une autre règle la remplace."],
        "remplacantes": ["nettoyage-en-journee"],
    }
    given = {
        "paragraphs": paragraphs_of(sent.file("CCAP.docx")),
        "repertoire": repertoire_of(guide),
        "passes": {
            packet[0]["id"]: {
                "historique": [
                    {"version": packet[0]["version"], "date": "2020-01-01", "dit": "1er janvier 2020", "motif": "x"}
                ],
                "versions": {},
                "textes": [
                    {"reference": "Article X", "depuis": "2021-01-01", "jusqu_a": ""},
                    {"reference": "Article Y", "depuis": "", "jusqu_a": "2022-01-01"},
                ],
            }
        },
        "prendre": None,
    }
    back = make(tmp_path, packet, dossier_of([]), retour=given).answer["retour"]
    entry = next(one for one in back["entries"] if one["id"] == packet[0]["id"])
    assert entry["etat"] == "retiree" and "Une autre règle la remplace." in entry["dit"][0]
    assert len(entry["droit"]) == 2 and "Article X" in entry["droit"][0] and "ne s’applique plus" in entry["droit"][1]


def test_accepting_every_change_gives_exactly_the_present_text(
    guide: Guide, packets: list[dict[str, Any]], sent: Made, tmp_path: Path
):
    paragraphs = paragraphs_of(sent.file("tout.docx"))
    mangled = []
    for place, one in enumerate(paragraphs):
        own = one["level"] == 0 and one["tag"] and not one["text"].startswith("[")
        if own and place % 5 == 0:
            continue  # a line that the buyer took out
        if own and place % 5 == 1:
            one["text"] = " ".join(one["text"].split(" ")[::2]) + " ajout de l’acheteur"
        mangled.append(one)
        if own and place % 7 == 3:
            mangled.append({**one, "text": f"Une phrase de plus, n° {place}.", "style": "", "bullet": False})
    back = come_back(guide, packets, mangled, tmp_path, "tout")
    path = back.file("redline.docx")
    expected = [one["apres"] for one in back.answer["retour"]["entries"]]
    assert sum(one["etat"] == "modifiee" for one in back.answer["retour"]["entries"]) > 10
    assert accepted(path) == expected
    assert [str(one) for one in OpenXmlValidator().validate(str(path)).errors] == []
    tracked = [one for name in ("w:ins", "w:del") for one in Document(str(path)).element.body.iter(qn(name))]
    assert tracked and all(one.get(qn("w:author")) == "Guide" and one.get(qn("w:date")) for one in tracked)
    assert len({one.get(qn("w:id")) for one in tracked}) == len(tracked)


def test_nothing_of_a_hostile_document_is_taken_on_trust(guide: Guide, packets: list[dict[str, Any]], tmp_path: Path):
    odd = [
        "[constructor@1]",
        "[__proto__@9]",
        "[a@99999999999]",
        "Article 1 – <script>alert(1)</script>",
        "[nettoyage-en-journee@0]",
        "\ue000taux\ue001",
        "x" * 50_000,
    ]
    paragraphs = [
        {
            "text": one,
            "level": 0,
            "bullet": False,
            "style": "",
            "tag": "toString@1",
            "marks": ["g_CCAP_t_1_constructor"],
        }
        for one in odd
    ]
    paragraphs += [{**one, "tag": "", "marks": []} for one in paragraphs]
    back = come_back(guide, packets, paragraphs, tmp_path).answer["retour"]
    assert {one["etat"] for one in back["entries"]} <= {"inconnue", "modifiee"}
    assert [str(one) for one in OpenXmlValidator().validate(str(tmp_path / "redline.docx")).errors] == []
