"""On paper, every clause: one sheet each, but for those of the written list."""

import io
from collections.abc import Iterator
from pathlib import Path

import pypdf
from site_tools import SIDES, Reader


def _sheets(public_site: Path, reader: Reader) -> Iterator[tuple[str, int]]:
    for page in sorted(public_site.glob("clauses/*/index.html")):
        printed = reader.open(f"clauses/{page.parent.name}/").pdf(prefer_css_page_size=True)
        yield page.parent.name, len(pypdf.PdfReader(io.BytesIO(printed)).pages)


def test_every_clause_prints_on_its_sheets(public_site: Path, reader: Reader) -> None:
    sheets = dict(_sheets(public_site, reader))
    assert {name: count for name, count in sheets.items() if count > SIDES} == {}
