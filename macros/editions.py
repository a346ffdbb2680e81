"""The public edition is built from a filtered catalogue: what is internal is not there, rather than hidden."""

from .model import Catalog


def catalog_of(edition: str, catalog: Catalog) -> Catalog:
    """The records that an edition may show. A check guarantees that no public record names an internal one."""
    if edition == "interne":
        return catalog
    kinds = {kind: {key: record for key, record in records.items() if record.diffusion == "publique"} for kind, records in catalog.kinds.items()}
    return Catalog(kinds, catalog.vocabularies, catalog.redaction)
