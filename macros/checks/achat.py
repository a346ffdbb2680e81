"""Rules on what the law answers to one purchase (data/regles-achat.yml), and on the assistant (data/assistant.yml)."""

from collections import Counter
from collections.abc import Iterator
from itertools import product

from ..model import ACHAT, ASSISTANT, VOCABULAIRES, Catalog, Obligation
from ..model.achat import LigneDAchat, Quand
from ..model.assistant import PLUS
from ..model.base import references
from ..read.problems import did_you_mean
from ..read.yaml_source import KeyPath
from ..views.achat import donnees
from ..views.assistant import INCONNU
from ..views.reponse import Achat, repondre
from .finding import Finding

ENTIERS = ("procedure", "publicite", "delai")
"""What every purchase has an answer to."""


def reference_de_l_achat(catalog: Catalog) -> Iterator[Finding]:
    """What the lines and the advice name is there: duties, texts, clauses, segments, buyers."""
    for file, rules in ((ACHAT, catalog.achat), (ASSISTANT, catalog.assistant)):
        for path, kind, target in references(rules) if rules else ():
            known = catalog.vocabularies.get(kind.removeprefix(f"{VOCABULAIRES}/"), {}) or catalog.kinds.get(kind, {})
            if target not in known:
                message = f"« {target} » absent de data/{kind}{did_you_mean(target, known)}"
                yield Finding(file, path, message, (kind, target))


def seuil_connu(catalog: Catalog) -> Iterator[Finding]:
    """A threshold that a line or a duty names is one of the file; without the file, nobody names one."""
    known = {seuil.id for seuil in catalog.achat.seuils} if catalog.achat else set()
    named: list[tuple[Obligation | str, KeyPath, str]] = [
        (rule, ("condition", name), target)
        for rule in (catalog.all(Obligation) if catalog.achat else ())
        for name in ("seuil", "des_le_seuil", "sous_le_seuil")
        if (target := getattr(rule.condition, name))
    ]
    for index, line in enumerate(catalog.achat.lignes if catalog.achat else ()):
        for path, quand in _quands(line):
            names = (*quand.des_les_seuils, quand.sous_le_seuil, quand.lot_sous_le_seuil, quand.lot_des_le_seuil)
            named += [(ACHAT, ("lignes", index, *path), target) for target in names if target]
    for where, key_path, target in named:
        if target not in known:
            yield Finding(where, key_path, f"seuil « {target} » absent de data/{ACHAT}{did_you_mean(target, known)}")


def _quands(line: LigneDAchat) -> Iterator[tuple[KeyPath, Quand]]:
    for index, quand in enumerate(line.quand):
        yield ("quand", index), quand
    for number, doubt in enumerate(line.doutes):
        for index, quand in enumerate(doubt.quand):
            yield ("doutes", number, "quand", index), quand


def ligne_fondee(catalog: Catalog) -> Iterator[Finding]:
    """A line stands there once, says when it holds, and on which text it rests."""
    lines = catalog.achat.lignes if catalog.achat else ()
    for index, line in enumerate(lines):
        where: KeyPath = ("lignes", index)
        if any(line.id == other.id for other in lines[:index]):
            yield Finding(ACHAT, (*where, "id"), f"« {line.id} » écrit deux fois : garder une seule ligne")
        if not (line.quand or line.regle):
            yield Finding(ACHAT, where, "ligne sans « quand » ni « regle » : dire pour quels achats elle vaut")
        if not (line.regle or line.textes or line.articles):
            yield Finding(ACHAT, where, "ligne sans texte : attendu « regle », « textes » ou « articles »")
    named = Counter(name for document in (catalog.achat.documents if catalog.achat else ()) for name in document.regles)
    for name, times in named.items():
        if times > 1:
            yield Finding(ACHAT, ("documents",), f"« {name} » rangé sous {times} documents : un seul")


def tout_achat_a_sa_reponse(catalog: Catalog) -> Iterator[Finding]:
    """Whatever its amount, a purchase has a procedure, a publicity and a delay: one that is certain, or several that depend on something."""
    if not catalog.achat or any(seuil_connu(catalog)) or any(reference_de_l_achat(catalog)):
        return
    compiled = donnees(catalog)
    asked = [line for line in catalog.achat.lignes if line.sujet in ENTIERS and line.id in compiled["lignes"]]
    rules = {**compiled, "regles": {}, "lignes": {line.id: compiled["lignes"][line.id] for line in asked}}
    amounts = {
        float(value)
        for seuil in catalog.achat.seuils
        for period in seuil.periodes
        for row in period.montants
        for at in (row.montant, row.a or row.montant)
        for value in (at - 1, at)
    }
    buyers = [term.id for term in catalog.terms("acheteurs")]
    day = max(period.du for seuil in catalog.achat.seuils for period in seuil.periodes).isoformat()
    missing = set()
    for buyer, contract, segment, amount in product(
        buyers, ("marche", "concession"), ("travaux", "tous-achats"), sorted(amounts)
    ):
        answers = repondre(rules, Achat(buyer, contract, segment, montant=amount, date=day))
        for subject in ENTIERS:
            states = [answers[line.id].etat for line in asked if line.sujet == subject]
            if states.count("oui") + min(1, states.count("selon")) == 0:
                missing.add((subject, buyer, contract, amount))
    for subject in sorted({subject for subject, *_ in missing}):
        _, buyer, contract, amount = min(case for case in missing if case[0] == subject)
        yield Finding(
            ACHAT, ("lignes",), f"aucune ligne « {subject} » pour : {buyer}, {contract}, {amount:.0f} € ; en écrire une"
        )


def assistant_mene_quelque_part(catalog: Catalog) -> Iterator[Finding]:
    """Seven questions at most; advice answers a question, and « je ne sais pas » has some; each calendar is that of a procedure, and begins its consultation."""
    rules = catalog.assistant
    if not rules:
        return
    for path in ("intellectuel", "ordinaire"):
        asked = [question for question in rules.questions if question.chemin in (None, path)]
        if len(asked) > PLUS:
            yield Finding(
                ASSISTANT, ("questions",), f"{len(asked)} questions sur le chemin « {path} » : {PLUS} au plus"
            )
    advised = {(advice.question, answer) for advice in rules.conseils for answer in advice.reponses}
    possible: dict[str, set[str]] = {
        question.id: {choice.id for choice in question.choix} | {INCONNU} for question in rules.questions
    }
    for index, advice in enumerate(rules.conseils):
        for answer in advice.reponses:
            if answer not in possible.get(advice.question, ()):
                message = f"« {answer} » n'est pas une réponse à « {advice.question} »"
                yield Finding(ASSISTANT, ("conseils", index, "reponses"), message)
    for index, question in enumerate(rules.questions):
        if question.chemin and question.id != "contrat" and (question.id, INCONNU) not in advised:
            message = "aucun conseil pour la réponse « inconnu » : en écrire un"
            yield Finding(ASSISTANT, ("questions", index), message)
    procedures = {line.id for line in (catalog.achat.lignes if catalog.achat else ()) if line.sujet == "procedure"}
    for index, calendar in enumerate(rules.calendriers):
        if calendar.procedure not in procedures:
            message = f"« {calendar.procedure} » n'est pas une procédure de data/{ACHAT}{did_you_mean(calendar.procedure, procedures)}"
            yield Finding(ASSISTANT, ("calendriers", index, "procedure"), message, (ACHAT, calendar.procedure))
        if "lancement" not in {step.id for step in calendar.etapes}:
            yield Finding(
                ASSISTANT,
                ("calendriers", index),
                "calendrier sans étape « lancement » : dire quand la consultation commence",
            )
