"""What the guide keeps on a device: the page of privacy says all of it, as it is now, and clears it and nothing else."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from site_tools import Reader
from small_guide import ROOT

from macros.model import ModuleDeParcours
from macros.read.guide import Guide
from macros.views.appareil import CONSERVES

PAGE = "confidentialite/"
ALL = "Tout effacer de cet appareil"
FOREIGN = {"autre-site": "à garder", "guide": "1", "guide-theme-2": "{}", "guide-parcours-2": "x"}
"""What another site of the same origin may keep, with names like ours."""


def test_what_the_scripts_keep_is_on_the_list_and_nothing_else_is():
    named = set()
    scripts = [*(ROOT / "docs/assets/js").rglob("*.js"), *(ROOT / "overrides").rglob("*.js")]
    assert len(scripts) > 20
    for script in scripts:
        text = re.sub(r"/\*.*?\*/", "", script.read_text(encoding="utf-8"), flags=re.DOTALL)
        for name in re.findall(r"memoire\.open\(([^,)]+)", text):
            value = re.search(rf"\b{name} = ['\"]([^'\"]+)['\"]", text) or re.fullmatch("[\"'](.+)[\"']", name)
            assert value, f"{script.name}: {name}"
            named.add(value[1])
        assert not re.search(r"indexedDB|document\.cookie|\bcaches\b|serviceWorker", text), script.name
        assert script.name in ("memoire.js", "amorce-theme.js") or not re.search("(?:local|session)Storage", text), (
            script.name
        )
    assert named == {kept.cle for kept in CONSERVES}


def stored(page: Page) -> dict[str, str]:
    return page.evaluate("({ ...localStorage, ...sessionStorage })")


def lines(page: Page) -> dict[str, bool]:
    """Each line of the page's list, and whether it says that something is kept."""
    return {
        row.locator("[data-conserve]").get_attribute("data-conserve"): row.get_by_role("button").count() == 1
        for row in page.locator("tr:has([data-conserve])").all()
    }


def use_every_tool(reader: Reader, guide: Guide) -> None:
    page = reader.open("recherche/?q=insertion")
    page.locator("#recherche-tri").select_option("elus")
    page.locator("[data-resultat]").first.wait_for()
    page = reader.open("outils/cible-elus/")
    page.get_by_role("button", name="Voter par points").click()
    page.locator("[data-vote=plus]").first.click()
    page = reader.open("ecrans/composer/")
    page.get_by_role("button", name="Ajouter").first.click()
    page = reader.open("outils/simulateur-notation/")
    page.get_by_label("Points du prix").fill("30")
    page = reader.open("outils/relire/")
    page.get_by_label("Votre brouillon").fill("Si possible.")
    page.get_by_role("button", name="Relire", exact=True).click()
    page.get_by_label("Montant estimé").fill("90 000")
    page = reader.open(guide.catalog.all(ModuleDeParcours)[0].adresse)
    page.locator("[data-question]").first.get_by_role("radio").first.check()
    page = reader.open("fournisseurs/dossier/mobilier/")
    page.get_by_role("checkbox").first.check()
    page = reader.open("contribuer/proposer/?fiche=retour")
    page.get_by_label("Achat et lot").fill("Mobilier")
    page = reader.open(guide.catalog.clauses_vivantes[0].adresse)
    page.get_by_role("button", name="Ajouter à mon dossier").click()
    page.get_by_role("link", name="Ouvrir mon dossier").wait_for()
    page.locator(".tabbed-labels").get_by_text("Élu", exact=True).click()
    page = reader.open("outils/mon-dossier/#ajouter=nettoyage-en-journee")
    page.get_by_role("button", name="Ajouter", exact=True).click()
    page.locator("#dossier-suivi > summary").click()
    page.get_by_label("Démarrage").fill("2027-03-01")
    page.get_by_title("Passer au thème sombre").click()
    # The page of this one is in the internal edition alone (tests/test_page_de_relecture.py).
    page.evaluate("""localStorage.setItem('guide.relecture', '{"decisions":[],"brouillon":{"remarques":"x"}}')""")


def test_after_every_tool_the_page_lists_what_is_kept_and_clears_it_and_nothing_else(reader: Reader, guide: Guide):
    use_every_tool(reader, guide)
    page = reader.page
    page.evaluate(
        "(foreign) => Object.entries(foreign).forEach(([key, value]) => { localStorage.setItem(key, value); sessionStorage.setItem(key, value); })",
        FOREIGN,
    )
    page = reader.open(PAGE)
    kept = stored(page).keys() - FOREIGN.keys()
    assert kept == {each.cle for each in CONSERVES}, "a tool was not used, or keeps what the list does not say"
    assert lines(page) == dict.fromkeys((each.cle for each in CONSERVES), True)
    status = page.get_by_role("main").get_by_role("status")
    expect(status).to_have_text(f"{len(CONSERVES)} choses sont gardées en ce moment sur cet appareil.")
    row = page.locator('tr:has([data-conserve="guide.cible-vote"])')
    row.locator("summary").click()
    expect(row.locator("code")).to_have_text(re.compile(r'^\{.*"par".*\}$'))
    row.get_by_role("button", name="Effacer").click()
    expect(status).to_contain_text("Effacé : Le vote de la cible des élus.")
    expect(row).to_contain_text("Rien n’est gardé.")
    assert "guide.cible-vote" not in stored(page) and "guide-parcours" in stored(page)
    page.get_by_role("button", name=ALL).click()
    expect(status).to_have_text("Effacé. Rien n’est gardé sur cet appareil.")
    expect(status).to_be_focused()
    expect(page.get_by_role("button", name=ALL)).to_be_hidden()
    assert stored(page) == FOREIGN
    assert page.evaluate("({ ...sessionStorage })") == FOREIGN
    assert reader.complaints == []


def test_the_theme_chosen_on_this_page_is_listed_at_once(reader: Reader):
    page = reader.open(PAGE)
    page.get_by_title("Passer au thème sombre").click()
    expect(page.get_by_role("button", name="Effacer : Le thème")).to_be_visible()


def test_what_a_session_keeps_is_cleared_too_and_another_tab_is_followed(reader: Reader):
    page = reader.open(PAGE)
    page.evaluate("sessionStorage.setItem('guide-parcours', 'x'); dispatchEvent(new StorageEvent('storage'))")
    expect(page.locator("tr:has([data-conserve=guide-parcours])").get_by_role("button")).to_be_visible()
    page.get_by_role("button", name=ALL).click()
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_a_hostile_value_is_shown_as_words(reader: Reader):
    page = reader.open(PAGE)
    hostile = "<img src=x onerror=alert(1)>"
    page.evaluate("(value) => localStorage.setItem('guide.cible-vote', value)", hostile)
    page.reload()
    expect(page.locator('tr:has([data-conserve="guide.cible-vote"]) code')).to_have_text(hostile)
    assert reader.complaints == []


def test_without_javascript_the_page_says_how_to_clear(reader_of: Callable[..., Reader]):
    page = reader_of(java_script_enabled=False).open(PAGE)
    expect(page.get_by_text("ouvrez les réglages de votre navigateur")).to_be_visible()
    expect(page.locator("[data-appareil]")).to_be_hidden()
    expect(page.locator("[data-conserve]")).to_have_count(len(CONSERVES))


@pytest.mark.parametrize("refusal", ["get() { throw new Error('refused'); }", "get() { return null; }"])
def test_where_the_browser_keeps_nothing_the_page_says_so(reader: Reader, refusal: str):
    reader.page.add_init_script(
        f"for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, {{ {refusal} }})"
    )
    page = reader.open(PAGE)
    expect(page.get_by_role("main").get_by_role("status")).to_have_text(
        "Ce navigateur refuse de garder quoi que ce soit pour ce site : rien n’est gardé."
    )
    expect(page.get_by_role("button", name=ALL)).to_be_hidden()


def test_from_a_folder_the_page_clears_too(reader: Reader, public_site: Path):
    """As in the offline edition, whose pages are the same."""
    page = reader.page
    page.goto((public_site / PAGE / "index.html").as_uri())
    page.evaluate("localStorage.setItem('guide-parcours', '{}'); localStorage.setItem('autre', '1')")
    page.reload()
    assert {key: here for key, here in lines(page).items() if here} == {"guide-parcours": True}
    page.get_by_role("button", name=ALL).click()
    assert stored(page) == {"autre": "1"}
