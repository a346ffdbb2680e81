"""Kits: the list, and the page of each with its files."""

from dataclasses import dataclass

from ..model import Catalog, EtudeDeCas, Kit, Recommandation, TexteJuridique
from ..model.illustration import Illustration
from ..model.kits import EtapeDeKit, FichierDeKit, RegleDeSecurite
from ..read.settings import Settings
from .elements import Carte, LiensDeFiche, cartes, liens_de_fiche, pluriel
from .salles import salles
from .textes import TexteDit, texte_dit

MOMENTS = {"avant": "Avant", "seance": "Le jour même", "apres": "Après"}
"""What the moments of a kit are called, in their order."""
DEROULE = "deroule"
"""The name of the file that every kit has: its running order."""
SALLE_D_INSPIRATION = "salle-d-inspiration"
"""The kit whose walls the themes of data/salles/ fill."""


@dataclass(frozen=True)
class EtapeDeKitVue:
    """A step. `debut` is when it begins, counted from the start of the session; "" outside the session."""

    etape: EtapeDeKit
    debut: str
    duree: str
    origine: str


@dataclass(frozen=True)
class MomentDeKit:
    """The steps of one moment, with the time that they take together."""

    id: str
    titre: str
    total: str
    etapes: tuple[EtapeDeKitVue, ...]


@dataclass(frozen=True)
class FichierVue:
    """A file to take. `formats` are its endings."""

    titre: str
    usage: str
    nom: str
    formats: tuple[str, ...]


@dataclass(frozen=True)
class RegleDeKit:
    """A rule of safety with the texts that it rests on."""

    regle: str
    textes: tuple[TexteDit, ...]


@dataclass(frozen=True)
class KitVue:
    """The page of a kit."""

    kit: Kit
    duree: str
    preparation: str
    moments: tuple[MomentDeKit, ...]
    securite: tuple[RegleDeKit, ...]
    fichiers: tuple[FichierVue, ...]
    salles: tuple[Carte, ...]
    clauses: tuple[Carte, ...]
    cas: tuple[Carte, ...]
    recommandations: tuple[Carte, ...]
    liens: LiensDeFiche


@dataclass(frozen=True)
class KitEnListe:
    """A kit in the list."""

    titre: str
    adresse: str
    resume: str
    duree: str
    fichiers: str
    picto: Illustration | None = None


def kits(catalog: Catalog) -> tuple[Kit, ...]:
    """Every kit, in its order."""
    return tuple(sorted(catalog.all(Kit), key=lambda kit: (kit.ordre, kit.id)))


def liste_des_kits(catalog: Catalog) -> tuple[KitEnListe, ...]:
    return tuple(
        KitEnListe(
            kit.titre,
            kit.adresse,
            kit.resume,
            heures(minutes_de(kit, "seance")),
            pluriel(len(fichiers(kit)), "document"),
            catalog.illustration("kits", kit.id),
        )
        for kit in kits(catalog)
    )


def kit_vue(catalog: Catalog, kit: Kit, settings: Settings) -> KitVue:
    return KitVue(
        kit=kit,
        duree=heures(minutes_de(kit, "seance")),
        preparation=heures(minutes_de(kit, "avant") + minutes_de(kit, "apres")),
        moments=moments(kit),
        securite=tuple(_regle(catalog, rule) for rule in kit.securite_juridique),
        fichiers=fichiers(kit),
        salles=cartes(catalog, salles(catalog)) if kit.id == SALLE_D_INSPIRATION else (),
        clauses=cartes(catalog, catalog.offertes(kit.clauses)),
        cas=cartes(catalog, (catalog.get(EtudeDeCas, name) for name in kit.cas)),
        recommandations=cartes(catalog, (catalog.get(Recommandation, name) for name in kit.recommandations)),
        liens=liens_de_fiche(catalog, kit, settings),
    )


def minutes_de(kit: Kit, moment: str) -> int:
    """What the steps of a moment take together."""
    return sum(step.minutes for step in kit.etapes if step.moment == moment)


def moments(kit: Kit) -> tuple[MomentDeKit, ...]:
    """The steps by moment; those of the session say when they begin."""
    found = []
    for name, title in MOMENTS.items():
        steps, elapsed = [], 0
        for step in (step for step in kit.etapes if step.moment == name):
            steps.append(
                EtapeDeKitVue(
                    step, _pendule(elapsed) if name == "seance" else "", heures(step.minutes), step.source or ""
                )
            )
            elapsed += step.minutes
        if steps:
            found.append(MomentDeKit(name, title, heures(elapsed), tuple(steps)))
    return tuple(found)


def _pendule(minutes: int) -> str:
    """65 -> "1 h 05", as a clock started with the session shows it."""
    return f"{minutes // 60} h {minutes % 60:02}"


def heures(minutes: int) -> str:
    """45 -> "45 min"; 60 -> "1 h"; 95 -> "1 h 35"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def fichiers(kit: Kit) -> tuple[FichierVue, ...]:
    """The running order first, then the kit's own files."""
    return (
        FichierVue("Déroulé minuté", "pour la personne qui anime", DEROULE, ("docx",)),
        *(FichierVue(fichier.titre, fichier.usage, fichier.id, formats(fichier)) for fichier in kit.fichiers),
    )


def formats(fichier: FichierDeKit) -> tuple[str, ...]:
    """What holds a table has no plain text."""
    return ("docx",) if any(part.forme == "tableau" for part in fichier.rubriques) else ("docx", "txt")


def _regle(catalog: Catalog, rule: RegleDeSecurite) -> RegleDeKit:
    return RegleDeKit(rule.regle, tuple(texte_dit(catalog, catalog.get(TexteJuridique, name)) for name in rule.textes))
