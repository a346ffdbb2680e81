"""A document to fill in, for a word processor: the same bytes for the same words and the same day.

The body is written as WordprocessingML (ECMA-376, part 1, § 17) into a pattern of python-docx: a library that builds
a table cell by cell takes twenty times as long.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, repeat

from ..text import plain
from ..text.language import ITEM
from ..text.xml import escaped
from .gabarits import FOND, Papier, without_markup
from .word_pattern import CELLULES, document_pattern, largeur

_TWIPS = 567
"""In a centimetre."""
_FEW, _MANY = 6, 10
"""The most columns for the largest letters of a table, and for the middle ones."""
_MARGINS = 108, 60
"""Between the edge of a cell and its words, where columns are few, and many; in twips."""


@dataclass(frozen=True)
class Intitule:
    """What a document is. `reference` stands under the subtitle; `pied` at the foot of each page, with its number."""

    titre: str
    sous_titre: str
    pied: str
    reference: str = ""
    paysage: bool = False


@dataclass(frozen=True)
class PartieDeDocument:
    """A part of a document. `lignes` are rows of a table, or items of one cell each; what a row lacks is to fill."""

    titre: str
    texte: str = ""
    forme: str = "points"
    lignes: tuple[tuple[str, ...], ...] = ()
    colonnes: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()
    """What stands under the label of each column."""
    largeurs: tuple[float, ...] = ()
    """The share of each column; none where they are equal, but for the first where it alone is written."""
    vides: int = 0
    """Rows to fill after those that are written."""


def document(intitule: Intitule, parties: Iterable[PartieDeDocument], papier: Papier) -> bytes:
    """A whole .docx."""
    above = (("Title", intitule.titre), ("Subtitle", intitule.sous_titre), ("Precision", intitule.reference))
    body = [_paragraph(style, _run(without_markup(words))) for style, words in above if words]
    for part in parties:
        body += [_paragraph("Heading1", _run(without_markup(part.titre)))] if part.titre else []
        body += _prose(part.texte)
        body += _FORMS[part.forme](part, largeur(intitule.paysage))
    places = {
        "corps": "".join(body),
        "titre": escaped(without_markup(intitule.titre)),
        "pied": escaped(without_markup(intitule.pied)),
    }
    return document_pattern(papier, intitule.paysage).rempli(places)


def _paragraph(style: str, *runs: str) -> str:
    """A paragraph of these runs, in a style of the pattern ("" for the ordinary one)."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def _run(words: str, properties: str = "") -> str:
    text = escaped(words).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _prose(text: str) -> Iterator[str]:
    """The paragraphs and lists of a text."""
    for line in plain.prose(text).splitlines():
        item = ITEM.fullmatch(line)
        if item and item["marque"] == "- ":
            yield _paragraph("ListBullet", _run(item["texte"]))
        elif item:
            yield _paragraph("Case", _run(f"{item['marque'].strip()}\t{item['texte']}"))
        elif line:
            yield _paragraph("", _run(line))


def _points(part: PartieDeDocument, width: float) -> Iterator[str]:
    for line, *_ in part.lignes:
        yield _paragraph("ListBullet", _run(without_markup(line)))


def _boxes(part: PartieDeDocument, width: float) -> Iterator[str]:
    for line, *_ in part.lignes:
        yield _paragraph("Case", _run(f"☐\t{without_markup(line)}"))


def _questions(part: PartieDeDocument, width: float) -> Iterator[str]:
    for line, *_ in part.lignes:
        yield _paragraph("Question", _run(without_markup(line), "<w:b/>"))
        yield _paragraph("Filet") * 2


def _table(part: PartieDeDocument, width: float) -> Iterator[str]:
    """A table whose head is said again at the top of each page."""
    count = len(part.colonnes)
    style = CELLULES[(count > _FEW) + (count > _MANY)]
    hints = chain(part.precisions, repeat(""))
    head = "".join(_head(style, label, hint) for label, hint in zip(part.colonnes, hints, strict=False))
    first = 2 if part.lignes and all(len(row) == 1 for row in part.lignes) else 1
    shares = part.largeurs or (first, *(1,) * (count - 1))
    yield _open(part.titre, _shares(shares, width), _MARGINS[count > _FEW])
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    for row in (*part.lignes, *((),) * part.vides):
        cells = "".join(_cell(style, *row[index : index + 1]) for index in range(count))
        yield f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="510" w:hRule="atLeast"/></w:trPr>{cells}</w:tr>'
    yield f"</w:tbl>{_paragraph('')}"


def _form(part: PartieDeDocument, width: float) -> Iterator[str]:
    """Labels on the left, what is to be written on the right."""
    style = CELLULES[0]
    yield _open(part.titre, _shares((1, 2), width), _MARGINS[0])
    for label, *filled in part.lignes:
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_head(style, label, '')}{_cell(style, *filled)}</w:tr>"
    yield f"</w:tbl>{_paragraph('')}"


_FORMS = {"points": _points, "cases": _boxes, "questions": _questions, "tableau": _table, "fiche": _form}


def _open(title: str, widths: Iterable[int], margin: int) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    margins = "".join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/>'
        f'<w:tblCaption w:val="{escaped(without_markup(title))}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _shares(weights: Iterable[float], width: float) -> Iterator[int]:
    """Centimetres shared between columns, in twips."""
    weights = tuple(weights)
    return (round(width * _TWIPS * weight / sum(weights)) for weight in weights)


def _cell(style: str, words: str = "") -> str:
    return f"<w:tc>{_paragraph(style, _run(without_markup(words)) if words else '')}</w:tc>"


def _head(style: str, label: str, hint: str) -> str:
    shade = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{FOND}"/></w:tcPr>'
    below = _paragraph(f"{style}Precise", _run(without_markup(hint))) if hint else ""
    return f"<w:tc>{shade}{_paragraph(style, _run(without_markup(label), '<w:b/>'))}{below}</w:tc>"
