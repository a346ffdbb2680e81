'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts, vectors } = require('../pieces.js');

const { calcul, nombre } = parts(['nombre', 'calcul']);
const { nombres, formules, suites } = vectors('calculs');
const known = (values) => new Map(Object.entries(values).map(([name, value]) => [name, Number(value)]));

test('the numbers of records are read as Python reads them', () => {
  for (const { texte, nombre: value } of nombres) assert.strictEqual(calcul.number(texte), value === null ? NaN : Number(value), texte);
});

test('a formula is worked out and written as Python does', () => {
  for (const { formule, valeurs, resultat } of formules) {
    const value = calcul.evaluate(formule, known(valeurs));
    assert.strictEqual(Number.isNaN(value) ? null : nombre.write(calcul.rounded(value)), resultat, formule);
  }
});

test('values that follow one another are worked out in whatever order they stand', () => {
  for (const { formules: table, valeurs, resultats } of suites) {
    const found = known(valeurs);
    calcul.follow(new Map(Object.entries(table)), found);
    assert.deepStrictEqual(Object.fromEntries(found), Object.fromEntries([...known(valeurs), ...known(resultats)]));
  }
});

test('what no number is goes no further', () => {
  assert.ok(Number.isNaN(calcul.evaluate('a', new Map([['a', NaN]]))));
  assert.ok(Number.isNaN(calcul.evaluate('a', new Map([['a', Infinity]]))));
});
