"""The onboarding path: what its records promise, what a newcomer does in the browser, and what stays on the device."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from html_page import HtmlPage
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from site_tools import Reader, shown_address
from small_guide import Changes, complaints

from macros.model import Clause, Famille, ModuleDeParcours, Obligation, Record
from macros.model.parcours import ElementDeFigure, FigureDeModule
from macros.read.guide import Guide
from macros.text.language import LINK
from macros.views.figures import dessin
from macros.views.mobiles import figure_vue
from macros.views.parcours import modules, parcours, parcours_imprime

HOME = "parcours/nouvel-arrivant/"
KEY = "guide-parcours"
ROLE = "elu"


@pytest.fixture(scope="session")
def path(guide: Guide) -> tuple[ModuleDeParcours, ...]:
    return modules(guide.catalog)


def of_role(path: tuple[ModuleDeParcours, ...], role: str) -> list[ModuleDeParcours]:
    return [module for module in path if role in module.roles]


# The records.


def test_the_path_is_an_hour_and_a_half_in_at_least_eight_short_modules(path: tuple[ModuleDeParcours, ...]):
    assert len(path) >= 8
    assert all(5 <= module.duree <= 15 for module in path)
    assert 80 <= sum(module.duree for module in path) <= 100
    assert [module.ordre for module in path] == list(range(1, len(path) + 1))


def test_every_role_takes_a_part_of_the_path_that_begins_and_ends_as_the_others(
    guide: Guide, path: tuple[ModuleDeParcours, ...]
):
    for variante in parcours(guide.catalog).variantes:
        own = of_role(path, variante.role.id)
        assert len(own) >= 4, variante.role.id
        assert (own[0], own[-1]) == (path[0], path[-1]), variante.role.id
        assert variante.minutes == sum(module.duree for module in own)
    assert any(len(of_role(path, term.id)) < len(path) for term in guide.catalog.terms("roles"))


def test_the_place_of_the_right_answer_cannot_be_guessed(path: tuple[ModuleDeParcours, ...]):
    places = [
        next(index for index, answer in enumerate(question.reponses) if answer.juste)
        for module in path
        for question in module.quiz
    ]
    assert max(places.count(place) for place in set(places)) <= 0.6 * len(places)
    for module in path:
        assert (
            len(
                {
                    next(index for index, answer in enumerate(question.reponses) if answer.juste)
                    for question in module.quiz
                }
            )
            > 1
        ), module.id


def test_an_answer_without_an_explanation_is_refused(project: Callable[[Changes], Path]):
    (found,) = complaints(project({"parcours/relire": {"quiz.0.reponses.1": {"texte": "Oublier"}}}))
    assert "data/parcours/relire.yml" in found and "explication" in found


# The figures.


def test_every_line_of_a_drawing_stays_in_it_and_its_words_are_in_its_description(
    guide: Guide, path: tuple[ModuleDeParcours, ...]
):
    figures = {module.id: figure_vue(guide.catalog, module.figure) for module in path}
    drawings = {name: figure.dessin for name, figure in figures.items() if figure.dessin}
    assert len(drawings) >= 4
    for name, drawn in drawings.items():
        said = re.sub(r"\W+", " ", drawn.description)
        assert drawn.textes and figures[name].origine.endswith("."), name
        for text in drawn.textes:
            for line in text.lignes:
                width = 7.2 * len(line.mots)
                assert line.x - (width / 2 if text.classe == "centre" else 0) >= -8, (name, line)
                assert line.x + width / (2 if text.classe == "centre" else 1) <= drawn.largeur + 12, (name, line)
                assert 0 < line.y <= drawn.hauteur, (name, line)
                if text.classe != "centre":
                    assert re.sub(r"\W+", " ", line.mots).strip() in said, (name, line)


def test_bars_are_as_long_as_their_values():
    figure = FigureDeModule(
        forme="barres",
        titre="Deux nombres",
        elements=(ElementDeFigure(libelle="Un", valeur=10), ElementDeFigure(libelle="Deux", valeur=40)),
    )
    short, long = (width for _, width, _ in dessin(figure).barres)
    assert (short, long) == (90, 360)


# The built pages.


def test_each_module_has_a_page_that_says_its_place_its_time_and_its_neighbours(
    pages: dict[str, HtmlPage], path: tuple[ModuleDeParcours, ...]
):
    for number, module in enumerate(path, 1):
        page = pages[module.adresse]
        assert f"Module {number} sur {len(path)} · {module.duree} min" in " ".join(page.prose.split())
        targets = {page.target(link.get("href"))[0] for link in page.all("a")}
        assert {other.adresse for other in path if other is not module} <= targets
        assert HOME in targets
        assert page.all("svg")
        assert len([box for box in page.all("div") if "data-question" in box.attributes]) == len(module.quiz)
    assert f"{HOME}attestation/" in {
        pages[path[-1].adresse].target(link.get("href"))[0] for link in pages[path[-1].adresse].all("a")
    }


def test_the_printed_page_holds_every_module_question_and_explanation_and_nothing_to_click(
    pages: dict[str, HtmlPage], guide: Guide, path: tuple[ModuleDeParcours, ...]
):
    page = pages[f"{HOME}imprimer/"]
    said = " ".join(page.prose.replace("’", "'").split())
    for module in path:
        assert module.id in page.ids
        for question in module.quiz:
            assert plain(question.question) in plain(said), question.question
            for answer in question.reponses:
                assert plain(re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", answer.explication)) in plain(said), (
                    answer.explication
                )
    assert [element.tag for element in page.all("details", "button", "input") if "main" in element.inside] == []
    assert len(parcours_imprime(guide.catalog).modules) == len(path)


def test_on_paper_the_answers_come_after_the_last_question_and_no_page_is_nearly_empty(
    reader: Reader, path: tuple[ModuleDeParcours, ...]
):
    page = reader.open(f"{HOME}imprimer/")
    sheets = [plain(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    first_answers = next(number for number, sheet in enumerate(sheets) if "Réponses" in sheet.split())
    before = squeezed("".join(sheets[:first_answers]))
    for module in path:
        for question in module.quiz:
            assert squeezed(question.question) in before, question.question
            right = next(answer.explication for answer in question.reponses if answer.juste)
            assert squeezed(LINK.sub(r"\g<mot>", right)) not in before, right
    empty = [
        number for number, sheet in enumerate(sheets[:-1], 1) if len(sheet.split()) < 120 and number != first_answers
    ]
    assert empty == []


def squeezed(text: str) -> str:
    """Letters and digits alone: paper cuts lines, and its letters may be joined."""
    return re.sub(r"\W+", "", unicodedata.normalize("NFKD", text)).lower()


def plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.replace("’", "'"))


def test_the_attestation_says_what_it_is_not(pages: dict[str, HtmlPage]):
    said = " ".join(pages[f"{HOME}attestation/"].prose.split())
    assert "atteste avoir parcouru" in said
    assert "pas un diplôme" in said


def test_the_privacy_page_tells_what_the_path_keeps(pages: dict[str, HtmlPage]):
    said = pages["confidentialite/"].prose
    for word in ("rôle", "réponses", "modules terminés", "premiers pas cochés", "Effacer ma progression"):
        assert word in said


# In the browser.


def kept(page: Page) -> dict:
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "{}")


def answer_all(page: Page, module: ModuleDeParcours, right: bool = True) -> None:
    for box, question in zip(page.locator("[data-question]").all(), module.quiz, strict=True):
        place = next(index for index, answer in enumerate(question.reponses) if answer.juste == right)
        box.get_by_role("radio").nth(place).check()
        verdict = box.get_by_role("status")
        expect(verdict).to_contain_text("Juste." if right else "Non.")
        expect(verdict).to_contain_text(
            re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", question.reponses[place].explication).replace("'", "’")[:20]
        )


def test_a_newcomer_goes_from_home_to_the_attestation(reader: Reader, path: tuple[ModuleDeParcours, ...]):
    own = of_role(path, ROLE)
    page = reader.open("")
    page.get_by_role("link", name="Je viens d’arriver").click()
    expect(page.locator("[data-parcours-etat]")).to_contain_text(f"{len(path)} modules")
    page.get_by_label("Votre rôle", exact=True).select_option(ROLE)
    expect(page.locator("ol.modules > li:visible")).to_have_count(len(own))
    assert parse_qs(urlsplit(shown_address(page)).query) == {"role": [ROLE]}
    page.get_by_role("link", name="Commencer").click()
    for number, module in enumerate(own, 1):
        expect(page.get_by_role("heading", level=1)).to_have_text(module.titre.replace("'", "’"))
        expect(page.locator("[data-parcours-place]")).to_have_text(f"Module {number} sur {len(own)}")
        answer_all(page, module)
        count = len(module.quiz)
        expect(page.locator("[data-quiz-score]")).to_have_text(f"{count} réponses justes sur {count}.")
        expect(page.locator("[data-parcours-fin]")).to_contain_text("Terminé le")
        page.locator("[data-parcours-apres] a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Attestation de parcours")
    page.get_by_label("Votre nom").fill("Camille Exemple")
    sheet = page.locator("[data-attestation]")
    expect(sheet).to_contain_text("Je soussigné·e Camille Exemple atteste avoir parcouru")
    expect(sheet.locator("li.fait:visible")).to_have_count(len(own))
    expect(sheet).to_contain_text(f"{len(own)} modules sur {len(own)}")
    assert "Camille" not in page.evaluate("JSON.stringify(localStorage)") + shown_address(page)
    assert reader.complaints == []


def test_progress_resumes_is_exported_and_is_erased(reader: Reader, path: tuple[ModuleDeParcours, ...]):
    for module in path[:3]:
        answer_all(reader.open(module.adresse), module, right=module is not path[2])
    page = reader.open(HOME)
    page.get_by_label("Lire une clause de ce segment").check()
    expect(page.locator("[data-parcours-etat]")).to_contain_text(f"2 modules sur {len(path)} terminés")
    resume = page.get_by_role("link", name="Reprendre au module 3")
    expect(resume).to_have_attribute("href", re.compile(path[2].id))
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter").click()
    assert download.value.suggested_filename == "parcours-nouvel-arrivant.csv"
    rows = list(csv.reader(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == 1 + len(path) + 1
    assert rows[1][0] == path[0].titre.replace("'", "’") and rows[1][3:] == [str(len(path[0].quiz))] * 2
    assert rows[3][4] == "0"
    assert rows[-1][2] == "coché"
    page.reload()
    expect(page.get_by_label("Lire une clause de ce segment")).to_be_checked()
    page.get_by_text("Effacer ma progression").click()
    page.get_by_role("button", name="Tout effacer").click()
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None
    expect(page.get_by_role("link", name="Commencer")).to_be_focused()
    expect(page.get_by_label("Lire une clause de ce segment")).not_to_be_checked()
    assert reader.complaints == []


def test_no_right_answer_is_said_and_the_questions_are_offered_again(
    reader: Reader, path: tuple[ModuleDeParcours, ...]
):
    page = reader.open(path[0].adresse)
    answer_all(page, path[0], right=False)
    expect(page.locator("[data-quiz-score]")).to_contain_text(f"Aucune réponse juste sur {len(path[0].quiz)}")
    expect(page.locator("[data-parcours-fin]")).not_to_contain_text("Terminé le")
    page.get_by_role("button", name="Reprendre les questions").click()
    expect(page.locator("[data-question] input:checked")).to_have_count(0)
    expect(page.locator("[data-question] input").first).to_be_focused()
    answer_all(page, path[0])
    page.get_by_role("link", name=f"Module suivant : {path[1].titre}".replace("'", "’")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(path[1].titre.replace("'", "’"))


def test_progress_moves_to_another_device_by_a_file(
    reader_of: Callable[..., Reader], path: tuple[ModuleDeParcours, ...], tmp_path: Path
):
    first = reader_of()
    answer_all(first.open(path[0].adresse), path[0])
    page = first.open(HOME)
    page.get_by_label("Lire une clause de ce segment").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Emporter ma progression").click()
    download.value.save_as(tmp_path / "progression.json")
    other = reader_of()
    answer_all(other.open(path[1].adresse), path[1])
    page = other.open(HOME)
    chooser = page.get_by_label("Reprendre une progression emportée")
    chooser.set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": b'{"version": 9}'})
    expect(page.locator(".parcours-dit")).to_contain_text("rien n’a changé")
    chooser.set_input_files(tmp_path / "progression.json")
    expect(page.locator(".parcours-dit")).to_contain_text("2 modules terminés")
    expect(page.get_by_label("Lire une clause de ce segment")).to_be_checked()
    expect(page.locator("ol.modules > li.fait")).to_have_count(2)
    assert first.complaints == other.complaints == []


def test_nothing_is_kept_before_the_reader_does_something(reader: Reader, path: tuple[ModuleDeParcours, ...]):
    for address in (HOME, path[0].adresse, f"{HOME}attestation/"):
        page = reader.open(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(f"localStorage.getItem('{KEY}')") is None
    assert len({urlsplit(address).netloc for address in reader.requests}) == 1


def test_an_answer_may_be_changed_and_is_found_again(reader: Reader, path: tuple[ModuleDeParcours, ...]):
    module = path[0]
    page = reader.open(module.adresse)
    box = page.locator("[data-question]").first
    question = module.quiz[0]
    right = next(index for index, answer in enumerate(question.reponses) if answer.juste)
    wrong = (right + 1) % len(question.reponses)
    expect(box.locator("details")).to_be_hidden()
    box.get_by_role("radio").nth(wrong).check()
    expect(box.get_by_role("status")).to_contain_text("Non.")
    expect(box.locator("details")).to_be_visible()
    box.get_by_role("radio").nth(right).check()
    expect(box.get_by_role("status")).to_contain_text("Juste.")
    expect(page.locator("[data-quiz-score]")).to_have_text("")
    page.reload()
    expect(box.get_by_role("radio").nth(right)).to_be_checked()
    expect(box.get_by_role("status")).to_contain_text("Juste.")
    assert kept(page)["modules"][module.id]["fait"] == ""


def test_the_quiz_and_the_end_of_a_module_answer_to_the_keyboard(
    reader_of: Callable[..., Reader], path: tuple[ModuleDeParcours, ...]
):
    reader = reader_of(360)
    page = reader.open(path[1].adresse)
    first = page.locator("[data-question]").first
    first.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    expect(first.get_by_role("status")).not_to_be_empty()
    page.keyboard.press("ArrowDown")
    expect(first.get_by_role("radio").nth(1)).to_be_checked()
    finish = page.get_by_role("button", name="J’ai terminé ce module")
    finish.focus()
    page.keyboard.press("Enter")
    again = page.get_by_role("button", name="À reprendre plus tard")
    expect(again).to_be_focused()
    expect(page.locator("[data-parcours-fin]").get_by_role("status")).to_contain_text("Terminé le")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="J’ai terminé ce module")).to_be_focused()
    assert reader.complaints == []


def test_a_role_in_the_address_follows_the_reader_from_module_to_module(
    reader: Reader, path: tuple[ModuleDeParcours, ...]
):
    role = next(term for term in ("gestionnaire", "elu") if path[2] not in of_role(path, term))
    own = of_role(path, role)
    page = reader.open(f"{own[1].adresse}?role={role}")
    expect(page.locator("[data-parcours-apres] a")).to_have_text(f"{own[2].titre.replace(chr(39), '’')} →")
    expect(page.locator(".modules-rang li:visible")).to_have_count(len(own))
    page.locator("[data-parcours-apres] a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(own[2].titre.replace("'", "’"))
    assert parse_qs(urlsplit(shown_address(page)).query) == {"role": [role]}
    page = reader.open(HOME)
    expect(page.get_by_label("Votre rôle", exact=True)).to_have_value(role)
    outside = next(module for module in path if module not in own)
    page = reader.open(outside.adresse)
    expect(page.locator("[data-parcours-place]")).to_have_text(f"Module {path.index(outside) + 1} sur {len(path)}")


FOREIGN = [
    "not json",
    "null",
    "[]",
    '"x"',
    "42",
    '{"version": 99, "modules": {"a": 1}}',
    '{"version": 1, "role": {"a": 1}, "modules": [1], "coches": "x"}',
    '{"version": 1, "role": "inconnu", "modules": {"__proto__": {"fait": "x"}, "pourquoi-acheter-durable": {"reponses": "a", "justes": -4, "fait": "<b>"}, "b": null}, "coches": [1, null, {"a": 1}, "<img>"]}',
    '{"version": 1, "role": "elu", "modules": {"pourquoi-acheter-durable": {"reponses": [99, -1, "0", 1.5, null, 0, 0, 0, 0, 0, 0], "justes": 1e9, "questions": null, "fait": "2026-99-99"}}}',
]


@pytest.mark.parametrize("stored", FOREIGN)
def test_a_corrupted_or_foreign_state_breaks_no_page(reader: Reader, path: tuple[ModuleDeParcours, ...], stored: str):
    page = reader.open("confidentialite/")
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, stored])
    page = reader.open(HOME)
    expect(page.locator("[data-parcours-etat]")).to_contain_text("module")
    page = reader.open(path[0].adresse)
    answer_all(page, path[0])
    expect(page.locator("[data-parcours-fin]")).to_contain_text("Terminé le")
    page = reader.open(f"{HOME}attestation/")
    expect(page.locator("[data-attestation] li.fait")).to_have_count(1)
    assert kept(page)["version"] == 1
    assert reader.complaints == []


def test_when_the_browser_keeps_nothing_the_page_works_and_says_so(reader: Reader, path: tuple[ModuleDeParcours, ...]):
    reader.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
    )
    page = reader.open(path[0].adresse)
    answer_all(page, path[0])
    expect(page.get_by_text("refuse de garder votre progression")).to_be_visible()
    expect(page.locator("[data-parcours-fin]")).to_contain_text("Terminé le")


def test_without_javascript_every_answer_is_read_with_its_explanation_and_nothing_is_dead(
    reader_of: Callable[..., Reader], path: tuple[ModuleDeParcours, ...]
):
    reader = reader_of(java_script_enabled=False)
    page = reader.open(path[0].adresse)
    for box, question in zip(page.locator("[data-question]").all(), path[0].quiz, strict=True):
        expect(box.locator("> ol > li")).to_have_count(len(question.reponses))
        box.locator("summary").click()
        expect(box.locator("details li")).to_have_count(len(question.reponses))
        expect(box.locator("details li").first).to_be_visible()
    assert page.get_by_role("main").get_by_role("button").count() == 0
    page = reader.open(HOME)
    expect(page.locator("ol.modules > li:visible")).to_have_count(len(path))
    expect(page.get_by_label("Votre rôle", exact=True)).to_be_hidden()
    expect(page.get_by_text(re.compile(r"Élu, \d+ minutes"))).to_be_visible()
    page = reader.open(f"{HOME}attestation/")
    expect(page.get_by_label("Votre nom")).to_be_hidden()
    expect(page.locator("[data-attestation]")).to_contain_text("Parcours complet")


def test_on_paper_a_module_shows_its_explanations_and_the_attestation_only_its_sheet(
    reader: Reader, path: tuple[ModuleDeParcours, ...]
):
    page = reader.open(path[0].adresse)
    page.emulate_media(media="print")
    expect(page.locator(".modules-rang")).to_be_hidden()
    expect(page.locator(".suite-parcours")).to_be_hidden()
    page = reader.open(f"{HOME}attestation/")
    expect(page.get_by_label("Votre nom")).to_be_hidden()
    expect(page.locator("[data-attestation]")).to_be_visible()


# The case played through on the guide's own tools.


@pytest.fixture(scope="session")
def case(path: tuple[ModuleDeParcours, ...]) -> ModuleDeParcours:
    return next(module for module in path if module.gestes)


def test_the_last_case_uses_the_search_the_assistant_and_the_dossier(case: ModuleDeParcours):
    assert {"recherche", "outils/assistant", "outils/mon-dossier"} <= {geste.page for geste in case.gestes}


@pytest.mark.parametrize(
    ("number", "place", "answers"),
    [
        (
            1,
            "main",
            (
                (Famille, "nettoyage"),
                (Clause, "produits-nettoyage-ecolabel"),
                (Clause, "menage-consommations-en-baisse"),
            ),
        ),
        (2, "[data-assistant]", ("Procédure adaptée", "BOAMP", "R2123-1", "R2131-12")),
        (4, "main", ("formalisée", (Obligation, "clause-sociale"))),
    ],
)
def test_each_gesture_of_the_case_leads_to_what_its_answer_says(
    reader: Reader,
    case: ModuleDeParcours,
    title: Callable[[type[Record], str], str],
    number: int,
    place: str,
    answers: tuple[str | tuple[type[Record], str], ...],
):
    page = reader.open(case.adresse)
    page.locator(f"#geste-{number} ~ p > a.bouton").first.click()
    for said in answers:
        expect(page.locator(place)).to_contain_text(said if isinstance(said, str) else title(*said))


def test_the_dossier_of_the_case_holds_its_legal_minimum(
    reader: Reader, case: ModuleDeParcours, title: Callable[[type[Record], str], str]
):
    page = reader.open(case.adresse)
    page.get_by_role("link", name="Ouvrir mon dossier").first.click()
    page.get_by_role("button", name="Ajouter", exact=True).click()
    page.get_by_label("Mon organisation").select_option("commune")
    page.get_by_label("Montant estimé").fill("180 000")
    page.get_by_label("Date de lancement").fill("2027-03-01")
    page.keyboard.press("Tab")
    expect(page.locator("main")).to_contain_text(title(Obligation, "condition-environnementale"))
    expect(page.locator("main")).to_contain_text("rien à fixer")
    expect(page.locator("main")).not_to_contain_text(title(Obligation, "clause-sociale"))
