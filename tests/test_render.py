"""Whatever a record says, its page shows it as words: no element, no attribute, no table cell comes from data."""

import re
from collections.abc import Callable
from functools import cache
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote_plus

import markdown as python_markdown
import pytest
import specimen
from hostile import ALL, MARKUP
from markdown_it import MarkdownIt
from playwright.sync_api import Browser
from site_tools import Reader

from macros import templates
from macros.library import MACROS, Library
from macros.model import KINDS, PAGED_KINDS, Catalog
from macros.text import html as text_html
from macros.text import markdown, plain
from macros.text.html import Ici

CALLS: dict[str, tuple[Any, ...]] = {
    "show_concordance": (),
    "show_correspondances": (),
    "show_calendrier": (),
    "show_processus": (),
    "show_parcours": (),
    "show_parcours_imprime": (),
    "show_attestation": (),
    "cite_regles": (specimen.ID,),
    "show_recherche": (),
    "show_contact": (),
    "show_illustration": (f"portes/{specimen.ID}",),
    "show_moteur": (),
    "show_organisation": ("nom",),
    "list_ecrans": (),
    "show_composer": (),
    "show_integrations": (),
    "show_bilan": (),
    "show_lectures": (),
    "show_qualite": (),
    "list_a_lire": (),
    "show_decision": (),
    "show_couverture": (),
    "show_couverture_minimum": (),
    "cite_clauses": (specimen.ID,),
    "cite_cas": (specimen.ID,),
    "cite_recommandations": (specimen.ID,),
    "cite_textes": (specimen.ID,),
    "list_segments": (),
    "list_fiches": ("rencontres",),
    "list_clauses": (specimen.ID,),
    "list_lots": (),
    "show_consigne": (),
    "show_exemples": (),
    "show_site": (),
    "list_retours": (),
    "show_proposer": (),
    "list_cas": (),
    "show_carte_des_cas": (),
    "show_chronologie": (),
    "show_cible": (),
    "show_mon_dossier": (),
    "show_simulateur_notation": (),
    "show_relire": (),
    "show_comparer": (),
    "list_regles_redaction": (),
    "show_exemple_notation": (),
    "list_notations": ("prix",),
    "show_note_elus": (specimen.ID,),
    "list_notes_elus": (),
    "list_deux_clauses": (),
    "list_minimum_legal": (),
    "list_recommandations": (),
    "list_pairs": (),
    "show_historique": (specimen.ID,),
    "show_ecarts": ("salles", f"{specimen.ID}-locale"),
    "show_version": (specimen.ID, "1"),
    "list_kits": (),
    "show_dossier": (specimen.ID,),
    "list_dossiers": (),
    "show_e_dossier": (),
    "list_preuves": ("administrative",),
    "list_seuils": (),
    "list_vos_etapes": (),
    "list_salles": (),
    "list_agenda": (),
    "list_textes": (),
    "list_textes_du_code": (),
    "list_textes_a_verifier": (),
    "list_droit_change": (),
    "list_liens_morts": (),
    "list_obligations": (),
    "show_assistant": (),
    "list_glossaire": (),
    "list_questions": (specimen.ID,),
    "list_nouveautes": (50,),
    "list_mois": (),
    "show_mois": ("2026-10", 1),
    "list_droit_recent": (50,),
    "list_conserves": (),
    "list_donnees": (),
    "list_telechargements": (),
    "list_flux": (),
    "list_agendas": (),
}
"""Every macro but `show_fiche`, with arguments."""
PAGES = (
    [("list_fiches", ("clauses",))]
    + [("show_fiche", (kind, specimen.ID)) for kind in KINDS]
    + [("show_fiche", ("clauses", f"{specimen.ID}-retiree")), ("show_fiche", ("salles", f"{specimen.ID}-locale"))]
    + list(CALLS.items())
)
NAMES = [
    f"{name}-{arguments[0]}-{arguments[-1]}" if name in ("show_fiche", "list_fiches") else name
    for name, arguments in PAGES
]

HERE = Ici.at("clauses/x/")
ROUNDS = 4
"""How many times every field gets another of the hostile strings; `make audit` puts each of them in all fields."""
LENGTH_OF_A_LOOP = re.compile(r"\d+diapositives?(?:,dont\d+desaison)?,environ\d+min")
HEIGHT_OF_A_FRAME = re.compile(r'(?<=height=")\d+|(?<=height:)max\([^"]*')
LINK_TO_NOWHERE = re.compile(r"\[x\]\((?:[^()]|\([^()]*\))*\)")
MARKS_OF_FIELDS = re.compile(r"mot(\d+)mot")


@cache
def _word(key: str) -> str:
    """An ordinary word for each field, that nothing else could have written."""
    return f"mot{_number(key)}mot"


@cache
def _number(key: str) -> int:
    return _number.cache_info().currsize


Hostile = Callable[[int], str]
"""What stands around the word of a field, from its number."""


def everywhere(hostile: str) -> Hostile:
    return lambda number: hostile


def dealt(deal: int) -> Hostile:
    """Every field has a string of its own: all are tried at once."""
    return lambda number: ALL[(number * 7 + deal * 61) % len(ALL)]


def words(around: str | Hostile) -> Callable[[str], str]:
    of = everywhere(around) if isinstance(around, str) else around

    def said(key: str) -> str:
        word = _word(key)
        mark = of(int(MARKS_OF_FIELDS.fullmatch(word)[1]))
        return f"{mark} {word} {mark}" if mark else word

    return said


DRAWN = frozenset("a circle desc g path rect text title".split())
DRAWN_WITH = frozenset(
    "aria-label class cx cy d data-clause data-jour height href r rx text-anchor transform width x y".split()
)
"""What a drawing is made of: its lines break, and its labels move, with the length of the words."""


class Shape(HTMLParser):
    """The elements of a page with the names of their attributes; apart from them, the text and the values. What is proper to drawings is left out."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, ...]] = []
        self.values: list[str] = []
        self.words: list[str] = []
        self.drawing = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = sorted(name for name, _ in attrs)
        if (
            self.drawing
            and tag in DRAWN
            and DRAWN_WITH.issuperset(name for name in names if name != "id" or tag not in ("title", "desc"))
        ):
            return
        self.drawing = self.drawing or tag == "svg"
        self.elements.append((tag, *names))
        if tag == "svg":
            return  # its size follows what it draws
        self.values += [
            _plain(unescape(unquote_plus(value or "") if name == "href" else value or ""))
            for name, value in attrs
            if name != "id" or tag not in ("h1", "h2", "h3")
        ]

    def handle_endtag(self, tag: str) -> None:
        self.drawing = self.drawing and tag != "svg"
        if not self.drawing:
            self.elements.append((f"/{tag}",))

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment",))

    def handle_data(self, data: str) -> None:
        if not self.drawing:
            self.words.append(data)

    @property
    def text(self) -> str:
        return _plain("".join(self.words))


def _plain(text: str) -> str:
    """Apart from case, white space and the curly apostrophe, which typography changes."""
    return " ".join(text.upper().casefold().replace("’", "'").split())  # capital of ı: I


def _expected(benign: str, of: Hostile) -> str:
    return _plain(MARKS_OF_FIELDS.sub(lambda found: f"{of(int(found[1]))} {found[0]} {of(int(found[1]))}", benign))


@cache
def _catalog(hostile: str, optional: bool = True) -> Catalog:
    return specimen.catalog(words(hostile), optional)


@pytest.fixture(scope="module")
def ordinary() -> list[Shape]:
    """Every page with ordinary words, to compare with."""
    return [Shape(shown(name, arguments, _catalog(""))) for name, arguments in PAGES]


def shown(name: str, arguments: tuple[Any, ...], catalog: Catalog) -> str:
    return str(getattr(Library(catalog, specimen.settings()), name)(*arguments))


def test_every_macro_is_tried():
    assert CALLS.keys() | {"show_fiche"} == set(MACROS)


def test_every_template_is_tried(monkeypatch: pytest.MonkeyPatch):
    used = set()
    original = templates.environment.get_or_select_template

    def select(names: str | list[str], *rest: Any) -> Any:
        found = original(names, *rest)
        used.add(found.name)
        return found

    monkeypatch.setattr(templates.environment, "get_or_select_template", select)
    for name, arguments in PAGES:
        shown(name, arguments, _catalog(""))
    there = {file.relative_to(templates.FOLDER).as_posix() for file in templates.FOLDER.rglob("*.html")}
    assert used | {"_blocs.html", "_figures.html", "_papiers.html"} == there


@pytest.mark.parametrize(("name", "arguments"), PAGES, ids=NAMES)
def test_ordinary_words_are_all_shown_as_they_are_written(name: str, arguments: tuple[Any, ...]):
    page = Shape(shown(name, arguments, _catalog("")))
    assert not re.search(r"\bnone\b|\{\{|\[\[|\]\(|markdown=|&#", page.text)
    assert re.search(r"mot\d+mot|200|\[à compléter\]", page.text) or name in (
        "show_recherche",
        "show_consigne",
        "show_exemples",
        "show_site",
        "show_illustration",
        "show_simulateur_notation",
        "show_relire",
        "show_comparer",
        "list_regles_redaction",
        "show_contact",
        "show_moteur",
        "show_assistant",
        "show_bilan",
        "list_a_lire",
        "list_droit_change",
        "list_liens_morts",
        "list_mois",
        "show_qualite",
        "list_conserves",
        "list_donnees",
        "list_agendas",
        "show_integrations",
        "list_seuils",
        "show_proposer",
    )


@pytest.mark.parametrize("deal", range(ROUNDS))
def test_hostile_words_are_shown_as_words(deal: int, ordinary: list[Shape]):
    assert broken_by(dealt(deal), ordinary) == {}


def broken_by(of: Hostile, ordinary: list[Shape]) -> dict[str, Any]:
    """The pages where these words are anything else than words, and how."""
    wrong: dict[str, Any] = {}
    catalog = specimen.catalog(words(of))
    for (name, arguments), label, benign in zip(PAGES, NAMES, ordinary, strict=True):
        page = Shape(shown(name, arguments, catalog))
        if page.elements != benign.elements:
            wrong[label] = sorted(set(page.elements) ^ set(benign.elements)) or "elements in another order or number"
        elif (found := _bare(page.text)) != (expected := _bare(_expected(benign.text, of))):
            wrong[label] = _first_difference(found, expected)
        elif differing := [
            (found, value)
            for found, value in zip(page.values, benign.values, strict=True)
            if _bare(found) != _bare(_plain(unescape(_expected(value, of))))
        ]:
            wrong[label] = differing[:3]
    return wrong


def _bare(text: str) -> str:
    """Apart from white space, which odd characters also are, from links to nowhere, which are mere words, from the backticks that slides leave out, and from what follows the length of a text."""
    bare = LENGTH_OF_A_LOOP.sub("", "".join(LINK_TO_NOWHERE.sub("x", text).replace("`", "").split()))
    return HEIGHT_OF_A_FRAME.sub("", bare)


def _first_difference(found: str, expected: str) -> str:
    place = next(
        (index for index, pair in enumerate(zip(found, expected, strict=False)) if pair[0] != pair[1]),
        min(len(found), len(expected)),
    )
    return f"…{found[max(place - 40, 0) : place + 60]}… instead of …{expected[max(place - 40, 0) : place + 60]}…"


BLOCKS = '{word}\n\n# titre\n\n- un\n- deux <b>\n\n1. un\n2. deux\n\n    code\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nx\n```\n\n=== "onglet"\n\n    x\n\n!!! note\n\n    x\n\nterme\n: définition\n\n[^1]: note\n\n[x]: https://exemple.fr\n\n<div markdown>\nx\n</div>\n\n---\n'


OF_LENGTH = ("show_ecarts", "list_ecrans", "show_composer")
"""Their shape follows the length of texts: a difference, and slides, which leave out what is too long for a screen."""


@pytest.mark.parametrize(
    ("name", "arguments"),
    [page for page in PAGES if page[0] not in OF_LENGTH],
    ids=[name for name in NAMES if name not in OF_LENGTH],
)
def test_a_text_of_many_blocks_gives_paragraphs_and_lists_only(name: str, arguments: tuple[Any, ...]):
    def around(elements: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        return [
            element for element in elements if element[0].strip("/") not in ("p", "ul", "ol", "li") or len(element) > 1
        ]

    catalog = specimen.catalog(lambda key: BLOCKS.format(word=_word(key)))
    assert around(Shape(shown(name, arguments, catalog)).elements) == around(
        Shape(shown(name, arguments, _catalog(""))).elements
    )


@pytest.mark.parametrize(
    ("name", "arguments"),
    [page for page in PAGES if "retiree" not in str(page)],
    ids=[name for name in NAMES if "retiree" not in name],
)
def test_a_record_with_only_what_it_must_have_is_shown(name: str, arguments: tuple[Any, ...]):
    html = re.sub(
        r"<pre.*?</pre>", "", shown(name, arguments, _catalog("", False)), flags=re.DOTALL
    )  # code has its own
    page = Shape(html)
    assert not re.search(r"\bnone\b|\{\{|\[\[|\]\(", page.text)
    assert not re.search(r"<(h[23]|th|dt|dd|li|td)[^>]*>\s*</\1>", html), "an empty element"
    assert not re.search(r"<h([23])[^>]*>[^<]*</h\1>\s*(<h[12]|$)", html), "a heading with nothing below"
    assert "<tbody>" not in html or "<td" in html, "a table without rows"
    assert not re.search(r"\(\)|« »|: ?\.| ,|;\s*[.;]", page.text), "punctuation around nothing"


def test_without_a_forge_nor_a_contact_a_fault_is_reported_on_the_site():
    library = Library(_catalog(""), specimen.Settings())
    for kind in PAGED_KINDS:
        html = library.show_fiche(kind, specimen.ID)
        assert f"contribuer/proposer/?fiche=correction&amp;page={KINDS[kind].adresse_de(specimen.ID)}" in html
        assert "Modifier" not in html


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[mot](clauses/specimen)", '<a href="../../clauses/specimen/">mot</a>'),
        ("[mot](glossaire/specimen)", '<a href="../../glossaire/#specimen">mot</a>'),
        ("[mot](obligations/specimen)", '<a href="../../obligations/#specimen">mot</a>'),
        ("[mot](https://exemple.fr/a_b_c?d=*e*)", '<a href="https://exemple.fr/a_b_c?d=*e*">mot</a>'),
        ("[mot](mailto:moi@exemple.fr)", '<a href="mailto:moi@exemple.fr">mot</a>'),
        ("**mot** puis **autre mot**", "<strong>mot</strong> puis <strong>autre mot</strong>"),
        ("[**mot**](clauses/specimen)", '<a href="../../clauses/specimen/">**mot**</a>'),
        ("l'été ; 5 % : « oui » !", "l’été\u202f; 5\u202f%\u00a0: «\u00a0oui\u00a0»\u202f!"),
    ],
)
def test_what_a_text_may_hold_is_rendered(written: str, expected: str):
    assert unescape(text_html.prose(written, HERE)) == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    "written",
    [
        "[mot](javascript:alert)",
        "[mot](data:x)",
        "[mot](//exemple.fr)",
        "[mot](ftp://exemple.fr)",
        "[mot](cas/specimen)",
    ],
)
def test_a_link_that_the_checks_would_refuse_is_a_mere_word(written: str):
    assert text_html.prose(written, HERE) == "<p>mot</p>"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Il remet :\n- un bilan,\n  écrit ;\n- un plan.", "ul: un bilan, écrit ; | un plan."),
        ("1. D'abord.\n2. Ensuite.", "ol: D'abord. | Ensuite."),
        ("a) Un.\nb) Deux.", "ol: Un. | Deux."),
    ],
)
def test_a_list_in_a_text_is_a_list(written: str, expected: str):
    found = re.sub(r"</?p>", "", unescape(text_html.prose(written, HERE)))
    kind = re.search(r"<(ul|ol)\b", found).group(1)
    assert _plain(f"{kind}: {' | '.join(re.findall(r'<li>(.*?)</li>', found, re.DOTALL))}") == _plain(expected)


def test_a_view_that_forgets_a_value_fails_and_prints_nothing():
    with pytest.raises(ValueError, match="None reached a template"):
        templates.environment.from_string("{{ x }}").render(x=None)
    with pytest.raises(Exception, match="undefined"):
        templates.environment.from_string("{{ x }}").render()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<p>Parade : {{ mot }} ; l'an ?</p>", "<p>Parade\u00a0: oui\u202f; l’an\u202f?</p>"),
        ("<b>{{ mot }}</b> : « {{ mot }} »", "<b>oui</b>\u00a0: «\u00a0oui\u00a0»"),
        ("<i title=\"l'un : l'autre\">x</i>", "<i title=\"l'un : l'autre\">x</i>"),
        (
            '<i class="{{ mot }} : a"{% if mot %} id="a : b"{% endif %}>x : y</i>',
            '<i class="oui : a" id="a : b">x\u00a0: y</i>',
        ),
    ],
)
def test_the_words_of_a_template_follow_french_typography_but_not_its_tags(written: str, expected: str):
    assert templates.environment.from_string(written).render(mot="oui") == expected


READERS = {
    "CommonMark": lambda text: MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text),
    "Python-Markdown": lambda text: python_markdown.markdown(text, extensions=["tables"]),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("hostile", MARKUP)
def test_files_and_twins_say_the_words_literally(hostile: str, reader: str):
    said = f"{hostile} mot {hostile}"
    assert _bare(_plain(plain.prose(said))) == _bare(_plain(said))
    read = READERS[reader](markdown.prose(said, lambda address: ""))
    assert _bare(_plain(unescape(re.sub(r"</?p>", "", read)))) == _bare(_plain(said))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("il en faut [[a]] par an", "<p>il en faut [x] par an</p>"),
        ("[[a]](voir plus bas)", "<p>[x](voir plus bas)</p>"),
        ("[[a]][[b]]", "<p>[x][y]</p>"),
        ("[[a]]: https://exemple.fr\n\nil en faut [[a]]", "<p>[x]: https://exemple.fr</p>\n<p>il en faut [x]</p>"),
        ("**[[a]]**(voir plus bas)", "<p><strong>[x]</strong>(voir plus bas)</p>"),
        (
            "[[a]][mot](https://exemple.fr)[[b]](c)",
            '<p>[x]<a href="https://exemple.fr">mot</a>[y](c)</p>',
        ),
        ("[a [mot](https://exemple.fr) b](c)", '<p>[a <a href="https://exemple.fr">mot</a> b](c)</p>'),
        ("[[c]] par an", "<p>[[c]] par an</p>"),
    ],
)
def test_a_place_to_fill_is_read_as_its_brackets(written: str, expected: str, reader: str):
    said = markdown.prose(written, lambda address: address, {"a": "x", "b": "y"})
    assert READERS[reader](said).strip() == expected


def test_a_place_to_fill_keeps_its_brackets_bare_and_opens_no_box_to_tick():
    values = {"a": "12", "b": "x"}
    assert markdown.prose("il en faut [[a]], ou [[c]]", str, values) == "il en faut [12], ou [[c]]"
    assert markdown.prose("- [[b]] par an", str, values) == "- \\[x] par an"


def test_a_browser_runs_nothing_of_what_the_data_says(browser: Browser):
    running = [text for text in ALL if "<" in text or "alert" in text]
    catalog = specimen.catalog(
        words(lambda number: " ".join(running[(number * 7 + place) % len(running)] for place in range(7)))
    )
    with browser.new_page() as page:
        reader = Reader(page, "")
        for name, arguments in PAGES:
            page.set_content(shown(name, arguments, catalog))
            assert (
                page.locator(
                    "script, img:not(.vignettes img, .composer figure img), [onclick], [onerror], [onmouseover], a[href^='javascript']"
                ).count()
                == 0
            )
    assert reader.complaints == []
