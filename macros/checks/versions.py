"""Rules on published versions: whoever signed one finds it again, and what stands today is what was published."""

from collections.abc import Iterator

from ..model import VERSIONS, Catalog, Clause, VersionDeClause
from ..model.local import DATA_LOCALE
from ..model.versions import ANNEXE, VARIANTE, textes_presents
from ..text.dates import date_longue
from .finding import Finding


def version_a_son_adresse(catalog: Catalog) -> Iterator[Finding]:
    """A version stands below the id of a clause, under its own number, and names documents that exist."""
    pieces = {term.id for term in catalog.terms("pieces")} | {VARIANTE, ANNEXE}
    for clause_id, stored in catalog.versions.items():
        for name, version in stored.items():
            file = _file(clause_id, name)
            if catalog.find(Clause, clause_id) is None:
                message = f"« {clause_id} » n'est pas une clause : renommer le dossier, ou l'ôter (une clause retirée garde sa fiche)"
                yield Finding(file, (), message, (Clause.kind, clause_id))
                continue
            if name != str(version.version):
                yield Finding(
                    file,
                    ("version",),
                    f"version {version.version} dans le fichier « {name}.yml » : attendu « {version.version}.yml »",
                )
            for index, text in enumerate(version.textes):
                if text.piece not in pieces:
                    yield Finding(
                        file,
                        ("textes", index, "piece"),
                        f"« {text.piece} » n'est pas une pièce : attendu {', '.join(sorted(pieces))}",
                    )


def versions_sans_trou(catalog: Catalog) -> Iterator[Finding]:
    """Once a clause is published, every version up to the present one has its text, and none comes after."""
    for clause, stored in _published(catalog):
        for number in range(1, clause.version + 1):
            if number in stored:
                continue
            if number == clause.version:
                message = f"version {clause.version_dite} non publiée : lancer « python -m macros publier {clause.id} »"
            else:
                message = f"le texte de la version {number} manque : le remettre dans {_folder(clause)}/{_file(clause.id, number)}"
            yield Finding(clause, ("version",), message, (f"{Clause.kind}/{VERSIONS}/{clause.id}", str(number)))
        for number in stored:
            if number > clause.version:
                yield Finding(
                    _file(clause.id, number),
                    ("version",),
                    f"version {number}, quand la clause en est à la version {clause.version} : corriger l'une ou l'autre",
                )


def versions_datees(catalog: Catalog) -> Iterator[Finding]:
    """A version has the date that the history of its clause gives, and comes after the one before."""
    for clause, stored in _published(catalog):
        told = {change.version: change.date for change in clause.historique}
        for number, version in stored.items():
            file, before = _file(clause.id, number), stored.get(number - 1)
            if before and version.date < before.date:
                yield Finding(
                    file, ("date",), f"version {number} plus ancienne que la version {number - 1} : corriger la date"
                )
            elif _is_awaited(clause, version):
                continue
            elif number <= clause.version and told.get(number) != version.date:
                said = (
                    f"« historique » dit {told[number].isoformat()}"
                    if number in told
                    else "« historique » n'a pas de ligne pour elle"
                )
                yield Finding(
                    file,
                    ("date",),
                    f"version {number} du {version.date.isoformat()} : dans la clause, {said} ; écrire la même date",
                )


def texte_suit_sa_version(catalog: Catalog) -> Iterator[Finding]:
    """No clause text differs from its last published version."""
    for clause, stored in _published(catalog):
        version = stored.get(clause.version)
        if version is None or _is_awaited(clause, version):
            continue
        if version.numero != clause.version_dite:
            message = (
                f"version {clause.version_dite}, quand le texte gardé sous ce numéro est {version.numero} : "
                f'lancer « python -m macros publier {clause.id} --motif "…" »'
            )
            yield Finding(clause, ("version",), message)
        elif version.textes != textes_presents(clause):
            message = (
                f"texte changé depuis la version {clause.version_dite}, publiée le {date_longue(version.date)} : "
                f'lancer « python -m macros publier {clause.id} --motif "…" », ou remettre le texte publié'
            )
            yield Finding(clause, ("version",), message)


def _is_awaited(clause: Clause, version: VersionDeClause) -> bool:
    """Whether the text follows a newer version of ours that nobody has looked at yet: `mise-a-jour` asks, and nothing is wrong."""
    return clause.local is not None and clause.local.origine_changee and version.numero != clause.version_dite


def _folder(clause: Clause) -> str:
    return DATA_LOCALE if clause.local and clause.local.numerote else "data"


def _published(catalog: Catalog) -> Iterator[tuple[Clause, dict[int, VersionDeClause]]]:
    """The clauses that have published versions, by number: what stands under another name has its own complaint.

    A clause that an organisation adapts is one of them as soon as ours is: else two texts would have one name.
    """
    for clause in catalog.all(Clause):
        stored = {
            int(name): version
            for name, version in catalog.versions.get(clause.id, {}).items()
            if name == str(version.version)
        }
        is_taken = clause.statut not in ("brouillon", "retiree")
        if stored or (
            is_taken and clause.version_dite != str(clause.version) and catalog.versions_autres.get(clause.id)
        ):
            yield clause, dict(sorted(stored.items()))


def _file(clause_id: str, name: str | int) -> str:
    return f"{Clause.kind}/{VERSIONS}/{clause_id}/{name}.yml"
