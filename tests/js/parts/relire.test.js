'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const test = require('node:test');
const { parts, root, vectors } = require('../pieces.js');

/* The rules as the site gives them, the clauses and the open drafts, and what Python finds in them. */
const READ = `
import json, sys, yaml
from pathlib import Path
from macros.model import Clause
from macros.read.load import load
from macros.relire import brouillon, donnees, relire
catalog = load(Path("data")).catalog
data = donnees(catalog)
texts = [brouillon(catalog, clause) for clause in catalog.all(Clause)]
texts += [yaml.safe_load(file.read_text(encoding="utf-8"))["texte"] for file in sorted(Path("tests/relire").glob("*/*.yml"))]
print(json.dumps({"data": data, "textes": [[text, [[f.regle, f.extrait, f.precision] for f in relire(text, data)]] for text in texts]}))
`;
const { data, textes } = JSON.parse(execFileSync(process.env.PYTHON || 'python3', ['-c', READ], { cwd: root, encoding: 'utf-8', maxBuffer: 1e8 }));
const { relireMoteur, relireTexte } = parts(['relire-texte', 'relire-valeurs', 'relire-moteur']);
const engine = relireMoteur.engine(data);
const found = (text) => engine.read(text).faults.map(({ rule, words, note }) => [rule, words, note]);

test('the browser finds in each vector what Python finds', () => {
  for (const { texte, constats } of vectors('relire')) assert.deepStrictEqual(found(texte), constats, texte);
});

test('the browser finds in each turn of phrase what Python finds', () => {
  const documents = { RC: 'RÈGLEMENT DE LA CONSULTATION' };
  const lines = readFileSync(`${root}/tests/vecteurs/relire-tournures.tsv`, 'utf-8').trim().split('\n').filter((line) => !line.startsWith('#')).slice(1);
  assert.ok(lines.length > 900);
  for (const line of lines) {
    const [rule, piece, known, text] = line.split('\t');
    const rules = found(`${documents[piece] || piece}\n\n${text.replace(/⏎/g, '\n')}`).map(([one]) => one);
    assert.strictEqual(rules.includes(rule), ['oui', 'non-fausse'].includes(known), line);
  }
});

test('the browser finds in every clause and every draft what Python finds', () => {
  assert.ok(textes.length > 200);
  textes.forEach(([text, faults], number) => assert.deepStrictEqual(found(text), faults, `text ${number}`));
});

test('a place in the folded text is a place in the text', () => {
  const text = relireTexte.clean('« L’Œuvre » — Été\u00a0: 5\u202f€…');
  assert.strictEqual(relireTexte.fold(text).length, text.length);
  assert.strictEqual(relireTexte.fold(text), '" L\'Ouvre " - Ete : 5 €.');
});

test('every fault stands where it says', () => {
  for (const [text] of textes) {
    const reading = engine.read(text);
    for (const { start, end, words } of reading.faults) assert.strictEqual(reading.text.slice(start, end), words);
  }
});
