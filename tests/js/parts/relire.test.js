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
from macros.relire import brouillon, donnees, par_les_regles, relire
from macros.relire.juge import donnees_du_juge
catalog = load(Path("data")).catalog
data = donnees(catalog)
texts = [brouillon(catalog, clause) for clause in catalog.all(Clause)]
files = [file for part, step in (("ouverts", 1), ("scelles", 1), ("appris", 5)) for file in sorted(Path("tests/relire", part).glob("*.yml"))[::step]]
texts += [yaml.safe_load(file.read_text(encoding="utf-8"))["texte"] for file in files]
said = lambda faults: [[f.regle, f.extrait, f.precision] for f in faults]
print(json.dumps({"data": data, "juge": donnees_du_juge(), "textes": [[text, said(par_les_regles(text, data)), said(relire(text, data))] for text in texts]}))
`;
const { data, juge, textes } = JSON.parse(execFileSync(process.env.PYTHON || 'python3', ['-c', READ], { cwd: root, encoding: 'utf-8', maxBuffer: 1e8 }));
const { relireJuge, relireMoteur, relireTexte } = parts(['relire-texte', 'relire-plafonds', 'relire-valeurs', 'relire-juge', 'relire-moteur']);
const engine = relireMoteur.engine(data);
const found = (text, judge = null) => engine.read(text, judge).faults.map(({ rule, words, note }) => [rule, words, note]);

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

test('the browser finds in every clause and every draft what Python finds, by the written rules alone and with the judge', () => {
  assert.ok(textes.length > 350);
  const judge = relireJuge.made(juge);
  textes.forEach(([text, faults, judged], number) => {
    assert.deepStrictEqual(found(text), faults, `text ${number}`);
    assert.deepStrictEqual(found(text, judge), judged, `text ${number}, judged`);
  });
  assert.ok(textes.some(([, , judged]) => judged.some(([, , note]) => note.startsWith('Repéré par ressemblance'))));
});

test('a place in the folded text is a place in the text', () => {
  const text = relireTexte.clean('« L’Œuvre » — Été\u00a0: 5\u202f€…');
  assert.strictEqual(relireTexte.fold(text).length, text.length);
  assert.strictEqual(relireTexte.fold(text), '" L\'Ouvre " - Ete : 5 €.');
});

test('every fault stands where it says', () => {
  for (const { texte } of vectors('relire')) {
    const reading = engine.read(texte);
    for (const { start, end, words } of reading.faults) assert.strictEqual(reading.text.slice(start, end), words);
  }
});
