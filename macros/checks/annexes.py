"""Rules on annexes: each that a text names exists, each that exists is named, and its table is well formed."""

import re
from collections import Counter
from collections.abc import Iterator

from ..model import Catalog, Clause
from ..model.clause import Annexe
from ..model.ecrits import Ecrit, ecrits, preuves
from ..read.yaml_source import KeyPath
from .finding import Finding
from .portee import complete

_TITLE = r"«\s*[^«»]+?\s*»"
_NAMED = re.compile(
    r"\b(?:annexes?|cadres?(?: de réponse)?|grilles?|tableaux?|modèles?|registres?|fiches?)(?: annexée?s?)?\s+"
    rf"(?P<titres>{_TITLE}(?:(?:,| et| ou)\s+{_TITLE})*)",
    re.IGNORECASE,
)
_MUST_EXIST = re.compile(r"annexe|cadre de réponse|grille|annexé", re.IGNORECASE)
"""Of what `_NAMED` finds, what can be nothing but an annex: « la fiche « X » » may be another document."""
_CALLED = re.compile(r"\bannex(?:e|é)\w*|\bcadres? de réponse", re.IGNORECASE)
_OF_A_LAW = re.compile(
    r"\bannexes?\s+(?:n°\s*)?(?:[IVX]+|\d[\d.-]*)\b"
    r"|\b(?:locaux|bâtiments?|pièces|équipements?|ouvrages?|espaces?|budgets?)\s+annexes?\b"
    r"|\bannexes?\s+(?:de la|du|de l'|à la|au|à l')\s*(?:directive|règlement|arrêté|décret|code|convention)\w*",
    re.IGNORECASE,
)
"""What follows « annexe » where it is the annex of a law, or a building: no annex of the clause."""
_APOSTROPHE = str.maketrans("’\u00a0\u202f", "'  ")
_SUMS = {"somme", "moyenne", "rapport", "produit"}
_WITH_PAR = {"rapport", "produit"}
_FIGURES = {"nombre", "montant"}


def _plain(title: str) -> str:
    """A title as it is compared: without case, with one kind of space and of apostrophe."""
    return " ".join(title.translate(_APOSTROPHE).split()).casefold()


def _texts(clause: Clause) -> Iterator[Ecrit]:
    yield from ecrits(clause)
    yield from preuves(clause)


def _titles(text: str) -> Iterator[tuple[str, bool]]:
    """The titles that a text calls for, and whether each can be nothing but an annex."""
    if "«" not in text:
        return
    for match in _NAMED.finditer(" ".join(text.split())):
        certain = bool(_MUST_EXIST.search(match[0][: match.start("titres") - match.start()]))
        for title in re.findall(_TITLE, match["titres"]):
            yield title.strip("«» \u00a0\u202f"), certain


def annexe_nommee_existe(catalog: Catalog) -> Iterator[Finding]:
    """Each annex, frame or grid that a text names by its title is in the record."""
    for clause in complete(catalog):
        known = {_plain(annexe.titre) for annexe in clause.annexes}
        for key_path, text in _texts(clause):
            missing = (title for title, certain in _titles(text) if certain and _plain(title) not in known)
            for title in dict.fromkeys(missing):
                message = (
                    f"l'annexe « {title} » n'est pas dans « annexes » : "
                    "l'y ajouter, ou écrire le titre de l'une d'elles"
                )
                yield Finding(clause, key_path, message)


def annexe_dans_la_fiche(catalog: Catalog) -> Iterator[Finding]:
    """A text that calls for an annex or a frame belongs to a clause that has one."""
    for clause in complete(catalog):
        if clause.annexes:
            continue
        for key_path, text in ecrits(clause):
            flat = " ".join(text.split())
            called = _CALLED.search(_OF_A_LAW.sub("", flat))
            if called and not any(certain for _, certain in _titles(text)):  # the title has its own complaint
                message = (
                    f"« {called[0]} » sans annexe dans la fiche : "
                    "ajouter le tableau à « annexes », le nommer par son titre, entre « »"
                )
                yield Finding(clause, key_path, message)


def annexe_employee(catalog: Catalog) -> Iterator[Finding]:
    """Each annex serves: a text names it by its title, a proof names its id, or it is the frame of the criterion."""
    for clause in complete(catalog):
        titles = {_plain(title) for _, text in _texts(clause) for title, _ in _titles(text)}
        ids = {verification.annexe for verification in clause.verification}
        for index, annexe in enumerate(clause.annexes):
            of_criterion = clause.critere is not None and annexe.sorte == "cadre-de-reponse"
            if not of_criterion and _plain(annexe.titre) not in titles and annexe.id not in ids:
                message = (
                    f"rien ne nomme cette annexe : écrire l'annexe « {annexe.titre} » dans un texte, ou « "
                    f"annexe: {annexe.id} » dans une preuve"
                )
                yield Finding(clause, ("annexes", index), message)


def annexe_de_la_preuve(catalog: Catalog) -> Iterator[Finding]:
    """A proof names an annex of its clause."""
    for clause in catalog.all(Clause):
        known = [annexe.id for annexe in clause.annexes]
        for index, verification in enumerate(clause.verification):
            if verification.annexe and verification.annexe not in known:
                expected = f"attendu {' ou '.join(known)}" if known else "la fiche n'a pas d'annexe"
                message = f"« {verification.annexe} » n'est pas une annexe de la clause : {expected}"
                yield Finding(clause, ("verification", index, "annexe"), message)


def annexe_bien_formee(catalog: Catalog) -> Iterator[Finding]:
    """The annexes of a clause differ by id and title, their columns by label; rows and figures fit the columns."""
    for clause in catalog.all(Clause):
        for value in _twice([annexe.id for annexe in clause.annexes]):
            yield Finding(clause, ("annexes",), f"deux annexes de même « id » ({value}) : en changer une")
        for value in _twice([_plain(annexe.titre) for annexe in clause.annexes]):
            yield Finding(clause, ("annexes",), f"deux annexes de même « titre » ({value}) : en changer une")
        for index, annexe in enumerate(clause.annexes):
            for place, message in _faults(annexe):
                yield Finding(clause, ("annexes", index, *place), message)


def _twice(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def _faults(annexe: Annexe) -> Iterator[tuple[KeyPath, str]]:
    columns = {colonne.libelle: colonne for colonne in annexe.colonnes}
    for label in _twice([_plain(colonne.libelle) for colonne in annexe.colonnes]):
        yield ("colonnes",), f"deux colonnes de même libellé ({label}) : en changer un"
    for index, colonne in enumerate(annexe.colonnes):
        if (colonne.type == "choix") != bool(colonne.choix):
            yield ("colonnes", index), "« choix » se remplit pour une colonne de type choix, et pour elle seule"
    for index, ligne in enumerate(annexe.lignes):
        if len(ligne) > len(annexe.colonnes):
            message = (
                f"ligne de {len(ligne)} cellules pour {len(annexe.colonnes)} colonnes : "
                "en retirer, ou ajouter une colonne"
            )
            yield ("lignes", index), message
    for index, calcul in enumerate(annexe.calculs):
        where = ("calculs", index)
        if (calcul.operation in _WITH_PAR) != (calcul.par is not None):
            yield where, "« par » nomme la seconde colonne d'un rapport ou d'un produit, et d'eux seuls"
        for key in ("colonne", "par"):
            label = getattr(calcul, key)
            if label is None:
                continue
            if label not in columns:
                known = " ou ".join(f"« {column} »" for column in columns)
                yield (*where, key), f"« {label} » n'est pas une colonne de cette annexe : attendu {known}"
            elif calcul.operation in _SUMS and columns[label].type not in _FIGURES:
                yield (*where, key), f"« {label} » ne se calcule pas : attendu une colonne de type nombre ou montant"
            elif calcul.operation == "part" and columns[label].type != "oui-non":
                yield (*where, key), f"« part » compte les « oui » : attendu pour « {label} » le type oui-non"
