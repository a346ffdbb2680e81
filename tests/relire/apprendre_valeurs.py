"""Learn what the signs of two values weigh (macros/relire/valeurs.py) from the labelled drafts; what they are worth is measured on authors that they were not learned from.

Run with scikit-learn, which nothing else needs: see README.md of this folder. What it writes, macros/relire/valeurs.json, is committed.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from apprentissage import FOLDS, NEVER, groups, kept  # noqa: E402
from brouillons import LEARNT, OPEN, Draft, drafts, tournures  # noqa: E402

from macros.relire.texte import Brouillon  # noqa: E402
from macros.relire.valeurs import POIDS, ValeurDite, paires  # noqa: E402

RULE = "deux-valeurs"
STRENGTH = 0.3
"""Inverse of the regularisation."""
LEAST_PRECISION = 0.8
"""In the drafts of authors left out."""
UNIT = 0.01
"""What a whole weight is worth (logit)."""


VECTORS = "vecteurs"
"""The author of the short texts that tests hold, which are never left out."""
OF_VECTORS = 0.7
"""Weight of these beside drafts."""


@dataclass(frozen=True)
class Pair:
    """Two values of a draft, their signs, and whether their author says that they are two for one thing."""

    auteur: str
    signes: list[str]
    faute: bool


def pairs(draft: Draft) -> list[Pair]:
    places = [where for rule, where in draft.expected() if rule == RULE]
    return [
        Pair(draft.auteur, signs, any(meet(one, other, *where[:1], where[-1]) for where in places))
        for one, other, signs in paires(Brouillon(draft.texte))
    ]


def short_ones() -> Iterator[Pair]:
    """The pairs of tests/vecteurs/relire.json and relire-tournures.tsv: in a text at fault, those of the value that is said."""
    for vector in json.loads((ROOT / "tests/vecteurs/relire.json").read_text(encoding="utf-8")):
        said = [words for rule, words, _ in vector["constats"] if rule == RULE]
        draft = Brouillon(vector["texte"])
        for _, other, signs in paires(draft):
            yield Pair(VECTORS, signs, draft.texte[other.debut : other.fin] in said)
    for rule, known, text in tournures():
        if rule == RULE and known in ("oui", "non"):
            for _, _, signs in paires(Brouillon(text)):
                yield Pair(VECTORS, signs, known == "oui")


def meet(one: ValeurDite, other: ValeurDite, first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Whether two values stand in two places, in any order."""

    def within(value: ValeurDite, place: tuple[int, int]) -> bool:
        return value.debut < place[1] and place[0] < value.fin

    return (within(one, first) and within(other, last)) or (within(one, last) and within(other, first))


def learnt(signs: csr_matrix, faulty: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """What each sign weighs (logit); one of them stands in every pair."""
    model = LogisticRegression(C=STRENGTH, max_iter=500, fit_intercept=False)
    return model.fit(signs, faulty, sample_weight=shares).coef_[0]


def main() -> None:
    found = [pair for part in (OPEN, LEARNT) for draft in drafts(part) for pair in pairs(draft)]
    found += short_ones()
    vectorizer = DictVectorizer()
    signs = vectorizer.fit_transform({sign: 1 for sign in pair.signes} for pair in found)
    faulty, authors = np.array([pair.faute for pair in found]), np.array([pair.auteur for pair in found])
    shares = np.where(authors == VECTORS, OF_VECTORS, 1.0)
    fold = groups(authors, (OPEN, VECTORS))
    sums = np.zeros(len(found))
    for number in range(FOLDS):
        sums[fold == number] = signs[fold == number] @ learnt(*(of[fold != number] for of in (signs, faulty, shares)))
    left_out = fold != NEVER
    threshold, precision, recall = kept(sums[left_out], faulty[left_out], LEAST_PRECISION)
    count = len(set(authors[left_out]))
    print(f"{len(found)} pairs, {faulty.sum()} at fault, of {count} authors; least sum of a fault: {threshold:.2f}")
    print(f"of authors left out: precision {precision:.3f}, recall {recall:.3f}")
    weights = dict(zip(vectorizer.feature_names_, learnt(signs, faulty, shares), strict=True))
    weights["toujours"] -= threshold
    written = {sign: round(weight / UNIT) for sign, weight in weights.items()}
    POIDS.write_text(json.dumps(written, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
