"""What must stand at its place before anything is read: the closed lists, true folders, no link among the pages."""

import os
from collections.abc import Iterator
from pathlib import Path

from ..model import LISTES, TABLES, VOCABULAIRES
from ..model.local import DATA_LOCALE, DOCS_LOCALE
from .leftovers import of_an_editor
from .problems import Problem


def misplaced(root: Path) -> Iterator[Problem]:
    """What is not there, or is something else, below the project's `root`."""
    for name in sorted(LISTES | TABLES.keys()):
        path = f"data/{VOCABULAIRES}/{name}.yml"
        if not os.path.lexists(root / path):
            yield Problem(path, 1, 1, "liste absente : la remettre (« [] » si elle est vide)")
    for name in (DATA_LOCALE, DOCS_LOCALE):
        if os.path.lexists(root / name) and not (root / name).is_dir():
            yield Problem(
                name, 1, 1, "attendu un dossier : supprimer ce fichier ou ce lien, ou lui donner un autre nom"
            )
    for name in ("docs", DOCS_LOCALE):
        for folder, folders, files in os.walk(root / name):
            for one in (*folders, *files):
                file = Path(folder, one)
                if file.is_symlink() and not of_an_editor(file):
                    message = "lien symbolique refusé : mettre à sa place ce vers quoi il mène"
                    yield Problem(file.relative_to(root).as_posix(), 1, 1, message)
