"""How offers are marked: the methods in full, a worked example, and what the simulator knows."""

import math
from dataclasses import dataclass
from typing import Any

from ..model import Catalog, Clause, MethodeDeNotation, TexteJuridique
from ..model.calcul import number
from ..model.expression import QUALITY, ExpressionError, price_marks
from ..model.notation import CALCULS_PAR_POSTE, CLASSENT_L_OFFRE, Avis, Situation
from ..text.language import without_links
from ..text.typographie import typographie
from .textes import TexteDit, texte_dit

FEUX = {"vert": "utilisable", "orange": "sous conditions", "rouge": "à ne pas employer"}
TEXTES_DES_ALERTES = (
    "caa-paris-2016-15pa02993",
    "ccp-l2152-5",
    "ccp-l2152-6",
    "ccp-l2152-7",
    "ccp-r2152-7",
    "ccp-r2152-11",
    "ce-2012-362532",
    "ce-2013-363854",
    "ce-2013-370789",
    "ce-2014-373362",
    "ce-2015-381095",
    "ce-2017-405787",
    "ce-2020-431194",
)
"""The texts that the simulator's warnings rest on (docs/assets/js/parts/notation-alertes.js)."""
EXEMPLE: dict[str, Any] = {
    "objet": "Exemple fictif : une étude pour Valbrune, commune inventée",
    "formule": "classique",
    "poids": 40,
    "estimation": 55000,
    "criteres": [
        {"nom": "Méthode et équipe", "poids": 45, "sur": 45, "environnement": False, "maximum": False, "echelons": []},
        {
            "nom": "Environnement",
            "poids": 15,
            "sur": 15,
            "environnement": True,
            "maximum": False,
            "echelons": [15, 10, 5, 0],
        },
    ],
    "offres": [
        {"nom": "Offre A", "prix": 48000, "notes": [32, 10]},
        {"nom": "Offre B", "prix": 50000, "notes": [33, 15]},
        {"nom": "Offre C", "prix": 54000, "notes": [36, 15]},
        {"nom": "Offre D", "prix": 60000, "notes": [44, 10]},
    ],
}
"""The invented purchase of the chapter « Noter et comparer »: its numbers are the same (a test sees to it)."""


@dataclass(frozen=True)
class AvisVu:
    """A legal light, when it holds, why, and what was read of the texts that say so."""

    feu: str
    libelle: str
    quand: str
    dit: str
    textes: tuple[TexteDit, ...]


@dataclass(frozen=True)
class MethodeVue:
    """A method with its lights, the usual one first."""

    methode: MethodeDeNotation
    avis: tuple[AvisVu, ...]
    confiance: str


@dataclass(frozen=True)
class LigneDExemple:
    """What a formula makes of the example: the mark of each offer, and who wins with how many points in all."""

    methode: MethodeDeNotation
    notes: str
    resultat: str
    feu: str
    libelle: str


def methodes(catalog: Catalog, porte_sur: str) -> tuple[MethodeVue, ...]:
    """The methods that bear on price, on quality, or on both, in their order."""
    return tuple(
        MethodeVue(
            one,
            (_avis(catalog, one.avis, ""), *(_avis(catalog, case, _quand(case.si)) for case in one.cas)),
            catalog.term("confiances", one.confiance).libelle,
        )
        for one in _in_order(catalog)
        if one.porte_sur == porte_sur
    )


def _in_order(catalog: Catalog) -> tuple[MethodeDeNotation, ...]:
    return tuple(sorted(catalog.all(MethodeDeNotation), key=lambda one: (one.ordre, one.id)))


def _avis(catalog: Catalog, avis: Avis, quand: str) -> AvisVu:
    textes = tuple(texte_dit(catalog, catalog.get(TexteJuridique, name)) for name in avis.textes)
    return AvisVu(avis.feu, FEUX[avis.feu], quand, avis.dit, textes)


def _quand(si: Situation) -> str:
    """« si le prix pèse 50 points ou plus »."""
    parts = (
        f"{si.offres_max} offres au plus" if si.offres_max else "",
        f"un prix de {si.prix_min} points ou plus" if si.prix_min else "",
        f"un poste de plus de {si.ecart_des_postes} fois un autre" if si.ecart_des_postes else "",
        f"{si.reglage} sous {si.moins_de}" if si.reglage and si.moins_de is not None else "",
        f"{si.reglage} au-dessus de {si.plus_de}" if si.reglage and si.plus_de is not None else "",
    )
    return f"Avec {' et '.join(part for part in parts if part)}"


def exemple(catalog: Catalog) -> tuple[LigneDExemple, ...]:
    """The example, formula by formula."""
    return tuple(_ligne(one) for one in _in_order(catalog) if one.expression)


def _ligne(method: MethodeDeNotation) -> LigneDExemple:
    if method.calcul in CALCULS_PAR_POSTE:
        return LigneDExemple(method, "Demande un prix par poste.", "", method.avis.feu, FEUX[method.avis.feu])
    settings = {one.nom: float(number(one.defaut) or 0) for one in method.reglages}
    offers = _through(method, settings)
    prices = tuple(float(offer["prix"]) for offer in offers)
    values = {"E": float(EXEMPLE["estimation"]), **settings}
    names = [offer["nom"].removeprefix("Offre ") for offer in offers]
    try:
        if method.calcul in CLASSENT_L_OFFRE:
            return _ligne_d_ensemble(method, names, prices, [sum(offer["notes"]) for offer in offers], values)
        marks = price_marks(method.expression or "", prices, EXEMPLE["poids"], values)
    except ExpressionError as error:
        return LigneDExemple(method, str(error), "", method.avis.feu, FEUX[method.avis.feu])
    totals = [mark + quality for mark, quality in zip(marks, _qualities(method, offers), strict=True)]
    return LigneDExemple(
        method,
        " ; ".join(f"{name} {_mark(mark)}" for name, mark in zip(names, marks, strict=True)),
        _winners(names, totals, max(totals)),
        method.avis.feu,
        FEUX[method.avis.feu],
    )


def _through(method: MethodeDeNotation, settings: dict[str, float]) -> list[dict[str, Any]]:
    """The offers of the example that pass the threshold of quality, where the method has one."""
    least = settings["seuil"] if method.calcul == "seuil" else 0.0
    most = sum(criterion["poids"] for criterion in EXEMPLE["criteres"])
    return [offer for offer in EXEMPLE["offres"] if 100 * sum(offer["notes"]) / most >= least]


def _qualities(method: MethodeDeNotation, offers: list[dict[str, Any]]) -> list[float]:
    """The points of quality of each offer; in the example, a mark is as many points."""
    if method.calcul != "meilleure-note":
        return [sum(offer["notes"]) for offer in offers]
    best = [max(offer["notes"][place] for offer in offers) for place in range(len(EXEMPLE["criteres"]))]
    weights = [criterion["poids"] for criterion in EXEMPLE["criteres"]]
    return [
        sum(weight * mark / top for weight, mark, top in zip(weights, offer["notes"], best, strict=True))
        for offer in offers
    ]


def _ligne_d_ensemble(
    method: MethodeDeNotation,
    names: list[str],
    prices: tuple[float, ...],
    qualities: list[float],
    values: dict[str, float],
) -> LigneDExemple:
    """Where whole offers are ranked, what ranks them stands in the place of the marks of price."""
    found = [
        price_marks(method.expression or "", prices, 0, {**values, QUALITY: quality})[place]
        for place, quality in enumerate(qualities)
    ]
    best = min(found) if method.calcul == "plus-bas-gagne" else max(found)
    marks = " ; ".join(f"{name} {_mark(value)}" for name, value in zip(names, found, strict=True))
    return LigneDExemple(
        method,
        f"{marks} ({method.unite})",
        _winners(names, found, best),
        method.avis.feu,
        FEUX[method.avis.feu],
    )


def _winners(names: list[str], totals: list[float], best: float) -> str:
    winners = [name for name, total in zip(names, totals, strict=True) if math.isclose(total, best, abs_tol=1e-9)]
    return f"{' et '.join(winners)} : {_mark(best)}"


def _mark(value: float) -> str:
    return f"{value + 0:.2f}".replace(".", ",").replace("-", "−")


def donnees(catalog: Catalog) -> dict[str, Any]:
    """What the simulator's script knows."""
    methods = _in_order(catalog)
    named = [name for one in methods for avis in (one.avis, *one.cas) for name in avis.textes]
    texts = {name: catalog.find(TexteJuridique, name) for name in sorted({*named, *TEXTES_DES_ALERTES})}
    return {
        "exemple": EXEMPLE,
        "formules": [_formule(one) for one in methods if one.expression],
        "echelles": [
            {"titre": _words(one.titre), "echelons": [step.points for step in one.echelons]}
            for one in methods
            if one.porte_sur == "qualite" and one.echelons
        ],
        "textes": {name: _texte(texte_dit(catalog, text)) for name, text in texts.items() if text},
        "clauses": _clauses(catalog),
    }


def _formule(one: MethodeDeNotation) -> dict[str, Any]:
    return {
        "id": one.id,
        "titre": _words(one.titre),
        "mots": _words(one.en_mots),
        "expression": one.expression,
        "calcul": one.calcul,
        "unite": None if one.unite is None else _words(one.unite),
        "bornee": one.bornee,
        "reglages": [
            {"nom": own.nom, "libelle": _words(own.libelle)}
            | {key: _number(getattr(own, key)) for key in ("defaut", "min", "max")}
            for own in one.reglages
        ],
        "avis": _light(one.avis),
        "cas": [{"si": _condition(case.si), **_light(case)} for case in one.cas],
    }


def _light(avis: Avis) -> dict[str, Any]:
    return {"feu": avis.feu, "dit": _words(avis.dit), "textes": list(avis.textes)}


def _condition(si: Situation) -> dict[str, Any]:
    keys = ("moins_de", "plus_de", "ecart_des_postes")
    bounds = {key: None if (value := getattr(si, key)) is None else _number(value) for key in keys}
    return {"offres_max": si.offres_max, "prix_min": si.prix_min, "reglage": si.reglage, **bounds}


def _number(written: int | str) -> float:
    return float(number(written) or 0)


def _texte(text: TexteDit) -> dict[str, Any]:
    return {
        "mot": typographie(text.lien.mot),
        "adresse": text.lien.adresse,
        "confirme": text.confirme,
        "etat": text.etat,
    }


def _clauses(catalog: Catalog) -> list[dict[str, Any]]:
    """The clauses that have a criterion and trial offers, by segment."""
    return [
        {"segment": _words(famille.titre), "clauses": found}
        for famille in catalog.segments
        if (
            found := [
                _clause(one)
                for one in catalog.clauses_vivantes
                if one.famille == famille.id and one.critere and one.essais
            ]
        )
    ]


def _clause(clause: Clause) -> dict[str, Any]:
    criterion = clause.critere
    assert criterion is not None
    weight = clause.parametres.get(criterion.poids)
    return {
        "id": clause.id,
        "titre": _words(clause.titre),
        "libelle": _words(criterion.libelle),
        "poids": _number(weight.defaut) if weight and weight.defaut is not None else None,
        "environnement": "environnement" in clause.dimensions,
        "bareme": [[step.points, _words(step.attendu)] for step in criterion.bareme],
        "essais": [[trial.note, _words(trial.offre), _words(trial.reponses)] for trial in clause.essais],
    }


def _words(text: str) -> str:
    return typographie(" ".join(without_links(text).split()))
