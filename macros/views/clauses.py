"""The page of a clause, and clauses by stage."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..dates import date_longue
from ..model import Catalog, Clause
from ..model.calcul import starting_values, written
from ..model.clause import Parametre
from ..model.ecrits import ecrits, named_parameters
from ..model.records import TermeDeListe
from ..prose import ITEM, PARAMETRE, without_links
from ..settings import Settings
from .elements import Carte, Groupe, Lien, LiensDeFiche, cartes, lien, liens_de_fiche, nombre
from .textes import FondementVue, fondement_vue


@dataclass(frozen=True)
class Mesure:
    """An appreciation of the guide, out of five."""

    libelle: str
    valeur: int


@dataclass(frozen=True)
class Champ:
    """A place to fill. `initial` is what stands in the text at first; `bornes` says what the guide proposes, and on what ground."""

    nom: str
    libelle: str
    type: str
    initial: str
    defaut: str
    unite: str
    bornes: str
    aide: str
    choix: tuple[str, ...]
    min: str
    max: str


@dataclass(frozen=True)
class ClauseVue:
    """Everything that the page of a clause shows."""

    clause: Clause
    fil: tuple[Lien, ...]
    etape: str
    niveau: str
    rang_du_niveau: int
    dispositions: tuple[tuple[TermeDeListe, str], ...]
    """(document, text), in the clause's order."""
    pieces: str
    """"RC, CCAP", or the whole name of what has no initials."""
    statut: TermeDeListe
    date: date
    dimensions: str
    segments: tuple[Lien, ...]
    mesures: tuple[Mesure, ...]
    champs: tuple[Champ, ...]
    valeurs: dict[str, str]
    verifications: tuple[tuple[str, str, str], ...]
    fondements: tuple[FondementVue, ...]
    fragile: bool
    cpv: tuple[str, ...]
    declaration: tuple[tuple[str, str], ...]
    cas: tuple[Carte, ...]
    recommandations: tuple[Carte, ...]
    voir_aussi: tuple[Carte, ...]
    incompatibles: tuple[Carte, ...]
    remplacantes: tuple[Carte, ...]
    mention: str
    liens: "LiensDeFiche"


def champ(nom: str, parametre: Parametre, calcule: str = "") -> Champ:
    """A parameter as a place to fill. What has no source is « proposé ». `calcule`: the value that follows others."""
    unite = parametre.unite or ""
    shown = str if parametre.type == "annee" else nombre  # never « 2 029 »
    written_values = (parametre.defaut, parametre.min, parametre.max)
    defaut, low, high = ("" if value is None else shown(value) for value in written_values)
    ground = f"source : {parametre.source}" if parametre.source else "proposé"
    parts = [
        f"{ground} : {defaut} {unite}".strip() if defaut and parametre.type != "texte" else "",
        f"entre {low} et {high}" if low and high else f"au moins {low}" if low else f"au plus {high}" if high else "",
    ]
    shown = " ; ".join(part for part in parts if part)
    return Champ(
        nom=nom,
        libelle=parametre.libelle,
        type=parametre.type,
        initial=defaut or calcule or parametre.libelle.lower(),
        defaut="" if parametre.defaut is None else str(parametre.defaut),
        unite=unite,
        bornes=shown if defaut or not shown else f"{ground} : {shown}",
        aide=parametre.aide or "",
        choix=parametre.choix,
        min="" if parametre.min is None else str(parametre.min),
        max="" if parametre.max is None else str(parametre.max),
    )


def champs(clause: Clause) -> dict[str, Champ]:
    """Every place to fill, by name; what follows other values stands with the value that it begins with."""
    values = starting_values(clause.parametres)
    worked_out = {name: written(values[name]) for name, parametre in clause.parametres.items() if parametre.calcul and name in values}
    return {name: champ(name, parametre, worked_out.get(name, "")) for name, parametre in clause.parametres.items()}


def mention(clause: Clause, statut: str, settings: Settings) -> str:
    """What ends every copy of a clause, so that its text can always be traced."""
    return f"Clause {clause.id}, version {clause.version} du {date_longue(clause.historique[0].date)}. {settings.site}{clause.adresse} — {statut}."


def texte_rempli(text: str, clause: Clause) -> str:
    """A text of the clause with its places between square brackets. Each paragraph on one line, as a word processor wants it; lists keep their lines."""
    places = champs(clause)
    text = PARAMETRE.sub(lambda found: f"[{places[found[1]].initial}]", without_links(text))
    return "\n\n".join("\n".join(_lines_of(block)) for block in text.strip().split("\n\n"))


def _lines_of(block: str) -> list[str]:
    lines: list[str] = []
    for line in textwrap.dedent(block).splitlines():
        if ITEM.match(line) or not lines:
            lines.append(line)
        else:
            lines[-1] += f" {line.strip()}"
    return lines


def clause_vue(catalog: Catalog, clause: Clause, settings: Settings) -> ClauseVue:
    home = catalog.get("familles", clause.famille)
    niveaux = [term.id for term in catalog.terms("niveaux")]
    statut = catalog.term("statuts", clause.statut)
    by_name = champs(clause)
    places = tuple(by_name[name] for name in _in_order(clause))
    pieces = tuple(catalog.term("pieces", disposition.piece) for disposition in clause.dispositions)
    texts = [(catalog.get("textes", fondement.texte), fondement.note) for fondement in clause.fondements]
    return ClauseVue(
        clause=clause,
        fil=(Lien("Clauses", "/clauses/index.md"), lien(home)),
        etape=catalog.term("etapes", clause.etape).libelle,
        niveau=catalog.term("niveaux", clause.niveau).libelle.lower(),
        rang_du_niveau=niveaux.index(clause.niveau) + 1,
        dispositions=tuple((catalog.term("pieces", disposition.piece), disposition.texte) for disposition in clause.dispositions),
        pieces=", ".join(dict.fromkeys(piece.id if piece.id.isupper() else piece.libelle for piece in pieces)),
        statut=statut,
        date=clause.historique[0].date,
        dimensions=", ".join(catalog.term("dimensions", name).libelle.lower() for name in clause.dimensions),
        segments=tuple(lien(catalog.get("familles", name)) for name in clause.familles),
        mesures=(
            Mesure("Facilité", clause.facilite),
            Mesure("Effet", clause.impact),
            Mesure("Effort pour une petite entreprise", clause.charge_fournisseur),
        ),
        champs=places,
        valeurs={place.nom: place.initial for place in places},
        verifications=tuple((step.preuve, catalog.term("moments", step.moment).libelle, step.qui or "") for step in clause.verification),
        fondements=tuple(fondement_vue(catalog, text, note) for text, note in texts),
        fragile=any(not text.confirme or text.en_vigueur.jusqu_a for text, _ in texts),
        cpv=tuple(f"{code} {catalog.term('cpv', code).libelle}" for code in clause.cpv),
        declaration=(
            ("Considérations sociales", catalog.term("considerations-sociales", clause.declaration.sociale).libelle),
            ("Considérations environnementales", catalog.term("considerations-environnementales", clause.declaration.environnementale).libelle),
        ),
        cas=cartes(catalog, catalog.citing(clause, "etudes-de-cas", "clauses")),
        recommandations=cartes(catalog, catalog.citing(clause, "recommandations", "clauses")),
        voir_aussi=cartes(catalog, catalog.symmetric(clause, "voir_aussi")),
        incompatibles=cartes(catalog, catalog.symmetric(clause, "incompatible")),
        remplacantes=cartes(catalog, catalog.replacing(clause)),
        mention=mention(clause, statut.libelle, settings),
        liens=liens_de_fiche(clause, settings),
    )


def _in_order(clause: Clause) -> list[str]:
    """Parameters in the order in which the reader meets them."""
    met = [name for _, text in ecrits(clause) for name in PARAMETRE.findall(text)]
    met += [name for _, name in named_parameters(clause)]
    return [name for name in dict.fromkeys((*met, *clause.parametres)) if name in clause.parametres]


def by_stage(catalog: Catalog, clauses: Iterable[Clause]) -> tuple[Groupe, ...]:
    """Clauses under their stage, from the simplest level to the most ambitious."""
    niveaux = [term.id for term in catalog.terms("niveaux")]
    ordered = sorted(clauses, key=lambda clause: (niveaux.index(clause.niveau), -clause.facilite, clause.id))
    groups = ((etape, [clause for clause in ordered if clause.etape == etape.id]) for etape in catalog.terms("etapes"))
    return tuple(Groupe(etape.libelle, cartes(catalog, own)) for etape, own in groups if own)
