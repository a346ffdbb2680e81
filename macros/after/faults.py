"""What the system refuses, said in one French sentence that names the file and what to do."""

import errno
import re
from collections.abc import Iterator
from pathlib import Path

from ..read.navigation import FILE as SETTINGS
from ..read.problems import Problem, report

FULL = "Plus de place sur le disque, ou quota atteint : rien n'a été construit, le site précédent reste en place."
_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_NO_ACCESS = "accès refusé : vérifier à qui est ce fichier ou ce dossier, et ses droits"
_TAKEN = "ce nom est pris par autre chose qu'un dossier : le déplacer ou le supprimer"
_REASONS = {
    errno.EACCES: _NO_ACCESS,
    errno.EPERM: _NO_ACCESS,
    errno.EROFS: "disque en lecture seule : le rendre accessible en écriture, ou construire ailleurs",
    errno.EEXIST: _TAKEN,
    errno.ENOTDIR: _TAKEN,
    errno.ENOENT: "introuvable : vérifier que ce fichier ou ce dossier existe, et que rien d'autre ne l'efface",
    errno.EBUSY: "employé par le système ou par un autre programme : l'en libérer",
    errno.ENAMETOOLONG: "chemin trop long : placer le projet dans un dossier au nom plus court",
    errno.EMFILE: "trop de fichiers ouverts à la fois : fermer d'autres programmes",
}
_TOLD = re.compile(r"^\w*Error: \[(?:Errno|WinError) (\d+)\] ([^:\n]*)(?:: ['\"](.*?)['\"])?", re.MULTILINE)


def sentence(error: OSError) -> str:
    """[Errno 13] of "site" -> "site : accès refusé…"."""
    if error.errno in _FULL or getattr(error, "winerror", None) == 112:
        return FULL
    name = str(error.filename2 or error.filename or "fichier sans nom")
    reason = _REASONS.get(error.errno or 0, f"refusé par le système ({error.strerror or error})")
    return f"{name} : {reason}, puis relancer. Le site précédent reste en place."


def sentence_of_output(output: str, root: Path) -> str:
    """The same of what MkDocs printed: what the system refused, the settings that it does not take and the anchors that no page has, at their place below `root`; else all that it printed."""
    if found := _TOLD.findall(output):
        number, reason, name = found[-1]
        return FULL if number == "112" else sentence(OSError(int(number), reason, name or None))
    if settings := _SETTING.findall(output):
        return report(sorted(_refused_setting(root, *found) for found in settings))
    warnings = _WARNING.findall(output)
    anchors = [_ANCHOR.match(warning) for warning in warnings]
    if not anchors or not all(anchors):
        return _PROGRESS.sub("", output)
    return report(sorted({problem for found in anchors if found for problem in _without_anchor(root, *found.groups())}))


_PROGRESS = re.compile(r"^INFO {4}-.*\n", re.MULTILINE)
_SETTING = re.compile(r"^ERROR {3}-  Config value '([^']+)': (.*)", re.MULTILINE)
_WARNING = re.compile(r"^WARNING -  (.*)", re.MULTILINE)
_ANCHOR = re.compile(
    r"Doc file '(?P<page>[^']+)' contains a link '(?P<lien>[^']+)', but (?:the doc '[^']+' does not contain an anchor|there is no such anchor)"
)


def _refused_setting(root: Path, name: str, reason: str) -> Problem:
    """What MkDocs refuses in its settings, where they say it."""
    lines = (root / SETTINGS).read_text(encoding="utf-8").splitlines()
    line = next((number for number, line in enumerate(lines, 1) if line.startswith(f"{name}:")), 1)
    return Problem(SETTINGS, line, 1, f"« {name} » : MkDocs refuse cette valeur (« {reason} ») ; la corriger")


def _without_anchor(root: Path, page: str, link: str) -> Iterator[Problem]:
    """Every place of a page where the link stands."""
    name = f"docs/{page}"
    lines = (root / name).read_text(encoding="utf-8").splitlines() if (root / name).is_file() else []
    places = [(number, line.find(link) + 1) for number, line in enumerate(lines, 1) if link in line] or [(1, 1)]
    for line, column in places:
        yield Problem(
            name, line, column, f"lien « {link} » : aucun titre de la page visée n'a cette ancre ; la corriger"
        )
