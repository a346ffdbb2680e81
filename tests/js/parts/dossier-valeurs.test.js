'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts } = require('../pieces.js');

const { dossierValeurs } = parts(['jour', 'nombre', 'calcul', 'valeur', 'dossier-valeurs']);

const parametre = (given) => ({ libelle: given.nom, type: 'nombre', unite: 'jours', defaut: '', min: '', max: '', calcul: '', choix: [], aide: '', bornes: '', plancher: null, ...given });
const packet = (id, parametres, given) => ({ id, titre: `Clause ${id}`, parametres: parametres.map(parametre), critere: null, penalites: [], ...given });

test('a value that means the same in two clauses is typed once', () => {
  const packets = [packet('a', [{ nom: 'reponse', libelle: 'Délai de réponse', defaut: '15' }]), packet('b', [{ nom: 'reponse', libelle: 'Délai de réponse', defaut: '15' }])];
  const key = dossierValeurs.key(packets[0], 'reponse');
  const { values, dire } = dossierValeurs.of(packets, { [key]: '20' });
  assert.equal(values.length, 1);
  assert.deepEqual(dire(packets[0], 'reponse'), { mots: '20', etat: 'choisie' });
  assert.deepEqual(dire(packets[1], 'reponse'), { mots: '20', etat: 'choisie' });
});

test('a buyer may give each clause its own value, and go back', () => {
  const packets = ['a', 'b', 'c'].map((id, place) => packet(id, [{ nom: 'minutes', libelle: 'Durée', defaut: String(30 + place) }]));
  const typed = {};
  const [shared] = dossierValeurs.of(packets, typed).values;
  Object.assign(typed, dossierValeurs.apart(shared));
  typed[`${shared.key}@b`] = '50';
  const { values, dire } = dossierValeurs.of(packets, typed);
  assert.equal(values.length, 3);
  assert.deepEqual(packets.map((one) => dire(one, 'minutes').mots), ['30', '50', '32']);
  assert.deepEqual(dossierValeurs.lost(packets, typed), []);
  dossierValeurs.together(values[1], typed).forEach((key) => { delete typed[key]; });
  assert.equal(dossierValeurs.of(packets, typed).values.length, 1);
});

test('the same name with another meaning, a weight and a penalty stay apart', () => {
  const packets = ['a', 'b'].map((id) => packet(id, [
    { nom: 'poids', libelle: 'Poids du critère', defaut: '20' }, { nom: 'plafond', libelle: 'Plafond de ces pénalités', defaut: '5' }, { nom: 'delai', libelle: `Délai ${id}`, defaut: '3' },
  ], { critere: { poids: 'poids' }, penalites: [{ montant: 'x', plafond: 'plafond' }] }));
  assert.equal(dossierValeurs.of(packets, {}).values.length, 6);
});

test('a label whose typography was mended is still the same value', () => {
  const [one, other] = ["Délai d'envoi", 'Délai d’envoi'].map((libelle, place) => packet(`c${place}`, [{ nom: 'delai', libelle }]));
  assert.equal(dossierValeurs.key(one, 'delai'), dossierValeurs.key(other, 'delai'));
});

test('a value proposed by one clause and not by the other is still to be fixed, and each text says what it knows', () => {
  const packets = [packet('a', [{ nom: 'montant', libelle: 'Montant', defaut: '400000' }]), packet('b', [{ nom: 'montant', libelle: 'Montant' }])];
  const { values, counts, dire } = dossierValeurs.of(packets, {});
  assert.equal(values[0].etat, 'vide');
  assert.deepEqual([counts.vide, counts.proposee], [1, 0]);
  assert.deepEqual(dire(packets[0], 'montant'), { mots: '400\u202f000', etat: 'proposee' });
  assert.deepEqual(dire(packets[1], 'montant'), { mots: '[montant]', etat: 'vide' });
});

test('a value that follows another follows what was typed once for all', () => {
  const packets = [packet('a', [{ nom: 'jours', libelle: 'Jours' }, { nom: 'heures', calcul: 'jours * 7' }]), packet('b', [{ nom: 'jours', libelle: 'Jours', max: '3' }])];
  const typed = { [dossierValeurs.key(packets[1], 'jours')]: '4' };
  const { values, dire, number } = dossierValeurs.of(packets, typed);
  assert.deepEqual(dire(packets[0], 'heures'), { mots: '28', etat: 'calculee' });
  assert.equal(number(packets[0], 'heures'), 28);
  assert.deepEqual(values[0].problems, [{ isFloor: false, words: 'Attendu : au plus 3\u00a0jours.', titles: ['Clause b'] }]);
});

test('a name that every object has is no value', () => {
  const one = packet('a', [{ nom: 'constructor', libelle: 'Constructeur' }]);
  assert.deepEqual(dossierValeurs.of([one], {}).dire(one, 'constructor'), { mots: '[constructeur]', etat: 'vide' });
  assert.deepEqual(dossierValeurs.of([one], {}).dire(one, 'absent'), { mots: '[absent]', etat: 'vide' });
});

test('a value that no chosen clause needs any more is named', () => {
  const one = packet('a', [{ nom: 'jours' }]);
  assert.deepEqual(dossierValeurs.lost([one], { [dossierValeurs.key(one, 'jours')]: '1', 'vieux~abc': '2' }), ['vieux~abc']);
});
