"""What the law answers to one purchase: the rules of views/achat.py, evaluated. docs/assets/js/parts/regles.js is the same in the browser; both read tests/vecteurs/regles.tsv.

An answer that the buyer has not given is not guessed: what depends on it is SELON, with what it depends on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Etat = Literal["oui", "selon", "non"]
_FORCE: dict[Etat, int] = {"non": 0, "selon": 1, "oui": 2}
TOUS = "tous-achats"
TRAVAUX, SERVICES = "travaux", "fournitures-services"
_DIVISION_TRAVAUX = "45"


@dataclass(frozen=True)
class Achat:
    """One purchase; "" or None where the buyer has not said. `montant` is the whole need and `lot` one lot, in euros before tax; `date` is written "2026-12-04"."""

    acheteur: str = ""
    contrat: str = ""
    famille: str = ""
    cpv: str = ""
    montant: float | None = None
    lot: float | None = None
    date: str = ""


@dataclass(frozen=True)
class ReponseDeRegle:
    """Whether a rule holds, and what this depends on: names of answers that miss, of thresholds ("seuil:europeen"), or words."""

    etat: Etat
    motifs: tuple[str, ...] = ()


def repondre(donnees: Mapping[str, Any], achat: Achat) -> dict[str, ReponseDeRegle]:
    """Line or duty -> what it answers. `donnees`: views/achat.py."""
    moteur = _Moteur(donnees, achat)
    return {
        **{name: moteur.regle(rule, moteur.famille) for name, rule in donnees["regles"].items()},
        **{name: moteur.regle(rule, moteur.famille or TOUS) for name, rule in donnees["lignes"].items()},
    }


class _Moteur:
    def __init__(self, donnees: Mapping[str, Any], achat: Achat) -> None:
        self.seuils = donnees["seuils"]
        self.achat = achat
        self.famille = achat.famille or _segment(donnees["cpv"], achat.cpv)
        self.nature = _nature(achat.cpv, self.famille)

    def regle(self, rule: Mapping[str, Any], famille: str) -> ReponseDeRegle:
        found = self._une(rule["quand"], famille)
        if found.etat == "non":
            return found
        doubts = [
            doubt["pourquoi"]
            for doubt in rule["doutes"]
            if not doubt["quand"] or self._une(doubt["quand"], self.famille or TOUS).etat != "non"
        ]
        return ReponseDeRegle("selon", (*found.motifs, *doubts)) if doubts else found

    def _une(self, branches: Sequence[Mapping[str, Any]], famille: str) -> ReponseDeRegle:
        """The best of several ways to hold. With one that is certain, the others do not matter."""
        found = [self._toutes(branch, famille) for branch in branches]
        best: Etat = max((answer.etat for answer in found), key=lambda state: _FORCE[state])
        return ReponseDeRegle(best, _union(answer.motifs for answer in found if answer.etat == best))

    def _toutes(self, quand: Mapping[str, Any], famille: str) -> ReponseDeRegle:
        answers = list(self._conditions(quand, famille))
        worst: Etat = min((answer.etat for answer in answers), key=lambda state: _FORCE[state])
        return ReponseDeRegle(worst, _union(answer.motifs for answer in answers) if worst == "selon" else ())

    def _conditions(self, quand: Mapping[str, Any], famille: str) -> Iterable[ReponseDeRegle]:
        achat = self.achat
        yield _parmi(quand.get("acheteurs"), achat.acheteur, "acheteur")
        yield _parmi(quand.get("contrats"), achat.contrat, "contrat")
        yield _parmi(quand.get("familles"), famille, "famille")
        yield _parmi(quand.get("natures"), self.nature, "famille")
        if "des" in quand:
            yield _des(achat.montant, *self._montant(quand["des"]), "montant", bool(quand.get("au_dela")))
        if "sous" in quand:
            yield _contraire(_des(achat.montant, *self._montant(quand["sous"]), "montant"))
        for name in quand.get("des_les_seuils", ()):
            yield self._seuil(name, achat.montant, "montant", quand)
        if "sous_le_seuil" in quand:
            yield _contraire(self._seuil(quand["sous_le_seuil"], achat.montant, "montant", quand))
        if achat.lot is not None:
            yield from self._du_lot(quand, achat.lot)
        elif any(name.startswith("lot_") for name in quand):
            yield ReponseDeRegle("non")  # Nobody is asked for a lot: without one, there is none.
        if "depuis" in quand:
            yield ReponseDeRegle("selon", ("date",)) if not achat.date else _si(achat.date >= quand["depuis"])

    def _du_lot(self, quand: Mapping[str, Any], lot: float) -> Iterable[ReponseDeRegle]:
        whole = self.achat.montant
        if "lot_sous" in quand:
            yield _contraire(_des(lot, quand["lot_sous"], quand["lot_sous"], (), "lot"))
        if "lot_des" in quand:
            yield _des(lot, quand["lot_des"], quand["lot_des"], (), "lot")
        if "lot_sous_le_seuil" in quand:
            yield _contraire(self._seuil(quand["lot_sous_le_seuil"], lot, "lot", quand))
        if "lot_des_le_seuil" in quand:
            yield self._seuil(quand["lot_des_le_seuil"], lot, "lot", quand)
        if "lot_part" in quand:
            yield _part(lot, whole, quand["lot_part"])
        if "lot_hors_part" in quand:
            yield _contraire(_part(lot, whole, quand["lot_hors_part"]))

    def _montant(self, given: Any) -> tuple[float, float, tuple[str, ...]]:
        """The lowest and the highest amount that may be meant, and what they depend on: {"travaux": …, "fournitures-services": …} or one number."""
        if not isinstance(given, Mapping):
            return given, given, ()
        if self.nature:
            return given[self.nature], given[self.nature], ()
        return min(given.values()), max(given.values()), ("famille",)

    def _seuil(self, name: str, montant: float | None, asked: str, quand: Mapping[str, Any]) -> ReponseDeRegle:
        """Whether an amount reaches a threshold, whose rows are those of the purchase and of `quand`."""
        periods = self.seuils[name]["periodes"]
        day = self.achat.date
        found = (
            [period for period in periods if period["du"] <= day and day <= period.get("au", day)]
            if day
            else periods[-1:]
        )
        if not found:
            return ReponseDeRegle("selon", (f"periode:{name}",))
        rows = [row for row in found[0]["montants"] if self._possible(row, quand)]
        if not rows:
            return ReponseDeRegle("non")
        depends = _union(self._inconnus(row) for row in rows) if len(rows) > 1 else ()
        own = tuple(row["selon"] for row in rows if "selon" in row)
        return _des(
            montant,
            min(row["montant"] for row in rows),
            max(row.get("a", row["montant"]) for row in rows),
            (*depends, *own),
            asked,
        )

    def _possible(self, row: Mapping[str, Any], quand: Mapping[str, Any]) -> bool:
        return all(
            not row.get(name)
            or (answer in row[name] if answer else not quand.get(name) or set(row[name]) & set(quand[name]))
            for name, answer, _ in self._demandes()
        )

    def _inconnus(self, row: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(asked for name, answer, asked in self._demandes() if row.get(name) and not answer)

    def _demandes(self) -> tuple[tuple[str, str, str], ...]:
        """What the rows of a threshold may filter: name there, answer, what was asked."""
        return (
            ("acheteurs", self.achat.acheteur, "acheteur"),
            ("contrats", self.achat.contrat, "contrat"),
            ("natures", self.nature, "famille"),
        )


def _parmi(allowed: Sequence[str] | None, answer: str, asked: str) -> ReponseDeRegle:
    if not allowed:
        return ReponseDeRegle("oui")
    return _si(answer in allowed) if answer else ReponseDeRegle("selon", (asked,))


def _des(
    montant: float | None, least: float, most: float, motifs: tuple[str, ...], asked: str, au_dela: bool = False
) -> ReponseDeRegle:
    """Whether an amount reaches a threshold that lies between `least` and `most`."""
    if montant is None:
        return ReponseDeRegle("selon", (asked,))
    if montant > most or (montant == most and not au_dela):
        return ReponseDeRegle("oui")
    return (
        ReponseDeRegle("non") if montant < least or (montant == least and au_dela) else ReponseDeRegle("selon", motifs)
    )


def _part(lot: float, montant: float | None, percent: int) -> ReponseDeRegle:
    """Whether a lot stays within a share of the whole. One lot that exceeds it is already too much for the lots together (R2123-1 2° b)."""
    return ReponseDeRegle("selon", ("montant",)) if montant is None else _si(lot * 100 <= percent * montant)


def _si(holds: bool) -> ReponseDeRegle:
    return ReponseDeRegle("oui" if holds else "non")


def _contraire(answer: ReponseDeRegle) -> ReponseDeRegle:
    opposite: dict[Etat, Etat] = {"oui": "non", "non": "oui", "selon": "selon"}
    return ReponseDeRegle(opposite[answer.etat], answer.motifs)


def _union(motifs: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in motifs for word in words))


def _chiffres(cpv: str) -> str:
    """The eight digits of a code, without its check digit."""
    return "".join(sign for sign in cpv.split("-")[0] if sign.isdigit())[:8]


def _segment(table: Mapping[str, str], cpv: str) -> str:
    """The segment of the longest beginning of the code that the table has; "" for none."""
    digits = _chiffres(cpv)
    return next((table[digits[:size]] for size in range(len(digits), 1, -1) if digits[:size] in table), "")


def _nature(cpv: str, famille: str) -> str:
    digits = _chiffres(cpv)
    if digits:
        return TRAVAUX if digits.startswith(_DIVISION_TRAVAUX) else SERVICES
    return (TRAVAUX if famille == TRAVAUX else SERVICES) if famille else ""
