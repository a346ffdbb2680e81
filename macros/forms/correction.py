"""A correction: what a reader proposes to write instead of a passage, and why."""

from ..model.base import Ligne, Model, Texte

SPECIMEN = """\
# Adresse de la page : celle de la barre du navigateur.
page: clauses/plan-controle-preuves/
# Ce qui est écrit : la phrase, recopiée telle quelle.
passage: Le plan de contrôle tient en deux page.
# Ce qu'il faudrait lire : la même phrase, corrigée.
correction: Le plan de contrôle tient en deux pages.
# Raison : ce qui est faux ou obscur, en une phrase.
raison: Faute d'accord.
# Source (facultatif) : où le vérifier, si c'est un fait ou un texte de loi.
source: Le texte officiel, son article et son adresse.
"""
"""The words of its form."""


class Correction(Model):
    """A passage of a page, and what should stand there."""

    page: Ligne
    """The address of the page, whole or from the site's root."""
    passage: Texte
    correction: Texte
    raison: Ligne
    source: Ligne | None = None
