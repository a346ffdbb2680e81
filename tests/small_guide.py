"""The smallest valid guide on disk, and how a test changes it: only what matters stands in the test."""

import copy
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from macros.read.guide import load_guide
from macros.read.problems import DataError

ROOT = Path(__file__).parents[1]
CPV = "79311000-7"
"""The one code of the smallest guide."""
CPV_CODES = f"{CPV}\tÉtudes de marchés\n"
CPV_TABLE = '- {cpv: "79", segment: etudes}\n'
LEXICON = """\
- {mots: [sondage, opinion poll], mene: [familles/etudes, glossaire/bilan], pourquoi: "mots du métier"}
- {mots: [accord-cadre], pourquoi: "forme du contrat"}
"""
REMOVE = object()
"""The value of a key that a test takes out."""

RECORDS: dict[str, dict[str, Any]] = {
    "familles/etudes": {
        "titre": "Études",
        "resume": "Comprendre une question avant de décider.",
        "ordre": 1,
        "perimetre": "Études confiées à un prestataire.",
        "cpv": [CPV],
        "sources": [{"titre": "Nomenclature des achats"}],
    },
    "textes/ccp-l2112-2": {
        "titre": "Conditions d'exécution",
        "resume": "Le marché fixe ses conditions d'exécution.",
        "nature": "article",
        "reference": "CCP, art. L2112-2",
        "apport": "L'acheteur peut demander une part sociale.",
        "url": "https://www.legifrance.gouv.fr/",
        "verification": {"etat": "lu-au-texte", "date": "2026-09-01"},
    },
    "clauses/bilan": {
        "titre": "Remettre un bilan",
        "resume": "Le titulaire remet un bilan à la fin du marché.",
        "familles": ["etudes"],
        "etape": "suivi",
        "dimensions": ["social"],
        "niveau": "base",
        "dispositions": [{"piece": "CCAP", "texte": "Le titulaire remet un bilan."}],
        "pourquoi": "Ce qui est mesuré se corrige.",
        "fondements": [{"texte": "ccp-l2112-2"}],
        "verification": [
            {
                "preuve": "Le bilan reçu",
                "fournie_par": "titulaire",
                "moment": "fin",
                "controle": "Le lire.",
                "minutes": 15,
            }
        ],
        "risques": [{"risque": "Un bilan vide.", "parade": "Donner un modèle."}],
        "facilite": 4,
        "impact": 2,
        "charge_fournisseur": 1,
        "publics": {
            "agents": "Joignez le modèle.",
            "elus": "Lisez le bilan.",
            "fournisseurs": "Notez au fil de l'eau.",
        },
        "declaration": {"sociale": "aucune", "environnementale": "aucune"},
        "sources": [{"titre": "Guide de l'achat public"}],
        "diffusion": "publique",
        "statut": "proposition",
        "version": 1,
        "historique": [{"version": 1, "date": "2026-10-01", "motif": "Première version."}],
    },
    "pairs/ville": {
        "titre": "Ville témoin",
        "resume": "Une ville qui raconte ce qu'elle a fait.",
        "pays": "France",
        "lieu": "Ville",
        "type_acheteur": "commune",
        "role": "Elle a demandé un bilan à ses prestataires.",
        "sources": [{"titre": "Site de la ville"}],
    },
    "etudes-de-cas/ville-bilan": {
        "titre": "Un bilan par étude",
        "resume": "La ville demande un bilan à chaque étude.",
        "acheteur": "Ville témoin",
        "pays": "France",
        "lieu": "Ville",
        "taille": "petite",
        "type_acheteur": "commune",
        "nature": "demarche",
        "familles": ["etudes"],
        "etapes": ["suivi"],
        "dimensions": ["social"],
        "fait": "Elle a joint un modèle au marché.",
        "lecon": "Le modèle compte plus que la demande.",
        "confiance": "elevee",
        "sources": [{"titre": "Délibération"}],
    },
    "recommandations/donner-un-modele": {
        "titre": "Donner un modèle",
        "resume": "Un modèle joint au marché vaut mieux qu'une demande.",
        "theme": "outils-et-ressources",
        "de": ["ville"],
        "publics": ["agents"],
        "etapes": ["suivi"],
        "pourquoi": "Le prestataire sait ce qui est attendu.",
        "comment": ["Écrire le modèle.", "Le joindre."],
        "sources": [{"titre": "Entretien"}],
    },
    "obligations/part-sociale": {
        "titre": "Une part sociale",
        "resume": "Le marché comporte une part sociale.",
        "familles": ["etudes"],
        "condition": {"montant": 90000},
        "textes": ["ccp-l2112-2"],
        "exigence": "Le marché comporte une condition sociale.",
    },
    "processus/faire-le-bilan": {
        "titre": "Faire le bilan",
        "resume": "Relire ce qui a été fait.",
        "ordre": 1,
        "etape": "suivi",
        "chapitre": "evaluer-et-partager",
        "acteurs": [{"acteur": "acheteur", "role": "pilote", "fait": "Réunit les personnes."}],
        "decisions": ["Recommencer ou non"],
        "documents": ["Le bilan"],
        "delais": [{"titre": "Un mois", "detail": "Avant que chacun oublie."}],
        "points_de_blocage": [{"titre": "Le temps", "detail": "Personne n'en a."}],
        "ouvertures": [{"titre": "Les usagers", "detail": "Les inviter."}],
        "sources": [{"titre": "Entretien"}],
    },
    "parcours/relire": {
        "titre": "Relire ensemble",
        "resume": "Relire à deux ce qui a été fait.",
        "ordre": 1,
        "duree": 10,
        "roles": ["gestionnaire"],
        "objectifs": ["relire", "noter"],
        "parties": [{"titre": "Pourquoi", "texte": "On oublie vite."}],
        "figure": {"forme": "suite", "titre": "Deux gestes", "elements": [{"libelle": "Relire"}, {"libelle": "Noter"}]},
        "exemple": "Une commune inventée relit.",
        "exercice": {
            "consigne": "Ouvrez la liste.",
            "page": "clauses",
            "lien": "Les clauses",
            "correction": "Une clause suffit.",
        },
        "quiz": [
            {
                "question": f"Question {number}, que faire ?",
                "reponses": [
                    {"texte": "Relire", "juste": True, "explication": "C'est [le bilan](clauses/bilan)."},
                    {"texte": "Oublier", "explication": "On recommence."},
                ],
            }
            for number in (1, 2, 3)
        ],
        "sources": [{"titre": "Entretien"}],
    },
    "kits/visite": {
        "titre": "La visite",
        "resume": "Aller voir, à plusieurs.",
        "ordre": 1,
        "quand": "Avant d'écrire le besoin.",
        "qui": ["Trois agents"],
        "materiel": ["Une grille de questions"],
        "etapes": [
            {"moment": "avant", "titre": "Annoncer", "minutes": 30, "fait": "Publier l'annonce."},
            {"moment": "seance", "titre": "Visiter", "minutes": 60, "fait": "Poser les questions."},
        ],
        "securite_juridique": [{"regle": "Les mêmes questions à tous.", "textes": ["ccp-l2112-2"]}],
        "fichiers": [
            {
                "id": "grille",
                "titre": "Grille",
                "usage": "à envoyer d'avance",
                "rubriques": [{"titre": "Questions", "forme": "questions", "lignes": ["Qui fait le travail ?"]}],
            }
        ],
        "sources": [{"titre": "Entretien"}],
    },
    "salles/bilan": {
        "titre": "Les bilans",
        "resume": "Un mur sur les bilans.",
        "ordre": 1,
        "question": "Qui lit nos bilans ?",
        "accroche": "Un bilan lu change l'achat suivant.",
        "clauses": ["bilan"],
        "cas": ["ville-bilan"],
        "debat": ["Qui l'a lu ?"],
    },
    "rencontres/visite-a-ville": {
        "titre": "Visite à Ville",
        "resume": "Trois agents vont voir.",
        "jour": "2026-12-03",
        "lieu": "Ville",
        "organisateur": "Ville témoin",
        "publics": ["agents"],
        "objet": "Voir comment un bilan se fait.",
    },
    "preuves/attestation": {
        "titre": "L'attestation",
        "resume": "Elle dit que tout est à jour.",
        "ordre": 1,
        "nature": "administrative",
        "quand": "avant la signature",
        "montre": "La situation à sa date.",
        "ne_montre_pas": "La suite.",
        "comment": ["La demander."],
    },
    "retours/ville-bilan": {
        "titre": "Ville, étude des déplacements",
        "resume": "Le bilan a été remis à la date dite.",
        "clause": "bilan",
        "version": 1,
        "objet": "Étude des déplacements",
        "jour": "2026-10-05",
        "resultat": "tenue",
        "organisation": "Ville témoin",
        "sources": [{"titre": "Compte rendu de la réunion de bilan"}],
    },
    "notations/classique": {
        "titre": "Formule classique",
        "resume": "La note suit le rapport des prix.",
        "ordre": 1,
        "porte_sur": "prix",
        "en_mots": "Le prix le plus bas divisé par le prix.",
        "expression": "N × Pmin / P",
        "bornes": "De zéro à tous les points.",
        "avis": {"feu": "vert", "dit": "Utilisable."},
        "avantages": ["Connue."],
        "dangers": ["Tasse les notes."],
        "confiance": "elevee",
    },
    "glossaire/bilan": {"titre": "Bilan", "resume": "Ce qui a été fait, écrit à la fin."},
    "ecrans/hall": {
        "titre": "Écran du hall",
        "resume": "Ce que l'on lit en passant.",
        "lieu": "Hall",
        "choisies": [{"mot": "bilan"}],
        "regles": [
            {"sorte": "clauses", "choix": "date", "nombre": 3},
            {"sorte": "cas", "choix": "hasard", "nombre": 3},
            {"sorte": "conseils", "choix": "date", "nombre": 3},
        ],
    },
}
NOTE = {
    "enjeu": "Une étude sert à décider.",
    "cout": "Le temps d'un agent.",
    "cas": ["ville-bilan"],
    "questions": ["Qui ?", "Quand ?", "Combien ?"],
    "deliberation": "L'assemblée fixe [[part]] %.",
    "champs": [{"nom": "part", "libelle": "part à fixer"}],
}
"""What a segment of RECORDS may say to elected officials."""
HOME = """\
---
title: Guide
description: Un guide d'essai.
---
# Guide
"""

Changes = Mapping[str, Mapping[str, Any] | str | bytes | None]
"""Path below data/ without its ending (or path of a file) -> dotted keys and their new values, whole text, or None for no file.

A record that is not in RECORDS starts as a copy of the one of its folder.
"""


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def dump(value: Any) -> str:
    """YAML as a contributor would write it: keys in their order, one line a value."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def changed(record: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the record with the values at these dotted keys ("publics.agents", "sources.0.url") set or removed."""
    result = copy.deepcopy(dict(record))
    for path, value in changes.items():
        *parents, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        target: Any = result
        for step in parents:
            target = target[step]
        if value is REMOVE:
            target.pop(last, None) if isinstance(target, dict) else target.pop(last)
        elif isinstance(target, list) and last == len(target):
            target.append(copy.deepcopy(value))
        else:
            target[last] = copy.deepcopy(value)
    return result


def write_project(root: Path, changes: Changes | None = None) -> Path:
    """Write the smallest valid guide, changed, below `root`; the closed lists are the project's own, but for the longest and those of the market."""
    changes = dict(changes or {})
    shutil.copytree(ROOT / "data/vocabulaires", root / "data/vocabulaires")
    codes = root / "data/vocabulaires/cpv.yml"
    _write(codes, "".join(line for line in codes.read_text(encoding="utf-8").splitlines(keepends=True) if CPV in line))
    _write(root / "data/vocabulaires/cpv-segments.yml", CPV_TABLE)
    _write(root / "data/cpv-2008.tsv", CPV_CODES)
    _write(root / "data/vocabulaires/lexique.yml", LEXICON)
    _write(root / "docs/index.md", HOME)
    _write(root / "mkdocs.yml", "site_name: Guide des achats durables\n")
    shutil.copy(ROOT / "data/README.md", root / "data")
    for path, record in RECORDS.items():
        _write(root / f"data/{path}.yml", dump(record))
    for path, change in changes.items():
        kind = path.split("/")[0]
        whole = path.endswith((".yml", ".md", ".txt", ".tsv"))
        file = root / path if kind in ("data", "docs") else root / "data" / (path if whole else f"{path}.yml")
        if change is None:
            file.unlink()
        elif isinstance(change, (str, bytes)):
            _write(file, change)
        else:
            _write(file, dump(changed(RECORDS.get(path) or _first_of(kind), change)))
    return root


def _first_of(kind: str) -> dict[str, Any]:
    return next(record for path, record in RECORDS.items() if path.startswith(f"{kind}/"))


def _write(file: Path, content: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def complaints(root: Path, editorial: bool = False) -> list[str]:
    """Every problem of the guide below `root`, as its reader meets them, the writing too if asked; [] when it holds."""
    try:
        load_guide(root, editorial)
    except DataError as error:
        return [str(problem) for problem in error.problems]
    return []


MKDOCS = """\
INHERIT: {project}/mkdocs.yml
nav:
{nav}
"""


LISTS = {
    "fournisseurs": "list_vos_etapes",
    "fournisseurs/dossier": "list_dossiers",
    "fournisseurs/preuves": "list_seuils",
    "agenda": "list_agenda",
    "cas": "list_cas",
    "clauses": "list_segments",
    "contribuer/proposer": "show_proposer",
    "ecrans": "list_ecrans",
    "familles": "list_segments",
    "glossaire": "list_glossaire",
    "kits": "list_kits",
    "obligations": "list_obligations",
    "pairs": "list_pairs",
    "parcours/nouvel-arrivant": "show_parcours",
    "processus": "show_processus",
    "recommandations": "list_recommandations",
    "retours": "list_retours",
    "salles": "list_salles",
    "textes": "list_textes",
}
"""The folders of docs/ that records' pages link to, and the macro that fills them."""
LIST = """\
---
title: Liste, {name}
description: Tout ce que le guide tient dans {name}.
render_macros: true
---
# Liste, {name}

{{{{ {macro}() }}}}
"""
CHAPTER = "docs/guide/evaluer-et-partager.md"
ATTESTATION = "docs/parcours/nouvel-arrivant/attestation.md"


def write_site_project(root: Path, changes: Changes | None = None) -> Path:
    """The smallest guide, with what MkDocs needs to build it: the project's own code, theme and configuration."""
    lists = {f"docs/{name}/index.md": LIST.format(name=name, macro=macro) for name, macro in LISTS.items()}
    write_project(
        root,
        {
            **lists,
            CHAPTER: HOME.replace("title: Guide", "title: Évaluer"),
            ATTESTATION: HOME.replace("title: Guide", "title: Attester"),
            **(changes or {}),
        },
    )
    for folder in ("macros", "overrides", "docs/assets"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
    shutil.copy(ROOT / "organisation.yml", root)
    pages = sorted(page.relative_to(root / "docs").as_posix() for page in (root / "docs").rglob("*.md"))
    nav = "\n".join(f"  - {'Accueil' if page == 'index.md' else page.removesuffix('.md')}: {page}" for page in pages)
    _write(root / "mkdocs.yml", MKDOCS.format(project=ROOT, nav=nav))
    return root


def copy_of_project(root: Path) -> Path:
    """The whole project, apart: its own site/ stays as it is."""
    for folder in ("data", "docs", "macros", "overrides"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("mkdocs.yml", "organisation.yml"):
        shutil.copy(ROOT / file, root)
    return root
