"""What a text becomes in the XML of an Office document: what XML forbids is gone, the rest is escaped."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All but the characters of XML 1.0, § 2.2."""


def escaped(text: str) -> str:
    """A text for the content of an element, or for an attribute in double quotes."""
    allowed = _FORBIDDEN.sub("", text)
    return allowed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
