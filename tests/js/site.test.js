'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { Element, dateAt, page } = require('./faux-document.js');
const { parts, run } = require('./pieces.js');

function start(document, given = {}) {
  run('tools/site', parts(['element', 'texte', 'jour', 'memoire'], { document, ...given }).globals);
}

function menu() {
  const button = new Element('button', { matches: ['.guide-entete__menu'] });
  button.hidden = true;
  button.setAttribute('aria-expanded', 'false');
  const nav = new Element('nav', { matches: ['#guide-nav'] });
  const document = page([button, nav]);
  start(document);
  return { button, nav, document };
}

test('the menu button shows itself only when its script runs', () => {
  assert.strictEqual(menu().button.hidden, false);
});

test('the menu opens, closes, and says which', () => {
  const { button, nav } = menu();
  button.listeners.click();
  assert.ok(nav.classList.names.has('ouvert'));
  assert.strictEqual(button.getAttribute('aria-expanded'), 'true');
  button.listeners.click();
  assert.ok(!nav.classList.names.has('ouvert'));
  assert.strictEqual(button.getAttribute('aria-expanded'), 'false');
});

test('Escape closes the open menu and gives the focus back, and does nothing to a closed one', () => {
  const { button, nav, document } = menu();
  document.listeners.keydown({ key: 'Escape' });
  assert.strictEqual(button.focused, false);
  button.listeners.click();
  document.listeners.keydown({ key: 'a' });
  assert.ok(nav.classList.names.has('ouvert'));
  document.listeners.keydown({ key: 'Escape' });
  assert.ok(!nav.classList.names.has('ouvert'));
  assert.strictEqual(button.focused, true);
});

test('a page without a menu is left alone', () => {
  start(page([]));
});

test('a reading is overdue the day after its term, not the day itself', () => {
  const due = (day) => new Element('p', { dataset: { echeance: day }, matches: ['[data-echeance]'] });
  const [past, today, future] = [due('2026-11-21'), due('2026-11-22'), due('2026-11-23')];
  start(page([past, today, future]), { Date: dateAt('2026-11-22') });
  assert.deepStrictEqual([past, today, future].map((element) => element.textContent), [' Relecture en retard.', '', '']);
  assert.ok(past.classList.names.has('en-retard'));
});

test('a law is to come until its day', () => {
  const from = (day) => new Element('span', { dataset: { jour: day }, text: day, matches: ['[data-jour]'] });
  const [today, tomorrow] = [from('2026-11-22'), from('2026-11-23')];
  start(page([today, tomorrow]), { Date: dateAt('2026-11-22') });
  assert.deepStrictEqual([today.textContent, tomorrow.textContent], ['2026-11-22', '2026-11-23 (à venir)']);
});
