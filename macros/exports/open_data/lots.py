"""What the guide says of a segment, in files that a language model reads whole: its legal minimum, then its clauses word for word, act by act."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...model import Catalog, Clause, Famille
from ...read.memory import last_answer_kept
from ...text.language import without_links
from ...text.markdown import EnMarkdown
from ...views.consigne import regles
from ...views.donnees import chemin_du_lot
from ...views.minimum import ArticleDuMinimum, loi_du_minimum, roles_du_minimum
from ..clause_files import clause_markdown
from ..feuille import nommee, texte_lu, textes_cites, textes_lus
from .datasets import LICENCE

if TYPE_CHECKING:
    from ...build import Build

LARGEST = 100_000
"""Bytes of one file: beyond, the segment goes on in another one, and each says so."""
_OTHERS_ROOM = 2_500
"""Bytes that the other files of the segment take in the head, where there are some."""
MOST_NAMED = 8
"""Other files of a segment that each names: the head of a file keeps its size however many there are."""
_ACTES = ("critere-attribution", "condition-execution", "specification", "candidature", "suivi")
"""What a tender is written of, the criterion first; what comes before the tender stands last."""
_BETWEEN = "\n\n---\n\n"
_MD = EnMarkdown({})


@dataclass(frozen=True)
class Lot:
    """One file of a segment: the `numero`th of `total`."""

    famille: Famille
    numero: int
    total: int
    clauses: tuple[Clause, ...]
    tient: str
    """What it holds: « critère d’attribution (3), condition d’exécution (2) »."""

    @property
    def titre(self) -> str:
        """« Études », or « Études, fichier 1 sur 2 »."""
        return self.famille.titre + (f", fichier {self.numero} sur {self.total}" if self.total > 1 else "")

    @property
    def chemin(self) -> str:
        """From the site's root."""
        return chemin_du_lot(self.famille.id, self.numero)


@last_answer_kept
def lots(build: "Build") -> tuple[Lot, ...]:
    """Every file of every segment, in the order of the segments; one at least, that says that there is no clause."""
    return tuple(lot for famille in build.catalog.segments for lot in _of_a_segment(build, famille))


def contenu(build: "Build", lot: Lot, every: Iterable[Lot]) -> bytes:
    """A file; `every`: the lots, those of its segment among them. Raises ValueError where a clause is larger than a file."""
    others = [one for one in every if one.famille is lot.famille and one.numero != lot.numero]
    bodies = (b"#" + clause_markdown(build, clause).replace(b"\n#", b"\n##") for clause in lot.clauses)
    texts = textes_lus(build, lot.clauses, _MD, 2)
    ends = (texts.encode(),) if texts else ()
    content = _BETWEEN.encode().join(("\n\n".join(_head(build, lot, others)).encode(), *bodies, *ends)) + b"\n"
    if len(content) > LARGEST:
        raise ValueError(f"lot « {lot.famille.id} » : une clause dépasse {LARGEST} octets")
    return content


def _of_a_segment(build: "Build", famille: Famille) -> Iterator[Lot]:
    etapes = [term.id for term in build.catalog.terms("etapes")]
    ranks = {name: rank for rank, name in enumerate(dict.fromkeys((*_ACTES, *etapes)))}
    own = [clause for clause in build.catalog.clauses_vivantes if famille.id in clause.familles]
    room = len("\n\n".join(_head(build, Lot(famille, 1, 1, (), ""), [])).encode()) + _OTHERS_ROOM
    parts = _parts(build, sorted(own, key=lambda clause: ranks[clause.etape]), room)
    for numero, clauses in enumerate(parts, 1):
        yield Lot(famille, numero, len(parts), tuple(clauses), _tient(build.catalog, clauses))


def _parts(build: "Build", clauses: Iterable[Clause], head: int) -> list[list[Clause]]:
    """`head`: bytes that the head of a file takes besides the line of each clause."""
    parts: list[list[Clause]] = [[]]
    size, cited = head, frozenset[str]()
    for clause in clauses:
        body = clause_markdown(build, clause)
        own = len(body) + body.count(b"\n#") + len(_BETWEEN) + len(_line(build.catalog, clause).encode())
        texts = {
            text.id: len(texte_lu(build, text, _MD).encode()) + 3 for text in textes_cites(build.catalog, (clause,))
        }
        more = own + sum(length for name, length in texts.items() if name not in cited)
        if parts[-1] and size + more > LARGEST:
            parts.append([])
            size, cited, more = head, frozenset(), own + sum(texts.values())
        parts[-1].append(clause)
        size, cited = size + more, cited | texts.keys()
    return parts


def _tient(catalog: Catalog, clauses: Iterable[Clause]) -> str:
    counts = Counter(clause.etape for clause in clauses)
    return ", ".join(f"{catalog.term('etapes', name).libelle.lower()} ({count})" for name, count in counts.items())


def _head(build: "Build", lot: Lot, others: list[Lot]) -> Iterator[str]:
    site = build.settings.site
    part = f", fichier {lot.numero} sur {lot.total}" if lot.total > 1 else ""
    yield _MD.titre(1, f"{lot.famille.titre} : les clauses du guide{part}")
    yield _MD.mots(f"{build.settings.guide}, {site}. Licence {LICENCE}. À jour au {build.day.isoformat()}.")
    yield _MD.titre(2, "Règles pour s'en servir")
    yield _list(regles(site), ranked=True)
    yield _MD.mots(
        "Un texte entre crochets est une valeur à fixer. Sous chaque clause, « Valeurs à fixer » reprend chacune dans l'ordre du texte, avec "
        "les mots qui l'entourent ; « […] » y tient la place d'une autre valeur."
    )
    yield _MD.titre(2, "Le minimum légal")
    yield _list(_minimum(build, lot.famille))
    if others:
        yield _MD.titre(2, "Les autres fichiers de ce segment")
        shown = others if len(others) <= MOST_NAMED else [*others[: MOST_NAMED - 1], others[-1]]
        more = [] if shown == others else [f"Et {len(others) - len(shown)} entre les deux derniers, numérotés de même."]
        yield _list(
            [*(f"Fichier {one.numero} sur {one.total} : {site}{one.chemin} : {one.tient}" for one in shown), *more]
        )
    if below := build.catalog.sub_segments(lot.famille):
        yield _MD.titre(2, "Les sous-segments, qui ont leur propre lot")
        yield _list(f"{one.titre} : {site}{chemin_du_lot(one.id)}" for one in below)
    yield _MD.titre(2, "Ce que contient ce fichier")
    yield _contents(build.catalog, lot.clauses) if lot.clauses else "Le guide n'a pas encore de clause pour ce segment."


def _contents(catalog: Catalog, clauses: Iterable[Clause]) -> str:
    lines: list[str] = []
    stage = ""
    for clause in clauses:
        if clause.etape != stage:
            stage = clause.etape
            lines.append(f"- {_MD.mots(catalog.term('etapes', stage).libelle)}\n")
        lines.append(_line(catalog, clause))
    return "".join(lines).rstrip("\n")


def _line(catalog: Catalog, clause: Clause) -> str:
    against = ", ".join(f"[{one.id}@{one.version_dite}]" for one in catalog.symmetric(clause, "incompatible"))
    return f"  - {_MD.mots(nommee(clause) + (f' ; incompatible avec {against}' if against else ''))}\n"


def _minimum(build: "Build", famille: Famille) -> Iterator[str]:
    """What the law asks of every contract, then the clauses that answer it in this segment, purchase by purchase."""
    catalog, law = build.catalog, loi_du_minimum(build.catalog)
    if law:
        works = f", {law.montant_travaux} € pour des travaux" if law.montant_travaux else ""
        amounts = f", à partir de {law.montant} € HT pour une collectivité{works}" if law.montant else ""
        yield f"Tout marché, hors défense et sécurité : un critère d'attribution environnemental{_article(law.critere)}"
        yield f"Et une condition d'exécution environnementale{_article(law.condition)}"
        yield f"Au-dessus des seuils{amounts} : une condition sociale ou d'emploi, sauf quatre cas motivés{_article(law.sociale)}"
    pairs = roles_du_minimum(catalog, famille)
    if not pairs:
        yield "Le guide n'a pas encore de paire pour ce segment : voir celle de tous les achats, ou un juriste."
    for achat, found, manque in pairs:
        answers = (
            f"{words} : {nommee(found[role])}{_elsewhere(build, found[role], famille)}"
            for role, words in (("critere", "critère"), ("condition", "condition"), ("sociale", "au-dessus des seuils"))
            if role in found
        )
        missing = f" ; ce qui manque : {without_links(manque)}" if manque else ""
        yield f"{achat or 'Les clauses qui y répondent'} : {' ; '.join(answers)}{missing}"


def _article(article: ArticleDuMinimum | None) -> str:
    if article is None:
        return ""
    since = f", consultations lancées à compter du {article.depuis}" if article.depuis else ""
    return f" ({article.texte.lien.mot}, {article.texte.etat}{since})"


def _elsewhere(build: "Build", clause: Clause, famille: Famille) -> str:
    return "" if famille.id in clause.familles else f", dans un autre segment : {build.settings.site}{clause.adresse}"


def _list(lines: Iterable[str], ranked: bool = False) -> str:
    return "\n".join(_MD.point(f"{rank}." if ranked else "-", _MD.mots(line)) for rank, line in enumerate(lines, 1))
