"""Kits, rooms of inspiration and agenda: what the pages say, what the files hold, and the way there from home."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from html_page import PUBLISHED, HtmlPage
from icalendar import Calendar
from playwright.sync_api import Download, expect
from site_tools import Reader
from small_guide import Changes, complaints

from macros.exports.agenda_files import agenda_files
from macros.exports.gabarits import Papier
from macros.exports.word import Intitule, PartieDeDocument, document
from macros.library import Library
from macros.model import Catalog, Kit, Record, Rencontre, Salle
from macros.read.editions import catalog_of
from macros.read.guide import Guide, load_guide
from macros.read.settings import Settings
from macros.views.kits import DEROULE, fichiers, heures, kits, minutes_de, moments

SETTINGS = Settings(site="https://guide.test/")
DAY = date(2026, 11, 22)
KIT, MEETING = "kits/visite", "rencontres/visite-a-ville"


@pytest.fixture
def small(project: Callable[[Changes | None], Path]) -> Callable[[Changes], Catalog]:
    """The catalogue of the smallest guide, changed."""
    return lambda changes: load_guide(project(changes)).catalog


def all_kits(guide: Guide) -> tuple[Kit, ...]:
    found = kits(guide.catalog)
    assert len(found) == 6
    return found


def said(docx: bytes) -> str:
    """Every word of a document, tables included."""
    word = Document(io.BytesIO(docx))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


# The time that a kit takes.


@pytest.mark.parametrize(("minutes", "words"), [(5, "5 min"), (60, "1 h"), (95, "1 h 35"), (125, "2 h 05")])
def test_minutes_are_said_as_one_says_them(minutes: int, words: str):
    assert heures(minutes) == words


def test_each_step_of_a_session_begins_when_those_before_it_end(guide: Guide):
    for kit in all_kits(guide):
        session = next(moment for moment in moments(kit) if moment.id == "seance")
        elapsed = 0
        for step in session.etapes:
            assert step.debut == f"{elapsed // 60} h {elapsed % 60:02}", kit.id
            elapsed += step.etape.minutes
        assert heures(elapsed) == session.total == heures(minutes_de(kit, "seance"))


def test_a_kit_tells_what_the_first_trial_taught_with_its_source_and_rests_on_the_rule_of_sourcing(guide: Guide):
    for kit in all_kits(guide):
        assert kit.premier_essai and kit.premier_essai.source, kit.id
        assert "ccp-r2111-1" in {name for rule in kit.securite_juridique for name in rule.textes}, kit.id


# What the checks refuse.


@pytest.mark.parametrize(
    ("file", "changes", "complaint"),
    [
        (KIT, {"etapes": [{"moment": "avant", "titre": "a", "minutes": 1, "fait": "b"}]}, "aucune étape de séance"),
        (KIT, {"etapes.0.moment": "apres"}, "« seance » vient après « apres »"),
        (KIT, {"etapes.0.minutes": 0}, "au moins égal à 1"),
        (KIT, {"fichiers.0.id": "deroule"}, "« deroule » est déjà le nom d'un fichier"),
        (KIT, {"fichiers.0.rubriques.0.forme": "tableau"}, "un tableau demande au moins deux « colonnes »"),
        (KIT, {"fichiers.0.rubriques.0.colonnes": ["a", "b"]}, "seul un tableau a des « colonnes »"),
        (KIT, {"fichiers.0.rubriques.0.lignes": []}, "rubrique vide"),
        (MEETING, {"jusqu_au": "2026-12-01"}, "dernier jour avant le premier"),
        (MEETING, {"fin": "10:00"}, "heure de fin sans heure de début"),
        (MEETING, {"debut": "10:00", "fin": "09:00"}, "finit avant de commencer"),
        (MEETING, {"debut": "9 h"}, "« debut »"),
        (MEETING, {"publics": ["fournisseurs"]}, "sans « annonce »"),
    ],
)
def test_what_would_mislead_is_refused(
    project: Callable[[Changes | None], Path], file: str, changes: dict, complaint: str
):
    (found,) = complaints(project({file: changes}))
    assert complaint in found


# The files.


def test_every_kit_gives_every_file_that_its_page_names(guide: Guide, pages: dict[str, HtmlPage], public_site: Path):
    for kit in all_kits(guide):
        offered = {link.get("href") for link in pages[kit.adresse].all("a") if "download" in link.attributes}
        assert offered == {f"{fichier.nom}.{ending}" for fichier in fichiers(kit) for ending in fichier.formats} | {
            f"{kit.id}.ics"
        }
        assert {file.name for file in (public_site / kit.adresse).iterdir()} - {"index.html", "index.md"} == offered


def test_a_document_holds_every_word_of_its_record_and_says_where_it_comes_from(guide: Guide, public_site: Path):
    def plain(text: str) -> str:
        return " ".join(text.replace("’", "'").split())

    for kit in all_kits(guide):
        for fichier in kit.fichiers:
            content = (public_site / kit.adresse / f"{fichier.id}.docx").read_bytes()
            text = plain(said(content))
            for words in (
                fichier.titre,
                *(
                    words
                    for part in fichier.rubriques
                    for words in (part.titre, part.texte or "", *part.lignes, *part.colonnes)
                ),
            ):
                assert plain(words) in text, (kit.id, fichier.id)
            word = Document(io.BytesIO(content))
            assert PUBLISHED + kit.adresse in word.sections[0].footer.paragraphs[0].text
            assert word.core_properties.language == "fr-FR"
            assert not any(paragraph.style.name == "Heading 1" and not paragraph.text for paragraph in word.paragraphs)
        order = plain(said((public_site / kit.adresse / f"{DEROULE}.docx").read_bytes()))
        assert all(plain(step.titre) in order for step in kit.etapes)


def test_the_boxes_of_a_checklist_are_also_plain_text(guide: Guide, public_site: Path):
    found = 0
    for kit in all_kits(guide):
        for fichier in kit.fichiers:
            text = public_site / kit.adresse / f"{fichier.id}.txt"
            if not text.exists():
                assert any(part.forme == "tableau" for part in fichier.rubriques)
                continue
            found += 1
            boxes = sum(len(part.lignes) for part in fichier.rubriques if part.forme == "cases")
            assert text.read_text(encoding="utf-8").count("[ ] ") == boxes
    assert found > 3


def test_a_document_is_dated_by_the_build_and_not_by_the_clock():
    parts = (
        PartieDeDocument("Liste", forme="cases", lignes=(("une [case](clauses/x)",),)),
        PartieDeDocument("Table", forme="tableau", colonnes=("a", "b"), lignes=(("1",),)),
    )
    first, second = (document(Intitule("T", "s", "pied"), parts, Papier("auteur", DAY, "#123456")) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 22, 0, 0, 0)}
    properties = Document(io.BytesIO(first)).core_properties
    assert properties.created == properties.modified == datetime(2026, 11, 22, tzinfo=UTC)
    assert "☐\tune case" in said(first)
    assert document(Intitule("T", "s", "pied"), parts, Papier("auteur", date(2026, 11, 23), "#123456")) != first


def test_a_word_of_a_record_is_never_markup_in_a_document():
    hostile = "<w:p/> & ]]> \"x\" 'y' {{ z }}"
    parts = [PartieDeDocument(hostile, hostile, "tableau", ((hostile,),), (hostile, "b"))]
    written = document(Intitule(hostile, hostile, hostile), parts, Papier(hostile, DAY))
    assert said(written).count("<w:p/>") == 6


def test_the_appointment_lasts_as_long_as_the_session_and_asks_to_be_dated(guide: Guide, public_site: Path):
    for kit in all_kits(guide):
        (event,) = Calendar.from_ical((public_site / kit.adresse / f"{kit.id}.ics").read_bytes()).walk("VEVENT")
        assert (event.end - event.start).total_seconds() == minutes_de(kit, "seance") * 60
        local = event.start.astimezone(ZoneInfo("Europe/Paris"))
        assert (local.weekday(), local.hour) == (3, 10)
        assert 56 <= (local.date() - event.stamp.date()).days <= 62
        assert event["SUMMARY"].startswith("À dater")


# The agenda.


def test_without_any_meeting_the_agenda_says_so_and_its_feed_is_there(
    guide: Guide, public_site: Path, pages: dict[str, HtmlPage]
):
    assert guide.catalog.all(Rencontre) == ()
    assert "Aucune rencontre" in pages["agenda/"].prose
    (note,) = Calendar.from_ical((public_site / "flux/agenda.ics").read_bytes()).walk("VEVENT")
    assert (note["SUMMARY"], note.start) == ("Aucune rencontre annoncée", guide.catalog.date)


def feed(catalog: Catalog) -> list:
    ((path, content),) = agenda_files(SimpleNamespace(catalog=catalog, settings=SETTINGS, day=DAY))
    assert path == "flux/agenda.ics"
    return Calendar.from_ical(content).walk("VEVENT")


def test_a_meeting_is_in_the_agenda_and_in_its_feed_with_its_hours(small: Callable[[Changes], Catalog]):
    changes = {
        "debut": "09:30",
        "fin": "11:00",
        "publics": ["agents", "fournisseurs"],
        "annonce": "https://exemple.fr/avis",
        "kit": "visite",
    }
    catalog = small({MEETING: changes})
    shown = Library(catalog, SETTINGS).list_agenda()
    assert 'data-jour="2026-12-03"' in shown
    assert "le 3\u00a0décembre 2026, de 9 h 30 à 11 h 00" in shown
    assert "https://exemple.fr/avis" in shown and 'href="kits/visite/"' in shown
    (event,) = feed(catalog)
    assert (event.start, event.end) == (datetime(2026, 12, 3, 8, 30, tzinfo=UTC), datetime(2026, 12, 3, 10, tzinfo=UTC))
    assert event["UID"] == "rencontres-visite-a-ville@guide.test"
    assert event["URL"] == "https://guide.test/agenda/#visite-a-ville"
    assert "https://exemple.fr/avis" in event["DESCRIPTION"]


def test_a_cancelled_meeting_says_it_everywhere(small: Callable[[Changes], Catalog]):
    catalog = small({MEETING: {"annulee": "L'atelier déménage.", "jusqu_au": "2026-12-04"}})
    shown = Library(catalog, SETTINGS).list_agenda()
    assert "Annulée" in shown and "data-jour" not in shown
    (event,) = feed(catalog)
    assert event["STATUS"] == "CANCELLED"
    assert (event.start, event.end) == (date(2026, 12, 3), date(2026, 12, 5))


def test_the_latest_meeting_comes_first_and_an_internal_one_stays_inside(small: Callable[[Changes], Catalog]):
    catalog = small({"rencontres/dedans": {"titre": "Entre nous", "jour": "2027-01-10", "diffusion": "interne"}})
    for edition, titles in (("interne", ["Entre nous", "Visite à Ville"]), ("publique", ["Visite à Ville"])):
        seen = catalog_of(edition, catalog)
        assert [event["SUMMARY"] for event in feed(seen)] == titles
        assert ("Entre nous" in Library(seen, SETTINGS).list_agenda()) == (edition == "interne")


# In the browser.


def read(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def test_from_home_one_comes_to_a_kit_and_leaves_with_its_files(
    reader: Reader, guide: Guide, title: Callable[[type[Record], str], str]
):
    page = reader.open("")
    page.get_by_role("link", name="Partager", exact=True).first.click()
    page.get_by_role("navigation").get_by_role("link", name="Kits", exact=True).click()
    page.get_by_role("main").get_by_role("link", name=title(Kit, "apero-defi"), exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title(Kit, "apero-defi"))
    kit = guide.catalog.get(Kit, "apero-defi")
    with page.expect_download() as download:
        page.locator('a[href="evaluation.docx"]').click()
    assert "J’ai découvert des projets" in said(read(download.value))
    with page.expect_download() as download:
        page.get_by_role("link", name="agenda (.ics)").click()
    (event,) = Calendar.from_ical(read(download.value)).walk("VEVENT")
    assert kit.etapes[4].titre.replace("'", "’") in event["DESCRIPTION"]
    assert reader.complaints == []


def test_from_the_kit_one_comes_to_a_theme_that_prints_one_poster_a_sheet_on_either_paper(reader: Reader, guide: Guide):
    page = reader.open("kits/salle-d-inspiration/")
    themes: tuple[Salle, ...] = guide.catalog.all(Salle)
    assert len(themes) >= 4
    for theme in themes:
        expect(page.locator(f'a[href="../../{theme.adresse}"]').first).to_be_visible()
    page.locator(f'a[href="../../{themes[0].adresse}"]').first.click()
    for theme in themes:
        reader.open(theme.adresse)
        posters = page.locator(".affiche")
        assert posters.count() == len(theme.clauses) + len(theme.cas) + 4
        said_on_page = page.locator(".consigne").text_content() or ""
        assert said_on_page.startswith(f"{posters.count()} affiches")
        for paper in ("A4", "A3"):
            assert page.pdf(format=paper).count(b"/Type /Page\n") == posters.count(), (theme.id, paper)
    assert reader.complaints == []


def test_the_agenda_is_reached_from_home_and_its_feed_can_be_taken(reader: Reader):
    page = reader.open("")
    page.get_by_role("link", name="Partager", exact=True).first.click()
    page.get_by_role("navigation").get_by_role("link", name="Agenda", exact=True).click()
    expect(page.get_by_text("Aucune rencontre n’est annoncée")).to_be_visible()
    address = page.get_by_role("link", name="Le flux de l’agenda").get_attribute("href")
    answer = page.request.get(page.url + (address or ""))
    assert answer.ok and answer.body().startswith(b"BEGIN:VCALENDAR")
    assert reader.complaints == []
