"""What a page says of a record that the organisation adds, adapts or withdraws, and how it differs from the common one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from ..model import Catalog, Clause, Record
from ..model.local import Local
from ..model.versions import version_presente
from ..text.dates import date_longue
from .elements import Lien
from .versions import Difference, difference, differences

_CHANGES = 30
"""How many changes of one field are marked apart."""
_APART = frozenset(("id", "version", "historique", "statut", "retrait", "relecture", "diffusion", "alias"))
"""What differs by itself, or what no reader compares."""
_IN_DOCUMENTS = frozenset(("dispositions", "critere", "penalites", "suites", "variante_simple", "annexes"))
"""Fields of a clause that are compared document by document."""
_NAMES = {
    "resume": "résumé",
    "critere": "critère",
    "bareme": "barème",
    "parametres": "valeurs à fixer",
    "defaut": "valeur proposée",
    "libelle": "libellé",
    "unite": "unité",
    "verification": "preuves",
    "controle": "contrôle",
    "dispositions": "textes",
    "penalites": "pénalités",
    "etape": "étape",
    "facilite": "facilité",
    "elus": "élus",
    "declaration": "déclaration",
    "precision": "précision",
    "lecon": "leçon",
    "difficultes": "difficultés",
    "resultats": "résultats",
    "piece": "pièce",
    "perimetre": "périmètre",
    "minimum_legal": "minimum légal",
}
"""What fields are called, where it is not their name in the files."""
_DEEP = 4


@dataclass(frozen=True)
class LocaleVue:
    """What stands on top of a local record: `dit` in words, `suite` what a reader does with it, `lien` to the differences."""

    sorte: str
    dit: str
    suite: str
    lien: Lien | None
    change: bool
    """Whether the common guide has changed since."""


@dataclass(frozen=True)
class EcartsVue:
    """The page of the differences between a record and the common one."""

    fiche: Record
    fil: tuple[Lien, ...]
    dit: str
    commune: str
    """The name of the version that it is compared with."""
    differences: tuple[Difference, ...]
    versions: tuple[Lien, ...]


def adresse_des_ecarts(record: Record) -> str:
    return f"{record.adresse}ecarts/"


def a_des_ecarts(record: Record) -> bool:
    """Whether a page says how it differs from the common one."""
    local = record.local
    if local is None or local.origine is None or local.sorte not in ("remplacee", "adaptee") or record.place != "page":
        return False
    return local.origine.diffusion == "publique" or record.diffusion == "interne"  # what is internal is not told


def locale_vue(record: Record) -> LocaleVue | None:
    """What is said of a record that is not as the common guide gives it."""
    local = record.local
    if local is None:
        return None
    return LocaleVue(
        local.sorte,
        _dit(record, local),
        _suite(local),
        Lien("Ce qui diffère, mot à mot", adresse_des_ecarts(record)) if a_des_ecarts(record) else None,
        local.origine_changee,
    )


def _dit(record: Record, local: Local) -> str:
    """« Fiche adaptée par Région témoin, d'après la version 3 du guide commun »."""
    since = f", d'après la version {local.base} du guide commun" if local.base and local.numerote else ""
    when = f" le {date_longue(local.jour)}" if local.jour else ""
    return f"{'Clause' if isinstance(record, Clause) else 'Fiche'} {local.dit}{since}{when}"


def _suite(local: Local) -> str:
    return {
        "ajoutee": "Elle n'est pas dans le guide commun.",
        "retiree": "Le guide commun la propose toujours.",
        "masquee": f"Elle n'est plus dans les listes. {local.motif}",
    }.get(local.sorte, "")


def ecarts_vue(catalog: Catalog, record: Record) -> EcartsVue:
    """How a record differs from the common one. Raises ValueError where it does not."""
    local = record.local
    if local is None or local.origine is None or not a_des_ecarts(record):
        raise ValueError(f"« {record.id} » n'est pas une fiche adaptée du guide commun")
    ours = local.origine
    return EcartsVue(
        record,
        (Lien(record.titre, record.adresse),),
        _dit(record, local),
        f"la version {ours.version}" if isinstance(ours, Clause) else "la fiche",
        tuple(found for found in _differences(catalog, ours, record) if found.etat != "sans changement"),
        (Lien("toutes ses versions", f"{record.adresse}historique/"),)
        if isinstance(record, Clause) and catalog.versions_autres.get(record.id)
        else (),
    )


def _differences(catalog: Catalog, ours: Record, record: Record) -> Iterator[Difference]:
    if isinstance(ours, Clause) and isinstance(record, Clause):
        yield from differences(catalog, version_presente(ours), version_presente(record), 2 * _CHANGES)
    for name, before, after in champs_differents(ours, record):
        yield difference(nom_du_champ(name), before, after, _CHANGES)


def champs_differents(ours: Record, record: Record) -> Iterator[tuple[str, str, str]]:
    """(field, what the common record says there, what this one says), as lines of words, where they differ."""
    for name in type(record).model_fields:
        if name in _APART or (isinstance(record, Clause) and name in _IN_DOCUMENTS):
            continue
        before, after = (dit_en_mots(getattr(one, name)) for one in (ours, record))
        if before != after:
            yield name, before, after


def nom_du_champ(name: str) -> str:
    """ "ne_pas_employer_si" -> "Ne pas employer si"."""
    words = _words(name)
    return words[0].upper() + words[1:]


def _words(name: str) -> str:
    return _NAMES.get(name, name.replace("_", " "))


def dit_en_mots(value: Any, depth: int = 0) -> str:
    """A value in words, a line for each part of it."""
    if value in (None, (), {}) or depth > _DEEP:
        return ""
    if isinstance(value, BaseModel):
        value = {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, dict):
        parts = ((key, dit_en_mots(item, depth + 1)) for key, item in value.items())
        return "\n".join(f"{_words(key)} : {words}" for key, words in parts if words)
    if isinstance(value, tuple):
        return "\n".join(dit_en_mots(item, depth + 1) for item in value)
    if isinstance(value, bool):
        return "oui" if value else "non"
    return date_longue(value) if isinstance(value, date) else " ".join(str(value).split())
