"""Synthetic clauses for the benches: any number of them, the same at each run, as long and as varied as the real ones.

Words are made of French syllables and drawn with Zipf–Mandelbrot frequencies, 1/(rank + 2.7), so that 10,000 clauses hold
more than 30,000 distinct terms. A text repeats itself: a third of a clause's words come from forty words of its own, which
gives as many distinct words a field as the real clauses have. Lengths (words a field, stop words included) are the means
of the real clauses as people write them, without the names of segments and codes that closed lists add, ± 40 %. Facets are drawn unevenly, like real ones.
"""

import itertools
import random
from collections.abc import Iterator

from macros.search.documents import Document

VOCABULARY = 45_000
WORDS_PER_FIELD = {"titre": 9, "alias": 9, "resume": 22, "texte": 183, "reste": 314}
EVERYDAY = "de la le les à des en et du un une pour par sur dans au est que qui avec".split()
EVERYDAY_SHARE = 0.42
"""Share of stop words in running text."""
OWN_WORDS, OWN_SHARE = 40, 1 / 3
"""What a clause is about: so many words, and their share of the other words."""
POOL_WEIGHTS = (EVERYDAY_SHARE, (1 - EVERYDAY_SHARE) * OWN_SHARE, (1 - EVERYDAY_SHARE) * (1 - OWN_SHARE))
"""Chances of a stop word, of a word of the clause's own, of any word."""
SYLLABLES = [
    onset + nucleus
    for onset in "b c d f g j l m n p r s t v br ch cl cr dr fl fr gr pl pr tr qu".split()
    for nucleus in "a e i o u é ai an au en eu in oi on ou".split()
]
ENDINGS = ["", "", "", "tion", "ment", "ité", "eur", "able", "al", "if", "age", "ique", "ance", "s", "es", "té"]
FACETS = {
    "famille": [f"segment-{number}" for number in range(1, 24)],
    "etape": [
        "besoin",
        "sourcage",
        "specification",
        "candidature",
        "critere-attribution",
        "condition-execution",
        "suivi",
    ],
    "dimension": ["environnement", "social", "economie", "gouvernance"],
    "niveau": ["base", "avance", "exemplaire"],
}


class Corpus:
    """A source of documents. Two corpora with one seed give the same documents in the same order."""

    def __init__(self, seed: int = 2026) -> None:
        self._random = random.Random(seed)
        self.words = self._vocabulary()
        self._frequencies = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))

    def documents(self, count: int) -> Iterator[Document]:
        """`count` clauses."""
        for number in range(count):
            yield self._document(number)

    def _vocabulary(self) -> list[str]:
        words: dict[str, None] = {}
        while len(words) < VOCABULARY:
            syllables = self._random.choices(SYLLABLES, k=self._random.choice([1, 2, 2, 3, 3, 4]))
            words["".join(syllables) + self._random.choice(ENDINGS)] = None
        return list(words)

    def _draw(self, count: int) -> list[str]:
        return self._random.choices(self.words, cum_weights=self._frequencies, k=count)

    def _text(self, field: str, own: list[str]) -> str:
        mean = WORDS_PER_FIELD[field]
        length = self._random.randint(round(mean * 0.6), round(mean * 1.4))
        pools = self._random.choices((0, 1, 2), weights=POOL_WEIGHTS, k=length)
        drawn = [self._random.choices(EVERYDAY, k=length), self._random.choices(own, k=length), self._draw(length)]
        words = [drawn[pool][place] for place, pool in enumerate(pools)]
        sentences = [" ".join(words[start : start + 18]).capitalize() for start in range(0, length, 18)]
        return ". ".join(sentences) + ("." if len(sentences) > 1 else "")

    def _some(self, facet: str, at_most: int) -> tuple[str, ...]:
        ids = FACETS[facet]
        weights = [1 / rank for rank in range(1, len(ids) + 1)]
        return tuple(dict.fromkeys(self._random.choices(ids, weights=weights, k=self._random.randint(1, at_most))))

    def _document(self, number: int) -> Document:
        own = self._draw(OWN_WORDS)
        texts = {field: self._text(field, own) for field in WORDS_PER_FIELD}
        return Document(
            adresse=f"clauses/clause-synthetique-{number:05d}/",
            kind="clauses",
            facettes={
                "famille": self._some("famille", 2),
                "etape": self._some("etape", 1),
                "dimension": self._some("dimension", 2),
                "niveau": self._some("niveau", 1),
                "public": ("agents",),
            },
            facilite=self._random.randint(1, 5),
            impact=self._random.randint(1, 5),
            date=f"2026-{self._random.randint(1, 11):02d}-{self._random.randint(1, 28):02d}",
            **texts,
        )
