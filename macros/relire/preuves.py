"""What a draft demands of the holder, and whether it says how that is proved. The same code is in docs/assets/js/parts/relire-moteur.js."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .criteres import piece_of
from .expressions import MOTS_NEUTRES, MOTS_VIDES, E
from .passages import Donnees, scoped, words_of
from .texte import LONGEST_PARAGRAPH, Brouillon

_EMPTY = frozenset(MOTS_VIDES)
_NEUTRAL = frozenset(word[:6] for word in MOTS_NEUTRES)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in E["racine"].findall(text) if word not in _EMPTY)


def unproved(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    """A duty towards the environment or people that can be measured, in a paragraph that names nothing to look at."""
    for number, phrase in enumerate(draft.phrases):
        paragraph = draft.paragraphes[phrase.paragraphe]
        text = draft.plat[phrase.debut : phrase.fin]
        if paragraph.titre or piece_of(draft, paragraph.piece) in ("RC", "AE") or len(text.split()) < LEAST_WORDS:
            continue
        head = draft.paragraphes[draft.articles[paragraph.article][0]]
        if head.titre and draft.plat.startswith("annexe", head.debut):
            continue
        if not E["devoir"].search(text) or E["pas_un_devoir"].search(text):
            continue
        if not E["mesurable"].search(E["mesure_de_service"].sub(" ", text)):
            continue
        if not any(proofs_of(draft, number)) and not is_proved_just_after(draft, number):
            yield phrase.debut, phrase.fin, ""


LEAST_WORDS = 4
"""Words of a sentence that can be a duty."""


def proofs_of(draft: Brouillon, number: int) -> Iterator[str]:
    """Where a draft names what proves a sentence: in its paragraph, in one that names the number of its paragraph, in one on the proofs of all duties or of the things that it names."""
    phrase = draft.phrases[number]
    paragraph = draft.paragraphes[phrase.paragraphe]
    around = scoped(draft, draft.plat, number, "paragraphe")
    if paragraph.fin - paragraph.debut > LONGEST_PARAGRAPH:
        closed = draft.plat[phrase.fin - 1] == ";"
        around = draft.plat[phrase.debut : phrase.fin if closed else draft.portee(number, "paragraphe")[1]]
    if E["preuve"].search(around):
        yield "ici"
    if _is_referred_to(draft, phrase.paragraphe):
        yield "renvoi"
    if _is_proved_elsewhere(draft, number):
        yield "ailleurs"


def is_proved_just_after(draft: Brouillon, number: int) -> bool:
    """Whether one of the next sentences of its article has somebody hand over a proof of the things that a sentence names, whatever else is thought of it."""
    phrase = draft.phrases[number]
    article = draft.paragraphes[phrase.paragraphe].article
    stems = _stems(draft.plat[phrase.debut : phrase.fin]) - _NEUTRAL
    for other in draft.phrases[number + 1 : number + 1 + JUST_AFTER]:
        text = draft.plat[other.debut : other.fin]
        if draft.paragraphes[other.paragraphe].article != article:
            break
        if len(stems & _stems(text)) >= SHARED_WITH_PROOF and E["preuve"].search(text) and E["remet"].search(text):
            return True
    return False


JUST_AFTER = 3
"""Sentences."""


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
            _proof(draft, place)
            for place in range(len(draft.paragraphes))
            if E["preuve"].search(words_of(draft, place))
        ]
    return draft.preuves


def _proof(draft: Brouillon, place: int) -> _Preuve:
    paragraph, body = draft.paragraphes[place], words_of(draft, place)
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
