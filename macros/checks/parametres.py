"""Rules on the places to fill in a clause, their bounds, their legal floor and the values that follow others."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from ..model import Catalog, Clause, TexteJuridique
from ..model.calcul import FormulaError, evaluate, names, number
from ..model.clause import Parametre
from ..model.ecrits import ecrits, named_parameters
from ..read.yaml_source import KeyPath
from ..text.language import PARAMETRE
from .finding import Finding

_YEARS = (1990, 2100)
_EXPECTED = {
    "nombre": "un nombre",
    "montant": "un montant en euros",
    "date": "une date AAAA-MM-JJ",
    "annee": f"une année, de {_YEARS[0]} à {_YEARS[1]}",
}
"""What a value of each ordered type is; the other types have no bounds."""
_ONLY_CHOICE = "« choix » se remplit pour un paramètre de type choix, et pour lui seul"
_FIGURES = {"nombre", "montant", "annee"}
"""The types that a formula can reckon with."""
_NO_FACT = frozenset({"resume", "historique", "sources"})
"""Fields where a figure proves nothing: the history tells what the values were."""
_QUANTITY = r"(?<![\w,.])(\d[\d \u00a0\u202f]*(?:,\d+)?)"


def parametres_du_texte(catalog: Catalog) -> Iterator[Finding]:
    """The places to fill, the parameters that fields and formulas name, and the declared ones are the same set."""
    for clause in catalog.all(Clause):
        written: dict[str, KeyPath] = {}
        for key_path, text in ecrits(clause):
            for name in PARAMETRE.findall(text):
                written.setdefault(name, key_path)
            rest = PARAMETRE.sub("", text)
            if "[[" in rest or "]]" in rest:
                message = "crochets doubles mal formés : attendu [[nom]], en minuscules, chiffres et « _ »"
                yield Finding(clause, key_path, message)
        for name, key_path in sorted(written.items()):
            if name not in clause.parametres:
                yield Finding(clause, key_path, f"[[{name}]] n'est pas décrit dans « parametres »")
        for key_path, name in named_parameters(clause):
            if name not in clause.parametres:
                yield Finding(clause, key_path, f"« {name} » n'est pas décrit dans « parametres »")
        used = written.keys() | {name for _, name in named_parameters(clause)}
        used |= {other for name, inputs in _formulas(clause) for other in inputs if other != name}
        for name in sorted(clause.parametres.keys() - used):
            message = (
                f"« {name} » ne sert dans aucun texte : y écrire [[{name}]], le nommer (poids, montant, "
                "plafond, calcul), ou le retirer"
            )
            yield Finding(clause, ("parametres", name), message)


def _formulas(clause: Clause) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The parameters that follow others, and the ones that each reads."""
    for name, parametre in clause.parametres.items():
        if parametre.calcul:
            try:
                yield name, names(parametre.calcul)
            except FormulaError:
                yield name, ()


def bornes_des_parametres(catalog: Catalog) -> Iterator[Finding]:
    """A parameter's bounds are of its type and in order, and its default lies between them."""
    for clause in catalog.all(Clause):
        for name, parametre in clause.parametres.items():
            where = ("parametres", name)
            faults = _faults_of_bounds(parametre) if parametre.type in _EXPECTED else _faults_of_words(parametre)
            for place, message in faults:
                yield Finding(clause, (*where, *place), message)


def _faults_of_words(parametre: Parametre) -> Iterator[tuple[KeyPath, str]]:
    if (parametre.type == "choix") != bool(parametre.choix):
        yield (), _ONLY_CHOICE
    if parametre.type == "choix" and parametre.defaut is not None and parametre.defaut not in parametre.choix:
        yield ("defaut",), "la valeur par défaut doit être l'un des « choix »"
    if parametre.min is not None or parametre.max is not None:
        kind = parametre.type
        yield (), f"« min » et « max » ne bornent pas un paramètre de type {kind} : les retirer, ou changer le type"


def _faults_of_bounds(parametre: Parametre) -> Iterator[tuple[KeyPath, str]]:
    if parametre.choix:
        yield (), _ONLY_CHOICE
    values = {key: _value(parametre, getattr(parametre, key)) for key in ("min", "defaut", "max")}
    for key, value in values.items():
        if value is None and getattr(parametre, key) is not None:
            yield (key,), f"« {key} » : attendu {_EXPECTED[parametre.type]}"
    present = [value for value in values.values() if value is not None]
    if present != sorted(present):
        yield (), "attendu min ≤ defaut ≤ max"


def _value(parametre: Parametre, written: int | str | None) -> Any:
    """What is written, as a value of the parameter's type; None where it is not one."""
    if written is None:
        return None
    if parametre.type == "date":
        try:
            return date.fromisoformat(str(written))
        except ValueError:
            return None
    value = number(written)
    if parametre.type != "annee" or value is None:
        return value
    return value if re.fullmatch(r"\d{4}", str(written)) and _YEARS[0] <= value <= _YEARS[1] else None


def plancher_legal_tenu(catalog: Catalog) -> Iterator[Finding]:
    """What the law sets as the least value is below or at the lower bound and the default."""
    for clause in catalog.all(Clause):
        for name, parametre in clause.parametres.items():
            if parametre.plancher_legal is None:
                continue
            where = ("parametres", name)
            floor = _value(parametre, parametre.plancher_legal.valeur) if parametre.type in _EXPECTED else None
            if floor is None:
                expected = _EXPECTED.get(parametre.type, "un paramètre de type nombre, montant, date ou annee")
                yield Finding(clause, (*where, "plancher_legal"), f"« plancher_legal » : attendu {expected}")
                continue
            text = catalog.find(TexteJuridique, parametre.plancher_legal.texte)
            article = text.reference if text else parametre.plancher_legal.texte
            if parametre.min is None:
                message = f"plancher légal sans borne : ajouter « min: {parametre.plancher_legal.valeur} » ({article})"
                yield Finding(clause, where, message)
            for key in ("min", "defaut"):
                value = _value(parametre, getattr(parametre, key))
                if value is not None and value < floor:
                    floor_said = f"sous le plancher légal de {parametre.plancher_legal.valeur} ({article})"
                    yield Finding(clause, (*where, key), f"{getattr(parametre, key)} est {floor_said} : le relever")


def calculs_justes(catalog: Catalog) -> Iterator[Finding]:
    """A value that follows others has no default, reads figures, never itself, and can be worked out."""
    for clause in catalog.all(Clause):
        formulas = dict(_formulas(clause))
        for name, inputs in formulas.items():
            for message in _faults(clause, name, inputs, formulas):
                yield Finding(clause, ("parametres", name, "calcul"), message)


def _faults(clause: Clause, name: str, inputs: tuple[str, ...], formulas: dict[str, tuple[str, ...]]) -> Iterator[str]:
    parametre = clause.parametres[name]
    if parametre.type not in _FIGURES:
        yield f"« calcul » donne un nombre : attendu « type: nombre » ou « type: montant », non {parametre.type}"
    if parametre.defaut is not None:
        yield "une valeur calculée n'a pas de « defaut » : retirer l'un des deux"
    unknown = [other for other in inputs if other not in clause.parametres]
    if unknown:
        yield f"« {unknown[0]} » n'est pas décrit dans « parametres »"
        return
    words = [other for other in inputs if clause.parametres[other].type not in _FIGURES]
    if words:
        kind = clause.parametres[words[0]].type
        yield f"« {words[0]} » est de type {kind} : un calcul ne lit que des nombres, des montants et des années"
        return
    if name in _below(name, formulas):
        yield "ce calcul tourne en rond : il dépend de lui-même"
        return
    try:
        evaluate(parametre.calcul or "", _inputs(clause, inputs))
    except FormulaError as error:
        yield f"calcul impossible : {error}"


def _below(name: str, formulas: dict[str, tuple[str, ...]]) -> set[str]:
    """Every parameter that this one depends on."""
    found: set[str] = set()
    waiting = list(formulas.get(name, ()))
    while waiting:
        other = waiting.pop()
        if other not in found:
            found.add(other)
            waiting += formulas.get(other, ())
    return found


def _inputs(clause: Clause, inputs: tuple[str, ...]) -> dict[str, Decimal]:
    """A value for each input, its default, else a bound, else one: enough to see whether the formula holds."""
    found = {}
    for name in inputs:
        parametre = clause.parametres[name]
        written = (_value(parametre, value) for value in (parametre.defaut, parametre.max, parametre.min))
        found[name] = next((value for value in written if value is not None), Decimal(1))
    return found


def resume_suit_les_valeurs(catalog: Catalog) -> Iterator[Finding]:
    """A number of the summary with the unit of a parameter is the value of one: its default, or a bound."""
    for clause in catalog.all(Clause):
        if clause.local and clause.local.sorte == "adaptee":
            continue  # `phrases_suivent_les_valeurs` says which sentence, and of which value
        by_unit: dict[str, list[Parametre]] = {}
        for parametre in clause.parametres.values():
            if parametre.unite and parametre.type in ("nombre", "montant"):
                by_unit.setdefault(parametre.unite, []).append(parametre)
        for unit, parametres in by_unit.items():
            if unit not in clause.resume:
                continue
            quantity = _quantity(unit)
            written = ((one, value) for one in parametres for value in (one.defaut, one.min, one.max))
            known = {_value(one, value) for one, value in written}
            for found in quantity.findall(clause.resume):
                if number(found) in known or _stands_elsewhere(clause, quantity, number(found)):
                    continue
                message = (
                    f"« {found.strip()} {unit} » dans le résumé : aucun paramètre n'a cette valeur ; "
                    "écrire celle d'aujourd'hui"
                )
                yield Finding(clause, ("resume",), message)


@cache
def _quantity(unit: str) -> re.Pattern[str]:
    """A number with its unit. Kept: hundreds of parameters have a few dozen units, and compiling is what takes time."""
    return re.compile(rf"{_QUANTITY}[ \u00a0\u202f]{re.escape(unit)}(?!\w)")


def _stands_elsewhere(clause: Clause, quantity: re.Pattern[str], value: Decimal | None) -> bool:
    """A figure that another text of the clause holds is a fact, not a value to fill."""
    others = (" ".join(text.split()) for key_path, text in clause.texts if key_path[0] not in _NO_FACT)
    return any(number(found) == value for other in others for found in quantity.findall(other))
