"""Blocks that other sites show in a frame: a clause, a segment, the search box, the rules of a purchase, the figure of the week, the calendar of the law, the latest changes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from ..model import Catalog, Clause, EtudeDeCas, Famille
from ..read.settings import Settings
from ..search.documents import on_one_line
from ..text.dates import date_longue
from ..text.plain import prose
from ..text.typographie import typographie
from .achat import PREMIERES, BoiteVue, LigneVue, boites
from .clauses import mention, valeurs_initiales
from .ecrans import cas_chiffre, chiffre_sur
from .elements import pluriel
from .nouvelles import nouveautes
from .relectures import statut_dit
from .textes import dates

LIGNES = 8
"""A block is read beside something else: the rest is in the guide."""


@dataclass(frozen=True)
class LigneDeBloc:
    """An item of a block. `adresse` counts from the site's root."""

    avant: str
    mot: str
    adresse: str
    apres: str = ""


@dataclass(frozen=True)
class ChiffreDeCas:
    """A figure of a case, with who says it and when. `tirage` is its place in the draw of the week, as on a screen; `adresse` counts from the site's root."""

    tirage: str
    valeur: str
    dit: str
    cas: str
    adresse: str
    qui: str
    source: str
    url: str


@dataclass(frozen=True)
class BlocAIntegrer:
    """What a block says. `chemin` is where it stands below embed/, `adresse` the page of the guide that says it whole, `outil` the script that it has besides that of every block."""

    chemin: str
    titre: str
    adresse: str
    suite: str
    marques: str = ""
    resume: str = ""
    texte: str = ""
    mention: str = ""
    lignes: tuple[LigneDeBloc, ...] = ()
    recherche: bool = False
    boites: tuple[BoiteVue, ...] = ()
    chiffres: tuple[ChiffreDeCas, ...] = ()
    outil: str = ""


def blocs_a_integrer(catalog: Catalog, settings: Settings) -> Iterator[BlocAIntegrer]:
    """Every block of the edition."""
    yield from blocs_communs(catalog, settings)
    for clause in catalog.clauses_vivantes:
        yield bloc_de_clause(catalog, clause, settings)
    for famille in catalog.segments:
        yield bloc_de_segment(catalog, famille)


def blocs_communs(catalog: Catalog, settings: Settings) -> Iterator[BlocAIntegrer]:
    """Those that are not of one record."""
    yield BlocAIntegrer("recherche/", "Chercher dans le guide", "recherche/", "Ouvrir la recherche", recherche=True)
    yield from _regles(catalog)
    yield from _chiffre(catalog, settings)
    yield calendrier(catalog)
    yield nouvelles(catalog)


def _regles(catalog: Catalog) -> Iterator[BlocAIntegrer]:
    """What to write and how to publish: of the case that its address holds, or of all; none in a guide without such rules."""
    boxes = tuple(
        replace(boite, lignes=tuple(_imprimee(vue) for vue in boite.lignes))
        for boite in boites(catalog)
        if boite.id in PREMIERES
    )
    if boxes:
        yield BlocAIntegrer(
            "regles/", typographie("Quelles règles pour mon achat ?"), "obligations/", "Toutes les règles, et ce qui est à garder",
            "Selon l’achat, son montant et l’acheteur", boites=boxes, outil="embed-regles",
        )  # fmt: skip


def _imprimee(vue: LigneVue) -> LigneVue:
    """The line as it is printed, for a page outside the theme."""
    articles = (replace(article, etat=typographie(article.etat)) for article in vue.articles)
    return replace(
        vue,
        ligne=vue.ligne.model_copy(update={"dit": typographie(vue.ligne.dit)}),
        quand=typographie(vue.quand),
        articles=tuple(articles),
    )


def _chiffre(catalog: Catalog, settings: Settings) -> Iterator[BlocAIntegrer]:
    """One figure a week; none in a guide where no case has a figure, its source and its date."""
    figures = tuple(chiffres(catalog, settings))
    if figures:
        yield BlocAIntegrer(
            "chiffre/", "Le chiffre de la semaine", "cas/", "Tous les cas", "Un chiffre du guide", chiffres=figures, outil="embed-chiffre",
        )  # fmt: skip


def chiffres(catalog: Catalog, settings: Settings) -> Iterator[ChiffreDeCas]:
    """The first figure of each case that loops of screens may draw."""
    sure = [case for case in catalog.all(EtudeDeCas) if chiffre_sur(case)]
    for place, case in enumerate(sorted(sure, key=lambda case: case.id)):
        slide = cas_chiffre(case, settings)
        address = case.resultats[0].source
        named = next((source.titre for source in case.sources if source.url == address), urlsplit(address).hostname)
        yield ChiffreDeCas(
            f"0.{place}", slide.chiffre, slide.titre, slide.texte, case.adresse, slide.source, typographie(named or address), address,
        )  # fmt: skip


def calendrier(catalog: Catalog) -> BlocAIntegrer:
    """The newest dates of the law, those to come included."""
    lines = (
        LigneDeBloc(
            typographie(date_longue(day)), typographie(text.titre), text.adresse, "" if text.confirme else "à vérifier"
        )
        for day, text in dates(catalog)[:LIGNES]
    )
    return BlocAIntegrer(
        "calendrier/", "Le calendrier du droit", "textes/#calendrier", "Tout le calendrier", lignes=tuple(lines)
    )


def nouvelles(catalog: Catalog) -> BlocAIntegrer:
    """The latest changes of the guide."""
    lines = (
        LigneDeBloc(typographie(date_longue(news.jour)), typographie(news.carte.titre), news.carte.adresse, news.nature)
        for news in nouveautes(catalog, LIGNES)
    )
    return BlocAIntegrer(
        "nouveautes/", "Nouveautés du guide", "nouveautes/", "Toutes les nouveautés", lignes=tuple(lines)
    )


def bloc_de_clause(catalog: Catalog, clause: Clause, settings: Settings) -> BlocAIntegrer:
    """A clause to read and to copy."""
    statut = statut_dit(catalog, clause)
    marks = (
        catalog.term("etapes", clause.etape).libelle,
        f"niveau {catalog.term('niveaux', clause.niveau).libelle.lower()}",
        statut,
    )
    return BlocAIntegrer(
        f"clauses/{clause.id}/", typographie(clause.titre), clause.adresse, "Preuves, risques et fondements", " · ".join(marks),
        typographie(on_one_line(clause.resume)), prose(clause.texte, valeurs_initiales(clause)), typographie(mention(clause, statut, settings)),
    )  # fmt: skip


def bloc_de_segment(catalog: Catalog, famille: Famille) -> BlocAIntegrer:
    """The first clauses of a segment."""
    clauses = catalog.clauses_of(famille)
    first = {
        clause.id: clause
        for clause in (
            *catalog.offertes(famille.deux_clauses),
            *sorted(clauses, key=lambda clause: (-clause.facilite, clause.id)),
        )
    }
    lines = (
        LigneDeBloc("", typographie(clause.titre), clause.adresse, catalog.term("etapes", clause.etape).libelle.lower())
        for clause in tuple(first.values())[:LIGNES]
    )
    return BlocAIntegrer(
        f"familles/{famille.id}/", typographie(famille.titre), famille.adresse, "Tout le segment", pluriel(len(clauses), "clause"),
        typographie(on_one_line(famille.resume)), lignes=tuple(lines),
    )  # fmt: skip
