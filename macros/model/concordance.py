"""What took the place of an article of the texts before the code de la commande publique (data/vocabulaires/concordance.yml)."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Ligne, Model

AncienTexte = Literal["2006-975", "2015-899", "2016-360", "2016-65", "2016-86"]
"""By its number: the code of 2006, the ordinance and the decree on contracts, those on concessions."""
AncienArticle = Annotated[str, StringConstraints(pattern=r"^\d{1,3}( \([^()\n]{1,20}\))?$")]
"""« 45 », or « 45 (2°) » where only this part is known."""
ArticleDuCode = Annotated[str, StringConstraints(pattern=r"^[LRD]\d{4}-\d+(-\d+)?( à [LRD]\d{4}-\d+)?$")]
"""« L2141-2 », or « R3135-1 à R3135-10 »."""


class Correspondance(Model):
    """Articles that one source replaces together, and where they are read today. `lecture`: whether the replacement itself was read, or only told by a commentary; `source`: where."""

    texte: AncienTexte
    articles: Annotated[tuple[AncienArticle, ...], Field(min_length=1)]
    aujourdhui: Annotated[tuple[ArticleDuCode, ...], Field(min_length=1)]
    lecture: Literal["lu", "a-verifier"]
    source: Ligne
