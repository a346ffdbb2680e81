'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts } = require('../pieces.js');

const KNOWN = ['classique', 'pente-reglable'];
const STATE = {
  objet: 'Étude & conseil',
  formule: 'pente-reglable',
  expression: '',
  reglages: { n: 2.5 },
  poids: 40,
  estimation: 55000,
  criteres: [
    { nom: 'Méthode, équipe', poids: 45, sur: 20, environnement: false, maximum: true, echelons: [] },
    { nom: 'Air * eau', poids: 15, sur: 10, environnement: true, maximum: false, echelons: [10, 7.5, 0] },
  ],
  offres: [
    { nom: 'A', prix: 48000.5, notes: [12.5, 7.5], compte: true },
    { nom: 'B', prix: null, notes: [null, 0], compte: false },
  ],
};

/* The part, on the page of this query. */
function at(search) {
  const written = [];
  const location = { pathname: '/outil/', search, hash: '', href: `https://guide.test/outil/${search}` };
  const history = { replaceState: (state, title, address) => written.push(address), pushState() {} };
  const { notationEtat, adresse } = parts(['adresse', 'memoire', 'notation-etat'], { location, history });
  return { ...notationEtat, adresse, written };
}

test('the address alone gives a state back, and is readable', () => {
  const page = at('');
  page.adresse.write(page.toPairs(STATE));
  const [address] = page.written;
  assert.match(
    address,
    /&formule=pente-reglable&poids=40&estimation=55000&reglage=n\*2\.5&critere=M%C3%A9thode,\+%C3%A9quipe\*45\*20\*m&/,
  );
  const again = at(address.slice(address.indexOf('?'))).fromAddress(KNOWN);
  const expected = JSON.parse(JSON.stringify(STATE));
  expected.criteres[1].nom = 'Air eau'; // the mark that parts the fields
  assert.deepStrictEqual(JSON.parse(JSON.stringify(again)), expected);
});

test('a formula that was typed travels too', () => {
  const page = at('');
  page.adresse.write(page.toPairs({ ...STATE, formule: page.LIBRE, expression: 'N × (Pmin / P)^2' }));
  const again = at(page.written[0].slice(page.written[0].indexOf('?'))).fromAddress(KNOWN);
  assert.deepStrictEqual([again.formule, again.expression], ['libre', 'N × (Pmin / P)^2']);
});

test('an address that says nothing gives nothing', () => {
  assert.strictEqual(at('').fromAddress(KNOWN), null);
  assert.strictEqual(at('?autre=1').fromAddress(KNOWN), null);
});

test('what is hostile, wrong or too much is left out', () => {
  const page = at(
    '?formule=constructor&poids=1e3&estimation=-5&reglage=__proto__*1&reglage=n*x' +
      '&critere=<b>*200*0*e*5*x*5*3&offre=A*abc**9*1&offre=B*5*x',
  );
  const found = page.fromAddress(KNOWN);
  assert.deepStrictEqual(
    [found.formule, found.poids, found.estimation, Object.keys(found.reglages)],
    ['classique', 0, null, []],
  );
  assert.deepStrictEqual(found.criteres, [
    { nom: '<b>', poids: 0, sur: 10, environnement: true, maximum: false, echelons: [5, 3] },
  ]);
  assert.deepStrictEqual(found.offres, [
    { nom: 'A', prix: null, notes: [9], compte: true },
    { nom: 'B', prix: 5, notes: [null], compte: false },
  ]);
  const many = page.read({ criteres: Array(30).fill({}), offres: Array(30).fill({ nom: 'x'.repeat(500) }) }, KNOWN);
  assert.deepStrictEqual([many.criteres.length, many.offres.length, many.offres[0].nom.length], [7, 10, 80]);
  for (const found of [undefined, null, 'x', [], { criteres: [] }, { offres: [], criteres: {} }])
    assert.strictEqual(page.read(found, KNOWN), null);
});

test('a new offer takes the first free letter, with a mark for each criterion', () => {
  const page = at('');
  const state = { ...STATE, offres: [{ nom: 'Offre A' }, { nom: 'Offre C' }] };
  assert.deepStrictEqual(page.offer(state), { nom: 'Offre B', prix: null, notes: [null, null], compte: true });
});

test('two states are the same when they say the same', () => {
  const page = at('');
  assert.ok(page.same(STATE, JSON.parse(JSON.stringify(STATE))));
  assert.ok(!page.same(STATE, { ...STATE, poids: 41 }));
});
