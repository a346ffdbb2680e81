"""The pages that the build makes of records: what each is called, what it loads, and what writes it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from .library import PAGED_KINDS, Library
from .model import Catalog, Famille, Record
from .views.fournisseurs import adresse_du_dossier
from .views.notes import familles_avec_note


@dataclass(frozen=True)
class RecordPage:
    """A page made of a record. `adresse` counts from the site's root; `write` takes the macros of that page."""

    adresse: str
    titre: str
    description: str
    record: Record
    write: Callable[[Library], Markup]
    outils: tuple[str, ...] = ()
    feuilles: tuple[str, ...] = ()
    sommaire: bool = True
    """Whether its contents stand beside it."""

    @property
    def is_record(self) -> bool:
        """Whether it is the page of the record itself: a segment has a note and a checklist besides."""
        return self.record.adresse == self.adresse


def record_pages(catalog: Catalog) -> Iterator[RecordPage]:
    """Every page that a record gives, kind by kind."""
    for kind in PAGED_KINDS:
        for record in catalog.records(kind):
            yield _fiche(record)
    for famille in familles_avec_note(catalog):
        yield _note(famille)
    for famille in catalog.segments:
        yield _dossier(famille)


def _fiche(record: Record) -> RecordPage:
    return RecordPage(
        record.adresse,
        record.titre,
        record.description,
        record,
        partial(Library.show_fiche, kind=record.kind, record_id=record.id),
        outils=("clause",) if record.kind == "clauses" else ("parcours",) if record.kind == "parcours" else (),
        feuilles=("parcours",) if record.kind == "parcours" else (),
        sommaire=record.kind != "parcours",
    )


def _note(famille: Famille) -> RecordPage:
    return RecordPage(
        f"{famille.adresse_des_notes}/{famille.id}/",
        f"{famille.titre} : note pour les élus",
        f"Une page pour décider : enjeu, droit, coût, risques, cas, questions et délibération. {famille.titre}.",
        famille,
        partial(Library.show_note_elus, famille=famille.id),
        feuilles=("elus",),
        sommaire=False,
    )


def _dossier(famille: Famille) -> RecordPage:
    return RecordPage(
        adresse_du_dossier(famille),
        f"{famille.titre} : votre dossier de fournisseur",
        f"Ce que des clauses demandent aux entreprises, les preuves et les pièces à garder, à cocher : {famille.titre}.",
        famille,
        partial(Library.show_dossier, famille=famille.id),
        outils=("dossier",),
        sommaire=False,
    )
