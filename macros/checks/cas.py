"""Rules on cases: a figure that is told has its source, and foreign money can be weighed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Catalog, EtudeDeCas
from ..read.yaml_source import KeyPath
from ..text.dates import UN_MOIS
from .finding import Finding

_NOMBRE = r"(?:\d{1,3}(?:\s\d{3})+|\d+)(?:,\d+)?"
_JUSQU_A = rf"(?:\s(?:à|et|ou|puis)\s{_NOMBRE})*"
"""« 36 à 60 % » : the sign is that of both numbers."""
_SIGNE = re.compile(
    rf"{_JUSQU_A}\s?(?:(?P<pourcent>%|pour\scent\b)|(?P<euro>(?:(?:millions?|milliards?)\sd['’])?(?:[kM]|Md)?(?:€|euros?\b)))"
)
_CHIFFRE = re.compile(rf"(?<![\w,./–-]){_NOMBRE}(?![\w])")
_ANNEE = re.compile(r"(?:1[6-9]|20)\d\d")
_MOIS = re.compile(rf"\s(?:{UN_MOIS})\b")
_NUMERO = re.compile(r"(?:\b(?:articles?|art\.|numéro|loi|décret|norme|ISO|EN|chapitre|lot)|n°)\s?$", re.IGNORECASE)
_MONNAIE = re.compile(
    rf"[£$¥]|\b(?:SEK|DKK|NOK|ISK|CHF|GBP|USD|AUD|CAD|NZD|JPY|CNY|PLN|CZK|HUF|RON|BGN)\b"
    rf"|(?:{_NOMBRE}|\b(?:millions?|milliards?)\sde)\s(?:couronnes?|dollars?|livres\ssterling|francs\ssuisses|yens?|yuans?|zlotys?|forints?|levs?|pesos)\b"
    r"|\b(?:millions?|milliards?)\sde\slivres\b"
)
_CONVERTI = re.compile(r"€|\beuros?\b|non\sconverti")
_PHRASE = re.compile(r"(?<=[.!?])\s")


@dataclass(frozen=True)
class _Quantite:
    """A number as it is written, without its blanks, and whether it counts percents, euros or something else."""

    nombre: str
    signe: str
    ecrit: str

    @property
    def cle(self) -> tuple[str, str]:
        return self.nombre, self.signe


def chiffre_du_cas_appuye(catalog: Catalog) -> Iterator[Finding]:
    """A percentage, an amount or a quantity in the title or the summary of a case stands in `resultats`, with its source, or in `fait`, that the sources of the case tell."""
    for case in catalog.all(EtudeDeCas):
        held = {quantity.cle for _, text in _appuis(case) for quantity in _quantites(text)}
        known = {number.cle for number in _quantites(f"{case.acheteur} ; {case.lieu}")}
        for field in ("titre", "resume"):
            for quantity in _quantites(getattr(case, field)):
                if quantity.cle not in held | known:
                    message = f"« {quantity.ecrit} » ne se lit ni dans « resultats » ni dans « fait » : l'y écrire en chiffres, avec sa source, ou le retirer d'ici"
                    yield Finding(case, (field,), message)


def monnaie_du_cas_convertie(catalog: Catalog) -> Iterator[Finding]:
    """A sum of foreign money in a case is followed, in its sentence, by a value in euros, or by the words « non converti »."""
    for case in catalog.all(EtudeDeCas):
        for key_path, text in (*_prose(case), *_appuis(case)):
            for sentence in _PHRASE.split(text):
                found = _MONNAIE.search(sentence)
                if found and not _CONVERTI.search(sentence):
                    message = f"« {found[0]} » sans valeur en euros : l'ajouter avec l'année du cours, d'après une source, ou écrire « non converti »"
                    yield Finding(case, key_path, message)


def _appuis(case: EtudeDeCas) -> Iterator[tuple[KeyPath, str]]:
    """Where a figure has its source."""
    yield ("fait",), case.fait
    for index, result in enumerate(case.resultats):
        yield ("resultats", index), f"{result.valeur} {result.unite}"


def _prose(case: EtudeDeCas) -> Iterator[tuple[KeyPath, str]]:
    for field in ("titre", "resume", "difficultes", "lecon", "droit_francais"):
        yield (field,), getattr(case, field) or ""


def _quantites(text: str) -> Iterator[_Quantite]:
    """What is counted or measured: neither a year, nor a date, nor a number that names."""
    for found in _CHIFFRE.finditer(text):
        sign = _SIGNE.match(text, found.end())
        kind = sign.lastgroup or "" if sign else ""
        if not kind and (_ANNEE.fullmatch(found[0]) or _MOIS.match(text, found.end())):
            continue
        if not _NUMERO.search(text[: found.start()]):
            yield _Quantite(
                re.sub(r"\s", "", found[0]), kind, text[found.start() : sign.end() if sign else found.end()]
            )
