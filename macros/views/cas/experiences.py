"""Cases, recommendations and organisations."""

from dataclasses import dataclass

from ...model import Catalog, EtudeDeCas, Famille, Pair, Recommandation
from ...model.records import TermeDeListe
from ...read.settings import Settings
from ..elements import Carte, Groupe, Lien, LiensDeFiche, cartes, lien, liens_de_fiche


@dataclass(frozen=True)
class CasVue:
    """A case, with what it bears on."""

    cas: EtudeDeCas
    faits: tuple[tuple[str, str], ...]
    segments: tuple[Lien, ...]
    nature: TermeDeListe
    confiance: TermeDeListe
    organisation: Lien | None
    clauses: tuple[Carte, ...]
    recommandations: tuple[Carte, ...]
    liens: LiensDeFiche


@dataclass(frozen=True)
class RecommandationVue:
    """A recommendation, with whom it comes from."""

    recommandation: Recommandation
    theme: str
    de: tuple[Lien, ...]
    publics: str
    etapes: str
    cas: tuple[Carte, ...]
    clauses: tuple[Carte, ...]
    liens: LiensDeFiche


@dataclass(frozen=True)
class PairVue:
    """An organisation, with its cases and its advice."""

    pair: Pair
    type_acheteur: str
    cas: tuple[Carte, ...]
    recommandations: tuple[Carte, ...]
    liens: LiensDeFiche


def cas_vue(catalog: Catalog, cas: EtudeDeCas, settings: Settings) -> CasVue:
    facts = (
        ("Acheteur", cas.acheteur),
        ("Lieu", f"{cas.lieu}, {cas.pays}"),
        ("Année", cas.annee or "non précisée"),
        ("Type d'acheteur", catalog.term("types-acheteurs", cas.type_acheteur).libelle),
        ("Taille", catalog.term("tailles", cas.taille).libelle),
        ("Étapes", ", ".join(catalog.term("etapes", name).libelle.lower() for name in cas.etapes)),
        ("Dimensions", ", ".join(catalog.term("dimensions", name).libelle.lower() for name in cas.dimensions)),
    )
    return CasVue(
        cas=cas,
        faits=facts,
        segments=tuple(lien(catalog.get(Famille, name)) for name in cas.familles),
        nature=catalog.term("natures-cas", cas.nature),
        confiance=catalog.term("confiances", cas.confiance),
        organisation=lien(catalog.get(Pair, cas.pair)) if cas.pair else None,
        clauses=cartes(catalog, catalog.offertes(cas.clauses)),
        recommandations=cartes(catalog, catalog.citing(cas, Recommandation, "cas")),
        liens=liens_de_fiche(catalog, cas, settings),
    )


def recommandation_vue(catalog: Catalog, recommandation: Recommandation, settings: Settings) -> RecommandationVue:
    return RecommandationVue(
        recommandation=recommandation,
        theme=catalog.term("themes", recommandation.theme).libelle,
        de=tuple(lien(catalog.get(Pair, name)) for name in recommandation.de),
        publics=", ".join(catalog.term("publics", name).libelle.lower() for name in recommandation.publics),
        etapes=", ".join(catalog.term("etapes", name).libelle.lower() for name in recommandation.etapes),
        cas=cartes(catalog, (catalog.get(EtudeDeCas, name) for name in recommandation.cas)),
        clauses=cartes(catalog, catalog.offertes(recommandation.clauses)),
        liens=liens_de_fiche(catalog, recommandation, settings),
    )


def pair_vue(catalog: Catalog, pair: Pair, settings: Settings) -> PairVue:
    return PairVue(
        pair=pair,
        type_acheteur=catalog.term("types-acheteurs", pair.type_acheteur).libelle,
        cas=cartes(catalog, catalog.citing(pair, EtudeDeCas, "pair")),
        recommandations=cartes(catalog, catalog.citing(pair, Recommandation, "de")),
        liens=liens_de_fiche(catalog, pair, settings),
    )


def recommandations_par_theme(catalog: Catalog) -> tuple[Groupe, ...]:
    records = catalog.all(Recommandation)
    groups = ((theme, [record for record in records if record.theme == theme.id]) for theme in catalog.terms("themes"))
    return tuple(Groupe(theme.libelle, cartes(catalog, own)) for theme, own in groups if own)
