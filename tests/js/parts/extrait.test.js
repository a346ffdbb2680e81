'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts } = require('../pieces.js');

const { extrait } = parts(['extrait']);

/* The little of an element that this part reads. */
function node(tag, attributes, ...children) {
  const answers = (simple) => {
    const [, name, kind, attribute, value] = /^([a-z0-9]*)(?:\.([a-z-]+))?(?:\[([a-z-]+)=([a-z]+)\])?$/.exec(simple);
    return (!name || name === tag) && (!kind || (attributes.class || '').split(' ').includes(kind)) && (!attribute || attributes[attribute] === value);
  };
  const made = {
    nodeType: 1,
    childNodes: children.map((child) => (typeof child === 'string' ? { nodeType: 3, data: child } : child)),
    matches: (selectors) => selectors.split(', ').some(answers),
    getAttribute: (name) => attributes[name] ?? null,
  };
  made.children = made.childNodes.filter((child) => child.nodeType === 1);
  const below = (name, from) => from.children.flatMap((child) => [...(child.matches(name) ? [child] : []), ...below(name, child)]);
  return Object.defineProperties(made, { rows: { get: () => below('tr', made) }, cells: { get: () => made.children } });
}

const p = (...words) => node('p', {}, ...words);
const li = (...words) => node('li', {}, ...words);
const around = 'margin-top:6pt;margin-bottom:6pt';

test('a paragraph keeps its words, not the margins of the page, nor its look', () => {
  const place = node('span', { class: 'champ', 'data-etat': 'choisie' }, '12\u202f000');
  const { text, html } = extrait.of([p('Au moins\n  ', place, ' euros & ', node('strong', {}, '<plus>'), '.')], 3);
  assert.strictEqual(text, 'Au moins 12\u202f000 euros & <plus>.');
  assert.strictEqual(html, `<p style="${around}">Au moins 12\u202f000 euros &amp; <b>&lt;plus&gt;</b>.</p>`);
});

test('what is still to be fixed is highlighted, and nothing else is', () => {
  const { html } = extrait.of([p(node('span', { 'data-etat': 'vide' }, '[délai]'), ' et ', node('span', { 'data-etat': 'proposee' }, '5'))], 3);
  assert.match(html, /<span style="background:yellow;mso-highlight:yellow">\[délai\]<\/span> et 5</);
  assert.strictEqual(html.split('background').length, 2);
});

test('lists keep their numbers, letters and bullets, one inside another', () => {
  const list = node('ol', { start: '3' }, li('Trois :', node('ol', { type: 'a' }, li('un ;'), li('deux.', node('ul', {}, li('encore'))))), li('Quatre'));
  const { text, html } = extrait.of([list, node('ul', {}, li('seul'))], 3);
  assert.strictEqual(text, '3. Trois :\n   a) un ;\n   b) deux.\n      - encore\n4. Quatre\n\n- seul');
  assert.strictEqual(html, '<ol start="3"><li>Trois :<ol type="a"><li>un ;</li><li>deux.<ul><li>encore</li></ul></li></ol></li><li>Quatre</li></ol><ul><li>seul</li></ul>');
});

test('a scale is a table, and lines whose columns stand under one another', () => {
  const row = (tag, ...cells) => node('tr', {}, ...cells.map((cell) => node(tag, {}, cell)));
  const table = node('table', {}, node('thead', {}, row('th', 'Points', 'Attendu')), node('tbody', {}, row('td', '4', 'Tout'), row('td', '10', 'Rien')));
  const { text, html } = extrait.of([node('div', {}, table)], 3);
  assert.strictEqual(text, 'Points   Attendu\n4        Tout\n10       Rien');
  assert.match(html, /^<table border="1"[^>]*><tr><th style="border:1px[^"]*">Points<\/th>/);
  assert.doesNotMatch(html, /class|background/);
});

test('headings follow the level, and what only a page can use stays there', () => {
  const found = extrait.of([node('div', {}, node('h3', {}, 'Dans le RC'), node('button', {}, 'Copier'), node('span', { role: 'status' }, 'Copié.'), node('p', { class: 'clause-article' }, 'Critère'), p(' '))], 3);
  assert.strictEqual(found.text, 'Dans le RC\n\nCritère');
  assert.strictEqual(found.html, `<h3 style="${around}">Dans le RC</h3><h4 style="${around}">Critère</h4>`);
});

test('extracts follow one another, and a note stands in small letters', () => {
  const found = extrait.joined([extrait.heading('Titre <1>', 2), extrait.note('[bilan@2] & fin')]);
  assert.strictEqual(found.text, 'Titre <1>\n\n[bilan@2] & fin');
  assert.strictEqual(found.html, `<h2 style="${around}">Titre &lt;1&gt;</h2><p style="${around};font-size:8pt">[bilan@2] &amp; fin</p>`);
});
