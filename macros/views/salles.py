"""Rooms of inspiration: a theme as posters, one a sheet of paper."""

from dataclasses import dataclass

from ..model import Catalog, Clause, EtudeDeCas, Salle, TexteJuridique
from ..read.settings import Settings
from .elements import Lien, LiensDeFiche, lien, liens_de_fiche
from .relectures import statut_dit
from .textes import TexteDit, texte_dit


@dataclass(frozen=True)
class Affiche:
    """One poster. `sorte` says what it is; `chiffre` is a measured result, with what it counts; `adresse` is printed."""

    sorte: str
    lien: Lien
    resume: str
    chiffre: str
    unite: str
    textes: tuple[tuple[str, str], ...]
    """(what it is, the text) of each part."""
    mention: str
    adresse: str


@dataclass(frozen=True)
class TexteAffiche:
    """A legal text on the poster of the law."""

    dit: TexteDit
    resume: str


@dataclass(frozen=True)
class SalleVue:
    """The page of a theme."""

    salle: Salle
    affiches: tuple[Affiche, ...]
    textes: tuple[TexteAffiche, ...]
    nombre: int
    """Sheets to print."""
    liens: LiensDeFiche


def salles(catalog: Catalog) -> tuple[Salle, ...]:
    """Every theme, in its order."""
    return tuple(sorted(catalog.all(Salle), key=lambda salle: (salle.ordre, salle.id)))


def salle_vue(catalog: Catalog, salle: Salle, settings: Settings) -> SalleVue:
    posters = (
        *(_clause(catalog, clause, settings) for clause in catalog.offertes(salle.clauses)),
        *(_cas(catalog, catalog.get(EtudeDeCas, name), settings) for name in salle.cas),
    )
    texts = tuple(
        TexteAffiche(texte_dit(catalog, text), text.resume)
        for text in (catalog.get(TexteJuridique, name) for name in salle.textes)
    )
    return SalleVue(salle, posters, texts, len(posters) + 3 + bool(texts), liens_de_fiche(catalog, salle, settings))


def _clause(catalog: Catalog, clause: Clause, settings: Settings) -> Affiche:
    return Affiche(
        sorte="Une clause à prendre",
        lien=lien(clause),
        resume=clause.resume,
        chiffre="",
        unite="",
        textes=(("Pourquoi", clause.pourquoi), ("La question à poser", clause.publics.elus)),
        mention=f"{catalog.term('etapes', clause.etape).libelle} ; {statut_dit(catalog, clause)}",
        adresse=settings.site + clause.adresse,
    )


def _cas(catalog: Catalog, cas: EtudeDeCas, settings: Settings) -> Affiche:
    first = cas.resultats[0] if cas.resultats else None
    troubles = (("Ce qui a été difficile", cas.difficultes),) if cas.difficultes else ()
    return Affiche(
        sorte=catalog.term("natures-cas", cas.nature).libelle,
        lien=lien(cas),
        resume=cas.resume,
        chiffre=first.valeur if first else "",
        unite=first.unite if first else "",
        textes=(*troubles, ("La leçon", cas.lecon)),
        mention=f"Source : {cas.sources[0].titre} ; confiance {catalog.term('confiances', cas.confiance).libelle.lower()}",
        adresse=settings.site + cas.adresse,
    )
