"""Which clauses a rule looks at: those in use, or those that must be complete."""

from collections.abc import Iterator

from ..model import Catalog, Clause


def current(catalog: Catalog) -> Iterator[Clause]:
    """Every clause but those that are no longer taken."""
    return (clause for clause in catalog.all(Clause) if clause.statut != "retiree")


def complete(catalog: Catalog) -> Iterator[Clause]:
    """The clauses that must be complete: a draft may wait, and a withdrawn clause is no longer taken."""
    return (clause for clause in current(catalog) if clause.statut != "brouillon")
