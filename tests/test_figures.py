"""The figures of the onboarding path that a reader moves: what they say of each state, by keyboard, on paper and without JavaScript."""

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

import ecoindex
import pytest
from playwright.sync_api import Locator, Page, expect
from site_tools import Reader, Weights

from macros.model import EtapeDuProcessus, ModuleDeParcours, Record
from macros.model.mobiles import DemandeAPlacer
from macros.read.guide import Guide
from macros.text.language import LINK
from macros.views.mobiles import VERDICTS, FigureVue, figure_vue

PATH = "parcours/nouvel-arrivant/"
MOVED = {
    "seuils": "pourquoi-acheter-durable",
    "passages": "qui-fait-quoi",
    "lieux": "ou-agir-dans-une-consultation",
    "clause": "verifier-et-suivre",
    "offres": "acheter-une-prestation-intellectuelle",
}
"""Form of a figure -> the module that has it."""


def figure_of(guide: Guide, forme: str) -> FigureVue:
    return figure_vue(guide.catalog, guide.catalog.get(ModuleDeParcours, MOVED[forme]).figure)


def opened(reader: Reader, forme: str) -> Locator:
    return reader.open(f"{PATH}{MOVED[forme]}/").locator(f"[data-figure={forme}]")


def said(figure: Locator) -> Locator:
    return figure.get_by_role("status")


def shown(figure: Locator) -> Locator:
    return figure.locator(".figure-montre")


def typed(text: str) -> str:
    return text.replace("'", "’")


# What the page says of each state.


def test_five_figures_are_moved_and_each_has_a_whole_text(guide: Guide):
    moved = {
        module.figure.forme: module.id
        for module in guide.catalog.all(ModuleDeParcours)
        if figure_vue(guide.catalog, module.figure).mobile
    }
    assert moved == MOVED


def test_every_act_of_every_stage_is_in_the_text_of_who_holds_the_file(guide: Guide):
    (situation,) = figure_of(guide, "passages").situations
    told = {(state.titre.partition(". ")[2], dit.texte) for state in situation.etats for dit in state.dits}
    assert told == {(stage.titre, act.fait) for stage in guide.catalog.all(EtapeDuProcessus) for act in stage.acteurs}


def test_every_demand_has_its_verdict_at_every_place(guide: Guide):
    (situation,) = figure_of(guide, "lieux").situations
    assert len(situation.etats) == 7
    for state in situation.etats:
        verdicts = [dit.texte.partition(". ")[0] for dit in state.dits[2:]]
        assert len(verdicts) == 3 and set(verdicts) <= set(VERDICTS.values()), state.titre


def test_the_marks_of_two_offers_are_those_of_the_classic_formula(guide: Guide):
    """Worked out by hand: at 40 points, A has 40 + 60 × 12/20 = 76; B, dearer by a quarter, 40/1.25 + 60 × 16/20 = 80."""
    grid = figure_of(guide, "offres").grille
    assert grid
    at = {
        row.poids: (dict(zip(grid.ecarts, (one.mots for one in row.cases), strict=True)), row.rachat)
        for row in grid.lignes
    }
    assert at[40][0]["+25 %"] == "B 4,0"
    assert at[50][0]["+25 %"] == "égalité"
    assert at[80][0]["+45 %"] == "A 20,8"
    # one mark of 20 is worth (100 − N)/20 points: at 60, 2 of them, lost at a price of 40,000 × 60/58
    assert at[60][1].replace("\u202f", " ") == "1 379 €"


@pytest.mark.parametrize(
    ("place", "thresholds"),
    [(0, [0, 5000, 25000, 60000, 90000, 216000]), (1, [0, 5000, 25000, 100000, 5404000])],
    ids=["services", "works"],
)
def test_the_bands_of_amounts_end_at_the_thresholds_of_the_law(guide: Guide, place: int, thresholds: list[int]):
    situation = figure_of(guide, "seuils").situations[place]
    assert [int(dict(state.donnees)["des"]) for state in situation.etats] == thresholds
    social = [dict(state.donnees)["des"] for state in situation.etats for dit in state.dits if dit.mot == "Social"]
    assert social == [str(thresholds[-1])]  # said once, where it begins


# What a reader moves.


def test_the_file_changes_hands_from_stage_to_stage(reader: Reader, title: Callable[[type[Record], str], str]):
    figure = opened(reader, "passages")
    expect(said(figure)).to_have_text("Tient le dossier : service demandeur.")
    slider = figure.get_by_role("slider", name="Étape de l’achat")
    slider.focus()
    for _ in range(5):
        reader.page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", f"6. {title(EtapeDuProcessus, 'validation')}")
    expect(said(figure)).to_have_text("Tient le dossier : juriste. Il change de mains : avant, service demandeur.")
    expect(shown(figure).get_by_role("listitem").first).to_contain_text("Juriste, conduit")
    before = figure.locator(".figure-curseur").get_attribute("x")
    figure.get_by_role("button", name="avancer").click()
    expect(said(figure)).to_contain_text("acheteur")
    assert figure.locator(".figure-curseur").get_attribute("x") != before
    shown(figure).get_by_role("link").click()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(title(EtapeDuProcessus, "consultation"))
    assert reader.complaints == []


def held(demands: Iterable[DemandeAPlacer], place: str, verdict: str) -> tuple[str, str]:
    """The label of the one demand that has this verdict at this place, and why."""
    ((label, why),) = (
        (demand.libelle, effect.dit)
        for demand in demands
        for effect in demand.effets
        if (effect.etape, effect.verdict) == (place, verdict)
    )
    return label, why


def test_a_demand_is_tried_at_each_place_and_what_was_tried_stays_marked(reader: Reader, guide: Guide):
    demands = guide.catalog.get(ModuleDeParcours, MOVED["lieux"]).figure.lieux.demandes
    refused, why = held(demands, "critere-attribution", "exclu")
    fitting, _ = held(demands, "condition-execution", "bon")
    (cited,) = LINK.finditer(why)
    figure = opened(reader, "lieux")
    expect(said(figure)).to_have_text(f"{typed(demands[0].libelle)}, définition du besoin : à sa place.")
    figure.get_by_label(typed(refused)).check()
    figure.get_by_label("Critère d’attribution").check()
    expect(said(figure)).to_have_text(f"{typed(refused)}, critère d’attribution : à ne pas écrire.")
    expect(shown(figure)).to_contain_text(typed(why.partition("[")[0].strip(" (")))
    expect(shown(figure).get_by_role("link", name=cited["mot"])).to_be_visible()
    reader.page.keyboard.press("ArrowDown")
    expect(figure.get_by_label("Condition d’exécution")).to_be_checked()
    expect(figure.locator(".marque")).to_have_count(3)
    expect(shown(figure)).to_contain_text("Encore 4 endroits à essayer.")
    figure.get_by_label(typed(fitting)).check()
    expect(figure.locator(".marque")).to_have_text(["✓ à sa place"])  # of the place that is chosen, for this demand
    assert reader.complaints == []


def test_the_weight_of_the_price_and_the_gap_of_prices_change_the_winner(reader: Reader):
    figure = opened(reader, "offres")
    weight = figure.get_by_role("slider", name="Poids du prix")
    gap = figure.get_by_role("slider", name="L’offre B est plus chère de")
    weight.fill("1")
    gap.fill("3")
    expect(weight).to_have_attribute("aria-valuetext", "Prix 40, qualité 60")
    expect(gap).to_have_attribute("aria-valuetext", re.compile(r"^25\s%$"))
    expect(said(figure)).to_have_text(
        "L’offre B gagne de 4 points. À ce poids, un point de note rattrape 3 243 € de prix."
    )
    expect(shown(figure)).to_contain_text("Offre B, à 50 000 € : prix 32, note 48, total 80.")
    weight.press("ArrowRight")
    expect(said(figure)).to_contain_text("Égalité.")
    weight.press("ArrowRight")
    expect(said(figure)).to_contain_text(
        "L’offre A gagne de 4 points. À ce poids, un point de note rattrape 1 379 € de prix."
    )
    assert reader.complaints == []


def test_a_clause_turns_well_once_nothing_misses(reader: Reader, guide: Guide):
    clause = guide.catalog.get(ModuleDeParcours, MOVED["clause"]).figure.clause
    assert clause
    figure = opened(reader, "clause")
    expect(said(figure)).to_have_text(f"Il manque {len(clause.pieces)} choses : la clause tourne mal.")
    for piece in clause.pieces[:-1]:
        expect(shown(figure)).to_contain_text(typed(piece.sans).split(" ?")[0])
        figure.get_by_label(typed(piece.libelle)).check()
        expect(shown(figure)).not_to_contain_text(typed(piece.sans).split(" ?")[0])
        expect(shown(figure)).to_contain_text(typed(piece.texte).split(" %")[0].split(" ;")[0])
    expect(said(figure)).to_have_text("Il manque 1 chose : la clause tourne mal.")
    figure.get_by_label(typed(clause.pieces[-1].libelle)).press("Space")
    expect(said(figure)).to_have_text("Tout y est : la clause tient.")
    expect(shown(figure)).to_contain_text("La pénalité n’a pas servi.")
    figure.get_by_label(typed(clause.pieces[1].libelle)).uncheck()
    expect(shown(figure)).to_contain_text(typed(clause.pieces[1].sans))
    assert reader.complaints == []


def test_one_euro_more_changes_the_rules(reader: Reader):
    figure = opened(reader, "seuils")
    expect(said(figure)).to_have_text("Aucun seuil n’est atteint.")
    amount = figure.get_by_role("slider", name="Montant hors taxes")
    amount.focus()
    while not re.fullmatch(r"215\s999\s€", amount.get_attribute("aria-valuetext") or ""):
        before = amount.input_value()
        reader.page.keyboard.press("ArrowRight")
        assert amount.input_value() != before, "no stop below the threshold"
    expect(said(figure)).to_have_text("Seuil de 90 000 € atteint : 2 règles changent.")
    expect(shown(figure)).to_contain_text("Procédure : Procédure adaptée")
    expect(shown(figure)).not_to_contain_text("Social")
    reader.page.keyboard.press("ArrowRight")
    expect(said(figure)).to_have_text("Seuil de 216 000 € atteint : 5 règles changent.")
    changed = shown(figure).get_by_role("list").first
    for words in ("Social : Une condition sociale", "Procédure : Procédure formalisée", "35 jours au moins"):
        expect(changed).to_contain_text(words)
    expect(shown(figure)).not_to_contain_text("Procédure adaptée")
    shown(figure).get_by_role("link").click()
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Quelles règles pour mon achat ?")
    expect(reader.page.locator(".regles-boites")).to_contain_text("Procédure formalisée")
    figure = opened(reader, "seuils")
    figure.get_by_label("Une collectivité fait des travaux").check()
    expect(shown(figure).locator("svg")).to_contain_text("5 404 000")
    assert reader.complaints == []


# Whoever reads it, and however.


def whole(page: Page, forme: str, figure: FigureVue) -> None:
    """The text of every state is there to be read."""
    text = page.locator(f"[data-figure={forme}] details")
    expect(text.locator("dt")).to_have_count(sum(len(one.etats) for one in figure.situations))
    if figure.grille:
        expect(text.locator("tbody td")).to_have_count(len(figure.grille.lignes) * (len(figure.grille.ecarts) + 1))
    last = text.locator("dd, tbody tr:last-child td").last
    expect(last).to_be_visible()


@pytest.mark.parametrize("forme", MOVED)
def test_without_javascript_every_state_is_read_and_nothing_is_dead(
    reader_of: Callable[..., Reader], guide: Guide, forme: str
):
    figure = opened(reader_of(java_script_enabled=False), forme)
    whole(figure.page, forme, figure_of(guide, forme))
    expect(figure.locator("input, button, [role=status]")).to_have_count(0)


@pytest.mark.parametrize("forme", MOVED)
def test_the_whole_text_is_one_key_away_and_is_what_is_printed(reader: Reader, guide: Guide, forme: str):
    figure = opened(reader, forme)
    expect(figure.locator("dd, td").last).to_be_hidden()
    figure.get_by_text("La figure en toutes lettres").press("Enter")
    whole(reader.page, forme, figure_of(guide, forme))
    figure.get_by_text("La figure en toutes lettres").press("Enter")
    reader.page.emulate_media(media="print")
    whole(reader.page, forme, figure_of(guide, forme))
    expect(figure.locator("input").first).to_be_hidden()
    expect(shown(figure)).to_be_hidden()


def test_on_a_phone_fields_are_large_enough_and_nothing_runs_over_the_side(reader_of: Callable[..., Reader]):
    reader = reader_of(360)
    for forme in MOVED:
        figure = opened(reader, forme)
        for field in figure.locator("label:has(input), input[type=range], button").all():
            box = field.bounding_box()
            assert box and box["height"] >= 44 and box["width"] >= 44, (forme, field.text_content())
        assert reader.page.evaluate("document.documentElement.scrollWidth") == 360, forme


@pytest.mark.parametrize("forme", MOVED)
def test_a_figure_that_is_moved_leaves_its_page_light(reader: Reader, weights: Weights, forme: str):
    page = opened(reader, forme).page
    page.wait_for_load_state("networkidle")
    elements = page.evaluate("document.querySelectorAll('*').length - document.querySelectorAll('svg *').length")
    asked = {urlsplit(address).path.removeprefix(urlsplit(reader.site).path) for address in reader.requests}
    files = (f"{name}index.html" if name.endswith("/") else name for name in asked)
    kilobytes = sum(weights.kilobytes(weights.site / name) for name in files)
    mark = ecoindex.score(elements, len(asked), kilobytes)
    assert ecoindex.grade(mark) == "A", f"{mark:.1f}, {elements} elements, {kilobytes:.0f} kB"


def test_moving_a_figure_keeps_nothing_and_asks_for_nothing(reader: Reader):
    figure = opened(reader, "clause")
    before = len(reader.requests)
    figure.get_by_label("Une suite").check()
    assert reader.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert len(reader.requests) == before
