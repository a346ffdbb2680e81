"""`python -m macros nouveau clause mon-identifiant`: the annotated specimen of a kind, as the beginning of a record."""

import re
from pathlib import Path

from ..model import KINDS
from ..model.base import ID_PATTERN
from ..model.local import DATA_LOCALE
from ..read.problems import Refused, did_you_mean
from .specimens import first, specimens


def nouveau(root: Path, sorte: str, record_id: str) -> str:
    """Write it, in data-locale/ where this copy has one; where it is, in French. Raises Refused where the kind is unknown, the id is none or is taken."""
    names = {name: kind for kind, model in KINDS.items() for name in (kind, kind.removesuffix("s"), model.nom)}
    kind = names.get(sorte.strip().lower())
    if kind is None:
        raise Refused(
            f"« {sorte} » n'est pas une sorte de fiche{did_you_mean(sorte, names)} (attendu {', '.join(sorted(set(names.values())))})"
        )
    if not re.fullmatch(ID_PATTERN, record_id):
        raise Refused(f"« {record_id} » : attendu un identifiant en minuscules sans accent, chiffres et tirets")
    path = f"{kind}/{record_id}.yml"
    taken = next((folder for folder in ("data", DATA_LOCALE) if (root / folder / path).exists()), None)
    if taken:
        raise Refused(f"{taken}/{path} existe déjà : choisir un autre identifiant")
    folder = DATA_LOCALE if (root / DATA_LOCALE).is_dir() else "data"
    file = root / folder / path
    specimen = first(specimens(root), kind)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"# yaml-language-server: $schema=../../site/api/v1/schemas/fichiers/{kind}.json\n"
        f"# Modèle à remplir : remplacer chaque valeur, retirer les champs facultatifs inutiles et ces commentaires, puis « make check ».\n{specimen.partition(chr(10))[2]}",
        encoding="utf-8",
        newline="\n",
    )
    return f"{folder}/{path} : modèle annoté, à remplir ; « make check » dit ce qui manque."
