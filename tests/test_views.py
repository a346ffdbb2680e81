"""What a page shows of the catalogue: both directions of a link, counts, orders, and what is left out."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from small_guide import Changes

from macros.model import Catalog, Clause, EtudeDeCas, Famille, Pair, Recommandation, TexteJuridique
from macros.model.clause import Parametre
from macros.model.records import MinimumLegal, MinimumPourUnAchat
from macros.read.editions import catalog_of
from macros.read.guide import Guide, load_guide
from macros.read.settings import Organisation, Settings
from macros.text import plain
from macros.views.cas.experiences import cas_vue, pair_vue, recommandation_vue
from macros.views.clauses import champ, clause_vue, valeurs_initiales
from macros.views.elements import Carte, LiensDeFiche
from macros.views.familles import famille_vue
from macros.views.minimum import loi_du_minimum, minimum_des_segments
from macros.views.nouvelles import nouveautes
from macros.views.obligations import RegleBreve, obligations, regles_du_segment
from macros.views.textes import concordance, droit_recent, texte_vue

SETTINGS = Settings(site="https://guide.test/")


@pytest.fixture
def catalog(project: Callable[[Changes | None], Path]) -> Callable[[Changes], Catalog]:
    """The catalogue of the smallest guide, changed."""
    return lambda changes: load_guide(project(changes)).catalog


def titles(cards: tuple[Carte, ...]) -> list[str]:
    return [card.titre for card in cards]


def history(day: str) -> list[dict]:
    return [{"version": 1, "date": day, "motif": "Première version."}]


def test_a_legal_text_lists_the_clauses_that_rest_on_it(catalog: Callable[[Changes], Catalog]):
    found = catalog(
        {
            "clauses/autre": {"titre": "Autre"},
            "clauses/ailleurs": {"titre": "Ailleurs", "fondements": [{"texte": "ccp-autre"}]},
            "textes/ccp-autre": {},
        }
    )
    assert titles(texte_vue(found, found.get(TexteJuridique, "ccp-l2112-2"), SETTINGS).clauses) == [
        "Autre",
        "Remettre un bilan",
    ]


@pytest.mark.parametrize(("others", "groups"), [(11, []), (12, [1, 12])])
def test_a_text_that_many_clauses_rest_on_says_which_serve_the_environment(
    catalog: Callable[[Changes], Catalog], others: int, groups: list[int]
):
    changes: Changes = {f"clauses/autre-{number}": {"titre": f"Autre {number}"} for number in range(others)}
    found = catalog({**changes, "clauses/bilan": {"dimensions": ["environnement", "social"]}})
    shown = texte_vue(found, found.get(TexteJuridique, "ccp-l2112-2"), SETTINGS).groupes
    assert [len(group.cartes) for group in shown] == groups
    assert [titles(group.cartes) for group in shown[:1]] == [["Remettre un bilan"]][: len(groups)]


def test_a_case_and_its_clause_name_each_other(catalog: Callable[[Changes], Catalog]):
    found = catalog({"etudes-de-cas/ville-bilan": {"clauses": ["bilan"]}})
    assert titles(clause_vue(found, found.get(Clause, "bilan"), SETTINGS).cas) == ["Un bilan par étude"]
    assert titles(cas_vue(found, found.get(EtudeDeCas, "ville-bilan"), SETTINGS).clauses) == ["Remettre un bilan"]


def test_a_recommendation_its_clause_and_its_case_name_one_another(catalog: Callable[[Changes], Catalog]):
    found = catalog({"recommandations/donner-un-modele": {"clauses": ["bilan"], "cas": ["ville-bilan"]}})
    assert titles(clause_vue(found, found.get(Clause, "bilan"), SETTINGS).recommandations) == ["Donner un modèle"]
    assert titles(cas_vue(found, found.get(EtudeDeCas, "ville-bilan"), SETTINGS).recommandations) == [
        "Donner un modèle"
    ]
    shown = recommandation_vue(found, found.get(Recommandation, "donner-un-modele"), SETTINGS)
    assert (titles(shown.clauses), titles(shown.cas)) == (["Remettre un bilan"], ["Un bilan par étude"])


def test_an_organisation_lists_its_cases_and_its_advice(catalog: Callable[[Changes], Catalog]):
    found = catalog({"etudes-de-cas/ville-bilan": {"pair": "ville"}, "pairs/autre": {}})
    shown = pair_vue(found, found.get(Pair, "ville"), SETTINGS)
    assert (titles(shown.cas), titles(shown.recommandations)) == (["Un bilan par étude"], ["Donner un modèle"])
    other = pair_vue(found, found.get(Pair, "autre"), SETTINGS)
    assert (other.cas, other.recommandations) == ((), ())


@pytest.mark.parametrize(("field", "shown"), [("voir_aussi", "voir_aussi"), ("incompatible", "incompatibles")])
def test_a_link_between_clauses_typed_once_is_shown_on_both_and_typed_twice_is_shown_once(
    catalog: Callable[[Changes], Catalog], field: str, shown: str
):
    found = catalog(
        {
            "clauses/a": {"titre": "A", field: ["bilan"]},
            "clauses/b": {"titre": "B", field: ["a"]},
            "clauses/bilan": {field: ["a"]},
        }
    )
    seen = {record.id: titles(getattr(clause_vue(found, record, SETTINGS), shown)) for record in found.all(Clause)}
    assert {key: sorted(value) for key, value in seen.items()} == {
        "a": ["B", "Remettre un bilan"],
        "b": ["A"],
        "bilan": ["A"],
    }


def test_a_withdrawn_clause_says_what_takes_its_place(catalog: Callable[[Changes], Catalog]):
    found = catalog({"clauses/vieille": {"statut": "retiree"}, "clauses/bilan": {"remplace": ["vieille"]}})
    assert titles(clause_vue(found, found.get(Clause, "vieille"), SETTINGS).remplacantes) == ["Remettre un bilan"]


def test_a_segment_counts_the_clauses_of_its_sub_segments_once_each(catalog: Callable[[Changes], Catalog]):
    found = catalog(
        {
            "familles/conseil": {"parent": "etudes", "ordre": 2},
            "clauses/a": {"familles": ["conseil"]},
            "clauses/b": {"familles": ["conseil", "etudes"]},
        }
    )
    counts = {segment.id: len(found.clauses_of(segment)) for segment in found.segments}
    assert counts == {"etudes": 3, "conseil": 2}
    shown = famille_vue(found, found.get(Famille, "etudes"), SETTINGS)
    assert sum(len(group.cartes) for group in shown.etapes) == 3
    assert [(segment.titre, segment.nombre) for segment in shown.sous_segments] == [("Études", 2)]
    assert [segment.id for segment in found.segments_principaux] == ["etudes"]


@pytest.mark.parametrize("statut", ["brouillon", "retiree"])
def test_drafts_and_withdrawn_clauses_are_nowhere_offered(catalog: Callable[[Changes], Catalog], statut: str):
    found = catalog(
        {
            "clauses/autre": {"titre": "Autre", "statut": statut},
            "clauses/bilan": {"remplace": ["autre"]} if statut == "retiree" else {},
        }
    )
    segment = famille_vue(found, found.get(Famille, "etudes"), SETTINGS)
    assert [title for group in segment.etapes for title in titles(group.cartes)] == ["Remettre un bilan"]
    assert segment.couverture.startswith("1 clause ")
    assert titles(texte_vue(found, found.get(TexteJuridique, "ccp-l2112-2"), SETTINGS).clauses) == ["Remettre un bilan"]
    assert [clause.id for clause in found.clauses_vivantes] == ["bilan"]


def test_a_draft_is_not_offered_by_other_records_either(catalog: Callable[[Changes], Catalog]):
    named = {"clauses": ["brouillonne", "bilan"]}
    found = catalog(
        {
            "clauses/brouillonne": {"titre": "Brouillonne", "statut": "brouillon", "voir_aussi": ["bilan"]},
            "etudes-de-cas/ville-bilan": named,
            "recommandations/donner-un-modele": named,
        }
    )
    assert titles(cas_vue(found, found.get(EtudeDeCas, "ville-bilan"), SETTINGS).clauses) == ["Remettre un bilan"]
    assert titles(recommandation_vue(found, found.get(Recommandation, "donner-un-modele"), SETTINGS).clauses) == [
        "Remettre un bilan"
    ]
    assert clause_vue(found, found.get(Clause, "bilan"), SETTINGS).voir_aussi == ()


def test_a_segment_says_which_stages_have_no_clause(catalog: Callable[[Changes], Catalog]):
    shown = famille_vue(found := catalog({}), found.get(Famille, "etudes"), SETTINGS)
    assert shown.couverture == (
        "1 clause (1 base, 0 avancé, 0 exemplaire). Pas encore de clause pour : définition du besoin, sourçage, spécification technique, candidature, critère d'attribution, condition d'exécution."
    )


def test_clauses_stand_by_stage_then_from_the_simplest(catalog: Callable[[Changes], Catalog]):
    found = catalog({
        "clauses/z": {"titre": "Z", "etape": "besoin"},
        "clauses/y": {"titre": "Y", "niveau": "exemplaire", "facilite": 5},
        "clauses/x": {"titre": "X", "facilite": 5},
    })  # fmt: skip
    shown = famille_vue(found, found.get(Famille, "etudes"), SETTINGS)
    assert [(group.titre, titles(group.cartes)) for group in shown.etapes] == [
        ("Définition du besoin", ["Z"]),
        ("Suivi", ["X", "Remettre un bilan", "Y"]),
    ]


MINIMUM = MinimumLegal(
    critere="noter",
    condition="trajets",
    autres=(MinimumPourUnAchat(achat="Sondage", critere="noter", manque="Une condition."),),
)
ARTICLES = {
    f"textes/ccp-{name}": {
        "reference": f"Article {name.upper()} du code de la commande publique",
        "article": name.upper(),
        "code": "Code de la commande publique",
        "en_vigueur": {"depuis": "2026-08-22"},
    }
    for name in ("l2112-2", "l2112-2-1", "l2152-7")
}
SOCIALE = {
    "contrats": ["marche"],
    "textes": ["ccp-l2112-2-1"],
    "condition": {"montant": 216000, "montant_travaux": 5404000},
}


def with_minimum(found: Catalog) -> tuple[Catalog, Famille]:
    """The catalogue whose studies have their legal minimum: what it names need not be lawful, which the rules check."""
    famille = found.get(Famille, "etudes").model_copy(update={"minimum_legal": MINIMUM})
    return Catalog(
        dict(found.kinds) | {"familles": dict(found.kinds["familles"]) | {"etudes": famille}},
        found.vocabularies,
        found.redaction,
    ), famille


def test_the_legal_minimum_of_a_segment_says_what_it_is_and_what_is_missing(catalog: Callable[[Changes], Catalog]):
    found, studies = with_minimum(
        catalog(
            {
                "clauses/noter": {"titre": "Noter"},
                "clauses/trajets": {"titre": "Trajets"},
                "familles/conseil": {"titre": "Conseil", "ordre": 2},
            }
        )
    )
    first, second = famille_vue(found, studies, SETTINGS).minimum.paires
    assert (first.achat, titles((first.critere, first.condition)), first.sociale, first.complete) == (
        "",
        ["Noter", "Trajets"],
        None,
        True,
    )
    assert (second.achat, second.condition, second.manque, second.complete) == (
        "Sondage",
        None,
        "Une condition.",
        False,
    )
    told = minimum_des_segments(found)
    assert [(segment.segment.mot, segment.complet) for segment in told.segments] == [
        ("Études", True),
        ("Conseil", False),
    ]
    assert (told.complets, [(link.mot, pair.achat) for link, pair in told.manques]) == (1, [("Études", "Sondage")])


def test_a_draft_is_missing_from_the_legal_minimum(catalog: Callable[[Changes], Catalog]):
    found, studies = with_minimum(
        catalog({"clauses/noter": {"statut": "brouillon"}, "clauses/trajets": {"titre": "Trajets"}})
    )
    assert not famille_vue(found, studies, SETTINGS).minimum.complet


def test_what_the_law_asks_follows_the_records_of_its_articles(catalog: Callable[[Changes], Catalog]):
    law = loi_du_minimum(catalog({**ARTICLES, "obligations/sociale": SOCIALE}))
    assert (law.depuis, law.montant, law.montant_travaux) == ("22 août 2026", "216\u202f000", "5\u202f404\u202f000")
    assert [(article.texte.lien.mot, article.texte.etat) for article in (law.critere, law.condition, law.sociale)] == [
        ("L2152-7", "lu au texte"), ("L2112-2", "lu au texte"), ("L2112-2-1", "lu au texte"),
    ]  # fmt: skip
    assert "textes/ccp-l2112-2-1" in law.sociale.texte.lien.adresse


def test_what_the_law_asks_changes_with_its_articles(catalog: Callable[[Changes], Catalog]):
    later = ARTICLES | {
        "textes/ccp-l2152-7": ARTICLES["textes/ccp-l2152-7"]
        | {"en_vigueur": {"depuis": "2027-01-01"}, "verification.etat": "a-verifier"}
    }
    law = loi_du_minimum(catalog({**later, "obligations/sociale": SOCIALE | {"condition": {"montant": 221000}}}))
    assert (law.depuis, law.critere.depuis, law.condition.depuis) == ("", "1er janvier 2027", "22 août 2026")
    assert (law.critere.texte.confirme, law.critere.texte.etat, law.montant, law.montant_travaux) == (
        False,
        "à vérifier",
        "221\u202f000",
        "",
    )


def test_a_guide_without_these_articles_says_nothing_of_them(catalog: Callable[[Changes], Catalog]):
    assert loi_du_minimum(catalog({})) is None


def test_the_concordance_covers_the_seven_articles_of_2006_each_with_what_took_its_place(guide: Guide):
    lines = concordance(guide.catalog)
    assert [line.article for line in lines] == [
        "Article 1er",
        "Article 5",
        "Article 6",
        "Article 14",
        "Article 15",
        "Article 45",
        "Article 53",
    ]
    assert {line.article for line in lines if not line.sujet or not line.textes} == set()
    named = {link.adresse for line in lines for link, _ in line.textes}
    assert all(address.startswith("textes/ccp-") for address in named)


def test_news_go_from_the_newest_to_the_oldest_and_leave_drafts_out(catalog: Callable[[Changes], Catalog]):
    found = catalog({
        "clauses/brouillonne": {"titre": "Brouillonne", "statut": "brouillon", "historique": history("2026-12-01")},
        "clauses/ancienne": {"titre": "Ancienne", "historique": history("2026-01-01")},
        "clauses/bilan": {"version": 2, "historique": [{"version": 2, "date": "2026-11-02", "motif": "Suite."}, {"version": 1, "date": "2026-10-01", "motif": "Début."}]},
        "etudes-de-cas/ville-bilan": {"historique": history("2026-11-02")},
        "glossaire/bilan": {"historique": history("2026-11-03")},
    })  # fmt: skip
    news = nouveautes(found, 10)
    assert [(item.jour.isoformat(), item.carte.titre, item.nature) for item in news] == [
        ("2026-11-03", "Bilan", "mot du glossaire"),
        ("2026-11-02", "Remettre un bilan", "clause"),
        ("2026-11-02", "Un bilan par étude", "cas"),
        ("2026-10-01", "Remettre un bilan", "clause"),
        ("2026-01-01", "Ancienne", "clause"),
    ]
    assert nouveautes(found, 2) == news[:2]


def test_recent_law_goes_from_the_newest_and_leaves_repealed_texts_out(catalog: Callable[[Changes], Catalog]):
    found = catalog({
        "textes/a": {"titre": "A", "en_vigueur": {"depuis": "2026-04-01"}},
        "textes/b": {"titre": "B", "en_vigueur": {"depuis": "2026-08-21"}},
        "textes/c": {"titre": "C", "en_vigueur": {"depuis": "2026-09-01", "jusqu_a": "2026-10-01"}},
    })  # fmt: skip
    assert [(day, card.titre) for day, card in droit_recent(found, 5)] == [
        (date(2026, 8, 21), "B"),
        (date(2026, 4, 1), "A"),
    ]


@pytest.mark.parametrize(
    ("fields", "initial", "bornes"),
    [
        (
            {"type": "nombre", "unite": "heures", "defaut": 7000, "min": 35, "max": 9000},
            "7\u202f000",
            "proposé : 7\u202f000 heures ; entre 35 et 9\u202f000",
        ),
        (
            {"type": "nombre", "unite": "%", "defaut": 10, "source": "CCAG, art. 20"},
            "10",
            "10 % ; source : CCAG, art. 20",
        ),
        (
            {"type": "montant", "unite": "€ par heure", "defaut": 50, "max": 80, "source": "Marché : 50 € par heure"},
            "50",
            "50 € par heure ; au plus 80 ; source : Marché",
        ),
        ({"type": "nombre", "min": 5}, "nombre d'heures", "proposé : au moins 5"),
        ({"type": "nombre", "min": 5, "max": 9, "unite": "jours"}, "nombre d'heures", "proposé : entre 5 et 9 jours"),
        ({"type": "nombre", "unite": "jours"}, "nombre d'heures", "en jours"),
        ({"type": "nombre", "max": 5, "source": "loi"}, "nombre d'heures", "au plus 5 ; source : loi"),
        ({"type": "texte", "defaut": "enquêtes"}, "enquêtes", ""),
        ({"type": "texte"}, "nombre d'heures", ""),
        ({"type": "choix", "choix": ("a", "b"), "defaut": "a"}, "a", "proposé : a"),
        ({"type": "date"}, "nombre d'heures", ""),
        ({"type": "annee", "defaut": 2029, "max": 2100}, "2029", "proposé : 2029 ; au plus 2100"),
        ({"type": "montant", "unite": "€ par jour", "defaut": 1500}, "1\u202f500", "proposé : 1\u202f500 € par jour"),
    ],
)
def test_a_value_without_a_source_is_only_proposed(fields: dict, initial: str, bornes: str):
    place = champ("heures", Parametre(libelle="Nombre d'heures", **fields))
    assert (place.initial, place.bornes) == (initial, bornes)


def test_a_value_that_follows_others_stands_in_the_text_with_its_first_value(catalog: Callable[[Changes], Catalog]):
    parameters = {
        "montant": {"libelle": "Montant", "type": "montant", "defaut": 100000},
        "cout": {"libelle": "Coût", "type": "nombre", "defaut": "17,5"},
        "heures": {"libelle": "Heures", "type": "nombre", "calcul": "montant * 5 / 100 / cout"},
    }
    found = catalog(
        {"clauses/bilan": {"dispositions.0.texte": "Au moins [[heures]] heures.", "parametres": parameters}}
    )
    assert (
        plain.prose("Au moins [[heures]] heures.", valeurs_initiales(found.get(Clause, "bilan")))
        == "Au moins [285,71] heures."
    )


def test_parameters_come_in_the_order_in_which_the_reader_meets_them(catalog: Callable[[Changes], Catalog]):
    parameters = {name: {"libelle": name, "type": "texte"} for name in ("a", "b", "c")}
    found = catalog(
        {
            "clauses/bilan": {
                "dispositions.0.texte": "[[c]] puis [[a]] puis [[c]]",
                "variante_simple": "[[b]]",
                "parametres": parameters,
            }
        }
    )
    assert [place.nom for place in clause_vue(found, found.get(Clause, "bilan"), SETTINGS).champs] == ["c", "a", "b"]


def test_what_is_copied_says_which_clause_which_version_where_and_how_sure(catalog: Callable[[Changes], Catalog]):
    found = catalog({})
    assert clause_vue(found, found.get(Clause, "bilan"), SETTINGS).mention == (
        "Clause bilan, version 1 du 1er octobre 2026. https://guide.test/clauses/bilan/ — proposition, à faire relire par vos juristes."
    )


@pytest.mark.parametrize(
    ("text", "state", "sure"),
    [
        ({}, "lu au texte le 1er septembre 2026", True),
        ({"verification": {"etat": "a-verifier", "date": "2026-09-01"}}, "à vérifier", False),
        ({"en_vigueur": {"jusqu_a": "2026-03-31"}}, "abrogé le 31 mars 2026", False),
    ],
)
def test_a_clause_says_how_sure_each_of_its_texts_is(
    catalog: Callable[[Changes], Catalog], text: dict, state: str, sure: bool
):
    found = catalog({"textes/autre": text, "clauses/bilan": {"fondements.1": {"texte": "autre"}}})
    shown = clause_vue(found, found.get(Clause, "bilan"), SETTINGS)
    assert (shown.fondements[1].etat, shown.fondements[1].confirme, bool(shown.fragiles)) == (state, sure, not sure)


def test_a_fault_is_reported_on_the_site_and_a_file_is_edited_on_the_forge(catalog: Callable[[Changes], Catalog]):
    found = catalog({})

    def links(**where: str) -> LiensDeFiche:
        return clause_vue(
            found, found.get(Clause, "bilan"), Settings(site="https://guide.test/", organisation=Organisation(**where))
        ).liens

    report = "contribuer/proposer/?fiche=correction&page=clauses/bilan/"
    gitlab = links(forge="gitlab", depot="https://gitlab.region.fr/guide", branche="principale")
    edit = "https://gitlab.region.fr/guide/-/edit/principale/data/clauses/bilan.yml"
    assert gitlab == LiensDeFiche(report, edit)
    assert links() == LiensDeFiche(report, "")


def test_the_public_catalogue_holds_no_internal_record_and_its_date_tells_nothing_of_them(
    catalog: Callable[[Changes], Catalog],
):
    whole = catalog(
        {
            "clauses/cachee": {"diffusion": "interne", "historique": history("2027-05-01")},
            "pairs/cachee": {"diffusion": "interne"},
        }
    )
    public = catalog_of("publique", whole)
    assert {record.id for record in whole} - {record.id for record in public} == {"cachee"}
    assert (whole.date, public.date) == (date(2027, 5, 1), date(2026, 10, 1))
    assert len(catalog_of("interne", whole).all(Clause)) == 2


def test_a_duty_says_when_it_applies(catalog: Callable[[Changes], Catalog]):
    condition = {"montant": 90000, "montant_travaux": 1000000, "depuis": "2026-08-21"}
    found = catalog(
        {
            "obligations/part-sociale": {
                "condition": condition,
                "acheteurs": ["etat", "region", "departement", "commune"],
                "contrats": ["marche", "concession"],
            },
            "obligations/toujours": {"condition": {}},
            "familles/conseil": {"parent": "etudes"},
        }
    )
    first, second = obligations(found)
    assert (
        first.quand
        == "à partir de 90\u202f000 € HT ; 1\u202f000\u202f000 € HT pour des travaux ; à compter du 21 août 2026"
    )
    assert (first.pour_qui, first.contrats) == ("État, collectivités et leurs groupements", "marchés et concessions")
    assert (second.quand, second.pour_qui, second.contrats) == ("toujours", "tous les acheteurs", "marchés")


def test_a_segment_says_its_own_rules_then_the_newest_of_every_purchase(catalog: Callable[[Changes], Catalog]):
    common = {
        f"obligations/commune-{year}": {"familles": ["tous-achats"], "condition": {"depuis": f"{year}-01-01"}}
        for year in range(2020, 2026)
    }
    found = catalog(
        {
            "familles/tous-achats": {},
            "familles/conseil": {"parent": "etudes"},
            "textes/doute": {"verification.etat": "a-verifier"},
            "obligations/conseil-doute": {
                "familles": ["conseil"],
                "textes": ["ccp-l2112-2", "doute"],
                "condition": {"depuis": "2026-01-01"},
            },
            **common,
        }
    )
    etudes, conseil, every = (
        regles_du_segment(found, found.get(Famille, name)) for name in ("etudes", "conseil", "tous-achats")
    )
    assert [(rule.lien.adresse, rule.a_verifier) for rule in etudes.propres] == [
        ("obligations/#conseil-doute", True),
        ("obligations/#part-sociale", False),
    ]
    assert [rule.quand for rule in conseil.propres] == ["à compter du 1er janvier 2026"]
    assert [rule.lien.adresse.removeprefix("obligations/#") for rule in etudes.communes] == [
        f"commune-{year}" for year in range(2025, 2021, -1)
    ]
    assert (etudes.filtre, conseil.filtre) == ("etudes", "etudes")
    assert (len(every.propres), every.communes, every.filtre) == (6, (), "")


def test_the_rules_of_the_state_alone_come_last_and_those_of_concessions_after_contracts(
    catalog: Callable[[Changes], Catalog],
):
    found = catalog(
        {
            "familles/tous-achats": {},
            "familles/conseil": {},
            "obligations/a-etat": {"acheteurs": ["etat"], "condition": {"depuis": "2026-10-01"}},
            "obligations/b-concession": {"contrats": ["concession"], "condition": {"depuis": "2026-09-01"}},
            "obligations/c-deux": {"acheteurs": ["etat", "region"], "condition": {"depuis": "2026-08-01"}},
            "obligations/d-venue-d-ailleurs": {
                "familles": ["conseil", "etudes"],
                "condition": {"depuis": "2026-11-01"},
            },
            "obligations/e-toutes-concessions": {"familles": ["tous-achats"], "contrats": ["concession"]},
        }
    )
    rules = regles_du_segment(found, found.get(Famille, "etudes"))

    def ids(breves: tuple[RegleBreve, ...]) -> list[str]:
        return [rule.lien.adresse.partition("#")[2] for rule in breves]

    assert ids(rules.propres) == ["c-deux", "part-sociale", "b-concession", "d-venue-d-ailleurs"]
    assert (ids(rules.communes), ids(rules.etat)) == ([], ["a-etat"])
    assert [rule.obligation.id for rule in obligations(found) if "etudes" in rule.obligation.familles] == [
        "d-venue-d-ailleurs",
        "c-deux",
        "part-sociale",
        "b-concession",
        "a-etat",
    ]
