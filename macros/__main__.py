"""The project's commands: `python -m macros check | site`. `make` only calls them, so that Windows needs no make."""

import argparse
import sys
from pathlib import Path

from .guide import load_guide
from .problems import DataError
from .site import FOLDERS, build_site

ROOT = Path(__file__).resolve().parent.parent


def check(root: Path) -> int:
    """Print every problem and return the exit code: 0 when the data holds."""
    try:
        guide = load_guide(root)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    counts = ", ".join(f"{len(records)} {kind}" for kind, records in guide.catalog.kinds.items())
    print(f"Données valides : {counts}, {len(guide.pages)} pages.")
    return 0


def site(root: Path, edition: str) -> int:
    """Check, then build: the reader of the data's faults should not wait for MkDocs."""
    code = check(root) or build_site(root, edition)
    if code == 0:
        print(f"Site construit dans {FOLDERS[edition]}/ (édition {edition}).")
    return code


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m macros", description="Outils du guide des achats durables.")
    parser.add_argument("--racine", type=Path, default=ROOT, help="dossier du projet (par défaut, celui de ce code)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="contrôler les données et les pages")
    builder = commands.add_parser("site", help="contrôler, puis construire le site")
    builder.add_argument("--edition", choices=FOLDERS, default="publique")
    options = parser.parse_args(arguments)
    root = options.racine.resolve()
    return check(root) if options.command == "check" else site(root, options.edition)


if __name__ == "__main__":
    sys.exit(main())
