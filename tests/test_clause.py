"""The page of a clause in a browser: its values, and what is copied. On a small guide with one clause that has everything."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import gestures
import pytest
from html_page import PUBLISHED
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from site_tools import Reader, run_macros, served_site
from small_guide import write_site_project
from test_accessibility import COLOURS, violations

from macros.text.html import Ici, prose

ADDRESS = "clauses/bilan/"
NAMES = {"montant_ht": "Montant HT", "taux": "Taux d’insertion", "heures": "Heures à réaliser", "semaines": "Semaines", "delai": "Délai de remise", "fin": "Année de fin", "debut": "Date de début",
         "mode": "Mode de calcul", "qui": "Qui reçoit le bilan", "poids": "Poids du critère", "p_jour": "Pénalité par jour", "plafond": "Plafond"}  # fmt: skip
CHANGES = {
    "textes/ccag-fcs-14": {"titre": "Pénalités", "nature": "ccag", "reference": "CCAG-FCS 2021 (fournitures courantes et services), article 14"},
    "clauses/bilan": {
        "titre": "Remettre un bilan & l'expliquer",
        "etape": "critere-attribution",
        "dispositions": [
            {"piece": "RC", "texte": "1. Le candidat décrit le bilan.\n\n2. Il y dit :\n- a1 : le délai, [[delai]] jours ;\n- a2 : le mode, [[mode]].\n\n3. Il le signe."},
            {"piece": "CCAP", "texte": "Le titulaire réalise [[heures]] heures avant [[fin]], à partir du [[debut]], et remet le bilan à [[qui]] sous [[delai]] jours.\n\na) Un calcul de [[taux]] % de [[montant_ht]] €, soit [[semaines]] semaines (article L2112-2 du code).\nb) Un **bilan**."},
        ],
        "variante_simple": "Le titulaire remet un bilan sous [[delai]] jours.",
        "critere": {
            "libelle": "Bilan",
            "poids": "poids",
            "juge": "Il compare les bilans.",
            "elements": ["Un bilan rempli."],
            "bareme": [{"points": 10, "attendu": "Le bilan est complet."}, {"points": 5, "attendu": "Il manque une ligne."}, {"points": 2, "attendu": "Il en manque deux."}, {"points": 0, "attendu": "Rien de tout cela."}],
            "methode": "Les lignes sont comptées.",
        },
        "essais": [{"offre": f"Offre {letter} (inventée)", "reponses": "Un bilan.", "note": note} for letter, note in zip("ABCD", (10, 5, 2, 0), strict=True)],
        "penalites": [{"manquement": "Bilan non remis.", "montant": "p_jour", "assiette": "jour", "apres_mise_en_demeure": "8 jours après un rappel écrit", "plafond": "plafond", "deroge": "ccag-fcs-14"}],
        "suites": ["Bilan à refaire."],
        "annexes": [{"id": "cadre", "titre": "Le bilan", "sorte": "cadre-de-reponse", "remplie_par": "candidat", "colonnes": [{"libelle": "Ligne", "type": "texte"}, {"libelle": "Heures", "type": "nombre"}]}],
        "parametres": {
            "montant_ht": {"libelle": "Montant HT", "type": "montant", "unite": "€ HT", "min": 1000, "max": 200000},
            "taux": {"libelle": "Taux d'insertion", "type": "nombre", "unite": "%", "defaut": 5, "min": "2,5", "max": 15},
            "heures": {"libelle": "Heures à réaliser", "type": "nombre", "unite": "heures", "calcul": "montant_ht * taux / 100 / 40"},
            "semaines": {"libelle": "Semaines", "type": "nombre", "unite": "semaines", "calcul": "heures / 35"},
            "delai": {"libelle": "Délai de remise", "type": "nombre", "unite": "jours", "defaut": 15, "min": 10, "max": 30, "plancher_legal": {"valeur": 10, "texte": "ccp-l2112-2"}},
            "fin": {"libelle": "Année de fin", "type": "annee", "defaut": 2029, "min": 2027, "max": 2031},
            "debut": {"libelle": "Date de début", "type": "date"},
            "mode": {"libelle": "Mode de calcul", "type": "choix", "choix": ["au réel", "au forfait", "à 50 % : l'un et l'autre"], "defaut": "au réel"},
            "qui": {"libelle": "Qui reçoit le bilan", "type": "texte", "defaut": "l'acheteur"},
            "poids": {"libelle": "Poids du critère", "type": "nombre", "unite": "points sur 100", "defaut": 20, "min": 10, "max": 30},
            "p_jour": {"libelle": "Pénalité par jour", "type": "montant", "unite": "€ par jour", "defaut": 1500},
            "plafond": {"libelle": "Plafond", "type": "nombre", "unite": "% du montant", "defaut": 5},
        },
        "version": 2,
        "historique": [{"version": 2, "date": "2026-11-01", "motif": "Complétée."}, {"version": 1, "date": "2026-10-01", "motif": "Première version."}],
    },
}  # fmt: skip
REFERENCE = f"[bilan@2] Clause bilan, version 2 du 1er\u00a0novembre 2026. {PUBLISHED}{ADDRESS} — "


@pytest.fixture(scope="module")
def clause_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_site_project(tmp_path_factory.mktemp("clause") / "guide", CHANGES)
    done = run_macros(root, "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def clause_url(clause_site: Path) -> Iterator[str]:
    with served_site(clause_site) as address:
        yield address


@pytest.fixture
def buyer_of(browser: Browser, clause_url: str) -> Iterator[Callable[..., Reader]]:
    """Makes readers who may read their clipboard. What they should never see in the console is asked for at the end."""
    readers: list[tuple[BrowserContext, Reader]] = []

    def make(width: int = 1280, **options: object) -> Reader:
        context = browser.new_context(
            **{
                "viewport": {"width": width, "height": 800},
                "locale": "fr-FR",
                "permissions": ["clipboard-read", "clipboard-write"],
                **options,
            }
        )
        readers.append((context, Reader(context.new_page(), clause_url)))
        return readers[-1][1]

    yield make
    for context, reader in readers:
        context.close()
        assert reader.complaints == []


@pytest.fixture
def page(buyer_of: Callable[..., Reader]) -> Page:
    return buyer_of().open(ADDRESS)


def field(page: Page, name: str):
    return page.get_by_label(NAMES[name], exact=True)


def fill(page: Page, **values: str) -> None:
    for name, text in values.items():
        field(page, name).fill(text)
        field(page, name).press("Tab")


def state(page: Page, name: str) -> str:
    return page.locator(f'label[for="valeur-{name}"]').get_attribute("data-etat")


def said(page: Page, name: str) -> str:
    return "".join(page.locator(f"#valeur-{name}-aide .valeur-probleme").all_inner_texts())


def shown(page: Page, name: str) -> set[str]:
    """What stands in the places of a value."""
    return set(page.locator(f'[data-champ="{name}"]').all_inner_texts())


def copied(page: Page, button: str) -> tuple[str, str, str]:
    """(text, HTML, answer) of a copy."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(answer(page)).to_contain_text("Copié")
    return page.evaluate("navigator.clipboard.readText()"), html(page), answer(page).inner_text()


def answer(page: Page) -> Locator:
    """Where the bar says what was done, aloud too."""
    return page.locator("[data-clause-actions] [role=status]")


def html(page: Page) -> str:
    found = page.evaluate(
        "navigator.clipboard.read().then(items => items[0].getType('text/html')).then(blob => blob.text())"
    )
    page.wait_for_timeout(0)
    return re.sub(r"</?(?:html|head|body|meta)\b[^>]*>|<!--\w+-->", "", found).strip()


# What is copied.


def test_each_document_is_copied_with_its_title_its_numbers_its_scale_and_its_reference(page: Page):
    text, rich, told = copied(page, "Copier pour le RC")
    assert text.split("\n\n")[:-1] == [
        "Remettre un bilan & l’expliquer",
        "1. Le candidat décrit le bilan.\n2. Il y dit :\n   - a1 : le délai, 15 jours ;\n   - a2 : le mode, au réel.\n3. Il le signe.".replace(
            " :", "\u00a0:"
        ).replace(" ;", "\u202f;"),
        "Critère « Bilan »".replace("« ", "«\u00a0").replace(" »", "\u00a0»"),
        "Ce critère compte pour 20 points sur 100. Il compare les bilans.",
        "Le candidat remet\u00a0:",
        "- Un bilan rempli.",
        "Points   Ce qui est attendu\n10       Le bilan est complet.\n5        Il manque une ligne.\n2        Il en manque deux.\n0        Rien de tout cela.",
        "Les lignes sont comptées.",
    ]
    assert text.split("\n\n")[-1].startswith(REFERENCE)
    assert re.findall(r"<(h\d|ol|ul|table|th)\b", rich) == ["h2", "ol", "ul", "h3", "ul", "table", "th", "th"]
    assert told == "Copié, avec sa référence."


def test_what_is_pasted_carries_nothing_of_the_site(page: Page):
    text, rich, _ = copied(page, "Copier pour le CCAP")
    assert not re.search(
        r"\b(?:class|id|data-\w+)=|<(?:button|section|div|span class)|color|font-family",
        rich.replace("background:yellow", ""),
    )
    assert not re.search(r"<(p|li|h\d|td)\b[^>]*>\s*</\1>", rich)
    assert (
        rich.count("background") == rich.count("<span") == 4
    )  # the amount, the hours and weeks that follow from it, the day
    assert '<ol type="a"><li>Un calcul de 5 % de ' in rich.replace("\u202f", " ") and "<b>bilan</b>" in rich
    assert page.locator(".clause-pieces .article").count() == 1
    assert "(article L2112-2 du code)" in rich and "(article L2112-2 du code)" in text


def test_penalties_are_an_article_with_their_amount_their_cap_and_what_they_depart_from(page: Page):
    text, rich, told = copied(page, "Copier pour le CCAP")
    plain = text.replace("\u00a0", " ").replace("\u202f", " ")
    assert (
        "\n\nPénalités et suites\n\n1. Bilan non remis : 1 500 € par jour, 8 jours après un rappel écrit. Plafond : 5 % du montant.\n\n"
        in plain
    )
    assert (
        "Dérogations, à reporter au dernier article du CCAP :\n\n- " in plain
        and "CCAG-FCS" in plain.split("Dérogations")[1]
    )
    assert "<h3" in rich and "Pénalités et suites</h3>" in rich
    assert "[heures à réaliser]" in text and "[montant HT]" in text and "[date de début]" in text
    assert "4\u00a0valeurs restent à fixer, entre crochets." in told


def test_everything_is_copied_but_the_short_form_that_stands_instead_of_it(page: Page):
    text, rich, _ = copied(page, "Tout copier")
    assert [line for line in text.split("\n\n") if line.startswith(("Remettre", "Dans", "Pour", "Critère", "Pénalités"))] == [
        "Remettre un bilan & l’expliquer", "Dans le RC", "Critère «\u00a0Bilan\u00a0»", "Dans le CCAP", "Pénalités et suites",
    ]  # fmt: skip
    assert re.findall(r"<(h\d)", rich) == ["h2", "h3", "h4", "h3", "h4"]
    assert text.count("[bilan@2]") == 1
    short, _, _ = copied(page, "Copier pour un petit achat")
    assert short.split("\n\n")[:2] == ["Remettre un bilan & l’expliquer", "Le titulaire remet un bilan sous 15 jours."]
    assert short.split("\n\n")[-1].startswith(REFERENCE)


def test_without_the_clipboard_interface_the_copy_still_works_and_the_reader_stays_where_they_are(
    buyer_of: Callable[..., Reader],
):
    """Plain http on an intranet."""
    reader = buyer_of()
    reader.page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page = reader.open(ADDRESS)
    button = page.get_by_role("button", name="Copier pour le CCAP")
    button.focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    expect(answer(page)).to_contain_text("Copié")
    assert "Le titulaire réalise" in page.evaluate("navigator.clipboard.readText()")
    expect(button).to_be_focused()
    assert page.evaluate("scrollY") == before


def test_a_refused_copy_is_said(buyer_of: Callable[..., Reader]):
    reader = buyer_of()
    reader.page.add_init_script(
        "navigator.clipboard.write = () => Promise.reject(new Error('no')); document.execCommand = () => false"
    )
    page = reader.open(ADDRESS)
    page.get_by_role("button", name="Tout copier").click()
    expect(answer(page)).to_contain_text("refusée")


def select(page: Page, start: str, end: str) -> None:
    """From the first character of one element to the last of another, then Ctrl+C."""
    page.evaluate(
        """([start, end]) => {
          const range = document.createRange(), last = document.querySelector(end);
          range.setStart(document.querySelector(start), 0);
          range.setEnd(last, last.childNodes.length);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        [start, end],
    )
    page.keyboard.press("ControlOrMeta+c")


def test_what_is_selected_by_hand_keeps_its_numbers_and_leaves_the_look_of_the_site(page: Page):
    select(page, '[data-piece="RC"] ol > li:nth-child(2)', '[data-piece="RC"] .clause-article')
    assert page.evaluate("navigator.clipboard.readText()").replace("\u00a0", " ").replace("\u202f", " ") == (
        "2. Il y dit :\n   - a1 : le délai, 15 jours ;\n   - a2 : le mode, au réel.\n3. Il le signe.\n\nCritère « Bilan »"
    )
    rich = html(page)
    assert rich.startswith('<ol start="2"><li>Il y dit') and "background" not in rich and "class" not in rich
    select(page, '[data-piece="CCAP"] .clause-texte > p', '[data-piece="CCAP"] .clause-texte > p')
    assert page.evaluate("navigator.clipboard.readText()").startswith("Le titulaire réalise [heures à réaliser] heures")
    assert not html(page).startswith("<p")  # words of one paragraph stay words


# The values.


def test_every_value_has_a_named_field_that_says_what_is_proposed_and_what_is_to_be_fixed(page: Page):
    for name in NAMES:
        expect(field(page, name)).to_have_id(f"valeur-{name}")
        field(page, name).focus()
        field(page, name).press("Tab")
        assert state(page, name) in ("proposée", "à fixer", "à calculer")  # to pass through changes nothing
    assert {name: state(page, name) for name in ("taux", "montant_ht", "heures", "debut", "mode")} == {
        "taux": "proposée", "montant_ht": "à fixer", "heures": "à calculer", "debut": "à fixer", "mode": "proposée",
    }  # fmt: skip
    assert field(page, "p_jour").input_value() == "1\u202f500"
    assert field(page, "fin").input_value() == "2029" and shown(page, "fin") == {"2029"}
    looks = {
        name: page.locator(f'[data-champ="{name}"]').first.evaluate("e => getComputedStyle(e).borderBottomStyle")
        for name in ("taux", "montant_ht")
    }
    fill(page, taux="7")
    looks["set"] = page.locator('[data-champ="taux"]').first.evaluate("e => getComputedStyle(e).borderBottomStyle")
    assert looks == {"taux": "dotted", "montant_ht": "dashed", "set": "solid"}


def test_numbers_are_typed_as_in_france_and_stand_everywhere(page: Page):
    fill(page, montant_ht="85 000,50", taux="7,5", p_jour="1.200", debut="1/3/2028", qui="la régie")
    assert shown(page, "montant_ht") == {"85\u202f000,5"}
    assert shown(page, "taux") == {"7,5"} and shown(page, "p_jour") == {"1\u202f200"}
    assert shown(page, "debut") == {"1er\u00a0mars 2028"} and shown(page, "qui") == {"la régie"}
    page.get_by_label(NAMES["mode"]).select_option("au forfait")
    assert shown(page, "mode") == {"au forfait"}
    assert state(page, "taux") == "✓ fixée"
    assert (
        field(page, "taux").get_attribute("inputmode") == "decimal"
        and field(page, "fin").get_attribute("inputmode") == "numeric"
    )


def test_what_is_out_of_bounds_is_said_and_never_mended(page: Page):
    fill(page, taux="99 999", montant_ht="-5", fin="2 040", delai="40", debut="demain")
    assert said(page, "taux") == "Attendu : entre 2,5 et 15\u00a0%."
    assert said(page, "montant_ht") == "Attendu : entre 1\u202f000 et 200\u202f000\u00a0€ HT."
    assert said(page, "fin") == "Attendu : entre 2027 et 2031."
    assert "Écrivez une date" in said(page, "debut")
    assert field(page, "taux").input_value() == "99 999" and shown(page, "taux") == {"99\u202f999"}
    assert field(page, "taux").get_attribute("aria-invalid") == "true"
    fill(page, delai="9")
    assert said(page, "delai") == "Inférieur au minimum légal : 10\u00a0jours (CCP, art. L2112-2)."
    assert page.locator("#valeur-delai-aide .valeur-probleme a").get_attribute("href").endswith("textes/ccp-l2112-2/")
    _, _, told = copied(page, "Copier pour le CCAP")
    assert "5\u00a0valeurs sont à revoir." in told
    fill(page, taux="15", fin="2027")
    assert said(page, "taux") == said(page, "fin") == ""
    assert field(page, "taux").get_attribute("aria-invalid") is None
    fill(page, taux="douze")
    assert "Écrivez un nombre" in said(page, "taux")


def test_a_fault_is_said_once_the_field_is_left_not_at_each_letter(page: Page):
    field(page, "poids").press("ControlOrMeta+a")
    field(page, "poids").press_sequentially("1")
    assert said(page, "poids") == ""
    expect(answer(page)).to_be_empty()
    field(page, "poids").press("Tab")
    assert "entre 10 et 30" in said(page, "poids")
    expect(answer(page)).to_have_text("Poids du critère\u00a0: Attendu\u00a0: entre 10 et 30\u00a0points sur 100.")
    fill(page, poids="25")
    expect(answer(page)).to_be_empty()


def test_a_wheel_changes_nothing(page: Page):
    field(page, "taux").focus()
    field(page, "taux").hover()
    page.mouse.wheel(0, 200)
    page.keyboard.press("ArrowUp")
    assert field(page, "taux").input_value() == "5"


def test_a_value_that_follows_others_follows_them_until_it_is_fixed(page: Page):
    fill(page, montant_ht="100 000")
    assert field(page, "heures").input_value() == "125" and shown(page, "heures") == {"125"}
    assert state(page, "heures") == "calculée"
    fill(page, taux="7")
    assert shown(page, "heures") == {"175"}
    fill(page, montant_ht="100 333")
    assert shown(page, "heures") == {"175,58"}
    fill(page, heures="170")
    assert state(page, "heures") == "✓ fixée (calcul : 175,58)" and shown(page, "heures") == {"170"}
    fill(page, taux="5")
    assert shown(page, "heures") == {"170"} and shown(page, "semaines") == {
        "4,86"
    }  # what follows it follows what was fixed
    fill(page, heures="")
    assert shown(page, "heures") == {"125,42"} and field(page, "heures").input_value() == "125,42"
    fill(page, montant_ht="beaucoup")
    assert shown(page, "heures") == {"[heures à réaliser]"}


def test_an_emptied_value_is_to_be_fixed_again(page: Page):
    fill(page, poids="")
    assert shown(page, "poids") == {"[poids du critère]"} and state(page, "poids") == "à fixer"
    text, rich, told = copied(page, "Copier pour le RC")
    assert (
        "pour [poids du critère] points" in text
        and "background:yellow" in rich
        and "1\u00a0valeur reste à fixer" in told
    )


# Reload, back, links.

TYPED = {"montant_ht": "100 000", "taux": "7,5", "qui": "la régie", "poids": ""}


def check_typed(page: Page) -> None:
    expect(field(page, "taux")).to_have_value("7,5")
    assert {name: field(page, name).input_value().replace(" 000", "000") for name in TYPED} == {
        **TYPED,
        "montant_ht": "100000",
    }
    text, _, _ = copied(page, "Tout copier")
    assert (
        "7,5" in text
        and "100\u202f000" in text
        and "la régie" in text
        and "[poids du critère]" in text
        and "187,5 heures" in text
    )


def test_values_survive_a_reload_and_are_what_is_copied(page: Page):
    fill(page, **TYPED)
    page.reload()
    check_typed(page)
    page.reload()
    check_typed(page)


def test_a_value_that_is_being_typed_survives_too(page: Page):
    field(page, "taux").fill("7,5")
    page.reload()
    expect(field(page, "taux")).to_have_value("7,5")
    assert shown(page, "taux") == {"7,5"}


@pytest.mark.parametrize("kept", [True, False], ids=["page kept", "page made again"])
def test_values_survive_a_link_and_back(buyer_of: Callable[..., Reader], kept: bool):
    reader = buyer_of()
    if not kept:
        reader.page.add_init_script("addEventListener('unload', () => {})")  # such a page is not kept whole
    page = reader.open(ADDRESS)
    fill(page, **TYPED)
    page.get_by_role("link", name="Clauses", exact=True).first.click()
    page.wait_for_url("**/clauses/")
    page.go_back()
    check_typed(page)


def test_an_anchor_of_the_page_loses_nothing(page: Page):
    fill(page, **TYPED)
    page.goto(page.url + "#risques")
    check_typed(page)
    page.reload()
    check_typed(page)
    page.go_back()
    check_typed(page)


def test_another_visit_begins_with_what_is_proposed(buyer_of: Callable[..., Reader]):
    reader = buyer_of()
    fill(reader.open(ADDRESS), **TYPED)
    other = reader.page.context.new_page()
    other.goto(reader.site + ADDRESS)
    assert field(other, "taux").input_value() == "5"


def test_a_link_opens_with_the_values_on_another_device(buyer_of: Callable[..., Reader]):
    page = buyer_of().open(ADDRESS)
    fill(page, **TYPED)
    page.get_by_label(NAMES["mode"]).select_option(index=2)
    page.get_by_role("button", name="Partager ces valeurs").click()
    expect(answer(page)).to_contain_text("Lien copié")
    link = page.evaluate("navigator.clipboard.readText()")
    assert "?" not in link and "#" in link  # nothing that a server would be sent
    other = buyer_of().page
    other.goto(link)
    expect(answer(other)).to_have_text("Valeurs reçues par le lien.")
    check_typed(other)
    assert shown(other, "mode") == {"à 50\u202f%\u00a0: l’un et l’autre"}
    assert {state(other, name) for name in NAMES if name not in TYPED} == {
        "proposée",
        "calculée",
        "à fixer",
        "✓ fixée",
    }  # the last one is the mode
    assert state(other, "qui") == "✓ fixée" and state(other, "delai") == state(other, "p_jour") == "proposée"
    fill(other, taux="9")
    assert "#" not in other.url  # it no longer says what is shown
    other.reload()
    expect(field(other, "taux")).to_have_value("9")


def test_what_a_link_brings_that_no_value_can_be_is_left_out_and_said(buyer_of: Callable[..., Reader]):
    page = buyer_of().open(
        f"{ADDRESS}#taux=12&delai=beaucoup&mode=jamais&inconnue=3&__proto__=5&qui={'x' * 400}&debut=hier&fin=<img src=x onerror=alert(1)>"
    )
    assert shown(page, "taux") == {"12"}
    assert (
        shown(page, "delai") == {"15"}
        and shown(page, "mode") == {"au réel"}
        and shown(page, "qui") == {"l’acheteur"}
        and shown(page, "fin") == {"2029"}
    )
    expect(answer(page)).to_contain_text("7 valeurs de ce lien n’ont pas été comprises et sont ignorées.")
    page = buyer_of().open(f"{ADDRESS}#qui=%3Cb%3Ex%3C/b%3E&delai=4")
    assert shown(page, "qui") == {"<b>x</b>"}
    assert "Inférieur au minimum légal" in said(page, "delai")  # said, not refused: the reader judges
    assert "&lt;b&gt;x" in copied(page, "Copier pour le CCAP")[1]


def test_the_proposals_come_back_and_so_do_the_values(page: Page):
    reset = page.locator(".valeurs-outils button").nth(1)
    expect(reset).to_be_hidden()
    fill(page, **TYPED)
    reset.focus()
    page.keyboard.press("Enter")
    assert (
        shown(page, "taux") == {"5"}
        and field(page, "taux").input_value() == "5"
        and shown(page, "montant_ht") == {"[montant HT]"}
    )
    expect(reset).to_have_text("Annuler : reprendre mes valeurs")
    expect(reset).to_be_focused()
    page.keyboard.press("Enter")
    check_typed(page)
    expect(reset).to_have_text("Remettre les valeurs proposées")
    reset.click()
    page.reload()
    expect(field(page, "taux")).to_have_value("5")


# The page.


@pytest.mark.parametrize("width", [360, 1280])
def test_the_bar_stays_in_reach_and_hides_nothing(buyer_of: Callable[..., Reader], width: int):
    page = buyer_of(width, reduced_motion="reduce").open(ADDRESS)
    page.locator("#risques").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#risques').scrollIntoView()")
    bar = page.locator("[data-clause-actions]").bounding_box()
    assert bar["y"] == 0 and bar["height"] < 64
    assert page.locator("#risques").bounding_box()["y"] >= bar["height"]
    met, faults = gestures.walk(page)
    assert faults == [] and met > 20
    page.get_by_role("button", name="Tout copier").click()
    expect(answer(page)).to_contain_text("Copié")
    assert gestures.overflowing(page) == [] and gestures.small_targets(page) == []


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_has_no_violation_whatever_its_values_say(buyer_of: Callable[..., Reader], width: int):
    page = buyer_of(width, color_scheme="light").open(ADDRESS)
    fill(page, taux="99", delai="4", montant_ht="100 000", poids="")
    copied(page, "Copier pour le RC")
    page.evaluate("scrollTo(0, 0)")  # what passes under the bar is not measured
    assert violations(page) == []
    page.evaluate("document.documentElement.dataset.theme = 'sombre'")
    assert violations(page, COLOURS) == []


def test_on_paper_the_chosen_values_are_read_and_the_tools_are_gone(page: Page):
    fill(page, **TYPED)
    page.emulate_media(media="print")
    assert shown(page, "taux") == {"7,5"}
    expect(page.locator('[data-champ="taux"]').first).to_be_visible()
    for hidden in ("[data-clause-actions]", ".valeurs-outils", ".clause-piece button >> nth=0"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".mention")).to_be_visible()


def test_without_javascript_the_texts_are_whole_with_brackets_and_files(buyer_of: Callable[..., Reader]):
    page = buyer_of(java_script_enabled=False).open(ADDRESS)
    assert shown(page, "montant_ht") == {"[montant HT]"} and shown(page, "taux") == {"5"}
    expect(page.locator('[data-valeur="heures"]')).to_have_text(
        "calculé, en heures : montant HT × taux d’insertion ÷ 100 ÷ 40"
    )
    expect(page.locator('[data-valeur="delai"]')).to_contain_text("Minimum légal : 10 jours")
    for ending in ("txt", "md"):
        expect(page.get_by_role("link", name=f".{ending}")).to_be_visible()
    assert page.locator("main button:visible").count() == 0


def test_what_stands_in_the_contract_is_not_translated(page: Page):
    assert page.locator(".clause-pieces").get_attribute("translate") == "no"


# The points of a text.


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("1. a\n\n2. b :\n- c\n- d\n\n3. e", "<ol><li>a</li><li>b :<ul><li>c</li><li>d</li></ul></li><li>e</li></ol>"),
        ("1. a :\na) b\n- c\nb) d", '<ol><li>a :<ol type="a"><li>b<ul><li>c</li></ul></li><li>d</li></ol></li></ol>'),
        ("1. a\n\nMots.\n\n2. b", '<ol><li>a</li></ol><p>Mots.</p><ol start="2"><li>b</li></ol>'),
        ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("1. a\n\n1. b", "<ol><li>a</li></ol><ol><li>b</li></ol>"),
    ],
)
def test_what_is_listed_under_a_point_stands_in_it_and_the_numbers_go_on(text: str, html: str):
    assert re.sub(r"\s*\n\s*", "", prose(text, Ici())).replace("\u00a0", " ") == html
