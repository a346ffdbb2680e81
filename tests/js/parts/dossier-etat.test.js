'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts } = require('../pieces.js');

/* The part in a browser that can make things small, or cannot. */
function opened(given = {}) {
  return parts(['jour', 'memoire', 'paquets', 'dossier-etat'], { atob, btoa, CompressionStream, DecompressionStream, ...given }).dossierEtat;
}

const etat = opened();

function dossier(given = {}) {
  const one = etat.empty('Étude de mobilité');
  Object.assign(one.marche, { objet: 'Étude « mobilité » <b>', acheteur: 'region', contrat: 'marche', segment: 'etudes', montant: '85 000 €', date: '2026-12-04', ccag: 'pi', prix: '40', autres: '', exception: 'Motif à moi' });
  one.clauses = [{ id: 'temps-prevu', version: 2, note: '</script><img src=x onerror=alert(1)>' }, { id: 'trajets-sobres', version: 1, note: '' }, { id: 'locale', version: '3+region.1', note: '' }];
  one.valeurs['jours~a1b2'] = '12,5';
  one.valeurs['poids~zz9@trajets-sobres'] = '25';
  return Object.assign(one, given);
}

const plain = (value) => JSON.parse(JSON.stringify(value));

test('an address brings back what was put into it, whether the browser makes it small or not', async () => {
  for (const page of [etat, opened({ CompressionStream: undefined })]) {
    const text = await page.encode(dossier());
    assert.match(text, /^[zj][\w-]+$/);
    const found = await etat.decode(text);
    assert.equal(found.flawed, false);
    assert.deepEqual(plain(found.dossier), plain(dossier()));
  }
});

test('an address that was cut, mended by hand or blown up brings nothing, and breaks nothing', async () => {
  const text = await etat.encode(dossier());
  for (const wrong of ['', 'z', 'j', 'q123', text.slice(0, -6), 'j%%%', `j${btoa('{"a":1}')}`, `j${btoa('[1,2,3]')}`, `j${btoa('[9,"",[],[],{},{}]')}`]) assert.equal(await etat.decode(wrong), null, wrong);
  const bomb = opened({ CompressionStream });
  const huge = await bomb.encode(dossier({ nom: 'x'.repeat(1.5e6) }));
  assert.equal((await etat.decode(huge)).dossier.nom.length, 80);
  assert.ok((await etat.decode(huge)).flawed);
});

test('what is left out of an untrusted dossier is told', () => {
  let flaws = 0;
  const found = etat.read({
    nom: 12, marche: { objet: ['x'], date: '2026-13-40', ccag: 'toString', acheteur: '../x', montant: '1' },
    clauses: [{ id: 'bonne', version: 3, note: 'vu' }, { id: 'bonne', version: 1 }, { id: '../mauvaise', version: 1 }, 'x', { id: 'sans-version' }],
    valeurs: { 'jours~a1': '3', __proto__: 'x', 'pas une clé': '1', 'nombre~b2': 3, 'long~c3': 'x'.repeat(301) },
  }, () => { flaws += 1; });
  assert.deepEqual(plain(found.clauses), [{ id: 'bonne', version: 3, note: 'vu' }, { id: 'sans-version', version: 0, note: '' }]);
  assert.deepEqual(plain(found.valeurs), { 'jours~a1': '3' });
  assert.deepEqual(plain(found.marche), { objet: '', acheteur: '', contrat: '', segment: '', montant: '1', date: '', ccag: '', prix: '', autres: '', exception: '' });
  assert.ok(flaws >= 9, String(flaws));
  assert.equal(etat.read({ clauses: 'x' }, () => {}), null);
  assert.equal(etat.readAll([1], () => {}), null);
  const all = etat.readAll({ actif: 7, dossiers: [{ cle: 'a', nom: 'A', clauses: [] }, null, { cle: 'a', nom: 'B', clauses: [] }, { cle: '<b>', nom: 'C', clauses: [] }] }, () => {});
  assert.equal(all.actif, 'a');
  assert.equal(new Set(all.dossiers.map(({ cle }) => cle)).size, 3);
  assert.deepEqual(plain(all.dossiers.map(({ nom }) => nom)), ['A', 'B', 'C']);
});

test('a file says what it is, and a file of something else is not taken', () => {
  const text = etat.fileText(dossier());
  const found = etat.fromFile(text);
  assert.deepEqual(plain(found.dossier), plain(dossier()));
  assert.deepEqual([found.flawed, found.isNewer], [false, false]);
  assert.equal(etat.fromFile('{"clauses":[]}'), null);
  assert.equal(etat.fromFile('<html>'), null);
  assert.ok(etat.fromFile(text.replace('"format_version": 1', '"format_version": 2')).isNewer);
});

test('suppliers get nothing of what is the buyer’s own', () => {
  const given = etat.forSuppliers(dossier({ nom: 'Nom secret' }));
  const text = etat.fileText(given);
  for (const word of ['secret', 'onerror', '85 000', 'Motif']) assert.ok(!text.includes(word), word);
  assert.equal(given.valeurs['jours~a1b2'], '12,5');
  assert.equal(dossier().clauses[0].note.length > 0, true);
});

test('two dossiers are the same whatever the order in which their values were typed', () => {
  const other = dossier();
  other.valeurs = { 'poids~zz9@trajets-sobres': '25', 'jours~a1b2': '12,5' };
  assert.ok(etat.isSame(dossier(), other));
  other.valeurs['jours~a1b2'] = '13';
  assert.ok(!etat.isSame(dossier(), other));
});
