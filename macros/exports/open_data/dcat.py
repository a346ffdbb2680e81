"""The catalogue of the datasets in DCAT-AP (JSON-LD), which data.gouv.fr and the European portals harvest."""

from typing import TYPE_CHECKING, Any

from ...read.settings import TO_FILL
from .datasets import FOLDER, LICENCE_URL, Jeu
from .lots import Lot

if TYPE_CHECKING:
    from ...build import Build

_EU = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_FRENCH = {"@id": f"{_EU}/language/FRA"}
_GOVERNMENT = {"@id": f"{_EU}/data-theme/GOVE"}
_PUBLIC = {"@id": f"{_EU}/access-right/PUBLIC"}
_FRANCE = {"@id": f"{_EU}/country/FRA"}
_IRREGULAR = {"@id": f"{_EU}/frequency/IRREG"}
"""A record changes when somebody changes it."""
_KEYWORDS = ("achats durables", "commande publique", "marchés publics", "clauses")


def catalog(found: tuple[Jeu, ...], every: tuple[Lot, ...], sizes: dict[str, int], build: "Build") -> dict[str, Any]:
    """`sizes`: bytes of each file of data, below /api/v1/, and of each lot, from the site's root."""
    site = build.settings.site
    publisher = {"@id": f"{site}#editeur", "@type": "foaf:Agent", "foaf:name": _publisher(build)}
    return {
        "@context": CONTEXT,
        "@id": f"{site}{FOLDER}/catalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _text(build.settings.guide),
        "dct:description": _text(
            "Clauses, cas, textes juridiques et conseils pour acheter durablement, en données ouvertes."
        ),
        "dct:publisher": publisher,
        "dct:license": {"@id": LICENCE_URL},
        "dct:language": _FRENCH,
        "dct:modified": _day(build.day.isoformat()),
        "dct:spatial": _FRANCE,
        "foaf:homepage": {"@id": site},
        "dcat:dataset": [*(_dataset(jeu, sizes, build) for jeu in found), _lots(every, sizes, build)],
    }


def _dataset(jeu: Jeu, sizes: dict[str, int], build: "Build") -> dict[str, Any]:
    site = build.settings.site
    identifier = f"{site}{FOLDER}/{jeu.nom}"
    files = [
        _distribution(identifier, jeu, "json", "application/json", sizes, site),
        _distribution(identifier, jeu, "csv", "text/csv", sizes, site),
    ]
    return _described(identifier, jeu.titre, jeu.description, jeu.mise_a_jour, files, build)


def _lots(every: tuple[Lot, ...], sizes: dict[str, int], build: "Build") -> dict[str, Any]:
    """The files of clauses of the segments, for a language model."""
    site, day = build.settings.site, build.day.isoformat()
    about = (
        f"{build.settings.guide}, les clauses de chaque segment en Markdown, à donner à un assistant qui lit du texte."
    )
    files = [
        _file(
            f"{site}{lot.chemin}",
            f"{lot.titre} (Markdown)",
            f"{lot.titre} : {lot.tient}.",
            _TEXT,
            day,
            sizes[lot.chemin],
        )
        for lot in every
    ]
    return _described(f"{site}{FOLDER}/lots", "Lots de clauses, par segment", about, day, files, build)


def _described(
    identifier: str, title: str, about: str, day: str, files: list[dict[str, Any]], build: "Build"
) -> dict[str, Any]:
    site = build.settings.site
    return {
        "@id": identifier,
        "@type": "dcat:Dataset",
        "dct:identifier": identifier,
        "dct:title": _text(f"{build.settings.guide} : {title[0].lower()}{title[1:]}"),
        "dct:description": _text(about),
        "dct:publisher": {"@id": f"{site}#editeur"},
        "dcat:contactPoint": _contact(build),
        "dct:language": _FRENCH,
        "dct:accessRights": _PUBLIC,
        "dct:spatial": _FRANCE,
        "dct:accrualPeriodicity": _IRREGULAR,
        "dct:modified": _day(day),
        "dcat:theme": _GOVERNMENT,
        "dcat:keyword": [_text(word) for word in _KEYWORDS],
        "dcat:landingPage": {"@id": f"{site}donnees/"},
        "dcat:distribution": files,
    }


def _publisher(build: "Build") -> str:
    """Who publishes; the name of the guide until the organisation has said."""
    organisation = build.settings.organisation
    return next((name for name in (organisation.editeur, organisation.nom) if name != TO_FILL), build.settings.guide)


def _contact(build: "Build") -> dict[str, Any]:
    """The address to write to, else the page that says who answers."""
    contact = build.settings.contact
    reached = {"vcard:hasEmail": {"@id": f"mailto:{contact}"}} if contact else {}
    page = {"@id": f"{build.settings.site}mentions-legales/"}
    return {"@type": "vcard:Organization", "vcard:fn": "Équipe du guide", **reached, "vcard:hasURL": page}


def _distribution(
    identifier: str, jeu: Jeu, ending: str, media_type: str, sizes: dict[str, int], site: str
) -> dict[str, Any]:
    schema = {"dct:conformsTo": {"@id": f"{site}{FOLDER}/schemas/{jeu.nom}.json"}} if ending == "json" else {}
    title, about = f"{jeu.titre} ({ending.upper()})", f"{jeu.description} Format {ending.upper()}."
    kind = (ending.upper(), media_type)
    return _file(f"{identifier}.{ending}", title, about, kind, jeu.mise_a_jour, sizes[f"{jeu.nom}.{ending}"]) | schema


_TEXT = ("TXT", "text/markdown")


def _file(address: str, title: str, about: str, kind: tuple[str, str], day: str, size: int) -> dict[str, Any]:
    """`kind`: its format in the list of the European authority, and its media type."""
    return {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": _text(title),
        "dct:description": _text(about),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dct:format": {"@id": f"{_EU}/file-type/{kind[0]}"},
        "dcat:mediaType": {"@id": f"{_IANA}/{kind[1]}"},
        "dct:license": {"@id": LICENCE_URL},
        "dct:modified": _day(day),
        "dcat:byteSize": {"@value": str(size), "@type": "xsd:nonNegativeInteger"},
    }


def _text(words: str) -> dict[str, str]:
    return {"@value": words, "@language": "fr"}


def _day(iso: str) -> dict[str, str]:
    return {"@value": iso, "@type": "xsd:date"}
