"""A firm's own file, played by five firms from first opening to « À envoyer demain ». They are made up, and so are their tenders."""

import json
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from html_page import HtmlPage
from playwright.sync_api import Locator, Page, expect
from site_tools import Reader

from macros.model import Clause, Famille, Preuve, Record
from macros.read.guide import Guide
from macros.views.fournisseurs import asked, preuves, supplied

PAGE = "fournisseurs/dossier/"


def in_days(count: int) -> str:
    return (date.today() + timedelta(days=count)).isoformat()


def offered(guide: Guide) -> list[Clause]:
    """Clauses that ask a proof of the candidate with the offer."""
    return [
        clause
        for clause in asked(guide.catalog.clauses_vivantes)
        if any(proof.moment == "offre" and proof.fournie_par == "candidat" for _, proof in supplied(clause))
    ]


def first_opening(reader: Reader, name: str, sort: str) -> Page:
    page = reader.open(PAGE)
    page.get_by_label("Votre entreprise").fill(name)
    page.get_by_label("Vous êtes").select_option(sort)
    return page


def buyer_link(page: Page, site: str, clauses: list[Clause], subject: str) -> str:
    """What « Lien pour les fournisseurs » of the buyer's page gives."""
    dossier = {
        "nom": "",
        "marche": {"objet": subject},
        "clauses": [{"id": clause.id, "version": 1, "note": ""} for clause in clauses],
        "valeurs": {},
    }
    coded = page.evaluate(
        "(given) => guideParts.dossierEtat.encode(guideParts.dossierEtat.read(given, () => {}))", dossier
    )
    return f"{site}outils/mon-dossier/#f={coded}"


def answer(page: Page, site: str, clauses: list[Clause], subject: str) -> None:
    """Prepare the answer to a buyer's link, up to the sheet of its tender."""
    link = buyer_link(page, site, clauses, subject)
    page.get_by_label("Le lien donné par un acheteur").fill(link)
    page.get_by_role("button", name="Préparer ma réponse").click()
    expect(page.locator(".envoi-tete")).to_contain_text(subject)


def row(page: Page, words: str) -> Locator:
    return page.locator(".envoi li", has_text=words)


def group(page: Page, title: str) -> Locator:
    """The lines below a title of what leaves tomorrow."""
    return page.locator(
        f".envoi h5:has-text('{title}') + ul > li, .envoi details:has(summary:has-text('{title}')) > ul > li"
    )


def test_a_freelance_answers_a_buyers_link_and_sees_that_nothing_is_missing(
    guide: Guide, reader: Reader, title: Callable[[type[Record], str], str]
):
    page = first_opening(reader, "Nour, indépendante (fictif)", "independant")
    answer(page, reader.site, offered(guide)[:1], "Étude des trajets (fictif)")
    page.get_by_label("Date limite", exact=True).fill(in_days(1))
    expect(page.locator(".envoi-tete")).to_contain_text("À envoyer au plus tard demain")
    expect(group(page, "Pas demandées ici").filter(has_text=title(Preuve, "pouvoir-de-signature"))).to_have_count(1)
    missing = group(page, "Il manque")
    assert missing.count() >= 3
    while missing.count():
        missing.first.get_by_role("checkbox").click()  # it leaves the list
    expect(page.locator(".envoi-bon")).to_have_text("Rien ne manque.")
    page.reload()
    expect(page.locator(".envoi-bon")).to_have_text("Rien ne manque.")
    assert reader.complaints == []


def test_four_people_copy_a_list_choose_what_is_asked_and_see_what_expires(
    reader: Reader, title: Callable[[type[Record], str], str]
):
    page = first_opening(reader, "Quatre mains (fictif)", "cooperative")
    page.get_by_role("main").get_by_role("link", name=title(Famille, "etudes"), exact=True).click()
    page.get_by_role("button", name="Copier", exact=True).click()
    expect(page.get_by_role("heading", name="À envoyer demain")).to_be_visible()
    assert not group(page, "Il manque").filter(has_text="pour «").count()  # nothing is asked before they say so
    page.locator(".e-demandes").get_by_role("checkbox").first.check()
    assert page.locator(".envoi small", has_text="pour «").count() >= 1
    references = page.locator("[data-piece='piece:references-et-capacites']")
    references.get_by_role("checkbox").check()
    references.get_by_label("Valable jusqu’au").fill(in_days(12))
    references.get_by_label("Valable jusqu’au").blur()
    expect(references).to_contain_text("expire dans 12 jours")
    expect(page.locator(".dossier-compte")).to_contain_text(
        f"{title(Preuve, 'references-et-capacites')} expire dans 12 jours"
    )
    expect(group(page, "Prêtes à joindre")).to_have_count(1)
    page.get_by_label("Date limite", exact=True).fill(in_days(20))
    expect(group(page, "Expirées")).to_have_count(1)
    vigilance = page.locator("[data-piece='piece:attestation-de-vigilance']")
    vigilance.get_by_label("Datée du").fill("2026-08-31")
    vigilance.get_by_label("Datée du").blur()
    expect(vigilance.get_by_label("Valable jusqu’au")).to_have_value("2027-02-28")
    assert reader.complaints == []


def test_forty_people_do_not_give_the_same_service_its_papers_twice(guide: Guide, reader: Reader):
    page = first_opening(reader, "Quarante et un (fictif)", "pme")
    page.locator("[data-piece='piece:references-et-capacites']").get_by_role("checkbox").check()
    clauses = offered(guide)
    answer(page, reader.site, clauses[:1], "Premier marché (fictif)")
    page.get_by_label("Service acheteur").fill("Lycée Exemple")
    page.get_by_label("Où en est-il").select_option("envoye")
    answer(page, reader.site, clauses[1:2], "Second marché (fictif)")
    expect(group(page, "Déjà chez ce service")).to_have_count(0)
    page.get_by_label("Service acheteur").fill("lycee exemple")
    expect(group(page, "Déjà chez ce service")).to_contain_text("Premier marché")
    expect(page.locator(".e-marches li")).to_have_count(2)
    expect(page.locator(".e-marches")).to_contain_text("Envoyé · Lycée Exemple")
    page.get_by_role("button", name="Premier marché (fictif)").click()
    expect(page.get_by_label("Service acheteur")).to_have_value("Lycée Exemple")
    page.get_by_role("button", name="Supprimer ce marché").click()
    page.get_by_role("button", name="Oui, effacer").click()
    expect(page.locator(".e-marches li")).to_have_count(1)
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator(".e-marches li")).to_have_count(2)
    assert reader.complaints == []


def test_a_consortium_says_who_supplies_what_and_fills_the_response_frame(
    guide: Guide, reader: Reader, title: Callable[[type[Record], str], str]
):
    declaration = title(Preuve, "declaration-de-candidature")
    page = first_opening(reader, "Mandataire (fictif)", "groupe")
    page.get_by_role("button", name="Reprendre ce texte : Social : travailler en sécurité").click()
    page.get_by_role("textbox", name="Texte : Social : travailler en sécurité").fill("=Deux gestes évités, à deux.")
    answer(page, reader.site, offered(guide)[:1], "Marché à deux (fictif)")
    page.get_by_label("Vous répondez").select_option("groupement")
    page.get_by_label("Les autres membres").fill("Membre deux (fictif)")
    page.get_by_label("Les autres membres").blur()
    for member in ("Mandataire", "Membre deux"):
        expect(row(page, f"{member} (fictif) : {declaration}")).to_have_count(1)
    row(page, f"Membre deux (fictif) : {declaration}").get_by_role("checkbox").check()
    expect(group(page, "Prêtes à joindre")).to_have_count(1)
    expect(page.locator("[data-piece='piece:declaration-de-candidature'] input[type=checkbox]")).not_to_be_checked()
    page.get_by_label("Les autres membres").fill("Arrivé avant (fictif)\nMembre deux (fictif)")
    page.get_by_label("Les autres membres").blur()
    for member, ready in (("Arrivé avant", False), ("Membre deux", True)):  # what is noted follows its member
        paper = row(page, f"{member} (fictif) : {declaration}")
        expect(paper.get_by_role("checkbox")).to_be_checked(checked=ready)
    page.get_by_label("Les autres membres").fill("Membre deux (fictif)")
    page.get_by_label("Les autres membres").blur()
    expect(group(page, "Prêtes à joindre")).to_have_count(1)
    line = page.locator(".e-lignes > li").first
    for practice in page.locator(".e-lignes").get_by_label("Pratique qui l’appuie").all():
        practice.select_option("Social : travailler en sécurité")
    line.get_by_label("Fournie par").select_option("Membre deux (fictif)")
    page.locator(".e-lignes").get_by_label("Rangée où").first.fill("memoire.pdf, page 3")
    page.get_by_role("button", name="Remplir le cadre de réponse").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Word : Cadre de réponse").click()
    with zipfile.ZipFile(download.value.path()) as word:
        text = word.read("word/document.xml").decode()
    assert "Deux gestes évités, à deux." in text and "Mandataire (fictif), Membre deux (fictif)" in text
    with page.expect_download() as download:
        page.get_by_role("button", name="Tableur : Cadre de réponse").click()
    with zipfile.ZipFile(download.value.path()) as book:
        cells = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "=Deux gestes évités, à deux." in cells and "<f>Deux" not in cells
    assert reader.complaints == []


def test_an_insertion_structure_saves_erases_reopens_and_merges(reader: Reader, tmp_path: Path):
    page = first_opening(reader, "Chantier École (fictif)", "insertion")
    paper = page.locator("[data-piece='piece:preuve-de-structure-reservee']")
    paper.get_by_label("Rangée où").fill("Classeur rouge")
    paper.get_by_role("checkbox").check()
    page.get_by_role("button", name="Marché sans lien").click()
    page.get_by_label("Nom du marché").fill("Lot réservé (fictif)")
    expect(group(page, "Prêtes à joindre")).to_contain_text("rangée : Classeur rouge")
    with page.expect_download() as download:
        page.get_by_role("button", name="Enregistrer le fichier").click()
    assert download.value.suggested_filename.endswith(".edossier.json")
    saved = tmp_path / "mon.edossier.json"
    saved.write_bytes(Path(download.value.path()).read_bytes())
    page.get_by_role("button", name="Tout effacer").click()
    page.get_by_role("button", name="Oui, effacer").click()
    assert page.evaluate("localStorage.getItem('dossier-fournisseur')") is None
    page.get_by_label("Ouvrir un fichier").set_input_files(saved)
    expect(page.get_by_label("Votre entreprise")).to_have_value("Chantier École (fictif)")
    expect(paper.get_by_label("Rangée où")).to_have_value("Classeur rouge")
    paper.get_by_label("Rangée où").fill("Armoire")
    paper.get_by_label("Rangée où").blur()
    page.get_by_label("Ouvrir un fichier").set_input_files(saved)
    expect(paper.get_by_label("Rangée où")).to_have_value("Armoire / Classeur rouge")
    expect(page.locator(".e-marches li")).to_have_count(1)
    broken = tmp_path / "autre.json"
    broken.write_text('{"format": "autre"}', encoding="utf-8")
    page.get_by_label("Ouvrir un fichier").set_input_files(broken)
    expect(page.locator(".dossier-reponse")).to_contain_text("rien n’a changé")
    hostile = json.loads(saved.read_text(encoding="utf-8"))
    hostile["marches"] = [{"nom": "<img src=x onerror=alert(1)>", "etat": "inconnu", "demandes": 3, "membres": [7]}, 4]
    hostile["pieces"]["../x"] = {"prete": True}
    broken.write_text(json.dumps(hostile), encoding="utf-8")
    page.get_by_label("Ouvrir un fichier").set_input_files(broken)
    expect(page.locator(".dossier-reponse")).to_contain_text("laissée de côté")
    expect(page.get_by_role("button", name="<img src=x onerror=alert(1)>")).to_be_visible()
    assert reader.complaints == []


def test_a_buyers_link_that_arrives_adds_nothing_before_the_supplier_says_so(guide: Guide, reader: Reader):
    page = reader.open(PAGE)
    link = buyer_link(page, reader.site, offered(guide)[:1], "Marché (fictif)")
    page.goto(link)
    page.get_by_role("link", name="Préparer ma réponse dans mon dossier").click()
    expect(page.get_by_role("button", name="Préparer ma réponse")).to_be_focused()
    assert page.evaluate("localStorage.getItem('dossier-fournisseur')") is None
    page.get_by_role("button", name="Préparer ma réponse").click()
    expect(page.get_by_label("Nom du marché")).to_have_value("Marché (fictif)")
    page.get_by_label("Le lien donné par un acheteur").fill("https://exemple.fr/#f=abc")
    page.get_by_role("button", name="Préparer ma réponse").click()
    expect(page.locator(".dossier-reponse")).to_contain_text("n’est pas le lien d’un acheteur")
    assert reader.complaints == []


def test_what_is_not_given_twice_is_said_with_its_text_and_only_there(guide: Guide, pages: dict[str, HtmlPage]):
    prose = pages[PAGE].prose
    said = [paper for paper in guide.catalog.all(Preuve) if paper.une_fois]
    assert len(said) >= 5 and prose.count("Dites-le-nous une fois.") == len(said)
    assert all(paper.nature == "administrative" for paper in said)
    assert {
        paper.id for paper in preuves(guide.catalog) if paper.nature == "administrative" and not paper.remise
    } == set()


def test_without_scripts_papers_and_texts_to_take_are_there(reader_of):
    page = reader_of(java_script_enabled=False).open(PAGE)
    expect(page.locator("[data-e-dossier]")).to_be_hidden()
    assert page.locator("[data-piece]:visible").count() == 9
    assert page.locator("[data-modeles] blockquote:visible").count() == 8


@pytest.mark.parametrize("kept", ["x", "[1]", '{"format_version": 2, "pieces": 3, "marches": "x"}', "null"])
def test_a_spoilt_memory_leaves_a_file_that_works(reader: Reader, kept: str):
    reader.page.add_init_script(f"localStorage.setItem('dossier-fournisseur', {kept!r})")
    page = reader.open(PAGE)
    page.locator("[data-dossier]").get_by_role("checkbox").first.check()
    expect(page.locator(".dossier-compte")).to_contain_text("1 pièce prête")
    assert reader.complaints == []
