"""The page of quality: figures of a dated state, read from a file that a command writes, and never from the clock."""

from collections.abc import Callable
from pathlib import Path

import pytest
from small_guide import Changes, complaints

from macros.library import Library
from macros.model import Qualite
from macros.read.guide import Guide, load_guide
from macros.read.settings import Settings

Project = Callable[[Changes | None], Path]
FILE = "data/mesures/qualite.yml"
MEASURED = """\
mesure_le: 2026-11-30
etat: "abcdef0123"
clauses: 1
recherche_ouverte: {requetes: 160, rappel: 988, rang: 907}
recherche_scellee: {requetes: 80, rappel: 1000, rang: 45}
liens: 12345
liens_casses: 0
pages: 30
fichiers: 200
mo: 2
secondes: 9
modeles:
  - {titre: "Accueil", ecoindex: 92, lettre: A, elements: 100, ko: 20, defauts: 0}
  - {titre: "Liste", ecoindex: 73, lettre: B, elements: 500, ko: 40, defauts: 2}
"""


def shown(root: Path) -> str:
    html = str(Library(load_guide(root).catalog, Settings(site="https://guide.test/")).show_qualite())
    return html.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_guide_that_nobody_measured_says_so(project: Project):
    assert "Rien n’a encore été mesuré" in shown(project(None))


def test_the_figures_are_those_of_the_file_with_their_date_and_their_limits(project: Project):
    html = shown(project({FILE: MEASURED}))
    for words in (
        "Mesuré le 30 novembre 2026 sur la révision abcdef0123 du dépôt, avec 1 clause.",
        "160 questions ; ce qui est attendu est parmi les cinq premières réponses pour 98,8 % ; rang réciproque moyen 0,907",
        "pour 100,0 % ; rang réciproque moyen 0,045",
        "2 défauts trouvés sur 2 modèles de page",
        "12 345 suivis, 0 cassé",
        "<strong>EcoIndex A.</strong> Accueil (92).",
        "<strong>EcoIndex B.</strong> Liste (73).",
        "Liste : 2 défauts",
        "un plancher, pas une preuve",
    ):
        assert words in html, words


def test_a_guide_that_has_changed_since_says_so(project: Project):
    html = shown(project({FILE: MEASURED.replace("clauses: 1", "clauses: 7").replace("0123", "0123+")}))
    assert "avec des changements qui n’y étaient pas encore, avec 7 clauses. Cette édition en a 1." in html


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("rappel: 988", "rappel: 1988", "« rappel » : attendu un nombre au plus égal à 1000"),
        ("lettre: A", "lettre: Z", "« lettre » : attendu A, B"),
        ("mo: 2\n", "", "« mo »"),
    ],
)
def test_a_file_edited_by_hand_is_checked(project: Project, before: str, after: str, words: str):
    (complaint,) = complaints(project({FILE: MEASURED.replace(before, after)}))
    assert complaint.startswith(f"{FILE}:") and words in complaint


def test_the_guide_was_measured(guide: Guide):
    found = guide.catalog.mesures["qualite"]
    assert isinstance(found, Qualite) and found.liens_casses == 0 and len(found.modeles) > 40
