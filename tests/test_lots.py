"""What is given to machines: one file a segment, small enough to be read whole, that says how far each text can be relied on."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from html_page import PUBLISHED
from markdown_it import MarkdownIt
from small_guide import ROOT

from macros.build import Build
from macros.exports.open_data import lots as lots_of_segments
from macros.exports.open_data.lots import LARGEST
from macros.model import Clause, TexteJuridique
from macros.model.versions import version_presente
from macros.read.guide import Guide
from macros.read.settings import Settings
from macros.relire import bibliotheque
from macros.relire.bibliotheque import empreinte
from macros.text import plain
from macros.text.language import without_links
from macros.text.typographie import typographie
from macros.views.annexes import precision, presentation
from macros.views.clauses import champs, valeurs_initiales, verifications_vues
from macros.views.pieces import pieces_vues
from macros.views.relectures import statut_dit
from macros.views.textes import etat

FOLDER = "api/v1/lots"


def _read(file: Path) -> str:
    """A file, its spaces all alike."""
    return re.sub("[\u00a0\u202f]", " ", file.read_text(encoding="utf-8"))


def _typed(words: str) -> str:
    """Words as the files of `_read` write them."""
    return re.sub("[\u00a0\u202f]", " ", typographie(words))


@pytest.fixture(scope="module")
def lots(public_site: Path) -> dict[str, str]:
    found = {file.name: _read(file) for file in (public_site / FOLDER).glob("*.md")}
    assert found
    return found


def test_every_lot_fits_in_what_a_model_reads(public_site: Path):
    assert max(file.stat().st_size for file in (public_site / FOLDER).glob("*.md")) <= LARGEST


def _of_segment(lots: dict[str, str], segment: str) -> list[str]:
    """The files of a segment, in order."""
    names = [f"{segment}.md", *(f"{segment}-{number}.md" for number in range(2, 100))]
    return [lots[name] for name in names if name in lots]


@pytest.fixture(scope="module")
def bodies(lots: dict[str, str]) -> dict[tuple[str, str], str]:
    """(segment, clause) -> what its file says of it, each heading one rank higher: as in the clause's own files."""
    found = {}
    for name, text in lots.items():
        segment = re.sub(r"(-\d+)?\.md$", "", name)
        for body in text.split("\n\n---\n\n")[1:]:
            if told := re.search(r"^- Référence : \[([a-z0-9-]+)@", body, re.MULTILINE):
                found[segment, told[1]] = re.sub(r"^#", "", body, flags=re.MULTILINE)
    return found


def test_every_clause_of_a_segment_is_in_its_lot(bodies: dict[tuple[str, str], str], guide: Guide):
    shown = {famille.id for famille in guide.catalog.segments}
    wanted = {
        (name, clause.id) for clause in guide.catalog.clauses_vivantes for name in clause.familles if name in shown
    }
    assert bodies.keys() == wanted


@pytest.fixture(scope="module")
def forms(public_site: Path, guide: Guide, bodies: dict[tuple[str, str], str]) -> dict[str, dict[str, str]]:
    """Id of a clause -> form -> what it says: the page's twin, the two files, the file of its segment."""
    found = {}
    for clause in guide.catalog.clauses_vivantes:
        own = public_site / clause.adresse
        found[clause.id] = {
            "index.md": _read(own / "index.md").split("\n---\n\n", 1)[1],
            ".md": _read(own / f"{clause.id}.md"),
            ".txt": _read(own / f"{clause.id}.txt"),
            "lot": bodies[clause.famille, clause.id],
        }
    return found


def _words(text: str) -> str:
    """Words and numbers alone: what a text says, whatever its form."""
    words = re.findall(r"[^\W_]+", without_links(text))
    return f" {' '.join(words)} " if words else ""


def _said_of(clause: Clause, build: Build) -> Iterator[str]:
    """What each form must say of a clause."""
    catalog = build.catalog
    yield f"Référence : [{clause.id}@{clause.version_dite}]"
    yield f"Statut : {statut_dit(catalog, clause)} (personne ne l'a validée)"
    yield f"Étape : {catalog.term('etapes', clause.etape).libelle}"
    yield from clause.ne_pas_employer_si
    for step, vue in zip(clause.verification, verifications_vues(catalog, clause), strict=True):
        yield f"{step.preuve}. Fournie par : {vue.fournie_par}, {vue.quand}. Contrôle : {step.controle} Qui : {vue.qui}"
    for essai in clause.essais:
        yield f"{essai.offre} : {essai.reponses} Note : {essai.note}"
    yield from (f"{one.risque} Parade : {one.parade}" for one in clause.risques)
    for annexe in clause.annexes:
        columns = ", ".join(f"{one.libelle} {precision(one)}" for one in annexe.colonnes)
        yield f"« {annexe.titre} ». {presentation(annexe)} Colonnes : {columns}"
        yield annexe.mode_d_emploi or ""
    for fondement in clause.fondements:
        text = catalog.get(TexteJuridique, fondement.texte)
        yield f"{text.reference} : {etat(catalog, text)}"
        yield fondement.note or ""
    yield from (source.titre for source in clause.sources)
    for other in catalog.symmetric(clause, "incompatible"):
        yield f"Incompatible, à ne pas mettre dans le même marché : {other.titre} [{other.id}@{other.version_dite}]"
    yield f"Remplace : {', '.join(clause.remplace)}" if clause.remplace else ""


def test_every_form_of_a_clause_says_all_that_its_record_says(forms: dict[str, dict[str, str]], guide: Guide):
    build = Build(ROOT, guide, Settings())
    for clause in guide.catalog.clauses_vivantes:
        for form, text in forms[clause.id].items():
            said = _words(text)
            assert [told for told in _said_of(clause, build) if _words(told) not in said] == [], (clause.id, form)
            for annexe in clause.annexes:
                assert f"{PUBLISHED}{clause.adresse}annexe-{annexe.id}.docx" in text, (clause.id, form)


def test_every_form_keeps_each_text_under_its_document(forms: dict[str, dict[str, str]], guide: Guide):
    """The criterion under the rules of the consultation, the penalties under the document of the contract that holds them."""
    met = 0
    for clause in guide.catalog.clauses_vivantes:
        values = valeurs_initiales(clause)
        for form, text in forms[clause.id].items():
            for piece in pieces_vues(guide.catalog, clause):
                title = piece.titre.upper() if form == ".txt" else f"## {piece.titre}"
                own = text.split(f"\n{_typed(title)}\n", 1)[1]
                own = re.split(r"\n(?:## |(?:DANS|EN INTERNE|POUR|VARIANTE) [^a-z\n]+\n)", own)[0]
                for morceau in piece.morceaux:
                    table = [cell for row in morceau.tableau.lignes for cell in row] if morceau.tableau else []
                    for told in (morceau.titre, morceau.texte, *table, morceau.suite):
                        assert _words(plain.prose(told, values)) in _words(own), (clause.id, form, piece.titre)
                    if form != ".txt" and morceau.titre:
                        assert f"### {_typed(morceau.titre)}\n" in own, (clause.id, form)
                    met += morceau.sorte == "penalites"
    assert met > 400


def test_the_files_of_a_clause_and_of_its_segment_are_one_text(forms: dict[str, dict[str, str]]):
    for name, own in forms.items():
        whole = own["lot"].strip()
        assert whole in own[".md"] and whole in own["index.md"], name


def _values(text: str) -> list[str]:
    own = text.split("Valeurs à fixer", 1)[1].split("\n\n")[1]
    return re.findall(r"^\d+\. (\[.*)$", own.replace("\\[", "["), re.MULTILINE)


def test_each_place_to_fill_is_told_from_any_other(forms: dict[str, dict[str, str]], guide: Guide):
    alike = 0
    for clause in (clause for clause in guide.catalog.clauses_vivantes if clause.parametres):
        by_name = champs(clause)
        for form in (".md", ".txt", "lot"):
            text = forms[clause.id][form]
            signed, lines = _words(text.split("Valeurs à fixer", 1)[0]), _values(text)
            assert len(lines) == len(by_name), (clause.id, form)
            for champ in by_name.values():
                named = _typed(f"[{champ.initial}] {champ.libelle} : ")
                (own,) = [line for line in lines if line.startswith(named)]
                around = re.findall("“(.*?)”", own)
                assert around or ". Sert à calculer : " in own, (clause.id, form, champ.nom)
                for words in around:
                    assert _typed(f"[{champ.initial}]") in words, (clause.id, form)
                    assert sum(words in line for line in lines) == 1, (clause.id, form, words)
                    parts = words.strip("… ").split("[…]")
                    assert all(_words(part) in signed for part in parts), (clause.id, form, words)
        alike += len(by_name) > len({champ.initial for champ in by_name.values()})
    assert alike > 50


def test_a_value_is_to_be_written_only_where_none_is_proposed_and_a_bound_is_said_as_one(
    forms: dict[str, dict[str, str]], guide: Guide
):
    for clause in (clause for clause in guide.catalog.clauses_vivantes if clause.parametres):
        lines = _values(forms[clause.id][".md"])
        for champ in champs(clause).values():
            line = next(line for line in lines if _typed(f"] {champ.libelle} : ") in line)
            parametre = clause.parametres[champ.nom]
            proposed = parametre.defaut is not None or parametre.calcul is not None
            assert ("à écrire" in line) is not proposed, (clause.id, line)
            assert re.search(r"proposé : (entre|au moins|au plus) ", line) is None, (clause.id, line)
            assert ("borne" in line) is (parametre.min is not None or parametre.max is not None), (clause.id, line)


def test_the_reading_of_drafts_recognises_by_its_words_a_clause_copied_from_its_lot(
    bodies: dict[tuple[str, str], str], guide: Guide, monkeypatch: pytest.MonkeyPatch
):
    least = 0.3  # docs/assets/js/parts/relire-bibliotheque.js
    own = bibliotheque.de_la_clause
    kept = {clause.id: empreinte(own(version_presente(clause))) for clause in guide.catalog.clauses_vivantes}
    monkeypatch.setattr(bibliotheque, "KEPT", 10**6)
    for clause in guide.catalog.clauses_vivantes:
        signed = bodies[clause.famille, clause.id].split("\n## Pour s’en servir")[0]
        runs = set(empreinte([signed]))
        assert sum(run in runs for run in kept[clause.id]) >= least * len(kept[clause.id]), clause.id


def test_no_stroke_of_markdown_is_left_where_it_changes_nothing(public_site: Path):
    """A language model that quotes word for word would keep it."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    stray = []
    files = [*public_site.rglob("*.md")]
    for file in files:
        for block in file.read_text(encoding="utf-8").removeprefix("---\n").split("\n\n"):
            for found in re.finditer(r"\\(?=[^\w\s])", block):
                if reader.render(block[: found.start()] + block[found.end() :]) == reader.render(block):
                    stray.append(
                        (file.relative_to(public_site).as_posix(), block[found.start() - 20 : found.end() + 20])
                    )
    assert len(files) > 800 and stray == []


def _acts(lot: str) -> list[str]:
    contents = lot.split("## Ce que contient ce fichier\n", 1)[1].split("\n\n---\n", 1)[0]
    return re.findall(r"^- (.+)$", contents, re.MULTILINE)


def test_a_lot_goes_act_by_act_the_criterion_first_and_lists_what_it_holds(lots: dict[str, str], guide: Guide):
    order = ("Critère", "Condition", "Spécification", "Candidature", "Suivi", "Définition", "Sourçage")
    for famille in guide.catalog.segments:
        files = _of_segment(lots, famille.id)
        acts = [act for lot in files for act in _acts(lot)]
        ranks = [next(rank for rank, word in enumerate(order) if act.startswith(word)) for act in acts]
        assert ranks == sorted(ranks), famille.id
        for lot in files:
            listed = re.findall(r"^  - [^\[\n]+ \[([a-z0-9-]+)@", lot.split("\n\n---\n", 1)[0], re.MULTILINE)
            assert listed == re.findall(r"^- Référence : \[([a-z0-9-]+)@", lot, re.MULTILINE), famille.id


def test_the_files_of_a_segment_say_which_they_are_and_what_the_others_hold(lots: dict[str, str], guide: Guide):
    several = 0
    for famille in guide.catalog.segments:
        files = _of_segment(lots, famille.id)
        if len(files) == 1:
            assert "fichier 1 sur" not in files[0]
            continue
        several += 1
        for number, lot in enumerate(files, 1):
            assert lot.split("\n", 1)[0].endswith(f", fichier {number} sur {len(files)}")
            others = re.findall(
                rf"^- Fichier (\d+) sur {len(files)} : \S+/{famille.id}\S*\.md : \w.+\(\d", lot, re.MULTILINE
            )
            assert set(others) == {str(other) for other in range(1, len(files) + 1) if other != number}
    assert several > 5


def test_a_lot_opens_with_the_legal_minimum_of_its_segment(lots: dict[str, str], guide: Guide):
    for famille in guide.catalog.segments:
        for lot in _of_segment(lots, famille.id):
            minimum = lot.split("## Le minimum légal\n", 1)[1].split("\n## ", 1)[0]
            assert all(article in minimum for article in ("L2152-7", "L2112-2", "L2112-2-1")), famille.id
            assert "](" not in minimum and "]\\(" not in minimum, famille.id
            for pair in (famille.minimum_legal, *famille.minimum_legal.autres) if famille.minimum_legal else ():
                for name in (pair.critere, pair.condition, pair.sociale):
                    assert name is None or f"[{name}@" in minimum, (famille.id, name)


def test_clauses_that_do_not_go_together_say_so_where_they_are_listed_and_where_they_stand(
    lots: dict[str, str], bodies: dict[tuple[str, str], str], guide: Guide
):
    met = 0
    for clause in guide.catalog.clauses_vivantes:
        for other in guide.catalog.symmetric(clause, "incompatible"):
            for famille in clause.familles:
                whole = "".join(_of_segment(lots, famille))
                line = re.search(rf"^  - [^\[\n]* \[{clause.id}@.*$", whole, re.MULTILINE)
                assert line and f"incompatible avec [{other.id}@" in line[0], (famille, clause.id)
                assert f"[{other.id}@" in bodies[famille, clause.id].split("\n## ", 1)[0]
                met += 1
    assert met > 1


def test_a_segment_of_many_files_names_a_few_and_the_last(guide: Guide, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lots_of_segments, "LARGEST", 26_000)
    build = Build(ROOT, guide, Settings())
    every = lots_of_segments.lots(build)
    contents = {lot.chemin: lots_of_segments.contenu(build, lot, every) for lot in every}
    assert max(map(len, contents.values())) <= 26_000
    own = [lot for lot in every if lot.famille.id == "tous-achats"]
    assert len(own) > lots_of_segments.MOST_NAMED + 1
    first = re.sub("[\u00a0\u202f]", " ", contents[f"{FOLDER}/tous-achats.md"].decode())
    assert f"{FOLDER}/tous-achats-2.md : " in first and f"{own[-1].chemin} : " in first
    assert first.count("\n- Fichier ") == lots_of_segments.MOST_NAMED


def test_a_clause_that_is_larger_than_a_file_is_refused_by_its_segment(guide: Guide, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lots_of_segments, "LARGEST", 9_000)
    build = Build(ROOT, guide, Settings())
    every = lots_of_segments.lots(build)
    with pytest.raises(ValueError, match="une clause dépasse 9000 octets"):
        for lot in every:
            lots_of_segments.contenu(build, lot, every)


def test_a_lot_says_where_each_of_its_legal_texts_was_read_and_gives_no_other_address(
    lots: dict[str, str], guide: Guide
):
    for name, lot in lots.items():
        *_, told = lot.split("\n\n---\n\n")
        lines = told.splitlines()[2:]
        cited = {
            one
            for clause in guide.catalog.clauses_vivantes
            if f"- Référence : [{clause.id}@" in lot
            for one in clause.fondements
        }
        texts = {guide.catalog.get(TexteJuridique, one.texte) for one in cited}
        assert len(lines) == len({text.id for text in texts}), name
        for text in texts:
            line = next(line for line in lines if f"<{PUBLISHED}{text.adresse}>" in line)
            assert f"source : <{text.url}>" in line and _typed(text.reference) in line, (name, text.id)
            assert len(re.findall(r"https?://", line)) == 2, (name, text.id)


def test_the_plan_for_programs_leads_to_every_lot_and_gives_no_two_links_one_name(
    lots: dict[str, str], public_site: Path
):
    plan = (public_site / "llms.txt").read_text(encoding="utf-8")
    for name in lots:
        assert f"/{FOLDER}/{name})" in plan
    assert "[identifiant@version]" in plan
    titles = re.findall(r"^- \[(.+?)\]\(", plan, re.MULTILINE)
    assert len(titles) == len(set(titles))
    for address in (
        "outils/mon-dossier/",
        "outils/relire/",
        "donnees/",
        "donnees/#assistant",
        f"{FOLDER[:-5]}/index.json",
    ):
        assert f"]({PUBLISHED}{address}): " in plan


def test_the_lots_are_in_the_index_of_the_data_and_in_the_catalogue(lots: dict[str, str], public_site: Path):
    index = json.loads((public_site / "api/v1/index.json").read_text(encoding="utf-8"))["lots"]
    assert {one["markdown"].rsplit("/", 1)[1]: one["octets"] for one in index} == {
        file.name: file.stat().st_size for file in (public_site / FOLDER).glob("*.md")
    }
    assert all(f"[{clause}@" in lots[one["markdown"].rsplit("/", 1)[1]] for one in index for clause in one["clauses"])
    assert len({one["titre"] for one in index}) == len(index)
    catalog = json.loads((public_site / "api/v1/catalog.jsonld").read_text(encoding="utf-8"))
    (own,) = [one for one in catalog["dcat:dataset"] if one["@id"].endswith("/lots")]
    assert [one["dcat:downloadURL"]["@id"] for one in own["dcat:distribution"]] == [one["markdown"] for one in index]


def test_the_twin_of_a_clause_opens_with_its_reference_and_its_status(public_site: Path, guide: Guide):
    clause = next(iter(guide.catalog.all(Clause)))
    head = yaml.safe_load((public_site / f"{clause.adresse}index.md").read_text(encoding="utf-8").split("---")[1])
    assert head["reference"] == f"{clause.id}@{clause.version_dite}"
    assert head["statut"]
