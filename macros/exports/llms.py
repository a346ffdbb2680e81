"""`/llms.txt`: where a program that reads text finds the guide (llmstxt.org), and the clauses of each segment in one file."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model import KINDS, EtapeDuProcessus
from .open_data.datasets import FOLDER, LICENCE_URL
from .open_data.lots import lots

if TYPE_CHECKING:
    from ..build import Build


def llms_files(build: "Build") -> Iterator[tuple[str, bytes]]:
    """Short on purpose: the segments lead to their clauses, the lists of data to everything. No two links have one title."""
    site, catalog = build.settings.site, build.catalog
    stages = sorted(catalog.all(EtapeDuProcessus), key=lambda etape: etape.ordre)
    sections = {
        "Segments d'achat": [
            _line(f"Segment : {famille.titre}", f"{site}{famille.adresse}index.md", famille.resume)
            for famille in catalog.segments
        ],
        "Processus d'achat": [_line(etape.titre, f"{site}{etape.adresse}index.md", etape.resume) for etape in stages],
        "Chapitres": list(_chapters(build)),
        "Lots de clauses, mot pour mot, par segment": [
            _line(f"Lot : {lot.titre}", f"{site}{lot.chemin}", lot.tient or "pas encore de clause")
            for lot in lots(build)
        ],
        "Outils, sur l'appareil de qui s'en sert": [
            _line(
                "Mon dossier",
                f"{site}outils/mon-dossier/",
                "le marché en cours d'écriture : clauses choisies, valeurs, documents, contrôle",
            ),
            _line("Relire un brouillon", f"{site}outils/relire/", "ce qu'un juge y verrait, sans rien envoyer"),
            _line("Comparer deux textes", f"{site}outils/comparer/", "mots, nombres et paragraphes qui changent"),
            _line("Simulateur de notation", f"{site}outils/simulateur-notation/", "qui gagne, et pourquoi"),
        ],
        "Données": [
            _line(
                "Données ouvertes",
                f"{site}donnees/",
                "tous les fichiers, leurs schémas, avec quels services publics ils vont",
            ),
            _line("Consigne pour un assistant", f"{site}donnees/#assistant", "le texte à coller avec un lot"),
            _line("Index des fichiers", f"{site}{FOLDER}/index.json", "adresses, nombres, tailles"),
            *(
                _line(model.nom_pluriel, f"{site}{FOLDER}/{kind}.json", f"{len(catalog.all(model))} fiches, JSON")
                for kind, model in KINDS.items()
                if catalog.all(model)
            ),
        ],
    }
    head = [
        f"# {build.settings.guide}",
        "> Guide en français pour acheter durablement quand on est une collectivité publique : clauses à copier avec leur preuve et leur fondement, cas sourcés, textes juridiques résumés.",
        f"Licence : etalab-2.0 ({LICENCE_URL}). À jour au {build.day.isoformat()}. Les clauses sont des propositions, pas des conseils juridiques : "
        "chaque fiche dit son statut et l'état de vérification de ses textes. Chaque page de fiche a un jumeau en Markdown, à son adresse suivie de « index.md ». "
        "Citer une clause mot pour mot, avec sa référence [identifiant@version] ; ses crochets sont des valeurs à fixer ; « à vérifier » se dit.",
    ]
    parts = [*head, *(f"## {title}\n\n" + "\n".join(lines) for title, lines in sections.items() if lines)]
    yield "llms.txt", ("\n\n".join(parts) + "\n").encode()


def _chapters(build: "Build") -> Iterator[str]:
    hidden = build.hidden_pages
    for page in build.guide.pages:
        path = page.uri
        if path.startswith("guide/") and path != "guide/index.md" and path not in hidden:
            yield _line(page.entete.title, f"{build.settings.site}{path.removesuffix('.md')}/", page.entete.description)


def _line(title: str, address: str, about: str) -> str:
    return f"- [{title}]({address}): {about}"
