"""The clause: what a buyer takes from the guide."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Changement, Echelle, Id, Jour, Ligne, Model, NomDeChamp, Record, Ref, Source, Terme, Texte

Borne = int | Ligne
"""A number as the reader writes it ("0,5"), a date or a word."""
Pourcentage = Annotated[int, Field(ge=1, le=100)]


class Parametre(Model):
    """A place to fill in the text of the clause. A default or a bound without `source` is shown as « proposé »."""

    libelle: Ligne
    type: Literal["nombre", "texte", "date", "choix"]
    unite: Ligne | None = None
    defaut: Borne | None = None
    min: Borne | None = None
    max: Borne | None = None
    aide: Texte | None = None
    choix: tuple[Ligne, ...] = ()
    source: Ligne | None = None


class Fondement(Model):
    """A legal text that the clause rests on."""

    texte: Ref("textes")
    note: Texte | None = None


class Verification(Model):
    """What proves that the demand is met, when it is looked at, and by whom."""

    preuve: Texte
    moment: Terme("moments")
    qui: Ligne | None = None


class Ponderation(Model):
    """Weight of the criterion in the whole mark, in per cent."""

    min: Pourcentage
    max: Pourcentage


class Echelon(Model):
    """What a mark expects. `points` out of the highest `points` of the scale."""

    points: Annotated[int, Field(ge=0, le=100)]
    attendu: Texte


class Notation(Model):
    """How an award criterion is scored."""

    ponderation: Ponderation
    methode: Texte
    bareme: Annotated[tuple[Echelon, ...], Field(min_length=2)]


class Risque(Model):
    """What can go wrong, and the answer to it."""

    risque: Texte
    parade: Texte


class Conseils(Model):
    """One piece of advice for each audience."""

    agents: Texte
    elus: Texte
    fournisseurs: Texte


class Declaration(Model):
    """Values of the French open-data schema for public contracts (DECP)."""

    sociale: Terme("considerations-sociales")
    environnementale: Terme("considerations-environnementales")


class Relecture(Model):
    """The last reading by a role of the organisation, and when the next one is due."""

    date: Jour
    par: Ligne
    echeance: Jour


class Clause(Record):
    """A clause with its proof, its legal basis, its risks and its advice to three audiences."""

    kind = "clauses"
    place = "page"
    adresse_liste = "clauses"
    nom = "clause"
    nom_pluriel = "clauses"

    familles: Annotated[tuple[Ref("familles"), ...], Field(min_length=1)]
    """The first one is the clause's home, where it counts."""
    cpv: tuple[Terme("cpv"), ...] = ()
    etape: Terme("etapes")
    dimensions: Annotated[tuple[Terme("dimensions"), ...], Field(min_length=1)]
    niveau: Terme("niveaux")
    piece: Terme("pieces")
    texte: Texte
    variante_simple: Texte | None = None
    parametres: dict[NomDeChamp, Parametre] = {}
    pourquoi: Texte
    fondements: tuple[Fondement, ...] = ()
    verification: tuple[Verification, ...] = ()
    notation: Notation | None = None
    penalite: Texte | None = None
    risques: Annotated[tuple[Risque, ...], Field(min_length=1)]
    facilite: Echelle
    impact: Echelle
    charge_fournisseur: Echelle
    publics: Conseils
    declaration: Declaration
    voir_aussi: tuple[Ref("clauses"), ...] = ()
    incompatible: tuple[Ref("clauses"), ...] = ()
    remplace: tuple[Id, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    diffusion: Literal["publique", "interne"]
    statut: Terme("statuts")
    version: Annotated[int, Field(ge=1)]
    historique: Annotated[tuple[Changement, ...], Field(min_length=1)]
    relecture: Relecture | None = None

    @property
    def famille(self) -> str:
        """The clause's home among the segments."""
        return self.familles[0]
