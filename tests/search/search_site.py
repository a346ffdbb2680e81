"""Reads the search files of a built site, as the browser does: what Python measures is what readers get."""

import json
from pathlib import Path

from macros.search.codes import ALPHABET, LAST, MORE
from macros.search.documents import Document
from macros.search.inverted import COUNTS, FIELDS, Index
from macros.search.query import Searcher

_PLACES = {char: place for place, char in enumerate(ALPHABET)}


def read_searcher(folder: Path) -> Searcher:
    """A searcher on the files of a folder. Its documents have an address, a kind, a title, a context and a summary only."""
    manifest = read_file(folder, "manifest")
    return Searcher(read_index(folder), manifest["synonyms"], [words.split() for words in read_file(folder, "lexique")])


def read_index(folder: Path) -> Index:
    columns = read_file(folder, "colonnes")
    kinds = columns["facets"]["type"]
    codes = decode_column(kinds["codes"])
    documents = [_document(shown, kinds["values"][code][0]) for shown, code in zip(_chunks(folder, "d"), codes, strict=True)]
    lengths = tuple(tuple(decode_column(column)) for column in columns["lengths"])
    packed: tuple[dict[str, list[int]], ...] = tuple({} for _ in FIELDS)
    pairs = _chunks(folder, "t")
    for term, written in zip(pairs[::2], pairs[1::2], strict=True):
        for field, postings in enumerate(written.split(",")):
            if postings:
                packed[field][term] = decode_postings(postings)
    return Index(tuple(documents), lengths, packed)


def read_file(folder: Path, name: str):
    """The content of one file: what it hands to `guideSearch.receive` after its name and its version."""
    text = (folder / f"{name}.js").read_text(encoding="utf-8")
    return json.loads("[" + text.removeprefix("guideSearch.receive(").removesuffix(");\n") + "]")[2]


def _chunks(folder: Path, prefix: str) -> list:
    return [value for file in sorted(folder.glob(f"{prefix}-*.js")) for value in read_file(folder, file.stem)]


def _document(shown: list, kind: str) -> Document:
    adresse, titre, contexte, resume, facilite = shown
    return Document(adresse, kind, titre, resume, contexte=contexte, facilite=facilite)


def decode_postings(written: str) -> list[int]:
    """Packed postings, from what `macros.search.codes.encode_postings` wrote."""
    postings: list[int] = []
    document, gap, scale = -1, 0, 1
    for char in written:
        place = _PLACES[char]
        if place >= LAST + MORE:
            postings[-1] += place - LAST - MORE + 1
        elif place >= LAST:
            gap += scale * place
            scale *= MORE
        else:
            document += 1 + gap + scale * place
            postings.append(document * COUNTS + 1)
            gap, scale = 0, 1
    return postings


def decode_column(written: str) -> list[int]:
    width = int(written[0])
    codes = []
    for start in range(1, len(written), width):
        code = 0
        for char in written[start : start + width]:
            code = code * len(ALPHABET) + _PLACES[char]
        codes.append(code)
    return codes
