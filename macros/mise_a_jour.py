"""Taking what the common guide brings: what came since the last time, and what to do of each record that is replaced here.

Nothing is asked of git: the records that are replaced are kept as they stood in data-locale/origines/, with a list of all the others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .model import KINDS, VERSIONS, Clause, Record
from .model.local import DATA_LOCALE, ORIGINES, SURCHARGES
from .publication import PublicationRefused, publish
from .read.leftovers import of_an_editor
from .read.load import load
from .read.overlay import REMPLACE, VU, empreinte, version_d_origine
from .read.problems import did_you_mean
from .read.yaml_source import read_source
from .views.locale import dit_en_mots, nom_du_champ
from .views.versions import passages_of

ETAT = "amont.tsv"
"""The file of data-locale/origines/ that lists the records of the common guide as they were when it was last looked at."""
CHOIX = ("garder", "prendre", "fusionner")
_KEY = re.compile(r"^([a-z][a-z0-9_]*):", re.MULTILINE)
_OWN = frozenset((REMPLACE, VU, "version", "historique", "relecture"))
"""Keys that are never taken from the common guide: they number and date the organisation's own text."""
_RUN = 3
_SHOWN = 40


@dataclass(frozen=True)
class Arrivee:
    """A record of the common guide that came, changed or went since the last time."""

    sorte: str
    nom: str
    """« clauses/insertion »."""
    dit: str


@dataclass(frozen=True)
class Ecart:
    """A record that is replaced or adapted here, and that the common guide has changed since. `champs`: (field, before, now)."""

    nom: str
    fichier: str
    de: str
    vers: str
    """Versions of the common guide; "" where it has the record no more."""
    champs: tuple[tuple[str, str, str], ...]

    @property
    def dit(self) -> str:
        head = f"{self.nom} ({self.fichier}) : le guide commun est passé de {self.de} à {self.vers}."
        if self.de == self.vers:
            head = f"{self.nom} ({self.fichier}) : le guide commun l'a corrigée, sans changer {self.de}."
        if not self.vers:
            head = f"{self.nom} ({self.fichier}) : le guide commun n'a plus cette fiche."
        lines = [head]
        for name, before, after in self.champs:
            lines.append(f"  {nom_du_champ(name)} : {_marked(before, after)}")
        return "\n".join(lines)


def _marked(before: str, after: str) -> str:
    """« mot [-ancien-] {+nouveau+} mot »: what changed, with a few words around."""
    if not before or not after:
        return f"[-{_short(before)}-]" if before else f"{{+{_short(after)}+}}"
    told = []
    for passage in passages_of(before, after, _RUN):
        words = passage.texte.split()
        if passage.sorte == "ajouté":
            told.append(f"{{+{' '.join(words)}+}}")
        elif passage.sorte:
            told.append(f"[-{' '.join(words)}-]")
        else:
            told.append(" ".join(words) if len(words) <= 16 else f"{' '.join(words[:6])} … {' '.join(words[-6:])}")
    return " ".join(told)


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= _SHOWN else f"{' '.join(words[:_SHOWN])} …"


# What came


def arrivees(root: Path) -> tuple[Arrivee, ...]:
    """What the common guide brings since `noter`; nothing the first time."""
    state = root / DATA_LOCALE / ORIGINES / ETAT
    if not state.exists():
        return ()
    before = dict(line.split("\t") for line in state.read_text(encoding="utf-8").splitlines() if "\t" in line)
    now = _records(root)
    marks = {mark: name for name, (mark, _) in now.items() if name not in before}
    found = []
    for name in sorted(before.keys() | now.keys()):
        if name not in now:
            other = marks.get(before[name])
            where = f"renommée en {other}" if other else "disparue du guide commun"
            found.append(Arrivee("disparue", name, f"{name} : {where}"))
            continue
        mark, value = now[name]
        sorte = "nouvelle" if name not in before else "changée" if before[name] != mark else ""
        if sorte and isinstance(value, dict):
            if sorte == "changée" and value.get("statut") == "retiree":
                sorte = "retirée"
            found.append(Arrivee(sorte, name, f"{name} : {sorte}, « {value.get('titre', '')} »{_reason(value)}"))
    return tuple(found)


def _reason(value: dict[str, Any]) -> str:
    history = value.get("historique")
    newest = history[0] if isinstance(history, tuple) and history and isinstance(history[0], dict) else {}
    return f" (version {newest['version']}, {newest['date']} : {newest['motif']})" if newest.get("motif") else ""


def noter(root: Path) -> None:
    """Keep the list of what the common guide holds now: the next time starts from there."""
    state = root / DATA_LOCALE / ORIGINES / ETAT
    state.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name}\t{mark}\n" for name, (mark, _) in sorted(_records(root).items())]
    state.write_text("".join(lines), encoding="utf-8", newline="\n")


def _records(root: Path) -> dict[str, tuple[str, Any]]:
    """« kind/id » -> (its fingerprint, what its file says), of data/."""
    found = {}
    for kind in KINDS:
        for file in (root / "data" / kind).glob("*.yml"):
            if not of_an_editor(file):
                value = read_source(file, "").value
                found[f"{kind}/{file.stem}"] = (empreinte(value), value)
    return found


# What is to be decided


def ecarts(root: Path) -> tuple[Ecart, ...]:
    """Each record that is replaced or adapted here and that the common guide has changed since."""
    return tuple(
        _ecart(root, record)
        for record in load(root / "data").catalog
        if record.local is not None and record.local.origine_changee
    )


def _ecart(root: Path, record: Record) -> Ecart:
    path = f"{record.kind}/{record.id}.yml"
    name = f"{record.kind}/{record.id}"
    now = read_source(root / "data" / path, "").value if record.local and record.local.origine else None
    if record.local and record.local.sorte == "adaptee" and isinstance(record, Clause) and record.local.adaptation:
        then = record.local.adaptation.remplace_version
        before: Any = _published(root, record.id, then)
        after: Any = _published(root, record.id, record.local.base)
        return Ecart(
            name, record.fichier, f"la version {then}", f"la version {record.local.base}", _changes(before, after)
        )
    source = read_source(root / record.fichier, "").value
    then_said = str(source.get(REMPLACE)) if isinstance(source, dict) else ""
    before = _origin(root, record.kind, record.id) or (
        _published(root, record.id, then_said) if record.kind == Clause.kind else None
    )
    if isinstance(before, dict) and "textes" in before and isinstance(now, dict):
        after = _published(root, record.id, version_d_origine(record.kind, now)) or now
    else:
        after = now
    changes = _changes(before, after) if before is not None and after is not None else ()
    return Ecart(
        name, record.fichier, _version(record.kind, then_said), _version(record.kind, _then(record, now)), changes
    )


def _then(record: Record, value: Any) -> str:
    return version_d_origine(record.kind, value) if isinstance(value, dict) else ""


def _version(kind: str, said: str) -> str:
    return f"la version {said}" if kind == Clause.kind and said else f"l'état {said}" if said else ""


def _origin(root: Path, kind: str, record_id: str) -> Any:
    file = root / DATA_LOCALE / ORIGINES / kind / f"{record_id}.yml"
    return read_source(file, "").value if file.exists() else None


def _published(root: Path, clause_id: str, version: int | str) -> Any:
    file = root / "data" / Clause.kind / VERSIONS / clause_id / f"{version}.yml"
    return read_source(file, "").value if file.exists() else None


def _changes(before: Any, after: Any) -> tuple[tuple[str, str, str], ...]:
    if not isinstance(before, dict) or not isinstance(after, dict):
        return ()
    names = [
        name for name in dict.fromkeys((*before, *after)) if name not in ("version", "historique", "date", "motif")
    ]
    told = ((name, dit_en_mots(before.get(name, "")), dit_en_mots(after.get(name, ""))) for name in names)
    return tuple((name, then, now) for name, then, now in told if then != now)


# What is decided


def adapter(root: Path, name: str) -> str:
    """Copy a record of ours into data-locale/, ready to be changed. Says what was done; raises Refused."""
    kind, _, record_id = name.partition("/")
    path = f"{kind}/{record_id}.yml"
    ours, own = root / "data" / path, root / DATA_LOCALE / path
    if kind not in KINDS:
        raise PublicationRefused(
            f"« {name} » : attendu <dossier>/<id>, par exemple clauses/insertion-etude{did_you_mean(kind, KINDS)}"
        )
    if not ours.exists():
        known = [file.stem for file in (root / "data" / kind).glob("*.yml")]
        raise PublicationRefused(f"« {name} » n'est pas une fiche de data/{did_you_mean(record_id, known)}")
    if own.exists():
        raise PublicationRefused(f"{DATA_LOCALE}/{path} existe déjà : la corriger, ou l'ôter d'abord")
    value = read_source(ours, "").value
    if not isinstance(value, dict):
        raise PublicationRefused(f"data/{path} ne se lit pas : lancer « make check »")
    blocks = _blocks(ours.read_text(encoding="utf-8"))
    head = f"{REMPLACE}: {_scalar(version_d_origine(kind, value))}\n"
    if kind == Clause.kind:
        blocks["version"] = "version: 1\n"
        blocks["historique"] = (
            f'historique:\n  - {{version: 1, date: {date.today().isoformat()}, motif: "Adaptation de la version {value.get("version")}."}}\n'
        )
        blocks.pop("relecture", None)
        if value.get("statut") in ("relue", "validee"):
            blocks["statut"] = "statut: proposition\n"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(head + "".join(blocks.values()), encoding="utf-8", newline="\n")
    _keep_origin(root, kind, record_id)
    return f"{DATA_LOCALE}/{path} : prêt à corriger ; la nôtre y est gardée dans {DATA_LOCALE}/{ORIGINES}/{path}"


def _keep_origin(root: Path, kind: str, record_id: str) -> None:
    kept = root / DATA_LOCALE / ORIGINES / kind / f"{record_id}.yml"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes((root / "data" / kind / f"{record_id}.yml").read_bytes())


def decider(root: Path, name: str, choix: str, day: date) -> str:
    """Do what was chosen for a record. Says what was done; raises Refused."""
    kind, _, record_id = name.partition("/")
    record = load(root / "data").catalog.named(kind, record_id)
    waiting = [found.nom for found in ecarts(root)]
    if record is None or record.local is None or name not in waiting:
        raise PublicationRefused(
            f"« {name} » n'attend pas de décision{did_you_mean(name, waiting)}"
            + (f" (en attente : {', '.join(waiting)})" if waiting else "")
        )
    if record.local.sorte == "adaptee":
        return _decide_values(root, record_id, choix, record.local.base, day)
    file = root / record.fichier
    if choix == "prendre":
        return _take(root, kind, record_id, file)
    if record.local.origine is None:
        return _make_own(root, kind, record_id, file, choix)
    now = read_source(root / "data" / kind / f"{record_id}.yml", "").value
    if choix == "garder":
        blocks = _blocks(file.read_text(encoding="utf-8"))
        mark = f'{VU}: "{empreinte(now)}"\n'
        _write(
            file, {REMPLACE: blocks.pop(REMPLACE), VU: mark, **{key: text for key, text in blocks.items() if key != VU}}
        )
        return f"{name} : la vôtre est gardée, telle quelle ; rien ne sera redemandé avant le prochain changement"
    return _merge(root, kind, record_id, file, now)


def _take(root: Path, kind: str, record_id: str, file: Path) -> str:
    aside = file.with_name(f"{file.name}~")
    file.replace(aside)
    (root / DATA_LOCALE / ORIGINES / kind / f"{record_id}.yml").unlink(missing_ok=True)
    return f"{kind}/{record_id} : celle du guide commun est reprise ; la vôtre reste dans {aside.relative_to(root).as_posix()}, laissée de côté"


def _make_own(root: Path, kind: str, record_id: str, file: Path, choix: str) -> str:
    if choix == "fusionner":
        raise PublicationRefused(
            f"{kind}/{record_id} : le guide commun n'a plus cette fiche ; choisir --garder ou --prendre"
        )
    blocks = _blocks(file.read_text(encoding="utf-8"))
    _write(file, {key: text for key, text in blocks.items() if key not in (REMPLACE, VU)})
    (root / DATA_LOCALE / ORIGINES / kind / f"{record_id}.yml").unlink(missing_ok=True)
    return f"{kind}/{record_id} : gardée, comme une fiche à vous"


def _merge(root: Path, kind: str, record_id: str, file: Path, now: Any) -> str:
    """Field by field: what one side alone has changed is taken; what both have changed is written twice, between marks that the check refuses."""
    before = _origin(root, kind, record_id)
    if not isinstance(before, dict):
        raise PublicationRefused(
            f"{kind}/{record_id} : {DATA_LOCALE}/{ORIGINES}/{kind}/{record_id}.yml manque ; choisir --garder ou --prendre, puis corriger à la main"
        )
    theirs = _blocks((root / "data" / kind / f"{record_id}.yml").read_text(encoding="utf-8"))
    mine = _blocks(file.read_text(encoding="utf-8"))
    own = read_source(file, "").value
    merged: dict[str, str] = {REMPLACE: f"{REMPLACE}: {_scalar(version_d_origine(kind, now))}\n"}
    taken, both = [], []
    for key in dict.fromkeys((*mine, *theirs)):
        values = tuple(value.get(key) for value in (before, own, now))
        if key in (REMPLACE, VU):
            continue
        if key in _OWN or values[2] == values[0] or values[1] == values[2]:
            merged |= {key: mine[key]} if key in mine else {}
        elif values[1] == values[0]:
            taken.append(key)
            merged |= {key: theirs[key]} if key in theirs else {}
        else:
            both.append(key)
            said = f"<<<<<<< {DATA_LOCALE} (la vôtre)\n{mine.get(key, '')}=======\n{theirs.get(key, '')}>>>>>>> data (le guide commun)\n"
            merged[key] = said
    _write(file, merged)
    _keep_origin(root, kind, record_id)
    done = f"{kind}/{record_id} : " + (f"repris du guide commun : {', '.join(taken)}" if taken else "rien à reprendre")
    if both:
        return f"{done} ; les deux ont changé : {', '.join(both)}. Choisir dans {file.relative_to(root).as_posix()}, entre les marques, puis « make check »"
    return (
        f'{done}. Si le texte de la clause a changé : python -m macros publier {record_id} --motif "…"'
        if kind == Clause.kind
        else done
    )


def _decide_values(root: Path, clause_id: str, choix: str, version: int, day: date) -> str:
    file = root / DATA_LOCALE / SURCHARGES
    text = file.read_text(encoding="utf-8")
    block = re.search(rf"^  {re.escape(clause_id)}:\n(?:(?:    .*|)\n)*", text, re.MULTILINE)
    if block is None:
        raise PublicationRefused(
            f"{DATA_LOCALE}/{SURCHARGES} : attendu « {clause_id}: » seul sur sa ligne, en retrait de deux espaces"
        )
    if choix == "prendre":
        rest = text[: block.start()] + text[block.end() :]
        rest = re.sub(r"^valeurs:\n(?! )", "", rest, flags=re.MULTILINE)
        file.with_name(f"{file.name}~").write_text(text, encoding="utf-8", newline="\n")
        if rest.strip():
            file.write_text(rest, encoding="utf-8", newline="\n")
        else:
            file.unlink()
        return f"clauses/{clause_id} : la valeur du guide commun est reprise ; l'ancien fichier reste dans {DATA_LOCALE}/{SURCHARGES}~"
    kept = re.sub(rf"^    {REMPLACE}: \d+$", f"    {REMPLACE}: {version}", block[0], count=1, flags=re.MULTILINE)
    file.write_text(text[: block.start()] + kept + text[block.end() :], encoding="utf-8", newline="\n")
    said = f"clauses/{clause_id} : vos valeurs valent pour la version {version}"
    if (root / DATA_LOCALE / Clause.kind / VERSIONS / clause_id).is_dir():
        try:
            said += f" ; {publish(root, clause_id, f'Reprend la version {version} du guide commun.', day)}"
        except PublicationRefused as refusal:
            said += f" ; à publier ({refusal})"
    return said


def _blocks(text: str) -> dict[str, str]:
    """Each key of the first level with the lines that belong to it, the comments above it included."""
    starts = [(found.start(), found[1]) for found in _KEY.finditer(text)]
    heads = []
    for start, _ in starts:
        above = text[:start].split("\n")[:-1]
        while above and (above[-1].startswith("#") or not above[-1].strip()):
            above.pop()
        heads.append(len("\n".join(above)) + 1 if above else 0)
    ends = [*heads[1:], len(text)]
    return {key: _ended(text[head:end]) for (_, key), head, end in zip(starts, heads, ends, strict=True)}


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _write(file: Path, blocks: dict[str, str]) -> None:
    file.write_text("".join(blocks.values()), encoding="utf-8", newline="\n")


def _scalar(said: str) -> str:
    return said if said.isdigit() and len(said) < 8 else f'"{said}"'


def lignes(root: Path) -> Iterator[str]:
    """What `mise-a-jour` tells, from what came to what is to be decided."""
    came = arrivees(root)
    for arrival in came:
        yield f"+ {arrival.dit}"
    if came:
        yield f"{len(came)} fiches du guide commun ont changé depuis la dernière fois."
    for found in ecarts(root):
        yield ""
        yield f"À décider : {found.dit}"
