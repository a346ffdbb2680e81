"""`/opensearch.xml`: lets a browser add the guide to its search engines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from ..build import Build

_DESCRIPTION = """\
<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{court}</ShortName>
<Description>{guide} : chercher une clause, un texte ou un cas</Description>
<Language>fr</Language>
<InputEncoding>UTF-8</InputEncoding>
<OutputEncoding>UTF-8</OutputEncoding>
<Image width="16" height="16" type="image/svg+xml">{image}</Image>
<Url type="text/html" method="get" template={recherche}/>
<Url type="application/opensearchdescription+xml" rel="self" template={description}/>
</OpenSearchDescription>
"""


def opensearch(build: "Build") -> Iterator[tuple[str, bytes]]:
    site = build.settings.site
    addresses = {
        "recherche": quoteattr(f"{site}recherche/?q={{searchTerms}}"),
        "description": quoteattr(f"{site}opensearch.xml"),
    }
    yield (
        "opensearch.xml",
        _DESCRIPTION.format(
            guide=escape(build.settings.guide),
            court=escape(build.settings.organisation.guide_court),
            image=f"{site}assets/img/logo.svg",
            **addresses,
        ).encode(),
    )
