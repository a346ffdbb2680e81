"""Rules on what the guide says of the law: how a text was read, whom a duty binds, and when."""

import re
from collections.abc import Iterable, Iterator

from ..model import Catalog, Clause, Obligation, Record, TexteJuridique
from ..read.yaml_source import KeyPath
from ..relire import articles_du_code
from .finding import Finding

CONCORDANCE = "vocabulaires/concordance.yml"
_NON_LU = re.compile(r"\b(?:non|pas été) (?:re)?lue?s?\b", re.IGNORECASE)
_ETAT_SEUL = re.compile(r"^L'État\b|\(État\)")
_MOT = re.compile(r"\w{4,}")
_ANNEE = re.compile(r"(?:19|20)\d\d")
_COURANTS = frozenset(
    "achat conseil contrat durable exécution mission objet prestation public recherche service travail étude".split()
)
"""Words of segments that every text of the law may use."""
_MONTANT = re.compile(r"(?<![\d,])((?:\d{1,3}(?:\s\d{3})+|\d+)(?:,\d+)?)\s?(?:(millions?) d')?(M€|euros?\b|€)")


def texte_lu_vraiment(catalog: Catalog) -> Iterator[Finding]:
    """A text said read does not say, where it names its source, that it was not."""
    for text in catalog.all(TexteJuridique):
        found = _NON_LU.search(text.verification.source or "")
        if text.confirme and found:
            label = catalog.term("etats-verification", text.verification.etat).libelle
            message = f"source : « {found[0]} », alors que le texte est dit « {label} » : passer l'état à « a-verifier », ou dire ce qui a été lu"
            yield Finding(text, ("verification", "source"), message)


def regle_de_l_etat(catalog: Catalog) -> Iterator[Finding]:
    """A duty whose title names the State alone says so in `acheteurs`: other buyers read it last."""
    for rule in catalog.all(Obligation):
        if _ETAT_SEUL.search(rule.titre) and rule.acheteurs != ("etat",):
            yield Finding(
                rule,
                ("titre",),
                "titre d'une règle de l'État seul : ajouter « acheteurs: [etat] », ou dire qui d'autre elle oblige",
            )


def article_de_la_concordance(catalog: Catalog) -> Iterator[Finding]:
    """What took the place of an old article is in the code, and a correspondence stands there once."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for index, row in enumerate(catalog.concordance):
        for place, today in enumerate(row.aujourdhui):
            for article in today.split(" à "):
                if article not in articles_du_code():
                    message = f"« {article} » n'est pas dans le code de la commande publique"
                    yield Finding(CONCORDANCE, (index, "aujourdhui", place), message)
        if (row.texte, row.articles) in seen:
            yield Finding(CONCORDANCE, (index, "articles"), "cette correspondance est déjà là : garder une seule ligne")
        seen.add((row.texte, row.articles))


def montants_a_relire(catalog: Catalog) -> Iterator[Finding]:
    """The amounts that a duty or a clause's note on a text gives in euros, and that no record of the texts cited holds: for a person to read, not a fault."""
    for rule in catalog.all(Obligation):
        written = (rule.titre, rule.resume, rule.exigence, rule.condition.precision or "")
        yield from _absents(rule, ("exigence",), written, [catalog.find(TexteJuridique, name) for name in rule.textes])
    for clause in catalog.all(Clause):
        for index, fondement in enumerate(clause.fondements):
            yield from _absents(
                clause, ("fondements", index), (fondement.note or "",), [catalog.find(TexteJuridique, fondement.texte)]
            )


def notes_a_relire(catalog: Catalog) -> Iterator[Finding]:
    """The years and the products that a clause's note on a text names, and that the record of this text does not: for a person to read, not a fault."""
    products = {stem for famille in catalog.segments for name in famille.alias for stem in _mots(name)} - _COURANTS
    for clause in catalog.all(Clause):
        for index, fondement in enumerate(clause.fondements):
            text = catalog.find(TexteJuridique, fondement.texte)
            if text is None or not fondement.note:
                continue
            said = (text.titre, text.resume, text.apport, text.reference, str(text.en_vigueur), *text.alias)
            named = {
                stem: word for stem, word in _mots(fondement.note).items() if stem in products or _ANNEE.fullmatch(stem)
            }
            for word in sorted(word for stem, word in named.items() if stem not in _mots(*said)):
                yield Finding(clause, ("fondements", index), f"« {word} » ne se lit pas dans la fiche du texte cité")


def _mots(*texts: str) -> dict[str, str]:
    """Word in small letters, without the mark of the plural -> the word as it is first written."""
    found: dict[str, str] = {}
    for text in texts:
        for word in _MOT.findall(text):
            found.setdefault(word.lower().rstrip("sx"), word)
    return found


def _absents(
    record: Record, place: KeyPath, written: Iterable[str], texts: Iterable[TexteJuridique | None]
) -> Iterator[Finding]:
    held = {amount for text in texts if text for amount in _montants(text.titre, text.resume, text.apport)}
    for amount in sorted(set(_montants(*written)) - held):
        yield Finding(record, place, f"{amount:,} € ne se lit dans aucun des textes cités".replace(",", " "))


def _montants(*texts: str) -> Iterator[int]:
    for text in texts:
        for number, millions, unit in _MONTANT.findall(text):
            value = float(re.sub(r"\s", "", number).replace(",", "."))
            yield round(value * (1_000_000 if millions or unit == "M€" else 1))
