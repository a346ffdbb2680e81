"""Reading the data folder: what the models refuse, said in French at its place, all at once."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from site_tools import run_macros
from small_guide import HOME, RECORDS, REMOVE, ROOT, Changes, complaints, write_project

from macros.__main__ import main
from macros.model import KINDS, LISTES, TABLES, Clause, Famille
from macros.model.base import references
from macros.read.guide import Guide, load_guide
from macros.read.load import load
from macros.read.problems import DataError, did_you_mean, report
from macros.read.yaml_source import MAX_PROBLEMS

Project = Callable[[Changes | None], Path]
CLAUSE = "clauses/bilan"
CRITERE = {"libelle": "x", "poids": "poids", "juge": "x", "elements": ["x"], "methode": "x"}


def test_the_smallest_guide_is_valid(project: Project):
    assert complaints(project(None)) == []


def test_the_smallest_guide_has_one_record_of_each_kind(project: Project):
    catalog = load_guide(project(None)).catalog
    assert {kind: len(catalog.all(KINDS[kind])) for kind in KINDS} == dict.fromkeys(KINDS, 1)


def test_the_project_s_own_data_holds():
    assert complaints(ROOT) == []


def test_every_segment_has_the_pair_that_the_law_asks_for_and_a_social_condition(guide: Guide):
    """The rules say that what is named is lawful and holds together (see checks/references.py)."""
    segments = guide.catalog.all(Famille)
    assert {famille.id for famille in segments} == {file.stem for file in (ROOT / "data/familles").glob("*.yml")}
    assert [
        famille.id for famille in segments if famille.minimum_legal is None or famille.minimum_legal.sociale is None
    ] == []


def test_the_two_clauses_that_matter_are_not_the_legal_minimum_again(guide: Guide):
    pairs = {
        famille.id: {famille.minimum_legal.critere, famille.minimum_legal.condition}
        for famille in guide.catalog.all(Famille)
    }
    assert [
        famille.id for famille in guide.catalog.all(Famille) if set(famille.deux_clauses) <= pairs[famille.id]
    ] == []


def test_no_clause_of_a_legal_minimum_says_not_to_be_used_with_another_of_it(guide: Guide):
    """A clause that scores what another demands says so in `ne_pas_employer_si`, by the other's id."""
    find = guide.catalog.find
    minimums = [
        (famille.id, pair)
        for famille in guide.catalog.all(Famille)
        if famille.minimum_legal
        for pair in (famille.minimum_legal, *famille.minimum_legal.autres)
    ]
    clauses = [
        (
            own,
            [
                clause
                for name in (pair.critere, pair.condition, pair.sociale)
                if name and (clause := find(Clause, name))
            ],
        )
        for own, pair in minimums
    ]
    warned = [
        (own, clause.id, other.id)
        for own, named in clauses
        for clause in named
        for other in named
        if any(f"« {other.id} »" in case and "impose" in case for case in clause.ne_pas_employer_si)
    ]
    assert warned == []
    assert len(minimums) > 23


def test_every_cpv_code_of_a_clause_leads_to_a_segment(guide: Guide):
    """Its own, or one above it: the digits before the zeros are the branch of the nomenclature."""
    branches = {code.split("-")[0].rstrip("0") for famille in guide.catalog.all(Famille) for code in famille.cpv}
    lost = {
        code
        for clause in guide.catalog.clauses_vivantes
        for code in clause.cpv
        if not any(code.startswith(branch) for branch in branches)
    }
    assert lost == set()


@pytest.mark.parametrize(
    ("file", "changes", "complaint"),
    [
        (CLAUSE, {"titre": REMOVE}, "clé « titre » manquante : l'ajouter (voir data/README.md)"),
        (CLAUSE, {"publics.elus": REMOVE}, "clé « elus » manquante"),
        (
            CLAUSE,
            {"tittre": "x"},
            "clé « tittre » inconnue ; vouliez-vous dire « titre » ? (clés connues : titre, resume,",
        ),
        (
            CLAUSE,
            {"publics.elu": "x"},
            "clé « elu » inconnue ; vouliez-vous dire « elus » ? (clés connues : agents, elus, fournisseurs)",
        ),
        (
            CLAUSE,
            {"verification.0.preuves": "x"},
            "clé « preuves » inconnue ; vouliez-vous dire « preuve » ? (clés connues : preuve, fournie_par, moment, echeance, controle, qui, minutes, annexe)",
        ),
        (CLAUSE, {"id": "bilan"}, "clé « id » inutile : le nom du fichier est l'identifiant ; retirer cette ligne"),
        (CLAUSE, {"titre": 12}, "« titre » : attendu du texte ; mettre la valeur entre guillemets droits"),
        (CLAUSE, {"titre": True}, "« titre » : attendu du texte"),
        (CLAUSE, {"titre": ["a"]}, "« titre » : attendu du texte"),
        (
            CLAUSE,
            {"titre": "   "},
            "« titre » : texte vide ; écrire une valeur, ou retirer la clé si elle est facultative",
        ),
        (CLAUSE, {"titre": "x" * 161}, "« titre » : 160 caractères au plus"),
        (CLAUSE, {"titre": "deux\nlignes"}, "« titre » : attendu une seule ligne"),
        (CLAUSE, {"resume": "x" * 241}, "« resume » : 240 caractères au plus"),
        (
            CLAUSE,
            {"familles": "etudes"},
            "« familles » : attendu une liste (lignes qui commencent par « - », ou [a, b])",
        ),
        (CLAUSE, {"familles": []}, "« familles » : au moins 1 élément(s)"),
        (CLAUSE, {"familles": ["Études"]}, "attendu un identifiant en minuscules sans accent, chiffres et tirets"),
        (CLAUSE, {"niveau": "très haut"}, "« niveau » : attendu un terme de sa liste (lettres, chiffres et tirets)"),
        (CLAUSE, {"facilite": 6}, "« facilite » : attendu un nombre au plus égal à 5"),
        (CLAUSE, {"facilite": 0}, "« facilite » : attendu un nombre au moins égal à 1"),
        (CLAUSE, {"facilite": "3"}, "« facilite » : attendu un nombre entier"),
        (CLAUSE, {"facilite": True}, "« facilite » : attendu un nombre entier"),
        (CLAUSE, {"publics": "tous"}, "« publics » : attendu des lignes « clé: valeur »"),
        (CLAUSE, {"diffusion": "internes"}, "« diffusion » : attendu publique ou interne"),
        (CLAUSE, {"historique.0.date": "01/10/2026"}, "de la forme AAAA-MM-JJ"),
        (CLAUSE, {"historique.0.date": "2026-02-30"}, "« date » : attendu une date qui existe, de la forme AAAA-MM-JJ"),
        (CLAUSE, {"historique.0.date": "2206-10-01"}, "« date » : attendu une date entre 1900 et 2100"),
        ("textes/ccp-l2112-2", {"en_vigueur": {"jusqu_a": "9999-12-31"}}, "« jusqu_a » : attendu une date entre"),
        ("rencontres/visite-a-ville", {"jour": "0001-01-01"}, "« jour » : attendu une date entre 1900 et 2100"),
        (CLAUSE, {"historique.0.date": 20261001}, "« date » : attendu une date de la forme AAAA-MM-JJ"),
        (
            CLAUSE,
            {"sources.0.url": "www.exemple.fr"},
            "« url » : attendu une adresse complète en https:// (ou http://, mailto:)",
        ),
        (CLAUSE, {"sources.0.url": "javascript:alert(1)"}, "« url » : attendu une adresse complète"),
        (CLAUSE, {"sources.0.url": "https://exemple.fr/a b"}, "« url » : attendu une adresse complète"),
        (CLAUSE, {"sources.0.url": 'https://exemple.fr/"x'}, "« url » : attendu une adresse complète"),
        (
            CLAUSE,
            {"parametres": {"Heures": {"libelle": "x", "type": "nombre"}}},
            "attendu un nom en minuscules, chiffres et « _ » (par exemple heures_insertion)",
        ),
        (
            CLAUSE,
            {"parametres": {"heures": {"libelle": "x", "type": "nombres"}}},
            "« type » : attendu nombre, texte, date, annee, choix ou montant",
        ),
        (CLAUSE, {"parametres": {"heures": {"libelle": "x", "type": "nombre", "defaut": []}}}, "« defaut » : attendu"),
        (
            CLAUSE,
            {"parametres": {"heures": {"libelle": "x", "type": "nombre", "defaut": True}}},
            '« defaut » : attendu un nombre entier, ou un texte entre guillemets (par exemple "2,5")',
        ),
        (
            CLAUSE,
            {"parametres": {"heures": {"libelle": "x", "type": "texte", "defaut": "x" * 161}}},
            "« defaut » : 160 caractères au plus",
        ),
        (
            CLAUSE,
            {"critere": {**CRITERE, "bareme": [{"points": 1, "attendu": "y"}]}},
            "« bareme » : au moins 2 élément(s)",
        ),
        (
            CLAUSE,
            {"critere": {**CRITERE, "bareme": [{"points": 101, "attendu": "y"}, {"points": 0, "attendu": "z"}]}},
            "« points » : attendu un nombre au plus égal à 100",
        ),
        (CLAUSE, {"dispositions": []}, "« dispositions » : au moins 1 élément(s)"),
        (
            CLAUSE,
            {"verification.0.fournie_par": "fournisseur"},
            "« fournie_par » : attendu acheteur, candidat, titulaire ou tiers",
        ),
        (
            CLAUSE,
            {"verification.0.echeance": {"depuis": "fin", "delai": "2 weeks"}},
            "« delai » : attendu une durée (par exemple « 15 jours », « 3 mois »)",
        ),
        (
            CLAUSE,
            {"parametres": {"heures": {"libelle": "x", "type": "nombre", "calcul": "Heures % 2"}}},
            "« calcul » : attendu un calcul sur d'autres paramètres (par exemple « montant * part / 100 »)",
        ),
        ("etudes-de-cas/ville-bilan", {"coordonnees": {"lat": 45.7, "lon": "4.8"}}, None),
        (
            "etudes-de-cas/ville-bilan",
            {"coordonnees": {"lat": "45,7", "lon": "4.8"}},
            "attendu des degrés décimaux, avec un point (par exemple 45.764)",
        ),
        ("recommandations/donner-un-modele", {"comment": ["Écrire le modèle."]}, "« comment » : au moins 2 élément(s)"),
        ("familles/etudes", {"deux_clauses": ["bilan"] * 3}, "« deux_clauses » : au plus 2 élément(s)"),
        (
            "familles/etudes",
            {"cpv": ["79311000"]},
            "« 79311000 » n'est pas un terme de la liste « cpv » ; vouliez-vous dire « 79311000-7 » ?",
        ),
        ("textes/ccp-l2112-2", {"verification.etat": "lu au texte"}, "« etat » : attendu un terme de sa liste"),
        (
            "docs/index.md",
            "---\ntitle: Guide\ndescription: x\ndifusion: interne\n---\n# Guide\n",
            "docs/index.md:4:1: clé « difusion » inconnue ; vouliez-vous dire « diffusion » ?",
        ),
        (
            "docs/index.md",
            "---\ntitle: Guide\ndescription: x\ndiffusion: internes\n---\n# Guide\n",
            "docs/index.md:4:1: « diffusion » : attendu publique ou interne",
        ),
        ("docs/index.md", "---\ntitle: Guide\n---\n# Guide\n", "docs/index.md:2:1: clé « description » manquante"),
        (
            "docs/index.md",
            "# Guide\n",
            "docs/index.md:1:1: en-tête absent : attendu « --- », title, description, « --- » en tête de page",
        ),
        ("docs/index.md", "---\ntitle: Guide\ndescription: x\nouvert sans fin\n", "docs/index.md:1:1: en-tête absent"),
        (
            "docs/index.md",
            "---\n- title\n---\n# Guide\n",
            "docs/index.md:2:1: en-tête mal formé : attendu « clé: valeur »",
        ),
        ("docs/index.md", "---\nGuide\n---\n# Guide\n", "docs/index.md:2:1: en-tête mal formé"),
        (
            "docs/index.md",
            "---\ntitle: &a Guide\ndescription: x\n---\n# Guide\n",
            "docs/index.md:2:8: ancre « &a » refusée",
        ),
    ],
)
def test_a_value_that_the_models_refuse_is_told_in_french(
    project: Project, file: str, changes: Any, complaint: str | None
):
    found = complaints(project({file: changes}))
    if complaint is None:  # YAML's 45.7 is a text here, and a valid one
        assert found == []
        return
    assert len(found) == 1, found
    assert complaint in found[0]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"titre": 12}, "1:1"),
        ({"facilite": 9}, "24:1"),
        ({"publics.elus": 3}, "29:3"),
        ({"sources.0.url": "x"}, "36:3"),
        ({"risques.0.risque": REMOVE}, "22:3"),
        ({"titre": REMOVE}, "1:1"),
    ],
)
def test_a_complaint_points_at_the_line_and_the_column(project: Project, changes: dict[str, Any], place: str):
    (found,) = complaints(project({CLAUSE: changes}))
    assert found.startswith(f"data/clauses/bilan.yml:{place}: "), found


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"clauses/Bilan.yml": "titre: x\n", CLAUSE: None},
            "data/clauses/Bilan.yml:1:1: nom de fichier « Bilan.yml » : attendu un identifiant en minuscules sans accent",
        ),
        ({"clauses/ete_2026.yml": "titre: x\n"}, "data/clauses/ete_2026.yml:1:1: nom de fichier « ete_2026.yml »"),
        (
            {"data/clause/bilan.yml": "titre: x\n"},
            "data/clause/bilan.yml:1:1: fichier hors des dossiers connus ; vouliez-vous dire « clauses » ? (attendu data/<dossier>/<id>.yml)",
        ),
        ({"data/bilan.yml": "titre: x\n"}, "data/bilan.yml:1:1: fichier hors des dossiers connus"),
        (
            {"data/clauses/2026/bilan.yml": "titre: x\n"},
            "data/clauses/2026/bilan.yml:1:1: fichier hors des dossiers connus",
        ),
        (
            {"data/clauses/bilan.yaml.txt": "titre: x\n"},
            "data/clauses/bilan.yaml.txt:1:1: extension inconnue : attendu un fichier « .yml »",
        ),
        (
            {"clauses/liste.yml": "- a\n- b\n"},
            "data/clauses/liste.yml:1:1: attendu une fiche « clé: valeur » (voir data/README.md)",
        ),
        ({"clauses/mot.yml": "bonjour\n"}, "data/clauses/mot.yml:1:1: attendu une fiche « clé: valeur »"),
        (
            {"vocabulaires/niveaux.yml": "- {id: base, libelle: Base}\n- {id: base, libelle: Base}\n"},
            "data/vocabulaires/niveaux.yml:2:4: terme « base » écrit deux fois : garder un seul des deux",
        ),
        (
            {"vocabulaires/niveaux.yml": "- {id: base, libele: Base}\n"},
            "data/vocabulaires/niveaux.yml:1:14: clé « libele » inconnue ; vouliez-vous dire « libelle » ?",
        ),
        ({"vocabulaires/niveaux.yml": "base: Base\n"}, "data/vocabulaires/niveaux.yml:1:1: "),
        ({"docs/latin.md": "---\ntitle: é\n".encode("latin-1")}, "docs/latin.md:2:8: texte qui n'est pas en UTF-8"),
        ({"docs/index.md": f"{HOME}\nVériﬁer.\n"}, "docs/index.md:7:5: ligature « ﬁ »"),
        ({"docs/index.md": f"{HOME}\nenviron\u00adnement\n"}, "docs/index.md:7:8: caractère invisible U+00AD"),
        (
            {"docs/index.md": f"{HOME}\n<<<<<<< HEAD\nun\n=======\ndeux\n>>>>>>> autre\n"},
            "docs/index.md:7:1: conflit de fusion, lignes 7 à 11",
        ),
    ],
)
def test_a_file_that_cannot_be_a_record_is_told(project: Project, changes: Changes, expected: str):
    found = complaints(project(changes))
    assert any(line.startswith(expected) for line in found), found


def test_a_complaint_is_one_line_whatever_the_file_is_called(project: Project):
    (found,) = complaints(project({"data/glossaire/a\nb.yml": "titre: x\nresume: y.\n"}))
    assert found.startswith("data/glossaire/a\\nb.yml:1:1: nom de fichier « a\\nb.yml »")


def test_data_readme_and_empty_folders_are_not_records(project: Project):
    assert complaints(project({"data/README.md": "# Données\n", "data/glossaire/.gitkeep": ""})) == []


def test_a_page_saved_on_windows_is_read(project: Project):
    page = b"\xef\xbb\xbf---\r\ntitle: Page\r\ndescription: Une page.\r\n---\r\n# Page\r\n"
    assert complaints(project({"docs/page.md": page})) == []


def test_an_empty_data_folder_is_not_a_guide(project: Project):
    root = project(dict.fromkeys(RECORDS))
    assert complaints(root) != []


def test_a_missing_data_folder_is_not_a_guide(tmp_path: Path):
    (tmp_path / "docs").mkdir()
    assert complaints(tmp_path) != []


def test_all_problems_of_all_files_come_in_one_run_sorted_and_once(project: Project):
    root = project(
        {
            CLAUSE: {"titre": 12, "facilite": 9, "nivo": "base"},
            "pairs/ville": {"pays": REMOVE},
            "docs/index.md": "# Sans en-tête\n",
            "glossaire/bilan": "titre: a: b\n",
        }
    )
    found = complaints(root)
    assert [line.split(" ", 1)[0] for line in found] == [
        "data/clauses/bilan.yml:1:1:",
        "data/clauses/bilan.yml:24:1:",
        "data/clauses/bilan.yml:43:1:",
        "data/glossaire/bilan.yml:1:9:",
        "data/pairs/ville.yml:1:1:",
        "docs/index.md:1:1:",
    ]
    assert len(set(found)) == len(found)


def test_a_record_that_could_not_be_read_is_told_once_and_not_by_those_who_name_it(project: Project):
    (found,) = complaints(project({"familles/etudes": {"ordre": "un"}}))
    assert found.startswith("data/familles/etudes.yml:3:1: « ordre » : attendu un nombre entier")


@pytest.mark.parametrize("written", ["titre:", "titre: ~", "titre: *b", "sources:", "sources: [{titre: }]"])
def test_a_value_that_yaml_already_refused_is_told_once(project: Project, written: str):
    whole = {"titre": "titre: Bilan", "resume": "resume: Un bilan."}
    lines = "\n".join({**whole, written.split(":")[0]: written}.values())
    assert len(complaints(project({"glossaire/bilan": f"{lines}\n"}))) == 1


def test_a_closed_list_that_could_not_be_read_is_told_once_and_not_by_those_who_use_it(project: Project):
    (found,) = complaints(project({"vocabulaires/niveaux.yml": "- {id: base, libelle: 3}\n"}))
    assert found.startswith("data/vocabulaires/niveaux.yml:1:14: « libelle » : attendu du texte")


def test_two_readings_of_a_record_are_equal(project: Project):
    """Also once their texts have been walked."""
    root = project(None)
    one, other = (load(root / "data").catalog.get(Clause, "bilan") for _ in range(2))
    assert one.texts and other.texts
    assert one == other and one is not other


def test_a_guide_that_was_read_keeps_none_of_the_texts_that_its_checks_walked(project: Project):
    """They take as much memory as the records, and nothing asks for all of them again."""
    catalog = load_guide(project(None)).catalog
    assert [record.id for record in catalog if "texts" in vars(record)] == []
    assert "texts" not in vars(catalog)


def test_a_list_that_nothing_uses_is_a_misspelt_one(project: Project):
    (found,) = complaints(project({"vocabulaires/niveau.yml": "- {id: base, libelle: Base}\n"}))
    assert found.startswith("data/vocabulaires/niveau.yml:1:1: ")
    assert "« niveaux »" in found


def _named() -> list[tuple[str, str]]:
    """Every reference that the records of the smallest guide make: (file, dotted key)."""
    root = {
        path: KINDS[path.split("/")[0]].model_validate(_tuples({**record, "id": path.split("/")[1]}))
        for path, record in RECORDS.items()
    }
    return [
        (path, ".".join(map(str, key_path))) for path, record in root.items() for key_path, _, _ in references(record)
    ]


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


@pytest.mark.parametrize(("file", "key"), _named())
def test_no_reference_may_name_what_does_not_exist(project: Project, file: str, key: str):
    found = complaints(project({file: {key: "inconnu-au-bataillon"}}))
    assert any(
        "« inconnu-au-bataillon » n'est pas un" in line and line.startswith(f"data/{file}.yml:") for line in found
    ), found


def test_a_word_close_to_a_known_one_is_suggested():
    assert did_you_mean("avancee", ["base", "avance"]) == " ; vouliez-vous dire « avance » ?"
    assert did_you_mean("xyz", ["base", "avance"]) == ""


def test_the_report_counts_and_says_that_the_site_stays():
    assert report([]).endswith("0 problème : rien n'a été construit, le site précédent reste en place.")
    assert report(["a", "b"]).endswith("2 problèmes : rien n'a été construit, le site précédent reste en place.")


def test_problems_are_not_repeated(project: Project):
    root = project({CLAUSE: {"titre": 12}})
    problems = load(root / "data").problems
    assert str(DataError([*problems, *problems])) == str(DataError(problems))


ROTTEN = ROOT / "tests/fixtures/pourri"
"""A data folder where about everything is wrong, with every complaint expected of it in attendu.txt."""


def test_the_rotten_folder_gets_its_complete_list_of_complaints():
    expected = (ROTTEN / "attendu.txt").read_text(encoding="utf-8").splitlines()
    assert len(expected) >= 40
    assert complaints(ROTTEN, editorial=True) == expected


def test_the_command_line_prints_the_same_list_and_fails(tmp_path: Path):
    root = shutil.copytree(ROTTEN, tmp_path / "pourri")
    shutil.copy(ROOT / "data/README.md", root / "data")
    done = run_macros(ROOT, "--racine", str(root), "check")
    *told, count = done.stderr.rstrip("\n").split("\n")
    assert "\n".join(told) == (ROTTEN / "attendu.txt").read_text(encoding="utf-8").rstrip("\n")
    assert count == f"{len(told)} problèmes : rien n'a été construit, le site précédent reste en place."
    assert (done.returncode, done.stdout) == (1, "")


def test_the_command_line_says_what_holds(tmp_path: Path):
    done = run_macros(ROOT, "--racine", str(write_project(tmp_path)), "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout
        == "Données valides : 1 clauses, 1 etudes-de-cas, 1 recommandations, 1 pairs, 1 textes, 1 familles, 1 obligations, 1 glossaire, 1 processus, 1 parcours, 1 ecrans, 1 kits, 1 salles, 1 rencontres, 1 preuves, 1 retours, 1 notations, 1 pages.\n"
    )


@pytest.mark.parametrize("folder", ["clauses", "vocabulaires", "clauses/versions", "."])
@pytest.mark.parametrize("name", [".#niveaux.yml", "#niveaux.yml#", "niveaux.yml~"])
def test_the_lock_of_an_editor_is_passed_over_in_every_folder(project: Project, folder: str, name: str):
    root = project(None)
    (root / "data" / folder).mkdir(parents=True, exist_ok=True)
    (root / "data" / folder / name).symlink_to("somebody@host.1234")  # as Emacs does
    assert complaints(root) == []


LEFT = """Thumbs.db|desktop.ini|.DS_Store|._bilan.yml|.bilan.yml.swp|bilan.yml~|bilan (1).yml|bilan - Copie.yml|bilan - Copy (2).yml|Copie de bilan.yml
bilan (Copie en conflit de Poste 12 2026-11-28).yml|bilan (conflicted copy 2026-11-28 101500).yml|bilan.sync-conflict-20261128-101500-ABCDEFG.yml|~$bilan.docx"""


def test_what_a_file_manager_or_a_synchronised_folder_leaves_is_passed_over_and_named(
    project: Project, capsys: pytest.CaptureFixture[str]
):
    names = LEFT.replace("\n", "|").split("|")
    root = project({f"data/clauses/{name}": b"\x00 nothing that can be read" for name in names})
    assert complaints(root) == []
    assert main(["--racine", str(root), "check"]) == 0
    told = capsys.readouterr().out
    assert [name for name in names if f"Laissé de côté : data/clauses/{name} (" not in told] == []


def test_a_record_whose_name_only_looks_like_a_copy_is_read(project: Project):
    root = project({"glossaire/moins-de-copie": {"titre": "Copie"}, "glossaire/sync-conflict-x": {"titre": "Autre"}})
    assert {"moins-de-copie", "sync-conflict-x"} <= load(root / "data").catalog.kinds["glossaire"].keys()


TURNING = "site_name: x\nINHERIT: mkdocs.yml\n"
SETTINGS = {
    "nothing": ("", "1:1: fichier vide : attendu les réglages de MkDocs"),
    "a list": ("- a\n", "1:1: attendu des lignes « clé: valeur »"),
    "no YAML": ("nav: [a\n", "YAML mal formé"),
    "another encoding": ("site_name: été\n".encode("latin-1"), "1:12: texte qui n'est pas en UTF-8"),
    "a sign that no file holds": ("site_name: x\0\n", "1:13: caractère invisible U+0000"),
    "many levels": ("nav: " + "[" * 900 + "]" * 900 + "\n", "plus de 30 niveaux"),
    "names of names": ("a: &a [x]\nnav: [*a, *a]\n", "1:4: ancre « &a » refusée"),
    "no pattern": ("not_in_nav: |\n  /x.md\n  \\\n", "1:1: « not_in_nav » : motif « \\ » mal formé"),
    "no pattern of another setting": ("exclude_docs: '!'\n", "1:1: « exclude_docs » : motif « ! » mal formé"),
    "itself": (TURNING, "2:1: « INHERIT » mène à un fichier déjà lu : retirer cette ligne"),
    "what is not there": ("INHERIT: rien.yml\n", "1:1: « INHERIT » : fichier « rien.yml » introuvable"),
    "a page that nobody wrote": ("nav:\n  - index.md\n  - a: [x.md]\n", "3:9: page absente « docs/x.md »"),
}


@pytest.mark.parametrize("what", SETTINGS)
def test_what_is_wrong_in_the_settings_of_the_site_is_told_at_its_place(project: Project, what: str):
    written, told = SETTINGS[what]
    root = project(None)
    (root / "mkdocs.yml").write_bytes(written.encode() if isinstance(written, str) else written)
    said = complaints(root)
    assert said and all(one.startswith("mkdocs.yml:") for one in said)
    assert told in said[0]


def test_the_check_wants_the_settings_of_the_site(project: Project, capsys: pytest.CaptureFixture[str]):
    root = project(None)
    (root / "mkdocs.yml").unlink()
    assert main(["--racine", str(root), "check"]) == 1
    assert capsys.readouterr().err.startswith("mkdocs.yml:1:1: réglages absents : remettre ce fichier\n1 problème")


def test_settings_that_inherit_each_other_are_refused_where_the_turn_closes(project: Project):
    root = project(None)
    (root / "mkdocs.yml").write_text("INHERIT: autre.yml\n", encoding="utf-8")
    (root / "autre.yml").write_text(TURNING, encoding="utf-8")
    assert complaints(root) == ["autre.yml:2:1: « INHERIT » mène à un fichier déjà lu : retirer cette ligne"]


def test_what_is_mkdocs_own_affair_is_left_to_it(project: Project):
    """Its tags, its empty values, words after a value."""
    root = project(None)
    own = "site_name: x # le nom\nsite_url: !ENV [SITE_URL, x]\nplugins:\n  search:\nnav: [index.md]\n"
    (root / "mkdocs.yml").write_text(own, encoding="utf-8")
    assert complaints(root) == []


@pytest.mark.parametrize("name", sorted(LISTES | TABLES.keys()))
def test_a_closed_list_or_a_table_that_is_gone_is_told(project: Project, name: str):
    path = f"data/vocabulaires/{name}.yml"
    assert any(one.startswith(f"{path}:1:1: liste absente") for one in complaints(project({path: None})))


@pytest.mark.parametrize("name", ["data-locale", "docs-locale"])
@pytest.mark.parametrize("what", ["a file", "a link to itself"])
def test_what_stands_in_the_place_of_a_folder_of_the_organisation_is_told(project: Project, name: str, what: str):
    root = project(None)
    (root / name).touch() if what == "a file" else (root / name).symlink_to(name)
    assert [one for one in complaints(root) if one.startswith(f"{name}:1:1: attendu un dossier")]


@pytest.mark.parametrize("target", [".", "/", "nowhere"])
@pytest.mark.parametrize("place", ["docs/boucle", "docs/assets/boucle", "docs-locale/boucle"])
def test_a_link_among_the_pages_is_refused_and_not_followed(project: Project, target: str, place: str):
    root = project(None)
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).symlink_to(target)
    assert f"{place}:1:1: lien symbolique refusé : mettre à sa place ce vers quoi il mène" in complaints(root)


@pytest.mark.parametrize("line", ["- *a", "-", "- &a x", "- !x y"])
def test_the_faults_of_form_of_one_record_are_bounded(project: Project, line: str):
    told = complaints(project({"clauses/bilan.yml": "titre:\n" + f"  {line}\n" * 20_000}))
    assert len(told) < 2 * MAX_PROBLEMS
    assert any(f"plus de {MAX_PROBLEMS} fautes : corriger celles-ci, puis relancer" in one for one in told)


RULES = """\
ponderation: {{min: {min}, max: 60}}
listes:
  choisir: [{choisir}]
regles:
  - id: mot-vague
    titre: Mot vague
    explication: Il ne se mesure pas.
    motifs: [vague*, "{motif}"]
    detections:
      - {{quand: ["{quand}"]}}
"""
GOOD = {"min": "2", "choisir": "choisi*", "motif": "<choisir> mieux", "quand": "un (peu )?"}


@pytest.mark.parametrize(
    ("part", "written", "told"),
    [
        ("min", "61", "1:1: « ponderation » : attendu un « min » au plus égal à « max »"),
        ("choisir", '"<choisir>"', "3:13: « choisir » : attendu des mots, sans « <choisir> »"),
        ("motif", "<autre> mieux", "8:22: « motifs » : attendu une liste qui existe, au lieu de « <autre> »"),
        ("motif", "un (peu", "8:22: « motifs » : attendu des parenthèses qui se ferment"),
        ("quand", "un (peu", "10:18: « quand » : attendu des parenthèses qui se ferment"),
        ("quand", "un )peu(", "10:18: « quand » : attendu des parenthèses qui se ferment"),
        ("motif", "?", "8:22: motif illisible « ? »"),
    ],
)
def test_a_pattern_that_cannot_be_read_is_told_at_its_place(project: Project, part: str, written: str, told: str):
    root = project({"data/regles-redaction.yml": RULES.format(**GOOD)})
    assert complaints(root, editorial=True) == []
    (root / "data/regles-redaction.yml").write_text(RULES.format(**{**GOOD, part: written}), encoding="utf-8")
    (said,) = complaints(root, editorial=True)
    assert said.startswith(f"data/regles-redaction.yml:{told}")
