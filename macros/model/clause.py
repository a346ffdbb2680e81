"""The clause: what a buyer takes from the guide."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Changement, Echelle, Id, Jour, Ligne, Model, NomDeChamp, Record, Source, Texte
from .reference_types import (
    RefClause,
    RefFamille,
    RefTexte,
    TermeConsiderationsEnvironnementales,
    TermeConsiderationsSociales,
    TermeCpv,
    TermeDimensions,
    TermeEtapes,
    TermeMoments,
    TermeNiveaux,
    TermePieces,
    TermeRelecteurs,
    TermeStatuts,
)

Borne = int | Ligne
"""A number as the reader writes it ("0,5"), a date or a word."""
MarqueSurCent = Annotated[int, Field(ge=0, le=100)]
MinutesDeControle = Annotated[int, Field(ge=1, le=2400)]
Duree = Annotated[str, StringConstraints(pattern=r"^-?[1-9]\d{0,2} (jours?|semaines?|mois|ans?)$")]
"""A length of time: "15 jours", "3 mois"; with a minus sign, before the event it counts from."""
Formule = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_ +\-*/().,]+$", max_length=120)]
"""A sum over other parameters of the clause: their names, numbers, + - * / and brackets."""


class PlancherLegal(Model):
    """The least that the law allows: a value below it is refused with the article."""

    valeur: Borne
    texte: RefTexte


class Parametre(Model):
    """A place to fill in the texts of the clause. A default or a bound without `source` is shown as « proposé »."""

    libelle: Ligne
    type: Literal["nombre", "texte", "date", "annee", "choix", "montant"]
    unite: Ligne | None = None
    defaut: Borne | None = None
    min: Borne | None = None
    max: Borne | None = None
    plancher_legal: PlancherLegal | None = None
    calcul: Formule | None = None
    """The value follows other parameters: it has no default."""
    aide: Texte | None = None
    choix: tuple[Ligne, ...] = ()
    source: Ligne | None = None


class Disposition(Model):
    """What the clause writes into one document of the tender."""

    piece: TermePieces
    texte: Texte


class Echelon(Model):
    """What a mark expects. `points` out of the highest `points` of the scale."""

    points: MarqueSurCent
    attendu: Texte


class Critere(Model):
    """An award criterion, with what must be published with it."""

    libelle: Ligne
    poids: NomDeChamp
    """The parameter that holds its weight, in points out of 100."""
    juge: Texte
    """What is compared, in one sentence."""
    elements: Annotated[tuple[Texte, ...], Field(min_length=1)]
    """What the candidate gives, and with what proof."""
    bareme: Annotated[tuple[Echelon, ...], Field(min_length=2)]
    methode: Texte


class Essai(Model):
    """An invented offer, and the mark that the scale gives it."""

    offre: Ligne
    reponses: Texte
    note: MarqueSurCent


class Penalite(Model):
    """What a CCAP can hold: the breach, the amount, the base, and a cap or the reason why there is none."""

    manquement: Texte
    montant: NomDeChamp
    """The parameter that holds the amount."""
    assiette: Literal["jour", "constat", "unite", "point", "forfait"]
    apres_mise_en_demeure: Ligne | None = None
    """The notice that comes first: "8 jours après un rappel écrit"."""
    plafond: NomDeChamp | None = None
    """The parameter that holds the cap."""
    sans_plafond: Ligne | None = None
    """Why there is no cap of its own."""
    deroge: RefTexte | None = None
    """The article of a CCAG that it departs from."""


class Colonne(Model):
    """A column of an annex."""

    libelle: Ligne
    unite: Ligne | None = None
    type: Literal["texte", "nombre", "montant", "date", "oui-non", "choix"]
    choix: tuple[Ligne, ...] = ()
    aide: Ligne | None = None


class CalculDAnnexe(Model):
    """A figure under the table. `rapport` divides the sum of `colonne` by the sum of `par`; `part` counts the « oui »; `produit` adds up `colonne` × `par`."""

    libelle: Ligne
    operation: Literal["somme", "moyenne", "nombre", "rapport", "part", "produit"]
    colonne: Ligne
    par: Ligne | None = None


class Annexe(Model):
    """A table that a text of the clause names, and that downloads with it."""

    id: Id
    titre: Ligne
    sorte: Literal["cadre-de-reponse", "tableau-de-suivi", "grille-de-controle", "modele"]
    remplie_par: Literal["acheteur", "candidat", "titulaire"]
    mode_d_emploi: Texte | None = None
    colonnes: Annotated[tuple[Colonne, ...], Field(min_length=2, max_length=16)]
    lignes: tuple[tuple[Ligne, ...], ...] = ()
    """Rows that are already written: their first cells."""
    calculs: tuple[CalculDAnnexe, ...] = ()


class Fondement(Model):
    """A legal text that the clause rests on."""

    texte: RefTexte
    note: Texte | None = None
    revu: Jour | None = None
    """The day when somebody compared the clause with this text, after the law had changed."""


class Echeance(Model):
    """When a proof is due: from which event, after how long, and how often."""

    depuis: Literal["notification", "demarrage", "livraison", "reception", "fin", "commande"]
    delai: Duree | None = None
    tous_les: Duree | None = None


class Verification(Model):
    """What proves that the demand is met, who gives it, when, and how it is looked at."""

    preuve: Texte
    fournie_par: Literal["acheteur", "candidat", "titulaire", "tiers"]
    moment: TermeMoments
    echeance: Echeance | None = None
    controle: Texte
    """What the service does with it."""
    qui: Ligne | None = None
    """The role that looks; the buyer where it is not said."""
    minutes: MinutesDeControle | None = None
    """Time that looking at it takes, each time."""
    annexe: Id | None = None
    """The annex of the clause that holds it."""


class Effet(Model):
    """What changes, in a unit that can be counted."""

    mesure: Ligne
    unite: Ligne
    comment: Texte


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

    sociale: TermeConsiderationsSociales
    environnementale: TermeConsiderationsEnvironnementales


class Relecture(Model):
    """What a role of the organisation decided of a version that it read, and when it is to read again."""

    date: Jour
    par: TermeRelecteurs
    version: Annotated[int, Field(ge=1)]
    """The version that was read: another text has not been."""
    decision: Literal["bon-a-employer", "a-corriger", "a-retirer"]
    echeance: Jour | None = None
    """The day before which it is to be read again, where it may be used."""


class Clause(Record):
    """A clause with its proof, its legal basis, its risks and its advice to three audiences."""

    kind = "clauses"
    place = "page"
    adresse_liste = "clauses"
    nom = "clause"
    nom_pluriel = "clauses"
    livret = "segments"
    renvois = False
    poids_de_recherche = 1.5

    familles: Annotated[tuple[RefFamille, ...], Field(min_length=1)]
    """The first one is the clause's home, where it counts."""
    cpv: tuple[TermeCpv, ...] = ()
    etape: TermeEtapes
    dimensions: Annotated[tuple[TermeDimensions, ...], Field(min_length=1)]
    niveau: TermeNiveaux
    dispositions: Annotated[tuple[Disposition, ...], Field(min_length=1)]
    """The texts, document by document, the heart first."""
    variante_simple: Texte | None = None
    critere: Critere | None = None
    essais: tuple[Essai, ...] = ()
    """Four invented offers that the scale separates."""
    penalites: tuple[Penalite, ...] = ()
    suites: tuple[Texte, ...] = ()
    """What happens besides money: correction, refusal, price reduction, termination."""
    annexes: tuple[Annexe, ...] = ()
    parametres: dict[NomDeChamp, Parametre] = {}
    pourquoi: Texte
    fondements: tuple[Fondement, ...] = ()
    verification: tuple[Verification, ...] = ()
    effet: Effet | None = None
    ne_pas_employer_si: tuple[Texte, ...] = ()
    risques: Annotated[tuple[Risque, ...], Field(min_length=1)]
    facilite: Echelle
    impact: Echelle
    charge_fournisseur: Echelle
    publics: Conseils
    declaration: Declaration
    voir_aussi: tuple[RefClause, ...] = ()
    incompatible: tuple[RefClause, ...] = ()
    remplace: tuple[Id, ...] = ()
    retrait: Texte | None = None
    """Why it was withdrawn."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    diffusion: Literal["publique", "interne"]
    statut: TermeStatuts
    version: Annotated[int, Field(ge=1)]
    historique: Annotated[tuple[Changement, ...], Field(min_length=1)]
    relecture: tuple[Relecture, ...] = ()
    """The last decision of each role that read it."""

    @property
    def nom_du_flux(self) -> str:
        return "" if self.statut == "brouillon" else f"{self.kind}/{self.id}"

    @property
    def famille(self) -> str:
        """The clause's home among the segments."""
        return self.familles[0]

    def lue_par(self, role: str) -> Relecture | None:
        """What a role decided of the text that stands today; None where it has not read it."""
        return next((one for one in self.relecture if one.par == role and one.version == self.version), None)

    @property
    def version_dite(self) -> str:
        """The name of its version, which no other text has: "3", or "3+region.1"."""
        return self.numero(self.version)

    @property
    def texte(self) -> str:
        """The heart of the clause: what it writes where it acts first."""
        return self.dispositions[0].texte

    @property
    def piece(self) -> str:
        """The document that holds the heart."""
        return self.dispositions[0].piece

    @property
    def piece_des_penalites(self) -> str:
        """The document of the contract that holds its penalties: the CCP where the clause writes into one, else the CCAP."""
        return "CCP" if any(disposition.piece == "CCP" for disposition in self.dispositions) else "CCAP"
