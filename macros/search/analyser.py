"""Our normaliser as the analyser of an OpenSearch index: the same terms, by filters that every OpenSearch has.

`fold` becomes a table of characters, `TOKEN` a tokenizer by pattern, and each step of `_token` and `stem` a filter.
tests/search/test_analyser.py runs these filters as their documentation says, over the guide's texts, and compares.
"""

from .normalise import FEMININE, PREFIXES, STOP_WORDS, TOKEN, fold

FOLDED = (
    (0x0041, 0x024F),
    (0x0300, 0x036F),
    (0x1E00, 0x1EFF),
    (0x200B, 0x2015),
    (0x2043, 0x2043),
    (0x2060, 0x2060),
    (0x2070, 0x209C),
    (0x2212, 0x2212),
    (0xFB00, 0xFB06),
    (0xFE58, 0xFE63),
    (0xFF0D, 0xFF0D),
)
"""Where the characters stand that the fold changes: Latin letters and marks, dashes, small digits, ligatures."""
SPACES = (0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
"""What Java's `\\s` does not know for a space."""
KEPT, INDEXED, ASKED = "guide_titre", "guide_texte", "guide_demande"
"""The analysers: of titles and names, which keep the words that say nothing; of other texts; of queries."""


def analysis() -> dict[str, object]:
    """What stands under `settings.analysis`."""
    return {
        "char_filter": {"guide_lettres": {"type": "mapping", "mappings": _letters()}},
        "tokenizer": {"guide_mots": {"type": "pattern", "pattern": _unnamed(TOKEN.pattern), "group": 0}},
        "filter": _filters(),
        "analyzer": {
            KEPT: _analyzer([name for name in _filters() if name != "guide_vides"]),
            INDEXED: _analyzer(list(_filters())),
            ASKED: _analyzer(list(_filters())),
        },
    }


def _analyzer(filters: list[str]) -> dict[str, object]:
    return {"type": "custom", "char_filter": ["guide_lettres"], "tokenizer": "guide_mots", "filter": filters}


def _letters() -> list[str]:
    """« É => e », « œ => oe », nothing in the place of a mark alone."""
    codes = [code for first, last in FOLDED for code in range(first, last + 1)]
    letters = [f"\\u{code:04x} => {fold(chr(code))}" for code in codes if fold(chr(code)) != chr(code)]
    return letters + [f"\\u{code:04x} => \\u0020" for code in SPACES]


def _unnamed(pattern: str) -> str:
    """Java refuses nothing of it but Python's way to name a group."""
    for name in ("reference", "article", "acronym", "thousands", "code", "compound", "rest", "word"):
        pattern = pattern.replace(f"(?P<{name}>", "(?:")
    return pattern


def _filters() -> dict[str, dict[str, object]]:
    """In the order in which they apply."""
    steps: dict[str, dict[str, object]] = {
        # a reference: « l. 2112-2 » -> l2112-2 and 2112-2; the old form with spaces is joined first
        "guide_reference": _replace(r"^([lrd])(?:\.\s*|\s+)?\*?([0-9][0-9 -]*)$", "$1$2"),
        "guide_reference_suite": _replace(r"(?<=^[lrd][0-9]{4})\s([0-9]{1,2})(?:\s([0-9]{1,2}))?$", "-$1-$2"),
        "guide_reference_fin": _replace(r"-$", ""),
        "guide_sans_lettre": _also(r"^[lrd]([0-9]+-[0-9-]+)$"),
        "guide_sigle": _replace(r"\.", ""),
        "guide_milliers": _replace(r"\s", ""),
        "guide_code": _also(r"^([0-9]{8})-[0-9-]+$"),
        "guide_compose": _also(rf"^(?:{PREFIXES})-([a-z]{{3,}})$"),
        "guide_compose_joint": _replace(rf"^({PREFIXES})-([a-z]{{3,}})$", "$1$2"),
        "guide_seule": _replace("^[a-z]$", ""),
        "guide_vides": {"type": "stop", "stopwords": sorted(STOP_WORDS)},
        "guide_eaux": _replace("^([a-z]*eau)x$", "$1"),
        "guide_aux": _replace("^([a-z]{3,})(?<!e)aux$", "$1al"),
        "guide_iau": _replace("^([a-z]+)iau$", "$1ial"),
        "guide_pluriel": _replace("^([a-z]{3,})[sx]$", "$1"),
    }
    for ending, masculine in FEMININE:
        least = max(1, 6 - len(ending))
        # « -iere » loses the r that the last step would take off
        steps[f"guide_{ending}"] = _replace(
            f"^([a-z]{{{least},}}){ending}$", "$1" + ("i" if masculine == "ier" else masculine)
        )
    steps["guide_fin"] = _replace(r"^(?=[a-z]{6,}$)(?:([a-z]{3,}?([a-df-z]))\2|([a-z]+?))e{0,2}r?$", "$1$3")
    steps["guide_rien"] = {"type": "length", "min": 1}
    return steps


def _replace(pattern: str, replacement: str) -> dict[str, object]:
    return {"type": "pattern_replace", "pattern": pattern, "replacement": replacement}


def _also(pattern: str) -> dict[str, object]:
    """The token, and what the group holds."""
    return {"type": "pattern_capture", "preserve_original": True, "patterns": [pattern]}
