"""Rules on the pages of docs/. mkdocs-macros is not sandboxed: whoever could write a Jinja expression could run code."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from inspect import signature
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote

from jinja2 import Environment, TemplateSyntaxError, nodes

from ..library import MACROS, Library
from ..model import ASSISTANT, KINDS, PAGED_KINDS, REGLES, Catalog, Famille, TexteJuridique
from ..model.local import DOCS_LOCALE
from ..read.editions import catalog_of
from ..read.pages import Page
from ..read.problems import did_you_mean
from ..read.settings import Settings

PageFinding = tuple[int, int, str, tuple[str, str] | None]
"""Line, column, message, and what the page names that may merely have failed to load: (kind, id)."""
_JINJA = re.compile(r"\{\{|\{%|\{#")
_CALL = re.compile(r"\{\{\s*(?P<macro>\w+)\(")
_ACTIVE_TAG = re.compile(
    r"<\s*(?:script|style|iframe|object|embed|link|meta|base|form|svg|math|video|audio|source|input|button)\b|javascript:|\]\(\s*(?:data|vbscript|file):"
    r"|!\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]\(\s*<?\s*(?:https?:)?//|<\s*img\b[^>]*\bsrc\s*=\s*[\"']?(?:https?:)?//",
    re.IGNORECASE,
)
"""What would run, send or fetch something: the site's policy would refuse it, and so does the check."""
_SCHEME = re.compile(r"(?:javascript|vbscript|data|file):", re.IGNORECASE)
"""What an address of a page may not begin with, however it is written."""
_ADDRESS = re.compile(
    r"\b(?:href|src|action|data|cite|longdesc)\s*=\s*(?:\"(?P<double>[^\">]*)|'(?P<single>[^'>]*)|(?P<bare>[^\s>\"']+))"
    r"|\]\(\s*<?(?P<inline>[^)>\n]*)|^ {0,3}\[(?P<mot>[^\[\]\n]+)\]:[ \t]*<?(?P<defined>[^\s>]+)|<(?P<auto>[a-z][^<>\s]*)>",
    re.IGNORECASE | re.MULTILINE,
)
"""Where a page writes an address: in a tag, in a Markdown link, in the definition of one, between angles."""
_BLANKS = re.compile(r"[\x00-\x20]+")
"""What browsers leave out of an address."""
_IMAGE = re.compile(r"!\[(?P<dit>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\](?!\()(?:\[(?P<mot>[^\[\]\n]*)\])?")
"""An image whose address stands elsewhere in the page."""
_TAG = re.compile(r"<[a-zA-Z][^>]*>")
_BRACES = re.compile(r"\{[^}]*\}")
_ACTIVE_ATTRIBUTE = re.compile(r"(?<=[\s/])(?:on[a-z]+|style|srcset|ping|background|formaction)\s*=", re.IGNORECASE)
_TEXT_LINK = re.compile(r"\[(?P<mots>[^\[\]]+)\]\(/textes/(?P<id>(?!index\.|code-de-la)[a-z0-9-]+)\.md(?:#[^)]*)?\)")
_ENVIRONMENT = Environment(autoescape=True)
_SETTINGS = Settings()


@lru_cache(maxsize=256)
def _parsed(body: str) -> nodes.Template:
    """The text of a page as Jinja reads it; two rules look at it. Raises TemplateSyntaxError, RecursionError."""
    return _ENVIRONMENT.parse(body)


def jinja_limite_aux_macros(page: Page, catalog: Catalog) -> Iterator[PageFinding]:
    """Jinja in a page is a plain call of a registered macro with literal arguments, and the page says `render_macros: true`."""
    first = _JINJA.search(page.body)
    if first is None:
        return
    line = page.body.count("\n", 0, first.start()) + 1
    if not page.entete.render_macros:
        yield (
            line,
            _column(page.body, first.start()),
            "appel de macro sans « render_macros: true » dans l'en-tête : l'ajouter",
            None,
        )
        return
    try:
        template = _parsed(page.body)
    except (TemplateSyntaxError, RecursionError) as error:
        place = error.lineno if isinstance(error, TemplateSyntaxError) else line
        yield place, 1, "gabarit mal formé : attendu un simple appel de macro, par exemple {{ list_clauses() }}", None
        return
    for node in template.body:
        expressions = node.nodes if isinstance(node, nodes.Output) else [node]
        for expression in expressions:
            if not isinstance(expression, nodes.TemplateData):
                yield from _call(expression, page, catalog)


def _call(expression: nodes.Node, page: Page, catalog: Catalog) -> Iterator[PageFinding]:
    column = max(page.body.split("\n")[expression.lineno - 1].find("{{"), 0) + 1
    if not (
        isinstance(expression, nodes.Call)
        and isinstance(expression.node, nodes.Name)
        and expression.dyn_args is None
        and expression.dyn_kwargs is None
    ):
        yield (
            expression.lineno,
            column,
            "seul un appel de macro est permis dans une page, par exemple {{ list_clauses() }}",
            None,
        )
        return
    name = expression.node.name
    if name not in MACROS:
        yield (
            expression.lineno,
            column,
            f"macro « {name} » inconnue{did_you_mean(name, MACROS)} (connues : {', '.join(sorted(MACROS))})",
            None,
        )
        return
    for argument in [*expression.args, *(keyword.value for keyword in expression.kwargs)]:
        if not isinstance(argument, nodes.Const):
            yield (
                argument.lineno,
                column,
                f"argument de « {name} » : attendu un texte entre guillemets, un nombre, true ou false",
                None,
            )
            return


_CODE = re.compile(
    r"^(?P<cloture>```+|~~~+).*?(?:^(?P=cloture)|\Z)"
    r"|(?<!`)(?P<accents>`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)(?P=accents)(?!`)"
    r"|<(?P<balise>pre|code)\b.*?(?:</(?P=balise)|\Z)|<!--.*?(?:-->|\Z)|^(?: {4}| {0,3}\t)[^\n]*",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
"""Code, comments, and lines that are set back, which Markdown may take for code."""


def appel_hors_du_code(page: Page, catalog: Catalog) -> Iterator[PageFinding]:
    """A macro is not called in code: its reader would meet the mark that stands for what it writes."""
    for code in _CODE.finditer(page.body) if _JINJA.search(page.body) else ():
        for found in _CALL.finditer(page.body, *code.span()):
            line = page.body.count("\n", 0, found.start()) + 1
            message = f"« {found['macro']} » appelée dans du code, un commentaire ou une ligne en retrait : la mettre dans le texte, sans retrait"
            yield line, _column(page.body, found.start()), message, None


MADE_OF = {"show_assistant": (ASSISTANT, "assistant"), "show_relire": (REGLES, "redaction")}
"""Macro -> the one file of data/ that it is made of, and the catalogue's name for it."""


def appel_a_son_fichier(page: Page, catalog: Catalog) -> Iterator[PageFinding]:
    """A tool that is made of one file of data/ stands on no page where this file is not there: it would be empty without a word."""
    for found in _CALL.finditer(page.body):
        file, name = MADE_OF.get(found["macro"], ("", ""))
        if file and getattr(catalog, name) is None:
            line = page.body.count("\n", 0, found.start()) + 1
            message = f"« {found['macro']} » se fait de data/{file}, qui manque : le remettre, ou ôter cet appel"
            yield line, _column(page.body, found.start()), message, (file, "")


def appels_de_macros_reussissent(page: Page, catalog: Catalog) -> Iterator[PageFinding]:
    """Every macro that a page calls gives something, with the arguments that it is given."""
    if not page.entete.render_macros or not _JINJA.search(page.body):
        return
    library = Library(catalog_of(page.entete.diffusion, catalog), _SETTINGS)
    for call in _parsed(page.body).find_all(nodes.Call):
        column = max(page.body.split("\n")[call.lineno - 1].find("{{"), 0) + 1
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        arguments = [argument.value for argument in call.args if isinstance(argument, nodes.Const)]
        named = {keyword.key: keyword.value.value for keyword in call.kwargs if isinstance(keyword.value, nodes.Const)}
        macro = getattr(library, name)
        try:
            signature(macro).bind(*arguments, **named)
            macro(*arguments, **named)
        except ValueError as error:
            yield call.lineno, column, str(error), None
        except TypeError:
            yield (
                call.lineno,
                column,
                f"arguments refusés : attendu {name}{signature(macro)}".removesuffix(" -> markupsafe.Markup"),
                None,
            )


_LINK = re.compile(
    r"\[(?:[^\[\]\\\n]|\\.)*\]\((?P<inline>[^()\s]*)(?:[ \t][^()\n]*)?\)|^ {0,3}\[[^\[\]\n]+\]:[ \t]*(?P<defined>\S+)",
    re.MULTILINE,
)


def lien_mene_quelque_part(page: Page, catalog: Catalog) -> Iterator[PageFinding]:
    """A link to a page or to a file of docs/ leads to what exists: MkDocs would say it in English, without a line, and make a reader of `serve` wait."""
    folder = page.uri.rpartition("/")[0]
    for found in _LINK.finditer(page.body):
        written = found["inline"] or found["defined"] or ""
        path = unquote(written.partition("#")[0].partition("?")[0])
        if not path or ":" in path or path.startswith("//"):
            continue
        target = normpath(f"{'' if path.startswith('/') else folder}/{path}").lstrip("/")
        if not (target.endswith(".md") or target.startswith("assets/")) or _is_written(page, target):
            continue
        place, _, name = target.removesuffix(".md").rpartition("/")
        kind = next((kind for taken, kind in _FOLDERS if taken == place), None)
        if kind and name != "index":
            if catalog.named(kind, name):
                continue
            known = catalog.kinds.get(kind, {})
            said = f"lien vers une fiche absente « {place}/{name} » : corriger ou retirer ce lien{did_you_mean(name, known)}"
        elif not page.root:
            continue
        else:
            said = f"lien vers « {target} », qui n'est pas dans docs/ : corriger ou retirer ce lien"
        line = page.body.count("\n", 0, found.start()) + 1
        yield line, _column(page.body, found.start()), said, (kind, name) if kind else None


def _is_written(page: Page, target: str) -> bool:
    """Whether somebody put this file into docs/, or into the organisation's own folder beside it."""
    project = Path(page.root).parent
    return bool(page.root) and any((project / name / target).exists() for name in ("docs", DOCS_LOCALE))


_FOLDERS = (*((KINDS[kind].adresse_liste, kind) for kind in PAGED_KINDS), (Famille.adresse_des_notes, Famille.kind))
"""Where records have pages: (folder, kind)."""


def adresse_libre(page: Page, catalog: Catalog) -> Iterator[PageFinding]:
    """No record takes the address of a page written by people: one of the two would silently hide the other."""
    address = page.uri.removesuffix(".md")
    for folder, _, name in {address.rpartition("/"), address.removesuffix("/index").rpartition("/")}:
        for taken, kind in _FOLDERS:
            if taken == folder and catalog.named(kind, name):
                yield (
                    1,
                    1,
                    f"la fiche data/{kind}/{name}.yml prend l'adresse de cette page : donner un autre nom à la fiche",
                    None,
                )


def page_sans_html_actif(page: Page, catalog: Catalog) -> Iterator[PageFinding]:
    """A page holds no script, frame, event handler or inline style: the security policy of the site would refuse them."""
    for start, words in sorted(_active(page.body)):
        yield (
            page.body.count("\n", 0, start) + 1,
            _column(page.body, start),
            f"« {words} » refusé dans une page : employer du Markdown",
            None,
        )


def _active(text: str) -> Iterator[tuple[int, str]]:
    for found in _ACTIVE_TAG.finditer(text):
        yield found.start(), found.group()
    for start, attributes in _attributes(text):
        for found in _ACTIVE_ATTRIBUTE.finditer(attributes):
            yield start + found.start(), found.group()
    elsewhere = set()
    for found in _ADDRESS.finditer(text):
        group = found.lastgroup or ""
        address = _BLANKS.sub("", unescape(found[group]))
        if _SCHEME.match(address) and not _ACTIVE_TAG.search(found.group()):
            yield found.start(), found.group()
        if group == "defined" and re.match(r"(?:https?:)?//", address, re.IGNORECASE):
            elsewhere.add(found["mot"].casefold())
    for found in _IMAGE.finditer(text) if elsewhere else ():
        if (found["mot"] or found["dit"]).casefold() in elsewhere:
            yield found.start(), found.group()


def _attributes(text: str) -> Iterator[tuple[int, str]]:
    """Every tag, and what is written in braces as Markdown's attributes, on one line. What is never closed is not looked through: it would be again at each opening."""
    for tag in _TAG.finditer(text, 0, text.rfind(">") + 1):
        yield tag.start(), tag.group()
    begun = 0
    for line in text.split("\n"):
        for braces in _BRACES.finditer(line, 0, line.rfind("}") + 1):
            yield begun + braces.start(), braces.group()
        begun += len(line) + 1


def etat_des_textes_dit(page: Page, catalog: Catalog) -> Iterator[PageFinding]:
    """The words of a link to a legal text say « à vérifier » if and only if the text is to be verified."""
    for found in _TEXT_LINK.finditer(page.body):
        text = catalog.find(TexteJuridique, found["id"])
        if text is None:
            continue  # MkDocs reports the dead link
        said = "à vérifier" in found["mots"]
        if said == text.confirme:
            line = page.body.count("\n", 0, found.start()) + 1
            todo = "retirer « à vérifier » de ce lien" if said else "ajouter « à vérifier » dans les mots de ce lien"
            yield (
                line,
                _column(page.body, found.start()),
                f"le texte « {found['id']} » est {'lu' if text.confirme else 'à vérifier'} : {todo}",
                None,
            )


def _column(text: str, position: int) -> int:
    return position - text.rfind("\n", 0, position)
