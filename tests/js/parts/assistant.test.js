'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { parts } = require('../pieces.js');

const root = path.join(__dirname, '..', '..', '..');
const { assistant } = parts(['texte', 'jour', 'adresse', 'regles', 'assistant']);

/* The data of the guide, written by the build's own code. */
const python = process.env.PYTHON || 'python3';
const data = JSON.parse(execFileSync(python, ['-c', 'import json, sys\nfrom pathlib import Path\nfrom macros.read.guide import load_guide\nfrom macros.views.assistant import donnees\njson.dump(donnees(load_guide(Path(".")).catalog), sys.stdout)'], { cwd: root, encoding: 'utf-8', maxBuffer: 1 << 26 }));

const [head, ...lines] = fs.readFileSync(path.join(root, 'tests', 'vecteurs', 'assistant.tsv'), 'utf-8').trim().split('\n').filter((line) => !line.startsWith('#')).map((line) => line.split('\t'));
const rows = lines.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index]])));
const split = (text) => text.split(' ').filter(Boolean).sort();
const SUBJECTS = { procedure: ['procedure'], ecrire: ['condition', 'critere', 'sociale'] };

test('the browser concludes as Python does', () => {
  assert.ok(rows.length >= 25);
  for (const row of rows) {
    const where = JSON.stringify(row);
    const found = assistant.conclude(data, row, { montant: row.montant ? Number(row.montant) : null, debut: row.debut, paire: 0 });
    assert.strictEqual(assistant.questions(data, row.famille).length, Number(row.questions), where);
    assert.strictEqual(found.verdict, row.verdict, where);
    assert.deepStrictEqual(found.advice.map(({ id }) => id).sort(), split(row.conseils), where);
    for (const [column, subjects] of Object.entries(SUBJECTS)) {
      const told = Object.keys(data.achat.lignes).filter((name) => subjects.includes(data.achat.lignes[name].nature) && found.law[name].state !== 'non')
        .map((name) => (found.law[name].state === 'oui' ? name : `${name}?`));
      assert.deepStrictEqual(told.sort(), split(row[column]), where);
    }
    assert.deepStrictEqual(found.clauses.slice().sort(), split(row.clauses), where);
    assert.strictEqual(found.start, row.lancement, where);
  }
});

test('nobody is asked more than seven questions', () => {
  for (const family of Object.keys(data.segments)) assert.ok(assistant.questions(data, family).length <= 7, family);
});

test('each level of ambition holds the one before, and no two clauses that do not go together', () => {
  for (const family of Object.keys(data.segments)) {
    const found = assistant.conclude(data, { famille: family }, { montant: 300000, debut: '2027-03-01', paire: 0 });
    const [base, more, most] = assistant.sets(data, family, found);
    for (const id of found.clauses) assert.ok(base.clauses.includes(id), family);
    assert.ok(base.clauses.every((id) => more.clauses.includes(id)) && more.clauses.every((id) => most.clauses.includes(id)), family);
    assert.strictEqual(new Set(most.clauses).size, most.clauses.length);
    for (const id of most.clauses.slice(found.clauses.length)) assert.ok(!(data.clauses[id].sauf || []).some((other) => most.clauses.includes(other)), id);
    assert.ok(most.charge >= 1 && most.charge <= 5 && most.minutes >= base.minutes);
  }
});
