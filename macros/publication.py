"""Publishing a clause: its text is kept as it stands, under the number of its version."""

import json
import re
from datetime import date
from pathlib import Path

from .model import VERSIONS, Catalog, Clause, VersionDeClause
from .model.local import DATA_LOCALE
from .model.versions import version_presente
from .read.load import load
from .read.problems import Refused, did_you_mean

_VERSION = re.compile(r"^version: \d+$", re.MULTILINE)
_READ = re.compile(r"^statut: (?:relue|validee)$", re.MULTILINE)
_HISTORY = re.compile(r"^historique:$(?=\n(?P<indent> *)-)", re.MULTILINE)


class PublicationRefused(Refused):
    """What cannot be published, and what to do, in French."""


def publish_all(root: Path, motif: str, day: date) -> list[str]:
    """Publish every clause that a reader may take and whose text is not that of its last published version."""
    catalog = load(root / "data").catalog
    return [
        publish(root, clause.id, motif, day, catalog)
        for clause in catalog.clauses_vivantes
        if not _is_published(catalog, clause)
    ]


def publish(root: Path, clause_id: str, motif: str, day: date, catalog: Catalog | None = None) -> str:
    """Keep the text of a clause, and raise its version where another text has that number. Says what was done; raises Refused."""
    catalog = catalog or load(root / "data").catalog
    clause = catalog.find(Clause, clause_id)
    if clause is None:
        raise PublicationRefused(
            f"« {clause_id} » n'est pas une clause lisible de data/clauses/{did_you_mean(clause_id, catalog.kinds.get(Clause.kind, {}))}"
        )
    if _is_published(catalog, clause):
        raise PublicationRefused(
            f"{clause_id} : rien n'a changé depuis la version {clause.version}. Corriger d'abord le texte."
        )
    version = version_presente(clause)
    if _stored(catalog, clause):
        if not motif:
            raise PublicationRefused(f'{clause_id} : dire ce qui change, avec --motif "…"')
        if day < clause.historique[0].date:
            raise PublicationRefused(
                f"{clause_id} : la version {clause.version} est du {clause.historique[0].date.isoformat()} ; donner une date qui n'est pas antérieure, avec --date"
            )
        version = VersionDeClause(**{**dict(version), "version": clause.version + 1, "date": day, "motif": motif})
        if clause.local and clause.local.numerote:
            version = version.model_copy(update={"locale": clause.numero(version.version)})
        if clause.local and clause.local.sorte == "adaptee":
            _tell_in_surcharges(root / clause.fichier, clause_id, version)
        else:
            _raise_version(root / clause.fichier, version)
    file = (
        root
        / (DATA_LOCALE if version.locale else "data")
        / Clause.kind
        / VERSIONS
        / clause_id
        / f"{version.version}.yml"
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(version_as_yaml(version), encoding="utf-8", newline="\n")
    done = f"{clause_id} : version {version.numero} publiée dans {file.relative_to(root).as_posix()}"
    again = version.version > clause.version and clause.statut in ("relue", "validee")
    return f"{done} ; personne n'a lu ce texte : le statut redevient « proposition »" if again else done


def version_as_yaml(version: VersionDeClause) -> str:
    """The file of a version."""
    lines = [
        f"version: {version.version}",
        f"date: {version.date.isoformat()}",
        *(f"{name}: {quoted(getattr(version, name))}" for name in ("motif", "titre", "resume")),
        *([f"locale: {quoted(version.locale)}"] if version.locale else []),
        "textes:",
    ]
    for text in version.textes:
        lines += [
            f"  - piece: {text.piece}",
            *([f"    titre: {quoted(text.titre)}"] if text.titre else []),
            "    texte: |",
        ]
        lines += [f"      {line}".rstrip() for line in text.texte.splitlines()]
    return "\n".join(lines) + "\n"


def _stored(catalog: Catalog, clause: Clause) -> VersionDeClause | None:
    return catalog.versions.get(clause.id, {}).get(str(clause.version))


def _is_published(catalog: Catalog, clause: Clause) -> bool:
    stored = _stored(catalog, clause)
    present = version_presente(clause)
    return stored is not None and (stored.textes, stored.locale) == (present.textes, present.locale)


def _raise_version(file: Path, version: VersionDeClause) -> None:
    text = file.read_text(encoding="utf-8")
    line = f"- {{version: {version.version}, date: {version.date.isoformat()}, motif: {quoted(version.motif)}}}"
    if len(_VERSION.findall(text)) != 1 or len(_HISTORY.findall(text)) != 1:
        raise PublicationRefused(
            f"{file.name} : attendu une ligne « version: … » et une ligne « historique: » seule ; les écrire ainsi, puis recommencer"
        )
    text = _VERSION.sub(f"version: {version.version}", text)
    text = _READ.sub("statut: proposition", text)  # nobody has read this text yet
    file.write_text(
        _HISTORY.sub(lambda found: f"{found[0]}\n{found['indent']}{line}", text), encoding="utf-8", newline="\n"
    )


def _tell_in_surcharges(file: Path, clause_id: str, version: VersionDeClause) -> None:
    """Add a line to the history of a clause in surcharges.yml."""
    text = file.read_text(encoding="utf-8")
    block = re.search(
        rf"^valeurs:\n(?:(?:[ #].*)?\n)*?  {re.escape(clause_id)}:\n(?:(?:    .*|)\n)*?    historique:\n",
        text,
        re.MULTILINE,
    )
    if block is None:
        raise PublicationRefused(
            f"{file.name} : attendu « valeurs: », « {clause_id}: » et « historique: » chacun sur sa ligne, en retrait de 0, 2 et 4 espaces"
        )
    line = f"      - {{version: {version.version}, date: {version.date.isoformat()}, motif: {quoted(version.motif)}}}\n"
    file.write_text(text[: block.end()] + line + text[block.end() :], encoding="utf-8", newline="\n")


def quoted(text: str) -> str:
    """A text as YAML holds it on one line."""
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a YAML one
