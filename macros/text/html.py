"""What a text becomes in a page: HTML, every character escaped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from markdown.extensions.toc import slugify, unique
from markupsafe import Markup, escape

from ..model import KINDS
from .article import CLASSE, entiers, est_article
from .glose import Marqueur
from .language import (
    Gras,
    LienEcrit,
    MotsSimples,
    Paragraphe,
    Piece,
    Place,
    Points,
    blocs,
    gathered,
    is_external,
    pieces,
    split_address,
)
from .typographie import en_ligne, typographie


@dataclass
class Ici:
    """The page where a text is read."""

    racine: str = ""
    """What leads from the page to the site's root: "../../", or "" at the root."""
    marqueur: Marqueur | None = None
    """Explains words of the glossary; None on pages that explain none."""
    ancres: set[str] = field(default_factory=set)
    """The anchors that the page's headings have taken."""

    @classmethod
    def at(cls, address: str, marqueur: Marqueur | None = None) -> "Ici":
        """The page at an address from the site's root: "clauses/x/"."""
        return cls("../" * address.count("/"), marqueur)

    def lien(self, address: str) -> Markup:
        """An address from the site's root, as this page links to it."""
        return escape(f"{self.racine}{address}" or "./")

    def ancre(self, title: str) -> str:
        """The anchor of a heading that has none of its own: "Ce qui compte" -> "ce-qui-compte"."""
        return unique(slugify(typographie(title), "-"), self.ancres)


def mots(text: str) -> Markup:
    """A text as it stands: neither link nor bold there."""
    return escape(en_ligne(text))


def mots_entiers(text: str) -> Markup:
    """The same, each number of an article among its words on one line."""
    return entiers(en_ligne(text))


def phrase(text: str, ici: Ici, valeurs: Mapping[str, str] | None = None) -> Markup:
    """A text of one paragraph. `valeurs`: parameter -> what stands in its place; a text that has them is left unexplained."""
    return _run(pieces(text), ici, valeurs)


def prose(text: str, ici: Ici, valeurs: Mapping[str, str] | None = None) -> Markup:
    """Paragraphs and lists. Points that follow one another make one list, and what is listed under a point stands in it."""
    return Markup("\n".join([_bloc(bloc, ici, valeurs) for bloc in gathered(blocs(text))]))


def _bloc(bloc: Paragraphe | Points, ici: Ici, valeurs: Mapping[str, str] | None) -> Markup:
    if isinstance(bloc, Paragraphe):
        return Markup(f"<p>{_run(bloc.pieces, ici, valeurs)}</p>")
    items = "".join(
        f"<li>{_run(item, ici, valeurs)}{''.join(f'{chr(10)}{_bloc(under, ici, valeurs)}' for under in lists)}</li>\n"
        for item, lists in bloc.points
    )
    if bloc.marque == "-":
        return Markup(f"<ul>\n{items}</ul>")
    lettered = ' type="a"' if bloc.marque == "a)" else ""
    start = f' start="{bloc.debut}"' if bloc.debut != 1 else ""
    return Markup(f"<ol{lettered}{start}>\n{items}</ol>")


def _run(run: Iterable[Piece], ici: Ici, valeurs: Mapping[str, str] | None) -> Markup:
    found = [_piece(piece, ici, valeurs) for piece in run]
    return found[0] if len(found) == 1 else Markup("".join(found))


def _piece(piece: Piece, ici: Ici, valeurs: Mapping[str, str] | None) -> Markup:
    match piece:
        case MotsSimples(texte):
            words = typographie(texte)
            return ici.marqueur.marked(words, ici.racine) if ici.marqueur and valeurs is None else entiers(words)
        case Place(nom):
            if valeurs is None or nom not in valeurs:
                return escape(f"[[{nom}]]")
            return Markup(f'<span class="champ" data-champ="{escape(nom)}">{escape(typographie(valeurs[nom]))}</span>')
        case Gras(inner):
            return Markup(f"<strong>{_run(inner, ici, valeurs)}</strong>")
        case LienEcrit(mot, adresse):
            return _link(typographie(mot), adresse, ici)


def _link(word: str, address: str, ici: Ici) -> Markup:
    target = split_address(address)
    if target and target[0] in KINDS:
        return lien(ici.lien(KINDS[target[0]].adresse_de(target[1])), word)
    return lien(url(address), word) if is_external(address) else entiers(word)


def lien(href: str, word: str, before: Markup = Markup()) -> Markup:
    """A link, `before` standing in it before the word. One that is the number of an article needs no element more to stay on one line."""
    if est_article(word):
        return Markup(f'<a class="{CLASSE}" href="{escape(href)}">{before}{escape(word)}</a>')
    return Markup(f'<a href="{escape(href)}">{before}{entiers(word)}</a>')


def url(address: str) -> str:
    """An outside address, with what would end it percent-encoded; "#" for any other scheme."""
    return quote(address, safe="/:?#@!$&+,;=%~-._()[]*") if is_external(address) else "#"
