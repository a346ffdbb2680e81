"""The one-page notes of elected officials, segment by segment."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Catalog, EtudeDeCas, Famille
from ..model.records import NoteElus
from .elements import Carte, Lien, cartes, lien
from .minimum import Paire, minimum_du_segment
from .obligations import RegleBreve, regles_du_segment

_REGLES = 5
"""How many rules fit on the sheet: those of the segment first, those of the State alone last."""


@dataclass(frozen=True)
class ClauseDeNote:
    """One of the two clauses to take first, with what it costs a small firm and what can go wrong."""

    lien: Lien
    effort: int
    risque: str
    parade: str


@dataclass(frozen=True)
class NoteVue:
    """What decides, on one sheet. `champs`: name of a place to fill -> what stands in it."""

    famille: Famille
    note: NoteElus
    segment: Lien
    regles: tuple[RegleBreve, ...]
    filtre: str
    minimum: Paire | None
    """The pair that the law asks for, in one line."""
    clauses: tuple[ClauseDeNote, ...]
    cas: tuple[Carte, ...]
    champs: dict[str, str]


def note_vue(catalog: Catalog, famille: Famille) -> NoteVue:
    """Raises ValueError, in French, where the segment has no note."""
    if famille.note_elus is None:
        raise ValueError(f"le segment « {famille.id} » n'a pas de « note_elus »")
    rules = regles_du_segment(catalog, famille)
    minimum = minimum_du_segment(catalog, famille)
    return NoteVue(
        famille=famille,
        note=famille.note_elus,
        segment=lien(famille),
        regles=(rules.propres + rules.communes + rules.etat)[:_REGLES],
        filtre=rules.filtre,
        minimum=minimum.paires[0] if minimum.complet else None,
        clauses=tuple(
            ClauseDeNote(lien(clause), clause.charge_fournisseur, clause.risques[0].risque, clause.risques[0].parade)
            for clause in catalog.offertes(famille.deux_clauses)
        ),
        cas=cartes(catalog, (catalog.get(EtudeDeCas, name) for name in famille.note_elus.cas)),
        champs={champ.nom: champ.libelle for champ in famille.note_elus.champs},
    )


def familles_avec_note(catalog: Catalog) -> Iterator[Famille]:
    """The segments that have a note, each followed by those below it."""
    for famille in catalog.segments_principaux:
        yield from (one for one in (famille, *catalog.sub_segments(famille)) if one.note_elus)


def note_de(famille: Famille) -> Lien:
    """The segment's name, as a link to its note."""
    return Lien(famille.titre, f"{famille.adresse_des_notes}/{famille.id}/")


def notes(catalog: Catalog) -> tuple[tuple[Lien, tuple[Lien, ...]], ...]:
    """Each note of the first level with those below it."""
    found = {famille.id: note_de(famille) for famille in familles_avec_note(catalog)}
    return tuple(
        (found[famille.id], tuple(found[sub.id] for sub in catalog.sub_segments(famille) if sub.id in found))
        for famille in catalog.segments_principaux
        if famille.id in found
    )
