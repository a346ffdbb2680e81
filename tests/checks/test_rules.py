"""Each rule on the smallest valid guide, broken in one place: what it says, where, and what it lets pass."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from small_guide import HOME, NOTE, REMOVE, Changes, complaints

from macros import checks
from macros.read.load import load
from macros.read.pages import load_pages

CLAUSE, CASE, TEXT, SEGMENT, TERM, RULES = "clauses/bilan", "etudes-de-cas/ville-bilan", "textes/ccp-l2112-2", "familles/etudes", "glossaire/bilan", "data/regles-redaction.yml"
PAGE = "docs/page.md"
MODULE = "parcours/relire"
SCREEN = "ecrans/hall"
KIT, MEETING = "kits/visite", "rencontres/visite-a-ville"
EVENT = {"titre": "Portes ouvertes", "jour": "2027-03-12", "lieu": "Atelier"}


def notation(low: int = 5, high: int = 20, points: tuple[int, ...] = (10, 0), **more: Any) -> dict[str, Any]:
    """The changes that make the clause an award criterion."""
    scale = [{"points": mark, "attendu": f"Attendu {place}."} for place, mark in enumerate(points)]
    return {"etape": "critere-attribution", "notation": {"ponderation": {"min": low, "max": high}, "methode": "Barème.", "bareme": scale}, **more}


def parametre(**fields: Any) -> dict[str, Any]:
    """The changes that give the clause one parameter, used in its text."""
    return {"texte": "Au moins [[heures]] heures.", "parametres": {"heures": {"libelle": "Heures", "type": "nombre", **fields}}}


def page(body: str, render: bool = True) -> str:
    return f"---\ntitle: Page\ndescription: Une page.\n{'render_macros: true' if render else 'publics: [agents]'}\n---\n# Page\n\n{body}\n"


RETIRED = {"statut": "retiree"}
REVIEWED = {"statut": "relue", "relecture": {"date": "2026-10-02", "par": "juriste", "echeance": "2027-10-02"}}
DRAFTING = """\
ponderation: {min: 2, max: 60}
regles:
  - id: mot-vague
    titre: Mot vague
    explication: Écrire un nombre.
    motifs: [si possible, favorise*]
    exceptions: [{clause: EXCEPTED, raison: La clause cite le mot.}]
"""
NO_EXCEPTION = DRAFTING[: DRAFTING.index("    exceptions")]


@dataclass(frozen=True)
class Mutation:
    """The rule that is broken, what breaks it, and the words expected of its one complaint."""

    rule: str
    changes: Changes
    words: str


BROKEN = [
    Mutation("une_seule_reponse_juste", {MODULE: {"quiz.0.reponses.0.juste": False}}, "0 réponses marquées « juste: true » : attendu une seule"),
    Mutation("une_seule_reponse_juste", {MODULE: {"quiz.0.reponses.1.juste": True}}, "2 réponses marquées « juste: true » : attendu une seule"),
    Mutation("une_seule_reponse_juste", {MODULE: {"quiz.0.reponses.1.texte": "Relire"}}, "deux réponses identiques"),
    Mutation("question_appuyee_sur_une_fiche", {MODULE: {"quiz.0.reponses.0.explication": "C'est ainsi."}}, "aucune explication ne cite une fiche"),
    Mutation("figure_dessinable", {MODULE: {"figure.elements": []}}, "forme « suite » : remplir « elements »"),
    Mutation("figure_dessinable", {MODULE: {"figure.forme": "processus"}}, "ne pas remplir « elements »"),
    Mutation("figure_dessinable", {MODULE: {"figure.forme": "cercles"}}, "la forme « cercles » demande trois éléments"),
    Mutation("figure_dessinable", {MODULE: {"figure.forme": "barres", "figure.elements.0.valeur": 3}}, "« valeur » se remplit pour la forme « barres »"),
    Mutation("module_dit_l_etat_des_textes", {MODULE: {"exemple": "Voir [L2112-2, à vérifier](textes/ccp-l2112-2)."}}, "retirer « à vérifier » de ce lien"),
    Mutation("module_dit_l_etat_des_textes", {"textes/doute": {"verification.etat": "a-verifier"}, MODULE: {"exemple": "Voir [L1](textes/doute)."}}, "à vérifier : le dire dans les mots de ce lien"),
    Mutation("reference_existe", {CLAUSE: {"familles": ["etude"]}}, "data/clauses/bilan.yml:4:3: « etude » n'est pas une fiche de data/familles/ ; vouliez-vous dire « etudes » ?"),
    Mutation("reference_existe", {CLAUSE: {"niveau": "avancee"}}, "data/clauses/bilan.yml:8:1: « avancee » n'est pas un terme de la liste « niveaux » ; vouliez-vous dire « avance » ?"),
    Mutation("reference_existe", {CLAUSE: {"verification.0.moment": "jamais"}}, "data/clauses/bilan.yml:16:3: « jamais » n'est pas un terme de la liste « moments »"),
    Mutation("reference_existe", {CLAUSE: {"voir_aussi": ["absente"]}}, "« absente » n'est pas une fiche de data/clauses/"),
    Mutation("reference_existe", {CASE: {"clauses": ["bilans"]}}, "« bilans » n'est pas une fiche de data/clauses/ ; vouliez-vous dire « bilan » ?"),
    Mutation("reference_existe", {TERM: {"textes": ["ccp-l2112-3"]}}, "« ccp-l2112-3 » n'est pas une fiche de data/textes/ ; vouliez-vous dire « ccp-l2112-2 » ?"),
    Mutation("lien_existe", {CLAUSE: {"pourquoi": "Voir [le cas](etudes-de-cas/absent)."}}, "lien vers une fiche absente « etudes-de-cas/absent »"),
    Mutation("lien_existe", {CLAUSE: {"pourquoi": "Voir [ici](etude-de-cas/ville-bilan)."}}, "lien « etude-de-cas/ville-bilan » refusé : attendu [mot](clauses/<id>), ou une adresse en https:// ou mailto:"),
    Mutation("lien_existe", {CLAUSE: {"publics.elus": "Voir [ici](ftp://exemple.fr)."}}, "lien « ftp://exemple.fr » refusé"),
    Mutation("lien_existe", {CLAUSE: {"publics.elus": "Voir [ici](javascript:alert)."}}, "lien « javascript:alert » refusé"),
    Mutation("lien_existe", {CLAUSE: {"publics.elus": "Voir [ici](data:text/html,x)."}}, "lien « data:text/html,x » refusé"),
    Mutation("lien_existe", {CLAUSE: {"publics.elus": "Voir [ici](/clauses/bilan)."}}, "lien « /clauses/bilan » refusé"),
    Mutation("lien_existe", {CLAUSE: {"publics.elus": "Voir [ici](../../secret)."}}, "lien « ../../secret » refusé"),
    Mutation("lien_existe", {CLAUSE: {"publics.elus": "Voir [ici](javascript:alert(1))."}}, "lien"),
    Mutation("lien_existe", {CLAUSE: {"publics.elus": "Voir [ici](https://exemple.fr/Achat_(public))."}}, "lien"),
    Mutation("lien_existe", {CLAUSE: {"publics.elus": "Voir [ici] (clauses/bilan)."}}, "lien"),
    Mutation("publique_ne_cite_pas_interne", {"clauses/cachee": {"diffusion": "interne"}, CLAUSE: {"voir_aussi": ["cachee"]}}, "data/clauses/bilan.yml:40:3: une fiche publique ne cite pas la fiche interne « cachee »"),
    Mutation("publique_ne_cite_pas_interne", {"pairs/cachee": {"diffusion": "interne"}, CLAUSE: {"pourquoi": "Comme [elle](pairs/cachee)."}}, "une fiche publique ne cite pas la fiche interne « cachee »"),
    Mutation("publique_ne_cite_pas_interne", {"textes/cache": {"diffusion": "interne"}, TERM: {"textes": ["cache"]}}, "une fiche publique ne cite pas la fiche interne « cache »"),
    Mutation("identifiant_retire_non_repris", {"vocabulaires/ids-retires.yml": "- {id: clauses-bilan, libelle: Ancien bilan}\n"}, "data/clauses/bilan.yml:1:1: identifiant « bilan » déjà retiré (data/vocabulaires/ids-retires.yml) : en choisir un autre"),
    Mutation("clause_remplacee_est_retiree", {"clauses/vieille": {}, CLAUSE: {"remplace": ["vieille"]}}, "« vieille » est remplacée mais son statut est « proposition » : passer son statut à « retiree »"),
    Mutation("clause_remplacee_est_retiree", {CLAUSE: {"remplace": ["inconnue"]}}, "« inconnue » n'est ni une clause ni un identifiant retiré"),
    Mutation("clause_retiree_est_remplacee", {CLAUSE: RETIRED}, "data/clauses/bilan.yml:33:1: clause retirée sans remplaçante"),
    Mutation("deux_clauses_du_segment", {"familles/conseil": {"ordre": 2, "deux_clauses": ["bilan"]}}, "« bilan » n'est pas une clause en cours de ce segment"),
    Mutation("deux_clauses_du_segment", {SEGMENT: {"deux_clauses": ["bilan"]}, CLAUSE: {"statut": "brouillon"}}, "« bilan » n'est pas une clause en cours de ce segment"),
    Mutation("segments_sur_deux_niveaux", {"familles/a": {"parent": "b"}, "familles/b": {"parent": "etudes"}}, "data/familles/a.yml:9:1: « b » est déjà un sous-segment : deux niveaux au plus"),
    Mutation("segments_sur_deux_niveaux", {SEGMENT: {"parent": "etudes"}}, "« etudes » est déjà un sous-segment"),
    Mutation("diapositive_nomme_une_chose", {SCREEN: {"choisies.0": {"mot": "bilan", "cas": "ville-bilan"}}}, "data/ecrans/hall.yml:5:3: une diapositive parle d'une chose : attendu une clé parmi clause, cas, texte, conseil, mot ou evenement"),
    Mutation("diapositive_nomme_une_chose", {SCREEN: {"choisies.0": {"phrase": "Seule."}}}, "une diapositive parle d'une chose"),
    Mutation("diapositive_nomme_une_chose", {SCREEN: {"choisies.0": {"cas": "ville-bilan", "resultat": 1}}}, "résultat 1 absent : ce cas en a 0"),
    Mutation("diapositive_nomme_une_chose", {SCREEN: {"choisies.0.resultat": 1}}, "résultat 1 absent : seul un cas a des résultats"),
    Mutation("diapositive_nomme_une_chose", {SCREEN: {"choisies.0": {"evenement": EVENT, "quiz": {"question": "Quand ?", "reponse": "Demain."}}}}, "un quiz renvoie à une fiche, pas à un événement"),
    Mutation("diapositive_nomme_une_clause_offerte", {"clauses/brouillonne": {"statut": "brouillon"}, SCREEN: {"choisies.0": {"clause": "brouillonne"}}}, "« brouillonne » est un brouillon ou une clause retirée"),
    Mutation("diapositive_courte", {TERM: {"resume": "mot " * 45}}, "attendu 40 au plus ; écrire une « phrase » plus courte, ou choisir une autre fiche"),
    Mutation("kit_a_une_seance", {KIT: {"etapes.1.moment": "apres"}}, "aucune étape de séance"),
    Mutation("kit_a_une_seance", {KIT: {"etapes.0.moment": "apres"}}, "« seance » vient après « apres »"),
    Mutation("fichier_bien_forme", {KIT: {"fichiers.0.id": "deroule"}}, "« deroule » est déjà le nom d'un fichier de ce kit"),
    Mutation("fichier_bien_forme", {KIT: {"fichiers.0.rubriques.0.forme": "tableau"}}, "un tableau demande au moins deux « colonnes »"),
    Mutation("fichier_bien_forme", {KIT: {"fichiers.0.rubriques.0.colonnes": ["A", "B"]}}, "seul un tableau a des « colonnes »"),
    Mutation("fichier_bien_forme", {KIT: {"fichiers.0.rubriques.0.lignes": REMOVE}}, "rubrique vide"),
    Mutation("rencontre_bien_datee", {MEETING: {"jusqu_au": "2026-12-01"}}, "dernier jour avant le premier"),
    Mutation("rencontre_bien_datee", {MEETING: {"fin": "10:00"}}, "heure de fin sans heure de début"),
    Mutation("rencontre_bien_datee", {MEETING: {"debut": "11:00", "fin": "10:00"}}, "finit avant de commencer"),
    Mutation("rencontre_annoncee", {MEETING: {"publics": ["fournisseurs"]}}, "rencontre ouverte aux fournisseurs sans « annonce »"),
    Mutation("boucle_non_vide", {SCREEN: {"choisies": REMOVE, "regles": REMOVE}}, "boucle vide : ajouter « choisies » ou « regles »"),
    Mutation("adresse_courte_unique", {"clauses/cas-ville-bilan": {}}, "l'adresse courte /c/cas-ville-bilan/ mène déjà à data/clauses/cas-ville-bilan.yml"),
    Mutation("critere_a_une_notation", {CLAUSE: {"etape": "critere-attribution"}}, "data/clauses/bilan.yml:5:1: un critère d'attribution demande « notation » (pondération, méthode, barème)"),
    Mutation("critere_a_une_notation", {CLAUSE: notation(etape="suivi")}, "seul un critère d'attribution se note : retirer « notation », ou changer l'étape"),
    Mutation("condition_a_une_suite", {CLAUSE: {"etape": "condition-execution"}}, "une condition d'exécution demande « penalite » (sanction ou suivi)"),
    Mutation("clause_a_une_preuve", {CLAUSE: {"verification": REMOVE}}, "clause sans preuve : ajouter « verification » (preuve, moment, qui)"),
    Mutation("clause_a_une_preuve", {CLAUSE: {"verification": []}}, "clause sans preuve"),
    Mutation("clause_a_un_fondement", {CLAUSE: {"fondements": REMOVE}}, "clause sans fondement juridique : ajouter « fondements »"),
    Mutation("fondement_confirme", {TEXT: {"verification.etat": "a-verifier"}}, "aucun fondement confirmé et en vigueur : ajouter un texte confirmé, ou passer la clause en « brouillon »"),
    Mutation("fondement_confirme", {TEXT: {"en_vigueur": {"jusqu_a": "2026-03-31"}}}, "aucun fondement confirmé et en vigueur"),
    Mutation("parametres_du_texte", {CLAUSE: {"texte": "Au moins [[heures]] heures."}}, "data/clauses/bilan.yml:10:1: [[heures]] n'est pas décrit dans « parametres »"),
    Mutation("parametres_du_texte", {CLAUSE: {"variante_simple": "Au moins [[heures]] heures."}}, "[[heures]] n'est pas décrit dans « parametres »"),
    Mutation("parametres_du_texte", {CLAUSE: {"parametres": {"heures": {"libelle": "Heures", "type": "nombre"}}}}, "« heures » ne sert ni dans le texte ni dans la variante simple : y écrire [[heures]], ou le retirer"),
    Mutation("parametres_du_texte", {CLAUSE: {"texte": "Au moins [[Heures]] heures."}}, "crochets doubles mal formés : attendu [[nom]], en minuscules, chiffres et « _ »"),
    Mutation("parametres_du_texte", {CLAUSE: {"texte": "Au moins [[heures heures."}}, "crochets doubles mal formés"),
    Mutation("bornes_des_parametres", {CLAUSE: parametre(type="choix")}, "« choix » se remplit pour un paramètre de type choix, et pour lui seul"),
    Mutation("bornes_des_parametres", {CLAUSE: parametre(choix=["a"])}, "« choix » se remplit pour un paramètre de type choix"),
    Mutation("bornes_des_parametres", {CLAUSE: parametre(type="choix", choix=["a", "b"], defaut="c")}, "la valeur par défaut doit être l'un des « choix »"),
    Mutation("bornes_des_parametres", {CLAUSE: parametre(min=10, defaut=5)}, "attendu min ≤ defaut ≤ max"),
    Mutation("bornes_des_parametres", {CLAUSE: parametre(min="0,5", max="0,25")}, "attendu min ≤ defaut ≤ max"),
    Mutation("bornes_des_parametres", {CLAUSE: parametre(defaut="dix")}, "« defaut » : attendu un nombre"),
    Mutation("bornes_des_parametres", {CLAUSE: parametre(type="date", min="demain")}, "« min » : attendu une date AAAA-MM-JJ"),
    Mutation("bornes_des_parametres", {CLAUSE: parametre(type="date", min="2027-01-01", max="2026-01-01")}, "attendu min ≤ defaut ≤ max"),
    Mutation("champs_de_la_deliberation", {SEGMENT: {"note_elus": NOTE | {"champs": []}}}, "[[part]] n'est pas décrit dans « champs »"),
    Mutation("champs_de_la_deliberation", {SEGMENT: {"note_elus": NOTE | {"deliberation": "Elle décide."}}}, "« part » ne sert pas dans la délibération : y écrire [[part]], ou le retirer"),
    Mutation("bareme_decroissant", {CLAUSE: notation(points=(0, 10))}, "barème : attendu des points décroissants, sans doublon"),
    Mutation("bareme_decroissant", {CLAUSE: notation(points=(10, 10))}, "barème : attendu des points décroissants, sans doublon"),
    Mutation("ponderation_ordonnee", {CLAUSE: notation(20, 5)}, "pondération : attendu min ≤ max"),
    Mutation("version_suit_historique", {CLAUSE: {"version": 2}}, "version 2 : attendu 1, celle de la première ligne de « historique »"),
    Mutation("version_suit_historique", {CLAUSE: {"historique.1": {"version": 2, "date": "2026-09-01", "motif": "x"}}}, "historique : attendu la version la plus récente d'abord, dates et numéros décroissants"),
    Mutation("version_suit_historique", {TERM: {"historique": [{"version": 2, "date": "2026-01-01", "motif": "x"}, {"version": 1, "date": "2026-02-01", "motif": "y"}]}}, "historique : attendu la version la plus récente"),
    Mutation("relecture_coherente", {CLAUSE: {"statut": "relue"}}, "statut « relue » : ajouter « relecture » (date, par, echeance)"),
    Mutation("relecture_coherente", {CLAUSE: {**REVIEWED, "statut": "proposition"}}, "« relecture » avec le statut « proposition »"),
    Mutation("relecture_coherente", {CLAUSE: {**REVIEWED, "relecture": {"date": "2026-10-02", "par": "juriste", "echeance": "2026-10-02"}}}, "échéance de relecture : attendu une date postérieure à la relecture"),
    Mutation("relecture_coherente", {CLAUSE: {**REVIEWED, "relecture": {"date": "2026-09-01", "par": "juriste", "echeance": "2027-09-01"}}}, "relecture plus ancienne que la dernière version : la clause est à relire"),
    Mutation("vigueur_ordonnee", {"textes/vieux": {"en_vigueur": {"depuis": "2026-01-01", "jusqu_a": "2025-01-01"}}}, "fin de vigueur antérieure au début"),
    Mutation("pas_de_html", {CLAUSE: {"texte": "Le <b>titulaire</b> remet."}}, "data/clauses/bilan.yml:10:1: balise HTML refusée près de « <b>titulaire</b> rem » : écrire du texte simple"),
    Mutation("pas_de_html", {CLAUSE: {"titre": "Bilan<script>alert(1)</script>"}}, "balise HTML refusée"),
    Mutation("pas_de_html", {CASE: {"fait": "Un </div> perdu."}}, "balise HTML refusée"),
    Mutation("pas_de_html", {TERM: {"resume": "Un <!-- commentaire -->."}}, "balise HTML refusée"),
    Mutation("pas_de_html", {"recommandations/donner-un-modele": {"comment.1": "Un <img src=x onerror=y>."}}, "balise HTML refusée"),
    Mutation("pas_de_gabarit", {CLAUSE: {"texte": "Le {{ titulaire }} remet."}}, "« {{ » refusé : écrire du texte simple"),
    Mutation("pas_de_gabarit", {TERM: {"precision": "Un {% if %}."}}, "« {% » refusé"),
    Mutation("pas_de_gabarit", {SEGMENT: {"questions": ["Et {# ceci ?"]}}, "« {# » refusé"),
    Mutation("label_ou_equivalent", {CLAUSE: {"texte": "Le papier porte le label FSC. Un équivalent suffit ailleurs."}}, "« FSC » sans « ou équivalent » dans la même phrase : l'ajouter"),
    Mutation("label_ou_equivalent", {CLAUSE: {"variante_simple": "Site conforme au RGESN."}}, "« RGESN » sans « ou équivalent »"),
    Mutation("label_ou_equivalent", {CLAUSE: {"texte": "Selon la norme\nNF en vigueur."}}, "« NF » sans « ou équivalent »"),
    Mutation("label_ou_equivalent", {CLAUSE: notation(**{"notation.bareme.0.attendu": "Label EPEAT."})}, "« EPEAT » sans « ou équivalent »"),
    Mutation("mots_a_eviter", {RULES: NO_EXCEPTION, CLAUSE: {"texte": "Le titulaire remet, si  possible, un bilan."}}, "data/clauses/bilan.yml:10:1: « si possible » (mot vague) : Écrire un nombre."),
    Mutation("mots_a_eviter", {RULES: NO_EXCEPTION, CLAUSE: {"variante_simple": "Il favoriserait le train."}}, "« favoriserait » (mot vague)"),
    Mutation("mots_a_eviter", {RULES: NO_EXCEPTION, CLAUSE: notation(**{"notation.bareme.1.attendu": "Si possible."})}, "« Si possible » (mot vague)"),
    Mutation("mots_a_eviter", {RULES: DRAFTING.replace("EXCEPTED", "bilan")}, "exception inutile à la règle « Mot vague » : la retirer de data/regles-redaction.yml"),
    Mutation("exception_nomme_une_clause", {RULES: DRAFTING.replace("EXCEPTED", "partie")}, "data/regles-redaction.yml:7:19: exception pour une clause absente « partie » : la retirer"),
    Mutation("ponderation_raisonnable", {RULES: NO_EXCEPTION, CLAUSE: notation(1, 20)}, "pondération hors du raisonnable : attendu entre 2 et 60 %"),
    Mutation("ponderation_raisonnable", {RULES: NO_EXCEPTION, CLAUSE: notation(5, 61)}, "pondération hors du raisonnable"),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{{ list_cas() }}", render=False)}, "docs/page.md:8:1: appel de macro sans « render_macros: true » dans l'en-tête : l'ajouter"),
    Mutation("jinja_limite_aux_macros", {PAGE: page("Voir {{ list_cass() }}.")}, "docs/page.md:8:6: macro « list_cass » inconnue ; vouliez-vous dire « list_cas » ?"),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{{ cycler.__init__.__globals__.os.popen('id').read() }}")}, "docs/page.md:8:1: seul un appel de macro est permis dans une page"),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{{ list_cas }}")}, "seul un appel de macro est permis"),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{{ list_cas()|upper }}")}, "seul un appel de macro est permis"),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{{ list_cas() ~ list_cas() }}")}, "seul un appel de macro est permis"),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{{ cite_clauses(*config) }}")}, "seul un appel de macro est permis"),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{{ cite_clauses(config.site_name) }}")}, "argument de « cite_clauses » : attendu un texte entre guillemets, un nombre, true ou false"),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{{ cite_clauses('bi' ~ 'lan') }}")}, "argument de « cite_clauses »"),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{% set x = 1 %}")}, "seul un appel de macro est permis"),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{% for x in 'ab' %}{{ list_cas() }}{% endfor %}")}, "seul un appel de macro est permis"),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{% include 'x' %}")}, "seul un appel de macro est permis"),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{{ list_cas( }}")}, "docs/page.md:8:1: gabarit mal formé"),
    Mutation("jinja_limite_aux_macros", {PAGE: page("{% macro x() %}{% endmacro %}")}, "seul un appel de macro est permis"),
    Mutation("etat_des_textes_dit", {PAGE: page("Voir [L2112-2, à vérifier](/textes/ccp-l2112-2.md).")}, "docs/page.md:8:6: le texte « ccp-l2112-2 » est confirmé : retirer « à vérifier » de ce lien"),
    Mutation("etat_des_textes_dit", {"textes/doute": {"verification.etat": "a-verifier"}, PAGE: page("Voir [L1](/textes/doute.md).")}, "docs/page.md:8:6: le texte « doute » est à vérifier : ajouter « à vérifier » dans les mots de ce lien"),
    Mutation("adresse_libre", {"docs/cas/carte.md": page("La carte.", render=False), "etudes-de-cas/carte": {}}, "docs/cas/carte.md:1:1: la fiche data/etudes-de-cas/carte.yml prend l'adresse de cette page : donner un autre nom à la fiche"),
    Mutation("adresse_libre", {"docs/cas/carte/index.md": page("La carte.", render=False), "etudes-de-cas/carte": {}}, "docs/cas/carte/index.md:1:1: la fiche data/etudes-de-cas/carte.yml prend l'adresse"),
    Mutation("adresse_libre", {"docs/clauses/index.md": page("Les clauses.", render=False), "clauses/index": {}}, "la fiche data/clauses/index.yml prend l'adresse de cette page"),
    Mutation("page_sans_html_actif", {PAGE: page("<script>alert(1)</script>")}, "docs/page.md:8:1: « <script » refusé dans une page : employer du Markdown"),
    Mutation("page_sans_html_actif", {PAGE: page('Un <p style="color: red">mot</p>.')}, "docs/page.md:8:7: « style=\" » refusé dans une page"),
    Mutation("page_sans_html_actif", {PAGE: page("Un <a href='x' onclick='y'>mot</a>.")}, "onclick= » refusé dans une page"),
    Mutation("page_sans_html_actif", {PAGE: page("Un [mot](javascript:alert).")}, "« javascript: » refusé dans une page"),
    Mutation("page_sans_html_actif", {PAGE: page("<IFRAME src='x'></IFRAME>")}, "« <IFRAME » refusé dans une page"),
]

CALLS = [
    (page("{{ cite_clauses('bilan', 'absente') }}"), "docs/page.md:8:1: ", "« absente » n'est pas une fiche de data/clauses/"),
    (page("{{ list_clauses('suivit') }}"), "docs/page.md:8:1: ", "suivit"),
    (page("{{ list_clauses() }}"), "docs/page.md:8:1: ", "list_clauses"),
    (page("{{ list_nouveautes('dix') }}"), "docs/page.md:8:1: ", "list_nouveautes"),
]
"""Calls that would break the build, or silently show nothing, although their form is right."""

FINE: list[Changes] = [
    {CLAUSE: {"pourquoi": "Voir [le cas](etudes-de-cas/ville-bilan), [le mot](glossaire/bilan), [le site](https://exemple.fr/a_b?c=d#e), [écrire](mailto:a@exemple.fr)."}},
    {CLAUSE: {"pourquoi": "Entre crochets [sic], une note [1] (voir plus bas), et 3 [à 4] (ou 5)."}},
    {CLAUSE: {"pourquoi": "Si x < 5, si y > 3, si a < b et 1<2 : rien à dire. Un & deux, 50 % de {moins}, #3."}},
    {CLAUSE: {"texte": "Le papier porte le label FSC, PEFC ou équivalent. Il est ISOLÉ du mur, EN16 jours."}},
    {CLAUSE: {"texte": "Le papier est conforme à la norme ISO 14024 ou à une norme équivalente."}},
    {CLAUSE: {"pourquoi": "Le label FSC ne dit rien des salaires.", "risques.0.parade": "Demander le FSC."}},
    {CLAUSE: parametre(min=5, defaut=5, max=5)},
    {CLAUSE: parametre(min="1 000", defaut="1 500,5", max="2\u202f000")},
    {CLAUSE: parametre(type="date", min="2026-01-01", max="2026-12-31")},
    {CLAUSE: parametre(type="choix", choix=["a", "b"], defaut="b")},
    {CLAUSE: parametre(type="texte", defaut="au plus tôt")},
    {CLAUSE: notation()},
    {CLAUSE: notation(60, 60, (10, 5, 0)), RULES: NO_EXCEPTION},
    {CLAUSE: {"etape": "condition-execution", "penalite": "Retenue."}},
    {CLAUSE: REVIEWED},
    {CLAUSE: {"statut": "brouillon", "etape": "critere-attribution", "verification": REMOVE, "fondements": REMOVE}},
    {"clauses/vieille": RETIRED, CLAUSE: {"remplace": ["vieille"]}},
    {"vocabulaires/ids-retires.yml": "- {id: clauses-vieille, libelle: Vieille}\n- {id: textes-bilan, libelle: Autre sorte}\n", CLAUSE: {"remplace": ["vieille"]}},
    {"familles/conseil": {"parent": "etudes"}, SEGMENT: {"deux_clauses": ["autre"]}, "clauses/autre": {"familles": ["conseil"]}},
    {"clauses/cachee": {"diffusion": "interne", "voir_aussi": ["bilan"]}},
    {"textes/autre": {"verification.etat": "a-verifier"}, CLAUSE: {"fondements.1": {"texte": "autre"}}},
    {"textes/autre": {"en_vigueur": {"depuis": "2026-01-01", "jusqu_a": "2026-01-01"}}},
    {RULES: DRAFTING.replace("EXCEPTED", "bilan"), CLAUSE: {"texte": "Il écrit « si possible »."}},
    {RULES: NO_EXCEPTION, CLAUSE: {"texte": "Ce qui est possible l'est.", "pourquoi": "Si possible.", "publics.agents": "Favorisez le train."}},
    {CLAUSE: {"historique.1": {"version": 1, "date": "2026-10-01", "motif": "x"}, "historique.0.version": 2, "version": 2}},
    {PAGE: page("{{ list_cas() }} et {{ cite_clauses('bilan') }}\n\n{{ list_clauses(etape='suivi') }} {{ list_nouveautes(5) }} {# note #}")},
    {PAGE: page("Du texte, une <small>balise</small> { #ancre }, 100 % { .classe }, onze = 11, un onglet = une page.", render=False)},
    {PAGE: page("Un <span class='x' data-on='1'>mot</span>, le style = sobre, JavaScript : non.", render=False)},
    {"textes/doute": {"verification.etat": "a-verifier"}, PAGE: page("[L1 (à vérifier)](/textes/doute.md), [L2112-2](/textes/ccp-l2112-2.md), [textes](/textes/index.md).")},
    {SCREEN: {"choisies.0": {"evenement": EVENT, "mois": [1, 12]}}},
    {TERM: {"resume": "mot " * 45}, SCREEN: {"choisies.0.phrase": "Plus court."}},
    {"docs/vide.md": "---\ntitle: Vide\ndescription: Rien.\ndiffusion: interne\nhide: [toc]\n---\n"},
    {"docs/glossaire/bilan.md": page("Du texte.", render=False), "docs/etudes/index.md": page("Du texte.", render=False).replace("Une page.", "Une autre page.")},
    {"textes/doute": {"verification.etat": "a-verifier"}, MODULE: {"exemple": "Voir [L1, à vérifier](textes/doute) et [L2112-2](textes/ccp-l2112-2)."}},
    {"docs/index.md": HOME + "\n---\n\nUn trait, puis du texte.\n"},
]


def rules() -> dict[str, Callable[..., Any]]:
    return {rule.__name__: rule for rule in (*checks.CHECKS, *checks.PAGE_CHECKS)}


def findings(rule: str, root: Path) -> list[Any]:
    """What one rule yields, alone."""
    catalog = load(root / "data").catalog
    if rules()[rule] in checks.CHECKS:
        return list(rules()[rule](catalog))
    return [found for each in load_pages(root / "docs")[0] for found in rules()[rule](each, catalog)]


@pytest.mark.parametrize("mutation", BROKEN, ids=[f"{mutation.rule}-{number}" for number, mutation in enumerate(BROKEN)])
def test_one_fault_gets_one_complaint_in_plain_french(project: Callable[[Mapping], Path], mutation: Mutation):
    root = project(mutation.changes)
    found = complaints(root)
    assert len(found) == 1, found
    assert mutation.words in found[0]
    assert len(findings(mutation.rule, root)) == 1


def test_every_rule_is_broken_at_least_once():
    assert {mutation.rule for mutation in BROKEN} == rules().keys()


def test_every_rule_says_what_it_is():
    assert {name for name, rule in rules().items() if not (rule.__doc__ or "").strip()} == set()


@pytest.mark.parametrize("changes", FINE, ids=range(len(FINE)))
def test_what_only_looks_like_a_fault_passes(project: Callable[[Mapping], Path], changes: Changes):
    assert complaints(project(changes)) == []


@pytest.mark.parametrize(("written", "place", "words"), CALLS, ids=range(len(CALLS)))
def test_a_macro_called_with_what_does_not_exist_is_told_before_the_build(project: Callable[[Mapping], Path], written: str, place: str, words: str):
    (found,) = complaints(project({PAGE: written}))
    assert found.startswith(place) and words in found


def test_a_public_page_may_not_show_an_internal_record(project: Callable[[Mapping], Path]):
    changes = {"clauses/cachee": {"diffusion": "interne"}, PAGE: page("{{ cite_clauses('cachee') }}")}
    (found,) = complaints(project(changes))
    assert found.startswith("docs/page.md:8:1: ") and "cachee" in found


def test_an_internal_page_may_show_an_internal_record(project: Callable[[Mapping], Path]):
    body = page("{{ cite_clauses('cachee') }}").replace("render_macros", "diffusion: interne\nrender_macros")
    assert complaints(project({"clauses/cachee": {"diffusion": "interne"}, PAGE: body})) == []
