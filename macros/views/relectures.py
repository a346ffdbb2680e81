"""The reading circuit: who said what of a clause, who is to read what, and in which order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..model import Catalog, Clause, Famille, Retour, TexteJuridique
from ..model.clause import Relecture
from ..model.records import MinimumLegal, MinimumPourUnAchat, TermeDeListe
from ..text.dates import date_longue
from ..text.json_compact import json_compact
from ..text.typographie import typographie
from .elements import Lien, lien, pluriel
from .textes import textes_changes

JURISTE = "juriste"
"""The role whose decision makes a clause « relue »."""
BON = "bon-a-employer"
DECISIONS = {BON: "bon à employer", "a-corriger": "à corriger", "a-retirer": "à retirer"}
"""What a reader decides, as it is said to them."""
LOT = 10
"""Clauses that are given to a reader at once."""
_NOMMEE = 10
"""From so many records that name it on, a clause is among those that are most met."""

FORMAT = "relecture-1"
"""What tells our sheets and files from any other, and from those of another time."""
QUESTIONS: dict[str, tuple[str, str, str]] = {
    "juriste": (
        "Ce texte oblige-t-il bien celui qui doit l’être, et peut-on le faire respecter tel quel ?",
        "Un candidat évincé ou le titulaire pourrait-il l’attaquer : lien avec l’objet, proportion, égalité ?",
        "Les textes cités disent-ils encore cela, et en manque-t-il un ?",
    ),
    "acheteur": (
        "Cette demande tient-elle dans une consultation ordinaire, avec les pièces et les délais que vous avez ?",
        "Les valeurs proposées séparent-elles de vraies offres, sans en écarter de bonnes ?",
        "Qu’en diraient les petites entreprises que vous consultez ?",
    ),
    "referent-durable": (
        "L’effet annoncé est-il réel, et d’un ordre de grandeur juste ?",
        "La mesure proposée se fait-elle avec ce que vos services ont déjà ?",
        "Existe-t-il une demande plus simple qui aurait le même effet ?",
    ),
    "metier": (
        "Qui ferait ce contrôle chez vous, et le ferait-il dans le temps annoncé ?",
        "Le titulaire peut-il donner cette preuve sans travail démesuré ?",
        "Que se passerait-il vraiment si l’engagement n’était pas tenu ?",
    ),
}
"""What a role is asked; another role is asked what a lawyer is."""


def questions(role: str) -> tuple[str, str, str]:
    return QUESTIONS.get(role, QUESTIONS["juriste"])


_LIT: dict[str, Callable[[Clause], bool]] = {
    "acheteur": lambda clause: bool(
        clause.critere or clause.penalites or any(one.piece == "RC" for one in clause.dispositions)
    ),
    "referent-durable": lambda clause: clause.niveau != "base",
    "metier": lambda clause: any(step.moment == "execution" for step in clause.verification),
}
"""Which clauses a role reads; one that is not here reads them all. data/vocabulaires/relecteurs.yml says the same in words."""


@dataclass(frozen=True)
class LectureVue:
    """What a role said, in a sentence. `echeance` is the day before which it reads again, "" where it does not; `alerte`: it asks for something."""

    dit: str
    echeance: str
    alerte: bool


@dataclass(frozen=True)
class ALire:
    """A clause that roles are still to read. `rang` and `raison`: how urgent, and why."""

    clause: Clause
    roles: tuple[TermeDeListe, ...]
    rang: int
    raison: str
    emplois: int
    """How many uses were told."""
    cite: int
    """How many records of the guide name it."""

    @property
    def lien(self) -> Lien:
        return lien(self.clause)


@dataclass(frozen=True)
class DemandeDeRelecteur:
    """What a reader asked to correct or to withdraw, and that stands as it was."""

    clause: Lien
    dit: str


@dataclass(frozen=True)
class ProchaineLecture:
    """A clause that a role is to read again before a day ("2027-11-28")."""

    clause: Lien
    jour: str
    dit: str


@dataclass(frozen=True)
class EtatDUnRole:
    """Where a role is: `lit` clauses are for it; it read the present text of `lues`; `reste` are to be read."""

    role: TermeDeListe
    lit: int
    lues: int
    reste: int
    prochaines: tuple[ProchaineLecture, ...]

    @property
    def dit(self) -> str:
        """« 178 à lire, 0 lue »."""
        return f"{self.reste} à lire, {pluriel(self.lues, 'lue')}"


@dataclass(frozen=True)
class EtatDesLectures:
    roles: tuple[EtatDUnRole, ...]
    a_lire: tuple[ALire, ...]
    demandes: tuple[DemandeDeRelecteur, ...]
    dit: str
    """How many clauses a lawyer found good for use, in a sentence."""


def lit(role: str, clause: Clause) -> bool:
    """Whether a clause is for this role to read."""
    return role not in _LIT or _LIT[role](clause)


def par_un(catalog: Catalog, role: str) -> str:
    """« un juriste »."""
    return f"un {catalog.term('relecteurs', role).libelle}"


def statut_dit(catalog: Catalog, clause: Clause) -> str:
    """What is said of the state of a clause wherever its text goes: « relue par un juriste le 2 octobre 2026 »."""
    label = catalog.term("statuts", clause.statut).libelle
    reading = clause.lue_par(JURISTE)
    if clause.statut not in ("relue", "validee") or reading is None:
        return label
    read = f"relue par {par_un(catalog, JURISTE)} le {date_longue(reading.date)}"
    return read if clause.statut == "relue" else f"{label}, {read}"


def lectures_vues(catalog: Catalog, clause: Clause) -> tuple[LectureVue, ...]:
    """What each role said of a clause, the lawyer first."""
    return tuple(_lecture(catalog, clause, one) for one in _en_ordre(catalog, clause.relecture))


def _lecture(catalog: Catalog, clause: Clause, reading: Relecture) -> LectureVue:
    who, day = par_un(catalog, reading.par), date_longue(reading.date)
    if reading.version != clause.version:
        return LectureVue(
            f"La version {clause.numero(reading.version)} a été lue par {who} le {day} ; le texte a changé depuis, et n’a pas été relu par ce rôle.",
            "",
            False,
        )
    if reading.decision == "a-retirer":
        return LectureVue(
            f"Lue par {who} le {day}, qui demande de la retirer : ne l’employez pas sans en parler avec ce rôle.",
            "",
            True,
        )
    if reading.decision == "a-corriger":
        return LectureVue(
            f"Lue par {who} le {day}, qui demande une correction : ne l’employez pas telle quelle.", "", True
        )
    until = reading.echeance
    again = f" ; prochaine lecture avant le {date_longue(until)}" if until else ""
    return LectureVue(f"Relue par {who} le {day}{again}.", until.isoformat() if until else "", False)


def _en_ordre(catalog: Catalog, readings: Iterable[Relecture]) -> list[Relecture]:
    order = [term.id for term in catalog.terms("relecteurs")]
    return sorted(readings, key=lambda one: order.index(one.par))


def etat_des_lectures(catalog: Catalog) -> EtatDesLectures:
    """Every role, what it still has to read by order of urgency, and what it asked."""
    readable = catalog.clauses_vivantes
    to_read = a_lire(catalog)
    return EtatDesLectures(
        tuple(_role(catalog, role, to_read) for role in catalog.terms("relecteurs")),
        to_read,
        tuple(
            DemandeDeRelecteur(lien(clause), _lecture(catalog, clause, one).dit)
            for clause in readable
            for one in _en_ordre(catalog, clause.relecture)
            if one.version == clause.version and one.decision != BON
        ),
        _dit(readable),
    )


def _dit(clauses: Iterable[Clause]) -> str:
    clauses = tuple(clauses)
    read = sum(clause.statut in ("relue", "validee") for clause in clauses)
    if not read:
        return (
            f"Aucune des {len(clauses)} clauses n’a encore été dite bonne à employer par un juriste de l’organisation."
        )
    return f"{pluriel(read, 'clause')} sur {len(clauses)} : un juriste de l’organisation les a lues et dites bonnes à employer."


def _role(catalog: Catalog, role: TermeDeListe, to_read: Iterable[ALire]) -> EtatDUnRole:
    own = [clause for clause in catalog.clauses_vivantes if lit(role.id, clause)]
    again = [
        ProchaineLecture(
            lien(clause),
            reading.echeance.isoformat(),
            f"lue le {date_longue(reading.date)}, à relire avant le {date_longue(reading.echeance)}",
        )
        for clause in catalog.clauses_vivantes
        if (reading := clause.lue_par(role.id)) and reading.echeance
    ]
    return EtatDUnRole(
        role,
        len(own),
        sum(clause.lue_par(role.id) is not None for clause in own),
        sum(role in one.roles for one in to_read),
        tuple(sorted(again, key=lambda one: (one.jour, one.clause.adresse))),
    )


def a_lire(catalog: Catalog, role: str | None = None) -> tuple[ALire, ...]:
    """What is still to be read (by one role, where it is named), the most urgent first. The day decides nothing here: what is overdue is the browser's business."""
    minimum = _du_minimum(catalog)
    found = []
    for clause in catalog.clauses_vivantes:
        roles = tuple(
            term
            for term in catalog.terms("relecteurs")
            if role in (None, term.id) and lit(term.id, clause) and _reste_a_lire(catalog, clause, term.id)
        )
        if roles:
            count = catalog.times_named(clause)
            used = len(catalog.citing(clause, Retour))
            rang, raison = _urgence(catalog, clause, used > 0 or count >= _NOMMEE, minimum)
            found.append(ALire(clause, roles, rang, raison, used, count))
    return tuple(sorted(found, key=lambda one: (one.rang, -one.emplois, -one.cite, one.clause.id)))


def _reste_a_lire(catalog: Catalog, clause: Clause, role: str) -> bool:
    """A role has not read the present text; or a lawyer had, before the law changed."""
    return clause.lue_par(role) is None or (role == JURISTE and bool(textes_changes(catalog, clause)))


MONTREES = 100
"""Clauses that the page lists: ten lots, the most urgent."""


@dataclass(frozen=True)
class ListeALire:
    """The most urgent clauses, reason by reason, and how many come after them."""

    groupes: tuple[tuple[str, tuple[ALire, ...]], ...]
    suite: int


def liste_a_lire(catalog: Catalog) -> ListeALire:
    """What the page lists of what is to be read."""
    found = a_lire(catalog)
    shown = found[:MONTREES]
    groups = ((reason, tuple(one for one in shown if one.raison == reason)) for reason in RAISONS)
    return ListeALire(tuple((reason, own) for reason, own in groups if own), len(found) - len(shown))


def clauses_a_decider(catalog: Catalog) -> str:
    """Every clause on which one may decide, as JSON: [[id, version, title]…]."""
    rows = [[clause.id, clause.version_dite, typographie(clause.titre)] for clause in catalog.clauses_vivantes]
    return json_compact(rows).decode()


RAISONS = (
    "le droit a changé depuis",
    "minimum légal d’un segment",
    "parmi les plus employées ou les plus nommées",
    "s’appuie sur un texte à vérifier",
    "les autres",
)
"""Why a clause comes before another. Where nobody told what they used, the records that name a clause stand for it."""


def _urgence(catalog: Catalog, clause: Clause, often: bool, minimum: frozenset[str]) -> tuple[int, str]:
    fragile = any(
        not text.confirme or text.en_vigueur.jusqu_a
        for text in (catalog.get(TexteJuridique, fondement.texte) for fondement in clause.fondements)
    )
    changed = bool(textes_changes(catalog, clause))
    rang = 0 if changed else 1 if clause.id in minimum else 2 if often else 3 if fragile else 4
    return rang, RAISONS[rang]


def _du_minimum(catalog: Catalog) -> frozenset[str]:
    """The clauses of the legal minimum of some segment."""
    found: set[str | None] = set()
    for famille in catalog.all(Famille):
        own = famille.minimum_legal
        pairs: tuple[MinimumLegal | MinimumPourUnAchat, ...] = (own, *own.autres) if own else ()
        found.update(name for pair in pairs for name in (pair.critere, pair.condition, pair.sociale))
    return frozenset(name for name in found if name)
