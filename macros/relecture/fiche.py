"""The sheet that goes to a reader: the clause as it will be pasted, what it rests on, its risks, three questions, and a box to tick.

`lecture.py` reads it back: the words that it looks for are written here, once.
"""

from collections.abc import Iterator

from ..exports.gabarits import Papier
from ..exports.word import Intitule, PartieDeDocument, document
from ..model import Catalog, Clause, TexteJuridique
from ..read.settings import Settings
from ..text import plain
from ..text.dates import date_longue
from ..views.clauses import valeurs_initiales, verifications_vues
from ..views.pieces import Morceau, pieces_vues
from ..views.relectures import DECISIONS, FORMAT, questions, statut_dit
from ..views.textes import fondement_vue

TEXTE, APPUIS = "Le texte, tel qu’il sera collé", "Ce sur quoi il s’appuie"
"""Between these two headings stands what is pasted."""
DECISION = "Votre décision"
FICHE, ROLE, DATE, PROCHAINE, REMARQUES = (
    "Fiche",
    "Rôle de la personne qui a lu",
    "Date de lecture",
    "Prochaine lecture avant le",
    "Remarques",
)
"""The labels of the box, besides the three decisions and the questions."""
_PRECISIONS = {DATE: "jj/mm/aaaa", PROCHAINE: "jj/mm/aaaa ; vide : un an plus tard"}
CROIX = "une croix"


def fiche(catalog: Catalog, clause: Clause, role: str, settings: Settings, papier: Papier) -> bytes:
    """The .docx of a clause for a reader of this role. Raises KeyError on a role that is not of the list."""
    reader = catalog.term("relecteurs", role).libelle
    day = date_longue(clause.historique[0].date)
    origin = f"Clause {clause.id}, version {clause.version_dite} du {day}. {settings.site}{clause.adresse}"
    intitule = Intitule(
        clause.titre,
        f"Fiche de relecture pour un {reader}",
        f"{settings.guide}, relecture : {clause.id}, version {clause.version_dite}",
        f"{origin}. État : {statut_dit(catalog, clause)}.",
    )
    return document(intitule, tuple(_parties(catalog, clause, role)), papier)


def _parties(catalog: Catalog, clause: Clause, role: str) -> Iterator[PartieDeDocument]:
    yield PartieDeDocument(
        "",
        f"{clause.resume}\n\nCorrigez le texte ci-dessous avec le suivi des modifications, écrivez en marge ce que vous voulez, puis remplissez l’encadré « {DECISION} » "
        "à la fin et renvoyez ce fichier. Rien ne change dans le guide sans que la personne qui le tient ait lu vos corrections. Les valeurs entre crochets sont celles que chaque acheteur fixe.",
    )
    yield PartieDeDocument(TEXTE)
    values = valeurs_initiales(clause)
    for piece in pieces_vues(catalog, clause):
        yield PartieDeDocument(piece.titre)
        for morceau in piece.morceaux:
            yield from _morceau(morceau, values)
    if clause.variante_simple:
        yield PartieDeDocument("Pour un petit achat", plain.prose(clause.variante_simple, values))
    yield from _appuis(catalog, clause)
    yield PartieDeDocument(
        "Le risque",
        forme="tableau",
        colonnes=("Ce qui peut mal tourner", "Ce que le guide propose"),
        lignes=tuple((risque.risque, risque.parade) for risque in clause.risques),
    )
    if clause.verification:
        yield PartieDeDocument(
            "Comment on vérifie",
            forme="tableau",
            colonnes=("Preuve", "Donnée par", "Contrôle", "Qui regarde"),
            largeurs=(3, 2, 3, 2),
            lignes=tuple(
                (
                    step.preuve,
                    f"{step.fournie_par}, {step.quand}",
                    step.controle,
                    ", ".join(filter(None, (step.qui, step.minutes))),
                )
                for step in verifications_vues(catalog, clause)
            ),
        )
    yield PartieDeDocument(
        DECISION,
        "Une croix dans une seule des trois cases de décision.",
        forme="fiche",
        lignes=tuple(_encadre(catalog, clause, role)),
    )


def _morceau(morceau: Morceau, values: dict[str, str]) -> Iterator[PartieDeDocument]:
    yield PartieDeDocument(morceau.titre, plain.prose(morceau.texte, values))
    if morceau.tableau:
        rows = tuple(tuple(plain.phrase(cell, values) for cell in row) for row in morceau.tableau.lignes)
        yield PartieDeDocument("", forme="tableau", colonnes=morceau.tableau.entetes, lignes=rows, largeurs=(1, 6))
    if morceau.suite:
        yield PartieDeDocument("", plain.prose(morceau.suite, values))


def _appuis(catalog: Catalog, clause: Clause) -> Iterator[PartieDeDocument]:
    views = [
        fondement_vue(catalog, catalog.get(TexteJuridique, fondement.texte), fondement.note)
        for fondement in clause.fondements
    ]
    rows = tuple((vue.lien.mot, vue.etat, vue.note or vue.titre) for vue in views)
    if rows:
        yield PartieDeDocument(
            APPUIS,
            forme="tableau",
            colonnes=("Texte", "Ce que le guide en a lu", "Pourquoi ici"),
            largeurs=(3, 2, 4),
            lignes=rows,
        )
    else:
        yield PartieDeDocument(APPUIS, "Aucun texte cité.")


def _encadre(catalog: Catalog, clause: Clause, role: str) -> Iterator[tuple[str, ...]]:
    yield FICHE, f"{FORMAT} · {clause.id} · version {clause.version_dite}"
    for dit in DECISIONS.values():
        yield (f"{dit[0].upper()}{dit[1:]} ({CROIX})",)
    yield ROLE, catalog.term("relecteurs", role).libelle
    for label in (DATE, PROCHAINE):
        yield (f"{label} ({_PRECISIONS[label]})",)
    for number, question in enumerate(questions(role), 1):
        yield (f"Question {number}. {question}",)
    yield (REMARQUES,)
