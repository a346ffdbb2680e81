"""The rules over one draft. What they look for is data (see regles.py); what each structure means is here, and in docs/assets/js/parts/relire-moteur.js."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from .expressions import (
    EN_LETTRES,
    MOTS_DE_CRITERE,
    MOTS_NEUTRES,
    MOTS_VIDES,
    ORDINAUX,
    RYTHMES,
    UNITES,
    UNITES_DE_TEMPS,
    E,
    as_pattern,
)
from .motifs import compiled
from .texte import LONGEST_PARAGRAPH, Brouillon, Phrase

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
    found: dict[str, dict[int, list[tuple[Constat, set[str]]]]] = {}
    for rule in data["regles"]:
        own = found[rule["id"]] = {}
        if clauses and rule["brouillons"]:
            continue
        places = [
            (*place, tuple(detection["cede_a"]))
            for detection in rule["detections"]
            for place in _detected(draft, detection)
        ]
        if (
            rule["structure"]
            and not (clauses and rule["structure"] in OF_DRAFTS)
            and not _matches(rule["sauf_texte"], draft.plat)
        ):
            places += [(*place, ()) for place in _STRUCTURES[rule["structure"]](draft, data)]
        for start, end, precision, yields in sorted(places):
            number = draft.phrase_at(start)
            if (not rule["demande"] or _asks(draft, number)) and not _matches(
                rule["sauf_titre"], _title(draft, number)
            ):
                if rule["etendue"] == "ligne":
                    start, end = _line(draft, number)
                    for other in range(draft.phrase_at(start), draft.phrase_at(end - 1) + 1):
                        own.setdefault(other, [])
                fault = Constat(start, end, rule["id"], rule["gravite"], draft.texte[start:end], precision)
                own.setdefault(number, []).append((fault, {*rule["cede_a"], *yields}))
    kept = [
        next((fault for fault, yields in faults if not any(phrase in found.get(other, {}) for other in yields)), None)
        for own in found.values()
        for phrase, faults in own.items()
    ]
    return tuple(sorted(fault for fault in kept if fault))


OF_DRAFTS = frozenset(("preuves",))
"""Structures that a clause keeps in fields of its own."""


def _matches(source: str, text: str) -> bool:
    return bool(source) and compiled(source).search(text) is not None


LONGEST_LINE = 400
"""Characters of a paragraph that is pointed at whole."""


def _line(draft: Brouillon, number: int) -> tuple[int, int]:
    phrase = draft.phrases[number]
    paragraph = draft.paragraphes[phrase.paragraphe]
    one = paragraph if paragraph.fin - paragraph.corps <= LONGEST_LINE else phrase
    return getattr(one, "corps", one.debut), one.fin


def _title(draft: Brouillon, number: int) -> str:
    """The title of the article of a sentence, or ""."""
    head = draft.paragraphes[draft.articles[draft.paragraphes[draft.phrases[number].paragraphe].article][0]]
    return draft.plat[head.debut : head.fin] if head.titre else ""


def _asks(draft: Brouillon, number: int) -> bool:
    """Whether a sentence asks for something: it is not in the context, and does not tell what the buyer does."""
    if E["titre_de_contexte"].search(_title(draft, number)):
        return False
    phrase = draft.phrases[number]
    text = draft.plat[phrase.debut : phrase.fin]
    goes_on = number and draft.phrases[number - 1].paragraphe == phrase.paragraphe and E["suite"].match(text)
    if goes_on and not E["exige"].search(text) and not _asks(draft, number - 1):
        return False
    return not E["contexte"].match(text) and (not E["acheteur_agit"].match(text) or bool(E["exige"].search(text)))


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
        piece = paragraph.piece if detection["piece_dite"] else _piece(draft, paragraph.piece)
        if paragraph.titre or (detection["piece"] and piece != detection["piece"]):
            continue
        if _matches(detection["sauf_texte"], draft.plat):
            return
        around = _scoped(draft, draft.plat, number, detection["portee"])
        if detection["titre"] and not _matches(detection["titre"], _title(draft, number)):
            continue
        if _matches(detection["sauf_avant"], draft.plat[draft.phrases[number].debut : match.start()]):
            continue
        if detection["avec"] and not _matches(detection["avec"], around):
            continue
        if detection["ignore"]:
            around = compiled(detection["ignore"]).sub(" ", around)
        if _matches(detection["sauf"], around):
            continue
        place = draft.phrases[number].paragraphe
        once = {"phrase": number, "paragraphe": place, "article": paragraph.article, "texte": 0}[detection["fois"]]
        if once not in done:
            done.add(once)
            yield match.start(), match.end(), ""


def _piece(draft: Brouillon, piece: str) -> str:
    """The document of a paragraph; where none is named, a draft that lists award criteria, or speaks of candidates most, is an RC."""
    if piece:
        return piece
    if draft.devine is None:
        candidates, holders = (len(E[name].findall(draft.plat)) for name in ("du_candidat", "du_titulaire"))
        draft.devine = "RC" if _criteria(draft) or (candidates > 1 and candidates >= holders) else ""
    return draft.devine


# Labels.


def _labels(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    """A label or a standard without « ou équivalent » in its paragraph."""
    for match in compiled(data["labels"]).finditer(draft.casse):
        number = draft.phrase_at(match.start())
        around = _scoped(draft, draft.plat, number, "paragraphe")
        isolated = not _matches(data["equivalent"], around) and not _matches(data["label_ecarte"], around)
        if isolated and not draft.paragraphes[draft.phrases[number].paragraphe].titre:
            yield match.start(), match.end(), ""


# Annexes.


def _annexes(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    """An annex that a sentence names and that the draft does not hold: each once."""
    held: list[str] = []
    for paragraph in draft.paragraphes:
        flat = draft.plat[paragraph.debut : paragraph.fin].lstrip("#-*• ")
        if flat.startswith("annexe") and not E["verbe"].search(flat[:60]):
            held.append(flat)
    listed = [_scoped(draft, draft.plat, number, "phrase") for number in range(len(draft.phrases))]
    listed = [sentence for sentence in listed if E["liste_de_pieces"].search(sentence)]
    bodies = [_body(draft, place) for place in range(len(draft.paragraphes))]
    listed += [
        body
        for body in bodies
        if len(E["nom_de_document"].findall(body)) >= LEAST_LISTED
        or E["annonce_de_pieces"].match(body)
        or E["piece_en_tete"].match(body)
    ]
    done: set[str] = set()
    for match in E["annexe"].finditer(draft.plat):
        number = draft.phrase_at(match.start())
        paragraph = draft.paragraphes[draft.phrases[number].paragraphe]
        before = draft.plat[paragraph.debut : match.start()]
        flat = draft.plat[paragraph.debut : paragraph.fin].lstrip("#-*• ")
        if flat.startswith("annexe") and not before.strip("#-*• "):
            continue
        elsewhere = E["ailleurs"].match(draft.plat[match.end() : match.end() + 60])
        if (elsewhere and elsewhere["piece"] != paragraph.piece.lower()) or E["texte_avant"].search(before[-60:]):
            continue
        number_named, title = match["numero"], match["titre"]
        if number_named and draft.casse[match.start("numero")].islower():
            number_named = None  # « annexé à »
        annexed = draft.texte[match.start() + len("annex")] in "éÉ" and not E["annexe_a"].search(
            before[-20:] + "annexe" + draft.plat[match.start() + len("annexe") :][:20]
        )
        if not number_named and not title and not annexed and not E["appelee"].search(before[-20:]):
            continue
        if _is_held(number_named, title, held) or any(_names(number_named or title, sentence) for sentence in listed):
            continue
        key = number_named or title or ""
        if key not in done:
            done.add(key)
            yield match.start(), match.end(), ""


LEAST_LISTED = 2
"""Documents of a tender that a paragraph names, from which it lists them."""


def _names(annex: str | None, sentence: str) -> bool:
    """Whether a sentence that lists documents names an annex, otherwise than to send the reader to it."""
    if not E["piece_en_tete"].match(sentence):
        sentence = E["annexe_appelee"].sub(" ", sentence)
    if annex is None:
        return "annexe" in sentence
    span = E["annexes_de_a"].search(sentence)
    if span and annex.isdigit() and int(span["de"]) <= int(annex) <= int(span["a"]):
        return True
    return (
        re.search(rf"annexes?(?![a-z])(?:.*[^a-z0-9])?{re.escape(annex)}(?![a-z0-9])", sentence, re.ASCII) is not None
    )


def _is_held(number: str | None, title: str | None, held: list[str]) -> bool:
    if title and any(title in one for one in held):
        return True
    if number:
        named = re.compile(rf"^annexe[ _-]*(?:n *° *)?{number}(?![a-z0-9])", re.ASCII)
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
        if E["ne_vaut_plus"].search(_scoped(draft, draft.plat, draft.phrase_at(match.start()), "paragraphe")):
            continue
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
    if draft.criteres is None:
        draft.criteres = list(_lists_of_criteria(draft))
    return draft.criteres


def _lists_of_criteria(draft: Brouillon) -> Iterator[tuple[int, list[_Criterion]]]:
    for number, (first, after) in enumerate(draft.articles):
        head = draft.paragraphes[first]
        title = draft.plat[head.debut : head.fin] if head.titre else ""
        elsewhere = bool(E["hors_attribution"].search(title))
        entitled = bool(E["titre_criteres"].search(title)) and not elsewhere
        if entitled:
            after = _with_short_ones(draft, number, after)
        opened = False
        named: list[int] = []
        listed: list[int] = []
        weighed: list[int] = []
        title_rank, lowest = _rank(draft, first) if head.titre else "", ""
        for place in range(first, after):
            flat, rank = _row(draft, place), _rank(draft, place)
            if title_rank and rank and not (lowest and lowest <= title_rank) and _follows(title_rank, rank):
                after = place  # the next section, told on one line
                break
            lowest = rank if rank and place > first and not lowest else lowest
            if (E["ouvre"].search(flat) or _is_bare_title(flat)) and not E["hors_attribution"].search(flat):
                if rank and not opened:
                    title_rank, lowest = rank, ""
                opened = True
            elif place == first and head.titre and not E["critere"].match(_whole(draft, place)):
                continue
            elif "€" in flat or " euros" in flat or _is_header(draft, place) or E["precise_un_critere"].match(flat):
                continue
            elif E["critere"].match(_whole(draft, place)) and len(flat) < 400 and not flat.startswith("criteres"):
                named.append(place)
            elif _is_criterion(draft, place, flat):
                if _weight(flat):
                    weighed.append(place)
                if entitled or opened:
                    listed.append(place)
        announced = bool(weighed) and set(weighed) <= set(listed)
        contract = head.piece in OF_THE_CONTRACT
        if not announced and (elsewhere or contract):
            weighed = []
        blocks = [block for block in _blocks(draft, weighed) if _has_price(draft, block)]
        if not blocks and len(weighed) > 1 and (_has_price(draft, weighed) or announced):
            blocks = [weighed]
        if blocks:
            listed = [place for block in blocks for place in _with_those_alike(draft, block, first, after)]
        elif listed:
            mark = _mark(draft, listed[0])
            listed = [place for place in listed if place in weighed or _mark(draft, place) == mark]
            known = any(place in weighed or E["prix"].match(_row(draft, place)) for place in listed)
            if not opened and not (_has_price(draft, listed) or (known and not contract)):
                listed = []
        divided = blocks and not any(E["prix"].match(_row(draft, place)) for place in named)
        starts = listed if divided else named or listed
        if starts:
            ends = [*starts[1:], after]
            yield (
                number,
                [
                    _Criterion(place, end, bool(E["prix"].match(_row(draft, place))))
                    for place, end in zip(starts, ends, strict=True)
                ],
            )


def _with_those_alike(draft: Brouillon, weighed: list[int], first: int, after: int) -> list[int]:
    """The rows of a list that have a weight, and those of the same shape that stand among them without one."""
    model = next((place for place in weighed if _has_price(draft, [place])), weighed[0])
    mark = _mark(draft, model)
    of_the_mark = [place for place in weighed if _mark(draft, place) == mark]
    weighed = of_the_mark if len(of_the_mark) > 1 else weighed  # the others divide the criterion above them
    spaced = any(_after_blank(draft, place) for place in weighed[1:])
    found = list(weighed)
    for place in range(weighed[0] - 1, first, -1):
        if not mark or (not spaced and _after_blank(draft, place + 1)) or not _is_alike(draft, place, model):
            break
        found.append(place)
    for place in range(weighed[0] + 1, after):
        alike = _is_alike(draft, place, model)
        over = (_after_blank(draft, place) and not spaced) or (_mark(draft, place) == mark and not alike)
        if place > weighed[-1] and over:
            break
        if place not in weighed and alike:
            found.append(place)
    return sorted(found)


def _blocks(draft: Brouillon, weighed: list[int]) -> list[list[int]]:
    """The rows that no empty line parts."""
    found: list[list[int]] = []
    for place in weighed:
        if found and not any(_after_blank(draft, one) for one in range(found[-1][-1] + 1, place + 1)):
            found[-1].append(place)
        else:
            found.append([place])
    return [block for block in found if len(block) > 1]


def _has_price(draft: Brouillon, places: list[int]) -> bool:
    return any(E["prix_seul"].match(_row(draft, place)) for place in places)


def _is_alike(draft: Brouillon, place: int, model: int) -> bool:
    """Whether a row has the shape of a criterion: the same mark, the same first letter, a label and what it compares."""
    flat = _row(draft, place)
    label = _first_words(flat)
    mark, case = _mark(draft, place), draft.casse[draft.paragraphes[place].corps].islower()
    if mark != _mark(draft, model) or case != draft.casse[draft.paragraphes[model].corps].islower():
        return False
    if "€" in flat or flat.endswith(":") or _is_header(draft, place) or E["precise_un_critere"].match(flat):
        return False
    if not _is_label(label) or E["sujet"].search(label):
        return False
    return bool(mark) or bool(E["etiquette"].match(flat))


def _after_blank(draft: Brouillon, place: int) -> bool:
    """Whether an empty line stands before a paragraph."""
    before, own = draft.paragraphes[place - 1 : place + 1]
    return draft.texte.count("\n", before.fin, own.debut) > 1


OF_THE_CONTRACT = ("CCTP", "CCAP")
"""Documents where criteria stand only under a title that says so."""
SHORT_TITLE = 60


def _is_header(draft: Brouillon, place: int) -> bool:
    """The first row of a table, that names its columns."""
    return bool(E["entete"].match(_row(draft, place))) and not (place and "|" in _row(draft, place - 1))


def _is_bare_title(flat: str) -> bool:
    """A line that says « critères » without a number nor capitals."""
    return len(flat) <= SHORT_TITLE and bool(E["titre_nu"].match(flat))


def _mark(draft: Brouillon, place: int) -> str:
    """What sort of mark opens a paragraph: the points of one list share it."""
    paragraph = draft.paragraphes[place]
    mark = draft.plat[paragraph.debut : paragraph.corps].strip()
    return E["mots_de_marque"].sub("a", E["chiffres_de_marque"].sub("1", mark))


def _rank(draft: Brouillon, place: int) -> str:
    """The number or the letter of a paragraph, or ""."""
    paragraph = draft.paragraphes[place]
    found = E["rang_de_titre"].match(draft.casse[paragraph.debut : paragraph.fin])
    return found[1].rjust(2) if found else ""


def _follows(one: str, other: str) -> bool:
    if one.strip().isdigit() or other.strip().isdigit():
        return one.strip().isdigit() and other.strip().isdigit() and int(other) == int(one) + 1
    return ord(other[-1]) == ord(one[-1]) + 1


def _with_short_ones(draft: Brouillon, number: int, after: int) -> int:
    """Where the article of criteria ends, with those that follow and are one short line, or go on with its list: its criteria, numbered."""
    for first, end in draft.articles[number + 1 :]:
        if not draft.paragraphes[first].titre or (end - first > 1 and not _goes_on(draft, first)):
            break
        after = end
    return after


def _goes_on(draft: Brouillon, place: int) -> bool:
    """Whether the number of a paragraph is the one after that of the paragraph before."""
    before, own = (E["rang"].match(draft.plat[one.debut : one.fin]) for one in draft.paragraphes[place - 1 : place + 1])
    return before is not None and own is not None and int(own[1]) == int(before[1]) + 1


def _body(draft: Brouillon, place: int) -> str:
    """The words of a paragraph, after its number or its bullet."""
    paragraph = draft.paragraphes[place]
    return draft.plat[paragraph.corps : paragraph.fin]


def _row(draft: Brouillon, place: int) -> str:
    """The same, in the columns of a table: what semicolons or strokes part; a weight that stands before it or on the next line comes last."""
    flat = _body(draft, place)
    if len(E["colonnes"].findall(flat)) >= LEAST_COLUMNS:
        flat = E["colonnes"].sub(" |", flat)
    before = E["poids_en_tete"].match(flat)
    if before and before.end() < len(flat):
        return f"{flat[before.end() :]} | {before['poids']}"
    under = place + 1 < len(draft.paragraphes) and _body(draft, place + 1)
    return f"{flat} | {under}" if under and E["poids_seul"].match(under) else flat


LEAST_COLUMNS = 2
"""Semicolons, with a space on both sides, that make a row of a table."""


def _whole(draft: Brouillon, place: int) -> str:
    """The words of a paragraph, with its number."""
    paragraph = draft.paragraphes[place]
    return draft.plat[paragraph.debut : paragraph.fin]


def _weight(flat: str) -> re.Match[str] | None:
    return E["poids_de_ligne"].search(flat)


def _is_criterion(draft: Brouillon, place: int, flat: str) -> bool:
    """A criterion is named, not told: a label with its weight, a point of a list, or a label and what it compares."""
    label = _first_words(flat)
    opening = draft.phrases[draft.phrase_at(draft.paragraphes[place].corps)].amorce
    if opening >= 0 and E["remise_du_candidat"].search(
        draft.plat[draft.phrases[opening].debut : draft.phrases[opening].fin]
    ):
        return False
    if not _is_label(label) or (E["sujet"].search(label) and not _weight(flat)):
        return False
    if not _weight(flat) and draft.casse[draft.paragraphes[place].corps].islower():
        return draft.paragraphes[place].puce
    return bool(_weight(flat) or draft.paragraphes[place].puce or E["etiquette"].match(flat))


LONGEST_LABEL = 80
LEAST_LETTERS = 3
"""Letters of what names a criterion."""


def _is_label(words: str) -> bool:
    named = len(words) <= LONGEST_LABEL and len(E["lettres"].findall(words)) >= LEAST_LETTERS
    return named and not E["raconte"].search(words)


def _first_words(flat: str) -> str:
    return E["premiers_mots"].split(flat, maxsplit=1)[0]


def _criteria_without_weight(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    ranked = E["par_ordre"].search(draft.plat) and E["sans_poids_permis"].search(draft.plat)
    for _, criteria in _criteria(draft):
        weighed = {_name(draft, one) for one in criteria if _is_weighed(draft, one)}
        if ranked and not weighed:
            continue
        for criterion in criteria:
            if _name(draft, criterion) not in weighed:
                yield _label(draft, criterion)
    for phrase in draft.phrases:
        text = draft.plat[phrase.debut : phrase.fin]
        last = E["dernier_sans_poids"].search(text)
        if last and E["de_prix"].search(text) and not E["sujet"].search(last["reste"]):
            yield phrase.debut + last.end() - len(last["reste"]), phrase.debut + last.end(), ""


def _is_weighed(draft: Brouillon, criterion: _Criterion) -> bool:
    """Its line gives its weight, or a sentence under it does."""
    if _weight(_row(draft, criterion.paragraphe)):
        return True
    return any(E["poids_dit"].search(_body(draft, place)) for place in range(criterion.paragraphe, criterion.fin))


def _name(draft: Brouillon, criterion: _Criterion) -> str:
    return _name_of(_row(draft, criterion.paragraphe))


def _name_of(flat: str) -> str:
    """Between quotation marks, where it has some."""
    quoted = flat.split('"')
    return quoted[1].strip() if len(quoted) > 2 else _first_words(flat).strip()


def _criteria_without_expectations(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    """A criterion of which nothing is said but its name and its weight."""
    for number, criteria in _criteria(draft):
        first, after = draft.articles[number]
        told = {_name(draft, one) for one in criteria if _is_told(draft, one, data)}
        for criterion in criteria:
            others = [_body(draft, place) for place in range(first, after) if place != criterion.paragraphe]
            name = _name(draft, criterion)
            if not (criterion.prix or name in told or _told_elsewhere(name, others, data)):
                yield _label(draft, criterion)


_COMMON = frozenset(word[:8] for word in MOTS_DE_CRITERE)
LEAST_SAID = 13
"""Letters beyond the name and the weight from which something is said of a criterion."""


LEAST_DIVIDED = 2
"""Rows with a weight under a criterion, that divide its points."""


def _is_told(draft: Brouillon, criterion: _Criterion, data: Donnees) -> bool:
    flat = _row(draft, criterion.paragraphe)
    label = E["nom_seul"].match(flat)
    below = range(criterion.paragraphe + 1, criterion.fin)
    if sum(bool(_weight(_row(draft, place))) for place in below) >= LEAST_DIVIDED:
        return True
    under = "\n".join(_body(draft, place) for place in below)
    said = E["poids_dans_la_ligne"].sub(" ", flat[label.end() if label else 0 :])
    said += f"\n{under if _matches(data['attentes'], under) or E['poids_dit'].search(under) else ''}"
    return len(E["lettres"].findall(E["dit_sans_attente"].sub(" ", said))) >= LEAST_SAID


def _told_elsewhere(name: str, others: list[str], data: Donnees) -> bool:
    """Whether another sentence says what is expected of a criterion, by one of the words of its name."""
    words = {word[:8] for word in E["mot_long"].findall(name)} - _COMMON
    sentences = (sentence for other in others for sentence in other.split(".") if _matches(data["attentes"], sentence))
    return any(word in sentence for sentence in sentences for word in words)


def _label(draft: Brouillon, criterion: _Criterion) -> tuple[int, int, str]:
    paragraph = draft.paragraphes[criterion.paragraphe]
    flat = _body(draft, criterion.paragraphe)
    match = E["libelle"].match(flat)
    return paragraph.corps, paragraph.corps + (match.end() if match else len(flat)), ""


# Proofs.


def _unproved(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    """A duty towards the environment or people that can be measured, in a paragraph that names nothing to look at."""
    for number, phrase in enumerate(draft.phrases):
        paragraph = draft.paragraphes[phrase.paragraphe]
        text = draft.plat[phrase.debut : phrase.fin]
        if paragraph.titre or _piece(draft, paragraph.piece) in ("RC", "AE") or len(text.split()) < LEAST_WORDS:
            continue
        head = draft.paragraphes[draft.articles[paragraph.article][0]]
        if head.titre and draft.plat.startswith("annexe", head.debut):
            continue
        if not E["devoir"].search(text) or E["pas_un_devoir"].search(text):
            continue
        if not E["mesurable"].search(E["mesure_de_service"].sub(" ", text)):
            continue
        around = _scoped(draft, draft.plat, number, "paragraphe")
        if paragraph.fin - paragraph.debut > LONGEST_PARAGRAPH:
            end = phrase.fin if text.endswith(";") else draft.portee(number, "paragraphe")[1]
            around = draft.plat[phrase.debut : end]
        if (
            E["preuve"].search(around)
            or _is_referred_to(draft, phrase.paragraphe)
            or _is_proved_elsewhere(draft, number)
        ):
            continue
        yield phrase.debut, phrase.fin, ""


LEAST_WORDS = 4
"""Words of a sentence that can be a duty."""


def _is_referred_to(draft: Brouillon, place: int) -> bool:
    """Whether another paragraph that names a proof names the number of this one."""
    paragraph = draft.paragraphes[place]
    found = E["numero"].search(draft.plat[paragraph.debut : paragraph.corps])
    if not found:
        return False
    named = re.compile(
        rf"\b(?:articles?|points?|clauses?|paragraphes?|alineas?|du|au) (?:[^.\n]{{0,19}}[^\d.\n])?{re.escape(found[0])}(?![\d.]*\d)",
        re.ASCII,
    )
    others = (
        other for other in range(len(draft.paragraphes)) if other != place and E["preuve"].search(_body(draft, other))
    )
    return any(named.search(_body(draft, other)) or _spans_number(_body(draft, other), found[0]) for other in others)


def _spans_number(body: str, number: str) -> bool:
    """Whether « points 1 à 4 » holds this number."""
    before, _, last = number.rpartition(".")
    return last.isdigit() and any(
        span["avant"] in ("", f"{before}.") and int(span["de"]) <= int(last) <= int(span["a"])
        for span in E["plage"].finditer(body)
    )


def _is_proved_elsewhere(draft: Brouillon, number: int) -> bool:
    """Whether a paragraph on proofs speaks of every duty, or of the things that this sentence names."""
    phrase = draft.phrases[number]
    own = draft.paragraphes[phrase.paragraphe]
    stems = _stems(draft.plat[phrase.debut : phrase.fin]) - _NEUTRAL
    for place, paragraph in enumerate(draft.paragraphes):
        body = _body(draft, place)
        if paragraph.titre or place == phrase.paragraphe or not E["preuve"].search(body):
            continue
        head = draft.paragraphes[draft.articles[paragraph.article][0]]
        entitled = head.titre and bool(E["titre_de_preuve"].search(draft.plat[head.debut : head.fin]))
        opens = bool(E["titre_de_preuve"].match(body.lstrip("*_ ")))
        if (entitled or opens or paragraph.article == own.article) and E["preuve_generale"].search(body):
            return True
        if place == phrase.paragraphe + 1 and E["preuve_de_ce_qui_precede"].match(body.lstrip("*_ ")):
            return True
        if len(stems & _stems(body)) >= (SHARED_WITH_PROOF if entitled or opens else 2 * SHARED_WITH_PROOF):
            return True
    return False


SHARED_WITH_PROOF = 2
"""Words that a duty shares with the paragraph, under a title on proofs, that proves it; twice as many elsewhere."""


# Two values for one thing.

_EMPTY = frozenset(MOTS_VIDES)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in E["racine"].findall(text) if word not in _EMPTY)


def _values(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    """A number in words that its figures deny; two values of one subject; two sentences that say the same of two values."""
    for match in E["en_lettres"].finditer(draft.plat):
        if EN_LETTRES[match["mots"]] != int(match["chiffres"]):
            yield (
                match.start(),
                match.end(),
                f"« {match['mots']} » et « {match['chiffres']} » ne disent pas la même valeur.",
            )
    seen: dict[str, tuple[str, str]] = {}
    for number, phrase in enumerate(draft.phrases):
        text = draft.plat[phrase.debut : phrase.fin]
        if not E["chiffre"].search(text):
            continue
        rc = _piece(draft, draft.paragraphes[phrase.paragraphe].piece) == "RC"
        if E["delai_du_titre"].match(text) and "livraison" in _title(draft, number):
            text = "livraison " + text[len("livraison ") :]  # « le délai » of its title, in as many letters
        told = [one for one in _told_values(text, data) if not (rc and one[0].startswith("quantite"))]
        if not told:
            continue
        lots, cases = _circumstances(draft, phrase)
        told = [(one[0] + (cases if one[0].startswith(_OF_A_KIND) else lots), *one[1:]) for one in told]
        values = {key: {value for other, value, _, _ in told if other == key} for key, _, _, _ in told}
        for key, value, start, end in told:
            if len(values[key]) > 1:
                continue  # a scale
            known = seen.setdefault(key, (value, draft.texte[phrase.debut + start : phrase.debut + end]))
            if known[0] != value:
                yield phrase.debut + start, phrase.debut + end, f"Ailleurs dans ce texte : {known[1]}."
    yield from _twin_sentences(draft, data)


_OF_A_KIND = ("temps", "pourcent", "mesure", "grandeur", "horaire", "quantite", "compte", "rythme")
"""Values that a sentence may give for one sort of thing only."""


def _circumstances(draft: Brouillon, phrase: Phrase) -> tuple[str, str]:
    """The lot that a sentence is about, said before it in its paragraph or in the title of its article; then the same with the case that a value is given for: two cases may have two values."""
    paragraph = draft.paragraphes[phrase.paragraphe]
    head = draft.paragraphes[draft.articles[paragraph.article][0]]
    title = draft.plat[head.debut : head.fin] if head.titre else ""
    lots = {match[0] for match in E["lots"].finditer(f"{title} {draft.plat[paragraph.debut : phrase.fin]}")}
    text = draft.plat[phrase.debut : phrase.fin]
    cases = {match[0].replace("sur les", "pour les") for match in E["qualifie"].finditer(text)}
    return _joined(lots), _joined(lots | cases)


def _joined(words: set[str]) -> str:
    return "".join(f" | {one}" for one in sorted(words))


FARTHEST = 60
"""Characters between a subject and its value."""


def _told_values(text: str, data: Donnees) -> Iterator[tuple[str, str, int, int]]:
    """(what it is about, the value, from, to) of the values of a sentence."""
    for kind, source in data["sujets"]:
        for subject in as_pattern(source).finditer(text):
            groups = subject.groupdict()
            if kind.startswith("compte"):
                number = groups["nombre"] or groups.get("nombre2") or ""
                yield kind, str(_number(number)), subject.start(), subject.end()
                continue
            name = groups["sujet"] or groups.get("sujet2") or groups.get("sujet3") or ""
            yield from _VALUES_OF[kind](text, name, subject)


def _nearest(values: list[re.Match[str]], subject: re.Match[str]) -> re.Match[str] | None:
    def distance(value: re.Match[str]) -> int:
        return max(value.start() - subject.end(), subject.start() - value.end(), 0)

    best = min(values, key=distance, default=None)
    return best if best is not None and distance(best) <= FARTHEST else None


_SAME = {
    **dict.fromkeys(("engage par", "engages par", "tenu par", "tenus par", "lie par", "lies par"), "offres"),
    **dict.fromkeys(("retiree", "retirees", "maintenue", "maintenues", "lie", "lient", "valid", "validite"), "offres"),
    **dict.fromkeys(("acheves", "termines", "executes", "realises", "duree des travaux", "execution"), "d'execution"),
    **dict.fromkeys(("hauteur de tonte", "hauteur de coupe", "tondue", "tondues", "coupee", "coupees"), "tonte"),
    "efface": "conserv",
    **{"pay": "pai", "depann": "interv", "valables": "offres", "valable": "offres"},
    **{
        "garanti": "garantie",
        "garantis": "garantie",
        "garanties": "garantie",
        "marche": "periode initiale",
        "regle": "pai",
    },
    **dict.fromkeys(("livraison", "livree", "livrees", "livre", "livres", "livraisons"), "livr"),
    **{"intervention": "interv", "depannage": "interv", "paiement": "pai", "repond": "reponse"},
}
"""Names of one subject."""


def _percent(text: str, name: str, subject: re.Match[str]) -> Iterator[tuple[str, str, int, int]]:
    value = _nearest(list(E["pourcent"].finditer(text)), subject)
    if value:
        yield (
            f"pourcent {name if len(name) > 1 and name != 'plafon' else 'plafond'}",
            str(_number(value["nombre"])),
            value.start(),
            value.end(),
        )


def _measure(text: str, name: str, subject: re.Match[str]) -> Iterator[tuple[str, str, int, int]]:
    value = _nearest(list(E["mesure"].finditer(text)), subject)
    if value and len(E["mesure"].findall(text)) == 1:
        unit = value["unite"].replace(" ", "").replace("\u00b2", "2")
        named = {
            "locaux": "surface",
            "espaces": "surface",
            "bureaux": "surface",
            "papier": "grammage",
            "chauff": "temperature",
            "consigne": "temperature",
        }
        yield f"mesure {named.get(name, name)} {unit}", str(_number(value["nombre"])), value.start(), value.end()


def _size(text: str, name: str, subject: re.Match[str]) -> Iterator[tuple[str, str, int, int]]:
    """A dimension, a power, a dose, said after its name."""
    values = [value for value in E["grandeur"].finditer(text) if value.start() >= subject.end()]
    value = _nearest(values, subject)
    if value and len(values) == 1:
        said = re.sub(r"[^\d,.]", "", value[0]).rstrip(",.") or str(_number(value["nombre"]))
        yield f"grandeur {_SAME.get(name, name)} {value['unite']}", said, value.start(), value.end()


def _hours(text: str, name: str, subject: re.Match[str]) -> Iterator[tuple[str, str, int, int]]:
    value = _nearest(list(E["heures"].finditer(text)), subject)
    if value and not E["autre_prix"].search(text) and "€" not in text and "euros" not in text:
        yield f"heures {name}", str(_number(value["nombre"])), value.start(), value.end()


def _clock(text: str, name: str, subject: re.Match[str]) -> Iterator[tuple[str, str, int, int]]:
    times = list(E["horaire"].finditer(text))
    if len(times) == 1:
        yield (
            f"horaire {'ouv' if name == 'ouv' else ''}",
            f"{times[0]['nombre']} {times[0]['minutes'] or '00'}",
            times[0].start(),
            times[0].end(),
        )


def _handing(text: str, name: str, subject: re.Match[str]) -> Iterator[tuple[str, str, int, int]]:
    dates = list(E["date"].finditer(text))
    if E["limite"].search(text) and len(dates) == 1 and dates[0]["jour"]:
        yield (
            f"remise {E['annuel'].sub('', name).strip()}",
            f"{dates[0]['jour']} {dates[0]['mois']}",
            dates[0].start(),
            dates[0].end(),
        )


def _criterion_weight(text: str, name: str, subject: re.Match[str]) -> Iterator[tuple[str, str, int, int]]:
    value = E["poids_de_ligne"].search(text) or E["poids_dit"].search(text)
    numbers = list(E["pourcent_ou_points"].finditer(text))
    if value and len(numbers) == 1 and subject.start() < numbers[0].start() and "penalit" not in text:
        yield f"poids {name}", numbers[0]["nombre"], numbers[0].start(), numbers[0].end()


DAYS_OF_MONTH = 30


def _time(text: str, name: str, subject: re.Match[str]) -> Iterator[tuple[str, str, int, int]]:
    value = _nearest([*E["temps"].finditer(text), *E["ordinal"].finditer(text)], subject)
    if value:
        kind, count = UNITES_DE_TEMPS[value["unite"]]
        number = ORDINAUX.get(value["nombre"]) or _number(value["nombre"])
        days = DAYS_OF_MONTH if kind == "m" else 1
        yield (
            f"temps {_SAME.get(name, name)[:24]} {'h' if kind == 'h' else 'j'}",
            str(number * count * days),
            value.start(),
            value.end(),
        )


def _duration(text: str, name: str, subject: re.Match[str]) -> Iterator[tuple[str, str, int, int]]:
    if not E["autre_duree"].search(text):
        value = _nearest(list(E["temps"].finditer(text)), subject)
        if value and UNITES_DE_TEMPS[value["unite"]][0] == "m" and value.start() >= subject.start():
            yield (
                "duree",
                str(_number(value["nombre"]) * UNITES_DE_TEMPS[value["unite"]][1]),
                value.start(),
                value.end(),
            )


def _frequency(text: str, name: str, subject: re.Match[str]) -> Iterator[tuple[str, str, int, int]]:
    for which in ("frequence_adjectif", "frequence_fois"):
        for match in E[which].finditer(text):
            groups = match.groupdict()
            unit = groups.get("unite") or {"h": "semaine", "m": "mois", "a": "an"}[groups["adjectif"][0]]
            yield f"frequence {match['quoi'][:6]} {unit}", str(_number(match["nombre"])), match.start(), match.end()


def _price(text: str, name: str, subject: re.Match[str]) -> Iterator[tuple[str, str, int, int]]:
    if E["autre_prix"].search(text):
        return
    for match in E["prix_par"].finditer(text):
        yield f"prix {name} {match['quoi'][:6]}", match["nombre"].replace(" ", ""), match.start(), match.end()
    for match in E["prix_max"].finditer(text):
        yield "prix maximum", (match["avant"] or match["apres"]).replace(" ", ""), match.start(), match.end()


def _date(text: str, name: str, subject: re.Match[str]) -> Iterator[tuple[str, str, int, int]]:
    dates = list(E["date"].finditer(text))
    if E["limite"].search(text) and len(dates) == 1 and dates[0]["jour"] and not E["autre_date"].search(text):
        yield "date", f"{dates[0]['jour']} {dates[0]['mois']}", dates[0].start(), dates[0].end()


def _rhythm(text: str, name: str, subject: re.Match[str]) -> Iterator[tuple[str, str, int, int]]:
    """How often something recurs, said after it."""
    values = [value for value in E["rythme"].finditer(text) if value.start() >= subject.end()]
    value = _nearest(values, subject)
    if value and len(values) == 1:
        every = value["rythme"] or value["tous"] or f"{_number(value['nombre'])} {value['unite']}"
        of = subject["de"] or ""
        yield f"rythme {name.rstrip('s')}{of.rstrip('s')}", RYTHMES.get(every, every), value.start(), value.end()


SHORT = 100
"""Letters of a sentence that says little besides its quantity."""
MOST_WORDS = 12
"""Words of a sentence that are looked at around a quantity."""


def _quantity(text: str, name: str, subject: re.Match[str]) -> Iterator[tuple[str, str, int, int]]:
    """A number of something named in the same words elsewhere, in a sentence that shares another word."""
    if E["autre_prix"].search(text) or E["poids"].search(text[:120]) and E["critere"].match(text):
        return
    for match in E["quantite"].finditer(text):
        thing = match["quoi"]
        if not E["autre_quantite"].match(thing):
            unit = "%" if "%" in match[0] else ""
            words = sorted(_stems(text[: match.start()] + " " + text[match.end() :]))[:MOST_WORDS]
            known = E["defini"].search(text[: match.start()])
            pairs = [f"{one} {other}" for one, other in combinations(words, 2)]
            alone = known or (_number(match["nombre"]) > 1 and len(text) <= SHORT)
            for word in (*pairs, *(("",) if alone else ())):
                yield (
                    f"quantite {unit} {' '.join(sorted(_stems(thing)))} {word}",
                    str(_number(match["nombre"])),
                    match.start(),
                    match.end(),
                )


_VALUES_OF = {
    "pourcent": _percent,
    "mesure": _measure,
    "grandeur": _size,
    "heures": _hours,
    "horaire": _clock,
    "remise": _handing,
    "poids": _criterion_weight,
    "quantite": _quantity,
    "temps": _time,
    "duree": _duration,
    "frequence": _frequency,
    "rythme": _rhythm,
    "prix": _price,
    "date": _date,
}


def _number(text: str) -> int:
    return EN_LETTRES[text] if text in EN_LETTRES else int(text.replace(" ", ""))


_NEUTRAL = frozenset(word[:6] for word in MOTS_NEUTRES)
LEAST_SHARED = {
    **dict.fromkeys(("jour", "heure", "semaine"), 2),
    "%": 2,
    **dict.fromkeys(("€", "point", "an", "mois"), 9),
}
"""Words that two sentences share at least to be about one thing, where one says less: more for the units that a draft gives to many things."""


def _says_less(one: frozenset[str], other: frozenset[str], least: int) -> bool:
    """Whether one of two sentences names only what the other names too."""
    one, other = one - _NEUTRAL, other - _NEUTRAL
    return len(one & other) >= max(least, min(len(one), len(other)))


def _twin_sentences(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    """Two sentences of one value each, of the same unit, that share most of their words."""
    seen: dict[tuple[str, str], list[tuple[str, frozenset[str], str]]] = {}
    for phrase in draft.phrases:
        text = draft.plat[phrase.debut : phrase.fin]
        matches = list(E["valeur"].finditer(text))
        if (
            len(matches) != 1
            or E["en_sus"].search(text)
            or _piece(draft, draft.paragraphes[phrase.paragraphe].piece) == "RC"
        ):
            continue
        (match,) = matches
        unit = UNITES.get(match["unite"], match["unite"])
        figures = E["chiffres"].search(match[0])
        value = figures[0].replace(" ", "").replace(",", ".") if figures else str(_number(match["nombre"]))
        stems = _stems(text[: match.start()] + " " + text[match.end() :])
        known = seen.setdefault((unit, _circumstances(draft, phrase)[1]), [])
        for other, others, written in known:
            shared = len(stems & others)
            alike = shared >= 2 and shared / len(stems | others) >= data["ressemblance"]
            if other != value and (alike or _says_less(stems, others, LEAST_SHARED.get(unit, 1))):
                yield phrase.debut + match.start(), phrase.debut + match.end(), f"Ailleurs dans ce texte : {written}."
                break
        known.append((value, stems, draft.texte[phrase.debut + match.start() : phrase.debut + match.end()]))


_STRUCTURES = {
    "labels": _labels,
    "annexes": _annexes,
    "articles": _articles,
    "anciens-articles": _old_articles,
    "criteres-poids": _criteria_without_weight,
    "criteres-attentes": _criteria_without_expectations,
    "preuves": _unproved,
    "valeurs": _values,
}
