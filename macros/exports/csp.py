"""The content security policy of each page: its inline scripts are named by their hash, nothing else may run."""

import base64
import hashlib
import re

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>(.*?)</script>", re.DOTALL)
_DIRECTIVES = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; connect-src 'self'{engine}; "
    "base-uri 'self'; form-action 'self'; object-src 'none'"
)


FRAMING = re.compile(r'<script src="[^"]*/(?:ecran-image|integrer)\.js"')
"""The tools that show a page of the site in a frame."""


_ENGINE = re.compile(r'<meta name="guide-moteur" content="(https?://[A-Za-z0-9.:-]+)">')
"""The shell names the search engine that the page asks (organisation.yml: moteur)."""


def policy(html: str) -> str:
    """The policy of a page, from its inline scripts, its tools and the search engine that its head names."""
    engine = _ENGINE.search(html.split("</head>", 1)[0])
    digests = {
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in _INLINE_SCRIPT.findall(html)
    }
    directives = _DIRECTIVES.format(
        hashes="".join(f" 'sha256-{digest}'" for digest in sorted(digests)),
        engine=f" {engine[1]}" if engine else "",
    )
    return f"{directives}; frame-src 'self'" if FRAMING.search(html) else directives


_CHARSET = '<meta charset="utf-8">'
_STATED = re.compile(_CHARSET + r'(?:<meta http-equiv="Content-Security-Policy" content="[^"]*">)?')


def with_policy(html: str) -> str:
    """The page with its policy as a meta element, before anything that the policy rules; in the place of the one that it had."""
    return _STATED.sub(
        lambda _: f'{_CHARSET}<meta http-equiv="Content-Security-Policy" content="{policy(html)}">', html, count=1
    )
