"""A clause whole, as it is read away from the site: one writing for its files, its twin and the files of segments.

What is signed comes first, document by document; then what one needs to use it, which is not copied. Labels are those of data/README.md.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from ..forms.specimens import called
from ..model import Catalog, Clause, TexteJuridique
from ..model.calcul import names
from ..model.clause import Annexe, Parametre
from ..text.dates import date_longue
from ..text.plain import places
from ..views.annexes import en_mots, explications, precision, presentation, unite_du_calcul
from ..views.clauses import ChampARemplir, champs, formule_dite, valeurs_initiales, verifications_vues
from ..views.elements import nombre
from ..views.pieces import Morceau, pieces_vues
from ..views.relectures import lectures_vues, statut_dit
from ..views.textes import change_vu, etat, textes_changes

if TYPE_CHECKING:
    from ..build import Build

ECRITS = frozenset(
    ("titre", "resume", "etape", "niveau", "dispositions", "variante_simple", "critere", "essais", "penalites")
    + ("suites", "annexes", "parametres", "fondements", "verification", "ne_pas_employer_si", "risques")
    + ("incompatible", "remplace", "retrait", "sources", "statut", "version")
)
"""The fields of a clause that its sheet says."""
_SIMPLE = "Pour un petit achat"


class Ecriture(Protocol):
    """Markdown, or plain text. `point` and `lien` take words that are written already, the others what records say."""

    def titre(self, rang: int, words: str) -> str: ...
    def prose(self, text: str) -> str: ...
    def phrase(self, text: str) -> str: ...
    def mots(self, words: str) -> str: ...
    def point(self, mark: str, line: str) -> str: ...
    def lien(self, word: str, address: str) -> str: ...
    def tableau(self, entetes: Iterable[str], lignes: Iterable[Iterable[str]]) -> str: ...


def feuille(build: "Build", clause: Clause, ecriture: Ecriture) -> str:
    """The sheet of a clause, without an end of line; `textes_lus` goes with it."""
    return "\n\n".join(_Feuille(build, clause, ecriture).parts())


def textes_lus(build: "Build", clauses: Iterable[Clause], ecriture: Ecriture, rang: int) -> str:
    """The legal texts that clauses rest on, once each, under a heading of this rank: where each was read, and no other address than those of its record. "" where there are none."""
    found = textes_cites(build.catalog, clauses)
    lines = [ecriture.point("-", texte_lu(build, text, ecriture)) for text in found]
    return "\n\n".join((ecriture.titre(rang, "Textes cités, et où chacun a été lu"), "\n".join(lines))) if lines else ""


def textes_cites(catalog: Catalog, clauses: Iterable[Clause]) -> list[TexteJuridique]:
    """In the order in which they are first cited."""
    names = dict.fromkeys(one.texte for clause in clauses for one in clause.fondements)
    return [catalog.get(TexteJuridique, name) for name in names]


def texte_lu(build: "Build", text: TexteJuridique, ecriture: Ecriture) -> str:
    """A legal text: what it is about, what was read of it, when and where."""
    title = text.titre.partition(" : ")[2] or text.titre
    where = f". {text.verification.source.rstrip('.')}" if text.verification.source else ""
    said = ecriture.phrase(f"{text.reference}, « {title} » : {_etat(build.catalog, text)}{where}.")
    links = (ecriture.lien("Fiche :", f"{build.settings.site}{text.adresse}"), ecriture.lien("source :", text.url))
    return f"{said} {', '.join(links)}"


def _etat(catalog: Catalog, text: TexteJuridique) -> str:
    """What was read of a text, with the day even where nothing sure was."""
    noted = "" if text.confirme else f", noté le {date_longue(text.verification.date)}"
    return f"{etat(catalog, text)}{noted}"


def nommee(clause: Clause) -> str:
    """« titre [identifiant@version] »."""
    return f"{clause.titre} [{clause.id}@{clause.version_dite}]"


class _Feuille:
    def __init__(self, build: "Build", clause: Clause, ecriture: Ecriture) -> None:
        self._clause, self._ecrit = clause, ecriture
        self._catalog, self._site = build.catalog, build.settings.site
        self._labels = build.mots_des_champs.get(Clause.kind, {})
        self._pieces = pieces_vues(build.catalog, clause)

    def parts(self) -> Iterator[str]:
        ecrit, clause = self._ecrit, self._clause
        yield ecrit.titre(1, clause.titre)
        yield ecrit.prose(clause.resume)
        yield self._points(self._head())
        for piece in self._pieces:
            yield ecrit.titre(2, piece.titre)
            for morceau in piece.morceaux:
                yield from self._morceau(morceau)
        if clause.variante_simple:
            yield ecrit.titre(2, f"{self._label('variante_simple')}, {_SIMPLE.lower()}")
            yield ecrit.prose(clause.variante_simple)
        yield ecrit.titre(2, "Pour s'en servir")
        yield ecrit.mots("Ce qui suit ne se recopie pas dans le marché.")
        for title, points, ranked in self._sections():
            if points:
                yield ecrit.titre(3, title)
                yield self._points(points, ranked)

    def _head(self) -> Iterator[str]:
        """What it is cited by, how far it can be relied on, what it does not go with."""
        ecrit, clause, catalog = self._ecrit, self._clause, self._catalog
        day = date_longue(clause.historique[0].date)
        yield ecrit.mots(f"Référence : [{clause.id}@{clause.version_dite}], version du {day}")
        unread = " (personne ne l'a validée)" if clause.statut in ("brouillon", "proposition") else ""
        yield ecrit.mots(f"{self._label('statut')} : {statut_dit(catalog, clause)}{unread}")
        for lecture in lectures_vues(catalog, clause):
            yield ecrit.mots(lecture.dit)
        for change in map(change_vu, textes_changes(catalog, clause)):
            yield ecrit.phrase(f"Le droit a changé : {change.texte.mot}, {change.quand}. {change.dit}")
        if clause.retrait:
            yield ecrit.phrase(f"{self._label('retrait')} : {clause.retrait}")
        stage, level = catalog.term("etapes", clause.etape).libelle, catalog.term("niveaux", clause.niveau).libelle
        yield ecrit.mots(f"{self._label('etape')} : {stage}. {self._label('niveau')} : {level.lower()}")
        yield ecrit.lien("Page :", f"{self._site}{clause.adresse}")
        for words, others in (
            ("Incompatible, à ne pas mettre dans le même marché", catalog.symmetric(clause, "incompatible")),
            ("À prendre à la place", catalog.replacing(clause)),
        ):
            if others:
                yield ecrit.mots(f"{words} : {' ; '.join(map(nommee, others))}")
        if clause.remplace:
            yield ecrit.mots(f"{self._label('remplace')} : {', '.join(clause.remplace)}")

    def _morceau(self, morceau: Morceau) -> Iterator[str]:
        ecrit = self._ecrit
        if morceau.titre:
            yield ecrit.titre(3, morceau.titre)
        yield ecrit.prose(morceau.texte)
        if morceau.tableau:
            yield ecrit.tableau(morceau.tableau.entetes, morceau.tableau.lignes)
        if morceau.suite:
            yield ecrit.prose(morceau.suite)

    def _sections(self) -> Iterator[tuple[str, list[str], bool]]:
        """(heading, what is under it, whether its order is told)."""
        label = self._label
        yield "Valeurs à fixer, dans l'ordre du texte", list(self._values()), True
        yield label("annexes"), [self._annexe(annexe) for annexe in self._clause.annexes], False
        yield label("ne_pas_employer_si"), list(map(self._ecrit.phrase, self._clause.ne_pas_employer_si)), False
        yield label("verification"), list(self._proofs()), False
        yield f"{label('essais')} : exemples fictifs", list(self._trials()), False
        yield label("risques"), list(self._risks()), False
        yield f"{label('fondements')}, et ce qui en a été lu", list(self._bases()), False
        yield label("sources"), list(self._sources()), False

    def _values(self) -> Iterator[str]:
        """Each value with what is proposed and the words around its places: two of one value are told apart."""
        around = self._places()
        by_name = champs(self._clause)
        for name in (*(name for name in around if name in by_name), *(name for name in by_name if name not in around)):
            champ = by_name[name]
            where = "".join(
                f". {piece} : {' ; '.join(f'“{words}”' for words in told)}"
                for piece, told in around.get(name, {}).items()
            )
            follows = [other.libelle for other in by_name.values() if name in names(other.calcul)]
            used = f". Sert à calculer : {', '.join(follows)}" if follows else ""
            proposed = self._proposed(champ, self._clause.parametres[name])
            yield self._ecrit.mots(f"[{champ.initial}] {champ.libelle} : {proposed}{used}{where}")

    def _places(self) -> dict[str, dict[str, dict[str, None]]]:
        """Parameter -> document -> the words around each of its places, once, in the order of the text."""
        values = valeurs_initiales(self._clause)
        texts = [(piece.titre, text) for piece in self._pieces for one in piece.morceaux for text in _texts(one)]
        texts.append((_SIMPLE, self._clause.variante_simple or ""))
        found: dict[str, dict[str, dict[str, None]]] = {}
        for title, text in texts:
            for name, words in places(text, values):
                found.setdefault(name, {}).setdefault(title, {})[words] = None
        return found

    def _proposed(self, champ: ChampARemplir, parametre: Parametre) -> str:
        """What the guide proposes for a value, else that it is to be written; a bound is said as one."""
        unit = f" {parametre.unite}" if parametre.unite else ""
        within = f", en{unit}" if unit else ""
        if parametre.calcul:
            said = f"calculé{within} : {formule_dite(parametre.calcul, self._clause)}"
        elif champ.a_fixer:
            said = f"à écrire{within}"
        else:
            ground = "proposé d'après la source" if parametre.source else "proposé"
            said = f"{ground} : {champ.initial}{unit}"
        choice = f"au choix : {', '.join(parametre.choix)}" if parametre.choix else ""
        source = f"source : {parametre.source}" if parametre.source else ""
        return " ; ".join(part for part in (said, choice, _bounds(parametre), self._floor(parametre), source) if part)

    def _floor(self, parametre: Parametre) -> str:
        floor = parametre.plancher_legal
        if floor is None:
            return ""
        value = f"{nombre(floor.valeur)} {parametre.unite or ''}".strip()
        return f"minimum légal : {value} ({self._catalog.get(TexteJuridique, floor.texte).reference})"

    def _annexe(self, annexe: Annexe) -> str:
        ecrit = self._ecrit
        columns = " ; ".join(
            f"{one.libelle} ({told})" if (told := precision(one)) else one.libelle for one in annexe.colonnes
        )
        said = [f"« {annexe.titre} ». {presentation(annexe)} {self._label('annexes', 'colonnes')} : {columns}."]
        said += [f"{column} : {words}" for column, words in explications(annexe)]
        if annexe.lignes:
            rows = " ; ".join(", ".join(row) for row in annexe.lignes)
            said.append(f"{self._label('annexes', 'lignes')} : {rows}.")
        if annexe.calculs:
            figures = (
                f"{one.libelle}{f' ({unit})' if (unit := unite_du_calcul(annexe, one)) else ''} = {en_mots(one)}"
                for one in annexe.calculs
            )
            said.append(f"{self._label('annexes', 'calculs')} : {' ; '.join(figures)}.")
        how = f" {ecrit.phrase(annexe.mode_d_emploi)}" if annexe.mode_d_emploi else ""
        path = f"{self._site}{self._clause.adresse}annexe-{annexe.id}"
        file = ecrit.lien("Fichier Word :", f"{path}.docx")
        return f"{ecrit.mots(' '.join(said))}{how} {file} ; tableur, même adresse en .xlsx"

    def _proofs(self) -> Iterator[str]:
        ecrit = self._ecrit
        given, looked, who, holds = (self._label("verification", name) for name in _OF_A_PROOF)
        titles = {annexe.id: annexe.titre for annexe in self._clause.annexes}
        vues = verifications_vues(self._catalog, self._clause)
        for step, vue in zip(self._clause.verification, vues, strict=True):
            by = f"{given} : {vue.fournie_par}, {vue.quand}. {looked} :"
            person = f"{who} : {vue.qui}{f', {vue.minutes}' if vue.minutes else ''}."
            annexe = f" {holds} : « {titles[step.annexe]} »." if step.annexe else ""
            yield " ".join(
                (
                    f"{ecrit.phrase(step.preuve)}.",
                    ecrit.mots(by),
                    ecrit.phrase(step.controle),
                    ecrit.mots(person + annexe),
                )
            )

    def _trials(self) -> Iterator[str]:
        for essai in self._clause.essais:
            mark = f"{self._label('essais', 'note')} : {essai.note}"
            yield self._ecrit.phrase(f"{essai.offre} : {essai.reponses} {mark}.")

    def _risks(self) -> Iterator[str]:
        for one in self._clause.risques:
            yield self._ecrit.phrase(f"{one.risque} {self._label('risques', 'parade')} : {one.parade}")

    def _bases(self) -> Iterator[str]:
        """Each legal text with its code, and what was read of it."""
        for fondement in self._clause.fondements:
            text = self._catalog.get(TexteJuridique, fondement.texte)
            said = f"{text.reference} : {_etat(self._catalog, text)}. {fondement.note or ''}"
            yield self._ecrit.phrase(said)

    def _sources(self) -> Iterator[str]:
        for source in self._clause.sources:
            day = f", {source.date}" if source.date else ""
            said = source.titre + day
            yield self._ecrit.lien(f"{said} :", source.url) if source.url else self._ecrit.mots(said)

    def _points(self, lines: Iterable[str], ranked: bool = False) -> str:
        point = self._ecrit.point
        return "\n".join([point(f"{rank}." if ranked else "-", line) for rank, line in enumerate(lines, 1)])

    def _label(self, *path: str) -> str:
        """What data/README.md calls a field."""
        return called(self._labels, path)


_OF_A_PROOF = ("fournie_par", "controle", "qui", "annexe")


def _bounds(parametre: Parametre) -> str:
    shown = str if parametre.type == "annee" else nombre
    low, high = ("" if value is None else shown(value) for value in (parametre.min, parametre.max))
    if low and high:
        return f"bornes : de {low} à {high}"
    return f"borne : {low} au moins" if low else f"borne : {high} au plus" if high else ""


def _texts(morceau: Morceau) -> Iterator[str]:
    yield morceau.texte
    if morceau.tableau:
        yield from (cell for row in morceau.tableau.lignes for cell in row)
    yield morceau.suite
