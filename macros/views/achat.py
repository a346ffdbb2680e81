"""What the page « Quelles règles pour mon achat ? » and the assistant ask the law: thresholds, short lines and duties, as the browser reads them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..model import Catalog, Famille, Obligation, TexteJuridique
from ..model.achat import Doute, LigneDAchat, Quand, Seuil
from ..text.dates import date_longue
from ..text.typographie import typographie
from .elements import nombre
from .minimum import MinimumDuSegment, minimum_du_segment
from .obligations import TOUS_ACHATS, ObligationVue, conditions, obligations

BOITES = {"ecrire": "À écrire", "publier": "À publier", "garder": "À garder"}
PREMIERES = ("ecrire", "publier")
"""The boxes of a block that other sites show."""
SUJETS = {
    "condition": "Condition",
    "critere": "Critère",
    "sociale": "Social",
    "procedure": "Procédure",
    "publicite": "Publicité",
    "delai": "Délai",
    "profil": "Dossier",
    "lots": "Lot",
    "donnees": "Après la signature",
    "preuve": "",
}
_LU = "lu-au-texte"
_NOMBRES = (
    *("des", "sous", "sous_le_seuil"),
    *("lot_sous", "lot_sous_le_seuil", "lot_part", "lot_des", "lot_des_le_seuil", "lot_hors_part"),
)
_UN_ACHETEUR = {
    "etat": "l'État",
    "region": "une région",
    "departement": "un département",
    "commune": "une commune ou une intercommunalité",
    "etablissement": "un établissement public",
    "autre": "un autre acheteur",
}


@dataclass(frozen=True)
class ArticleVue:
    """An article in a few signs: "L2112-2", where it is read ("" for no page of ours), whether it can be relied on, and what was read when."""

    numero: str
    adresse: str
    confirme: bool
    etat: str


@dataclass(frozen=True)
class LigneVue:
    """A line of the answer. `quand` says for which purchases, `depuis` from which day, `regle` the duty that says it at length; "" for none."""

    ligne: LigneDAchat
    sujet: str
    quand: str
    depuis: str
    regle: str
    articles: tuple[ArticleVue, ...]


@dataclass(frozen=True)
class BoiteVue:
    id: str
    titre: str
    lignes: tuple[LigneVue, ...]


@dataclass(frozen=True)
class DocumentVue:
    """The duties that are followed in one document."""

    titre: str
    regles: tuple[ObligationVue, ...]


def acheteurs(catalog: Catalog) -> dict[str, str]:
    """Id -> one buyer of this sort, in words."""
    return {term.id: _UN_ACHETEUR.get(term.id, term.libelle) for term in catalog.terms("acheteurs")}


def boites(catalog: Catalog) -> tuple[BoiteVue, ...]:
    """The three boxes, with every line; none in a guide that has no such rules."""
    lines = [_ligne(catalog, line) for line in _lignes(catalog)]
    return tuple(
        BoiteVue(name, title, own)
        for name, title in BOITES.items()
        if (own := tuple(line for line in lines if line.ligne.boite == name))
    )


def _lignes(catalog: Catalog) -> tuple[LigneDAchat, ...]:
    """Those whose duty this edition shows."""
    return tuple(
        line
        for line in (catalog.achat.lignes if catalog.achat else ())
        if line.quand or (line.regle and catalog.find(Obligation, line.regle))
    )


def documents(catalog: Catalog) -> tuple[DocumentVue, ...]:
    """Every duty below its document; those that no document names stand last."""
    known = {vue.obligation.id: vue for vue in obligations(catalog)}
    named = catalog.achat.documents if catalog.achat else ()
    filed = [
        DocumentVue(document.titre, tuple(known.pop(name) for name in document.regles if name in known))
        for document in named
    ]
    return (*filed, *([DocumentVue("Autres règles" if filed else "Règles", tuple(known.values()))] if known else []))


def donnees(catalog: Catalog) -> dict[str, Any]:
    """What the browser and views/reponse.py read: thresholds, conditions of every line and duty, CPV -> segment, legal minimum of each segment."""
    rules = catalog.achat
    compiled = {rule.id: _regle_compilee(catalog, rule) for rule in catalog.all(Obligation)}
    lines: dict[str, Any] = {}
    for line in _lignes(catalog):
        own = compiled.get(line.regle or "")
        when = [_quand(catalog, one) for one in line.quand] or (own or {})["quand"]
        doubts = [_doute(catalog, one) for one in line.doutes]
        lines[line.id] = {"quand": when, "doutes": doubts, **_mots_de_la_ligne(_ligne(catalog, line))}
        if own and not line.quand:
            own["doutes"] = doubts
    return {
        "seuils": {seuil.id: _seuil(seuil) for seuil in (rules.seuils if rules else ())},
        "boites": BOITES,
        "lignes": lines,
        "regles": compiled,
        "cpv": {row.cpv: row.segment or TOUS_ACHATS for row in catalog.cpv_segments},
        "minimum": {
            famille.id: _minimum(minimum_du_segment(catalog, famille))
            for segment in catalog.segments_principaux
            for famille in (segment, *catalog.sub_segments(segment))
        },
    }


def regles_des_segments(catalog: Catalog) -> dict[str, dict[str, Any]]:
    """The duties of some segments only, as `donnees` compiles them, with what a page writes of each: `dit`, `depuis` ("22 août 2026") where a day is known, the first `articles`, `adresse`."""
    compiled = {rule.id: _regle_compilee(catalog, rule) for rule in catalog.all(Obligation)}
    return {
        rule.id: {
            **compiled[rule.id],
            "dit": typographie(rule.titre),
            "adresse": rule.adresse,
            **({"depuis": date_longue(rule.condition.depuis)} if rule.condition.depuis else {}),
            "articles": [
                _mots_de_l_article(_article(catalog, text, False))
                for name in rule.textes[:PREMIERS_TEXTES]
                if (text := catalog.find(TexteJuridique, name))
            ],
        }
        for rule in catalog.all(Obligation)
        if "familles" in compiled[rule.id]["quand"][0]
    }


PREMIERS_TEXTES = 2
"""Texts of a duty that a line names."""


def donnees_du_bloc(catalog: Catalog) -> dict[str, Any]:
    """What the block that other sites show reads: of `donnees` the lines of its boxes and no duty, with the words of the answers that its address may hold."""
    known = donnees(catalog)
    return known | {
        "boites": {name: known["boites"][name] for name in PREMIERES},
        "lignes": {name: line for name, line in known["lignes"].items() if line["boite"] in PREMIERES},
        "regles": {},
        "acheteurs": acheteurs(catalog),
        "familles": {famille.id: typographie(famille.titre) for famille in catalog.segments},
    }


def _ligne(catalog: Catalog, line: LigneDAchat) -> LigneVue:
    rule = catalog.find(Obligation, line.regle) if line.regle else None
    names = line.textes or (() if line.articles else rule.textes[:1] if rule else ())
    texts = [text for name in names if (text := catalog.find(TexteJuridique, name))]
    return LigneVue(
        ligne=line,
        sujet=SUJETS[line.sujet],
        quand=_dit_quand(catalog, line, rule),
        depuis=date_longue(rule.condition.depuis) if rule and not line.quand and rule.condition.depuis else "",
        regle=rule.id if rule else "",
        articles=(
            *(_article(catalog, text, line.a_verifier) for text in texts),
            *(_lu(catalog, one.article, _court(one.lu), line.a_verifier) for one in line.articles),
        ),
    )


def _mots_de_la_ligne(vue: LigneVue) -> dict[str, Any]:
    """What the browser writes of a line."""
    said = {
        "boite": vue.ligne.boite,
        "nature": vue.ligne.sujet,
        "sujet": vue.sujet,
        "dit": typographie(vue.ligne.dit),
        "precision": typographie(vue.ligne.precision or ""),
        "depuis": vue.depuis,
        "regle": vue.regle,
        "articles": [_mots_de_l_article(one) for one in vue.articles],
    }
    return {name: value for name, value in said.items() if value}


def _mots_de_l_article(vue: ArticleVue) -> dict[str, Any]:
    return {"numero": vue.numero, "adresse": vue.adresse, "confirme": vue.confirme, "etat": typographie(vue.etat)}


def _article(catalog: Catalog, text: TexteJuridique, doubted: bool) -> ArticleVue:
    state = catalog.term("etats-verification", text.verification.etat)
    day = text.verification.date
    said = f"{state.libelle}{f' le {_court(day)}' if day else ''}"
    return ArticleVue(
        text.article or text.reference,
        text.adresse,
        text.confirme and not doubted,
        f"{said} ; montant à vérifier" if doubted else said,
    )


def _lu(catalog: Catalog, article: str, day: str, doubted: bool) -> ArticleVue:
    said = f"{catalog.term('etats-verification', _LU).libelle} le {day}"
    return ArticleVue(article, "", not doubted, f"{said} ; montant à vérifier" if doubted else said)


def _court(day: date) -> str:
    """ "28/11/2026": a box has little room."""
    return f"{day:%d/%m/%Y}"


def _dit_quand(catalog: Catalog, line: LigneDAchat, rule: Obligation | None) -> str:
    """For which purchases, for those who read the whole list."""
    if line.quand:
        return " ; ou ".join(_mots(catalog, quand) for quand in line.quand)
    return " ; ".join(conditions(catalog, rule)) if rule else ""


def _mots(catalog: Catalog, quand: Quand) -> str:
    thresholds = {seuil.id: seuil.titre for seuil in (catalog.achat.seuils if catalog.achat else ())}
    natures = {"travaux": "travaux", "fournitures-services": "fournitures et services"}
    parts = [
        ", ".join(catalog.term("acheteurs", name).libelle for name in quand.acheteurs),
        ", ".join({"marche": "marchés", "concession": "concessions"}[name] for name in quand.contrats),
        ", ".join(catalog.get(Famille, name).titre.lower() for name in quand.familles),
        ", ".join(natures[name] for name in quand.natures),
        f"à partir de {nombre(quand.des)} €" if quand.des else "",
        f"sous {nombre(quand.sous)} €" if quand.sous else "",
        *(_dit_seuil("à partir du seuil", thresholds, name) for name in quand.des_les_seuils[-1:]),
        _dit_seuil("sous le seuil", thresholds, quand.sous_le_seuil),
        f"lot de moins de {nombre(quand.lot_sous)} €" if quand.lot_sous else "",
        _dit_seuil("lot sous le seuil", thresholds, quand.lot_sous_le_seuil),
        f"lot d'au moins {nombre(quand.lot_des)} €" if quand.lot_des else "",
        _dit_seuil("lot à partir du seuil", thresholds, quand.lot_des_le_seuil),
        f"lot d'au plus {quand.lot_part} % du total" if quand.lot_part else "",
        f"lot de plus de {quand.lot_hors_part} % du total" if quand.lot_hors_part else "",
    ]
    return ", ".join(part for part in parts if part)


def _dit_seuil(words: str, thresholds: Mapping[str, str], name: str | None) -> str:
    return f"{words} « {thresholds[name]} »" if name else ""


def _regle_compilee(catalog: Catalog, rule: Obligation) -> dict[str, Any]:
    condition = rule.condition
    found: dict[str, Any] = {
        **_listes(acheteurs=rule.acheteurs, contrats=rule.contrats, natures=condition.natures),
        **_familles(catalog, rule.familles),
    }
    known = catalog.achat is not None
    if condition.montant and not (known and condition.seuil):
        works = condition.montant_travaux
        found["des"] = {"fournitures-services": condition.montant, "travaux": works} if works else condition.montant
    if condition.au_dela:
        found["au_dela"] = True
    if condition.moins_de:
        found["sous"] = condition.moins_de
    if known and (thresholds := [name for name in (condition.seuil, condition.des_le_seuil) if name]):
        found["des_les_seuils"] = thresholds
    if known and condition.sous_le_seuil:
        found["sous_le_seuil"] = condition.sous_le_seuil
    if condition.depuis:
        found["depuis"] = condition.depuis.isoformat()
    return {"quand": [found], "doutes": []}


def _quand(catalog: Catalog, quand: Quand) -> dict[str, Any]:
    plain = {name: value for name in _NOMBRES if (value := getattr(quand, name)) is not None}
    return {
        **_listes(
            acheteurs=quand.acheteurs,
            contrats=quand.contrats,
            natures=quand.natures,
            des_les_seuils=quand.des_les_seuils,
        ),
        **_familles(catalog, quand.familles),
        **plain,
        **({"depuis": quand.depuis.isoformat()} if quand.depuis else {}),
    }


def _listes(**named: Iterable[str]) -> dict[str, list[str]]:
    return {name: found for name, values in named.items() if (found := list(values))}


def _familles(catalog: Catalog, names: Iterable[str]) -> dict[str, list[str]]:
    """With the segments below; nothing for what holds for every purchase."""
    found = [
        sub.id
        for name in names
        for famille in (catalog.get(Famille, name),)
        for sub in (famille, *catalog.sub_segments(famille))
    ]
    return {} if TOUS_ACHATS in found or not found else {"familles": found}


def _doute(catalog: Catalog, doubt: Doute) -> dict[str, Any]:
    return {"quand": [_quand(catalog, one) for one in doubt.quand], "pourquoi": typographie(doubt.pourquoi)}


def _seuil(seuil: Seuil) -> dict[str, Any]:
    return {
        "titre": typographie(seuil.titre),
        "periodes": [
            {
                "du": period.du.isoformat(),
                **({"au": period.au.isoformat()} if period.au else {}),
                "montants": [
                    {
                        **_listes(acheteurs=row.acheteurs, contrats=row.contrats, natures=row.natures),
                        "montant": row.montant,
                        **({"a": row.a} if row.a else {}),
                        **({"selon": typographie(row.selon)} if row.selon else {}),
                    }
                    for row in period.montants
                ],
            }
            for period in seuil.periodes
        ],
    }


def _minimum(segment: MinimumDuSegment) -> list[dict[str, Any]]:
    return [
        {
            "achat": typographie(pair.achat),
            "manque": bool(pair.manque),
            **{
                name: {"id": card.adresse.strip("/").rpartition("/")[2], "titre": typographie(card.titre)}
                for name in ("condition", "critere", "sociale")
                if (card := getattr(pair, name))
            },
        }
        for pair in segment.paires
    ]
