"""Clauses that repeat one another: each should stand on its own, and a variant is a parameter."""

import re
from collections import Counter
from collections.abc import Iterator

from ..model import Catalog, Clause
from .finding import Finding

_WORD = re.compile(r"\w+")
_HOLDERS = 8
"""How many clauses an index entry names. What more clauses share is a phrase of the trade, and without this bound time would grow with their square."""
_CANDIDATES = 3
"""How many of the clauses that look nearest are compared in full."""
_LEAST = 20
"""Runs of words below which a text is too short to be called a copy."""

Runs = frozenset[tuple[str, ...]]


def _runs(clause: Clause, length: int) -> Runs:
    """Every run of `length` words of the texts, without case or punctuation."""
    texts = (*(disposition.texte for disposition in clause.dispositions), clause.variante_simple or "")
    words = _WORD.findall(" ".join(texts).lower())
    return frozenset(zip(*(words[start:] for start in range(length)), strict=False))


def clause_en_double(catalog: Catalog) -> Iterator[Finding]:
    """No living clause repeats most of another one."""
    limits = catalog.redaction.doublons if catalog.redaction else None
    if limits is None:
        return
    runs_of: dict[str, Runs] = {}
    holders: dict[tuple[str, ...], list[str]] = {}
    for clause in catalog.all(Clause):
        runs = _runs(clause, limits.mots)
        if clause.statut == "retiree" or len(runs) < _LEAST:
            continue
        near = Counter(other for run in runs for other in holders.get(run, ()))
        for other in sorted(near, key=lambda other: (-near[other], other))[:_CANDIDATES]:
            shared = 100 * len(runs & runs_of[other]) / min(len(runs), len(runs_of[other]))
            if shared > limits.part_max:
                title = catalog.get(Clause, other).titre
                advice = f"en faire une seule, où ce qui change est un paramètre ({limits.part_max} % au plus)"
                yield Finding(
                    clause,
                    ("dispositions",),
                    f"{shared:.0f} % du texte se lit aussi dans la clause « {other} » ({title}) : {advice}",
                )
                break
        runs_of[clause.id] = runs
        for run in runs:
            own = holders.setdefault(run, [])
            if len(own) < _HOLDERS:
                own.append(clause.id)
