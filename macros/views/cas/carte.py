"""Browsing the cases: the list with its filters, the map, the timeline."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ...model import Catalog, EtudeDeCas, Famille
from ...text.letters import slug
from ..elements import pluriel
from .fond_de_carte import EUROPE, FRANCE, MONDE, Cadre, kilometres

# The list and its filters.


@dataclass(frozen=True)
class Filtre:
    """A question that sorts the cases. `options`: (value, label), those of at least one case."""

    nom: str
    libelle: str
    tous: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CasListe:
    """A case in a list. `donnees`: filter -> its values, separated by SEPARATEUR."""

    titre: str
    adresse: str
    ligne: str
    donnees: dict[str, str]


@dataclass(frozen=True)
class ListeDesCas:
    """Every case, and the questions that sort them. `mesures`: how many have a measured result."""

    filtres: tuple[Filtre, ...]
    cas: tuple[CasListe, ...]
    mesures: int


SEPARATEUR = "|"
SANS_ANNEE = "sans-date"
_PERIODE = 5
"""Years that a period lasts: « 2010 à 2014 »."""


def liste_des_cas(catalog: Catalog) -> ListeDesCas:
    records = catalog.all(EtudeDeCas)
    questions = tuple(_questions(catalog, records))
    filtres = tuple(
        Filtre(
            nom,
            libelle,
            tous,
            tuple((value, label) for value, label in options if any(value in values_of(cas) for cas in records)),
        )
        for nom, libelle, tous, options, values_of in questions
    )
    return ListeDesCas(
        filtres=filtres,
        cas=tuple(
            _cas_liste(catalog, cas, {nom: SEPARATEUR.join(values_of(cas)) for nom, *_, values_of in questions})
            for cas in sorted(records, key=lambda cas: slug(cas.titre))
        ),
        mesures=sum(bool(cas.resultats) for cas in records),
    )


_Question = tuple[str, str, str, list[tuple[str, str]], Callable[[EtudeDeCas], tuple[str, ...]]]


def _questions(catalog: Catalog, records: tuple[EtudeDeCas, ...]) -> Iterator[_Question]:
    """(name, label, what « no answer » says, (value, label) of every answer, case -> its values)."""
    segments = [
        (sub.id, ("— " if sub is not famille else "") + sub.titre)
        for famille in catalog.segments_principaux
        for sub in (famille, *catalog.sub_segments(famille))
    ]
    pays = [(name, name) for name in sorted({cas.pays for cas in records}, key=slug)]
    periodes = [
        (str(start), f"{start} à {start + _PERIODE - 1}")
        for start in sorted({start for cas in records for start in _periodes(cas)})
    ]
    yield "famille", "Segment", "tous les segments", segments, lambda cas: _segments(catalog, cas)
    yield "etape", "Étape", "toutes les étapes", _termes(catalog, "etapes"), lambda cas: cas.etapes
    yield "dimension", "Dimension", "toutes les dimensions", _termes(catalog, "dimensions"), lambda cas: cas.dimensions
    yield "pays", "Pays", "tous les pays", pays, lambda cas: (cas.pays,)
    yield (
        "acheteur",
        "Type d'acheteur",
        "tous les acheteurs",
        _termes(catalog, "types-acheteurs"),
        lambda cas: (cas.type_acheteur,),
    )
    yield "taille", "Taille de l'acheteur", "toutes les tailles", _termes(catalog, "tailles"), lambda cas: (cas.taille,)
    yield (
        "annee",
        "Années",
        "toutes les années",
        [*periodes, (SANS_ANNEE, "non précisées")],
        lambda cas: tuple(map(str, _periodes(cas))) or (SANS_ANNEE,),
    )
    yield "nature", "Ce qu'on y apprend", "tout", _termes(catalog, "natures-cas"), lambda cas: (cas.nature,)


def _termes(catalog: Catalog, vocabulary: str) -> list[tuple[str, str]]:
    return [(term.id, term.libelle) for term in catalog.terms(vocabulary)]


def _segments(catalog: Catalog, cas: EtudeDeCas) -> tuple[str, ...]:
    """The segments of a case, with those that they are parts of."""
    parents = [catalog.get(Famille, name).parent for name in cas.familles]
    return tuple(dict.fromkeys([*cas.familles, *(parent for parent in parents if parent)]))


def _cas_liste(catalog: Catalog, cas: EtudeDeCas, donnees: dict[str, str]) -> CasListe:
    parts = [
        cas.acheteur,
        cas.pays,
        cas.annee or "",
        catalog.get(Famille, cas.familles[0]).titre.lower(),
        catalog.term("natures-cas", cas.nature).libelle,
    ]
    # « Ville de Nantes, France » : the place is in the buyer's name or on the case's page.
    return CasListe(
        cas.titre,
        cas.adresse,
        " · ".join(part for part in parts if part),
        {**donnees, "mesure": "oui" if cas.resultats else ""},
    )


# Years.


@dataclass(frozen=True)
class Annees:
    """The years that a source gives. `sure` is false for « vers 2019 », « années 2010 », « avant 2023 »."""

    debut: int
    fin: int
    sure: bool


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ROUGH = re.compile(r"\b(?:vers|années|avant|environ|autour|depuis)\b", re.IGNORECASE)


def annees(text: str | None) -> Annees | None:
    """The first and the last year of what a case says of its date, or None. A decade lasts ten years; an open end stays a single year."""
    found = [int(year) for year in _YEAR.findall(text or "")]
    if not found:
        return None
    rough = _ROUGH.search(text or "")
    decade = rough is not None and rough.group().lower() == "années" and len(found) == 1 and found[0] % 10 == 0
    return Annees(min(found), max(found) + 9 if decade else max(found), not rough)


def _periodes(cas: EtudeDeCas) -> tuple[int, ...]:
    """The first year of each period that a case touches."""
    years = annees(cas.annee)
    return tuple(range(years.debut - years.debut % _PERIODE, years.fin + 1, _PERIODE)) if years else ()


# The map.


@dataclass(frozen=True)
class CasSitue:
    """A case where it happened, or when: `repere` comes before the title."""

    repere: str
    titre: str
    adresse: str


@dataclass(frozen=True)
class Lieu:
    """Cases that share a place of the map. `ancre` is where the list names them; `fichier` the record of the only one, or ""."""

    ancre: str
    cas: tuple[CasSitue, ...]
    nom: str
    fichier: str
    cadre: Cadre
    lon: float
    lat: float


@dataclass(frozen=True)
class Etiquette:
    """Where a name is written. `libre` is false where it would cover something: it is then shown on hover only."""

    x: float
    y: float
    ancrage: str
    libre: bool


@dataclass(frozen=True)
class Cercle:
    """A circle of a drawing. `annonce` is what is read aloud, `detail` what is shown besides on hover."""

    x: float
    y: float
    rayon: float
    nombre: int
    fichier: str
    ancre: str
    annonce: str
    detail: str
    nom: str
    etiquette: "Etiquette"


@dataclass(frozen=True)
class DessinDeCarte:
    """A frame of the map with its points."""

    cadre: Cadre
    titre: str
    points: tuple[Cercle, ...]


@dataclass(frozen=True)
class Pays:
    """The cases of a country, place by place; `sans_lieu` are those that no point stands for."""

    nom: str
    ancre: str
    compte: str
    lieux: tuple[Lieu, ...]
    sans_lieu: tuple[CasSitue, ...]


@dataclass(frozen=True)
class CarteDesCas:
    """Every case, on the drawings and in the list."""

    dessins: tuple[DessinDeCarte, ...]
    pays: tuple[Pays, ...]
    total: int
    sur_la_carte: int
    a_part: int


_ACCUEIL = "France"
"""The country that has a drawing of its own."""
_TOGETHER = {FRANCE.id: 38, EUROPE.id: 70, MONDE.id: 500}
"""Kilometres within which places of one country are one point of a drawing: about twice the radius of a point."""


def carte_des_cas(catalog: Catalog) -> CarteDesCas:
    by_country: dict[str, list[EtudeDeCas]] = {}
    for cas in catalog.all(EtudeDeCas):
        by_country.setdefault(cas.pays, []).append(cas)
    order = sorted(by_country, key=lambda name: (name != _ACCUEIL, slug(name)))
    pays = tuple(_pays(name, by_country[name]) for name in order)
    frames = {
        cadre.id: [place for country in pays for place in country.lieux if place.cadre is cadre]
        for cadre in (FRANCE, EUROPE, MONDE)
    }
    placed = sum(len(place.cas) for country in pays for place in country.lieux)
    total = sum(map(len, by_country.values()))
    europe = [*_home(pays, frames[FRANCE.id]), *(_Cercle.of(place) for place in frames[EUROPE.id])]
    dessins = (
        DessinDeCarte(FRANCE, "En France", _points(FRANCE, [_Cercle.of(place) for place in frames[FRANCE.id]])),
        DessinDeCarte(EUROPE, "En Europe", _points(EUROPE, europe)),
        DessinDeCarte(
            MONDE, "Ailleurs dans le monde", _points(MONDE, [_Cercle.of(place) for place in frames[MONDE.id]])
        ),
    )
    return CarteDesCas(tuple(dessin for dessin in dessins if dessin.points), pays, total, placed, total - placed)


def _cadre(cas: EtudeDeCas) -> Cadre:
    """The closest drawing that holds the place of a case."""
    lon, lat = _place(cas)
    if cas.pays == _ACCUEIL and FRANCE.contient(lon, lat, 10):
        return FRANCE
    return EUROPE if EUROPE.contient(lon, lat, 10) else MONDE


def _place(cas: EtudeDeCas) -> tuple[float, float]:
    """Longitude and latitude of a case that has them."""
    assert cas.coordonnees is not None
    return float(cas.coordonnees.lon), float(cas.coordonnees.lat)


def _pays(name: str, records: list[EtudeDeCas]) -> Pays:
    located = [cas for cas in records if cas.coordonnees]
    places = [
        place
        for cadre in (FRANCE, EUROPE, MONDE)
        for place in _lieux([cas for cas in located if _cadre(cas) is cadre], cadre)
    ]
    return Pays(
        nom=name,
        ancre=f"pays-{slug(name)}",
        compte=pluriel(len(records), "cas", "cas"),
        lieux=tuple(sorted(places, key=lambda place: slug(place.nom))),
        sans_lieu=tuple(_situe(cas) for cas in records if not cas.coordonnees),
    )


def _situe(cas: EtudeDeCas) -> CasSitue:
    return CasSitue(", ".join(part for part in (cas.lieu, cas.annee) if part), cas.titre, cas.adresse)


def _lieux(records: list[EtudeDeCas], cadre: Cadre) -> list[Lieu]:
    """Cases of one country and one drawing, by place. The place with most cases gathers its neighbours first."""
    spots: dict[tuple[float, float], list[EtudeDeCas]] = {}
    for cas in records:
        spots.setdefault(_place(cas), []).append(cas)
    groups: dict[tuple[float, float], list[tuple[float, float]]] = {}
    for spot in sorted(spots, key=lambda spot: (-len(spots[spot]), spot)):
        home = min(groups, key=lambda other: kilometres(spot, other), default=None)
        if home is not None and kilometres(spot, home) <= _TOGETHER[cadre.id]:
            groups[home].append(spot)
        else:
            groups[spot] = [spot]
    return [_lieu(cadre, home, [spots[spot] for spot in members]) for home, members in groups.items()]


def _lieu(cadre: Cadre, home: tuple[float, float], spots: list[list[EtudeDeCas]]) -> Lieu:
    """`spots`: the cases of each place, those of the main one first."""
    nom, *others = (Counter(cas.lieu for cas in spot).most_common(1)[0][0] for spot in spots)
    records = [cas for spot in spots for cas in spot]
    return Lieu(
        ancre=f"lieu-{records[0].id}",
        cas=tuple(_situe(cas) for cas in records),
        nom=" et ".join((nom, *others)) if len(others) < 2 else f"{nom} et environs",
        fichier=records[0].id if len(records) == 1 else "",
        cadre=cadre,
        lon=home[0],
        lat=home[1],
    )


@dataclass(frozen=True)
class _Cercle:
    """What a point stands for, before it is drawn."""

    nom: str
    titres: tuple[str, ...]
    nombre: int
    fichier: str
    ancre: str
    lon: float
    lat: float

    @classmethod
    def of(cls, place: Lieu) -> "_Cercle":
        return cls(
            place.nom,
            tuple(cas.titre for cas in place.cas),
            len(place.cas),
            place.fichier,
            place.ancre,
            place.lon,
            place.lat,
        )


def _home(pays: tuple[Pays, ...], drawn: list[Lieu]) -> Iterator[_Cercle]:
    """The home country, as one point of the wider drawing."""
    for country in pays:
        if country.nom == _ACCUEIL and drawn:
            yield _Cercle(
                _ACCUEIL, (), sum(len(place.cas) for place in drawn), "", country.ancre, *(FRANCE.centre or (0, 0))
            )


_LETTER = 6.6
_LINE = 14
"""Mean width and height of a name's letters, in units."""
_LONGEST = 30
"""Letters for which room is looked for: a longer name runs over."""


def _points(cadre: Cadre, circles: Iterable[_Cercle]) -> tuple[Cercle, ...]:
    """The biggest first, so that a small one is never under it; names where there is room."""
    placed = [
        (circle, *cadre.point(circle.lon, circle.lat), _rayon(circle.nombre))
        for circle in sorted(circles, key=lambda circle: (-circle.nombre, slug(circle.nom)))
    ]
    taken = [(x - r - 3, y - r - 3, x + r + 3, y + r + 3) for _, x, y, r in placed]
    points = []
    for circle, x, y, r in placed:
        label = _etiquette(cadre, circle.nom, x, y, r, taken)
        aim = circle.titres[0] if circle.fichier else f"{pluriel(circle.nombre, 'cas', 'cas')}, dans la liste"
        detail = "\n".join(circle.titres or (circle.nom,))
        points.append(
            Cercle(
                round(x, 1), round(y, 1), r, circle.nombre, circle.fichier, circle.ancre, f"{circle.nom} : {aim}", detail, circle.nom, label
            )
        )  # fmt: skip
    return tuple(points)


def _rayon(nombre: int) -> float:
    """The area grows with the number of cases."""
    return 7.0 if nombre == 1 else min(round(7 + 2.6 * nombre**0.5, 1), 24.0)


def _etiquette(
    cadre: Cadre, nom: str, x: float, y: float, r: float, taken: list[tuple[float, float, float, float]]
) -> Etiquette:
    width = min(len(nom), _LONGEST) * _LETTER
    for anchor, left, baseline in (
        ("start", x + r + 4.5, y + 4),
        ("end", x - r - 4.5 - width, y + 4),
        ("middle", x - width / 2, y + r + 15),
        ("middle", x - width / 2, y - r - 7),
    ):
        box = (left, baseline - _LINE + 3, left + width, baseline + 3)
        outside = box[0] < 2 or box[1] < 2 or box[2] > cadre.largeur - 2 or box[3] > cadre.hauteur - 2
        if not outside and not any(
            box[0] < right and a < box[2] and box[1] < bottom and top < box[3] for a, top, right, bottom in taken
        ):
            taken.append(box)
            at = {"start": left, "end": left + width, "middle": left + width / 2}[anchor]
            return Etiquette(round(at, 1), round(baseline, 1), anchor, True)
    return Etiquette(round(x + r + 4.5, 1), round(y + 4, 1), "start", False)


# The timeline.


@dataclass(frozen=True)
class CasDate:
    """A case with the bar of its years: `x` and `duree` in years from the first one drawn."""

    repere: str
    titre: str
    adresse: str
    x: int
    duree: int
    sure: bool


@dataclass(frozen=True)
class Annee:
    """The cases that begin in a year. `hauteur` is their number, `x` the column."""

    annee: int
    ancre: str
    x: int
    cas: tuple[CasDate, ...]
    compte: str


@dataclass(frozen=True)
class PeriodeDeCas:
    """Five years of cases."""

    titre: str
    annees: tuple[Annee, ...]


@dataclass(frozen=True)
class Chronologie:
    """Every case by its first year. `debut`, `fin`: the years that the bars span; `reperes`: those named under the columns."""

    debut: int
    fin: int
    duree: int
    plus_haute: int
    reperes: tuple[tuple[int, int], ...]
    periodes: tuple[PeriodeDeCas, ...]
    sans_date: tuple[CasSitue, ...]


def chronologie(catalog: Catalog) -> Chronologie:
    dated: list[tuple[Annees, EtudeDeCas]] = []
    undated = []
    for cas in catalog.all(EtudeDeCas):
        years = annees(cas.annee)
        if years:
            dated.append((years, cas))
        else:
            undated.append(CasSitue(cas.lieu, cas.titre, cas.adresse))
    debut = min((years.debut for years, _ in dated), default=0)
    fin = max((years.fin for years, _ in dated), default=0)
    by_year: dict[int, list[tuple[Annees, EtudeDeCas]]] = {}
    for years, cas in sorted(dated, key=lambda pair: (pair[0].debut, pair[0].fin, pair[1].id)):
        by_year.setdefault(years.debut, []).append((years, cas))
    columns = [_annee(year, debut, pairs) for year, pairs in by_year.items()]
    periodes = []
    for start in sorted({year - year % _PERIODE for year in by_year}):
        periodes.append(
            PeriodeDeCas(
                f"{start} à {start + _PERIODE - 1}",
                tuple(column for column in columns if start <= column.annee < start + _PERIODE),
            )
        )
    return Chronologie(
        debut=debut,
        fin=fin,
        duree=fin - debut + 1,
        plus_haute=max((len(pairs) for pairs in by_year.values()), default=0),
        reperes=tuple((year, year - debut) for year in range(debut, fin + 1) if year % _PERIODE == 0),
        periodes=tuple(periodes),
        sans_date=tuple(undated),
    )


def _annee(year: int, debut: int, pairs: list[tuple[Annees, EtudeDeCas]]) -> Annee:
    cases = tuple(
        CasDate(cas.annee or "", cas.titre, cas.adresse, years.debut - debut, years.fin - years.debut + 1, years.sure)
        for years, cas in pairs
    )
    return Annee(year, f"annee-{year}", year - debut, cases, pluriel(len(cases), "cas", "cas"))
