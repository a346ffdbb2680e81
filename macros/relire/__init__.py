"""The reading of a draft: what its wording should not be. docs/assets/js/parts/relire-*.js do the same in the browser (tests/vecteurs/relire.json holds the two together)."""

from .clauses import brouillon
from .moteur import Constat, par_les_regles, par_les_regles_de_chacun, relire
from .regles import articles_du_code, donnees, unreadable, well_written

__all__ = [
    "Constat",
    "articles_du_code",
    "brouillon",
    "donnees",
    "par_les_regles",
    "par_les_regles_de_chacun",
    "relire",
    "unreadable",
    "well_written",
]
