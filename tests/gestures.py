"""What a person meets who has no mouse, a narrow or enlarged screen, or settings of their own: each function returns what is wrong on the open page."""

from collections.abc import Callable

from html_page import HtmlPage
from playwright.sync_api import Page, expect

_SHARED = """
window.guideGestes = (() => {
  const FOCUSABLE = ['a[href]', 'button:not([disabled])', 'input:not([disabled]):not([type=hidden])', 'select:not([disabled])', 'textarea:not([disabled])', 'summary', 'iframe', '[tabindex]'].map((one) => `${one}:not([tabindex^="-"])`).join();
  const name = (e) => `${e.tagName.toLowerCase()}${e.id ? '#' + e.id : ''}${e.getAttribute('class') ? '.' + e.getAttribute('class').split(' ')[0] : ''} « ${(e.getAttribute('aria-label') || e.textContent || e.name || '').trim().replace(/\\s+/g, ' ').slice(0, 40)} »`;
  // A box that is drawn by its label (tabs, palette) is seen through it.
  const seen = (e) => (e.matches('input[type=radio], input[type=checkbox]') && (!e.checkVisibility({opacityProperty: true}) || e.offsetWidth <= 1) ? [...(e.labels || []), e.nextElementSibling].find((one) => one && one.matches('label') && shown(one)) || e : e);
  const shown = (e) => e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}) && !e.closest('[inert]');
  function controls() {
    const radios = new Set();
    return [...document.querySelectorAll(FOCUSABLE)].filter((e) => {
      if (!shown(e) || (e.tagName === 'SUMMARY' && e.parentElement.tagName !== 'DETAILS')) return false;
      if (e.type !== 'radio' || !e.name) return true;
      // One Tab for a group: its checked button, else any of them.
      const group = e.form ? e.form.elements[e.name] : document.querySelectorAll(`input[type=radio][name="${CSS.escape(e.name)}"]`);
      const chosen = [...group].find((one) => one.checked && shown(one));
      if (chosen) return chosen === e;
      if (radios.has(e.name)) return false;
      radios.add(e.name);
      return true;
    });
  }
  const groupOf = (e) => e.type === 'radio' && e.name ? `radio:${e.name}` : e;
  const ringed = (e) => [e, seen(e)].some((one) => { const s = getComputedStyle(one); return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1.5) || s.boxShadow !== 'none'; });
  return {FOCUSABLE, name, seen, shown, controls, groupOf, ringed};
})();
"""

_WALK = """
() => {
  const g = window.guideGestes, faults = [], met = new Set();
  const expected = g.controls();
  window.guideWalk = {
    count: expected.length, faults, met,
    step() {
      const e = document.activeElement;
      if (!e || e === document.body || e === document.documentElement) return 'out';
      if (met.has(g.groupOf(e))) return e.tagName === 'IFRAME' ? 'within' : 'again';
      met.add(g.groupOf(e));
      if (e.tagName !== 'IFRAME' && !g.ringed(e)) faults.push(`focus not seen: ${g.name(e)}`);
      const target = g.seen(e);
      const boxes = [...target.getClientRects()].filter((b) => b.width > 1 && b.height > 1);
      const inside = boxes.filter((b) => b.right > 0 && b.bottom > 0 && b.left < innerWidth && b.top < innerHeight);
      if (!inside.length) { faults.push(`focus off screen or hidden: ${g.name(e)}`); return ''; }
      // Nothing may cover the whole of it: one of nine points at least is its own.
      const own = inside.some((b) => [.1, .5, .9].some((x) => [.2, .5, .8].some((y) => {
        const at = document.elementFromPoint(Math.min(Math.max(b.left + b.width * x, 0), innerWidth - 1), Math.min(Math.max(b.top + b.height * y, 0), innerHeight - 1));
        return at && (target.contains(at) || at.contains(target) && at.closest('a, button, label, summary') === target.closest('a, button, label, summary') && at !== document.documentElement && getComputedStyle(at).position !== 'sticky' && getComputedStyle(at).position !== 'fixed');
      })));
      if (!own) faults.push(`focus covered: ${g.name(e)}`);
      return '';
    },
    end() {
      const left = g.controls().filter((e) => expected.includes(e) && !met.has(g.groupOf(e)));
      return [...faults, ...left.map((e) => `never reached: ${g.name(e)}`)];
    },
  };
  return expected.length;
}
"""


def prepare(page: Page) -> None:
    page.evaluate(_SHARED)


def walk(page: Page) -> tuple[int, list[str]]:
    """Tab from the top to the end: (number of controls met, what is wrong). A trap is a control that comes back before the end."""
    prepare(page)
    page.evaluate("document.activeElement && document.activeElement.blur(); scrollTo(0, 0)")
    count = page.evaluate(_WALK)
    assert count > 5, "nothing to walk on"
    again = 0
    for _ in range(count * 3 + 40):
        page.keyboard.press("Tab")
        said = page.evaluate("guideWalk.step()")
        if said == "out":
            break
        again = again + 1 if said == "again" else 0
        if again > 5:
            break
    return page.evaluate("guideWalk.met.size"), page.evaluate("guideWalk.end()")


SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [sheet];
}"""
"""What a reader may impose on every text (WCAG 1.4.12)."""


def overflowing(page: Page) -> list[str]:
    """The page scrolls one way only, and no text is cut."""
    prepare(page)
    return page.evaluate(
        """() => {
          const g = window.guideGestes, wide = document.documentElement.scrollWidth - innerWidth, found = [];
          if (wide > 0) found.push(`the page is ${wide} px too wide: ` + [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('svg *')).slice(0, 4).map(g.name).join(', '));
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
          for (let text; (text = texts.nextNode());) {
            const e = text.parentElement;
            if (!text.data.trim() || e.closest('svg, script, style, .guide-cache, .defile, .copie-zone') || !e.checkVisibility({visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true})) continue;
            range.selectNodeContents(text);
            const b = range.getBoundingClientRect();
            for (let a = e; a && a !== document.body; a = a.parentElement) {
              const s = getComputedStyle(a), c = a.getBoundingClientRect();
              if (s.clipPath !== 'none' || c.width <= 1) break;
              if (['hidden', 'clip'].includes(s.overflowX) && (b.right > c.right + 2 || b.left < c.left - 2) || ['hidden', 'clip'].includes(s.overflowY) && b.bottom > c.bottom + 4) { found.push(`cut: « ${text.data.trim().slice(0, 40)} » in ${g.name(a)}`); break; }
              if (['auto', 'scroll'].includes(s.overflowX)) break;
            }
          }
          return found;
        }"""
    )


def small_targets(page: Page) -> list[str]:
    """WCAG 2.5.8: 24 px, or as much room around; exempt: a link in a sentence, and what another control of the page does as well."""
    prepare(page)
    return page.evaluate(
        """() => {
          const g = window.guideGestes;
          const targets = [...document.querySelectorAll(g.FOCUSABLE)].map((e) => [e, g.seen(e)]).filter(([e, s]) => g.shown(s) && !e.closest('.guide-cache, .guide-saut'));
          const boxes = targets.map(([e, s]) => [e, s.getBoundingClientRect()]).filter(([e, b]) => b.width > 1 && b.height > 1);
          // A point of a drawing may be small where the same leads there, or lists what it counts, outside of it.
          const outside = new Set(boxes.filter(([e, b]) => !e.closest('svg') && b.height >= 20).map(([e]) => e.getAttribute('href')));
          const elsewhere = (e) => e.closest('svg') && (/^#./.test(e.getAttribute('href')) || outside.has(e.getAttribute('href')));
          const inSentence = (e) => {
            const around = e.parentElement.closest('p, li, td, dd, dt, figcaption, summary, label, span, small, h1, h2, h3, h4');
            if (!around || getComputedStyle(e).display !== 'inline') return false;
            const rest = around.closest('p, li, td, dd, dt, figcaption, h1, h2, h3, h4') || around;
            return rest.textContent.replace(/[\\s,;.:›·()]+/g, '').length > e.textContent.replace(/[\\s,;.:›·()]+/g, '').length;
          };
          // A ticked box answers on its label as well.
          const size = ([e, b]) => { const l = e.matches('input[type=radio], input[type=checkbox]') && (e.labels || [])[0]; const c = l ? l.getBoundingClientRect() : b; return [Math.max(b.width, c.width), Math.max(b.height, c.height)]; };
          const small = boxes.filter((one) => Math.min(...size(one)) < 23.5);
          const near = (one, other) => {
            const [b, c] = [one[1], other[1]], x = b.left + b.width / 2, y = b.top + b.height / 2;
            if (Math.min(...size(other)) < 23.5) return Math.hypot(x - c.left - c.width / 2, y - c.top - c.height / 2) < 23.5;
            const dx = Math.max(c.left - x, 0, x - c.right), dy = Math.max(c.top - y, 0, y - c.bottom);
            return Math.hypot(dx, dy) < 11.75;
          };
          return small.filter((one) => !inSentence(one[0]) && !elsewhere(one[0]) && boxes.some((other) => other !== one && other[0].getAttribute('href') !== (one[0].getAttribute('href') || '-') && !other[0].contains(one[0]) && !one[0].contains(other[0]) && near(one, other)))
            .map(([e, b]) => `${Math.round(b.width)} × ${Math.round(b.height)}: ${g.name(e)}`);
        }"""
    )


def moving(page: Page) -> list[str]:
    """With reduced motion, nothing lasts longer than a blink."""
    prepare(page)
    return page.evaluate(
        """() => {
          const g = window.guideGestes, seconds = (text) => Math.max(...text.split(',').map((one) => parseFloat(one) * (one.includes('ms') ? .001 : 1) || 0));
          const found = [];
          for (const e of document.querySelectorAll('body, body *')) for (const part of [null, '::before', '::after']) {
            const s = getComputedStyle(e, part);
            if (part && s.content === 'none') continue;
            if (seconds(s.transitionDuration) > .05 || (s.animationName !== 'none' && seconds(s.animationDuration) > .05)) found.push(`${g.name(e)}${part || ''} moves`);
          }
          if (getComputedStyle(document.documentElement).scrollBehavior === 'smooth') found.push('the page scrolls smoothly');
          return [...found, ...document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime > 50).map(() => 'an animation runs')];
        }"""
    )


def lost_in_forced_colours(page: Page) -> list[str]:
    """With forced colours, a control keeps its border, and what is drawn by a mask its colour."""
    prepare(page)
    return page.evaluate(
        """() => {
          const g = window.guideGestes, found = [], canvas = getComputedStyle(document.body).backgroundColor;
          for (const e of document.querySelectorAll('button, input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=range]), select, textarea')) {
            if (!g.shown(e) || e.closest('.guide-cache')) continue;
            const s = getComputedStyle(e);
            if (!['Top', 'Bottom'].every((side) => s[`border${side}Style`] !== 'none' && parseFloat(s[`border${side}Width`]) >= 1)) found.push(`without a border: ${g.name(e)}`);
          }
          for (const e of document.querySelectorAll('body *')) for (const part of [null, '::before', '::after']) {
            const s = getComputedStyle(e, part);
            if ((part && s.content === 'none') || s.maskImage === 'none' || s.display === 'none' || !g.shown(e)) continue;
            if (s.backgroundColor === canvas || s.backgroundColor === 'rgba(0, 0, 0, 0)') found.push(`a drawing as the ground: ${g.name(e)}${part || ''}`);
          }
          return found;
        }"""
    )


def undescribed_drawings(page: Page) -> list[str]:
    """A drawing says what it shows, or stands beside words that do and is hidden from those who listen."""
    prepare(page)
    return page.evaluate(
        """() => {
          const g = window.guideGestes;
          const said = (e) => (e.getAttribute('aria-label') || '').trim() || (e.getAttribute('aria-labelledby') || '').split(' ').map((id) => (document.getElementById(id) || {}).textContent || '').join(' ').trim();
          return [...document.querySelectorAll('svg, img, canvas, object')].filter((e) => !e.closest('[aria-hidden=true]') && !(e.tagName === 'IMG' && e.hasAttribute('alt')) && !(said(e) && (e.getAttribute('role') || e.tagName === 'IMG')))
            .filter((e) => !(e.closest('button, a, label') && e.closest('button, a, label').matches('[title], [aria-label]'))).map((e) => g.name(e) + ' ' + e.outerHTML.slice(0, 80));
        }"""
    )


# What opens: where, and how it is opened.


def _answers(page: Page) -> None:
    page.get_by_role("combobox").first.press_sequentially("insertion", delay=10)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")


def _menu(page: Page) -> None:
    if page.get_by_role("button", name="Menu").is_visible():
        page.get_by_role("button", name="Menu").click()
    expect(
        page.get_by_role("navigation", name="Navigation principale").get_by_role("link", name="Segments")
    ).to_be_visible()


def _tab(number: int) -> Callable[[Page], None]:
    def choose(page: Page) -> None:
        page.locator(".tabbed-labels > label").nth(number).click()
        expect(page.locator(".tabbed-block").nth(number)).to_be_visible()

    return choose


def _details(page: Page) -> None:
    page.locator("details").first.wait_for(state="attached")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def _vote(page: Page) -> None:
    page.get_by_role("button", name="Voter par points").click()
    page.locator("[data-vote=plus]").first.click()
    page.get_by_role("button", name="Remettre à zéro").click()


def _quiz(page: Page) -> None:
    for question in page.locator("[data-question]").all():
        question.get_by_role("radio").last.check()


def _checklist(page: Page) -> None:
    page.get_by_role("checkbox").nth(1).check()


def _kept(page: Page) -> None:
    for _ in range(2):  # there and back: the colours are those that were asked for
        page.locator("[title^='Passer au thème']:visible").click()
    page.get_by_role("button", name="Effacer : Le thème").click()


def _nothing_left(page: Page) -> None:
    page.get_by_label("Montant estimé").fill("1")


def _at(address: str) -> Callable[[dict[str, HtmlPage]], str]:
    return lambda pages: address


def _of(below: str, part: str) -> Callable[[dict[str, HtmlPage]], str]:
    return lambda pages: next(
        address for address, page in sorted(pages.items()) if address.startswith(below) and part in page.html
    )


STATES: dict[str, tuple[Callable[[dict[str, HtmlPage]], str], Callable[[Page], None]]] = {
    "answers open": (_at("guide/"), _answers),
    "menu open": (_at("cas/"), _menu),
    "second tab": (_of("clauses/", '<div class="tabbed-labels'), _tab(1)),
    "third tab": (_of("clauses/", '<div class="tabbed-labels'), _tab(2)),
    "facets open": (_at("recherche/?q=insertion"), _details),
    "vote, and its question before erasing": (_at("outils/cible-elus/"), _vote),
    "answered questions": (_of("parcours/nouvel-arrivant/", "data-question"), _quiz),
    "progress to erase": (_at("parcours/nouvel-arrivant/"), _details),
    "ticked checklist": (_at("fournisseurs/dossier/mobilier/"), _checklist),
    "what is kept, cleared": (_at("confidentialite/"), _kept),
    "filtered rules": (_at("obligations/"), _nothing_left),
}
