'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts } = require('../pieces.js');

const { notationDepart: depart, notationEtat: etat } = parts(['adresse', 'memoire', 'nombre', 'notation-etat', 'notation-depart']);

const packet = (id, points, notes = [10, 5, 5, 0]) => ({
  id, declaration: { environnementale: 'critere-environnemental' },
  critere: { libelle: id, poids: 'poids', bareme: points.map((one) => ({ points: one })), essais: notes.map((note) => ({ note })) },
});
const given = (packets, marche = {}, weights = {}) => ({
  dossier: { marche: { objet: 'Étude', prix: '40', autres: '', montant: '', ...marche } }, packets,
  valeurs: { number: ({ id }) => (id in weights ? weights[id] : 20), dire: () => ({ mots: 'vingt' }) },
});
const clause = (id, notes) => ({ id, titre: id, libelle: id, poids: 20, environnement: false, bareme: [[10, ''], [5, ''], [0, '']], essais: notes.map((note, place) => [note, `Offre ${place} (inventée) : x`, '']) });

test('a dossier gives its criteria, its points and its estimate as they were typed, and empty offers', () => {
  const state = depart.fromDossier(given([packet('a', [10, 5, 0]), packet('b', [4, 0], [3, 1, 0, 4])], { autres: '15,5', montant: '85 000' }, { b: null }));
  assert.deepStrictEqual(state.criteres.map(({ nom, poids, sur, echelons, clause: own, environnement }) => [nom, poids, sur, echelons, own, environnement]), [
    ['a', 20, 10, [10, 5, 0], 'a', true], ['b', null, 4, [], 'b', true], ['Vos autres critères', 15.5, 10, [], '', false],
  ]);
  assert.deepStrictEqual([state.objet, state.poids, state.estimation], ['Étude', 40, 85000]);
  assert.deepStrictEqual(state.offres.map(({ nom, prix, notes }) => [nom, prix, notes]), ['A', 'B', 'C'].map((letter) => [`Offre ${letter}`, null, [null, null, null]]));
  const again = depart.fromDossier(given([packet('a', [10, 0])], { prix: 'quarante', montant: '?' }, { a: NaN }));
  assert.deepStrictEqual([again.poids, again.estimation, again.criteres[0].poids], ['quarante', '?', 'vingt']);
  assert.strictEqual(depart.fromDossier(given([])), null);
});

test('what the simulator has no room for is counted', () => {
  const many = given(Array.from({ length: 9 }, (each, place) => packet(`c${place}`, [10, 0])), { autres: '5' });
  assert.deepStrictEqual([depart.fromDossier(many).criteres.length, depart.left(many)], [etat.MOST.criteres, 3]);
});

test('trial offers say that they are invented, and only the marks of the clauses part them', () => {
  const [one, other] = [clause('a', [10, 5, 5, 0]), clause('b', [5, 10, 0, 0])];
  const both = { estimation: 70000, postes: [], criteres: [depart.added(one), { ...etat.criterion(), nom: 'Autres' }, depart.added(other)] };
  const { offres, alike } = depart.trial(both, new Map([['a', one], ['b', other]]));
  assert.deepStrictEqual(offres.map(({ prix, notes }) => [prix, ...notes]), [[70000, 10, 5, 5], [70000, 5, 5, 10], [70000, 5, 5, 0], [70000, 0, 5, 0]]);
  assert.ok(offres.every(({ nom }) => nom.includes('(exemple fictif)')));
  assert.deepStrictEqual(alike, ['Autres']);
  assert.strictEqual(depart.trial({ ...both, criteres: [both.criteres[1]] }, new Map([['a', one]])), null);
  const alone = depart.fromClause(one);
  assert.deepStrictEqual([alone.poids, alone.criteres[0].poids, alone.offres.map(({ nom }) => nom)], [80, 20, [0, 1, 2, 3].map((place) => `Offre ${place} (exemple fictif) : x`)]);
});
