"""The page of a clause, and clauses by stage."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from ..model import Catalog, Clause, EtudeDeCas, Famille, Recommandation, Record, TexteJuridique
from ..model.calcul import names, starting_values, written_number
from ..model.clause import Parametre, Verification
from ..model.ecrits import ecrits, named_parameters
from ..model.illustration import Illustration
from ..read.memory import last_answer_kept
from ..read.settings import Settings
from ..text.dates import date_longue
from ..text.language import PARAMETRE
from .annexes import AnnexeVue, annexe_vue
from .elements import Carte, Groupe, Lien, LiensDeFiche, carte, cartes, lien, liens_de_fiche, nombre
from .pieces import PieceVue, pieces_vues
from .relectures import LectureVue, lectures_vues, statut_dit
from .retours import UsageVue, usage
from .textes import DroitChange, FondementVue, change_vu, fondement_vue, textes_changes
from .versions import a_part, adresse_de_l_historique, anciennes, en_adresse


@dataclass(frozen=True)
class Mesure:
    """An appreciation of the guide, out of five."""

    libelle: str
    valeur: int


@dataclass(frozen=True)
class ChampARemplir:
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
    calcul: str
    """The formula of a value that follows others, or ""."""
    plancher: str
    """The least that the law allows, or ""; `article` is the text that says it, `article_dit` what it is called."""
    article: str
    a_fixer: bool
    """Nothing is proposed: its name stands in its place."""
    article_dit: str = ""


@dataclass(frozen=True)
class VerificationVue:
    """A proof: what, who gives it, when, what is done with it, who looks, how long it takes."""

    preuve: str
    fournie_par: str
    quand: str
    controle: str
    qui: str
    minutes: str


@dataclass(frozen=True)
class ClauseVue:
    """Everything that the page of a clause shows."""

    clause: Clause
    fil: tuple[Lien, ...]
    picto_du_segment: Illustration | None
    etape: str
    picto_de_l_etape: Illustration | None
    pictos_des_publics: dict[str, Illustration | None]
    niveau: str
    rang_du_niveau: int
    pieces: tuple[PieceVue, ...]
    """What goes into each document, in the order of the tender."""
    statut: str
    """« relue par un juriste le 2 octobre 2026 », where it is true."""
    lectures: tuple[LectureVue, ...]
    droit_change: tuple[DroitChange, ...]
    """Of the texts that it rests on, those that changed since anybody looked."""
    date: date
    dimensions: str
    segments: tuple[Lien, ...]
    mesures: tuple[Mesure, ...]
    champs: tuple[ChampARemplir, ...]
    valeurs: dict[str, str]
    verifications: tuple[VerificationVue, ...]
    annexes: tuple[AnnexeVue, ...]
    fondements: tuple[FondementVue, ...]
    fragiles: tuple[str, ...]
    """What is to be read before the clause is used: « L2112-2 (à vérifier) »."""
    cpv: tuple[str, ...]
    declaration: tuple[tuple[str, str], ...]
    cas: tuple[Carte, ...]
    recommandations: tuple[Carte, ...]
    usage: UsageVue
    voir_aussi: tuple[Carte, ...]
    incompatibles: tuple[Carte, ...]
    remplacantes: tuple[Carte, ...]
    mention: str
    historique: Lien | None
    """Its old versions, where it has some; `anciennes` are their numbers."""
    anciennes: str
    liens: "LiensDeFiche"


def champ(nom: str, parametre: Parametre, calcule: str = "", formule: str = "") -> ChampARemplir:
    """A parameter as a place to fill. What has no source is « proposé »; a source that ends with the value does not say it again. `calcule`: the value that follows others, by `formule`."""
    unite = parametre.unite or ""
    shown = str if parametre.type == "annee" else nombre  # never « 2 029 »
    written_values = (parametre.defaut, parametre.min, parametre.max)
    defaut, low, high = ("" if value is None else shown(value) for value in written_values)
    ground = "" if parametre.source else "proposé : "
    bounds = (
        f"entre {low} et {high}" if low and high else f"au moins {low}" if low else f"au plus {high}" if high else ""
    )
    if defaut or formule:
        value = (
            f"calculé, en {unite} : {formule}"
            if formule and unite
            else f"calculé : {formule}"
            if formule
            else f"{ground}{defaut} {unite}".strip()
        )
        parts = ["" if parametre.type == "texte" else value, bounds]
    else:
        parts = [f"{ground}{bounds} {unite}".strip() if bounds else f"en {unite}" if unite else ""]
    if parametre.source:
        parts.append(f"source : {parametre.source.removesuffix(f' : {defaut} {unite}')}")
    return ChampARemplir(
        nom=nom,
        libelle=parametre.libelle,
        type=parametre.type,
        initial=defaut or calcule or _inside(parametre.libelle),
        a_fixer=not defaut and not calcule,
        defaut="" if parametre.defaut is None else str(parametre.defaut),
        unite=unite,
        bornes=" ; ".join(part for part in parts if part),
        aide=parametre.aide or "",
        choix=parametre.choix,
        min="" if parametre.min is None else str(parametre.min),
        max="" if parametre.max is None else str(parametre.max),
        calcul=parametre.calcul or "",
        plancher=str(parametre.plancher_legal.valeur) if parametre.plancher_legal else "",
        article=parametre.plancher_legal.texte if parametre.plancher_legal else "",
    )


@last_answer_kept
def champs(clause: Clause) -> dict[str, ChampARemplir]:
    """Every place to fill, by name; what follows other values stands with the value that it begins with."""
    values = starting_values(clause.parametres)
    worked_out = {
        name: written_number(values[name])
        for name, parametre in clause.parametres.items()
        if parametre.calcul and name in values
    }
    return {
        name: champ(name, parametre, worked_out.get(name, ""), formule_dite(parametre.calcul, clause))
        for name, parametre in clause.parametres.items()
    }


def _inside(words: str) -> str:
    """A name as it stands inside a sentence: « Montant HT » -> « montant HT », « SIRET » as it is."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def formule_dite(formula: str | None, clause: Clause) -> str:
    """A formula with the names that readers know: « montant HT × taux ÷ 100 »."""
    signs = {"*": "×", "/": "÷", "-": "−"}
    tokens = re.findall(r"[a-z][a-z0-9_]*|[\d.,]+|[-+*/]|[()]", formula or "")
    words = " ".join(
        _inside(clause.parametres[token].libelle)
        if token in clause.parametres
        else nombre(int(token))
        if token.isdigit()
        else signs.get(token, token.replace(".", ","))
        for token in tokens
    )
    return words.replace("( ", "(").replace(" )", ")")


def _with_article(catalog: Catalog, place: ChampARemplir) -> ChampARemplir:
    text = catalog.find(TexteJuridique, place.article) if place.article else None
    return replace(place, article_dit=text.article or text.reference) if text else place


def valeurs_initiales(record: Record) -> dict[str, str]:
    """Parameter -> what stands in its place until somebody fills it; nothing for a record that has none."""
    return {name: place.initial for name, place in champs(record).items()} if isinstance(record, Clause) else {}


def mention(clause: Clause, statut: str, settings: Settings) -> str:
    """What ends every copy of a clause, so that its text can always be traced."""
    return f"Clause {clause.id}, version {clause.version_dite} du {date_longue(clause.historique[0].date)}. {settings.site}{clause.adresse} — {statut}."


_EVENEMENTS = {
    "notification": "la notification",
    "demarrage": "le démarrage",
    "livraison": "chaque livraison",
    "reception": "la réception",
    "fin": "la fin du marché",
    "commande": "chaque commande",
}


def quand(verification: Verification) -> str:
    """When a proof is due: « tous les 3 mois depuis la notification », « 15 jours après la réception »; "" where no date is written."""
    echeance = verification.echeance
    if echeance is None:
        return ""
    event = _EVENEMENTS[echeance.depuis]
    first = ""
    if echeance.delai:
        first = f"{echeance.delai.removeprefix('-')} {'avant' if echeance.delai.startswith('-') else 'après'} {event}"
    every = f"tous les {echeance.tous_les}" if echeance.tous_les else ""
    return (
        ", puis ".join(part for part in (first, every) if part)
        if first
        else f"{every} depuis {event}"
        if every
        else f"à {event}"
    )


def verifications_vues(catalog: Catalog, clause: Clause) -> tuple[VerificationVue, ...]:
    """Every proof of a clause."""
    return tuple(_verification(catalog, step) for step in clause.verification)


def _verification(catalog: Catalog, step: Verification) -> VerificationVue:
    moment = catalog.term("moments", step.moment).libelle
    dated = quand(step)
    return VerificationVue(
        step.preuve,
        step.fournie_par,
        f"{moment} ; {dated}" if dated else moment,
        step.controle,
        step.qui or "acheteur",
        f"{step.minutes} min" if step.minutes else "",
    )


def _fragile(text: TexteJuridique) -> str:
    return f"{text.article or text.reference} ({'abrogé' if text.en_vigueur.jusqu_a else 'à vérifier'})"


@last_answer_kept
def clause_vue(catalog: Catalog, clause: Clause, settings: Settings) -> ClauseVue:
    home = catalog.get(Famille, clause.famille)
    niveaux = [term.id for term in catalog.terms("niveaux")]
    statut = statut_dit(catalog, clause)
    by_name = champs(clause)
    places = tuple(_with_article(catalog, by_name[name]) for name in _in_order(clause) if name in by_name)
    pieces = pieces_vues(catalog, clause)
    old = (*anciennes(catalog, clause), *a_part(catalog, clause))
    texts = [(catalog.get(TexteJuridique, fondement.texte), fondement.note) for fondement in clause.fondements]
    return ClauseVue(
        clause=clause,
        fil=(Lien("Clauses", "clauses/"), lien(home)),
        picto_du_segment=catalog.illustration("familles", home.id),
        etape=catalog.term("etapes", clause.etape).libelle,
        picto_de_l_etape=catalog.illustration("etapes", clause.etape),
        pictos_des_publics={name: catalog.illustration("publics", name) for name in ("agents", "elus", "fournisseurs")},
        niveau=catalog.term("niveaux", clause.niveau).libelle.lower(),
        rang_du_niveau=niveaux.index(clause.niveau) + 1,
        pieces=pieces,
        statut=statut,
        lectures=lectures_vues(catalog, clause),
        droit_change=tuple(change_vu(texte) for texte in textes_changes(catalog, clause)),
        date=clause.historique[0].date,
        dimensions=", ".join(catalog.term("dimensions", name).libelle.lower() for name in clause.dimensions),
        segments=tuple(lien(catalog.get(Famille, name)) for name in clause.familles),
        mesures=(
            Mesure("Facilité", clause.facilite),
            Mesure("Effet", clause.impact),
            Mesure("Effort d’une petite entreprise", clause.charge_fournisseur),
        ),
        champs=places,
        valeurs={place.nom: f"[{place.initial}]" if place.a_fixer else place.initial for place in places},
        verifications=verifications_vues(catalog, clause),
        annexes=tuple(annexe_vue(annexe) for annexe in clause.annexes),
        fondements=tuple(fondement_vue(catalog, text, note) for text, note in texts),
        fragiles=tuple(_fragile(text) for text, _ in texts if not text.confirme or text.en_vigueur.jusqu_a),
        cpv=tuple(f"{code} {catalog.term('cpv', code).libelle}" for code in clause.cpv),
        declaration=(
            ("Considérations sociales", catalog.term("considerations-sociales", clause.declaration.sociale).libelle),
            (
                "Considérations environnementales",
                catalog.term("considerations-environnementales", clause.declaration.environnementale).libelle,
            ),
        ),
        cas=cartes(catalog, catalog.citing(clause, EtudeDeCas, "clauses")),
        recommandations=cartes(catalog, catalog.citing(clause, Recommandation, "clauses")),
        usage=usage(catalog, clause),
        voir_aussi=cartes(catalog, catalog.symmetric(clause, "voir_aussi")),
        incompatibles=cartes(catalog, catalog.symmetric(clause, "incompatible")),
        remplacantes=cartes(catalog, catalog.replacing(clause)),
        mention=mention(clause, statut, settings),
        historique=Lien("versions et ce qui a changé", adresse_de_l_historique(clause)) if old else None,
        anciennes=" ".join(en_adresse(version.numero) for version in old),
        liens=liens_de_fiche(catalog, clause, settings),
    )


def _in_order(clause: Clause) -> list[str]:
    """Parameters in the order in which the reader meets them; what a value follows stands before it."""
    met = [name for _, text in ecrits(clause) for name in PARAMETRE.findall(text)]
    met += [name for _, name in named_parameters(clause)]
    order = [name for name in dict.fromkeys((*met, *clause.parametres)) if name in clause.parametres]
    return list(
        dict.fromkeys(before for name in order for before in (*names(clause.parametres[name].calcul or ""), name))
    )


def by_stage(
    catalog: Catalog, clauses: Iterable[Clause], marques: Callable[[Catalog, Clause], tuple[str, ...]]
) -> tuple[Groupe, ...]:
    """Clauses under their stage, from the simplest level to the most ambitious, each with its marks."""
    niveaux = [term.id for term in catalog.terms("niveaux")]
    ordered = sorted(clauses, key=lambda clause: (niveaux.index(clause.niveau), -clause.facilite, clause.id))
    groups = ((etape, [clause for clause in ordered if clause.etape == etape.id]) for etape in catalog.terms("etapes"))
    return tuple(
        Groupe(etape.libelle, tuple(carte(catalog, clause, marques(catalog, clause)) for clause in own))
        for etape, own in groups
        if own
    )
