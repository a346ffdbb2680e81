"""`python -m macros nouveau clause mon-identifiant`: the annotated specimen of a kind, else its keys, as the beginning of a record."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

from ..model import KINDS, Record
from ..model.base import ID_PATTERN, reference_kinds
from ..model.local import DATA_LOCALE
from ..read.problems import Refused, did_you_mean
from .specimens import specimens


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
    found = specimens(root).get(kind)
    if found:
        words, begun = "modèle annoté", found[0][1].partition("\n")[2]
        head = "# Modèle à remplir : remplacer chaque valeur, retirer les champs facultatifs inutiles et ces commentaires, puis « make check »."
    else:
        words, begun = "les clés de cette sorte", "".join(_keys(KINDS[kind]))
        head = "# Clés à remplir : écrire chaque valeur, retirer les lignes facultatives inutiles et ces commentaires, puis « make check »."
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"# yaml-language-server: $schema=../../site/api/v1/schemas/fichiers/{kind}.json\n{head}\n{begun}",
        encoding="utf-8",
        newline="\n",
    )
    return f"{folder}/{path} : {words}, à remplir ; « make check » dit ce qui manque."


def _keys(model: type[Record]) -> Iterator[str]:
    """Two lines for each key of a kind that data/README.md has no specimen of: what is expected, then the key, which opens a comment where it is optional."""
    hints = get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        if name != "id":
            named = ", ".join(f"data/{folder}" for folder in sorted(reference_kinds(hints[name])))
            of = f" ; identifiants de {named}" if named else ""
            yield f"# À remplir{of}\n{name}:\n" if field.is_required() else f"# Facultatif{of}\n# {name}:\n"
