"""What a clause writes into each document of the tender, complete: its text, the criterion with its scale, the penalties with their amounts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..model import Catalog, Clause, TexteJuridique
from ..model.clause import Penalite
from ..model.illustration import Illustration
from ..model.records import TermeDeListe

_ASSIETTES = {
    "jour": "€ par jour",
    "constat": "€ par constat",
    "unite": "€ par unité manquante",
    "point": "€ par point",
    "forfait": "€",
}
"""What follows an amount that gives no unit."""
_MISE_EN_DEMEURE = {"CCAG-FCS": 16, "CCAG-PI": 16, "CCAG-TIC": 16, "CCAG-Travaux": 20, "CCAG-MOE": 18, "CCAG-MI": 17}
"""The article of each set of general conditions (2021, in force since 1 July 2024) that asks for a notice before a penalty: 1 for social insertion, 2 for the environment."""
_NAME_IN_FULL = re.compile(r" \(.*\)")
_DANS = {
    "RC": "Dans le RC",
    "CCAP": "Dans le CCAP",
    "CCTP": "Dans le CCTP",
    "CCP": "Dans le CCP",
    "AE": "Dans l'acte d'engagement",
    "interne": "En interne, avant le marché ou à côté",
}


@dataclass(frozen=True)
class Tableau:
    """A table: its cells are texts of the language of records."""

    entetes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Morceau:
    """A part of what is copied: a heading or "", texts, a table, what follows it."""

    titre: str
    texte: str
    tableau: Tableau | None = None
    suite: str = ""
    sorte: Literal["texte", "critere", "penalites"] = "texte"


@dataclass(frozen=True)
class PieceVue:
    """What goes into one document."""

    piece: TermeDeListe
    titre: str
    """« Dans le RC »."""
    morceaux: tuple[Morceau, ...]
    picto: Illustration | None = None


def pieces_vues(catalog: Catalog, clause: Clause) -> tuple[PieceVue, ...]:
    """Every document that the clause writes into, in the order of the tender."""
    parts: dict[str, list[Morceau]] = {}
    for disposition in clause.dispositions:
        parts.setdefault(disposition.piece, []).append(Morceau("", disposition.texte))
    if clause.critere:
        parts.setdefault("RC", []).append(_critere(clause))
    if clause.penalites or (clause.suites and _binds(parts)):
        parts.setdefault(clause.piece_des_penalites, []).append(_penalites(catalog, clause))
    return tuple(
        PieceVue(
            term, titre_de_la_piece(catalog, term.id), tuple(parts[term.id]), catalog.illustration("pieces", term.id)
        )
        for term in catalog.terms("pieces")
        if term.id in parts
    )


def titre_de_la_piece(catalog: Catalog, piece: str) -> str:
    """What stands above what goes into a document."""
    return _DANS.get(piece) or f"Dans : {catalog.term('pieces', piece).libelle}"


def _binds(parts: dict[str, list[Morceau]]) -> bool:
    """Whether a document of the contract is written: an internal act has no penalties."""
    return bool(parts.keys() & {"CCAP", "CCTP", "CCP", "AE"})


def _critere(clause: Clause) -> Morceau:
    """What must be published with a criterion: its weight, what it compares, what the candidate gives, what each mark expects, how the mark is given."""
    critere = clause.critere
    assert critere is not None
    elements = "\n".join(f"- {_line(element)}" for element in critere.elements)
    return Morceau(
        f"Critère « {critere.libelle} »",
        f"Ce critère compte pour [[{critere.poids}]] points sur 100. {_line(critere.juge)}\n\nLe candidat remet :\n\n{elements}",
        Tableau(
            ("Points", "Ce qui est attendu"),
            tuple((str(echelon.points), _line(echelon.attendu)) for echelon in critere.bareme),
        ),
        critere.methode,
        sorte="critere",
    )


def _penalites(catalog: Catalog, clause: Clause) -> Morceau:
    lines = [f"{number}. {_penalite(clause, penalite)}" for number, penalite in enumerate(clause.penalites, 1)]
    parts = ["\n".join(lines)] if lines else []
    if clause.suites:
        besides = "\n".join(f"- {_line(suite)}" for suite in clause.suites)
        parts.append(f"Outre les pénalités :\n\n{besides}" if lines else besides)
    if derogations := "\n".join(
        f"- {sentence}" for sentence in (*_delay_derogations(catalog, clause), *_notice_derogation(catalog, clause))
    ):
        parts.append(f"Dérogations, à reporter au dernier article du CCAP :\n\n{derogations}")
    return Morceau("Pénalités et suites" if lines else "Suites", "\n\n".join(parts), sorte="penalites")


def _penalite(clause: Clause, penalite: Penalite) -> str:
    notice = f", {_line(penalite.apres_mise_en_demeure).rstrip('.')}" if penalite.apres_mise_en_demeure else ""
    cap = (
        f" Plafond : [[{penalite.plafond}]] {unite(clause, penalite.plafond)}."
        if penalite.plafond
        else f" {_sentence(penalite.sans_plafond or '')}"
    )
    return f"{_line(penalite.manquement).rstrip('.')} : [[{penalite.montant}]] {unite_du_montant(clause, penalite)}{notice}.{cap.rstrip()}"


def unite_du_montant(clause: Clause, penalite: Penalite) -> str:
    """« € par jour »."""
    return unite(clause, penalite.montant) or _ASSIETTES[penalite.assiette]


def unite(clause: Clause, name: str) -> str:
    """The unit of a parameter, or ""."""
    parametre = clause.parametres.get(name)
    return (parametre and parametre.unite) or ""


def _delay_derogations(catalog: Catalog, clause: Clause) -> Iterator[str]:
    """One line for each article on delay whose formula or exemption the amounts replace. It stays true once moved to the last article, where derogations are listed."""
    for article, numbers in articles_remplaces(catalog, clause).items():
        yield f"{_departs(numbers)} à l'article {article} (calcul et exonération des pénalités de retard)."


def _departs(numbers: tuple[int, ...]) -> str:
    said = [str(number) for number in numbers]
    which = f"la pénalité {said[0]}" if len(said) == 1 else f"les pénalités {', '.join(said[:-1])} et {said[-1]}"
    return f"L'article du CCAP sur ces pénalités déroge, pour {which},"


def articles_remplaces(catalog: Catalog, clause: Clause) -> dict[str, tuple[int, ...]]:
    """The articles on delay from which its penalties depart, « 14 du CCAG-FCS », each with the numbers of those that do."""
    found: dict[str, tuple[int, ...]] = {}
    for number, reference in _replaced(catalog, clause):
        ccag, _, article = reference.partition(", article ")
        name = f"{article} du {_NAME_IN_FULL.sub('', ccag)}"
        found[name] = (*found.get(name, ()), number)
    return found


def _replaced(catalog: Catalog, clause: Clause) -> list[tuple[int, str]]:
    """The number of each penalty that departs from an article on delay, and that article."""
    return [
        (number, catalog.get(TexteJuridique, penalite.deroge).reference)
        for number, penalite in enumerate(clause.penalites, 1)
        if penalite.deroge
    ]


@dataclass(frozen=True)
class SansMiseEnDemeure:
    """The penalties (by their numbers) that come without the notice that the general conditions ask for, and the articles that they depart from: « 16.2 du CCAG-FCS »."""

    numeros: tuple[int, ...]
    articles: str


def sans_mise_en_demeure(catalog: Catalog, clause: Clause) -> SansMiseEnDemeure | None:
    """The general conditions penalise a duty of insertion or towards the environment after a notice left without effect: a penalty without one derogates (R2112-3)."""
    numbers = tuple(number for number, penalite in enumerate(clause.penalites, 1) if not penalite.apres_mise_en_demeure)
    cited = {fondement.texte for fondement in clause.fondements}
    insertion = any(f"{ccag.lower()}-{article}-1" in cited for ccag, article in _MISE_EN_DEMEURE.items())
    if not numbers or not (insertion or "environnement" in clause.dimensions):
        return None
    part = 1 if insertion else 2
    known = {
        ccag: article
        for ccag, article in _MISE_EN_DEMEURE.items()
        if any(reference.startswith(f"{ccag} ") for _, reference in _replaced(catalog, clause))
    }
    articles = " ou ".join(f"{article}.{part} du {ccag}" for ccag, article in (known or _MISE_EN_DEMEURE).items())
    return SansMiseEnDemeure(numbers, f"{articles}{'' if known else ', selon le CCAG du marché'}")


def _notice_derogation(catalog: Catalog, clause: Clause) -> Iterator[str]:
    if found := sans_mise_en_demeure(catalog, clause):
        yield f"{_departs(found.numeros)} à l'article {found.articles} (mise en demeure préalable)."


def _line(text: str) -> str:
    return " ".join(text.split())


def _sentence(text: str) -> str:
    line = _line(text)
    return f"{line[0].upper()}{line[1:].rstrip('.')}." if line else ""
