'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts } = require('../pieces.js');

const { texte } = parts(['texte']);

test('numbers are grouped as French readers read them', () => {
  assert.deepStrictEqual([0, 999, 1000, 1234567].map(texte.number), ['0', '999', '1\u202f000', '1\u202f234\u202f567']);
});

test('two and more are plural, none is not', () => {
  assert.deepStrictEqual([0, 1, 2].map((count) => texte.plural(count, 'ligne prête')), ['0\u00a0ligne prête', '1\u00a0ligne prête', '2\u00a0lignes prêtes']);
  assert.strictEqual(texte.plural(1200, 'cas', 'cas'), '1\u202f200\u00a0cas');
  assert.strictEqual(texte.plural(2, 'règle s’applique', 'règles s’appliquent'), '2\u00a0règles s’appliquent');
});

test('lists end with « et »', () => {
  assert.deepStrictEqual([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(texte.list), ['', 'a', 'a et b', 'a, b et c']);
});

test('quotation marks hold to their words', () => {
  assert.strictEqual(texte.quoted('mot'), '«\u00a0mot\u00a0»');
});
