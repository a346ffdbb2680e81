"""Each rule on the writing, broken in one place of the smallest valid guide; what it lets pass; and that it stays cheap."""

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType

import pytest
from small_guide import Changes, complaints
from test_rules import (
    CASE,
    CLAUSE,
    DRAFTING,
    NO_EXCEPTION,
    PAGE,
    RULES,
    SEGMENT,
    TERM,
    WEIGHTS,
    Mutation,
    critere,
    page,
    texte,
)

from macros import checks
from macros.checks.doublons import clause_en_double
from macros.checks.lisibilite import _syllables
from macros.model import Catalog, Clause
from macros.read.guide import Guide, load_guide

LIMITS = """\
ponderation: {min: 2, max: 60}
lisibilite: {phrase_max: 12, aisance_min: 50}
doublons: {mots: 4, part_max: 40}
regles: [{id: mot-vague, titre: Mot vague, explication: Écrire un nombre., motifs: [dûment]}]
"""
DEMAND = "Le titulaire remet chaque trimestre un tableau des heures faites, par personne et par métier, avec la paie et le contrat de travail ; l'acheteur tire deux lignes au sort et demande les pièces."
OTHER = "Avant la visite, chaque candidat reçoit le plan des lieux, la liste des meubles et leur état ; il répond sous dix jours par un prix ferme, une date de pose et le nom du menuisier qui viendra sur place."
HARD = "Contractualisation systématiquement conditionnée, réglementairement opérationnalisée ; responsabilisation organisationnelle."


def written(text: str) -> Mapping:
    return {CLAUSE: {"pourquoi": text}}


BROKEN = [
    Mutation(
        "mots_a_eviter",
        {RULES: NO_EXCEPTION, CLAUSE: texte("Le titulaire remet, si\npossible, un bilan.")},
        "data/clauses/bilan.yml:11:3: « si possible » (mot vague) : Écrire un nombre.",
    ),
    Mutation(
        "mots_a_eviter",
        {RULES: NO_EXCEPTION, CLAUSE: {"variante_simple": "Il favoriserait le train."}},
        "« favoriserait » (mot vague)",
    ),
    Mutation(
        "mots_a_eviter",
        {RULES: NO_EXCEPTION, CLAUSE: critere(**{"critere.bareme.1.attendu": "Si possible."})},
        "« Si possible » (mot vague)",
    ),
    Mutation(
        "mots_a_eviter",
        {RULES: DRAFTING.replace("EXCEPTED", "bilan")},
        "exception inutile à la règle « Mot vague » : la retirer de data/regles-redaction.yml",
    ),
    Mutation(
        "clause_sans_constat_grave",
        {
            RULES: WEIGHTS,
            CLAUSE: texte("Les critères sont les suivants :\n\n- Prix : 60 %\n- Environnement", piece="RC"),
        },
        "« Environnement » (critère sans poids, grave) : Écrire le poids.",
    ),
    Mutation(
        "clause_en_double",
        {RULES: LIMITS, CLAUSE: texte(DEMAND), "clauses/copie": texte(DEMAND.upper())},
        "data/clauses/copie.yml:9:1: 100 % du texte se lit aussi dans la clause « bilan » (Remettre un bilan) : en faire une seule",
    ),
    Mutation(
        "clause_en_double",
        {RULES: LIMITS, CLAUSE: texte(DEMAND), "clauses/copie": texte(f"{OTHER} {DEMAND}")},
        "100 % du texte se lit aussi dans la clause « bilan »",
    ),
    Mutation(
        "clause_en_double",
        {
            RULES: LIMITS,
            CLAUSE: texte(DEMAND),
            "clauses/copie": {**texte("Rien."), "variante_simple": DEMAND.replace("trimestre", "semestre")},
        },
        " % du texte se lit aussi dans la clause « bilan »",
    ),
    Mutation(
        "phrases_courtes",
        {RULES: LIMITS, **written("Un, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, treize.")},
        "data/clauses/bilan.yml:12:1: phrase de 13 mots, qui commence par « Un deux trois quatre » : la couper (12 mots au plus)",
    ),
    Mutation(
        "phrases_courtes",
        {
            RULES: LIMITS,
            TERM: {"resume": "L'un, l'autre, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, treize."},
        },
        "phrase de 13 mots",
    ),
    Mutation(
        "phrases_courtes",
        {
            RULES: LIMITS,
            CLAUSE: {
                "publics.elus": "Oui. Un, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze [treize](clauses/bilan)."
            },
        },
        "phrase de 13 mots, qui commence par « Un deux trois quatre »",
    ),
    Mutation(
        "lecture_aisee",
        {RULES: LIMITS, CLAUSE: {"pourquoi": HARD, "publics.elus": HARD, "publics.fournisseurs": HARD}},
        "data/clauses/bilan.yml:12:1: textes simples d'aisance ",
    ),
    Mutation(
        "typographie",
        written("Un bilan..."),
        "data/clauses/bilan.yml:12:1: typographie, près de « Un bilan... » : attendu le seul signe « … »",
    ),
    Mutation("typographie", written("Des plans, des photos, etc…"), "attendu « etc. »"),
    Mutation("typographie", written("Un  bilan."), "attendu une seule espace"),
    Mutation("typographie", written("Un   bilan."), "attendu une seule espace"),
    Mutation("typographie", written("Un bilan , puis rien."), "attendu un signe collé au mot qui précède"),
    Mutation("typographie", written("Un bilan ."), "attendu un signe collé au mot qui précède"),
    Mutation("typographie", written("Un bilan; puis rien."), "attendu une espace avant « ; », « ? » ou « ! »"),
    Mutation(
        "typographie",
        {SEGMENT: {"questions": ["Quel bilan?"]}},
        "data/familles/etudes.yml:10:3: typographie, près de « Quel bilan? »",
    ),
    Mutation("typographie", written("Un bilan: voilà."), "attendu une espace avant « : »"),
    Mutation("typographie", written("Le mot «bilan »."), "attendu une espace à l'intérieur des guillemets"),
    Mutation("typographie", written("Le mot « bilan»."), "attendu une espace à l'intérieur des guillemets"),
    Mutation("typographie", written("Un tiers, soit 33%."), "attendu une espace entre le nombre et son unité"),
    Mutation("typographie", written("Il coûte 100€."), "attendu une espace entre le nombre et son unité"),
    Mutation("typographie", written("Un plan,un bilan."), "attendu une espace après la virgule"),
    Mutation("typographie", written("C'est la fin.Le bilan suit."), "attendu une espace après le point"),
    Mutation("typographie", written("Un bilan ( court)."), "attendu une parenthèse collée au mot qu'elle entoure"),
    Mutation("typographie", written("Un bilan (court )."), "attendu une parenthèse collée au mot qu'elle entoure"),
    Mutation("typographie", written("Le bilan de l' année."), "attendu une apostrophe collée au mot qui suit"),
    Mutation("typographie", written('Le mot bilan" seul.'), "attendu les guillemets « et »"),
    Mutation("typographie", written("Le mot “ bilan."), "attendu les guillemets « et »"),
    Mutation("typographie", written("Une manoeuvre."), "attendu la ligature « œ »"),
    Mutation(
        "typographie",
        {CASE: {"titre": "Oeuvrer au bilan"}},
        "data/etudes-de-cas/ville-bilan.yml:1:1: typographie, près de « Oeuvrer au bilan » : attendu la ligature « œ »",
    ),
    Mutation("typographie", written("Un service de l'Etat."), "attendu une capitale accentuée, « É » ou « Ê »"),
    Mutation("typographie", written("Rien. A la fin, un bilan."), "attendu une capitale accentuée, « À »"),
    Mutation(
        "typographie", {CASE: {"resume": "A l'issue du marché, un bilan."}}, "attendu une capitale accentuée, « À »"
    ),
    Mutation("typographie", written("Un plan ça et là."), "attendu « çà et là »"),
    Mutation("typographie", written("Le 2ème bilan."), "attendu « e » après le nombre, par exemple « 2e »"),
    Mutation("typographie", written("Il remet le le bilan."), "mot écrit deux fois"),
    Mutation(
        "typographie",
        {"vocabulaires/ids-retires.yml": "- {id: clauses-vieille, libelle: Vieille..., description: Partie.}\n"},
        "data/vocabulaires/ids-retires.yml:1:25: typographie, près de « Vieille... »",
    ),
    Mutation(
        "typographie_de_page",
        {PAGE: page("Un bilan... Voilà.", render=False)},
        "docs/page.md:8:9: typographie, près de « Un bilan... Voilà. » : attendu le seul signe « … »",
    ),
    Mutation(
        "typographie_de_page",
        {PAGE: page("- Un mot,\n- [un lien](https://exemple.fr/a)!", render=False)},
        "docs/page.md:9:34: typographie, près de ",
    ),
    Mutation(
        "typographie_de_page",
        {PAGE: page('!!! note "A la fin... "\n\n    Un bilan.', render=False)},
        "attendu le seul signe « … »",
    ),
    Mutation(
        "typographie_de_page",
        {PAGE: page("Rien.").replace("title: Page", "title: Page d' accueil")},
        "docs/page.md:1:1: typographie, près de « Page d' accueil »",
    ),
]

FINE: list[Changes] = [
    {RULES: DRAFTING.replace("EXCEPTED", "bilan"), CLAUSE: texte("Il écrit « si possible ».")},
    {
        RULES: NO_EXCEPTION,
        CLAUSE: {
            **texte("Ce qui est possible l'est."),
            "pourquoi": "Si possible.",
            "publics.agents": "Favorisez le train.",
        },
    },
    {RULES: LIMITS, CLAUSE: texte(DEMAND), "clauses/autre": texte(OTHER)},
    {RULES: LIMITS, "clauses/autre": {}},  # too short to be called a copy
    {
        RULES: LIMITS,
        CLAUSE: texte(DEMAND),
        "clauses/ancienne": {**texte(DEMAND), "statut": "retiree"},
        "clauses/nouvelle": {**texte(OTHER), "remplace": ["ancienne"]},
    },
    {CLAUSE: texte(DEMAND), "clauses/copie": texte(DEMAND)},  # no limits, no rule
    {
        RULES: LIMITS,
        **written(
            "Un, deux, trois, quatre, cinq, six, sept. Huit, neuf, dix… Onze ? Douze ! « Treize. » Quatorze, quinze, seize."
        ),
    },
    {RULES: LIMITS, **written("L'un, l'autre, d'où, c'est, qu'on, sous-traitant, huit, neuf, dix, onze, douze.")},
    {
        RULES: LIMITS,
        CASE: {"fait": "Un, deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, treize, quatorze."},
    },
    written(
        "Quoi ? Rien ! « Oui », dit-il : 50 % de 3,5 € à 12:30 ; etc. (fin). Voir https://exemple.fr/a?b;c...d:e, « [sic] »."
    ),
    written("Nous nous en tenons à ce qui se définit en en parlant, et vous vous taisez."),
    written("Un coefficient, une moelle, un poème ; le label Ecolabel ; EcoIndex A, vitamine A la nuit."),
    written("Écrire à a.b@exemple.fr, sur data.gouv.fr ; le fichier .odt, non : jamais."),
    written("Le « cœur » du bilan, à l’automne ; aujourd'hui, l'œuvre."),
    {
        CLAUSE: {
            **texte("Au moins [[coeur]] heures."),
            "parametres": {"coeur": {"libelle": "Heures", "type": "nombre", "unite": "%"}},
        }
    },
    {
        PAGE: page(
            '| a   | b |\n|-----|---|\n| c   | d |\n\n<span class="a  b">mot</span> `x...y` { .bouton data-x="1" }\n\n1.  un\n-   deux',
            render=False,
        )
    },
    {PAGE: page('Un appel : {{ cite_clauses(\'bilan\') }}\n\n```\na..., "b"\n```\n\n=== "Acheteur"\n\n    Du texte.')},
]


RULES_OF_WRITING = {rule.__name__: rule for rule in (*checks.EDITORIAL_CHECKS, *checks.EDITORIAL_PAGE_CHECKS)}


@pytest.mark.parametrize(
    "mutation", BROKEN, ids=[f"{mutation.rule}-{number}" for number, mutation in enumerate(BROKEN)]
)
def test_one_fault_gets_one_complaint_in_plain_french(project: Callable[[Mapping], Path], mutation: Mutation):
    root = project(mutation.changes)
    found = complaints(root, editorial=True)
    assert len(found) == 1, found
    assert mutation.words in found[0]


def test_every_rule_is_broken_at_least_once_and_says_what_it_is():
    assert {mutation.rule for mutation in BROKEN} == RULES_OF_WRITING.keys()
    assert {name for name, rule in RULES_OF_WRITING.items() if not (rule.__doc__ or "").strip()} == set()


@pytest.mark.parametrize("changes", FINE, ids=range(len(FINE)))
def test_what_only_looks_like_a_fault_passes(project: Callable[[Mapping], Path], changes: Changes):
    assert complaints(project(changes), editorial=True) == []


def test_the_build_does_not_judge_the_writing(project: Callable[[Mapping], Path]):
    root = project(written("Un bilan..."))
    assert load_guide(root).catalog.find(Clause, "bilan")
    assert complaints(root, editorial=True)


def test_the_project_is_well_written():
    assert complaints(Path(__file__).parents[2], editorial=True) == []


def test_the_project_has_limits(guide: Guide):
    assert guide.catalog.redaction.lisibilite and guide.catalog.redaction.doublons


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("acheteur", 3),
        ("équipe", 2),
        ("clauses", 1),
        ("création", 3),
        ("réemploi", 3),
        ("demandent", 2),
        ("européen", 4),
        ("durée", 2),
        ("payer", 2),
        ("question", 2),
        ("évaluation", 5),
        ("argent", 2),
        ("naïf", 2),
        ("prix", 1),
        ("co", 1),
    ],
)
def test_syllables_are_those_of_speech(word: str, count: int):
    assert _syllables(word) == count


def test_looking_for_copies_takes_steps_in_proportion_to_the_clauses(guide: Guide):
    originals = guide.catalog.all(Clause)[:20]

    def other_words(clause: Clause, number: int) -> Clause:
        texts = (
            disposition.model_copy(update={"texte": re.sub(r"\w{5,}", rf"\g<0>{number}", disposition.texte)})
            for disposition in clause.dispositions
        )
        return clause.model_copy(update={"id": f"{clause.id}-{number}", "dispositions": tuple(texts)})

    def steps(times: int) -> int:
        """How many runs of words are looked at among so many copies of all clauses, each in its own words."""
        copies = {
            copy.id: copy for number in range(times) for clause in originals for copy in [other_words(clause, number)]
        }
        catalog = Catalog({"clauses": copies}, redaction=guide.catalog.redaction)
        count = 0

        def counted(_frame: FrameType, event: str, _value: object) -> None:
            nonlocal count
            count += event == "call"  # a generator is called again for each thing that it gives

        sys.setprofile(counted)
        try:
            list(clause_en_double(catalog))
        finally:
            sys.setprofile(None)
        return count

    assert steps(32) < 3 * steps(16)  # 2 in proportion, 4 as the square
