"""Each rule on the smallest valid guide, broken in one place: what it says, where, and what it lets pass."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from small_guide import CPV, HOME, NOTE, REMOVE, Changes, complaints

from macros import checks
from macros.read.load import load
from macros.read.pages import load_pages

CLAUSE, CASE, TEXT, SEGMENT, TERM, RULES = (
    "clauses/bilan",
    "etudes-de-cas/ville-bilan",
    "textes/ccp-l2112-2",
    "familles/etudes",
    "glossaire/bilan",
    "data/regles-redaction.yml",
)
PAGE = "docs/page.md"
TABLE, WORDS, CPV_FILE = "vocabulaires/cpv-segments.yml", "vocabulaires/lexique.yml", "data/cpv-2008.tsv"
CONCORDANCE = "vocabulaires/concordance.yml"
OLD_ARTICLE = '{texte: 2015-899, articles: ["45 (2°)"], aujourdhui: [L2141-2], lecture: lu, source: Ailleurs}'
MODULE = "parcours/relire"
LIEUX: dict[str, Any] = {
    "endroits": [
        {"etape": "besoin", "peut": "Réduire.", "ne_peut_pas": "Obliger."},
        {"etape": "suivi", "peut": "Vérifier.", "ne_peut_pas": "Ajouter."},
    ],
    "demandes": [
        {"libelle": "Durer", "effets": [{"etape": "suivi", "verdict": "sans-effet", "dit": "Trop tard."}]},
    ],
}
CAS = {"libelle": "Une région", "acheteur": "region", "famille": "etudes", "date": "2020-01-01"}
OFFRES = {"objet": "Une étude", "prix": 40000, "sur": 20, "notes": [16, 12], "poids": [40, 60], "ecarts": [5, 10]}
SCREEN = "ecrans/hall"
DUTY = "obligations/part-sociale"
KIT, MEETING = "kits/visite", "rencontres/visite-a-ville"
EVENT = {"titre": "Portes ouvertes", "jour": "2027-03-12", "lieu": "Atelier"}


CADRE = {
    "id": "cadre",
    "titre": "Cadre du bilan",
    "sorte": "cadre-de-reponse",
    "remplie_par": "candidat",
    "colonnes": [
        {"libelle": "Question", "type": "texte"},
        {"libelle": "Heures", "unite": "h", "type": "nombre"},
        {"libelle": "Fait", "type": "oui-non"},
    ],
}
SUIVI = {**CADRE, "id": "suivi", "titre": "Tableau des heures", "sorte": "tableau-de-suivi", "remplie_par": "titulaire"}
MONTANT = {"libelle": "Pénalité", "type": "montant", "unite": "€ par jour", "defaut": 50}
PLAFOND = {"libelle": "Plafond", "type": "nombre", "unite": "% du montant", "defaut": 5}


ACHAT = "data/regles-achat.yml"
ONE_PURCHASE = """\
seuils:
  - {id: europeen, titre: Seuils, periodes: [{du: 2026-01-01, montants: [{montant: 216000}]}]}
lignes:
  - {id: toute, boite: publier, sujet: procedure, dit: Toute, regle: part-sociale, quand: [{contrats: [marche, concession]}]}
  - {id: pub, boite: publier, sujet: publicite, dit: Toute, textes: [ccp-l2112-2], quand: [{sous_le_seuil: europeen}, {des_les_seuils: [europeen]}]}
  - {id: delai, boite: publier, sujet: delai, dit: Tout, textes: [ccp-l2112-2], quand: [{}]}
  - {id: note, boite: garder, sujet: preuve, dit: Note, articles: [{article: L1, lu: 2026-11-28}], quand: [{contrats: [marche]}]}
documents:
  - {titre: Contrat, regles: [part-sociale]}
"""
"""What the law answers to a purchase of the small guide."""
ASSISTANT = "data/assistant.yml"
QUESTIONS = """\
intellectuelles: etudes
verdicts: {acheter: Oui}
questions:
  - {id: besoin, titre: Faut-il ?, aide: Cherchez., sorte: liste, chemin: ordinaire, choix: [{id: faire, libelle: Faire}]}
conseils:
  - {id: seul, question: besoin, reponses: [faire, inconnu], verdict: acheter, dit: Faites, suite: Faites-le.}
calendriers:
  - {procedure: toute, etapes: [{id: lancement, titre: Lancer, jours: 7}]}
"""
"""The assistant of the small guide."""


def critere(
    poids: Mapping[str, Any] | None = None,
    points: tuple[int, ...] = (10, 5, 0),
    notes: tuple[int, ...] = (10, 7, 5, 0),
    **more: Any,
) -> dict[str, Any]:
    """The changes that make the clause an award criterion."""
    return {
        "etape": "critere-attribution",
        "dispositions": [
            {"piece": "RC", "texte": "Le candidat remplit le cadre."},
            {"piece": "CCAP", "texte": "Le titulaire tient ce qu'il a promis."},
        ],
        "critere": {
            "libelle": "Bilan",
            "poids": "poids",
            "juge": "Le détail du bilan.",
            "elements": ["Le cadre rempli."],
            "bareme": [{"points": mark, "attendu": f"Attendu {place}."} for place, mark in enumerate(points)],
            "methode": "Barème.",
        },
        "essais": [
            {"offre": f"Offre {place} (inventée)", "reponses": "Réponse.", "note": note}
            for place, note in enumerate(notes)
        ],
        "annexes": [CADRE],
        "parametres": {
            "poids": {
                "libelle": "Poids",
                "type": "nombre",
                "unite": "points sur 100",
                "defaut": 10,
                "min": 5,
                "max": 20,
                **(poids or {}),
            }
        },
        **more,
    }


def condition(**more: Any) -> dict[str, Any]:
    """The changes that make the clause an execution condition, with a penalty."""
    penalite = {"manquement": "Bilan en retard.", "montant": "montant", "assiette": "jour", "plafond": "plafond"}
    return {
        "etape": "condition-execution",
        "penalites": [penalite],
        "parametres": {"montant": MONTANT, "plafond": PLAFOND},
        **more,
    }


def texte(written: str, piece: str = "CCAP", **more: Any) -> dict[str, Any]:
    """The changes that give the clause this text."""
    return {"dispositions": [{"piece": piece, "texte": written}], **more}


def parametre(**fields: Any) -> dict[str, Any]:
    """The changes that give the clause one parameter, used in its text."""
    return texte(
        "Au moins [[heures]] heures.", parametres={"heures": {"libelle": "Heures", "type": "nombre", **fields}}
    )


def calcul(formule: str, **more: Any) -> dict[str, Any]:
    """The changes that give the clause a value that follows two others."""
    inputs = {name: {"libelle": name, "type": "nombre", "defaut": 4} for name in ("part", "cout")}
    return texte(
        "Au moins [[heures]] heures, [[part]] et [[cout]].",
        parametres={**inputs, "heures": {"libelle": "Heures", "type": "nombre", "calcul": formule}},
        **more,
    )


def annexe(**more: Any) -> dict[str, Any]:
    """The changes that give the clause an annex, named in its text."""
    return texte("Le titulaire remplit l'annexe « Tableau des heures ».", annexes=[{**SUIVI, **more}])


def plancher(**fields: Any) -> dict[str, Any]:
    """The changes that give the clause a parameter with a legal floor of 20."""
    return parametre(**{"min": 20, "defaut": 25, "plancher_legal": {"valeur": 20, "texte": "ccp-l2112-2"}, **fields})


def preuve(**fields: Any) -> dict[str, Any]:
    """The changes that make the clause's proof one that the holder gives during the contract."""
    proof = {
        "preuve": "Le bilan",
        "fournie_par": "titulaire",
        "moment": "execution",
        "controle": "Le lire.",
        "minutes": 15,
        **fields,
    }
    return {"verification": [{key: value for key, value in proof.items() if value is not REMOVE}]}


def figure(valeur: str, unite: str) -> dict[str, Any]:
    """The changes that give the case one measured result."""
    return {"resultats": [{"valeur": valeur, "unite": unite, "source": "https://exemple.fr/bilan"}]}


def minimum(**more: Any) -> Changes:
    """A segment with its legal minimum, and the clauses that it names."""
    return {
        SEGMENT: {
            "minimum_legal": {
                "critere": "critere-vert",
                "condition": "condition-verte",
                "sociale": "condition-sociale",
                **more,
            }
        },
        "clauses/critere-vert": critere(dimensions=["environnement"]),
        "clauses/condition-verte": condition(dimensions=["environnement"]),
        "clauses/condition-sociale": condition(dimensions=["social"]),
    }


def autre(**more: str) -> Changes:
    """The same, with the minimum of another of its purchases."""
    return minimum(autres=[{"achat": "Location", **more}])


def page(body: str, render: bool = True) -> str:
    return f"---\ntitle: Page\ndescription: Une page.\n{'render_macros: true' if render else 'publics: [agents]'}\n---\n# Page\n\n{body}\n"


def version(
    number: int = 1, date: str = "2026-10-01", texte: str = "Le titulaire remet un bilan.", piece: str = "CCAP"
) -> str:
    """The file of a published version of the clause."""
    return f"version: {number}\ndate: {date}\nmotif: Revue.\ntitre: Bilan\nresume: Un bilan.\ntextes:\n  - {{piece: {piece}, texte: {texte}}}\n"


VERSION = "clauses/versions/bilan/{}.yml"
CHANGES = [{"version": number, "date": f"2026-10-0{number}", "motif": "Revue."} for number in (3, 2, 1)]
"""The history of a clause in its third version."""
THIRD = {"version": 3, "historique": CHANGES}


RETIRED = {"statut": "retiree"}
EFFET = {
    "effet": {"mesure": "Bilans lus", "unite": "bilans", "comment": "Compter."},
    "ne_pas_employer_si": ["L'étude dure moins d'un mois."],
}
READING = {
    "date": "2026-10-02",
    "par": "juriste",
    "version": 1,
    "decision": "bon-a-employer",
    "echeance": "2027-10-02",
}
ASKED = {"date": "2026-10-02", "par": "juriste", "version": 1, "decision": "a-corriger"}
REVIEWED = {"statut": "relue", "relecture": [READING]}
DRAFTING = """\
ponderation: {min: 2, max: 60}
regles:
  - id: mot-vague
    titre: Mot vague
    explication: Écrire un nombre.
    motifs: [si possible, favorise*]
    exceptions: [{clause: EXCEPTED, raison: La clause cite le mot.}]
"""
WEIGHTS = """\
ponderation: {min: 2, max: 60}
regles:
  - id: critere-sans-poids
    titre: Critère sans poids
    gravite: grave
    explication: Écrire le poids.
    brouillons: true
    structure: criteres-poids
"""
NO_EXCEPTION = DRAFTING[: DRAFTING.index("    exceptions")]


@dataclass(frozen=True)
class Mutation:
    """The rule that is broken, what breaks it, and the words expected of its one complaint."""

    rule: str
    changes: Changes
    words: str


METHOD = "notations/classique"
SLOPE = {
    "expression": "max(0 ; N × (n − P / Pmin) / (n − 1))",
    "reglages": [{"nom": "n", "libelle": "Zéro", "defaut": 2, "min": "1,1", "max": 5}],
}


def case(**si: Any) -> dict[str, Any]:
    """The changes that give a method with a setting one special case."""
    return {**SLOPE, "cas": [{"feu": "orange", "dit": "Pente douce.", "si": si}]}


BROKEN = [
    Mutation("formule_calculable", {METHOD: {"expression": "N × Pmin / X"}}, "« X » inconnu : attendu N, P, Pmin"),
    Mutation(
        "formule_calculable", {METHOD: {"expression": "N × (Pmin / P"}}, "formule : parenthèse ouverte et jamais fermée"
    ),
    Mutation(
        "formule_calculable",
        {METHOD: {"expression": "N / (Pmin − Pmin)"}},
        "formule : calcul impossible avec ces valeurs",
    ),
    Mutation(
        "formule_calculable", {METHOD: {"reglages": SLOPE["reglages"]}}, "réglage « n » que la formule n'emploie pas"
    ),
    Mutation(
        "reglages_bornes", {METHOD: {**SLOPE, "reglages.0.defaut": 6}}, "attendu trois nombres, avec min ≤ defaut ≤ max"
    ),
    Mutation(
        "reglages_bornes",
        {METHOD: {**SLOPE, "reglages.0.min": "un peu"}},
        "attendu trois nombres, avec min ≤ defaut ≤ max",
    ),
    Mutation("reglages_bornes", {METHOD: case(reglage="k", plus_de=3)}, "« k » n'est pas un réglage de cette formule"),
    Mutation("reglages_bornes", {METHOD: case(reglage="n")}, "attendu « reglage » avec « moins_de » ou « plus_de »"),
    Mutation("reglages_bornes", {METHOD: case(plus_de=3)}, "attendu « reglage » avec « moins_de » ou « plus_de »"),
    Mutation("reglages_bornes", {METHOD: case(reglage="n", plus_de="beaucoup")}, "qui sont des nombres"),
    Mutation("reglages_bornes", {METHOD: case()}, "cas sans condition"),
    Mutation("methode_bien_formee", {METHOD: {"porte_sur": "qualite"}}, "pas pour une note de qualité"),
    Mutation("note_bornee", {METHOD: {"bornee": False}}, "« bornee » : attendu « true »"),
    Mutation(
        "note_bornee",
        {METHOD: {"expression": "N × (2 − P / Pmin)", "avis.feu": "rouge", "avis.textes": ["ccp-l2112-2"]}},
        "« bornee » : attendu « false »",
    ),
    Mutation(
        "methode_bien_formee",
        {
            METHOD: {
                "porte_sur": "ensemble",
                "expression": REMOVE,
                "echelons": [{"points": 5, "attendu": "Bien."}, {"points": 0, "attendu": "Rien."}],
            }
        },
        "« echelons » : pour une note de prix ou de qualité",
    ),
    Mutation(
        "methode_bien_formee",
        {
            METHOD: {
                "porte_sur": "qualite",
                "expression": REMOVE,
                "echelons": [{"points": 0, "attendu": "Rien."}, {"points": 5, "attendu": "Bien."}],
            }
        },
        "décroissantes, sans doublon",
    ),
    Mutation("feu_motive", {METHOD: {"avis.feu": "rouge"}}, "feu rouge sans texte"),
    Mutation("feu_motive", {METHOD: {**case(offres_max=2), "cas.0.feu": "rouge"}}, "feu rouge sans texte"),
    Mutation(
        "feu_suit_le_calcul",
        {METHOD: {"expression": "N × (2 − P / Pmin)"}},
        "feu vert : la formule donne une note négative, attendu « rouge »",
    ),
    Mutation(
        "feu_suit_le_calcul", {METHOD: {"expression": "2 × N × Pmin / P"}}, "la formule dépasse les points du prix"
    ),
    Mutation(
        "feu_suit_le_calcul",
        {METHOD: {"expression": "N × P / Pmax"}},
        "une offre plus chère y reçoit une meilleure note",
    ),
    Mutation(
        "chiffre_du_cas_appuye",
        {CASE: {"resume": "La ville a gagné 12 % en 2024."}},
        "data/etudes-de-cas/ville-bilan.yml:2:1: « 12 % » ne se lit ni dans « resultats » ni dans « fait »",
    ),
    Mutation(
        "chiffre_du_cas_appuye",
        {CASE: {"titre": "Un bilan de 1 300 pages"}},
        "« 1 300 » ne se lit ni dans « resultats » ni dans « fait »",
    ),
    Mutation(
        "chiffre_du_cas_appuye",
        {CASE: {"resume": "Le bilan coûte 2,5 M€.", "fait": "Il tient en 2,5 pages."}},
        "« 2,5 M€ » ne se lit ni",
    ),
    Mutation(
        "chiffre_du_cas_appuye",
        {CASE: {"titre": "Douze % de moins, 40 tonnes", **figure("12", "% de papier en moins, soit 41 tonnes")}},
        "« 40 » ne se lit ni",
    ),
    Mutation(
        "monnaie_du_cas_convertie",
        {CASE: {"fait": "Le marché vaut 1,2 million de couronnes. La ville paie en euros."}},
        "data/etudes-de-cas/ville-bilan.yml:15:1: « million de couronnes » sans valeur en euros : l'ajouter avec l'année du cours",
    ),
    Mutation("monnaie_du_cas_convertie", {CASE: figure("1,2", "M SEK économisés")}, "« SEK » sans valeur en euros"),
    Mutation("monnaie_du_cas_convertie", {CASE: {"lecon": "Le modèle coûte 400 £."}}, "« £ » sans valeur en euros"),
    Mutation(
        "monnaie_du_cas_convertie",
        {CASE: {"difficultes": "Le prix, 6 milliards de livres, a surpris."}},
        "« milliards de livres » sans valeur en euros",
    ),
    Mutation(
        "une_seule_reponse_juste",
        {MODULE: {"quiz.0.reponses.0.juste": False}},
        "0 réponses marquées « juste: true » : attendu une seule",
    ),
    Mutation(
        "une_seule_reponse_juste",
        {MODULE: {"quiz.0.reponses.1.juste": True}},
        "2 réponses marquées « juste: true » : attendu une seule",
    ),
    Mutation("une_seule_reponse_juste", {MODULE: {"quiz.0.reponses.1.texte": "Relire"}}, "deux réponses identiques"),
    Mutation(
        "question_appuyee_sur_une_fiche",
        {MODULE: {"quiz.0.reponses.0.explication": "C'est ainsi."}},
        "aucune explication ne cite une fiche",
    ),
    Mutation("figure_dessinable", {MODULE: {"figure.elements": []}}, "forme « suite » : remplir « elements »"),
    Mutation("figure_dessinable", {MODULE: {"figure.forme": "seuils"}}, "remplir « seuils »"),
    Mutation("figure_dessinable", {MODULE: {"figure.apres": 2}}, "2 : attendu une des 1 parties du module"),
    Mutation(
        "figure_dit_tous_ses_etats",
        {MODULE: {"figure": {"forme": "lieux", "titre": "Où écrire ?", "lieux": LIEUX}}},
        "attendu un effet par endroit, dans leur ordre : besoin, suivi",
    ),
    Mutation(
        "figure_dit_tous_ses_etats",
        {MODULE: {"figure": {"forme": "offres", "titre": "Deux offres", "offres": OFFRES}}},
        "attendu deux notes sur 20, la seconde plus haute que la première",
    ),
    Mutation(
        "figure_dit_tous_ses_etats",
        {ACHAT: ONE_PURCHASE, MODULE: {"figure": {"forme": "seuils", "titre": "Un seuil", "seuils": [CAS]}}},
        "le seuil « europeen » n'est pas connu à cette date : attendu une date de ses périodes",
    ),
    Mutation(
        "figure_dessinable",
        {MODULE: {"figure.forme": "barres", "figure.elements.0.valeur": 3}},
        "« valeur » se remplit pour la forme « barres »",
    ),
    Mutation(
        "module_dit_l_etat_des_textes",
        {MODULE: {"exemple": "Voir [L2112-2, à vérifier](textes/ccp-l2112-2)."}},
        "retirer « à vérifier » de ce lien",
    ),
    Mutation(
        "module_dit_l_etat_des_textes",
        {"textes/doute": {"verification.etat": "a-verifier"}, MODULE: {"exemple": "Voir [L1](textes/doute)."}},
        "à vérifier : le dire dans les mots de ce lien",
    ),
    Mutation(
        "reference_existe",
        {CLAUSE: {"familles": ["etude"]}},
        "data/clauses/bilan.yml:4:3: « etude » n'est pas une fiche de data/familles/ ; vouliez-vous dire « etudes » ?",
    ),
    Mutation(
        "reference_existe",
        {CLAUSE: {"niveau": "avancee"}},
        "data/clauses/bilan.yml:8:1: « avancee » n'est pas un terme de la liste « niveaux » ; vouliez-vous dire « avance » ?",
    ),
    Mutation(
        "reference_existe",
        {CLAUSE: {"verification.0.moment": "jamais"}},
        "data/clauses/bilan.yml:18:3: « jamais » n'est pas un terme de la liste « moments »",
    ),
    Mutation(
        "reference_existe", {CLAUSE: {"voir_aussi": ["absente"]}}, "« absente » n'est pas une fiche de data/clauses/"
    ),
    Mutation(
        "reference_existe",
        {CASE: {"clauses": ["bilans"]}},
        "« bilans » n'est pas une fiche de data/clauses/ ; vouliez-vous dire « bilan » ?",
    ),
    Mutation(
        "reference_existe",
        {TERM: {"textes": ["ccp-l2112-3"]}},
        "« ccp-l2112-3 » n'est pas une fiche de data/textes/ ; vouliez-vous dire « ccp-l2112-2 » ?",
    ),
    Mutation(
        "lien_existe",
        {CLAUSE: {"pourquoi": "Voir [le cas](etudes-de-cas/absent)."}},
        "lien vers une fiche absente « etudes-de-cas/absent »",
    ),
    Mutation(
        "lien_existe",
        {CLAUSE: {"pourquoi": "Voir [ici](etude-de-cas/ville-bilan)."}},
        "lien « etude-de-cas/ville-bilan » refusé : attendu [mot](clauses/<id>), ou une adresse en https:// ou mailto:",
    ),
    Mutation(
        "lien_existe", {CLAUSE: {"publics.elus": "Voir [ici](ftp://exemple.fr)."}}, "lien « ftp://exemple.fr » refusé"
    ),
    Mutation(
        "lien_existe", {CLAUSE: {"publics.elus": "Voir [ici](javascript:alert)."}}, "lien « javascript:alert » refusé"
    ),
    Mutation(
        "lien_existe", {CLAUSE: {"publics.elus": "Voir [ici](data:text/html,x)."}}, "lien « data:text/html,x » refusé"
    ),
    Mutation(
        "lien_existe", {CLAUSE: {"publics.elus": "Voir [ici](/clauses/bilan)."}}, "lien « /clauses/bilan » refusé"
    ),
    Mutation("lien_existe", {CLAUSE: {"publics.elus": "Voir [ici](../../secret)."}}, "lien « ../../secret » refusé"),
    Mutation("lien_existe", {CLAUSE: {"publics.elus": "Voir [ici](javascript:alert(1))."}}, "lien"),
    Mutation("lien_existe", {CLAUSE: {"publics.elus": "Voir [ici](https://exemple.fr/Achat_(public))."}}, "lien"),
    Mutation("lien_existe", {CLAUSE: {"publics.elus": "Voir [ici] (clauses/bilan)."}}, "lien"),
    Mutation(
        "publique_ne_cite_pas_interne",
        {"clauses/cachee": {"diffusion": "interne"}, CLAUSE: {"voir_aussi": ["cachee"]}},
        "data/clauses/bilan.yml:44:3: une fiche publique ne cite pas la fiche interne « cachee »",
    ),
    Mutation(
        "publique_ne_cite_pas_interne",
        {"pairs/cachee": {"diffusion": "interne"}, CLAUSE: {"pourquoi": "Comme [elle](pairs/cachee)."}},
        "une fiche publique ne cite pas la fiche interne « cachee »",
    ),
    Mutation(
        "publique_ne_cite_pas_interne",
        {"textes/cache": {"diffusion": "interne"}, TERM: {"textes": ["cache"]}},
        "une fiche publique ne cite pas la fiche interne « cache »",
    ),
    Mutation(
        "identifiant_retire_non_repris",
        {"vocabulaires/ids-retires.yml": "- {id: clauses-bilan, libelle: Ancien bilan}\n"},
        "data/clauses/bilan.yml:1:1: identifiant « bilan » déjà retiré (data/vocabulaires/ids-retires.yml) : en choisir un autre",
    ),
    Mutation(
        "clause_remplacee_est_retiree",
        {"clauses/vieille": {}, CLAUSE: {"remplace": ["vieille"]}},
        "« vieille » est remplacée mais son statut est « proposition » : passer son statut à « retiree »",
    ),
    Mutation(
        "clause_remplacee_est_retiree",
        {CLAUSE: {"remplace": ["inconnue"]}},
        "« inconnue » n'est ni une clause ni un identifiant retiré",
    ),
    Mutation(
        "deux_clauses_du_segment",
        {"familles/conseil": {"ordre": 2, "deux_clauses": ["bilan"]}},
        "« bilan » n'est pas une clause en cours de ce segment",
    ),
    Mutation(
        "deux_clauses_du_segment",
        {SEGMENT: {"deux_clauses": ["bilan"]}, CLAUSE: {"statut": "brouillon"}},
        "« bilan » n'est pas une clause en cours de ce segment",
    ),
    Mutation(
        "minimum_legal_du_segment",
        minimum(condition="critere-vert"),
        "« critere-vert » n'est pas une condition d'exécution environnementale",
    ),
    Mutation(
        "minimum_legal_du_segment",
        minimum(critere="condition-verte"),
        "« condition-verte » n'est pas un critère d'attribution environnemental",
    ),
    Mutation(
        "minimum_legal_du_segment",
        {**minimum(), "clauses/critere-vert": critere()},
        "« critere-vert » n'est pas un critère d'attribution environnemental",
    ),
    Mutation(
        "minimum_legal_du_segment",
        minimum(sociale="condition-verte"),
        "« condition-verte » n'est pas une condition d'exécution sociale",
    ),
    Mutation(
        "minimum_legal_du_segment", minimum(sociale="bilan"), "« bilan » n'est pas une condition d'exécution sociale"
    ),
    Mutation(
        "minimum_legal_du_segment",
        autre(critere="condition-verte", condition="condition-verte"),
        "« condition-verte » n'est pas un critère d'attribution environnemental",
    ),
    Mutation(
        "minimum_legal_compatible",
        {**minimum(), "clauses/critere-vert": critere(dimensions=["environnement"], incompatible=["condition-verte"])},
        "« critere-vert » et « condition-verte » ne s'emploient pas ensemble",
    ),
    Mutation(
        "minimum_legal_compatible",
        {**minimum(), "clauses/condition-sociale": condition(dimensions=["social"], incompatible=["condition-verte"])},
        "« condition-verte » et « condition-sociale » ne s'emploient pas ensemble",
    ),
    Mutation(
        "minimum_legal_dit_ce_qui_manque",
        autre(critere="critere-vert"),
        "la paire n'est pas complète : ajouter « manque »",
    ),
    Mutation(
        "minimum_legal_dit_ce_qui_manque",
        autre(critere="critere-vert", condition="condition-verte", manque="Rien."),
        "la paire est complète : retirer « manque »",
    ),
    Mutation(
        "minimum_legal_du_segment",
        {
            **minimum(),
            "familles/conseil": {"ordre": 2},
            "clauses/critere-vert": critere(dimensions=["environnement"], familles=["conseil"]),
        },
        "« critere-vert » n'est pas une clause en cours de ce segment",
    ),
    Mutation(
        "minimum_legal_du_segment",
        {**minimum(), "clauses/condition-verte": condition(dimensions=["environnement"], statut="brouillon")},
        "« condition-verte » n'est pas une clause en cours de ce segment",
    ),
    Mutation(
        "clause_retiree_dit_pourquoi",
        {CLAUSE: RETIRED},
        "clause retirée sans raison ni remplaçante : ajouter « retrait »",
    ),
    Mutation(
        "condition_a_une_suite",
        {CLAUSE: {"etape": "condition-execution"}},
        "data/clauses/bilan.yml:5:1: une condition d'exécution dit ce qui suit un manquement : ajouter « penalites » ou « suites »",
    ),
    Mutation(
        "preuve_datee",
        {CLAUSE: preuve()},
        "data/clauses/bilan.yml:16:3: preuve du titulaire sans date : ajouter « echeance »",
    ),
    Mutation(
        "controle_chiffre",
        {CLAUSE: preuve(preuve="Le bilan, chaque mois", minutes=REMOVE)},
        "contrôle sans durée : ajouter « minutes »",
    ),
    Mutation(
        "effet_dit",
        {
            "familles/prestations-intellectuelles": {"ordre": 2},
            SEGMENT: {"parent": "prestations-intellectuelles"},
            CLAUSE: {**EFFET, "ne_pas_employer_si": REMOVE},
        },
        "ajouter « ne_pas_employer_si »",
    ),
    Mutation(
        "effet_dit",
        {
            "familles/prestations-intellectuelles": {"ordre": 2},
            CLAUSE: {**EFFET, "effet": REMOVE, "familles": ["prestations-intellectuelles"]},
        },
        "data/clauses/bilan.yml:4:3: prestations intellectuelles : ajouter « effet »",
    ),
    Mutation(
        "critere_decrit",
        {CLAUSE: {"etape": "critere-attribution"}},
        "data/clauses/bilan.yml:5:1: un critère d'attribution demande « critere » (libelle, poids, juge, elements, bareme, methode)",
    ),
    Mutation(
        "critere_decrit",
        {CLAUSE: critere(etape="suivi")},
        "seul un critère d'attribution se note : retirer « critere », ou changer l'étape",
    ),
    Mutation(
        "critere_ecrit_au_reglement",
        {CLAUSE: critere(**texte("Le candidat remplit le cadre."))},
        "ajouter une disposition « piece: RC »",
    ),
    Mutation(
        "poids_raisonnable",
        {RULES: NO_EXCEPTION, CLAUSE: critere({"min": 1})},
        "pondération hors du raisonnable : attendu entre 2 et 60 points sur 100",
    ),
    Mutation(
        "poids_raisonnable", {RULES: NO_EXCEPTION, CLAUSE: critere({"max": "60,5"})}, "pondération hors du raisonnable"
    ),
    Mutation(
        "poids_raisonnable", {CLAUSE: critere({"unite": "%"})}, "attendu « type: nombre » et « unite: points sur 100 »"
    ),
    Mutation(
        "poids_raisonnable",
        {CLAUSE: critere(**{"parametres.poids.max": REMOVE})},
        "le poids d'un critère a une valeur et des bornes : ajouter max",
    ),
    Mutation(
        "bareme_decroissant",
        {CLAUSE: critere(points=(0, 10))},
        "barème : attendu des points décroissants, sans doublon",
    ),
    Mutation(
        "bareme_decroissant",
        {CLAUSE: critere(points=(10, 10))},
        "barème : attendu des points décroissants, sans doublon",
    ),
    Mutation("quatre_essais", {CLAUSE: critere(essais=REMOVE)}, "0 offre(s) d'essai : en écrire 4 dans « essais »"),
    Mutation("quatre_essais", {CLAUSE: critere(notes=(10, 7, 5))}, "3 offre(s) d'essai : en écrire 4"),
    Mutation("quatre_essais", {CLAUSE: critere(notes=(10, 5, 5, 0))}, "offres d'essai : attendu 4 notes différentes"),
    Mutation(
        "quatre_essais",
        {CLAUSE: critere(notes=(11, 7, 5, 0))},
        "note au-dessus du barème, dont le plus haut échelon vaut 10",
    ),
    Mutation(
        "quatre_essais",
        {CLAUSE: {"essais": [{"offre": "A", "reponses": "B", "note": 1}]}},
        "seul un critère d'attribution a des offres d'essai",
    ),
    Mutation(
        "critere_a_son_cadre",
        {CLAUSE: critere(annexes=REMOVE)},
        "critère sans cadre de réponse : ajouter une annexe « sorte: cadre-de-reponse »",
    ),
    Mutation(
        "critere_a_son_cadre",
        {CLAUSE: critere(**{"annexes.0.remplie_par": "acheteur"})},
        "critère sans cadre de réponse",
    ),
    Mutation(
        "devoir_dans_le_contrat",
        {CLAUSE: texte("Ces engagements deviennent contractuels.", "RC")},
        "« contractuels » dans le seul RC, qui n'engage pas le titulaire : l'écrire dans une disposition CCAP, CCP, CCTP ou AE",
    ),
    Mutation(
        "devoir_dans_le_contrat",
        {CLAUSE: texte("Le candidat s’engage à\nexécuter le plan.", "RC")},
        "« s'engage à exécuter » dans le seul RC",
    ),
    Mutation(
        "devoir_dans_le_contrat",
        {CLAUSE: texte("Le titulaire remet un bilan.", "RC")},
        "« Le titulaire » dans le seul RC",
    ),
    Mutation(
        "devoir_dans_le_contrat",
        {CLAUSE: texte("L'écart ouvre la résiliation.", "RC")},
        "« résiliation » dans le seul RC",
    ),
    Mutation(
        "penalite_hors_du_reglement",
        {CLAUSE: critere(**{"dispositions.0.texte": "Le retard donne une pénalité."})},
        "« pénalité » dans le RC : la décrire dans « penalites »",
    ),
    Mutation(
        "rien_de_fixe_ailleurs",
        {CLAUSE: {"suites": ["Pénalité fixée et plafonnée au CCAP."]}},
        "« fixée et plafonnée au CCAP » ne fixe rien",
    ),
    Mutation(
        "rien_de_fixe_ailleurs",
        {CLAUSE: {"publics.agents": "La somme est prévue au CCP."}},
        "« prévue au CCP » ne fixe rien : écrire la valeur",
    ),
    Mutation(
        "rien_aux_frais_des_evinces",
        {CLAUSE: texte("Le candidat joint un devis signé.", "RC")},
        "« devis signé » coûte à qui perd",
    ),
    Mutation(
        "rien_aux_frais_des_evinces",
        {CLAUSE: critere(**{"critere.elements.0": "Un devis daté et signé du sous-traitant."})},
        "« devis daté et signé » coûte à qui perd : demander un devis daté, une pièce qui existe déjà, ou verser une prime",
    ),
    Mutation(
        "rien_aux_frais_des_evinces",
        {CLAUSE: texte("Il remet un échantillon\nnon indemnisé.", "RC")},
        "« échantillon non indemnisé » coûte à qui perd",
    ),
    Mutation(
        "rien_aux_frais_des_evinces",
        {CLAUSE: {"verification.0.preuve": "Une maquette du stand non rémunérée.", "verification.0.moment": "offre"}},
        "« maquette du stand non rémunérée » coûte à qui perd",
    ),
    Mutation(
        "rien_aux_frais_des_evinces",
        {CLAUSE: texte("L'offre comprend un échantillon gratuit.", "CCTP")},
        "« échantillon gratuit » coûte à qui perd",
    ),
    Mutation(
        "rien_aux_frais_des_evinces",
        {CLAUSE: texte("Le candidat installe le banc à ses frais.", "RC")},
        "« candidat installe le banc à ses frais » coûte à qui perd",
    ),
    Mutation(
        "montant_de_la_penalite",
        {CLAUSE: condition(**{"parametres.montant.type": "nombre"})},
        "« montant » est de type nombre : attendu un paramètre « type: montant »",
    ),
    Mutation(
        "montant_de_la_penalite",
        {CLAUSE: condition(**{"parametres.montant.defaut": REMOVE})},
        "montant d'une pénalité sans valeur : ajouter « defaut »",
    ),
    Mutation(
        "plafond_de_la_penalite",
        {CLAUSE: condition(**{"penalites.0.sans_plafond": "Rare."})},
        "attendu l'un des deux : « plafond », un paramètre, ou « sans_plafond »",
    ),
    Mutation(
        "plafond_de_la_penalite",
        {CLAUSE: condition(**{"penalites.0.plafond": REMOVE, "parametres": {"montant": MONTANT}})},
        "attendu l'un des deux",
    ),
    Mutation(
        "plafond_de_la_penalite",
        {CLAUSE: condition(**{"parametres.plafond.type": "texte"})},
        "« plafond » est de type texte",
    ),
    Mutation(
        "annexe_nommee_existe",
        {CLAUSE: texte("Le titulaire remplit l'annexe « Tableau des heures ».")},
        "l'annexe « Tableau des heures » n'est pas dans « annexes » : l'y ajouter",
    ),
    Mutation(
        "annexe_nommee_existe",
        {CLAUSE: critere(**{"critere.elements.0": "Le cadre de réponse « Cadre du bilan » et la grille « Points »."})},
        "l'annexe « Points » n'est pas dans « annexes »",
    ),
    Mutation(
        "annexe_nommee_existe",
        {CLAUSE: critere(**{"critere.methode": "Voir le tableau annexé « Notes »."})},
        "l'annexe « Notes » n'est pas dans « annexes »",
    ),
    Mutation(
        "annexe_nommee_existe",
        {CLAUSE: {**annexe(), "suites": ["Les annexes « Tableau des heures » et « Autre » sont reprises."]}},
        "l'annexe « Autre » n'est pas dans « annexes »",
    ),
    Mutation(
        "annexe_dans_la_fiche",
        {CLAUSE: texte("Il traite les tâches listées en annexe.")},
        "« annexe » sans annexe dans la fiche : ajouter le tableau à « annexes », le nommer par son titre, entre « »",
    ),
    Mutation(
        "annexe_dans_la_fiche", {CLAUSE: texte("Il remplit la fiche annexée.")}, "« annexée » sans annexe dans la fiche"
    ),
    Mutation(
        "annexe_dans_la_fiche",
        {CLAUSE: texte("Il remplit le cadre de réponse.")},
        "« cadre de réponse » sans annexe dans la fiche",
    ),
    Mutation(
        "annexe_employee",
        {CLAUSE: {"annexes": [SUIVI]}},
        "rien ne nomme cette annexe : écrire l'annexe « Tableau des heures » dans un texte, ou « annexe: suivi » dans une preuve",
    ),
    Mutation("annexe_employee", {CLAUSE: critere(**{"annexes.1": SUIVI})}, "rien ne nomme cette annexe"),
    Mutation(
        "annexe_de_la_preuve",
        {CLAUSE: {"verification.0.annexe": "suivi"}},
        "« suivi » n'est pas une annexe de la clause : la fiche n'a pas d'annexe",
    ),
    Mutation(
        "annexe_de_la_preuve",
        {CLAUSE: {**annexe(), "verification.0.annexe": "cadre"}},
        "« cadre » n'est pas une annexe de la clause : attendu suivi",
    ),
    Mutation(
        "annexe_bien_formee",
        {CLAUSE: {**annexe(), "annexes.1": {**SUIVI, "id": "autre"}}},
        "deux annexes de même « titre » (tableau des heures)",
    ),
    Mutation(
        "annexe_bien_formee",
        {CLAUSE: critere(**{"annexes.1": {**CADRE, "titre": "Autre cadre"}})},
        "deux annexes de même « id » (cadre)",
    ),
    Mutation(
        "annexe_bien_formee",
        {CLAUSE: annexe(colonnes=[{"libelle": "A", "type": "texte"}, {"libelle": "a", "type": "texte"}])},
        "deux colonnes de même libellé (a)",
    ),
    Mutation(
        "annexe_bien_formee",
        {CLAUSE: annexe(colonnes=[{"libelle": "A", "type": "choix"}, {"libelle": "B", "type": "texte"}])},
        "« choix » se remplit pour une colonne de type choix, et pour elle seule",
    ),
    Mutation(
        "annexe_bien_formee", {CLAUSE: annexe(lignes=[["1", "2", "3", "4"]])}, "ligne de 4 cellules pour 3 colonnes"
    ),
    Mutation(
        "annexe_bien_formee",
        {CLAUSE: annexe(calculs=[{"libelle": "Total", "operation": "somme", "colonne": "Jours"}])},
        "« Jours » n'est pas une colonne de cette annexe : attendu « Question » ou « Heures » ou « Fait »",
    ),
    Mutation(
        "annexe_bien_formee",
        {CLAUSE: annexe(calculs=[{"libelle": "Total", "operation": "somme", "colonne": "Question"}])},
        "« Question » ne se calcule pas : attendu une colonne de type nombre ou montant",
    ),
    Mutation(
        "annexe_bien_formee",
        {CLAUSE: annexe(calculs=[{"libelle": "Part", "operation": "part", "colonne": "Question"}])},
        "« part » compte les « oui »",
    ),
    Mutation(
        "annexe_bien_formee",
        {CLAUSE: annexe(calculs=[{"libelle": "Part", "operation": "rapport", "colonne": "Heures"}])},
        "« par » nomme la seconde colonne d'un rapport ou d'un produit",
    ),
    Mutation(
        "parametres_du_texte",
        {CLAUSE: texte("Au moins [[heures]] heures.")},
        "data/clauses/bilan.yml:11:3: [[heures]] n'est pas décrit dans « parametres »",
    ),
    Mutation(
        "parametres_du_texte",
        {CLAUSE: {"variante_simple": "Au moins [[heures]] heures."}},
        "[[heures]] n'est pas décrit dans « parametres »",
    ),
    Mutation(
        "parametres_du_texte",
        {CLAUSE: {"suites": ["Refait sous [[jours]] jours."]}},
        "[[jours]] n'est pas décrit dans « parametres »",
    ),
    Mutation(
        "parametres_du_texte",
        {CLAUSE: critere(**{"critere.bareme.0.attendu": "[[seuil]] heures."})},
        "[[seuil]] n'est pas décrit dans « parametres »",
    ),
    Mutation("parametres_du_texte", {CLAUSE: critere(parametres={})}, "« poids » n'est pas décrit dans « parametres »"),
    Mutation(
        "parametres_du_texte",
        {CLAUSE: condition(parametres={"montant": MONTANT})},
        "« plafond » n'est pas décrit dans « parametres »",
    ),
    Mutation(
        "parametres_du_texte",
        {CLAUSE: {"parametres": {"heures": {"libelle": "Heures", "type": "nombre"}}}},
        "« heures » ne sert dans aucun texte : y écrire [[heures]], le nommer (poids, montant, plafond, calcul), ou le retirer",
    ),
    Mutation(
        "parametres_du_texte",
        {CLAUSE: texte("Au moins [[Heures]] heures.")},
        "crochets doubles mal formés : attendu [[nom]], en minuscules, chiffres et « _ »",
    ),
    Mutation("parametres_du_texte", {CLAUSE: texte("Au moins [[heures heures.")}, "crochets doubles mal formés"),
    Mutation(
        "bornes_des_parametres",
        {CLAUSE: parametre(type="texte", min=5)},
        "« min » et « max » ne bornent pas un paramètre de type texte",
    ),
    Mutation(
        "bornes_des_parametres",
        {CLAUSE: parametre(type="annee", defaut=1989)},
        "« defaut » : attendu une année, de 1990 à 2100",
    ),
    Mutation(
        "bornes_des_parametres", {CLAUSE: parametre(type="annee", defaut="2 029")}, "« defaut » : attendu une année"
    ),
    Mutation(
        "bornes_des_parametres",
        {CLAUSE: parametre(type="montant", defaut="NaN")},
        "« defaut » : attendu un montant en euros",
    ),
    Mutation("bornes_des_parametres", {CLAUSE: parametre(max="Infinity")}, "« max » : attendu un nombre"),
    Mutation("bornes_des_parametres", {CLAUSE: parametre(min="-Infinity")}, "« min » : attendu un nombre"),
    Mutation("bornes_des_parametres", {CLAUSE: parametre(defaut="sNaN")}, "« defaut » : attendu un nombre"),
    Mutation("bornes_des_parametres", {CLAUSE: parametre(max="1e9")}, "« max » : attendu un nombre"),
    Mutation(
        "plancher_legal_tenu",
        {CLAUSE: plancher(min=10)},
        "10 est sous le plancher légal de 20 (CCP, art. L2112-2) : le relever",
    ),
    Mutation(
        "plancher_legal_tenu",
        {CLAUSE: {**plancher(type="texte"), "parametres.heures.min": REMOVE}},
        "« plancher_legal » : attendu un paramètre de type nombre",
    ),
    Mutation(
        "plancher_legal_tenu",
        {CLAUSE: {**plancher(), "parametres.heures.min": REMOVE}},
        "plancher légal sans borne : ajouter « min: 20 » (CCP, art. L2112-2)",
    ),
    Mutation(
        "plancher_legal_tenu",
        {CLAUSE: plancher(plancher_legal={"valeur": "vingt", "texte": "ccp-l2112-2"})},
        "« plancher_legal » : attendu un nombre",
    ),
    Mutation("calculs_justes", {CLAUSE: calcul("part / taux")}, "« taux » n'est pas décrit dans « parametres »"),
    Mutation("calculs_justes", {CLAUSE: calcul("part / (cout - 4)")}, "calcul impossible : division par zéro"),
    Mutation(
        "calculs_justes", {CLAUSE: calcul("part * (cout")}, "calcul impossible : parenthèse ouverte et jamais fermée"
    ),
    Mutation("calculs_justes", {CLAUSE: calcul("part cout")}, "calcul impossible : « cout » inattendu"),
    Mutation("calculs_justes", {CLAUSE: calcul("part +")}, "calcul impossible : formule incomplète"),
    Mutation("calculs_justes", {CLAUSE: calcul("heures + part")}, "ce calcul tourne en rond : il dépend de lui-même"),
    Mutation(
        "calculs_justes",
        {CLAUSE: {**calcul("part + cout"), "parametres.heures.defaut": 3}},
        "une valeur calculée n'a pas de « defaut »",
    ),
    Mutation(
        "calculs_justes",
        {CLAUSE: {**calcul("part + cout"), "parametres.part.type": "texte"}},
        "« part » est de type texte : un calcul ne lit que des nombres",
    ),
    Mutation(
        "calculs_justes",
        {CLAUSE: {**calcul("part + cout"), "parametres.heures.type": "texte"}},
        "« calcul » donne un nombre",
    ),
    Mutation(
        "resume_suit_les_valeurs",
        {
            CLAUSE: {
                **parametre(unite="heures", defaut=12),
                "resume": "Au moins 15 heures de bilan.",
                "historique.0.motif": "12 heures au lieu de 15 heures.",
            }
        },
        "« 15 heures » dans le résumé : aucun paramètre n'a cette valeur ; écrire celle d'aujourd'hui",
    ),
    Mutation(
        "resume_suit_les_valeurs",
        {CLAUSE: {**parametre(unite="%", defaut="12,5"), "resume": "Au moins 12 % de bilan."}},
        "« 12 % » dans le résumé",
    ),
    Mutation(
        "segments_sur_deux_niveaux",
        {"familles/a": {"parent": "b"}, "familles/b": {"parent": "etudes"}},
        "data/familles/a.yml:9:1: « b » est déjà un sous-segment : deux niveaux au plus",
    ),
    Mutation("segments_sur_deux_niveaux", {SEGMENT: {"parent": "etudes"}}, "« etudes » est déjà un sous-segment"),
    Mutation(
        "diapositive_nomme_une_chose",
        {SCREEN: {"choisies.0": {"mot": "bilan", "cas": "ville-bilan"}}},
        "data/ecrans/hall.yml:5:3: une diapositive parle d'une chose : attendu une clé parmi clause, cas, texte, conseil, mot ou evenement",
    ),
    Mutation(
        "diapositive_nomme_une_chose",
        {SCREEN: {"choisies.0": {"phrase": "Seule."}}},
        "une diapositive parle d'une chose",
    ),
    Mutation(
        "diapositive_nomme_une_chose",
        {SCREEN: {"choisies.0": {"cas": "ville-bilan", "resultat": 1}}},
        "résultat 1 absent : ce cas en a 0",
    ),
    Mutation(
        "diapositive_nomme_une_chose",
        {SCREEN: {"choisies.0.resultat": 1}},
        "résultat 1 absent : seul un cas a des résultats",
    ),
    Mutation(
        "diapositive_nomme_une_chose",
        {SCREEN: {"choisies.0": {"evenement": EVENT, "quiz": {"question": "Quand ?", "reponse": "Demain."}}}},
        "un quiz renvoie à une fiche, pas à un événement",
    ),
    Mutation(
        "diapositive_nomme_une_clause_offerte",
        {"clauses/brouillonne": {"statut": "brouillon"}, SCREEN: {"choisies.0": {"clause": "brouillonne"}}},
        "« brouillonne » est un brouillon ou une clause retirée",
    ),
    Mutation(
        "diapositive_courte",
        {TERM: {"resume": "mot " * 45}},
        "attendu 40 au plus ; écrire une « phrase » plus courte, ou choisir une autre fiche",
    ),
    Mutation("boucle_des_visiteurs", {SCREEN: {"public": "visiteurs"}}, "pose au moins une question"),
    Mutation(
        "boucle_des_visiteurs",
        {
            SCREEN: {
                "public": "visiteurs",
                "choisies.0": {"mot": "bilan", "quiz": {"question": "Quoi ?", "reponse": "Un bilan."}},
                "regles": [{"sorte": "clauses", "choix": "hasard", "nombre": 4}],
            }
        },
        "4 clauses sur 5 : attendu un tiers au plus pour des visiteurs",
    ),
    Mutation("kit_a_une_seance", {KIT: {"etapes.1.moment": "apres"}}, "aucune étape de séance"),
    Mutation("kit_a_une_seance", {KIT: {"etapes.0.moment": "apres"}}, "« seance » vient après « apres »"),
    Mutation(
        "fichier_bien_forme", {KIT: {"fichiers.0.id": "deroule"}}, "« deroule » est déjà le nom d'un fichier de ce kit"
    ),
    Mutation(
        "fichier_bien_forme",
        {KIT: {"fichiers.0.rubriques.0.forme": "tableau"}},
        "un tableau demande au moins deux « colonnes »",
    ),
    Mutation(
        "fichier_bien_forme",
        {KIT: {"fichiers.0.rubriques.0.colonnes": ["A", "B"]}},
        "seul un tableau a des « colonnes »",
    ),
    Mutation("fichier_bien_forme", {KIT: {"fichiers.0.rubriques.0.lignes": REMOVE}}, "rubrique vide"),
    Mutation("rencontre_bien_datee", {MEETING: {"jusqu_au": "2026-12-01"}}, "dernier jour avant le premier"),
    Mutation("rencontre_bien_datee", {MEETING: {"fin": "10:00"}}, "heure de fin sans heure de début"),
    Mutation("rencontre_bien_datee", {MEETING: {"debut": "11:00", "fin": "10:00"}}, "finit avant de commencer"),
    Mutation("retour_d_une_version_publiee", {"retours/ville-bilan": {"version": 2}}, "en est à la version 1"),
    Mutation(
        "rencontre_annoncee",
        {MEETING: {"publics": ["fournisseurs"]}},
        "rencontre ouverte aux fournisseurs sans « annonce »",
    ),
    Mutation(
        "boucle_non_vide",
        {SCREEN: {"choisies": REMOVE, "regles": REMOVE}},
        "boucle vide : ajouter « choisies » ou « regles »",
    ),
    Mutation(
        "nom_de_boucle_libre",
        {"ecrans/composer": {"titre": "Autre boucle"}},
        "l'adresse /ecrans/composer/ est celle d'une page du guide",
    ),
    Mutation(
        "adresse_courte_unique",
        {"clauses/cas-ville-bilan": {}},
        "l'adresse courte /c/cas-ville-bilan/ mène déjà à data/clauses/cas-ville-bilan.yml",
    ),
    Mutation(
        "clause_a_une_preuve",
        {CLAUSE: {"verification": REMOVE}},
        "clause sans preuve : ajouter « verification » (preuve, fournie_par, moment, controle)",
    ),
    Mutation("clause_a_une_preuve", {CLAUSE: {"verification": []}}, "clause sans preuve"),
    Mutation(
        "clause_a_un_fondement",
        {CLAUSE: {"fondements": REMOVE}},
        "clause sans fondement juridique : ajouter « fondements »",
    ),
    Mutation(
        "fondement_confirme",
        {TEXT: {"verification.etat": "a-verifier"}},
        "aucun fondement lu et en vigueur : ajouter un texte lu, ou passer la clause en « brouillon »",
    ),
    Mutation(
        "fondement_confirme", {TEXT: {"en_vigueur": {"jusqu_a": "2026-03-31"}}}, "aucun fondement lu et en vigueur"
    ),
    Mutation(
        "bornes_des_parametres",
        {CLAUSE: parametre(type="choix")},
        "« choix » se remplit pour un paramètre de type choix, et pour lui seul",
    ),
    Mutation(
        "bornes_des_parametres",
        {CLAUSE: parametre(choix=["a"])},
        "« choix » se remplit pour un paramètre de type choix",
    ),
    Mutation(
        "bornes_des_parametres",
        {CLAUSE: parametre(type="choix", choix=["a", "b"], defaut="c")},
        "la valeur par défaut doit être l'un des « choix »",
    ),
    Mutation("bornes_des_parametres", {CLAUSE: parametre(min=10, defaut=5)}, "attendu min ≤ defaut ≤ max"),
    Mutation("bornes_des_parametres", {CLAUSE: parametre(min="0,5", max="0,25")}, "attendu min ≤ defaut ≤ max"),
    Mutation("bornes_des_parametres", {CLAUSE: parametre(defaut="dix")}, "« defaut » : attendu un nombre"),
    Mutation(
        "bornes_des_parametres", {CLAUSE: parametre(type="date", min="demain")}, "« min » : attendu une date AAAA-MM-JJ"
    ),
    Mutation(
        "bornes_des_parametres",
        {CLAUSE: parametre(type="date", min="2027-01-01", max="2026-01-01")},
        "attendu min ≤ defaut ≤ max",
    ),
    Mutation(
        "champs_de_la_deliberation",
        {SEGMENT: {"note_elus": NOTE | {"champs": []}}},
        "[[part]] n'est pas décrit dans « champs »",
    ),
    Mutation(
        "champs_de_la_deliberation",
        {SEGMENT: {"note_elus": NOTE | {"deliberation": "Elle décide."}}},
        "« part » ne sert pas dans la délibération : y écrire [[part]], ou le retirer",
    ),
    Mutation(
        "version_a_son_adresse",
        {"clauses/versions/bilam/1.yml": version()},
        "data/clauses/versions/bilam/1.yml:1:1: « bilam » n'est pas une clause",
    ),
    Mutation(
        "version_a_son_adresse",
        {VERSION.format(1): version(2)},
        "data/clauses/versions/bilan/1.yml:1:1: version 2 dans le fichier « 1.yml » : attendu « 2.yml »",
    ),
    Mutation(
        "version_a_son_adresse",
        {
            VERSION.format(1): version(piece="CCAG"),
            CLAUSE: {"version": 2, "historique": CHANGES[1:]},
            VERSION.format(2): version(2, "2026-10-02"),
        },
        "« CCAG » n'est pas une pièce",
    ),
    Mutation(
        "versions_sans_trou",
        {CLAUSE: THIRD, VERSION.format(1): version(), VERSION.format(3): version(3, "2026-10-03")},
        "le texte de la version 2 manque",
    ),
    Mutation(
        "versions_sans_trou",
        {CLAUSE: {"version": 2, "historique": CHANGES[1:]}, VERSION.format(1): version()},
        "version 2 non publiée : lancer « python -m macros publier bilan »",
    ),
    Mutation(
        "versions_sans_trou",
        {VERSION.format(1): version(), VERSION.format(2): version(2, "2026-10-02")},
        "data/clauses/versions/bilan/2.yml:1:1: version 2, quand la clause en est à la version 1",
    ),
    Mutation(
        "versions_datees",
        {VERSION.format(1): version(date="2026-09-01")},
        "version 1 du 2026-09-01 : dans la clause, « historique » dit 2026-10-01",
    ),
    Mutation(
        "versions_datees",
        {
            CLAUSE: {"version": 2, "historique": CHANGES[1:]},
            VERSION.format(1): version(),
            VERSION.format(2): version(2, "2026-09-30"),
        },
        "version 2 plus ancienne que la version 1",
    ),
    Mutation(
        "versions_datees",
        {
            CLAUSE: {"version": 2, "historique": CHANGES[1:2]},
            VERSION.format(1): version(),
            VERSION.format(2): version(2, "2026-10-02"),
        },
        "« historique » n'a pas de ligne pour elle",
    ),
    Mutation(
        "texte_suit_sa_version",
        {VERSION.format(1): version(texte="Le titulaire remet un bilan écrit.")},
        "data/clauses/bilan.yml:38:1: texte changé depuis la version 1, publiée le 1er octobre 2026",
    ),
    Mutation(
        "version_suit_historique",
        {CLAUSE: {"version": 2}},
        "version 2 : attendu 1, celle de la première ligne de « historique »",
    ),
    Mutation(
        "version_suit_historique",
        {CLAUSE: {"historique.1": {"version": 2, "date": "2026-09-01", "motif": "x"}}},
        "historique : attendu la version la plus récente d'abord, dates et numéros décroissants",
    ),
    Mutation(
        "version_suit_historique",
        {
            TERM: {
                "historique": [
                    {"version": 2, "date": "2026-01-01", "motif": "x"},
                    {"version": 1, "date": "2026-02-01", "motif": "y"},
                ]
            }
        },
        "historique : attendu la version la plus récente",
    ),
    Mutation(
        "relecture_coherente",
        {CLAUSE: {"statut": "relue"}},
        "statut « relue » sans décision « bon-a-employer » d'un juriste sur la version 1",
    ),
    Mutation(
        "relecture_coherente",
        {CLAUSE: {**REVIEWED, "relecture": [ASKED]}},
        "statut « relue » sans décision",
    ),
    Mutation(
        "relecture_coherente",
        {CLAUSE: {**REVIEWED, "relecture": [{**READING, "par": "acheteur"}]}},
        "statut « relue » sans décision",
    ),
    Mutation(
        "relecture_coherente",
        {CLAUSE: {**REVIEWED, "statut": "proposition"}},
        "passer le statut de « proposition » à « relue »",
    ),
    Mutation(
        "relecture_coherente",
        {CLAUSE: {**REVIEWED, "relecture": [READING, READING]}},
        "deux relectures par « juriste »",
    ),
    Mutation(
        "relecture_coherente",
        {CLAUSE: {**REVIEWED, "relecture": [READING, {**READING, "par": "metier", "version": 2}]}},
        "version 2 absente de « historique »",
    ),
    Mutation(
        "relecture_coherente",
        {CLAUSE: {**REVIEWED, "relecture": [{**READING, "echeance": "2026-10-02"}]}},
        "échéance de relecture : attendu une date postérieure à la relecture",
    ),
    Mutation(
        "relecture_coherente",
        {CLAUSE: {**REVIEWED, "relecture": [{key: value for key, value in READING.items() if key != "echeance"}]}},
        "et avec cette décision seule : ajouter « echeance »",
    ),
    Mutation(
        "relecture_coherente",
        {CLAUSE: {"relecture": [{**READING, "decision": "a-retirer"}]}},
        "retirer « echeance »",
    ),
    Mutation(
        "relecture_coherente",
        {CLAUSE: {**REVIEWED, "relecture": [{**READING, "date": "2026-09-01"}]}},
        "relecture plus ancienne que la version 1, qu'elle dit avoir lue",
    ),
    Mutation(
        "vigueur_ordonnee",
        {"textes/vieux": {"en_vigueur": {"depuis": "2026-01-01", "jusqu_a": "2025-01-01"}}},
        "fin de vigueur antérieure au début",
    ),
    Mutation(
        "texte_lu_vraiment",
        {TEXT: {"verification.source": "Commentaire lu, article non lu."}},
        "source : « non lu », alors que le texte est dit « lu au texte »",
    ),
    Mutation(
        "texte_lu_vraiment",
        {TEXT: {"verification.source": "La rédaction exacte n'a pas été relue."}},
        "source : « pas été relue »",
    ),
    Mutation(
        "texte_lu_vraiment",
        {TEXT: {"verification": {"etat": "lu-en-commentaire", "date": "2026-09-01", "source": "Décisions non lues."}}},
        "alors que le texte est dit « lu en commentaire »",
    ),
    Mutation(
        "article_de_la_concordance",
        {CONCORDANCE: f"- {OLD_ARTICLE.replace('L2141-2', 'L2141-99')}\n"},
        "concordance.yml:1:57: « L2141-99 » n'est pas dans le code de la commande publique",
    ),
    Mutation(
        "article_de_la_concordance",
        {CONCORDANCE: f"- {OLD_ARTICLE.replace('L2141-2', 'L2141-1 à L2141-99')}\n"},
        "« L2141-99 » n'est pas dans le code",
    ),
    Mutation(
        "article_de_la_concordance",
        {CONCORDANCE: f"- {OLD_ARTICLE}\n- {OLD_ARTICLE}\n"},
        "concordance.yml:2:21: cette correspondance est déjà là",
    ),
    Mutation(
        "regle_de_l_etat",
        {DUTY: {"titre": "L'État n'achète plus de jetable"}},
        "titre d'une règle de l'État seul : ajouter « acheteurs: [etat] »",
    ),
    Mutation(
        "regle_de_l_etat",
        {DUTY: {"titre": "Justifier un conseil (État)", "acheteurs": ["etat", "region"]}},
        "titre d'une règle de l'État seul",
    ),
    Mutation(
        "pas_de_html",
        {CLAUSE: texte("Le <b>titulaire</b> remet.")},
        "data/clauses/bilan.yml:11:3: balise HTML refusée près de « <b>titulaire</b> rem » : écrire du texte simple",
    ),
    Mutation("pas_de_html", {CLAUSE: {"titre": "Bilan<script>alert(1)</script>"}}, "balise HTML refusée"),
    Mutation("pas_de_html", {CASE: {"fait": "Un </div> perdu."}}, "balise HTML refusée"),
    Mutation("pas_de_html", {TERM: {"resume": "Un <!-- commentaire -->."}}, "balise HTML refusée"),
    Mutation(
        "pas_de_html",
        {"recommandations/donner-un-modele": {"comment.1": "Un <img src=x onerror=y>."}},
        "balise HTML refusée",
    ),
    Mutation("pas_de_gabarit", {CLAUSE: texte("Le {{ titulaire }} remet.")}, "« {{ » refusé : écrire du texte simple"),
    Mutation("pas_de_gabarit", {TERM: {"precision": "Un {% if %}."}}, "« {% » refusé"),
    Mutation("pas_de_gabarit", {SEGMENT: {"questions": ["Et {# ceci ?"]}}, "« {# » refusé"),
    Mutation(
        "label_ou_equivalent",
        {CLAUSE: texte("Le papier porte le label FSC. Un équivalent suffit ailleurs.")},
        "« FSC » sans « ou équivalent » dans la même phrase : l'ajouter",
    ),
    Mutation(
        "label_ou_equivalent",
        {CLAUSE: {"variante_simple": "Site conforme au RGESN."}},
        "« RGESN » sans « ou équivalent »",
    ),
    Mutation("label_ou_equivalent", {CLAUSE: texte("Selon la norme\nNF en vigueur.")}, "« NF » sans « ou équivalent »"),
    Mutation(
        "label_ou_equivalent",
        {CLAUSE: critere(**{"critere.bareme.0.attendu": "Label EPEAT."})},
        "« EPEAT » sans « ou équivalent »",
    ),
    Mutation(
        "exception_nomme_une_clause",
        {RULES: DRAFTING.replace("EXCEPTED", "partie")},
        "data/regles-redaction.yml:7:19: exception pour une clause absente « partie » : la retirer",
    ),
    Mutation(
        "reference_de_l_achat",
        {ACHAT: ONE_PURCHASE.replace("regle: part-sociale", "regle: part-social")},
        "data/regles-achat.yml:4:63: « part-social » absent de data/obligations",
    ),
    Mutation(
        "seuil_connu",
        {ACHAT: ONE_PURCHASE.replace("[europeen]", "[europen]")},
        "seuil « europen » absent de data/regles-achat.yml ; vouliez-vous dire « europeen » ?",
    ),
    Mutation(
        "seuil_connu",
        {ACHAT: ONE_PURCHASE, DUTY: {"condition": {"montant": 216000, "seuil": "belge"}}},
        "seuil « belge » absent de data/regles-achat.yml",
    ),
    Mutation(
        "ligne_fondee",
        {ACHAT: ONE_PURCHASE.replace("id: pub", "id: delai")},
        "« delai » écrit deux fois : garder une seule ligne",
    ),
    Mutation(
        "ligne_fondee",
        {ACHAT: ONE_PURCHASE.replace(", quand: [{contrats: [marche]}]", "")},
        "ligne sans « quand » ni « regle » : dire pour quels achats elle vaut",
    ),
    Mutation(
        "ligne_fondee",
        {ACHAT: ONE_PURCHASE.replace("articles: [{article: L1, lu: 2026-11-28}], ", "")},
        "ligne sans texte : attendu « regle », « textes » ou « articles »",
    ),
    Mutation(
        "ligne_fondee",
        {ACHAT: ONE_PURCHASE.replace("[part-sociale]", "[part-sociale, part-sociale]")},
        "« part-sociale » rangé sous 2 documents : un seul",
    ),
    Mutation(
        "tout_achat_a_sa_reponse",
        {ACHAT: ONE_PURCHASE.replace(", {des_les_seuils: [europeen]}", "")},
        "aucune ligne « publicite » pour : autre, concession, 216000 €",
    ),
    Mutation(
        "reference_de_l_achat",
        {ACHAT: ONE_PURCHASE, ASSISTANT: QUESTIONS.replace("intellectuelles: etudes", "intellectuelles: etude")},
        "data/assistant.yml:1:1: « etude » absent de data/familles ; vouliez-vous dire « etudes » ?",
    ),
    Mutation(
        "assistant_mene_quelque_part",
        {ACHAT: ONE_PURCHASE, ASSISTANT: QUESTIONS.replace("[faire, inconnu]", "[faire]")},
        "aucun conseil pour la réponse « inconnu » : en écrire un",
    ),
    Mutation(
        "assistant_mene_quelque_part",
        {ACHAT: ONE_PURCHASE, ASSISTANT: QUESTIONS.replace("[faire, inconnu]", "[faire, inconnu, autre]")},
        "« autre » n'est pas une réponse à « besoin »",
    ),
    Mutation(
        "assistant_mene_quelque_part",
        {ACHAT: ONE_PURCHASE, ASSISTANT: QUESTIONS.replace("procedure: toute", "procedure: touts")},
        "« touts » n'est pas une procédure de data/regles-achat.yml ; vouliez-vous dire « toute » ?",
    ),
    Mutation(
        "assistant_mene_quelque_part",
        {ACHAT: ONE_PURCHASE, ASSISTANT: QUESTIONS.replace("id: lancement", "id: debut")},
        "calendrier sans étape « lancement » : dire quand la consultation commence",
    ),
    Mutation(
        "appel_a_son_fichier",
        {PAGE: page("{{ show_assistant() }}")},
        "docs/page.md:8:1: « show_assistant » se fait de data/assistant.yml, qui manque : le remettre, ou ôter cet appel",
    ),
    Mutation(
        "appel_a_son_fichier",
        {PAGE: page("{{ show_relire() }}")},
        "docs/page.md:8:1: « show_relire » se fait de data/regles-redaction.yml, qui manque",
    ),
    Mutation(
        "lien_mene_quelque_part",
        {PAGE: page("Voir [la clause](/clauses/bilam.md#texte).", render=False)},
        "docs/page.md:8:6: lien vers une fiche absente « clauses/bilam » : corriger ou retirer ce lien ; vouliez-vous dire « bilan » ?",
    ),
    Mutation(
        "lien_mene_quelque_part",
        {PAGE: page("Voir [la clause](clauses/bilam.md).", render=False)},
        "docs/page.md:8:6: lien vers une fiche absente « clauses/bilam »",
    ),
    Mutation(
        "lien_mene_quelque_part",
        {PAGE: page("Voir [la page](absente.md#texte).", render=False)},
        "docs/page.md:8:6: lien vers « absente.md », qui n'est pas dans docs/ : corriger ou retirer ce lien",
    ),
    Mutation(
        "lien_mene_quelque_part",
        {PAGE: page("![Un plan](/assets/img/absente.png)", render=False)},
        "docs/page.md:8:2: lien vers « assets/img/absente.png », qui n'est pas dans docs/",
    ),
    Mutation(
        "lien_mene_quelque_part",
        {PAGE: page("Voir [la clause][a].\n\n[a]: clauses/bilam.md", render=False)},
        "docs/page.md:10:1: lien vers une fiche absente « clauses/bilam »",
    ),
    Mutation(
        "appels_de_macros_reussissent",
        {PAGE: page("{{ cite_clauses('absente') }}")},
        "« absente » n'est pas une fiche de data/clauses/",
    ),
    Mutation("page_sans_html_actif", {PAGE: page("<svg>", render=False)}, "« <svg » refusé dans une page"),
    Mutation("page_sans_html_actif", {PAGE: page("<b/onclick=x>", render=False)}, "« onclick= » refusé dans une page"),
    Mutation("page_sans_html_actif", {PAGE: page("[x](data:text/html,x)", render=False)}, "refusé dans une page"),
    Mutation(
        "page_sans_html_actif", {PAGE: page("![x](https://exemple.fr/x.png)", render=False)}, "refusé dans une page"
    ),
    *(
        Mutation("page_sans_html_actif", {PAGE: page(written, render=False)}, "refusé dans une page")
        for written in (
            '<a href="&#106;avascript:alert(1)">x</a>',
            "<a href='java&#10;script:alert(1)'>x</a>",
            "[x](data&colon;text/html,x)",
            "[x][y]\n\n[y]: &#100;ata:text/html,x",
            "![x][y]\n\n[Y]: https://exemple.fr/x.png",
            "![y]\n\n[y]: //exemple.fr/x.png",
            "![a [b] c](<https://exemple.fr/x.png>)",
            '<img alt="" srcset="https://exemple.fr/x.png 2x">',
            "<a href='x' ping='https://exemple.fr'>x</a>",
            "<p style=color:red>x</p>",
        )
    ),
    Mutation(
        "page_sans_html_actif",
        {PAGE: page("<form action='https://exemple.fr'></form>", render=False)},
        "« <form » refusé dans une page",
    ),
    Mutation(
        "jinja_limite_aux_macros",
        {PAGE: page("{{ list_cas() }}", render=False)},
        "docs/page.md:8:1: appel de macro sans « render_macros: true » dans l'en-tête : l'ajouter",
    ),
    Mutation(
        "jinja_limite_aux_macros",
        {PAGE: page("Voir {{ list_cass() }}.")},
        "docs/page.md:8:6: macro « list_cass » inconnue ; vouliez-vous dire « list_cas » ?",
    ),
    Mutation(
        "jinja_limite_aux_macros",
        {PAGE: page("{{ cycler.__init__.__globals__.os.popen('id').read() }}")},
        "docs/page.md:8:1: seul un appel de macro est permis dans une page",
    ),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{{ list_cas }}")}, "seul un appel de macro est permis"),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{{ list_cas()|upper }}")}, "seul un appel de macro est permis"),
    Mutation(
        "jinja_limite_aux_macros", {PAGE: page("{{ list_cas() ~ list_cas() }}")}, "seul un appel de macro est permis"
    ),
    Mutation(
        "jinja_limite_aux_macros", {PAGE: page("{{ cite_clauses(*config) }}")}, "seul un appel de macro est permis"
    ),
    Mutation(
        "jinja_limite_aux_macros",
        {PAGE: page("{{ cite_clauses(config.site_name) }}")},
        "argument de « cite_clauses » : attendu un texte entre guillemets, un nombre, true ou false",
    ),
    Mutation(
        "jinja_limite_aux_macros", {PAGE: page("{{ cite_clauses('bi' ~ 'lan') }}")}, "argument de « cite_clauses »"
    ),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{% set x = 1 %}")}, "seul un appel de macro est permis"),
    Mutation(
        "jinja_limite_aux_macros",
        {PAGE: page("{% for x in 'ab' %}{{ list_cas() }}{% endfor %}")},
        "seul un appel de macro est permis",
    ),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{% include 'x' %}")}, "seul un appel de macro est permis"),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{{ list_cas( }}")}, "docs/page.md:8:1: gabarit mal formé"),
    Mutation(
        "jinja_limite_aux_macros", {PAGE: page("{% macro x() %}{% endmacro %}")}, "seul un appel de macro est permis"
    ),
    *(
        Mutation(
            "appel_hors_du_code", {PAGE: page(written)}, f"docs/page.md:{place}: « list_cas » appelée dans du code"
        )
        for written, place in (
            ("Écrire `{{ list_cas() }}` ici.", "8:9"),
            ("Écrire ``un ` {{ list_cas() }}`` ici.", "8:15"),
            ("Voir :\n\n    {{ list_cas() }}", "10:5"),
            ("Voir :\n\n\t{{ list_cas() }}", "10:2"),
            ("```\n{{ list_cas() }}\n```", "9:1"),
            ("~~~\n{{ list_cas() }}", "9:1"),
            ("<pre>\n{{ list_cas() }}\n</pre>", "9:1"),
            ("Le <code>{{ list_cas() }}</code>.", "8:10"),
            ("<!-- {{ list_cas() }} -->", "8:6"),
        )
    ),
    Mutation(
        "etat_des_textes_dit",
        {PAGE: page("Voir [L2112-2, à vérifier](/textes/ccp-l2112-2.md).")},
        "docs/page.md:8:6: le texte « ccp-l2112-2 » est lu : retirer « à vérifier » de ce lien",
    ),
    Mutation(
        "etat_des_textes_dit",
        {"textes/doute": {"verification.etat": "a-verifier"}, PAGE: page("Voir [L1](/textes/doute.md).")},
        "docs/page.md:8:6: le texte « doute » est à vérifier : ajouter « à vérifier » dans les mots de ce lien",
    ),
    Mutation(
        "adresse_libre",
        {"docs/cas/carte.md": page("La carte.", render=False), "etudes-de-cas/carte": {}},
        "docs/cas/carte.md:1:1: la fiche data/etudes-de-cas/carte.yml prend l'adresse de cette page : donner un autre nom à la fiche",
    ),
    Mutation(
        "adresse_libre",
        {"docs/cas/carte/index.md": page("La carte.", render=False), "etudes-de-cas/carte": {}},
        "docs/cas/carte/index.md:1:1: la fiche data/etudes-de-cas/carte.yml prend l'adresse",
    ),
    Mutation(
        "adresse_libre",
        {"docs/clauses/index.md": page("Les clauses.", render=False), "clauses/index": {}},
        "la fiche data/clauses/index.yml prend l'adresse de cette page",
    ),
    Mutation(
        "page_sans_html_actif",
        {PAGE: page("<script>alert(1)</script>")},
        "docs/page.md:8:1: « <script » refusé dans une page : employer du Markdown",
    ),
    Mutation(
        "page_sans_html_actif",
        {PAGE: page('Un <p style="color: red">mot</p>.')},
        "docs/page.md:8:7: « style= » refusé dans une page",
    ),
    Mutation(
        "page_sans_html_actif", {PAGE: page("Un <a href='x' onclick='y'>mot</a>.")}, "onclick= » refusé dans une page"
    ),
    Mutation(
        "page_sans_html_actif", {PAGE: page("Un [mot](javascript:alert).")}, "« javascript: » refusé dans une page"
    ),
    Mutation("page_sans_html_actif", {PAGE: page("<IFRAME src='x'></IFRAME>")}, "« <IFRAME » refusé dans une page"),
    Mutation(
        "segment_du_cpv",
        {TABLE: '- {cpv: "79", segment: etude}\n'},
        "cpv-segments.yml:1:15: « etude » n'est pas une fiche de data/familles/ ; vouliez-vous dire « etudes »",
    ),
    Mutation(
        "segment_du_cpv", {TABLE: '- {cpv: "79"}\n- {cpv: "79"}\n'}, "cpv-segments.yml:2:4: « 79 » écrit deux fois"
    ),
    Mutation("segment_du_cpv", {TABLE: '- {cpv: "79", segment: etudes, proche: etudes}\n'}, "pas les deux"),
    Mutation(
        "segment_du_cpv",
        {TABLE: '- {cpv: "79"}\n- {cpv: "30"}\n', CPV_FILE: f"{CPV}\tÉtudes\n"},
        "aucun code CPV ne commence par « 30 »",
    ),
    Mutation(
        "aucun_code_sans_reponse",
        {CPV_FILE: f"# Liste\n30000000-9\tMachines\n{CPV}\tÉtudes\n"},
        "la division « 30 » n'ont pas de ligne",
    ),
    Mutation(
        "cpv_avec_sa_table",
        {CPV_FILE: None},
        "data/cpv-2008.tsv:1:1: aucun code du CPV, quand data/vocabulaires/cpv-segments.yml leur donne des segments",
    ),
    Mutation(
        "code_cpv_connu", {CPV_FILE: "79000000-4\tServices\n"}, f"cpv.yml:1:4: « {CPV} » n'est pas un code du CPV"
    ),
    Mutation(
        "mot_du_lexique",
        {WORDS: "- {mots: [sondage, sondages], pourquoi: x}\n"},
        "lexique.yml:1:20: « sondages » est déjà là",
    ),
    Mutation(
        "mot_du_lexique",
        {WORDS: '- {mots: ["7*"], pourquoi: x}\n- {mots: ["+"], pourquoi: x}\n'},
        "n'a aucun mot que l'on puisse chercher",
    ),
    Mutation(
        "mot_du_lexique",
        {WORDS: "- {mots: [sondage], mene: [familles/etude], pourquoi: x}\n"},
        "« familles/etude » n'est pas une fiche ; vouliez-vous dire « etudes »",
    ),
]

CALLS = [
    (
        page("{{ cite_clauses('bilan', 'absente') }}"),
        "docs/page.md:8:1: ",
        "« absente » n'est pas une fiche de data/clauses/",
    ),
    (page("{{ list_clauses('suivit') }}"), "docs/page.md:8:1: ", "suivit"),
    (page("{{ list_clauses() }}"), "docs/page.md:8:1: ", "list_clauses"),
    (page("{{ list_nouveautes('dix') }}"), "docs/page.md:8:1: ", "list_nouveautes"),
]
"""Calls that would break the build, or silently show nothing, although their form is right."""

FINE: list[Changes] = [
    {
        METHOD: {
            "expression": "N × (2 − P / Pmin)",
            "bornee": False,
            "avis": {"feu": "rouge", "dit": "Note négative.", "textes": ["ccp-l2112-2"]},
        }
    },
    {
        METHOD: {
            **case(reglage="n", plus_de="3,5"),
            "cas.0.si.offres_max": 4,
            "cas.0.feu": "rouge",
            "cas.0.textes": ["ccp-l2112-2"],
        }
    },
    {
        METHOD: {
            "porte_sur": "qualite",
            "expression": REMOVE,
            "echelons": [{"points": 5, "attendu": "Bien."}, {"points": 0, "attendu": "Rien."}],
        }
    },
    {
        CASE: {
            "titre": "Un bilan en 2019 : 36 % puis 60 % de lus, 1 300 pages",
            "fait": "Lus de 36 à 60 %, le 17 juin 2014, sur 1\u202f300 pages.",
        }
    },
    {
        CASE: {
            "resume": "Le 17 juin 2014, l'article 14, le 1er lot, la 27e séance, le CO2, L2112-2 et l'ISO 20400 ne comptent rien, ni 2018-2020."
        }
    },
    {
        CASE: {
            "acheteur": "Les 21 villes",
            "resume": "Les 21 villes ont gagné 1,5 M€ et 12 pour cent.",
            **figure("1,5", "million d'euros, soit 12 %"),
        }
    },
    {
        CASE: {
            "resume": "Elle y gagne 110 000 €.",
            "fait": "Elle y gagne 1,2 M SEK, environ 110 000 € au cours de 2019.",
            "lecon": "Un prix de 400 £ (non converti).",
        }
    },
    {CASE: {"fait": "Elle range 400 livres et soigne 12 arbres en couronne.."}},
    {
        CLAUSE: {
            "pourquoi": "Voir [le cas](etudes-de-cas/ville-bilan), [le mot](glossaire/bilan), [le site](https://exemple.fr/a_b?c=d#e), [écrire](mailto:a@exemple.fr)."
        }
    },
    {CLAUSE: {"pourquoi": "Entre crochets [sic], une note [1] (voir plus bas), et 3 [à 4] (ou 5)."}},
    {CLAUSE: {"pourquoi": "Si x < 5, si y > 3, si a < b et 1<2 : rien à dire. Un & deux, 50 % de {moins}, #3."}},
    {CLAUSE: texte("Le papier porte le label FSC, PEFC ou équivalent. Il est ISOLÉ du mur, EN16 jours.")},
    {CLAUSE: texte("Le papier est conforme à la norme ISO 14024 ou à une norme équivalente.")},
    {CLAUSE: {"pourquoi": "Le label FSC ne dit rien des salaires.", "risques.0.parade": "Demander le FSC."}},
    {CLAUSE: parametre(min=5, defaut=5, max=5)},
    {CLAUSE: parametre(min="1 000", defaut="1 500,5", max="2\u202f000")},
    {CLAUSE: parametre(type="date", min="2026-01-01", max="2026-12-31")},
    {CLAUSE: parametre(type="choix", choix=["a", "b"], defaut="b")},
    {CLAUSE: parametre(type="texte", defaut="au plus tôt")},
    {CLAUSE: critere()},
    {CLAUSE: critere({"min": 60, "defaut": 60, "max": 60}), RULES: NO_EXCEPTION},
    {CLAUSE: critere(notes=(10, 9, 1, 2))},
    {CLAUSE: condition()},
    {CLAUSE: {"etape": "condition-execution", "suites": ["Le bilan est refait sous dix jours."]}},
    {
        CLAUSE: condition(
            **{
                "penalites.0.plafond": REMOVE,
                "penalites.0.sans_plafond": "Le montant est unique.",
                "parametres": {"montant": MONTANT},
            }
        )
    },
    {CLAUSE: texte("Ce critère est noté d'après la pièce remise par le titulaire du label.", "RC")},
    {CLAUSE: texte("La durée de résilience du site est écrite au plan.", "RC")},
    {
        CLAUSE: {
            "dispositions": [
                {"piece": "CCAP", "texte": "Ces engagements sont contractuels."},
                {"piece": "RC", "texte": "Le titulaire reprend l'offre, contractuelle."},
            ]
        }
    },
    {
        CLAUSE: texte(
            "Le candidat remet un devis daté. Aucune maquette non rémunérée n'est demandée ; ni devis signé, ni échantillon gratuit."
        )
    },
    {CLAUSE: texte("Un devis daté non signé suffit ; un devis daté, jamais signé.", "RC")},
    {
        CLAUSE: texte(
            "Chaque bon de commande vaut devis signé par l'acheteur ; le titulaire remet un échantillon gratuit."
        )
    },
    {CLAUSE: texte("L'agent signe le devis, puis le titulaire pose la maquette dans le hall à ses frais.")},
    {CLAUSE: annexe()},
    {
        CLAUSE: annexe(
            calculs=[
                {"libelle": "Total", "operation": "somme", "colonne": "Heures"},
                {"libelle": "Part", "operation": "part", "colonne": "Fait"},
                {"libelle": "Lignes", "operation": "nombre", "colonne": "Question"},
            ]
        )
    },
    {CLAUSE: annexe(lignes=[["Une question"], ["Une autre", "2", "oui"]])},
    {CLAUSE: texte("Le titulaire remplit le tableau annexé «\u00a0tableau  des heures\u00a0».", annexes=[SUIVI])},
    {CLAUSE: {**preuve(annexe="suivi", echeance={"depuis": "notification", "delai": "15 jours"}), "annexes": [SUIVI]}},
    {
        CLAUSE: texte(
            "Les produits de l'annexe II du règlement (UE) 2018/848, et ceux de l'annexe du code du travail, sont rangés dans les locaux annexes."
        )
    },
    {CLAUSE: texte("La fiche « Produit » du fabricant et le registre « Sécurité » restent sur place.")},
    {CLAUSE: calcul("100 * part / (cout + 1)")},
    {CLAUSE: calcul("part / (cout - 3,5)")},
    {CLAUSE: parametre(type="annee", min=1990, defaut="2029", max=2100)},
    {CLAUSE: parametre(type="montant", min=0, defaut="1 500,50", max="85 000")},
    {CLAUSE: plancher(min="20,0", defaut=20)},
    {
        CLAUSE: {
            **parametre(unite="heures", defaut=12, min=5, max=20),
            "resume": "Douze ou 12 heures, de 5 heures à 20 heures, sur 30 jours et 2 029 pages.",
        }
    },
    {
        CLAUSE: {
            **parametre(unite="%", defaut=12),
            "resume": "La loi veut 50 % et le marché 12 %.",
            "fondements.0.note": "Au moins 50 % des repas.",
        }
    },
    {CLAUSE: preuve(preuve="Le bilan, remis à chaque réunion")},
    {CLAUSE: preuve(preuve="Le bilan", fournie_par="acheteur")},
    {
        CLAUSE: {
            "statut": "retiree",
            "retrait": "Elle fait double emploi.",
            "verification": REMOVE,
            "fondements": REMOVE,
        }
    },
    {
        "familles/prestations-intellectuelles": {"ordre": 2},
        SEGMENT: {"parent": "prestations-intellectuelles"},
        CLAUSE: EFFET,
    },
    {
        "familles/prestations-intellectuelles": {"ordre": 2},
        CLAUSE: {"familles": ["etudes", "prestations-intellectuelles"]},
    },
    minimum(),
    autre(critere="critere-vert", condition="condition-verte"),
    autre(condition="condition-verte", manque="Un critère."),
    {
        **minimum(),
        "familles/tous-achats": {"ordre": 2},
        "clauses/critere-vert": critere(dimensions=["environnement"], familles=["tous-achats"]),
    },
    {CLAUSE: REVIEWED},
    {CLAUSE: {"statut": "brouillon", "etape": "critere-attribution", "verification": REMOVE, "fondements": REMOVE}},
    {"clauses/vieille": RETIRED, CLAUSE: {"remplace": ["vieille"]}},
    {
        "vocabulaires/ids-retires.yml": "- {id: clauses-vieille, libelle: Vieille}\n- {id: textes-bilan, libelle: Autre sorte}\n",
        CLAUSE: {"remplace": ["vieille"]},
    },
    {
        "familles/conseil": {"parent": "etudes"},
        SEGMENT: {"deux_clauses": ["autre"]},
        "clauses/autre": {"familles": ["conseil"]},
    },
    {"clauses/cachee": {"diffusion": "interne", "voir_aussi": ["bilan"]}},
    {"textes/autre": {"verification.etat": "a-verifier"}, CLAUSE: {"fondements.1": {"texte": "autre"}}},
    {"textes/autre": {"en_vigueur": {"depuis": "2026-01-01", "jusqu_a": "2026-01-01"}}},
    {TEXT: {"verification.source": "Article lu ; un commentaire n'est pas un texte."}},
    {"textes/autre": {"verification": {"etat": "a-verifier", "date": "2026-09-01", "source": "Article non lu."}}},
    {DUTY: {"titre": "L'État paie en trente jours", "acheteurs": ["etat"]}},
    {DUTY: {"titre": "Au-dessus de l'état actuel"}},
    {
        TEXT: {"en_vigueur": {"depuis": "2000-01-01", "jusqu_a": "2100-01-01"}},
        "textes/autre": {},
        CLAUSE: {"fondements": [{"texte": "ccp-l2112-2"}, {"texte": "autre"}]},
    },
    {
        CLAUSE: {
            "historique.1": {"version": 1, "date": "2026-10-01", "motif": "x"},
            "historique.0.version": 2,
            "version": 2,
        }
    },
    {
        CLAUSE: THIRD,
        VERSION.format(1): version(texte="Un bilan."),
        VERSION.format(2): version(2, "2026-10-02", "Deux bilans."),
        VERSION.format(3): version(3, "2026-10-03"),
    },
    {
        PAGE: page(
            "{{ list_cas() }} et {{ cite_clauses('bilan') }}\n\n{{ list_clauses(etape='suivi') }} {{ list_nouveautes(5) }} {# note #}"
        )
    },
    {
        PAGE: page(
            "Du texte, une <small>balise</small> { #ancre }, 100 % { .classe }, onze = 11, un onglet = une page.",
            render=False,
        )
    },
    {PAGE: page("Un <span class='x' data-on='1'>mot</span>, le style = sobre, JavaScript : non.", render=False)},
    {
        "textes/doute": {"verification.etat": "a-verifier"},
        PAGE: page("[L1 (à vérifier)](/textes/doute.md), [L2112-2](/textes/ccp-l2112-2.md), [accueil](/index.md)."),
    },
    {SCREEN: {"choisies.0": {"evenement": EVENT, "mois": [1, 12]}}},
    {TERM: {"resume": "mot " * 45}, SCREEN: {"choisies.0.phrase": "Plus court."}},
    {"docs/vide.md": "---\ntitle: Vide\ndescription: Rien.\ndiffusion: interne\nhide: [toc]\n---\n"},
    {
        "docs/glossaire/bilan.md": page("Du texte.", render=False),
        "docs/etudes/index.md": page("Du texte.", render=False).replace("Une page.", "Une autre page."),
    },
    {
        "textes/doute": {"verification.etat": "a-verifier"},
        MODULE: {"exemple": "Voir [L1, à vérifier](textes/doute) et [L2112-2](textes/ccp-l2112-2)."},
    },
    {"docs/index.md": HOME + "\n---\n\nUn trait, puis du texte.\n"},
]


def rules() -> dict[str, Callable[..., Any]]:
    return {
        rule.__name__: rule
        for rule in (*checks.CHECKS_OF_REFERENCES, *checks.CHECKS, *checks.PAGE_CHECKS, *checks.WHOLE_PAGE_CHECKS)
    }


def findings(rule: str, root: Path) -> list[Any]:
    """What one rule yields, alone."""
    catalog = load(root / "data").catalog
    if rules()[rule] in (*checks.CHECKS_OF_REFERENCES, *checks.CHECKS):
        return list(rules()[rule](catalog))
    return [found for each in load_pages(root / "docs")[0] for found in rules()[rule](each, catalog)]


@pytest.mark.parametrize(
    "mutation", BROKEN, ids=[f"{mutation.rule}-{number}" for number, mutation in enumerate(BROKEN)]
)
def test_one_fault_gets_one_complaint_in_plain_french(project: Callable[[Mapping], Path], mutation: Mutation):
    root = project(mutation.changes)
    found = complaints(root, editorial=rules()[mutation.rule] in checks.WHOLE_PAGE_CHECKS)
    assert len(found) == 1, found
    assert mutation.words in found[0]
    assert len(findings(mutation.rule, root)) == 1


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("data/regles-achat.yml", ONE_PURCHASE.replace("seuils:", "seuilz:")),
        ("data/assistant.yml", QUESTIONS.replace("verdicts:", "verdict:")),
        ("data/cpv-2008.tsv", "79311000\tÉtudes\n"),
        ("data/clauses/versions/bilan/1.yml", "version: 1\n"),
    ],
)
def test_a_file_that_could_not_be_read_is_told_by_itself_alone(
    project: Callable[[Changes | None], Path], file: str, text: str
):
    root = project(
        {
            "data/regles-achat.yml": ONE_PURCHASE,
            "data/assistant.yml": QUESTIONS,
            PAGE: page("{{ show_assistant() }}"),
            CLAUSE: {"version": 2, "historique": CHANGES[1:]},
            **{VERSION.format(number): version(number, f"2026-10-0{number}") for number in (1, 2)},
        }
    )
    assert complaints(root) == []
    (root / file).write_text(text, encoding="utf-8")
    assert {problem.split(":")[0] for problem in complaints(root)} == {file}


def test_every_rule_is_broken_at_least_once():
    assert {mutation.rule for mutation in BROKEN} == rules().keys()


def test_every_rule_says_what_it_is():
    assert {name for name, rule in rules().items() if not (rule.__doc__ or "").strip()} == set()


@pytest.mark.parametrize("changes", FINE, ids=range(len(FINE)))
def test_what_only_looks_like_a_fault_passes(project: Callable[[Mapping], Path], changes: Changes):
    assert complaints(project(changes)) == []


@pytest.mark.parametrize(("written", "place", "words"), CALLS, ids=range(len(CALLS)))
def test_a_macro_called_with_what_does_not_exist_is_told_before_the_build(
    project: Callable[[Mapping], Path], written: str, place: str, words: str
):
    (found,) = complaints(project({PAGE: written}), editorial=True)
    assert found.startswith(place) and words in found


def test_a_public_page_may_not_show_an_internal_record(project: Callable[[Mapping], Path]):
    changes = {"clauses/cachee": {"diffusion": "interne"}, PAGE: page("{{ cite_clauses('cachee') }}")}
    (found,) = complaints(project(changes), editorial=True)
    assert found.startswith("docs/page.md:8:1: ") and "cachee" in found


def test_an_internal_page_may_show_an_internal_record(project: Callable[[Mapping], Path]):
    body = page("{{ cite_clauses('cachee') }}").replace("render_macros", "diffusion: interne\nrender_macros")
    assert complaints(project({"clauses/cachee": {"diffusion": "interne"}, PAGE: body}), editorial=True) == []
