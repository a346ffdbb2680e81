"""The number of an article of law stays on one line: « L2112-2 » is read whole, and copied with the hyphens that it has."""

import re

from markupsafe import Markup, escape

ARTICLE = re.compile(r"[LRDA](?<![\w-][LRDA])\*?\.?[ \u00a0]?\d+(?:-\d+)+(?![\w-])")
"""One set first: an expression that begins with it goes through a text several times faster than one that looks behind at each sign."""
CLASSE = "article"
"""What the style sheet keeps on one line. An element for each, for no sign would do without being copied too."""


def est_article(words: str) -> bool:
    """Whether words are the number of an article and nothing else."""
    return ARTICLE.fullmatch(words) is not None


def entiers(words: str) -> Markup:
    """Words, escaped, each number of an article among them in an element of its own: no sign that is escaped begins, ends or stands in one."""
    escaped = escape(words)
    if "-" not in words:  # most words: told at once
        return escaped
    return Markup(ARTICLE.sub(rf'<span class="{CLASSE}">\g<0></span>', str(escaped)))
