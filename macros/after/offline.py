"""The offline edition: the built site made to work from a folder or a USB stick, where no server turns "x/" into "x/index.html".

Windows refuses a path of more than 259 characters: what would be too long below a folder of 200 stands elsewhere, under a short name.
"""

import hashlib
import json
import posixpath
import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from markupsafe import Markup

from ..exports.csp import with_policy
from ..read.problems import Refused
from ..views.telechargements import taille

OFFLINE_FOLDER = "site-hors-ligne"
ARCHIVE = "guide-hors-ligne.zip"
INSIDE = "guide"
"""The folder that the archive opens into."""
LONGEST_PATH = 58
"""Characters of a path in the archive: 259 for Windows, less a folder of 200 and the bar after it."""
_ROOM = LONGEST_PATH - len(INSIDE) - 1
_SHORT = "f"
"""The folder of what stands elsewhere: f/<number>/<name>."""
_RENAMED = (("assets/paquets/", "p/"),)
"""Folders whose files scripts load by the id of a clause: a short name, in the scripts too."""
README = "LISEZMOI.txt"
LARGEST = 15_000_000
"""Bytes of the archive: it travels by mail or on a stick."""
FOR_SERVERS = (
    "_headers",
    "404.html",
    "sitemap.xml",
    "sitemap.xml.gz",
    "opensearch.xml",
    "llms.txt",
    "hebergement/*",
    "c/*/index.html",
    "assets/recherche/moteur.js",
    "flux/**/*.atom",
    "flux/**/*.json",
    "flux/**/*.ics",
    "api/v1/catalog.jsonld",
    "api/v1/etudes-de-cas.json",
    "api/v1/familles.json",
    "api/v1/textes.json",
    "api/v1/*/*.json",
    "api/v1/lots/*",
    "api/v1/schemas/fichiers/*",
    "**/index.md",
    "clauses/*/*.md",
    "ecrans/*/*.htz",
    "ecrans/*/*.zip",
)
"""What only a server, a subscriber or a program on the network makes use of, and what stands beside it in another form. The clauses stay in whole (JSON), all data as tables (CSV)."""
_ADDRESS = re.compile(
    r'(?P<start>\b(?:href|action)=")(?!(?:[a-z]+:|//|#))(?P<path>(?:[^"?#]*/)?\.{0,2})(?P<rest>[?#][^"]*)?"'
)
_FOLLOWED = re.compile(r'(?P<start><a\b[^>]*?\bhref=")(?!(?:[a-z]+:|//|#))(?P<path>[^"?#]+)')
_ALTERNATE = re.compile(r'\s*<link rel="(?:alternate|search)"[^>]*>')
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
_FORM_ACTION = "form-action 'self'"
_RELATIVE = re.compile(
    r'(?P<start>(?:\b(?:href|src|action|data-src)=|<meta name="guide-racine" content=)")(?!(?:[a-z]+:|//|#))(?P<address>[^"]+)"'
)
_OLD_VERSIONS = re.compile(r'data-anciennes="([^"]*)"')
"""What a script opens by its name beside the page: it no longer finds a version that stands elsewhere."""
_COURT = Path(__file__).parent / "court.js"
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DATED = re.compile(r'<footer class="guide-pied".*?<p>(.*?)</p>', re.DOTALL)
_ENGINE = re.compile(r'\s*<meta name="guide-moteur"[^>]*>')
"""The search engine of the organisation: this edition asks nobody."""


def make_offline(site: Path, target: Path) -> int:
    """Copy a built site to `target` with links and forms that end in index.html. Returns the number of pages.

    Raises FileNotFoundError where the site was not built.
    """
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(site, target)
    gone = frozenset(file.relative_to(target).as_posix() for pattern in FOR_SERVERS for file in target.glob(pattern))
    for name in gone:
        (target / name).unlink()
    for folder in sorted((folder for folder in target.rglob("*") if folder.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    pages = sorted(target.rglob("*.html"))
    moved = _places(target)
    for page in pages:
        path = page.relative_to(target).as_posix()
        html = offline_page(page.read_text(encoding="utf-8"), path, gone)
        page.write_text(rebased(html, path, moved), encoding="utf-8")
    _move(target, moved)
    (target / README).write_bytes(_readme(target).encode())
    return len(pages)


def _places(target: Path) -> dict[str, str]:
    """File from the root -> where it stands, for those whose path is too long and those of a folder that has a short name."""
    moved: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for file in sorted(target.rglob("*")):
        path = file.relative_to(target).as_posix()
        if not file.is_file():
            continue
        short = path
        for renamed, by in _RENAMED:
            short = f"{by}{path.removeprefix(renamed)}" if path.startswith(renamed) else short
        if len(short) > _ROOM:
            folder, _, name = path.rpartition("/")
            number = numbers.setdefault(folder, len(numbers) + 1)
            short = f"{_SHORT}/{number}/{name}"
            if len(short) > _ROOM:
                short = f"{_SHORT}/{number}/{hashlib.sha256(name.encode()).hexdigest()[:8]}{file.suffix}"
        if short != path:
            moved[path] = short
    return moved


def _move(target: Path, moved: dict[str, str]) -> None:
    for path, place in moved.items():
        (target / place).parent.mkdir(parents=True, exist_ok=True)
        (target / path).replace(target / place)
    for folder in sorted((folder for folder in target.rglob("*") if folder.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    for script in sorted(target.rglob("*.js")):
        text = script.read_text(encoding="utf-8")
        changed = text
        for renamed, by in _RENAMED:
            changed = changed.replace(renamed, by)
        if changed != text:
            script.write_text(changed, encoding="utf-8")
    pages = {path: place for path, place in moved.items() if path.endswith(".html")}
    shell = target / "assets/js/site.js"
    if pages and shell.exists():
        table = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
        shell.write_text(
            f"{shell.read_text(encoding='utf-8')}\n{_COURT.read_text(encoding='utf-8').rstrip()}({table});\n",
            encoding="utf-8",
        )


def rebased(html: str, path: str, moved: dict[str, str]) -> str:
    """A page whose addresses follow what stands elsewhere, itself included."""
    here = moved.get(path, path)

    def follow(found: re.Match[str]) -> str:
        parts = urlsplit(found["address"])
        if parts.scheme or parts.netloc or not parts.path:
            return found[0]
        aimed = _below(path, parts.path)
        place = moved.get(aimed, aimed)
        if place == aimed and here == path:
            return found[0]
        ending = "/" if parts.path.endswith("/") and not place.endswith("/") else ""
        address = quote(posixpath.relpath(f"/{place}", posixpath.dirname(f"/{here}"))) + ending
        rest = "".join(f"{sign}{part}" for sign, part in (("?", parts.query), ("#", parts.fragment)) if part)
        return f'{found["start"]}{address}{rest}"'

    def kept(found: re.Match[str]) -> str:
        folder = posixpath.dirname(path)
        there = [name for name in found[1].split() if f"{folder}/v{name}/index.html" not in moved]
        return f'data-anciennes="{" ".join(there)}"'

    return _OLD_VERSIONS.sub(kept, _RELATIVE.sub(follow, html))


def _readme(target: Path) -> str:
    """What somebody reads who opens the archive."""
    home = (target / "index.html").read_text(encoding="utf-8")
    title, dated = (_words(pattern, home) for pattern in (_TITLE, _DATED))
    site = _words(_CANONICAL, home)
    lines = [
        title,
        "=" * len(title),
        "",
        dated,
        "",
        "1. Décompressez toute l'archive dans un dossier (sous Windows : clic droit, « Extraire tout »).",
        "2. Ouvrez index.html, dans le dossier « guide » : la recherche et les outils marchent sans réseau.",
        "3. Ce que vous écrivez reste sur votre appareil.",
        "",
        f"Le guide en ligne, à jour : {site}" if site else "",
        f"Vérifier l'archive : son empreinte SHA-256 est sur {urljoin(site, 'telecharger/')}" if site else "",
        "",
        "Les fichiers dont le chemin serait trop long pour Windows sont dans le dossier « f », et les données des",
        "clauses dans le dossier « p » ; rien n'y est à ouvrir à la main.",
        "Contenu sous licence ouverte etalab-2.0. Les clauses sont des propositions : faites-les relire par vos juristes.",
        "",
    ]
    return "\ufeff" + "\r\n".join(lines)  # for the notepad of Windows


def _words(pattern: re.Pattern[str], html: str) -> str:
    found = pattern.search(html)
    return Markup(found[1]).striptags() if found else ""


def offline_page(html: str, path: str = "index.html", gone: frozenset[str] = frozenset()) -> str:
    """One page: its addresses, and its policy (Firefox blocks the forms of file:// without "file:").

    What was left out of the edition is read where the site is published.
    """
    published = _CANONICAL.search(html)
    html = _ALTERNATE.sub("", html)
    if _ENGINE.search(html):
        html = with_policy(_ENGINE.sub("", html))
    if published and gone:
        html = _FOLLOWED.sub(
            lambda found: (
                found["start"]
                + (urljoin(published[1], found["path"]) if _below(path, found["path"]) in gone else found["path"])
            ),
            html,
        )
    return _ADDRESS.sub(_with_index, html).replace(_FORM_ACTION, f"{_FORM_ACTION} file:")


def _below(page: str, address: str) -> str:
    """An address of a page as a path from the root of the site."""
    return unquote(urljoin(f"/{page}", address)).removeprefix("/")


def _with_index(found: re.Match[str]) -> str:
    path, rest = found["path"], found["rest"] or ""
    folder = path if path.endswith("/") or not path else f"{path}/"
    return f'{found["start"]}{folder}index.html{rest}"'


def make_archive(folder: Path, archive: Path) -> int:
    """Pack the edition, with its checksum beside it: the same bytes for the same files. Returns the archive's size.

    Raises Refused where it is too large to travel.
    """
    waiting = archive.with_name(f"{archive.name}.part")
    with zipfile.ZipFile(waiting, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                entry = zipfile.ZipInfo(
                    f"{INSIDE}/{file.relative_to(folder).as_posix()}"
                )  # dated 1980: neither the clock nor the disk
                entry.external_attr = 0o644 << 16
                packed.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    size = waiting.stat().st_size
    if size > LARGEST:
        waiting.unlink()
        raise Refused(f"{archive.name} : {taille(size)}, attendu {taille(LARGEST)} au plus")
    digest = hashlib.sha256(waiting.read_bytes()).hexdigest()
    checksum = archive.with_name(f"{archive.name}.sha256")
    checksum_waiting = checksum.with_name(f"{checksum.name}.part")
    checksum_waiting.write_text(f"{digest}  {archive.name}\n", encoding="utf-8")
    waiting.replace(archive)
    checksum_waiting.replace(checksum)
    return size
