"""A clause as a file to paste into a tender: plain text and Markdown, each ending with where it comes from."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model import Clause
from ..render import typographie
from ..views.clauses import champs, mention, texte_rempli

if TYPE_CHECKING:
    from ..build import Build


def clause_files(build: "Build") -> Iterator[tuple[str, bytes]]:
    """`clauses/<id>/<id>.txt` and `.md` of every clause of the edition."""
    for clause in build.catalog.records("clauses"):
        signature = mention(clause, build.catalog.term("statuts", clause.statut).libelle, build.settings)
        yield f"{clause.adresse}{clause.id}.txt", plain_text(clause, signature).encode()
        yield f"{clause.adresse}{clause.id}.md", markdown(clause, signature).encode()


def plain_text(clause: Clause, signature: str) -> str:
    """The clause with its places between square brackets, and what there is to fill."""
    parts = [clause.titre, *(f"{disposition.piece}\n\n{texte_rempli(disposition.texte, clause)}" for disposition in clause.dispositions)]
    if clause.parametres:
        parts.append("Valeurs à fixer :\n" + "\n".join(_values(clause)))
    return typographie("\n\n".join([*parts, signature])) + "\n"


def markdown(clause: Clause, signature: str) -> str:
    """The same in Markdown."""
    parts = [f"# {clause.titre}", *(f"## {disposition.piece}\n\n{texte_rempli(disposition.texte, clause)}" for disposition in clause.dispositions)]
    if clause.parametres:
        parts.append("## Valeurs à fixer\n\n" + "\n".join(_values(clause)))
    return typographie("\n\n".join([*parts, f"> {signature}"])) + "\n"


def _values(clause: Clause) -> list[str]:
    return [f"- {place.libelle} : {place.bornes or 'à écrire'}" for place in champs(clause).values()]
