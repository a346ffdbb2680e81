"""The blocks that other sites may show, with what is pasted for each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import escape

from ..model import Catalog
from ..read.settings import Settings
from ..text.typographie import typographie
from .achat import acheteurs
from .cadre import cadre
from .embed import BlocAIntegrer, bloc_de_clause, bloc_de_segment, blocs_communs

EXEMPLE = {"acheteur": "region", "montant": "85000"}
"""The purchase that is shown at first: of the first segment."""


@dataclass(frozen=True)
class ChampDAchat:
    """A question about the purchase. Without `choix`, (value, words), it is typed."""

    nom: str
    libelle: str
    valeur: str
    choix: tuple[tuple[str, str], ...] = ()


MorceauDeCode = tuple[str, str]
"""A piece of what is pasted: ("", text), or (name, text) for what changes with the reader's choice."""


@dataclass(frozen=True)
class Integration:
    """A block in the page that offers them. `code` is what is pasted: a frame and the plain link below it. No word of a record is in it."""

    nom: str
    libelle: str
    usage: str
    chemin: str
    code: tuple[MorceauDeCode, ...]
    champs: tuple[ChampDAchat, ...] = ()


def integrations(catalog: Catalog, settings: Settings) -> tuple[Integration, ...]:
    """The blocks to choose among, those that the guide has: a clause and a segment stand for all of them."""
    clause = max(
        catalog.clauses_vivantes, key=lambda clause: (clause.facilite + clause.impact, clause.id), default=None
    )
    famille = catalog.segments[0] if catalog.segments else None
    offered = (
        ("recherche", "La recherche", "chercher", "recherche/", "Une case pour chercher, sans quitter l’intranet."),
        ("regles", "Les règles de mon achat", "quelles règles pour mon achat", "regles/", "Ce qu’il faut écrire et comment publier, avec les articles, pour un achat que vous choisissez."),
        ("chiffre", "Le chiffre de la semaine", "le chiffre de la semaine", "chiffre/", "Un résultat obtenu par un acheteur public, avec sa source et sa date ; un autre chaque lundi, le même chez tous."),
        ("nouveautes", "Les nouveautés", "nouveautés", "nouveautes/", "Ce qui vient d’entrer dans le guide."),
        ("calendrier", "Le calendrier du droit", "calendrier du droit", "calendrier/", "Les dernières dates du droit de l’achat, et celles qui viennent."),
        ("clause", "Une clause", "une clause", clause.adresse if clause else "", "Une clause à lire et à copier : celle dont vous collez l’adresse."),
        ("segment", "Un segment d’achat", "un segment", famille.adresse if famille else "", "Les clauses d’un segment : celui dont vous collez l’adresse."),
    )  # fmt: skip
    shown = [*blocs_communs(catalog, settings)]
    shown += [bloc_de_clause(catalog, clause, settings)] if clause else []
    shown += [bloc_de_segment(catalog, famille)] if famille else []
    known = {bloc.chemin: bloc for bloc in shown}
    return tuple(
        _integration(catalog, settings, name, label, title, known[path], usage)
        for name, label, title, path, usage in offered
        if path in known
    )


def _integration(
    catalog: Catalog, settings: Settings, name: str, label: str, title: str, bloc: BlocAIntegrer, usage: str
) -> Integration:
    asked = _champs(catalog) if name == "regles" else ()
    query = f"?{urlencode([(champ.nom, champ.valeur) for champ in asked if champ.valeur])}" if asked else ""
    words = str(escape(f"{settings.guide} : {title}"))
    return Integration(name, label, usage, bloc.chemin + query, tuple(_code(settings.site, bloc, query, words)), asked)


def _code(site: str, bloc: BlocAIntegrer, query: str, title: str) -> Iterator[MorceauDeCode]:
    """The frame tells its page's name to the block, which tells its height to that page alone: so the code asks, whatever the policy of the page."""
    frame = cadre(bloc)
    yield "", '<div style="container-type:inline-size"><iframe src="'
    yield "adresse", str(escape(f"{site}embed/{bloc.chemin}{query}"))
    yield "", f'" title="{title}" width="100%" height="'
    yield "hauteur", str(frame.hauteur)
    yield "", '" style="border:0;height:'
    yield "regle", frame.regle
    yield "", '" loading="lazy" referrerpolicy="strict-origin" data-guide></iframe></div>\n<p><a href="'
    yield "lien", str(escape(site + bloc.adresse.partition("#")[0] + query))
    yield "", f'">{title}</a></p>'


def _champs(catalog: Catalog) -> tuple[ChampDAchat, ...]:
    """What tells one purchase from another; the page of the rules asks more."""
    buyers = tuple(acheteurs(catalog).items())
    segments = tuple(
        (famille.id, f"{'– ' if famille is not segment else ''}{typographie(famille.titre)}")
        for segment in catalog.segments_principaux
        for famille in (segment, *catalog.sub_segments(segment))
    )
    return (
        ChampDAchat("acheteur", "Mon organisation", EXEMPLE["acheteur"] if EXEMPLE["acheteur"] in dict(buyers) else "", buyers),
        ChampDAchat("famille", "Ce que j’achète", segments[0][0] if segments else "", segments),
        ChampDAchat("montant", "Montant HT", EXEMPLE["montant"]),
    )  # fmt: skip


def cadres(blocs: Iterable[BlocAIntegrer]) -> dict[str, tuple[int, str]]:
    """Block -> its height and the rule that it follows: what the page needs once the reader has chosen another one."""
    return {bloc.chemin: (frame.hauteur, frame.regle) for bloc in blocs for frame in (cadre(bloc),)}
