"""Words by their plain letters: what they are compared by, and what names and addresses are made of."""

import re
import unicodedata


def letters(words: str) -> str:
    """ "L’Œuvre  d'Été" -> "l'oeuvre  d'ete": lower case without accents, ligatures spelled, straight apostrophes; other signs are left out."""
    spelled = words.lower().replace("œ", "oe").replace("’", "'")
    return unicodedata.normalize("NFD", spelled).encode("ascii", "ignore").decode()


def flat(words: str) -> str:
    """The same, each run of white space made one space."""
    return letters(" ".join(words.split()))


def slug(words: str) -> str:
    """ "Île-de-France : l'étude" -> "ile-de-france-l-etude"."""
    return re.sub(r"[^a-z0-9]+", "-", flat(words)).strip("-")
