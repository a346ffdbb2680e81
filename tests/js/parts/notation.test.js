'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts, vectors } = require('../pieces.js');

const { notation } = parts(['adresse', 'nombre', 'texte', 'formule', 'notation']);
const wanted = vectors('notation');
const { record, records, method, defaults } = require('../notations.js');
const expression = (formule) => record(formule).expression;

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
    'logarithme',
    'panier-de-prestations',
    'moyenne-des-postes',
    'meilleure-note-au-maximum',
    'prix-corrige',
    'quotient-qualite-prix',
    'seuil-technique',
  ]);
  assert.deepStrictEqual(
    records
      .filter((name) => record(name).expression)
      .sort(),
    [...tried].sort(),
  );
  assert.strictEqual(tried.size, 21);
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
  near(marks('logarithme', [50000, 50000 * Math.sqrt(3), 150000, 200000], {}), [40, 20, 0, 0]);
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
      const ranking = notation.rank(state, method(formule));
      near(totals(ranking), totaux, 0.0051);
      assert.deepStrictEqual(letters(state, notation.winners(ranking)), gagnants);
    },
  );
}

for (const { formule, points_du_prix: poids, avant, apres } of wanted.renversements) {
  test(`${formule}: a losing offer chooses the winner`, () => {
    near(totals(notation.rank(purchase(poids, avant.prix, avant.qualite), method(formule))), avant.totaux, 0.0051);
    const state = purchase(poids, apres.prix, apres.qualite);
    near(totals(notation.rank(state, method(formule))), apres.totaux, 0.0051);
  });
}

test('equals share a rank, and the next one counts them', () => {
  const state = purchase(40, [100, 100, 200], [5, 5, 5]);
  const { rangs } = notation.rank(state, method('classique'));
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
  const { rangs, laissees } = notation.rank(state, method('classique'));
  assert.deepStrictEqual(
    rangs.map(({ offre, points }) => [offre, points[0]]),
    [[0, 40]],
  );
  assert.deepStrictEqual(laissees, [
    { offre: 1, raison: 'écartée' },
    { offre: 2, raison: 'prix manquant ou illisible' },
    { offre: 3, raison: 'note manquante ou illisible : Technique' },
  ]);
  assert.deepStrictEqual(notation.rank({ ...state, offres: [] }, method('classique')), { rangs: [], laissees: [] });
});

test('a formula that cannot be worked out says why', () => {
  assert.throws(() => notation.rank(A(40), method('proximite-de-l-estimation')), /il manque votre estimation/);
  assert.throws(
    () => notation.rank(A(40, { reglages: { n: null } }), method('pente-reglable')),
    /il manque le réglage «\u00a0n\u00a0», entre 1,1 et 10/,
  );
  assert.throws(() => notation.rank(A(40), { expression: 'N × (', reglages: [] }), /«/);
});

test('the light is the darkest that holds', () => {
  const first = (formule, offres, poids, reglages = {}) =>
    notation.lights(method(formule), { offres, poids, reglages, ecart: 1 })[0].feu;
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

test('an equality is judged on the figure itself, or on as many decimals as the buyer publishes', () => {
  // 8,0001 and 8,0004 out of 10 on 60 points: 0.0018 point apart
  const state = purchase(40, [100, 100, 120], [8.0001, 8.0004, 8]);
  const ranks = (decimales) =>
    notation.rank({ ...state, decimales }, method('classique')).rangs.map(({ offre, rang }) => [offre, rang]);
  const apart = [
    [1, 1],
    [0, 2],
    [2, 3],
  ];
  const level = [
    [0, 1],
    [1, 1],
    [2, 3],
  ];
  assert.deepStrictEqual([ranks(undefined), ranks(null), ranks(3)], [apart, apart, apart]);
  assert.deepStrictEqual([ranks(2), ranks(1), ranks(0)], [level, level, level]);
  // the same sum in another order of additions is the same figure
  const thirds = purchase(40, [100, 100], [10 / 3, 3.3333333333333335 + 1e-15]);
  assert.deepStrictEqual(notation.winners(notation.rank(thirds, method('classique'))), [0, 1]);
});

test('a half is rounded up, as a spreadsheet does', () => {
  const found = [87.625, 85.375, 91.665, 1.005, -0.004].map((value) => notation.rounded(value, 2));
  assert.deepStrictEqual(found, [87.63, 85.38, 91.67, 1.01, -0]);
});

test('the totals of the note are those that the page shows, but for one half that it rounds to the even figure', () => {
  const halves = [];
  for (const { points_du_prix: poids, au_maximum: maximum, formule, reglages, totaux } of wanted.classements_du_jeu_A) {
    const { E = null, ...own } = reglages;
    const state = A(poids, { estimation: E, reglages: { ...defaults(formule), ...own } });
    state.criteres[0].maximum = maximum;
    totals(notation.rank(state, method(formule))).forEach((value, place) => {
      if (notation.rounded(value, 2) !== totaux[place]) halves.push([value, totaux[place]]);
    });
  }
  assert.deepStrictEqual(halves, [[87.625, 87.62]]);
});

test('a number that is missing, or out of bounds, is named, and nothing takes its place', () => {
  const gaps = (change, formule = 'pente-reglable') => {
    const state = A(40, { reglages: defaults(formule) });
    change(state);
    const found = notation.missing(state, method(formule)).map((words) => words.replace(/\u00a0/g, ' '));
    if (found.length) assert.throws(() => notation.rank(state, method(formule)), /il manque/);
    else assert.strictEqual(notation.rank(state, method(formule)).rangs.length, 4);
    return found;
  };
  assert.deepStrictEqual(gaps(() => {}), []);
  assert.deepStrictEqual(gaps((state) => { state.poids = null; }), ['les points du prix']);
  assert.deepStrictEqual(gaps((state) => { state.criteres[0].poids = null; }), ['les points de « Technique »']);
  for (const sur of [null, 0, -1])
    assert.deepStrictEqual(gaps((state) => { state.criteres[0].sur = sur; }), ['la note la plus haute de « Technique »']);
  for (const n of [null, undefined, 0.5, 1, 11, NaN])
    assert.deepStrictEqual(gaps((state) => { state.reglages.n = n; }), ['le réglage « n », entre 1,1 et 10']);
  assert.deepStrictEqual(gaps((state) => { state.poids = null; }, 'prix-corrige'), []);
  assert.deepStrictEqual(gaps((state) => { state.criteres[0].poids = 0; }, 'prix-corrige'), ['des points de qualité']);
  assert.deepStrictEqual(gaps(() => {}, 'panier-de-prestations'), ['les postes de prix']);
  assert.deepStrictEqual(
    gaps((state) => {
      state.postes = [{ nom: '', quantite: null }];
      for (const offre of state.offres) offre.postes = [5];
    }, 'panier-de-prestations'),
    ['la quantité de « poste 1 »'],
  );
});

/* A director for two days, a consultant for a hundred: unit prices of three firms. */
const unitPrices = (quantites = [2, 100]) => ({
  ...purchase(40, [null, null, null], [8, 8, 8]),
  postes: quantites.map((quantite, place) => ({ nom: ['Directeur', 'Consultant'][place], quantite })),
  offres: [
    [500, 800],
    [1500, 700],
    [1000, 750],
  ].map((postes, place) => ({ nom: 'ABC'[place], prix: null, postes, notes: [8], compte: true })),
});

test('posts make the price of an offer, for every formula', () => {
  const state = unitPrices();
  const basket = notation.rank(state, method('panier-de-prestations')).rangs;
  const prices = [81000, 73000, 77000];
  for (const { offre, prix, points } of basket) {
    assert.strictEqual(prix, prices[offre]);
    near([points[0]], [(40 * 73000) / prices[offre]]);
  }
  assert.deepStrictEqual(notation.rank(state, method('classique')).rangs, basket);
  state.offres[2].postes[1] = null;
  assert.deepStrictEqual(notation.rank(state, method('panier-de-prestations')).laissees, [
    { offre: 2, raison: 'prix manquant ou illisible : Consultant' },
  ]);
});

test('the mean of marks by post lets the dearest offer win, and its light sees that posts are unequal', () => {
  const state = unitPrices();
  const { rangs } = notation.rank(state, method('moyenne-des-postes'));
  near(
    rangs.map(({ points }) => points[0]),
    [(40 + 40 * (700 / 800)) / 2, (20 + 40 * (700 / 750)) / 2, (40 * (500 / 1500) + 40) / 2],
  );
  assert.deepStrictEqual(rangs.map(({ offre }) => offre), [0, 2, 1]);
  near([notation.spreadOfPosts(state)], [(100 * 2250) / (2 * 3000)]);
  const light = (ecart) => notation.lights(method('moyenne-des-postes'), { offres: 3, poids: 40, reglages: {}, ecart })[0].feu;
  assert.deepStrictEqual([light(null), light(1.5), light(2), light(2.1)], ['orange', 'orange', 'orange', 'rouge']);
});

test('a corrected price and a quotient rank whole offers', () => {
  const ranked = (formule, reglages = {}) =>
    notation.rank(A(40, { reglages }), method(formule)).rangs.map(({ offre, total }) => [offre, total]);
  // 60 points of quality at most, 1 000 € each: 48 000 − 42 000, 50 000 − 48 000, 54 000 − 51 000, 60 000 − 54 000
  assert.deepStrictEqual(ranked('prix-corrige', { v: 1000 }), [[1, 2000], [2, 3000], [0, 6000], [3, 6000]]);
  assert.deepStrictEqual(ranked('prix-corrige', { v: 500 })[0], [1, 26000]);
  assert.deepStrictEqual(ranked('quotient-qualite-prix').map(([offre]) => offre), [1, 2, 3, 0]);
  near(ranked('quotient-qualite-prix').map(([, total]) => total), [0.96, 51 / 54, 0.9, 0.875]);
  assert.deepStrictEqual(
    notation.rank(A(40, { reglages: { v: 1000 } }), method('prix-corrige')).rangs.map(({ rang }) => rang),
    [1, 2, 3, 3],
  );
});

test('with the ratio method every best mark has all its points, as with the box of each criterion', () => {
  const boxed = A(40);
  boxed.criteres[0].maximum = true;
  assert.deepStrictEqual(
    notation.rank(A(40), method('meilleure-note-au-maximum')),
    notation.rank(boxed, method('classique')),
  );
});

test('offers below the threshold are set aside before prices are marked', () => {
  const { rangs, laissees } = notation.rank(A(40, { reglages: { seuil: 80 } }), method('seuil-technique'));
  assert.deepStrictEqual(laissees, [{ offre: 0, raison: 'sous le seuil : 70 % de la qualité' }]);
  near(totals({ rangs }), [40 + 48, (40 * 50) / 54 + 51, (40 * 50) / 60 + 54]);
  assert.deepStrictEqual(notation.rank(A(40, { reglages: { seuil: 91 } }), method('seuil-technique')).rangs, []);
});

test('a counted quantity is any number, up to the most that counts', () => {
  const state = A(40);
  state.criteres[0] = { nom: 'Heures', poids: 60, sur: null, quantite: true, maximum: false };
  [120, 2400, 600, 0].forEach((hours, place) => { state.offres[place].notes = [hours]; });
  const points = () =>
    notation
      .rank(state, method('classique'))
      .rangs.sort((one, other) => one.offre - other.offre)
      .map((one) => one.points[1]);
  near(points(), [3, 60, 15, 0]);
  state.criteres[0].sur = 480;
  near(points(), [15, 60, 60, 0]);
  state.offres[3].notes = [-1];
  assert.deepStrictEqual(notation.rank(state, method('classique')).laissees, [
    { offre: 3, raison: 'note manquante ou illisible : Heures' },
  ]);
});
