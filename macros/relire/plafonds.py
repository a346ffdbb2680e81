"""Which sentences of a draft a cap covers: their own, one that is common to several penalties, or the one of the CCAG of 2021, for lateness only.
The same code is in docs/assets/js/parts/relire-plafonds.js."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .expressions import MOTS_DE_PENALITE, NOMBRES, E
from .texte import Brouillon

STEM = 5
"""Letters of a word that tell one penalty from another."""
NEAR = 8
"""Sentences before a cap, one of which speaks of penalties, or the first of its article does."""
MOST_CAPS = 100
"""Common caps that are looked at: a draft of fifty pages holds fewer."""
LATE = "late"
"""Stands for all the words of lateness."""
_NEUTRAL = frozenset(word[:STEM] for word in MOTS_DE_PENALITE)
Numero = tuple[int, ...]
"""« 5.3 » → (5, 3); « P1 » → (112, 1)."""


@dataclass(frozen=True)
class _Phrases:
    """Of each sentence of a draft: its text, the stems of what it is about, the number under which it stands (() for none), its paragraph. `montants`: those that hold an amount; `connues`: in how many of these each stem stands."""

    textes: list[str]
    racines: list[frozenset[str]]
    numeros: list[Numero]
    paragraphes: list[int]
    montants: list[int]
    connues: Counter[str]

    def de(self, first: int, after: int) -> range:
        """The numbers of the sentences of some paragraphs."""
        return range(bisect_left(self.paragraphes, first), bisect_left(self.paragraphes, after))

    def avec_montant(self, first: int, after: int) -> list[int]:
        """Which of some sentences hold an amount."""
        return self.montants[bisect_left(self.montants, first) : bisect_left(self.montants, after)]

    def connues_ailleurs(self, stems: frozenset[str], number: int) -> frozenset[str]:
        """Which of these stems stand in another sentence that holds an amount."""
        place = bisect_left(self.montants, number)
        here = self.racines[number] if self.montants[place : place + 1] == [number] else frozenset()
        return frozenset(stem for stem in stems if self.connues[stem] > (stem in here))


@dataclass(frozen=True)
class _Portee:
    """The sentences that a common cap covers: among `parmi`, those under a number of `numeros` (first and last), or with a stem of `racines`; empty: any.
    `hors_numeros`, `hors_racines`: those that it leaves out."""

    parmi: range | frozenset[int]
    numeros: tuple[tuple[Numero, Numero], ...] = ()
    racines: frozenset[str] = frozenset()
    hors_numeros: tuple[tuple[Numero, Numero], ...] = ()
    hors_racines: frozenset[str] = frozenset()

    def atteint(self, number: int, numero: Numero, stems: frozenset[str]) -> bool:
        """Whether it covers a sentence, which stands under `numero` and has these stems."""
        return (
            number in self.parmi
            and (not self.numeros or not numero or _is_among(numero, self.numeros))
            and (not self.racines or bool(self.racines & stems))
            and not (numero and _is_among(numero, self.hors_numeros))
            and not self.hors_racines & stems
        )


def plafonnees(draft: Brouillon) -> frozenset[int]:
    """The numbers of the sentences that a cap covers; looked for once in a draft."""
    if draft.plafonnees is None:
        draft.plafonnees = frozenset(_capped(draft))
    return draft.plafonnees


def _capped(draft: Brouillon) -> Iterator[int]:
    texts = [draft.plat[phrase.debut : phrase.fin] for phrase in draft.phrases]
    stems = [_stems(_label(text)) for text in texts]
    numeros = _numeros(draft, texts)
    amounts = [number for number, text in enumerate(texts) if E["montant"].search(text)]
    known = Counter(stem for number in amounts for stem in stems[number])
    sentences = _Phrases(texts, stems, numeros, [phrase.paragraphe for phrase in draft.phrases], amounts, known)
    caps = [list(_reaches(draft, number, sentences)) for number in range(len(texts))]
    reaches = [reach for own in caps for reach in own][:MOST_CAPS]
    late = E["ccag_plafonne"].search(draft.plat) and not E["ccag_sans_plafond"].search(draft.plat)
    rows = _rows(draft)
    for number, text in enumerate(texts):
        if not E["hors_plafond"].search(text) and (
            caps[number]
            or _is_capped_alone(text)
            or draft.phrases[number].paragraphe in rows
            or (late and LATE in stems[number])
            or any(reach.atteint(number, numeros[number], stems[number]) for reach in reaches)
        ):
            yield number


def _label(text: str) -> str:
    """What a penalty is for: the words before its amount, or all of them where it comes first."""
    amount = E["montant"].search(text)
    before = text[: amount.start()] if amount else text
    return before if E["mot_de_penalite"].search(before) else text


def _stems(text: str) -> frozenset[str]:
    stems = {word[:STEM] for word in E["mot_de_penalite"].findall(text)} - _NEUTRAL
    return frozenset(stems | {LATE} if E["retard"].search(text) else stems)


def _is_capped_alone(text: str) -> bool:
    """Whether a sentence bounds its own amount."""
    amount = E["montant"].search(text)
    if not amount:
        return False
    after = text[amount.end() :]
    cap = E["plafond"].search(text)
    bounded_first = cap and cap["apres"] and E["montant"].search(text[cap.end() :])
    return bool(bounded_first or any(E[name].search(after) for name in ("bornee", "une_fois", "sous_plafond")))


def _reaches(draft: Brouillon, number: int, sentences: _Phrases) -> Iterator[_Portee]:
    """What a sentence covers, if it is a cap on other penalties than its own."""
    text = sentences.textes[number]
    cap = E["plafond"].search(text)
    if not cap or E["exonere"].search(text):
        return
    start, end = cap.span("apres") if cap["apres"] else cap.span("avant")
    amount = E["montant"].search(text)
    bears = amount and amount.end() <= cap.start()  # a penalty, then a cap
    before = text[amount.end() if amount and bears else 0 : start]
    of_all = bool(E["toutes_penalites"].search(before if bears else text))
    place = _place(draft, number, sentences)
    if not _is_on_penalties(number, sentences, place):
        return
    cited, subject = _numbers_cited(before), _stems(before)
    together = E["penalites_ensemble"].search(text[:end])
    unknown = subject and not sentences.connues_ailleurs(subject, number) and not cited
    labelled = E["sujet_de_plafond"].search(before)
    if not of_all and (bears or E["une_penalite"].search(before) or (unknown and (labelled or not together))):
        return
    counted = E["ces_n"].search(before)
    among = _among(number, sentences, place, before, of_all, is_vague=not (cited or subject or together))
    exception = E["a_l_exception"].search(text)
    left_out = text[exception.end() :] if exception else ""
    if exception and exception.start() < start:
        before = text[: exception.start()]
        cited, subject = _numbers_cited(before), _stems(before)
    named = frozenset() if cited or counted else sentences.connues_ailleurs(subject, number) | (subject & {LATE})
    yield _Portee(among, cited, named, _numbers_cited(left_out), sentences.connues_ailleurs(_stems(left_out), number))
    rest = text[end:]
    for other in E["montant"].finditer(rest):  # « et, pour les absences, 300 € »
        if others := sentences.connues_ailleurs(_stems(rest[: other.start()]), number):
            yield _Portee(range(len(sentences.textes)), racines=others)


@dataclass(frozen=True)
class _Place:
    """Where a sentence stands: the sentences of its paragraph and of its article, and which of them come before it and hold an amount."""

    alinea: range
    article: range
    montants_de_l_alinea: list[int]
    montants_de_l_article: list[int]


def _place(draft: Brouillon, number: int, sentences: _Phrases) -> _Place:
    paragraph = draft.phrases[number].paragraphe
    own = sentences.de(paragraph, paragraph + 1)
    article = sentences.de(*draft.articles[draft.paragraphes[paragraph].article])
    return _Place(
        own, article, sentences.avec_montant(own.start, number), sentences.avec_montant(article.start, number)
    )


def _is_on_penalties(number: int, sentences: _Phrases, place: _Place) -> bool:
    """Whether a cap bounds penalties: an amount stands just before it, or they are spoken of near it."""
    if place.montants_de_l_alinea or place.montants_de_l_article[-1:] == [number - 1]:
        return True
    first = place.article.start
    near = (sentences.textes[first], *sentences.textes[max(first, number - NEAR) : number + 1])
    return any(E["parle_de_penalites"].search(one) for one in near)


def _among(
    number: int, sentences: _Phrases, place: _Place, before: str, of_all: bool, is_vague: bool
) -> range | frozenset[int]:
    """The sentences among which a cap covers some. `before`: its words before the bound; `of_all`: it says that it is on all penalties; `is_vague`: it names none."""
    beside, earlier = place.montants_de_l_alinea, place.montants_de_l_article
    if E["pour_ce_motif"].search(sentences.textes[number]) or is_vague:
        goes_on = beside[-1:] == [number - 1] and sentences.textes[number - 1].endswith(";")
        return range(number - 1, number) if goes_on else place.alinea
    if counted := E["ces_n"].search(before):
        size = NOMBRES.get(counted["nombre"]) or int(counted["nombre"])
        those = beside if len(beside) >= size else earlier
        return frozenset(those[:size] if counted["premieres"] else those[-size:])
    if beside and not of_all and len(sentences.numeros[number]) > 1:
        return place.alinea
    if earlier and (E["article_seul"].search(before) or not of_all):
        return place.article
    return range(len(sentences.textes))


def _numeros(draft: Brouillon, texts: list[str]) -> list[Numero]:
    """Under which number each sentence stands; () for none."""
    found: list[Numero] = []
    numero: Numero = ()
    article = paragraph = -1
    for phrase, text in zip(draft.phrases, texts, strict=True):
        place = draft.paragraphes[phrase.paragraphe]
        if place.article != article:
            article, numero = place.article, ()
        head = None
        if phrase.paragraphe != paragraph:
            paragraph = phrase.paragraphe
            head = E["numero_de_tete"].match(draft.plat[place.debut : phrase.fin])
        else:
            head = E["numero_de_tete"].match(text)
            head = head if head and E["numero_compose"].match(head["numero"]) else None
        if head:
            numero = _numero(head["numero"])
        found.append(numero)
    return found


def _numero(text: str) -> Numero:
    return tuple(int(part) if part.isdigit() else ord(part) for part in E["partie_de_numero"].findall(text))


def _numbers_cited(text: str) -> tuple[tuple[Numero, Numero], ...]:
    return tuple(
        (_numero(one["seul"] or one["de"]), _numero(one["a"] or one["seul"] or one["de"]))
        for one in E["numero_cite"].finditer(text)
    )


def _is_among(numero: Numero, spans: tuple[tuple[Numero, Numero], ...]) -> bool:
    """Whether « 5.3 » is one of « 5.1 à 5.4 », or within « 5 »."""
    return any(first <= numero[: len(first)] and numero[: len(last)] <= last for first, last in spans)


def _rows(draft: Brouillon) -> set[int]:
    """The paragraphs that are rows of a table with a column of caps, and an amount in it."""
    found: set[int] = set()
    for start, after in draft.articles:
        place, columns = -1, 0
        for number in range(start, after):
            paragraph = draft.paragraphes[number]
            cells = [cell.strip() for cell in E["colonne"].split(draft.plat[paragraph.debut : paragraph.fin])]
            heads = [at for at, cell in enumerate(cells) if E["titre_de_plafond"].match(cell)]
            if len(cells) > 2 and heads and not E["montant"].search(cells[heads[-1]]):
                place, columns = heads[-1], len(cells)
            elif place >= 0 and len(cells) >= columns and any(char.isdigit() for char in cells[place]):
                found.add(number)
    return found
