"""What may be written after `python -m macros`: each command, and its options."""

import argparse
import re
import sys
from pathlib import Path
from typing import NoReturn, Protocol

from . import mise_a_jour
from .after.site import FOLDERS
from .views.relectures import JURISTE, LOT

ROOT = Path(__file__).resolve().parent.parent


class Commands(Protocol):
    """What `add_subparsers` gives."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser:
        """A command of this name."""
        ...


_FRENCH = (
    (r"the following arguments are required: (.*)", r"il manque : \1"),
    (r"unrecognized arguments: (.*)", r"de trop : \1"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1 : \2 n'est pas de la liste (\3)"),
    (r"argument (.*): expected .*argument.*", r"\1 : une valeur est attendue après ce nom"),
    (r"argument (.*): ignored explicit argument (.*)", r"\1 : pas de valeur attendue (\2)"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 : \2 ? l'écrire en entier"),
    (r"argument (.*): (attendu .*)", r"\1 : \2"),
)
"""What argparse says of a command that it cannot read -> the same in French."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        said = (found.expand(french) for english, french in _FRENCH if (found := re.fullmatch(english, message)))
        print(f"{next(said, 'commande illisible')} ; « {self.prog} --help » dit ce qui peut s'écrire.", file=sys.stderr)
        sys.exit(2)


def parser() -> argparse.ArgumentParser:
    """What reads the command line."""
    whole = _Parser(prog="python -m macros", description="Outils du guide des achats durables.")
    whole.add_argument("--racine", type=Path, default=ROOT, help="dossier du projet (par défaut, celui de ce code)")
    commands = whole.add_subparsers(dest="command", required=True)
    _on_records(commands)
    _on_the_site(commands)
    _with_others(commands)
    return whole


def _on_records(commands: Commands) -> None:
    """What checks and writes records."""
    checker = commands.add_parser("check", help="contrôler les données et les pages")
    checker.add_argument(
        "--lecture",
        action="store_true",
        help="lister aussi les montants, les années et les produits que les textes cités ne portent pas",
    )
    checker.add_argument(
        "--base",
        default="",
        metavar="COMMIT",
        help="refuser aussi un texte publié dans ce commit et changé sans nouveau numéro",
    )
    checker.add_argument(
        "--format",
        choices=("texte", "github"),
        default="texte",
        help="github : montrer aussi chaque problème sur sa ligne",
    )
    starter = commands.add_parser("nouveau", help="commencer une fiche par son modèle annoté")
    starter.add_argument("sorte", help="clause, cas, recommandation… ou le nom d'un dossier de data/")
    starter.add_argument("id", help="nom du fichier, en minuscules sans accent, chiffres et tirets")
    receiver = commands.add_parser(
        "depuis-formulaire", help="écrire la fiche que propose un formulaire, ou lister ce qui lui manque"
    )
    receiver.add_argument(
        "fichier", help="le texte reçu (demande, message, Word, YAML, JSON), ou - pour l'entrée standard"
    )
    receiver.add_argument("--id", default="", help="nom de la fiche (par défaut, tiré de son titre)")
    receiver.add_argument(
        "--sorte", default="", help="clause, cas, recommandation, retour ou correction, si le texte ne le dit pas"
    )
    receiver.add_argument("--remplacer", action="store_true", help="écraser la fiche qui porte ce nom")
    receiver.add_argument("--date", default="", help="jour de l'historique (par défaut, aujourd'hui)")
    publisher = commands.add_parser("publier", help="garder le texte d'une clause corrigée, sous une nouvelle version")
    publisher.add_argument("ids", nargs="*", metavar="id", help="clauses à publier")
    publisher.add_argument("--tout", action="store_true", help="toutes les clauses dont le texte a changé")
    publisher.add_argument("--motif", default="", help="ce qui change, en une ligne")
    publisher.add_argument("--date", default="", help="jour de la version (par défaut, aujourd'hui)")
    copier = commands.add_parser("adapter", help="copier une fiche du guide dans data-locale/, prête à corriger")
    copier.add_argument("noms", nargs="+", metavar="dossier/id")
    updater = commands.add_parser(
        "mise-a-jour", help="dire ce qui vient du guide commun, et décider des fiches remplacées ici"
    )
    for choice in mise_a_jour.CHOIX:
        updater.add_argument(f"--{choice}", action="append", default=[], metavar="dossier/id")


def _on_the_site(commands: Commands) -> None:
    """What builds."""
    builder = commands.add_parser("site", help="contrôler, puis construire le site")
    builder.add_argument("--edition", choices=FOLDERS, default="publique")
    commands.add_parser("hors-ligne", help="construire l'édition qui s'ouvre sans serveur, et son archive")
    commands.add_parser("ecrans", help="dessiner les boucles : images, PDF, paquets hors ligne")
    printer = commands.add_parser("livret", help="écrire le guide et chaque segment en PDF")
    printer.add_argument("--edition", choices=FOLDERS, default="publique")
    complete = commands.add_parser("publication", help="construire le site avec tout ce qui s'y télécharge")
    complete.add_argument("--edition", choices=FOLDERS, default="publique")
    complete.add_argument("--sans-livrets", action="store_true", help="sans les PDF, qui demandent WeasyPrint et Pango")
    complete.add_argument(
        "--sans-ecrans", action="store_true", help="sans les images ni les PDF des boucles, qui demandent Chromium"
    )
    exporter = commands.add_parser(
        "export-moteur", help="construire le site et écrire ce que lit un moteur de recherche (OpenSearch, Meilisearch)"
    )
    exporter.add_argument("--edition", choices=FOLDERS, default="publique")


def _with_others(commands: Commands) -> None:
    """What goes to readers, to the forge and to other tools, and what comes back."""
    readers = commands.add_parser("relecture", help="envoyer des clauses à relire, et reprendre ce qui a été décidé")
    acts = readers.add_subparsers(dest="act", required=True)
    sender = acts.add_parser("exporter", help="écrire des fiches Word à faire relire")
    sender.add_argument("--role", default=JURISTE, help=f"qui relit (par défaut, {JURISTE})")
    sender.add_argument("--ids", nargs="+", default=[], metavar="id", help="ces clauses, plutôt que les plus urgentes")
    sender.add_argument("--lot", type=_positive, default=1, help=f"le 1er, 2e… lot de {LOT} clauses à lire")
    sender.add_argument("--vers", type=Path, metavar="DOSSIER", help="où écrire (par défaut, relectures/)")
    taker = acts.add_parser("importer", help="reprendre des fiches remplies (.docx, .relecture.json)")
    taker.add_argument("fichiers", nargs="+", type=Path, metavar="FICHIER")
    told = commands.add_parser("fraicheur", help="dire ce qui est à relire, à vérifier, à venir")
    told.add_argument("--jour", default="", help="à quel jour (par défaut, aujourd'hui)")
    commands.add_parser("liens", help="regarder les liens vers l'extérieur (réseau nécessaire)")
    commands.add_parser("formulaires", help="récrire les formulaires de la forge d'après les modèles")
    commands.add_parser(
        "editeur-web", help="écrire la configuration d'un éditeur en ligne (Sveltia CMS), d'après les modèles"
    )
    writer = commands.add_parser(
        "corediger", help="ouvrir un dossier, en Markdown, dans l'Etherpad de organisation.yml (réseau nécessaire)"
    )
    writer.add_argument("fichier", type=Path, metavar="FICHIER")
    writer.add_argument("--pad", default="", metavar="NOM", help="nom du document (par défaut, le titre du fichier)")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("attendu un nombre à partir de 1")
    return int(text)
