"""What the page of the reading of drafts knows of the library: how each clause is recognised, the legal floor of each segment. One file, so that what is asked of the site says nothing of a draft."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from ..model import Catalog, Clause, Famille
from ..model.versions import ANNEXE, VARIANTE, VersionDeClause, version_presente
from ..text.json_compact import json_compact
from ..text.typographie import typographie
from ..views import achat
from .plancher import donnees_du_plancher
from .remedes import ccag, remedes
from .texte import nettoyer, plier

if TYPE_CHECKING:
    from ..build import Build

RUN = 5
"""Words of a run."""
KEPT = 24
"""Runs kept of a text: those of the smallest hashes, so that both sides keep the same ones whatever stands around."""


def bibliotheque_files(build: "Build") -> Iterator[tuple[str, bytes]]:
    yield "assets/relire/bibliotheque.js", b"guideRelireBibliotheque(%s);\n" % json_compact(bibliotheque(build.catalog))


def bibliotheque(catalog: Catalog) -> dict[str, Any]:
    """`clauses`: [id, title, status, [[version, runs]…]], the newest version first, then the runs of its variant for small purchases where there is one; `segments`: the words that name each (`mots`), and those that may name it (`proches`), as `au_singulier` writes them; `achat`: the lines to write, the duties of segments and the pairs of clauses; `plancher`: how each is seen in a draft; `remedes` and `ccag`: what to show beside a finding."""
    rules = achat.donnees(catalog)
    lines = {name: line for name, line in rules["lignes"].items() if line["boite"] == "ecrire"}
    return {
        "clauses": [
            [
                clause.id,
                typographie(clause.titre),
                clause.statut,
                [[one.numero, *empreinte(de_la_clause(one))] for one in _versions(catalog, clause)],
                *([empreinte([variante])] if (variante := _variante(clause)) else []),
            ]
            for clause in catalog.all(Clause)
        ],
        "segments": [
            {"id": famille.id, "titre": typographie(famille.titre), **_mots(catalog, famille)}
            for famille in catalog.all(Famille)
        ],
        "acheteurs": achat.acheteurs(catalog),
        "achat": {
            "seuils": rules["seuils"],
            "lignes": lines,
            "regles": achat.regles_des_segments(catalog),
            "cpv": {},
            "minimum": rules["minimum"],
        },
        "plancher": donnees_du_plancher(),
        "remedes": remedes(catalog),
        "ccag": ccag(catalog),
    }


def _versions(catalog: Catalog, clause: Clause) -> list[VersionDeClause]:
    present = version_presente(clause)
    return [present, *(one for one in catalog.versions_of(clause) if one.numero != present.numero)]


_EVERYWHERE = frozenset(
    ("services", "locaux", "travail", "prestations", "intellectuelles", "collective", "car", "mission", "prestataire")
)
"""Words of titles and of other names that any draft may use."""
LONG = 7
"""Letters from which a word of a title names its segment alone."""


def _names(famille: Famille) -> list[str]:
    title = [word for word in mots(famille.titre) if len(word) >= LONG]
    names = dict.fromkeys((_flat(famille.titre), *map(_flat, famille.alias), *title))
    return [name for name in names if name not in _EVERYWHERE]


def _mots(catalog: Catalog, famille: Famille) -> dict[str, list[str]]:
    """What names a segment: its own names and the words of the market that lead to it first; then those that lead to it after something else. A word of every tender names none."""
    of_all = {au_singulier(word) for entry in catalog.lexique if not entry.mene for word in entry.mots}
    address = f"familles/{famille.id}"
    first = [word for entry in catalog.lexique if entry.mene[:1] == (address,) for word in entry.mots]
    after = [word for entry in catalog.lexique if address in entry.mene[1:] for word in entry.mots]
    names = () if famille.id in _VAGUES else _names(famille)
    own = dict.fromkeys(map(au_singulier, (*names, *first)))
    near = dict.fromkeys(map(au_singulier, after))
    return {
        "mots": [name for name in own if len(name) > 1 and name not in of_all],
        "proches": [name for name in near if len(name) > 1 and name not in of_all and name not in own],
    }


_VAGUES = frozenset(("tous-achats", "prestations-intellectuelles"))
"""Segments whose own names say what any draft may: only the words of the market name them."""


def au_singulier(text: str) -> str:
    """Words as the browser compares them: "Cours d'eau, réseaux" -> "cours d eau reseau"."""
    return " ".join(word if word.endswith("ours") else word[: -(word[-1] in "sx") or None] for word in mots(text))


def _flat(text: str) -> str:
    return plier(nettoyer(text)).lower()


def mots(text: str) -> list[str]:
    """The words that runs are made of, as the browser cuts them."""
    return _WORD.findall(_flat(text))


_WORD = re.compile("[a-z0-9]+")
_SEED, _PRIME, _BITS = 0x811C9DC5, 0x01000193, 0xFFFFFFFF


def de_la_clause(version: VersionDeClause) -> list[str]:
    """What a version writes into the documents of a tender."""
    return [one.texte for one in version.textes if one.piece not in (VARIANTE, ANNEXE)]


def _variante(clause: Clause) -> str:
    """What it writes for a small purchase, or ""."""
    return next((one.texte for one in version_presente(clause).textes if one.piece == VARIANTE), "")


def empreinte(texts: Iterable[str]) -> list[str]:
    """The kept runs of texts, in base 36."""
    hashes: set[int] = set()
    for text in texts:
        words = list(map(_hash_of_a_word, mots(text)))
        runs = [_SEED] * max(len(words) - RUN + 1, 0)
        for place in range(RUN):  # of all the runs at once: a call for each takes three times as long
            runs = [(run ^ word) * _PRIME & _BITS for run, word in zip(runs, words[place:], strict=False)]
        hashes.update(runs)
    return [_base36(value) for value in sorted(hashes)[:KEPT]]


@cache
def _hash_of_a_word(word: str) -> int:
    """FNV-1a on 32 bits, of its letters; `empreinte` does the same of the hashes of the words of a run."""
    value = _SEED
    for letter in word.encode():
        value = (value ^ letter) * _PRIME & _BITS
    return value


def _base36(value: int) -> str:
    digits = ""
    while True:
        value, digit = divmod(value, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if not value:
            return digits
