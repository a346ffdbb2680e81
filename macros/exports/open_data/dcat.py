"""The catalogue of the datasets in DCAT-AP (JSON-LD), which data.gouv.fr and the European portals harvest."""

from typing import TYPE_CHECKING, Any

from ...read.settings import TO_FILL
from .datasets import FOLDER, LICENCE_URL, Jeu

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


def catalog(found: tuple[Jeu, ...], sizes: dict[str, int], build: "Build") -> dict[str, Any]:
    """`sizes`: bytes of each file below /api/v1/."""
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
        "dcat:dataset": [_dataset(jeu, sizes, build) for jeu in found],
    }


def _dataset(jeu: Jeu, sizes: dict[str, int], build: "Build") -> dict[str, Any]:
    site = build.settings.site
    identifier = f"{site}{FOLDER}/{jeu.nom}"
    return {
        "@id": identifier,
        "@type": "dcat:Dataset",
        "dct:identifier": identifier,
        "dct:title": _text(f"{build.settings.guide} : {jeu.titre[0].lower()}{jeu.titre[1:]}"),
        "dct:description": _text(jeu.description),
        "dct:publisher": {"@id": f"{site}#editeur"},
        "dcat:contactPoint": _contact(build),
        "dct:language": _FRENCH,
        "dct:accessRights": _PUBLIC,
        "dct:spatial": _FRANCE,
        "dct:accrualPeriodicity": _IRREGULAR,
        "dct:modified": _day(jeu.mise_a_jour),
        "dcat:theme": _GOVERNMENT,
        "dcat:keyword": [_text(word) for word in _KEYWORDS],
        "dcat:landingPage": {"@id": f"{site}donnees/"},
        "dcat:distribution": [
            _distribution(identifier, jeu, "json", "application/json", sizes, site),
            _distribution(identifier, jeu, "csv", "text/csv", sizes, site),
        ],
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
    address = {"@id": f"{identifier}.{ending}"}
    schema = {"dct:conformsTo": {"@id": f"{site}{FOLDER}/schemas/{jeu.nom}.json"}} if ending == "json" else {}
    return {
        "@id": f"{identifier}.{ending}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": _text(f"{jeu.titre} ({ending.upper()})"),
        "dct:description": _text(f"{jeu.description} Format {ending.upper()}."),
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dct:format": {"@id": f"{_EU}/file-type/{ending.upper()}"},
        "dcat:mediaType": {"@id": f"{_IANA}/{media_type}"},
        "dct:license": {"@id": LICENCE_URL},
        "dct:modified": _day(jeu.mise_a_jour),
        "dcat:byteSize": {"@value": str(sizes[f"{jeu.nom}.{ending}"]), "@type": "xsd:nonNegativeInteger"},
        **schema,
    }


def _text(words: str) -> dict[str, str]:
    return {"@value": words, "@language": "fr"}


def _day(iso: str) -> dict[str, str]:
    return {"@value": iso, "@type": "xsd:date"}
