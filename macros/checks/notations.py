"""Rules on the methods of marking: what is written computes, and its light follows what it does."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from ..model import Catalog, MethodeDeNotation
from ..model.calcul import number
from ..model.expression import QUALITY, VARIABLES, ExpressionError, parse, price_marks
from ..model.notation import CALCULS_D_ENSEMBLE, CALCULS_PAR_POSTE, CLASSENT_L_OFFRE
from .finding import Finding

N = 40.0
TRIALS = ((48_000.0, 50_000.0, 54_000.0, 60_000.0), (30_000.0, 48_000.0, 54_000.0, 75_000.0), (50_000.0, 51_000.0))
"""Prices on which each formula is tried: near one another, far apart, and two alone."""
ESTIMATE = 55_000.0
POINTS_OF_QUALITY = 50.0
SLACK = 1e-9


def formule_calculable(catalog: Catalog) -> Iterator[Finding]:
    """A formula reads what the simulator knows and all its own settings, and can be worked out on ordinary prices."""
    for method in catalog.all(MethodeDeNotation):
        if method.expression is None:
            continue
        own = [setting.nom for setting in method.reglages]
        read = (*VARIABLES, *([QUALITY] if method.calcul in CLASSENT_L_OFFRE else []), *own)
        try:
            names = parse(method.expression).names
            unknown = [name for name in names if name not in read]
            if unknown:
                known = ", ".join(read)
                yield Finding(method, ("expression",), f"« {unknown[0]} » inconnu : attendu {known}")
                continue
            trials(method)
        except ExpressionError as error:
            yield Finding(method, ("expression",), f"formule : {error}")
            continue
        for index, name in enumerate(own):
            if name not in names and (method.calcul, name) != ("seuil", "seuil"):
                yield Finding(method, ("reglages", index, "nom"), f"réglage « {name} » que la formule n'emploie pas")


def reglages_bornes(catalog: Catalog) -> Iterator[Finding]:
    """The settings of a formula are numbers, in order; its cases speak of them."""
    for method in catalog.all(MethodeDeNotation):
        for index, setting in enumerate(method.reglages):
            written = [number(value) for value in (setting.min, setting.defaut, setting.max)]
            if not _rising(written):
                message = "réglage : attendu trois nombres, avec min ≤ defaut ≤ max"
                yield Finding(method, ("reglages", index), message)
        for index, case in enumerate(method.cas):
            situation = case.si
            limits = [value for value in (situation.moins_de, situation.plus_de) if value is not None]
            if situation.reglage not in (None, *(setting.nom for setting in method.reglages)):
                message = f"« {situation.reglage} » n'est pas un réglage de cette formule"
                yield Finding(method, ("cas", index, "si", "reglage"), message)
            elif (situation.reglage is None) != (not limits) or None in map(number, limits):
                message = "attendu « reglage » avec « moins_de » ou « plus_de », qui sont des nombres"
                yield Finding(method, ("cas", index, "si"), message)
            elif not any((situation.reglage, situation.offres_max, situation.prix_min, situation.ecart_des_postes)):
                message = "cas sans condition : attendu offres_max, prix_min, ecart_des_postes ou reglage"
                yield Finding(method, ("cas", index, "si"), message)


def _rising(values: list[Decimal | None]) -> bool:
    known = [value for value in values if value is not None]
    return len(known) == len(values) and known == sorted(known)


def methode_bien_formee(catalog: Catalog) -> Iterator[Finding]:
    """A method is worked out as what it bears on allows; the steps of a scale go from the highest mark to the lowest."""
    for method in catalog.all(MethodeDeNotation):
        if method.porte_sur == "qualite" and (method.expression or method.reglages or method.cas):
            message = "« expression », « reglages » et « cas » : pas pour une note de qualité"
            yield Finding(method, ("porte_sur",), message)
        if method.expression:
            yield from _calcul(method)
        points = [step.points for step in method.echelons]
        if points and method.porte_sur == "ensemble":
            yield Finding(method, ("echelons",), "« echelons » : pour une note de prix ou de qualité")
        elif points != sorted(set(points), reverse=True) or len(points) == 1:
            yield Finding(method, ("echelons",), "échelons : attendu deux notes au moins, décroissantes, sans doublon")


def _calcul(method: MethodeDeNotation) -> Iterator[Finding]:
    allowed = CALCULS_D_ENSEMBLE if method.porte_sur == "ensemble" else ("points", *CALCULS_PAR_POSTE)
    if method.calcul not in allowed:
        yield Finding(method, ("calcul",), f"attendu, pour une méthode de cette sorte : {', '.join(allowed)}")
    if method.unite is None and method.calcul in CLASSENT_L_OFFRE:
        yield Finding(method, ("unite",), f"« unite » : attendue pour {' et '.join(CLASSENT_L_OFFRE)}")
    if method.calcul == "seuil" and "seuil" not in (setting.nom for setting in method.reglages):
        yield Finding(method, ("reglages",), "attendu un réglage « seuil », en % des points de qualité")


def note_bornee(catalog: Catalog) -> Iterator[Finding]:
    """A formula is said to stay within the points of the price when it does, on trials and at its extreme settings; one that leaves them is red first (feu_suit_le_calcul)."""
    for method in catalog.all(MethodeDeNotation):
        settings = ([number(value) for value in (one.min, one.defaut, one.max)] for one in method.reglages)
        if method.expression is None or method.calcul in CLASSENT_L_OFFRE or not all(map(_rising, settings)):
            continue
        try:
            marks = [mark for which in ("min", "defaut", "max") for each in trials(method, which) for mark in each]
        except ExpressionError:
            continue  # told by its own rule
        stays = min(marks) >= -SLACK and max(marks) <= N + SLACK
        if method.bornee != stays and (stays or method.avis.feu == "rouge"):
            what = "reste entre 0 et les points du prix" if stays else "sort de 0 ou des points du prix"
            yield Finding(
                method, ("bornee",), f"« bornee » : attendu « {str(stays).lower()} » : aux essais, la note {what}"
            )


def feu_motive(catalog: Catalog) -> Iterator[Finding]:
    """A red light rests on a legal text."""
    for method in catalog.all(MethodeDeNotation):
        lights = [(("avis",), method.avis), *((("cas", index), case) for index, case in enumerate(method.cas))]
        for where, light in lights:
            if light.feu == "rouge" and not light.textes:
                yield Finding(
                    method, (*where, "textes"), "feu rouge sans texte : nommer la décision qui refuse la méthode"
                )


def feu_suit_le_calcul(catalog: Catalog) -> Iterator[Finding]:
    """A formula that goes below zero, above the points of the price, or that marks a dearer offer better, is red."""
    for method in catalog.all(MethodeDeNotation):
        if method.expression is None or method.avis.feu == "rouge" or method.calcul in CLASSENT_L_OFFRE:
            continue
        try:
            fault = next((fault for marks in trials(method) if (fault := _fault(marks))), "")
        except ExpressionError:
            continue  # told by its own rule
        if fault:
            yield Finding(method, ("avis", "feu"), f"feu {method.avis.feu} : {fault}, attendu « rouge »")


def _fault(marks: tuple[float, ...]) -> str:
    if min(marks) < -SLACK:
        return "la formule donne une note négative"
    if max(marks) > N + SLACK:
        return "la formule dépasse les points du prix"
    if any(dearer > cheaper + SLACK for cheaper, dearer in pairwise(marks)):
        return "une offre plus chère y reçoit une meilleure note"
    return ""


def trials(
    method: MethodeDeNotation, which: Literal["min", "defaut", "max"] = "defaut"
) -> tuple[tuple[float, ...], ...]:
    """The marks that a formula gives on each trial, its settings as they stand at first, or at their extremes.

    Raises ExpressionError.
    """
    settings = {setting.nom: float(number(getattr(setting, which)) or 0) for setting in method.reglages}
    values = {"E": ESTIMATE, QUALITY: POINTS_OF_QUALITY, **settings}
    return tuple(price_marks(method.expression or "", prices, N, values) for prices in TRIALS)
