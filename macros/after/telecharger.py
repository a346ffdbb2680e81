"""What a published site gives whole: the files are made of the built site, put below telecharger/, and told in its page."""

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ..exports.screen_packages import PACKAGES, loop_folders, packed
from ..read.problems import Refused
from ..templates import render
from ..text.dates import date_longue
from ..text.html import Ici
from ..views.elements import nombre
from ..views.telechargements import BEGIN, END, FOLDER, Fichier, GroupeDeFichiers, TelechargementsVue, taille
from .livret import BuiltSite
from .offline import ARCHIVE, make_archive, make_offline

DATA = "donnees.zip"
SUMS, LIST = "SHA256SUMS", "fichiers.json"
_H1 = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
Booklets = Callable[[Path, Path], Iterable[tuple[Path, int]]]
Screens = Callable[[Path, Path], int]
DownloadGroup = tuple[str, str, str, list[tuple[str, str]]]
"""Title, anchor and use of a group of files; each of them as (address from the site's root, title)."""


def make_downloads(
    site: Path, target: Path, booklets: Booklets | None, screens: Screens | None = None
) -> Iterator[str]:
    """Copy a built site to `target` with its downloads, and say each file as it is made.

    `booklets` writes the PDF of a site into a folder: (file, pages); `screens` draws its loops into a folder, each in its own. None where they
    are left out, and the page says so. Raises Refused on an archive too large to travel or a site whose page of downloads is not there.
    """
    shutil.copytree(site, target)
    folder = target / FOLDER
    page = folder / "index.html"
    if not page.exists() or BEGIN not in page.read_text(encoding="utf-8"):
        raise Refused(f"{FOLDER}/index.html : attendu la page de « {{{{ list_telechargements() }}}} »")
    with tempfile.TemporaryDirectory(prefix="telecharger.") as scratch:
        make_offline(site, Path(scratch) / "hors-ligne")
        yield f"{FOLDER}/{ARCHIVE} : {taille(make_archive(Path(scratch) / 'hors-ligne', folder / ARCHIVE))}"
        (folder / f"{ARCHIVE}.sha256").unlink()
        (folder / DATA).write_bytes(packed(dict(_data(site))))
        yield f"{FOLDER}/{DATA} : {taille((folder / DATA).stat().st_size)}"
        printed = []
        for file, pages in booklets(site, Path(scratch) / "livrets") if booklets else ():
            name = f"livret-{file.stem}.pdf"
            shutil.move(file, folder / name)
            printed.append((name, file.stem, pages))
            yield f"{FOLDER}/{name} : {pages} pages, {taille((folder / name).stat().st_size)}"
        drawn = []
        if screens and loop_folders(site):
            screens(site, Path(scratch) / "ecrans")
            for name, content in _drawings(Path(scratch) / "ecrans"):
                (folder / name).write_bytes(content)
                drawn.append(name)
                yield f"{FOLDER}/{name} : {taille(len(content))}"
    groups = list(_groups(target, printed, drawn))
    left_out = [
        *([] if booklets else ["les livrets"]),
        *(["les images et les PDF des écrans"] if not screens and loop_folders(site) else []),
    ]
    day = json.loads((site / "api/v1/index.json").read_text(encoding="utf-8"))["mise_a_jour"]
    _tell(target, groups, day, " ni ".join(left_out))


def _data(site: Path) -> Iterator[tuple[str, bytes]]:
    """Lists, tables and schemas; the records one by one are in the lists."""
    api = site / "api/v1"
    for file in sorted((*api.glob("*.json"), *api.glob("*.csv"), *api.glob("schemas/*.json"))):
        yield f"donnees/{file.relative_to(api).as_posix()}", file.read_bytes()


def _drawings(folder: Path) -> Iterator[tuple[str, bytes]]:
    """(name, content) of what is given of the loops that were drawn: their images in one file, their PDF."""
    for loop in sorted(path for path in folder.iterdir() if path.is_dir()):
        yield f"ecran-{loop.name}-images.zip", packed({file.name: file.read_bytes() for file in loop.glob("*.png")})
        for file in sorted(loop.glob("*.pdf")):
            yield f"ecran-{file.name}", file.read_bytes()


def _groups(site: Path, printed: list[tuple[str, str, int]], drawn: list[str]) -> Iterator[DownloadGroup]:
    """Every group that holds a file."""
    yield (
        "Le guide hors ligne",
        "hors-ligne",
        "Tout le guide, sa recherche et ses outils, sur une clé ou un partage de fichiers. Décompressez, ouvrez index.html.",
        [(f"{FOLDER}/{ARCHIVE}", "Le guide entier, à ouvrir sans serveur (.zip)")],
    )
    if printed:
        # The whole guide first, then segment by segment, in the order of their pages.
        ordered = sorted(printed, key=lambda item: item[1] != "guide")
        yield (
            "Les livrets",
            "livrets",
            "À imprimer ou à lire en réunion : sommaire, signets et numéros de page.",
            [
                (f"{FOLDER}/{name}", f"{_title(site, stem)} ({nombre(pages)} pages, .pdf)")
                for name, stem, pages in ordered
            ],
        )
    yield (
        "Les données",
        "donnees",
        "Chaque liste en JSON et en CSV, avec son schéma. Fiche par fiche, elles sont sur la page des données ouvertes.",
        [(f"{FOLDER}/{DATA}", "Toutes les données (.zip)")],
    )
    loops = [
        (f"ecrans/{loop.name}/{loop.name}.{ending}", f"{_heading(loop / 'index.html')} (.{ending})")
        for loop in loop_folders(site)
        for ending in PACKAGES
        if (loop / f"{loop.name}.{ending}").exists()
    ]
    if loops:
        use = "Pour un lecteur d'écran sans réseau, dans un hall ou un ascenseur : .htz pour Xibo, .zip pour un autre. Le tirage de chaque semaine s'y fait aussi."
        yield "Les écrans, pour un lecteur", "ecrans", use, loops
    for title, anchor, use, ending in (
        ("Les écrans, en images", "ecrans-images", _IMAGES, "-images.zip"),
        ("Les écrans, en PDF", "ecrans-pdf", _PDF, ".pdf"),
    ):
        files = [(f"{FOLDER}/{name}", _drawing(site, name)) for name in drawn if name.endswith(ending)]
        if files:
            yield title, anchor, use, files


_IMAGES = "Pour l'intranet, une lettre interne, ou un écran qui ne montre que des images : PNG de 1920\u00a0×\u00a01080 et de 1080\u00a0×\u00a01920. Elles ne changent pas de semaine en semaine."
_PDF = "Pour un courriel, une réunion ou une impression : une diapositive par page. Leur contenu est celui des images."


def _drawing(site: Path, name: str) -> str:
    """ "ecran-hall-portrait.pdf" -> "Écran du hall, debout (.pdf)"."""
    loop, _, what = name.removeprefix("ecran-").rpartition("-")
    said = {
        "images.zip": "toutes les diapositives (.zip)",
        "paysage.pdf": "couché (.pdf)",
        "portrait.pdf": "debout (.pdf)",
    }
    return f"{_heading(site / 'ecrans' / loop / 'index.html')}, {said[what]}"


def _title(site: Path, stem: str) -> str:
    return "Le guide entier" if stem == "guide" else _heading(site / "familles" / stem / "index.html")


def _heading(page: Path) -> str:
    found = _H1.search(page.read_text(encoding="utf-8"))
    return Markup(found[1]).striptags() if found else page.parent.name


def _tell(site: Path, groups: list[DownloadGroup], day: str, left_out: str) -> None:
    """Write the page's list, the sums and the list as data, of the files as they are."""
    told: list[dict[str, Any]] = []
    shown = []
    for title, anchor, use, files in groups:
        group = []
        for address, name in files:
            content = (site / address).read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            told.append({"fichier": address, "titre": name, "octets": len(content), "sha256": digest, "date": day})
            group.append(Fichier(address, name, taille(len(content)), digest))
        shown.append(GroupeDeFichiers(title, anchor, use, tuple(group)))
    sums = "".join(f"{one['sha256']}  {one['fichier'].rpartition('/')[2]}\n" for one in told)
    (site / FOLDER / SUMS).write_text(sums, encoding="utf-8", newline="\n")
    address = BuiltSite(site).root
    listed = {"site": address, "mise_a_jour": day, "licence": "etalab-2.0", "fichiers": told}
    (site / FOLDER / LIST).write_text(
        json.dumps(listed, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n"
    )
    vue = TelechargementsVue(tuple(shown), (), date_longue(date.fromisoformat(day)), left_out)
    page = site / FOLDER / "index.html"
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    shown_list = str(render("telechargements.html", Ici.at(f"{FOLDER}/"), vue=vue)).strip()
    page.write_text(f"{before}{shown_list}{after}", encoding="utf-8", newline="\n")
