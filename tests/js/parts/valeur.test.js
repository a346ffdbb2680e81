'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts } = require('../pieces.js');

const { valeur } = parts(['jour', 'nombre', 'calcul', 'valeur']);

const of = (given) => valeur.of({ nom: 'x', libelle: 'Heures', type: 'nombre', unite: 'heures', defaut: '', min: '', max: '', calcul: '', choix: [], ...given });

test('a value says what is proposed as a reader would type it', () => {
  assert.equal(of({ defaut: '1500' }).proposed, '1\u202f500');
  assert.equal(of({ type: 'annee', defaut: '2029' }).proposed, '2029');
  assert.match(of({ type: 'date', defaut: '2029-03-01' }).proposed, /^1er\smars\s2029$/);
  assert.equal(of({ type: 'texte', defaut: '1500' }).proposed, '1500');
});

test('what the law asks is told apart from what the guide advises', () => {
  const value = of({ min: '5', max: '40', plancher: '3' });
  assert.deepEqual(valeur.problem(value, '2'), { isFloor: true, words: 'Inférieur au minimum légal : 3\u00a0heures' });
  assert.deepEqual(valeur.problem(value, '4'), { isFloor: false, words: 'Attendu : entre 5 et 40\u00a0heures.' });
  assert.equal(valeur.problem(value, '5'), null);
  assert.equal(valeur.problem(value, ''), null);
});

test('values that follow others are worked out, and a chosen one stays beside its sum', () => {
  const values = [of({ nom: 'jours', defaut: '4' }), of({ nom: 'heures', calcul: 'jours * 7' })];
  valeur.workOut(values, new Map());
  assert.equal(values[1].proposed, '28');
  valeur.workOut(values, new Map([['jours', '2,5'], ['heures', '10']]));
  assert.equal(values[1].proposed, '17,5');
  assert.equal(valeur.held(values[1], new Map([['heures', '10']])), '10');
  valeur.workOut(values, new Map([['jours', 'beaucoup']]));
  assert.equal(values[1].proposed, '');
});

test('a link brings a value of its kind, and no other', () => {
  assert.ok(valeur.accepts(of({}), '12,5'));
  assert.ok(!valeur.accepts(of({}), 'douze'));
  assert.ok(!valeur.accepts(of({ type: 'texte' }), 'x'.repeat(301)));
  assert.ok(!valeur.accepts(of({ type: 'choix', choix: ['a', 'b'] }), 'c'));
  assert.ok(!valeur.accepts(of({ type: 'date' }), 'demain'));
  assert.ok(!valeur.accepts(of({}), 12));
});

test('what is still to be fixed stands by its label, and initials keep their capitals', () => {
  assert.equal(valeur.short(of({})), '[heures]');
  assert.equal(valeur.short(of({ libelle: 'CO2 évité' })), '[CO2 évité]');
});
