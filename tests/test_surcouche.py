"""data-locale/ and docs-locale/: an organisation adds, replaces, adapts and withdraws, and no file of ours is touched."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from relecteur import Relecteur
from small_guide import RECORDS, ROOT, changed, complaints, dump, write_project

from macros import checks
from macros.__main__ import main
from macros.model import Clause, Famille
from macros.publication import publish
from macros.read.guide import load_guide
from macros.read.load import load
from macros.read.settings import Settings
from macros.record_pages import record_pages
from macros.relecture.depot import export_sheets, import_decisions

HOURS = {
    "libelle": "Heures",
    "type": "nombre",
    "unite": "heures",
    "defaut": 10,
    "min": 5,
    "source": "Guide des clauses sociales",
}
BILAN = {
    "parametres": {"heures": HOURS},
    "dispositions.0.texte": "Le titulaire donne [[heures]] heures.",
    "resume": "Le titulaire donne 10 heures à la fin.",
    "publics.elus": "Comptez 10 heures.",
}
ORGANISATION = 'nom: "Région témoin"\nsuffixe: region\n'
VALEURS = """\
valeurs:
  bilan:
    remplace_version: 1
    parametres:
      heures:
        valeur: 20
        source: Délibération du 3 novembre 2026
    textes:
      resume: Le titulaire donne 20 heures à la fin.
    relues: [publics.elus]
    historique:
      - {version: 1, date: 2026-11-03, motif: "Vingt heures chez nous."}
"""
RETRAIT = """\
retraits:
  bilan:
    date: 2026-11-03
    motif: Nos services ont un autre modèle.
"""


def fork(root: Path, changes: dict | None = None, **files: str) -> Path:
    """The small guide with an overlay: path below the root -> text."""
    write_project(root, changes)
    (root / "organisation.yml").write_text(files.pop("organisation", ORGANISATION), encoding="utf-8")
    for name, text in files.items():
        put(root, "data-locale/surcharges.yml" if name == "surcharges" else name, text)
    return root


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def own(path: str, **changes: object) -> str:
    """A record of the small guide, changed, as a file of data-locale/."""
    return dump(changed(RECORDS[path], changes))


def test_a_record_of_ones_own_is_read_like_ours(tmp_path: Path):
    root = fork(tmp_path, **{"data-locale/clauses/la-notre.yml": own("clauses/bilan", titre="La nôtre")})
    clause = load_guide(root).catalog.get(Clause, "la-notre")
    assert clause.local and clause.local.dit == "ajoutée par Région témoin"
    assert clause.version_dite == "0+region.1"
    assert clause.fichier == "data-locale/clauses/la-notre.yml"


def test_a_record_of_ones_own_replaces_ours_and_has_a_version_of_its_own(tmp_path: Path):
    text = "remplace_version: 1\n" + own("clauses/bilan", titre="Le bilan de la région")
    root = fork(tmp_path, **{"data-locale/clauses/bilan.yml": text})
    clause = load_guide(root).catalog.get(Clause, "bilan")
    assert (clause.titre, clause.version_dite) == ("Le bilan de la région", "1+region.1")
    assert clause.local and clause.local.origine and clause.local.origine.titre == "Remettre un bilan"


def test_a_value_changes_with_its_source_its_sentences_and_its_version(tmp_path: Path):
    root = fork(tmp_path, {"clauses/bilan": BILAN}, surcharges=VALEURS)
    clause = load_guide(root).catalog.get(Clause, "bilan")
    assert clause.parametres["heures"].defaut == 20
    assert clause.resume == "Le titulaire donne 20 heures à la fin."
    assert clause.version_dite == "1+region.1" and clause.historique[0].motif == "Vingt heures chez nous."


def test_a_clause_is_withdrawn_without_a_replacement(tmp_path: Path):
    root = fork(tmp_path, {"salles/bilan": None}, surcharges=RETRAIT)
    clause = load_guide(root).catalog.get(Clause, "bilan")
    assert (clause.statut, clause.retrait) == ("retiree", "Nos services ont un autre modèle.")
    assert load_guide(root).catalog.clauses_vivantes == ()


def test_the_order_the_two_clauses_and_a_segment_put_aside(tmp_path: Path):
    root = fork(
        tmp_path,
        {"familles/voirie": {"titre": "Voirie", "ordre": 2}, "familles/eau": {"titre": "Eau", "ordre": 3}},
        surcharges="ordre: {familles: [eau]}\ndeux_clauses: {etudes: [bilan]}\n"
        'segments_masques:\n  voirie: {motif: "La région n\'entretient pas de voirie."}\n',
    )
    catalog = load_guide(root).catalog
    assert [famille.id for famille in catalog.segments] == ["eau", "etudes"]
    assert catalog.get(Famille, "etudes").deux_clauses == ("bilan",)
    assert catalog.get(Famille, "voirie").local, "links lead to it"


FAULTS: dict[str, tuple[dict, dict[str, str], list[str]]] = {
    "an unknown kind": (
        {},
        {"data-locale/clause/x.yml": "titre: x\n"},
        [
            "data-locale/clause/x.yml:1:1: fichier hors des dossiers connus ; vouliez-vous dire « clauses » ? (attendu data-locale/<dossier>/<id>.yml)"
        ],
    ),
    "a closed list": ({}, {"data-locale/vocabulaires/etapes.yml": "- {id: x, libelle: X}\n"}, ["les listes fermées"]),
    "a key of a record": (
        {},
        {"data-locale/glossaire/x.yml": "titre: x\nresume: y\nzut: z\n"},
        ["data-locale/glossaire/x.yml:3:1: clé « zut » inconnue"],
    ),
    "an id of ours without saying so": (
        {},
        {"data-locale/clauses/bilan.yml": own("clauses/bilan")},
        ["data-locale/clauses/bilan.yml:1:1: « bilan » est une fiche du guide : écrire « remplace_version: 1 »"],
    ),
    "a record that is not ours": (
        {},
        {"data-locale/clauses/bilans.yml": "remplace_version: 1\n" + own("clauses/bilan")},
        ["data-locale/clauses/bilans.yml:1:1:", "vouliez-vous dire « bilan » ?"],
    ),
    "a version that does not exist yet": (
        {},
        {"data-locale/clauses/bilan.yml": "remplace_version: 4\n" + own("clauses/bilan")},
        ["data-locale/clauses/bilan.yml:1:1: « remplace_version: 4 », quand la fiche d'origine en est à la version 1"],
    ),
    "a value that is no more": (
        {"clauses/bilan": BILAN},
        {"surcharges": VALEURS.replace("      heures:", "      heure:").replace("publics.elus", "publics.agents")},
        ["data-locale/surcharges.yml:5:7: « bilan » n'a pas, ou n'a plus, de valeur « heure »", "« heures »"],
    ),
    "a value below its bound": (
        {"clauses/bilan": BILAN},
        {"surcharges": VALEURS.replace("valeur: 20", "valeur: 2")},
        ["data-locale/surcharges.yml:5:7:", "(data/clauses/bilan.yml)"],
    ),
    "a sentence that is left untrue": (
        {"clauses/bilan": BILAN},
        {"surcharges": VALEURS.replace("    relues: [publics.elus]\n", "")},
        ["data/clauses/bilan.yml:29:3: « 10 heures » : la valeur « heures » est ici 20", "« publics.elus »"],
    ),
    "a source that is no more the right one": (
        {"clauses/bilan": BILAN},
        {"surcharges": VALEURS.replace("        source: Délibération du 3 novembre 2026\n", "")},
        ["data-locale/surcharges.yml:5:7: « Guide des clauses sociales » était la source de 10, non de 20"],
    ),
    "a text that does not exist": (
        {"clauses/bilan": BILAN},
        {
            "surcharges": VALEURS.replace("      resume:", "      resumes:").replace(
                "[publics.elus]", "[a.b, publics.elus, resume]"
            )
        },
        ["data-locale/surcharges.yml:9:7: « resumes » n'est pas un texte", ":10:14: « a.b » n'est pas un texte"],
    ),
    "a withdrawal of nothing": (
        {},
        {"surcharges": RETRAIT.replace("bilan:", "bilans:")},
        ["data-locale/surcharges.yml:2:3: « bilans » n'est pas une fiche de data/clauses/"],
    ),
    "a withdrawn clause that a segment proposes": (
        {"familles/etudes": {"deux_clauses": ["bilan"]}},
        {"surcharges": RETRAIT},
        ["data-locale/surcharges.yml:2:3: « bilan » n'est pas une clause en cours", "data/familles/etudes.yml"],
    ),
    "a segment put aside with clauses": (
        {"familles/voirie": {"titre": "Voirie"}},
        {"surcharges": "segments_masques:\n  etudes:\n    motif: Aucune étude.\n"},
        ["data-locale/surcharges.yml:2:3: « etudes » est masqué, et 1 clauses ne sont d'aucun autre segment (bilan)"],
    ),
    "an order of what has none": (
        {},
        {"surcharges": "ordre:\n  clauses: [bilan]\n  familles: [etude]\n"},
        ["data-locale/surcharges.yml:2:3: « clauses » n'a pas d'ordre", ":3:14: « etude » n'est pas une fiche"],
    ),
    "no suffix": (
        {},
        {"organisation": 'nom: "Région témoin"\n', "surcharges": RETRAIT},
        ["organisation.yml:1:1: « suffixe » à remplir"],
    ),
    "a conflict in the settings": (
        {},
        {"organisation": '<<<<<<< HEAD\nnom: "Région"\n=======\nnom: "Ville"\n>>>>>>> amont\n', "surcharges": RETRAIT},
        ["organisation.yml:1:1: conflit de fusion, lignes 1 à 5"],
    ),
    "a conflict in a page": (
        {},
        {
            "docs-locale/chez-nous.md": "---\ntitle: x\n---\n# x\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> amont\n\n<<<<<<< HEAD\n"
        },
        [
            "docs-locale/chez-nous.md:6:1: conflit de fusion, lignes 6 à 10",
            "chez-nous.md:12:1: conflit de fusion, lignes 12 à",
        ],
    ),
    "a conflict left by a merge": (
        {},
        {"surcharges": f"<<<<<<< HEAD\n{RETRAIT}=======\n>>>>>>> amont\n"},
        ["data-locale/surcharges.yml:1:1: conflit de fusion, lignes 1 à 7 : garder l'une des deux versions"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_is_told_where_it_was_written(tmp_path: Path, fault: str):
    changes, files, expected = FAULTS[fault]
    found = complaints(fork(tmp_path, changes, **files))
    assert [words for words in expected if not any(words in line for line in found)] == [], found


def test_two_texts_never_have_one_version(tmp_path: Path):
    root = fork(tmp_path, {"clauses/bilan": BILAN})
    publish(root, "bilan", "", date(2026, 10, 1))
    put(root, "data-locale/surcharges.yml", VALEURS)
    (told,) = complaints(root)
    assert told.startswith("data-locale/surcharges.yml:11:5: version 1+region.1 non publiée")
    assert "1+region.1" in publish(root, "bilan", "", date(2026, 11, 3))
    assert complaints(root) == []

    put(root, "data-locale/surcharges.yml", VALEURS.replace(" 20\n", " 30\n").replace("20 heures", "30 heures"))
    assert any("texte changé depuis la version 1+region.1" in line for line in complaints(root))
    publish(root, "bilan", "Trente heures.", date(2026, 11, 4))
    assert load_guide(root).catalog.get(Clause, "bilan").version_dite == "1+region.2"


def test_the_annotated_example_of_the_contributors_page_holds(tmp_path: Path):
    readme = (ROOT / "data/README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```yaml\n(# data-locale/surcharges\.yml\n.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    put(tmp_path, "organisation.yml", ORGANISATION)
    put(tmp_path, "data-locale/surcharges.yml", example)
    publish(tmp_path, "nettoyage-en-journee", "", date(2026, 11, 3))

    loaded = load(tmp_path / "data")
    assert [str(problem) for problem in (*loaded.problems, *checks.run(loaded, ()))] == []
    catalog = loaded.catalog
    assert catalog.get(Clause, "nettoyage-en-journee").parametres["part"].defaut == 80
    assert [famille.id for famille in catalog.segments[:2]] == ["nettoyage", "energie"]
    assert "textile" not in {famille.id for famille in catalog.segments}


def test_a_reading_made_here_is_told_here_and_no_file_of_ours_is_touched(tmp_path: Path):
    root = fork(tmp_path, **{"data-locale/glossaire/salle.yml": "titre: Salle\nresume: Une pièce.\n"})
    before = (root / "data/clauses/bilan.yml").read_bytes()
    catalog = load_guide(root).catalog
    (sheet,) = export_sheets(root, catalog, Settings(), "juriste", ["bilan"], 1, tmp_path / "fiches")
    file = Relecteur(sheet).decide("Bon à employer").save()
    (written,) = import_decisions(root, [file], Settings(), date(2026, 11, 28))
    assert written.chemin == Path("data-locale/relectures.yml")
    assert (root / "data/clauses/bilan.yml").read_bytes() == before
    clause = load_guide(root).catalog.get(Clause, "bilan")
    assert (clause.statut, clause.relecture[0].par) == ("relue", "juriste")

    # The common guide publishes another text: what was read is an older one, and nothing breaks.
    text = before.decode().replace("version: 1\n", "version: 2\n", 1)
    text = text.replace("historique:\n", 'historique:\n- {version: 2, date: "2026-11-20", motif: Mieux.}\n')
    (root / "data/clauses/bilan.yml").write_text(text, encoding="utf-8")
    clause = load_guide(root).catalog.get(Clause, "bilan")
    assert (clause.statut, clause.relecture[0].version, clause.version) == ("proposition", 1, 2)


def test_a_fault_of_a_reading_is_told_at_its_line(tmp_path: Path):
    reading = 'bilan:\n  version: "1"\n  statut: relue\n  relecture:\n    - {date: 2026-11-05, par: juriste, version: 1, decision: a-corriger}\n'
    (told,) = complaints(fork(tmp_path, **{"data-locale/relectures.yml": reading}))
    assert told.startswith("data-locale/relectures.yml:3:3: statut « relue » sans décision « bon-a-employer »")
    (told,) = complaints(fork(tmp_path / "b", **{"data-locale/relectures.yml": reading.replace("bilan:", "bilans:")}))
    assert told.startswith("data-locale/relectures.yml:1:1: « bilans » n'est pas une clause")


def test_a_public_record_that_replaces_an_internal_one_tells_nothing_of_it(tmp_path: Path):
    root = fork(tmp_path, {"recommandations/donner-un-modele": {"diffusion": "interne", "pourquoi": "Un secret."}})
    text = own("recommandations/donner-un-modele", diffusion="publique")
    put(root, "data-locale/recommandations/donner-un-modele.yml", f'remplace_version: "x"\n{text}')
    catalog = load_guide(root).catalog.publique
    pages = [page.adresse for page in record_pages(catalog, ())]
    assert "recommandations/donner-un-modele/" in pages
    assert "recommandations/donner-un-modele/ecarts/" not in pages


def test_somebody_who_is_there_is_asked_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    root = fork(tmp_path)
    assert main(["--racine", str(root), "adapter", "recommandations/donner-un-modele", "clauses/bilan"]) == 0
    for path in ("recommandations/donner-un-modele.yml", "clauses/bilan.yml"):
        file = root / "data" / path
        file.write_text(file.read_text(encoding="utf-8").replace("resume: ", "resume: Toujours, "), encoding="utf-8")
    answers = iter(["g", "p"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    assert main(["--racine", str(root), "mise-a-jour"]) == 0
    said = capsys.readouterr().out
    assert "clauses/bilan : la vôtre est gardée" in said and "Rien à décider." in said
    assert (root / "data-locale/clauses/bilan.yml").exists()
    assert not (root / "data-locale/recommandations/donner-un-modele.yml").exists()
    assert (root / "data-locale/recommandations/donner-un-modele.yml~").exists(), "nothing is lost"
    assert complaints(root) == []


def test_the_skeleton_of_a_record_goes_where_the_copy_keeps_its_own(tmp_path: Path):
    root = fork(tmp_path, **{"data-locale/glossaire/salle.yml": "titre: Salle\nresume: Une pièce.\n"})
    shutil.copy(ROOT / "data/README.md", root / "data")
    assert main(["--racine", str(root), "nouveau", "clause", "la-notre"]) == 0
    assert (root / "data-locale/clauses/la-notre.yml").exists() and not (root / "data/clauses/la-notre.yml").exists()
    assert main(["--racine", str(root), "nouveau", "clause", "bilan"]) == 1, "ours has that name"
