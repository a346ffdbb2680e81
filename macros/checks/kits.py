"""Rules on what people run and meet at."""

from collections.abc import Iterator
from itertools import pairwise

from ..model import Catalog, Kit, Rencontre
from ..views.kits import MOMENTS
from .finding import Finding

_ORDER = tuple(MOMENTS)


def kit_a_une_seance(catalog: Catalog) -> Iterator[Finding]:
    """A kit has a session, and its steps stand in the order in which they are done."""
    for kit in catalog.all(Kit):
        moments = [step.moment for step in kit.etapes]
        if "seance" not in moments:
            yield Finding(kit, ("etapes",), "aucune étape de séance : en écrire une au moins (« moment: seance »)")
        for index, (moment, following) in enumerate(pairwise(moments), 1):
            if _ORDER.index(moment) > _ORDER.index(following):
                yield Finding(
                    kit,
                    ("etapes", index, "moment"),
                    f"« {following} » vient après « {moment} » : écrire les étapes dans l'ordre avant, seance, apres",
                )


def fichier_bien_forme(catalog: Catalog) -> Iterator[Finding]:
    """A table has columns and rows, another part of a file has no column; two files of a kit have two names."""
    for kit in catalog.all(Kit):
        seen: set[str] = {"deroule"}  # made for every kit
        for index, fichier in enumerate(kit.fichiers):
            if fichier.id in seen:
                yield Finding(
                    kit, ("fichiers", index, "id"), f"« {fichier.id} » est déjà le nom d'un fichier de ce kit"
                )
            seen.add(fichier.id)
            for place, part in enumerate(fichier.rubriques):
                where = ("fichiers", index, "rubriques", place)
                if part.forme == "tableau" and (len(part.colonnes) < 2 or not part.lignes):
                    yield Finding(kit, where, "un tableau demande au moins deux « colonnes » et une « ligne »")
                elif part.forme != "tableau" and part.colonnes:
                    yield Finding(
                        kit, where, "seul un tableau a des « colonnes » : les retirer, ou écrire « forme: tableau »"
                    )
                elif not part.lignes and not part.texte:
                    yield Finding(kit, where, "rubrique vide : écrire « texte » ou « lignes »")


def rencontre_bien_datee(catalog: Catalog) -> Iterator[Finding]:
    """A meeting ends after it has begun."""
    for meeting in catalog.all(Rencontre):
        if meeting.jusqu_au and meeting.jusqu_au < meeting.jour:
            yield Finding(meeting, ("jusqu_au",), "dernier jour avant le premier")
        if meeting.fin and not meeting.debut:
            yield Finding(meeting, ("fin",), "heure de fin sans heure de début : écrire « debut »")
        elif meeting.fin and meeting.debut and not meeting.jusqu_au and meeting.fin <= meeting.debut:
            yield Finding(meeting, ("fin",), "la rencontre finit avant de commencer")


def rencontre_annoncee(catalog: Catalog) -> Iterator[Finding]:
    """A meeting that suppliers may attend has its open notice: the same information for all."""
    for meeting in catalog.all(Rencontre):
        if "fournisseurs" in meeting.publics and not meeting.annonce:
            yield Finding(
                meeting,
                ("publics",),
                "rencontre ouverte aux fournisseurs sans « annonce » : donner l'adresse de l'avis ouvert à tous",
            )
