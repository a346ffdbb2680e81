"""The catalogue: every record of the guide, with the queries that cross them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from .achat import ReglesDAchat
from .assistant import Assistant
from .base import Model, Record
from .clause import Clause
from .concordance import Correspondance
from .illustration import Illustration
from .marche import Mots, RegleCpv
from .records import Famille, TermeDeListe
from .redaction import Redaction
from .versions import VersionDeClause

R = TypeVar("R", bound=Record)


def _was_internal(record: Record) -> bool:
    """Whether a public record of an organisation stands for an internal one."""
    return bool(record.local and record.local.origine and record.local.origine.diffusion == "interne")


@dataclass(frozen=True)
class Catalog:
    """Frozen records by kind and id, both sorted; closed lists by name, in the order of their file."""

    kinds: Mapping[str, Mapping[str, Record]]
    vocabularies: Mapping[str, Mapping[str, TermeDeListe]] = field(default_factory=dict)
    redaction: "Redaction | None" = None
    cpv: Mapping[str, str] = field(default_factory=dict)
    """Every code of the CPV, check digit included ("30200000-1"), and its label."""
    cpv_segments: tuple[RegleCpv, ...] = ()
    lexique: tuple[Mots, ...] = ()
    achat: ReglesDAchat | None = None
    assistant: Assistant | None = None
    versions: Mapping[str, Mapping[str, VersionDeClause]] = field(default_factory=dict)
    """Clause -> name of the file without its ending -> the version that was published."""
    mesures: Mapping[str, Model] = field(default_factory=dict)
    """What was measured of the guide, by the name of its file."""
    versions_autres: Mapping[str, tuple[VersionDeClause, ...]] = field(default_factory=dict)
    """Clause -> versions numbered in the other series: those of the guide where the organisation has replaced the clause; those of the organisation where it has gone back to the guide's."""
    illustrations: Mapping[str, Illustration] = field(default_factory=dict)
    """« familles/etudes » -> the drawing that stands beside what it names."""
    concordance: tuple[Correspondance, ...] = ()

    @cached_property
    def whole(self) -> "Catalog":
        """The records whose every reference leads somewhere, those that they name included: what a rule may follow without looking."""
        kinds = {kind: dict(records) for kind, records in self.kinds.items()}
        while lost := [
            (record.kind, record.id)
            for records in kinds.values()
            for record in records.values()
            if not self._leads_somewhere(record, kinds)
        ]:
            for kind, record_id in lost:
                del kinds[kind][record_id]
        return (
            self
            if all(len(kinds[kind]) == len(records) for kind, records in self.kinds.items())
            else replace(self, kinds=kinds)
        )

    def _leads_somewhere(self, record: Record, kinds: Mapping[str, Mapping[str, Record]]) -> bool:
        return all(
            target
            in (
                self.vocabularies.get(kind.removeprefix("vocabulaires/"), {})
                if kind.startswith("vocabulaires/")
                else kinds.get(kind, {})
            )
            for _, kind, target in record.named
        )

    @cached_property
    def publique(self) -> "Catalog":
        """The records that the public edition may show. Filtered once: what it computes of them then serves every page."""
        kinds = {
            kind: {key: record for key, record in records.items() if record.diffusion == "publique"}
            for kind, records in self.kinds.items()
        }
        clauses = kinds.get(Clause.kind, {})
        for key, clause in clauses.items():
            if isinstance(clause, Clause) and not clauses.keys() >= set(clause.remplace):
                # What it replaces is internal, or is there no more and may have been.
                kept = tuple(target for target in clause.remplace if target in clauses)
                clauses[key] = clause.model_copy(update={"remplace": kept})
        versions = {name: found for name, found in self.versions.items() if name in clauses}
        others = {
            name: found
            for name, found in self.versions_autres.items()
            if name in clauses and not _was_internal(clauses[name])
        }
        return replace(self, kinds=kinds, versions=versions, versions_autres=others)

    @cached_property
    def affiche(self) -> "Catalog":
        """Without the segments that the organisation has put aside: what search leads to."""
        segments = {famille.id: famille for famille in self.segments}
        if len(segments) == len(self.kinds.get(Famille.kind, {})):
            return self
        return replace(self, kinds={**self.kinds, Famille.kind: segments})

    def all(self, model: type[R]) -> tuple[R, ...]:
        """The records of a kind, sorted by id: `catalog.all(Clause)`."""
        return tuple(self._of(model).values())

    def get(self, model: type[R], record_id: str) -> R:
        """One record. Raises KeyError where there is none."""
        return self._of(model)[record_id]

    def find(self, model: type[R], record_id: str) -> R | None:
        """One record, or None."""
        return self._of(model).get(record_id)

    def named(self, folder: str, record_id: str) -> Record | None:
        """What a typed reference names: `folder` is a data folder."""
        return self.kinds.get(folder, {}).get(record_id)

    def _of(self, model: type[R]) -> Mapping[str, R]:
        return cast(Mapping[str, R], self.kinds.get(model.kind, {}))

    def term(self, vocabulary: str, term_id: str) -> TermeDeListe:
        """One term of a closed list. Raises KeyError where there is none."""
        return self.vocabularies[vocabulary][term_id]

    def illustration(self, folder: str, name: str) -> Illustration | None:
        """The drawing of a segment, a stage, a document…, or None: a word without a drawing stands alone."""
        return self.illustrations.get(f"{folder}/{name}")

    def terms(self, vocabulary: str) -> tuple[TermeDeListe, ...]:
        """The terms of a closed list, in its order."""
        return tuple(self.vocabularies.get(vocabulary, {}).values())

    def __iter__(self) -> Iterator[Record]:
        """Every record, kind by kind."""
        for by_id in self.kinds.values():
            yield from by_id.values()

    @cached_property
    def texts(self) -> tuple[tuple[Record, tuple[Any, ...], str], ...]:
        """Every text of every record: (record, path of keys and indexes, text)."""
        return tuple((record, key_path, text) for record in self for key_path, text in record.texts)

    def forget_texts(self) -> None:
        """Let go of the texts, here and in each record: with their places they take as much memory as the records, and only the checks ask for all of them."""
        vars(self).pop("texts", None)
        for record in self:
            vars(record).pop("texts", None)

    @cached_property
    def _cited_by(self) -> dict[tuple[str, str], tuple[tuple[str, str, str], ...]]:
        """(kind, id) -> the (kind, id, field) of the records that name it. References are typed once; this is the reverse."""
        cited: dict[tuple[str, str], dict[tuple[str, str, str], None]] = {}
        for record in self:
            for path, kind, target in record.named:
                cited.setdefault((kind, target), {})[record.kind, record.id, path[0]] = None
        return {key: tuple(sorted(values)) for key, values in cited.items()}

    def citing(self, record: Record, model: type[R], field_name: str | None = None) -> tuple[R, ...]:
        """The records of a kind that name this one (in that field, where one is given), sorted by id."""
        found = {
            citing_id: None
            for citing_kind, citing_id, name in self._cited_by.get((record.kind, record.id), ())
            if citing_kind == model.kind and field_name in (None, name)
        }
        return tuple(self.get(model, citing_id) for citing_id in found)

    def times_named(self, record: Record) -> int:
        """How many records name this one."""
        return len({(kind, name) for kind, name, _ in self._cited_by.get((record.kind, record.id), ())})

    def symmetric(self, clause: Clause, field_name: str) -> tuple[Clause, ...]:
        """`voir_aussi` or `incompatible`, as if each link had been typed on both sides."""
        named = [*getattr(clause, field_name), *(other.id for other in self.citing(clause, Clause, field_name))]
        return self.offertes(dict.fromkeys(named))

    @cached_property
    def _replacing(self) -> dict[str, tuple[Clause, ...]]:
        found: dict[str, list[Clause]] = {}
        for clause in self.all(Clause):
            for target in dict.fromkeys(clause.remplace):
                found.setdefault(target, []).append(clause)
        return {target: tuple(clauses) for target, clauses in found.items()}

    def replacing(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses to take instead of this one, sorted by id."""
        return self._replacing.get(clause.id, ())

    @cached_property
    def segments(self) -> tuple[Famille, ...]:
        """Segments of purchase in their editorial order, but for those that the organisation has put aside."""
        shown = (famille for famille in self.all(Famille) if not famille.masquee)
        return tuple(sorted(shown, key=lambda famille: (famille.ordre, famille.id)))

    @cached_property
    def segments_principaux(self) -> tuple[Famille, ...]:
        """The segments that stand at the first level."""
        return tuple(famille for famille in self.segments if famille.parent is None)

    def sub_segments(self, famille: Famille) -> tuple[Famille, ...]:
        """The segments below this one."""
        return tuple(other for other in self.segments if other.parent == famille.id)

    @cached_property
    def clauses_vivantes(self) -> tuple[Clause, ...]:
        """The clauses that a reader may take: drafts and retired ones are left out."""
        return tuple(clause for clause in self.all(Clause) if clause.statut not in ("brouillon", "retiree"))

    def versions_of(self, clause: Clause) -> tuple[VersionDeClause, ...]:
        """The published versions of a clause, the newest first."""
        return tuple(sorted(self.versions.get(clause.id, {}).values(), key=lambda version: -version.version))

    @cached_property
    def _vivantes(self) -> frozenset[str]:
        return frozenset(clause.id for clause in self.clauses_vivantes)

    def offertes(self, ids: Iterable[str]) -> tuple[Clause, ...]:
        """Of the clauses that a record names, those that a reader may take."""
        return tuple(self.get(Clause, name) for name in ids if name in self._vivantes)

    @cached_property
    def _clauses_by_segment(self) -> dict[str, tuple[Clause, ...]]:
        parents = {famille.id: famille.parent for famille in self.segments}
        found: dict[str, list[Clause]] = {}
        for clause in self.clauses_vivantes:
            segments = {segment for own in clause.familles for segment in (own, parents.get(own)) if segment}
            for segment in segments:
                found.setdefault(segment, []).append(clause)
        return {segment: tuple(clauses) for segment, clauses in found.items()}

    def clauses_of(self, famille: Famille) -> tuple[Clause, ...]:
        """The living clauses of a segment and of its sub-segments, sorted by id."""
        return self._clauses_by_segment.get(famille.id, ())

    @cached_property
    def date(self) -> date:
        """The date of the data: the newest change of any record. Raises ValueError on an empty catalogue."""
        return max(record.date for record in self if record.date)
