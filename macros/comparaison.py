"""`python -m macros check --base <commit>`: what is proposed, beside the commit that it starts from. A published text is never another under the same number.

The check of every day compares a clause with the version kept beside it; whoever edits both at once is seen here alone.
"""

import io
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

from .model import VERSIONS, Catalog, Clause, VersionDeClause
from .model.local import DATA_LOCALE
from .model.versions import textes_presents
from .read.load import read_version
from .read.problems import Problem, Refused

_FOLDERS = (f"data/{Clause.kind}/{VERSIONS}", f"{DATA_LOCALE}/{Clause.kind}/{VERSIONS}")


class NoBase(Refused):
    """Why the commit cannot be read, in French."""


def against(root: Path, base: str, catalog: Catalog) -> Iterator[Problem]:
    """The published versions of the base that are no more there, or say something else, and the clauses whose text changed under the number that the base published. Raises NoBase."""
    for path, content in _files(root, base).items():
        version = read_version(content, path)
        if version is None:
            continue  # the base did not hold: another change mended it
        clause_id = Path(path).parent.name
        file = root / path
        if not file.exists():
            message = f"version {version.version} publiée dans {base}, et ôtée : la remettre (un contrat a pu être signé avec)"
            yield Problem(path, 1, 1, message)
            continue
        now = read_version(file.read_bytes(), path)
        if now is not None and now != version:
            message = f"version {version.version} déjà publiée dans {base} : la remettre telle quelle, et publier la correction sous un nouveau numéro"
            yield Problem(path, 1, 1, message)
        clause = catalog.find(Clause, clause_id)
        if clause and _is_its_own(clause, path, version) and version.textes != textes_presents(clause):
            message = f'texte changé depuis la version {version.version}, publiée dans {base} : lancer « python -m macros publier {clause_id} --motif "…" »'
            yield Problem(clause.fichier, 1, 1, message)


def _is_its_own(clause: Clause, path: str, version: VersionDeClause) -> bool:
    """Whether a kept version is the present one of this clause: an adaptation has its own numbers, in its own folder."""
    is_local = bool(clause.local and clause.local.numerote)
    return version.version == clause.version and is_local == path.startswith(f"{DATA_LOCALE}/")


def _files(root: Path, base: str) -> dict[str, bytes]:
    """Path from the project's root -> what the base holds there."""
    if base.startswith("-"):
        raise NoBase(f"« {base} » : attendu le nom d'une branche ou d'un commit")
    _git(
        root,
        "rev-parse",
        "--verify",
        "--quiet",
        f"{base}^{{commit}}",
        failed=f"« {base} » n'est pas un commit de ce dépôt (dans une copie partielle, prendre l'historique : git fetch --unshallow)",
    )
    prefix = _git(root, "rev-parse", "--show-prefix", failed="dépôt Git illisible").decode().strip()
    found: dict[str, bytes] = {}
    for folder in _FOLDERS:
        if _git(root, "ls-tree", base, "--", f"{folder}/", failed="dépôt Git illisible").strip():
            archive = _git(root, "archive", "--format=tar", base, "--", folder, failed="dépôt Git illisible")
            with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
                for member in tar:
                    content = tar.extractfile(member)
                    if content and member.name.endswith(".yml"):
                        found[member.name.removeprefix(prefix)] = content.read()
    return found


def _git(root: Path, *words: str, failed: str) -> bytes:
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True)
    except OSError:
        raise NoBase("Git est introuvable : « check --base » compare avec un commit du dépôt") from None
    if done.returncode:
        raise NoBase(failed)
    return done.stdout
