"""`python -m macros depuis-formulaire`: what was received becomes a record of data/, or the list of what is missing. Nothing is overwritten unasked."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from .. import checks
from ..model import Clause, EtudeDeCas, Record
from ..model.local import DATA_LOCALE
from ..read.load import Loaded, load
from ..read.messages import translated
from ..read.problems import Problem, Refused
from ..read.yaml_source import KeyPath, YamlSource
from ..text.letters import slug
from .corriger import corriger
from .issue_forms import dump
from .recu import Illisible, Recu, lire, texte_de
from .specimens import specimens, words_of

LONGEST_ID = 60


class Manque(Refused):
    """What is missing, or stands in the way: all of it, in French, each at its place."""


@dataclass(frozen=True)
class Options:
    """What the command line says. `id` names the record; `remplacer` lets an existing one be replaced."""

    sorte: str = ""
    id: str = ""
    remplacer: bool = False
    jour: date | None = None


def accueillir(root: Path, content: bytes, name: str, options: Options) -> list[str]:
    """Write what was received below `root`, in data-locale/ where this copy has one; what was done, in French. Raises Manque, and then has written nothing."""
    loaded = load(root / "data")
    mots = {kind: words_of(blocks[0][1]) for kind, blocks in specimens(root).items()}
    try:
        received = lire(texte_de(content), name, loaded.catalog, mots, options.sorte)
    except Illisible as refusal:
        raise Manque(f"{name} : {refusal}") from None
    if received[0].fiche.kind == "":
        return corriger(root, received[0], options.jour or date.today(), Manque)
    if options.id and len(received) > 1:
        raise Manque(f"{name} : {len(received)} fiches, un seul --id : le retirer")
    done: list[tuple[Path, str, list[str]]] = []
    problems: list[str] = []
    for one in received:
        try:
            done.append(_record(root, loaded, one, options, {path for path, _, _ in done}))
        except Manque as missing:
            problems.append(str(missing))
    if problems:
        raise Manque("\n".join(problems))
    said = []
    for path, text, notes in done:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        said += [f"Écrit : {path.relative_to(root).as_posix()}", *notes]
    return said


def _record(
    root: Path, loaded: Loaded, received: Recu, options: Options, taken: set[Path]
) -> tuple[Path, str, list[str]]:
    source, model = received.source, received.fiche.modele
    assert issubclass(model, Record)
    day = options.jour or date.today()
    values, notes = _completed(received, day)
    record_id = options.id or identifiant(str(values.get("titre", "")))
    problems = list(source.problems)
    local = root / DATA_LOCALE
    path = (local if local.is_dir() else root / "data") / model.kind / f"{record_id}.yml"
    if not record_id:
        problems.append(source.problem((), "sans titre, la fiche n'a pas de nom : l'ajouter, ou donner --id"))
    elif path in taken or (_is_there(root, path) and not options.remplacer):
        problems.append(
            source.problem(
                ("titre",),
                f"{path.relative_to(root).as_posix()} existe déjà : donner un autre nom avec --id, ou --remplacer pour l'écraser",
            )
        )
    try:
        record = model.model_validate({**values, "id": record_id or "sans-nom"})
    except ValidationError as error:
        found = translated(error, source, model)
        problems += [replace(problem, message=_in_words(problem.message, received)) for problem in found]
    else:
        if not problems:
            problems += _against_the_guide(loaded, record, source)
    if problems:
        raise Manque("\n".join(str(problem) for problem in sorted(set(problems))))
    ordered = {name: values[name] for name in model.model_fields if name in values}
    return path, f"# Reçu par formulaire.\n{dump(ordered)}", notes


def _is_there(root: Path, path: Path) -> bool:
    """Whether the id is taken, here or in the common guide."""
    return path.exists() or (root / "data" / path.parent.name / path.name).exists()


def _in_words(message: str, received: Recu) -> str:
    """A form has questions where a file has keys."""
    for name, label in received.mots.items():
        message = message.replace(
            f"clé « {name} » manquante : l'ajouter (voir data/README.md)", f"« {label} » : réponse manquante"
        )
        message = message.replace(f"« {name} »", f"« {label} »")
    return message  # fmt: skip


def _completed(received: Recu, day: date) -> tuple[dict[str, Any], list[str]]:
    """With what is not asked of contributors; what the team has to decide is said."""
    model = received.fiche.modele
    own: dict[str, Any] = {
        "diffusion": "publique",
        "historique": ({"version": 1, "date": day.isoformat(), "motif": "Reçue par formulaire."},),
    }
    notes: list[str] = []
    if model is Clause:
        own |= {
            "statut": "brouillon",
            "version": 1,
            "facilite": 3,
            "impact": 3,
            "charge_fournisseur": 3,
            "declaration": _declared(received.values),
        }
        notes = ["À fixer par l'équipe, puis passer « statut » à « proposition » : facilite, impact, charge_fournisseur (mis à 3), declaration."]  # fmt: skip
    if model is EtudeDeCas:
        own["confiance"] = "moyenne"
        notes = ["À fixer par l'équipe, après lecture des sources : confiance (mise à « moyenne »)."]
    return {**own, **received.values}, notes


def _declared(values: dict[str, Any]) -> dict[str, str]:
    """What the stage and the dimensions say for the open-data schema of contracts."""
    dimensions, etape = values.get("dimensions", ()), values.get("etape")
    form = {"critere-attribution": "critere", "condition-execution": "clause"}.get(
        etape if isinstance(etape, str) else ""
    )
    return {
        "sociale": f"{form}-social{'e' if form == 'clause' else ''}" if form and "social" in dimensions else "aucune",
        "environnementale": f"{form}-environnemental{'e' if form == 'clause' else ''}"
        if form and "environnement" in dimensions
        else "aucune",
    }


class _WithOne(Loaded):
    """The guide with one record more, which is in no file yet: its faults are told where they stand in what was received."""

    source: YamlSource
    file: str

    def locate(self, file: str, key_path: KeyPath, message: str) -> Problem:
        return self.source.problem(key_path, message) if file == self.file else super().locate(file, key_path, message)


def _against_the_guide(loaded: Loaded, record: Record, source: YamlSource) -> list[Problem]:
    """What the rules say of the new record, among the others."""
    records = {**loaded.catalog.kinds.get(record.kind, {}), record.id: record}
    kinds = {**loaded.catalog.kinds, record.kind: dict(sorted(records.items()))}
    whole = _WithOne(replace(loaded.catalog, kinds=kinds), [], loaded.named, loaded.unread, loaded.root, loaded.overlay)
    whole.source, whole.file = source, f"{record.kind}/{record.id}.yml"
    return [problem for problem in checks.run(whole, (), editorial=True) if problem.path == source.path]


def identifiant(titre: str) -> str:
    """A title as the name of a file: "Rivebelle : l'étude" -> "rivebelle-l-etude"."""
    name = slug(titre)
    return name if len(name) <= LONGEST_ID else name[:LONGEST_ID].rpartition("-")[0].strip("-") or name[:LONGEST_ID]
