"""What a page shows: catalogue -> plain view objects, sorted and filtered. No HTML here, no decision in the templates."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from .dates import date_longue
from .model import (
    KINDS,
    Catalog,
    Clause,
    EntreeDeGlossaire,
    EtudeDeCas,
    Famille,
    Obligation,
    Pair,
    Recommandation,
    Record,
    TexteJuridique,
)
from .model.clause import Parametre
from .model.records import TermeDeListe
from .prose import PARAMETRE
from .render import page_path
from .settings import Settings

NUMERO = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Carte:
    """A record in a list. `marques` are short words under the title."""

    titre: str
    adresse: str
    resume: str
    marques: tuple[str, ...] = ()


@dataclass(frozen=True)
class Groupe:
    """Cards under one heading."""

    titre: str
    cartes: tuple[Carte, ...]


@dataclass(frozen=True)
class Lien:
    """A word that leads somewhere."""

    mot: str
    adresse: str


@dataclass(frozen=True)
class Mesure:
    """An appreciation of the guide, out of five."""

    libelle: str
    valeur: int

    @property
    def barres(self) -> str:
        return "▮" * self.valeur + "▯" * (5 - self.valeur)


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
class FondementVue:
    """A legal text under a clause, with how sure the guide is of it."""

    lien: Lien
    titre: str
    etat: str
    confirme: bool
    note: str


@dataclass(frozen=True)
class ClauseVue:
    """Everything that the page of a clause shows."""

    clause: Clause
    fil: tuple[Lien, ...]
    etape: str
    niveau: str
    rang_du_niveau: int
    piece: TermeDeListe
    piece_courte: str
    """"CCAP", or the whole name of what has no initials."""
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


@dataclass(frozen=True)
class LiensDeFiche:
    """Where a reader reports a fault of a record, or mends it; "" where the organisation has not said."""

    signaler: str
    modifier: str


@dataclass(frozen=True)
class TexteVue:
    """A legal text and what rests on it."""

    texte: TexteJuridique
    nature: str
    etat: TermeDeListe
    vigueur: str
    remplace: tuple[str, ...]
    clauses: tuple[Carte, ...]
    liens: LiensDeFiche


@dataclass(frozen=True)
class CasVue:
    """A case, with what it bears on."""

    cas: EtudeDeCas
    faits: tuple[tuple[str, str], ...]
    segments: tuple[Lien, ...]
    nature: TermeDeListe
    confiance: TermeDeListe
    organisation: Lien | None
    clauses: tuple[Carte, ...]
    recommandations: tuple[Carte, ...]
    liens: LiensDeFiche


@dataclass(frozen=True)
class RecommandationVue:
    """A recommendation, with whom it comes from."""

    recommandation: Recommandation
    theme: str
    de: tuple[Lien, ...]
    publics: str
    etapes: str
    cas: tuple[Carte, ...]
    clauses: tuple[Carte, ...]
    liens: LiensDeFiche


@dataclass(frozen=True)
class PairVue:
    """An organisation, with its cases and its advice."""

    pair: Pair
    type_acheteur: str
    cas: tuple[Carte, ...]
    recommandations: tuple[Carte, ...]
    liens: LiensDeFiche


@dataclass(frozen=True)
class FamilleVue:
    """A segment of purchase. `etapes` groups its clauses by stage; `niveaux` counts them by level."""

    famille: Famille
    parent: Lien | None
    sous_segments: tuple["SegmentCompte", ...]
    deux_clauses: tuple[Carte, ...]
    obligations: tuple[Lien, ...]
    etapes: tuple[Groupe, ...]
    couverture: str
    cas: tuple[Carte, ...]
    cpv: tuple[tuple[str, str], ...]
    liens: LiensDeFiche


@dataclass(frozen=True)
class SegmentCompte:
    """A segment with the number of its clauses."""

    titre: str
    adresse: str
    resume: str
    nombre: int


@dataclass(frozen=True)
class LigneDeConcordance:
    """An article of the 2006 code and what took its place."""

    article: str
    sujet: str
    textes: tuple[tuple[Lien, bool], ...]
    """Each with whether it is confirmed."""


@dataclass(frozen=True)
class Nouveaute:
    """A change of a record."""

    jour: date
    carte: Carte
    nature: str
    motif: str


@dataclass(frozen=True)
class ObligationVue:
    """A legal duty. The numbers are for the filter of the page, `quand` for the reader; "" where there is no condition."""

    obligation: Obligation
    segments: str
    familles: str
    quand: str
    montant: str
    montant_travaux: str
    moins_de: str
    depuis: str
    textes: tuple[FondementVue, ...]
    clauses: tuple[Lien, ...]


@dataclass(frozen=True)
class Mot:
    """A term of the glossary."""

    entree: EntreeDeGlossaire
    textes: tuple[Lien, ...]


def pluriel(nombre: int, mot: str, mots: str = "") -> str:
    """(1, "clause") -> "1 clause"; (0, "clause") -> "0 clause"; (2, "cas", "cas") -> "2 cas"."""
    return f"{nombre} {mot if nombre < 2 else mots or mot + 's'}"


def carte(catalog: Catalog, record: Record) -> Carte:
    """Any record as an item of a list."""
    return Carte(record.titre, page_path(record.kind, record.id), record.resume, _MARQUES.get(type(record), lambda *_: ())(catalog, record))


def cartes(catalog: Catalog, records: Iterable[Record]) -> tuple[Carte, ...]:
    return tuple(carte(catalog, record) for record in records)


def _marques_clause(catalog: Catalog, clause: Clause) -> tuple[str, ...]:
    return (
        catalog.term("etapes", clause.etape).libelle,
        f"niveau {catalog.term('niveaux', clause.niveau).libelle.lower()}",
        *(catalog.term("dimensions", name).libelle.lower() for name in clause.dimensions),
    )


def _marques_cas(catalog: Catalog, cas: EtudeDeCas) -> tuple[str, ...]:
    place = cas.lieu if cas.pays in cas.lieu else f"{cas.lieu}, {cas.pays}"
    return (cas.acheteur, place, *((cas.annee,) if cas.annee else ()), catalog.term("natures-cas", cas.nature).libelle)


def _marques_texte(catalog: Catalog, texte: TexteJuridique) -> tuple[str, ...]:
    return (catalog.term("natures-texte", texte.nature).libelle, catalog.term("etats-verification", texte.verification.etat).libelle)


def _marques_pair(catalog: Catalog, pair: Pair) -> tuple[str, ...]:
    return (pair.lieu, pair.pays, catalog.term("types-acheteurs", pair.type_acheteur).libelle)


def _marques_recommandation(catalog: Catalog, recommandation: Recommandation) -> tuple[str, ...]:
    return ("pour : " + ", ".join(catalog.term("publics", name).libelle.lower() for name in recommandation.publics),)


_MARQUES: dict[type[Record], Callable[..., tuple[str, ...]]] = {
    Clause: _marques_clause,
    EtudeDeCas: _marques_cas,
    TexteJuridique: _marques_texte,
    Pair: _marques_pair,
    Recommandation: _marques_recommandation,
}


def lien(record: Record) -> Lien:
    return Lien(record.titre, page_path(record.kind, record.id))


def _liens(record: Record, settings: Settings) -> LiensDeFiche:
    address = settings.site + record.adresse
    return LiensDeFiche(settings.signaler(record.titre, address), settings.modifier(f"data/{record.kind}/{record.id}.yml"))


def nombre(value: int | str | None) -> str:
    """7000 -> "7 000"; a text stays as it is; None -> ""."""
    return "" if value is None else f"{value:,}".replace(",", "\u202f") if isinstance(value, int) else value


def champ(nom: str, parametre: Parametre) -> Champ:
    """A parameter as a place to fill. What has no source is « proposé »."""
    unite = parametre.unite or ""
    defaut, low, high = nombre(parametre.defaut), nombre(parametre.min), nombre(parametre.max)
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
        initial=defaut or parametre.libelle.lower(),
        defaut="" if parametre.defaut is None else str(parametre.defaut),
        unite=unite,
        bornes=shown if defaut or not shown else f"{ground} : {shown}",
        aide=parametre.aide or "",
        choix=parametre.choix,
        min="" if parametre.min is None else str(parametre.min),
        max="" if parametre.max is None else str(parametre.max),
    )


def mention(clause: Clause, statut: str, settings: Settings) -> str:
    """What ends every copy of a clause, so that its text can always be traced."""
    return f"Clause {clause.id}, version {clause.version} du {date_longue(clause.historique[0].date)}. {settings.site}{clause.adresse} — {statut}."


def clause_vue(catalog: Catalog, clause: Clause, settings: Settings) -> ClauseVue:
    home = catalog.get("familles", clause.famille)
    niveaux = [term.id for term in catalog.terms("niveaux")]
    statut = catalog.term("statuts", clause.statut)
    champs = tuple(champ(name, clause.parametres[name]) for name in _in_order(clause))
    texts = [(catalog.get("textes", fondement.texte), fondement.note) for fondement in clause.fondements]
    return ClauseVue(
        clause=clause,
        fil=(Lien("Clauses", "/clauses/index.md"), lien(home)),
        etape=catalog.term("etapes", clause.etape).libelle,
        niveau=catalog.term("niveaux", clause.niveau).libelle.lower(),
        rang_du_niveau=niveaux.index(clause.niveau) + 1,
        piece=catalog.term("pieces", clause.piece),
        piece_courte=clause.piece if clause.piece.isupper() else catalog.term("pieces", clause.piece).libelle,
        statut=statut,
        date=clause.historique[0].date,
        dimensions=", ".join(catalog.term("dimensions", name).libelle.lower() for name in clause.dimensions),
        segments=tuple(lien(catalog.get("familles", name)) for name in clause.familles),
        mesures=(
            Mesure("Facilité", clause.facilite),
            Mesure("Effet", clause.impact),
            Mesure("Effort pour une petite entreprise", clause.charge_fournisseur),
        ),
        champs=champs,
        valeurs={place.nom: place.initial for place in champs},
        verifications=tuple((step.preuve, catalog.term("moments", step.moment).libelle, step.qui or "") for step in clause.verification),
        fondements=tuple(_fondement(catalog, text, note) for text, note in texts),
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
        remplacantes=cartes(catalog, (other for other in catalog.records("clauses") if clause.id in other.remplace)),
        mention=mention(clause, statut.libelle, settings),
        liens=_liens(clause, settings),
    )


def _in_order(clause: Clause) -> list[str]:
    """Parameters in the order in which the reader meets them."""
    return list(dict.fromkeys(PARAMETRE.findall(f"{clause.texte} {clause.variante_simple or ''}")))


def _fondement(catalog: Catalog, text: TexteJuridique, note: str | None) -> FondementVue:
    return FondementVue(
        lien=Lien(text.reference, page_path("textes", text.id)),
        titre=text.titre,
        etat=_etat(catalog, text),
        confirme=text.confirme and not text.en_vigueur.jusqu_a,
        note=note or "",
    )


def _etat(catalog: Catalog, text: TexteJuridique) -> str:
    if text.en_vigueur.jusqu_a:
        return f"abrogé le {date_longue(text.en_vigueur.jusqu_a)}"
    label = catalog.term("etats-verification", text.verification.etat).libelle
    return f"{label} le {date_longue(text.verification.date)}" if text.confirme else label


def texte_vue(catalog: Catalog, texte: TexteJuridique, settings: Settings) -> TexteVue:
    start, end = texte.en_vigueur.depuis, texte.en_vigueur.jusqu_a
    vigueur = " ".join(part for part in (f"depuis le {date_longue(start)}" if start else "", f"jusqu'au {date_longue(end)}" if end else "") if part)
    return TexteVue(
        texte=texte,
        nature=catalog.term("natures-texte", texte.nature).libelle,
        etat=catalog.term("etats-verification", texte.verification.etat),
        vigueur=vigueur or "date non relevée dans les sources lues",
        remplace=tuple(f"code des marchés publics de 2006, {catalog.term('articles-2006', name).libelle.lower()}" for name in texte.remplace),
        clauses=cartes(catalog, _taking(catalog, texte)),
        liens=_liens(texte, settings),
    )


def _taking(catalog: Catalog, texte: TexteJuridique) -> list[Record]:
    return [clause for clause in catalog.citing(texte, "clauses", "fondements") if clause.statut not in ("brouillon", "retiree")]


def cas_vue(catalog: Catalog, cas: EtudeDeCas, settings: Settings) -> CasVue:
    facts = (
        ("Acheteur", cas.acheteur),
        ("Lieu", f"{cas.lieu}, {cas.pays}"),
        ("Année", cas.annee or "non précisée"),
        ("Type d'acheteur", catalog.term("types-acheteurs", cas.type_acheteur).libelle),
        ("Taille", catalog.term("tailles", cas.taille).libelle),
        ("Étapes", ", ".join(catalog.term("etapes", name).libelle.lower() for name in cas.etapes)),
        ("Dimensions", ", ".join(catalog.term("dimensions", name).libelle.lower() for name in cas.dimensions)),
    )
    return CasVue(
        cas=cas,
        faits=facts,
        segments=tuple(lien(catalog.get("familles", name)) for name in cas.familles),
        nature=catalog.term("natures-cas", cas.nature),
        confiance=catalog.term("confiances", cas.confiance),
        organisation=lien(catalog.get("pairs", cas.pair)) if cas.pair else None,
        clauses=cartes(catalog, (catalog.get("clauses", name) for name in cas.clauses)),
        recommandations=cartes(catalog, catalog.citing(cas, "recommandations", "cas")),
        liens=_liens(cas, settings),
    )


def recommandation_vue(catalog: Catalog, recommandation: Recommandation, settings: Settings) -> RecommandationVue:
    return RecommandationVue(
        recommandation=recommandation,
        theme=catalog.term("themes", recommandation.theme).libelle,
        de=tuple(lien(catalog.get("pairs", name)) for name in recommandation.de),
        publics=", ".join(catalog.term("publics", name).libelle.lower() for name in recommandation.publics),
        etapes=", ".join(catalog.term("etapes", name).libelle.lower() for name in recommandation.etapes),
        cas=cartes(catalog, (catalog.get("etudes-de-cas", name) for name in recommandation.cas)),
        clauses=cartes(catalog, (catalog.get("clauses", name) for name in recommandation.clauses)),
        liens=_liens(recommandation, settings),
    )


def pair_vue(catalog: Catalog, pair: Pair, settings: Settings) -> PairVue:
    return PairVue(
        pair=pair,
        type_acheteur=catalog.term("types-acheteurs", pair.type_acheteur).libelle,
        cas=cartes(catalog, catalog.citing(pair, "etudes-de-cas", "pair")),
        recommandations=cartes(catalog, catalog.citing(pair, "recommandations", "de")),
        liens=_liens(pair, settings),
    )


def famille_vue(catalog: Catalog, famille: Famille, settings: Settings) -> FamilleVue:
    clauses = catalog.clauses_of(famille)
    own = {famille.id, *(sub.id for sub in catalog.sub_segments(famille))}
    return FamilleVue(
        famille=famille,
        parent=lien(catalog.get("familles", famille.parent)) if famille.parent else None,
        sous_segments=segments(catalog, catalog.sub_segments(famille)),
        deux_clauses=cartes(catalog, (catalog.get("clauses", name) for name in famille.deux_clauses)),
        obligations=tuple(lien(rule) for rule in catalog.records("obligations") if own & set(rule.familles)),
        etapes=by_stage(catalog, clauses),
        couverture=_couverture(catalog, clauses),
        cas=cartes(catalog, (cas for cas in catalog.records("etudes-de-cas") if own & set(cas.familles))),
        cpv=tuple((code, catalog.term("cpv", code).libelle) for code in famille.cpv),
        liens=_liens(famille, settings),
    )


def _couverture(catalog: Catalog, clauses: Iterable[Clause]) -> str:
    """How many clauses, and which stages have none: holes are said, not hidden."""
    clauses = tuple(clauses)
    counts = [f"{sum(clause.niveau == niveau.id for clause in clauses)} {niveau.libelle.lower()}" for niveau in catalog.terms("niveaux")]
    missing = [etape.libelle.lower() for etape in catalog.terms("etapes") if not any(clause.etape == etape.id for clause in clauses)]
    holes = f" Pas encore de clause pour : {', '.join(missing)}." if missing else " Toutes les étapes ont au moins une clause."
    return f"{pluriel(len(clauses), 'clause')} ({', '.join(counts)}).{holes}"


def couverture(catalog: Catalog) -> tuple[tuple[SegmentCompte, tuple[tuple[int, ...], ...]], ...]:
    """Each segment with, for each stage, how many clauses of each level it has: (base, avance, exemplaire)."""
    niveaux = [term.id for term in catalog.terms("niveaux")]
    rows = []
    for famille, compte in zip(catalog.segments, segments(catalog, catalog.segments), strict=True):
        clauses = catalog.clauses_of(famille)
        cells = (tuple(sum(clause.etape == etape.id and clause.niveau == niveau for clause in clauses) for niveau in niveaux) for etape in catalog.terms("etapes"))
        rows.append((compte, tuple(cells)))
    return tuple(rows)


def textes_a_verifier(catalog: Catalog) -> tuple[tuple[Carte, int], ...]:
    """The unconfirmed or repealed texts that clauses rest on, the most used first, with the number of these clauses."""
    counted = ((text, len(_taking(catalog, text))) for text in catalog.records("textes") if not text.confirme or text.en_vigueur.jusqu_a)
    used = sorted(((text, count) for text, count in counted if count), key=lambda item: (-item[1], item[0].id))
    return tuple((carte(catalog, text), count) for text, count in used)


OBJECTIF = 130
"""How many clauses the guide aims at: the shortfall is printed, not hidden."""


def bilan(catalog: Catalog) -> tuple[str, ...]:
    """The state of the guide in figures."""
    clauses = catalog.clauses_vivantes
    texts = catalog.records("textes")
    confirmed = sum(text.confirme for text in texts)
    missing = max(OBJECTIF - len(clauses), 0)
    read = sum(clause.statut != "proposition" for clause in clauses)
    return (
        f"{pluriel(len(clauses), 'clause complète', 'clauses complètes')}, dont {read} relues ou validées par l'organisation"
        + (f" ; il en manque {missing} pour atteindre l'objectif de {OBJECTIF}." if missing else f" ; l'objectif de {OBJECTIF} est atteint."),
        f"{pluriel(len(texts), 'texte')} : {confirmed} confirmés, {len(texts) - confirmed} à vérifier.",
        f"{pluriel(len(catalog.records('etudes-de-cas')), 'cas', 'cas')}, {pluriel(len(catalog.records('recommandations')), 'recommandation')}, {pluriel(len(catalog.records('glossaire')), 'mot')} au glossaire.",
    )


def by_stage(catalog: Catalog, clauses: Iterable[Clause]) -> tuple[Groupe, ...]:
    """Clauses under their stage, from the simplest level to the most ambitious."""
    niveaux = [term.id for term in catalog.terms("niveaux")]
    ordered = sorted(clauses, key=lambda clause: (niveaux.index(clause.niveau), -clause.facilite, clause.id))
    groups = ((etape, [clause for clause in ordered if clause.etape == etape.id]) for etape in catalog.terms("etapes"))
    return tuple(Groupe(etape.libelle, cartes(catalog, own)) for etape, own in groups if own)


def segments(catalog: Catalog, familles: Iterable[Famille]) -> tuple[SegmentCompte, ...]:
    return tuple(SegmentCompte(famille.titre, page_path("familles", famille.id), famille.resume, len(catalog.clauses_of(famille))) for famille in familles)


def recommandations_par_theme(catalog: Catalog) -> tuple[Groupe, ...]:
    records = catalog.records("recommandations")
    groups = ((theme, [record for record in records if record.theme == theme.id]) for theme in catalog.terms("themes"))
    return tuple(Groupe(theme.libelle, cartes(catalog, own)) for theme, own in groups if own)


def cas_par_segment(catalog: Catalog) -> tuple[Groupe, ...]:
    """Each case once, under the first level of its first segment."""
    homes: dict[str, list[EtudeDeCas]] = {}
    for cas in catalog.records("etudes-de-cas"):
        famille = catalog.get("familles", cas.familles[0])
        homes.setdefault(famille.parent or famille.id, []).append(cas)
    return tuple(Groupe(famille.titre, cartes(catalog, homes[famille.id])) for famille in catalog.segments_principaux if famille.id in homes)


CODE_PRINCIPAL = "Code de la commande publique"
"""Its articles are so many that they have a page to themselves."""


def _by_number(texts: Iterable[TexteJuridique]) -> list[TexteJuridique]:
    """L2112-2 before L2112-2-1 before L2112-10."""
    return sorted(texts, key=lambda text: [int(part) if part.isdigit() else part for part in NUMERO.split(text.id)])


def textes_par_nature(catalog: Catalog) -> tuple[Groupe, ...]:
    """Legal texts by nature, but for the articles of the main code."""
    records = [text for text in catalog.records("textes") if text.code != CODE_PRINCIPAL]
    groups = ((nature, _by_number(text for text in records if text.nature == nature.id)) for nature in catalog.terms("natures-texte"))
    return tuple(Groupe(nature.libelle, cartes(catalog, own)) for nature, own in groups if own)


def textes_du_code(catalog: Catalog) -> tuple[Groupe, ...]:
    """The articles of the main code, by part."""
    parts: dict[str, list[TexteJuridique]] = {}
    for text in _by_number(text for text in catalog.records("textes") if text.code == CODE_PRINCIPAL):
        parts.setdefault(_PARTIES.get((text.article or "")[:1], "Autres articles"), []).append(text)
    return tuple(Groupe(title, cartes(catalog, own)) for title, own in parts.items())


_PARTIES = {"L": "Partie législative", "R": "Partie réglementaire", "D": "Partie réglementaire (décrets simples)"}


def concordance(catalog: Catalog) -> tuple[LigneDeConcordance, ...]:
    """The articles of the 2006 code, each with what took its place."""
    return tuple(
        LigneDeConcordance(
            article.libelle,
            article.description or "",
            tuple((Lien(text.article or text.reference, page_path("textes", text.id)), text.confirme) for text in _by_number(catalog.records("textes")) if article.id in text.remplace),
        )
        for article in catalog.terms("articles-2006")
    )


def nouveautes(catalog: Catalog, nombre: int) -> tuple[Nouveaute, ...]:
    """The newest changes of the records, one line a change. Drafts are not news."""
    changes = [
        (change.date, record, change)
        for record in catalog
        for change in record.historique
        if getattr(record, "statut", "") != "brouillon"
    ]
    changes.sort(key=lambda item: (-item[0].toordinal(), -item[2].version, item[1].kind, item[1].id))
    return tuple(Nouveaute(day, carte(catalog, record), record.nom, change.motif) for day, record, change in changes[:nombre])


def droit_recent(catalog: Catalog, nombre: int) -> tuple[tuple[date, Carte], ...]:
    """The texts that came into force last."""
    dated = [text for text in catalog.records("textes") if text.en_vigueur.depuis and not text.en_vigueur.jusqu_a]
    dated.sort(key=lambda text: (-text.en_vigueur.depuis.toordinal(), text.id))
    return tuple((text.en_vigueur.depuis, carte(catalog, text)) for text in dated[:nombre])


def obligations(catalog: Catalog) -> tuple[ObligationVue, ...]:
    """Every legal duty: those of all purchases first, then by segment; in each, the newest first."""
    order = {famille.id: famille.ordre for famille in catalog.segments} | {TOUS_ACHATS: 0}
    records = sorted(catalog.records("obligations"), key=lambda rule: (order[rule.familles[0]], -(rule.condition.depuis or date.min).toordinal(), rule.id))
    return tuple(_obligation(catalog, rule) for rule in records)


TOUS_ACHATS = "tous-achats"
"""The segment of what holds for every purchase."""


def _obligation(catalog: Catalog, rule: Obligation) -> ObligationVue:
    condition = rule.condition
    parts = [
        f"à partir de {nombre(condition.montant)} € HT" if condition.montant else "",
        f"{nombre(condition.montant_travaux)} € HT pour des travaux" if condition.montant_travaux else "",
        f"sous {nombre(condition.moins_de)} € HT" if condition.moins_de else "",
        condition.acheteur or "",
        f"depuis le {date_longue(condition.depuis)}" if condition.depuis else "",
        condition.precision or "",
    ]
    own = {sub.id for name in rule.familles for sub in catalog.sub_segments(catalog.get("familles", name))}
    return ObligationVue(
        obligation=rule,
        segments=", ".join(catalog.get("familles", name).titre.lower() for name in rule.familles),
        familles=" ".join(sorted({*rule.familles, *own})),
        quand=" ; ".join(part for part in parts if part) or "toujours",
        montant=str(condition.montant or ""),
        montant_travaux=str(condition.montant_travaux or ""),
        moins_de=str(condition.moins_de or ""),
        depuis=condition.depuis.isoformat() if condition.depuis else "",
        textes=tuple(_fondement(catalog, catalog.get("textes", name), None) for name in rule.textes),
        clauses=tuple(lien(catalog.get("clauses", name)) for name in rule.clauses),
    )


def glossaire(catalog: Catalog) -> tuple[Mot, ...]:
    """Terms in alphabetical order, accents aside."""
    entries = sorted(catalog.records("glossaire"), key=lambda entry: entry.id)
    return tuple(Mot(entry, tuple(Lien(text.reference, page_path("textes", text.id)) for text in (catalog.get("textes", name) for name in entry.textes))) for entry in entries)


def comptes(catalog: Catalog) -> tuple[tuple[str, int], ...]:
    """How many records of each kind an edition holds."""
    return tuple((model.nom_pluriel, len(catalog.records(kind))) for kind, model in KINDS.items())
