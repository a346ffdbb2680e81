"""Browsing the cases: the map, the timeline, the list and its filters, as views and in a real browser."""

import gzip
import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from html_page import HtmlPage
from playwright.sync_api import Locator, Page, expect
from site_tools import Reader, landed, shown_address
from small_guide import Changes

from macros.model import Catalog, EtudeDeCas
from macros.read.guide import Guide, load_guide
from macros.text.letters import slug
from macros.views.cas.carte import Annees, CarteDesCas, annees, carte_des_cas, chronologie, liste_des_cas
from macros.views.cas.fond_de_carte import EUROPE, FRANCE, MONDE, Cadre, kilometres

VOCABULARIES = {
    "etape": "etapes",
    "dimension": "dimensions",
    "acheteur": "types-acheteurs",
    "taille": "tailles",
    "nature": "natures-cas",
}
"""Filter -> the closed list that it offers."""
HEAVIEST_MAP = 25
"""Kilobytes of the drawings, compressed."""
PLACES = {
    FRANCE: {"Paris": (2.3522, 48.8566), "Ajaccio": (8.74, 41.93), "Lille": (3.06, 50.63), "Bordeaux": (-0.58, 44.84)},
    EUROPE: {"Paris": (2.3522, 48.8566), "Helsinki": (24.94, 60.2), "Lisbonne": (-9.1, 38.8), "Sofia": (23.32, 42.7)},
    MONDE: {
        "Portland": (-122.68, 45.52),
        "Canberra": (149.13, -35.28),
        "Dakar": (-16.9, 14.72),
        "Pékin": (116.4, 39.9),
    },
}


@pytest.fixture
def catalog(project: Callable[[Changes | None], Path]) -> Callable[[Changes], Catalog]:
    """The catalogue of the smallest guide, changed."""
    return lambda changes: load_guide(project(changes)).catalog


def case(place: str = "Ville", **fields: object) -> dict[str, object]:
    return {"titre": f"Un cas à {place}", "lieu": place, **fields}


def at(lon: float, lat: float) -> dict[str, str]:
    return {"lon": str(lon), "lat": str(lat)}


def rings(path: str) -> list[list[tuple[float, float]]]:
    """The outlines of an SVG path of « M x y l dx dy … z »."""
    found = []
    for part in path.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        x, y = numbers[:2]
        ring = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        found.append(ring)
    return found


def inside(point: tuple[float, float], ring: list[tuple[float, float]]) -> bool:
    x, y = point
    crossed = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            crossed = not crossed
    return crossed


# The projection and the outlines.


@pytest.mark.parametrize("cadre", [FRANCE, EUROPE], ids=lambda cadre: cadre.id)
def test_the_centre_of_a_projection_is_where_its_frame_says(cadre: Cadre):
    x, y = cadre.point(*cadre.centre)
    assert (x * cadre.echelle + cadre.gauche, cadre.haut - y * cadre.echelle) == pytest.approx((0, 0), abs=1e-9)


def test_distances_on_the_map_of_france_are_those_of_the_ground():
    paris, lyon, brest = (2.3522, 48.8566), (4.8357, 45.764), (-4.4861, 48.3904)
    for one, other in ((paris, lyon), (paris, brest), (brest, lyon)):
        (ax, ay), (bx, by) = FRANCE.point(*one), FRANCE.point(*other)
        assert ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 * FRANCE.echelle == pytest.approx(
            kilometres(one, other), rel=0.01
        )
    assert kilometres(paris, lyon) == pytest.approx(392, abs=3)


@pytest.mark.parametrize("cadre", PLACES, ids=lambda cadre: cadre.id)
def test_north_is_up_east_is_right_and_known_places_are_in_the_frame(cadre: Cadre):
    for name, (lon, lat) in PLACES[cadre].items():
        assert cadre.contient(lon, lat, 10), name
        x, y = cadre.point(lon, lat)
        assert cadre.point(lon + 1, lat)[0] > x and cadre.point(lon, lat + 1)[1] < y


@pytest.mark.parametrize("cadre", PLACES, ids=lambda cadre: cadre.id)
def test_the_outlines_are_drawn_with_the_same_projection_as_the_points(cadre: Cadre):
    """An inland or a coastal town is on land, within the width of a point; the middle of a sea is not."""
    land = [ring for path in cadre.contours.values() for ring in rings(path)]
    for name, (lon, lat) in PLACES[cadre].items():
        x, y = cadre.point(lon, lat)
        near = [(x + dx, y + dy) for dx in (-5, 0, 5) for dy in (-5, 0, 5)]
        assert any(inside(point, ring) for point in near for ring in land), name
    sea = {FRANCE.id: (-4.0, 45.5), EUROPE.id: (5.0, 40.0), MONDE.id: (-30.0, 30.0)}[cadre.id]
    assert not any(inside(cadre.point(*sea), ring) for ring in land)
    assert max(max(x for x, _ in ring) - min(x for x, _ in ring) for ring in land) < cadre.largeur + 20


def test_paris_is_in_france_and_brussels_is_not():
    for cadre in (FRANCE, EUROPE):
        france = rings(cadre.contours["france"])
        assert any(inside(cadre.point(2.3522, 48.8566), ring) for ring in france)
        assert not any(inside(cadre.point(4.35, 50.85), ring) for ring in france)


# The map.


@pytest.fixture(scope="module")
def carte(guide: Guide) -> CarteDesCas:
    return carte_des_cas(guide.catalog)


def test_every_case_is_in_the_list_once_and_those_with_a_place_are_under_one_point(carte: CarteDesCas, guide: Guide):
    records = guide.catalog.all(EtudeDeCas)
    listed = Counter(
        cas.adresse
        for pays in carte.pays
        for group in (*(lieu.cas for lieu in pays.lieux), pays.sans_lieu)
        for cas in group
    )
    assert listed == Counter(f"cas/{cas.id}/" for cas in records)
    drawn = {
        dessin.cadre.id: sum(point.nombre for point in dessin.points if point.ancre != "pays-france")
        for dessin in carte.dessins
    }
    assert sum(drawn.values()) == carte.sur_la_carte == sum(bool(cas.coordonnees) for cas in records)
    assert carte.a_part == len(records) - carte.sur_la_carte == sum(len(pays.sans_lieu) for pays in carte.pays)
    home = next(point for point in carte.dessins[1].points if point.ancre == "pays-france")
    assert home.nombre == drawn["france"]


def test_every_point_is_in_its_frame_and_no_two_of_them_hide_each_other(carte: CarteDesCas):
    for dessin in carte.dessins:
        for point in dessin.points:
            assert 0 < point.x < dessin.cadre.largeur and 0 < point.y < dessin.cadre.hauteur
            hidden = [
                other.nom
                for other in dessin.points
                if other is not point
                and ((point.x - other.x) ** 2 + (point.y - other.y) ** 2) ** 0.5 < max(point.rayon, other.rayon)
            ]
            assert hidden == [], point.nom


def test_every_point_leads_to_its_only_case_or_to_its_place_in_the_list(carte: CarteDesCas):
    anchors = {pays.ancre for pays in carte.pays} | {lieu.ancre for pays in carte.pays for lieu in pays.lieux}
    for dessin in carte.dessins:
        for point in dessin.points:
            assert bool(point.fichier) == (point.nombre == 1), point.nom
            assert point.ancre in anchors
            assert point.annonce.startswith(point.nom)
    names = Counter(point.annonce for dessin in carte.dessins for point in dessin.points)
    assert [name for name, count in names.items() if count > 1] == []


def test_neighbours_of_one_country_are_one_point_and_others_are_not(catalog: Callable[[Changes], Catalog]):
    found = catalog(
        {
            "etudes-de-cas/ville-bilan": case("Lille", coordonnees=at(3.06, 50.63)),
            "etudes-de-cas/deux": case("Lille", coordonnees=at(3.06, 50.63)),
            "etudes-de-cas/trois": case("Lens", coordonnees=at(2.83, 50.43)),
            "etudes-de-cas/quatre": case("Amiens", coordonnees=at(2.3, 49.89)),
            "etudes-de-cas/cinq": case("Tournai", pays="Belgique", coordonnees=at(3.39, 50.6)),
            "etudes-de-cas/six": case("Saint-Denis", coordonnees=at(55.45, -20.88)),
            "etudes-de-cas/sept": case("Nulle part"),
        }
    )
    carte = carte_des_cas(found)
    assert {
        dessin.cadre.id: [(str(point.nom), point.nombre) for point in dessin.points] for dessin in carte.dessins
    } == {
        "france": [("Lille et Lens", 3), ("Amiens", 1)],
        "europe": [("France", 4), ("Tournai", 1)],
        "monde": [("Saint-Denis", 1)],
    }
    assert [(pays.nom, len(pays.sans_lieu)) for pays in carte.pays] == [("France", 1), ("Belgique", 0)]


def test_without_any_place_there_is_no_drawing_but_the_list_is_whole(catalog: Callable[[Changes], Catalog]):
    carte = carte_des_cas(catalog({}))
    assert (carte.dessins, carte.a_part, len(carte.pays[0].sans_lieu)) == ((), 1, 1)


def test_names_on_the_map_cover_neither_a_point_nor_each_other(carte: CarteDesCas):
    for dessin in carte.dessins:
        boxes = []
        for point in dessin.points:
            label = point.etiquette
            if label.libre:
                width = len(re.sub(r"&#\d+;", "x", point.nom)) * 6.4
                left = {"start": label.x, "middle": label.x - width / 2, "end": label.x - width}[label.ancrage]
                boxes.append((left, label.y - 10, left + width, label.y + 2, point.nom))
        for index, (left, top, right, bottom, name) in enumerate(boxes):
            assert [
                other for a, b, c, d, other in boxes[index + 1 :] if left < c and a < right and top < d and b < bottom
            ] == [], name
            assert [
                p.nom
                for p in dessin.points
                if left < p.x + p.rayon and p.x - p.rayon < right and top < p.y + p.rayon and p.y - p.rayon < bottom
            ] == [], name


# Years.


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2017", Annees(2017, 2017, True)),
        ("2022-2027", Annees(2022, 2027, True)),
        ("projet de 2012 à 2015", Annees(2012, 2015, True)),
        ("années 2010", Annees(2010, 2019, False)),
        ("vers 2019", Annees(2019, 2019, False)),
        ("avant 2023", Annees(2023, 2023, False)),
        ("depuis 2010", Annees(2010, 2010, False)),
        ("12017", None),
        ("récemment", None),
        (None, None),
    ],
)
def test_the_years_of_a_case_are_those_of_its_source_and_say_when_they_are_rough(
    written: str | None, expected: Annees | None
):
    assert annees(written) == expected


def test_cases_are_listed_by_title_as_they_are_read(guide: Guide):
    titles = [slug(cas.titre) for cas in liste_des_cas(guide.catalog).cas]
    assert titles == sorted(titles)


def test_every_case_is_once_on_the_timeline_in_order(guide: Guide):
    chrono = chronologie(guide.catalog)
    columns = [column for periode in chrono.periodes for column in periode.annees]
    listed = [cas.adresse for column in columns for cas in column.cas] + [cas.adresse for cas in chrono.sans_date]
    assert sorted(listed) == sorted(f"cas/{cas.id}/" for cas in guide.catalog.all(EtudeDeCas))
    assert [column.annee for column in columns] == sorted({column.annee for column in columns})
    for column in columns:
        for cas in column.cas:
            assert cas.x == column.annee - chrono.debut
            assert cas.duree >= 1 and cas.x + cas.duree <= chrono.duree
            assert str(column.annee) in cas.repere
    assert chrono.plus_haute == max(len(column.cas) for column in columns)


# The list and its filters.


def test_each_filter_offers_the_words_of_its_closed_list_in_their_order(guide: Guide):
    filtres = {filtre.nom: filtre for filtre in liste_des_cas(guide.catalog).filtres}
    assert len(filtres) >= 8
    for nom, vocabulary in VOCABULARIES.items():
        known = [(term.id, term.libelle) for term in guide.catalog.terms(vocabulary)]
        offered = list(filtres[nom].options)
        assert [option for option in known if option in offered] == offered
        used = {value for cas in guide.catalog.all(EtudeDeCas) for value in _values(cas, nom)}
        assert {value for value, _ in offered} == used
    segments = {famille.id: famille.titre for famille in guide.catalog.segments}
    assert all(label.removeprefix("— ") == segments[value] for value, label in filtres["famille"].options)
    assert {label for _, label in filtres["pays"].options} == {cas.pays for cas in guide.catalog.all(EtudeDeCas)}


def _values(cas: object, nom: str) -> tuple[str, ...]:
    field = {"etape": "etapes", "dimension": "dimensions", "acheteur": "type_acheteur"}.get(nom, nom)
    value = getattr(cas, field)
    return value if isinstance(value, tuple) else (value,)


def test_a_case_answers_for_the_segment_above_its_own_and_for_each_period_it_touches(
    catalog: Callable[[Changes], Catalog],
):
    found = catalog(
        {
            "familles/conseil": {"parent": "etudes"},
            "etudes-de-cas/ville-bilan": {
                "familles": ["conseil"],
                "annee": "2008-2012",
                "resultats": [{"valeur": "12", "unite": "bilans", "source": "https://exemple.fr/"}],
            },
            "etudes-de-cas/autre": {"titre": "Autre"},
        }
    )
    cas = {
        item.titre: {nom: unescape(unescape(value)) for nom, value in item.donnees.items()}
        for item in liste_des_cas(found).cas
    }
    assert (
        cas["Un bilan par étude"] | {"famille": "conseil|etudes", "annee": "2005|2010", "mesure": "oui"}
        == cas["Un bilan par étude"]
    )
    assert (cas["Autre"]["annee"], cas["Autre"]["mesure"]) == ("sans-date", "")


def test_a_slug_is_plain():
    assert slug("Île-de-France, œuvre n°\u00a02 : l’étude") == "ile-de-france-oeuvre-n-2-l-etude"


# The pages.

THREE = ("cas/", "cas/carte/", "cas/chronologie/")


@pytest.mark.parametrize("address", THREE)
def test_each_page_links_every_case_without_any_script(address: str, guide: Guide, pages: dict[str, HtmlPage]):
    page = pages[address]
    targets = {page.target(link.get("href"))[0] for link in page.all("a")}
    assert {cas.adresse for cas in guide.catalog.all(EtudeDeCas)} - targets == set()
    assert {other for other in THREE if other != address} - targets == set()


def test_the_drawings_are_light_and_hold_no_style(pages: dict[str, HtmlPage]):
    drawings = re.findall(r"<svg viewBox(?![^>]*aria-hidden).*?</svg>", pages["cas/carte/"].html, re.DOTALL)
    assert len(drawings) == 3
    assert len(gzip.compress("".join(drawings).encode(), 6)) / 1000 <= HEAVIEST_MAP
    assert not re.search(r"\s(style|on\w+)=", "".join(drawings))
    for link in re.findall(r"<a [^>]*>", "".join(drawings)):
        assert re.search(r'aria-label="[^"]{4,}"', link), link


def shown(page: Page) -> Locator:
    return page.locator("[data-cas] > li:visible")


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(shown_address(page)).query)


def test_a_filter_keeps_what_the_data_says_counts_it_and_writes_it_in_the_address(reader: Reader, guide: Guide):
    records = guide.catalog.all(EtudeDeCas)
    page = reader.open("cas/")
    count = page.locator("[data-cas-compte]")
    expect(shown(page)).to_have_count(len(records))
    expect(count).to_have_text(f"{len(records)} cas")
    page.get_by_label("Étape", exact=True).select_option("suivi")
    page.get_by_label("Pays", exact=True).select_option("France")
    kept = [cas for cas in records if "suivi" in cas.etapes and cas.pays == "France"]
    assert 0 < len(kept) < len(records)
    expect(shown(page)).to_have_count(len(kept))
    expect(count).to_have_text(f"{len(kept)} cas sur {len(records)}")
    page.get_by_label("avec un résultat mesuré").check()
    measured = [cas for cas in kept if cas.resultats]
    expect(shown(page)).to_have_count(len(measured))
    assert query(page) == {"etape": ["suivi"], "pays": ["France"], "mesure": ["oui"]}
    page.reload()
    expect(shown(page)).to_have_count(len(measured))
    expect(page.get_by_label("Pays", exact=True)).to_have_value("France")
    assert reader.complaints == []


def test_every_option_says_how_many_cases_it_would_keep(reader: Reader):
    page = reader.open("cas/?dimension=social")
    for field in page.locator("[data-cas-filtres] select").all():
        option = field.locator("option:not([value='']):not(:disabled)").last
        said = int(re.search(r"\((\d+)\)$", option.text_content()).group(1))
        before = field.input_value()
        field.select_option(option.get_attribute("value"))
        expect(shown(page)).to_have_count(said)
        field.select_option(before)
    assert page.locator("[data-cas-filtres] select").count() >= 8


def test_a_filter_can_be_taken_off_alone_or_with_all_the_others_by_keyboard(reader: Reader, guide: Guide):
    page = reader.open("cas/?dimension=social&pays=France")
    total = len(guide.catalog.all(EtudeDeCas))
    page.get_by_role("button", name="Enlever le filtre Pays : France").focus()
    page.keyboard.press("Enter")
    assert query(page) == {"dimension": ["social"]}
    expect(page.locator("[data-cas-compte]")).to_be_focused()
    page.get_by_role("button", name="Tout effacer").focus()
    page.keyboard.press("Enter")
    expect(shown(page)).to_have_count(total)
    assert query(page) == {}
    expect(page.get_by_role("button", name="Tout effacer")).to_be_hidden()
    expect(page.get_by_label("Dimension", exact=True)).to_have_value("")
    assert reader.complaints == []


def test_when_nothing_answers_the_page_says_so_and_offers_the_way_back(reader: Reader, guide: Guide):
    records = guide.catalog.all(EtudeDeCas)
    pays, etape = next(
        (cas.pays, step.id)
        for cas in records
        for step in guide.catalog.terms("etapes")
        if not any(other.pays == cas.pays and step.id in other.etapes for other in records)
    )
    page = reader.open(f"cas/?pays={pays}&etape={etape}")
    expect(shown(page)).to_have_count(0)
    expect(page.locator("[data-cas-compte]")).to_contain_text("Aucun cas")
    expect(page.get_by_text("Enlevez un filtre")).to_be_visible()
    page.get_by_role("button", name="Tout effacer").click()
    expect(shown(page)).to_have_count(len(records))
    expect(page.get_by_text("Enlevez un filtre")).to_be_hidden()


def test_an_address_that_names_nothing_known_shows_every_case(reader: Reader, guide: Guide):
    page = reader.open("cas/?pays=Atlantide&etape=<b>&autre=1")
    expect(shown(page)).to_have_count(len(guide.catalog.all(EtudeDeCas)))
    assert reader.complaints == []


def test_without_javascript_the_list_is_whole_and_offers_no_dead_filter(reader_of: Callable[..., Reader], guide: Guide):
    page = reader_of(java_script_enabled=False).open("cas/")
    expect(shown(page)).to_have_count(len(guide.catalog.all(EtudeDeCas)))
    expect(page.locator("[data-cas-filtres]")).to_be_hidden()


def test_a_point_of_the_map_is_reached_by_keyboard_seen_and_leads_to_its_place(reader: Reader):
    page = reader.open("cas/carte/")
    several = page.locator(".carte-france a[href^='#']").first
    several.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(several).to_be_focused()
    assert several.evaluate("(a) => getComputedStyle(a).outlineStyle") != "none"
    page.keyboard.press("Enter")
    place = landed(page)
    expect(place).to_be_in_viewport()
    assert place.locator("li").count() > 1
    reader.open("cas/carte/")
    alone = page.locator(".carte-france a:not([href^='#'])").first
    title = alone.get_attribute("aria-label").split("\u00a0: ", 1)[1]
    alone.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title[:20])
    assert reader.complaints == []


def test_the_columns_of_the_timeline_lead_to_their_year(reader: Reader):
    page = reader.open("cas/chronologie/")
    column = page.locator(".chrono-figure a").last
    said = column.get_attribute("aria-label")
    column.focus()
    page.keyboard.press("Enter")
    year = landed(page)
    expect(year).to_be_in_viewport()
    assert re.search(r"(\d+) cas", said).group(1) == str(year.locator("li").count())
    assert reader.complaints == []
