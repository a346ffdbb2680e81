"""The browser's code: what each tool is made of, and which pages have it. This is the one list.

A tool is one script and the parts that it uses (docs/assets/js/parts); the build joins them, with nothing left to load at run time. A part is written once on a page:
what the script of every page has brought is there for the others, which come after it.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

SOURCES = "docs/assets"
EVERY_PAGE = "site"
"""The tool of every page that has the theme around it."""
NOT_FOUND = "404.html"
_FIRST = "window.guideParts = window.guideParts || {};\n"
_RECENT = 'if (!("replaceChildren" in Element.prototype)) throw new Error("Navigateur trop ancien : la page se lit sans ses outils.");\n'
"""Chrome and Edge since 86, Firefox since 78, Safari since 14, all of 2020, read this dialect and have this method: older ones run no tool by halves."""

PARTS: dict[str, tuple[str, ...]] = {
    "element": (),
    "boucle-composee": (),
    "texte": (),
    "jour": (),
    "tirage": (),
    "adresse": (),
    "memoire": (),
    "nombre": (),
    "copie": ("element",),
    "regles": ("adresse", "texte"),
    "regles-lignes": ("adresse", "element", "regles"),
    "assistant": ("adresse", "jour", "regles"),
    "calcul": (),
    "valeur": ("calcul", "jour", "nombre"),
    "charger": (),
    "paquets": ("charger",),
    "dossier-etat": ("jour", "memoire", "paquets"),
    "dossier-valeurs": ("valeur",),
    "dossier-texte": ("element",),
    "dossier-jauges": ("dossier-texte", "jour", "nombre", "regles", "texte"),
    "dossier-declaration": (),
    "dossier-champs": ("element", "texte", "valeur"),
    "notation-etat": ("adresse", "memoire", "nombre"),
    "notation-depart": ("nombre", "notation-etat"),
    "dossier-tableau": ("adresse", "dossier-etat", "dossier-jauges", "element", "notation-depart"),
    "dossier-fournisseur": ("dossier-etat", "dossier-texte", "dossier-valeurs", "element", "jour", "texte"),
    "fournisseur-etat": ("dossier-etat", "jour", "memoire", "paquets", "texte"),
    "fournisseur-liste": ("element", "fournisseur-etat", "jour"),
    "extrait": (),
    "csv": (),
    "ics": ("jour",),
    "fichier": (),
    "dossier-plusieurs": ("element", "fichier"),
    "xml": (),
    "office": ("xml",),
    "image": (),
    "image-ecran": ("image", "xml"),
    "archive": (),
    "classeur": ("archive", "office"),
    "ecrit": ("texte",),
    "ecrit-pieces": ("ecrit", "nombre", "jour"),
    "ecrit-candidats": ("ecrit",),
    "ecrit-justification": ("ecrit",),
    "ecrit-texte": ("ecrit", "xml"),
    "classeur-candidats": ("classeur", "ecrit-candidats", "nombre"),
    "word-patron": ("office",),
    "word": ("ecrit", "archive", "word-patron"),
    "tranches": (),
    "ressemblance": (),
    "plan": ("ecrit", "jour", "ressemblance", "texte"),
    "plan-fichiers": ("plan", "classeur", "ics"),
    "registre": ("memoire", "jour"),
    "documents": ("plan-fichiers", "ecrit-pieces", "ecrit-justification", "ecrit-texte", "word", "classeur-candidats"),
    "passes": ("charger", "paquets"),
    "retour": ("ecrit-pieces", "dossier-valeurs", "ressemblance"),
    "documents-vue": ("element", "charger"),
    "vue-documents": ("documents", "element", "texte"),
    "vue-suivi": ("vue-documents", "plan-fichiers", "registre", "csv"),
    "revision": ("ecrit-pieces", "ressemblance", "retour", "word", "texte", "jour"),
    "formule": ("adresse",),
    "notation": ("formule", "nombre", "texte"),
    "notation-effets": ("notation",),
    "notation-alertes": ("notation-effets",),
    "dessin": (),
    "figure": ("element",),
    "notation-dessins": ("dessin", "element", "nombre", "notation-alertes"),
    "notation-resultat": ("notation-dessins",),
    "notation-fiche": ("jour", "notation-resultat"),
    "notation-grille": ("ecrit", "notation-fiche", "nombre"),
    "notation-champs": ("element", "nombre"),
    "lire-fichier": ("charger",),
    "vue-retour": ("documents", "lire-fichier", "passes", "revision"),
    "comparaison-lignes": (),
    "comparaison-valeurs": ("ressemblance", "nombre", "jour"),
    "comparaison": ("comparaison-valeurs", "tranches"),
    "comparaison-word": ("comparaison", "word"),
    "relire-texte": (),
    "relire-juge": ("charger",),
    "relire-valeurs": (),
    "relire-plafonds": (),
    "relire-moteur": ("relire-texte", "relire-plafonds", "relire-valeurs", "tranches"),
    "relire-rapport": ("texte",),
    "relire-vue": ("element", "texte", "relire-rapport"),
    "relire-plancher": ("relire-texte",),
    "relire-bibliotheque": ("charger", "relire-texte", "regles"),
    "relire-achat": ("adresse", "element", "jour", "memoire", "nombre"),
    "relire-ecarts": ("charger", "comparaison", "element", "paquets", "passes", "ressemblance", "texte"),
    "relire-manque": (
        "element",
        "texte",
        "jour",
        "relire-achat",
        "relire-bibliotheque",
        "relire-ecarts",
        "relire-plancher",
        "tranches",
    ),
}
"""Part -> the parts that it uses, which stand before it."""


@dataclass(frozen=True)
class Tool:
    """`scripts`: below docs/assets/js, `tools/<name>` unless said. `pages` and `but`: addresses from the site's root, where * stands for one name.

    A tool without pages is named by what loads it: a page shell, another tool, the page of another site.
    """

    name: str
    parts: tuple[str, ...] = ()
    scripts: tuple[str, ...] | None = None
    styles: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    alone: bool = False
    """On pages that do not have the script of every page."""
    found: tuple[str, ...] = ()
    """Parts that the tool which loads it has brought: they hold a state, or weigh."""
    sources: tuple[str, ...] = field(init=False)
    """What its file is made of, in order; nothing for a style sheet alone."""

    def __post_init__(self) -> None:
        own = _with_needs(self.parts)
        brought = () if self.alone or self.name == EVERY_PAGE else _with_needs((*_SITE_PARTS, *self.found))
        parts = tuple(f"parts/{part}" for part in PARTS if part in own and part not in brought)
        object.__setattr__(self, "sources", parts + ((f"tools/{self.name}",) if self.scripts is None else self.scripts))

    def is_on(self, address: str) -> bool:
        return _one_of(self.pages, address) and not _one_of(self.but, address)

    def script(self, root: Path) -> str:
        """The file that pages load."""
        written = "".join(
            light((root / SOURCES / "js" / f"{name}.js").read_text(encoding="utf-8")) for name in self.sources
        )
        return (
            (_RECENT if self.name == EVERY_PAGE else "")
            + (_FIRST if any(name.startswith("parts/") for name in self.sources) else "")
            + written
        )


_COMMENTS = re.compile(r"^[ \t]*(?:/\*[\s\S]*?\*/[ \t]*|//.*)$", re.MULTILINE)
_ENDS = re.compile(r"""(?<=[;{},(]) +//[^"'`\n]*$""", re.MULTILINE)
_MARGINS = re.compile(r"\n\s+")


def light(source: str) -> str:
    """A script or a style sheet without its margins, nor the comments that stand alone or end a line: a quarter of its weight. No text of ours runs over several lines (a test sees to it)."""
    return _MARGINS.sub("\n", _COMMENTS.sub("", _ENDS.sub("", source))).strip() + "\n"


def _with_needs(parts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(parts).union(*(_with_needs(PARTS[part]) for part in parts))


def _one_of(pages: tuple[str, ...], address: str) -> bool:
    return _expression(pages).fullmatch(address) is not None if pages else False


@cache
def _expression(pages: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join("[^/]+".join(map(re.escape, page.split("*"))) for page in pages))


_SITE_PARTS = ("element", "texte", "jour", "memoire", "charger")

_FIGURES = tuple(
    Tool(f"figure-{name}", ("figure", *parts), pages=(f"parcours/nouvel-arrivant/{module}/",))
    for name, module, parts in (
        ("seuils", "pourquoi-acheter-durable", ("dessin", "nombre", "texte")),
        ("passages", "qui-fait-quoi", ("dessin",)),
        ("lieux", "ou-agir-dans-une-consultation", ()),
        ("clause", "verifier-et-suivre", ("texte",)),
        ("offres", "acheter-une-prestation-intellectuelle", ("dessin", "nombre")),
    )
)
"""What moves a figure, on the page of its module."""

TOOLS = (
    Tool(EVERY_PAGE, _SITE_PARTS, ("tools/site", "search/box")),
    Tool(
        "moteur-recherche",
        (),
        ("search/normalise", "search/reading", "search/mending", "search/purchase", "search/engine"),
    ),
    Tool("moteur-distant", (), ("search/normalise", "search/distant")),
    Tool(
        "recherche",
        ("element", "texte", "adresse", "memoire", "copie"),
        ("search/pages",),
        pages=("recherche/", "clauses/", NOT_FOUND),
    ),
    Tool(
        "clause",
        ("element", "texte", "jour", "nombre", "copie", "calcul", "valeur", "extrait"),
        styles=("clause",),
        pages=("clauses/*/", "clauses/*/v*/"),
    ),
    Tool("historique", scripts=(), styles=("historique",), pages=("clauses/*/historique/", "*/*/ecarts/")),
    Tool(
        "regles",
        ("element", "texte", "adresse", "jour", "nombre", "copie", "csv", "fichier", "regles-lignes"),
        styles=("regles",),
        pages=("obligations/",),
    ),
    Tool(
        "assistant",
        ("element", "texte", "adresse", "jour", "nombre", "copie", "fichier", "regles-lignes", "assistant"),
        styles=("assistant",),
        pages=("outils/assistant/",),
    ),
    Tool("cas", ("element", "adresse"), pages=("cas/",)),
    Tool("calendrier", ("dessin", "element", "jour"), pages=("textes/",)),
    Tool("graphiques", scripts=(), styles=("graphiques",), pages=("familles/*/", "fraicheur/")),
    Tool(
        "mon-dossier",
        (
            "element",
            "texte",
            "jour",
            "memoire",
            "nombre",
            "copie",
            "fichier",
            "dossier-etat",
            "dossier-champs",
            "dossier-tableau",
            "dossier-fournisseur",
            "dossier-declaration",
            "dossier-plusieurs",
            "documents-vue",
        ),
        styles=("clause", "mon-dossier", "documents", "historique"),
        pages=("outils/mon-dossier/",),
    ),
    Tool("dossier-ajout", ("dossier-etat",)),
    Tool(
        "cible",
        ("element", "texte", "adresse", "jour", "memoire", "nombre", "copie", "csv", "fichier", "dessin", "charger"),
        styles=("cible",),
        pages=("outils/cible-elus/",),
    ),
    Tool(
        "notation",
        (
            "texte",
            "memoire",
            "copie",
            "csv",
            "fichier",
            "charger",
            "notation-depart",
            "notation-fiche",
            "notation-champs",
        ),
        styles=("notation",),
        pages=("outils/simulateur-notation/",),
    ),
    Tool(
        "notation-word",
        ("word", "notation-grille"),
        scripts=(),
        found=("jour", "nombre", "notation-fiche"),
    ),
    Tool(
        "relire",
        (
            "memoire",
            "copie",
            "csv",
            "fichier",
            "jour",
            "charger",
            "relire-juge",
            "relire-moteur",
            "relire-vue",
        ),
        styles=("historique", "relire"),
        pages=("outils/relire/",),
    ),
    Tool("lire-fichier", ("lire-fichier",), scripts=(), found=("charger",)),
    Tool("relire-manque", ("relire-manque",), scripts=(), found=("relire-moteur",)),
    Tool(
        "comparer",
        ("element", "texte", "jour", "fichier", "lire-fichier", "comparaison-lignes", "comparaison"),
        styles=("historique", "relire"),
        pages=("outils/comparer/",),
    ),
    Tool(
        "comparer-word",
        ("comparaison-word",),
        scripts=(),
        found=("element", "texte", "jour", "fichier", "lire-fichier", "comparaison"),
    ),
    Tool("methodes-de-notation", scripts=(), styles=("notation",), pages=("outils/methodes-de-notation/",)),
    Tool("dossier", ("texte", "csv", "ics", "fichier", "fournisseur-liste"), pages=("fournisseurs/dossier/*/",)),
    Tool(
        "e-dossier",
        (
            "texte",
            "adresse",
            "copie",
            "ics",
            "fichier",
            "nombre",
            "dossier-texte",
            "dossier-valeurs",
            "documents-vue",
            "fournisseur-liste",
        ),
        styles=("fournisseur", "documents"),
        pages=("fournisseurs/dossier/",),
    ),
    Tool(
        "parcours",
        ("element", "texte", "adresse", "jour", "memoire", "csv", "fichier"),
        styles=("parcours",),
        pages=("parcours/nouvel-arrivant/", "parcours/nouvel-arrivant/*/"),
        but=("parcours/nouvel-arrivant/imprimer/",),
    ),
    Tool("parcours-imprime", scripts=(), styles=("parcours",), pages=("parcours/nouvel-arrivant/imprimer/",)),
    *_FIGURES,
    Tool("note", ("element", "copie"), styles=("elus",), pages=("elus/*/",), but=("elus/spaser/",)),
    Tool("elus", scripts=(), styles=("elus",), pages=("elus/spaser/", "agents/prestation-intellectuelle/")),
    Tool(
        "proposer",
        ("element", "texte", "adresse", "jour", "memoire", "nombre", "copie", "fichier", "charger", "relire-moteur"),
        styles=("proposer",),
        pages=("contribuer/proposer/",),
    ),
    Tool("lectures", ("texte", "jour"), pages=("fraicheur/", "qualite/", "relecture/", "relecture/comment/")),
    Tool(
        "relecture",
        ("element", "texte", "jour", "memoire", "fichier"),
        styles=("relecture",),
        pages=("relecture/",),
    ),
    Tool("appareil", ("element", "texte", "memoire"), pages=("confidentialite/",)),
    Tool(
        "documents",
        ("vue-documents", "vue-suivi", "vue-retour"),
        scripts=(),
        found=("element", "nombre", "copie", "fichier", "dossier-etat", "dossier-valeurs"),
    ),
    Tool(
        "integrer",
        ("element", "adresse", "copie", "nombre"),
        ("tools/integrer-hote", "tools/integrer"),
        pages=("integrer/",),
    ),
    Tool("donnees", ("copie",), pages=("donnees/",)),
    Tool("integrer-hote", alone=True),
    Tool("embed", alone=True),
    Tool("embed-chiffre", ("tirage", "jour"), alone=True),
    Tool("embed-regles", ("jour", "nombre", "regles-lignes"), alone=True),
    Tool("ecran", ("jour", "tirage"), alone=True),
    Tool("ecran-image", ("fichier", "image"), alone=True),
    Tool("ecran-composee", ("boucle-composee",), alone=True),
    Tool(
        "composer",
        (
            "texte",
            "memoire",
            "adresse",
            "nombre",
            "copie",
            "fichier",
            "charger",
            "archive",
            "boucle-composee",
            "image-ecran",
        ),
        pages=("ecrans/composer/",),
    ),
    Tool("ecrans", scripts=(), styles=("ecrans",), pages=("ecrans/", "ecrans/composer/")),
)


STYLES: dict[str, tuple[str, ...]] = {
    EVERY_PAGE: ("base", "guide", "recherche", "impression"),
    "ecran": ("ecran",),
    "embed": ("embed",),
    **{style: (style,) for tool in TOOLS for style in tool.styles},
    "parcours": ("parcours", "figures"),
}
"""Written style sheet -> its sources, in the order in which they apply."""


def style(name: str, root: Path) -> str:
    """A style sheet that pages load."""
    return "".join(
        light((root / SOURCES / "css" / f"{source}.css").read_text(encoding="utf-8")) for source in STYLES[name]
    )


def tools_of(address: str) -> tuple[Tool, ...]:
    """What a page has besides what every page has: its head and its foot ask."""
    return tuple(tool for tool in TOOLS if tool.is_on(address))
