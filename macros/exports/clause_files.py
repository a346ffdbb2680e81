"""A clause as a file to read away from the site, and to paste into a tender: plain text and Markdown, each ending with where it comes from."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model import Clause, Record
from ..read.memory import last_answer_kept
from ..text.markdown import EnMarkdown
from ..text.plain import EnTexte
from ..text.typographie import typographie
from ..views.clauses import mention, valeurs_initiales
from ..views.relectures import statut_dit
from .feuille import feuille, textes_lus

if TYPE_CHECKING:
    from ..build import Build


def clause_files(build: "Build", record: Record) -> Iterator[tuple[str, bytes]]:
    """`clauses/<id>/<id>.txt` and `.md` of a clause."""
    if isinstance(record, Clause):
        signature = typographie(mention(record, statut_dit(build.catalog, record), build.settings))
        ecriture = EnTexte(valeurs_initiales(record))
        parts = (feuille(build, record, ecriture), textes_lus(build, (record,), ecriture, 3), signature)
        yield f"{record.adresse}{record.id}.txt", ("\n\n".join(filter(None, parts)) + "\n").encode()
        yield f"{record.adresse}{record.id}.md", f"{feuille_entiere(build, record)}\n\n> {signature}\n".encode()


@last_answer_kept
def feuille_entiere(build: "Build", clause: Clause) -> str:
    """The sheet in Markdown with the legal texts that it cites."""
    texts = textes_lus(build, (clause,), EnMarkdown({}), 3)
    return "\n\n".join(filter(None, (clause_markdown(build, clause).decode(), texts)))


def clause_markdown(build: "Build", clause: Clause) -> bytes:
    """The sheet in Markdown, in UTF-8: half the memory of a text with accents."""
    if clause.id not in build.markdown:
        build.markdown[clause.id] = feuille(build, clause, EnMarkdown(valeurs_initiales(clause))).encode()
    return build.markdown[clause.id]
