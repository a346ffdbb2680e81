'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { parts } = require('../pieces.js');

const root = path.join(__dirname, '..', '..', '..');
const { regles } = parts(['texte', 'adresse', 'regles']);

/* The data of the guide, written by the build's own code. */
const python = process.env.PYTHON || 'python3';
const data = JSON.parse(execFileSync(python, ['-c', 'import json, sys\nfrom pathlib import Path\nfrom macros.read.guide import load_guide\nfrom macros.views.achat import donnees\njson.dump(donnees(load_guide(Path(".")).catalog), sys.stdout)'], { cwd: root, encoding: 'utf-8', maxBuffer: 1 << 26 }));

const [head, ...lines] = fs.readFileSync(path.join(root, 'tests', 'vecteurs', 'regles.tsv'), 'utf-8').trim().split('\n').filter((line) => !line.startsWith('#')).map((line) => line.split('\t'));
const rows = lines.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index]])));
const SUBJECTS = ['procedure', 'publicite', 'delai', 'profil', 'lots', 'condition', 'critere', 'sociale'];
const number = (text) => (text ? Number(text.replace(',', '.')) : null);
const split = (text) => text.split(' ').filter(Boolean).sort();

test('the browser answers a purchase as Python does', () => {
  assert.ok(rows.length >= 120);
  const asserted = new Set(rows.flatMap((row) => SUBJECTS.flatMap((subject) => split(row[subject])).map((name) => name.replace('?', ''))));
  for (const row of rows) {
    const found = regles.answer(data, { ...row, montant: number(row.montant), lot: number(row.lot) });
    const holding = Object.entries(found).filter(([, one]) => one.state !== 'non').map(([name, one]) => (one.state === 'oui' ? name : `${name}?`));
    const where = JSON.stringify(row);
    if (row.procedure) assert.deepStrictEqual(holding.filter((name) => asserted.has(name.replace('?', ''))).sort(), SUBJECTS.flatMap((subject) => split(row[subject])).sort(), where);
    for (const name of split(row.aussi)) assert.ok(holding.includes(name), `${name} ${where}`);
    for (const name of split(row.jamais)) assert.strictEqual(found[name].state, 'non', `${name} ${where}`);
  }
});

test('what an answer depends on is said', () => {
  const purchase = { acheteur: 'etablissement', contrat: 'marche', famille: 'nettoyage', cpv: '', montant: 150000, lot: null, date: '2026-12-04' };
  const said = (changes, name) => regles.words(data, regles.answer(data, { ...purchase, ...changes })[name].why);
  assert.match(said({}, 'formalisee'), /140.000.€ dans un établissement de l’État/);
  assert.strictEqual(said({ acheteur: '' }, 'formalisee').startsWith('selon l’acheteur'), true);
  assert.match(said({ acheteur: 'region', date: '2030-01-01', montant: 300000 }, 'formalisee'), /montant de cette date à vérifier/);
  assert.strictEqual(said({ acheteur: 'region', montant: null }, 'formalisee'), 'selon le montant');
});
