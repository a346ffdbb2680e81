"""The award criteria of a draft: where they are listed, which has no weight, which does not say what it expects. The same code is in docs/assets/js/parts/relire-moteur.js."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .expressions import MOTS_DE_CRITERE, E
from .motifs import occurs
from .passages import Donnees, scoped, whole_sentences, words_of
from .texte import Brouillon
from .valeurs import nombre


def piece_of(draft: Brouillon, piece: str) -> str:
    """The document of a paragraph; where none is named, a draft that lists award criteria, or speaks of candidates most, is an RC."""
    if piece:
        return piece
    if draft.devine is None:
        candidates, holders = (len(E[name].findall(draft.plat)) for name in ("du_candidat", "du_titulaire"))
        draft.devine = "RC" if _criteria(draft) or (candidates > 1 and candidates >= holders) else ""
    return draft.devine


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
        last_bare = -1
        bare: list[int] = []
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
                opened, last_bare = True, place
            elif place == first and head.titre and not E["critere"].match(_whole(draft, place)):
                continue
            elif E["somme_dite"].search(flat) or _is_header(draft, place) or E["precise_un_critere"].match(flat):
                continue
            elif E["critere"].match(_whole(draft, place)) and len(flat) < 400 and not flat.startswith("criteres"):
                named.append(place)
            elif _is_criterion(draft, place, flat):
                if _weight(flat):
                    weighed.append(place)
                if entitled or opened:
                    listed.append(place)
            elif place == last_bare + 1 and _is_bare_name(flat):
                bare.append(place)
                last_bare = place
        if not listed and len(bare) > 1 and _has_price(draft, bare):
            listed = bare
        announced = bool(weighed) and set(weighed) <= set(listed)
        contract = head.piece in OF_THE_CONTRACT
        if not announced and (elsewhere or contract):
            weighed = []
        blocks = [block for block in _blocks(draft, weighed) if _has_price(draft, block) or _holds_price(draft, block)]
        if not blocks and len(weighed) > 1 and (_has_price(draft, weighed) or announced):
            blocks = [weighed]
        if blocks:
            listed = [place for block in blocks for place in _with_those_alike(draft, block, first, after)]
        elif not listed and len(weighed) == 1 and _has_price(draft, weighed):
            listed = _compared_beside(draft, weighed[0], first, after)
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
        # « Critère prix : note = … » under the table that gives the weights says how it is marked
        detailed = blocks and not any(_weight(_row(draft, place)) for place in named)
        starts = listed if divided or detailed else named or listed
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


def _compared_beside(draft: Brouillon, price: int, first: int, after: int) -> list[int]:
    """The price, which alone has a weight, and the rows next to it that say how offers are compared; none where there is no such row."""
    found = [price]
    for beside in (range(price - 1, first - 1, -1), range(price + 1, after)):
        for place in beside:
            flat = _row(draft, place)
            compared = E["dit_ce_qui_compte"].search(flat) or (_is_measured(flat) and not E["un_chiffre"].search(flat))
            if not compared or not _is_alike(draft, place, price):
                break
            found.append(place)
    return sorted(found) if len(found) > 1 else []


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
    if (
        E["somme_dite"].search(flat)
        or flat.endswith(":")
        or _is_header(draft, place)
        or E["precise_un_critere"].match(flat)
    ):
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


def _is_bare_name(flat: str) -> bool:
    """A line that is but the name of a criterion, under what announces them: « Valeur technique »."""
    named = len(flat) <= SHORT_TITLE and _is_label(flat) and flat[-1] not in ".:;?"
    return named and not (E["sujet"].search(flat) or E["conjugue"].search(flat) or E["un_chiffre"].search(flat))


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


def _row(draft: Brouillon, place: int) -> str:
    """The same, in the columns of a table: what semicolons or strokes part; a weight that stands before it or on the next line comes last."""
    flat = _in_figures(words_of(draft, place))
    if len(E["colonnes"].findall(flat)) >= LEAST_COLUMNS:
        flat = E["colonnes"].sub(" |", flat)
    before = E["poids_en_tete"].match(flat)
    if before and before.end() < len(flat):
        return f"{flat[before.end() :]} | {before['poids']}"
    under = place + 1 < len(draft.paragraphes) and words_of(draft, place + 1)
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


def _share(part: str) -> re.Match[str] | None:
    """The weight of a criterion that a sentence lists: « pour un tiers » too."""
    return _weight(part) or E["part_en_mots"].search(part)


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


def criteria_without_weight(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    ranked = E["par_ordre"].search(draft.plat) and E["sans_poids_permis"].search(draft.plat)
    apart = set(_weighed_apart(draft))
    rows = [
        _words_of_name(_name(draft, one)) for _, some in _criteria(draft) for one in some if _is_weighed(draft, one)
    ]
    for _, criteria in _criteria(draft):
        weighed = {_name(draft, one) for one in criteria if _is_weighed(draft, one)}
        if not weighed and (ranked or _has_price_alone(draft, criteria)):
            continue
        for criterion in criteria:
            if _name(draft, criterion) not in weighed | apart and not _is_named_again(draft, criterion, rows):
                yield _label(draft, criterion)
    for start, end, text in _parts_of_sentences(draft):
        if not _share(text) and _is_label(_first_words(text)):
            yield start, end, ""
    for number, phrase in enumerate(draft.phrases):
        text = draft.plat[phrase.debut : phrase.fin]
        if _is_added(draft, number) and E["prix_pese"].search(scoped(draft, draft.plat, number, "article")):
            yield phrase.debut, phrase.fin, ""
        last = E["dernier_sans_poids"].search(text)
        if last and E["de_prix"].search(text) and not E["sujet"].search(last["reste"]):
            yield phrase.debut + last.end() - len(last["reste"]), phrase.debut + last.end(), ""


def weights_that_add_up_to_too_much(draft: Brouillon) -> Iterator[tuple[int, int, str]]:
    """The last of the criteria of an article whose weights, all in per cent or all in points, make more than 100 together."""
    for number, criteria in _criteria(draft):
        rows = [E["poids_en_chiffres"].findall(_row(draft, one.paragraphe)) for one in criteria]
        found = [weights[0] for weights in rows if len(weights) == 1]
        first, after = draft.articles[number]
        article = draft.plat[draft.paragraphes[first].debut : draft.paragraphes[after - 1].fin]
        units = {unit[0] for _, unit in found}
        # a weight that stands elsewhere divides one of these, or is of another lot
        if len(E["poids_en_chiffres"].findall(article)) != len(found) or len(found) != len(rows) or len(units) != 1:
            continue
        total = sum(float(weight.replace(",", ".")) for weight, _ in found)
        if total > WHOLE and total % 10 and _has_price(draft, [one.paragraphe for one in criteria]):
            unit = "points" if units == {"p"} else "%"
            yield (
                *_label(draft, criteria[-1])[:2],
                f"Les poids de ces critères font ensemble {int(total + 0.5)} {unit}.",
            )


WHOLE = 100
"""What weights make together."""


def _is_named_again(draft: Brouillon, criterion: _Criterion, rows: list[frozenset[str]]) -> bool:
    """Whether « Critère prix » speaks of a criterion that has its weight elsewhere. `rows`: the words of the names of these."""
    named = _words_of_name(_name(draft, criterion))
    opens = E["critere"].match(_whole(draft, criterion.paragraphe)) is not None
    return opens and bool(named) and any(named <= row for row in rows)


def _words_of_name(name: str) -> frozenset[str]:
    return frozenset(word[:STEM_OF_NAME] for word in E["mot_de_nom"].findall(name))


STEM_OF_NAME = 6
"""Letters by which the names of two criteria are compared."""


def _is_added(draft: Brouillon, number: int) -> bool:
    """Whether a sentence adds a criterion to others, and neither it nor the next gives a weight."""
    phrase = draft.phrases[number]
    text = draft.plat[phrase.debut : phrase.fin]
    if not (E["critere_en_phrase_sans_poids"].match(text) or E["critere_ajoute"].match(text)) or E["pese"].search(text):
        return False
    following = draft.plat[phrase.fin : draft.paragraphes[phrase.paragraphe].fin].strip()
    return not E["poids_ensuite"].match(following)


def _has_price_alone(draft: Brouillon, criteria: list[_Criterion]) -> bool:
    """Whether nothing but money is compared: one criterion needs no weight, and prices may be listed for something else."""
    return all(E["prix_seul"].match(_row(draft, one.paragraphe)) for one in criteria)


def _weighed_apart(draft: Brouillon) -> Iterator[str]:
    """The names of the criteria that have an article of their own, which says their weight: wherever else they are named, it need not be said again."""
    for first, after in draft.articles:
        if draft.paragraphes[first].titre and E["critere"].match(words_of(draft, first)):
            if any(E["poids_dit"].search(words_of(draft, place)) for place in range(first, after)):
                yield _name_of(words_of(draft, first))


def _parts_of_sentences(draft: Brouillon) -> list[tuple[int, int, str]]:
    """The criteria that sentences list; looked for once in a draft."""
    if draft.parties is None:
        draft.parties = list(_listed_in_sentences(draft))
    return draft.parties


def _listed_in_sentences(draft: Brouillon) -> Iterator[tuple[int, int, str]]:
    """The criteria that one sentence lists, two of them or more with a weight and one of them the price: each with its words, after what announces them."""
    for place, start, end in whole_sentences(draft):
        announced = E["annonce"].match(draft.plat[start:end])
        own = start + (announced.end() if announced else 0)
        text = draft.plat[own:end]
        if ";" not in text and not E["deux_parts"].search(text):
            continue  # no two weights
        shape = E["part" if ";" in text else "part_pesee"]
        parts = [(own + part.start("nom"), own + part.end(), _in_figures(part["nom"])) for part in shape.finditer(text)]
        weighed = [part for _, _, part in parts if _share(part) and _is_label(_first_words(part))]
        if len(weighed) > 1 and any(E["prix_seul"].match(part) for _, _, part in parts):
            divides = E["poids_dans_la_ligne"].search(draft.plat[draft.paragraphes[place].debut : start])
            yield from () if divides else parts


def _is_weighed(draft: Brouillon, criterion: _Criterion) -> bool:
    """Its line gives its weight, or a sentence under it does."""
    if _weight(_row(draft, criterion.paragraphe)):
        return True
    return any(E["poids_dit"].search(words_of(draft, place)) for place in range(criterion.paragraphe, criterion.fin))


def _name(draft: Brouillon, criterion: _Criterion) -> str:
    return _name_of(_row(draft, criterion.paragraphe))


def _name_of(flat: str) -> str:
    """Between quotation marks, where it has some."""
    quoted = flat.split('"')
    return quoted[1].strip() if len(quoted) > 2 else _first_words(flat).strip()


def criteria_without_expectations(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    """A criterion of which nothing is said but its name and its weight."""
    for number, criteria in _criteria(draft):
        told = {_name(draft, one) for one in criteria if _is_told(draft, one, data)}
        expecting = [
            (place, sentence)
            for place in range(*draft.articles[number])
            for sentence in words_of(draft, place).split(".")
            if occurs(data["attentes"], sentence)
        ]
        again = [
            words_of(draft, place)
            for place in range(*draft.articles[number])
            if E["critere"].match(_whole(draft, place)) and _says_what(_after_name(words_of(draft, place)))
        ]
        for criterion in criteria:
            others = [sentence for place, sentence in expecting if place != criterion.paragraphe]
            name = _name(draft, criterion)
            if not (criterion.prix or name in told or _told_elsewhere(name, others) or _is_told_again(name, again)):
                yield _label(draft, criterion)
    for start, end, text in _parts_of_sentences(draft):
        if _share(text) and not (E["prix"].match(text) or _says_what(_after_name(text)) or _is_measured(text)):
            yield start, end, ""
    if len(draft.phrases) == 1 and E["critere_vague_seul"].match(draft.plat):
        yield draft.phrases[0].debut, draft.phrases[0].fin, ""
    for number, phrase in enumerate(draft.phrases) if E["de_prix"].search(draft.plat) else ():
        if _is_bare_sentence(draft, number) or _names_vaguely(draft.plat[phrase.debut : phrase.fin]):
            yield phrase.debut, phrase.fin, ""


def _is_bare_sentence(draft: Brouillon, number: int) -> bool:
    """Whether a sentence names a criterion and its weight, and neither it nor the next says more: « La sécurité vaut 20 points. »"""
    phrase = draft.phrases[number]
    paragraph = draft.paragraphes[phrase.paragraphe]
    text = draft.plat[phrase.debut : phrase.fin]
    if paragraph.piece in OF_THE_CONTRACT:
        return False
    named = E["critere_en_phrase"].match(text) or E["part_en_phrase"].match(text)
    if not named or _says_what(named["reste"]) or _is_measured(named["nom"] or ""):
        return False
    following = draft.plat[phrase.fin : paragraph.fin].strip()
    return not following or bool(E["critere_suivant"].match(following))


def _names_vaguely(text: str) -> bool:
    """Whether a sentence names the price and, of the rest, only « la valeur technique » or « la qualité »."""
    named = E["criteres_nommes"].search(text)
    parts = E["entre_criteres"].split(named["noms"]) if named else []
    others = [part for part in parts if not E["de_prix"].search(part)]
    return len(others) < len(parts) and any(E["critere_vague"].search(one) and not _says_what(one) for one in others)


_COMMON = frozenset(word[:8] for word in MOTS_DE_CRITERE)
LEAST_DIVIDED = 2
"""Rows with a weight under a criterion, that divide its points."""


def _is_told(draft: Brouillon, criterion: _Criterion, data: Donnees) -> bool:
    flat = _row(draft, criterion.paragraphe)
    if _is_measured(flat):
        return True
    below = range(criterion.paragraphe + 1, criterion.fin)
    if sum(bool(_weight(_row(draft, place))) for place in below) >= LEAST_DIVIDED:
        return True
    under = "\n".join(words_of(draft, place) for place in below)
    said = f"{_after_name(flat)}\n{under if occurs(data['attentes'], under) or E['poids_dit'].search(under) else ''}"
    return _says_what(said)


def _is_measured(name: str) -> bool:
    """Whether the name of a criterion says what is counted: « le délai de livraison, en jours »."""
    return E["mesure_dans_le_nom"].match(name) is not None


def _after_name(flat: str) -> str:
    """What is said of a criterion after its name, without its weight."""
    name = E["nom_seul"].match(flat)
    return E["poids_dans_la_ligne"].sub(" ", flat[name.end() if name else 0 :])


def _says_what(words: str) -> bool:
    """Whether words name a thing to look at, besides who judges, on what document and how well."""
    return E["mot_dit"].search(E["au_bon_vouloir"].sub(" ", words)) is not None


def _is_told_again(name: str, again: list[str]) -> bool:
    """Whether one of the paragraphs that open with « Critère … » and say what is looked at is about a criterion."""
    words = _words_of_name(name)
    return any(named and named <= words for named in (_words_of_name(_name_of(one)) for one in again))


def _told_elsewhere(name: str, others: list[str]) -> bool:
    """Whether one of the sentences that say what is expected speaks of a criterion, by one of the words of its name."""
    words = {word[:8] for word in E["mot_long"].findall(name)} - _COMMON
    return any(word in sentence for sentence in others for word in words)


def _label(draft: Brouillon, criterion: _Criterion) -> tuple[int, int, str]:
    paragraph = draft.paragraphes[criterion.paragraphe]
    flat = words_of(draft, criterion.paragraphe)
    match = E["libelle"].match(flat)
    return paragraph.corps, paragraph.corps + (match.end() if match else len(flat)), ""
