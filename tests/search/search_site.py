"""Reads the search files of a built site, as the browser does: what Python measures is what readers get."""

import json
from pathlib import Path

from reference.query import Searcher

from macros.search.codes import ALPHABET, LAST, MORE
from macros.search.cpv import Codes
from macros.search.documents import Document
from macros.search.inverted import COUNTS, FIELDS, Index
from macros.search.market import Market

_PLACES = {char: place for place, char in enumerate(ALPHABET)}


def read_searcher(folder: Path) -> Searcher:
    """A searcher on the files of a folder. Its documents have an address, a kind, a title, a context, a summary and facets only."""
    manifest = read_file(folder, "manifest")
    market = Market({}, tuple(manifest["procedure"]), tuple(manifest["empty"]))
    words = [words.split() for words in read_file(folder, "lexique")]
    return Searcher(read_index(folder), manifest["synonyms"], words, market, read_codes(folder, manifest["divisions"]))


def read_codes(folder: Path, divisions: list[str]) -> Codes:
    """Every code of the CPV that the files hold."""
    codes = {}
    for division in divisions:
        answers, rows = read_file(folder, f"cpv-{division}")
        for end, label, answer in zip(rows[::3], rows[1::3], rows[2::3], strict=True):
            codes[f"{division}{end}"[:8]] = (f"{division}{end}", label, tuple(answers[answer]))
    return Codes(codes)


def read_index(folder: Path) -> Index:
    columns = read_file(folder, "colonnes")
    facets = {
        name: [column["values"][code] for code in decode_column(column["codes"])]
        for name, column in columns["facets"].items()
    }
    documents = [
        _document(
            shown,
            facets["type"][number][0],
            {name: tuple(values[number]) for name, values in facets.items() if name != "type"},
        )
        for number, shown in enumerate(_chunks(folder, "d"))
    ]
    lengths = tuple(tuple(decode_column(column)) for column in columns["lengths"])
    packed: tuple[dict[str, list[int]], ...] = tuple({} for _ in (*FIELDS, "votes"))
    pairs = _chunks(folder, "t")
    for term, written in zip(pairs[::2], pairs[1::2], strict=True):
        for field, postings in enumerate(written.split(",")):
            if postings:
                packed[field][term] = decode_postings(postings)
    return Index(tuple(documents), lengths, packed[:-1], packed[-1])


def read_file(folder: Path, name: str):
    """The content of one file: what it hands to `guideSearch.receive` after its name and its version."""
    text = (folder / f"{name}.js").read_text(encoding="utf-8")
    return json.loads("[" + text.removeprefix("guideSearch.receive(").removesuffix(");\n") + "]")[2]


def _chunks(folder: Path, prefix: str) -> list:
    return [value for file in sorted(folder.glob(f"{prefix}-*.js")) for value in read_file(folder, file.stem)]


def _document(shown: list, kind: str, facettes: dict[str, tuple[str, ...]]) -> Document:
    adresse, titre, contexte, resume, facilite = shown
    return Document(adresse, kind, titre, resume, contexte=contexte, facilite=facilite, facettes=facettes)


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
