'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const test = require('node:test');
const { parts, root } = require('../pieces.js');

const READ = `
import json
from pathlib import Path
from macros.read.load import load
from macros.relire import donnees
from macros.relire.juge import donnees_du_juge
from macros.relire.plancher import donnees_du_plancher
print(json.dumps({"data": donnees(load(Path("data")).catalog), "juge": donnees_du_juge(), "plancher": donnees_du_plancher()}))
`;
const { data, juge, plancher } = JSON.parse(execFileSync(process.env.PYTHON || 'python3', ['-c', READ], { cwd: root, encoding: 'utf-8', maxBuffer: 1e8 }));
const { relireJuge, relireMoteur, relirePlancher, tranches } = parts(['texte', 'tranches', 'relire-texte', 'relire-plafonds', 'relire-valeurs', 'relire-juge', 'relire-moteur', 'relire-plancher']);
const judge = relireJuge.made(juge);
const engine = relireMoteur.engine(data);
const floor = relirePlancher.engine(plancher);
const seen = (text) => tranches.drained(floor.passages(engine.read(text.replace(/⏎/g, '\n'), judge)));

test('each short draft is ticked, told as an exception, left to the reader or not seen, as its line says', () => {
  const lines = readFileSync(`${root}/tests/vecteurs/plancher.tsv`, 'utf-8').trim().split('\n').filter((line) => !line.startsWith('#')).slice(1);
  assert.ok(lines.length > 50);
  const wrong = [];
  for (const line of lines) {
    const [nature, etat, text] = line.split('\t');
    const found = seen(text)[nature];
    if (!(etat === 'non' ? ['doute', 'manque'] : [etat]).includes(found.etat)) wrong.push([line, found]);
    assert.ok(!found.words || text.replace(/⏎/g, ' ').includes(found.words), line);
  }
  assert.deepStrictEqual(wrong, []);
});
