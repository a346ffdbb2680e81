"""Rules on award criteria: what must be published with one, and trial offers that its scale separates."""

from collections.abc import Iterator

from ..model import Catalog, Clause
from ..model.calcul import number
from ..model.redaction import Ponderation
from .finding import Finding
from .portee import complete

ETAPE = "critere-attribution"
ESSAIS = 4
UNITE_DU_POIDS = "points sur 100"


def critere_decrit(catalog: Catalog) -> Iterator[Finding]:
    """An award criterion is described, and only an award criterion is."""
    for clause in complete(catalog):
        if clause.etape == ETAPE and clause.critere is None:
            message = "un critère d'attribution demande « critere » (libelle, poids, juge, elements, bareme, methode)"
            yield Finding(clause, ("etape",), message)
        elif clause.etape != ETAPE and clause.critere is not None:
            message = "seul un critère d'attribution se note : retirer « critere », ou changer l'étape"
            yield Finding(clause, ("critere",), message)


def critere_ecrit_au_reglement(catalog: Catalog) -> Iterator[Finding]:
    """An award criterion writes into the rules of the consultation, where the candidate reads it."""
    for clause in complete(catalog):
        if clause.critere and all(disposition.piece != "RC" for disposition in clause.dispositions):
            message = "un critère se publie au règlement de la consultation : ajouter une disposition « piece: RC »"
            yield Finding(clause, ("dispositions",), message)


def poids_raisonnable(catalog: Catalog) -> Iterator[Finding]:
    """The weight of a criterion is a bounded number of points out of 100, within the bounds of the drafting rules."""
    limits = catalog.redaction.ponderation if catalog.redaction else None
    for clause in complete(catalog):
        if clause.critere is None or (poids := clause.parametres.get(clause.critere.poids)) is None:
            continue
        where = ("parametres", clause.critere.poids)
        if poids.type != "nombre" or poids.unite != UNITE_DU_POIDS:
            message = f"le poids d'un critère : attendu « type: nombre » et « unite: {UNITE_DU_POIDS} »"
            yield Finding(clause, where, message)
            continue
        missing = [key for key in ("defaut", "min", "max") if getattr(poids, key) is None]
        if missing:
            message = f"le poids d'un critère a une valeur et des bornes : ajouter {', '.join(missing)}"
            yield Finding(clause, where, message)
        present = [key for key in ("min", "defaut", "max") if key not in missing]
        outside = [key for key in present if not _fits(getattr(poids, key), limits)]
        if limits and outside:
            message = f"pondération hors du raisonnable : attendu entre {limits.min} et {limits.max} points sur 100"
            yield Finding(clause, (*where, outside[0]), message)


def _fits(written: int | str, limits: Ponderation | None) -> bool:
    """What is no number at all has its own complaint."""
    value = number(written)
    return limits is None or value is None or limits.min <= value <= limits.max


def bareme_decroissant(catalog: Catalog) -> Iterator[Finding]:
    """The scale goes from the highest mark to the lowest, each mark once."""
    for clause in catalog.all(Clause):
        points = [echelon.points for echelon in clause.critere.bareme] if clause.critere else []
        if points != sorted(set(points), reverse=True):
            yield Finding(clause, ("critere", "bareme"), "barème : attendu des points décroissants, sans doublon")


def quatre_essais(catalog: Catalog) -> Iterator[Finding]:
    """A criterion shows four invented offers that its scale separates: four notes, none above its top."""
    for clause in complete(catalog):
        if clause.critere is None:
            if clause.essais:
                yield Finding(clause, ("essais",), "seul un critère d'attribution a des offres d'essai : les retirer")
            continue
        notes = [essai.note for essai in clause.essais]
        top = max(echelon.points for echelon in clause.critere.bareme)
        if len(notes) != ESSAIS:
            message = f"{len(notes)} offre(s) d'essai : en écrire {ESSAIS} dans « essais » (offre, reponses, note)"
            yield Finding(clause, ("essais",) if notes else ("critere",), message)
        elif len(set(notes)) != ESSAIS:
            message = (
                f"offres d'essai : attendu {ESSAIS} notes différentes ; si le barème n'y suffit pas, lui "
                "ajouter un échelon"
            )
            yield Finding(clause, ("essais",), message)
        for index, note in enumerate(notes):
            if note > top:
                message = f"note au-dessus du barème, dont le plus haut échelon vaut {top}"
                yield Finding(clause, ("essais", index, "note"), message)


def critere_a_son_cadre(catalog: Catalog) -> Iterator[Finding]:
    """A criterion has the frame in which candidates answer."""
    for clause in complete(catalog):
        kinds = {(annexe.sorte, annexe.remplie_par) for annexe in clause.annexes}
        if clause.critere and ("cadre-de-reponse", "candidat") not in kinds:
            message = (
                "critère sans cadre de réponse : ajouter une annexe « sorte: "
                "cadre-de-reponse », « remplie_par: candidat »"
            )
            yield Finding(clause, ("critere",), message)
