"""The guarantees of the guide: one generator per rule, its docstring is the rule. The tuples below list them all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ..model import Catalog
from ..read.load import Loaded
from ..read.pages import Page
from ..read.problems import Problem
from . import (
    achat,
    annexes,
    cas,
    clauses,
    criteres,
    dates,
    doublons,
    droit,
    ecrans,
    kits,
    lisibilite,
    marche,
    notations,
    pages,
    parametres,
    parcours,
    penalites,
    pieces,
    redaction,
    references,
    retours,
    surcharges,
    typographie,
    versions,
)
from .finding import Finding

PageCheck = Callable[[Page, Catalog], Iterator[pages.PageFinding]]

CHECKS_OF_REFERENCES = (
    references.reference_existe,
    references.lien_existe,
    references.publique_ne_cite_pas_interne,
    references.identifiant_retire_non_repris,
    marche.cpv_avec_sa_table,
    marche.segment_du_cpv,
    marche.mot_du_lexique,
    achat.reference_de_l_achat,
    versions.version_a_son_adresse,
)
"""Rules on what records name: they look at all that could be read."""

CHECKS = (
    achat.seuil_connu,
    achat.ligne_fondee,
    achat.tout_achat_a_sa_reponse,
    achat.assistant_mene_quelque_part,
    references.clause_remplacee_est_retiree,
    references.deux_clauses_du_segment,
    references.minimum_legal_du_segment,
    references.minimum_legal_compatible,
    references.minimum_legal_dit_ce_qui_manque,
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
    versions.versions_sans_trou,
    versions.versions_datees,
    versions.texte_suit_sa_version,
    dates.relecture_coherente,
    dates.vigueur_ordonnee,
    droit.texte_lu_vraiment,
    droit.regle_de_l_etat,
    droit.article_de_la_concordance,
    cas.chiffre_du_cas_appuye,
    cas.monnaie_du_cas_convertie,
    retours.retour_d_une_version_publiee,
    parcours.une_seule_reponse_juste,
    parcours.question_appuyee_sur_une_fiche,
    parcours.figure_dessinable,
    parcours.figure_dit_tous_ses_etats,
    parcours.module_dit_l_etat_des_textes,
    ecrans.diapositive_nomme_une_chose,
    ecrans.diapositive_nomme_une_clause_offerte,
    ecrans.diapositive_courte,
    ecrans.boucle_non_vide,
    ecrans.nom_de_boucle_libre,
    ecrans.boucle_des_visiteurs,
    ecrans.adresse_courte_unique,
    kits.kit_a_une_seance,
    kits.fichier_bien_forme,
    kits.rencontre_bien_datee,
    kits.rencontre_annoncee,
    marche.code_cpv_connu,
    marche.aucun_code_sans_reponse,
    notations.formule_calculable,
    notations.reglages_bornes,
    notations.methode_bien_formee,
    notations.note_bornee,
    notations.feu_motive,
    notations.feu_suit_le_calcul,
    redaction.pas_de_html,
    redaction.pas_de_gabarit,
    redaction.label_ou_equivalent,
    redaction.exception_nomme_une_clause,
)
"""Rules across records: each takes the catalogue and yields findings. They follow references without looking: they see only the records whose references all lead somewhere."""

OVERLAY_CHECKS = (surcharges.phrases_suivent_les_valeurs, surcharges.source_de_la_valeur)
"""The same, on what an organisation changes: there is nothing to look at without data-locale/."""

PAGE_CHECKS = (
    pages.adresse_libre,
    pages.jinja_limite_aux_macros,
    pages.appel_hors_du_code,
    pages.appel_a_son_fichier,
    pages.page_sans_html_actif,
    pages.lien_mene_quelque_part,
    pages.etat_des_textes_dit,
)
"""Rules on the pages of docs/: each takes the page and the catalogue, and yields (line, column, message)."""


EDITORIAL_CHECKS = (
    redaction.mots_a_eviter,
    redaction.clause_sans_constat_grave,
    doublons.clause_en_double,
    lisibilite.phrases_courtes,
    lisibilite.lecture_aisee,
    typographie.typographie,
)
"""Rules on the quality of the writing: a fault spoils nothing that is built, so that `check` runs them and the build does not."""

EDITORIAL_PAGE_CHECKS = (typographie.typographie_de_page,)
"""The same, on the pages of docs/."""


WHOLE_PAGE_CHECKS = (pages.appels_de_macros_reussissent,)
"""Rules on pages that need every record: they run once nothing else is wrong. They make what the build makes again: it runs them only where that fails."""


def run(loaded: Loaded, site_pages: Iterable[Page], editorial: bool = False) -> Iterator[Problem]:
    """Every rule on everything that could be read; the editorial ones where they are asked for."""
    site_pages = tuple(site_pages)
    found = [
        *_on_records(loaded, editorial),
        *_on_pages(loaded, site_pages, (*PAGE_CHECKS, *EDITORIAL_PAGE_CHECKS) if editorial else PAGE_CHECKS),
    ]
    yield from found
    if editorial and not found and not loaded.problems:
        yield from on_whole_pages(site_pages, loaded.catalog)


def on_whole_pages(site_pages: Iterable[Page], catalog: Catalog) -> Iterator[Problem]:
    """What the rules that need every record say of the pages, nothing else being wrong."""
    for page in site_pages:
        for check in WHOLE_PAGE_CHECKS:
            for line, column, message, _ in check(page, catalog):
                yield Problem(page.path, line, column, message)


def _on_records(loaded: Loaded, editorial: bool) -> Iterator[Problem]:
    rules = [(check, loaded.catalog) for check in CHECKS_OF_REFERENCES]
    rules += [
        (check, loaded.catalog.whole) for check in (*CHECKS, *OVERLAY_CHECKS, *(EDITORIAL_CHECKS if editorial else ()))
    ]
    for check, catalog in rules:
        for finding in check(catalog):
            if _is_told_elsewhere(loaded, finding.target):
                continue
            yield _caused(loaded, finding) or loaded.locate(finding.file, finding.key_path, finding.message)


def _caused(loaded: Loaded, finding: Finding) -> Problem | None:
    """The fault where it began: a record of ours that names one which data-locale/ has changed is right as it stands."""
    record = finding.record
    if loaded.overlay is None or isinstance(record, str) or not finding.key_path:
        return None
    if loaded.locate(finding.file, finding.key_path, "").path != f"{loaded.root.name}/{finding.file}":
        return None  # data-locale/ says it itself
    for path, kind, target in record.named:
        cause = loaded.overlay.causes.get((kind, target))
        if cause and (path[: len(finding.key_path)] == finding.key_path or path == finding.key_path[: len(path)]):
            where = ".".join(str(step) for step in finding.key_path)
            message = f"{finding.message} : « {where} » de data/{finding.file} la nomme (surcharges.yml sait changer « minimum_legal » et « deux_clauses » ; le reste se remplace par une fiche de data-locale/{record.kind}/)"
            return replace(cause, message=message)
    return None


def _is_told_elsewhere(loaded: Loaded, target: tuple[str, str] | None) -> bool:
    """Whether what is named is there but could not be read: its file has its own complaint."""
    return target is not None and (target[0] in loaded.unread or target[1] in loaded.named.get(target[0], ()))


def _on_pages(loaded: Loaded, site_pages: tuple[Page, ...], rules: tuple[PageCheck, ...]) -> Iterator[Problem]:
    for page in site_pages:
        for check in rules:
            for line, column, message, target in check(page, loaded.catalog):
                if not _is_told_elsewhere(loaded, target):
                    yield Problem(page.path, line, column, message)
