"""Rules on penalties: what a contract needs to hold one."""

from collections.abc import Iterator

from ..model import Catalog
from .finding import Finding
from .portee import complete


def montant_de_la_penalite(catalog: Catalog) -> Iterator[Finding]:
    """The amount of a penalty is a sum of money, with a value to begin with."""
    for clause in complete(catalog):
        for index, penalite in enumerate(clause.penalites):
            montant = clause.parametres.get(penalite.montant)
            if montant is None:
                continue  # `parametres_du_texte` tells it
            if montant.type != "montant":
                message = f"« {penalite.montant} » est de type {montant.type} : attendu un paramètre « type: montant »"
                yield Finding(clause, ("penalites", index, "montant"), message)
            elif montant.defaut is None and montant.calcul is None:
                message = (
                    "montant d'une pénalité sans valeur : ajouter « defaut » (sans source, la page l'écrit « proposé »)"
                )
                yield Finding(clause, ("parametres", penalite.montant), message)


def plafond_de_la_penalite(catalog: Catalog) -> Iterator[Finding]:
    """A penalty has a cap, which is a number or a sum, or says why it has none."""
    for clause in complete(catalog):
        for index, penalite in enumerate(clause.penalites):
            if (penalite.plafond is None) == (penalite.sans_plafond is None):
                message = (
                    "attendu l'un des deux : « plafond », un paramètre, ou « sans_plafond », la raison de s'en passer"
                )
                yield Finding(clause, ("penalites", index), message)
            plafond = clause.parametres.get(penalite.plafond) if penalite.plafond else None
            if plafond and plafond.type not in ("nombre", "montant"):
                message = (
                    f"« {penalite.plafond} » est de type {plafond.type} : attendu « type: nombre » ou « type: montant »"
                )
                yield Finding(clause, ("penalites", index, "plafond"), message)
