"""The page /relecture/ of the internal edition: a decision without Word, then the whole circle, from the sheet that goes out to the date that passes."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from relecteur import Relecteur
from site_tools import Reader, run_macros, served_site
from small_guide import Changes

from macros.__main__ import main
from macros.model import Clause
from macros.read.load import load

PAGE = """\
---
title: Relecture
description: Ce qui reste à lire.
render_macros: true
diffusion: interne
---
# Relecture

{{ show_lectures() }}

{{ show_decision() }}

{{ list_a_lire() }}
"""
FRESH = (
    PAGE.replace("title: Relecture", "title: Fraîcheur")
    .replace("diffusion: interne\n", "")
    .split("{{ show_decision")[0]
)
CHANGES: Changes = {
    "docs/relecture/index.md": PAGE,
    "docs/fraicheur.md": FRESH,
    "clauses/suivi": {"titre": "Suivre le bilan", "niveau": "avance"},
}


def built(root: Path, edition: str) -> Path:
    done = run_macros(root, "site", "--edition", edition)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / {"publique": "site", "interne": "site-interne"}[edition]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from small_guide import write_site_project

    return write_site_project(tmp_path_factory.mktemp("relecture") / "guide", CHANGES)


@pytest.fixture(scope="module")
def internal_url(project: Path) -> Iterator[str]:
    with served_site(built(project, "interne")) as address:
        yield address


@pytest.fixture
def opened(browser: Browser, internal_url: str) -> Iterator[Callable[..., Reader]]:
    contexts = []

    def make(day: str = "2026-12-01", **options: object) -> Reader:
        context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="fr-FR", **options)
        contexts.append(context)
        reader = Reader(context.new_page(), internal_url)
        reader.page.clock.set_fixed_time(day)
        reader.open("relecture/")
        return reader

    yield make
    for context in contexts:
        context.close()


def give(page: Page, clause: str, decision: str, **fields: str) -> None:
    page.get_by_label("La clause, par son titre").fill(clause)
    page.get_by_label("Votre décision").select_option(label=decision)
    for label, words in fields.items():
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Ajouter cette décision").click()


def saved(page: Page) -> dict:
    with page.expect_download() as download:
        page.get_by_role("button", name="Enregistrer le fichier").click()
    return json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


def test_a_decision_given_in_the_page_is_one_that_the_command_takes(
    opened: Callable[..., Reader], project: Path, tmp_path: Path
):
    reader = opened()
    page = reader.page
    give(page, "Remettre un bilan", "Bon à employer")
    expect(page.locator("[data-relecture-outil] [role=status]")).to_contain_text(
        "Décision ajoutée : Remettre un bilan."
    )
    give(page, "suivre le bilan", "À corriger", Remarques="« Suivre », c’est vague.\nVoir le # 2.")
    content = saved(page)
    assert content["format"] == "relecture-1"
    assert content["decisions"][0] == {
        "clause": "bilan", "version": "1", "role": "juriste", "decision": "bon-a-employer",
        "date": "2026-12-01", "remarques": "", "reponses": ["", "", ""],
    }  # fmt: skip
    file = tmp_path / "decisions.relecture.json"
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    from macros.relecture.lecture import read_decisions

    found = read_decisions(file, load(project / "data").catalog)
    assert [(one.clause, one.decision, str(one.lu_le)) for one in found] == [
        ("bilan", "bon-a-employer", "2026-12-01"),
        ("suivi", "a-corriger", "2026-12-01"),
    ]
    assert found[1].remarques == "« Suivre », c’est vague.\nVoir le # 2."
    assert reader.complaints == []


def test_what_was_typed_outlives_the_page_and_what_is_taken_out_can_be_put_back(opened: Callable[..., Reader]):
    page = opened().page
    give(page, "bilan", "À retirer", Remarques="La loi a changé.")
    page.get_by_label("Remarques").fill("Une phrase en cours.")
    page.reload()
    expect(page.get_by_label("Remarques")).to_have_value("Une phrase en cours.")
    expect(page.get_by_text("1 décision prête")).to_be_visible()
    page.get_by_role("button", name="Retirer la décision : Remettre un bilan").click()
    expect(page.get_by_text("1 décision prête")).to_have_count(0)
    page.get_by_role("button", name="Remettre", exact=True).click()
    expect(page.get_by_text("1 décision prête")).to_be_visible()
    assert saved(page)["decisions"][0]["remarques"] == "La loi a changé."


@pytest.mark.parametrize(
    ("clause", "decision", "fields", "words"),
    [
        ("autre", "Bon à employer", {}, "Choisissez une clause de la liste."),
        ("bilan", "choisir", {}, "Choisissez une décision."),
        ("bilan", "Bon à employer", {"Lue le": "31/2/2026"}, "Écrivez la date de lecture"),
        ("bilan", "Bon à employer", {"Lue le": "2/12/2026"}, "Cette date n’est pas encore venue."),
        ("bilan", "Bon à employer", {"À relire avant le": "1/11/2026"}, "La prochaine lecture vient après celle-ci."),
        ("bilan", "À corriger", {}, "Dites pourquoi, en quelques mots."),
    ],
)
def test_a_decision_that_lacks_something_says_so_and_keeps_what_was_typed(
    opened: Callable[..., Reader], clause: str, decision: str, fields: dict[str, str], words: str
):
    page = opened().page
    give(page, clause, decision, **fields)
    expect(page.locator("[data-relecture-outil] [role=status]")).to_contain_text(words)
    expect(page.get_by_label("La clause, par son titre")).to_have_value(clause)
    assert page.locator("[aria-invalid]").count() == 1
    expect(page.get_by_role("button", name="Enregistrer le fichier")).to_have_count(0)


def test_what_the_device_kept_is_not_taken_on_trust(opened: Callable[..., Reader]):
    reader = opened()
    page = reader.page
    kept = {"decisions": [{"clause": "bilan"}, 7], "brouillon": {"remarques": "Gardé.", "date": 3}}
    page.evaluate("(kept) => localStorage.setItem('guide.relecture', kept)", json.dumps(kept))
    page.reload()
    expect(page.locator("[data-relecture-outil] [role=status]")).to_contain_text("n’a pas pu être relue")
    expect(page.get_by_label("Remarques")).to_have_value("Gardé.")
    assert reader.complaints == []


def test_without_a_script_the_page_lists_what_is_to_be_read(opened: Callable[..., Reader]):
    reader = opened(java_script_enabled=False)
    page = reader.open("clauses/bilan/")
    page.get_by_role("contentinfo").get_by_role("link", name="Relecture").click()
    expect(page.get_by_role("link", name="Suivre le bilan")).to_be_visible()
    expect(page.get_by_text("Le plus simple est la fiche Word")).to_be_visible()
    expect(page.locator("[data-relecture-outil]")).to_be_hidden()


def test_the_whole_circle(project: Path, browser: Browser, tmp_path: Path):
    """A lot goes out, decisions are typed in the files, the files come back, the page says who and when, the date passes."""
    folder = tmp_path / "envoi"
    arguments = ["--racine", str(project), "relecture"]
    assert main([*arguments, "exporter", "--lot", "1", "--vers", str(folder)]) == 0
    sheets = {file.name.split("-v1")[0]: Relecteur(file) for file in folder.glob("*.docx")}
    assert sheets.keys() == {"bilan", "suivi"}
    sheets["bilan"].decide("Bon à employer", "3 novembre 2026").write("Prochaine lecture", "3/5/2027")
    sheets["suivi"].decide("À corriger", "3/11/2026").write("Remarques", "Dire qui suit.")
    before = {name: load(project / "data").catalog.get(Clause, name) for name in sheets}
    assert main([*arguments, "importer", *(str(sheet.save()) for sheet in sheets.values())]) == 0
    after = {name: load(project / "data").catalog.get(Clause, name) for name in sheets}
    assert all(after[name].dispositions == before[name].dispositions for name in sheets)

    with served_site(built(project, "publique")) as address:
        reader = Reader(browser.new_page(locale="fr-FR"), address)
        page = reader.page
        page.clock.set_fixed_time("2027-05-03")
        reader.open("clauses/bilan/")
        expect(page.locator(".statut")).to_have_text("relue par un juriste le 3 novembre 2026")
        banner = page.locator("p.relecture")
        expect(banner).to_contain_text(
            "Relue par un juriste le 3 novembre 2026 ; prochaine lecture avant le 3 mai 2027."
        )
        expect(page.locator(".mention")).to_contain_text("relue par un juriste le 3 novembre 2026")
        expect(page.get_by_text("en retard")).to_have_count(0)
        reader.open("fraicheur/")
        expect(page.get_by_text("à relire avant le 3 mai 2027. Bientôt.")).to_be_visible()
        reader.open("clauses/suivi/")
        expect(page.locator("p.relecture.alerte")).to_contain_text("qui demande une correction")

        page.clock.set_fixed_time("2027-05-04")
        reader.open("clauses/bilan/")
        expect(banner).to_have_class("relecture en-retard")
        expect(banner).to_contain_text("Relecture en retard.")
        reader.open("fraicheur/")
        expect(page.get_by_text("à relire avant le 3 mai 2027. En retard.")).to_be_visible()
        expect(page.get_by_text("0 à lire, 2 lues ; 1 en retard")).to_be_visible()
        expect(page.get_by_text("Suivre le bilan. Lue par un juriste le 3 novembre 2026, qui demande")).to_be_visible()
        assert reader.complaints == []
        page.close()
    assert not (project / "site/relecture").exists()
