"""Segments of purchase and what they cover."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..model import Catalog, Clause, EtudeDeCas, Famille
from ..model.illustration import Illustration
from ..read.settings import Settings
from .clauses import by_stage
from .donnees import chemin_du_lot
from .elements import Carte, Groupe, Lien, LiensDeFiche, cartes, lien, liens_de_fiche, marques_de_clause, pluriel
from .minimum import LoiDuMinimum, MinimumDuSegment, loi_du_minimum, minimum_du_segment
from .notes import note_de
from .nuage import Nuage, nuage
from .obligations import ReglesDuSegment, regles_du_segment


@dataclass(frozen=True)
class SegmentCompte:
    """A segment with the number of its clauses."""

    titre: str
    adresse: str
    resume: str
    nombre: int
    picto: Illustration | None = None


@dataclass(frozen=True)
class FamilleVue:
    """A segment of purchase. `etapes` groups its clauses by stage."""

    famille: Famille
    picto: Illustration | None
    parent: Lien | None
    sous_segments: tuple["SegmentCompte", ...]
    note: Lien | None
    """The one-page note for elected officials."""
    loi: LoiDuMinimum | None
    minimum: MinimumDuSegment
    deux_clauses: tuple[Carte, ...]
    regles: ReglesDuSegment
    etapes: tuple[Groupe, ...]
    avancees: tuple[str, ...]
    """Ids of its clauses of the second level; none where they are too many for one tender."""
    couverture: str
    nuage: Nuage | None
    """Its clauses by effect and by effort, where there are enough of them."""
    cas: tuple[Carte, ...]
    cpv: tuple[tuple[str, str], ...]
    lot: str
    """Its clauses in Markdown, from the site's root; "" for a segment put aside."""
    liens: LiensDeFiche


_AU_PLUS = 12


def famille_vue(catalog: Catalog, famille: Famille, settings: Settings) -> FamilleVue:
    clauses = catalog.clauses_of(famille)
    own = {famille.id, *(sub.id for sub in catalog.sub_segments(famille))}
    advanced = tuple(clause.id for clause in clauses if clause.niveau == "avance")
    loi = loi_du_minimum(catalog)
    return FamilleVue(
        famille=famille,
        picto=catalog.illustration("familles", famille.id),
        parent=lien(catalog.get(Famille, famille.parent)) if famille.parent else None,
        sous_segments=segments(catalog, catalog.sub_segments(famille)),
        note=note_de(famille) if famille.note_elus else None,
        loi=loi,
        minimum=minimum_du_segment(catalog, famille),
        deux_clauses=cartes(catalog, catalog.offertes(famille.deux_clauses)),
        regles=_outre(loi, regles_du_segment(catalog, famille)),
        etapes=by_stage(catalog, clauses, _marques),
        avancees=advanced if len(advanced) <= _AU_PLUS else (),
        couverture=_couverture(catalog, clauses),
        nuage=nuage(clauses),
        cas=cartes(catalog, (cas for cas in catalog.all(EtudeDeCas) if own & set(cas.familles))),
        cpv=tuple((code, catalog.term("cpv", code).libelle) for code in famille.cpv),
        lot=chemin_du_lot(famille.id) if famille in catalog.segments else "",
        liens=liens_de_fiche(catalog, famille, settings),
    )


def _outre(loi: LoiDuMinimum | None, regles: ReglesDuSegment) -> ReglesDuSegment:
    """Without the rules of every purchase that the legal minimum has just named."""
    said = loi.regles if loi else ()
    return replace(regles, communes=tuple(breve for breve in regles.communes if breve.lien not in said))


def _marques(catalog: Catalog, clause: Clause) -> tuple[str, ...]:
    """Under the heading of its stage, a clause says what the drawing shows of it."""
    return (
        *marques_de_clause(clause, catalog)[1:],
        f"effet {clause.impact}/5",
        f"effort {clause.charge_fournisseur}/5",
    )


def _couverture(catalog: Catalog, clauses: Iterable[Clause]) -> str:
    """How many clauses, and which stages have none: holes are said, not hidden."""
    clauses = tuple(clauses)
    counts = [
        f"{sum(clause.niveau == niveau.id for clause in clauses)} {niveau.libelle.lower()}"
        for niveau in catalog.terms("niveaux")
    ]
    missing = [
        etape.libelle.lower()
        for etape in catalog.terms("etapes")
        if not any(clause.etape == etape.id for clause in clauses)
    ]
    holes = (
        f" Pas encore de clause pour : {', '.join(missing)}."
        if missing
        else " Toutes les étapes ont au moins une clause."
    )
    return f"{pluriel(len(clauses), 'clause')} ({', '.join(counts)}).{holes}"


def segments(catalog: Catalog, familles: Iterable[Famille]) -> tuple[SegmentCompte, ...]:
    return tuple(
        SegmentCompte(
            famille.titre,
            famille.adresse,
            famille.resume,
            len(catalog.clauses_of(famille)),
            catalog.illustration("familles", famille.id),
        )
        for famille in familles
    )


@dataclass(frozen=True)
class DeuxClauses:
    """A segment with the clauses to take first; each with the effort asked of a small firm."""

    segment: Lien
    clauses: tuple[tuple[Carte, int], ...]


def deux_clauses(catalog: Catalog) -> tuple[DeuxClauses, ...]:
    """Each segment, followed by those below it."""
    familles = (one for famille in catalog.segments_principaux for one in (famille, *catalog.sub_segments(famille)))
    found = ((famille, catalog.offertes(famille.deux_clauses)) for famille in familles)
    return tuple(
        DeuxClauses(
            lien(famille),
            tuple(zip(cartes(catalog, clauses), (clause.charge_fournisseur for clause in clauses), strict=True)),
        )
        for famille, clauses in found
        if clauses
    )
