"""Wiring to MkDocs events only: virtual pages, exports after the build, pages made again after an edit.

MkDocs loads this file by its path, and the project's root is on sys.path only once the macros plugin is configured:
hence the imports inside the events.
"""

import re
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files

UNEXPLAINED = (
    *("", "glossaire/", "recherche/", "clauses/", "cas/", "cas/carte/", "cas/chronologie/", "outils/cible-elus/"),
    *("parcours/nouvel-arrivant/", "parcours/nouvel-arrivant/imprimer/", "parcours/nouvel-arrivant/attestation/"),
    *("kits/", "salles/"),
)
"""Pages that list, search or go to paper: a word is explained where it is read."""
THEME_SCRIPTS = "assets/javascripts/"
"""No page loads them: see overrides/main.html."""
_NEXT = re.compile(r'<link rel="next" [^>]*>')
"""Firefox fetches what it names: a weight that few readers use, and that the security policy forbids."""
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
"""A table wider than a telephone scrolls by itself; the page does not."""


def on_files(files: Files, config: Any) -> Files:
    """Take out what this edition hides and the theme's scripts and source maps, and add the page of each record."""
    build = config.guide_build
    hidden = build.hidden_pages()
    for file in [file for file in files if file.src_uri in hidden or file.dest_uri.startswith(THEME_SCRIPTS) or file.dest_uri.endswith(".map")]:
        files.remove(file)
    config.nav = _without(config.nav, hidden)
    for path in build.record_pages:
        files.append(File.generated(config, path, content=""))
    return files


def _without(nav: Any, hidden: frozenset[str]) -> Any:
    """The navigation without the hidden pages, and without the sections that they leave empty."""
    if isinstance(nav, list):
        kept = [_without(item, hidden) for item in nav]
        return [item for item in kept if item]
    if isinstance(nav, dict):
        return {title: kept for title, item in nav.items() if (kept := _without(item, hidden))}
    return None if nav in hidden else nav


def on_nav(nav: Any, config: Any, files: Files) -> None:
    """Keep what making one page again will take."""
    from macros import live

    live.latest = live.Site(config, files, nav)


def on_env(env: Any, config: Any, files: Files) -> None:
    """Keep the templates too."""
    from macros import live

    live.latest.env = env


def on_serve(server: Any, config: Any, builder: Any) -> None:
    """Follow the edits of texts."""
    from macros.live import Live

    Live(server, builder, [config.docs_dir, config.config_file_path, *config.watch], get_plugin_logger("guide"))


def on_page_read_source(page: Any, config: Any) -> str | None:
    """The page of a record, written when it is its turn."""
    write = config.guide_build.record_pages.get(page.file.src_uri)
    return write() if write else None


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """French typography in hand-written pages. Records have it from their templates: their Markdown twin is made of the same."""
    from macros.exports import write
    from macros.exports.twins import twin
    from macros.render import typographie_de_page

    record = _record_of(page, config.guide_build)
    if record:
        write(Path(config.site_dir), *twin(record, markdown, config.guide_build))
    return markdown if "fiche" in page.meta else typographie_de_page(markdown)


def _record_of(page: Any, build: Any) -> Any:
    """The record whose own page this is. A segment also has a note: that one is not its page."""
    record = build.catalog.find(page.meta.get("fiche", ""), page.file.name)
    return record if record and record.adresse == page.url else None


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    """Give the page its content back, and tell search engines what the page of a record is."""
    from macros.exports.structured import script

    build = config.guide_build
    page.content = build.contents.pop(page.file.src_uri).decode()
    record = _record_of(page, build)
    if record:
        context["fiche"] = record
        context["donnees_structurees"] = script(record, build.catalog, build.settings, build.day)
    return context


def on_page_content(html: str, page: Any, config: Any, files: Files) -> str:
    """Explain the words of the glossary; keep the content until it is written, and that of hand-written pages for the search index."""
    from macros.search.pages import PageHtml

    build = config.guide_build
    address = "" if page.is_homepage else page.url
    if "fiche" not in page.meta:
        build.html.append(PageHtml(address, page.meta["title"], html, tuple(page.meta.get("publics", ()))))
    explained = html if address in UNEXPLAINED else build.glose.mark(html, "../" * address.count("/"))
    build.contents[page.file.src_uri] = _TABLE.sub(r'<div class="md-typeset__scrollwrap">\g<0></div>', explained).encode()
    page.markdown = ""  # it is HTML by now
    page.meta |= {key: escape(page.meta[key]) for key in ("title", "description")}  # the theme places them as they are, in attributes too
    return ""


def on_post_page(output: str, page: Any, config: Any) -> str:
    """State the page's security policy, and take out what asks for the next page beforehand."""
    from macros.exports.csp import with_policy

    page.content = None  # it is written
    return with_policy(_NEXT.sub("", output))


def on_post_template(output: str, template_name: str, config: Any) -> str:
    """The 404 page is a template, not a page."""
    from macros.exports.csp import with_policy

    return with_policy(output) if template_name.endswith(".html") else output


def on_post_build(config: Any) -> None:
    """Write what is not a page."""
    from macros.exports import write_exports

    write_exports(config.guide_build, Path(config.site_dir))
