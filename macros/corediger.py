"""A dossier sent to the organisation's own Etherpad, where several people write: `python -m macros corediger FICHIER`.

The API is that of Etherpad's documentation (doc/api/http_api.md, 3.3.1): POST /api/<version>/<function>, which answers {code, message, data}; code 0 is success, 1 a parameter that it
refuses (a pad that is there already), 4 a key that it does not know. The key comes from the environment, and goes to the address of organisation.yml alone.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from .read.problems import Refused
from .read.settings import Organisation
from .text.letters import slug

JETON, CLE = "GUIDE_ETHERPAD_JETON", "GUIDE_ETHERPAD_CLE"
"""Names in the environment: an OAuth token (`authenticationMethod: sso`, the usual one since 3.0), or a key (`apikey`)."""
KINDS = (".md", ".txt")
_API = "1"
_MOST = 2_000_000
_PATIENCE = 30
_LONGEST_NAME = 50


class Refuse(Refused):
    """What cannot be sent, and why, in French."""


class _NoRedirect(HTTPRedirectHandler):
    """A key never follows to another address."""

    def redirect_request(self, *arguments: Any) -> None:
        return None


def send(path: Path, organisation: Organisation, environment: Mapping[str, str], pad: str = "") -> tuple[str, str]:
    """Make a new pad of a file; gives its address, and the one that only reads. Nothing that is there is overwritten.

    Raises Refuse, with every fault that can be told before anything is sent.
    """
    problems = list(_faults(path, organisation, environment))
    if problems:
        raise Refuse("\n".join(problems))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise Refuse(f"{path}:{line}:1: attendu un texte en UTF-8") from None
    assert organisation.corredaction is not None
    address = organisation.corredaction.adresse.rstrip("/")
    name = pad_name(pad or _title(text) or path.stem)
    _call(address, environment, "createPad", {"padID": name, "text": text})
    read_only = _call(address, environment, "getReadOnlyID", {"padID": name}).get("readOnlyID", "")
    return f"{address}/p/{quote(name)}", f"{address}/p/{quote(str(read_only))}"


def _faults(path: Path, organisation: Organisation, environment: Mapping[str, str]) -> Iterator[str]:
    if organisation.corredaction is None or organisation.corredaction.type != "etherpad":
        yield "organisation.yml:1:1: attendu « corredaction: {type: etherpad, adresse: https://… } »"
    if not environment.get(JETON) and not environment.get(CLE):
        yield f"environnement : attendu {JETON} (jeton OAuth) ou {CLE} (clé d'API)"
    if path.suffix.lower() not in KINDS:
        yield f"{path}:1:1: attendu le dossier en Markdown (.md), enregistré depuis « Mon dossier », ou un texte (.txt)"
    elif not path.is_file():
        yield f"{path}:1:1: ce fichier n'existe pas"
    elif path.stat().st_size > _MOST:
        yield f"{path}:1:1: attendu {_MOST // 1_000_000} Mo au plus"


def pad_name(words: str) -> str:
    """A name that Etherpad takes: without / ? & #, accents nor blanks."""
    return slug(words)[:_LONGEST_NAME].strip("-") or "dossier"


def _title(text: str) -> str:
    found = re.search(r"^# +(.+)$", text, re.MULTILINE)
    return found[1] if found else ""


def _call(address: str, environment: Mapping[str, str], function: str, values: dict[str, str]) -> dict[str, Any]:
    """What a function of the API answers."""
    headers = {}
    if token := environment.get(JETON):
        headers["Authorization"] = f"Bearer {token}"
    else:
        values = {**values, "apikey": environment[CLE]}
    request = Request(f"{address}/api/{_API}/{function}", urlencode(values).encode(), headers)
    try:
        with build_opener(_NoRedirect).open(request, timeout=_PATIENCE) as answer:
            said = json.loads(answer.read(_MOST))
    except HTTPError as error:
        if error.code in (401, 403):
            raise Refuse(f"{address} refuse la clé ou le jeton ({error.code})") from None
        raise Refuse(f"{address} répond {error.code} : est-ce l'adresse d'un Etherpad ?") from None
    except (URLError, TimeoutError, ConnectionError) as error:
        raise Refuse(f"{address} ne répond pas ({getattr(error, 'reason', error)})") from None
    except ValueError:
        raise Refuse(f"{address} ne répond pas comme un Etherpad : vérifier l'adresse de organisation.yml") from None
    return _data(address, said, values["padID"])


def _data(address: str, said: Any, pad: str) -> dict[str, Any]:
    code = said.get("code") if isinstance(said, dict) else None
    if code == 0:
        return said.get("data") or {}
    message = str(said.get("message", "")) if isinstance(said, dict) else ""
    if code == 1 and "exist" in message:
        raise Refuse(f"{address} a déjà un document « {pad} » : rien n'a changé ; choisir un autre nom par --pad")
    if code == 4:
        raise Refuse(f"{address} refuse la clé ou le jeton")
    raise Refuse(f"{address} a refusé : {message or 'réponse inconnue'}")
