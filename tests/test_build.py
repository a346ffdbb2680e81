"""Building: what fails leaves all as it was and says so once, what is internal stays inside, what is built twice is the same."""

import gzip
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from html_page import PUBLISHED, read_pages
from site_tools import run_macros
from small_guide import HOME, RECORDS, Changes, complaints, copy_of_project, write_site_project

from macros.after.site import build_site

SiteProject = Callable[[Changes | None], Path]
LINK = "\nVoir [la clause](/clauses/bilan.md), [la liste](/clauses/index.md#liste-clauses).\n"


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def built(root: Path, edition: str = "publique") -> dict[str, bytes]:
    done = run_macros(root, "site", "--edition", edition)
    assert done.returncode == 0, done.stdout + done.stderr
    return files_of(root / {"publique": "site", "interne": "site-interne"}[edition])


def test_the_smallest_guide_builds_and_says_where(site_project: SiteProject):
    root = site_project({"docs/index.md": HOME + LINK})
    done = run_macros(root, "site")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("Site construit dans site/ (édition publique).\n")
    assert done.stderr == ""
    assert not list((root / ".construction").glob("*"))


BAD = {
    "a record": ("data/clauses/mauvaise.yml", "titre: Mauvaise\n", "data/clauses/mauvaise.yml:1:1: "),
    "a page": ("docs/mauvaise.md", "# Sans en-tête\n", "docs/mauvaise.md:1:1: en-tête absent"),
    "a link": ("docs/index.md", HOME + "\nVoir [rien](/clauses/absente.md).\n", ":6: lien vers une fiche absente"),
    "an anchor": (
        "docs/index.md",
        HOME + "\nVoir [rien](/clauses/bilan.md#absente).\n",
        ":13: lien « /clauses/bilan.md#absente » : aucun titre",
    ),
    "a page that is nowhere in the navigation": (
        "docs/perdue.md",
        HOME.replace("title: Guide", "title: Perdue"),
        "docs/perdue.md:1:1: page absente de la navigation",
    ),
    "a page that the navigation names and nobody wrote": ("mkdocs.yml", "  - Rien: rien.md\n", "mkdocs.yml:"),
    "the configuration": ("mkdocs.yml", "\nextra: {edition: privee}\n", "EDITION=privee : attendu"),
    "a call that gives nothing": (
        "docs/index.md",
        HOME.replace("---\n#", "render_macros: true\n---\n#") + "\n{{ cite_clauses('absente') }}\n",
        "docs/index.md:8:1: « absente » n'est pas une fiche de data/clauses/",
    ),
    "a call that has no place": (
        "docs/index.md",
        HOME.replace("---\n#", "render_macros: true\n---\n#") + "\n[Écrire]({{ show_contact() }})\n",
        "docs/index.md:8:1: l'appel de « show_contact » n'a pas de place dans la page",
    ),
    "a name that Windows keeps": (
        "data/clauses/con.yml",
        "titre: Mauvaise\n",
        "con.yml:1:1: « con » est un nom que Windows",
    ),
}
"""What is broken: the file, what it holds, and what is said of it."""


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site is built."""
    root = write_site_project(tmp_path_factory.mktemp("debout"))
    assert built(root)
    return root


@pytest.mark.parametrize("fault", BAD)
def test_a_failed_build_leaves_the_previous_site_untouched(standing: Path, fault: str):
    before = files_of(standing / "site")
    path, content, told = BAD[fault]
    file = standing / path
    original = file.read_text(encoding="utf-8") if file.exists() else None
    file.write_text((original or "") + content if path == "mkdocs.yml" else content, encoding="utf-8")
    try:
        done = run_macros(standing, "site")
    finally:
        file.write_text(original, encoding="utf-8") if original else file.unlink()
    assert done.returncode == 1, done.stdout + done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr and "INFO" not in done.stderr
    assert files_of(standing / "site") == before
    assert not list((standing / ".construction").glob("*"))


def test_a_comment_that_looks_like_a_mark_of_a_macro_stays_a_comment(site_project: SiteProject):
    root = site_project({"docs/index.md": HOME + "\n<!--macro 0-->\n\nUn <!--macro 999--> mot.\n"})
    page = built(root)["index.html"].decode()
    assert "<!--macro 0-->" in page and "Un <!--macro 999--> mot." in page


def test_the_same_complaints_come_from_the_check_from_the_build_and_from_mkdocs(site_project: SiteProject):
    root = site_project({"clauses/bilan": {"niveau": "avancee", "titre": 3}, "docs/index.md": HOME + "\n{{ x }}\n"})
    told = complaints(root)
    assert len(told) == 2
    check, site = run_macros(root, "check"), run_macros(root, "site")
    mkdocs = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(root / "ailleurs")],
        cwd=root,
        capture_output=True,
        text=True,
    )
    assert (
        check.stderr
        == site.stderr
        == "\n".join([*told, "2 problèmes : rien n'a été construit, le site précédent reste en place."]) + "\n"
    )
    assert check.stderr.rstrip() in mkdocs.stdout + mkdocs.stderr
    assert "Traceback" not in mkdocs.stdout + mkdocs.stderr
    assert {check.returncode, site.returncode, mkdocs.returncode} == {1}


def _canary(kind: str) -> str:
    """A word for each kind of record that no other text holds, that the stemmer of the search leaves as it is."""
    return f"canari{kind.replace('-', '')[:6]}{len(kind)}xyz"


def _internal() -> Changes:
    """An internal record of each kind whose every title, id and text holds a canary, and an internal page."""
    records = {}
    for path, record in RECORDS.items():
        kind = path.split("/")[0]
        word = _canary(kind)
        text = {
            key: f"Un {word} ici."
            for key in (
                "titre",
                "resume",
                "texte",
                "pourquoi",
                "perimetre",
                "apport",
                "role",
                "fait",
                "lecon",
                "exigence",
                "precision",
                "reference",
            )
            if key in record
        }
        records[f"{kind}/{word}"] = {
            **text,
            "alias": [word],
            "diffusion": "interne",
            "historique": [{"version": 1, "date": "2031-07-13", "motif": f"Un {word}."}],
        }
    records[f"clauses/{_canary('clauses')}"]["voir_aussi"] = ["bilan"]
    records[f"etudes-de-cas/{_canary('etudes-de-cas')}"]["clauses"] = ["bilan"]
    records[f"recommandations/{_canary('recommandations')}"]["clauses"] = ["bilan"]
    page = f"---\ntitle: {_canary('page')}\ndescription: Un {_canary('page')}.\ndiffusion: interne\nrender_macros: true\n---\n# {_canary('page')}\n\n{{{{ cite_clauses('{_canary('clauses')}') }}}}\n"
    return {
        **records,
        f"docs/{_canary('page')}.md": page,
        f"docs/dossier/{_canary('page')}.md": page.replace("title: ", "title: Autre "),
    }


CANARIES = [_canary(kind) for kind in (*sorted({path.split("/")[0] for path in RECORDS}), "page")]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Both editions of the smallest guide with something internal of each kind, and the public one without."""
    root = write_site_project(tmp_path_factory.mktemp("editions"), _internal())
    bare = write_site_project(tmp_path_factory.mktemp("sans-interne"))
    assert complaints(root) == []
    return {"publique": built(root), "interne": built(root, "interne"), "sans": built(bare)}


def _said(files: dict[str, bytes], word: str) -> list[str]:
    """The files that hold a word in their name or their bytes, compressed ones included."""
    needle = word.encode().lower()
    return [
        path
        for path, content in files.items()
        if word in path.lower() or needle in (gzip.decompress(content) if path.endswith(".gz") else content).lower()
    ]


@pytest.mark.parametrize("canary", CANARIES)
def test_nothing_internal_is_in_any_file_of_the_public_edition(editions: dict[str, dict[str, bytes]], canary: str):
    assert _said(editions["publique"], canary) == []


@pytest.mark.parametrize("canary", CANARIES)
def test_what_is_internal_is_in_the_internal_edition(editions: dict[str, dict[str, bytes]], canary: str):
    assert any(path.endswith(".html") for path in _said(editions["interne"], canary))


def test_the_public_edition_is_the_same_as_if_nothing_internal_had_been_written(editions: dict[str, dict[str, bytes]]):
    """Not a count, not a date, not an empty section of the navigation."""
    public, bare = editions["publique"], editions["sans"]
    assert public.keys() == bare.keys()
    assert [path for path in public if public[path] != bare[path]] == []


@pytest.fixture(scope="module")
def traces(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Both editions of a guide whose public clause replaces two that are not public, and whose pages show images."""
    page = HOME.replace("description", "diffusion: interne\ndescription")
    changes: Changes = {
        "clauses/internecanari": {"diffusion": "interne", "statut": "retiree", "retrait": "Trop long."},
        "clauses/publicanari": {"statut": "retiree", "retrait": "Trop long."},
        "clauses/bilan": {"remplace": ["internecanari", "perducanari", "publicanari"]},
        "data/vocabulaires/ids-retires.yml": "- {id: clauses-perducanari, libelle: Le titrecanari}\n",
        "docs/dossier/interne.md": page
        + "\n![une](une-image.png) ![deux](../deux%20images.png) ![les](/commune.png)\n",
        "docs/index.md": HOME + "\n![les](commune.png)\n",
        "docs/dossier/une-image.png": b"1",
        "docs/deux images.png": b"2",
        "docs/commune.png": b"3",
        "docs/robots.txt": b"4",
    }
    root = write_site_project(tmp_path_factory.mktemp("traces"), changes)
    assert complaints(root) == []
    return {"publique": built(root), "interne": built(root, "interne")}


@pytest.mark.parametrize("word", ["internecanari", "perducanari", "titrecanari", "une-image.png", "deux images.png"])
def test_what_is_or_may_have_been_internal_leaves_no_trace_in_the_public_edition(
    traces: dict[str, dict[str, bytes]], word: str
):
    assert _said(traces["publique"], word) == []
    assert (_said(traces["interne"], word) == []) == (word == "titrecanari")


def test_what_is_public_stays_in_the_public_edition(traces: dict[str, dict[str, bytes]]):
    assert _said(traces["publique"], "publicanari")
    assert {"commune.png", "robots.txt"} <= traces["publique"].keys()


def test_the_internal_edition_says_that_it_is_internal_and_the_public_one_does_not(
    editions: dict[str, dict[str, bytes]],
):
    mark = "Édition interne".encode()
    assert [
        path for path, content in editions["interne"].items() if path.endswith(".html") and mark not in content
    ] == []
    assert [path for path, content in editions["publique"].items() if mark in content] == []


def test_no_search_engine_is_offered_the_internal_edition(editions: dict[str, dict[str, bytes]]):
    refuses = b'<meta name="robots" content="noindex">'
    pages = {path: content for path, content in editions["interne"].items() if path.endswith(".html")}
    assert [path for path, content in pages.items() if refuses not in content] == []
    assert refuses not in editions["publique"]["index.html"]


ELSEWHERE = """\
import datetime, os, time
time.time = lambda now=time.time: now() + 400 * 86_400
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(400)
datetime.datetime = Later
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
"""
"""A clock that is more than a year ahead, and one processor: put before anything else runs."""


def test_two_builds_of_one_commit_are_the_same_byte_for_byte(public_site: Path, tmp_path: Path):
    """Elsewhere on the disk, on another day, with one processor, another order of sets and another language."""
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "ailleurs/sitecustomize.py").write_text(ELSEWHERE)
    root = copy_of_project(tmp_path / "un" / "autre" / "dossier")
    done = run_macros(
        root,
        "site",
        PYTHONPATH=str(tmp_path / "ailleurs"),
        PYTHONHASHSEED="1",
        TZ="Pacific/Kiritimati",
        LC_ALL="C.UTF-8",
    )
    assert done.returncode == 0, done.stderr
    first, second = files_of(public_site), files_of(root / "site")
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []


def test_the_date_of_the_build_can_be_imposed(site_project: SiteProject):
    root = site_project(None)
    done = run_macros(root, "site", SOURCE_DATE_EPOCH="946684800")
    assert done.returncode == 0, done.stderr
    assert set(re.findall(r"<lastmod>(.*?)</lastmod>", (root / "site/sitemap.xml").read_text(encoding="utf-8"))) == {
        "2000-01-01"
    }
    assert "À jour au 1er\u00a0janvier 2000" in (root / "site/index.html").read_text(encoding="utf-8")


def _built_with(root: Path, name: str, generator: str = "mkdocs") -> dict[str, bytes]:
    """The files that a generator makes of a project, by its settings as they stand."""
    folder = root / f"site-{name}"
    done = subprocess.run(
        [sys.executable, "-m", generator, "build", "--quiet", "--strict", "--site-dir", str(folder)],
        cwd=root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": PUBLISHED}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return files_of(folder)


def _same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


def test_the_guide_outlives_its_generator(site_project: SiteProject):
    """MkDocs 1 is no longer kept up; ProperDocs, which goes on from it, builds the same files."""
    root = site_project(None)
    _same(_built_with(root, "mkdocs"), _built_with(root, "properdocs", "properdocs"))


def test_the_guide_outlives_its_theme(site_project: SiteProject):
    """Material ends in May 2027: without it, the same files."""
    root = site_project(None)
    with_material = _built_with(root, "material")
    settings = root / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "\ntheme: {name: null, custom_dir: overrides}\n", encoding="utf-8"
    )
    _same(with_material, _built_with(root, "sans-theme"))


def test_a_record_cannot_write_in_the_head_of_its_page(site_project: SiteProject):
    """The theme places titles and descriptions as they are."""
    said = 'Un bilan " autofocus onfocus=alert(1) x=" &quot; remis.'
    root = site_project(
        {
            "clauses/bilan": {"titre": said, "resume": said},
            "docs/index.md": HOME.replace("d'essai.", 'd\'essai " x=" rien.'),
        }
    )
    assert build_site(root, "publique") == 0
    pages = read_pages(root / "site")
    page = pages["clauses/bilan/"]
    assert {element.get("content") for element in page.all("meta") if element.get("name") == "description"} == {said}
    assert [element.text.strip() for element in page.all("title")] == [f"{said} - Guide des achats durables"]
    assert [element.get("title") for element in page.all("link") if element.get("type") == "text/markdown"] == [
        f"{said} (Markdown)"
    ]
    assert [element.get("data-titre") for element in page.all("footer")] == [said]
    assert 'Un guide d\'essai " x=" rien.' in {element.get("content") for element in pages[""].all("meta")}


def test_an_unknown_edition_is_refused(site_project: SiteProject):
    done = run_macros(site_project(None), "site", "--edition", "privee")
    assert done.returncode == 2
    assert "publique" in done.stderr
