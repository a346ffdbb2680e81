"""What contributors are given agrees with the code: issue forms, annotated specimens, workflows, links of the READMEs.

The forms are written by macros/forms/issue_forms.py. They are compared with what it would write, and, independently of it, with
the models and the closed lists.
"""

import re
import shutil
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import metadata
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
import yaml
from packaging.specifiers import SpecifierSet
from pydantic import BaseModel

from macros import checks
from macros.__main__ import main
from macros.forms import issue_forms
from macros.model import KINDS, LISTES, VOCABULAIRES, Famille, Record, TermeDeListe
from macros.read.load import load

ROOT = Path(__file__).resolve().parent.parent
GITHUB = ROOT / ".github"
FORMS = {form.file: form.model for form in issue_forms.FORMS}
REGENERATE = "lancer « .venv/bin/python -m macros formulaires », puis joindre les formulaires à la proposition"
CLOSED_LISTS = {
    "clause.yml": {"etape": "etapes", "dimensions": "dimensions", "niveau": "niveaux"},
    "cas.yml": {
        "taille": "tailles",
        "type_acheteur": "types-acheteurs",
        "nature": "natures-cas",
        "etapes": "etapes",
        "dimensions": "dimensions",
    },
    "recommandation.yml": {"theme": "themes", "publics": "publics", "etapes": "etapes"},
    "retour.yml": {"resultat": "resultats-de-retour"},
}
"""The fields that are chosen from a list of data/vocabulaires/, by form."""


def elements(file: str) -> dict[str, dict[str, Any]]:
    """The questions of a form, by id: neither its introduction nor its agreement."""
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / file).read_text(encoding="utf-8"))
    return {
        element["id"]: element
        for element in form["body"]
        if "id" in element and element["id"] != issue_forms.AGREEMENT["id"]
    }


def labels(vocabulary: str) -> list[str]:
    """The labels of a closed list, read from its file."""
    terms = yaml.safe_load((ROOT / "data" / VOCABULAIRES / f"{vocabulary}.yml").read_text(encoding="utf-8"))
    return [term["libelle"] for term in terms]


def fields_of(model: type[BaseModel]) -> dict[str, bool]:
    """Question id -> required, for every field; a required group of fields is asked one field at a time."""
    found = {}
    for name, field in model.model_fields.items():
        if field.is_required() and isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            found |= {
                f"{name}-{inner}": inner_field.is_required()
                for inner, inner_field in field.annotation.model_fields.items()
            }
        else:
            found[name] = field.is_required()
    return found


# The issue forms


def test_the_forms_are_the_ones_that_would_be_written() -> None:
    for file, text in issue_forms.generate(ROOT).items():
        assert (GITHUB / "ISSUE_TEMPLATE" / file).read_text(encoding="utf-8") == text, (
            f"{file} n'est plus à jour : {REGENERATE}"
        )


def test_there_is_a_form_for_a_clause_a_case_a_recommendation_a_use_and_a_correction() -> None:
    files = {file.name for file in (GITHUB / "ISSUE_TEMPLATE").iterdir()}

    assert files == {*FORMS, "correction.yml", "config.yml"}
    assert {model.kind for model in FORMS.values()} == {"clauses", "etudes-de-cas", "recommandations", "retours"}


@pytest.mark.parametrize("file", FORMS)
def test_a_form_asks_every_field_but_those_left_to_the_editors(file: str) -> None:
    left = issue_forms.LEFT_TO_EDITORS[FORMS[file].kind]
    expected = {name: required for name, required in fields_of(FORMS[file]).items() if name.split("-")[0] not in left}

    assert {name: element["validations"]["required"] for name, element in elements(file).items()} == expected


@pytest.mark.parametrize("kind", issue_forms.LEFT_TO_EDITORS)
def test_a_field_left_to_the_editors_exists_and_says_why(kind: str) -> None:
    left = issue_forms.LEFT_TO_EDITORS[kind]

    assert left.keys() <= KINDS[kind].model_fields.keys()
    assert all(len(reason) > 10 for reason in left.values())


@pytest.fixture(scope="module")
def segments() -> tuple[Famille, ...]:
    """The segments of purchase, in their editorial order."""
    return load(ROOT / "data").catalog.segments


@pytest.mark.parametrize("file", FORMS)
def test_a_closed_list_is_a_choice_among_its_very_labels(file: str, segments: tuple[Famille, ...]) -> None:
    expected = {name: labels(vocabulary) for name, vocabulary in CLOSED_LISTS[file].items()}
    if "familles" in FORMS[file].model_fields:
        expected["familles"] = [segment.titre for segment in segments if segment.diffusion == "publique"]
    dropdowns = {name: element for name, element in elements(file).items() if element["type"] == "dropdown"}

    assert {name: element["attributes"]["options"] for name, element in dropdowns.items()} == expected, REGENERATE
    for name, element in dropdowns.items():
        assert element["attributes"]["multiple"] == (get_origin(FORMS[file].model_fields[name].annotation) is tuple), (
            name
        )


@pytest.mark.parametrize("file", [*FORMS, "correction.yml"])
def test_a_form_keeps_the_rules_of_the_forge(file: str) -> None:
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / file).read_text(encoding="utf-8"))
    questions = [element for element in form["body"] if element["type"] != "markdown"]
    names = [element["id"] for element in questions]
    texts = [element["attributes"]["label"] for element in questions]

    assert len(set(names)) == len(names) and len(set(texts)) == len(texts)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", name) for name in names)
    for element in questions:
        options = [str(option) for option in element["attributes"].get("options", ())]
        assert len(set(options)) == len(options)
    assert issue_forms.AGREEMENT in form["body"]


# The specimens of data/README.md

SPECIMENS = [(kind, name, text) for kind, found in issue_forms.specimens(ROOT).items() for name, text in found]
MODELS: dict[str, type[BaseModel]] = {**KINDS, VOCABULAIRES: TermeDeListe}


@pytest.fixture(scope="module")
def data_with_specimens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide's own data with the specimens among it: they may name real records."""
    data = tmp_path_factory.mktemp("guide") / "data"
    shutil.copytree(ROOT / "data", data)
    for kind, name, text in SPECIMENS:
        (data / kind).mkdir(exist_ok=True)  # no real record yet
        (data / kind / f"{name}.yml").write_text(text, encoding="utf-8")
    return data


def _readme(root: Path, change: Callable[[str], str | bytes]) -> None:
    file = root / "data/README.md"
    changed = change(file.read_text(encoding="utf-8"))
    file.write_bytes(changed if isinstance(changed, bytes) else changed.encode())


BROKEN_README: dict[str, tuple[Callable[[str], str | bytes], str]] = {
    "another encoding": (lambda text: text.encode("latin-1", "ignore"), "texte qui n'est pas en UTF-8"),
    "nothing": (lambda text: "", "aucun modèle annoté de « clauses »"),
    "a folder misspelt": (
        lambda text: text.replace("# data/clauses/", "# data/clause/"),
        "vouliez-vous dire « clause »",
    ),
    "no YAML": (lambda text: text.replace("\nfamilles: [", "\nfamilles: [[", 1), "YAML mal formé"),
    "a key misspelt": (lambda text: text.replace("\npourquoi:", "\npourqoi:", 1), "clé « pourqoi » inconnue"),
}


@pytest.mark.parametrize("way", BROKEN_README)
def test_what_is_wrong_in_the_specimens_is_told_by_the_check_at_its_line(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str], way: str
):
    change, told = BROKEN_README[way]
    root = project()
    _readme(root, change)
    assert main(["--racine", str(root), "check"]) == 1
    said = capsys.readouterr().err
    assert re.search(rf"^data/README\.md:\d+:\d+: .*{re.escape(told)}", said, re.MULTILINE), said
    if way == "a key misspelt":
        lines = (root / "data/README.md").read_text(encoding="utf-8").splitlines()
        assert (
            f"data/README.md:{lines.index(next(line for line in lines if line.startswith('pourqoi:'))) + 1}:1:" in said
        )


def test_a_guide_without_the_page_of_contributors_is_told_so(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
):
    root = project()
    (root / "data/README.md").unlink()
    for command in (["check"], ["nouveau", "clause", "neuve"], ["formulaires"]):
        assert main(["--racine", str(root), *command]) == 1
        assert "data/README.md:1:1: fichier absent : le remettre" in capsys.readouterr().err


def test_without_specimens_no_form_is_written(project: Callable[..., Path], capsys: pytest.CaptureFixture[str]):
    root = project()
    _readme(root, lambda text: "")
    assert main(["--racine", str(root), "formulaires"]) == 1
    assert "data/README.md:1:1: aucun modèle annoté de « clauses »" in capsys.readouterr().err


def inner_model(hint: Any) -> type[BaseModel] | None:
    """The model inside a type: that of `tuple[Source, ...]` is Source."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return hint
    return next((inner for argument in get_args(hint) if (inner := inner_model(argument))), None)


def fields_at_every_level(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of every field of a model and of the models inside it. A record's id is its file's name."""
    for name, field in model.model_fields.items():
        if not path and name == "id" and issubclass(model, Record):
            continue
        yield (*path, name)
        if inner := inner_model(field.annotation):
            yield from fields_at_every_level(inner, (*path, name))


def written(
    model: type[BaseModel], node: yaml.MappingNode, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any, int]]:
    """(path, field, line from 0) of each key of a specimen that is a field."""
    for key, value in node.value:
        field = model.model_fields.get(key.value)
        if field is None:
            continue
        yield (*path, key.value), field, key.start_mark.line
        if inner := inner_model(field.annotation):
            children = (
                [item for _, item in value.value]
                if get_origin(field.annotation) is dict
                else value.value
                if isinstance(value, yaml.SequenceNode)
                else [value]
            )
            for child in children:
                yield from written(inner, child, (*path, key.value))


def keys_of(kind: str, text: str) -> list[tuple[tuple[str, ...], Any, int]]:
    """Every key of a specimen; a closed list is a sequence of terms."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    return [key for node in (root.value if kind == VOCABULAIRES else [root]) for key in written(MODELS[kind], node)]


def test_there_is_a_specimen_of_every_kind() -> None:
    readme = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    fences = readme.count("```yaml") - readme.count("```yaml\n# data-locale/")  # those are tried in test_surcouche.py

    assert {kind for kind, _, _ in SPECIMENS} == {*KINDS, VOCABULAIRES}
    assert len(SPECIMENS) == fences, "un bloc yaml de data/README.md ne commence pas par son chemin"


def test_the_specimens_are_valid_records(data_with_specimens: Path) -> None:
    loaded = load(data_with_specimens)
    paths = {f"data/{kind}/{name}.yml" for kind, name, _ in SPECIMENS}
    problems = [*loaded.problems, *checks.run(loaded, ())]
    found = [str(problem) for problem in problems if problem.path in paths]

    # The specimen of a closed list has a name of its own, which no record reads: that, and nothing else, is told of it.
    lists = [
        f"data/{VOCABULAIRES}/{name}.yml" for kind, name, _ in SPECIMENS if kind == VOCABULAIRES and name not in LISTES
    ]
    assert [line.split(":")[0] for line in found if "que rien n'emploie" in line] == lists
    assert [line for line in found if "que rien n'emploie" not in line] == []
    for kind, name, _ in SPECIMENS:
        assert kind == VOCABULAIRES or name in loaded.catalog.kinds[kind]


@pytest.mark.parametrize(("kind", "name", "text"), SPECIMENS, ids=[f"{kind}/{name}" for kind, name, _ in SPECIMENS])
def test_a_specimen_shows_every_field_and_explains_it(kind: str, name: str, text: str) -> None:
    lines = text.splitlines()
    first: dict[tuple[str, ...], tuple[Any, int]] = {}
    for path, field, line in keys_of(kind, text):
        first.setdefault(path, (field, line))

    assert set(fields_at_every_level(MODELS[kind])) == first.keys()
    for path, (field, line) in first.items():
        comment = issue_forms.COMMENT.fullmatch(lines[line - 1])
        assert comment, f"{'.'.join(path)} : attendu au-dessus « # Libellé : explication »"
        assert bool(comment["optional"]) == (not field.is_required()), (
            f"{'.'.join(path)} : « (facultatif) » ne dit pas ce que dit le modèle"
        )
        kind_named = None if inner_model(field.annotation) else issue_forms.named_kind(field)
        assert comment["values"] == (kind_named and kind_named.removeprefix(f"{VOCABULAIRES}/")), (
            f"{'.'.join(path)} : liste ou dossier entre crochets"
        )


@pytest.mark.parametrize(("kind", "name", "text"), SPECIMENS, ids=[f"{kind}/{name}" for kind, name, _ in SPECIMENS])
def test_a_specimen_says_that_it_is_invented(kind: str, name: str, text: str) -> None:
    assert "exemple-fictif" in name or "exemple fictif" in text.lower()
    assert name == "ids-retires" or not (ROOT / "data" / kind / f"{name}.yml").exists()


# The workflows

WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=[file.name for file in WORKFLOWS])
def test_a_workflow_has_least_rights_and_pinned_actions(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    triggers = workflow[True]  # YAML 1.1 reads « on » as true

    assert workflow["permissions"] == {} and "concurrency" in workflow
    assert "pull_request_target" not in triggers
    for name, job in workflow["jobs"].items():
        assert job["permissions"] and "timeout-minutes" in job, name
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False, name
                assert step["with"].keys() <= {"persist-credentials", "fetch-depth"}, name
    uses = re.findall(r"uses: (.+)", text)
    assert uses
    for action in uses:
        assert re.fullmatch(r"[a-z-]+/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


def test_what_deploys_does_not_run_the_code_of_the_project() -> None:
    jobs = yaml.safe_load((GITHUB / "workflows" / "pages.yml").read_text(encoding="utf-8"))["jobs"]
    rights = {name: job["permissions"] for name, job in jobs.items()}

    assert rights == {"build": {"contents": "read"}, "deploy": {"pages": "write", "id-token": "write"}}
    assert not any("run" in step for step in jobs["deploy"]["steps"])
    assert {"SITE_URL", "GUIDE_DEPOT"} <= jobs["build"]["env"].keys() and jobs["build"]["env"]["EDITION"] == "publique"


# The pages for contributors

PAGES = ("README.md", "data/README.md", ".github/PULL_REQUEST_TEMPLATE.md")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_for_contributors_links_to_files_that_exist(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    titles = {
        re.sub(r"[^\w -]", "", title.lower()).strip().replace(" ", "-")
        for title in re.findall(r"^#+ (.+)", text, re.MULTILINE)
    }
    outside_code = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)
    for address in re.findall(r"\]\(([^)\s]+)\)", outside_code):
        path, _, anchor = address.partition("#")
        if not path.startswith("https://"):
            assert not path or ((ROOT / page).parent / path).exists(), address
            assert not anchor or anchor in titles, address


@pytest.mark.parametrize("page", PAGES)
def test_a_page_for_contributors_names_commands_that_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)", (ROOT / page).read_text(encoding="utf-8")))

    assert named and named <= targets


def owners() -> list[tuple[str, set[str]]]:
    """(path, groups) of each line of CODEOWNERS."""
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    words = [line.split() for line in lines if line and not line.startswith("#")]
    return [(path, {group.partition("/")[2] for group in groups}) for path, *groups in words]


def test_the_owners_are_given_paths_that_exist() -> None:
    assert set().union(*(groups for _, groups in owners())) == {"juristes", "redaction", "responsables"}
    for path, _ in owners():
        assert path == "*" or (ROOT / path.lstrip("/")).exists(), path


@pytest.mark.parametrize(
    ("path", "groups"),
    [
        ("macros/__main__.py", {"responsables"}),
        ("overrides/main.html", {"responsables"}),
        ("Makefile", {"responsables"}),
        (".github/workflows/pages.yml", {"responsables"}),
        ("docs/assets/js/parts/element.js", {"responsables"}),
        ("docs/guide/index.md", {"redaction"}),
        ("data/glossaire/alias.yml", {"redaction"}),
        ("data/clauses/bilan.yml", {"juristes"}),
    ],
)
def test_who_writes_the_guide_does_not_own_what_builds_it(path: str, groups: set[str]) -> None:
    """The last line that matches a path says who approves it."""
    found = [those for own, those in owners() if own == "*" or f"/{path}".startswith(own)]
    assert found[-1] == groups


LOCKS = ("requirements.txt", "requirements-test.txt", "requirements-lint.txt", "requirements-securite.txt")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_gives_every_package_its_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert "://" not in text
    assert not re.search(r"^--", text, re.MULTILINE)
    packages = re.findall(r"^\S+==(?:.*\\\n)+.*", text, re.MULTILINE)
    assert packages and all("--hash=sha256:" in package for package in packages)


def test_the_lock_files_agree() -> None:
    pins: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE):
            pins.setdefault(name, set()).add(version)

    assert {name: versions for name, versions in pins.items() if len(versions) > 1} == {}


def oldest_python() -> str:
    """The first release of what pyproject.toml announces, and README with it."""
    announced = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert announced.startswith(">=")
    return announced.removeprefix(">=")


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-test.txt"])
def test_what_the_guide_installs_accepts_the_oldest_python_that_is_announced(lock: str) -> None:
    """Debian 12 has Python 3.11.2: a package that wants 3.11.5 cannot be installed there."""
    pins = re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
    packages = {name: metadata(name) for name, _ in pins}

    assert {name: packages[name]["Version"] for name, _ in pins} == dict(pins), (
        "what is installed is not what is locked: make check"
    )
    wanted = {name: package["Requires-Python"] or "" for name, package in packages.items()}
    oldest = f"{oldest_python()}.0"
    assert {name: specifier for name, specifier in wanted.items() if not SpecifierSet(specifier).contains(oldest)} == {}


def test_the_oldest_python_is_announced_alike_and_tried() -> None:
    """Debian 12's own release is run by the workflow."""
    oldest = oldest_python()
    assert f"You need Python {oldest} or newer" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"sys.version_info < ({oldest.replace('.', ', ')})" in (ROOT / "Makefile").read_text(encoding="utf-8")
    jobs = yaml.safe_load((ROOT / ".github/workflows/controle.yml").read_text(encoding="utf-8"))["jobs"]
    matrix = jobs["tests"]["strategy"]["matrix"]
    assert {"python": "3.11.2", "machine": "ubuntu-22.04"} in matrix["include"]
    assert oldest in matrix["python"]


def test_the_workflow_installs_as_root_what_the_tests_need() -> None:
    """`make test` installs it only as root, and fails without it; the browser comes without."""
    recipe = re.search(r"^test:.*\n\t\$\(RUN\) tests/install\.py chromium (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)  # fmt: skip
    jobs = yaml.safe_load((ROOT / ".github/workflows/controle.yml").read_text(encoding="utf-8"))["jobs"]
    runs = [step["run"].partition(" #")[0] for step in jobs["tests"]["steps"] if "run" in step]
    assert recipe and runs == ["make .venv/test", f"sudo .venv/bin/python tests/install.py {recipe[1]}", "make test"]
