"""Rules on the loops of screens, and on the short addresses that they print."""

from collections.abc import Iterator

from ..model import Catalog, Clause, Ecran, EtudeDeCas
from ..model.ecran import DiapositiveChoisie
from ..read.settings import Settings
from ..views.ecrans import COMPOSEE, COMPOSER, MOTS_MAX, choisie, fiche_choisie, raccourci, trop_long
from .finding import Finding

_ABOUT = "clause, cas, texte, conseil, mot ou evenement"


def diapositive_nomme_une_chose(catalog: Catalog) -> Iterator[Finding]:
    """A slide chosen by hand names one record or one event; a figure is one of a case that has it; a quiz rests on a record."""
    for ecran in catalog.all(Ecran):
        for index, chosen in enumerate(ecran.choisies):
            place = ("choisies", index)
            if len(chosen.nommes) != 1:
                yield Finding(ecran, place, f"une diapositive parle d'une chose : attendu une clé parmi {_ABOUT}")
            elif chosen.quiz and chosen.evenement:
                yield Finding(
                    ecran, (*place, "quiz"), "un quiz renvoie à une fiche, pas à un événement : en nommer une"
                )
            elif chosen.resultat is not None:
                case = catalog.find(EtudeDeCas, chosen.cas) if chosen.cas else None
                if not chosen.cas or (case and chosen.resultat > len(case.resultats)):
                    known = f"ce cas en a {len(case.resultats)}" if case else "seul un cas a des résultats"
                    yield Finding(ecran, (*place, "resultat"), f"résultat {chosen.resultat} absent : {known}")


def diapositive_nomme_une_clause_offerte(catalog: Catalog) -> Iterator[Finding]:
    """A slide never shows a clause that is a draft or withdrawn."""
    for ecran in catalog.all(Ecran):
        for index, chosen in enumerate(ecran.choisies):
            if chosen.clause and catalog.find(Clause, chosen.clause) and not catalog.offertes([chosen.clause]):
                yield Finding(
                    ecran,
                    ("choisies", index, "clause"),
                    f"« {chosen.clause} » est un brouillon ou une clause retirée : en choisir une autre",
                )


def diapositive_courte(catalog: Catalog) -> Iterator[Finding]:
    """A slide chosen by hand is read in passing."""
    for ecran in catalog.all(Ecran):
        for index, chosen in enumerate(ecran.choisies):
            if (
                len(chosen.nommes) == 1
                and _is_read(catalog, chosen)
                and (excess := trop_long(choisie(catalog, chosen, Settings())))
            ):
                yield Finding(
                    ecran,
                    ("choisies", index),
                    f"diapositive de {MOTS_MAX + excess} mots : attendu {MOTS_MAX} au plus ; écrire une « phrase » plus courte, ou choisir une autre fiche",
                )


def _is_read(catalog: Catalog, chosen: DiapositiveChoisie) -> bool:
    """False where the record that it names is missing: another rule says so."""
    return chosen.evenement is not None or fiche_choisie(catalog, chosen) is not None


def boucle_non_vide(catalog: Catalog) -> Iterator[Finding]:
    """A loop has something to show."""
    for ecran in catalog.all(Ecran):
        if not ecran.choisies and not ecran.regles:
            yield Finding(ecran, (), "boucle vide : ajouter « choisies » ou « regles »")


def nom_de_boucle_libre(catalog: Catalog) -> Iterator[Finding]:
    """No loop takes the address of the page that composes one, nor of the one that plays it."""
    for ecran in catalog.all(Ecran):
        if ecran.boucle in (COMPOSER, COMPOSEE):
            yield Finding(
                ecran, (), f"l'adresse /{ecran.boucle} est celle d'une page du guide : choisir un autre identifiant"
            )


def boucle_des_visiteurs(catalog: Catalog) -> Iterator[Finding]:
    """Who waits in a lobby is no buyer: a loop for visitors asks a question, and clauses are a third of it at most."""
    for ecran in catalog.all(Ecran):
        if ecran.public != "visiteurs":
            continue
        if not any(chosen.quiz for chosen in ecran.choisies):
            yield Finding(
                ecran, ("public",), "une boucle pour des visiteurs pose au moins une question : ajouter un « quiz »"
            )
        always = [rule for rule in ecran.regles if not rule.mois]
        drawn = sum(chosen.tiree for chosen in ecran.choisies)
        by_hand = len(ecran.choisies) - drawn + min(drawn, ecran.tirees_par_semaine)
        whole = by_hand + sum(rule.nombre for rule in always)
        clauses = sum(rule.nombre for rule in always if rule.sorte == "clauses") + sum(
            bool(chosen.clause) and not chosen.quiz for chosen in ecran.choisies
        )
        if 3 * clauses > whole:
            yield Finding(
                ecran,
                ("regles",),
                f"{clauses} clauses sur {whole} : attendu un tiers au plus pour des visiteurs, qui n'en copient pas",
            )


def adresse_courte_unique(catalog: Catalog) -> Iterator[Finding]:
    """Two records never share the short address that screens and print show."""
    first: dict[str, str] = {}
    for record in catalog:
        other = first.setdefault(raccourci(record), f"data/{record.kind}/{record.id}.yml")
        if other != f"data/{record.kind}/{record.id}.yml":
            yield Finding(
                record, (), f"l'adresse courte /{raccourci(record)} mène déjà à {other} : choisir un autre identifiant"
            )
