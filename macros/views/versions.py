"""The old versions of a clause, and what changed from one to the next, word by word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import pairwise

from ..model import Catalog, Clause, VersionDeClause
from ..model.versions import ANNEXE, VARIANTE, TexteDeVersion, version_presente
from ..read.settings import Settings
from ..text.dates import date_longue
from ..text.language import without_links
from .elements import Lien
from .pieces import titre_de_la_piece

_APART = {VARIANTE: "Pour un petit achat", ANNEXE: "Annexes"}
_CHANGES = 80
"""How many changes a page marks: beyond, neighbours are told together."""
_RUNS = (3, 6, 10, 20, 60)
"""Words in common that part two changes, from the finest reading to the coarsest."""
_REWRITTEN = 0.3
"""With a smaller share of words in common, a text is told whole: before, then after."""
_WORDS = re.compile(r"\n|[^\s]+")
_BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
_SAME_LINE = re.compile(r"\n(?!\n|- |\d{1,2}\. |[a-z]\) )(?<!\n\n)")


@dataclass(frozen=True)
class DocumentVu:
    """What an old version wrote into one document."""

    piece: str
    titre: str
    textes: tuple[TexteDeVersion, ...]


@dataclass(frozen=True)
class VersionVue:
    """The page of an old version."""

    clause: Clause
    version: VersionDeClause
    fil: tuple[Lien, ...]
    remplacee_le: date
    motif: str
    """Why the next one was written."""
    remplacante: str
    """The name of the version to take."""
    documents: tuple[DocumentVu, ...]
    historique: Lien
    mention: str


@dataclass(frozen=True)
class Passage:
    """Words that stay (`sorte` ""), that were added ("ajouté") or taken out ("retiré")."""

    sorte: str
    texte: str


@dataclass(frozen=True)
class Difference:
    """What became of one document. `etat` says it in words."""

    titre: str
    etat: str
    passages: tuple[Passage, ...]
    entier: bool = False
    """Each passage is a whole text."""


@dataclass(frozen=True)
class Comparaison:
    """What a version changed of the one before."""

    avant: str
    apres: str
    ancre: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class LigneDHistorique:
    date: date
    motif: str
    lien: Lien


@dataclass(frozen=True)
class HistoriqueVue:
    """The history of a clause."""

    clause: Clause
    fil: tuple[Lien, ...]
    lignes: tuple[LigneDHistorique, ...]
    autres: tuple[LigneDHistorique, ...]
    """The versions that are numbered otherwise: those of the common guide, of a clause that an organisation adapts."""
    autres_dites: str
    comparaisons: tuple[Comparaison, ...]


def anciennes(catalog: Catalog, clause: Clause) -> tuple[VersionDeClause, ...]:
    """The versions that another has replaced, the newest first."""
    return tuple(version for version in catalog.versions_of(clause) if version.version < clause.version)


def a_part(catalog: Catalog, clause: Clause) -> tuple[VersionDeClause, ...]:
    """The versions that are numbered otherwise than the clause, the newest first: contracts may hold them."""
    return tuple(sorted(catalog.versions_autres.get(clause.id, ()), key=lambda version: -version.version))


def en_adresse(numero: str) -> str:
    """The name of a version in an address: "3+region.1" -> "3-region-1"."""
    return numero.replace("+", "-").replace(".", "-")


def adresse_de_la_version(clause: Clause, numero: str) -> str:
    """Where a version is read: the present one on the page of the clause."""
    return clause.adresse if numero == clause.version_dite else f"{clause.adresse}v{en_adresse(numero)}/"


def adresse_de_l_historique(clause: Clause) -> str:
    return f"{clause.adresse}historique/"


def version_vue(catalog: Catalog, clause: Clause, numero: str, settings: Settings) -> VersionVue:
    """An old version. Raises ValueError where there is none of that name."""
    own = anciennes(catalog, clause)
    old = {version.numero: version for version in (*own, *a_part(catalog, clause))}
    if numero not in old:
        raise ValueError(f"« {clause.id} » n'a pas de version {numero} plus ancienne que la sienne")
    version = old[numero]
    if version in own:
        after = min(
            (change for change in clause.historique if change.version > version.version),
            key=lambda change: change.version,
        )
        replacing = clause.numero(after.version)
    else:  # the organisation took another text
        after, replacing = (
            clause.historique[-1 if clause.version_dite != str(clause.version) else 0],
            clause.version_dite,
        )
    replaced = f"remplacée le {date_longue(after.date)} par la version {replacing}"
    return VersionVue(
        clause,
        version,
        _fil(clause),
        after.date,
        after.motif,
        clause.version_dite,
        tuple(DocumentVu(piece, titre, texts) for piece, titre, texts in _documents(catalog, version.textes)),
        Lien("ce qui a changé, mot à mot", adresse_de_l_historique(clause)),
        f"Clause {clause.id}, version {numero} du {date_longue(version.date)}, {replaced}. {settings.site}{adresse_de_la_version(clause, numero)}",
    )


def historique_vue(catalog: Catalog, clause: Clause) -> HistoriqueVue:
    """The history of a clause, the newest change first."""
    versions = (version_presente(clause), *anciennes(catalog, clause))
    kept = {version.version: version.numero for version in versions}
    pairs = tuple(pairwise(versions))
    return HistoriqueVue(
        clause,
        _fil(clause),
        tuple(
            LigneDHistorique(
                change.date,
                change.motif,
                Lien(f"Version {kept[change.version]}", adresse_de_la_version(clause, kept[change.version])),
            )
            for change in clause.historique
            if change.version in kept
        ),
        tuple(
            LigneDHistorique(
                version.date,
                version.motif,
                Lien(f"Version {version.numero}", adresse_de_la_version(clause, version.numero)),
            )
            for version in a_part(catalog, clause)
        ),
        "Versions du guide commun" if clause.version_dite != str(clause.version) else "Versions propres, abandonnées",
        tuple(
            Comparaison(
                before.numero,
                after.numero,
                en_adresse(after.numero),
                differences(catalog, before, after, _CHANGES // len(pairs)),
            )
            for after, before in pairs
        ),
    )


def _fil(clause: Clause) -> tuple[Lien, ...]:
    return (Lien("Clauses", "clauses/"), Lien(clause.titre, clause.adresse))


def _documents(catalog: Catalog, texts: Iterable[TexteDeVersion]) -> list[tuple[str, str, tuple[TexteDeVersion, ...]]]:
    """(document, its title, its texts), in the order of the tender; what the lists no longer know comes last."""
    found: dict[str, list[TexteDeVersion]] = {}
    for text in texts:
        found.setdefault(text.piece, []).append(text)
    order = [*(term.id for term in catalog.terms("pieces") if term.id not in _APART), *_APART]
    return [
        (piece, _APART.get(piece) or titre_de_la_piece(catalog, piece), tuple(found[piece]))
        for piece in order
        if piece in found
    ]


def differences(
    catalog: Catalog, before: VersionDeClause, after: VersionDeClause, changes: int
) -> tuple[Difference, ...]:
    then = {piece: _plain(texts) for piece, _, texts in _documents(catalog, before.textes)}
    now = {piece: _plain(texts) for piece, _, texts in _documents(catalog, after.textes)}
    titles = {piece: titre for piece, titre, _ in _documents(catalog, (*before.textes, *after.textes))}
    allowed = max(changes // max(len(titles), 1), 6)
    return tuple(difference(titre, then.get(piece, ""), now.get(piece, ""), allowed) for piece, titre in titles.items())


def difference(titre: str, before: str, after: str, allowed: int) -> Difference:
    """What became of one text. `allowed`: how many changes may be marked apart."""
    if before == after:
        return Difference(titre, "sans changement", ())
    if not before:
        return Difference(titre, "nouveau", (Passage("ajouté", after),), entier=True)
    if not after:
        return Difference(titre, "retiré", (Passage("retiré", before),), entier=True)
    passages = next((found for run in _RUNS if _count(found := passages_of(before, after, run)) <= allowed), None)
    same = sum(len(_WORDS.findall(passage.texte)) for passage in passages or () if not passage.sorte)
    if passages is None or same < _REWRITTEN * min(len(_WORDS.findall(before)), len(_WORDS.findall(after))):
        return Difference(titre, "réécrit", (Passage("retiré", before), Passage("ajouté", after)), entier=True)
    return Difference(titre, "changé", passages)


def _count(passages: Iterable[Passage]) -> int:
    return sum(bool(passage.sorte) for passage in passages)


def passages_of(before: str, after: str, run: int = 1) -> tuple[Passage, ...]:
    """The way from a text to another. Fewer than `run` words in common between two changes are told with them."""
    then, now = _WORDS.findall(before), _WORDS.findall(after)
    passages: list[Passage] = []
    start_then = start_now = 0
    for block in SequenceMatcher(None, then, now, autojunk=False).get_matching_blocks():
        is_edge = (
            block.size
            and (block.a, block.b) == (0, 0)
            or block.a + block.size == len(then)
            and block.b + block.size == len(now)
        )
        if block.size < run and not is_edge:
            continue
        passages += _passage("retiré", then[start_then : block.a]) + _passage("ajouté", now[start_now : block.b])
        passages += _passage("", then[block.a : block.a + block.size])
        start_then, start_now = block.a + block.size, block.b + block.size
    return tuple(passages)


def _passage(sorte: str, words: list[str]) -> list[Passage]:
    return [Passage(sorte, " ".join(words).replace(" \n", "\n").replace("\n ", "\n"))] if words else []


def _plain(texts: Iterable[TexteDeVersion]) -> str:
    """The texts of a document as lines of words: a paragraph or a point is a line."""
    whole = "\n\n".join(f"{text.titre}\n\n{text.texte}" if text.titre else text.texte for text in texts)
    paragraphs = (_SAME_LINE.sub(" ", part) for part in re.split(r"\n\s*\n", _BOLD.sub(r"\1", without_links(whole))))
    return "\n".join(" ".join(line.split()) for part in paragraphs for line in part.split("\n"))
