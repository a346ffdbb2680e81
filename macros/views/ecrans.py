"""The slides of a loop, from records chosen by hand and by rules."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from ..model import (
    Catalog,
    Clause,
    Ecran,
    EntreeDeGlossaire,
    EtudeDeCas,
    Famille,
    Recommandation,
    Record,
    TexteJuridique,
    references,
)
from ..model.ecran import DiapositiveChoisie, Evenement, RegleDeChoix
from ..model.illustration import Illustration
from ..read.editions import catalog_of
from ..read.memory import last_answer_kept
from ..read.settings import Settings
from ..search.documents import on_one_line
from ..text.dates import date_longue, dates_liees
from ..text.typographie import typographie

COMPOSER, COMPOSEE = "ecrans/composer/", "ecrans/ma-boucle/"
"""Where a loop is composed, and what plays it: no loop has their names."""
PLANCHE = "planche.svg"
"""The picture of a loop, beside it: view #d1 shows its first slide."""
MOTS_MAX = 40
"""What is read in passing, from five metres."""
DUREE_MIN = 10
MOTS_PAR_SECONDE = 2.5
_WORD = re.compile(r"\S*\w\S*")
_SIGN = re.compile(r"(?P<signe>[%€]) (?P<reste>.+)")


@dataclass(frozen=True)
class Diapositive:
    """One slide. What has nothing to say is "". `adresse` counts from the site's root, or is an outside address; `courte` is what is printed."""

    sorte: str
    surtitre: str
    titre: str
    texte: str = ""
    chiffre: str = ""
    source: str = ""
    adresse: str = ""
    courte: str = ""
    qr: str = ""
    mois: tuple[int, ...] = ()
    jusqu_a: str = ""
    tirage: str = ""
    """For what is drawn: « <rule>.<group> », by which the browser keeps a question and its answer together; `nombre` is how many groups of the rule it draws."""
    nombre: int = 0
    reserve: bool = False
    """Shown only in the weeks when the draw picks it. Where nothing is drawn (on paper, in pictures, without JavaScript), it is left out."""
    cle: str = ""
    """Names it in the address of a composed loop: letters, digits, points and hyphens."""
    image: Illustration | None = field(default=None, compare=False, repr=False)
    """What the slide is about, drawn: no word, and no part of what tells one slide from another."""

    @property
    def fond(self) -> str:
        """Its ground: "vert", the guide's colour, or "" for that of the screen."""
        return "vert" if self.sorte in ("question", "elus") else ""

    @property
    def mots(self) -> int:
        """Every word that is shown."""
        return len(
            _WORD.findall(" ".join((self.surtitre, self.titre, self.texte, self.chiffre, self.source, self.courte)))
        )

    @property
    def duree(self) -> int:
        """Seconds on the screen, rounded up."""
        return max(DUREE_MIN, -int(-self.mots // MOTS_PAR_SECONDE))


GroupeDeDiapositives = tuple[Diapositive, ...]
"""Slides that follow one another: a question and its answer."""


def raccourci(record: Record) -> str:
    """The record's short address from the site's root: a clause's id alone, else with its list, for ids are unique in a kind only."""
    return (
        f"c/{record.id}/" if isinstance(record, Clause) else f"c/{record.adresse_liste.replace('/', '-')}-{record.id}/"
    )


RESERVE = 5
"""A rule draws among so many times what it shows: a week is unlike the next ones."""


@last_answer_kept
def boucles(catalog: Catalog, settings: Settings) -> dict[str, tuple[Diapositive, ...]]:
    """Every loop of the edition, by its id: their list, the composer and their own pages show the same slides."""
    return {ecran.id: boucle(catalog, ecran, settings) for ecran in catalog.all(Ecran)}


def boucle(catalog: Catalog, ecran: Ecran, settings: Settings) -> tuple[Diapositive, ...]:
    """The slides in their order, before any draw: one of each source in turn, so that two alike do not follow one another; then what waits for its week."""
    seen = catalog_of("publique", catalog) if ecran.diffusion == "publique" else catalog
    used: set[tuple[str, str]] = set()
    chosen = list(_chosen(seen, [one for one in ecran.choisies if not one.tiree], settings, used))
    by_hand = list(_chosen(seen, [one for one in ecran.choisies if one.tiree], settings, used))
    weekly = ecran.tirees_par_semaine
    asked = _to_draw(by_hand[:weekly], "m", 0, weekly, reserve=False)
    ruled = [list(_ruled(seen, ecran, rule, settings, used, rule.nombre)) for rule in ecran.regles]
    waiting = [
        list(_ruled(seen, ecran, rule, settings, used, RESERVE * rule.nombre)) if rule.choix == "hasard" else []
        for rule in ecran.regles
    ]
    for number, rule in enumerate(ecran.regles):
        if waiting[number]:
            shown = len(ruled[number])
            ruled[number] = _to_draw(ruled[number], str(number), 0, rule.nombre, reserve=False)
            waiting[number] = _to_draw(waiting[number], str(number), shown, rule.nombre, reserve=True)
    waiting.append(_to_draw(by_hand[weekly:], "m", weekly, weekly, reserve=True))
    turns = zip_longest(chosen, asked, *ruled, fillvalue=())
    shown_first = tuple(slide for turn in turns for group in turn for slide in _for(ecran, group))
    return shown_first + tuple(slide for groups in waiting for group in groups for slide in _for(ecran, group))


def _for(ecran: Ecran, group: GroupeDeDiapositives) -> GroupeDeDiapositives:
    """For visitors, a clause is cut down to its idea in one sentence: they will not copy its text."""
    if ecran.public != "visiteurs":
        return group
    return tuple(
        replace(slide, surtitre="Une idée d’achat", texte="", cle=f"idee.{slide.cle.partition('.')[2]}")
        if slide.sorte == "clause"
        else slide
        for slide in group
    )


def _to_draw(
    groups: list[GroupeDeDiapositives], source: str, first: int, many: int, reserve: bool
) -> list[GroupeDeDiapositives]:
    return [
        tuple(replace(slide, tirage=f"{source}.{place}", nombre=many, reserve=reserve) for slide in group)
        for place, group in enumerate(groups, first)
    ]


def choisie(catalog: Catalog, chosen: DiapositiveChoisie, settings: Settings) -> GroupeDeDiapositives:
    """The slide, or the two slides of a quiz, that a person has chosen."""
    if chosen.evenement:
        return _in_season((_event(chosen.evenement),), chosen.mois)
    record = fiche_choisie(catalog, chosen)
    assert record is not None  # the check has seen to it
    if chosen.quiz:
        group = _quiz(
            chosen.quiz.question,
            replace(
                _slide(record, settings, "reponse", "Réponse"),
                titre=chosen.quiz.reponse,
                texte="",
                cle=f"quiz.{record.id}",
            ),
        )
    elif isinstance(record, EtudeDeCas):
        group = (_case(record, settings, chosen.resultat),)
    else:
        group = _MAKERS[type(record)](catalog, record, settings)
    if chosen.phrase:
        group = (*group[:-1], replace(group[-1], titre=chosen.phrase, texte=""))
    return _in_season(_pictured(catalog, record, group), chosen.mois)


def trop_long(group: GroupeDeDiapositives) -> int:
    """How many words its longest slide has beyond what can be read; 0 where it holds."""
    return max(max(slide.mots for slide in group) - MOTS_MAX, 0)


def fiche_choisie(catalog: Catalog, chosen: DiapositiveChoisie) -> Record | None:
    """The record that a slide names."""
    ((_, kind, record_id), *_) = references(chosen)
    return catalog.named(kind, record_id)


def _chosen(
    catalog: Catalog, by_hand: Iterable[DiapositiveChoisie], settings: Settings, used: set[tuple[str, str]]
) -> Iterator[GroupeDeDiapositives]:
    for chosen in by_hand:
        if not chosen.evenement:
            ((_, kind, record_id), *_) = references(chosen)
            used.add((kind, record_id))
        yield choisie(catalog, chosen, settings)


def _ruled(
    catalog: Catalog, ecran: Ecran, rule: RegleDeChoix, settings: Settings, used: set[tuple[str, str]], left: int
) -> Iterator[GroupeDeDiapositives]:
    """What the rule chooses, `left` groups at most: records that no other source has, and that hold on a screen."""
    make = _BY_RULE[rule.sorte][1]
    for record in sorted(_candidates(catalog, rule), key=_order(ecran, rule)):
        if not left:
            return
        group = _in_season(_pictured(catalog, record, make(catalog, record, settings)), rule.mois)
        if (record.kind, record.id) not in used and group and not trop_long(group):
            used.add((record.kind, record.id))
            left -= 1
            yield group


def _candidates(catalog: Catalog, rule: RegleDeChoix) -> Iterable[Record]:
    records = _BY_RULE[rule.sorte][0](catalog)
    if rule.famille is None:
        return records
    own = {rule.famille, *(sub.id for sub in catalog.sub_segments(catalog.get(Famille, rule.famille)))}
    return [record for record in records if own.intersection(record.named_in(Famille.kind))]


def _order(ecran: Ecran, rule: RegleDeChoix) -> Callable[[Record], tuple[int, str]]:
    """The newest first, or none before another; chance decides between equals, the same at each build."""

    def key(record: Record) -> tuple[int, str]:
        day = record.en_vigueur.depuis if isinstance(record, TexteJuridique) else record.date
        drawn = hashlib.sha256(f"{ecran.id}/{record.kind}/{record.id}".encode()).hexdigest()
        return (-day.toordinal() if day and rule.choix == "date" else 0, drawn)

    return key


def _pictured(catalog: Catalog, record: Record, group: GroupeDeDiapositives) -> GroupeDeDiapositives:
    """With the pictogram of the record's first segment, else of its first stage; a text of law has that of the rules, a word none."""
    named = (
        ("familles", record.named_in(Famille.kind)),
        ("etapes", record.named_in("vocabulaires/etapes")),
        ("outils", ("regles",) if isinstance(record, TexteJuridique) else ()),
    )
    folder, ids = next((one for one in named if one[1]), ("", ()))
    picture = catalog.illustration(folder, ids[0]) if ids else None
    return tuple(replace(slide, image=picture) for slide in group)


def _in_season(group: GroupeDeDiapositives, months: tuple[int, ...]) -> GroupeDeDiapositives:
    return tuple(_in_print(replace(slide, mois=months)) for slide in group)


def _in_print(slide: Diapositive) -> Diapositive:
    def printed(text: str) -> str:
        return dates_liees(typographie(on_one_line(text)))

    return replace(
        slide,
        surtitre=printed(slide.surtitre),
        titre=printed(slide.titre),
        texte=printed(slide.texte),
        chiffre=printed(slide.chiffre),
        source=printed(slide.source),
    )


def _slide(record: Record, settings: Settings, sorte: str, surtitre: str) -> Diapositive:
    """The title and the summary of a record, with where the rest is read."""
    short = raccourci(record)
    return Diapositive(
        sorte,
        surtitre,
        record.titre,
        record.resume,
        adresse=record.adresse,
        courte=f"{settings.site}{short}".split("://")[-1].rstrip("/"),
        qr=f"{settings.site}{short}",
        cle=f"{sorte}.{record.id}",
    )


def _clause(catalog: Catalog, clause: Clause, settings: Settings) -> GroupeDeDiapositives:
    return (_slide(clause, settings, "clause", "Une clause à copier"),)


def _for_elected(catalog: Catalog, clause: Clause, settings: Settings) -> GroupeDeDiapositives:
    return (replace(_slide(clause, settings, "elus", "Pour les élus"), titre=clause.publics.elus, texte=clause.titre),)


def _case(case: EtudeDeCas, settings: Settings, number: int | None = None) -> Diapositive:
    slide = replace(
        _slide(case, settings, "cas", "Un cas réel"),
        source=", ".join(part for part in (case.acheteur, case.annee) if part),
    )
    if not case.resultats:
        return slide
    rank = min(number or 1, len(case.resultats))
    result = case.resultats[rank - 1]
    sign = _SIGN.fullmatch(result.unite)
    figure, unit = (f"{result.valeur} {sign['signe']}", sign["reste"]) if sign else (result.valeur, result.unite)
    key = slide.cle if rank == 1 else f"{slide.cle}.{rank}"
    return replace(slide, chiffre=figure, titre=unit, texte=case.titre, cle=key)


def chiffre_sur(case: EtudeDeCas) -> bool:
    """Whether chance may show the first figure of a case: a source read states it, its date is known, and it says what it says without its page."""
    return (
        bool(case.resultats)
        and case.confiance == "elevee"
        and case.annee is not None
        and not case.resultats[0].a_expliquer
    )


def cas_chiffre(case: EtudeDeCas, settings: Settings) -> Diapositive:
    """The slide of a case, in print: what else shows its first figure says the same words."""
    return _in_print(_case(case, settings))


def _sure_case(catalog: Catalog, case: EtudeDeCas, settings: Settings) -> GroupeDeDiapositives:
    """A rule takes only a case whose figure may be drawn."""
    return (_case(case, settings),) if chiffre_sur(case) else ()


def _one_case(catalog: Catalog, case: EtudeDeCas, settings: Settings) -> GroupeDeDiapositives:
    return (_case(case, settings),)


def _law(catalog: Catalog, text: TexteJuridique, settings: Settings) -> GroupeDeDiapositives:
    start = text.en_vigueur.depuis
    slide = replace(
        _slide(text, settings, "droit", "Une date du droit"),
        chiffre=date_longue(start) if start else "",
        source="" if text.confirme else "à vérifier",
    )
    return (slide,)


def _advice(catalog: Catalog, advice: Recommandation, settings: Settings) -> GroupeDeDiapositives:
    return (_slide(advice, settings, "conseil", "Un conseil de pairs"),)


def _word(catalog: Catalog, entry: EntreeDeGlossaire, settings: Settings) -> GroupeDeDiapositives:
    return _quiz(f"Que veut dire « {entry.titre} » ?", _slide(entry, settings, "reponse", "Réponse"))


def _quiz(question: str, answer: Diapositive) -> GroupeDeDiapositives:
    return (Diapositive("question", "Question", question, "La réponse arrive."), answer)


def _event(event: Evenement) -> Diapositive:
    when = ", ".join(part for part in (date_longue(event.jour), event.horaire) if part)
    return Diapositive(
        "agenda", "À l'agenda", event.titre, event.lieu, chiffre=when,
        adresse=event.url or "", courte=(event.url or "").split("://")[-1].rstrip("/"), qr=event.url or "", jusqu_a=event.jour.isoformat(),
        cle=f"agenda.{event.jour.isoformat()}",
    )  # fmt: skip


_MAKERS: dict[type[Record], Callable[..., GroupeDeDiapositives]] = {
    Clause: _clause,
    EtudeDeCas: _one_case,
    TexteJuridique: _law,
    Recommandation: _advice,
    EntreeDeGlossaire: _word,
}
"""What a record gives when a person has chosen it."""


def _dated_texts(catalog: Catalog) -> list[Record]:
    return [text for text in catalog.all(TexteJuridique) if text.en_vigueur.depuis and not text.en_vigueur.jusqu_a]


_BY_RULE: dict[str, tuple[Callable[[Catalog], Iterable[Record]], Callable[..., GroupeDeDiapositives]]] = {
    "clauses": (lambda catalog: catalog.clauses_vivantes, _clause),
    "conseils-aux-elus": (lambda catalog: catalog.clauses_vivantes, _for_elected),
    "cas": (lambda catalog: catalog.all(EtudeDeCas), _sure_case),
    "textes": (_dated_texts, _law),
    "conseils": (lambda catalog: catalog.all(Recommandation), _advice),
    "mots": (lambda catalog: catalog.all(EntreeDeGlossaire), _word),
}
"""Each `sorte` of RegleDeChoix: the records that it draws from, and what it makes of one."""


@dataclass(frozen=True)
class ChoixDeDiapositive:
    """What a composed loop may take: a slide, or a question and its answer. `boucles`: the ids of the loops that show it."""

    cle: str
    groupe: GroupeDeDiapositives
    boucles: tuple[str, ...]


def choix(catalog: Catalog, settings: Settings) -> tuple[ChoixDeDiapositive, ...]:
    """All that the loops of the edition show, in their order, drawn or not; each once, out of any season or draw."""
    found: dict[str, ChoixDeDiapositive] = {}
    for ecran in catalog.all(Ecran):
        for group in groupes(boucles(catalog, settings)[ecran.id]):
            bare = tuple(_words(slide) for slide in group)
            key = bare[-1].cle
            if key in found and found[key].groupe != bare:  # the same record in other words
                key = f"{key}.{hashlib.sha256(repr(bare).encode()).hexdigest()[:6]}"
            before = found[key].boucles if key in found else ()
            found[key] = ChoixDeDiapositive(key, bare, tuple(dict.fromkeys((*before, ecran.id))))
    return tuple(found.values())


def _words(slide: Diapositive) -> Diapositive:
    """The slide out of any season or draw."""
    return replace(slide, mois=(), tirage="", nombre=0, reserve=False)


def groupes(slides: Iterable[Diapositive]) -> Iterator[GroupeDeDiapositives]:
    """Slides by what is shown together: a question stands before its answer."""
    held: GroupeDeDiapositives = ()
    for slide in slides:
        held = (*held, slide)
        if slide.sorte != "question":
            yield held
            held = ()


FUSEAUX = (
    ("", "celle du lecteur"),
    ("Europe/Paris", "Paris"),
    ("America/Guadeloupe", "Guadeloupe"),
    ("America/Martinique", "Martinique"),
    ("America/Cayenne", "Guyane"),
    ("Indian/Reunion", "La Réunion"),
    ("Indian/Mayotte", "Mayotte"),
    ("America/Miquelon", "Saint-Pierre-et-Miquelon"),
    ("Pacific/Noumea", "Nouvelle-Calédonie"),
    ("Pacific/Tahiti", "Polynésie française"),
    ("Pacific/Wallis", "Wallis-et-Futuna"),
)
SORTES = (
    ("question", "Questions"),
    ("cas", "Cas réels"),
    ("clause", "Clauses"),
    ("elus", "Pour les élus"),
    ("droit", "Dates du droit"),
    ("conseil", "Conseils de pairs"),
    ("agenda", "Agenda"),
)


@dataclass(frozen=True)
class BoucleModele:
    """A loop to start from: the keys of what it shows before any draw."""

    id: str
    titre: str
    cles: tuple[str, ...]


@dataclass(frozen=True)
class Composeur:
    """The page where a loop is composed."""

    boucles: tuple[BoucleModele, ...]
    sortes: tuple[tuple[str, str], ...]
    fuseaux: tuple[tuple[str, str], ...]
    logo: bool


def composeur(catalog: Catalog, settings: Settings) -> Composeur:
    """What the page asks about: the loops, and the kinds of what they show."""
    offered = choix(catalog, settings)
    kinds = {one.groupe[0].sorte for one in offered}
    named = {one.groupe: one.cle for one in offered}
    loops = tuple(
        BoucleModele(
            ecran.id,
            typographie(ecran.titre),
            tuple(
                named[tuple(_words(slide) for slide in group)]
                for group in groupes(boucles(catalog, settings)[ecran.id])
                if not group[0].reserve
            ),
        )
        for ecran in catalog.all(Ecran)
    )
    return Composeur(loops, tuple(one for one in SORTES if one[0] in kinds), FUSEAUX, bool(settings.logo))


@dataclass(frozen=True)
class Vignette:
    """The picture of a slide, and where the loop stands on it; addresses from the site's root."""

    image: str
    adresse: str
    mots: str


@dataclass(frozen=True)
class EcranVue:
    """A loop in the list of loops."""

    id: str
    titre: str
    resume: str
    lieu: str
    compte: str
    adresse: str
    """The loop's whole address."""
    vignettes: tuple[Vignette, ...]
    """Its slides before any draw."""
    attendent: int
    """How many more wait for their week."""


def ecrans(catalog: Catalog, settings: Settings) -> tuple[EcranVue, ...]:
    """Every loop of the edition."""
    return tuple(_ecran(catalog, ecran, settings) for ecran in catalog.all(Ecran))


def _ecran(catalog: Catalog, ecran: Ecran, settings: Settings) -> EcranVue:
    slides = boucles(catalog, settings)[ecran.id]
    counts, seconds = zip(*(_in_a_month(slides, month) for month in range(1, 13)), strict=True)
    compte = " à ".join(str(count) for count in sorted({min(counts), max(counts)}))
    least, most = min(low for low, _ in seconds) // 60, -(-max(high for _, high in seconds) // 60)
    drawn = len({slide.tirage for slide in slides if slide.tirage})
    renewed = f", tirées chaque semaine parmi {drawn + sum(not slide.tirage for slide in slides)}" if drawn else ""
    during = f"entre {least} et {most} min" if least else f"moins de {most} min" if most > 1 else "moins d'une minute"
    return EcranVue(
        ecran.id,
        ecran.titre,
        ecran.resume,
        ecran.lieu,
        f"{compte} diapositives{' selon la saison' if min(counts) != max(counts) else ''}{renewed}, {during}",
        settings.site + ecran.boucle,
        tuple(
            Vignette(
                f"{ecran.boucle}{PLANCHE}#d{number}",
                f"{ecran.boucle}?diapo={number}",
                ". ".join(part for part in (slide.surtitre, slide.chiffre, slide.titre) if part),
            )
            for number, slide in enumerate((slide for slide in slides if not slide.reserve), 1)
        ),
        sum(slide.reserve for slide in slides),
    )


def _in_a_month(slides: tuple[Diapositive, ...], month: int) -> tuple[int, tuple[int, int]]:
    """How many slides that month shows, and the seconds of the shortest and of the longest draw."""
    shown = [slide for slide in slides if not slide.mois or month in slide.mois]
    count = low = high = 0
    pools: dict[str, dict[str, list[Diapositive]]] = {}
    for slide in shown:
        if not slide.tirage:
            count, low, high = count + 1, low + slide.duree, high + slide.duree
        else:
            pools.setdefault(slide.tirage.split(".")[0], {}).setdefault(slide.tirage, []).append(slide)
    for groups in pools.values():
        drawn = min(next(iter(groups.values()))[0].nombre, len(groups))
        times = sorted(sum(slide.duree for slide in group) for group in groups.values())
        count += drawn * len(next(iter(groups.values())))
        low, high = low + sum(times[:drawn]), high + sum(times[-drawn:])
    return count, (low, high)
