"""What a text may hold that would run, or be markup, or break a page: each is refused by the checks or shown as mere words. And what shows in a browser that it was not."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Page
from site_tools import Reader

MARKUP = [
    "|", "|---|---|", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</dd></div></p>", "<!-- x", "<http://exemple.fr>", "*gras*", "* *", "__gras__", "`code`",
    "```", "~~~", "{{ 7*7 }}", "{% raw %}", "{# x #}", '"onmouseover="alert(1)', "'onmouseover='alert(1)", "\\", "\\`\\<b>", "[[Heures]]", "[[", "](javascript:alert(1))",
    "[x](javascript:alert(1))", "[x](<javascript:alert(1)>)", "[x][y]", "[x]: https://exemple.fr", "![x][y]", "[^1]", "[^1]: note", "[TOC]", "https://exemple.fr/", "moi@exemple.fr",
    "&lt;b&gt;", "&#60;script&#62;", "&copy;", "{: .classe onclick=alert(1) }", "{: #texte }", "{ #texte }", "# titre", "## titre {#texte}", "+ point", "> citation", "!!! note",
    '=== "onglet"', ": définition", "*[HTML]: x", "---", "===", "~~x~~ ^x^ ==x== $x$ :smile:",
]  # fmt: skip
"""What would be markup, a template or an attribute, before and after an ordinary word."""

SCRIPTS = [
    "<script src=//exemple.fr/x.js></script>", "<ScRiPt>alert(1)</sCrIpT>", "<script/x>alert(1)</script>", "<script\n>alert(1)</script\n>", "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>", "</style><script>alert(1)</script>", "--><script>alert(1)</script>", "]]><script>alert(1)</script>",
    "<<script>alert(1)//<</script>", "<scr<script>ipt>alert(1)</script>", "<script>alert`1`</script>", "<script type=module>alert(1)</script>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>", "<script>document.title='x'</script>", "%3Cscript%3Ealert(1)%3C/script%3E", "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;", "&amp;lt;script&amp;gt;", "＜script＞alert(1)＜/script＞", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
]  # fmt: skip

HANDLERS = [
    "<body onload=alert(1)>", "<b onmouseover=alert(1)>x</b>", "<a onclick=alert(1) href=#>x</a>", "<input autofocus onfocus=alert(1)>", "<details open ontoggle=alert(1)>", "<video src=x onerror=alert(1)>",
    "<audio src=x onerror=alert(1)>", "<marquee onstart=alert(1)>", "<select autofocus onfocus=alert(1)>", "<div onpointerenter=alert(1)>x</div>", "<img src=x\tonerror=alert(1)>", "<img/src=x/onerror=alert(1)>",
    "<img src='x'onerror=alert(1)>", "<img src=x:x onerror=alert&lpar;1&rpar;>", "\" autofocus onfocus=alert(1) x=\"", "' autofocus onfocus=alert(1) x='", "\"><img src=x onerror=alert(1)>", "'><img src=x onerror=alert(1)>",
    "x\" style=\"animation-name:x\" onanimationstart=\"alert(1)", "` onmouseover=alert(1)", "<style>@import'//exemple.fr'</style>", "<style>body{display:none}</style>", "<link rel=stylesheet href=//exemple.fr>",
    "<base href=//exemple.fr/>", "<meta http-equiv=refresh content='0;url=//exemple.fr'>", "<form action=//exemple.fr><button>x</button></form>", "<iframe src=//exemple.fr></iframe>", "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=//exemple.fr></object>", "<embed src=//exemple.fr>", "<plaintext>", "<xmp>", "<textarea>", "<title>x</title>", "<h1>x</h1>", "<nav>x</nav>", "</main></body></html>", "<p style=position:fixed;inset:0>x</p>",
]  # fmt: skip

DRAWINGS = [
    "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>", "<svg><animate onbegin=alert(1) attributeName=x dur=1s>", "<svg><set attributeName=href to=javascript:alert(1)>",
    "<svg><use href=data:image/svg+xml,x#x></svg>", "<svg><foreignObject><iframe src=//exemple.fr></foreignObject></svg>", "<math><maction xlink:href=javascript:alert(1)>x</maction></math>", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "</svg><script>alert(1)</script>", "</text><script>alert(1)</script>", "</desc></svg><img src=x onerror=alert(1)>",
]  # fmt: skip

ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)", "javascript&colon;alert(1)", "javascript&#58;alert(1)", "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "vbscript:msgbox(1)", "file:///etc/passwd", "//exemple.fr", "\\\\exemple.fr\\x", "../../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "<javascript:alert(1)>", "[x](JaVaScRiPt:alert(1))", "[x](data:text/html,x)", "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))", "![x](javascript:alert(1))", "![x](x){onerror=alert(1)}", "[x](//exemple.fr \"titre\" onclick=alert(1))", "[x]\n[x]: javascript:alert(1)", "https://exemple.fr/\"onclick=alert(1)", "?q=<script>alert(1)</script>&x=1#x",
]  # fmt: skip

TEMPLATES = [
    "{{ config }}", "{{ self.__init__.__globals__ }}", "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "{% include 'mkdocs.yml' %}", "{% for x in range(9) %}x{% endfor %}", "{%- set x = 1 -%}", "{{", "}}", "{%", "%}", "{#", "#}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{7*7}", "{{{x}}}", "[[a]] [[b]]", "__proto__", "constructor", "toString", "hasOwnProperty",
    "--8<-- \"mkdocs.yml\"", "&id [x]", "*id", "!!python/object:os.system x", "=cmd|'/C calc'!A0", "@SUM(1)", "-2+3", "'; DROP TABLE x; --",
]  # fmt: skip

ODD = [
    "\u202eedoc\u202c", "\u2066x\u2069", "\u200f\u200e", "\u061c", "a\u200bb\u200cc\u200dd", "\ufeff", "\u00ad", "\u2028", "\u2029", "\x85", "\u00a0\u202f", "e\u0301\u0302\u0303\u0304" * 20, "Z\u0351\u036b\u0343" * 40, "😀👨‍👩‍👧‍👦🏳️‍🌈", "𝕏𝖃𝒳", "ﷺ﷽", "ﬁﬂﬀ", "ı İ ſ ẞ",
    "漢字かな交じり文", "שלום עולם", "مرحبا", "\U000e0041\U000e0042", "\ue000 \uf8ff", "\U0010fffd", "x" * 5_000, "é " * 2_000, "W" * 300, "<" * 500, "[" * 500, "(" * 500, "* " * 250, "`" * 99, "> " * 60, "&" * 300, "\\" * 301, "-" * 400, "#" * 40, "\x07\x1b[2J", "\x7f", "\x00",
]  # fmt: skip

ALL = [*MARKUP, *SCRIPTS, *HANDLERS, *DRAWINGS, *ADDRESSES, *TEMPLATES, *ODD]


# In a browser

WATCH = "addEventListener('securitypolicyviolation', (e) => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))"
INSIDE = """() => [...document.querySelectorAll('main *')].filter((e) => (e.tagName === 'SCRIPT' && !e.src && /^var (tabs|target)=/.test(e.textContent.trim()) && !e.textContent.includes('alert')) ? false : ['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'BASE', 'STYLE', 'LINK', 'META', 'MARQUEE', 'MATH', 'FOREIGNOBJECT', 'ANIMATE', 'SET'].includes(e.tagName.toUpperCase())
  || [...e.attributes].some((a) => /^on/i.test(a.name) || a.name === 'style' || (/^(href|src|action|xlink:href)$/.test(a.name) && /^\\s*(javascript|data|vbscript|file):/i.test(a.value)))).map((e) => e.outerHTML.slice(0, 120))"""


def whole(page: Page) -> list[str]:
    """What a page has lost, or should not have."""
    lost = [name for name in ("header nav a", "main h1", "footer a", "title") if page.locator(name).count() == 0]
    return lost + ([] if page.locator("main h1").count() == 1 else ["one h1"]) + page.evaluate(INSIDE)


TOOLS = {
    "recherche/": ("q", "famille", "etape", "dimension", "niveau", "type", "public", "tri", "page"),
    "clauses/": ("q", "famille", "niveau", "tri"),
    "obligations/": ("famille", "cpv", "montant", "lot", "date", "acheteur", "contrat", "achat"),
    "cas/": ("pays", "taille", "famille", "etape", "dimension"),
    "outils/assistant/": ("famille", "besoin", "interne", "acheteur", "montant", "debut", "achat", "etape"),
    "outils/cible-elus/": ("famille", "etape", "dimension", "choix", "niveau", "vue"),
    "parcours/nouvel-arrivant/": ("role",),
    "parcours/nouvel-arrivant/attestation/": ("role",),
    "fournisseurs/dossier/mobilier/": (),
    "ecrans/composer/": ("d", "titre", "logo", "fuseau", "boucle"),
    "integrer/": (),
    "clauses/bilan/": (),
}
"""Each tool, with the parameters that it reads in its address; the others only have fields."""


def tried(reader: Reader, address: str, parameters: tuple[str, ...], texts: Iterable[str]) -> dict[str, Any]:
    """What goes wrong on a page where each of these strings is every parameter of the address, then the text of every field."""
    reader.page.add_init_script(WATCH)
    wrong: dict[str, Any] = {}
    for text in texts if parameters else ():
        said = quote(text[:1_500], safe="")
        page = reader.open(f"{address}?{'&'.join(f'{name}={said}' for name in parameters)}#{said}")
        if found := _but_frames(whole(page)):
            wrong[text[:60]] = found
    page = reader.open(address)
    for field in page.locator("input:visible:is([type=search], [type=text], :not([type]))").all():
        for text in texts:
            field.fill(text)
        field.blur()
    if found := _but_frames(whole(page)):
        wrong["fields"] = found
    # The browser itself says of a date or a number that it is none.
    if heard := [
        complaint
        for complaint in reader.complaints
        if "does not conform to the required format" not in complaint and "cannot be parsed" not in complaint
    ]:
        wrong["console"] = heard
    return wrong


def _but_frames(faults: list[str]) -> list[str]:
    """The page of blocks to embed shows them in frames; the composer draws slides in the page."""
    ours = ('<iframe title="Aperçu du bloc"', '<img src="data:image/svg+xml;')
    return [fault for fault in faults if not fault.startswith(ours)]
