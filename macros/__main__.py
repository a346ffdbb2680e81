"""The project's commands: `python -m macros check | site | hors-ligne | ecrans | livret | publication | publier | relecture | adapter | mise-a-jour | corediger`. `make` only calls them, so that Windows needs no make."""

import argparse
import io
import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from . import mise_a_jour
from .after.faults import sentence
from .after.lock import holding
from .after.offline import ARCHIVE, OFFLINE_FOLDER, make_archive, make_offline
from .after.site import ASIDE, ENGINE_FOLDERS, FOLDERS, build_site, taking_the_place_of
from .arguments import parser
from .checks.droit import montants_a_relire, notes_a_relire
from .comparaison import against
from .forms import editeur_web, issue_forms, squelette
from .forms.accueil import Manque, Options, accueillir
from .forms.specimens import faults as specimen_faults
from .forms.specimens import specimens, words_of
from .model import Catalog, Clause
from .model.local import DATA_LOCALE, DOCS_LOCALE, SORTES
from .publication import publish, publish_all
from .read.guide import Guide, load_guide
from .read.leftovers import leftovers
from .read.memory import exempt_from_collection, without_garbage_collection
from .read.navigation import settings_absent
from .read.problems import DataError, Misused, Problem, Refused, annotation
from .read.settings import Settings, imposed_day, organisation_faults, read_organisation, site_address
from .views.fraicheur import rapport
from .views.telechargements import taille


def check(root: Path, lecture: bool = False, base: str = "", forge: str = "") -> int:
    """Read the whole guide, and say what it holds. Raises DataError with every problem, NoBase. `lecture` adds what a lawyer should read again, which is no fault; `base` is a commit whose published texts must still be there; `forge`, what shows each problem on its line of a pull request."""
    others = [
        *settings_absent(root),
        *organisation_faults(root, os.environ),
        *specimen_faults(root, issue_forms.KINDS_ASKED),
    ]
    try:
        with without_garbage_collection():
            guide = _guide_with(root, others)
            exempt_from_collection()
        if base and (problems := list(against(root, base, guide.catalog))):
            raise DataError(problems)
    except DataError as error:
        if forge == "github":
            print("\n".join(annotation(problem) for problem in error.problems))
        raise
    to_read = (*montants_a_relire(guide.catalog), *notes_a_relire(guide.catalog)) if lecture else ()
    for finding in to_read:
        print(f"À relire : data/{finding.file} : {finding.message}")
    for path in leftovers(root, ("data", DATA_LOCALE, "docs", DOCS_LOCALE)):
        print(f"Laissé de côté : {path} (un éditeur, un gestionnaire de fichiers ou une synchronisation l'a laissé là)")
    for line in local_lines(guide.catalog):
        print(line)
    counts = ", ".join(f"{len(records)} {kind}" for kind, records in guide.catalog.kinds.items())
    print(f"Données valides : {counts}, {len(guide.pages)} pages.")
    return 0


def _guide_with(root: Path, others: list[Problem]) -> Guide:
    """The guide, its writing checked. Raises DataError with its problems and the others, all at once."""
    try:
        guide = load_guide(root, editorial=True)
    except DataError as error:
        raise DataError([*others, *error.problems]) from None
    if others:
        raise DataError(others)
    return guide


def local_lines(catalog: Catalog) -> Iterator[str]:
    """What data-locale/ does, in one line; then each record that the common guide has changed since it was replaced."""
    count = Counter(record.local.sorte for record in catalog if record.local)
    if count:
        yield (
            "Fiches locales : "
            + ", ".join(f"{SORTES[sorte]} ({number})" for sorte, number in sorted(count.items()))
            + "."
        )
    for clause in catalog.all(Clause):
        ours = clause.local.origine if clause.local and clause.local.sorte == "retiree" else None
        if isinstance(ours, Clause) and ours.statut == "retiree":
            yield f"Inutile : {clause.fichier} : le guide commun a retiré « {clause.id} » aussi ; ses lignes de « retraits » peuvent partir."
    for record in catalog:
        if record.local and record.local.origine_changee:
            yield (
                f"À décider : {record.fichier} : le guide commun a changé « {record.id} » depuis ; "
                "python -m macros mise-a-jour"
            )


def site(root: Path, edition: str) -> int:
    """Check, then build: the reader of the data's faults should not wait for MkDocs."""
    code = check(root) or build_site(root, edition)
    if code == 0:
        print(f"Site construit dans {FOLDERS[edition]}/ (édition {edition}).")
    return code


def offline(root: Path) -> int:
    """Build the public edition, its copy that works without a server, and the archive of it: one process at a time."""
    (root / ASIDE).mkdir(exist_ok=True)
    with holding(root / ASIDE):
        return _offline(root)


def _offline(root: Path) -> int:
    code = site(root, "publique")
    if code == 0:
        with taking_the_place_of(root / OFFLINE_FOLDER) as aside:
            count = make_offline(root / FOLDERS["publique"], aside)
        print(f"Édition hors ligne dans {OFFLINE_FOLDER}/ ({count} pages) : ouvrir {OFFLINE_FOLDER}/index.html.")
        size = make_archive(root / OFFLINE_FOLDER, root / ARCHIVE)
        print(f"Archive {ARCHIVE} ({taille(size)}), empreinte dans {ARCHIVE}.sha256.")
    return code


def screens(root: Path) -> int:
    """Build the public edition, then what a screen shows without the site: images, documents and packages."""
    from .after.screen_files import SCREENS_FOLDER, make_screens  # a browser draws them: installed for the tests only

    code = site(root, "publique")
    if code == 0:
        with taking_the_place_of(root / SCREENS_FOLDER) as aside:
            count = make_screens(root / FOLDERS["publique"], aside)
        print(f"{count} diapositives dans {SCREENS_FOLDER}/ : images, PDF, paquets .htz et .zip.")
    return code


def engine(root: Path, edition: str) -> int:
    """Build an edition, then what a search engine reads of it: the addresses of both agree."""
    code = check(root)
    if code == 0:
        with taking_the_place_of(root / ENGINE_FOLDERS[edition]) as aside:
            code = build_site(root, edition, aside)
            if code:
                shutil.rmtree(aside, ignore_errors=True)
        if code == 0:
            print(
                f"Site construit dans {FOLDERS[edition]}/ ; fichiers du moteur dans {ENGINE_FOLDERS[edition]}/ : voir LISEZMOI.txt."
            )
    return code


def booklets(root: Path, edition: str) -> int:
    """Build an edition, then the guide and each segment as PDF."""
    from .after.livret import LIVRET_FOLDERS, make_booklets

    _need_pango()
    code = site(root, edition)
    if code == 0:
        start = time.monotonic()
        with taking_the_place_of(root / LIVRET_FOLDERS[edition]) as aside:
            for file, pages in make_booklets(root / FOLDERS[edition], aside):
                print(
                    f"{LIVRET_FOLDERS[edition]}/{file.relative_to(aside)} : {pages} pages, {taille(file.stat().st_size)}",
                    flush=True,
                )
        print(f"Livrets faits en {time.monotonic() - start:.0f} s.")
    return code


def publish_site(root: Path, edition: str, with_booklets: bool, with_screens: bool) -> int:
    """Build an edition, then what it gives to download: the archive, the booklets, the data, the drawings of its loops, with their sums on its page."""
    (root / ASIDE).mkdir(exist_ok=True)
    with holding(root / ASIDE):
        if with_booklets:
            _need_pango("--sans-livrets")
        if with_screens:
            _need_chromium("--sans-ecrans")
        from .after.livret import make_booklets
        from .after.telecharger import make_downloads

        if with_screens:
            from .after.screen_files import make_screens

        code = site(root, edition)
        if code:
            return code
        with taking_the_place_of(root / FOLDERS[edition]) as aside:
            made = make_downloads(
                root / FOLDERS[edition],
                aside,
                make_booklets if with_booklets else None,
                make_screens if with_screens else None,
            )
            for line in made:
                print(line, flush=True)
        print(f"Prêt à publier : {FOLDERS[edition]}/, avec ses téléchargements dans {FOLDERS[edition]}/telecharger/.")
    return 0


def _need_pango(without: str = "") -> None:
    """Raises Refused where what writes PDF is missing. `without`: the option of the command that does without."""
    from .after.livret import PANGO

    try:
        import weasyprint  # noqa: F401  (the renderer, and the libraries of Pango that it loads)
    except (ImportError, OSError) as error:
        raise Refused(
            f"WeasyPrint ou les bibliothèques de Pango manquent ({error}).\n"
            f"« make livret » installe WeasyPrint ; sous Debian, Pango vient de « apt-get install {' '.join(PANGO)} »."
            + _rest(without)
        ) from None


def _need_chromium(without: str) -> None:
    """The same for the browser that draws the loops."""
    try:
        from .after.screen_files import can_draw
    except ImportError as error:
        message = f"Playwright manque ({error}) : « make publication » l'installe, avec Chromium."
        raise Refused(message + _rest(without)) from None
    if not can_draw():
        raise Refused(f"Chromium manque : « make publication » l'installe.{_rest(without)}")


def _rest(without: str) -> str:
    return f"\n« {without} » publie le reste." if without else ""


def publication(root: Path, ids: list[str], everything: bool, motif: str, day: str) -> int:
    """Publish clauses, each with the text that it has now."""
    if bool(ids) == everything:
        raise Misused("Nommer les clauses à publier, ou mettre --tout.")
    on = _day(day)
    done = publish_all(root, motif, on) if everything else [publish(root, name, motif, on) for name in ids]
    print("\n".join(done) or "Rien à publier : chaque clause a le texte de sa dernière version.")
    return 0


def from_form(root: Path, file: str, options: Options) -> int:
    """Write the record that a form proposes, or print what is missing."""
    content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    try:
        done = accueillir(root, content, "formulaire" if file == "-" else file, options)
    except Manque as missing:
        raise Manque(f"{missing}\nRien n'a été écrit.") from None
    print("\n".join(done))
    return 0


def send_sheets(root: Path, role: str, ids: list[str], lot: int, folder: Path | None) -> int:
    """Write the sheets that go to readers."""
    from .relecture.depot import ENVOIS, export_sheets  # with python-docx, which `check` does not wait for

    catalog = load_guide(root).catalog
    settings = Settings.read(root, "interne", os.environ.get("SITE_URL", ""))
    files = export_sheets(root, catalog, settings, role, ids, lot, folder or root / ENVOIS)
    print("\n".join(map(str, files)))
    print(f"{len(files)} fiche(s) à envoyer ; au retour : python -m macros relecture importer FICHIER…")
    return 0


def take_decisions(root: Path, files: list[Path]) -> int:
    """Read what came back, and write what was decided."""
    from .relecture.depot import import_decisions  # as above

    settings = Settings.read(root, "interne", os.environ.get("SITE_URL", ""))
    written = import_decisions(root, files, settings, date.today())
    print("\n".join(one.dit for one in written))
    return 0


def freshness(root: Path, day: str) -> int:
    """Print what is overdue, fragile or missing on a day, today unless said."""
    on = _day(day)
    print(rapport(load_guide(root).catalog, on), end="")
    return 0


def web_editor(root: Path) -> int:
    """Print the configuration of the web editor."""
    settings = Settings.read(root)
    mots = {kind: words_of(blocks[0][1]) for kind, blocks in specimens(root).items()}
    print(editeur_web.configuration(load_guide(root).catalog, settings, mots), end="")
    return 0


def skeleton(root: Path, sorte: str, record_id: str) -> int:
    """Write the annotated specimen of a kind as a new record, to be filled in."""
    print(squelette.nouveau(root, sorte, record_id))
    return 0


def links(root: Path) -> int:
    """Look at the outside links. A dead one is no failure."""
    from .liens import FILE, look_at_links  # with what speaks to the network, as below

    guide = load_guide(root)
    found = look_at_links(root, guide, date.today())
    for dead in found.morts:
        print(f"{dead.url} : {dead.constat}")
    print(
        f"{found.liens} adresses regardées, {len(found.morts)} mortes, {found.refus} sans réponse claire : {FILE.as_posix()}"
    )
    return 0


def adaptation(root: Path, names: list[str]) -> int:
    """Copy records of ours into data-locale/."""
    for name in names:
        print(mise_a_jour.adapter(root, name))
    return 0


def update(root: Path, chosen: dict[str, list[str]]) -> int:
    """Tell what the common guide brings, and do what was chosen; ask where somebody is there to answer."""
    for choice, chosen_names in chosen.items():
        for name in chosen_names:
            print(mise_a_jour.decider(root, name, choice, date.today()))
    if any(chosen.values()):
        return 0
    for line in mise_a_jour.lignes(root):
        print(line)
    for found in mise_a_jour.ecarts(root) if sys.stdin.isatty() else ():
        choice = _asked(f"{found.nom} : (g)arder, (p)rendre, (f)usionner, ou Entrée pour plus tard ? ")
        if choice:
            print(mise_a_jour.decider(root, found.nom, choice, date.today()))
    waiting = mise_a_jour.ecarts(root)
    mise_a_jour.noter(root)
    if waiting:
        names = ", ".join(found.nom for found in waiting)
        print(f"En attente : {names}. Répondre par --garder, --prendre ou --fusionner <dossier>/<id>.")
    else:
        print("Rien à décider.")
    return 0


def _asked(question: str) -> str:
    """The choice that begins as the answer does; nothing, where the answer is empty or ends the input."""
    try:
        answer = input(question).strip().lower()
    except EOFError:
        return ""
    return next((one for one in mise_a_jour.CHOIX if answer and one.startswith(answer)), "")


def write_together(root: Path, file: Path, pad: str) -> int:
    """Send a dossier to the organisation's Etherpad."""
    from . import corediger

    address, read_only = corediger.send(file, read_organisation(root, os.environ), os.environ, pad)
    print(f"Pour écrire : {address}")
    print(f"Pour lire seulement : {read_only}")
    return 0


def forms(root: Path) -> int:
    """Write the forms that the forge shows, from the models and their specimens."""
    for path in issue_forms.write(root):
        print(path)
    return 0


def main(arguments: list[str] | None = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without accents shows the rest
    options = parser().parse_args(arguments)
    try:
        return _run(options)
    except KeyboardInterrupt:
        print("Interrompu : le site précédent reste en place.", file=sys.stderr)
        return 130
    except OSError as error:
        print(sentence(error), file=sys.stderr)
        return 1
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return refusal.code


def _day(text: str) -> date:
    """A day as it is typed, today where none is. Raises Misused."""
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise Misused(f"« {text} » : attendu une date de la forme AAAA-MM-JJ.") from None


def _run(options: argparse.Namespace) -> int:
    root = options.racine.resolve()
    if options.command == "check":
        return check(root, options.lecture, options.base, options.format)
    if options.command == "editeur-web":
        return web_editor(root)
    if options.command == "nouveau":
        return skeleton(root, options.sorte, options.id)
    if options.command == "depuis-formulaire":
        asked = Options(options.sorte, options.id, options.remplacer, _day(options.date))
        return from_form(root, options.fichier, asked)
    if options.command == "formulaires":
        return forms(root)
    if options.command == "corediger":
        return write_together(root, options.fichier, options.pad)
    if options.command == "adapter":
        return adaptation(root, options.noms)
    if options.command == "mise-a-jour":
        return update(root, {choice: getattr(options, choice) for choice in mise_a_jour.CHOIX})
    imposed_day()
    site_address(os.environ.get("SITE_URL", ""))
    if options.command == "site":
        return site(root, options.edition)
    if options.command == "export-moteur":
        return engine(root, options.edition)
    if options.command == "publier":
        return publication(root, options.ids, options.tout, options.motif, options.date)
    if options.command == "publication":
        return publish_site(root, options.edition, not options.sans_livrets, not options.sans_ecrans)
    if options.command == "fraicheur":
        return freshness(root, options.jour)
    if options.command == "liens":
        return links(root)
    if options.command == "relecture":
        if options.act == "importer":
            return take_decisions(root, options.fichiers)
        return send_sheets(root, options.role, options.ids, options.lot, options.vers)
    if options.command == "livret":
        return booklets(root, options.edition)
    return offline(root) if options.command == "hors-ligne" else screens(root)


if __name__ == "__main__":
    sys.exit(main())
