"""The other kinds of record: cases, recommendations, organisations, legal texts, segments, glossary."""

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from .achat import Contrat, Montant, Nature
from .base import Id, Jour, Ligne, Model, NomDeChamp, Record, Source, Sources, TermeId, Texte, Url
from .declarations import PartieDuLivret
from .reference_types import (
    RefClause,
    RefEtudeDeCas,
    RefFamille,
    RefPair,
    RefTexte,
    TermeAcheteurs,
    TermeArticles2006,
    TermeConfiances,
    TermeCpv,
    TermeDimensions,
    TermeEtapes,
    TermeEtatsVerification,
    TermeNaturesCas,
    TermeNaturesTexte,
    TermePublics,
    TermeTailles,
    TermeThemes,
    TermeTypesAcheteurs,
)

Court = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=340)]
"""Prose that must leave room for the rest on one sheet of paper."""
Degre = Annotated[str, StringConstraints(pattern=r"^-?\d{1,3}(\.\d+)?$")]


class Coordonnees(Model):
    """Decimal degrees, WGS 84."""

    lat: Degre
    lon: Degre


class Resultat(Model):
    """A measured result, with where it was read."""

    valeur: Ligne
    unite: Ligne
    source: Url
    a_expliquer: bool = False
    """Needs the page around it: chance never shows it alone, on a screen or in a block."""


class EtudeDeCas(Record):
    """What a real buyer did, with its sources."""

    kind = "etudes-de-cas"
    place = "page"
    adresse_liste = "cas"
    nom = "cas"
    nom_pluriel = "cas"
    livret = PartieDuLivret("Les cas", 30, ("cas/carte/", "cas/chronologie/"))
    renvois = False

    acheteur: Ligne
    pair: RefPair | None = None
    """The organisation's record, where it has one."""
    pays: Ligne
    lieu: Ligne
    coordonnees: Coordonnees | None = None
    annee: Ligne | None = None
    taille: TermeTailles
    type_acheteur: TermeTypesAcheteurs
    nature: TermeNaturesCas
    familles: Annotated[tuple[RefFamille, ...], Field(min_length=1)]
    etapes: Annotated[tuple[TermeEtapes, ...], Field(min_length=1)]
    dimensions: Annotated[tuple[TermeDimensions, ...], Field(min_length=1)]
    fait: Texte
    resultats: tuple[Resultat, ...] = ()
    difficultes: Texte | None = None
    lecon: Texte
    droit_francais: Texte | None = None
    """What French law would not allow, or asks besides."""
    clauses: tuple[RefClause, ...] = ()
    confiance: TermeConfiances
    sources: Sources


class Recommandation(Record):
    """Advice from peers, in steps."""

    kind = "recommandations"
    place = "page"
    adresse_liste = "recommandations"
    nom = "recommandation"
    nom_pluriel = "recommandations"
    livret = PartieDuLivret("Les recommandations", 31)
    renvois = False

    theme: TermeThemes
    de: Annotated[tuple[RefPair, ...], Field(min_length=1)]
    publics: Annotated[tuple[TermePublics, ...], Field(min_length=1)]
    etapes: Annotated[tuple[TermeEtapes, ...], Field(min_length=1)]
    pourquoi: Texte
    comment: Annotated[tuple[Texte, ...], Field(min_length=2)]
    cas: tuple[RefEtudeDeCas, ...] = ()
    clauses: tuple[RefClause, ...] = ()
    sources: Sources


class Pair(Record):
    """An organisation whose experience the guide passes on."""

    kind = "pairs"
    place = "page"
    adresse_liste = "pairs"
    nom = "organisation"
    nom_pluriel = "organisations"
    livret = PartieDuLivret("Les organisations", 32)

    pays: Ligne
    lieu: Ligne
    coordonnees: Coordonnees | None = None
    type_acheteur: TermeTypesAcheteurs
    role: Texte
    """What it did, and what it can be asked about."""
    site: Url | None = None
    sources: Sources


class EnVigueur(Model):
    """From when to when the text applies."""

    depuis: Jour | None = None
    jusqu_a: Jour | None = None


class EtatVerification(Model):
    """What was read of the text: the article itself, a commentary, or too little to rely on."""

    etat: TermeEtatsVerification
    date: Jour
    source: Texte | None = None


class ChangementDuDroit(Model):
    """The law itself changed: on which day the guide noted it, from when it holds, and what it changes for who buys."""

    releve: Jour
    effet: Jour | None = None
    dit: Texte


class TexteJuridique(Record):
    """An article, a law, a ruling: what it says, and what it changes for the buyer."""

    kind = "textes"
    place = "page"
    adresse_liste = "textes"
    nom = "texte"
    nom_pluriel = "textes"
    livret = PartieDuLivret("Les textes juridiques", 40, ("textes/code-de-la-commande-publique/",))

    nature: TermeNaturesTexte
    reference: Ligne
    code: Ligne | None = None
    article: Ligne | None = None
    apport: Texte
    url: Url
    en_vigueur: EnVigueur = EnVigueur()
    remplace: tuple[TermeArticles2006, ...] = ()
    verification: EtatVerification
    changement: ChangementDuDroit | None = None
    """The last change of the law itself: every clause that rests on it waits to be looked at."""
    sources: tuple[Source, ...] = ()

    @property
    def description(self) -> str:
        """The same clause of six CCAG has one summary: the reference tells them apart."""
        return f"{self.reference} : {self.resume}"

    @property
    def confirme(self) -> bool:
        """Whether it was read, itself or in a serious commentary."""
        return self.verification.etat != "a-verifier"


class PointChaud(Model):
    """Where a purchase of this segment does harm, or good."""

    constat: Texte
    source: Url | None = None


class Label(Model):
    """A label worth knowing, with what it proves and what it does not."""

    nom: Ligne
    prouve: Texte
    limite: Texte | None = None
    url: Url | None = None


class Chiffre(Model):
    """A figure that makes the stakes plain, with where it was read."""

    valeur: Ligne
    dit: Ligne
    """What it counts."""
    source: Url


class Champ(Model):
    """A place to fill, `[[nom]]`, and what stands in it at first."""

    nom: NomDeChamp
    libelle: Ligne


class NoteElus(Model):
    """What an elected official reads on one sheet of paper, besides what the other records already say: hence the short texts."""

    enjeu: Court
    chiffre: Chiffre | None = None
    cout: Court
    """What it costs, what it risks, in money and in time."""
    cas: Annotated[tuple[RefEtudeDeCas, ...], Field(min_length=1, max_length=2)]
    questions: Annotated[tuple[Court, ...], Field(min_length=3, max_length=3)]
    """To ask the services."""
    deliberation: Court
    """A model paragraph, whose numbers are places to fill."""
    champs: tuple[Champ, ...] = ()


class MinimumPourUnAchat(Model):
    """The pair of some purchases of a segment that the first one does not fit. What has none says what is missing."""

    achat: Ligne
    """Which purchases."""
    critere: RefClause | None = None
    condition: RefClause | None = None
    sociale: RefClause | None = None
    manque: Texte | None = None
    """What the guide does not have for them, and what to do meanwhile."""


class MinimumLegal(Model):
    """The pair that the law asks of every purchase since August 2026, and the social one above the thresholds."""

    achat: Ligne | None = None
    """Which purchases it fits, where the segment holds several sorts."""
    critere: RefClause
    condition: RefClause
    sociale: RefClause | None = None
    autres: tuple[MinimumPourUnAchat, ...] = ()


class Famille(Record):
    """A segment of purchase."""

    kind = "familles"
    place = "page"
    adresse_liste = "familles"
    nom = "segment d'achat"
    nom_pluriel = "segments d'achat"
    livret = PartieDuLivret("Les segments et leurs clauses", 10)
    renvois = False
    poids_de_recherche = 1.5

    ordre: Annotated[int, Field(ge=1, le=999)]
    """Place in the lists of segments."""
    parent: RefFamille | None = None
    perimetre: Texte
    points_chauds: tuple[PointChaud, ...] = ()
    labels: tuple[Label, ...] = ()
    questions: tuple[Texte, ...] = ()
    """What to ask suppliers while sourcing."""
    cpv: Annotated[tuple[TermeCpv, ...], Field(min_length=1)]
    minimum_legal: MinimumLegal | None = None
    deux_clauses: Annotated[tuple[RefClause, ...], Field(max_length=2)] = ()
    note_elus: NoteElus | None = None
    sources: Sources

    adresse_des_notes: ClassVar[str] = "elus"
    """Below it stands the note of each segment that has one: "elus/nettoyage/"."""

    @property
    def masquee(self) -> bool:
        """Whether the organisation has put it aside."""
        return self.local is not None and self.local.sorte == "masquee"

    @property
    def nom_du_flux(self) -> str:
        return "" if self.masquee else f"{self.kind}/{self.id}"


class Condition(Model):
    """When a legal duty applies. Amounts are in euros before tax; a missing line sets no condition."""

    montant: Montant | None = None
    """From this estimated value on, for supplies and services."""
    montant_travaux: Montant | None = None
    """The same for works."""
    moins_de: Montant | None = None
    """Below this estimated value (supplies and services)."""
    au_dela: bool = False
    """The amount itself is not enough."""
    seuil: Id | None = None
    """The threshold (data/regles-achat.yml) that takes the place of the amounts, which are then those of a local authority."""
    des_le_seuil: Id | None = None
    sous_le_seuil: Id | None = None
    """From a threshold on, or below it, besides the amounts."""
    natures: tuple[Nature, ...] = ()
    """Works, or supplies and services; empty for both."""
    depuis: Jour | None = None
    precision: Texte | None = None


class Obligation(Record):
    """What the law already demands of a purchase."""

    kind = "obligations"
    place = "liste"
    adresse_liste = "obligations"
    nom = "règle"
    nom_pluriel = "règles"
    livret = PartieDuLivret("Les règles", 20)
    renvois = False
    poids_de_recherche = 1.2

    familles: Annotated[tuple[RefFamille, ...], Field(min_length=1)]
    """`tous-achats` for a rule that holds for every purchase."""
    acheteurs: tuple[TermeAcheteurs, ...] = ()
    """Whom it binds; empty for every buyer."""
    contrats: Annotated[tuple[Contrat, ...], Field(min_length=1)] = ("marche",)
    condition: Condition
    textes: Annotated[tuple[RefTexte, ...], Field(min_length=1)]
    exigence: Texte
    preuve: Texte | None = None
    """What the buyer keeps to show that the rule was followed."""
    clauses: tuple[RefClause, ...] = ()
    """Clauses that help to follow it."""
    sources: tuple[Source, ...] = ()


class EntreeDeGlossaire(Record):
    """A term in plain words. `resume` is its definition, `titre` the term itself."""

    kind = "glossaire"
    place = "liste"
    adresse_liste = "glossaire"
    nom = "mot du glossaire"
    nom_pluriel = "glossaire"
    livret = PartieDuLivret("Le glossaire", 90)
    renvois = False
    poids_de_recherche = 1.2

    precision: Texte | None = None
    textes: tuple[RefTexte, ...] = ()
    sources: tuple[Source, ...] = ()


class TermeDeListe(Model):
    """A term of a closed list (data/vocabulaires/<name>.yml)."""

    id: TermeId
    libelle: Ligne
    description: Texte | None = None
