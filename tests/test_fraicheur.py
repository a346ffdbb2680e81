"""Freshness: what is overdue, what the law changed, what rests on a fragile text, and which outside links are dead."""

import http.server
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from site_tools import QuietHandler, served
from small_guide import ROOT, Changes, complaints

from macros.__main__ import main
from macros.build import Build
from macros.exports.feeds import feeds
from macros.library import Library
from macros.liens import GONE, SILENT, addresses, etat_as_yaml, look, look_at, state
from macros.model import Catalog, Clause, EtatDesLiens, TexteJuridique
from macros.read.editions import catalog_of
from macros.read.guide import Guide, load_guide
from macros.read.load import load
from macros.read.settings import Settings
from macros.views.fraicheur import rapport
from macros.views.nouvelles import changements, les_mois, mois_du_guide
from macros.views.relectures import a_lire
from macros.views.textes import clauses_a_regarder, droit_a_venir

SETTINGS = Settings(site="https://guide.test/")
Project = Callable[[Changes | None], Path]
CHANGE = {"releve": "2026-12-01", "effet": "2027-01-01", "dit": "La part sociale devient obligatoire."}
TEXT = "textes/ccp-l2112-2"
GOOD = {"date": "2026-11-02", "par": "juriste", "version": 1, "decision": "bon-a-employer", "echeance": "2026-12-20"}
READ: Changes = {"clauses/bilan": {"statut": "relue", "relecture": [GOOD]}}


def plain(html: str) -> str:
    return html.replace("\u00a0", " ").replace("\u202f", " ")


# The law that changes


@pytest.mark.parametrize(
    ("clause", "waits"),
    [
        ({}, True),
        ({"fondements": [{"texte": "ccp-l2112-2", "revu": "2026-11-30"}]}, True),
        ({"fondements": [{"texte": "ccp-l2112-2", "revu": "2026-12-01"}]}, False),
        ({"statut": "relue", "relecture": [GOOD]}, True),
        ({"statut": "relue", "relecture": [{**GOOD, "date": "2026-12-03"}]}, False),
        ({"relecture": [{**GOOD, "par": "acheteur", "date": "2026-12-03"}]}, True),
        ({"historique": [{"version": 1, "date": "2026-12-02", "motif": "Écrite après."}]}, False),
    ],
)
def test_a_text_that_changed_waits_for_each_clause_to_be_looked_at(
    project: Project, clause: dict[str, Any], waits: bool
):
    loaded = load(project({TEXT: {"changement": CHANGE}, "clauses/bilan": clause}) / "data")
    assert loaded.problems == []
    catalog = loaded.catalog
    found = clauses_a_regarder(catalog, catalog.get(TexteJuridique, "ccp-l2112-2"))
    assert [one.id for one in found] == (["bilan"] if waits else [])
    library = Library(catalog, SETTINGS)
    said = "changement relevé le 1er décembre 2026, en vigueur le 1er janvier 2027"
    assert (said in plain(library.show_fiche("clauses", "bilan"))) == waits
    assert (said in plain(library.list_droit_change())) == waits
    assert said in plain(library.show_fiche("textes", "ccp-l2112-2"))
    reasons = [one.raison for one in a_lire(catalog, "juriste")]
    assert ("le droit a changé depuis" in reasons) == waits


def test_dates_of_the_law_to_come_are_those_after_the_data(project: Project):
    changes: Changes = {
        TEXT: {"changement": CHANGE},
        "textes/futur": {"titre": "Texte futur", "en_vigueur": {"depuis": "2027-03-01", "jusqu_a": "2029-01-01"}},
        "textes/passe": {"titre": "Texte passé", "en_vigueur": {"depuis": "2020-03-01"}},
    }
    catalog = load_guide(project(changes)).catalog
    assert [(str(day), text.mot) for day, _, text in droit_a_venir(catalog)] == [
        ("2027-01-01", "Conditions d'exécution"),
        ("2027-03-01", "Texte futur"),
        ("2029-01-01", "Texte futur"),
    ]
    assert 'data-jour="2027-03-01"' in Library(catalog, SETTINGS).list_droit_change()


def test_a_fragile_text_is_shown_with_every_clause_that_rests_on_it(project: Project):
    changes: Changes = {
        "textes/doute": {"titre": "Texte douteux", "verification.etat": "a-verifier"},
        "clauses/bilan": {"fondements": [{"texte": "ccp-l2112-2"}, {"texte": "doute"}]},
        "clauses/suivi": {"titre": "Suivre", "fondements": [{"texte": "ccp-l2112-2"}, {"texte": "doute"}]},
    }
    html = Library(load_guide(project(changes)).catalog, SETTINGS).list_textes_a_verifier()
    assert "Texte douteux</a></td><td>à vérifier</td>" in html
    assert 'clauses/bilan/">Remettre un bilan</a>, <a' in html and "Suivre</a></td>" in html


def test_what_changes_is_told_month_by_month_the_most_important_first(project: Project):
    history = [
        {"version": number, "date": f"2026-1{number}-0{number}", "motif": f"Revue {number}."} for number in (2, 1)
    ]
    changes: Changes = {
        TEXT: {"changement": CHANGE, "historique": history[1:]},
        "clauses/bilan": {"version": 2, "historique": [history[0], {**history[1], "date": "2026-10-01"}]},
        "glossaire/bilan": {"historique": history},
    }
    catalog = load_guide(project(changes)).catalog
    assert les_mois(catalog) == {"2026-12": 1, "2026-11": 1, "2026-10": 1}
    told = mois_du_guide(catalog, "2026-12")
    assert [(str(day.jour), [(one.nature, one.motif) for one in day.nouveautes]) for day in told.jours] == [
        ("2026-12-02", [("clause", "version 2. Revue 2."), ("mot du glossaire", "version 2. Revue 2.")]),
        ("2026-12-01", [("droit", "changement relevé le 1er décembre 2026, en vigueur le 1er janvier 2027.")]),
    ]
    assert (told.apres, told.avant and told.avant.adresse) == (None, "nouveautes/2026-11/")
    assert [day.premieres for day in mois_du_guide(catalog, "2026-11").jours] == ["textes (1), glossaire (1)"]
    with pytest.raises(ValueError, match="aucune nouveauté en « 2026-12 », page 2"):
        mois_du_guide(catalog, "2026-12", 2)


def test_a_month_of_many_changes_takes_several_pages(project: Callable[[Changes], Path]):
    changes = [{"version": 1, "date": "2026-08-01", "motif": "Première version."}]
    changes += [{"version": 2 + number, "date": f"2026-09-{1 + number // 9:02}", "motif": "x"} for number in range(250)]
    catalog = load_guide(project({"glossaire/bilan": {"historique": changes[::-1]}})).catalog
    assert les_mois(catalog)["2026-09"] == 3
    pages = [mois_du_guide(catalog, "2026-09", page).jours for page in (1, 2, 3)]
    told = [[new.motif for day in page for new in day.nouveautes] for page in pages]
    assert [len(page) for page in told] == [120, 120, 10]


def test_a_long_month_takes_several_pages_that_lose_nothing(guide: Guide):
    for month, count in les_mois(guide.catalog).items():
        days = [day for page in range(1, count + 1) for day in mois_du_guide(guide.catalog, month, page).jours]
        shown = [one.carte.adresse for day in days for one in day.nouveautes]
        expected = [
            record.adresse
            for record, change in changements(guide.catalog)
            if change.version > 1 and change.date.isoformat().startswith(month)
        ]
        assert sorted(shown) == sorted(expected)


def test_the_feed_of_a_clause_tells_its_versions_and_the_law_that_it_rests_on(project: Project):
    build = Build.start(project({TEXT: {"changement": CHANGE}}), SETTINGS)
    etat_as_yaml = {path: content.decode() for path, content in feeds(build)}
    for name in ("clauses/bilan", "familles/etudes", "textes", "tout"):
        items = json.loads(etat_as_yaml[f"flux/{name}.json"])["items"]
        assert items[0]["title"] == "Le droit a changé : Conditions d'exécution", name
        assert items[0]["id"] == "tag:guide.test,2026-12-01:droit/ccp-l2112-2/1"
        assert "La part sociale devient obligatoire." in items[0]["content_text"]
    titles = [item["title"] for item in json.loads(etat_as_yaml["flux/clauses/bilan.json"])["items"]]
    assert titles == ["Le droit a changé : Conditions d'exécution", "Remettre un bilan"]
    assert "Le droit a changé" not in etat_as_yaml["flux/glossaire.json"]


# The report


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-10-01", "1 lue, 0 en retard, 0 dans les 60 jours"),
        ("2026-12-20", "1 lue, 0 en retard, 1 dans les 60 jours"),
        ("2026-12-21", "1 lue, 1 en retard, 0 dans les 60 jours"),
    ],
)
def test_the_report_says_what_is_late_on_its_day(
    project: Project, capsys: pytest.CaptureFixture[str], day: str, words: str
):
    root = project({**READ, TEXT: {"changement": CHANGE}})
    assert main(["--racine", str(root), "fraicheur", "--jour", day]) == 0
    said = capsys.readouterr().out
    assert f"juriste : 1 à lire, {words}" in said
    assert "changement relevé le 1er décembre 2026" in said
    assert "n’ont encore été regardés par aucun robot" in said


def test_the_report_refuses_what_is_no_day(project: Project, capsys: pytest.CaptureFixture[str]):
    assert main(["--racine", str(project(None)), "fraicheur", "--jour", "hier"]) == 2
    assert "AAAA-MM-JJ" in capsys.readouterr().err


# Outside links


class Strange(QuietHandler, http.server.BaseHTTPRequestHandler):
    """A server that answers as real ones do: some refuse HEAD, some refuse robots."""

    def do_HEAD(self) -> None:
        self._answer(405 if self.path == "/sans-head" else int(self.path[1:]) if self.path[1:].isdigit() else 200)

    def do_GET(self) -> None:
        self._answer(int(self.path[1:]) if self.path[1:].isdigit() else 200)

    def _answer(self, code: int) -> None:
        self.send_page(code, b"" if self.command == "HEAD" else b"x")


def test_a_link_is_dead_only_where_its_server_says_so_or_does_not_answer():
    with served(Strange) as port:
        site = f"http://127.0.0.1:{port}"
        paths = ("/ok", "/sans-head", "/404", "/410", "/403", "/429", "/500")
        seen = look_at([site + path for path in paths], pause=0)
    assert [seen[site + path] for path in paths] == [None, None, GONE[404], GONE[410], "", "", ""]
    assert look(f"{site}/ok") == SILENT


def test_what_was_seen_is_kept_with_the_day_since_when_it_is_so(project: Project):
    root = project({"clauses/bilan": {"sources": [{"titre": "Guide", "url": "https://mort.fr/a"}]}})
    catalog = load_guide(root).catalog
    urls = addresses(load_guide(root))
    assert urls["https://mort.fr/a"] == ""
    seen = {"https://mort.fr/a": GONE[404], "https://vif.fr/": None, "https://muet.fr/": ""}
    file = root / "data/mesures/liens.yml"
    file.parent.mkdir()
    file.write_text(etat_as_yaml(state(catalog, urls, seen, date(2026, 11, 30))), encoding="utf-8")
    assert complaints(root) == []
    catalog = load_guide(root).catalog
    again = state(catalog, urls, {**seen, "https://neuf.fr/": SILENT}, date(2026, 12, 7))
    assert [(one.url, str(one.depuis)) for one in again.morts] == [
        ("https://mort.fr/a", "2026-11-30"),
        ("https://neuf.fr/", "2026-12-07"),
    ]
    assert (again.liens, again.refus) == (4, 1)
    html = plain(Library(catalog, SETTINGS).list_liens_morts())
    assert (
        "Au dernier regard, le 30 novembre 2026, sur 3 adresses : 1 lien mort ; 1 adresse n’a dit ni oui ni non."
        in html
    )
    assert "Remettre un bilan" in html and "https://mort.fr/a" in html
    assert "https://mort.fr/a : 404" in rapport(catalog, date(2026, 12, 1))


def test_a_dead_link_of_an_internal_record_stays_inside(project: Project):
    kept = EtatDesLiens(
        regarde_le="2026-11-30", liens=1, refus=0, morts=({"url": "https://dedans.fr/", "constat": "404", "depuis": "2026-11-30"},)
    )  # fmt: skip
    source = [{"titre": "Note", "url": "https://dedans.fr/"}]
    root = project({"clauses/cachee": {"diffusion": "interne", "sources": source}})
    (root / "data/mesures").mkdir()
    (root / "data/mesures/liens.yml").write_text(etat_as_yaml(kept), encoding="utf-8")
    whole = load_guide(root).catalog
    shown = {
        edition: Library(catalog_of(edition, whole), SETTINGS).list_liens_morts() for edition in ("publique", "interne")
    }
    assert "dedans.fr" in shown["interne"] and "dedans.fr" not in shown["publique"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("regarde_le: hier\nliens: 1\nrefus: 0\n", "data/mesures/liens.yml:1:1: « regarde_le » : attendu une date"),
        ("regarde_le: 2026-11-30\nliens: 1\nrefus: 0\nplus: 1\n", "clé « plus » inconnue"),
    ],
)
def test_measures_edited_by_hand_are_checked(project: Project, content: str, words: str):
    root = project(None)
    (root / "data/mesures").mkdir()
    (root / "data/mesures/liens.yml").write_text(content, encoding="utf-8")
    assert [words in one for one in complaints(root)] == [True]
    (root / "data/mesures/liens.yml").unlink()
    (root / "data/mesures/autre.yml").write_text("a: 1\n", encoding="utf-8")
    assert ["hors des dossiers connus" in one for one in complaints(root)] == [True]


# The workflows


def test_the_workflows_open_one_issue_a_month_and_look_weekly_without_breaking_anything():
    found = {
        name: yaml.load((ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
        for name in ("fraicheur", "liens")
    }
    for name, flow in found.items():
        assert flow["on"].keys() == {"schedule", "workflow_dispatch"}, name  # no pull request waits for it
        assert flow["permissions"] == {}, name
        for job in flow["jobs"].values():
            writes = "write" in job["permissions"].values()
            own_code = any("make" in step.get("run", "") for step in job["steps"])
            assert not (job["permissions"].get("contents") == "write" and own_code), name
            assert writes or "GH_TOKEN" not in str(job), name
    assert found["fraicheur"]["on"]["schedule"][0]["cron"].endswith(" 1 * *")
    assert found["liens"]["on"]["schedule"][0]["cron"].endswith(" * * 1")


def test_the_guide_says_honestly_when_nobody_looked(project: Project):
    catalog: Catalog = load_guide(project(None)).catalog
    assert "n’ont encore été regardés par aucun robot" in Library(catalog, SETTINGS).list_liens_morts()
    assert catalog.get(Clause, "bilan").relecture == ()
