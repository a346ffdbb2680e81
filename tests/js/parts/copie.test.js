'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { page } = require('../faux-document.js');
const { parts } = require('../pieces.js');

class ClipboardItem {
  constructor(flavours) {
    this.flavours = flavours;
  }
}

/* A document whose copy command works or not; `set` is what a copy event was given. */
function commanding(works) {
  const document = page([]);
  const set = {};
  document.execCommand = (name) => {
    if (works) document.listeners.copy({ clipboardData: { setData: (type, value) => { set[type] = value; } }, preventDefault() {} });
    return name === 'copy' && works;
  };
  return { document, set };
}

const box = (given) => parts(['element', 'copie'], given).copie;

test('a plain text goes through the clipboard interface', async () => {
  const written = [];
  await box({ navigator: { clipboard: { writeText: async (text) => { written.push(text); } } } }).write('mots');
  assert.deepStrictEqual(written, ['mots']);
});

test('a rich text goes by the old command, which keeps it as it is', async () => {
  const { document, set } = commanding(true);
  await box({ document, navigator: { clipboard: { write: () => assert.fail() } }, window: { ClipboardItem } }).write('mots', '<p>mots</p>');
  assert.deepStrictEqual(set, { 'text/plain': 'mots', 'text/html': '<p>mots</p>' });
});

test('where the old command is gone, a rich text goes through the interface as both', async () => {
  const written = [];
  const { document } = commanding(false);
  const copie = box({ document, navigator: { clipboard: { write: async (items) => { written.push(...items); } } }, window: { ClipboardItem } });
  await copie.write('mots', '<p>mots</p>');
  const { flavours } = written[0];
  assert.deepStrictEqual(Object.keys(flavours), ['text/plain', 'text/html']);
  assert.strictEqual(await flavours['text/html'].text(), '<p>mots</p>');
  assert.strictEqual(await flavours['text/plain'].text(), 'mots');
});

for (const [name, given] of [
  ['on plain http', { window: { isSecureContext: false }, navigator: { clipboard: { writeText: () => assert.fail() } } }],
  ['without the interface', {}],
  ['where the interface refuses', { navigator: { clipboard: { writeText: () => Promise.reject(new Error('no')), write: () => Promise.reject(new Error('no')) } }, window: { ClipboardItem } }],
  ['where HTML cannot be written otherwise', { navigator: { clipboard: { writeText: async () => {} } } }],
]) {
  test(`${name}, the old command copies both, and nothing is left in the page`, async () => {
    const { document, set } = commanding(true);
    const focused = { focus: () => { focused.back = true; } };
    document.activeElement = focused;
    await box({ document, ...given }).write('mots', '<p>mots</p>');
    assert.deepStrictEqual(set, { 'text/plain': 'mots', 'text/html': '<p>mots</p>' });
    const [area] = document.made;
    assert.deepStrictEqual([area.value, area.selected, area.removed, focused.back, document.listeners.copy], ['mots', true, true, true, undefined]);
  });
}

test('the old command is tried at once: after a moment the browser forgets the click', () => {
  const { document, set } = commanding(true);
  box({ document }).write('mots');
  assert.deepStrictEqual(set, { 'text/plain': 'mots' });
});

test('what both ways refuse is refused', async () => {
  const write = () => Promise.reject(new Error('no'));
  await assert.rejects(box({ document: commanding(false).document, navigator: { clipboard: { write } }, window: { ClipboardItem } }).write('mots', '<p>'));
  const { document } = commanding(false);
  await assert.rejects(box({ document }).write('mots'));
  document.execCommand = () => { throw new Error('forbidden'); };
  await assert.rejects(box({ document }).write('mots'));
});

test('a button says that it copied, or that it was refused', async () => {
  const written = [];
  const { button, said } = box({ navigator: { clipboard: { writeText: async (text) => { written.push(text); } } } }).button('Copier', () => 'mots', { done: 'Copié, avec sa référence.' });
  await button.click();
  assert.deepStrictEqual([written, said.textContent], [['mots'], 'Copié, avec sa référence.']);
  const refused = box(commanding(false)).button('Copier', () => ({ text: 'mots', html: '<p>' }));
  await refused.button.click();
  assert.match(refused.said.textContent, /refusée/);
});
