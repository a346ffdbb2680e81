"""A clause as a file to paste into a tender: plain text and Markdown, document by document, each ending with where it comes from."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model import Clause, Record
from ..text import markdown, plain
from ..text.typographie import typographie
from ..views.clauses import champs, mention, valeurs_initiales
from ..views.pieces import Morceau, pieces_vues
from ..views.relectures import statut_dit

if TYPE_CHECKING:
    from ..build import Build


def clause_files(build: "Build", record: Record) -> Iterator[tuple[str, bytes]]:
    """`clauses/<id>/<id>.txt` and `.md` of a clause."""
    if isinstance(record, Clause):
        yield f"{record.adresse}{record.id}.txt", _plain_text(build, record, _signature(build, record)).encode()
        yield f"{record.adresse}{record.id}.md", clause_markdown(build, record)


def clause_markdown(build: "Build", clause: Clause) -> bytes:
    """The file in Markdown, in UTF-8: half the memory of a text with accents."""
    if clause.id not in build.markdown:
        build.markdown[clause.id] = _markdown(build, clause, _signature(build, clause)).encode()
    return build.markdown[clause.id]


def _signature(build: "Build", clause: Clause) -> str:
    return mention(clause, statut_dit(build.catalog, clause), build.settings)


def _plain_text(build: "Build", clause: Clause, signature: str) -> str:
    values = valeurs_initiales(clause)
    parts = [typographie(clause.titre)]
    for piece in pieces_vues(build.catalog, clause):
        parts.append(typographie(piece.titre.upper()))
        for morceau in piece.morceaux:
            parts += [typographie(morceau.titre)] if morceau.titre else []
            parts.append(plain.prose(morceau.texte, values))
            if morceau.tableau:
                rows = (" : ".join(plain.phrase(cell, values) for cell in row) for row in morceau.tableau.lignes)
                parts.append("\n".join([typographie(" : ".join(morceau.tableau.entetes)), *rows]))
            parts += [plain.prose(morceau.suite, values)] if morceau.suite else []
    parts += [f"Valeurs à fixer :\n{chr(10).join(_values(clause))}"] if clause.parametres else []
    return "\n\n".join([*parts, typographie(signature)]) + "\n"


def _markdown(build: "Build", clause: Clause, signature: str) -> str:
    values = valeurs_initiales(clause)
    parts = [f"# {markdown.literal(clause.titre)}"]
    for piece in pieces_vues(build.catalog, clause):
        parts.append(f"## {markdown.literal(piece.titre)}")
        for morceau in piece.morceaux:
            parts += _markdown_part(morceau, values)
    parts += [f"## Valeurs à fixer\n\n{chr(10).join(_values(clause))}"] if clause.parametres else []
    return "\n\n".join([*parts, f"> {typographie(signature)}"]) + "\n"


def _markdown_part(morceau: Morceau, values: dict[str, str]) -> list[str]:
    parts = [f"### {markdown.literal(morceau.titre)}"] if morceau.titre else []
    parts.append(markdown.prose(morceau.texte, _nowhere, values))
    if morceau.tableau:
        head = f"| {' | '.join(morceau.tableau.entetes)} |\n|{'---|' * len(morceau.tableau.entetes)}"
        rows = (
            f"| {' | '.join(markdown.phrase(cell, _nowhere, values) for cell in row)} |"
            for row in morceau.tableau.lignes
        )
        parts.append("\n".join([head, *rows]))
    return [*parts, markdown.prose(morceau.suite, _nowhere, values)] if morceau.suite else parts


def _nowhere(_: str) -> str:
    """A file that is pasted keeps no link."""
    return ""


def _values(clause: Clause) -> list[str]:
    return [typographie(f"- {place.libelle} : {place.bornes or 'à écrire'}") for place in champs(clause).values()]
