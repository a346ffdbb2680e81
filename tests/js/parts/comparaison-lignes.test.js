'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts } = require('../pieces.js');

const { comparaisonLignes } = parts(['comparaison-lignes']);
const read = (text) => comparaisonLignes.paragraphs(text);
const texts = (text) => read(text).paragraphs.map((one) => one.text);

test('a line that goes on in the middle of a sentence is of the paragraph of the one before', () => {
  const cut = 'Le titulaire remet le registre chaque\ntrimestre. Il remet les bons de pesée avec\nchaque facture au service.';
  assert.deepStrictEqual(texts(cut), [cut.replace(/\n/g, ' ')]);
  assert.strictEqual(read(cut).joined, 2);
  assert.deepStrictEqual(texts('Le registre est remis à la\nCommune de Lyon.'), ['Le registre est remis à la Commune de Lyon.']);
  assert.deepStrictEqual(texts('L’avant-\nprojet est remis.'), ['L’avant-projet est remis.']);
  assert.deepStrictEqual(texts('L’environ\u00ad\nnement compte.'), ['L’environnement compte.']);
});

test('a line cut for want of room is joined whatever it begins with, where the text has cut lines', () => {
  const cut = 'Le présent marché est passé par la communauté\nurbaine avec les entreprises qui ont remis leur\noffre avant le terme prévu, et que la Commission\nAchats a retenues.';
  assert.deepStrictEqual(texts(cut), [cut.replace(/\n/g, ' ')]);
});

test('headings, points of a list, rows, sentences and blank lines stand apart', () => {
  const text = 'Article 1 - Objet\nLe marché porte sur le nettoyage.\nIl dure un an.\n\nsans objet\n\nPreuves\n- un relevé\n- un bilan\na) un plan\n2) un suivi\nParc | 12\nMairie | 24';
  assert.deepStrictEqual(texts(text), ['Article 1 - Objet', 'Le marché porte sur le nettoyage.', 'Il dure un an.', 'sans objet', 'Preuves', 'un relevé', 'un bilan', 'a) un plan', '2) un suivi', 'Parc | 12', 'Mairie | 24']);
  assert.strictEqual(read(text).joined, 0);
});

test('the cells of a row are written as those of a file', () => {
  assert.deepStrictEqual(texts('Parc\t1 250 m²\t12\nMairie\t 300 m²\t24'), ['Parc | 1 250 m² | 12', 'Mairie | 300 m² | 24']);
});

test('marks make headings and points', () => {
  assert.deepStrictEqual(read('## Objet\n• un relevé').paragraphs, [{ text: 'Objet', level: 2, bullet: false, style: '' }, { text: 'un relevé', level: 0, bullet: true, style: '' }]);
});

test('no paragraph grows without end', () => {
  const many = texts('des mots sans fin\n'.repeat(5000));
  assert.ok(many.length > 10 && many.every((text) => text.length < 5100));
});
