"""Rules on what records say of one another."""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from ..model import KINDS, VOCABULAIRES, Catalog, Clause, Famille, Record
from ..model.records import MinimumLegal, MinimumPourUnAchat
from ..read.problems import did_you_mean
from ..read.yaml_source import KeyPath
from ..text.language import LINK, is_external, split_address
from .finding import Finding

_NEAR = re.compile(r"\]\s*\(")
"""What every link has, and every malformed one: few texts do."""
_MINIMUM = (
    ("critere", "critere-attribution", "environnement", "un critère d'attribution environnemental"),
    ("condition", "condition-execution", "environnement", "une condition d'exécution environnementale"),
    ("sociale", "condition-execution", "social", "une condition d'exécution sociale"),
)
"""Field of the legal minimum, stage and dimension that its clause has, and how to say so."""
TOUS_ACHATS = "tous-achats"
"""The segment of what holds for every purchase."""
_MALFORMED = re.compile(r"\]\(|\]\s+\((?:https?:|mailto:|[a-z-]+/[a-z0-9-]+\))")


def reference_existe(catalog: Catalog) -> Iterator[Finding]:
    """Every reference names a record, or a term of its closed list, that exists."""
    for record in catalog:
        for key_path, kind, target in record.named:
            known = _known(catalog, kind)
            if target not in known:
                what = (
                    f"terme de la liste « {kind.removeprefix(VOCABULAIRES + '/')} »"
                    if kind.startswith(VOCABULAIRES)
                    else f"fiche de data/{kind}/"
                )
                yield Finding(
                    record,
                    key_path,
                    f"« {target} » n'est pas un {what}{did_you_mean(target, known)}".replace("un fiche", "une fiche"),
                    (kind, target),
                )


def _known(catalog: Catalog, kind: str) -> Mapping[str, Any]:
    if kind.startswith(VOCABULAIRES):
        return catalog.vocabularies.get(kind.removeprefix(VOCABULAIRES + "/"), {})
    return catalog.kinds.get(kind, {})


def _links(catalog: Catalog) -> Iterator[tuple[Record, KeyPath, str]]:
    for record, key_path, text in catalog.texts:
        if "](" in text:
            for match in LINK.finditer(text):
                yield record, key_path, match["adresse"]


def lien_existe(catalog: Catalog) -> Iterator[Finding]:
    """A link in a text leads to a record (`clauses/<id>`), or to an https, http or mailto address."""
    for record, key_path, text in catalog.texts:
        if "]" in text and _NEAR.search(text) and _MALFORMED.search(LINK.sub("", text)):
            yield Finding(
                record,
                key_path,
                "lien mal formé : attendu [mot](clauses/<id>), sans espace avant la parenthèse ni parenthèse dans l'adresse (écrire %28 et %29)",
            )
    for record, key_path, address in _links(catalog):
        if is_external(address):
            continue
        target = split_address(address)
        if target is None or target[0] not in KINDS:
            yield Finding(
                record,
                key_path,
                f"lien « {address} » refusé : attendu [mot](clauses/<id>), ou une adresse en https:// ou mailto:",
            )
        elif catalog.named(*target) is None:
            yield Finding(
                record,
                key_path,
                f"lien vers une fiche absente « {address} »{did_you_mean(target[1], catalog.kinds[target[0]])}",
                target,
            )


def publique_ne_cite_pas_interne(catalog: Catalog) -> Iterator[Finding]:
    """A public record names no internal one: the link is written in the internal record, the other side is computed."""
    named = [(record, key_path, kind, target) for record in catalog for key_path, kind, target in record.named]
    named += [
        (record, key_path, *linked)
        for record, key_path, address in _links(catalog)
        if (linked := split_address(address))
    ]
    for record, key_path, kind, target in named:
        other = catalog.named(kind, target)
        if record.diffusion == "publique" and other is not None and other.diffusion == "interne":
            yield Finding(
                record,
                key_path,
                f"une fiche publique ne cite pas la fiche interne « {target} » : écrire le lien dans la fiche interne, ou passer celle-ci en diffusion interne",
            )


def identifiant_retire_non_repris(catalog: Catalog) -> Iterator[Finding]:
    """An id that has served and was withdrawn is never given to another record."""
    retired = catalog.vocabularies.get("ids-retires", {})
    for record in catalog:
        if f"{record.kind}-{record.id}" in retired:
            yield Finding(
                record,
                (),
                f"identifiant « {record.id} » déjà retiré (data/vocabulaires/ids-retires.yml) : en choisir un autre",
            )


def clause_remplacee_est_retiree(catalog: Catalog) -> Iterator[Finding]:
    """`remplace` names a clause that is withdrawn, or an id of the withdrawn list."""
    retired = catalog.vocabularies.get("ids-retires", {})
    for clause in catalog.all(Clause):
        for index, target in enumerate(clause.remplace):
            other = catalog.find(Clause, target)
            if other is not None and other.statut != "retiree":
                yield Finding(
                    clause,
                    ("remplace", index),
                    f"« {target} » est remplacée mais son statut est « {other.statut} » : passer son statut à « retiree »",
                )
            elif other is None and f"clauses-{target}" not in retired:
                yield Finding(
                    clause,
                    ("remplace", index),
                    f"« {target} » n'est ni une clause ni un identifiant retiré{did_you_mean(target, catalog.kinds['clauses'])}",
                    ("clauses", target),
                )


def deux_clauses_du_segment(catalog: Catalog) -> Iterator[Finding]:
    """The two clauses to take in a segment are living clauses of that segment."""
    for famille in catalog.all(Famille):
        own = {clause.id for clause in catalog.clauses_of(famille)}
        for index, target in enumerate(famille.deux_clauses):
            if catalog.find(Clause, target) is not None and target not in own:
                yield Finding(
                    famille,
                    ("deux_clauses", index),
                    f"« {target} » n'est pas une clause en cours de ce segment : l'ajouter à ses « familles », ou en choisir une autre",
                )


def minimum_legal_du_segment(catalog: Catalog) -> Iterator[Finding]:
    """The legal minimum of a segment names the clauses that the law asks for, living ones of this segment.

    An environmental award criterion, an environmental execution condition and, above the thresholds, a social one: of
    the segment itself, of its parent, or of every purchase. The same for each of its other purchases.
    """
    living = {clause.id: clause for clause in catalog.clauses_vivantes}
    for famille in catalog.all(Famille):
        for place, pair in _pairs(famille):
            yield from _names_what_the_law_asks(catalog, famille, place, pair, living)


def minimum_legal_compatible(catalog: Catalog) -> Iterator[Finding]:
    """A legal minimum holds together: its clauses do not exclude one another."""
    for famille in catalog.all(Famille):
        for place, pair in _pairs(famille):
            named = [clause for name, *_ in _MINIMUM if (clause := catalog.find(Clause, getattr(pair, name) or ""))]
            for first, second in combinations(named, 2):
                if second.id in first.incompatible or first.id in second.incompatible:
                    yield Finding(
                        famille,
                        place,
                        f"« {first.id} » et « {second.id} » ne s'emploient pas ensemble : en choisir une autre",
                    )


def minimum_legal_dit_ce_qui_manque(catalog: Catalog) -> Iterator[Finding]:
    """A purchase without its pair says what is missing; one that has it says nothing is."""
    for famille in catalog.all(Famille):
        for index, pair in enumerate(famille.minimum_legal.autres if famille.minimum_legal else ()):
            complete = pair.critere is not None and pair.condition is not None
            if complete == (pair.manque is not None):
                message = (
                    "la paire est complète : retirer « manque »"
                    if complete
                    else "la paire n'est pas complète : ajouter « manque »"
                )
                yield Finding(famille, ("minimum_legal", "autres", index), message)


def _pairs(famille: Famille) -> Iterator[tuple[KeyPath, MinimumLegal | MinimumPourUnAchat]]:
    """Each pair of a segment's legal minimum, with where it stands."""
    if famille.minimum_legal is not None:
        yield ("minimum_legal",), famille.minimum_legal
        for index, other in enumerate(famille.minimum_legal.autres):
            yield ("minimum_legal", "autres", index), other


def _names_what_the_law_asks(
    catalog: Catalog,
    famille: Famille,
    place: KeyPath,
    pair: MinimumLegal | MinimumPourUnAchat,
    living: dict[str, Clause],
) -> Iterator[Finding]:
    homes = {famille.id, famille.parent, TOUS_ACHATS}
    for name, etape, dimension, what in _MINIMUM:
        target = getattr(pair, name)
        if target is None or catalog.find(Clause, target) is None:
            continue  # `reference_existe` tells it
        clause = living.get(target)
        if clause is None or not homes & set(clause.familles):
            yield Finding(
                famille,
                (*place, name),
                f"« {target} » n'est pas une clause en cours de ce segment : l'ajouter à ses « familles », ou en choisir une autre",
            )
        elif clause.etape != etape or dimension not in clause.dimensions:
            yield Finding(famille, (*place, name), f"« {target} » n'est pas {what} : en choisir une autre")


def segments_sur_deux_niveaux(catalog: Catalog) -> Iterator[Finding]:
    """A segment's parent has no parent itself."""
    for famille in catalog.all(Famille):
        parent = catalog.find(Famille, famille.parent) if famille.parent else None
        if parent is not None and (parent.parent or parent.id == famille.id):
            yield Finding(famille, ("parent",), f"« {famille.parent} » est déjà un sous-segment : deux niveaux au plus")
