'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts } = require('../pieces.js');

const { comparaisonValeurs: valeurs } = parts(['ressemblance', 'nombre', 'jour', 'comparaison-valeurs']);

/* What changes in value, and what is only written otherwise. */
const changes = (before, after) => {
  const { gone, come } = valeurs.changed(before, after);
  return [gone, come];
};
const rewritten = (before, after) => {
  assert.deepStrictEqual(changes(before, after), [[], []], `${before} / ${after}`);
  return valeurs.changed(before, after).rewritten.length;
};

test('numbers in letters are numbers', () => {
  assert.deepStrictEqual(changes('La durée est de trois ans.', 'La durée est de quatre ans.'), [['trois ans'], ['quatre ans']]);
  assert.deepStrictEqual(changes('un délai d’un mois', 'un délai de deux mois'), [['un mois'], ['deux mois']]);
  assert.deepStrictEqual(changes('trois (3) ans', 'quatre (4) ans'), [['trois (3) ans'], ['quatre (4) ans']]);
  assert.deepStrictEqual(changes('Une pénalité est due pour un bien neuf.', 'La pénalité est due pour le bien.'), [[], []]);
  assert.deepStrictEqual(changes('Un récent décret.', 'Le décret.'), [[], []]);
});

test('the same value written otherwise is said as such, and is no change', () => {
  for (const [before, after] of [
    ['8 jours', 'huit jours'], ['trois (3) ans', '3 ans'], ['vingt et un jours', '21 jours'], ['quatre-vingt-dix-sept points', '97 points'], ['mille deux cents euros', '1 200 €'],
    ['15/09/2026', '15 septembre 2026'], ['1er mars 2026', '01/03/2026'], ['2026-03-01', '1.3.2026'], ['85.000,50 euros', '85 000,50 €'], ['2 millions d’euros', '2 000 000 €'], ['1,5 M€', '1 500 000 €'],
    ['12h00', '12 h'], ['48 heures', '48 h'], ['20 pour cent', '20 %'], ['12.5 %', '12,5 %'], ['100 € hors taxes', '100 € HT'], ['L. 2193-4', 'L2193-4'],
  ]) assert.strictEqual(rewritten(before, after), 1, `${before} / ${after}`);
  assert.strictEqual(rewritten('1 500 €', '1\u202f500 €'), 0);
});

test('what a unit counts changes the value', () => {
  for (const [before, after] of [
    ['10 jours ouvrés', '10 jours calendaires'], ['10 jours', '10 jours ouvrés'], ['10 jours ouvrés', '10 jours ouvrables'], ['100 €', '100 € HT'], ['100 € HT', '100 € TTC'], ['10 jours', '10 mois'], ['12 septembre 2026', '12 octobre 2026'],
    ['septembre 2026', 'octobre 2026'], ['12h00', '17h30'],
  ]) assert.deepStrictEqual(changes(before, after), [[before], [after]]);
});

test('articles of law, references and telephone numbers are whole', () => {
  assert.deepStrictEqual(changes('L. 2193-4 et R. 2111-7, n° 2026-014, 06 12 34 56 78', 'L. 2193-5 et R. 2111-8, n° 2027-001, 06 12 34 56 79'),
    [['L. 2193-4', 'R. 2111-7', 'n° 2026-014', '06 12 34 56 78'], ['L. 2193-5', 'R. 2111-8', 'n° 2027-001', '06 12 34 56 79']]);
  const words = 'Selon L. 2193-4, le 12/06/2026 à 17h30, 85 000,50 € (06 12 34 56 78).'.match(valeurs.TOKEN).filter((word) => word.trim());
  assert.deepStrictEqual(words, ['Selon', 'L. 2193-4', ',', 'le', '12/06/2026', 'à', '17h30', ',', '85 000,50', '€', '(', '06 12 34 56 78', ')', '.']);
  assert.strictEqual('« L’eau\u00a0: 1 250,5 m². L. 2193-4 ; le 3.'.match(valeurs.TOKEN).join(''), '« L’eau\u00a0: 1 250,5 m². L. 2193-4 ; le 3.');
});

test('a paragraph is read without its own number', () => {
  assert.strictEqual(valeurs.unnumbered('Article 5 - Pénalités'), 'Pénalités');
  assert.strictEqual(valeurs.unnumbered('12 arbres sont plantés.'), '12 arbres sont plantés.');
});
