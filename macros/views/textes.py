"""Legal texts: their pages, their lists and the concordance."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..model import Catalog, Clause, TexteJuridique
from ..model.concordance import Correspondance
from ..model.records import TermeDeListe
from ..read.settings import Settings
from ..text.dates import date_longue
from .elements import Carte, Groupe, Lien, LiensDeFiche, carte, cartes, lien, liens_de_fiche

NUMERO = re.compile(r"(\d+)")


@dataclass(frozen=True)
class FondementVue:
    """A legal text under a clause, with how sure the guide is of it."""

    lien: Lien
    titre: str
    etat: str
    confirme: bool
    note: str


@dataclass(frozen=True)
class TexteDit:
    """A legal text in a few words, with whether it can be relied on and what was read of it."""

    lien: Lien
    confirme: bool
    etat: str


@dataclass(frozen=True)
class TexteVue:
    """A legal text and what rests on it."""

    texte: TexteJuridique
    nature: str
    etat: TermeDeListe
    vigueur: str
    remplace: tuple[str, ...]
    changement: str
    """When the law itself changed, or ""; `a_regarder` are the clauses that nobody has compared with it since."""
    a_regarder: tuple[Lien, ...]
    clauses: tuple[Carte, ...]
    groupes: tuple[Groupe, ...]
    """The same clauses where they are many: those that serve the environment, then the others."""
    liens: LiensDeFiche


@dataclass(frozen=True)
class TexteFragile:
    """An unconfirmed or repealed text, and the clauses that rest on it."""

    texte: Lien
    etat: str
    clauses: tuple[Lien, ...]


@dataclass(frozen=True)
class DroitChange:
    """A text whose law changed, when, what is said of it, and the clauses that nobody has looked at since."""

    texte: Lien
    quand: str
    dit: str
    clauses: tuple[Lien, ...]


@dataclass(frozen=True)
class LigneDeConcordance:
    """An article of the 2006 code and what took its place."""

    article: str
    sujet: str
    textes: tuple[tuple[Lien, bool], ...]
    """Each with whether it is confirmed."""


def fondement_vue(catalog: Catalog, text: TexteJuridique, note: str | None) -> FondementVue:
    return FondementVue(
        lien=Lien(text.reference, text.adresse),
        titre=text.titre,
        etat=etat(catalog, text),
        confirme=text.confirme and not text.en_vigueur.jusqu_a,
        note=note or "",
    )


def etat(catalog: Catalog, text: TexteJuridique) -> str:
    if text.en_vigueur.jusqu_a:
        return f"abrogé le {date_longue(text.en_vigueur.jusqu_a)}"
    label = catalog.term("etats-verification", text.verification.etat).libelle
    return f"{label} le {date_longue(text.verification.date)}" if text.confirme else label


def texte_dit(catalog: Catalog, text: TexteJuridique) -> TexteDit:
    relied_on = text.confirme and not text.en_vigueur.jusqu_a
    state = catalog.term("etats-verification", text.verification.etat).libelle if relied_on else "à vérifier"
    return TexteDit(Lien(appellation(text), text.adresse), relied_on, state)


def texte_vue(catalog: Catalog, texte: TexteJuridique, settings: Settings) -> TexteVue:
    start, end = texte.en_vigueur.depuis, texte.en_vigueur.jusqu_a
    vigueur = " ".join(
        part
        for part in (f"depuis le {date_longue(start)}" if start else "", f"jusqu'au {date_longue(end)}" if end else "")
        if part
    )
    clauses = clauses_appuyees(catalog, texte)
    return TexteVue(
        texte=texte,
        nature=catalog.term("natures-texte", texte.nature).libelle,
        etat=catalog.term("etats-verification", texte.verification.etat),
        vigueur=vigueur or "date non relevée dans les sources lues",
        remplace=tuple(
            f"code des marchés publics de 2006, {catalog.term('articles-2006', name).libelle.lower()}"
            for name in texte.remplace
        ),
        changement=change_dit(texte),
        a_regarder=tuple(lien(clause) for clause in clauses_a_regarder(catalog, texte)),
        clauses=cartes(catalog, clauses),
        groupes=_groupes(catalog, clauses),
        liens=liens_de_fiche(catalog, texte, settings),
    )


def change_dit(texte: TexteJuridique) -> str:
    """« changement relevé le 5 décembre 2026, en vigueur le 1er janvier 2027 »; "" where the law did not change."""
    change = texte.changement
    if change is None:
        return ""
    effect = f", en vigueur le {date_longue(change.effet)}" if change.effet else ""
    return f"changement relevé le {date_longue(change.releve)}{effect}"


def est_a_regarder(clause: Clause, texte: TexteJuridique) -> bool:
    """Whether a text changed since the clause was last compared with it: since it was written, a lawyer read it, or the day that says so."""
    if texte.changement is None:
        return False
    looked = [one.revu for one in clause.fondements if one.texte == texte.id and one.revu]
    read = clause.lue_par("juriste")
    seen = max((clause.historique[-1].date, *looked, *((read.date,) if read else ())))
    return seen < texte.changement.releve


def textes_changes(catalog: Catalog, clause: Clause) -> tuple[TexteJuridique, ...]:
    """The texts that a clause rests on and that changed since anybody looked."""
    texts = (catalog.get(TexteJuridique, fondement.texte) for fondement in clause.fondements)
    return tuple(texte for texte in texts if est_a_regarder(clause, texte))


def clauses_a_regarder(catalog: Catalog, texte: TexteJuridique) -> tuple[Clause, ...]:
    """The clauses that rest on a text that changed, until each has been looked at."""
    cited = catalog.offertes(clause.id for clause in catalog.citing(texte, Clause, "fondements"))
    return tuple(clause for clause in cited if est_a_regarder(clause, texte))


def clauses_appuyees(catalog: Catalog, texte: TexteJuridique) -> list[Clause]:
    return list(catalog.offertes(clause.id for clause in catalog.citing(texte, Clause, "fondements")))


BEAUCOUP = 12
"""Clauses of one text, above which nobody reads them one after the other."""


def _groupes(catalog: Catalog, clauses: list[Clause]) -> tuple[Groupe, ...]:
    """An article that many clauses rest on may ask for the environment and only allow the rest: which are which is said."""
    both = [[one for one in clauses if ("environnement" in one.dimensions) is asked] for asked in (True, False)]
    if len(clauses) <= BEAUCOUP or not all(both):
        return ()
    titles = ("Pour l'environnement", "Pour le social, l'économie ou la gouvernance")
    return tuple(Groupe(title, cartes(catalog, own)) for title, own in zip(titles, both, strict=True))


CODE_PRINCIPAL = "Code de la commande publique"
"""Its articles are so many that they have a page to themselves."""


def appellation(text: TexteJuridique) -> str:
    """« L2112-2 » for an article of the main code, the whole reference for any other text."""
    return text.article if text.article and text.code == CODE_PRINCIPAL else text.reference


def mot_du_texte(text: TexteJuridique) -> Lien:
    """A text in a few words that say if it is still to be verified."""
    relied_on = text.confirme and not text.en_vigueur.jusqu_a
    return Lien(appellation(text) if relied_on else f"{appellation(text)}, à vérifier", text.adresse)


def by_number(texts: Iterable[TexteJuridique]) -> list[TexteJuridique]:
    """L2112-2 before L2112-2-1 before L2112-10."""
    return sorted(texts, key=lambda text: [int(part) if part.isdigit() else part for part in NUMERO.split(text.id)])


def textes_par_nature(catalog: Catalog) -> tuple[Groupe, ...]:
    """Legal texts by nature, but for the articles of the main code."""
    records = [text for text in catalog.all(TexteJuridique) if text.code != CODE_PRINCIPAL]
    groups = (
        (nature, by_number(text for text in records if text.nature == nature.id))
        for nature in catalog.terms("natures-texte")
    )
    return tuple(Groupe(nature.libelle, cartes(catalog, own)) for nature, own in groups if own)


def textes_du_code(catalog: Catalog) -> tuple[Groupe, ...]:
    """The articles of the main code, by part."""
    parts: dict[str, list[TexteJuridique]] = {}
    for text in by_number(text for text in catalog.all(TexteJuridique) if text.code == CODE_PRINCIPAL):
        parts.setdefault(_PARTIES.get((text.article or "")[:1], "Autres articles"), []).append(text)
    return tuple(Groupe(title, cartes(catalog, own)) for title, own in parts.items())


_PARTIES = {"L": "Partie législative", "R": "Partie réglementaire", "D": "Partie réglementaire (décrets simples)"}


def concordance(catalog: Catalog) -> tuple[LigneDeConcordance, ...]:
    """The articles of the 2006 code, each with what took its place."""
    return tuple(
        LigneDeConcordance(
            article.libelle,
            article.description or "",
            tuple(
                (Lien(text.article or text.reference, text.adresse), text.confirme)
                for text in by_number(catalog.all(TexteJuridique))
                if article.id in text.remplace
            ),
        )
        for article in catalog.terms("articles-2006")
    )


NOMS_DES_ANCIENS_TEXTES = {
    "2006-975": "Code des marchés publics de 2006",
    "2015-899": "Ordonnance n° 2015-899, marchés",
    "2016-360": "Décret n° 2016-360, marchés",
    "2016-65": "Ordonnance n° 2016-65, concessions",
    "2016-86": "Décret n° 2016-86, concessions",
}
"""What the texts before the code de la commande publique are called, by their number."""


def correspondances(catalog: Catalog) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each text before the code, with what is said of those of its articles of which what took their place was read or told."""
    said = (
        (name, tuple(correspondance_dite(row) for row in catalog.concordance if row.texte == number))
        for number, name in NOMS_DES_ANCIENS_TEXTES.items()
    )
    return tuple((name, lines) for name, lines in said if lines)


def correspondance_dite(row: Correspondance) -> str:
    """« Article 45 (2°) → aujourd'hui L2141-2 (d'après l'article R221-6 du code de l'énergie). »"""
    told = "d'après" if row.lecture == "lu" else "à vérifier, d'après"
    return f"{_anciens_articles(row)} → aujourd'hui {', '.join(row.aujourdhui)} ({told} {row.source})."


def _anciens_articles(row: Correspondance) -> str:
    *others, last = row.articles
    return f"Articles {', '.join(others)} et {last}, ensemble" if others else f"Article {last}"


def dates(catalog: Catalog) -> list[tuple[date, TexteJuridique]]:
    """The texts in force, or that will be, with the day from which they are, where it is known: the newest first."""
    found = [
        (text.en_vigueur.depuis, text)
        for text in catalog.all(TexteJuridique)
        if text.en_vigueur.depuis and not text.en_vigueur.jusqu_a
    ]
    return sorted(found, key=lambda pair: (-pair[0].toordinal(), pair[1].id))


def droit_recent(catalog: Catalog, nombre: int) -> tuple[tuple[date, Carte], ...]:
    """The texts that came into force last."""
    return tuple((day, carte(catalog, text)) for day, text in dates(catalog)[:nombre])


def textes_a_verifier(catalog: Catalog) -> tuple[TexteFragile, ...]:
    """The unconfirmed or repealed texts that clauses rest on, with these clauses, the most used first."""
    found = [
        (text, catalog.offertes(clause.id for clause in catalog.citing(text, Clause, "fondements")))
        for text in catalog.all(TexteJuridique)
        if not text.confirme or text.en_vigueur.jusqu_a
    ]
    used = sorted(((text, clauses) for text, clauses in found if clauses), key=lambda item: (-len(item[1]), item[0].id))
    return tuple(
        TexteFragile(Lien(text.titre, text.adresse), etat(catalog, text), tuple(map(lien, clauses)))
        for text, clauses in used
    )


def droit_change(catalog: Catalog) -> tuple[DroitChange, ...]:
    """Every text whose law changed and that some clause has not been compared with since, the newest change first."""
    changed = [(text, clauses_a_regarder(catalog, text)) for text in catalog.all(TexteJuridique) if text.changement]
    changed.sort(key=lambda item: (-(item[0].changement.releve.toordinal() if item[0].changement else 0), item[0].id))
    return tuple(change_vu(text, clauses) for text, clauses in changed if clauses)


def change_vu(texte: TexteJuridique, clauses: Iterable[Clause] = ()) -> DroitChange:
    """What is said of a change of the law."""
    assert texte.changement is not None
    return DroitChange(
        Lien(appellation(texte), texte.adresse), change_dit(texte), texte.changement.dit, tuple(map(lien, clauses))
    )


def droit_a_venir(catalog: Catalog) -> tuple[tuple[date, str, Lien], ...]:
    """The days after the data's own on which a text begins or ceases to apply, the nearest first."""
    found = [
        (day, word, Lien(text.titre, text.adresse))
        for text in catalog.all(TexteJuridique)
        for day, word in (
            (text.en_vigueur.depuis, "entre en vigueur"),
            (text.en_vigueur.jusqu_a, "cesse de s’appliquer"),
            (text.changement.effet if text.changement else None, "change"),
        )
        if day and day > catalog.date
    ]
    return tuple(sorted(found, key=lambda item: (item[0], item[2].adresse)))
