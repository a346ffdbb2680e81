"""The rules over one draft. What they look for is data (see regles.py); what each structure means is here, and in docs/assets/js/parts/relire-moteur.js."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from .expressions import MOTS_DE_CRITERE, MOTS_NEUTRES, MOTS_VIDES, E
from .juge import concerne, juge, lointains, signes
from .motifs import compiled
from .plafonds import plafonnees
from .texte import LONGEST_PARAGRAPH, Brouillon
from .valeurs import contradictions, nombre

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


def relire(text: str, data: Donnees) -> tuple[Constat, ...]:
    """The faults of a draft, in the order of the text."""
    draft = Brouillon(text)
    return tuple(sorted(_judged(draft, data, by_the_rules(draft, data))))


def par_les_regles(text: str, data: Donnees, clauses: bool = False) -> tuple[Constat, ...]:
    """What the written rules alone find, in the order of the text. `clauses`: without those that are for whole drafts only."""
    return tuple(sorted(by_the_rules(Brouillon(text), data, clauses)))


def par_les_regles_de_chacun(texts: Iterable[str], data: Donnees) -> dict[str, tuple[Constat, ...]]:
    """What par_les_regles finds in each of many texts of clauses. Each expression is looked for in all of them together, which costs far less than in one after the other; each text is then read by the rules that found something in it."""
    drafts = {text: Brouillon(text) for text in texts}
    touched = _touched(list(drafts.values()), data)
    return {
        text: tuple(sorted(by_the_rules(draft, {**data, "regles": touched[number]}, clauses=True)))
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
            if (
                (not rule["demande"] or _asks(draft, number))
                and not _matches(rule["sauf_titre"], _title(draft, number))
                and not (rule["plafonne"] and number in plafonnees(draft))
            ):
                if rule["etendue"] == "ligne":
                    start, end = _line(draft, number)
                    for other in _spanned(draft, start, end):
                        own.setdefault(other, [])
                fault = Constat(start, end, rule["id"], rule["gravite"], draft.texte[start:end], precision)
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
    for number, document, signs in signed(draft, data, found):
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
            if places & left:
                own.append(fault)
                left -= places
        for number in sorted(left - better):
            if rule["plafonne"] and number in plafonnees(draft):
                continue
            phrase = draft.phrases[number]
            start, end = _line(draft, number) if rule["etendue"] == "ligne" else (phrase.debut, phrase.fin)
            if not own or own[-1].fin <= start:
                own.append(Constat(start, end, name, rule["gravite"], draft.texte[start:end], RESSEMBLE))
        kept += own
    return kept


def signed(draft: Brouillon, data: Donnees, found: list[Constat]) -> Iterator[tuple[int, str, list[int]]]:
    """The number of each sentence that is no title, its document, its signs. `found`: what the written rules find in the draft."""
    fired: dict[int, list[str]] = {}
    for fault in found:
        for number in _spanned(draft, fault.debut, fault.fin):
            fired.setdefault(number, []).append(f"r:{fault.regle}")
    far = lointains(draft)
    for number, phrase in enumerate(draft.phrases):
        paragraph = draft.paragraphes[phrase.paragraphe]
        if not paragraph.titre:
            document = _piece(draft, paragraph.piece)
            known = fired.get(number, [])
            if number in plafonnees(draft):
                known.append(PLAFONNE)
            known += (f"s:preuve-{where}" for where in _proofs_of(draft, number))
            yield number, document, signes(draft, number, _title(draft, number), document, known, far)


PLAFONNE = "s:plafonne"
"""The sign of a sentence that a cap covers."""


def _spanned(draft: Brouillon, start: int, end: int) -> list[int]:
    """The numbers of the sentences that hold a part of a place."""
    around = range(draft.phrase_at(start), draft.phrase_at(max(start, end - 1)) + 1)
    return [one for one in around if draft.phrases[one].debut < end and draft.phrases[one].fin > start]


OF_DRAFTS = frozenset(("preuves",))
"""Structures that a clause keeps in fields of its own."""


def _matches(source: str, text: str) -> bool:
    return bool(source) and compiled(source).search(text) is not None


LONGEST_LINE = 400
"""Characters of a paragraph that is pointed at whole."""


def _line(draft: Brouillon, number: int) -> tuple[int, int]:
    phrase = draft.phrases[number]
    paragraph = draft.paragraphes[phrase.paragraphe]
    criteria = E["prix_pese"].search(draft.plat[paragraph.corps : paragraph.fin])  # several, one after the other
    one = paragraph if paragraph.fin - paragraph.corps <= LONGEST_LINE and not criteria else phrase
    return getattr(one, "corps", one.debut), one.fin


def _title(draft: Brouillon, number: int) -> str:
    """The title of the article of a sentence, or ""."""
    return draft.titres[draft.paragraphes[draft.phrases[number].paragraphe].article]


def _has_title(draft: Brouillon, source: str) -> bool:
    """Whether one of the titles of articles has what an expression looks for."""
    return any(_matches(source, title) for title in draft.titres)


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
    if detection["titre"] and not _has_title(draft, detection["titre"]):
        return
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
    if E["annexes_au_dossier"].search(draft.plat):
        return
    listed = [_scoped(draft, draft.plat, number, "phrase") for number in range(len(draft.phrases))]
    listed = [sentence for sentence in listed if E["liste_de_pieces"].search(sentence)]
    whole = [(place, draft.plat[start:end]) for place, start, end in _whole_sentences(draft)]
    listing = [_lists_documents(draft, place) for place in range(len(draft.paragraphes))]
    listed += [sentence for place, sentence in whole if _is_a_list(sentence, listing[place])]
    listed = [sentence for sentence in listed if not E["annexe_en_tete"].match(sentence)]
    listed += [sentence for _, sentence in whole if E["toutes_au_dossier"].search(sentence)]
    matches = list(E["annexe"].finditer(draft.plat))
    joined = {match["numero"] or match["titre"] for match in matches if E["jointe"].match(_after(draft, match.end()))}
    done: set[str] = set()
    for match in matches:
        number = draft.phrase_at(match.start())
        paragraph = draft.paragraphes[draft.phrases[number].paragraphe]
        before = draft.plat[paragraph.debut : match.start()]
        flat = draft.plat[paragraph.debut : paragraph.fin].lstrip("#-*• ")
        if flat.startswith("annexe") and not before.strip("#-*• "):
            continue
        elsewhere = E["ailleurs"].match(_after(draft, match.end()))
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
        if (number_named or title) in joined - {None}:
            continue
        if _is_held(number_named, title, held) or any(_names(number_named or title, sentence) for sentence in listed):
            continue
        key = number_named or title or ""
        if key not in done:
            done.add(key)
            yield match.start(), match.end(), ""


def _is_a_list(sentence: str, listing: bool) -> bool:
    """Whether a sentence lists documents: it names some, or has no verb where they are listed."""
    return (
        E["annonce_de_pieces"].match(sentence) is not None
        or len(E["nom_de_document"].findall(sentence)) >= LEAST_LISTED
        or (listing and not E["conjugue"].search(sentence))
    )


def _lists_documents(draft: Brouillon, place: int) -> bool:
    """Whether a paragraph names documents, or stands under a title that announces them."""
    title = _title(draft, draft.phrase_at(draft.paragraphes[place].corps))
    named = len(E["nom_de_document"].findall(_body(draft, place)))
    return named >= LEAST_LISTED or E["titre_de_pieces"].search(title) is not None


def _whole_sentences(draft: Brouillon) -> Iterator[tuple[int, int, int]]:
    """The sentences, those that semicolons part being one: the number of the paragraph, from where to where."""
    start = -1
    for phrase in draft.phrases:
        start = phrase.debut if start < 0 else start
        if draft.plat[phrase.fin - 1] == ";" and phrase.fin < draft.paragraphes[phrase.paragraphe].fin:
            continue
        yield phrase.paragraphe, start, phrase.fin
        start = -1


def _after(draft: Brouillon, place: int) -> str:
    """The words that follow the name of an annex."""
    return draft.plat[place : place + 60]


LEAST_LISTED = 2
"""Documents of a tender that a paragraph names, from which it lists them."""


def _names(annex: str | None, sentence: str) -> bool:
    """Whether a sentence that lists documents names an annex, otherwise than to send the reader to it."""
    if not E["toutes_au_dossier"].search(sentence):
        sentence = E["annexe_appelee"].sub(" ", sentence)
    if annex is None:
        return "annexe" in sentence
    span = E["annexes_de_a"].search(sentence)
    if span and span["de"].rjust(2) <= annex.rjust(2) <= span["a"].rjust(2):
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
        if code.startswith("code du travail") and E["numero_a_trois_chiffres"].match(match["numero"]):
            yield match.start(), match.end(), RENUMBERED
            continue
        if code and not code.startswith("code de la commande publique"):
            continue
        if not code and not ("commande publique" in sentence or "ccp" in sentence):
            if not E["numero_principal"].match(match["numero"]) or _named_before(draft, match.start(), start):
                continue
        if E["code_principal"].match(match["numero"]) and not _exists(name, known["connus"]):
            yield match.start(), match.end(), _not_there(name, known["connus"])


RENUMBERED = "Numéro d’avant la renumérotation du code du travail, le 1er mai 2008."
"""The articles of that code have four figures since."""


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
            if (_opens(flat) or _is_bare_title(flat)) and not E["hors_attribution"].search(flat):
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
        blocks = [block for block in _blocks(draft, weighed) if _has_price(draft, block) or _holds_price(draft, block)]
        if not blocks and len(weighed) > 1 and (_has_price(draft, weighed) or announced):
            blocks = [weighed]
        if blocks:
            listed = [place for block in blocks for place in _with_those_alike(draft, block, first, after)]
        elif listed:
            mark = _mark(draft, listed[0])
            listed = [
                place
                for place in listed
                if _mark(draft, place) == mark
                and (mark or place in weighed or len(_row(draft, place)) <= LONGEST_LABEL)
            ]
            known = any(place in weighed or E["prix"].match(_row(draft, place)) for place in listed)
            if not opened and not (_has_price(draft, listed) or (known and not contract)):
                listed = []
        divided = blocks and not any(E["prix"].match(_row(draft, place)) for place in named)
        starts = listed if divided else named or listed
        if starts:
            ends = [*starts[1:], _end_of_last(draft, starts, after)]
            ends = [_end_of_one(draft, place, end) for place, end in zip(starts, ends, strict=True)]
            yield (
                number,
                [
                    _Criterion(place, end, bool(E["prix"].match(_row(draft, place))))
                    for place, end in zip(starts, ends, strict=True)
                ],
            )


def _end_of_one(draft: Brouillon, start: int, end: int) -> int:
    """Where a criterion ends: at the next point of its own list, whatever that is."""
    mark = _mark(draft, start)
    return next((place for place in range(start + 1, end) if mark and _mark(draft, place) == mark), end)


def _end_of_last(draft: Brouillon, starts: list[int], after: int) -> int:
    """Where the last criterion ends: at an empty line, where none parts the others."""
    if len(starts) < 2 or any(_after_blank(draft, place) for place in starts[1:]):
        return after
    return next((place for place in range(starts[-1] + 1, after) if _after_blank(draft, place)), after)


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
    after_the_last = [place for place in found if place > weighed[-1]]
    if not mark and len(after_the_last) > MOST_ADDED:
        found = [place for place in found if place <= weighed[-1]]  # rows of something else
    return sorted(found)


MOST_ADDED = 2
"""Rows without a mark nor a weight, after the last that has one, that can be criteria."""


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


def _holds_price(draft: Brouillon, block: list[int]) -> bool:
    """Whether the price, of the same shape but without a weight, stands among the rows or next to them, half of them having a weight."""
    around = range(max(0, block[0] - 1), min(len(draft.paragraphes), block[-1] + 2))
    return 2 * len(block) >= len(around) - 1 and any(
        _has_price(draft, [place]) and _is_alike(draft, place, block[0]) for place in around
    )


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
    return bool(mark or E["etiquette"].match(flat) or E["mesure_dans_le_nom"].match(flat))


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


def _opens(flat: str) -> bool:
    """Whether a row announces criteria: it has one of three words, which are looked for first."""
    return bool(E["mot_qui_ouvre"].search(flat) and E["ouvre"].search(flat))


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
    return before is not None and own is not None and before[1] == own[1] and int(own[2]) == int(before[2]) + 1


def _body(draft: Brouillon, place: int) -> str:
    """The words of a paragraph, after its number or its bullet."""
    paragraph = draft.paragraphes[place]
    return draft.plat[paragraph.corps : paragraph.fin]


def _row(draft: Brouillon, place: int) -> str:
    """The same, in the columns of a table: what semicolons or strokes part; a weight that stands before it or on the next line comes last."""
    flat = _in_figures(_body(draft, place))
    if len(E["colonnes"].findall(flat)) >= LEAST_COLUMNS:
        flat = E["colonnes"].sub(" |", flat)
    before = E["poids_en_tete"].match(flat)
    if before and before.end() < len(flat):
        return f"{flat[before.end() :]} | {before['poids']}"
    under = place + 1 < len(draft.paragraphes) and _body(draft, place + 1)
    return f"{flat} | {under}" if under and E["poids_seul"].match(under) else flat


def _in_figures(flat: str) -> str:
    """The same, with the weights that are in words in figures."""
    return E["poids_en_lettres"].sub(lambda found: str(int(nombre(found[0]))), flat)


LEAST_COLUMNS = 2
"""Semicolons, with a space on both sides, that make a row of a table."""


def _whole(draft: Brouillon, place: int) -> str:
    """The words of a paragraph, with its number."""
    paragraph = draft.paragraphes[place]
    return draft.plat[paragraph.debut : paragraph.fin]


LONGEST_ROW = 1500
"""Characters of a paragraph that can be a row with a weight: a longer one is a text."""


def _weight(flat: str) -> re.Match[str] | None:
    # most rows hold no figure: a look for one costs less than the expression, which goes back over the row many times
    return E["poids_de_ligne"].search(flat) if len(flat) <= LONGEST_ROW and E["un_chiffre"].search(flat) else None


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


LONGEST_LABEL = 110
LEAST_LETTERS = 3
"""Letters of what names a criterion."""


def _is_label(words: str) -> bool:
    named = len(words) <= LONGEST_LABEL and len(E["lettres"].findall(words)) >= LEAST_LETTERS
    return named and not E["raconte"].search(words)


def _first_words(flat: str) -> str:
    return E["premiers_mots"].split(flat, maxsplit=1)[0]


def _criteria_without_weight(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    ranked = E["par_ordre"].search(draft.plat) and E["sans_poids_permis"].search(draft.plat)
    apart = set(_weighed_apart(draft))
    for _, criteria in _criteria(draft):
        weighed = {_name(draft, one) for one in criteria if _is_weighed(draft, one)}
        if not weighed and (ranked or all(one.prix for one in criteria)):
            continue
        for criterion in criteria:
            if _name(draft, criterion) not in weighed | apart:
                yield _label(draft, criterion)
    for start, end, text in _parts_of_sentences(draft):
        if not _weight(text) and _is_label(_first_words(text)):
            yield start, end, ""
    for number, phrase in enumerate(draft.phrases):
        text = draft.plat[phrase.debut : phrase.fin]
        if (E["critere_en_phrase_sans_poids"].match(text) or E["critere_ajoute"].match(text)) and E["prix_pese"].search(
            _scoped(draft, draft.plat, number, "article")
        ):
            yield phrase.debut, phrase.fin, ""
        last = E["dernier_sans_poids"].search(text)
        if last and E["de_prix"].search(text) and not E["sujet"].search(last["reste"]):
            yield phrase.debut + last.end() - len(last["reste"]), phrase.debut + last.end(), ""


def _weighed_apart(draft: Brouillon) -> Iterator[str]:
    """The names of the criteria that have an article of their own, which says their weight: wherever else they are named, it need not be said again."""
    for first, after in draft.articles:
        if draft.paragraphes[first].titre and E["critere"].match(_body(draft, first)):
            if any(E["poids_dit"].search(_body(draft, place)) for place in range(first, after)):
                yield _name_of(_body(draft, first))


def _parts_of_sentences(draft: Brouillon) -> list[tuple[int, int, str]]:
    """The criteria that sentences list; looked for once in a draft."""
    if draft.parties is None:
        draft.parties = list(_listed_in_sentences(draft))
    return draft.parties


def _listed_in_sentences(draft: Brouillon) -> Iterator[tuple[int, int, str]]:
    """The criteria that one sentence lists, two of them or more with a weight and one of them the price: each with its words, after what announces them."""
    for place, start, end in _whole_sentences(draft):
        announced = E["annonce"].match(draft.plat[start:end])
        own = start + (announced.end() if announced else 0)
        text = draft.plat[own:end]
        if ";" not in text and not E["deux_nombres"].search(text):
            continue  # no two weights
        shape = E["part" if ";" in text else "part_pesee"]
        parts = [(own + part.start("nom"), own + part.end(), _in_figures(part["nom"])) for part in shape.finditer(text)]
        weighed = [part for _, _, part in parts if _weight(part) and _is_label(_first_words(part))]
        if len(weighed) > 1 and any(E["prix_seul"].match(part) for _, _, part in parts):
            divides = E["poids_dans_la_ligne"].search(draft.plat[draft.paragraphes[place].debut : start])
            yield from () if divides else parts


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
        told = {_name(draft, one) for one in criteria if _is_told(draft, one, data)}
        expecting = [
            (place, sentence)
            for place in range(*draft.articles[number])
            for sentence in _body(draft, place).split(".")
            if _matches(data["attentes"], sentence)
        ]
        for criterion in criteria:
            others = [sentence for place, sentence in expecting if place != criterion.paragraphe]
            name = _name(draft, criterion)
            if not (criterion.prix or name in told or _told_elsewhere(name, others)):
                yield _label(draft, criterion)
    for start, end, text in _parts_of_sentences(draft):
        if _weight(text) and not E["prix"].match(text) and not _says_what(_after_name(text)):
            yield start, end, ""
    for number, phrase in enumerate(draft.phrases) if E["de_prix"].search(draft.plat) else ():
        if _is_bare_sentence(draft, number):
            yield phrase.debut, phrase.fin, ""


def _is_bare_sentence(draft: Brouillon, number: int) -> bool:
    """Whether a sentence names a criterion and its weight, and neither it nor the next says more: « La sécurité vaut 20 points. »"""
    phrase = draft.phrases[number]
    paragraph = draft.paragraphes[phrase.paragraphe]
    text = draft.plat[phrase.debut : phrase.fin]
    if paragraph.piece in OF_THE_CONTRACT:
        return False
    named = E["critere_en_phrase"].match(text)
    if not named or _says_what(named["reste"]):
        return False
    following = draft.plat[phrase.fin : paragraph.fin].strip()
    return not following or bool(E["critere_suivant"].match(following))


_COMMON = frozenset(word[:8] for word in MOTS_DE_CRITERE)
LEAST_DIVIDED = 2
"""Rows with a weight under a criterion, that divide its points."""


def _is_told(draft: Brouillon, criterion: _Criterion, data: Donnees) -> bool:
    flat = _row(draft, criterion.paragraphe)
    if E["mesure_dans_le_nom"].match(flat):
        return True
    below = range(criterion.paragraphe + 1, criterion.fin)
    if sum(bool(_weight(_row(draft, place))) for place in below) >= LEAST_DIVIDED:
        return True
    under = "\n".join(_body(draft, place) for place in below)
    said = f"{_after_name(flat)}\n{under if _matches(data['attentes'], under) or E['poids_dit'].search(under) else ''}"
    return _says_what(said)


def _after_name(flat: str) -> str:
    """What is said of a criterion after its name, without its weight."""
    name = E["nom_seul"].match(flat)
    return E["poids_dans_la_ligne"].sub(" ", flat[name.end() if name else 0 :])


def _says_what(words: str) -> bool:
    """Whether words name a thing to look at, besides who judges, on what document and how well."""
    return E["mot_dit"].search(E["au_bon_vouloir"].sub(" ", words)) is not None


def _told_elsewhere(name: str, others: list[str]) -> bool:
    """Whether one of the sentences that say what is expected speaks of a criterion, by one of the words of its name."""
    words = {word[:8] for word in E["mot_long"].findall(name)} - _COMMON
    return any(word in sentence for sentence in others for word in words)


def _label(draft: Brouillon, criterion: _Criterion) -> tuple[int, int, str]:
    paragraph = draft.paragraphes[criterion.paragraphe]
    flat = _body(draft, criterion.paragraphe)
    match = E["libelle"].match(flat)
    return paragraph.corps, paragraph.corps + (match.end() if match else len(flat)), ""


# Proofs.

_EMPTY = frozenset(MOTS_VIDES)
_NEUTRAL = frozenset(word[:6] for word in MOTS_NEUTRES)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in E["racine"].findall(text) if word not in _EMPTY)


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
        if not any(_proofs_of(draft, number)):
            yield phrase.debut, phrase.fin, ""


LEAST_WORDS = 4
"""Words of a sentence that can be a duty."""


def _proofs_of(draft: Brouillon, number: int) -> Iterator[str]:
    """Where a draft names what proves a sentence: in its paragraph, in one that names the number of its paragraph, in one on the proofs of all duties or of the things that it names."""
    phrase = draft.phrases[number]
    paragraph = draft.paragraphes[phrase.paragraphe]
    around = _scoped(draft, draft.plat, number, "paragraphe")
    if paragraph.fin - paragraph.debut > LONGEST_PARAGRAPH:
        closed = draft.plat[phrase.fin - 1] == ";"
        around = draft.plat[phrase.debut : phrase.fin if closed else draft.portee(number, "paragraphe")[1]]
    if E["preuve"].search(around):
        yield "ici"
    if _is_referred_to(draft, phrase.paragraphe):
        yield "renvoi"
    if _is_proved_elsewhere(draft, number):
        yield "ailleurs"


def _is_referred_to(draft: Brouillon, place: int) -> bool:
    """Whether another paragraph that names a proof names the number of this one."""
    paragraph = draft.paragraphes[place]
    found = E["numero"].search(draft.plat[paragraph.debut : paragraph.corps])
    if not found:
        return False
    if place not in draft.renvois:
        named = re.compile(
            rf"\b(?:articles?|points?|clauses?|paragraphes?|alineas?|du|au) (?:[^.\n]{{0,19}}[^\d.\n])?{re.escape(found[0])}(?![\d.]*\d)",
            re.ASCII,
        )
        draft.renvois[place] = any(
            named.search(proof.texte) or _spans_number(proof.texte, found[0])
            for proof in _proofs(draft)
            if proof.paragraphe != place
        )
    return draft.renvois[place]


def _spans_number(body: str, number: str) -> bool:
    """Whether « points 1 à 4 » holds this number."""
    before, _, last = number.rpartition(".")
    return last.isdigit() and any(
        span["avant"] in ("", f"{before}.") and int(span["de"]) <= int(last) <= int(span["a"])
        for span in E["plage"].finditer(body)
    )


@dataclass(frozen=True)
class _Preuve:
    """A paragraph that names a proof. `titre`: whether it is a heading; `annonce`: whether it stands under a title on proofs, or opens like one; `generale`: whether it speaks of every duty; `precede`: whether it speaks of what stands before it."""

    paragraphe: int
    article: int
    texte: str
    titre: bool
    annonce: bool
    generale: bool
    precede: bool
    racines: frozenset[str]


def _proofs(draft: Brouillon) -> list[_Preuve]:
    """The paragraphs that name a proof; looked for once in a draft."""
    if draft.preuves is None:
        draft.preuves = [
            _proof(draft, place) for place in range(len(draft.paragraphes)) if E["preuve"].search(_body(draft, place))
        ]
    return draft.preuves


def _proof(draft: Brouillon, place: int) -> _Preuve:
    paragraph, body = draft.paragraphes[place], _body(draft, place)
    head = draft.paragraphes[draft.articles[paragraph.article][0]]
    entitled = head.titre and bool(E["titre_de_preuve"].search(draft.plat[head.debut : head.fin]))
    opening = body.lstrip("*_ ")
    return _Preuve(
        place,
        paragraph.article,
        body,
        paragraph.titre,
        entitled or bool(E["titre_de_preuve"].match(opening)),
        bool(E["preuve_generale"].search(body)),
        bool(E["preuve_de_ce_qui_precede"].match(opening)),
        _stems(body),
    )


def _is_proved_elsewhere(draft: Brouillon, number: int) -> bool:
    """Whether a paragraph on proofs speaks of every duty, or of the things that this sentence names."""
    phrase = draft.phrases[number]
    own = draft.paragraphes[phrase.paragraphe]
    stems = _stems(draft.plat[phrase.debut : phrase.fin]) - _NEUTRAL
    for proof in _proofs(draft):
        if proof.titre or proof.paragraphe == phrase.paragraphe:
            continue
        if (proof.annonce or proof.article == own.article) and proof.generale:
            return True
        if proof.paragraphe == phrase.paragraphe + 1 and proof.precede:
            return True
        if len(stems & proof.racines) >= (SHARED_WITH_PROOF if proof.annonce else 2 * SHARED_WITH_PROOF):
            return True
    return False


SHARED_WITH_PROOF = 2
"""Words that a duty shares with the paragraph, under a title on proofs, that proves it; twice as many elsewhere."""


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
