'use strict';

/* The methods of data/notations, as the simulator's script knows them. */

const { execFileSync } = require('node:child_process');
const { root } = require('./pieces.js');

const WRITTEN = `
import json
from pathlib import Path
import yaml
for file in sorted(Path("data/notations").glob("*.yml")):
    record = yaml.safe_load(file.read_text(encoding="utf-8"))
    print(json.dumps([file.stem, record], default=str))
`;
const NO_CONDITION = {
  offres_max: null, prix_min: null, ecart_des_postes: null, reglage: null, moins_de: null, plus_de: null,
};
const read = new Map(
  execFileSync(process.env.PYTHON || 'python3', ['-c', WRITTEN], { cwd: root, encoding: 'utf-8' })
    .trim()
    .split('\n')
    .map((line) =>
      JSON.parse(line, (key, value) =>
        typeof value === 'string' && /^\d+,\d+$/.test(value) ? Number(value.replace(',', '.')) : value,
      ),
    ),
);
const record = (name) => read.get(name);

/* A method by its id, with what the page's data always say. */
function method(name) {
  const { titre, expression, calcul = 'points', unite = null, bornee = true, reglages = [], avis, cas = [] } = record(name);
  return {
    id: name,
    titre,
    expression,
    calcul,
    unite,
    bornee,
    reglages,
    avis,
    cas: cas.map((one) => ({ ...one, si: { ...NO_CONDITION, ...one.si } })),
  };
}

const defaults = (name) => Object.fromEntries((record(name).reglages || []).map(({ nom, defaut }) => [nom, defaut]));

module.exports = { records: [...read.keys()], record, method, defaults };
