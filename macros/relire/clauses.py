"""A clause of the library as a draft: the words that a buyer pastes, document by document, its values in their places."""

from ..model import Catalog, Clause
from ..text import plain
from ..views.clauses import valeurs_initiales
from ..views.pieces import pieces_vues


def brouillon(catalog: Catalog, clause: Clause) -> str:
    """Its documents, each under its name; the annexes that it holds close it, by their titles."""
    values = valeurs_initiales(clause)
    parts: list[str] = []
    for piece in pieces_vues(catalog, clause):
        parts.append(piece.piece.id.upper() if piece.piece.id != "interne" else "NOTE INTERNE")
        for morceau in piece.morceaux:
            parts += [morceau.titre] if morceau.titre else []
            parts.append(plain.prose(morceau.texte, values))
            if morceau.tableau:
                parts += [" : ".join(plain.phrase(cell, values) for cell in row) for row in morceau.tableau.lignes]
            parts += [plain.prose(morceau.suite, values)] if morceau.suite else []
    parts += [f"Annexe : « {annexe.titre} »" for annexe in clause.annexes]
    return "\n\n".join(parts)
