"""A clause as the tools of the site take it into a tender: its texts cut into runs and blocks (see text/runs.py), what they rest on, what follows from them.

Everything is plain values that become JSON; the keys are those of the records where there is one.
"""

from typing import Any

from ..model import Catalog, Clause, TexteJuridique
from ..model.clause import Annexe, Penalite, Verification
from ..read.settings import Settings
from ..text.dates import date_longue
from ..text.runs import Block, Run, phrase, prose
from ..text.typographie import typographie
from .annexes import annexe_vue, en_mots, precision, unite_du_calcul
from .clauses import ChampARemplir, ClauseVue, clause_vue, quand
from .fournisseurs import cle_de_preuve
from .pieces import Morceau, articles_remplaces, sans_mise_en_demeure, unite, unite_du_montant
from .textes import change_dit
from .versions import anciennes

Paquet = dict[str, Any]


def repertoire(catalog: Catalog) -> dict[str, Paquet]:
    """Every clause by its id, in few words: what a list of chosen clauses needs before their packets are read."""
    return {
        clause.id: {
            "titre": typographie(clause.titre),
            "version": clause.version_dite if clause.local else clause.version,
            "statut": clause.statut,
            "etape": clause.etape,
            "niveau": clause.niveau,
            "familles": list(clause.familles),
            "remplacantes": [record.id for record in catalog.replacing(clause)],
        }
        for clause in catalog.all(Clause)
    }


def paquet(catalog: Catalog, clause: Clause, settings: Settings) -> Paquet:
    """Everything that a clause brings into a tender."""
    vue = clause_vue(catalog, clause, settings)
    return {
        "id": clause.id,
        "version": clause.version_dite if clause.local else clause.version,
        "date": str(vue.date),
        "titre": typographie(clause.titre),
        "resume": phrase(clause.resume),
        "adresse": clause.adresse,
        "mention": typographie(vue.mention),
        "statut": clause.statut,
        "statut_dit": typographie(vue.statut),
        "retrait": phrase(clause.retrait or ""),
        "remplacantes": [record.id for record in catalog.replacing(clause)],
        "familles": list(clause.familles),
        "etape": clause.etape,
        "etape_dite": typographie(vue.etape),
        "niveau_dit": typographie(vue.niveau),
        "dimensions": list(clause.dimensions),
        "facilite": clause.facilite,
        "impact": clause.impact,
        "charge_fournisseur": clause.charge_fournisseur,
        "parametres": [_parametre(champ) for champ in vue.champs],
        "pieces": [
            {
                "piece": piece.piece.id,
                "titre": typographie(piece.titre),
                "morceaux": [_morceau(part) for part in piece.morceaux],
            }
            for piece in vue.pieces
        ],
        "variante_simple": prose(clause.variante_simple or ""),
        "critere": _critere(clause),
        "penalites": [_penalite(clause, penalite) for penalite in clause.penalites],
        "piece_des_penalites": clause.piece_des_penalites,
        "suites": [phrase(suite) for suite in clause.suites],
        "derogations": _derogations(catalog, clause),
        "annexes": [_annexe(clause, annexe) for annexe in clause.annexes],
        "verification": [
            _verification(catalog, clause, step, said.quand)
            for step, said in zip(clause.verification, vue.verifications, strict=True)
        ],
        "effet": {"mesure": clause.effet.mesure, "unite": clause.effet.unite} if clause.effet else None,
        "ne_pas_employer_si": [phrase(case) for case in clause.ne_pas_employer_si],
        "pourquoi": phrase(clause.pourquoi),
        "fondements": _fondements(vue),
        "risques": [{"risque": phrase(one.risque), "parade": phrase(one.parade)} for one in clause.risques],
        "publics": {"agents": phrase(clause.publics.agents), "fournisseurs": phrase(clause.publics.fournisseurs)},
        "declaration": {
            "sociale": clause.declaration.sociale,
            "sociale_dite": typographie(vue.declaration[0][1]),
            "environnementale": clause.declaration.environnementale,
            "environnementale_dite": typographie(vue.declaration[1][1]),
        },
        "cpv": list(clause.cpv),
        "incompatible": [record.id for record in catalog.symmetric(clause, "incompatible")],
        "voir_aussi": [record.id for record in catalog.symmetric(clause, "voir_aussi")],
    }


def passe(catalog: Catalog, clause: Clause) -> Paquet:
    """What a tender that comes back is compared with: the changes of a clause, its old texts line by line, and the dates of what it rests on.

    `versions`: number -> {titre, textes: [{piece, titre, lignes}]}, the values that were proposed then written in them.
    """
    cited = (catalog.get(TexteJuridique, fondement.texte) for fondement in clause.fondements)
    return {
        "historique": [
            {
                "version": change.version,
                "date": str(change.date),
                "dit": date_longue(change.date),
                "motif": typographie(change.motif),
            }
            for change in clause.historique
        ],
        "versions": {
            str(version.version): {
                "titre": typographie(version.titre),
                "textes": [
                    {"piece": text.piece, "titre": typographie(text.titre or ""), "lignes": _lignes(prose(text.texte))}
                    for text in version.textes
                ],
            }
            for version in anciennes(catalog, clause)
        },
        "textes": [
            {
                "reference": typographie(text.reference),
                "depuis": str(text.en_vigueur.depuis or ""),
                "jusqu_a": str(text.en_vigueur.jusqu_a or ""),
                "releve": str(text.changement.releve) if text.changement else "",
                "change": f"{typographie(change_dit(text))}. {_mots(phrase(text.changement.dit))}"
                if text.changement
                else "",
            }
            for text in cited
            if text.en_vigueur.depuis or text.en_vigueur.jusqu_a or text.changement
        ],
    }


def _lignes(blocks: list[Block]) -> list[str]:
    """The paragraphs and points of blocks whose places are written."""
    lines = []
    for block in blocks:
        if "p" in block:
            lines.append(_mots(block["p"]))
        else:
            for run, under in block["points"]:
                lines += [_mots(run), *_lignes(under)]
    return lines


def _mots(run: Run) -> str:
    return "".join(piece if isinstance(piece, str) else _mots(piece.get("gras", [])) for piece in run)


def _parametre(champ: ChampARemplir) -> Paquet:
    return {
        "nom": champ.nom,
        "libelle": typographie(champ.libelle),
        "type": champ.type,
        "unite": champ.unite,
        "defaut": champ.defaut,
        "min": champ.min,
        "max": champ.max,
        "calcul": champ.calcul,
        "choix": list(champ.choix),
        "aide": typographie(champ.aide),
        "bornes": typographie(champ.bornes),
        "plancher": {"valeur": champ.plancher, "texte": champ.article, "dit": champ.article_dit}
        if champ.plancher
        else None,
    }


def _morceau(morceau: Morceau) -> Paquet:
    table = morceau.tableau
    return {
        "sorte": morceau.sorte,
        "titre": typographie(morceau.titre),
        "blocs": prose(morceau.texte),
        "tableau": {
            "entetes": [typographie(head) for head in table.entetes],
            "lignes": [[phrase(cell) for cell in row] for row in table.lignes],
        }
        if table
        else None,
        "suite": prose(morceau.suite),
    }


def _critere(clause: Clause) -> Paquet | None:
    critere = clause.critere
    if critere is None:
        return None
    return {
        "libelle": typographie(critere.libelle),
        "poids": critere.poids,
        "juge": phrase(critere.juge),
        "elements": [phrase(element) for element in critere.elements],
        "bareme": [{"points": echelon.points, "attendu": phrase(echelon.attendu)} for echelon in critere.bareme],
        "methode": prose(critere.methode),
        "essais": [
            {"offre": typographie(essai.offre), "reponses": phrase(essai.reponses), "note": essai.note}
            for essai in clause.essais
        ],
    }


def _penalite(clause: Clause, penalite: Penalite) -> Paquet:
    return {
        "manquement": phrase(penalite.manquement),
        "montant": penalite.montant,
        "unite": typographie(unite_du_montant(clause, penalite)),
        "assiette": penalite.assiette,
        "apres_mise_en_demeure": typographie(penalite.apres_mise_en_demeure or ""),
        "plafond": penalite.plafond,
        "unite_du_plafond": typographie(unite(clause, penalite.plafond)) if penalite.plafond else "",
        "sans_plafond": typographie(penalite.sans_plafond or ""),
    }


def _derogations(catalog: Catalog, clause: Clause) -> Paquet:
    """`retard`: the articles that amounts replace; `sans_mise_en_demeure`: those on the notice that is not given. Each with its penalties, by their place from 0."""
    notice = sans_mise_en_demeure(catalog, clause)
    return {
        "retard": [
            {"articles": typographie(article), "penalites": [number - 1 for number in numbers]}
            for article, numbers in articles_remplaces(catalog, clause).items()
        ],
        "sans_mise_en_demeure": {
            "penalites": [number - 1 for number in notice.numeros],
            "articles": typographie(notice.articles),
        }
        if notice
        else None,
    }


def _annexe(clause: Clause, annexe: Annexe) -> Paquet:
    vue = annexe_vue(annexe)
    return {
        "id": annexe.id,
        "titre": typographie(annexe.titre),
        "sorte": annexe.sorte,
        "sorte_dite": vue.sorte,
        "remplie_par": annexe.remplie_par,
        "mode_d_emploi": prose(annexe.mode_d_emploi or ""),
        "colonnes": [
            {
                "libelle": typographie(colonne.libelle),
                "precision": typographie(precision(colonne)),
                "type": colonne.type,
                "choix": list(colonne.choix),
                "aide": typographie(colonne.aide or ""),
            }
            for colonne in annexe.colonnes
        ],
        "lignes": [[typographie(cell) for cell in row] for row in annexe.lignes],
        "calculs": [
            {
                "libelle": typographie(calcul.libelle),
                "operation": calcul.operation,
                "colonne": typographie(calcul.colonne),
                "par": typographie(calcul.par or ""),
                "dit": typographie(en_mots(calcul)),
                "unite": unite_du_calcul(annexe, calcul),
            }
            for calcul in annexe.calculs
        ],
        "fichiers": {kind: f"{clause.adresse}annexe-{annexe.id}.{kind}" for kind in ("docx", "xlsx")},
    }


def _verification(catalog: Catalog, clause: Clause, step: Verification, said: str) -> Paquet:
    due = step.echeance
    return {
        "cle": cle_de_preuve(clause, step.preuve),
        "preuve": phrase(step.preuve),
        "fournie_par": step.fournie_par,
        "moment": step.moment,
        "moment_dit": typographie(catalog.term("moments", step.moment).libelle),
        "quand": typographie(quand(step) or said),
        "echeance": {"depuis": due.depuis, "delai": due.delai or "", "tous_les": due.tous_les or ""} if due else None,
        "controle": phrase(step.controle),
        "qui": typographie(step.qui or "acheteur"),
        "minutes": step.minutes,
        "annexe": step.annexe,
    }


def _fondements(vue: ClauseVue) -> list[Paquet]:
    return [
        {
            "texte": own.texte,
            "reference": typographie(said.lien.mot),
            "etat": typographie(said.etat),
            "confirme": said.confirme,
            "note": phrase(said.note),
        }
        for own, said in zip(vue.clause.fondements, vue.fondements, strict=True)
    ]
