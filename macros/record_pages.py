"""The pages that the build makes of records: what each is called, what it loads, and what writes it."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from .library import Library
from .model import KINDS, Catalog, Clause, Famille, Record
from .text.dates import date_longue, mois_en_mots
from .views.fiches import titre_de_la_liste
from .views.fournisseurs import adresse_du_dossier
from .views.locale import a_des_ecarts, adresse_des_ecarts
from .views.nouvelles import adresse_du_mois, les_mois
from .views.versions import a_part, adresse_de_l_historique, adresse_de_la_version, anciennes


@dataclass(frozen=True)
class RecordPage:
    """A page made of a record. `adresse` counts from the site's root; `write` takes the macros of that page."""

    adresse: str
    titre: str
    description: str
    record: Record | None
    write: Callable[[Library], Markup]
    sommaire: bool = True
    """Whether its contents stand beside it."""
    cherchee: bool = True
    """Whether outside search engines may list it."""

    @property
    def is_record(self) -> bool:
        """Whether it is the page of the record itself: a segment has a note and a checklist besides."""
        return self.record is not None and self.record.adresse == self.adresse


def record_pages(catalog: Catalog, written: Collection[str]) -> Iterator[RecordPage]:
    """Every page that records give, kind by kind. `written`: the addresses of the pages that people wrote; a kind without a list among them gets one."""
    for model in KINDS.values():
        if model.place == "page":
            yield from (_fiche(record) for record in catalog.all(model))
            yield from (_ecarts(record) for record in catalog.all(model) if a_des_ecarts(record))
        if f"{model.adresse_liste}/" not in written:
            yield _liste(model)
    for clause in catalog.all(Clause):
        yield from _versions(catalog, clause)
    for month, count in les_mois(catalog).items():
        yield from (_mois(month, page) for page in range(1, count + 1))
    for famille in catalog.all(Famille):  # those put aside too: pages and links lead to them
        if famille.note_elus:
            yield _note(famille)
        yield _dossier(famille)


def _fiche(record: Record) -> RecordPage:
    return RecordPage(
        record.adresse,
        record.titre,
        record.description,
        record,
        partial(Library.show_fiche, kind=record.kind, record_id=record.id),
        sommaire=record.sommaire,
    )


def _ecarts(record: Record) -> RecordPage:
    return RecordPage(
        adresse_des_ecarts(record),
        f"{record.titre} : ce qui diffère du guide commun",
        f"Ce qui diffère de la fiche du guide commun, mot à mot : {record.titre}.",
        record,
        partial(Library.show_ecarts, kind=record.kind, record_id=record.id),
        sommaire=False,
        cherchee=False,
    )


def _liste(model: type[Record]) -> RecordPage:
    title = titre_de_la_liste(model)
    write = partial(Library.list_fiches, kind=model.kind)
    return RecordPage(f"{model.adresse_liste}/", title, f"{title} : toutes les fiches.", None, write)


def _versions(catalog: Catalog, clause: Clause) -> Iterator[RecordPage]:
    """The old versions of a clause, each for ever at its address, and its history."""
    old = (*anciennes(catalog, clause), *a_part(catalog, clause))
    for version in old:
        yield RecordPage(
            adresse_de_la_version(clause, version.numero),
            f"{version.titre} : version {version.numero}",
            f"Texte ancien, version {version.numero} du {date_longue(version.date)}. {version.resume}",
            clause,
            partial(Library.show_version, clause=clause.id, version=version.numero),
            sommaire=False,
            cherchee=False,
        )
    if old:
        yield RecordPage(
            adresse_de_l_historique(clause),
            f"{clause.titre} : historique",
            f"Les versions de la clause, avec leur date et leur motif, et ce qui a changé, mot à mot : {clause.titre}.",
            clause,
            partial(Library.show_historique, clause=clause.id),
            sommaire=False,
            cherchee=False,
        )


def _mois(mois: str, page: int) -> RecordPage:
    words = f"{mois_en_mots(mois)}, page {page}" if page > 1 else mois_en_mots(mois)
    return RecordPage(
        adresse_du_mois(mois, page),
        f"Nouveautés de {words}",
        f"Ce qui a changé dans le guide, jour par jour : {words}.",
        None,
        partial(Library.show_mois, mois=mois, page=page),
        sommaire=False,
    )


def _note(famille: Famille) -> RecordPage:
    return RecordPage(
        f"{famille.adresse_des_notes}/{famille.id}/",
        f"{famille.titre} : note pour les élus",
        f"Une page pour décider : enjeu, droit, coût, risques, cas, questions et délibération. {famille.titre}.",
        famille,
        partial(Library.show_note_elus, famille=famille.id),
        sommaire=False,
    )


def _dossier(famille: Famille) -> RecordPage:
    return RecordPage(
        adresse_du_dossier(famille),
        f"{famille.titre} : votre dossier de fournisseur",
        f"Ce que des clauses demandent aux entreprises, les preuves et les pièces à garder, à cocher : {famille.titre}.",
        famille,
        partial(Library.show_dossier, famille=famille.id),
        sommaire=False,
    )
