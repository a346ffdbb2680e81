"""The number of an article of law stays on one line: « L2112-2 » is read whole, and copied with the hyphens that it has."""

import re

from markupsafe import Markup, escape

ARTICLE = re.compile(r"(?<![\w-])[LRDA]\*?\.?[ \u00a0]?\d+(?:-\d+)+(?![\w-])")
CLASSE = "article"
"""What the style sheet keeps on one line. An element for each, for no sign would do without being copied too."""


def est_article(words: str) -> bool:
    """Whether words are the number of an article and nothing else."""
    return ARTICLE.fullmatch(words) is not None


def entiers(words: str) -> Markup:
    """Words, escaped, each number of an article among them in an element of its own."""
    parts, position = [], 0
    for found in ARTICLE.finditer(words):
        parts += [
            escape(words[position : found.start()]),
            Markup('<span class="{}">{}</span>').format(CLASSE, found.group()),
        ]
        position = found.end()
    return Markup("").join([*parts, escape(words[position:])])
