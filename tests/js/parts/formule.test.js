'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts, vectors } = require('../pieces.js');

const { formule } = parts(['adresse', 'formule']);
const { expressions } = vectors('notation');

const given = (valeurs) => Object.assign(Object.create(null), valeurs);

for (const { ecrit, valeurs, valeur, erreur } of expressions) {
  test(`« ${ecrit.slice(0, 30)} » ${erreur ? 'is refused' : 'is worked out'}`, () => {
    if (erreur)
      assert.throws(
        () => formule.read(ecrit).value(given(valeurs)),
        (error) => error.message.includes(erreur),
      );
    else assert.ok(Math.abs(formule.read(ecrit).value(given(valeurs)) - valeur) < 1e-9);
  });
}

test('what a formula reads is named once, in its order', () => {
  assert.deepStrictEqual(formule.read('N × (a + b × (Pmoy − P) / Pmoy)').names, ['N', 'a', 'b', 'Pmoy', 'P']);
});

test('a formula is never run as a script', () => {
  for (const text of ['alert(1)', 'this', 'P["x"]', '`x`', '() => 1', 'globalThis.x', '__proto__'])
    assert.throws(() => formule.read(text).value({ P: 1 }), text);
});
