"""A drawing of the guide: a pictogram that stands beside a word, or a scene that says something by itself."""

from dataclasses import dataclass

from markupsafe import Markup

PICTOGRAMMES = ("familles", "etapes", "pieces", "publics", "outils")
"""Folders of pictograms: one drawing for each segment, stage, document, audience, tool, under its id. The word beside it says the same."""
SCENES = ("portes", "parcours")
"""Folders of scenes: one for each audience, and for each module of the onboarding path."""


@dataclass(frozen=True)
class Illustration:
    """What a page places: `corps` is made of shapes only, `titre` says what a scene shows ("" for a pictogram)."""

    cadre: str
    """The viewBox: « 0 0 32 32 »."""
    titre: str
    corps: Markup
