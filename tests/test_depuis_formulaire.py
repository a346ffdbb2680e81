"""What people send becomes a record of data/, or the list of what is missing: as an issue, a mail, a Word document, a file."""

import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from site_tools import run_macros
from small_guide import ROOT, Changes, complaints

from macros.__main__ import main
from macros.exports.open_data.datasets import FOLDER
from macros.exports.open_data.schemas import nom_du_schema
from macros.forms.accueil import Manque, Options, accueillir
from macros.forms.questions import FORMULAIRES, QuestionDeFormulaire, questions
from macros.forms.specimens import specimens, words_of
from macros.model import KINDS

MOTS = {kind: words_of(blocks[0][1]) for kind, blocks in specimens(ROOT).items()}
DAY = Options(jour=date(2026, 11, 20))
RETOUR = """\
Bonjour, voici ce que nous avons fait.

### Titre

Ville, étude du stationnement

### Résumé

Le bilan a été remis
un mois trop tard.

### Clause

bilan

### Version

1

### Achat et lot

Étude du stationnement

### Jour

1er octobre 2026

### Résultat

Tenue en partie

### Offres reçues

3

### Organisation

Ville témoin

### Sources 1 › Titre de la source

Compte rendu de la réunion de bilan

### Fin de la fiche

--
Camille
"""
"""What the page « Proposer » puts in a mail."""
ISSUE = (
    RETOUR.replace("### Sources 1 › Titre de la source\n\nCompte", "### Sources\n\n- titre: Compte")
    .replace("### Offres reçues\n\n3", "### Offres reçues\n\n_No response_")
    .replace("### Fin de la fiche\n\n--\nCamille", "### Avant d'envoyer\n\n- [X] J'accepte")
)
"""What a form of the forge puts in an issue."""


@pytest.fixture
def guide(project: Callable[[Changes | None], Path]) -> Path:
    root = project({"retours/ville-bilan": None})
    (root / "data/README.md").write_text((ROOT / "data/README.md").read_text(encoding="utf-8"), encoding="utf-8")
    return root


def received(guide: Path, content: str | bytes, options: Options = DAY) -> list[str]:
    return accueillir(guide, content.encode() if isinstance(content, str) else content, "reçu", options)


def refused(guide: Path, content: str | bytes, options: Options = DAY) -> list[str]:
    before = {file: file.read_bytes() for file in guide.rglob("*") if file.is_file()}
    with pytest.raises(Manque) as error:
        received(guide, content, options)
    assert {file: file.read_bytes() for file in guide.rglob("*") if file.is_file()} == before
    return str(error.value).splitlines()


def word(text: str) -> bytes:
    paragraphs = "".join(f"<w:p><w:r><w:t>{line.replace('&', '&amp;')}</w:t></w:r></w:p>" for line in text.split("\n"))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{paragraphs}</w:body></w:document>'
        )
    return held.getvalue()


def record(guide: Path) -> dict:
    (file,) = (guide / "data/retours").glob("*.yml")
    return yaml.safe_load(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "content",
    [RETOUR, ISSUE, word(RETOUR), RETOUR.replace("\n", "\r\n").encode("cp1252", "ignore"), "> " + RETOUR.replace("\n", "\n> ")],
    ids=["mail", "issue", "word", "windows", "quoted"],
)  # fmt: skip
def test_a_use_of_a_clause_is_written_however_it_comes(guide: Path, content: str | bytes):
    assert received(guide, content)[0] == "Écrit : data/retours/ville-etude-du-stationnement.yml"
    found = record(guide)
    assert (found["clause"], found["version"], found["jour"]) == ("bilan", 1, "2026-10-01")
    assert (found["resultat"], found["resume"]) == ("tenue-en-partie", "Le bilan a été remis un mois trop tard.")
    assert found["sources"] == [{"titre": "Compte rendu de la réunion de bilan"}]
    assert found["historique"][0]["date"] == "2026-11-20"
    assert complaints(guide) == []


def test_what_a_closing_meeting_writes_is_taken_and_what_it_does_not_say_is_asked(guide: Path):
    told = {"clause": "bilan", "version": 1, "lot": "Lot 2", "offres_recues": "4", "ce_qui_changerait": "Le délai.", "source": "Compte rendu"}  # fmt: skip
    missing = refused(guide, json.dumps(told))
    assert [line.split(": ", 1)[1] for line in missing if "manquante" in line] == [
        f"« {name} » : réponse manquante" for name in ("Jour", "Organisation", "Résultat", "Résumé", "Titre")
    ]
    rest = {
        "titre": "Remettre un bilan",
        "resume": "Tenue.",
        "date": "2026-10-02",
        "resultat": "tenue",
        "organisation": "Ville",
    }
    received(guide, json.dumps({"retours": [{**told, **rest}, {**told, **rest, "lot": "Lot 3"}]}))
    assert sorted(file.stem for file in (guide / "data/retours").iterdir()) == [
        "remettre-un-bilan-lot-2",
        "remettre-un-bilan-lot-3",
    ]


def test_everything_that_is_missing_is_said_at_once_where_it_stands(guide: Path):
    broken = (
        RETOUR.replace("1er octobre 2026", "42 octobre").replace("Tenue en partie", "Tenu en parti")
        .replace("### Organisation", "### Organisme")
    )  # fmt: skip
    lines = broken.split("\n")
    assert refused(guide, broken) == [
        "reçu:1:1: « Organisation » : réponse manquante",
        f"reçu:{lines.index('42 octobre') + 1}:1: « Jour » : attendu une date de la forme AAAA-MM-JJ",
        f"reçu:{lines.index('Tenu en parti') + 1}:1: « Résultat » : « Tenu en parti » n'est pas un choix ; vouliez-vous dire « tenue en partie » ?",
        f"reçu:{lines.index('### Organisme') + 3}:1: titre « Organisme » inconnu ; vouliez-vous dire « organisation » ?",
    ]


def test_the_rules_of_the_guide_hold_for_what_is_received(guide: Path):
    (line,) = refused(guide, RETOUR.replace("\n1\n", "\n7\n"))
    assert line.endswith("en est à la version 1 : écrire celle du contrat")
    assert any(
        "« absente » n'est pas un choix" in line for line in refused(guide, RETOUR.replace("\nbilan\n", "\nabsente\n"))
    )


def test_nothing_is_overwritten_unasked(guide: Path):
    received(guide, RETOUR)
    assert "existe déjà" in refused(guide, RETOUR.replace("trop tard", "trop tôt"))[0]
    received(guide, RETOUR.replace("trop tard", "trop tôt"), Options(remplacer=True, jour=DAY.jour))
    assert "trop tôt" in record(guide)["resume"]


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04abc", b"", b"\xff\xfe\x00", b"{", b"[1]", b"Bonjour, merci.", b"### Bidule\n\nx\n"]
)
def test_what_is_no_form_is_refused_in_french(guide: Path, content: bytes):
    (line,) = refused(guide, content)
    assert line.startswith("reçu : ") and "attendu" in line or "reprendre" in line or "coller" in line


def _answered(asked: tuple[QuestionDeFormulaire, ...], values: dict, above: str = "") -> list[str]:
    """A record as the answers of its form: what the page of the site writes."""
    told = []
    for question in asked:
        value = values.get(question.nom)
        name = above + question.libelle
        if value is None:
            continue
        if question.sorte == "groupe":
            told += _answered(question.champs, value, f"{name} › ")
        elif question.sorte == "table":
            for number, (key, item) in enumerate(value.items(), 1):
                told += _answered(question.champs, {"nom": key, **item}, f"{name} {number} › ")
        elif question.sorte == "liste":
            for number, item in enumerate(value, 1):
                told += _answered(question.champs[0].champs, item, f"{name} {number} › ") if question.champs[0].champs else [f"### {name} {number}\n\n{item}\n"]  # fmt: skip
        else:
            told.append(f"### {name}\n\n{value}\n")
    return told


@pytest.mark.parametrize("fiche", FORMULAIRES[1:], ids=[fiche.nom for fiche in FORMULAIRES[1:]])
def test_each_kind_of_record_survives_the_journey_through_its_form(guide: Path, fiche):
    """A record of the small guide, as a form would bring it, is written again as it was, but for what is not asked."""
    small = {
        "retour": "data/retours",
        "clause": "data/clauses",
        "cas": "data/etudes-de-cas",
        "recommandation": "data/recommandations",
    }
    if fiche.nom == "retour":
        received(guide, RETOUR)
    (file,) = (guide / small[fiche.nom]).glob("*.yml")
    before = yaml.safe_load(file.read_text(encoding="utf-8"))
    asked = questions(fiche, MOTS)
    received(guide, "\n".join(_answered(asked, before)), Options(fiche.nom, file.stem, True, DAY.jour))
    after = yaml.safe_load(file.read_text(encoding="utf-8"))
    names = [question.nom for question in asked if question.nom in before]
    assert {name: after[name] for name in names} == {name: before[name] for name in names}
    assert complaints(guide) == []
    if fiche.nom == "clause":
        assert after["statut"] == "brouillon"


CORRECTION = "sorte: correction\npage: https://guide.test/achats/clauses/bilan/\npassage: Le titulaire remet un bilan.\ncorrection: {}\nraison: Plus précis.\n"


def test_a_correction_mends_the_one_file_that_holds_the_sentence_and_publishes_the_clause_anew(guide: Path):
    main(["--racine", str(guide), "publier", "bilan"])
    done = received(guide, CORRECTION.format("Le titulaire remet un bilan écrit."))
    assert done[0].startswith("Corrigé : data/clauses/bilan.yml, ligne ") and "version 2 publiée" in done[1]
    clause = yaml.safe_load((guide / "data/clauses/bilan.yml").read_text(encoding="utf-8"))
    assert clause["dispositions"][0]["texte"] == "Le titulaire remet un bilan écrit."
    assert clause["version"] == 2
    assert complaints(guide) == []


def test_a_correction_that_breaks_a_rule_leaves_everything_as_it_was(guide: Path):
    main(["--racine", str(guide), "publier", "bilan"])
    told = "\n".join(refused(guide, CORRECTION.format("Le titulaire remet un <b>bilan</b>.")))
    assert "ne tient pas, rien n'a changé" in told and "balise HTML refusée" in told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("Le titulaire remet un bilan.\nc", "Le titulaire oublie.\nc"), "n'est pas écrit ainsi"),
        (("clauses/bilan/", "clauses/absente/"), "n'est pas une page du guide"),
        (("clauses/bilan/", "../../etc/passwd"), "n'est pas une page du guide"),
        (("{}", "Le titulaire remet un bilan."), "dit la même chose"),
    ],
)
def test_a_correction_that_finds_no_place_says_why(guide: Path, change: tuple[str, str], told: str):
    assert told in refused(guide, CORRECTION.replace(*change).format("Le titulaire remet un bilan écrit."))[0]


def test_a_new_record_begins_with_the_annotated_specimen_of_its_kind(guide: Path):
    assert main(["--racine", str(guide), "nouveau", "cas", "mon-cas"]) == 0
    text = (guide / "data/etudes-de-cas/mon-cas.yml").read_text(encoding="utf-8")
    schema = re.match(r"# yaml-language-server: \$schema=\.\./\.\./site/(.+)\n", text)
    assert schema and schema[1] == f"{FOLDER}/{nom_du_schema('etudes-de-cas')}", (
        "editors find the schema in the site built here"
    )
    assert "# Acheteur : " in text and yaml.safe_load(text)["titre"].startswith("Exemple fictif")
    assert main(["--racine", str(guide), "nouveau", "cas", "mon-cas"]) == 1


def test_the_forge_shows_each_problem_on_its_line(guide: Path):
    file = guide / "data/retours/faux.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("titre: Seul\nclause: 100 %\n", encoding="utf-8")
    done = run_macros(ROOT, "--racine", str(guide), "check", "--format", "github")
    assert done.returncode == 1
    assert "::error file=data/retours/faux.yml,line=2,col=1::« clause » : attendu" in done.stdout


def test_the_web_editor_asks_what_the_models_ask(guide: Path):
    done = run_macros(ROOT, "--racine", str(guide), "editeur-web", GUIDE_FORGE="forgejo", GUIDE_DEPOT="https://forge.test/region/guide")  # fmt: skip
    told = yaml.safe_load(done.stdout)
    assert told["backend"] == {"name": "gitea", "repo": "region/guide", "branch": "editeur-web", "base_url": "https://forge.test", "api_root": "https://forge.test/api/v1"}  # fmt: skip
    by_name = {collection["name"]: collection for collection in told["collections"]}
    assert by_name.keys() == KINDS.keys() - {"clauses"}
    for kind, collection in by_name.items():
        required = {field["name"]: field.get("required", True) for field in collection["fields"]}
        model = {name: field.is_required() for name, field in KINDS[kind].model_fields.items() if name != "id"}
        assert required == model, kind
    assert run_macros(ROOT, "--racine", str(guide), "editeur-web").returncode == 1
