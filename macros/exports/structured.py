"""What a search engine is told of a record's page: schema.org, as a block of JSON that the browser never runs."""

from datetime import date
from functools import singledispatch
from typing import Any

from ..model import Catalog, Clause, EtudeDeCas, Famille, Pair, Recommandation, Record, TexteJuridique
from ..read.settings import Settings
from ..text.json_compact import json_compact
from ..text.language import without_links
from ..views.relectures import statut_dit
from .open_data.datasets import LICENCE_URL


def script(record: Record, catalog: Catalog, settings: Settings, day: date) -> str:
    """The element to place in the head of the record's page."""
    # "<" would let a text close the element; inside JSON strings the escape says the same.
    text = json_compact(structured(record, catalog, settings, day)).decode().replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def structured(record: Record, catalog: Catalog, settings: Settings, day: date) -> dict[str, Any]:
    """What is common to every page, then what is proper to its kind."""
    common = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": settings.site + record.adresse,
        "url": settings.site + record.adresse,
        "name": record.titre,
        "description": record.resume,
        "inLanguage": "fr",
        "license": LICENCE_URL,
        "dateModified": (record.date or day).isoformat(),
        "isPartOf": {"@type": "WebSite", "@id": settings.site, "name": settings.guide},
        **({"keywords": list(record.alias)} if record.alias else {}),
    }
    if record.local:
        name = {"name": record.local.par} if settings.nom else {"name": settings.guide}
        common["contributor"] = {"@type": "Organization", **name}
        common["creditText"] = f"Fiche {record.local.dit}"
    return common | _own(record, catalog)


@singledispatch
def _own(record: Record, catalog: Catalog) -> dict[str, Any]:
    """What is proper to a kind: nothing, where none of the functions below is for it."""
    return {}


@_own.register
def _clause(clause: Clause, catalog: Catalog) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "genre": "Clause de marché public",
        "version": clause.version_dite,
        "creativeWorkStatus": statut_dit(catalog, clause),
        "about": [catalog.get(Famille, name).titre for name in clause.familles],
        "text": "\n\n".join(without_links(disposition.texte).strip() for disposition in clause.dispositions),
        "citation": [_work(source) for source in clause.sources],
    }


@_own.register
def _cas(cas: EtudeDeCas, catalog: Catalog) -> dict[str, Any]:
    return {
        "@type": "Article",
        "about": {"@type": "Organization", "name": cas.acheteur, "location": cas.lieu},
        "citation": [_work(source) for source in cas.sources],
    }


@_own.register
def _recommandation(recommandation: Recommandation, catalog: Catalog) -> dict[str, Any]:
    return {
        "@type": "HowTo",
        "step": [{"@type": "HowToStep", "text": without_links(step)} for step in recommandation.comment],
    }


@_own.register
def _pair(pair: Pair, catalog: Catalog) -> dict[str, Any]:
    site = {"url": pair.site} if pair.site else {}
    return {
        "mainEntity": {"@type": "Organization", "name": pair.titre, "location": f"{pair.lieu}, {pair.pays}", **site}
    }


@_own.register
def _texte(texte: TexteJuridique, catalog: Catalog) -> dict[str, Any]:
    """The page is about the law: it is not the law."""
    return {
        "about": {
            "@type": "CreativeWork" if texte.nature == "decision" else "Legislation",
            "name": texte.reference,
            "url": texte.url,
        }
    }


def _work(source: Any) -> dict[str, Any]:
    return {"@type": "CreativeWork", "name": source.titre, **({"url": source.url} if source.url else {})}
