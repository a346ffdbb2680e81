'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const root = path.join(__dirname, '..', '..');
const { read } = require(path.join(root, 'docs/assets/js/search/reading.js'));
const vectors = JSON.parse(fs.readFileSync(path.join(root, 'tests/search/lectures.json'), 'utf-8'));
const DIVISIONS = ['03', '09', '30', '72', '79'];

test('the browser reads in a query what the shared vectors say', () => {
  assert.ok(vectors.length >= 30);
  for (const { texte, lu, montants, codes, question } of vectors) {
    assert.deepStrictEqual(read(texte, DIVISIONS), { text: lu, amounts: montants, codes, isQuestion: question }, texte);
  }
});

test('a long text is read to its four hundredth character', () => {
  assert.strictEqual(read('a'.repeat(399) + 'bc', DIVISIONS).text, 'a'.repeat(399) + 'b');
});
