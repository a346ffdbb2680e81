'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');

const root = path.join(__dirname, '..', '..');
const { fold, locatedTokens, tokens } = require(path.join(root, 'docs/assets/js/search/normalise.js'));
const vectors = JSON.parse(fs.readFileSync(path.join(root, 'tests/search/vecteurs.json'), 'utf-8'));

test('the browser says what the shared vectors say', () => {
  assert.ok(vectors.length >= 80, `${vectors.length} vectors`);
  for (const { texte, jetons } of vectors) {
    const found = tokens(texte).map((token) => [token.text, ...token.terms]);
    assert.deepStrictEqual(found, jetons, texte);
  }
});

test('places are those of the text, whatever folding does to its length', () => {
  const text = 'Maîtrise d’œuvre décidée : CO₂, 40 000 €';
  const words = locatedTokens(text).map(({ start, end }) => text.slice(start, end));
  assert.deepStrictEqual(words, ['Maîtrise', 'œuvre', 'décidée', 'CO₂', '40 000']);
});

test('a letter written in two code points folds like one', () => {
  assert.strictEqual(fold('e\u0301tude'), 'etude');
});
