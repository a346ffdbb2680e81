"""What a draft refers to and is not there: annexes, articles of law. The same code is in docs/assets/js/parts/relire-moteur.js."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .expressions import E
from .passages import Donnees, scoped, title_of, whole_sentences, words_of
from .texte import Brouillon


def annexes(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    """An annex that a sentence names and that the draft does not hold: each once."""
    held: list[str] = []
    for paragraph in draft.paragraphes:
        flat = draft.plat[paragraph.debut : paragraph.fin].lstrip("#-*• ")
        if flat.startswith("annexe") and not E["verbe"].search(flat[:60]):
            held.append(flat)
    if E["annexes_au_dossier"].search(draft.plat):
        return
    listed = [scoped(draft, draft.plat, number, "phrase") for number in range(len(draft.phrases))]
    listed = [sentence for sentence in listed if E["liste_de_pieces"].search(sentence)]
    whole = [(place, draft.plat[start:end]) for place, start, end in whole_sentences(draft)]
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
        number_named, title, end = match["numero"], match["titre"], match.end()
        if number_named and draft.casse[match.start("numero")].islower():
            number_named, end = None, match.start("numero")  # « annexé à »
        elsewhere = E["ailleurs"].match(_after(draft, end))
        if (elsewhere and elsewhere["piece"] != paragraph.piece.lower()) or E["texte_avant"].search(before[-60:]):
            continue
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
            yield match.start(), end, ""


def _is_a_list(sentence: str, listing: bool) -> bool:
    """Whether a sentence lists documents: it names some, or has no verb where they are listed."""
    return (
        E["annonce_de_pieces"].match(sentence) is not None
        or len(E["nom_de_document"].findall(sentence)) >= LEAST_LISTED
        or (listing and not E["conjugue"].search(sentence))
    )


def _lists_documents(draft: Brouillon, place: int) -> bool:
    """Whether a paragraph names documents, or stands under a title that announces them."""
    title = title_of(draft, draft.phrase_at(draft.paragraphes[place].corps))
    named = len(E["nom_de_document"].findall(words_of(draft, place)))
    return named >= LEAST_LISTED or E["titre_de_pieces"].search(title) is not None


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


def articles(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
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


def old_articles(draft: Brouillon, data: Donnees) -> Iterator[tuple[int, int, str]]:
    """The code of 2006, and where each article that the guide knows is read today."""
    for match in E["ancien"].finditer(draft.plat):
        if E["ne_vaut_plus"].search(scoped(draft, draft.plat, draft.phrase_at(match.start()), "paragraphe")):
            continue
        yield match.start(), match.end(), data["concordance"].get(match["numero"], "")
