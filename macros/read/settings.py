"""What an organisation configures in organisation.yml, and what one build is told: edition, address, publication."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote, urlsplit

from pydantic import AfterValidator, StringConstraints, ValidationError

from ..model.base import Ligne, Model, Url
from ..model.local import DOCS_LOCALE
from ..text.dates import date_longue
from .messages import translated
from .navigation import site_name
from .problems import DataError, Problem, Refused
from .yaml_source import YamlSource, read_into

TO_FILL = "[à compléter]"
FILE = "organisation.yml"
EXAMPLE = "https://guide.example.fr"
"""The address that mkdocs.yml gives where nobody has chosen one."""
EDITIONS = ("publique", "interne")
CONTRAST = 4.5
"""Least contrast of a text with its ground (WCAG 2.2, criterion 1.4.3)."""


def _couleur(value: str) -> str:
    """The organisation's colour, once it is sure that white text can be read on it."""
    if value == TO_FILL:
        return value
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise ValueError("une couleur de la forme « #1f6b4a »")
    contrast = 1.05 / (_luminance(value) + 0.05)
    if contrast < CONTRAST:
        raise ValueError(
            f"une couleur plus foncée : son contraste sur du blanc est de {contrast:.1f}, il en faut au moins {CONTRAST}"
        )
    return value


def _suffixe(value: str) -> str:
    """What names the organisation's own versions: 3+region.1."""
    if value != TO_FILL and not re.fullmatch(r"[a-z][a-z0-9-]{0,19}", value):
        raise ValueError("un mot de 20 lettres au plus, en minuscules sans accent (par exemple « region »)")
    return value


def _logo(value: str) -> str:
    """A picture of docs/, by its path."""
    is_one = re.fullmatch(
        r"[\w-][\w.-]*(/[\w-][\w.-]*)*\.(svg|png|jpe?g|webp|gif|ico)", value, re.ASCII | re.IGNORECASE
    )
    if value != TO_FILL and not is_one:
        raise ValueError(
            "une image de docs/, par son chemin, sans espace ni accent (par exemple « assets/img/logo.svg »)"
        )
    return value


def _depot(value: str) -> str:
    """The address of a repository in a browser."""
    if value != TO_FILL and not re.fullmatch(r"https?://[\w.-]+(:\d{1,5})?(/[\w.~/-]*)?", value, re.ASCII):
        raise ValueError(
            "l'adresse du dépôt dans un navigateur (par exemple « https://forge.exemple.fr/achats/guide »)"
        )
    return value


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, « relative luminance »)."""
    channels = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _origine(value: str) -> str:
    """The address of an engine: what a browser asks, hence no password, query or place in a page."""
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?", parts.netloc):
        raise ValueError("une adresse de la forme https://moteur.exemple.fr, sans compte ni mot de passe")
    if parts.query or parts.fragment or not re.fullmatch(r"[A-Za-z0-9._~/-]*", parts.path):
        raise ValueError("une adresse de la forme https://moteur.exemple.fr/chemin, sans « ? » ni « # »")
    return value.rstrip("/")


class Moteur(Model):
    """The search engine that the results page asks in the place of the site's own index. `cle_publique` is read by
    whoever opens the page: a Meilisearch key that may only search, or « compte:mot de passe » in base64 of an
    OpenSearch account that may only read this index."""

    type: Literal["opensearch", "meilisearch"]
    adresse: Annotated[Ligne, AfterValidator(_origine)]
    index: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=100)]
    cle_publique: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._~+/=-]+$", max_length=400)] | None = None

    @property
    def origine(self) -> str:
        """Scheme, host and port: what the policy of the pages names."""
        parts = urlsplit(self.adresse)
        return f"{parts.scheme}://{parts.netloc}"


class Corredaction(Model):
    """Where the organisation writes with several hands."""

    type: Literal["docs", "etherpad"]
    adresse: Url


class Organisation(Model):
    """Who publishes the guide. « [à compléter] » where nobody has said."""

    guide: Ligne = "Guide des achats durables"
    guide_court: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=16)] = (
        "Achats durables"
    )
    nom: Ligne = TO_FILL
    suffixe: Annotated[str, AfterValidator(_suffixe)] = TO_FILL
    logo: Annotated[Ligne, AfterValidator(_logo)] = TO_FILL
    couleur: Annotated[Ligne, AfterValidator(_couleur)] = TO_FILL
    contact: Ligne = TO_FILL
    editeur: Ligne = TO_FILL
    directeur_publication: Ligne = TO_FILL
    hebergeur: Ligne = TO_FILL
    delegue_donnees: Ligne = TO_FILL
    conservation_journal: Ligne = TO_FILL
    conservation_messages: Ligne = TO_FILL
    referent_accessibilite: Ligne = TO_FILL
    schema_accessibilite: Ligne = TO_FILL
    plan_accessibilite: Ligne = TO_FILL
    forge: Literal["github", "gitlab", "forgejo", "[à compléter]"] = "[à compléter]"
    depot: Annotated[Ligne, AfterValidator(_depot)] = TO_FILL
    branche: Ligne = "main"
    moteur: Moteur | None = None
    corredaction: Corredaction | None = None


NOT_REQUIRED = frozenset(
    {"guide", "guide_court", "suffixe", "logo", "couleur", "forge", "depot", "branche", "moteur", "corredaction"}
)
"""What a site may be published without."""


@dataclass(frozen=True)
class _Forge:
    """Where a forge edits a file of a repository, and where it opens an issue: the names that it gives to its title and to its text."""

    edit: str
    issue: str
    title: str = "title"
    text: str = "body"

    def edit_address(self, depot: str, branche: str, path: str) -> str:
        return self.edit.format(depot=depot, branche=quote(branche), path=quote(path))


_FORGES = {
    "github": _Forge("{depot}/edit/{branche}/{path}", "{depot}/issues/new"),
    "gitlab": _Forge("{depot}/-/edit/{branche}/{path}", "{depot}/-/issues/new", "issue[title]", "issue[description]"),
    "forgejo": _Forge("{depot}/_edit/{branche}/{path}", "{depot}/issues/new"),
}


@dataclass(frozen=True)
class Settings:
    """One build. `site` is the address of the site with its final slash."""

    edition: str = "publique"
    site: str = f"{EXAMPLE}/"
    organisation: Organisation = field(default_factory=Organisation)

    @classmethod
    def read(cls, root: Path, edition: str = "publique", site_url: str = "", publication: str = "non") -> "Settings":
        """From organisation.yml below `root`; GUIDE_CONTACT, GUIDE_FORGE and GUIDE_DEPOT of the environment come before it.

        Raises DataError with every fault of the file, Refused on an edition that does not exist or an address that is none, and on what is still to be filled in when the site is to be published.
        """
        if edition not in EDITIONS:
            raise Refused(f"EDITION={edition} : attendu « publique » ou « interne »")
        organisation = read_organisation(root, os.environ)
        if publication != "non":
            _refuse_unfilled(organisation, site_url)
        return cls(edition, site_address(site_url), organisation)

    @property
    def guide(self) -> str:
        """The name of the guide."""
        return self.organisation.guide

    @property
    def nom(self) -> str:
        """The organisation's name, or "" where it has given none. So for the contact, the colour, the logo."""
        return _filled(self.organisation.nom)

    @property
    def contact(self) -> str:
        return _filled(self.organisation.contact)

    @property
    def couleur(self) -> str:
        return _filled(self.organisation.couleur)

    @property
    def logo(self) -> str:
        return _filled(self.organisation.logo)

    @property
    def moteur(self) -> Moteur | None:
        """The search engine to ask, where there is one."""
        return self.organisation.moteur

    @property
    def depot(self) -> str:
        """The address of the repository, where its forge is known too, or ""."""
        return _filled(self.organisation.depot).rstrip("/") if _filled(self.organisation.forge) else ""

    def modifier(self, path: str) -> str:
        """The address where the forge edits a file of the project, or ""."""
        forge = _FORGES[self.organisation.forge] if self.depot else None
        return forge.edit_address(self.depot, self.organisation.branche, path) if forge else ""

    @property
    def demande(self) -> tuple[str, str, str]:
        """Where the forge opens an issue, and the names of the parameters of its title and of its text; three "" where there is no forge."""
        if not self.depot:
            return "", "", ""
        forge = _FORGES[self.organisation.forge]
        return forge.issue.format(depot=self.depot), forge.title, forge.text


def read_organisation(root: Path, environment: Mapping[str, str]) -> Organisation:
    """organisation.yml, or what stands for it where there is none; the name of the guide may also be mkdocs.yml's. Raises DataError with every fault of the file."""
    problems: list[Problem] = []
    found = _organisation(root, environment, problems)
    if problems or found is None:
        raise DataError(problems)
    return found


def organisation_faults(root: Path, environment: Mapping[str, str]) -> list[Problem]:
    """Every fault of the file."""
    problems: list[Problem] = []
    _organisation(root, environment, problems)
    return problems


def _organisation(root: Path, environment: Mapping[str, str], problems: list[Problem]) -> Organisation | None:
    source = YamlSource(FILE, expected="des lignes « clé: valeur »")
    if os.path.lexists(root / FILE):
        read_into(source, root / FILE)
    problems += source.problems
    values: dict[str, object] = {}
    if isinstance(source.value, dict):
        values = dict(source.value)
    elif source.value is not None:
        problems.append(source.problem((), "attendu des lignes « clé: valeur »"))
    for key in ("contact", "forge", "depot"):
        if given := environment.get(f"GUIDE_{key.upper()}"):
            values[key] = given
            source.places[(key,)] = 1, 1  # in no line of the file
    if "guide" not in values and (name := site_name(root)):
        values["guide"] = name
    try:
        found = Organisation.model_validate(values)
    except ValidationError as error:
        problems += translated(error, source, Organisation)
        return None
    if found.logo != TO_FILL and not any((root / docs / found.logo).is_file() for docs in ("docs", DOCS_LOCALE)):
        problems.append(
            source.problem(
                ("logo",), f"« logo » : fichier absent « docs/{found.logo} » ; l'y mettre, ou corriger son nom"
            )
        )
    return found


def site_address(site_url: str) -> str:
    """The address with its final slash, its blanks and accents encoded. Raises Refused where it is none."""
    try:
        parts = urlsplit(site_url or EXAMPLE)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
        is_one = parts.scheme in ("http", "https") and parts.hostname and " " not in host and parts.port != 0
    except ValueError:  # no IPv6 address, no port, a name that no machine can have
        is_one = False
    if not is_one:
        raise Refused(f"SITE_URL={site_url} : attendu une adresse de la forme https://guide.exemple.fr/achats/")
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._").rstrip("/")
    return f"{parts.scheme}://{host}{path}/"


def _refuse_unfilled(organisation: Organisation, site_url: str) -> None:
    """The law wants the publisher, the host and the contacts named on a public site."""
    missing = [
        f"{FILE}: {key}"
        for key in Organisation.model_fields
        if key not in NOT_REQUIRED and not _filled(getattr(organisation, key))
    ]
    if site_url.rstrip("/") in ("", EXAMPLE):
        missing.append("SITE_URL (ou mkdocs.yml: site_url)")
    if missing:
        lines = [f"{key} : à compléter avant de publier" for key in missing]
        raise Refused(
            "\n".join(
                [
                    *lines,
                    f"PUBLICATION=oui refuse un site incomplet ; sans PUBLICATION, il se construit avec « {TO_FILL} ».",
                ]
            )
        )


def _filled(value: str) -> str:
    return "" if value == TO_FILL else value


FIRST_DAY, LAST_DAY = date(1980, 1, 1), date(2099, 12, 31)
"""A packed file cannot be dated before the first; the second catches milliseconds."""


def imposed_day() -> date | None:
    """SOURCE_DATE_EPOCH as a day, where it is imposed. Raises Refused on what is no such number."""
    imposed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not imposed:
        return None
    try:
        day = datetime.fromtimestamp(int(imposed), UTC).date()
    except (ValueError, OverflowError, OSError):
        day = date.min
    if not FIRST_DAY <= day <= LAST_DAY:
        between = f"entre le {date_longue(FIRST_DAY)} et le {date_longue(LAST_DAY)}"
        raise Refused(f"SOURCE_DATE_EPOCH={imposed} : attendu un nombre de secondes depuis 1970, {between} (ou rien)")
    return day
