"""News feeds and calendars below /flux/: one entry for each change of a record, one for what a day first published, one for each text whose law changed, in Atom (RFC 4287) and JSON Feed 1.1."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from ..model import Record, TexteJuridique
from ..model.base import Changement
from ..read.settings import Settings
from ..text.json_compact import json_compact
from ..text.language import without_links
from ..views.flux import (
    EcheanceDeFiche,
    Flux,
    agendas,
    droit_du_flux,
    flux_general,
    flux_par_clause,
    flux_par_segment,
    flux_par_sorte,
)
from ..views.nouvelles import PremierePublication, annonces
from ..views.textes import change_dit
from .ics import RendezVous, fichier_ics, uid
from .open_data.datasets import LICENCE_URL

if TYPE_CHECKING:
    from ..build import Build

FOLDER = "flux"


@dataclass(frozen=True)
class Article:
    """One entry, whatever the format. `id` never changes: a reader who has read it knows it by that."""

    id: str
    titre: str
    adresse: str
    jour: str
    resume: str
    sorte: str


def feeds(build: "Build") -> Iterator[tuple[str, bytes]]:
    """`<name>.atom` and `<name>.json` of each feed, `<name>.ics` of each calendar."""
    catalog, settings = build.catalog, build.settings
    feeds = (flux_general(catalog), *flux_par_sorte(catalog), *flux_par_segment(catalog), *flux_par_clause(catalog))
    for flux in feeds:
        articles = [
            _first(told, flux, settings) if isinstance(told, PremierePublication) else _article(*told, settings)
            for told in annonces(flux.fiches)
        ]
        articles += [_law(text, settings) for text in droit_du_flux(catalog, flux)]
        articles.sort(key=lambda article: article.jour, reverse=True)
        yield f"{FOLDER}/{flux.nom}.atom", atom(flux, articles, settings, build.day).encode()
        yield (
            f"{FOLDER}/{flux.nom}.json",
            json_compact(json_feed(flux, articles, settings)) + b"\n",
        )
    for agenda in agendas(catalog):
        events = (_evenement(echeance, settings) for echeance in agenda.echeances)
        yield f"{FOLDER}/{agenda.nom}.ics", fichier_ics(f"{build.settings.guide} : {agenda.titre}", events, build.day)


def _article(record: Record, change: Changement, settings: Settings) -> Article:
    day = change.date.isoformat()
    return Article(
        id=f"tag:{urlsplit(settings.site).hostname},{day}:{record.kind}/{record.id}/{record.numero(change.version)}",
        titre=record.titre,
        adresse=settings.site + record.adresse,
        jour=f"{day}T00:00:00Z",
        resume=f"{record.nom[0].upper()}{record.nom[1:]}, version {record.numero(change.version)}{_by(record)}. {change.motif} {record.resume}",
        sorte=record.nom,
    )


def _by(record: Record) -> str:
    return f", {record.local.dit}" if record.local else ""


def _first(told: PremierePublication, flux: Flux, settings: Settings) -> Article:
    day = told.jour.isoformat()
    return Article(
        id=f"tag:{urlsplit(settings.site).hostname},{day}:premiere-publication/{flux.nom.replace('/', '-')}/1",
        titre=f"Première publication : {told.dit}",
        adresse=settings.site + flux.page,
        jour=f"{day}T00:00:00Z",
        resume=f"Nouveau ce jour : {told.dit}.",
        sorte="première publication",
    )


def _law(text: TexteJuridique, settings: Settings) -> Article:
    assert text.changement is not None
    day = text.changement.releve.isoformat()
    return Article(
        id=f"tag:{urlsplit(settings.site).hostname},{day}:droit/{text.id}/1",
        titre=f"Le droit a changé : {text.titre}",
        adresse=settings.site + text.adresse,
        jour=f"{day}T00:00:00Z",
        resume=f"{change_dit(text)[0].upper()}{change_dit(text)[1:]}. {without_links(text.changement.dit)} Les clauses qui s’y appuient sont signalées jusqu’à ce qu’elles soient regardées.",
        sorte="droit",
    )


def _evenement(echeance: EcheanceDeFiche, settings: Settings) -> RendezVous:
    record = echeance.fiche
    name = uid(f"{record.kind}-{echeance.moment}", record.id, settings.site)
    return RendezVous(
        name, echeance.titre, echeance.jour, description=echeance.description, adresse=settings.site + record.adresse
    )


def auteur(settings: Settings) -> str:
    """The organisation that publishes the guide, once it has said its name."""
    return settings.nom or settings.guide


def atom(flux: Flux, articles: list[Article], settings: Settings, day: date) -> str:
    address = f"{settings.site}{FOLDER}/{flux.nom}.atom"
    updated = articles[0].jour if articles else f"{day.isoformat()}T00:00:00Z"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">',
        f"<id>{escape(address)}</id>",
        f"<title>{escape(f'{settings.guide} : {flux.titre}')}</title>",
        f"<updated>{updated}</updated>",
        f"<author><name>{escape(auteur(settings))}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(address)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(settings.site + flux.page)}/>',
        f'<link rel="license" href={quoteattr(LICENCE_URL)}/>',
        *(_entry(article) for article in articles),
        "</feed>\n",
    ]
    return "\n".join(lines)


def _entry(article: Article) -> str:
    return (
        f"<entry><id>{escape(article.id)}</id><title>{escape(article.titre)}</title><updated>{article.jour}</updated>"
        f'<link rel="alternate" type="text/html" href={quoteattr(article.adresse)}/><category term={quoteattr(article.sorte)}/>'
        f"<summary>{escape(article.resume)}</summary></entry>"
    )


def json_feed(flux: Flux, articles: list[Article], settings: Settings) -> dict[str, Any]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{settings.guide} : {flux.titre}",
        "home_page_url": settings.site + flux.page,
        "feed_url": f"{settings.site}{FOLDER}/{flux.nom}.json",
        "language": "fr",
        "authors": [{"name": auteur(settings), "url": settings.site}],
        "items": [
            {
                "id": article.id,
                "url": article.adresse,
                "title": article.titre,
                "content_text": article.resume,
                "date_published": article.jour,
                "tags": [article.sorte],
                "language": "fr",
            }
            for article in articles
        ],
    }
