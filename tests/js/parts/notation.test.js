'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const test = require('node:test');
const { parts, root, vectors } = require('../pieces.js');

const { notation } = parts(['adresse', 'formule', 'notation']);
const wanted = vectors('notation');
const WRITTEN = `
import json
from pathlib import Path
import yaml
for file in sorted(Path("data/notations").glob("*.yml")):
    record = yaml.safe_load(file.read_text(encoding="utf-8"))
    print(json.dumps([file.stem, record], default=str))
`;
const records = new Map(
  execFileSync(process.env.PYTHON || 'python3', ['-c', WRITTEN], { cwd: root, encoding: 'utf-8' })
    .trim()
    .split('\n')
    .map((line) =>
      JSON.parse(line, (key, value) =>
        typeof value === 'string' && /^\d+,\d+$/.test(value) ? Number(value.replace(',', '.')) : value,
      ),
    ),
);
const expression = (formule) => records.get(formule).expression;
const defaults = (formule) =>
  Object.fromEntries((records.get(formule).reglages || []).map(({ nom, defaut }) => [nom, defaut]));

const near = (found, expected, slack = 1e-4) => {
  assert.strictEqual(found.length, expected.length);
  found.forEach((value, place) => assert.ok(Math.abs(value - expected[place]) <= slack, `${found} / ${expected}`));
};

/* One quality criterion out of 10, and offers of these prices and marks. */
function purchase(poids, prix, qualite, more = {}) {
  return {
    poids,
    reglages: {},
    estimation: null,
    criteres: [{ nom: 'Technique', poids: 100 - poids, sur: 10, maximum: false }],
    offres: prix.map((price, place) => ({
      nom: 'ABCDEFGHIJ'[place],
      prix: price,
      notes: [qualite[place]],
      compte: true,
    })),
    ...more,
  };
}
const letters = (state, places) => places.map((place) => state.offres[place].nom);
const totals = (ranking) =>
  ranking.rangs
    .slice()
    .sort((one, other) => one.offre - other.offre)
    .map(({ total }) => total);
const A = (poids, more) => purchase(poids, wanted.jeux.A, wanted.qualite_du_jeu_A, more);

test('every formula that is written for the simulator has vectors, or is worked out here', () => {
  const tried = new Set([
    ...wanted.notes.map(({ formule }) => formule),
    'paliers-de-prix',
    'rang-des-prix',
    'proximite-de-l-estimation',
    'sans-plancher',
    'prix-fixe',
  ]);
  assert.deepStrictEqual(
    [...records]
      .filter(([, record]) => record.expression)
      .map(([name]) => name)
      .sort(),
    [...tried].sort(),
  );
});

for (const { formule, reglages, jeu, notes } of wanted.notes) {
  test(`${formule} ${JSON.stringify(reglages)} on ${jeu}`, () => {
    near(
      notation.priceMarks(expression(formule), wanted.jeux[jeu], wanted.points_du_prix, {
        ...defaults(formule),
        ...reglages,
      }),
      notes,
    );
  });
}

test('the formulas that judges refuse are worked out too, to be understood', () => {
  const marks = (formule, prices, more) =>
    notation.priceMarks(expression(formule), prices, 40, { ...defaults(formule), ...more });
  near(marks('rang-des-prix', [50000, 50001, 90000, 50000], {}), [40, 20, 10, 40]);
  near(marks('proximite-de-l-estimation', [44000, 55000, 110001], { E: 55000 }), [32, 40, 0]);
  near(marks('sans-plancher', [30000, 75000], {}), [40, -20]);
  near(marks('prix-fixe', [30000, 75000], {}), [40, 40]);
  near(marks('paliers-de-prix', [50000, 52500, 52501, 55000, 70000], {}), [40, 40, 32, 32, 0]);
});

for (const {
  points_du_prix: poids,
  au_maximum: maximum,
  formule,
  reglages,
  totaux,
  gagnants,
} of wanted.classements_du_jeu_A) {
  test(
    `${formule} ${JSON.stringify(reglages)} at ${poids} ` +
      `points${maximum ? ', best mark at its maximum' : ''}: ${gagnants}`,
    () => {
      const { E = null, ...own } = reglages;
      const state = A(poids, { estimation: E, reglages: { ...defaults(formule), ...own } });
      state.criteres[0].maximum = maximum;
      const ranking = notation.rank(state, expression(formule));
      near(totals(ranking), totaux, 0.0051);
      assert.deepStrictEqual(letters(state, notation.winners(ranking)), gagnants);
    },
  );
}

for (const { formule, points_du_prix: poids, avant, apres } of wanted.renversements) {
  test(`${formule}: a losing offer chooses the winner, and is named`, () => {
    near(totals(notation.rank(purchase(poids, avant.prix, avant.qualite), expression(formule))), avant.totaux, 0.0051);
    const state = purchase(poids, apres.prix, apres.qualite);
    near(totals(notation.rank(state, expression(formule))), apres.totaux, 0.0051);
    const [loser] = notation.losers(state, expression(formule)).filter(({ offre }) => offre === 2);
    assert.deepStrictEqual(letters(state, loser.gagnants), formule === 'soustractive' ? ['B'] : ['A']);
  });
}

for (const { formule, points_du_prix: poids, reglages, pour_cent: expected } of wanted.prix_d_un_point) {
  test(
    `a point out of ten against ${poids} points of price, ${formule} ${JSON.stringify(reglages)}: ` + `+${expected} %`,
    () => {
      const state = A(poids, { reglages: { ...defaults(formule), ...reglages } });
      const found = notation.price(state, expression(formule), (100 - poids) / 10);
      assert.ok(Math.abs(found.part - expected) <= (expected >= 100 ? 0.6 : 0.06), `${found.part}`);
      assert.ok(Math.abs(found.surcout - (found.part * 48000) / 100) < 1);
    },
  );
}

test('where the dearest offer decides, a point has no price; where the floor is reached, no price is enough', () => {
  assert.strictEqual(notation.price(A(40), expression('lineaire-min-max'), 6), null);
  assert.strictEqual(notation.price(A(40), expression('rang-des-prix'), 6), null);
  assert.strictEqual(notation.price(A(10), expression('soustractive'), 20).surcout, Infinity);
});

test('equals share a rank, and the next one counts them', () => {
  const state = purchase(40, [100, 100, 200], [5, 5, 5]);
  const { rangs } = notation.rank(state, expression('classique'));
  assert.deepStrictEqual(
    rangs.map(({ offre, rang }) => [offre, rang]),
    [
      [0, 1],
      [1, 1],
      [2, 3],
    ],
  );
  assert.deepStrictEqual(notation.winners({ rangs }), [0, 1]);
});

test('equal prices have equal marks, whatever divides by their difference', () => {
  near(notation.priceMarks(expression('lineaire-min-max'), [100, 100], 40, {}), [40, 40]);
});

test('an offer that is put aside, or not complete, is left out and said', () => {
  const state = purchase(40, [100, 50, null, 120], [5, 5, 5, null]);
  state.offres[1].compte = false;
  const { rangs, laissees } = notation.rank(state, expression('classique'));
  assert.deepStrictEqual(
    rangs.map(({ offre, points }) => [offre, points[0]]),
    [[0, 40]],
  );
  assert.deepStrictEqual(laissees, [
    { offre: 1, raison: 'écartée' },
    { offre: 2, raison: 'prix manquant ou illisible' },
    { offre: 3, raison: 'note manquante ou illisible : Technique' },
  ]);
  assert.deepStrictEqual(notation.rank({ ...state, offres: [] }, expression('classique')), { rangs: [], laissees: [] });
});

test('a formula that cannot be worked out says why', () => {
  assert.throws(() => notation.rank(A(40), expression('proximite-de-l-estimation')), /valeur « E » manquante : votre estimation/);
  assert.throws(
    () => notation.rank(A(40, { reglages: { n: null } }), expression('pente-reglable')),
    /valeur « n » manquante/,
  );
});

const three = (marks, weights) => ({
  poids: weights[0],
  reglages: {},
  estimation: null,
  criteres: weights.slice(1).map((poids, place) => ({ nom: `C${place}`, poids, sur: 10, maximum: false })),
  offres: marks.map(([prix, ...notes], place) => ({ nom: 'ABC'[place], prix, notes, compte: true })),
});

test('what each criterion weighs: its spread, its share, what it decides', () => {
  const found = notation.weigh(
    three(
      [
        [100, 5, 5],
        [125, 9, 5],
      ],
      [40, 50, 10],
    ),
    expression('classique'),
  );
  assert.deepStrictEqual(
    found.map(({ critere, etendue, distinctes, pouvoir, sans }) => [
      critere,
      Math.round(etendue * 100) / 100,
      distinctes,
      pouvoir,
      sans,
    ]),
    [
      [-1, 8, 2, 'neutre', [1]],
      [0, 20, 2, 'gagnant', [0]],
      [1, 0, 1, 'trop-peu', [1]],
    ],
  );
  near(
    found.map(({ part }) => part),
    [800 / 28, 2000 / 28, 0],
  );
});

test('a criterion on which all are equal, but that could have decided, is not said to be powerless', () => {
  const found = notation.weigh(
    three(
      [
        [100, 5, 5],
        [125, 7, 5],
      ],
      [40, 50, 10],
    ),
    expression('classique'),
  );
  assert.strictEqual(found[2].pouvoir, 'aucun');
});

test('a criterion that only moves the losers changes the order', () => {
  const found = notation.weigh(
    three(
      [
        [100, 10, 5],
        [150, 4, 9],
        [151, 4, 1],
      ],
      [10, 70, 20],
    ),
    expression('classique'),
  );
  assert.strictEqual(found[2].pouvoir, 'trop-peu');
  const other = notation.weigh(
    three(
      [
        [100, 6, 5],
        [100, 4, 0],
        [100, 4, 1],
      ],
      [10, 50, 40],
    ),
    expression('classique'),
  );
  assert.strictEqual(other[2].pouvoir, 'ordre');
});

test(
  'the curve goes from the cheapest to the dearest, not beyond where a dearer offer would change it, ' +
    'and not at all for ranks',
  () => {
    const ends = (formule) => {
      const line = notation.curve(A(40), expression(formule));
      return [line[0], line[line.length - 1]].flat().map((value) => Math.round(value * 100) / 100);
    };
    assert.deepStrictEqual(ends('lineaire-min-max'), [48000, 40, 60000, 0]);
    assert.deepStrictEqual(ends('soustractive'), [48000, 40, 61200, 29]);
    assert.strictEqual(notation.curve(A(40), expression('rang-des-prix')), null);
  },
);

test('one offer alone is weighed against nothing', () => {
  assert.deepStrictEqual(notation.weigh(three([[100, 5, 5]], [40, 50, 10]), expression('classique')), []);
});

test('the light is the darkest that holds', () => {
  const record = (formule) => {
    const none = { offres_max: null, prix_min: null, reglage: null, moins_de: null, plus_de: null };
    const { avis, cas = [] } = records.get(formule);
    return { avis, cas: cas.map((one) => ({ ...one, si: { ...none, ...one.si } })) };
  };
  const first = (formule, offres, poids, reglages = {}) =>
    notation.lights(record(formule), { offres, poids, reglages })[0].feu;
  assert.deepStrictEqual(
    [
      first('lineaire-min-max', 4, 40),
      first('lineaire-min-max', 2, 40),
      first('lineaire-min-max', 4, 49),
      first('lineaire-min-max', 4, 50),
    ],
    ['orange', 'rouge', 'orange', 'rouge'],
  );
  assert.deepStrictEqual(
    [1.4, 1.5, 3, 3.1, 5, 5.1, 7].map((n) => first('pente-reglable', 4, 40, { n })),
    ['orange', 'vert', 'vert', 'orange', 'orange', 'rouge', 'rouge'],
  );
  assert.strictEqual(first('classique', 2, 90), 'vert');
});
