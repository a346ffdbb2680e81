"""data-locale/ laid over data/: what an organisation adds, replaces, adapts or withdraws, without touching a file of ours."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from ..model import KINDS, VERSIONS, Clause, Famille, Record, VersionDeClause
from ..model.local import (
    DATA_LOCALE,
    ORIGINES,
    RELECTURES,
    SURCHARGES,
    AdaptationDeClause,
    Local,
    Relectures,
    Retrait,
    Surcharges,
)
from .leftovers import of_an_editor
from .messages import said, translated
from .problems import DataError, Problem, did_you_mean
from .settings import FILE, TO_FILL, Organisation, read_organisation
from .yaml_source import KeyPath, YamlSource, read_source

REMPLACE, VU = "remplace_version", "amont_vu"
"""The two keys of a record of data-locale/ that replaces ours: from which version, and the version of ours that was looked at since and left."""
R = TypeVar("R", bound=Record)
Kinds = dict[str, dict[str, Record]]


@dataclass
class Overlay:
    """What data-locale/ says, and where it says it."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    surcharges: Surcharges = field(default_factory=Surcharges)
    source: YamlSource | None = None
    files: dict[str, tuple[Path, str]] = field(default_factory=dict)
    """Path below data/ -> the file of data-locale/ that stands for it, and how it is called."""
    places: dict[tuple[str, KeyPath], KeyPath] = field(default_factory=dict)
    """(path below data/, place of a record) -> the place in surcharges.yml that decides it."""
    readings: dict[str, tuple[YamlSource, KeyPath]] = field(default_factory=dict)
    """Path below data/ -> the place in relectures.yml that says who read the clause."""
    causes: dict[tuple[str, str], Problem] = field(default_factory=dict)
    """(kind, id) of a record that is no more what other records of ours expect -> where that was decided, without a message."""
    versions: dict[str, dict[str, VersionDeClause]] = field(default_factory=dict)
    autres: dict[str, tuple[VersionDeClause, ...]] = field(default_factory=dict)

    def refuse(self, key_path: KeyPath, message: str) -> None:
        """A fault of surcharges.yml."""
        if self.source:
            self.problems.append(self.source.problem(key_path, message))

    def locate(self, file: str, key_path: KeyPath, message: str) -> Problem | None:
        """The problem at its place in data-locale/, where that is what decides it."""
        for length in range(len(key_path), 0, -1):
            place = self.places.get((file, key_path[:length]))
            if length < len(key_path) and key_path[0] == "parametres":
                place = None  # a text beside the value is still ours
            if place is not None and self.source:
                return self.source.problem((*place, *key_path[length:]), f"{message} (data/{file})")
        if file in self.readings and key_path[:1] in (("relecture",), ("statut",)):
            source, here = self.readings[file]
            return source.problem((*here, *key_path), f"{message} (data/{file})")
        if file in self.files:
            path, name = self.files[file]
            return read_source(path, name).problem(key_path, message)
        return None


def empreinte(value: Any) -> str:
    """Eight characters that change with what a file says, not with how it is laid out."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:8]


def version_d_origine(kind: str, value: Any) -> str:
    """What `remplace_version` says of a record of ours: the version of a clause, the fingerprint of any other."""
    return str(value.get("version")) if kind == Clause.kind else empreinte(value)


def lay_over(
    root: Path,
    data: Path,
    kinds: Kinds,
    versions: dict[str, dict[str, VersionDeClause]],
    read_versions: Callable[[Path], dict[str, dict[str, VersionDeClause]]],
    read_record: Callable[[type[Record], str, YamlSource], Record | None],
) -> Overlay:
    """Change `kinds` and `versions` as the folder `root` asks. Nothing is raised: every fault is in `problems`."""
    overlay = Overlay(root)
    organisation = _organisation(root, overlay)
    for model in KINDS.values():
        _lay_records(overlay, model, data, kinds, organisation, read_record)
    for clause_id, found in read_versions(root).items():
        overlay.versions[clause_id] = found
        for name in found:
            path = f"{Clause.kind}/{VERSIONS}/{clause_id}/{name}.yml"
            overlay.files[path] = (root / path, f"{root.name}/{path}")
    _read_surcharges(overlay)
    for clause_id, adaptation in overlay.surcharges.valeurs.items():
        _adapt(overlay, clause_id, adaptation, kinds, organisation)
    _segments(overlay, kinds, organisation)
    for clause_id, retrait in overlay.surcharges.retraits.items():
        _withdraw(overlay, clause_id, retrait, kinds, organisation)
    _order(overlay, kinds)
    _read(overlay, kinds)
    _number(overlay, kinds, versions)
    return overlay


def _organisation(root: Path, overlay: Overlay) -> Organisation:
    try:
        found = read_organisation(root.parent, {})
    except DataError as error:
        overlay.problems += error.problems
        return Organisation()
    if found.suffixe == TO_FILL and (any(root.glob(f"{Clause.kind}/*.yml")) or (root / SURCHARGES).exists()):
        overlay.problems.append(
            Problem(
                FILE,
                1,
                1,
                "« suffixe » à remplir : il nomme vos versions de clauses (« suffixe: region » donne la version 3+region.1)",
            )
        )
    return found


def _local(organisation: Organisation, sorte: Any, fichier: str, **more: Any) -> Local:
    par = "cette organisation" if organisation.nom == TO_FILL else organisation.nom
    suffixe = "local" if organisation.suffixe == TO_FILL else organisation.suffixe
    return Local(sorte, par, suffixe, fichier, **more)


def _lay_records(
    overlay: Overlay,
    model: type[Record],
    data: Path,
    kinds: Kinds,
    organisation: Organisation,
    read_record: Callable[[type[Record], str, YamlSource], Record | None],
) -> None:
    kind = model.kind
    for file in sorted((overlay.root / kind).glob("*.yml")):
        if of_an_editor(file):
            continue
        name = f"{overlay.root.name}/{kind}/{file.name}"
        source = read_source(file, name)
        given: dict[str, Any] = {}
        if isinstance(source.value, dict):
            given = {key: source.value.pop(key) for key in (REMPLACE, VU) if key in source.value}
        ours = kinds[kind].pop(file.stem, None)
        overlay.files[f"{kind}/{file.name}"] = (file, name)
        record = read_record(model, file.stem, source)
        overlay.problems += source.problems
        if record is None:
            continue
        kinds[kind][file.stem] = record
        overlay.causes[kind, file.stem] = source.problem((), "")
        local = _of_file(overlay, record, ours, given, source, data, organisation)
        record.marked(local)
    kinds[kind] = dict(sorted(kinds[kind].items()))


def _of_file(
    overlay: Overlay,
    record: Record,
    ours: Record | None,
    given: dict[str, Any],
    source: YamlSource,
    data: Path,
    organisation: Organisation,
) -> Local:
    """What a file of data-locale/ is to ours."""
    path = f"{record.kind}/{record.id}.yml"
    file = f"{DATA_LOCALE}/{path}"
    then = str(given.get(REMPLACE, ""))
    value = read_source(data / path, "").value if ours is not None else None
    now = version_d_origine(record.kind, value) if value is not None else ""
    kept = overlay.root / ORIGINES / path
    if then and ours is None and not kept.exists():
        message = f"« {REMPLACE} » : data/{path} n'existe pas ; la retirer si la fiche est à vous{did_you_mean(record.id, _ids(data, record.kind))}"
        overlay.problems.append(source.problem((REMPLACE,), message))
    if not then and ours is not None:
        message = f"« {record.id} » est une fiche du guide : écrire « {REMPLACE}: {_quoted(now)} » pour la remplacer, ou donner un autre nom à la vôtre"
        overlay.problems.append(source.problem((), message))
    if record.kind == Clause.kind and then and not then.isdigit():
        overlay.problems.append(source.problem((REMPLACE,), f"« {REMPLACE} » : attendu un nombre entier"))
        then = ""
    if record.kind == Clause.kind and then and now and int(then) > int(now):
        message = f"« {REMPLACE}: {then} », quand la fiche d'origine en est à la version {now} : la corriger"
        overlay.problems.append(source.problem((REMPLACE,), message))
    if not then:
        return _local(organisation, "ajoutee", file)
    base = int(then) if then.isdigit() and record.kind == Clause.kind else 0
    before = read_source(kept, "").value if kept.exists() else None
    known = {then, str(given.get(VU, "")), *([empreinte(before)] if before else [])}
    changed = value is None or not known & ({empreinte(value)} if before else {now, empreinte(value)})
    return _local(organisation, "remplacee", file, base=base, origine=ours, origine_changee=changed)


def _quoted(version: str) -> str:
    return version if version.isdigit() and len(version) < 8 else f'"{version}"'


def _ids(data: Path, kind: str) -> Iterator[str]:
    return (file.stem for file in sorted((data / kind).glob("*.yml")))


def _read_surcharges(overlay: Overlay) -> None:
    file = overlay.root / SURCHARGES
    if not file.exists():
        return
    source = overlay.source = read_source(file, f"{overlay.root.name}/{SURCHARGES}")
    overlay.problems += source.problems
    if not isinstance(source.value, dict):
        if source.value is not None:
            overlay.refuse((), "attendu des lignes « clé: valeur » (voir data/README.md)")
        return
    try:
        overlay.surcharges = Surcharges.model_validate(source.value)
    except ValidationError as error:
        overlay.problems += translated(error, source, Surcharges)


def _ours(overlay: Overlay, kinds: Kinds, model: type[R], record_id: str, place: KeyPath) -> R | None:
    """A record of ours that surcharges.yml names, or None with what is wrong."""
    found = kinds[model.kind].get(record_id)
    if found is None:
        known = did_you_mean(record_id, kinds[model.kind])
        overlay.refuse(
            place, f"« {record_id} » n'est pas une fiche de data/{model.kind}/ : corriger, ou retirer ces lignes{known}"
        )
        return None
    if found.local and found.local.fichier != f"{DATA_LOCALE}/{SURCHARGES}":
        overlay.refuse(place, f"« {record_id} » est une fiche de {found.local.fichier} : y écrire ce changement")
        return None
    return found if isinstance(found, model) else None


def _rebuilt(record: R, values: dict[str, Any]) -> R:
    """A record with other values. Not a `model_copy`: it would keep the texts that were walked."""
    return type(record).model_validate({**record.model_dump(), **values})


def _adapt(
    overlay: Overlay, clause_id: str, adaptation: AdaptationDeClause, kinds: Kinds, organisation: Organisation
) -> None:
    """Put in the place of a clause of ours the same one with the organisation's values, texts and history."""
    place: KeyPath = ("valeurs", clause_id)
    ours = _ours(overlay, kinds, Clause, clause_id, place)
    if ours is None:
        return
    file = f"{Clause.kind}/{clause_id}.yml"
    if adaptation.remplace_version > ours.version:
        overlay.refuse(
            (*place, REMPLACE),
            f"« {REMPLACE}: {adaptation.remplace_version} », quand la clause en est à la version {ours.version} : la corriger",
        )
    values = ours.model_dump()
    _set_parameters(overlay, values, ours, adaptation)
    _set_texts(overlay, values, ours, adaptation)
    overlay.places[file, ("version",)] = overlay.places[file, ("historique",)] = (*place, "historique")
    values |= _told_of_the_adapted(ours, adaptation)
    try:
        record = Clause.model_validate(values)
    except ValidationError as error:
        overlay.problems += _complaints(overlay, file, error)
        return
    kinds[Clause.kind][clause_id] = record.marked(
        _local(
            organisation,
            "adaptee",
            f"{DATA_LOCALE}/{SURCHARGES}",
            base=ours.version,
            origine=ours,
            origine_changee=adaptation.remplace_version < ours.version,
            adaptation=adaptation,
        )
    )
    overlay.causes[Clause.kind, clause_id] = Problem(*_at(overlay, place), "")


def _set_parameters(overlay: Overlay, values: dict[str, Any], ours: Clause, adaptation: AdaptationDeClause) -> None:
    """The organisation's values of the parameters, where the clause has them and does not compute them."""
    file = f"{Clause.kind}/{ours.id}.yml"
    for name, given in adaptation.parametres.items():
        where = ("valeurs", ours.id, "parametres", name)
        parametre = values["parametres"].get(name)
        if parametre is None:
            known = did_you_mean(name, ours.parametres) or f" (elle a : {', '.join(ours.parametres) or 'aucune'})"
            overlay.refuse(where, f"« {ours.id} » n'a pas, ou n'a plus, de valeur « {name} » : corriger{known}")
            continue
        if parametre["calcul"]:
            overlay.refuse(
                where, f"« {name} » se calcule ({parametre['calcul']}) : changer les valeurs dont elle dépend"
            )
            continue
        parametre["defaut"] = given.valeur
        parametre["source"] = given.source
        overlay.places[file, ("parametres", name)] = overlay.places[file, ("parametres", name, "source")] = where
        overlay.places[file, ("parametres", name, "defaut")] = where


def _set_texts(overlay: Overlay, values: dict[str, Any], ours: Clause, adaptation: AdaptationDeClause) -> None:
    """The organisation's sentences; those that it has read again and left are only looked for."""
    place: KeyPath = ("valeurs", ours.id)
    file = f"{Clause.kind}/{ours.id}.yml"
    for path, text in adaptation.textes.items():
        if _set(values, path, text):
            overlay.places[file, _key_path(path)] = (*place, "textes", path)
        else:
            overlay.refuse(
                (*place, "textes", path), f"« {path} » n'est pas un texte de data/{file} : corriger le chemin"
            )
    for index, path in enumerate(adaptation.relues):
        if _get(values, path) is None:
            overlay.refuse(
                (*place, "relues", index), f"« {path} » n'est pas un texte de data/{file} : retirer cette ligne"
            )


def _told_of_the_adapted(ours: Clause, adaptation: AdaptationDeClause) -> dict[str, Any]:
    """Version, history, readings and status of the adapted clause: what was said of our text was not said of this one."""
    history = adaptation.historique
    if adaptation.remplace_version < ours.version:
        # Until somebody looks, the text is that of our newer version: its date and its reason are told.
        newest = ours.historique[0]
        reason = f"Version {ours.version} du guide. {newest.motif}"
        first = history[0].model_copy(update={"date": max(newest.date, history[0].date), "motif": reason[:160]})
        history = (first, *history[1:])
    good = any(
        one.par == "juriste" and one.version == history[0].version and one.decision == "bon-a-employer"
        for one in adaptation.relecture
    )
    return {
        "version": history[0].version,
        "historique": tuple(change.model_dump() for change in history),
        "relecture": tuple(reading.model_dump() for reading in adaptation.relecture),
        "statut": ours.statut if ours.statut in ("brouillon", "retiree") else "relue" if good else "proposition",
    }


def _complaints(overlay: Overlay, file: str, error: ValidationError) -> Iterator[Problem]:
    """What the model refuses in the adapted clause, at the line of surcharges.yml that brought it, else at the clause."""
    for detail in error.errors(include_url=False):
        steps = tuple(
            step for step in detail["loc"] if step not in ("int", "str") and not str(step).startswith("function")
        )
        message = said(detail, steps, Clause)
        yield overlay.locate(file, steps, message) or Problem(f"data/{file}", 1, 1, message)


def _at(overlay: Overlay, place: KeyPath) -> tuple[str, int, int]:
    source = overlay.source or YamlSource("")
    return (source.path, *source.place(place))


def _key_path(path: str) -> KeyPath:
    return tuple(int(step) if step.isdigit() else step for step in path.split("."))


def _get(values: Any, path: str) -> str | None:
    for step in _key_path(path):
        try:
            values = values[step]
        except (KeyError, IndexError, TypeError):
            return None
    return values if isinstance(values, str) else None


def _set(values: Any, path: str, text: str) -> bool:
    """Put a text in its place, if a text stands there. Lists of a dump are tuples: they are made anew on the way."""
    if _get(values, path) is None:
        return False
    *parents, last = _key_path(path)
    for step in parents:
        if isinstance(values[step], tuple):
            values[step] = list(values[step])
        values = values[step]
    values[last] = text
    return True


def _withdraw(overlay: Overlay, clause_id: str, retrait: Retrait, kinds: Kinds, organisation: Organisation) -> None:
    place: KeyPath = ("retraits", clause_id)
    if clause_id in overlay.surcharges.valeurs:
        overlay.refuse(place, f"« {clause_id} » est retirée et a des valeurs : garder « retraits » ou « valeurs »")
        return
    ours = _ours(overlay, kinds, Clause, clause_id, place)
    if ours is None:
        return
    _retire(overlay, ours, retrait, kinds, organisation, place)


def _retire(
    overlay: Overlay, ours: Clause, retrait: Retrait, kinds: Kinds, organisation: Organisation, place: KeyPath
) -> None:
    local = _local(
        organisation, "retiree", f"{DATA_LOCALE}/{SURCHARGES}", origine=ours, motif=retrait.motif, jour=retrait.date
    )
    record = _rebuilt(ours, {"statut": "retiree", "retrait": retrait.motif, "relecture": ()})
    kinds[Clause.kind][ours.id] = record.marked(local)
    overlay.causes[Clause.kind, ours.id] = Problem(*_at(overlay, place), "")


def _segments(overlay: Overlay, kinds: Kinds, organisation: Organisation) -> None:
    """The legal minimum and the two clauses of segments, then those that are put aside."""
    changes: dict[str, dict[str, Any]] = {}
    for key in ("minimum_legal", "deux_clauses"):
        for famille_id, value in getattr(overlay.surcharges, key).items():
            if _ours(overlay, kinds, Famille, famille_id, (key, famille_id)):
                changes.setdefault(famille_id, {})[key] = value if key == "deux_clauses" else value.model_dump()
                overlay.places[f"{Famille.kind}/{famille_id}.yml", (key,)] = (key, famille_id)
    for famille_id, values in changes.items():
        ours = kinds[Famille.kind][famille_id]
        local = _local(organisation, "adaptee", f"{DATA_LOCALE}/{SURCHARGES}", origine=ours)
        kinds[Famille.kind][famille_id] = _rebuilt(ours, values).marked(local)
    for famille_id, hidden in overlay.surcharges.segments_masques.items():
        famille = _ours(overlay, kinds, Famille, famille_id, ("segments_masques", famille_id))
        if famille:
            below = [
                other
                for other in kinds[Famille.kind].values()
                if isinstance(other, Famille) and famille_id in (other.id, other.parent)
            ]
            _put_aside(overlay, famille_id, below, hidden, kinds, organisation)


def _put_aside(
    overlay: Overlay, famille_id: str, segments: list[Famille], hidden: Any, kinds: Kinds, organisation: Organisation
) -> None:
    place: KeyPath = ("segments_masques", famille_id)
    gone = {one.id for one in segments} | overlay.surcharges.segments_masques.keys()
    own = [
        clause
        for clause in kinds[Clause.kind].values()
        if isinstance(clause, Clause)
        and clause.statut not in ("retiree", "brouillon")
        and gone >= set(clause.familles)
        and {one.id for one in segments} & set(clause.familles)
        and clause.id not in overlay.surcharges.retraits
    ]
    if own and not hidden.avec_ses_clauses:
        names = ", ".join(clause.id for clause in own[:5]) + (f" et {len(own) - 5} autres" if len(own) > 5 else "")
        overlay.refuse(
            place,
            f"« {famille_id} » est masqué, et {len(own)} clauses ne sont d'aucun autre segment ({names}) : "
            "ajouter « avec_ses_clauses: true » pour les retirer avec lui, ou les nommer dans « retraits »",
        )
    for famille in segments:
        local = _local(organisation, "masquee", f"{DATA_LOCALE}/{SURCHARGES}", origine=famille, motif=hidden.motif)
        # Nothing is proposed in a segment that is put aside: its clauses may be withdrawn.
        values = {"minimum_legal": None, "deux_clauses": ()}
        kinds[Famille.kind][famille.id] = _rebuilt(famille, values).marked(local)
    for clause in own if hidden.avec_ses_clauses else ():
        if clause.local is None:
            date = clause.historique[0].date
            _retire(overlay, clause, Retrait(motif=hidden.motif, date=date), kinds, organisation, place)
        else:
            overlay.refuse(
                place, f"« {clause.id} » n'est que de ce segment, et {clause.local.fichier} l'adapte : l'y retirer"
            )


def _order(overlay: Overlay, kinds: Kinds) -> None:
    ordered = {kind for kind, model in KINDS.items() if "ordre" in model.model_fields}
    for kind, first in overlay.surcharges.ordre.items():
        if kind not in ordered:
            known = ", ".join(sorted(ordered))
            overlay.refuse(
                ("ordre", kind), f"« {kind} » n'a pas d'ordre{did_you_mean(kind, ordered)} (attendu : {known})"
            )
            continue
        for index, record_id in enumerate(first):
            if record_id not in kinds[kind]:
                overlay.refuse(
                    ("ordre", kind, index),
                    f"« {record_id} » n'est pas une fiche de data/{kind}/{did_you_mean(record_id, kinds[kind])}",
                )
        ranks = {record_id: index for index, record_id in enumerate(first)}
        records = sorted(
            kinds[kind].values(),
            key=lambda record: (ranks.get(record.id, len(ranks)), getattr(record, "ordre", 0), record.id),
        )
        for number, record in enumerate(records, 1):
            if getattr(record, "ordre", 0) != number:
                changed = _rebuilt(record, {"ordre": number})
                kinds[kind][record.id] = changed.marked(record.local) if record.local else changed


def _read(overlay: Overlay, kinds: Kinds) -> None:
    """What the organisation's own readers decided of clauses of ours. A reading is of one text: of another, the status is ours."""
    file = overlay.root / RELECTURES
    if not file.exists():
        return
    source = read_source(file, f"{overlay.root.name}/{RELECTURES}")
    overlay.problems += source.problems
    try:
        found = Relectures.model_validate({"clauses": source.value} if source.value is not None else {})
    except ValidationError as error:
        moved = YamlSource(source.path, None, {("clauses", *path): place for path, place in source.places.items()})
        overlay.problems += translated(error, moved, Relectures)
        return
    for clause_id, given in found.clauses.items():
        clause = kinds[Clause.kind].get(clause_id)
        if not isinstance(clause, Clause):
            known = did_you_mean(clause_id, kinds[Clause.kind])
            overlay.problems.append(
                source.problem((clause_id,), f"« {clause_id} » n'est pas une clause : retirer ces lignes{known}")
            )
            continue
        if clause.local and clause.local.sorte in ("ajoutee", "remplacee"):
            message = f"« {clause_id} » est une fiche de {clause.fichier} : y écrire « relecture »"
            overlay.problems.append(source.problem((clause_id,), message))
            continue
        is_numbered_alike = ("+" in given.version) == ("+" in clause.version_dite)
        if clause.statut in ("brouillon", "retiree") or not is_numbered_alike:
            continue
        values: dict[str, Any] = {"relecture": tuple(one.model_dump() for one in given.relecture)}
        if given.version == clause.version_dite:
            values["statut"] = given.statut
        overlay.readings[f"{Clause.kind}/{clause_id}.yml"] = (source, (clause_id,))
        read = _rebuilt(clause, values)
        kinds[Clause.kind][clause_id] = read.marked(clause.local) if clause.local else read


def _number(overlay: Overlay, kinds: Kinds, versions: dict[str, dict[str, VersionDeClause]]) -> None:
    """Each clause keeps the versions that are numbered like its own; the others keep their addresses."""
    for clause_id in {*overlay.versions, *_numbered_apart(kinds[Clause.kind].values())}:
        clause = kinds[Clause.kind].get(clause_id)
        theirs, ours = overlay.versions.get(clause_id, {}), versions.get(clause_id, {})
        if clause is not None and clause.local is not None and clause.local.numerote:
            versions[clause_id], others = theirs, ours
            if not theirs:
                del versions[clause_id]
        elif clause is not None:
            others = theirs
        else:
            versions[clause_id] = {**ours, **theirs}  # of no clause: the checks tell it
            continue
        overlay.autres[clause_id] = tuple(others.values())


def _numbered_apart(records: Iterable[Record]) -> Iterator[str]:
    return (record.id for record in records if record.local is not None and record.local.numerote)
