"""What can be followed: the feeds of news and the calendars, with what each holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..model import KINDS, Catalog, Clause, Famille, Record, TermeDeListe, TexteJuridique
from ..text.dates import date_longue
from .nouvelles import droit_change_annonce


@dataclass(frozen=True)
class Flux:
    """A feed. `nom` is its address below /flux/, without its ending; `page`, the one that it brings news of, from the site's root."""

    nom: str
    titre: str
    page: str
    fiches: tuple[Record, ...]


@dataclass(frozen=True)
class EcheanceDeFiche:
    """A day that a record names. `moment` says which of its days it is."""

    fiche: Record
    moment: str
    titre: str
    jour: date
    description: str


@dataclass(frozen=True)
class Agenda:
    """A calendar: `nom` as for a feed."""

    nom: str
    titre: str
    description: str
    echeances: tuple[EcheanceDeFiche, ...]


def flux_general(catalog: Catalog) -> Flux:
    return Flux("tout", "Tout le guide", "nouveautes/", tuple(catalog))


def flux_par_sorte(catalog: Catalog) -> tuple[Flux, ...]:
    """One feed for each kind that holds a record."""
    return tuple(
        Flux(
            kind,
            f"{model.nom_pluriel[0].upper()}{model.nom_pluriel[1:]}",
            f"{model.adresse_liste}/",
            catalog.all(model),
        )
        for kind, model in KINDS.items()
        if catalog.all(model)
    )


def flux_par_segment(catalog: Catalog) -> tuple[Flux, ...]:
    """One feed for each segment of purchase: the segment, its sub-segments, and every record that names one of them."""
    parents = {famille.id: famille.parent for famille in catalog.segments}
    found: dict[str, list[Record]] = {name: [] for name in parents}
    for record in catalog:
        own = (record.id,) if isinstance(record, Famille) else record.named_in(Famille.kind)
        for segment in dict.fromkeys(
            segment for name in own for segment in (name, parents.get(name)) if segment in found
        ):
            found[segment].append(record)
    return tuple(
        Flux(famille.nom_du_flux, famille.titre, famille.adresse, tuple(found[famille.id]))
        for famille in catalog.segments
    )


def flux_par_clause(catalog: Catalog) -> tuple[Flux, ...]:
    """One feed for each clause: its own changes, and those of the law that it rests on."""
    return tuple(
        Flux(clause.nom_du_flux, clause.titre, clause.adresse, (clause,))
        for clause in catalog.all(Clause)
        if clause.nom_du_flux
    )


def droit_du_flux(catalog: Catalog, flux: Flux) -> list[TexteJuridique]:
    """The texts whose law changed, among those that a feed follows or that its clauses rest on, the newest change first."""
    texts = {text.id: text for text in flux.fiches if isinstance(text, TexteJuridique)}
    for clause in flux.fiches:
        if isinstance(clause, Clause):
            texts |= {one.texte: catalog.get(TexteJuridique, one.texte) for one in clause.fondements}
    return droit_change_annonce(texts.values())


def agendas(catalog: Catalog) -> tuple[Agenda, ...]:
    """The calendars that hold a date: an empty one would not be a calendar (RFC 5545, 3.4)."""
    found = (
        Agenda(
            "droit",
            "Échéances du droit",
            "Le jour où un texte entre en vigueur, ou cesse de s'appliquer.",
            _du_droit(catalog),
        ),
        Agenda(
            "relectures",
            "Relectures à faire",
            "Le jour avant lequel une clause doit être relue.",
            _des_relectures(catalog, catalog.terms("relecteurs")),
        ),
        *(
            Agenda(
                f"relectures-{role.id}",
                f"Relectures à faire : {role.libelle}",
                f"Le jour avant lequel un {role.libelle} doit relire une clause.",
                _des_relectures(catalog, (role,)),
            )
            for role in catalog.terms("relecteurs")
        ),
    )
    return tuple(agenda for agenda in found if agenda.echeances)


def _du_droit(catalog: Catalog) -> tuple[EcheanceDeFiche, ...]:
    events = []
    for texte in catalog.all(TexteJuridique):
        if texte.en_vigueur.depuis:
            events.append(
                EcheanceDeFiche(
                    texte, "debut", f"Entrée en vigueur : {texte.titre}", texte.en_vigueur.depuis, _dit(texte, catalog)
                )
            )
        if texte.en_vigueur.jusqu_a:
            events.append(
                EcheanceDeFiche(
                    texte,
                    "fin",
                    f"Cesse de s'appliquer : {texte.titre}",
                    texte.en_vigueur.jusqu_a,
                    _dit(texte, catalog),
                )
            )
    return tuple(sorted(events, key=lambda event: (event.jour, event.fiche.id, event.moment)))


def _dit(texte: TexteJuridique, catalog: Catalog) -> str:
    """What the text says, and how sure the guide is of it: a calendar is read far from the page."""
    etat = catalog.term("etats-verification", texte.verification.etat).libelle
    return f"{texte.reference}. {texte.resume}\n\nÉtat de vérification : {etat}, au {date_longue(texte.verification.date)}. Seule la version officielle fait foi."


def _des_relectures(catalog: Catalog, roles: Iterable[TermeDeListe]) -> tuple[EcheanceDeFiche, ...]:
    events = [
        EcheanceDeFiche(
            clause,
            f"relecture-{role.id}",
            f"Relire la clause : {clause.titre}",
            reading.echeance,
            f"Dernière relecture le {date_longue(reading.date)}, par un {role.libelle}.",
        )
        for role in roles
        for clause in catalog.clauses_vivantes
        if (reading := clause.lue_par(role.id)) and reading.echeance
    ]
    return tuple(sorted(events, key=lambda event: (event.jour, event.fiche.id, event.moment)))
