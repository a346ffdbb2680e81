"""What is downloaded whole: the archive, the booklets, the data, the packages for screens."""

from dataclasses import dataclass

from ..model import Catalog, Ecran
from .elements import Lien

FOLDER = "telecharger"
BEGIN, END = "<!--telechargements-->", "<!--/telechargements-->"
"""What stands around the list in its page: « make publication » writes the list anew once the files are made."""


@dataclass(frozen=True)
class Fichier:
    """A file to download: its address from the site's root, what it is, its bytes and their SHA-256."""

    adresse: str
    titre: str
    taille: str
    empreinte: str

    @property
    def nom(self) -> str:
        return self.adresse.rpartition("/")[2]


@dataclass(frozen=True)
class GroupeDeFichiers:
    titre: str
    ancre: str
    usage: str
    fichiers: tuple[Fichier, ...]


@dataclass(frozen=True)
class TelechargementsVue:
    """The page. Until the files are made, `groupes` is empty and `presents` leads to what the site already gives; `date` is that of the data. `manquent`: what this publication leaves out, "" for nothing."""

    groupes: tuple[GroupeDeFichiers, ...]
    presents: tuple[Lien, ...]
    date: str = ""
    manquent: str = ""


def telechargements(catalog: Catalog) -> TelechargementsVue:
    """The page of a site whose files were not made: what is there all the same."""
    loops = (
        Lien(f"{ecran.titre} (.{ending})", f"ecrans/{ecran.id}/{ecran.id}.{ending}")
        for ecran in catalog.all(Ecran)
        for ending in ("zip", "htz")
    )
    return TelechargementsVue((), (Lien("les données, fiche par fiche ou liste par liste", "donnees/"), *loops))


def taille(octets: int) -> str:
    """4_123_456 -> "4,1 Mo"; 12_345 -> "12 ko", with a space that does not break."""
    return (
        f"{octets / 1e6:.1f}\u00a0Mo".replace(".", ",")
        if octets >= 950_000
        else f"{max(round(octets / 1000), 1)}\u00a0ko"
    )
