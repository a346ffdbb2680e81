"""Records made from the models alone: every field filled with given words, or only the fields that must be.

They are built without the checks, which would refuse the words that a rendering must survive.
"""

import re
from collections.abc import Callable
from datetime import date
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import small_guide
from annotated_types import Ge, MinLen
from markupsafe import Markup
from pydantic import BaseModel, StringConstraints

from macros.model import KINDS, VOCABULAIRES, Catalog, Record, Reference, TermeDeListe
from macros.model.clause import Clause, Disposition, Parametre
from macros.model.concordance import Correspondance
from macros.model.illustration import Illustration
from macros.model.local import Local
from macros.model.records import EnVigueur, NoteElus
from macros.model.versions import VersionDeClause
from macros.read.settings import Organisation, Settings
from macros.views.textes import CODE_PRINCIPAL

ID = "specimen"
CPV = small_guide.CPV
PLACE = "heures"
"""The one place to fill of the clause."""
ADDRESS = "https://exemple.fr/a*b_c_d~~e?x=1&copy=$z$#fin_"
"""An address that the models accept, full of marks of Markdown."""
NAMES = {"CalculDAnnexe.colonne": "Colonne.libelle", "CalculDAnnexe.par": "Colonne.libelle"}
"""Fields that name another part of the record by its words."""
Words = Callable[[str], str]
"""What a text says, from the dotted name of its field."""

FIXED = {
    "Clause.statut": "proposition",
    "Clause.niveau": "base",
    "EtudeDeCas.nature": "contre-exemple",
    "Parametre.type": "choix",
    "Parametre.calcul": "2 * 3",
    "Critere.poids": PLACE,
    "Penalite.montant": PLACE,
    "Penalite.plafond": PLACE,
    "Verification.annexe": ID,
    "MethodeDeNotation.expression": "N * Pmin / P",
    "VersionDeClause.locale": None,
    "Echeance.delai": "15 jours",
    "Echeance.tous_les": "3 mois",
}
"""Fields whose value decides which parts of a page are shown, or names another part of the record."""


def specimen(model: type[BaseModel], words: Words, optional: bool = True) -> Any:
    """One instance of a model. `optional`: also the fields that may be missing."""
    values = {}
    for name, info in model.model_fields.items():
        key = NAMES.get(f"{model.__name__}.{name}", f"{model.__name__}.{name}")
        if name == "id":
            values[name] = ID
        elif key in ("Clause.parametres", "Clause.dispositions", "Clause.version"):
            continue  # they answer to one another: below
        elif key in FIXED:
            values[name] = FIXED[key]
        elif optional or info.is_required():
            values[name] = _value(
                Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation, key, words, optional
            )
    if model is Clause:
        values["dispositions"] = (
            Disposition.model_construct(piece=ID, texte=f"{words('Disposition.texte')} [[{PLACE}]]"),
        )
        values["parametres"] = {PLACE: specimen(Parametre, words, optional)}
        values["version"] = values["historique"][0].version
    if model is Parametre and not optional:
        values["type"] = "texte"
    return model.model_construct(
        **{name: info.get_default() for name, info in model.model_fields.items() if not info.is_required()} | values
    )


def _value(hint: Any, key: str, words: Words, optional: bool) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _annotated(hint, key, words, optional)
    if origin in (Union, UnionType):
        first = next(option for option in arguments if option is not type(None) and option is not int)
        return _value(first, key, words, optional)
    if origin is Literal:
        return arguments[0]
    if origin is tuple:
        each = arguments[:1] if arguments[-1] is ... else arguments
        return tuple(_value(argument, key, words, optional) for argument in each)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return specimen(hint, words, optional)
    return {str: words(key), int: 2, bool: False, date: date(2026, 10, 1)}[hint]


def _annotated(hint: Any, key: str, words: Words, optional: bool) -> Any:
    inner, *marks = get_args(hint)
    kind = next((mark.kind for mark in marks if isinstance(mark, Reference)), None)
    if kind:
        return {f"{VOCABULAIRES}/cpv": CPV, f"{VOCABULAIRES}/niveaux": "base"}.get(kind, ID)
    pattern = next((str(mark.pattern) for mark in marks if isinstance(mark, StringConstraints) and mark.pattern), "")
    if "http" in pattern:
        return ADDRESS
    if pattern and re.match(pattern, "45.7") and not re.match(pattern, "x"):
        return "45.7"
    if pattern.startswith("^[?#]"):
        return "?q=exemple"
    if pattern and not re.fullmatch(pattern, "a\nb"):
        return " ".join(words(key).split())  # one line
    value = _value(inner, key, words, optional)
    least = max((mark.min_length for mark in marks if isinstance(mark, MinLen)), default=0)
    if isinstance(value, tuple) and least > 1:
        return value * least
    return (
        max(value, *(mark.ge for mark in marks if isinstance(mark, Ge)))
        if isinstance(value, int) and any(isinstance(mark, Ge) for mark in marks)
        else value
    )


def catalog(words: Words, optional: bool = True) -> Catalog:
    """A catalogue of one specimen of each kind, and of closed lists whose words are those too."""
    kinds: dict[str, dict[str, Record]] = {
        kind: {ID: specimen(model, words, optional)} for kind, model in KINDS.items()
    }
    if not optional:
        # A segment may do without a note; its page then does not exist.
        kinds["familles"][ID] = kinds["familles"][ID].model_copy(update={"note_elus": specimen(NoteElus, words, False)})
    if optional:
        # A withdrawn clause shows its replacement; two clauses see each other.
        kinds["clauses"][f"{ID}-retiree"] = kinds["clauses"][ID].model_copy(
            update={"id": f"{ID}-retiree", "statut": "retiree", "voir_aussi": (), "incompatible": ()}
        )
        kinds["clauses"][ID] = kinds["clauses"][ID].model_copy(
            update={
                "remplace": (f"{ID}-retiree",),
                "voir_aussi": (f"{ID}-retiree",),
                "incompatible": (f"{ID}-retiree",),
            }
        )
        in_force = {"id": f"{ID}-code", "code": CODE_PRINCIPAL, "en_vigueur": EnVigueur(depuis=date(2026, 4, 1))}
        kinds["textes"][f"{ID}-code"] = kinds["textes"][ID].model_copy(update=in_force)
        kinds["familles"][f"{ID}-sous"] = kinds["familles"][ID].model_copy(update={"id": f"{ID}-sous"})
        kinds["familles"][ID] = kinds["familles"][ID].model_copy(update={"parent": None})
    ours = kinds["salles"][ID]
    adapted = ours.model_copy(update={"id": f"{ID}-locale", "resume": words("Local.resume")})
    local = Local("remplacee", words("Local.par"), "region", "data-locale/salles/x.yml", origine=ours)
    kinds["salles"][f"{ID}-locale"] = adapted.marked(local)
    old = specimen(VersionDeClause, words, optional).model_copy(update={"version": kinds["clauses"][ID].version - 1})
    scene = Illustration("0 0 240 120", words("Illustration.titre"), Markup('<path d="M0 0h1"/>'))
    return Catalog(
        kinds,
        _Lists(words),
        versions={ID: {str(old.version): old}},
        illustrations={f"portes/{ID}": scene},
        concordance=(specimen(Correspondance, words, optional),),
    )


class _Lists(dict):
    """Every closed list, with the term that the specimens name."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def __missing__(self, name: str) -> dict[str, TermeDeListe]:
        ids = {
            "cpv": (CPV,),
            "niveaux": ("base",),
            "statuts": ("proposition", "retiree"),
            "natures-cas": ("contre-exemple",),
        }.get(name, (ID,))
        self[name] = {
            term: TermeDeListe.model_construct(
                id=term, libelle=self.words(f"{name}.libelle"), description=self.words(f"{name}.description")
            )
            for term in ids
        }
        return self[name]

    def get(self, name: str, default: Any = None) -> dict[str, TermeDeListe]:
        return self[name]


def settings(depot: str = "https://forge.exemple.fr/guide") -> Settings:
    return Settings(
        site="https://guide.test/", organisation=Organisation(contact="guide@exemple.fr", forge="github", depot=depot)
    )
