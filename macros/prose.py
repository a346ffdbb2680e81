"""The small language of texts: links to records and places to fill."""

import re

LINK = re.compile(r"\[(?P<mot>(?:[^\[\]]|\\.)+)\]\((?P<adresse>[^()\s]*)\)")
"""`[mot](clauses/<id>)` or `[mot](https://…)`."""
PARAMETRE = re.compile(r"\[\[([a-z][a-z0-9_]*)\]\]")
"""`[[heures]]`, a place to fill in the text of a clause."""
ITEM = re.compile(r"(?P<marque>- |\d{1,2}\. |[a-z]\) )(?P<texte>.*)")
"""A line that opens an item of a list: « - … », « 1. … » or « a) … »."""
SENTENCE_END = re.compile(r"(?<=[.;!?])\s+|\n\n+")
"""Where a sentence of a clause ends: each point of a list is one."""
_EXTERNAL = re.compile(r"https?://[^\s<>\"']+|mailto:[^\s<>\"']+")


def without_links(text: str) -> str:
    """A text whose links are mere words."""
    return LINK.sub(r"\g<mot>", text)


def is_external(address: str) -> bool:
    """True for the only schemes a text may link to."""
    return bool(_EXTERNAL.fullmatch(address))


def split_address(address: str) -> tuple[str, str] | None:
    """ "clauses/insertion" -> ("clauses", "insertion"); None for anything else."""
    kind, slash, record_id = address.partition("/")
    return (kind, record_id) if slash and re.fullmatch(r"[a-z0-9-]+", record_id) else None
