"""« Mon dossier » in a real browser: choosing, typing each value once, what the law still asks, and nothing lost on the way."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from html_page import HtmlPage
from playwright.sync_api import Browser, Page, expect
from site_tools import Reader, press_rare, shown_address
from small_guide import Changes
from test_accessibility import COLOURS, darken, violations

from macros.library import Library
from macros.model import Clause, Obligation, Record
from macros.read.guide import Guide, load_guide
from macros.read.settings import Corredaction, Organisation, Settings
from macros.text.typographie import typographie
from macros.views.mon_dossier import regles
from macros.views.paquets import paquet

ADDRESS = "outils/mon-dossier/"
KEY = "guide.dossiers"
TWO = ("temps-reel-prix-soutenable", "deplacements-sobres-mission")
HOSTILE = "<img src=x onerror=\"document.title='pris'\"> [[x]] {{ 7*7 }}"


def opened(reader: Reader, ids: tuple[str, ...] = (), **market: str) -> Page:
    """The page with a dossier on the device."""
    clauses = [{"id": name, "version": 0, "note": ""} for name in ids]
    keep(reader, [{"cle": "a", "nom": "", "marche": market, "clauses": clauses, "valeurs": {}}])
    page = reader.open(ADDRESS)
    if ids:
        expect(listed(page)).to_have_count(len(ids))
        expect(page.locator(".dossier-carte").first).to_be_visible()
    return page


def keep(reader: Reader, dossiers: list[dict[str, Any]]) -> None:
    write(reader, json.dumps({"actif": "a", "dossiers": dossiers}))


def write(reader: Reader, text: str) -> None:
    reader.open("confidentialite/").evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])


def kept(page: Page) -> list[dict[str, Any]]:
    text = page.evaluate(f"localStorage.getItem('{KEY}')")
    return json.loads(text)["dossiers"] if text else []


def listed(page: Page):
    return page.locator(".dossier-liste > li")


def said(page: Page):
    return page.locator(".mon-dossier > .copie-dite")


def card(page: Page, title: str):
    return page.locator(".dossier-carte").filter(has=page.get_by_role("heading", name=title))


def take_link(page: Page, words: str) -> str:
    """The link that a button copies."""
    page.evaluate("void (navigator.clipboard.writeText = (text) => { window.copie = text; return Promise.resolve(); })")
    press_rare(page, words)
    expect(said(page)).to_contain_text("copié")
    return page.evaluate("window.copie")


# Marking.


def test_the_criteria_of_a_dossier_are_simulated_in_one_click_and_nothing_else_is_invented(
    reader: Reader, guide: Guide
):
    ids = ("temps-reel-prix-soutenable", "venues-de-mission-notees")
    page = opened(reader, ids, objet="Étude discrète", prix="40", autres="25", montant="85 000")
    page.get_by_role("link", name="Simuler la notation").click()
    expect(page).to_have_url(re.compile("outils/simulateur-notation/#"))
    expect(page.get_by_label("Achat (facultatif)", exact=True)).to_have_value("Étude discrète")
    expect(page.get_by_label("Points du prix")).to_have_value("40")
    expect(page.get_by_label("Votre estimation, en € HT (facultatif)")).to_have_value("85\u202f000")
    criteria = [guide.catalog.get(Clause, name) for name in ids]
    names = page.get_by_label("Critère", exact=True)
    titles = [typographie(clause.critere.libelle) for clause in criteria if clause.critere]
    assert [one.input_value() for one in names.all()] == [*titles, "Vos autres critères"]
    weights = [str(clause.parametres[clause.critere.poids].defaut) for clause in criteria if clause.critere]
    assert [one.input_value() for one in page.get_by_label("Points", exact=True).all()] == [*weights, "25"]
    scale = page.locator('[data-note="0"]').first.locator("option").all_inner_texts()
    assert criteria[0].critere and scale[1:] == [str(step.points) for step in criteria[0].critere.bareme]
    # a mark of its trials stands between two steps: any mark may be typed
    expect(page.locator('[data-note="1"]').first).to_contain_text("sur 10")
    prices = page.get_by_label("Prix, en € HT")
    assert [one.input_value() for one in prices.all()] == ["", "", ""], "no offer is invented"
    page.get_by_role("button", name="Essayer avec des offres inventées").click()
    assert all("exemple fictif" in one.input_value() for one in page.get_by_label("Offre", exact=True).all())
    expect(page.locator(".notation-dit")).to_contain_text("gagne avec")
    page.get_by_role("button", name="Annuler").click()
    expect(prices.first).to_have_value("")
    page.get_by_role("link", name="Revenir à mon dossier").click()
    expect(listed(page)).to_have_count(2)
    assert reader.complaints == []


def test_a_weight_that_is_missing_or_does_not_read_is_said_in_the_simulator(reader: Reader):
    page = opened(reader, ("temps-reel-prix-soutenable",), autres="trente")
    page.get_by_role("link", name="Simuler la notation").click()
    expect(page.locator(".notation-dit")).to_have_text(
        "Résultat non calculé. Points du prix : à écrire. Points de « Vos autres critères », « trente » : "
        "écrivez un nombre, par exemple 2,5."
    )
    page = opened(reader, ("nettoyage-en-journee",))
    expect(page.get_by_role("link", name="Simuler la notation")).to_have_count(0)
    assert reader.complaints == []


# Choosing.


def test_a_clause_a_segment_a_list_and_a_result_go_into_the_dossier_and_the_header_counts_them(
    reader: Reader, guide: Guide
):
    page = reader.open(f"clauses/{TWO[0]}/")
    counter = page.locator(".guide-entete__dossier")
    expect(counter).to_have_text("Mon dossier")
    page.get_by_role("button", name="Ajouter à mon dossier").click()
    expect(page.locator(".dossier-dit")).to_contain_text("1 clause ajoutée à votre dossier")
    expect(counter).to_have_text("Mon dossier (1)")
    page.get_by_role("button", name="Annuler").click()
    expect(counter).to_have_text("Mon dossier")
    page.locator("[data-ajouter]").click()
    expect(counter).to_have_text("Mon dossier (1)")

    page = reader.open("familles/etudes/")
    page.get_by_role("button", name="Ajouter ce minimum légal").first.click()
    expect(counter).to_have_text(re.compile(r"\([2-4]\)"))
    page.get_by_role("button", name="Choisir pour mon dossier").click()
    page.locator(".cartes [data-ajouter]:not(.dedans)").first.click()
    expect(page.locator(".dossier-dit")).to_contain_text("1 clause ajoutée")

    before = counter.inner_text()
    page = reader.open("recherche/?q=insertion&type=clauses")
    page.locator("[data-resultat] [data-ajouter]").first.click()
    expect(counter).not_to_have_text(before)
    page.get_by_role("link", name="Ouvrir mon dossier").click()
    expect(listed(page)).not_to_have_count(0)
    assert {one["id"] for one in kept(page)[0]["clauses"]} <= {clause.id for clause in guide.catalog.all(Clause)}
    assert reader.complaints == []


def test_a_clause_of_the_dossier_says_its_level_in_words(reader: Reader, guide: Guide):
    clause = next(clause for clause in guide.catalog.clauses_vivantes if clause.niveau == "avance")
    marks = listed(opened(reader, (clause.id,))).locator("small").first
    expect(marks).to_contain_text("· avancé")


def test_the_target_of_elected_officials_gives_its_choice(reader: Reader):
    page = reader.open(f"outils/cible-elus/?choix={','.join(TWO)}")
    page.get_by_role("button", name="Ajouter à mon dossier").click()
    expect(page.locator(".guide-entete__dossier")).to_have_text("Mon dossier (2)")


def test_an_address_asks_which_dossier_and_changes_nothing_that_was_there(reader: Reader):
    page = opened(reader, (TWO[0],), objet="Déjà là", montant="10 000")
    page.goto(f"{reader.site}{ADDRESS}#ajouter={TWO[1]},inconnue-ici&montant=85000&acheteur=region&segment=<b>")
    question = page.get_by_role("group", name="Clauses à ajouter")
    expect(question).to_contain_text("inconnue-ici")
    assert len(kept(page)[0]["clauses"]) == 1
    question.get_by_role("button", name="Ajouter", exact=True).click()
    expect(listed(page)).to_have_count(2)
    expect(said(page)).to_contain_text("Gardé comme il était : montant estimé")
    market = kept(page)[0]["marche"]
    assert (market["montant"], market["acheteur"], market["segment"]) == ("10 000", "region", "")
    assert "#" not in shown_address(page)


# Values.


def test_a_value_that_two_clauses_share_is_typed_once_and_reloading_keeps_it(reader: Reader, guide: Guide):
    ids = sharing(guide)
    page = opened(reader, ids)
    open_values(page)
    expect(page.locator("dd", has_text="Sert aussi à").first).to_be_visible()
    field = page.get_by_label("Délai de réponse du titulaire avant une pénalité")
    expect(field).to_have_count(1)
    field.fill("22")
    page.reload()
    open_values(page)
    expect(page.get_by_label("Délai de réponse du titulaire avant une pénalité")).to_have_value("22")
    assert list(kept(page)[0]["valeurs"].values()) == ["22"]


def test_clauses_that_share_a_value_may_have_one_each(reader: Reader, guide: Guide):
    page = opened(reader, sharing(guide))
    open_values(page)
    label = "Délai de réponse du titulaire avant une pénalité"
    page.locator("div", has=page.get_by_label(label)).get_by_role("button", name="Une valeur par clause").last.click()
    page.locator(".dossier-valeurs details").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
    expect(page.get_by_label(label)).to_have_count(2)
    page.get_by_label(label).last.fill("20")
    expect(page.get_by_label(label).first).to_have_value("15")
    page.get_by_role("button", name="La même pour toutes les clauses").first.click()
    expect(page.get_by_label(label)).to_have_count(1)
    page.get_by_role("button", name=re.compile("^Annuler : partage")).click()
    expect(page.get_by_label(label)).to_have_count(2)


def open_values(page: Page) -> None:
    page.locator(".dossier-valeurs details").first.evaluate("one => { one.open = true; }")


def sharing(guide: Guide) -> tuple[str, str]:
    """Two clauses that ask for the same delay."""
    label = "Délai de réponse du titulaire avant une pénalité"
    own = [
        clause.id
        for clause in guide.catalog.clauses_vivantes
        if any(one.libelle == label for one in clause.parametres.values())
    ]
    return own[0], own[1]


def test_a_value_out_of_bounds_is_said_and_kept_as_it_was_typed(reader: Reader):
    page = opened(reader, (TWO[0],))
    field = page.get_by_label("Poids du critère")
    field.fill("99 ")
    field.press("Tab")
    expect(page.locator(".valeur-probleme:not(:empty)")).to_contain_text("Attendu : entre 15 et 40")
    expect(card(page, "Valeurs")).to_contain_text("1 à revoir")
    assert list(kept(page)[0]["valeurs"].values()) == ["99"]


def test_weights_that_do_not_make_a_hundred_are_told_with_what_is_missing(reader: Reader):
    page = opened(reader, (TWO[0],), prix="60")
    expect(card(page, "Valeurs")).to_contain_text("85 sur 100. Il manque 15 points")
    page.locator(".dossier-marche").evaluate("one => { one.open = true; }")
    page.get_by_label("Points de vos autres critères").fill("15")
    expect(card(page, "Valeurs")).to_contain_text("Les poids font 100 avec le prix")


# What the law asks.


def test_the_legal_floor_is_said_with_its_article_and_a_clause_to_take(
    reader: Reader, title: Callable[[type[Record], str], str]
):
    page = opened(
        reader, (TWO[1],), segment="etudes", acheteur="region", contrat="marche", montant="85 000", date="2026-12-04"
    )
    law = card(page, "Ce que la loi demande")
    expect(law).to_contain_text("1 point à compléter")
    expect(law).to_contain_text(f"Écrit par « {title(Clause, TWO[1])}")
    missing = law.locator("li", has_text=title(Obligation, "critere-environnemental"))
    expect(missing).to_contain_text("L2152-7")
    expect(missing).to_contain_text("lu au texte")
    missing.locator("summary").click()
    missing.get_by_role("button", name="Prendre").first.click()
    expect(law).to_contain_text("Le socle est écrit")
    expect(listed(page)).to_have_count(2)
    page.get_by_role("button", name=re.compile("^Annuler")).click()
    expect(law).to_contain_text("1 point à compléter")


def test_the_social_condition_depends_on_the_amount_and_before_the_law_nothing_is_asked(reader: Reader):
    page = opened(reader, (TWO[1],), segment="etudes", acheteur="region", montant="300 000", date="2026-12-04")
    law = card(page, "Ce que la loi demande")
    expect(law).to_contain_text("Aucune condition sociale")
    page.locator(".dossier-marche").evaluate("one => { one.open = true; }")
    page.get_by_label("Montant estimé").fill("85 k€")
    expect(law).not_to_contain_text("Aucune condition sociale")
    page.get_by_label("Date de lancement").fill("2026-01-15")
    expect(law).to_contain_text("Le socle est écrit")


def test_the_rules_that_the_page_reads_name_clauses_and_segments_that_exist(guide: Guide):
    found = regles(guide.catalog)
    clauses = {clause.id for clause in guide.catalog.all(Clause)}
    assert {one["socle"] for one in found["regles"]} == {"", "critere", "condition", "sociale"}
    for contract in ("marche", "concession"):
        assert {one["socle"] for one in found["regles"] if contract in one["contrats"] and one["socle"]} == {
            "critere",
            "condition",
            "sociale",
        }
    assert {name for one in found["regles"] for name in one["clauses"]} <= clauses
    assert {
        name
        for pairs in found["minimum"].values()
        for pair in pairs
        for key, name in pair.items()
        if key != "achat" and name
    } <= clauses
    assert all(found["minimum"].get(one["parent"] or name) is not None for name, one in found["segments"].items())


# Order, notes, undo.


def test_the_order_changes_by_keyboard_and_the_focus_stays(reader: Reader):
    page = opened(reader, TWO)
    first = page.get_by_role("button", name=re.compile("^Descendre")).first
    first.focus()
    page.keyboard.press("Enter")
    assert [one["id"] for one in kept(page)[0]["clauses"]] == [TWO[1], TWO[0]]
    expect(said(page)).to_contain_text("place 2 sur 2")
    page.get_by_role("button", name=re.compile("^Retirer")).first.click()
    expect(listed(page)).to_have_count(1)
    page.get_by_role("button", name=re.compile("^Annuler : retrait")).click()
    expect(listed(page)).to_have_count(2)


def test_hostile_words_in_notes_and_values_stay_words(reader: Reader):
    page = opened(reader, TWO)
    page.get_by_role("button", name=re.compile("^Noter")).first.click()
    page.get_by_role("textbox", name=re.compile("^Note :")).fill(HOSTILE)
    page.get_by_label("Son nom").fill(HOSTILE)
    page.get_by_label("Poids du critère").fill(HOSTILE)
    page.reload()
    expect(page.get_by_role("textbox", name=re.compile("^Note :"))).to_have_value(HOSTILE)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".dossier-note")).to_contain_text(HOSTILE)
    assert page.title() != "pris" and page.locator("main img").count() == 0
    assert reader.complaints == []


def test_an_empty_dossier_offers_nothing_that_needs_a_clause(reader: Reader):
    page = reader.open(ADDRESS)
    expect(page.locator(".dossier-carte").first).to_be_visible()
    shown = ("Enregistrer le fichier", "Copier le lien")
    rare = ("Dupliquer", "Supprimer", "Lien pour les fournisseurs", "Imprimer la note de préparation")
    more = page.get_by_text("Plus", exact=True)
    for words in (*shown, *rare):
        expect(page.get_by_role("button", name=words)).to_be_hidden()
    expect(more).to_be_hidden()
    expect(page.locator(".dossier-carte")).to_have_count(1)
    page.get_by_label("Objet du marché").fill("Étude")
    for words in shown:
        expect(page.get_by_role("button", name=words)).to_be_visible()
    for words in rare:
        expect(page.get_by_role("button", name=words)).to_be_hidden()
    more.press("Enter")
    for words in rare:
        expect(page.get_by_role("button", name=words)).to_be_visible()
    page = opened(reader, ("insertion-etude-longue",))
    expect(page.locator(".dossier-carte")).to_have_count(3)
    expect(listed(page)).to_contain_text("avancé")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_long_value_stays_in_its_column(reader_of: Callable[..., Reader], width: int):
    page = opened(reader_of(width), ("insertion-etude-longue",))
    expect(page.locator(".champs textarea").first).to_be_visible()
    for field in page.locator(".champs > div:has(textarea)").all():
        assert field.evaluate(
            "(box) => box.querySelector('textarea').getBoundingClientRect().right <= box.getBoundingClientRect().right"
        )


def test_what_is_printed_documents_the_preparation(reader: Reader):
    page = opened(
        reader, TWO, segment="etudes", acheteur="region", montant="85 000", date="2026-12-04", objet="Étude de mobilité"
    )
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    note = page.locator(".dossier-note")
    for words in (
        "Note de préparation : Étude de mobilité",
        "une région",
        "Montant estimé : 85 000 € HT",
        "L2152-7",
        "lu au texte",
        "Poids :",
        "Fondements :",
        f"[{TWO[0]}@",
    ):
        expect(note).to_contain_text(words)
    expect(page.locator(".dossier-cartes")).to_be_hidden()


# It is carried.


def test_a_link_and_a_file_bring_back_the_same_dossier_beside_what_is_there(reader: Reader, tmp_path: Path):
    page = opened(reader, TWO, objet="Étude", montant="85 000")
    page.get_by_label("Son nom").fill("Mobilité 2027")
    before = kept(page)[0]
    link = take_link(page, "Copier le lien")
    with page.expect_download() as download:
        page.get_by_role("button", name="Enregistrer le fichier").click()
    saved = tmp_path / download.value.suggested_filename
    assert saved.name == "mobilite-2027.guide.json"
    download.value.save_as(saved)

    for bring in (lambda: page.goto(link), lambda: page.locator("input[type=file]").set_input_files(saved)):
        keep(reader, [{"cle": "a", "nom": "Autre", "clauses": []}])
        page = reader.open(ADDRESS)
        bring()
        expect(listed(page)).to_have_count(2)
        others, mine = kept(page)
        assert others["nom"] == "Autre"
        assert {key: mine[key] for key in mine if key != "cle"} == {key: before[key] for key in before if key != "cle"}
    page.goto("about:blank")
    page.goto(link)
    expect(said(page)).to_contain_text("déjà sur cet appareil")
    assert len(kept(page)) == 2


@pytest.mark.parametrize("wrong", ["#d=", "#d=zzzz", "#d=jW10", "#f=z", "#ajouter=%00,../../x,<b>"])
def test_a_tampered_address_is_said_and_changes_nothing(reader: Reader, wrong: str):
    page = opened(reader, (TWO[0],))
    before = kept(page)
    page.goto("about:blank")
    page.goto(reader.site + ADDRESS + wrong)
    expect(listed(page)).to_have_count(1)
    assert kept(page) == before
    assert reader.complaints == []


@pytest.mark.parametrize("wrong", ["{}", "[1]", "pas du JSON", '{"dossiers": 3}', '{"v": 1, "clauses": ["a"]}'])
def test_a_memory_of_another_shape_is_said_and_can_be_saved(reader: Reader, tmp_path: Path, wrong: str):
    write(reader, wrong)
    page = reader.open(ADDRESS)
    expect(page.get_by_role("alert")).to_contain_text("n’a pas pu être relue")
    with page.expect_download() as download:
        page.get_by_role("button", name="Enregistrer ce que l’appareil gardait").click()
    download.value.save_as(tmp_path / "garde.json")
    assert (tmp_path / "garde.json").read_text(encoding="utf-8") == wrong


def test_a_file_of_something_else_changes_nothing(reader: Reader, tmp_path: Path):
    page = opened(reader, (TWO[0],))
    other = tmp_path / "autre.json"
    other.write_text('{"clauses": []}', encoding="utf-8")
    page.locator("input[type=file]").set_input_files(other)
    expect(said(page)).to_contain_text("n’est pas un dossier du guide")
    expect(listed(page)).to_have_count(1)


def test_a_full_memory_is_said_and_the_work_goes_on(reader: Reader):
    page = opened(reader, (TWO[0],))
    page.evaluate(
        "void (Storage.prototype.setItem = () => { throw Object.assign(new Error(), { name: 'QuotaExceededError' }); })"
    )
    page.get_by_label("Poids du critère").fill("30")
    expect(page.get_by_role("alert")).to_contain_text("pleine")
    expect(page.get_by_label("Poids du critère")).to_have_value("30")
    with page.expect_download() as download:
        page.get_by_role("button", name="Enregistrer le fichier").click()
    assert '"30"' in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_value_whose_words_are_proposed_is_not_said_to_be_written(reader: Reader):
    page = opened(reader, ("action-sociale-au-choix",))
    publics, facilitator = (page.get_by_label(words, exact=True) for words in ("Publics", "Facilitateur"))
    expect(publics).to_have_accessible_description(re.compile("^proposé dans le texte"))
    expect(facilitator).to_have_accessible_description(re.compile("^à écrire"))
    assert publics.bounding_box()["width"] > 1.5 * facilitator.bounding_box()["width"]  # long words have room


def test_two_tabs_see_each_other_and_what_one_deletes_the_other_can_put_back(reader: Reader):
    page = opened(reader, TWO)
    other = page.context.new_page()
    other.goto(reader.site + ADDRESS)
    expect(listed(other)).to_have_count(2)
    page.get_by_role("button", name=re.compile("^Retirer")).first.click()
    expect(listed(other)).to_have_count(1)
    expect(said(other)).to_contain_text("autre onglet")
    press_rare(page, "Supprimer")
    page.get_by_role("button", name="Oui, effacer").click()
    expect(other.get_by_role("alert")).to_contain_text("supprimé dans un autre onglet")
    other.get_by_role("button", name="Le remettre").click()
    expect(other.get_by_role("alert")).to_have_count(0)
    assert [len(one["clauses"]) for one in kept(other)][-1] == 1


def test_suppliers_see_what_to_prove_and_nothing_of_the_buyer(
    reader: Reader, title: Callable[[type[Record], str], str]
):
    page = opened(reader, TWO, objet="Étude de mobilité", montant="85 123")
    page.get_by_label("Son nom").fill("Nom de travail")
    page.get_by_role("button", name=re.compile("^Noter")).first.click()
    page.get_by_role("textbox", name=re.compile("^Note :")).fill("À ne pas dire")
    page.get_by_label("Poids du critère").fill("31")
    link = take_link(page, "Lien pour les fournisseurs")
    assert "#f=" in link
    page.goto("about:blank")
    page.evaluate("1")
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce que ce marché demande, et comment le prouver")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Avec l’offre")
    page.locator("details", has_text=title(Clause, TWO[0])).locator("summary").click()
    expect(main.locator("[data-etat=choisie]").first).to_have_text("31")
    words = main.inner_text()
    assert not [secret for secret in ("Nom de travail", "À ne pas dire", "85 123") if secret in words]
    assert reader.complaints == []


# Many, none, offline.


def test_sixty_clauses_stay_in_one_link_and_the_page_stays_usable(reader: Reader, guide: Guide):
    ids = tuple(clause.id for clause in guide.catalog.clauses_vivantes)[:60]
    page = opened(reader, ids)
    expect(page.locator(".dossier-valeurs details")).not_to_have_count(0)
    link = take_link(page, "Copier le lien")
    assert len(link) < 2000, len(link)
    page.get_by_role("button", name=re.compile("^Monter")).last.click()
    assert [one["id"] for one in kept(page)[0]["clauses"]][-2:] == [ids[59], ids[58]]
    assert reader.complaints == []


def test_an_empty_dossier_says_where_to_begin_and_keeps_nothing(reader: Reader):
    page = reader.open(ADDRESS)
    expect(page.get_by_text("Aucune clause encore")).to_be_visible()
    assert kept(page) == []


def test_a_clause_that_the_guide_no_longer_has_is_said_and_stays_in_the_dossier(reader: Reader):
    page = opened(reader, (TWO[0], "clause-disparue"))
    expect(page.locator("[data-clause=clause-disparue]")).to_contain_text("n’est plus dans ce guide")
    assert len(kept(page)[0]["clauses"]) == 2


def test_a_withdrawn_clause_is_said_with_the_one_to_take(reader: Reader, public_site: Path):
    """An old link may lead to one."""
    text = (public_site / f"assets/paquets/{TWO[0]}.js").read_text(encoding="utf-8")
    packet = json.loads(text.removeprefix(f'guidePaquet("{TWO[0]}",').removesuffix(");\n"))
    packet |= {"statut": "retiree", "retrait": ["L’article a changé."], "remplacantes": [TWO[1]]}
    body = f'guidePaquet("{TWO[0]}",{json.dumps(packet)});'
    reader.page.route(f"**/paquets/{TWO[0]}.js", lambda route: route.fulfill(body=body, content_type="text/javascript"))
    page = opened(reader, (TWO[0],))
    expect(listed(page)).to_contain_text("Retirée : ne l’employez plus. L’article a changé.")
    page.get_by_role("button", name=re.compile("à la place$")).click()
    expect(page.locator(f"[data-clause={TWO[1]}]")).to_be_visible()
    assert [one["id"] for one in kept(page)[0]["clauses"]] == [TWO[1]]


def test_a_clause_chosen_in_an_older_version_says_so(reader: Reader, guide: Guide):
    clause = next(one for one in guide.catalog.clauses_vivantes if one.version > 1)
    keep(reader, [{"cle": "a", "clauses": [{"id": clause.id, "version": 1, "note": ""}]}])
    page = reader.open(ADDRESS)
    expect(listed(page)).to_contain_text(f"Choisie en version 1 ; le guide en est à la {clause.version}")
    page.get_by_role("button", name="Passer à la version").click()
    expect(listed(page)).not_to_contain_text("Choisie en version")


def test_it_works_from_a_folder(browser: Browser, public_site: Path):
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{(public_site / ADDRESS / 'index.html').as_uri()}#ajouter={','.join(TWO)}")
    page.get_by_role("button", name="Ajouter", exact=True).click()
    expect(listed(page)).to_have_count(2)
    expect(listed(page).first).to_contain_text("Critère d’attribution")
    expect(card(page, "Ce que la loi demande")).to_be_visible()
    assert complaints == []
    context.close()


def test_without_javascript_the_page_says_so(pages: dict[str, HtmlPage]):
    assert '<p class="sans-script" data-non-indexe>Cet outil demande JavaScript et' in pages[ADDRESS].html


# Declared.


def test_what_is_declared_follows_the_clauses(reader: Reader, title: Callable[[type[Record], str], str]):
    page = opened(reader, TWO, segment="etudes")
    page.get_by_text("Ce que vous déclarerez").click()
    box = page.locator("details", has_text="Ce que vous déclarerez")
    expect(box).to_contain_text(f"Clause environnementale : {title(Clause, TWO[1])}")
    expect(box).to_contain_text("Pas de considération sociale")
    expect(box).to_contain_text("env-imp")
    assert "env=Clause+environnementale" in (
        box.get_by_role("link", name="CPV 73…", exact=True).get_attribute("href") or ""
    )


# Where several write.


def test_without_a_tool_named_the_page_says_so_and_leads_to_the_method(reader: Reader):
    page = opened(reader, TWO)
    page.get_by_text("Écrire à plusieurs", exact=True).last.click()
    box = page.locator("details[data-cle=plusieurs]")
    expect(box).to_contain_text("Votre organisation n’a pas dit où elle écrit à plusieurs")
    box.get_by_role("link", name="La méthode").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Écrire un marché à plusieurs")


def test_the_tool_that_the_organisation_names_is_in_its_page(guide: Guide):
    tool = Corredaction(type="docs", adresse="https://docs.exemple.fr/")
    html = Library(guide.catalog, Settings(organisation=Organisation(corredaction=tool))).show_mon_dossier()
    assert 'data-outil="docs" data-outil-adresse="https://docs.exemple.fr/"' in html


# For everybody.


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_a_dossier_nor_in_what_suppliers_see(reader_of: Callable[..., Reader], width: int):
    reader = reader_of(width, color_scheme="light", reduced_motion="reduce")
    page = opened(reader, TWO, segment="etudes", prix="60", objet="Étude")
    page.get_by_role("button", name=re.compile("^Noter")).first.click()
    page.get_by_label("Poids du critère").fill("99")
    page.evaluate("document.querySelectorAll('.mon-dossier details').forEach((one) => { one.open = true; })")
    page.wait_for_load_state("networkidle")
    found = violations(page)
    darken(page)
    found += violations(page, COLOURS)
    link = take_link(page, "Lien pour les fournisseurs")
    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_text("Clause par clause")).to_be_visible()
    page.evaluate("document.querySelectorAll('.mon-dossier details').forEach((one) => { one.open = true; })")
    assert found + violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


# The words.


def _plain(runs: list[Any], values: dict[str, str]) -> str:
    return "".join(
        one if isinstance(one, str) else values[one["place"]] if "place" in one else _plain(one["gras"], values)
        for one in runs
    )


def _blocks(blocks: list[Any], values: dict[str, str]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        if "p" in block:
            found.append(_plain(block["p"], values))
        for run, under in block.get("points", []):
            found += [_plain(run, values), *_blocks(under, values)]
    return found


def test_packets_say_the_same_words_as_the_pages_of_the_clauses(guide: Guide, pages: dict[str, HtmlPage]):
    squeezed = re.compile(r"[\s\u00a0\u202f]+")
    for clause in guide.catalog.all(Clause):
        packet = paquet(guide.catalog, clause, Settings())
        html = pages[clause.adresse].html
        values = dict(
            (name, unescape(said)) for name, said in re.findall(r'data-champ="([a-z0-9_]+)"[^>]*>([^<]*)<', html)
        )
        page = squeezed.sub("", pages[clause.adresse].prose)
        for piece in packet["pieces"]:
            for part in piece["morceaux"]:
                texts = [*_blocks(part["blocs"], values), *_blocks(part["suite"], values)]
                texts += [_plain(cell, values) for row in (part["tableau"] or {}).get("lignes", []) for cell in row]
                for words in texts:
                    assert squeezed.sub("", words) in page, (clause.id, words)


def test_a_withdrawn_clause_says_why_and_what_to_take(project: Callable[[Changes | None], Path]):
    catalog = load_guide(project({"clauses/bilan": {"statut": "retiree", "retrait": "Le texte a changé."}})).catalog
    packet = paquet(catalog, next(iter(catalog.all(Clause))), Settings())
    assert (packet["statut"], packet["retrait"]) == ("retiree", ["Le texte a changé."])
