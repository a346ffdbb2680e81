"""Two values for one thing: the values of a draft, and a score that says whether two of them speak of the same thing.
The same code is in docs/assets/js/parts/relire-valeurs.js."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .expressions import (
    FREQUENCES,
    JOURS,
    LEGERS,
    MOIS,
    MOTS_SANS_SUJET,
    NOMBRES,
    ORDINAUX,
    SYNONYMES,
    UNITES,
    E,
)
from .texte import Brouillon, Phrase

POIDS = Path(__file__).with_name("valeurs.json")
LEAST_NEAR = 0.35
"""The smaller value over the larger, below which two values are not about one thing."""
LEAST_SHARED = 0.4
"""The weight of the words that two values share at least."""
STEPS_NEAR = 5
STEPS_SHARED = 3
MOST_SHARED = 8
MOST_COUNTED = 6
"""How finely the nearness of two values, the weight of the words that they share and the number of values of their genre are told."""
EXCERPT = 5
"""Paragraphs of a text that is a part of a draft at most: what it says twice, it says of few things."""
MOST_COMPARED = 400
"""Values of a genre that one is compared with, the nearest before it: a draft of fifty pages holds fewer."""
LONGEST_WAIT = 96
"""More hours than that are an amount of work, not a delay."""
FAR = 120
"""Between two dates, so many days (months of 40) that they must tell the very same subject."""
NOT = "zz"
"""How the stem of what is denied begins: no French word does."""
LIGHT = 0.35
"""What a word that any sentence may hold weighs, beside another."""
CONVERTED = 0.07
"""What two durations in different units may differ by: six weeks and 45 days are said of one thing."""
OTHER = "autre"
OBJECTS = {
    **{"date": ("cloture", "question", OTHER), "horaire": ("cloture", OTHER)},
    **{"minute": ("validite", "duree", "execution", OTHER)},
}
"""Genre → what its values may set, which two sentences say in other words; OTHER is none of those."""
SHORT_TITLE = 30
"""How long the words that open a paragraph (« Validité. ») are at most."""
WHOLE = 100
"""What two shares of one thing make together."""
NO_SCALE = ("date", "periode", "jours", "semaine")
NO_SCALE_NEAR = 0.8
"""What is not more or less than another, and how near any two of them are said to be."""
SIDE_GENRES = frozenset(("%", "€", "n", "mm", "g", "ml", "m2", "minute"))
"""Other values of a sentence that tell one tier from another."""


@dataclass
class ValeurDite:
    """A value from `debut` to `fin`. `genre`: what may be compared; `mots`: the stems of its clause, in their order; `seules`: how many of the genre its sentence holds; `repris`: those that come from the sentence before; `objet`: what it sets, where that is known."""

    debut: int
    fin: int
    genre: str
    mesure: float
    unite: str
    phrase: int
    seules: int = 1
    mots: tuple[str, ...] = ()
    label: frozenset[str] = frozenset()
    repris: frozenset[str] = frozenset()
    complements: dict[str, str] = field(default_factory=dict)
    sujet: str = ""
    objet: str = ""
    autres: dict[str, float] = field(default_factory=dict)
    part: str = ""
    lots: str = ""
    cas: str = ""
    rappel: bool = False
    sanction: bool = False
    total: bool = False
    condition: bool = False
    borne: bool = False


def nombre(text: str) -> float:
    """A number in figures or in words."""
    if text[0].isdigit():
        return float(text.replace(" ", "").replace(",", "."))
    total = current = 0
    for word in E["mot_de_nombre"].findall(text):
        value = NOMBRES[word]
        if value == 1000:
            total, current = total + max(current, 1) * 1000, 0
        elif value == 100:
            current = max(current, 1) * 100
        elif value == 20 and current % 100 == 4:
            current += 76  # quatre-vingt
        else:
            current += value
    return float(total + current)


@cache
def racine(word: str) -> str:
    """A word without its ending: « livraison » and « livrée » are one; words of SYNONYMES too."""
    stem = _cut(word)
    return _same().get(stem, stem)


def _cut(word: str) -> str:
    word = word.rstrip("s")
    root = E["desinence"].match(word)
    return (root[1] if root else word)[:6]


@cache
def _same() -> dict[str, str]:
    found: dict[str, str] = {}
    for words in SYNONYMES:
        for word in words.split():
            found.setdefault(_cut(word), _cut(words.split()[0]))
    return found


_EMPTY = frozenset(MOTS_SANS_SUJET)


@cache
def _light() -> frozenset[str]:
    return frozenset(racine(word) for word in LEGERS)


def _stems(text: str) -> tuple[str, ...]:
    text = E["negation"].sub(rf"{NOT}\1", E["rechange"].sub("rechange", E["locution"].sub(" ", text)))
    stems = (racine(word) for word in E["mot"].findall(text) if word.removeprefix(NOT) not in _EMPTY)
    return tuple(dict.fromkeys(stem for stem in stems if len(stem) >= 3))


def _raw(text: str) -> list[ValeurDite]:
    """The values of a sentence: dates and times first, so that their numbers are not read again."""
    found: list[ValeurDite] = []
    taken: list[tuple[int, int]] = []

    def add(start: int, end: int, genre: str, measure: float, unit: str = "") -> None:
        if not any(start < last and first < end for first, last in taken):
            taken.append((start, end))
            if genre:
                found.append(ValeurDite(start, end, genre, measure, unit, 0))

    for match in E["periode"].finditer(text):
        first, last = (MOIS.index(match[month]) * 40 + int(match[day]) for month, day in (("m", "j"), ("m2", "j2")))
        add(*match.span(), "periode", first * 1000 + last)
    for match in E["date"].finditer(text):
        cited = E["texte_date"].search(text[: match.start()])
        month = MOIS.index(match["mois"]) + 1 if match["mois"] else int(match["m2"])
        add(*match.span(), "" if cited else "date", month * 40 + int(match["jour"] or match["j2"]))
    for match in E["horaire"].finditer(text):
        minutes = match["minutes"] or match["minutes2"] or "0"
        hour = 12.0 if match["midi"] == "midi" else 24.0 if match["midi"] else nombre(match["h"] or match["h2"])
        if match["h"] and (hour > 24 or E["duree_en_h"].search(text[: match.start()])):
            add(*match.span(), "minute", hour * 60 + int(minutes), "heure")
        elif hour <= 24:
            add(*match.span(), "horaire", hour * 60 + (30 if minutes == "trente" else int(minutes)))
    for match in E["semaine"].finditer(text):
        add(*match.span(), "semaine", int(match["numero"]))
    for match in E["jours"].finditer(text):
        add(*match.span(), "jours", sum(2 ** JOURS.index(day) for day in set(E["jour"].findall(match[0]))))
    for match in E["frequence"].finditer(text):
        every = FREQUENCES[match["unite"] or match["adjectif"]]
        add(*match.span(), f"fois {every}", nombre(match["nombre"]))
    for match in E["ordinal"].finditer(text):
        add(*match.span(), "minute", ORDINAUX[match["nombre"]] * UNITES[match["unite"]][1], match["unite"])
    for match in E["lots_comptes"].finditer(text):
        add(*match.span(), "lots", nombre(match["nombre"] or match["nombre2"] or match["nombre3"]))
    for match in E["valeur"].finditer(text):
        if match["unite"]:
            genre, factor = UNITES[match["unite"]]
            if match["unite"] == "heures" and nombre(match["nombre"]) > LONGEST_WAIT:
                genre = "travail"
            add(*match.span(), genre, nombre(match["nombre"]) * factor, match["unite"])
            continue
        start, end = match.start(), match.end("nombre")
        if (
            match["nombre"] in ("un", "une")
            or E["zero_en_tete"].match(match["nombre"])
            or E["numero_de"].search(text[:start])
        ):
            continue
        thing = E["chose_comptee"].match(text[end:])
        if thing and not E["autre_quantite"].match(thing[1]):
            add(start, end + thing.end(), f"n {racine(thing[1])}", nombre(match["nombre"]))
        elif E["apres_etiquette"].search(text[:start]) and E["fin_de_compte"].match(text[end:]):
            add(start, end, "n", nombre(match["nombre"]))
    if not any(value.genre.startswith("fois") for value in found):
        for match in E["rythme"].finditer(text):
            if E["assiette"].search(text[: match.start()]):
                continue
            add(*match.span(), "rythme", FREQUENCES[match["rythme"] or match["tous"]])
    return sorted(found, key=lambda value: value.debut)


def _in_rc(text: str) -> list[ValeurDite]:
    """The values of a sentence that tells candidates how to answer: of a criterion, its weight alone; nothing that is counted."""
    weights = list(E["poids_dit_en"].finditer(text))
    if len(weights) == 1:
        (match,) = weights
        return [ValeurDite(*match.span(), f"poids {match['unite'][0]}", nombre(match["nombre"]), "", 0)]
    if E["poids"].search(text):
        return []
    return [
        value
        for value in _raw(text)
        if value.genre != "%" and (not value.genre.startswith("n") or value.genre == "n page")
    ]


def _clause(text: str, value: ValeurDite) -> tuple[int, int]:
    """Where the part of a sentence that holds a value runs: narrower where the sentence holds several values of the genre."""
    start, end = 0, len(text)
    for match in E["coupe" if value.seules > 1 else "coupe_forte"].finditer(text):
        if match.end() <= value.debut:
            start = match.end()
        elif match.end() >= value.fin:
            return start, match.end()
    return start, end


def _object(text: str, value: ValeurDite, values: list[ValeurDite], opening: str) -> str:
    """What a value sets, as the words between its neighbours of the genre say it."""
    alike = [one for one in values if one.genre == value.genre]
    start = max((one.fin for one in alike if one.fin <= value.debut), default=0)
    end = min((one.debut for one in alike if one.debut >= value.fin), default=len(text))
    before, after = text[start : value.debut].split(". ")[-1], text[value.fin : end].split(". ")[0]
    said = f"{'' if start else opening} {before}§{after}"
    return next((name for name in OBJECTS.get(value.genre, ()) if E[f"objet_{name}"].search(said)), "")


def _joined(found: Iterator[re.Match[str]]) -> str:
    return " | ".join(sorted({match[0].replace("sur les", "pour les") for match in found}))


def valeurs(draft: Brouillon) -> list[ValeurDite]:
    """The values of a draft, each with what is known of it."""
    return [value for number in range(len(draft.phrases)) for value in _of_sentence(draft, number)]


def _of_sentence(draft: Brouillon, number: int) -> list[ValeurDite]:
    phrase = draft.phrases[number]
    text = draft.plat[phrase.debut : phrase.fin]
    paragraph = draft.paragraphes[phrase.paragraphe]
    if not E["chiffre"].search(text) or E["avant_sanction"].search(text):
        return []
    if E["palier"].match(draft.plat[paragraph.debut : paragraph.fin]):
        return []
    values = _raw(text) if paragraph.piece != "RC" else _in_rc(text)
    genres = Counter(value.genre for value in values)
    before, opening = _before(draft, number, text), _opening(draft, number)
    lots = _lots(draft, phrase)
    cases = _joined(E["qualifie"].finditer(text))
    label = E["etiquette_de_valeur"].match(text)
    for value in values:
        value.objet = _object(text, value, values, opening)
    for value in values:
        value.seules = genres[value.genre]
        start, end = _clause(text, value)
        counted = value.genre.startswith("fois")
        clause = text[start:end] if counted else f"{text[start : value.debut]} {text[value.fin : end]}"
        own = _stems(f"{opening} {clause}")
        value.mots = tuple(dict.fromkeys((*own, *before, *([value.genre[2:]] if value.genre.startswith("n ") else ()))))
        value.repris = frozenset(before) - {*own}
        if value.genre == "lots":
            value.mots = ("lot",)
        value.label = frozenset(_stems(label[0]) if label and label.end() <= value.debut else ())
        value.sujet = _subject(text, value, (*before, *own))
        for match in E["complement"].finditer(clause):
            one, other = _stems(match[1]), _stems(match[2])
            if one and other:
                value.complements[one[0]] = other[0]
        value.autres = {
            one.genre: one.mesure for one in values if one.genre != value.genre and one.genre in SIDE_GENRES
        }
        share = E["part_de_quoi"].match(text[value.fin :]) if value.genre == "%" else None
        value.part = next(iter(_stems(share[1])), "") if share else ""
        value.lots, value.cas = lots, cases
        value.rappel = bool(E["rappelle"].search(text[max(0, start - 40) : end + 40]))
        value.sanction = bool(E["sanction"].search(text))
        value.condition = bool(E["condition"].search(text))
        value.borne = bool(E["borne"].search(text[: value.debut]))
        value.total = bool(E["total"].search(text[start : value.debut]))
        value.debut, value.fin, value.phrase = value.debut + phrase.debut, value.fin + phrase.debut, number
    return values


def _before(draft: Brouillon, number: int, text: str) -> tuple[str, ...]:
    """The words of the sentence before, where this one goes on with its subject."""
    if not number or not E["suite_de_valeur"].match(text):
        return ()
    other = draft.phrases[number - 1]
    return _stems(draft.plat[other.debut : other.fin]) if other.paragraphe == draft.phrases[number].paragraphe else ()


def _opening(draft: Brouillon, number: int) -> str:
    """The few words that open the paragraph of a sentence (« Validité. »), before it."""
    first = draft.phrases[number - 1] if number else None
    if first is None or first.paragraphe != draft.phrases[number].paragraphe or first.fin - first.debut > SHORT_TITLE:
        return ""
    is_first = number == 1 or draft.phrases[number - 2].paragraphe != first.paragraphe
    text = draft.plat[first.debut : first.fin]
    return text if is_first and not E["chiffre"].search(text) else ""


def _subject(text: str, value: ValeurDite, own: tuple[str, ...]) -> str:
    """The first word of a value's clause; of « réunions trimestrielles », the word before."""
    if value.genre == "rythme" and not E["rythme_en_mots"].match(text[value.debut :]):
        words = E["mot"].findall(text[: value.debut])
        if words and words[-1] not in _EMPTY:
            return racine(words[-1])
    return next((stem for stem in own if stem not in _light()), "")


def _lots(draft: Brouillon, phrase: Phrase) -> str:
    """The lots that the title of the article, or what precedes in the paragraph, names."""
    paragraph = draft.paragraphes[phrase.paragraphe]
    head = draft.paragraphes[draft.articles[paragraph.article][0]]
    title = draft.plat[head.debut : head.fin] if head.titre else ""
    return _joined(E["lots"].finditer(f"{title} {draft.plat[paragraph.debut : phrase.fin]}"))


@cache
def poids() -> dict[str, int]:
    """What each sign of two values weighs, as learned from the drafts (tests/relire/apprendre_valeurs.py)."""
    return json.loads(POIDS.read_text(encoding="utf-8"))


def contradictions(draft: Brouillon) -> Iterator[tuple[int, int, str]]:
    """Each value that an earlier one denies, the one that it denies most; the same two measures are said once."""
    said: set[tuple[str, float, float]] = set()
    best: dict[int, tuple[int, ValeurDite, ValeurDite]] = {}
    weights = poids()
    for one, other, signs in paires(draft):
        total = sum(weights.get(sign, 0) for sign in signs)
        if total >= 0 and (other.debut not in best or total > best[other.debut][0]):
            best[other.debut] = total, one, other
    for _, one, other in best.values():
        measures = other.genre, min(one.mesure, other.mesure), max(one.mesure, other.mesure)
        if measures not in said:
            said.add(measures)
            yield other.debut, other.fin, f"Ailleurs dans ce texte : {draft.texte[one.debut : one.fin]}."


def paires(draft: Brouillon) -> Iterator[tuple[ValeurDite, ValeurDite, list[str]]]:
    """Each value with each earlier one that may be said of the same thing, and the signs of both."""
    counts = Counter(stem for phrase in draft.phrases for stem in _stems(draft.plat[phrase.debut : phrase.fin]))
    said = valeurs(draft)
    alike = Counter(value.genre for value in said)
    context = ["extrait"] if len(draft.paragraphes) <= EXCERPT else []
    groups: dict[str, list[ValeurDite]] = {}
    for value in said:
        for other in groups.setdefault(value.genre, [])[-MOST_COMPARED:]:
            if signs := _signs(draft, other, value, counts):
                yield other, value, [*signs, *context, f"nombre {min(MOST_COUNTED, alike[value.genre])}"]
        groups[value.genre].append(value)


def _weight(stem: str, counts: Counter[str]) -> float:
    return (LIGHT if stem in _light() else 1) / math.sqrt(max(1, counts[stem]))


def _signs(draft: Brouillon, one: ValeurDite, other: ValeurDite, counts: Counter[str]) -> list[str]:
    """What says, or denies, that two values are two for one thing; empty where they cannot be."""
    small, large = sorted((one.mesure, other.mesure))
    if one.phrase == other.phrase or small == large:
        return []
    near = _near(one.genre, small, large)
    if near < LEAST_NEAR and one.genre != "rythme":
        return []
    if (
        one.genre == "minute"
        and one.unite.rstrip("s") != other.unite.rstrip("s")
        and large - small <= CONVERTED * large
    ):
        return []
    if one.objet and other.objet and one.objet != other.objet:
        return []
    same = bool(one.objet) and one.objet == other.objet != OTHER
    follows = other.phrase == one.phrase + 1
    common = [stem for stem in one.mots if stem in other.mots and not (follows and stem in other.repris)]
    shared = sum(_weight(stem, counts) for stem in common)
    if same:
        if any(mine and theirs and mine != theirs for mine, theirs in ((one.lots, other.lots), (one.cas, other.cas))):
            return []
    elif shared < LEAST_SHARED or _are_apart(draft, one, other):
        return []
    return [
        "toujours",
        f"genre {one.genre.split()[0]}",
        f"proches {int(near * STEPS_NEAR)}",
        f"objet {'le même' if same else 'autre' if one.objet and other.objet else 'inconnu'}",
        *(f"commun {step}" for step in range(min(MOST_SHARED, int(shared * STEPS_SHARED)) + 1)),
        f"sujet {(one.sujet in other.mots) + (other.sujet in one.mots)}",
        *(["même sujet"] if one.sujet == other.sujet else []),
        f"paragraphes {min(3, draft.phrases[other.phrase].paragraphe - draft.phrases[one.phrase].paragraphe)}",
        f"étiquettes {_labels(one, other)}",
        *(["rappel"] if other.rappel else []),
        *(["rappelé"] if one.rappel else []),
    ]


def _labels(one: ValeurDite, other: ValeurDite) -> str:
    """How the labels of two values (« Livraison : 5 jours ») answer each other."""
    if one.label and other.label:
        if one.label & other.label:
            return "communes"
        return "croisées" if one.label & {*other.mots} or other.label & {*one.mots} else "distinctes"
    if one.label or other.label:
        words = {*(other.mots if one.label else one.mots)}
        return "reprise" if (one.label or other.label) & words else "étrangère"
    return "aucune"


def _near(genre: str, small: float, large: float) -> float:
    """How near two values are, from 0 to 1. Days have no scale."""
    return NO_SCALE_NEAR if genre in NO_SCALE else small / large


def _are_apart(draft: Brouillon, one: ValeurDite, other: ValeurDite) -> bool:
    """Whether two values are said of two things: lots, cases, a minimum and a maximum, rows of a list, tiers, « garantie des sièges » and « des tables »."""
    if one.lots and other.lots and one.lots != other.lots:
        return True
    if one.genre == "horaire" and one.condition != other.condition:
        return True
    is_far = one.genre == "date" and abs(one.mesure - other.mesure) > FAR
    if is_far and (one.sujet not in other.mots or other.sujet not in one.mots):
        return True
    if one.genre == "jours":
        if one.sujet not in other.mots and other.sujet not in one.mots:
            return True
    elif one.cas and other.cas and one.cas != other.cas:
        return True
    if one.cas != other.cas and "pour un" in one.cas + other.cas:
        return True
    if (one.seules > 1 and other.seules > 1) or (one.borne and other.borne):
        return True
    if any(less in one.mots and more in other.mots for less, more in (_BOUNDS, _BOUNDS[::-1])):
        return True
    if one.label and other.label and not one.label & {*other.mots} and not other.label & {*one.mots}:
        return True
    if _denies(one, other) or _denies(other, one):
        return True
    if any(genre in other.autres and other.autres[genre] != measure for genre, measure in one.autres.items()):
        return True
    for stem, told in one.complements.items():
        else_told = other.complements.get(stem, told)
        if else_told != told and stem in other.mots and else_told not in one.mots and told not in other.mots:
            return True
    if (
        one.part
        and other.part
        and one.part != other.part
        and (one.part not in other.mots or other.part not in one.mots)
    ):
        return True
    if one.genre == "€" and one.sanction != other.sanction:
        return True
    parts_of_a_whole = one.genre == "%" and one.mesure + other.mesure == WHOLE
    if (parts_of_a_whole or one.genre == "rythme" or one.genre.startswith("poids")) and one.sujet != other.sujet:
        return True
    first, last = draft.phrases[one.phrase], draft.phrases[other.phrase]
    if first.paragraphe != last.paragraphe:
        return False
    return one.total or other.total or "." not in draft.plat[first.fin - 1 : last.debut]


def _denies(one: ValeurDite, other: ValeurDite) -> bool:
    """Whether one says « non bloquante » of what the other calls « bloquante »."""
    denied = [stem[2:] for stem in one.mots if stem.startswith(NOT) and stem not in other.mots]
    return any(stem.startswith(word) for word in denied for stem in other.mots)


_BOUNDS = (racine("minimum"), racine("maximum"))
