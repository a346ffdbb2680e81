"""Blocks that other sites show in a frame: a clause, a segment, the search box, the calendar of the law, the latest changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Catalog, Clause, Famille
from ..read.settings import Settings
from ..search.documents import on_one_line
from ..text.dates import date_longue
from ..text.plain import prose
from ..text.typographie import typographie
from .clauses import mention, valeurs_initiales
from .elements import pluriel
from .nouvelles import nouveautes
from .relectures import statut_dit
from .textes import dates

LIGNES = 8
"""A block is read beside something else: the rest is in the guide."""


@dataclass(frozen=True)
class Integration:
    """A block in the page that offers them: `cadre` and `lien` are what is pasted, the frame and the plain link below it. No word of a record is in them."""

    nom: str
    libelle: str
    chemin: str
    cadre: str
    lien: str


def integrations(catalog: Catalog, settings: Settings) -> tuple[Integration, ...]:
    """The blocks to choose among: a clause and a segment stand for all of them."""
    clause = max(
        catalog.clauses_vivantes, key=lambda clause: (clause.facilite + clause.impact, clause.id), default=None
    )
    famille = catalog.segments[0] if catalog.segments else None
    offered = [
        ("recherche", "La recherche", f"{settings.guide} : chercher", "recherche/", "recherche/", 230),
        ("nouveautes", "Les nouveautés", f"{settings.guide} : nouveautés", "nouveautes/", "nouveautes/", 640),
        (
            "calendrier",
            "Le calendrier du droit",
            f"{settings.guide} : calendrier du droit",
            "calendrier/",
            "textes/",
            780,
        ),
        *(
            (("clause", "Une clause", f"{settings.guide} : une clause", clause.adresse, clause.adresse, 560),)
            if clause
            else ()
        ),
        *(
            (
                (
                    "segment",
                    "Un segment d'achat",
                    f"{settings.guide} : un segment",
                    famille.adresse,
                    famille.adresse,
                    640,
                ),
            )
            if famille
            else ()
        ),
    ]
    return tuple(
        Integration(
            name, label, path,
            f'<iframe src="{settings.site}embed/{path}" title="{title}" width="100%" height="{height}" style="border:0" loading="lazy" data-guide></iframe>',
            f'<p><a href="{settings.site}{page}">{title}</a></p>',
        )
        for name, label, title, path, page, height in offered
    )  # fmt: skip


@dataclass(frozen=True)
class LigneDeBloc:
    """An item of a block. `adresse` counts from the site's root."""

    avant: str
    mot: str
    adresse: str
    apres: str = ""


@dataclass(frozen=True)
class BlocAIntegrer:
    """What a block says. `chemin` is where it stands below embed/, `adresse` the page of the guide that says it whole."""

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


def blocs_a_integrer(catalog: Catalog, settings: Settings) -> Iterator[BlocAIntegrer]:
    """Every block of the edition."""
    yield BlocAIntegrer("recherche/", "Chercher dans le guide", "recherche/", "Ouvrir la recherche", recherche=True)
    yield calendrier(catalog)
    yield nouvelles(catalog)
    for clause in catalog.clauses_vivantes:
        yield _clause(catalog, clause, settings)
    for famille in catalog.segments:
        yield _famille(catalog, famille)


def calendrier(catalog: Catalog) -> BlocAIntegrer:
    """The newest dates of the law, those to come included."""
    lines = (
        LigneDeBloc(date_longue(day), typographie(text.titre), text.adresse, "" if text.confirme else "à vérifier")
        for day, text in dates(catalog)[:LIGNES]
    )
    return BlocAIntegrer(
        "calendrier/", "Le calendrier du droit", "textes/#calendrier", "Tout le calendrier", lignes=tuple(lines)
    )


def nouvelles(catalog: Catalog) -> BlocAIntegrer:
    """The latest changes of the guide."""
    lines = (
        LigneDeBloc(date_longue(news.jour), typographie(news.carte.titre), news.carte.adresse, news.nature)
        for news in nouveautes(catalog, LIGNES)
    )
    return BlocAIntegrer(
        "nouveautes/", "Nouveautés du guide", "nouveautes/", "Toutes les nouveautés", lignes=tuple(lines)
    )


def _clause(catalog: Catalog, clause: Clause, settings: Settings) -> BlocAIntegrer:
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


def _famille(catalog: Catalog, famille: Famille) -> BlocAIntegrer:
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
