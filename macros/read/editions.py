"""The public edition is built from a filtered catalogue: what is internal is not there, rather than hidden."""

from ..model import Catalog


def catalog_of(edition: str, catalog: Catalog) -> Catalog:
    """The records that an edition may show. A check guarantees that no public record names an internal one."""
    return catalog if edition == "interne" else catalog.publique
