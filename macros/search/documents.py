"""What is searched: one `Document` for each record and for each section of a hand-written page.

What a new kind of record must do to be found: nothing. Its address, title, summary and other names come from `Record`; its prose
is indexed, with the words of the closed lists, segments and articles that it names; its fields that name segments,
stages, dimensions, levels and audiences make its facets. A kind without `publics` is written for everybody. Only a
kind whose fields weigh differently (a clause's text against its risks) has a function of its own, registered on `document`. A new hand-written page has nothing to do either: it is cut at its headings (see pages.py);
what a macro prints there that is a list of records says `data-non-indexe`, since each of them is found by itself.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache, singledispatch
from typing import Any

from ..model import (
    KINDS,
    Catalog,
    Clause,
    EntreeDeGlossaire,
    EtapeDuProcessus,
    EtudeDeCas,
    Famille,
    ModuleDeParcours,
    Obligation,
    Pair,
    Recommandation,
    Record,
    TexteJuridique,
    texts_of,
)
from ..model.ecrits import ecrits
from ..text.language import PARAMETRE, without_links
from ..text.typographie import typographie
from ..views.minimum import minimum_du_segment

PAGES = "pages"
"""The kind of what is no record: pages, or their sections."""
FACETS = ("famille", "etape", "dimension", "niveau", "public", "effort", "statut")
"""Parameters of the results page that hold ids, in the order of the page. `type` is the document's kind."""
FACET_LISTS = {
    "etape": "etapes",
    "dimension": "dimensions",
    "niveau": "niveaux",
    "public": "publics",
    "statut": "statuts",
}
"""Facet -> the closed list of its ids; those of `famille` are segments, those of `effort` marks from 1 to 5."""
EVERYBODY = ("agents", "elus", "fournisseurs", "nouveaux")


@dataclass(frozen=True)
class Document:
    """One answer that search can give.

    `adresse` is counted from the site's root, "#…" included. `titre`, `alias`, `resume`, `texte` and `reste` are plain text,
    indexed from the heaviest to the lightest; `titre`, `contexte` and `resume` are shown, a sentence of `texte` may be.
    `contexte` says where a section stands (its page's title). `facettes` maps a facet to ids. `date` is "2026-11-22" or "".
    """

    adresse: str
    kind: str
    titre: str
    resume: str
    alias: str = ""
    texte: str = ""
    reste: str = ""
    facettes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    facilite: int | None = None
    impact: int | None = None
    date: str = ""
    contexte: str = ""


MARKUP = re.compile(r"\*\*|__|`|^#+\s+|^[^\S\n]*(?:[-*+]|\d+\.)\s+|(?<!\w)[*_]|[*_](?!\w)", re.MULTILINE)
_SIGN = re.compile(r"[*_`#]")
_ITEM = re.compile(r"\n[^\S\n]*(?:[-+]|\d+\.)\s")


def on_one_line(markdown: str, labels: dict[str, str] | None = None) -> str:
    """The words of a Markdown text on one line: links lose their target, `[[parametre]]` becomes its label in brackets."""
    if "[[" in markdown:
        markdown = PARAMETRE.sub(
            lambda match: f"[{(labels or {}).get(match[1], match[1].replace('_', ' '))}]", markdown
        )
    return _without_markup(markdown)


@lru_cache(16_384)
def _without_markup(markdown: str) -> str:
    """The words of a Markdown text on one line: what a thousand clauses name is read a thousand times."""
    text = without_links(markdown)
    if _SIGN.search(text) or _ITEM.search(f"\n{text}"):  # few texts have any, and MARKUP is slow
        text = MARKUP.sub("", text)
    return " ".join(text.split())


def _joined(parts: Iterable[str | None]) -> str:
    """Texts one after the other, empty ones left out; each ends like a sentence so that extracts do not run together."""
    texts = [on_one_line(part) for part in parts if part]
    return " ".join(text if text[-1:] in ".!?:;…" else f"{text}." for text in texts)


def record_documents(catalog: Catalog) -> list[Document]:
    """One document for each record that a reader may use: drafts and retired clauses are not found. The notes of segments follow."""
    documents = [document(record, catalog) for kind in catalog.kinds for record in _found(catalog, kind)]
    return [_in_print(document) for document in (*documents, *_notes(catalog))]


def _found(catalog: Catalog, kind: str) -> tuple[Record, ...]:
    return catalog.clauses_vivantes if kind == Clause.kind else catalog.all(KINDS[kind])


def _in_print(document: Document) -> Document:
    """What is shown has the typography of the pages."""
    return replace(
        document,
        titre=typographie(document.titre),
        resume=typographie(document.resume),
        texte=typographie(document.texte),
    )


def record_synonyms(catalog: Catalog) -> list[tuple[str, ...]]:
    """Words that mean the same: a glossary entry's term, then its other names.

    A query that holds one of the names also looks for the term, and the reverse; two names do not reach each other.
    """
    return [(headword(entry.titre), *entry.alias) for entry in catalog.all(EntreeDeGlossaire) if entry.alias]


def headword(titre: str) -> str:
    """ "Analyse du cycle de vie (ACV)" is looked for as « analyse du cycle de vie »."""
    return re.sub(r"\s*\(.*", "", titre)


def _document(record: Record, **fields: Any) -> Document:
    """What all records share; `fields` replace or add."""
    shared: dict[str, Any] = {
        "adresse": record.adresse,
        "kind": record.kind,
        "titre": record.titre,
        "resume": f"{on_one_line(record.resume)} Fiche {record.local.dit}."
        if record.local
        else on_one_line(record.resume),
        "alias": " ; ".join(record.alias),
        "date": record.date.isoformat() if record.date else "",
    }
    return Document(**(shared | fields))


@singledispatch
def document(record: Record, catalog: Catalog) -> Document:
    """What search makes of a record: here, of one whose kind has no function of its own."""
    named: dict[str, list[str]] = {}
    for _, kind, own in record.named:
        named.setdefault(kind, []).append(own)
    lists = {kind.removeprefix("vocabulaires/"): ids for kind, ids in named.items() if kind.startswith("vocabulaires/")}
    textes = [catalog.find(TexteJuridique, own) for own in named.get("textes", ())]
    reste = [
        *(catalog.term(name, own).libelle for name, ids in lists.items() for own in ids),
        *_segment_words(named.get("familles", ()), catalog),
        *(texte.reference for texte in textes if texte),
    ]
    facettes = {facet: tuple(dict.fromkeys(lists.get(name, ()))) for facet, name in FACET_LISTS.items()}
    return _document(
        record,
        texte=_joined(texts_of(record, without=Record.model_fields)),
        reste=_joined(reste),
        facettes={
            "famille": _segments(named.get("familles", ()), catalog),
            **facettes,
            "public": facettes["public"] or EVERYBODY,
        },
    )


def _segments(ids: Iterable[str], catalog: Catalog) -> tuple[str, ...]:
    """The segments and, for a sub-segment, its parent, each once."""
    parents = {famille.id: famille.parent for famille in catalog.segments}
    return tuple(dict.fromkeys(found for own in ids for found in (own, parents.get(own)) if found in parents))


def _segment_words(ids: Iterable[str], catalog: Catalog) -> Iterator[str]:
    """Names of segments with the words that readers use for them: « ordinateur » finds the clauses of Informatique."""
    for segment in (catalog.find(Famille, own) for own in ids):
        if segment:
            yield f"{segment.titre} ; {' ; '.join(segment.alias)}"


@document.register
def _clause(clause: Clause, catalog: Catalog) -> Document:
    labels = {name: parametre.libelle.lower() for name, parametre in clause.parametres.items()}
    textes = [catalog.find(TexteJuridique, fondement.texte) for fondement in clause.fondements]
    reste = [
        *(on_one_line(text, labels) for place, text in ecrits(clause) if place[0] != "dispositions"),
        *(
            part
            for annexe in clause.annexes
            for part in (annexe.titre, *(colonne.libelle for colonne in annexe.colonnes))
        ),
        clause.pourquoi,
        *(
            part
            for verification in clause.verification
            for part in (verification.preuve, verification.controle, verification.qui)
        ),
        *(texts_of(clause.effet) if clause.effet else ()),
        *clause.ne_pas_employer_si,
        *(part for risque in clause.risques for part in (risque.risque, risque.parade)),
        clause.publics.agents,
        clause.publics.elus,
        clause.publics.fournisseurs,
        *(fondement.note for fondement in clause.fondements),
        *(texte.reference for texte in textes if texte),
        *_segment_words(clause.familles, catalog),
        *(f"{code} {catalog.term('cpv', code).libelle}" for code in clause.cpv),
        catalog.term("etapes", clause.etape).libelle,
        *(catalog.term("pieces", disposition.piece).libelle for disposition in clause.dispositions),
        *(catalog.term("dimensions", dimension).libelle for dimension in clause.dimensions),
        f"niveau {catalog.term('niveaux', clause.niveau).libelle}",
    ]
    return _document(
        clause,
        texte=_joined(on_one_line(disposition.texte, labels) for disposition in clause.dispositions),
        reste=_joined(reste),
        facettes={
            "famille": _segments(clause.familles, catalog),
            "etape": (clause.etape,),
            "dimension": clause.dimensions,
            "niveau": (clause.niveau,),
            "public": ("agents",),
            "effort": (str(clause.charge_fournisseur),),
            "statut": (clause.statut,),
        },
        facilite=clause.facilite,
        impact=clause.impact,
    )


@document.register
def _case(case: EtudeDeCas, catalog: Catalog) -> Document:
    reste = [
        case.difficultes,
        case.lecon,
        case.droit_francais,
        *(f"{resultat.valeur} {resultat.unite}" for resultat in case.resultats),
        case.annee,
        catalog.term("tailles", case.taille).libelle,
        catalog.term("types-acheteurs", case.type_acheteur).libelle,
        *_segment_words(case.familles, catalog),
        *(catalog.term("etapes", etape).libelle for etape in case.etapes),
        *(catalog.term("dimensions", dimension).libelle for dimension in case.dimensions),
    ]
    return _document(
        case,
        alias=" ; ".join(dict.fromkeys((*case.alias, case.acheteur, case.lieu, case.pays))),
        texte=on_one_line(case.fait),
        reste=_joined(reste),
        facettes={
            "famille": _segments(case.familles, catalog),
            "etape": case.etapes,
            "dimension": case.dimensions,
            "public": ("agents", "elus"),
        },
    )


@document.register
def _recommendation(advice: Recommandation, catalog: Catalog) -> Document:
    pairs = [catalog.find(Pair, pair) for pair in advice.de]
    reste = [
        catalog.term("themes", advice.theme).libelle,
        *(f"{pair.titre} {pair.lieu}" for pair in pairs if pair),
        *(catalog.term("etapes", etape).libelle for etape in advice.etapes),
    ]
    return _document(
        advice,
        texte=_joined([advice.pourquoi, *advice.comment]),
        reste=_joined(reste),
        facettes={"etape": advice.etapes, "public": advice.publics},
    )


@document.register
def _peer(peer: Pair, catalog: Catalog) -> Document:
    return _document(
        peer,
        alias=" ; ".join(dict.fromkeys((*peer.alias, peer.lieu, peer.pays))),
        texte=on_one_line(peer.role),
        reste=_joined([catalog.term("types-acheteurs", peer.type_acheteur).libelle]),
        facettes={"public": ("agents", "elus")},
    )


@document.register
def _legal_text(text: TexteJuridique, catalog: Catalog) -> Document:
    reste = [
        text.code,
        catalog.term("natures-texte", text.nature).libelle,
        *(f"{catalog.term('articles-2006', old).libelle} du code des marchés publics de 2006" for old in text.remplace),
    ]
    return _document(
        text,
        alias=" ; ".join((*text.alias, text.reference)),
        texte=on_one_line(text.apport),
        reste=_joined(reste),
        facettes={"public": ("agents",)},
    )


@document.register
def _segment(segment: Famille, catalog: Catalog) -> Document:
    pairs = minimum_du_segment(catalog, segment).paires
    named = dict.fromkeys(card.titre for pair in pairs for card in (pair.critere, pair.condition, pair.sociale) if card)
    reste = [
        *(f"Le minimum légal : {title}" for title in named),
        *(part for label in segment.labels for part in (label.nom, label.prouve, label.limite)),
        *segment.questions,
        *(f"{code} {catalog.term('cpv', code).libelle}" for code in segment.cpv),
    ]
    return _document(
        segment,
        texte=_joined(
            [
                segment.perimetre,
                *(part for pair in pairs for part in (pair.achat, pair.manque)),
                *(point.constat for point in segment.points_chauds),
            ]
        ),
        reste=_joined(reste),
        facettes={"famille": _segments([segment.id], catalog), "public": ("agents", "elus", "nouveaux")},
    )


def _notes(catalog: Catalog) -> Iterator[Document]:
    """The page that each segment may have besides its own: what an elected official reads on one sheet."""
    for segment in catalog.segments:
        if segment.note_elus:
            yield Document(
                adresse=f"{segment.adresse_des_notes}/{segment.id}/",
                kind=PAGES,
                titre=f"{segment.titre} : note pour les élus",
                resume=on_one_line(segment.note_elus.enjeu),
                alias=" ; ".join(segment.alias),
                texte=_joined(texts_of(segment.note_elus, without=("enjeu",))),
                facettes={"famille": _segments([segment.id], catalog), "public": ("elus",)},
            )


@document.register
def _duty(duty: Obligation, catalog: Catalog) -> Document:
    textes = [catalog.find(TexteJuridique, texte) for texte in duty.textes]
    reste = [
        duty.preuve,
        duty.condition.precision,
        *(texte.reference for texte in textes if texte),
        *_segment_words(duty.familles, catalog),
    ]
    return _document(
        duty,
        texte=on_one_line(duty.exigence),
        reste=_joined(reste),
        facettes={"famille": _segments(duty.familles, catalog), "public": ("agents", "elus")},
    )


@document.register
def _glossary_entry(entry: EntreeDeGlossaire, catalog: Catalog) -> Document:
    return _document(
        entry,
        texte=on_one_line(entry.precision or ""),
        facettes={"public": EVERYBODY},
    )


@document.register
def _stage(stage: EtapeDuProcessus, catalog: Catalog) -> Document:
    points = (*stage.delais, *stage.points_de_blocage, *stage.ouvertures)
    reste = [
        *(act.fait for act in stage.acteurs),
        *(catalog.term("acteurs", act.acteur).libelle for act in stage.acteurs),
        *(point.detail for point in points),
    ]
    return _document(
        stage,
        texte=_joined([*stage.decisions, *stage.documents, *(point.titre for point in points)]),
        reste=_joined(reste),
        facettes={"etape": (stage.etape,), "public": ("agents", "elus", "nouveaux")},
    )


@document.register
def _module(module: ModuleDeParcours, catalog: Catalog) -> Document:
    reste = [
        *module.objectifs,
        module.exemple,
        module.exercice.consigne,
        *(question.question for question in module.quiz),
        *(answer.explication for question in module.quiz for answer in question.reponses),
    ]
    return _document(
        module,
        texte=_joined(part for partie in module.parties for part in (partie.titre, partie.texte)),
        reste=_joined(reste),
        facettes={"public": ("nouveaux",)},
    )
