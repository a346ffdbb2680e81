"""The guarantees of the guide: one generator per rule, its docstring is the rule. The tuples below list them all."""

from collections.abc import Iterable, Iterator

from ..load import Loaded
from ..pages import Page
from ..problems import Problem
from . import annexes, clauses, criteres, dates, doublons, droit, ecrans, kits, lisibilite, pages, parametres, parcours, penalites, pieces, redaction, references, typographie

CHECKS = (
    references.reference_existe,
    references.lien_existe,
    references.publique_ne_cite_pas_interne,
    references.identifiant_retire_non_repris,
    references.clause_remplacee_est_retiree,
    references.deux_clauses_du_segment,
    references.minimum_legal_du_segment,
    references.segments_sur_deux_niveaux,
    clauses.condition_a_une_suite,
    clauses.clause_a_une_preuve,
    clauses.preuve_datee,
    clauses.controle_chiffre,
    clauses.clause_a_un_fondement,
    clauses.fondement_confirme,
    clauses.effet_dit,
    clauses.clause_retiree_dit_pourquoi,
    clauses.champs_de_la_deliberation,
    criteres.critere_decrit,
    criteres.critere_ecrit_au_reglement,
    criteres.poids_raisonnable,
    criteres.bareme_decroissant,
    criteres.quatre_essais,
    criteres.critere_a_son_cadre,
    pieces.devoir_dans_le_contrat,
    pieces.penalite_hors_du_reglement,
    pieces.rien_de_fixe_ailleurs,
    pieces.rien_aux_frais_des_evinces,
    penalites.montant_de_la_penalite,
    penalites.plafond_de_la_penalite,
    annexes.annexe_nommee_existe,
    annexes.annexe_dans_la_fiche,
    annexes.annexe_employee,
    annexes.annexe_de_la_preuve,
    annexes.annexe_bien_formee,
    parametres.parametres_du_texte,
    parametres.bornes_des_parametres,
    parametres.plancher_legal_tenu,
    parametres.calculs_justes,
    parametres.resume_suit_les_valeurs,
    dates.version_suit_historique,
    dates.relecture_coherente,
    dates.vigueur_ordonnee,
    droit.texte_lu_vraiment,
    droit.regle_de_l_etat,
    droit.date_plausible,
    parcours.une_seule_reponse_juste,
    parcours.question_appuyee_sur_une_fiche,
    parcours.figure_dessinable,
    parcours.module_dit_l_etat_des_textes,
    ecrans.diapositive_nomme_une_chose,
    ecrans.diapositive_nomme_une_clause_offerte,
    ecrans.diapositive_courte,
    ecrans.boucle_non_vide,
    ecrans.adresse_courte_unique,
    kits.kit_a_une_seance,
    kits.fichier_bien_forme,
    kits.rencontre_bien_datee,
    kits.rencontre_annoncee,
    redaction.pas_de_html,
    redaction.pas_de_gabarit,
    redaction.label_ou_equivalent,
    redaction.mots_a_eviter,
    redaction.exception_nomme_une_clause,
)
"""Rules across records: each takes the catalogue and yields findings."""

PAGE_CHECKS = (
    pages.adresse_libre,
    pages.jinja_limite_aux_macros,
    pages.page_sans_html_actif,
    pages.etat_des_textes_dit,
)
"""Rules on the pages of docs/: each takes the page and the catalogue, and yields (line, column, message)."""


EDITORIAL_CHECKS = (
    doublons.clause_en_double,
    lisibilite.phrases_courtes,
    lisibilite.lecture_aisee,
    typographie.typographie,
)
"""Rules on the quality of the writing: a fault spoils nothing that is built, so that `check` runs them and the build does not."""

EDITORIAL_PAGE_CHECKS = (typographie.typographie_de_page,)
"""The same, on the pages of docs/."""


def run(loaded: Loaded, site_pages: Iterable[Page], editorial: bool = False) -> Iterator[Problem]:
    """Every rule on everything that could be read; the editorial ones where they are asked for."""
    for check in (*CHECKS, *EDITORIAL_CHECKS) if editorial else CHECKS:
        for finding in check(loaded.catalog):
            if finding.target and (finding.target[0] in loaded.unread or finding.target[1] in loaded.named.get(finding.target[0], ())):
                continue  # the file that it names has its own complaint
            yield loaded.locate(finding.file, finding.key_path, finding.message)
    for page in site_pages:
        for page_check in (*PAGE_CHECKS, *EDITORIAL_PAGE_CHECKS) if editorial else PAGE_CHECKS:
            for line, column, message in page_check(page, loaded.catalog):
                yield Problem(page.path, line, column, message)
