"""The drafting rules as both engines read them: expressions, what the guide knows of each fault, the articles of law."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ..model import Catalog, TexteJuridique
from ..model.redaction import Detection, RegleDeRedaction, Reserve
from ..text.dates import date_longue
from ..text.typographie import typographie
from ..views.textes import CODE_PRINCIPAL, appellation, by_number, correspondance_dite, texte_dit
from .expressions import (
    ANCIENS_TEXTES,
    CODE_DE_2006,
    FREQUENCES,
    JOURS,
    LEGERS,
    MOIS,
    MOTS_DE_CRITERE,
    MOTS_DE_PENALITE,
    MOTS_NEUTRES,
    MOTS_SANS_SUJET,
    MOTS_VIDES,
    NOMBRES,
    ORDINAUX,
    SOURCES,
    SYNONYMES,
    UNITES,
)
from .motifs import compiled, expression
from .texte import plier
from .valeurs import poids

ARTICLES = Path(__file__).parent / "articles-2026-04-01.txt"
"""Every article of the code de la commande publique on 1 April 2026 (LEGI data of the DILA, Licence ouverte): "L2112 1-6" for L2112-1 to L2112-6."""
EQUIVALENT = ("équivalen*",)
LABEL_ECARTE = (
    "(ni|aucun*|sans (aucun*|exig*|impos*|demand*)) …(label*|certifi*|norme*)",
    "(ne|n') ?(demande*|exige*|impose*|requiert) (pas|ni|aucun*)",
    "norme* euro ?(#|v|vi)",
    "(certifié*|labellisé*|label* obtenu*) (* )*depuis",
    "label* (* )*de la (commune|ville|région)",
    "(n'est|ne sont|ne sera|ne peu*|n'exige*) (pas|ni|plus|aucun*)",
    "n'est pas exig*",
    "réglement* (ue|ce)",
    "directive",
)
"""What says that a label is not asked for."""
ATTENTES = (
    "(apprécié*|évalué*|jugé*|noté*|analysé*|examiné*) (au regard|sur la base|à partir|au vu|selon|d'après|en fonction|par|sur)",
    "au regard d*",
    "(candidat*|soumissionnaire*) … (décri*|remet*|présent*|précis*|indique*|fourni*|détaill*|expos*|joint*|complèt*|répond*|rempli*|donne*|propos*|explique*|chiffre*|déclare*|nomme*)",
    "barème",
    "sous-critère*",
    "points? (si|pour|à|:|est|sont)",
    "note (maximale|si|:)",
    "note de #",
    "attendu*",
    "(est|sont|seront|sera) (attendu*|apprécié*|comparé*|mesuré*|compté*|calculé*|jugé*)",
    "formule",
)
"""Words that tell the candidate what to give, or how offers are compared."""


@cache
def articles_du_code() -> frozenset[str]:
    """Every article of the code de la commande publique: « L2112-2 »."""
    known: set[str] = set()
    for line in ARTICLES.read_text(encoding="utf-8").splitlines():
        head, _, rest = line.partition(" ")
        if head == "=":
            known.update(rest.split())
            continue
        for span in rest.split(","):
            first, _, last = span.partition("-")
            known.update(f"{head}-{number}" for number in range(int(first), int(last or first) + 1))
    return frozenset(known)


def donnees(catalog: Catalog) -> dict[str, Any]:
    """All that the engines need, as JSON."""
    return {
        "regles": [_rule(catalog, rule) for rule in (catalog.redaction.regles if catalog.redaction else ())],
        "labels": _labels(catalog),
        "equivalent": expression(EQUIVALENT),
        "label_ecarte": expression(LABEL_ECARTE),
        "attentes": expression(ATTENTES),
        "articles": _articles(catalog),
        "concordance": _concordance(catalog),
        "expressions": SOURCES,
        "mots": {
            "nombres": NOMBRES,
            "ordinaux": ORDINAUX,
            "mois": MOIS,
            "jours": JOURS,
            "frequences": FREQUENCES,
            "unites": {unit: list(parts) for unit, parts in UNITES.items()},
            "synonymes": SYNONYMES,
            "sans_sujet": MOTS_SANS_SUJET,
            "legers": LEGERS,
            "vides": MOTS_VIDES,
            "neutres": MOTS_NEUTRES,
            "anciens_textes": ANCIENS_TEXTES,
            "de_critere": MOTS_DE_CRITERE,
            "de_penalite": MOTS_DE_PENALITE,
        },
        "poids": poids(),
    }


def well_written(data: dict[str, Any]) -> None:
    """Raises ValueError on an expression of a rule that cannot be read."""
    for rule in data["regles"]:
        for one in (rule, *rule["detections"], *rule["reserves"]):
            for name in ("quand", "avec", "sauf", "sauf_texte", "ignore", "texte"):
                compiled(one.get(name, ""))


def unreadable(catalog: Catalog) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The place of each pattern that makes no expression, and what it is."""
    for place, motif in catalog.redaction.motifs if catalog.redaction else ():
        try:
            compiled(expression(_unfolded(catalog, (motif,))))
        except ValueError:
            yield place, motif


def _rule(catalog: Catalog, rule: RegleDeRedaction) -> dict[str, Any]:
    detections = (*((Detection(quand=rule.motifs),) if rule.motifs else ()), *rule.detections)
    texts = [text for name in rule.textes if (text := catalog.find(TexteJuridique, name))]
    return {
        "id": rule.id,
        "titre": typographie(rule.titre),
        "gravite": rule.gravite,
        "explication": typographie(rule.explication),
        "remede": typographie(rule.remede or ""),
        "textes": [
            {"mot": typographie(said.lien.mot), "adresse": said.lien.adresse, "etat": said.etat, "lu": said.confirme}
            for said in (texte_dit(catalog, text) for text in texts)
        ],
        "clauses": [],
        "brouillons": rule.brouillons,
        "sauf_texte": expression(_unfolded(catalog, rule.sauf_texte)),
        "cede_a": list(rule.cede_a),
        "demande": rule.demande,
        "etendue": rule.etendue,
        "sauf_titre": expression(_unfolded(catalog, rule.sauf_titre)),
        "plafonne": rule.plafonne,
        "structure": rule.structure or "",
        "detections": [_detection(catalog, one) for one in detections],
        "reserves": [_reserve(catalog, one) for one in rule.reserves],
    }


def _reserve(catalog: Catalog, one: Reserve) -> dict[str, Any]:
    return {
        "quand": expression(_unfolded(catalog, one.quand)),
        "sauf": expression(_unfolded(catalog, one.sauf)),
        "texte": expression(_unfolded(catalog, one.texte)),
        "portee": one.portee,
        "gravite": one.gravite or "",
        "precision": typographie(one.precision or ""),
    }


def _detection(catalog: Catalog, one: Detection) -> dict[str, Any]:
    return {
        "quand": expression(_unfolded(catalog, one.quand, one.casse), one.casse, partout=True),
        "avec": expression(_unfolded(catalog, one.avec)),
        "sauf": expression(_unfolded(catalog, one.sauf)),
        "sauf_texte": expression(_unfolded(catalog, one.sauf_texte)),
        "sauf_avant": f"(?:{before}) *$" if (before := expression(_unfolded(catalog, one.sauf_avant))) else "",
        "ignore": expression(_unfolded(catalog, one.ignore)),
        "titre": expression(_unfolded(catalog, one.titre)),
        "portee": one.portee,
        "piece": one.piece or "",
        "piece_dite": one.piece_dite,
        "fois": one.fois,
        "casse": one.casse,
        "cede_a": list(one.cede_a),
        "tranche": one.tranche,
    }


def _unfolded(catalog: Catalog, motifs: tuple[str, ...], casse: bool = False) -> tuple[str, ...]:
    """The patterns, with the words of a list in the place of its name; where capitals count, see _cased."""
    lists = catalog.redaction.listes if catalog.redaction else {}

    return tuple(re.sub(r"<([a-z-]+)>", lambda found: _any_of(lists[found[1]], casse), motif) for motif in motifs)


_FIRST_LETTER_APART = re.compile(r"[^\W_](?=[^\W_]|[ '-][^…?*])(?:[^|()]|\([^()]*\))*")
"""A word of a list that is one alternative, and whose first letter stands for itself."""


@cache
def _any_of(words: tuple[str, ...], casse: bool) -> str:
    """A pattern for any word of a list; where capitals count, a name (with a capital) as it is written or all in capitals, another word with a capital or not.
    The words with the same first letter are put together, in their order, so that few of them are tried at each place."""
    if not casse and not all(map(_FIRST_LETTER_APART.fullmatch, words)):
        return f"({'|'.join(words)})"
    by_letter: dict[str, list[str]] = {}
    for word in words:
        first, rest = plier(word[0]), word[1:]
        if not casse:
            by_letter.setdefault(first.lower(), []).append(rest)
        elif first.isupper():
            by_letter.setdefault(first, []).extend(dict.fromkeys((rest, rest.upper())))
        else:
            by_letter.setdefault(f"({first.upper()}|{first})", []).append(rest)
    together = (f"{first}({'|'.join(rests)})" for first, rests in by_letter.items())
    return f"({'|'.join(together)})"


_NAMED = (
    r"ACERMI|A\.?O\.?[PC]\b|I\.?G\.?P\b|H\.?V\.?E\b|[Ll]abel [Rr]ouge|LABEL ROUGE|Oeko-?[Tt]ex|OEKO-?TEX|Demeter|Ecocert|ECOCERT|Rainforest Alliance|80 ?PLUS|LEED|Passivhaus|Minergie|Effinergie|\bRGE\b|Bleu-Blanc-Coeur|Pavillon France|[Aa]griculture [Bb]iologique certifiee|AFNOR|ASC\b|Cradle to Cradle|Print'?[Ee]thic|Commerce equitable|TUV|Qualibat|ENEC|QUALIPROPRE|Qualipropre|Acotherm|CEKAL|Cekal|HQE|BREEAM|E\+C-|BBCA|Ecotable|Ecolabel [Nn]ordique|Cygne [Bb]lanc|Blauer Engel|EPEAT|TCO Certified|GRS\b|Fair Wear|Fairtrade|Max Havelaar|Symbole des producteurs paysans|UTZ|SA ?8000|Better Cotton|bluesign|Made in Green|PrintEthic|HDS\b|SecNumCloud|Plante Bleue|Fleurs de France|STG\b|Qualiopi|OPQF|Qualisport|CSC\b|Green Key|Clef Verte|Green Globe|EcoJardin|natureplus|Natureplus|Greenguard|GREENGUARD|EMICODE|Emicode|Indoor Air Comfort|DIN \d|ASTM [A-Z]|BIFMA|OK [Cc]ompost|OK Biobased|Numerique [Rr]esponsable|Certivea|APSAD|CNPP|MASE\b|Ecoprod|Eco-Ecole|LongTime|QualiCert|Qualicert|Certipur|CertiPUR|Green Seal|UL \d|RAL-?GZ|EU Ecolabel",
    r"(?:[Ll]abels?|[Ll]abellisee?s?|[Cc]ertifiee?s?|[Cc]ertifications?|[Nn]ormes?|[Ee]colabels?) (?:par |de |\"|selon )?(?!CE\b)(?:[A-Z][A-Za-z']+|[A-Z]{2,})(?: [A-Z0-9][\w']*)*",
)
"""What a text itself calls a label, a certification or a standard."""
_NEEDS = {
    "EN": r"EN[ -](?:ISO )?\d",
    "ISO": r"ISO(?:/[A-Z]+)?[ -]?\d",
    "NF": r"NF(?:[ -](?:[A-Z]{1,3} ?)?(?:\d|EN|ISO|X|P|S|Environnement)|(?! ?\w))",
    "RCS": r"RCS(?! (?:de |d'|du )?[A-Z][a-z])",
}
"""Acronyms that are also something else: what must follow."""


def _labels(catalog: Catalog) -> str:
    names = sorted(
        {plier(term.libelle) for term in catalog.terms("labels-et-normes")}, key=lambda name: (-len(name), name)
    )
    written = [_NEEDS.get(name, name.replace(".", r"\.").replace("+", r"\+")) for name in names]
    return rf"\b(?:{'|'.join((*written, *_NAMED))})(?![A-Za-z0-9])" if written else "(?!)"


def _articles(catalog: Catalog) -> dict[str, Any]:
    known = set(articles_du_code())
    repealed: dict[str, list[str]] = {}
    for text in catalog.all(TexteJuridique):
        if not text.article or text.article[:1] not in "LRD":
            continue
        name = text.article.replace("*", "").replace(" ", "").replace(".", "")
        if text.en_vigueur.jusqu_a:
            end = f"Abrogé le {date_longue(text.en_vigueur.jusqu_a)}."
            repealed[name] = ["" if text.code == CODE_PRINCIPAL else plier(text.code or "").lower(), end]
        elif text.code == CODE_PRINCIPAL:
            known.add(name)
    return {"connus": _spans(known), "abroges": repealed}


def _spans(names: set[str]) -> dict[str, list[int]]:
    """ "L2112": [1, 6, 9, 9]: the articles L2112-1 to L2112-6 and L2112-9; the others whole, under ""."""
    groups: dict[str, list[int]] = {}
    whole: list[str] = []
    for name in sorted(names):
        head, dash, last = name.rpartition("-")
        if dash and "-" not in head:
            groups.setdefault(head, []).append(int(last))
        else:
            whole.append(name)
    spans: dict[str, Any] = {}
    for head, numbers in groups.items():
        own: list[int] = []
        for number in sorted(numbers):
            if own and own[-1] == number - 1:
                own[-1] = number
            else:
                own += [number, number]
        spans[head] = own
    return {**spans, "": whole}


def _concordance(catalog: Catalog) -> dict[str, dict[str, str]]:
    """Number of an old text (that of its decree for the code of 2006) → number of an article of it → where it is read today."""
    of_2006: dict[str, str] = {}
    found = {CODE_DE_2006: of_2006, **{text: {} for text in ANCIENS_TEXTES.values()}}
    for article in catalog.terms("articles-2006"):
        today = by_number(text for text in catalog.all(TexteJuridique) if article.id in text.remplace)
        if today:
            number = article.id.rsplit("-", 1)[-1]
            of_2006[number] = f"Aujourd’hui : {', '.join(appellation(text) for text in today)}."
    for row in catalog.concordance:
        articles = found[row.texte]
        for old in row.articles:
            number = old.partition(" ")[0]
            articles[number] = " ".join(filter(None, (articles.get(number), typographie(correspondance_dite(row)))))
    return found
