"""The files of the kits: documents to fill in, and an appointment to date."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from ..model import Kit
from ..model.kits import FichierDeKit, Rubrique
from ..views.kits import DEROULE, formats, minutes_de, moments
from . import ics
from .gabarits import Papier, without_markup
from .word import Intitule, PartieDeDocument, document

if TYPE_CHECKING:
    from ..build import Build

THURSDAY = 3


def kit_files(build: "Build") -> Iterator[tuple[str, bytes]]:
    """`kits/<id>/<file>.docx`, `.txt` where it holds no table, and `kits/<id>/<id>.ics`."""
    for kit in build.catalog.all(Kit):
        yield (
            f"{kit.adresse}{DEROULE}.docx",
            _word(build, kit, f"{kit.titre} : déroulé minuté", kit.resume, running_order(kit)),
        )
        for fichier in kit.fichiers:
            parts = tuple(_part(part) for part in fichier.rubriques)
            yield (
                f"{kit.adresse}{fichier.id}.docx",
                _word(build, kit, fichier.titre, f"{kit.titre} : {fichier.usage}", parts),
            )
            if "txt" in formats(fichier):
                yield f"{kit.adresse}{fichier.id}.txt", plain_text(kit, fichier, _origin(build, kit)).encode()
        yield f"{kit.adresse}{kit.id}.ics", appointment(kit, build.day, build.settings.site)


def _word(build: "Build", kit: Kit, title: str, subtitle: str, parts: tuple[PartieDeDocument, ...]) -> bytes:
    papier = Papier(build.settings.guide, build.day, build.settings.couleur)
    return document(Intitule(title, subtitle, _origin(build, kit)), parts, papier)


def _origin(build: "Build", kit: Kit) -> str:
    return f"{build.settings.guide}, kit « {kit.titre} », {build.settings.site}{kit.adresse}, à jour au {build.date}. Licence Etalab 2.0."


def _part(part: Rubrique) -> PartieDeDocument:
    return PartieDeDocument(
        part.titre, part.texte or "", part.forme, tuple((line,) for line in part.lignes), part.colonnes
    )


def running_order(kit: Kit) -> tuple[PartieDeDocument, ...]:
    """What the person who leads keeps at hand: the material, the rules, the steps with their time."""
    steps = tuple(
        PartieDeDocument(
            f"{moment.titre} ({moment.total})",
            forme="tableau",
            colonnes=("À partir de", "Étape", "Durée", "Vos notes"),
            largeurs=(1.3, 4, 1, 2.5),
            lignes=tuple(
                (step.debut or "—", f"{step.etape.titre}. {step.etape.fait}", step.duree) for step in moment.etapes
            ),
        )
        for moment in moments(kit)
    )
    return (
        PartieDeDocument("Le matériel", forme="cases", lignes=tuple((thing,) for thing in kit.materiel)),
        PartieDeDocument(
            "Rester dans les règles", forme="cases", lignes=tuple((rule.regle,) for rule in kit.securite_juridique)
        ),
        *steps,
    )


def plain_text(kit: Kit, fichier: FichierDeKit, origin: str) -> str:
    """A file without a table, for any text editor."""
    parts = [f"{without_markup(fichier.titre)}\n{without_markup(kit.titre)}, {without_markup(fichier.usage)}"]
    signs = {"points": "- ", "cases": "[ ] ", "questions": "- "}
    for part in fichier.rubriques:
        lines = [without_markup(part.titre).upper()]
        lines += [without_markup(part.texte)] if part.texte else []
        lines += [f"{signs[part.forme]}{without_markup(line)}" for line in part.lignes]
        parts.append("\n".join(lines))
    return "\n\n".join([*parts, without_markup(origin)]) + "\n"


def appointment(kit: Kit, day: date, site: str) -> bytes:
    """A session to move to its own day: the first Thursday, eight weeks at least after the build, at ten."""
    earliest = day + timedelta(weeks=8)
    start = datetime.combine(earliest + timedelta(days=(THURSDAY - earliest.weekday()) % 7), time(10), ics.PARIS)
    session = next(moment for moment in moments(kit) if moment.id == "seance")
    steps = [f"{step.debut} : {without_markup(step.etape.titre)} ({step.duree})" for step in session.etapes]
    event = ics.RendezVous(
        uid=ics.uid("kits", kit.id, site),
        titre=f"À dater : {without_markup(kit.titre)}",
        debut=start,
        fin=start + timedelta(minutes=minutes_de(kit, "seance")),
        description="\n".join(["Changez le jour et l’heure, puis invitez.", "", *steps, "", f"{site}{kit.adresse}"]),
        adresse=f"{site}{kit.adresse}",
    )
    return ics.fichier_ics(without_markup(kit.titre), [event], day)
