"""The whole CPV, one code a line: too long for YAML, which would take longer to read it than all the rest."""

import re
from pathlib import Path

from .problems import Problem

_LINE = re.compile(r"(\d{8}-\d)\t(\S.*)")


def read_cpv(file: Path, name: str) -> tuple[dict[str, str], list[Problem]]:
    """Code with its check digit -> label, and what is wrong; nothing of either where there is no such file."""
    codes: dict[str, str] = {}
    problems: list[Problem] = []
    try:
        lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    except (OSError, UnicodeDecodeError):
        return {}, [Problem(name, 1, 1, "fichier illisible : attendu du texte en UTF-8")]
    for number, line in enumerate(lines, 1):
        found = _LINE.fullmatch(line)
        if found is None and line and not line.startswith("#"):
            problems.append(
                Problem(name, number, 1, "attendu un code de la forme 79000000-4, une tabulation, puis son libellé")
            )
        elif found and found[1] in codes:
            problems.append(Problem(name, number, 1, f"code « {found[1]} » écrit deux fois : garder une seule ligne"))
        elif found:
            codes[found[1]] = found[2]
    return codes, problems
