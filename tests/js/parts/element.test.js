'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts, tell } = require('../pieces.js');

const box = () => parts(['element']);

test('attributes that are nothing are left out, true is an empty one', () => {
  const { make } = box().element;
  const made = make('input', { id: 'a', hidden: true, disabled: false, title: null, lang: undefined, min: 0 });
  assert.deepStrictEqual([made.tag, made.attributes], ['input', { id: 'a', hidden: '', min: 0 }]);
});

test('children are elements, words or lists of them; words stay words', () => {
  const { make } = box().element;
  const inner = make('b');
  assert.deepStrictEqual(make('p', {}, 'a ', [inner, ['<b>']], null, undefined).children, ['a ', inner, '<b>']);
});

test('a button never sends a form', () => {
  const { button } = box().element;
  let clicks = 0;
  const made = button('Faire', () => { clicks += 1; }, { class: 'secondaire' });
  made.click();
  assert.deepStrictEqual([made.attributes.type, made.attributes.class, clicks], ['button', 'secondaire', 1]);
});

test('the same words said twice are another text, so that they are read twice', () => {
  const { say, status } = box().element;
  const place = status();
  assert.strictEqual(place.attributes.role, 'status');
  say(place, 'Copié.');
  const first = place.textContent;
  say(place, 'Copié.');
  assert.notStrictEqual(place.textContent, first);
  assert.strictEqual(place.textContent.trim(), 'Copié.');
  say(place, '');
  assert.strictEqual(place.textContent, '');
});

test('an answer is said when it comes, at once or later', async () => {
  const { answering } = box().element;
  for (const act of [() => 'Fait.', () => Promise.resolve('Fait.')]) {
    const { button, said } = answering('Faire', act);
    await button.click();
    assert.strictEqual(said.textContent, 'Fait.');
    assert.strictEqual(said.attributes.role, 'status');
  }
});

test('nothing is done before it is confirmed, and a key held down does not confirm', () => {
  const { confirming } = box().element;
  let done = 0;
  const place = confirming('Tout effacer', () => 'Effacer 3 lignes ?', () => { done += 1; });
  const [first] = place.children;
  first.click();
  const [question, yes, , no] = place.children;
  assert.deepStrictEqual([question, done, no.focused, yes.focused], ['Effacer 3 lignes ? ', 0, true, false]);
  no.click();
  assert.deepStrictEqual([place.children, done, first.focused], [[first], 0, true]);
  first.click();
  place.children[1].click();
  assert.deepStrictEqual([place.children, done], [[first], 1]);
});

test('fields are read at once, and again when the browser has filled them', () => {
  const { element, globals } = box();
  let reads = 0;
  element.whenFilled(() => { reads += 1; });
  assert.strictEqual(reads, 1);
  tell(globals, 'pageshow');
  assert.strictEqual(reads, 2);
});
