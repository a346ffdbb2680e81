"""The rules over one draft. What they look for is data (see regles.py); what each structure means is in renvois.py, criteres.py, preuves.py and valeurs.py, and all of it in docs/assets/js/parts/relire-moteur.js."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from . import renvois
from .criteres import (
    criteria_without_expectations,
    criteria_without_weight,
    piece_of,
    weights_that_add_up_to_too_much,
)
from .expressions import E
from .juge import concerne, juge, lointains, signes
from .motifs import compiled, occurs
from .passages import Donnees, scoped, title_of
from .plafonds import plafonnees
from .preuves import is_proved_just_after, proofs_of, unproved
from .texte import Brouillon
from .valeurs import contradictions, nombre


@dataclass(frozen=True, order=True)
class Constat:
    """A fault, from `debut` to `fin` in the cleaned text. `precision`: what is known of this place besides the rule, or "". `tranche`: whether the judge of sentences has no say in it."""

    debut: int
    fin: int
    regle: str
    gravite: str
    extrait: str
    precision: str = ""
    tranche: bool = False


def relire(text: str, data: Donnees) -> tuple[Constat, ...]:
    """The faults of a draft, in the order of the text."""
    draft = Brouillon(text)
    return tuple(sorted(_reserved(draft, data, _judged(draft, data, by_the_rules(draft, data)))))


def par_les_regles(text: str, data: Donnees, clauses: bool = False) -> tuple[Constat, ...]:
    """What the written rules alone find, in the order of the text. `clauses`: without those that are for whole drafts only."""
    draft = Brouillon(text)
    return tuple(sorted(_reserved(draft, data, by_the_rules(draft, data, clauses))))


def par_les_regles_de_chacun(texts: Iterable[str], data: Donnees) -> dict[str, tuple[Constat, ...]]:
    """What par_les_regles finds in each of many texts of clauses. Each expression is looked for in all of them together, which costs far less than in one after the other; each text is then read by the rules that found something in it."""
    drafts = {text: Brouillon(text) for text in texts}
    touched = _touched(list(drafts.values()), data)
    return {
        text: tuple(sorted(_reserved(draft, data, by_the_rules(draft, {**data, "regles": touched[number]}, True))))
        for number, (text, draft) in enumerate(drafts.items())
    }


def _touched(drafts: list[Brouillon], data: Donnees) -> list[list[Any]]:
    """For each text of a clause, the rules of which a detection or the structure finds something in it."""
    found: list[list[Any]] = [[] for _ in drafts]
    starts = [0, *accumulate(len(draft.plat) + 1 for draft in drafts)]
    cased, flat = "\n".join(draft.casse for draft in drafts), "\n".join(draft.plat for draft in drafts)
    for rule in data["regles"]:
        if rule["brouillons"]:
            continue
        numbers: set[int] = set()
        for detection in rule["detections"]:
            if detection["titre"]:
                numbers |= {number for number, draft in enumerate(drafts) if _has_title(draft, detection["titre"])}
            else:  # no expression goes past the end of a line, nor of a text
                matches = compiled(detection["quand"]).finditer(cased if detection["casse"] else flat)
                numbers |= {bisect_right(starts, match.start()) - 1 for match in matches}
        if rule["structure"] and rule["structure"] not in OF_DRAFTS:
            structure = _STRUCTURES[rule["structure"]]
            numbers |= {number for number, draft in enumerate(drafts) if any(structure(draft, data))}
        for number in numbers:
            found[number].append(rule)
    return found


def by_the_rules(draft: Brouillon, data: Donnees, clauses: bool = False) -> list[Constat]:
    """The same, of a draft that is cut already, in no order."""
    found: dict[str, dict[int, list[tuple[Constat, set[str]]]]] = {}
    for rule in data["regles"]:
        own = found[rule["id"]] = {}
        if clauses and rule["brouillons"]:
            continue
        places = [
            (*place, tuple(detection["cede_a"]), detection["tranche"])
            for detection in rule["detections"]
            for place in _detected(draft, detection)
        ]
        if (
            rule["structure"]
            and not (clauses and rule["structure"] in OF_DRAFTS)
            and not occurs(rule["sauf_texte"], draft.plat)
        ):
            places += [(*place, (), False) for place in _STRUCTURES[rule["structure"]](draft, data)]
        # what the judge has no say in stands first
        for start, end, precision, yields, sure in sorted(places, key=lambda one: (not one[4], one[:3])):
            number = draft.phrase_at(start)
            if (
                (not rule["demande"] or _asks(draft, number))
                and not occurs(rule["sauf_titre"], title_of(draft, number))
                and not (rule["plafonne"] and number in plafonnees(draft))
            ):
                if rule["etendue"] == "ligne":
                    start, end = _line(draft, number)
                    for other in _spanned(draft, start, end):
                        own.setdefault(other, [])
                fault = Constat(start, end, rule["id"], rule["gravite"], draft.texte[start:end], precision, sure)
                own.setdefault(number, []).append((fault, {*rule["cede_a"], *yields}))
    kept = [
        next((fault for fault, yields in faults if not any(phrase in found.get(other, {}) for other in yields)), None)
        for own in found.values()
        for phrase, faults in own.items()
    ]
    return [fault for fault in kept if fault]


RESSEMBLE = "Repéré par ressemblance avec des phrases déjà lues : à vous d’en juger."
"""What is said of a place that no written rule points at."""


def _judged(draft: Brouillon, data: Donnees, found: list[Constat]) -> list[Constat]:
    """The same, where the judge decides for the rules that it learned: what it does not condemn is dropped, what it alone condemns is added."""
    judge = juge()
    condemned: dict[str, set[int]] = {rule["id"]: set() for rule in data["regles"]}
    learned = [rule for rule in judge.poids if rule in condemned]  # an organisation may do without a rule
    for number, document, signs in signed(draft, found):
        for rule in learned:
            if concerne(rule, document) and judge.condamne(rule, signs):
                condemned[rule].add(number)
    kept: list[Constat] = []
    for rule in data["regles"]:
        name = rule["id"]
        said = [(fault, set(_spanned(draft, fault.debut, fault.fin))) for fault in found if fault.regle == name]
        better = set().union(*(condemned.get(other, ()) for other in rule["cede_a"]))
        if name not in learned:
            kept += [fault for fault, places in said if not places & better]
            continue
        left = set(condemned[name])
        own: list[Constat] = []
        for fault, places in said:
            if (fault.tranche and _is_of_its_document(draft, fault)) or places & left:
                own.append(fault)
                left -= places
        for number in sorted(left - better):
            if rule["plafonne"] and number in plafonnees(draft):
                continue
            if rule["structure"] == "preuves" and is_proved_just_after(draft, number):
                continue
            phrase = draft.phrases[number]
            start, end = _line(draft, number) if rule["etendue"] == "ligne" else (phrase.debut, phrase.fin)
            if not own or own[-1].fin <= start:
                own.append(Constat(start, end, name, rule["gravite"], draft.texte[start:end], RESSEMBLE))
        kept += own
    return kept


def _is_of_its_document(draft: Brouillon, fault: Constat) -> bool:
    paragraph = draft.paragraphes[draft.phrases[draft.phrase_at(fault.debut)].paragraphe]
    return concerne(fault.regle, piece_of(draft, paragraph.piece))


def _reserved(draft: Brouillon, data: Donnees, found: Iterable[Constat]) -> Iterator[Constat]:
    """The same, without what the words around make right; what they make less wrong weighs what they leave."""
    reserves = {rule["id"]: rule["reserves"] for rule in data["regles"]}
    for fault in found:
        number = draft.phrase_at(fault.debut)
        one = next((one for one in reserves[fault.regle] if _holds(draft, number, one)), None)
        if not one:
            yield fault
        elif one["gravite"]:
            yield replace(fault, gravite=one["gravite"], precision=one["precision"])


def _holds(draft: Brouillon, number: int, reserve: Mapping[str, Any]) -> bool:
    """Whether the words around a sentence are those of a reserve."""
    around = scoped(draft, draft.plat, number, reserve["portee"])
    return (
        occurs(reserve["quand"], around)
        and not occurs(reserve["sauf"], around)
        and (not reserve["texte"] or occurs(reserve["texte"], draft.plat))
    )


def signed(draft: Brouillon, found: list[Constat]) -> Iterator[tuple[int, str, list[int]]]:
    """The number of each sentence that is no title, its document, its signs. `found`: what the written rules find in the draft."""
    fired: dict[int, list[str]] = {}
    for fault in found:
        for number in _spanned(draft, fault.debut, fault.fin):
            fired.setdefault(number, []).append(f"r:{fault.regle}")
    far = lointains(draft)
    for number, phrase in enumerate(draft.phrases):
        paragraph = draft.paragraphes[phrase.paragraphe]
        if not paragraph.titre:
            document = piece_of(draft, paragraph.piece)
            known = fired.get(number, [])
            if number in plafonnees(draft):
                known.append(PLAFONNE)
            known += (f"s:preuve-{where}" for where in proofs_of(draft, number))
            yield number, document, signes(draft, number, title_of(draft, number), document, known, far)


PLAFONNE = "s:plafonne"
"""The sign of a sentence that a cap covers."""


def _spanned(draft: Brouillon, start: int, end: int) -> list[int]:
    """The numbers of the sentences that hold a part of a place."""
    around = range(draft.phrase_at(start), draft.phrase_at(max(start, end - 1)) + 1)
    return [one for one in around if draft.phrases[one].debut < end and draft.phrases[one].fin > start]


OF_DRAFTS = frozenset(("preuves",))
"""Structures that a clause keeps in fields of its own."""


LONGEST_LINE = 400
"""Characters of a paragraph that is pointed at whole."""


def _line(draft: Brouillon, number: int) -> tuple[int, int]:
    phrase = draft.phrases[number]
    paragraph = draft.paragraphes[phrase.paragraphe]
    criteria = E["prix_pese"].search(draft.plat[paragraph.corps : paragraph.fin])  # several, one after the other
    one = paragraph if paragraph.fin - paragraph.corps <= LONGEST_LINE and not criteria else phrase
    return getattr(one, "corps", one.debut), one.fin


def _has_title(draft: Brouillon, source: str) -> bool:
    """Whether one of the titles of articles has what an expression looks for."""
    return any(occurs(source, title) for title in draft.titres)


def _asks(draft: Brouillon, number: int) -> bool:
    """Whether a sentence asks for something: it is not in the context, and does not tell what the buyer does."""
    if E["titre_de_contexte"].search(title_of(draft, number)):
        return False
    phrase = draft.phrases[number]
    text = draft.plat[phrase.debut : phrase.fin]
    goes_on = number and draft.phrases[number - 1].paragraphe == phrase.paragraphe and E["suite"].match(text)
    if goes_on and not E["exige"].search(text) and not _asks(draft, number - 1):
        return False
    return not E["contexte"].match(text) and (not E["acheteur_agit"].match(text) or bool(E["exige"].search(text)))


def _detected(draft: Brouillon, detection: Mapping[str, Any]) -> Iterator[tuple[int, int, str]]:
    if detection["titre"] and not _has_title(draft, detection["titre"]):
        return
    text = draft.casse if detection["casse"] else draft.plat
    done: set[int] = set()
    for match in compiled(detection["quand"]).finditer(text):
        number = draft.phrase_at(match.start())
        paragraph = draft.paragraphes[draft.phrases[number].paragraphe]
        piece = paragraph.piece if detection["piece_dite"] else piece_of(draft, paragraph.piece)
        if paragraph.titre or (detection["piece"] and piece != detection["piece"]):
            continue
        if occurs(detection["sauf_texte"], draft.plat):
            return
        around = scoped(draft, draft.plat, number, detection["portee"])
        if detection["titre"] and not occurs(detection["titre"], title_of(draft, number)):
            continue
        if occurs(detection["sauf_avant"], draft.plat[draft.phrases[number].debut : match.start()]):
            continue
        if detection["avec"] and not occurs(detection["avec"], around):
            continue
        if detection["ignore"]:
            around = compiled(detection["ignore"]).sub(" ", around)
        if occurs(detection["sauf"], around):
            continue
        place = draft.phrases[number].paragraphe
        once = {"phrase": number, "paragraphe": place, "article": paragraph.article, "texte": 0}[detection["fois"]]
        if once not in done:
            done.add(once)
            yield match.start(), match.end(), ""


# Labels.


def _labels(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    """A label or a standard without « ou équivalent » in its sentence, nor for it in its paragraph."""
    for match in compiled(data["labels"]).finditer(draft.casse):
        number = draft.phrase_at(match.start())
        around = scoped(draft, draft.plat, number, "paragraphe")
        isolated = not _has_equivalent(draft, number, match[0], data) and not occurs(data["label_ecarte"], around)
        if isolated and not draft.paragraphes[draft.phrases[number].paragraphe].titre:
            yield match.start(), match.end(), ""


def _has_equivalent(draft: Brouillon, number: int, label: str, data: Donnees) -> bool:
    """Whether « ou équivalent » stands in the sentence of a label, in the one that opens its list, or beside it in a sentence that names no other label."""
    if occurs(data["equivalent"], scoped(draft, draft.plat, number, "phrase")):
        return True
    start, end = draft.portee(number, "paragraphe")
    if not occurs(data["equivalent"], draft.plat[start:end]):
        return False
    for phrase in draft.phrases[draft.phrase_at(start) : draft.phrase_at(end - 1) + 1]:
        named = compiled(data["labels"]).findall(draft.casse[phrase.debut : phrase.fin])
        of_it = not named or any(one in label or label in one for one in named)
        if of_it and occurs(data["equivalent"], draft.plat[phrase.debut : phrase.fin]):
            return True
    return False


# Two values for one thing.


def _values(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    """A number in words that its figures deny; a value that an earlier one denies."""
    for match in E["en_lettres"].finditer(draft.plat):
        if nombre(match["mots"]) != nombre(match["chiffres"]):
            yield (
                match.start(),
                match.end(),
                f"« {match['mots']} » et « {match['chiffres']} » ne disent pas la même valeur.",
            )
    yield from contradictions(draft)
    yield from weights_that_add_up_to_too_much(draft)


_STRUCTURES = {
    "labels": _labels,
    "annexes": renvois.annexes,
    "articles": renvois.articles,
    "anciens-articles": renvois.old_articles,
    "criteres-poids": criteria_without_weight,
    "criteres-attentes": criteria_without_expectations,
    "preuves": unproved,
    "valeurs": _values,
}
