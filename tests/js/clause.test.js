'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { Element, page } = require('./faux-document.js');
const { parts, run } = require('./pieces.js');

const MENTION = 'Clause bilan, version 1 du 1er octobre 2026. https://guide.test/clauses/bilan/ — proposition.';

function clause({ data = {}, globals = {} } = {}) {
  const dataset = { valeur: 'heures', type: 'nombre', defaut: '120', choix: '', min: '', max: '', ...data };
  const cell = new Element('dd', { dataset, matches: ['[data-valeur]'] });
  cell.previousElementSibling = new Element('dt', { text: 'Nombre d’heures' });
  const places = [1, 2].map(() => new Element('span', { text: 'à fixer', matches: ['[data-champ="heures"]'] }));
  const text = new Element('div', { text: 'Au moins 120 heures.\n', matches: ['.clause-texte'] });
  const mention = new Element('p', { text: ` ${MENTION} `, matches: ['.mention'] });
  const actions = new Element('p', { matches: ['.actions'] });
  const document = page([cell, ...places, text, mention, actions]);
  run('tools/clause', parts(['element', 'jour', 'nombre', 'copie'], { document, ...globals }).globals);
  const [button, said] = [actions.children[0], actions.children.at(-1)];
  return { cell, places, actions, button, said, document, field: cell.children[0] };
}

function typed(value, data) {
  const { field, places } = clause({ data });
  field.value = value;
  field.listeners.input();
  return places.map((place) => place.textContent);
}

test('a page that is not a clause is left alone', () => {
  run('tools/clause', parts(['element', 'jour', 'nombre', 'copie'], { document: page([]) }).globals);
});

test('a value becomes a field with its label and its default', () => {
  const { cell, field } = clause();
  const [label] = cell.previousElementSibling.children;
  assert.deepStrictEqual([field.tag, field.type, field.value, field.id], ['input', 'text', '120', 'valeur-heures']);
  assert.deepStrictEqual([label.attributes.for, label.textContent], ['valeur-heures', 'Nombre d’heures']);
});

test('a default stays as it is written', () => {
  assert.strictEqual(clause({ data: { defaut: '1 500,5' } }).field.value, '1 500,5');
});

test('what is typed stands in every place, as a French reader writes it', () => {
  assert.deepStrictEqual(typed('12345,5'), ['12\u202f345,5', '12\u202f345,5']);
  assert.deepStrictEqual(typed('2026-08-01', { type: 'date' }), ['1er août 2026', '1er août 2026']);
  assert.deepStrictEqual(typed('la cartographie', { type: 'texte' }), ['la cartographie', 'la cartographie']);
});

test('zero is a value', () => {
  assert.deepStrictEqual(typed('0'), ['0', '0']);
});

test('an emptied field gives the first words back', () => {
  assert.deepStrictEqual(typed(''), ['à fixer', 'à fixer']);
});

test('a choice offers what the clause declares', () => {
  const { field } = clause({ data: { type: 'choix', choix: 'sur place|en atelier', defaut: 'en atelier' } });
  const offered = field.children.map((option) => [option.textContent, option.attributes.value]);
  assert.strictEqual(field.tag, 'select');
  assert.deepStrictEqual(offered, [['sur place', 'sur place'], ['en atelier', 'en atelier']]);
  assert.strictEqual(field.value, 'en atelier');
});

test('what is copied ends with where it comes from', async () => {
  const written = [];
  const navigator = { clipboard: { writeText: async (text) => { written.push(text); } } };
  const { button, said } = clause({ globals: { navigator } });
  button.listeners.click();
  await new Promise(setImmediate);
  assert.deepStrictEqual(written, [`Au moins 120 heures.\n\n${MENTION}\n`]);
  assert.match(said.textContent, /^Copié/);
  assert.strictEqual(said.getAttribute('role'), 'status');
});

test('a refused copy is said', async () => {
  const navigator = { clipboard: { writeText: () => Promise.reject(new Error('no')) } };
  const { button, said } = clause({ globals: { navigator } });
  button.listeners.click();
  await new Promise(setImmediate);
  assert.match(said.textContent, /refusée/);
});

for (const [works, words] of [[true, /^Copié/], [false, /refusée/]]) {
  test(`without the clipboard interface an old way is tried (${works ? 'it works' : 'it fails'})`, async () => {
    const { button, said, document } = clause({ globals: { window: { isSecureContext: false } } });
    document.execCommand = (name) => name === 'copy' && works;
    button.listeners.click();
    await new Promise(setImmediate);
    const area = document.made.find((element) => element.tag === 'textarea');
    assert.ok(area.value.endsWith(`${MENTION}\n`));
    assert.ok(area.selected && area.removed, 'nothing is left in the page');
    assert.match(said.textContent, words);
  });
}
