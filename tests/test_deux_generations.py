"""A second authority takes the guide over with data-locale/ and docs-locale/, then takes what the common guide becomes: no conflict, nothing lost."""

import re
import subprocess
from pathlib import Path

import pytest
from html_page import read_pages
from site_tools import run_macros
from small_guide import HOME, RECORDS, changed, dump, write_site_project
from test_sorte_nouvelle import ATELIERS, PAGE, PAGES, register
from test_surcouche import BILAN, VALEURS, own, put

ADVICE = "data/recommandations/donner-un-modele.yml"
FILLED = {
    "nom": "Région témoin",
    "suffixe": "region",
    "contact": "achats@region.example",
    "editeur": "Région témoin",
    "hebergeur": "Un hébergeur",
    "branche": "principale",
}
MARKS = ("<<<<<<< data-locale (la vôtre)", "=======", ">>>>>>> data (le guide commun)")


def git(root: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=essai", "-c", "user.email=essai@exemple.fr", "-c", "commit.gpgsign=false")
    done = subprocess.run(("git", *identity, *arguments), cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def told(root: Path, *arguments: str) -> str:
    done = run_macros(root, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commit(root: Path, words: str) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", words)


def edit(file: Path, *pairs: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for before, after in pairs:
        assert before in text, (file, before)
        text = text.replace(before, after, 1)
    file.write_text(text, encoding="utf-8")


def common_guide(root: Path) -> None:
    """The guide that is taken over: two clauses published once, an advice, pages."""
    pages = {f"docs/{name}.md": PAGE.format(name=name, body=body) for name, body in PAGES.items()}
    write_site_project(
        root,
        {
            **pages,
            "clauses/bilan": BILAN,
            "clauses/charte": {"titre": "Signer une charte", "resume": "Le titulaire signe une charte d'accueil."},
            "clauses/vieille": {"titre": "Un vieux carnet", "resume": "Le titulaire tient un carnet."},
            "glossaire/lot": {"titre": "Lot", "resume": "Une part du marché."},
        },
    )
    put(root, ".gitignore", "__pycache__/\n/site/\n/.construction/\n")
    told(root, "publier", "--tout")
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(root, "Le guide commun")


def take_over(root: Path) -> None:
    """What the authority does: its name, a clause of its own, two records replaced, a value, a withdrawal, pages."""
    git(root, "checkout", "--quiet", "-b", "region")
    edit(
        root / "organisation.yml",
        *(
            (f"\n{key}: {'main' if key == 'branche' else chr(34) + '[à compléter]' + chr(34)}\n", f"\n{key}: {value}\n")
            for key, value in FILLED.items()
        ),
    )
    told(root, "adapter", "clauses/charte", "recommandations/donner-un-modele")
    edit(root / "data-locale/clauses/charte.yml", ("Signer une charte", "Signer la charte régionale"))
    put(
        root,
        "data-locale/surcharges.yml",
        VALEURS + "retraits:\n  vieille: {date: 2026-11-03, motif: Personne ne le lit.}\n",
    )
    put(
        root,
        "data-locale/clauses/la-notre.yml",
        own("clauses/bilan", titre="Prêter une salle", resume="La région prête une salle."),
    )
    put(root, "docs-locale/index.md", HOME.replace("# Guide", "# Le guide de la région"))
    put(root, "docs-locale/chez-nous.md", HOME.replace("title: Guide", "title: Chez nous").replace("essai", "maison"))
    told(root, "publier", "--tout")
    told(root, "mise-a-jour")
    assert git(root, "diff", "--stat", "main").count("organisation.yml") == 1
    assert not git(root, "diff", "--name-only", "main").replace("organisation.yml", "").strip(), (
        "a file of ours is edited"
    )
    commit(root, "La région")


def grow(root: Path) -> None:
    """Ten changes of the common guide."""
    git(root, "checkout", "--quiet", "main")
    # 1, 2. the text of a clause whose value is changed there; its stored version comes with it
    bilan = root / "data/clauses/bilan.yml"
    edit(bilan, ("Le titulaire donne [[heures]] heures.", "Le titulaire donne [[heures]] heures, puis en rend compte."))
    told(root, "publier", "bilan", "--motif", "Le compte rendu est demandé.", "--date", "2026-11-20")
    # 3. two fields of a record that is replaced there, one of which was changed there too
    edit(
        root / "data/clauses/charte.yml",
        ("Signer une charte", "Signer et afficher une charte"),
        ("Ce qui est mesuré se corrige.", "Ce qui est affiché se tient."),
    )
    # 4. a record renamed, 5. one withdrawn
    git(root, "mv", ADVICE, "data/recommandations/joindre-un-modele.yml")
    edit(
        root / "data/clauses/vieille.yml", ("statut: proposition", "statut: retiree\nretrait: Un carnet ne se lit pas.")
    )
    # 6. a record added, 7. a page changed that is replaced there, 8. a page added
    put(
        root,
        "data/clauses/neuve.yml",
        dump(
            changed(
                RECORDS["clauses/bilan"],
                {
                    "titre": "Trier le papier",
                    "resume": "Le titulaire trie le papier.",
                    "historique.0.date": "2026-11-21",
                },
            )
        ),
    )
    put(root, "docs/index.md", HOME + "\nUne phrase de plus.\n")
    put(root, "docs/textes/limites.md", HOME.replace("title: Guide", "title: Les limites").replace("essai", "bornes"))
    edit(root / "mkdocs.yml", ("nav:\n", "nav:\n  - Limites: textes/limites.md\n"))
    # 9. a setting, with its key among the others
    edit(
        root / "macros/read/settings.py",
        ("    contact: Ligne = TO_FILL\n", "    contact: Ligne = TO_FILL\n    telephone: Ligne = TO_FILL\n"),
    )
    edit(
        root / "organisation.yml",
        ('contact: "[à compléter]"\n', 'contact: "[à compléter]"\n\n# Un numéro.\ntelephone: "[à compléter]"\n'),
    )
    # 10. a kind of record
    register(root)
    put(root, "data/ateliers/marche-a-blanc.yml", ATELIERS["marche-a-blanc"])
    put(
        root,
        "docs/fournisseurs/preuves/index.md",
        PAGE.format(name="preuves", body="{{ list_preuves('administrative') }}"),
    )
    told(root, "check")
    commit(root, "Dix changements")


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The authority's copy, once it has taken the ten changes."""
    root = tmp_path_factory.mktemp("generations")
    common_guide(root)
    take_over(root)
    grow(root)
    git(root, "checkout", "--quiet", "region")
    git(root, "merge", "--quiet", "--no-edit", "main")  # fails on a conflict
    return root


def test_an_update_is_taken_without_a_conflict_and_says_what_came(merged: Path):
    assert "telephone" in (merged / "organisation.yml").read_text(encoding="utf-8")
    for key, value in FILLED.items():
        assert f"\n{key}: {value}\n" in (merged / "organisation.yml").read_text(encoding="utf-8")
    assert "À décider : data-locale/clauses/charte.yml" in told(merged, "check"), "it is valid, and says what waits"

    words = told(merged, "mise-a-jour")
    for line in (
        "clauses/bilan : changée, « Remettre un bilan » (version 2, 2026-11-20 : Le compte rendu est demandé.)",
        "clauses/vieille : retirée, « Un vieux carnet »",
        "clauses/neuve : nouvelle, « Trier le papier »",
        "recommandations/donner-un-modele : renommée en recommandations/joindre-un-modele",
        "recommandations/joindre-un-modele : nouvelle",
        "ateliers/marche-a-blanc : nouvelle",
    ):
        assert f"+ {line}" in words, words
    assert "Titre : Signer {+et afficher+} une charte" in words
    assert "Le titulaire donne 10 [-heures.-] {+heures, puis en rend compte.+}" in words
    assert "En attente : clauses/bilan, clauses/charte, recommandations/donner-un-modele." in words
    assert "+ " not in told(merged, "mise-a-jour").replace("{+", "").partition("À décider")[0], "it is told once"

    said = told(merged, "mise-a-jour", "--fusionner", "clauses/charte", "--garder", "recommandations/donner-un-modele")
    assert "repris du guide commun : pourquoi ; les deux ont changé : titre" in said
    refused = run_macros(merged, "check")
    assert refused.returncode == 1
    assert re.search(r"data-locale/clauses/charte\.yml:\d+:1: conflit de fusion, lignes \d+ à \d+", refused.stderr)

    file = merged / "data-locale/clauses/charte.yml"
    text = file.read_text(encoding="utf-8")
    assert [mark for mark in MARKS if mark not in text] == []
    text = re.sub(r"<<<<<<<.*\n(.*\n)=======\n.*\n>>>>>>>.*\n", r"\1", text)
    file.write_text(text, encoding="utf-8")
    assert "Ce qui est affiché se tient." in text and "Signer la charte régionale" in text

    assert "Inutile : data-locale/surcharges.yml" in told(merged, "mise-a-jour", "--garder", "clauses/bilan") + told(
        merged, "check"
    )
    told(merged, "publier", "--tout", "--motif", "Suit le guide commun.")
    assert "À décider" not in told(merged, "check")
    assert "Rien à décider." in told(merged, "mise-a-jour")

    told(merged, "site")
    pages = {page.address: " ".join(page.prose.split()) for page in read_pages(merged / "site").values()}
    assert "Le guide de la région" in pages[""] and "Une phrase de plus" not in pages[""]
    assert "Chez nous" in pages["chez-nous/"] and "Les limites" not in pages[""]
    assert "Trier le papier" in pages["nouveautes/"] and "Prêter une salle" in pages["nouveautes/"]
    for words in ("version 2+region.2", "donne 20 heures", "puis en rend compte"):
        assert words in pages["clauses/bilan/"], words
    assert {"clauses/bilan/v1/", "clauses/bilan/v1-region-1/"} <= pages.keys(), "contracts may hold them"
    assert "Personne ne le lit" in pages["clauses/vieille/"]
