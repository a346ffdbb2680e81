"""Correct HTML, as html-validate understands it, on every page that is built."""

import json
from collections import Counter
from pathlib import Path

import pytest
from html_page import HtmlPage

# Each exception is data with its reason: no comment in a page switches a rule off.

STYLE = {
    "no-trailing-whitespace": ("off", "blanks at the end of a line cost nothing once compressed, and mean nothing"),
    "void-style": ("off", "Markdown writes <input/> and <input>: one element in HTML"),
    "attribute-boolean-style": ("off", 'Markdown writes hidden="hidden" for hidden: one value in HTML'),
    "doctype-style": (["error", {"style": "lowercase"}], "the theme writes it in lower case, and HTML reads both"),
}
NOT_OURS = {
    "valid-id": (["error", {"relaxed": True}], "HTML asks for an id without blanks; the theme's begin with « __ »"),
    "require-sri": (
        ["error", {"target": "crossorigin"}],
        "every file comes from the site itself, which the security policy holds it to",
    ),
    "long-title": (
        ["error", {"maxlength": 200}],
        "a title is the record's (160 characters at most), then the name of the guide",
    ),
}
RULES = STYLE | NOT_OURS
EXCEPTIONS = {
    (
        "input-missing-label",
        "#__drawer",
    ): "the theme's hidden switch of the menu, which no keyboard reaches: a button works it",
    ("input-missing-label", "#__search"): "the theme's hidden switch of the search, which the guide does not use",
    ("valid-autocomplete", "#__drawer"): "the theme asks browsers not to remember the switch: Firefox does without it",
    ("valid-autocomplete", "#__search"): "the same",
    ("wcag/h32", "palette"): "the theme's choice of light or dark acts at once",
    ("wcag/h32", "cas/"): "filters act at each change",
    ("wcag/h32", "obligations/"): "the same",
    ("wcag/h32", "outils/cible-elus/"): "the same",
    ("wcag/h32", "parcours/nouvel-arrivant/"): "the choice of a role acts at once",
    ("wcag/h32", "parcours/nouvel-arrivant/attestation/"): "a name is written as it is typed",
}
"""Messages that are accepted: the rule, and the element, the form of the theme or the page."""
PALETTE = "html > body > header > div > form:nth-child(3)"


def test_html_validate_has_nothing_to_say(
    node_tools, measure, public_site: Path, documents: dict[str, HtmlPage], pages: dict[str, HtmlPage], tmp_path: Path
):
    settings = {
        "root": True,
        "extends": ["html-validate:recommended", "html-validate:document"],
        "rules": {rule: value for rule, (value, _) in RULES.items()},
    }
    (tmp_path / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    done = node_tools.run(
        node_tools.tool("html-validate", "html-validate"),
        "--config",
        tmp_path / "settings.json",
        "--formatter",
        f"json={tmp_path / 'results.json'}",
        f"{public_site}/**/*.html",
        timeout=900,
    )
    assert (tmp_path / "results.json").is_file(), done.stderr
    results = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    addresses = [
        Path(result["filePath"]).relative_to(public_site).as_posix().removesuffix("index.html") for result in results
    ]
    assert pages.keys() <= set(addresses), "a page was not read: each has at least the theme's exceptions"
    used, faults, kinds = set(), [], Counter()
    for address, result in zip(addresses, results, strict=True):
        for message in result["messages"]:
            selector = message["selector"] or ""
            place = "palette" if selector == PALETTE else selector if selector.startswith("#") else address
            exception = (message["ruleId"], place)
            if exception in EXCEPTIONS:
                used.add(exception)
            else:
                kinds[message["ruleId"]] += 1
                faults.append(f"{address}:{message['line']}: {message['ruleId']}: {message['message']} {selector}")
    measure(
        "0 messages on every page",
        f"{len(faults)} on {len(documents)} pages; {len(RULES)} rules set, {len(EXCEPTIONS)} exceptions",
    )
    assert EXCEPTIONS.keys() - used == set(), "an exception that nothing needs"
    if faults:
        pytest.fail("\n".join([str(dict(kinds)), *faults[:20]]), pytrace=False)


def test_html_validate_sees_what_is_wrong(node_tools, tmp_path: Path):
    (tmp_path / "page.html").write_text(
        "<!doctype html><html lang=fr><head><title>x</title></head><body><p><div id=a></div><div id=a></div></p><img src=x></body></html>",
        encoding="utf-8",
    )
    done = node_tools.run(
        node_tools.tool("html-validate", "html-validate"),
        "--preset",
        "recommended",
        "--formatter",
        "json",
        tmp_path / "page.html",
    )
    found = {message["ruleId"] for result in json.loads(done.stdout) for message in result["messages"]}
    assert {"no-dup-id", "wcag/h37", "no-implicit-close"} & found >= {"no-dup-id", "wcag/h37"}, found
