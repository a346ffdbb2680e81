"""Rules on the words of the market: every CPV code has an answer, every word of the lexicon leads somewhere."""

from collections.abc import Iterator

from ..model import CPV, Catalog, Famille
from ..read.problems import did_you_mean
from ..search.cpv import Nomenclature
from ..search.normalise import tokens
from .finding import Finding

TABLE, LEXIQUE, LISTE = "vocabulaires/cpv-segments.yml", "vocabulaires/lexique.yml", "vocabulaires/cpv.yml"


def code_cpv_connu(catalog: Catalog) -> Iterator[Finding]:
    """The CPV codes that records may name are codes of the CPV."""
    for index, term in enumerate(catalog.terms("cpv")):
        if catalog.cpv and term.id not in catalog.cpv:
            yield Finding(
                LISTE, (index, "id"), f"« {term.id} » n'est pas un code du CPV{did_you_mean(term.id, catalog.cpv)}"
            )


def cpv_avec_sa_table(catalog: Catalog) -> Iterator[Finding]:
    """The table that leads from codes to segments stands beside the CPV itself: without it, no code that a buyer types is recognised."""
    if catalog.cpv_segments and not catalog.cpv:
        message = (
            f"aucun code du CPV, quand data/{TABLE} leur donne des segments : remettre le fichier, ou vider la table"
        )
        yield Finding(CPV, (), message, (CPV, ""))


def segment_du_cpv(catalog: Catalog) -> Iterator[Finding]:
    """Each line of the CPV's table is of use, says one thing, once, and names segments that exist."""
    seen: set[str] = set()
    beginnings = {code[:length] for code in catalog.cpv for length in range(2, 9)}
    for index, rule in enumerate(catalog.cpv_segments):
        if rule.cpv in seen:
            yield Finding(TABLE, (index, "cpv"), f"« {rule.cpv} » écrit deux fois : garder une seule ligne")
        seen.add(rule.cpv)
        if catalog.cpv and rule.cpv not in beginnings:
            yield Finding(TABLE, (index, "cpv"), f"aucun code CPV ne commence par « {rule.cpv} »")
        if rule.segment and rule.proche:
            yield Finding(
                TABLE,
                (index, "proche"),
                "« segment » ou « proche », pas les deux : « proche » dit que le guide n'a pas de segment pour ces codes",
            )
        for name in ("segment", "proche"):
            target = getattr(rule, name)
            if target and catalog.find(Famille, target) is None:
                message = f"« {target} » n'est pas une fiche de data/familles/{did_you_mean(target, catalog.kinds.get('familles', {}))}"
                yield Finding(TABLE, (index, name), message, ("familles", target))


def aucun_code_sans_reponse(catalog: Catalog) -> Iterator[Finding]:
    """Where the table is kept, every CPV code has a line: its own, or that of what it belongs to."""
    nomenclature = Nomenclature(catalog)
    if catalog.cpv_segments:
        for division in sorted({code[:2] for code in catalog.cpv if nomenclature.rule(code) is None}):
            yield Finding(
                TABLE,
                (),
                f'des codes de la division « {division} » n\'ont pas de ligne : ajouter « - {{cpv: "{division}", segment: … }} », ou sans segment',
            )


def mot_du_lexique(catalog: Catalog) -> Iterator[Finding]:
    """A word of the lexicon can be searched for, stands there once, and leads to records that exist."""
    seen: dict[tuple[str, ...], str] = {}
    for index, entry in enumerate(catalog.lexique):
        for place, word in enumerate(entry.mots):
            terms = tuple(token.terms[0] for token in tokens(word) if not token.is_stop)
            if not terms:
                yield Finding(LEXIQUE, (index, "mots", place), f"« {word} » n'a aucun mot que l'on puisse chercher")
            elif terms in seen:
                yield Finding(
                    LEXIQUE,
                    (index, "mots", place),
                    f"« {word} » est déjà là (« {seen[terms]} ») : garder un seul des deux",
                )
            seen[terms] = word
        for place, address in enumerate(entry.mene):
            kind, record_id = address.split("/")
            if catalog.named(kind, record_id) is None:
                near = did_you_mean(record_id, catalog.kinds.get(kind, {}))
                yield Finding(
                    LEXIQUE, (index, "mene", place), f"« {address} » n'est pas une fiche{near}", (kind, record_id)
                )
