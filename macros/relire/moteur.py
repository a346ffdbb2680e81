"""The rules over one draft. What they look for is data (see regles.py); what each structure means is here, and in docs/assets/js/parts/relire-moteur.js."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .expressions import EN_LETTRES, MOTS_DE_CRITERE, MOTS_VIDES, UNITES, E
from .texte import Brouillon

Donnees = Mapping[str, Any]


@dataclass(frozen=True, order=True)
class Constat:
    """A fault, from `debut` to `fin` in the cleaned text. `precision`: what is known of this place besides the rule, or ""."""

    debut: int
    fin: int
    regle: str
    gravite: str
    extrait: str
    precision: str = ""


def relire(text: str, data: Donnees, clauses: bool = False) -> tuple[Constat, ...]:
    """The faults of a draft, in the order of the text. `clauses`: without the rules that are for whole drafts only."""
    draft = Brouillon(text)
    found: set[Constat] = set()
    for rule in data["regles"]:
        if clauses and rule["brouillons"]:
            continue
        places: list[tuple[int, int, str]] = []
        for detection in rule["detections"]:
            places += _detected(draft, detection)
        if rule["structure"]:
            places += _STRUCTURES[rule["structure"]](draft, data)
        seen: set[int] = set()
        for start, end, precision in sorted(places):
            phrase = draft.phrase_at(start)
            if phrase not in seen:
                seen.add(phrase)
                found.add(Constat(start, end, rule["id"], rule["gravite"], draft.texte[start:end], precision))
    return tuple(sorted(found))


@lru_cache(maxsize=512)
def compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.ASCII)


def _matches(source: str, text: str) -> bool:
    return bool(source) and compiled(source).search(text) is not None


def _scoped(draft: Brouillon, text: str, number: int, scope: str) -> str:
    """The words of a scope, after those of the sentence that opens its list."""
    start, end = draft.portee(number, scope)
    opening = draft.phrases[number].amorce
    before = draft.phrases[opening] if opening >= 0 and scope in ("phrase", "paragraphe") else None
    return (text[before.debut : before.fin] + " " if before else "") + text[start:end]


def _detected(draft: Brouillon, detection: Mapping[str, Any]) -> Iterator[tuple[int, int, str]]:
    text = draft.casse if detection["casse"] else draft.plat
    done: set[int] = set()
    for match in compiled(detection["quand"]).finditer(text):
        number = draft.phrase_at(match.start())
        paragraph = draft.paragraphes[draft.phrases[number].paragraphe]
        if detection["piece"] and paragraph.piece != detection["piece"]:
            continue
        if detection["avec"] and not _matches(detection["avec"], _scoped(draft, draft.plat, number, "phrase")):
            continue
        if _matches(detection["sauf"], _scoped(draft, draft.plat, number, detection["portee"])):
            continue
        once = {"phrase": number, "article": paragraph.article, "texte": 0}[detection["fois"]]
        if once not in done:
            done.add(once)
            yield match.start(), match.end(), ""


# Labels.


def _labels(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    """A label or a standard without « ou équivalent » in its paragraph."""
    for match in compiled(data["labels"]).finditer(draft.casse):
        number = draft.phrase_at(match.start())
        around = _scoped(draft, draft.plat, number, "paragraphe")
        if not _matches(data["equivalent"], around) and not draft.paragraphes[draft.phrases[number].paragraphe].titre:
            yield match.start(), match.end(), ""


# Annexes.


def _annexes(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    """An annex that a sentence names and that the draft does not hold: each once."""
    held: list[str] = []
    for paragraph in draft.paragraphes:
        flat = draft.plat[paragraph.debut : paragraph.fin].lstrip("#-*• ")
        if flat.startswith("annexe") and not E["verbe"].search(flat[:60]):
            held.append(flat)
    done: set[str] = set()
    for match in E["annexe"].finditer(draft.plat):
        number = draft.phrase_at(match.start())
        paragraph = draft.paragraphes[draft.phrases[number].paragraphe]
        before = draft.plat[paragraph.debut : match.start()]
        flat = draft.plat[paragraph.debut : paragraph.fin].lstrip("#-*• ")
        if (flat.startswith("annexe") and not before.strip("#-*• ")) or E["ailleurs"].match(
            draft.plat[match.end() : match.end() + 60]
        ):
            continue
        number_named, title = match["numero"], match["titre"]
        if not number_named and not title and not E["appelee"].search(before[-20:]):
            continue
        if _is_held(number_named, title, held):
            continue
        key = number_named or title or ""
        if key not in done:
            done.add(key)
            yield match.start(), match.end(), ""


def _is_held(number: str | None, title: str | None, held: list[str]) -> bool:
    if title and any(title in one for one in held):
        return True
    if number:
        named = re.compile(rf"^annexe *(?:n *° *)?{number}(?![a-z0-9])", re.ASCII)
        return any(named.match(one) for one in held)
    return bool(held) and not title


# Articles of law.


def _articles(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    """An article of the code de la commande publique that does not exist, or any article that the guide knows to be repealed."""
    known = data["articles"]
    for match in E["cite"].finditer(draft.plat):
        name = f"{match['lettre'].upper()}{match['numero']}"
        number = draft.phrase_at(match.start())
        start, end = draft.portee(number, "phrase")
        sentence = draft.plat[start:end]
        after = E["code"].search(draft.plat[match.end() : end])
        code = after[0] if after else ""
        if name in known["abroges"]:
            wanted, precision = known["abroges"][name]
            if not wanted or wanted in code:
                yield match.start(), match.end(), precision
            continue
        if code and not code.startswith("code de la commande publique"):
            continue
        if not code and not ("commande publique" in sentence or "ccp" in sentence):
            if not E["numero_principal"].match(match["numero"]) or _named_before(draft, match.start(), start):
                continue
        if E["code_principal"].match(match["numero"]) and not _exists(name, known["connus"]):
            yield match.start(), match.end(), _not_there(name, known["connus"])


def _exists(name: str, known: Mapping[str, Any]) -> bool:
    head, _, last = name.rpartition("-")
    spans = known.get(head, ()) if last.isdigit() and head else ()
    return name in known[""] or any(
        first <= int(last) <= end for first, end in zip(spans[::2], spans[1::2], strict=True)
    )


def _not_there(name: str, known: Mapping[str, Any]) -> str:
    others = [letter + name[1:] for letter in "LRD" if _exists(letter + name[1:], known)]
    besides = f" ; {others[0]} existe" if others else ""
    return f"« {name} » n’est pas dans le code de la commande publique{besides}."


def _named_before(draft: Brouillon, place: int, start: int) -> bool:
    """Whether the sentence names another code before this article."""
    found = [match[0] for match in E["code"].finditer(draft.plat[start:place])]
    return bool(found) and not found[-1].startswith("code de la commande publique")


def _old_articles(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    """The code of 2006, and where each article that the guide knows is read today."""
    for match in E["ancien"].finditer(draft.plat):
        yield match.start(), match.end(), data["concordance"].get(match["numero"], "")


# Award criteria.


@dataclass(frozen=True)
class _Criterion:
    """Its paragraph, and the first that is not its own: numbers. `prix`: whether it is about money."""

    paragraphe: int
    fin: int
    prix: bool


def _criteria(draft: Brouillon) -> list[tuple[int, list[_Criterion]]]:
    """The lists of award criteria, each with the number of its article."""
    lists: list[tuple[int, list[_Criterion]]] = []
    for number, (first, after) in enumerate(draft.articles):
        title = draft.plat[draft.paragraphes[first].debut : draft.paragraphes[first].fin]
        entitled = (
            draft.paragraphes[first].titre
            and E["titre_criteres"].search(title)
            and not E["hors_attribution"].search(title)
        )
        opened = False
        named: list[int] = []
        listed_places: list[int] = []
        for place in range(first, after):
            paragraph = draft.paragraphes[place]
            flat = draft.plat[paragraph.debut : paragraph.fin]
            if E["ouvre"].search(flat) and not E["hors_attribution"].search(flat):
                opened = True
                continue
            if "€" in flat or " euros" in flat:
                continue
            called = E["critere"].match(flat) and len(flat) < 400 and not flat.lstrip("-*• ").startswith("criteres")
            listed = (paragraph.puce or E["poids"].search(flat[:120])) and len(_first_words(flat)) < 120
            if place == first and paragraph.titre and not E["critere"].match(flat):
                continue
            if called:
                named.append(place)
            elif (entitled or opened) and listed and _is_label(flat):
                listed_places.append(place)
        starts = named or listed_places
        if starts:
            own = [
                _Criterion(
                    place,
                    starts[index + 1] if index + 1 < len(starts) else after,
                    bool(E["prix"].match(draft.plat[draft.paragraphes[place].debut : draft.paragraphes[place].fin])),
                )
                for index, place in enumerate(starts)
            ]
            lists.append((number, own))
    return lists


def _first_words(flat: str) -> str:
    return E["premiers_mots"].split(flat, maxsplit=1)[0]


def _is_label(flat: str) -> bool:
    """A criterion is named, not told: no verb with the candidate for its subject before its colon."""
    return not E["raconte"].search(_first_words(flat))


def _criteria_without_weight(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    for _, criteria in _criteria(draft):
        weighed = {_name(draft, one) for one in criteria if E["poids"].search(_block(draft, one))}
        for criterion in criteria:
            if _name(draft, criterion) not in weighed:
                yield _label(draft, criterion)


def _block(draft: Brouillon, criterion: _Criterion) -> str:
    """All that is said under a criterion."""
    return draft.plat[draft.paragraphes[criterion.paragraphe].debut : draft.paragraphes[criterion.fin - 1].fin]


def _name(draft: Brouillon, criterion: _Criterion) -> str:
    """Between quotation marks, where it has some."""
    paragraph = draft.paragraphes[criterion.paragraphe]
    flat = draft.plat[paragraph.debut : paragraph.fin]
    quoted = flat.split('"')
    return quoted[1].strip() if len(quoted) > 2 else _first_words(flat).strip()


def _criteria_without_expectations(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    for number, criteria in _criteria(draft):
        first, after = draft.articles[number]
        for criterion in criteria:
            if criterion.prix:
                continue
            paragraph = draft.paragraphes[criterion.paragraphe]
            if _matches(data["attentes"], _block(draft, criterion)):
                continue
            before = draft.plat[draft.paragraphes[first].debut : paragraph.debut]
            after_list = draft.plat[paragraph.fin : draft.paragraphes[after - 1].fin]
            if _told_elsewhere(draft, criterion, before + "\n" + after_list, data):
                continue
            yield _label(draft, criterion)


_COMMON = frozenset(word[:8] for word in MOTS_DE_CRITERE)


def _told_elsewhere(draft: Brouillon, criterion: _Criterion, around: str, data: Donnees) -> bool:
    """Whether another sentence of the article says what is expected of this criterion, by one of its words."""
    paragraph = draft.paragraphes[criterion.paragraphe]
    words = {
        word[:8] for word in E["mot_long"].findall(_first_words(draft.plat[paragraph.debut : paragraph.fin]))
    } - _COMMON
    sentences = (sentence for sentence in re.split(r"[.\n]", around) if _matches(data["attentes"], sentence))
    return any(word in sentence for sentence in sentences for word in words)


def _label(draft: Brouillon, criterion: _Criterion) -> tuple[int, int, str]:
    paragraph = draft.paragraphes[criterion.paragraphe]
    flat = draft.plat[paragraph.debut : paragraph.fin]
    match = E["libelle"].match(flat)
    return paragraph.debut, paragraph.debut + (match.end() if match else len(flat)), ""


# Two values for one thing.

_EMPTY = frozenset(MOTS_VIDES)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in E["racine"].findall(text) if word not in _EMPTY)


def _values(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    """A number in words that its figures deny; two sentences that say the same of two values."""
    for match in E["en_lettres"].finditer(draft.plat):
        if EN_LETTRES[match["mots"]] != int(match["chiffres"]):
            yield (
                match.start(),
                match.end(),
                f"« {match['mots']} » et « {match['chiffres']} » ne disent pas la même valeur.",
            )
    seen: dict[str, list[tuple[str, frozenset[str], str]]] = {}
    for phrase in draft.phrases:
        text = draft.plat[phrase.debut : phrase.fin]
        matches = list(E["valeur"].finditer(text))
        if len(matches) != 1:
            continue
        (match,) = matches
        unit = UNITES.get(match["unite"], match["unite"])
        value = re.sub(" ", "", match["nombre"]).replace(",", ".")
        stems = _stems(text[: match.start()] + " " + text[match.end() :])
        if len(stems) < 2:
            continue
        for other, others, written in seen.setdefault(unit, []):
            shared = len(stems & others)
            if other != value and shared >= 2 and shared / len(stems | others) >= data["ressemblance"]:
                yield phrase.debut + match.start(), phrase.debut + match.end(), f"Ailleurs dans ce texte : {written}."
                break
        seen[unit].append((value, stems, draft.texte[phrase.debut + match.start() : phrase.debut + match.end()]))


_STRUCTURES = {
    "labels": _labels,
    "annexes": _annexes,
    "articles": _articles,
    "anciens-articles": _old_articles,
    "criteres-poids": _criteria_without_weight,
    "criteres-attentes": _criteria_without_expectations,
    "valeurs": _values,
}
