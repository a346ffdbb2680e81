"""What an organisation configures in `mkdocs.yml: extra`, and the edition being built."""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

TO_FILL = "[à compléter]"
ORGANISATION = (
    "nom",
    "logo",
    "couleur",
    "contact",
    "editeur",
    "directeur_publication",
    "hebergeur",
    "delegue_donnees",
    "conservation_journal",
    "conservation_messages",
    "referent_accessibilite",
    "schema_accessibilite",
    "plan_accessibilite",
    "depot",
    "branche",
)
"""The keys of `extra.organisation`."""
EXAMPLE = "https://guide.example.fr"
"""The address that mkdocs.yml gives where nobody has chosen one."""
EDITIONS = ("publique", "interne")


@dataclass(frozen=True)
class Settings:
    """`site` is the address of the site with its final slash; `depot` and `contact` are "" where they are not filled in."""

    edition: str = "publique"
    site: str = f"{EXAMPLE}/"
    contact: str = ""
    depot: str = ""
    branche: str = "main"
    couleur: str = ""
    guide: str = "Guide des achats durables"
    """The name of the site."""
    organisation: dict[str, str] = field(default_factory=lambda: dict.fromkeys(ORGANISATION, TO_FILL))
    """Every configured value as it is written, « [à compléter] » included."""

    @classmethod
    def from_config(cls, extra: dict[str, Any], site_url: str, site_name: str = guide) -> "Settings":
        """Raises ValueError, in French, on an edition that does not exist, or on what is still to be filled in when the site is to be published."""
        edition = extra.get("edition", "publique")
        if edition not in EDITIONS:
            raise ValueError(f"EDITION={edition} : attendu « publique » ou « interne »")
        organisation = extra.get("organisation", {})
        if extra.get("publication", "non") != "non":
            _refuse_unfilled(organisation, site_url)
        return cls(
            edition=edition,
            site=site_url.rstrip("/") + "/",
            contact=_filled(organisation.get("contact")),
            depot=_filled(organisation.get("depot")).rstrip("/"),
            branche=str(organisation.get("branche", "main")),
            organisation={key: str(organisation.get(key, TO_FILL)) for key in ORGANISATION},
            couleur=_couleur(_filled(organisation.get("couleur"))),
            guide=site_name,
        )

    @property
    def nom(self) -> str:
        """The organisation's name, or ""."""
        return _filled(self.organisation["nom"])

    def modifier(self, path: str) -> str:
        """The address where the forge edits a file of the project, or ""."""
        between = "/-/edit" if "gitlab" in self.depot else "/edit"
        return f"{self.depot}{between}/{self.branche}/{quote(path)}" if self.depot else ""

    def signaler(self, subject: str, address: str) -> str:
        """Where a fault is reported: the forge, else the contact's mail, else ""."""
        if self.depot:
            if "gitlab" in self.depot:
                return f"{self.depot}/-/issues/new?{urlencode({'issue[title]': f'Correction : {subject}'})}"
            return f"{self.depot}/issues/new?{urlencode({'template': 'correction.yml', 'title': f'Correction : {subject}'})}"
        if self.contact:
            return f"mailto:{self.contact}?{urlencode({'subject': f'Correction : {subject}', 'body': address}, quote_via=quote)}"
        return ""


def _refuse_unfilled(organisation: dict[str, Any], site_url: str) -> None:
    """The law wants the publisher, the host and the contacts named on a public site."""
    missing = [f"mkdocs.yml: extra.organisation.{key}" for key in ORGANISATION if not _filled(organisation.get(key))]
    if site_url.rstrip("/") in ("", EXAMPLE):
        missing.append("SITE_URL (ou mkdocs.yml: site_url)")
    if missing:
        raise ValueError("\n".join([f"{key} : à compléter avant de publier" for key in missing] + ["PUBLICATION=oui refuse un site incomplet ; sans PUBLICATION, il se construit avec « [à compléter] »."]))


def _filled(value: Any) -> str:
    return "" if value in (None, "", TO_FILL) else str(value)


CONTRAST = 4.5
"""Least contrast of a text with its ground (WCAG 2.2, criterion 1.4.3)."""


def _couleur(value: str) -> str:
    """The organisation's colour, once it is sure that white text can be read on it."""
    if not value:
        return ""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise ValueError(f"extra.organisation.couleur : « {value} », attendu une couleur de la forme « #1f6b4a »")
    contrast = 1.05 / (_luminance(value) + 0.05)
    if contrast < CONTRAST:
        raise ValueError(f"extra.organisation.couleur : contraste de {contrast:.1f} sur du blanc, attendu au moins {CONTRAST} ; choisir une couleur plus foncée")
    return value


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, « relative luminance »)."""
    channels = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
