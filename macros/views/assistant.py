"""The assistant: what the browser needs of it, and the same reasoning in Python (docs/assets/js/parts/assistant.js; both read tests/vecteurs/assistant.tsv)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ..model import Catalog, Clause, EtudeDeCas, Famille, TexteJuridique
from ..model.assistant import Assistant
from ..text.typographie import typographie
from . import achat
from .elements import Lien, lien
from .obligations import TOUS_ACHATS
from .reponse import Achat, Etat, ReponseDeRegle, repondre

INCONNU = "inconnu"
_PAR_NIVEAU = 3
"""Clauses that a level of ambition adds: more would not fit in a first tender."""
_CAS = 3
NIVEAUX = ("base", "avance", "exemplaire")
_RANG = ("acheter", "reduire", "attendre")


@dataclass(frozen=True)
class Conclusion:
    """What follows from the answers: ids, the state of the lines of the law, the day on which the consultation begins ("" where no start is given)."""

    verdict: str
    conseils: tuple[str, ...]
    reponses: Mapping[str, ReponseDeRegle]
    clauses: tuple[str, ...]
    lancement: str


def questions(donnees: Mapping[str, Any], famille: str) -> list[dict[str, Any]]:
    """What is asked of those who buy this."""
    path = "intellectuel" if famille in donnees["intellectuelles"] else "ordinaire"
    return [question for question in donnees["questions"] if question.get("chemin", path) == path]


def conclure(
    donnees: Mapping[str, Any], reponses: Mapping[str, str], montant: float | None, debut: str, paire: int = 0
) -> Conclusion:
    """`reponses`: question -> answer, "inconnu" for « je ne sais pas »; `debut`: the day on which the work must begin, or ""."""
    asked = {question["id"] for question in questions(donnees, reponses.get("famille", ""))}
    given = {name: value for name, value in reponses.items() if name in asked}
    known = {name: "" if value == INCONNU else value for name, value in given.items()}
    conseils = [
        advice
        for advice in donnees["conseils"]
        if given.get(advice["question"], INCONNU) in advice["reponses"] and advice["question"] in asked
    ]
    bought = Achat(
        acheteur=known.get("acheteur", ""),
        contrat=known.get("contrat", "") if "contrat" in asked else "marche",
        famille=known.get("famille", ""),
        montant=montant,
        date=debut,
    )
    lancement = _lancement(donnees, repondre(donnees["achat"], bought), debut)
    law = repondre(donnees["achat"], Achat(**{**vars(bought), "date": lancement}))
    pairs = donnees["achat"]["minimum"].get(bought.famille) or donnees["achat"]["minimum"].get(TOUS_ACHATS) or [{}]
    pair = pairs[paire] if paire < len(pairs) else pairs[0]
    due = [
        name
        for name in ("condition", "critere", "sociale")
        if name in pair and any(law[line].etat != "non" for line in (name, f"c-{name}") if line in law)
    ]
    return Conclusion(
        verdict=max((advice["verdict"] for advice in conseils), key=_RANG.index, default="acheter"),
        conseils=tuple(advice["id"] for advice in conseils),
        reponses=law,
        clauses=tuple(pair[name]["id"] for name in due),
        lancement=lancement,
    )


def _lancement(donnees: Mapping[str, Any], law: Mapping[str, ReponseDeRegle], debut: str) -> str:
    """The start less the days of the longest procedure that may hold, from the beginning of the consultation."""
    if not debut:
        return ""
    possible: list[int] = [
        jours_depuis_le_lancement(steps)
        for name, steps in donnees["calendriers"].items()
        if name in law and law[name].etat != "non"
    ]
    return (date.fromisoformat(debut) - timedelta(days=max(possible, default=0))).isoformat()


def jours_depuis_le_lancement(steps: Sequence[Mapping[str, Any]]) -> int:
    """Days from the beginning of the consultation to the start."""
    place = next(index for index, step in enumerate(steps) if step["id"] == "lancement")
    return sum(step["jours"] for step in steps[place:])


def etats(conclusion: Conclusion, lignes: Iterable[str]) -> dict[str, Etat]:
    """The state of some lines of the law."""
    return {name: conclusion.reponses[name].etat for name in lignes}


@dataclass(frozen=True)
class ChoixVu:
    """An answer and the advice that follows ("" for none)."""

    libelle: str
    dit: str
    suite: str
    clauses: tuple[Lien, ...]
    textes: tuple[Lien, ...]


@dataclass(frozen=True)
class QuestionPosee:
    titre: str
    aide: str
    choix: tuple[ChoixVu, ...]


@dataclass(frozen=True)
class CheminVu:
    """The questions of a path that lead to advice."""

    titre: str
    questions: tuple[QuestionPosee, ...]


@dataclass(frozen=True)
class CalendrierVu:
    """A procedure and its moments: (title, days before the start, article or "")."""

    procedure: str
    etapes: tuple[tuple[str, int, str], ...]


_CHEMINS = {"intellectuel": "Une étude, du conseil, une formation", "ordinaire": "Tout autre achat"}


def chemins(catalog: Catalog) -> tuple[CheminVu, ...]:
    """What is read where nothing can be asked."""
    rules = catalog.assistant
    advice = {(one.question, answer): one for one in (rules.conseils if rules else ()) for answer in one.reponses}

    def seen(question: str, choice: str, words: str) -> ChoixVu:
        found = advice.get((question, choice))
        texts = [text for name in (found.textes if found else ()) if (text := catalog.find(TexteJuridique, name))]
        return ChoixVu(
            words,
            found.dit if found else "",
            found.suite if found else "",
            tuple(lien(clause) for clause in catalog.offertes(found.clauses)) if found else (),
            tuple(Lien(text.article or text.reference, text.adresse) for text in texts),
        )

    return tuple(
        CheminVu(
            title,
            tuple(
                QuestionPosee(
                    question.titre,
                    question.aide,
                    (
                        *(seen(question.id, choice.id, choice.libelle) for choice in question.choix),
                        seen(question.id, INCONNU, "Je ne sais pas"),
                    ),
                )
                for question in (rules.questions if rules else ())
                if question.chemin == path and question.id != "contrat"
            ),
        )
        for path, title in _CHEMINS.items()
    )


def calendriers(catalog: Catalog) -> tuple[CalendrierVu, ...]:
    names = {line.id: line.dit for line in (catalog.achat.lignes if catalog.achat else ())}
    return tuple(
        CalendrierVu(
            names.get(one.procedure, one.procedure),
            tuple(
                (step.titre, sum(later.jours for later in one.etapes[index:]), step.article or "")
                for index, step in enumerate(one.etapes)
            ),
        )
        for one in (catalog.assistant.calendriers if catalog.assistant else ())
    )


def donnees(catalog: Catalog) -> dict[str, Any]:
    """What the page reads."""
    rules = catalog.assistant
    if not rules:
        return {}
    intellectual = catalog.get(Famille, rules.intellectuelles)
    families = [one for main in catalog.segments_principaux for one in (main, *catalog.sub_segments(main))]
    return {
        "achat": achat.donnees(catalog),
        "intellectuelles": [intellectual.id, *(sub.id for sub in catalog.sub_segments(intellectual))],
        "verdicts": {name: typographie(words) for name, words in rules.verdicts.items()},
        "questions": [_question(catalog, rules, index) for index in range(len(rules.questions))],
        "conseils": [
            {
                "id": advice.id,
                "question": advice.question,
                "reponses": list(advice.reponses),
                "verdict": advice.verdict,
                "dit": typographie(advice.dit),
                "suite": typographie(advice.suite),
                "clauses": [clause.id for clause in catalog.offertes(advice.clauses)],
                "textes": [
                    {"mot": text.article or text.reference, "adresse": text.adresse}
                    for name in advice.textes
                    if (text := catalog.find(TexteJuridique, name))
                ],
            }
            for advice in rules.conseils
        ],
        "calendriers": {
            one.procedure: [
                {
                    "id": step.id,
                    "titre": typographie(step.titre),
                    "jours": step.jours,
                    **({"article": step.article} if step.article else {}),
                }
                for step in one.etapes
            ]
            for one in rules.calendriers
        },
        "segments": {famille.id: _segment(catalog, famille) for famille in families},
        "clauses": _clauses(catalog),
        "niveaux": {name: catalog.term("niveaux", name).libelle for name in NIVEAUX},
    }


def _question(catalog: Catalog, rules: Assistant, index: int) -> dict[str, Any]:
    question = rules.questions[index]
    choices = {choice.id: choice.libelle for choice in question.choix}
    if question.sorte == "acheteur":
        choices = achat.acheteurs(catalog)
    if question.sorte == "segment":
        choices = {
            one.id: one.titre for main in catalog.segments_principaux for one in (main, *catalog.sub_segments(main))
        }
    return {
        "id": question.id,
        "titre": typographie(question.titre),
        "aide": typographie(question.aide),
        "sorte": question.sorte,
        **({"chemin": question.chemin} if question.chemin else {}),
        "choix": {name: typographie(words) for name, words in choices.items()},
    }


def _segment(catalog: Catalog, famille: Famille) -> dict[str, Any]:
    """Its questions for suppliers, cases alike, and what each level of ambition adds to the legal minimum."""
    cases = [case for case in catalog.all(EtudeDeCas) if famille.id in case.familles]
    return {
        "titre": typographie(famille.titre),
        "questions": [typographie(question) for question in famille.questions],
        "cas": [
            {"titre": typographie(case.titre), "adresse": case.adresse, "acheteur": typographie(case.acheteur)}
            for case in sorted(cases, key=lambda case: (famille.id != case.familles[0], case.id))[:_CAS]
        ],
        "niveaux": {name: [clause.id for clause in _du_niveau(catalog, famille, name)] for name in NIVEAUX},
    }


def _du_niveau(catalog: Catalog, famille: Famille, niveau: str) -> list[Clause]:
    """The clauses of a level that pay most for their effort. Criteria stay out: the minimum has one, and marks are not piled up."""
    found = [
        clause
        for clause in catalog.clauses_of(famille)
        if clause.niveau == niveau and clause.etape not in ("critere-attribution", "besoin", "sourcage")
    ]
    own = sorted(
        found,
        key=lambda clause: (
            famille.id != clause.familles[0],
            -(clause.impact + clause.facilite - clause.charge_fournisseur),
            clause.id,
        ),
    )
    kept: list[Clause] = []
    for clause in own:
        apart = {other.id for other in catalog.symmetric(clause, "incompatible")}
        if len(kept) < _PAR_NIVEAU and not apart & {other.id for other in kept}:
            kept.append(clause)
    return kept


def _clauses(catalog: Catalog) -> dict[str, Any]:
    """Every clause that the page may name: title, effort of a small firm, minutes of control, those that do not go with it."""
    return {
        clause.id: {
            "titre": typographie(clause.titre),
            "charge": clause.charge_fournisseur,
            "minutes": sum(check.minutes or 0 for check in clause.verification),
            **({"sauf": apart} if (apart := [one.id for one in catalog.symmetric(clause, "incompatible")]) else {}),
        }
        for clause in catalog.all(Clause)
        if clause.statut != "retiree"
    }
