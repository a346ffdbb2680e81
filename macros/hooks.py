"""Wiring to MkDocs events only: virtual pages, exports after the build, pages made again after an edit.

MkDocs loads this file by its path, and the project's root is on sys.path only once the macros plugin is configured:
hence the imports inside the events.
"""

import re
from pathlib import Path
from typing import Any

from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files

THEME_SCRIPTS = "assets/javascripts/"
"""No page loads them: see overrides/main.html."""
_NEXT = re.compile(r'<link rel="next" [^>]*>')
"""Firefox fetches what it names: a weight that few readers use, and that the security policy forbids."""


def on_files(files: Files, config: Any) -> Files:
    """Take out what this edition hides and the theme's scripts and source maps, and add the page of each record."""
    from macros.record_pages import RecordPage

    build = config.guide_build
    hidden = build.hidden_pages()
    for file in [file for file in files if file.src_uri in hidden or file.dest_uri.startswith(THEME_SCRIPTS) or file.dest_uri.endswith(".map")]:
        files.remove(file)
    config.nav = _without(config.nav, hidden)
    for path in build.record_pages:
        file = File.generated(config, path, content="")
        files.append(file)
        RecordPage(None, file, config)
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
    """Keep what making one page again will take, and begin the pages of records."""
    from macros import live
    from macros.record_pages import Beside

    live.latest = live.Site(config, files, nav, Beside(config, files))


def on_env(env: Any, config: Any, files: Files) -> None:
    """Every page has its content; keep the templates too. A page asks for its tools by its address."""
    from macros import live
    from macros.browser import tools_of

    env.globals["outils_de"] = tools_of
    live.latest.beside.stop()
    live.latest.env = env


def on_serve(server: Any, config: Any, builder: Any) -> None:
    """Follow the edits of texts."""
    from macros.live import Live

    Live(server, builder, [config.docs_dir, config.config_file_path, *config.watch], get_plugin_logger("guide"))


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """French typography in hand-written pages; records have it from their templates."""
    from macros.render import typographie_de_page

    return typographie_de_page(markdown)


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    """Give the page its content back, and tell search engines what the page of a record is."""
    from macros.exports.structured import script

    build = config.guide_build
    page.content = build.contents.pop(page.file.src_uri).decode()
    record = build.record_of(page)
    if record:
        context["fiche"] = record
        context["donnees_structurees"] = script(record, build.catalog, build.settings, build.day)
    return context


def on_page_content(html: str, page: Any, config: Any, files: Files) -> str:
    """Keep the content of a page until it is written, and that of hand-written pages for the search index."""
    from macros.content import address_of, finished
    from macros.record_pages import RecordPage
    from macros.search.pages import PageHtml

    build = config.guide_build
    if not isinstance(page, RecordPage):
        build.html.append(PageHtml(address_of(page), page.meta["title"], html, tuple(page.meta.get("publics", ()))))
        page.content = html
        build.contents[page.file.src_uri] = finished(page, build).encode()
        page.markdown = ""  # it is HTML by now
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
