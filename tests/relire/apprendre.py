"""Learn the weights of the judge of sentences (macros/relire/juge.py) from the labelled passages and drafts; what it is worth is measured on authors that it did not learn from.

Run with scikit-learn, which nothing else needs: see README.md of this folder. What it writes, macros/relire/juge.json, is committed.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from apprentissage import FOLDS, NEVER, groups, kept  # noqa: E402
from brouillons import LEARNT, OPEN, drafts  # noqa: E402
from passages import passages  # noqa: E402

from macros.model import Clause  # noqa: E402
from macros.read.guide import load_guide  # noqa: E402
from macros.relire import brouillon, donnees, moteur  # noqa: E402
from macros.relire.juge import ALPHABET, BITS, MIDDLE, POIDS, concerne  # noqa: E402
from macros.relire.passages import Donnees  # noqa: E402
from macros.relire.plafonds import plafonnees  # noqa: E402
from macros.relire.texte import Brouillon  # noqa: E402

RULES = (
    "mot-vague", "mesure-absente", "preuve-absente", "ou-equivalent", "marque", "preference-locale", "politique-generale",
    "sans-lien-objet", "engagement-dans-rc", "penalite-sans-montant", "penalite-sans-plafond", "de-saison",
    "frais-des-perdants", "donnees-personnelles",
)  # fmt: skip
"""Those that turn on what a sentence means. The others look at the document, or at a number of an article."""
PLAFONNEES = ("penalite-sans-plafond",)
"""Rules that are silent where a cap covers the sentence."""
STRENGTH = 0.1
"""Inverse of the regularisation."""
GUIDE = "guide"
"""The clauses of the guide, which stand for sound sentences."""
OF_OPEN = 0.5
"""Weight of the open drafts: the written rules were tuned on them, and seem surer there than they are."""
OF_PASSAGE = 0.3
"""Weight of a sentence of a passage beside one of a draft: passages hold far more faults and near misses than drafts do."""
NOTHING = 6
"""Up to this place from the middle of the alphabet, a weight is as good as none: the file is nearly twice as light for it, and the recall the same."""
LEAST_PRECISION = 0.905
"""In the drafts of authors left out, all rules together: a sentence is at fault from the least sum that keeps it."""


@dataclass(frozen=True)
class Sentence:
    """A sentence as the judge sees it, and the faults that its author said."""

    auteur: str
    brouillon: bool
    signes: list[int]
    document: str
    plafonnee: bool
    fautes: frozenset[str]

    def enseigne(self, rule: str) -> bool:
        """Whether a rule learns from it: a penalty that a cap covers is never said, and its words are those of one that none covers."""
        return concerne(rule, self.document) and not (self.plafonnee and rule in PLAFONNEES)


def sentences(
    author: str, of_draft: bool, text: str, expected: list[tuple[str, int, int]], data: Donnees
) -> Iterator[Sentence]:
    """Those of a passage or of a draft."""
    draft = Brouillon(text)
    for number, document, signs in moteur.signed(draft, moteur.by_the_rules(draft, data)):
        phrase = draft.phrases[number]
        faults = {rule for rule, start, end in expected if phrase.debut < end and phrase.fin > start}
        yield Sentence(author, of_draft, signs, document, number in plafonnees(draft), frozenset(faults))


def corpus() -> list[Sentence]:
    catalog = load_guide(ROOT).catalog
    data = donnees(catalog)
    found: list[Sentence] = []
    for passage in passages():
        found += sentences(passage.auteur, False, passage.texte, list(passage.attendus), data)
    for clause in catalog.all(Clause):
        found += sentences(GUIDE, False, brouillon(catalog, clause), [], data)
    for part in (OPEN, LEARNT):
        for draft in drafts(part):
            places = [(rule, *place) for rule, places in draft.expected() for place in places]
            found += sentences(draft.auteur, True, draft.texte, places, data)
    return found


def matrix(sentences: list[Sentence]) -> tuple[csr_matrix, np.ndarray]:
    """The signs of each sentence, each worth how rare it is and divided by the square root of their number; how rare each sign is (inverse document frequency)."""
    columns = np.array([sign for one in sentences for sign in one.signes], dtype=np.int32)
    ends = np.cumsum([0, *(len(one.signes) for one in sentences)], dtype=np.int32)
    rarity = np.log((1 + len(sentences)) / (1 + np.bincount(columns, minlength=1 << BITS))) + 1
    lengths = np.repeat(np.sqrt(np.diff(ends)), np.diff(ends))
    return csr_matrix((rarity[columns] / lengths, columns, ends), shape=(len(sentences), 1 << BITS)), rarity


def learnt(
    signs: csr_matrix, rarity: np.ndarray, faulty: np.ndarray, shares: np.ndarray
) -> tuple[np.ndarray, float, float]:
    """Whole weights of the signs as they are counted in a sentence, what is added to their sum over the square root of their number, and what one of these whole numbers is worth (margins)."""
    model = LinearSVC(C=STRENGTH, tol=0.1, random_state=0)
    model.fit(signs, faulty, sample_weight=shares)
    weights = model.coef_[0] * rarity
    unit = np.abs(weights).max() / MIDDLE**2
    places = np.clip(np.round(np.sqrt(np.abs(weights) / unit)), 0, MIDDLE) * np.sign(weights)
    places[np.abs(places) <= NOTHING] = 0
    return places * np.abs(places), float(model.intercept_[0] / unit), float(unit)


def told(rule: str, counts: list[int]) -> str:
    """A row of the table. `counts`: found and right, found, expected; the same of drafts."""
    cells = [
        f"{expected} | {right / max(1, found):.3f} | {right / max(1, expected):.3f}"
        for right, found, expected in (counts[:3], counts[3:])
    ]
    return f"| {rule} | {' | '.join(cells)} |"


def main() -> None:
    found = corpus()
    (signs, rarity), authors = matrix(found), np.array([one.auteur for one in found])
    shares = np.where(authors == OPEN, OF_OPEN, np.where([one.brouillon for one in found], 1.0, OF_PASSAGE))
    fold = groups(authors, (OPEN, GUIDE))
    faulty = {rule: np.array([rule in one.fautes for one in found]) for rule in RULES}
    concerned = {rule: np.array([one.enseigne(rule) for one in found]) for rule in RULES}
    sums = {rule: np.full(len(found), -np.inf) for rule in RULES}
    for rule in RULES:
        for number in range(FOLDS):
            seen, own = concerned[rule] & (fold != number), concerned[rule] & (fold == number)
            weights, start, unit = learnt(signs[seen], rarity, faulty[rule][seen], shares[seen])
            sums[rule][own] = (signs[own] @ (weights / rarity) + start) * unit
    left_out, of_drafts = fold != NEVER, np.array([one.brouillon for one in found]) & (fold != NEVER)
    # the same for all rules, so that none pays for another
    threshold, *_ = kept(
        *(np.concatenate([one[rule][of_drafts] for rule in RULES]) for one in (sums, faulty)), LEAST_PRECISION
    )
    print(f"{len(found)} sentences of {len(set(authors[left_out]))} authors; least sum of a fault: {threshold:.2f}\n")
    print(
        "| rule | faults | precision | recall | faults of drafts | precision | recall |\n|---|---|---|---|---|---|---|"
    )
    total = np.zeros(6, dtype=int)
    for rule in RULES:
        hit = sums[rule] >= threshold
        counts = [
            int((one & part).sum()) for part in (left_out, of_drafts) for one in (hit & faulty[rule], hit, faulty[rule])
        ]
        total += counts
        print(told(rule, counts))
    print(told("all", list(total)))
    written = {}
    for rule in RULES:
        own = concerned[rule]
        weights, start, unit = learnt(signs[own], rarity, faulty[rule][own], shares[own])
        characters = [ALPHABET[MIDDLE + int(np.sign(weight) * round(abs(weight) ** 0.5))] for weight in weights]
        written[rule] = {"depart": round(start - threshold / unit, 1), "poids": "".join(characters)}
    POIDS.write_text(json.dumps(written, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
