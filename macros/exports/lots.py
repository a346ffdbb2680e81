"""What the guide says of a segment, in one file that a language model reads whole: the clauses word for word, their values in brackets, what was read of each article."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..model import Clause, Famille, TexteJuridique
from ..text import markdown
from ..views.relectures import statut_dit
from ..views.textes import texte_dit
from .clause_files import clause_markdown
from .open_data.datasets import FOLDER, LICENCE

if TYPE_CHECKING:
    from ..build import Build

LARGEST = 100_000
"""Bytes of one file: beyond, the segment goes on in another one, and each says so."""
_HEAD_ROOM = 2_500
MOST_NAMED = 5
"""Other files of a segment that each names in full: the head of a file keeps its size however many there are."""


def lot_files(build: "Build") -> Iterator[tuple[Famille, str, bytes]]:
    """`api/v1/lots/<segment>.md`, then `<segment>-2.md` where one file is not enough, each with its segment. Raises ValueError on a clause that is larger than a file."""
    for famille in build.catalog.segments:
        own = [_clause(build, clause) for clause in build.catalog.clauses_vivantes if famille.id in clause.familles]
        parts = _parts(own)
        for number, bodies in enumerate(parts, 1):
            head = _head(build, famille, number, len(parts))
            content = "\n\n---\n\n".join([head, *bodies]) + "\n"
            if len(content.encode()) > LARGEST:
                raise ValueError(f"lot « {famille.id} » : une clause dépasse {LARGEST} octets")
            yield famille, _path(famille, number), content.encode()


def _path(famille: Famille, number: int) -> str:
    return f"{FOLDER}/lots/{famille.id}.md" if number == 1 else f"{FOLDER}/lots/{famille.id}-{number}.md"


def _parts(bodies: Iterable[str]) -> list[list[str]]:
    """The clauses of a segment, file by file: at least one file, which says that there are none."""
    parts: list[list[str]] = [[]]
    size = _HEAD_ROOM
    for body in bodies:
        length = len(body.encode()) + 8
        if parts[-1] and size + length > LARGEST:
            parts.append([])
            size = _HEAD_ROOM
        parts[-1].append(body)
        size += length
    return parts


def _head(build: "Build", famille: Famille, number: int, total: int) -> str:
    site = build.settings.site
    lines = [
        f"# {markdown.literal(famille.titre)} : les clauses du guide",
        f"> {build.settings.guide}, {site}. Licence {LICENCE}. À jour au {build.day.isoformat()}.",
        "Règles pour s'en servir : citer mot pour mot ; donner la référence `[identifiant@version]` de chaque clause reprise ; garder entre crochets les "
        "valeurs qui ne sont pas fixées ; dire ce qui est « à vérifier » ; ne rien ajouter qui aurait l'air d'en venir.",
        f"Vérifier ensuite le texte obtenu, sans l'envoyer nulle part : {site}outils/relire/",
    ]
    if total > 1:
        others = [f"{site}{_path(famille, other)}" for other in range(1, total + 1) if other != number]
        if len(others) > MOST_NAMED:
            others = [*others[:2], "et ainsi de suite jusqu'à " + others[-1]]
        lines.append(
            f"Ce segment tient en {total} fichiers ; celui-ci est le {number}. Les autres : {', '.join(others)}."
        )
    return "\n\n".join(lines)


def _clause(build: "Build", clause: Clause) -> str:
    catalog = build.catalog
    statut = statut_dit(catalog, clause)
    head = [
        f"Référence : [{clause.id}@{clause.version_dite}]. Statut : {statut}. Étape : {catalog.term('etapes', clause.etape).libelle}. "
        f"Page : {build.settings.site}{clause.adresse}",
        markdown.prose(clause.resume, lambda _: ""),
    ]
    bases = []
    for fondement in clause.fondements:
        text = catalog.find(TexteJuridique, fondement.texte)
        if text:
            said = texte_dit(catalog, text)
            bases.append(f"- {said.lien.mot} ({said.etat})")
    proofs = [f"- {markdown.phrase(one.preuve, lambda _: '')}" for one in clause.verification]
    annexes = [f"- {annexe.titre} : {build.settings.site}{clause.adresse}" for annexe in clause.annexes]
    title, _, rest = clause_markdown(build, clause).decode().partition("\n\n")
    sections = [title.replace("# ", "## ", 1), *head, rest.replace("\n## ", "\n### ").removeprefix("## ").strip()]
    sections[3] = f"### {sections[3]}" if not sections[3].startswith("#") else sections[3]
    for name, lines in (
        ("Preuves", proofs),
        ("Annexes à joindre", annexes),
        ("Fondements, et ce qui en a été lu", bases),
    ):
        if lines:
            sections.append(f"### {name}\n\n" + "\n".join(lines))
    return "\n\n".join(sections)
