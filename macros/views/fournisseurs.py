"""What a supplier needs: how purchases go, what clauses ask by segment, and how each sort of proof is made."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Catalog, Clause, Famille, Obligation, Preuve, TexteJuridique
from ..model.clause import Verification
from ..search.normalise import fold
from ..text.dates import date_longue
from .elements import Lien, lien, nombre, pluriel
from .obligations import TOUS_ACHATS
from .processus import etapes
from .textes import TexteDit, texte_dit

SUPPLIERS = ("candidat", "titulaire")
"""Who gives the proofs that a supplier gathers: before the contract, and under it."""
COMPANIES = "entreprises"
"""The suppliers among the actors of the process."""
DEJA_TRANSMISE = "ccp-r2143-14"
"""The article by which a candidate does not give again what the same service has and still holds."""
SHOWN = 4
"""Clauses named as examples of a sort of proof."""


@dataclass(frozen=True)
class PieceDuFournisseur:
    """A paper, or a proof that a clause asks for: `id` is what the supplier's device remembers it by."""

    id: str
    titre: str
    detail: str
    validite: str
    confirme: bool
    ancien: str = ""
    """What older guides named a proof by: its place in its clause."""
    mois: int | None = None
    remise: str = ""
    """When it leaves: « candidature », « offre », « attribution », or a moment of the clause."""
    une_fois: str = ""
    une_fois_textes: tuple[TexteDit, ...] = ()
    deja: bool = False
    """Whether R2143-14 says that the same service does not get it twice."""


@dataclass(frozen=True)
class DemandeAuFournisseur:
    """What a clause asks of a supplier."""

    id: str
    lien: Lien
    conseil: str
    effort: int
    preuves: tuple[PieceDuFournisseur, ...]


@dataclass(frozen=True)
class DossierVue:
    """The checklist of a segment."""

    famille: Famille
    administratif: tuple[PieceDuFournisseur, ...]
    etapes: tuple[tuple[str, tuple[DemandeAuFournisseur, ...]], ...]
    sous_segments: tuple[Lien, ...]
    regles: tuple[Lien, ...]
    questions: Lien
    nombre: str
    communes: bool
    """Whether the clauses of any purchase come on top."""


@dataclass(frozen=True)
class PreuveVue:
    """A sort of proof, or a paper, with the clauses that ask for it."""

    preuve: Preuve
    validite: str
    textes: tuple[TexteDit, ...]
    compte: str
    exemples: tuple[Lien, ...]


@dataclass(frozen=True)
class SeuilVu:
    """A rule that begins at an amount."""

    montant: str
    lien: Lien
    resume: str
    textes: tuple[TexteDit, ...]


def asked(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """The clauses that ask a proof of a supplier: some are the buyer's own act."""
    return tuple(clause for clause in clauses if supplied(clause))


def supplied(clause: Clause) -> tuple[tuple[int, Verification], ...]:
    """(place, proof) of what the supplier gathers."""
    return tuple((index, proof) for index, proof in enumerate(clause.verification) if proof.fournie_par in SUPPLIERS)


def cle_de_preuve(clause: Clause, words: str) -> str:
    """What a device remembers a proof by: its clause and its own words. Its place among others changes when one is inserted."""
    return f"{clause.id}:{re.sub('[^a-z0-9]+', '', unicodedata.normalize('NFD', words).lower())}"


def _own(catalog: Catalog, famille: Famille) -> tuple[Clause, ...]:
    """The clauses of a segment's page: where it has sub-segments, those that stand in one are on its own page."""
    divided = bool(catalog.sub_segments(famille))
    return tuple(
        clause
        for clause in catalog.clauses_vivantes
        if (clause.famille == famille.id if divided else famille.id in clause.familles)
    )


def dossier(catalog: Catalog, famille: Famille) -> DossierVue:
    own = asked(_own(catalog, famille))
    stages = []
    for stage in catalog.terms("etapes"):
        if found := tuple(_demande(catalog, clause) for clause in own if clause.etape == stage.id):
            stages.append((stage.libelle, found))
    return DossierVue(
        famille=famille,
        administratif=papiers(catalog),
        etapes=tuple(stages),
        sous_segments=tuple(Lien(sub.titre, adresse_du_dossier(sub)) for sub in catalog.sub_segments(famille)),
        regles=tuple(lien(rule) for rule in catalog.all(Obligation) if famille.id in rule.familles),
        questions=Lien(famille.titre, famille.adresse),
        nombre=pluriel(len(own), "clause"),
        communes=famille.id != TOUS_ACHATS and catalog.find(Famille, TOUS_ACHATS) is not None,
    )


def papiers(catalog: Catalog) -> tuple[PieceDuFournisseur, ...]:
    """The papers of a firm, in their order."""
    return tuple(_paper(catalog, paper) for paper in preuves(catalog) if paper.nature == "administrative")


def adresse_du_dossier(famille: Famille) -> str:
    """The page of a segment's checklist, from the root of docs/."""
    return f"fournisseurs/dossier/{famille.id}/"


def dossiers(catalog: Catalog) -> tuple[tuple[Lien, str], ...]:
    """Every segment with how many clauses ask something of its suppliers."""
    return tuple(
        (Lien(famille.titre, adresse_du_dossier(famille)), pluriel(len(asked(_own(catalog, famille))), "clause"))
        for famille in catalog.segments
    )


def _demande(catalog: Catalog, clause: Clause) -> DemandeAuFournisseur:
    proofs = tuple(
        PieceDuFournisseur(
            cle_de_preuve(clause, proof.preuve),
            proof.preuve,
            catalog.term("moments", proof.moment).libelle,
            "",
            True,
            ancien=f"{clause.id}:{index}",
            remise=proof.moment,
        )
        for index, proof in supplied(clause)
    )
    return DemandeAuFournisseur(clause.id, lien(clause), clause.publics.fournisseurs, clause.charge_fournisseur, proofs)


def _paper(catalog: Catalog, paper: Preuve) -> PieceDuFournisseur:
    words, sure = _validite(catalog, paper)
    once = paper.une_fois
    return PieceDuFournisseur(
        f"piece:{paper.id}",
        paper.titre,
        paper.quand,
        words,
        sure,
        mois=paper.validite.mois if paper.validite else None,
        remise=paper.remise or "",
        une_fois=once.dit if once else "",
        une_fois_textes=tuple(texte_dit(catalog, catalog.get(TexteJuridique, name)) for name in once.textes)
        if once
        else (),
        deja=once is not None and DEJA_TRANSMISE in once.textes,
    )


def _validite(catalog: Catalog, paper: Preuve) -> tuple[str, bool]:
    """How long it holds, and whether every text that says so is confirmed."""
    if paper.validite is None:
        return "durée à lire sur la pièce et dans le règlement de la consultation", False
    texts = [texte_dit(catalog, catalog.get(TexteJuridique, name)) for name in paper.validite.textes]
    return f"{paper.validite.duree} ({', '.join(text.lien.mot for text in texts)})", all(
        text.confirme for text in texts
    )


def _said(words: str, sure: bool) -> str:
    return words if sure else f"à vérifier : {words}"


def preuves(catalog: Catalog) -> tuple[Preuve, ...]:
    """Papers and sorts of proof, in their order."""
    return tuple(sorted(catalog.all(Preuve), key=lambda proof: (proof.ordre, proof.id)))


def preuves_vues(catalog: Catalog, nature: str) -> tuple[PreuveVue, ...]:
    clauses = asked(catalog.clauses_vivantes)
    return tuple(_preuve(catalog, proof, clauses) for proof in preuves(catalog) if proof.nature == nature)


def _preuve(catalog: Catalog, proof: Preuve, clauses: Iterable[Clause]) -> PreuveVue:
    found = demandent(proof, clauses)
    easiest = sorted(found, key=lambda clause: (clause.charge_fournisseur, clause.id))[:SHOWN]
    return PreuveVue(
        preuve=proof,
        validite=_said(*_validite(catalog, proof)) if proof.nature == "administrative" else "",
        textes=tuple(texte_dit(catalog, catalog.get(TexteJuridique, name)) for name in proof.textes),
        compte=f"{pluriel(len(found), 'clause la demande', 'clauses la demandent')}" if found else "",
        exemples=tuple(lien(clause) for clause in easiest),
    )


def demandent(proof: Preuve, clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """The clauses that ask for this sort of proof, by the beginnings of its words."""
    if not proof.mots:
        return ()
    pattern = re.compile(rf"\b(?:{'|'.join(re.escape(fold(word)) for word in proof.mots)})")
    return tuple(clause for clause in clauses if any(pattern.search(fold(one.preuve)) for _, one in supplied(clause)))


def seuils(catalog: Catalog) -> tuple[SeuilVu, ...]:
    """The rules of every purchase that begin at an amount, from the lowest."""
    rules = [
        rule
        for rule in catalog.all(Obligation)
        if (rule.condition.montant or rule.condition.moins_de)
        and TOUS_ACHATS in rule.familles
        and "marche" in rule.contrats
    ]
    return tuple(
        SeuilVu(
            montant=f"à partir de {nombre(rule.condition.montant)} € HT"
            if rule.condition.montant
            else f"sous {nombre(rule.condition.moins_de)} € HT",
            lien=lien(rule),
            resume=rule.resume + (f" Depuis le {date_longue(rule.condition.depuis)}." if rule.condition.depuis else ""),
            textes=tuple(texte_dit(catalog, catalog.get(TexteJuridique, name)) for name in rule.textes),
        )
        for rule in sorted(rules, key=lambda rule: (rule.condition.montant or rule.condition.moins_de, rule.id))
    )


def vos_etapes(catalog: Catalog) -> tuple[tuple[Lien, str, str], ...]:
    """Each stage of a purchase, what happens there, and what companies do; "" where they have no part."""
    return tuple(
        (lien(stage), stage.resume, " ; ".join(act.fait for act in stage.acteurs if act.acteur == COMPANIES))
        for stage in etapes(catalog)
    )
