"""How fresh the guide is: outside links at the last look, and the whole state as a text for a terminal or an issue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..model import Catalog, EtatDesLiens
from ..model.base import strings
from ..text.dates import date_longue
from .couverture import couverture
from .elements import Lien, lien, pluriel
from .relectures import etat_des_lectures
from .textes import droit_a_venir, droit_change, textes_a_verifier

BIENTOT = timedelta(days=60)


@dataclass(frozen=True)
class LienMortVu:
    """An address that led nowhere, since when, and the record that holds it (or the name of a page)."""

    url: str
    constat: str
    depuis: date
    ou: Lien | None
    page: str


@dataclass(frozen=True)
class LiensVus:
    dit: str
    morts: tuple[LienMortVu, ...]


def liens_vus(catalog: Catalog) -> LiensVus:
    """The last look at outside links, as far as this edition shows them."""
    found = catalog.mesures.get("liens")
    if not isinstance(found, EtatDesLiens):
        return LiensVus("Les liens vers l’extérieur n’ont encore été regardés par aucun robot.", ())
    holders: dict[str, Lien] = {}
    for record in catalog if found.morts else ():
        for _, text in strings(record):
            for dead in found.morts:
                if dead.url in text:
                    holders.setdefault(dead.url, lien(record))
    seen = tuple(
        LienMortVu(dead.url, dead.constat, dead.depuis, holders.get(dead.url), dead.page or "")
        for dead in found.morts
        if dead.url in holders or dead.page
    )
    dead_words = pluriel(len(seen), "lien mort", "liens morts") if seen else "aucun lien mort"
    unsure = f" ; {pluriel(found.refus, 'adresse n’a', 'adresses n’ont')} dit ni oui ni non" if found.refus else ""
    return LiensVus(
        f"Au dernier regard, le {date_longue(found.regarde_le)}, sur {found.liens} adresses : {dead_words}{unsure}.",
        seen,
    )


def rapport(catalog: Catalog, day: date) -> str:
    """The state of the guide on a day, in Markdown."""
    return "\n".join(_rapport(catalog, day)) + "\n"


def _rapport(catalog: Catalog, day: date) -> Iterator[str]:
    state = etat_des_lectures(catalog)
    yield f"# Fraîcheur du guide au {date_longue(day)}"
    yield from ("", "## Relectures", "", state.dit, "")
    for role in state.roles:
        late = [one for one in role.prochaines if date.fromisoformat(one.jour) < day]
        soon = [one for one in role.prochaines if day <= date.fromisoformat(one.jour) <= day + BIENTOT]
        yield f"- {role.role.libelle} : {role.dit}, {len(late)} en retard, {len(soon)} dans les {BIENTOT.days} jours"
        yield from (f"  - en retard : {one.clause.mot} ({one.dit})" for one in late)
        yield from (f"  - bientôt : {one.clause.mot} ({one.dit})" for one in soon)
    yield from (f"- {one.clause.mot} : {one.dit}" for one in state.demandes)
    yield from ("", "## Le droit a changé", "")
    changed = droit_change(catalog)
    yield from (
        f"- {one.texte.mot}, {one.quand} : {', '.join(clause.mot for clause in one.clauses)}" for one in changed
    )
    yield from () if changed else ("Aucune clause n’attend d’être comparée à un texte qui a changé.",)
    yield from ("", "## Textes à vérifier ou abrogés, et les clauses qui s’y appuient", "")
    fragile = textes_a_verifier(catalog)
    yield from (
        f"- {one.texte.mot} ({one.etat}) : {', '.join(clause.mot for clause in one.clauses)}" for one in fragile
    )
    yield from () if fragile else ("Aucun.",)
    yield from ("", "## Dates du droit à venir", "")
    coming = [(when, word, text) for when, word, text in droit_a_venir(catalog) if when >= day]
    yield from (f"- {date_longue(when)} : {text.mot} {word}" for when, word, text in coming)
    yield from () if coming else ("Aucune n’est connue du guide.",)
    yield from ("", "## Couverture", "", f"{couverture(catalog).titre}, entre segments et étapes (voir /fraicheur/).")
    links = liens_vus(catalog)
    yield from ("", "## Liens vers l’extérieur", "", links.dit)
    for dead in links.morts:
        where = dead.ou.mot if dead.ou else dead.page
        yield f"- {dead.url} : {dead.constat}, depuis le {date_longue(dead.depuis)} ({where})"
