"""YAML's silent traps are refused or read as they are written, each at its place."""

import os
from pathlib import Path

import pytest
import yaml
from broken import ENGLISH
from small_guide import ROOT

from macros.read import yaml_source
from macros.read.yaml_source import MAX_BYTES, MAX_DEPTH, YamlSource, read_source


def read(tmp_path: Path, content: str | bytes) -> YamlSource:
    file = tmp_path / "fiche.yml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_source(file, "data/fiche.yml")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("NO", "NO"),
        ("oui", "oui"),
        ("yes", "yes"),
        ("on", "on"),
        ("1.10", "1.10"),
        ("012", "012"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("12:30:45", "12:30:45"),
        ("2026-11-22", "2026-11-22"),
        (".inf", ".inf"),
        ("True", "True"),
        ('"12"', "12"),
        ('"true"', "true"),
        ('""', ""),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("9" * 19, "9" * 19),
        ("true", True),
        ("false", False),
        ("[a, 1]", ("a", 1)),
        ("{a: 1}", {"a": 1}),
        ("|\n  deux\n  lignes\n", "deux\nlignes\n"),
        (">-\n  une\n  ligne\n", "une ligne"),
        ('"l\'été # note"', "l'été # note"),
        ("C#", "C#"),
    ],
)
def test_a_value_is_what_it_looks_like(tmp_path: Path, written: str, expected: object):
    source = read(tmp_path, f"cle: {written}\n")
    assert source.problems == []
    assert source.value == {"cle": expected}
    assert type(source.value["cle"]) is type(expected)


def test_keys_are_always_text(tmp_path: Path):
    assert read(tmp_path, "NO: a\n12: b\ntrue: c\n").value == {"NO": "a", "12": "b", "true": "c"}


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("a: 1\nb: 2\na: 3\n", "3:1: clé « a » écrite deux fois : garder une seule des deux"),
        ("a:\n  b: 1\n  b: 1\n", "3:3: clé « b » écrite deux fois : garder une seule des deux"),
        ("a: &x 1\n", "1:4: ancre « &x » refusée : recopier la valeur là où elle sert"),
        ("a: *x\n", "1:4: alias « *x » refusé : recopier la valeur"),
        ("a: !!python/object:os.system x\n", "étiquette YAML"),
        ("a: !!int '3'\n", "étiquette YAML"),
        ("a: !env X\n", "1:4: étiquette YAML « !env » refusée : écrire une simple valeur"),
        ("<<: {a: 1}\nb: 2\n", "1:1: clé de fusion « << » refusée : recopier les valeurs"),
        ("a:\nb: 1\n", "valeur vide : écrire une valeur, ou retirer la clé si elle est facultative"),
        ("a: ~\n", "1:4: valeur vide"),
        ("a: null\n", "1:4: valeur vide"),
        ("a:\n  - 1\n  -\n", "valeur vide"),
        ("? [a, b]\n: 1\n", "clé refusée : attendu un mot simple"),
        ("? &k a\n: 1\n", "clé refusée"),
        ("titre: Lot n° #1 Vérifier\n", "1:8: « # » après la valeur"),
        ("a: [un #deux\n, b]\n", "« # » après la valeur"),
        ("a: vériﬁer\n", "1:8: ligature « ﬁ »"),
        ("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> autre\n", "1:1: conflit de fusion, lignes 1 à 5"),
        ("a: 1\n---\nb: 2\n", "2:1: second document YAML (« --- ») : attendu une seule fiche par fichier"),
        ("", "1:1: fichier vide : attendu une fiche (voir data/README.md)"),
        ("# rien\n", "fichier vide"),
        ("---\n", "vide"),
        ("a: b: c\n", "« : » inattendu ; mettre le texte entre guillemets droits"),
        ("a: 1\n b: 2\n", "YAML mal formé"),
        ("a: **Important** b\n", "1:5: YAML mal formé : « * » ou « & » en début de valeur"),
        ("a: - b\n", "1:4: YAML mal formé : « - » inattendu ; mettre la liste à la ligne"),
        ("a: , b\n", "1:4: YAML mal formé : valeur attendue"),
        ("a: | b\n c\n", "1:6: YAML mal formé : suite inattendue après « | » ou « > »"),
        ("% b\na: 1\n", "1:2: YAML mal formé : « % » en début de ligne"),
        ("%YAML 9.9\n---\na: 1\n", "1:1: YAML mal formé : « %YAML » inattendu"),
        ("a: 1\n...\nb\n", "3:1: YAML mal formé : suite après la fin de la fiche"),
        ("a: 'ouvert\n", "fin de fichier inattendue ; guillemet ou crochet non fermé"),
        ("a: [1, 2\n", "vérifier les guillemets"),
        ("a: {b: c:}\n", "1:9: YAML mal formé : « : » inattendu ; mettre le texte entre guillemets droits"),
        ("a: !x,y z\n", "1:6: YAML mal formé : étiquette YAML refusée"),
        ("%TAG x y\n", "1:6: YAML mal formé : « % » en début de ligne"),
        ("a: @x\n", "caractère interdit en début de valeur ; mettre le texte entre guillemets droits"),
        ("a: `x`\n", "caractère interdit en début de valeur"),
        ("\ta: 1\n", "tabulation interdite ; employer des espaces"),
        ('a: "\\q"\n', "barre oblique inverse inconnue ; employer des guillemets simples"),
        ("a: 1\nb: x\u0000y\n", "2:5: caractère invisible U+0000 : le supprimer"),
        ("a: x\u200by\n", "1:5: caractère invisible U+200B : le supprimer"),
        ("a: x\u202ey\n", "1:5: caractère invisible U+202E : le supprimer"),
        ("a: x\ue000y\n", "1:5: caractère invisible U+E000 : le supprimer"),
        ("a: x\u00ady\n", "1:5: caractère invisible U+00AD : le supprimer"),
        ('a: "x\\u202ey"\n', "1:4: caractère invisible U+202E : le supprimer"),
        ('a: 1\nb: ["x\\0y"]\n', "2:5: caractère invisible U+0000 : le supprimer"),
        ('a: "x\\uFEFF"\n', "1:4: caractère invisible U+FEFF : le supprimer"),
        ("a: x\U000e0041y\n", "1:5: caractère invisible U+E0041 : le supprimer"),
        (b"a: 1\nb: \xe9t\xe9\n", "2:4: texte qui n'est pas en UTF-8 : enregistrer le fichier en UTF-8"),
        ("a: 1\n".encode("utf-16"), "1:1: texte qui n'est pas en UTF-8"),
        ("a: " + "x" * MAX_BYTES, "1:1: fichier de 200 ko : attendu au plus 200 ko"),
        ("a: " + "x" * 2_000_000, "1:1: fichier de 2000 ko"),
        (
            "a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
            f"plus de {MAX_DEPTH} niveaux imbriqués : attendu une fiche à plat",
        ),
        ("a: " + "[" * 40_000, f"plus de {MAX_DEPTH} niveaux imbriqués"),
        ("a: " + "{a: " * 40_000, f"plus de {MAX_DEPTH} niveaux imbriqués"),
    ],
)
def test_a_trap_is_refused_with_its_place_and_what_to_do(tmp_path: Path, content: str | bytes, complaint: str):
    source = read(tmp_path, content)
    assert len(source.problems) == 1, [str(problem) for problem in source.problems]
    assert complaint in str(source.problems[0])
    assert str(source.problems[0]).startswith("data/fiche.yml:")
    assert not ENGLISH.search(source.problems[0].message)


def test_an_alias_bomb_expands_to_nothing(tmp_path: Path):
    levels = "".join(f"l{level}: &l{level} [{', '.join([f'*l{level - 1}'] * 9)}]\n" for level in range(1, 12))
    source = read(tmp_path, f"l0: &l0 [x]\n{levels}")
    assert len(source.problems) == 12 + 11 * 9
    assert len(str(source.value)) < 2_000


def test_every_trap_of_one_file_is_told_in_one_run(tmp_path: Path):
    source = read(tmp_path, "a: &x 1\na: 2\nb: *x\nc: !t 3\n<<: {d: 1}\ne: ~\n")
    assert [(problem.line, problem.column) for problem in source.problems] == [
        (1, 4),
        (2, 1),
        (3, 4),
        (4, 4),
        (5, 1),
        (6, 4),
    ]


@pytest.mark.parametrize(
    "content",
    [b"\xef\xbb\xbfa: 1\nb: 2\n", b"a: 1\r\nb: 2\r\n", b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", b"a: 1\nb: 2"],
    ids=["BOM", "CRLF", "both", "no last newline"],
)
def test_what_windows_editors_write_is_read(tmp_path: Path, content: bytes):
    source = read(tmp_path, content)
    assert source.problems == []
    assert source.value == {"a": 1, "b": 2}
    assert source.place(("b",)) == (2, 1)


def test_lines_of_a_text_have_no_carriage_return(tmp_path: Path):
    assert read(tmp_path, b"a: |\r\n  une\r\n  deux\r\n").value == {"a": "une\ndeux\n"}


def test_a_symbolic_link_is_not_followed(tmp_path: Path):
    (tmp_path / "secret").write_text("a: 1\n")
    (tmp_path / "fiche.yml").symlink_to(tmp_path / "secret")
    source = read_source(tmp_path / "fiche.yml", "data/fiche.yml")
    assert [str(problem) for problem in source.problems] == [
        "data/fiche.yml:1:1: lien symbolique refusé : attendu un fichier ordinaire"
    ]
    assert source.value is None


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path):
    (tmp_path / "fiche.yml").mkdir()
    source = read_source(tmp_path / "fiche.yml", "data/fiche.yml")
    assert len(source.problems) == 1
    assert "attendu un fichier ordinaire" in str(source.problems[0])


def test_a_pipe_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "fiche.yml")
    source = read_source(tmp_path / "fiche.yml", "data/fiche.yml")
    assert "attendu un fichier ordinaire" in str(source.problems[0])


def test_a_huge_file_is_not_read(tmp_path: Path):
    with (tmp_path / "fiche.yml").open("wb") as file:
        file.truncate(6_000_000_000)  # holes: no room on the disk
    assert "attendu au plus" in str(read_source(tmp_path / "fiche.yml", "data/fiche.yml").problems[0])


def test_places_are_those_of_the_file(tmp_path: Path):
    source = read(
        tmp_path,
        "# note\ntitre: x\npublics:\n  elus: y\nrisques:\n  - {risque: a, parade: b}\n  - risque: c\n    parade: d\n",
    )
    assert source.place(("titre",)) == (2, 1)
    assert source.place(("publics", "elus")) == (4, 3)
    assert source.place(("risques", 0, "parade")) == (6, 17)
    assert source.place(("risques", 1)) == (7, 5)
    assert source.place(("risques", 1, "parade")) == (8, 5)
    assert source.place(("publics", "absent", "plus bas")) == (3, 1)
    assert source.place(("absent",)) == (2, 1)


def test_the_guide_is_read_the_same_without_the_parser_in_c(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(yaml_source, "_LOADER", yaml.SafeLoader)
    files = sorted((ROOT / "data").rglob("*.yml"))
    assert len(files) > 500
    assert [
        str(problem) for file in files for problem in read_source(file, file.relative_to(ROOT).as_posix()).problems
    ] == []
