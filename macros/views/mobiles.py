"""The figures of the onboarding path that a reader moves, as a whole text: every state that the browser can show stands in the page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ..model import Catalog, EtapeDuProcessus, MethodeDeNotation
from ..model.expression import price_marks
from ..model.mobiles import CasDeSeuil, ClauseEnPieces, DemandesAPlacer, DeuxOffres
from ..model.parcours import FigureDeModule
from ..text.dates import date_longue
from . import achat, processus
from .elements import nombre
from .figures import Dessin, TexteDessine, dessin
from .processus import LigneDeFigure
from .reponse import Achat, repondre

VERDICTS = {
    "bon": "✓ à sa place",
    "possible": "~ possible",
    "sans-effet": "○ sans effet",
    "exclu": "✗ à ne pas écrire",
}
METHODE = "classique"
"""The marking method (data/notations) by which the two offers are compared."""
_ENSEMBLE = {"condition": ("ecrire", "À écrire"), "critere": ("ecrire", "À écrire"), "preuve": ("garder", "À garder")}
"""Subjects of views/achat.py whose lines make one here: their subject, and its word."""
ORIGINES = {
    "passages": "D'après les fiches du guide.",
    "lieux": "Exemples fictifs, appréciation du guide ; les textes cités disent le droit.",
    "offres": "Exemple fictif ; notes de prix calculées par la formule classique, le prix le plus bas divisé par le prix de l'offre.",
    "clause": "Exemple fictif, appréciation du guide.",
    "seuils": "Calculé par les règles de la page « Quelles règles pour mon achat ? », qui donne les articles et les autres cas.",
}


@dataclass(frozen=True)
class Dit:
    """One thing that a state says: « mot : texte ». `donnees` are the data attributes by which a script finds it."""

    mot: str
    texte: str
    donnees: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class EtatDeFigure:
    titre: str
    dits: tuple[Dit, ...]
    donnees: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SituationMobile:
    """States that belong together; "" where the figure has one situation only."""

    titre: str
    etats: tuple[EtatDeFigure, ...]
    donnees: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Confrontation:
    """Two offers, one weight of the price, one gap: `mots` says who wins by how much, `points` are price and quality of each, in words for a script."""

    mots: str
    points: str


@dataclass(frozen=True)
class LigneDOffres:
    """What happens when the price weighs so much. `rachat`: the gap of price that one mark of quality makes up for, in euros."""

    poids: int
    rachat: str
    cases: tuple[Confrontation, ...]


@dataclass(frozen=True)
class GrilleDOffres:
    objet: str
    offres: tuple[str, str]
    ecarts: tuple[str, ...]
    lignes: tuple[LigneDOffres, ...]


@dataclass(frozen=True)
class FigureVue:
    """A figure of a module. `dessin` is drawn; a figure that is moved has `situations` or `grille`, its whole text."""

    forme: str
    titre: str
    apres: int
    origine: str
    dessin: Dessin | None = None
    situations: tuple[SituationMobile, ...] = ()
    grille: GrilleDOffres | None = None

    @property
    def mobile(self) -> bool:
        return bool(self.situations or self.grille)


def figure_vue(catalog: Catalog, figure: FigureDeModule) -> FigureVue:
    """A figure without its content, which a check tells, has its title alone."""
    drawn: dict[str, Any] = {}
    if figure.forme == "passages":
        drawn = {
            "dessin": _trajet(catalog, figure.titre),
            "situations": (SituationMobile("", tuple(_passages(catalog))),),
        }
    elif figure.lieux:
        drawn = {"situations": (SituationMobile("", tuple(_lieux(catalog, figure.lieux))),)}
    elif figure.offres:
        drawn = {"grille": _grille(catalog, figure.offres)}
    elif figure.clause:
        drawn = {"situations": (SituationMobile("", tuple(_pieces(figure.clause))),)}
    elif figure.seuils:
        drawn = {"situations": tuple(_situation(catalog, case) for case in figure.seuils)}
    elif figure.elements:
        drawn = {"dessin": dessin(figure)}
    origin = f"Source : {figure.source}." if figure.source else ORIGINES.get(figure.forme, "Appréciation du guide.")
    return FigureVue(figure.forme, figure.titre, figure.apres, origin, **drawn)


# Who holds the file.


def _passages(catalog: Catalog) -> Iterator[EtatDeFigure]:
    actors = [term.id for term in catalog.terms("acteurs")]
    for number, stage in enumerate(processus.etapes(catalog), 1):
        lead = _conducteur(stage)
        yield EtatDeFigure(
            f"{number}. {stage.titre}",
            tuple(
                Dit(
                    f"{catalog.term('acteurs', act.acteur).libelle}, {processus.ROLES[act.role]}",
                    act.fait,
                    (("acteur", catalog.term("acteurs", act.acteur).libelle), ("role", act.role)),
                )
                for act in sorted(stage.acteurs, key=lambda act: list(processus.ROLES).index(act.role))
            ),
            (("rangee", str(actors.index(lead))), ("adresse", stage.adresse)),
        )


def _conducteur(stage: EtapeDuProcessus) -> str:
    """Who leads the stage; the first who acts where nobody does."""
    return next((act.acteur for act in stage.acteurs if act.role == "pilote"), stage.acteurs[0].acteur)


_LARGEUR, _MARGE, _PAS, _RANG = 360, 150, 20, 26
"""Of the drawing: its width, where the first stage stands, from one stage to the next, from one actor to the next."""
_TENU, _AGIT = 8, 3
"""Radius of who holds the file, and of who acts beside."""


def _trajet(catalog: Catalog, title: str) -> Dessin:
    """An actor is a row, a stage a column; the path goes from who holds the file to who holds it next."""
    stages = processus.etapes(catalog)
    actors = catalog.terms("acteurs")
    y = {actor.id: 46 + index * _RANG for index, actor in enumerate(actors)}
    x = [_MARGE + index * _PAS for index in range(len(stages))]
    held = [(column, y[_conducteur(stage)]) for column, stage in zip(x, stages, strict=True)]
    beside = [
        (column, y[act.acteur], _AGIT)
        for column, stage in zip(x, stages, strict=True)
        for act in stage.acteurs
        if act.acteur != _conducteur(stage)
    ]
    leads = " ; ".join(
        f"{number}. {stage.titre} : {catalog.term('acteurs', _conducteur(stage)).libelle.lower()}"
        for number, stage in enumerate(stages, 1)
    )
    return Dessin(
        largeur=max(_LARGEUR, _MARGE + len(stages) * _PAS),
        hauteur=46 + len(actors) * _RANG - 8,
        titre=title,
        description=f"{', '.join(actor.libelle for actor in actors)}. {leads}",
        ronds=(*beside, *((column, row, _TENU) for column, row in held)),
        chemin="".join(_courbe(held)),
        textes=(
            *(TexteDessine("centre", (LigneDeFigure(column, 18, str(number)),)) for number, column in enumerate(x, 1)),
            *(TexteDessine("", (LigneDeFigure(0, y[actor.id] + 5, actor.libelle),)) for actor in actors),
        ),
    )


def _courbe(points: Sequence[tuple[int, int]]) -> Iterator[str]:
    yield from (f"M{x} {y}" for x, y in points[:1])
    for (x, y), (after, below) in pairwise(points):
        half = (x + after) // 2
        yield f"C{half} {y} {half} {below} {after} {below}"


# Where a demand is written.


def _lieux(catalog: Catalog, lieux: DemandesAPlacer) -> Iterator[EtatDeFigure]:
    for place in lieux.endroits:
        term = catalog.term("etapes", place.etape)
        effects = [
            (demand.libelle, effect)
            for demand in lieux.demandes
            for effect in demand.effets
            if effect.etape == place.etape
        ]
        yield EtatDeFigure(
            term.libelle,
            (
                Dit("Ce que ce moment peut", place.peut),
                Dit("Ce qu'il ne peut pas", place.ne_peut_pas),
                *(
                    Dit(
                        label,
                        f"{VERDICTS[effect.verdict]}. {effect.dit}",
                        (("demande", label), ("verdict", effect.verdict), ("mots", VERDICTS[effect.verdict])),
                    )
                    for label, effect in effects
                ),
            ),
        )


# A price against a mark.


def _grille(catalog: Catalog, offres: DeuxOffres) -> GrilleDOffres | None:
    method = catalog.find(MethodeDeNotation, METHODE)
    if method is None or method.expression is None:
        return None
    first, second = offres.notes
    return GrilleDOffres(
        objet=offres.objet,
        offres=(
            f"Offre A : {nombre(offres.prix)} €, {first} sur {offres.sur}",
            f"offre B : plus chère, {second} sur {offres.sur}",
        ),
        ecarts=tuple(f"+{gap} %" for gap in offres.ecarts),
        lignes=tuple(_ligne_d_offres(offres, method.expression, weight) for weight in offres.poids),
    )


def _ligne_d_offres(offres: DeuxOffres, expression: str, weight: int) -> LigneDOffres:
    one_mark = (100 - weight) / offres.sur
    return LigneDOffres(
        weight,
        f"{nombre(_rachat(expression, offres.prix, weight, one_mark))} €",
        tuple(_confrontation(offres, expression, weight, gap) for gap in offres.ecarts),
    )


def _confrontation(offres: DeuxOffres, expression: str, weight: int, gap: int) -> Confrontation:
    dearer = offres.prix * (100 + gap) / 100
    prices = price_marks(expression, (float(offres.prix), dearer), float(weight), {})
    quality = [(100 - weight) * mark / offres.sur for mark in offres.notes]
    totals = [price + own for price, own in zip(prices, quality, strict=True)]
    lead = round(totals[1] - totals[0], 1)
    words = "égalité" if not lead else f"{'B' if lead > 0 else 'A'} {_decimale(abs(lead))}"
    points = (f"{value:.2f}" for pair in zip(prices, quality, strict=True) for value in pair)
    return Confrontation(words, " ".join((str(round(dearer)), *points)))


def _decimale(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _rachat(expression: str, least: float, weight: float, points: float) -> int:
    """By how much a price may exceed the lowest before it loses so many points, in euros: sought between the lowest price and a hundred times it."""
    low, high = least, least * 100
    for _ in range(60):
        middle = (low + high) / 2
        lost = weight - price_marks(expression, (float(least), middle), float(weight), {})[1]
        low, high = (middle, high) if lost < points else (low, middle)
    return round(high - least)


# A clause that goes wrong.


def _pieces(clause: ClauseEnPieces) -> Iterator[EtatDeFigure]:
    yield EtatDeFigure("Le brouillon", (Dit("Il dit", f"« {clause.brouillon} »"),), (("piece", "brouillon"),))
    for piece in clause.pieces:
        yield EtatDeFigure(
            piece.libelle,
            (Dit("À écrire", f"« {piece.texte} »"), Dit("Sans cela, en deuxième année", piece.sans)),
            (("piece", "manquante"),),
        )
    yield EtatDeFigure("Quand tout y est", (Dit("En deuxième année", clause.tenue),), (("piece", "tenue"),))


# The effect of a threshold.


def _situation(catalog: Catalog, case: CasDeSeuil) -> SituationMobile:
    """The bands of amounts of one purchase. The first says everything, the others what their threshold changes."""
    data = achat.donnees(catalog)
    spoken: dict[str, tuple[str, str]] = {}
    states = []
    bands = list(_tranches(data, case))
    for place, (start, said) in enumerate(bands):
        new = {name: words for name, words in said.items() if spoken.get(name) != words}
        states.append(
            EtatDeFigure(
                _titre_de_tranche(start, bands[place + 1][0] if place + 1 < len(bands) else None),
                tuple(Dit(word, text, (("cle", name),)) for name, (word, text) in new.items()),
                (("des", str(start)),),
            )
        )
        spoken = said
    return SituationMobile(
        f"{case.libelle}, consultation lancée le {date_longue(case.date)} : ce qui vaut d'abord, puis ce que chaque seuil change",
        tuple(states),
        (
            ("cas", case.libelle),
            ("acheteur", case.acheteur),
            ("famille", case.famille),
            ("date", case.date.isoformat()),
        ),
    )


def _titre_de_tranche(start: int, end: int | None) -> str:
    if end is None:
        return f"À partir de {nombre(start)} €"
    return f"De {nombre(start)} à {nombre(end - 1)} €" if start else f"Jusqu'à {nombre(end - 1)} €"


def _tranches(data: Mapping[str, Any], case: CasDeSeuil) -> Iterator[tuple[int, dict[str, tuple[str, str]]]]:
    """(the amount from which, what holds from there on), where something changes."""
    before: dict[str, tuple[str, str]] | None = None
    for amount in sorted({0, *_montants(data["seuils"]), *_montants(data["lignes"])}):
        said = _ce_qui_vaut(data, case, amount)
        if said != before:
            yield amount, said
            before = said


def _montants(value: Any) -> Iterator[int]:
    """Every amount where a rule may change."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            if name in ("montant", "a", "des", "sous"):
                yield from item.values() if isinstance(item, Mapping) else (item,)
            else:
                yield from _montants(item)
    elif isinstance(value, list):
        for item in value:
            yield from _montants(item)


def _ce_qui_vaut(data: Mapping[str, Any], case: CasDeSeuil, amount: int) -> dict[str, tuple[str, str]]:
    """Subject -> (its word, what is said of it)."""
    purchase = Achat(
        acheteur=case.acheteur, contrat="marche", famille=case.famille, montant=amount, date=case.date.isoformat()
    )
    answers = repondre({**data, "regles": {}}, purchase)
    said: dict[str, tuple[str, list[str]]] = {}
    for name, answer in answers.items():
        if answer.etat != "non":
            line = data["lignes"][name]
            subject, word = _ENSEMBLE.get(line["nature"], (line["nature"], line.get("sujet", "")))
            said.setdefault(subject, (word, []))[1].append(f"{line['dit']}{_doute(answer.motifs)}")
    return {subject: (word, _suite(sentences)) for subject, (word, sentences) in said.items()}


def _doute(reasons: Iterable[str]) -> str:
    words = " ; ".join(reasons)
    return f" ({words})" if words else ""


def _suite(sentences: Sequence[str]) -> str:
    """ "La note ; les devis": one sentence of several."""
    return " ; ".join(f"{text[:1].lower()}{text[1:]}" if place else text for place, text in enumerate(sentences))
