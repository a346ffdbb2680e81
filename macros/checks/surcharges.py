"""Rules on the values that an organisation changes of our clauses: no sentence is left saying the old one."""

import re
from collections.abc import Iterator

from ..model import Catalog, Clause
from ..model.calcul import number
from ..model.clause import Parametre
from ..model.local import AdaptationDeClause
from ..read.yaml_source import KeyPath
from .finding import Finding

_QUANTITY = r"(?<![\w,.])(\d[\d \u00a0\u202f]*(?:,\d+)?)"
_TOLD_APART = frozenset({"historique", "sources", "essais"})
"""What tells the past, where a fact was read, and offers that were invented."""


def phrases_suivent_les_valeurs(catalog: Catalog) -> Iterator[Finding]:
    """No sentence of a clause still says a value that data-locale/surcharges.yml has changed, unless it was read again and stays true."""
    for clause, ours, adaptation in _adapted(catalog):
        for name in adaptation.parametres.keys() & clause.parametres.keys():
            before, after = ours.parametres.get(name), clause.parametres[name]
            if before is None or before.defaut is None or before.defaut == after.defaut:
                continue
            for key_path, text in _sentences(clause, name):
                path = ".".join(str(step) for step in key_path)
                if path in adaptation.relues or not (found := _says(text, before)):
                    continue
                message = (
                    f"« {found} » : la valeur « {name} » est ici {after.defaut} (data-locale/surcharges.yml) ; "
                    f"récrire la phrase (valeurs.{clause.id}.textes : « {path} »), ou l'ajouter à « relues » si elle reste vraie"
                )
                yield Finding(clause, key_path, message)


def source_de_la_valeur(catalog: Catalog) -> Iterator[Finding]:
    """A value that had a source has a new one, or says that it is the organisation's own choice."""
    for clause, ours, adaptation in _adapted(catalog):
        for name, given in adaptation.parametres.items():
            before = ours.parametres.get(name)
            if before is None or not before.source or before.defaut == given.valeur or given.source:
                continue
            message = f"« {before.source} » était la source de {before.defaut}, non de {given.valeur} : ajouter « source » (une délibération, un guide interne)"
            yield Finding(clause, ("parametres", name, "source"), message)


def _adapted(catalog: Catalog) -> Iterator[tuple[Clause, Clause, AdaptationDeClause]]:
    for clause in catalog.all(Clause):
        local = clause.local
        if local and isinstance(local.origine, Clause) and local.adaptation:
            yield clause, local.origine, local.adaptation


def _sentences(clause: Clause, name: str) -> Iterator[tuple[KeyPath, str]]:
    for key_path, text in clause.texts:
        values = key_path[:2] == ("parametres", name) and key_path[2:3] in (
            ("defaut",),
            ("min",),
            ("max",),
            ("source",),
        )
        if key_path[0] not in _TOLD_APART and not values:
            yield key_path, text


def _says(text: str, before: Parametre) -> str:
    """The words of a text that say the old value, or ""."""
    value = number(before.defaut or "")
    if value is None or before.type == "annee":
        word = str(before.defaut)
        return word if len(word) > 3 and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) else ""
    unit = rf"[ \u00a0\u202f]{re.escape(before.unite)}" if before.unite else ""
    found = (match for match in re.finditer(rf"{_QUANTITY}{unit}(?![\w,])", text) if number(match[1]) == value)
    return next((match[0].strip() for match in found), "")
