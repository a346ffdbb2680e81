"""`python -m macros liens`: look at the outside addresses of the records and of the public pages, and write what was seen.

It is the only command that asks anything of the network, and the build never calls it: a link that no longer works breaks nothing, it is told.
"""

import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from .model import Catalog, EtatDesLiens
from .model.mesures import LienMort
from .publication import quoted
from .read.guide import Guide

FILE = Path("data/mesures/liens.yml")
GONE = {404: "404 : la page n'existe plus", 410: "410 : la page a été retirée"}
SILENT = "ne répond pas"
AGENT = "guide-achats-durables (controle hebdomadaire des liens)"
_LINK = re.compile(r"https?://[^\s<>\"'`|()\[\]{}\\]+")
_SECONDS, _BETWEEN, _HOSTS = 20, 1.0, 8
"""Patience for an address; between two of one host; hosts that are asked at once."""


def addresses(guide: Guide) -> dict[str, str]:
    """Every outside address -> the page of docs/ that holds it, or "" where a record does."""
    found = {
        link.rstrip(".,;:"): page.path
        for page in guide.pages
        if page.entete.diffusion == "publique"
        for link in _LINK.findall(page.body)
    }
    found |= {link.rstrip(".,;:"): "" for _, _, text in guide.catalog.texts for link in _LINK.findall(text)}
    return {link: found[link] for link in sorted(found) if "example." not in link}


def look(url: str) -> str | None:
    """What is wrong with an address, "" where nobody can tell, None where it answers. A server that refuses HEAD is asked for the page itself."""
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(url, method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS):
                return None
        except urllib.error.HTTPError as error:
            error.close()
            if method == "GET":
                return GONE.get(error.code, "")
        except (OSError, ValueError):
            if method == "GET":
                return SILENT
        except Exception:  # whatever a strange server makes the library raise: that is no dead link
            return ""
    return None


def look_at(
    urls: Iterable[str], one: Callable[[str], str | None] = look, pause: float = _BETWEEN
) -> dict[str, str | None]:
    """What was seen of each address: several hosts at once, each asked slowly."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc, []).append(url)

    def ask(own: list[str]) -> list[tuple[str, str | None]]:
        seen = []
        for number, url in enumerate(own):
            time.sleep(pause if number else 0)
            seen.append((url, one(url)))
        return seen

    with ThreadPoolExecutor(_HOSTS) as pool:
        return {url: said for answers in pool.map(ask, hosts.values()) for url, said in answers}


def state(catalog: Catalog, pages: Mapping[str, str], seen: Mapping[str, str | None], day: date) -> EtatDesLiens:
    """The state to keep. A link that was dead at the last look is dead since then."""
    before = catalog.mesures.get("liens")
    since = {dead.url: dead.depuis for dead in before.morts} if isinstance(before, EtatDesLiens) else {}
    return EtatDesLiens.model_construct(
        regarde_le=day,
        liens=len(seen),
        refus=sum(said == "" for said in seen.values()),
        morts=tuple(
            LienMort.model_construct(url=url, constat=said, depuis=since.get(url, day), page=pages.get(url) or None)
            for url, said in sorted(seen.items())
            if said
        ),
    )


def etat_as_yaml(found: EtatDesLiens) -> str:
    lines = [
        "# Écrit par « python -m macros liens » : ce que les adresses extérieures ont répondu ce jour-là.",
        f"regarde_le: {found.regarde_le.isoformat()}",
        f"liens: {found.liens}",
        f"refus: {found.refus}",
        "morts:" if found.morts else "morts: []",
    ]
    for dead in found.morts:
        lines += [
            f"  - url: {quoted(dead.url)}",
            f"    constat: {quoted(dead.constat)}",
            f"    depuis: {dead.depuis.isoformat()}",
        ]
        lines += [f"    page: {quoted(dead.page)}"] if dead.page else []
    return "\n".join(lines) + "\n"


def look_at_links(root: Path, guide: Guide, day: date) -> EtatDesLiens:
    """Look, and write data/mesures/liens.yml."""
    pages = addresses(guide)
    found = state(guide.catalog, pages, look_at(pages), day)
    file = root / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(etat_as_yaml(found), encoding="utf-8", newline="\n")
    return found
