"""What the guide is worth, as it was measured at a date: the page says the figures, their date and their limits."""

from dataclasses import dataclass

from ..model import Catalog, Qualite
from ..model.mesures import ModeleMesure, Recherche
from ..text.dates import date_longue
from .elements import nombre, pluriel


@dataclass(frozen=True)
class MesureVue:
    """A figure with its name, and what it does not say."""

    nom: str
    chiffre: str
    limite: str


@dataclass(frozen=True)
class QualiteVue:
    """`quand` says when and of what the figures are; without any, `mesures` is empty and `quand` says so."""

    quand: str
    mesures: tuple[MesureVue, ...]
    modeles: tuple[tuple[str, str], ...]
    """For each grade of EcoIndex: the grade, and the templates that have it, each with its mark."""
    defauts: tuple[str, ...]
    """The templates where axe found something, with how many faults."""


def qualite_vue(catalog: Catalog) -> QualiteVue:
    found = catalog.mesures.get("qualite")
    if not isinstance(found, Qualite):
        return QualiteVue("Rien n’a encore été mesuré : « make mesures » écrit ces chiffres.", (), (), ())
    grades: dict[str, list[ModeleMesure]] = {}
    for modele in found.modeles:
        grades.setdefault(modele.lettre, []).append(modele)
    return QualiteVue(
        _quand(found, len(catalog.clauses_vivantes)),
        tuple(_mesures(found)),
        tuple(
            (letter, ", ".join(f"{one.titre} ({one.ecoindex})" for one in sorted(own, key=lambda one: -one.ecoindex)))
            for letter, own in sorted(grades.items())
        ),
        tuple(f"{one.titre} : {pluriel(one.defauts, 'défaut')}" for one in found.modeles if one.defauts),
    )


def _quand(found: Qualite, clauses: int) -> str:
    commit = found.etat.rstrip("+")
    since = ", avec des changements qui n’y étaient pas encore" if found.etat.endswith("+") else ""
    now = "" if found.clauses == clauses else f" Cette édition en a {clauses}."
    return f"Mesuré le {date_longue(found.mesure_le)} sur la révision {commit} du dépôt{since}, avec {pluriel(found.clauses, 'clause')}.{now}"


def _mesures(found: Qualite) -> tuple[MesureVue, ...]:
    faults = sum(one.defauts for one in found.modeles)
    grades = {one.lettre for one in found.modeles}
    heaviest = max(found.modeles, key=lambda one: one.elements)
    return (
        _rappel(
            "Recherche, questions ouvertes",
            found.recherche_ouverte,
            "Questions écrites avant de régler le moteur, puis regardées en le réglant.",
        ),
        _rappel(
            "Recherche, questions scellées",
            found.recherche_scellee,
            "Jamais regardées une à une ; leur total l’a été une fois, en choisissant un réglage.",
        ),
        MesureVue(
            "Accessibilité",
            f"{pluriel(faults, 'défaut')} trouvé{'s' if faults > 1 else ''} sur {len(found.modeles)} modèles de page, en 360 et 1 280 pixels, en clair et en sombre",
            "Un robot (axe) voit environ 15 % du référentiel RGAA : un plancher, pas une preuve.",
        ),
        MesureVue(
            "EcoIndex des modèles",
            f"de {min(grades)} à {max(grades)} ; le plus fourni, {heaviest.titre}, a {heaviest.elements} éléments",
            "Calculé d’après les éléments, les requêtes et le poids de la page ; rien n’y est dit du serveur ni de l’appareil.",
        ),
        MesureVue(
            "Liens internes",
            f"{nombre(found.liens)} suivis, {pluriel(found.liens_casses, 'cassé')}",
            "Ceux vers l’extérieur sont regardés à part : voir la page Fraîcheur.",
        ),
        MesureVue(
            "Taille",
            f"{nombre(found.pages)} pages, {nombre(found.fichiers)} fichiers, {nombre(found.mo)} Mo",
            "Avec les annexes, les données et l’index de recherche ; une page seule voyage en quelques dizaines de ko.",
        ),
        MesureVue(
            "Construction",
            f"{nombre(found.secondes)} secondes de processeur",
            "Sur la machine de qui mesure, partagée ou non : un ordre de grandeur.",
        ),
    )


def _rappel(nom: str, found: Recherche, limite: str) -> MesureVue:
    """Per mille as a reader says it: 988 -> « 98,8 % »."""
    return MesureVue(
        nom,
        f"{found.requetes} questions ; ce qui est attendu est parmi les cinq premières réponses pour {_pour_cent(found.rappel)} ; rang réciproque moyen 0,{found.rang:03d}",
        limite,
    )


def _pour_cent(mille: int) -> str:
    return f"{mille // 10},{mille % 10} %"
