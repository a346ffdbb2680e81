"""A rule on what is told of the use of clauses."""

from collections.abc import Iterator

from ..model import Catalog, Clause, Retour
from .finding import Finding


def retour_d_une_version_publiee(catalog: Catalog) -> Iterator[Finding]:
    """What was signed has a version that the clause has had."""
    for retour in catalog.all(Retour):
        present = catalog.get(Clause, retour.clause).version
        if retour.version > present:
            yield Finding(
                retour,
                ("version",),
                f"version {retour.version}, quand la clause « {retour.clause} » en est à la version {present} : écrire celle du contrat",
            )
