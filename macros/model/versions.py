"""A version of a clause as it was published: what left the guide, values written."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from .base import Changement, Ligne, Model, Resume, Texte
from .calcul import starting_values, written_number
from .clause import Annexe, Clause, Critere, Parametre, Penalite

VERSIONS = "versions"
"""The folder of data/clauses/ that holds them: <id>/<n>.yml."""
VARIANTE, ANNEXE = "variante", "annexe"
"""What is copied and stands in no document of its own."""


class TexteDeVersion(Model):
    """What a version wrote into one document: its id among `pieces`, or "variante", or "annexe"."""

    piece: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]+$", max_length=20)]
    titre: Ligne | None = None
    texte: Texte


class VersionDeClause(Changement):
    """A published version. It is never edited: whoever signed it finds it again as it was."""

    titre: Ligne
    resume: Resume
    locale: Annotated[str, StringConstraints(pattern=r"^\d+\+[a-z0-9-]+\.\d+$", max_length=40)] | None = None
    """The whole name of a version of data-locale/: "3+region.1"."""
    textes: Annotated[tuple[TexteDeVersion, ...], Field(min_length=1)]

    @property
    def numero(self) -> str:
        """Its name: "3", or "3+region.1"."""
        return self.locale or str(self.version)


def version_presente(clause: Clause) -> VersionDeClause:
    """The clause as it stands, in the form in which its versions are kept."""
    newest = clause.historique[0]
    return VersionDeClause.model_construct(
        version=clause.version,
        date=newest.date,
        motif=newest.motif,
        titre=clause.titre,
        resume=clause.resume,
        locale=clause.version_dite if clause.local and clause.local.numerote else None,
        textes=textes_presents(clause),
    )


def textes_presents(clause: Clause) -> tuple[TexteDeVersion, ...]:
    """What the clause writes today, of a record that was checked. It is made of it alone: neither another record nor the look of a page changes it."""
    values = _values(clause)
    return tuple(
        TexteDeVersion.model_construct(piece=piece, titre=titre or None, texte=_with_values(texte, values))
        for piece, titre, texte in _texts(clause)
    )


def _texts(clause: Clause) -> Iterator[tuple[str, str, str]]:
    for disposition in clause.dispositions:
        yield disposition.piece, "", disposition.texte
    if clause.critere:
        yield "RC", "Critère", _critere(clause.critere)
    if clause.penalites:
        yield (
            clause.piece_des_penalites,
            "Pénalités",
            "\n".join(
                f"{number}. {_penalite(penalite, clause)}" for number, penalite in enumerate(clause.penalites, 1)
            ),
        )
    if clause.suites:
        yield clause.piece_des_penalites, "Suites", "\n".join(f"- {_line(suite)}" for suite in clause.suites)
    if clause.variante_simple:
        yield VARIANTE, "", clause.variante_simple
    for annexe in clause.annexes:
        yield ANNEXE, annexe.titre, _annexe(annexe)


def _critere(critere: Critere) -> str:
    elements = "\n".join(f"- {_line(element)}" for element in critere.elements)
    bareme = "\n".join(f"- {echelon.points} points : {_line(echelon.attendu)}" for echelon in critere.bareme)
    return f"{critere.libelle} : [[{critere.poids}]] points sur 100. {_line(critere.juge)}\n\nLe candidat remet :\n\n{elements}\n\nBarème :\n\n{bareme}\n\n{critere.methode}"


def _penalite(penalite: Penalite, clause: Clause) -> str:
    parts = [
        f"{_line(penalite.manquement).rstrip('.')} : {_amount(penalite.montant, clause, f'€ ({penalite.assiette})')}"
    ]
    parts += [_line(penalite.apres_mise_en_demeure)] if penalite.apres_mise_en_demeure else []
    parts += [f"plafond {_amount(penalite.plafond, clause)}"] if penalite.plafond else []
    parts += [_line(penalite.sans_plafond).rstrip(".")] if penalite.sans_plafond else []
    return " ; ".join(parts) + "."


def _amount(name: str, clause: Clause, otherwise: str = "") -> str:
    parametre = clause.parametres.get(name)
    return f"[[{name}]] {(parametre and parametre.unite) or otherwise}".strip()


def _annexe(annexe: Annexe) -> str:
    columns = [f"- {colonne.libelle}{f' ({colonne.unite})' if colonne.unite else ''}" for colonne in annexe.colonnes]
    rows = [f"- {' | '.join(row)}" for row in annexe.lignes]
    return "Colonnes :\n\n" + "\n".join(columns) + ("\n\nLignes déjà écrites :\n\n" + "\n".join(rows) if rows else "")


def _values(clause: Clause) -> dict[str, str]:
    """Place -> the value that the guide proposes, or the name of what is to be fixed."""
    values = starting_values(clause.parametres)
    return {
        f"[[{name}]]": _value(parametre, written_number(values[name]) if parametre.calcul and name in values else "")
        for name, parametre in clause.parametres.items()
    }


def _with_values(text: str, values: Mapping[str, str]) -> str:
    if "[[" in text:
        for place, value in values.items():
            text = text.replace(place, value)
    return text


def _value(parametre: Parametre, worked_out: str) -> str:
    if isinstance(parametre.defaut, int) and parametre.type != "annee":
        return f"{parametre.defaut:,}".replace(",", "\u202f")
    return str(parametre.defaut) if parametre.defaut is not None else worked_out or f"[{parametre.libelle}]"


def _line(text: str) -> str:
    return " ".join(text.split())
