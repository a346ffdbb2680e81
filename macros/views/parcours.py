"""The onboarding path: its modules by role, the page of each, and what is printed."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Catalog, EtudeDeCas, ModuleDeParcours, TexteJuridique
from ..model.illustration import Illustration
from ..model.parcours import Geste, PageDuSite
from ..model.records import TermeDeListe
from ..read.settings import Settings
from .elements import Lien, LiensDeFiche, lien, liens_de_fiche
from .mobiles import FigureVue, figure_vue
from .textes import mot_du_texte

NOMBRES = {3: "Trois", 4: "Quatre", 5: "Cinq"}
"""How many questions a quiz may have."""


@dataclass(frozen=True)
class Etape:
    """A module among the others: `roles` are the ids that a script compares, `pour` says the same in words."""

    numero: int
    module: ModuleDeParcours
    adresse: str
    roles: str
    pour: str
    scene: Illustration | None = None


@dataclass(frozen=True)
class Variante:
    """What a role takes of the path."""

    role: TermeDeListe
    modules: str
    minutes: int


@dataclass(frozen=True)
class Parcours:
    """The whole path."""

    etapes: tuple[Etape, ...]
    variantes: tuple[Variante, ...]
    minutes: int


@dataclass(frozen=True)
class Choix:
    """An answer with its verdict in a word."""

    texte: str
    juste: bool
    verdict: str
    explication: str


@dataclass(frozen=True)
class QuestionVue:
    """A question of the quiz."""

    numero: int
    question: str
    choix: tuple[Choix, ...]


@dataclass(frozen=True)
class ModuleVue:
    """The page of a module."""

    module: ModuleDeParcours
    scene: Illustration | None
    numero: int
    etapes: tuple[Etape, ...]
    precedent: Lien | None
    suivant: Lien | None
    figure: FigureVue
    gestes: tuple[tuple[Geste, str], ...]
    """(gesture, address of its page as it is opened)."""
    exercice: str
    titre_du_quiz: str
    questions: tuple[QuestionVue, ...]
    suites: tuple[tuple[str, tuple[Lien, ...]], ...]
    """(heading, links) of what to read next."""
    liens: LiensDeFiche


@dataclass(frozen=True)
class ModuleImprime:
    """A module on paper: the answers come after the questions."""

    numero: int
    module: ModuleDeParcours
    figure: FigureVue
    objectifs: str
    questions: tuple[tuple[str, tuple[str, ...], str], ...]
    """(the question, its answers, the answers explained in one line)."""


@dataclass(frozen=True)
class ParcoursImprime:
    modules: tuple[ModuleImprime, ...]
    minutes: int


def modules(catalog: Catalog) -> tuple[ModuleDeParcours, ...]:
    """In the order of the path."""
    return tuple(sorted(catalog.all(ModuleDeParcours), key=lambda module: (module.ordre, module.id)))


def parcours(catalog: Catalog) -> Parcours:
    steps = _etapes(catalog)
    return Parcours(
        steps,
        tuple(_variante(role, steps) for role in catalog.terms("roles")),
        sum(step.module.duree for step in steps),
    )


def _etapes(catalog: Catalog) -> tuple[Etape, ...]:
    return tuple(_etape(catalog, number, module) for number, module in enumerate(modules(catalog), 1))


def _etape(catalog: Catalog, number: int, module: ModuleDeParcours) -> Etape:
    taken = [term for term in catalog.terms("roles") if term.id in module.roles]
    everyone = len(taken) == len(catalog.terms("roles"))
    words = "pour tous" if everyone else f"pour : {', '.join(term.libelle.lower() for term in taken)}"
    return Etape(
        number, module, module.adresse, " ".join(module.roles), words, catalog.illustration("parcours", module.id)
    )


def _variante(role: TermeDeListe, steps: tuple[Etape, ...]) -> Variante:
    own = [step for step in steps if role.id in step.module.roles]
    return Variante(role, ", ".join(str(step.numero) for step in own), sum(step.module.duree for step in own))


def module_vue(catalog: Catalog, module: ModuleDeParcours, settings: Settings) -> ModuleVue:
    steps = _etapes(catalog)
    place = next(index for index, step in enumerate(steps) if step.module.id == module.id)
    return ModuleVue(
        module=module,
        scene=catalog.illustration("parcours", module.id),
        numero=place + 1,
        etapes=steps,
        precedent=lien(steps[place - 1].module) if place else None,
        suivant=lien(steps[place + 1].module) if place + 1 < len(steps) else None,
        figure=figure_vue(catalog, module.figure),
        gestes=tuple((geste, f"{page_du_site(geste.page)}{geste.etat}") for geste in module.gestes),
        exercice=page_du_site(module.exercice.page),
        titre_du_quiz=f"{NOMBRES.get(len(module.quiz), 'Des')} questions",
        questions=_questions(module),
        suites=_suites(catalog, module),
        liens=liens_de_fiche(catalog, module, settings),
    )


def page_du_site(page: PageDuSite) -> str:
    return f"{page}/"


def _questions(module: ModuleDeParcours) -> tuple[QuestionVue, ...]:
    return tuple(
        QuestionVue(
            number,
            question.question,
            tuple(
                Choix(answer.texte, answer.juste, "Juste." if answer.juste else "Non.", answer.explication)
                for answer in question.reponses
            ),
        )
        for number, question in enumerate(module.quiz, 1)
    )


def _suites(catalog: Catalog, module: ModuleDeParcours) -> tuple[tuple[str, tuple[Lien, ...]], ...]:
    chapters = tuple(Lien(catalog.term("chapitres", name).libelle, f"guide/{name}/") for name in module.chapitres)
    found = (
        ("Chapitres", chapters),
        ("Clauses", tuple(lien(clause) for clause in catalog.offertes(module.clauses))),
        ("Cas", tuple(lien(catalog.get(EtudeDeCas, name)) for name in module.cas)),
        ("Droit", tuple(mot_du_texte(catalog.get(TexteJuridique, name)) for name in module.textes)),
    )
    return tuple((heading, links) for heading, links in found if links)


def parcours_imprime(catalog: Catalog) -> ParcoursImprime:
    found = modules(catalog)
    return ParcoursImprime(
        tuple(_imprime(catalog, number, module) for number, module in enumerate(found, 1)),
        sum(module.duree for module in found),
    )


def _imprime(catalog: Catalog, number: int, module: ModuleDeParcours) -> ModuleImprime:
    questions = _questions(module)
    return ModuleImprime(
        numero=number,
        module=module,
        figure=figure_vue(catalog, module.figure),
        objectifs=" ; ".join(module.objectifs),
        questions=tuple(
            (
                question.question,
                _lettered(choice.texte for choice in question.choix),
                " ".join(_lettered(f"{choice.verdict} {choice.explication}" for choice in question.choix)),
            )
            for question in questions
        ),
    )


def _lettered(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{letter}) {text}" for letter, text in zip("abcd", texts, strict=False))
