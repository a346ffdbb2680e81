"""What the guide does at MkDocs' events: pages of records, typography, the policy of each page, exports after the build."""

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from ..after.site import ENGINE_FOLDER
from ..build import Build
from ..checks import on_whole_pages
from ..exports.csp import with_policy
from ..exports.engine_files import write_engine_files
from ..exports.structured import script
from ..exports.writers import write_exports, write_record
from ..library import Library
from ..model.local import DATA_LOCALE, DOCS_LOCALE
from ..read.leftovers import of_an_editor
from ..read.memory import leave_to_the_end_of_the_process
from ..read.problems import Problem, report
from ..read.settings import FILE as ORGANISATION
from ..record_pages import RecordPage
from ..search.pages import PageHtml
from ..text.typographie import typographie, typographie_de_page
from .contents import contents
from .preview import LATER, REST, Preview
from .written import Written

NOT_OF_THE_SITE = ("assets/javascripts/", "assets/stylesheets/", "assets/images/", "partials/")
"""Where Material keeps its own files, of which the shell of overrides/ uses none, and parts of that shell."""
PUT_OFF = "partials/differee.html"
"""The empty template of a page that is made when a reader asks for it: MkDocs writes no empty file."""


class GuidePlugin(BasePlugin):  # type: ignore[type-arg]  # it has no options of its own
    """One build under MkDocs. Pages of records are HTML from the start: MkDocs sees them empty until each is written."""

    def __init__(self, build: Build, config: MkDocsConfig) -> None:
        self.build = build
        self._written = Written()
        self._library: Library | None = None
        self._calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        self._own = token_hex(16)  # nobody can have written it in a page
        self._mark = re.compile(rf"<!--{self._own} (\d+)-->")
        config.markdown_extensions.append(self._written)  # type: ignore[arg-type]  # MkDocs hands it to Markdown as it is
        config.site_name = build.settings.guide
        config.site_url = build.settings.site
        config.theme.static_templates.add("404.html")  # a theme without a name has no list of its own

    def call(self, name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> str:
        """A macro called in a page: it is written when the page has been made of its Markdown, and stands as HTML from then on."""
        self._calls.append((name, arguments, named))
        return f"<!--{self._own} {len(self._calls) - 1}-->"

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Take out what this edition hides and the theme's own files, and add the page of each record."""
        config.extra["guide"] = self.build  # not before: mkdocs-macros first writes out all that stands there
        hidden = self.build.hidden_pages
        own = _lay_over(self.build.root / DOCS_LOCALE, files, config)
        for file in list(files):
            if of_an_editor(Path(file.src_uri)):
                files.remove(file)
                continue
            if self.build.hides(file.src_uri) or file.dest_uri.startswith(NOT_OF_THE_SITE):
                files.remove(file)
        own_pages = [
            {page.entete.title: page.uri}
            for page in self.build.guide.pages
            if page.uri in own and page.uri not in hidden
        ]
        if own_pages:
            config.nav = [*(config.nav or []), {self.build.settings.nom or "Chez nous": own_pages}]
        config.nav = _without(config.nav, hidden)
        for path in self.build.record_pages:
            file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)  # lists lead to it
            _OfARecord(None, file, config)
            files.append(file)
        return files

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Say what the page of a record is called; set the French typography of a hand-written one."""
        page.update_date = datetime.combine(self.build.day, time(), UTC).strftime("%Y-%m-%d")
        record_page = self._record_page(page)
        if record_page:
            page.meta = {
                "title": record_page.titre,
                "description": record_page.description,
                "fiche": record_page.record.kind if record_page.record else "",
                "hide": [] if record_page.sommaire else ["toc"],
                "cherchee": record_page.cherchee,
            }
            if LATER.get() is not None:
                page.meta["template"] = PUT_OFF
            return ""
        if page.is_homepage:
            page.meta["title"] = self.build.settings.guide  # what the pages beside it and search call it
        page.meta["title"] = typographie(page.meta["title"])
        self._library = self.build.library(page.url if page.url != "./" else "")
        self._written.begin(self._library.ici)
        return typographie_de_page(markdown)

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Place what the macros of a hand-written page write, and keep its content for the search index."""
        if self._record_page(page) or self._library is None:
            return html
        library, calls = self._library, self._calls
        self._calls = []
        if lost := set(range(len(calls))) - {int(mark) for mark in self._mark.findall(html)}:
            raise PluginError(report([self._lost(page.file.src_uri, calls[min(lost)][0])]))
        try:
            html = self._mark.sub(lambda mark: _answer(library, *calls[int(mark[1])]), html)
        except (TypeError, ValueError) as error:
            problems = list(on_whole_pages(self.build.guide.pages, self.build.guide.catalog))
            if not problems and isinstance(error, TypeError):
                raise
            raise PluginError(report(problems) if problems else f"{page.file.src_uri} : {error}") from None
        page.toc, page.present_anchor_ids = contents(html)
        address = "" if page.is_homepage else page.url
        self.build.html.append(PageHtml(address, str(page.meta["title"]), html, tuple(page.meta.get("publics", ()))))
        return html

    def _lost(self, uri: str, name: str) -> Problem:
        """A call whose place Markdown has not kept, as in code."""
        page = next(page for page in self.build.guide.pages if page.uri == uri)
        line = next((number for number, line in enumerate(page.body.split("\n"), 1) if f"{name}(" in line), 1)
        message = f"l'appel de « {name} » n'a pas de place dans la page : le mettre seul sur sa ligne, sans retrait"
        return Problem(page.path, line, 1, message)

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Keep what makes a page of a template."""
        self._env = env
        return env

    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Write the page of a record, now that it is its turn, and its files: what is worked out for the one serves the others."""
        record_page, later = self._record_page(page), LATER.get()
        if record_page and later is not None:
            page.present_anchor_ids = _Anchors(partial(self._write, record_page, page, context))
            later[page.file.dest_uri] = partial(self._make, record_page, page, context)
        elif record_page:
            self._write(record_page, page, context)
            if record_page.is_record and record_page.record:
                write_record(self.build, Path(config.site_dir), record_page.record)
        return context

    def on_template_context(self, context: Any, template_name: str, config: MkDocsConfig) -> Any:
        """The site map leaves out what search engines may not list."""
        if template_name == "sitemap.xml":
            pages = self.build.record_pages
            context["pages"] = [
                file for file in context["pages"] if file.src_uri not in pages or pages[file.src_uri].cherchee
            ]
        return context

    def _write(self, record_page: RecordPage, page: Page, context: Any) -> set[str]:
        """Write the content of a page, and return its anchors."""
        page.content = str(record_page.write(self.build.library(record_page.adresse)))
        page.toc, page.present_anchor_ids = contents(page.content)
        if record_page.is_record and record_page.record:
            build = self.build
            context["fiche"] = record_page.record
            context["donnees_structurees"] = script(record_page.record, build.catalog, build.settings, build.day)
        return page.present_anchor_ids

    def _make(self, record_page: RecordPage, page: Page, context: Any) -> None:
        """Make the file of a page that was put off."""
        self._write(record_page, page, context)
        page.active = True
        html = self._env.get_template("main.html").render(context)
        page.active = False
        file = Path(page.file.abs_dest_path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(with_policy(html), encoding="utf-8")

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """State the page's security policy."""
        page.content, page.toc = None, TableOfContents([])  # they are written
        return with_policy(output)

    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str:
        """The 404 page is a template, not a page."""
        return with_policy(output_content) if template_name.endswith(".html") else output_content

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what is not a page; a preview does it when a reader asks for it."""
        later = LATER.get()
        if folder := os.environ.get(ENGINE_FOLDER):
            write_engine_files(self.build, Path(folder))
        site = Path(config.site_dir)
        if later is None:
            write_exports(self.build, site)
        else:
            later[REST] = partial(self._write_rest, site)

    def _write_rest(self, site: Path) -> None:
        """Write all that is not a page, whose writing was put off."""
        for record in self.build.catalog:
            write_record(self.build, site, record)
        write_exports(self.build, site)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """`mkdocs serve` has built the site a first time, and is about to answer."""
        for name in (DATA_LOCALE, DOCS_LOCALE, ORGANISATION):
            if (self.build.root / name).exists():
                server.watch(str(self.build.root / name))
        Preview(server, Path(config.site_dir))
        return server

    def on_shutdown(self) -> None:
        """The command ends, and its process with it."""
        leave_to_the_end_of_the_process()

    def _record_page(self, page: Page) -> RecordPage | None:
        return self.build.record_pages.get(page.file.src_uri)


def _answer(library: Library, name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> str:
    return str(getattr(library, name)(*arguments, **named))


class _OfARecord(Page):
    """The page of a record, which is that of its file as soon as it is made: there is no Markdown to make it of."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = ""


class _Anchors(set[str]):
    """The anchors of a page that was put off: it is written when a link to one of them is looked at."""

    def __init__(self, write: Callable[[], set[str]]) -> None:
        super().__init__()
        self._write = write

    def __contains__(self, anchor: object) -> bool:
        if not self:
            self.update(self._write())
        return super().__contains__(anchor)


def _lay_over(folder: Path, files: Files, config: MkDocsConfig) -> set[str]:
    """Put the pages and images of docs-locale/ beside ours, or in their place. Returns the pages that have no place in the navigation yet."""
    added = set()
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if not path.is_file() or of_an_editor(path):
            continue
        uri = path.relative_to(folder).as_posix()
        ours = files.get_file_from_path(uri)
        if ours:
            files.remove(ours)
        elif uri.endswith(".md"):
            added.add(uri)
        files.append(File(uri, str(folder), config.site_dir, bool(config.use_directory_urls)))
    return added


def _without(nav: Any, hidden: frozenset[str]) -> Any:
    """The navigation without the hidden pages, and without the sections that they leave empty."""
    if isinstance(nav, list):
        kept = [_without(item, hidden) for item in nav]
        return [item for item in kept if item]
    if isinstance(nav, dict):
        return {title: kept for title, item in nav.items() if (kept := _without(item, hidden))}
    return None if nav in hidden else nav
