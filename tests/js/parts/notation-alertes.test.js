'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts } = require('../pieces.js');

const { notationAlertes } = parts(['texte', 'adresse', 'nombre', 'formule', 'notation', 'notation-alertes']);
const CLASSIC = 'N × Pmin / P';
const MIN_MAX = 'N × (Pmax − P) / (Pmax − Pmin)';
const FLAT = 'max(0 ; N × (7 − P / Pmin) / 6)';

/* A purchase in which nothing is to be said, and what a test changes in it: offers are [price, method, environment]. */
function purchase(
  offres = [
    [50000, 10, 10],
    [52000, 8, 7],
    [54000, 9, 4],
  ],
  more = {},
) {
  return {
    poids: 40,
    reglages: {},
    estimation: null,
    criteres: [
      ['Méthode', 45, false],
      ['Environnement', 15, true],
    ].map(([nom, poids, environnement]) => ({ nom, poids, sur: 10, environnement, maximum: false, echelons: [] })),
    offres: offres.map(([prix, ...notes], place) => ({
      nom: `Offre ${'ABCDEFGHIJ'[place]}`,
      prix,
      notes,
      compte: true,
    })),
    ...more,
  };
}
const said = (state, formula = CLASSIC) =>
  notationAlertes.find(state, formula).map(({ gravite, dit }) => `${gravite} ${dit.replace(/\s/g, ' ')}`);
const one = (state, pattern, formula) => {
  const found = said(state, formula).filter((words) => pattern.test(words));
  assert.strictEqual(found.length, 1, `${pattern} in ${JSON.stringify(said(state, formula))}`);
};
const none = (state, pattern, formula) =>
  assert.deepStrictEqual(
    said(state, formula).filter((words) => pattern.test(words)),
    [],
  );

test('an ordinary purchase calls for nothing', () => {
  assert.deepStrictEqual(said(purchase()), []);
});

test(
  'weights that do not make a hundred, and a purchase without environment, are said even before any ' +
    'offer is typed',
  () => {
    const state = purchase([]);
    state.poids = 30;
    state.criteres[1].environnement = false;
    one(state, /^moyenne Les poids font 90 points et non 100/);
    one(state, /^grave Aucun critère n’est marqué « environnement »/);
    one(purchase([], { criteres: [], poids: 100 }), /^grave Le prix seul ne suffit plus/);
    one({ ...purchase(), poids: 5 }, /^moyenne Le prix pèse moins de 10 points/);
  },
);

test('negative marks, marks above the points, and a dearer offer marked better, are grave', () => {
  one(
    purchase([
      [30000, 8, 10],
      [80000, 10, 10],
    ]),
    /^grave Note de prix négative \(Offre B\)/,
    'N × (2 − P / Pmin)',
  );
  none(
    purchase([
      [30000, 8, 10],
      [80000, 10, 10],
    ]),
    /négative/,
    'max(0 ; N × (2 − P / Pmin))',
  );
  one(purchase(), /^grave Une note de prix dépasse/, '2 × N × Pmin / P');
  one(
    purchase(),
    /^grave Offre B est plus chère qu’une autre offre, et mieux notée/,
    'N × (1 − abs(P − 52000) / 52000)',
  );
});

test('different prices with one mark are said', () => {
  one(purchase(), /^moyenne Offre A, Offre B et Offre C n’ont pas le même prix/, 'min(N ; N × 60000 / P)');
  none(
    purchase([
      [50000, 10, 10],
      [50000, 8, 7],
    ]),
    /n’ont pas le même prix/,
  );
});

test('a price that no longer counts is said, not one that is merely close', () => {
  one(
    purchase([
      [50000, 10, 10],
      [58000, 10, 9],
    ]),
    /^moyenne Prix neutralisé : 16 % d’écart de prix ne font que 1,07 point/,
    FLAT,
  );
  none(purchase(), /neutralisé/, FLAT);
});

test('with two offers and min-max the dearest has nothing; at sixty points it can no longer win', () => {
  one(
    purchase([
      [50000, 10, 10],
      [51000, 10, 10],
    ]),
    /^moyenne Avec 2 offres, l’une a tous les points/,
    MIN_MAX,
  );
  const state = purchase(
    [
      [50000, 0, 0],
      [51000, 10, 10],
    ],
    { poids: 60 },
  );
  state.criteres[0].poids = 25;
  one(state, /^grave Offre B, la plus chère, perd 60 points de prix/, MIN_MAX);
});

test('a price far below the others or the estimate asks for an explanation', () => {
  one(
    purchase([
      [30000, 3, 10],
      [50000, 10, 10],
      [60000, 9, 10],
    ]),
    /^moyenne Offre A : prix de 45 % sous la moyenne des autres/,
  );
  one(purchase(undefined, { estimation: 63000 }), /Offre A : prix de 21 % sous votre estimation/);
  none(purchase(), /sous/);
});

test('a losing offer that chooses the winner is named', () => {
  const state = purchase([
    [50000, 8, 8],
    [60000, 9.5, 9.5],
    [100000, 5, 5],
  ]);
  one(state, /^moyenne Offre C perd, et choisit le gagnant : sans elle, Offre A gagnerait/, MIN_MAX);
});

test('marks above the scale, below zero, or between two steps, are said', () => {
  const state = purchase([
    [50000, 12, 10],
    [52000, -1, 8],
    [54000, 9, 4],
  ]);
  state.criteres[1].echelons = [10, 7, 4, 0];
  one(state, /^grave Sur « Méthode », une note dépasse 10/);
  one(state, /^grave Sur « Méthode », une note est négative/);
  one(state, /^legere Sur « Environnement », 8 n’est pas un échelon \(10, 7, 4, 0\)/);
});

test('a criterion that nobody fills, or that separates nobody, or that is too light, is said', () => {
  one(
    purchase([
      [50000, 8, 10],
      [52000, 7, 7],
    ]),
    /^legere Sur « Méthode », personne n’a mieux que 8 sur 10 : le critère ne donne que 36 de ses 45 points/,
  );
  one(
    purchase([
      [50000, 10, 10],
      [52000, 7, 10],
    ]),
    /^legere « Environnement » ne sépare pas ces offres/,
  );
  one(
    purchase([
      [50000, 10, 10],
      [52000, 2, 0],
    ]),
    /^legere « Environnement » ne peut pas changer le gagnant/,
  );
});

test('another winner with the best marks at their maximum is said', () => {
  const criteres = [{ nom: 'Technique', poids: 70, sur: 10, environnement: true, maximum: false, echelons: [] }];
  const state = {
    ...purchase([
      [48000, 7],
      [50000, 8],
      [54000, 8.5],
      [60000, 9],
    ]),
    poids: 30,
    criteres,
  };
  one(
    state,
    /^legere En portant au maximum la meilleure note de chaque critère, Offre D gagnerait/,
    'max(0 ; N × (2 − P / Pmin))',
  );
  criteres[0].maximum = true;
  one(state, /^legere Sans porter la meilleure note au maximum, Offre C gagnerait/, 'max(0 ; N × (2 − P / Pmin))');
});

test('the gravest come first, and a formula that cannot be worked out hides no weight', () => {
  const found = notationAlertes
    .find(
      {
        ...purchase([
          [50000, 12, 10],
          [52000, 7, 10],
        ]),
        poids: 5,
      },
      CLASSIC,
    )
    .map(({ gravite }) => gravite);
  assert.deepStrictEqual(found, ['grave', 'moyenne', 'moyenne', 'legere']);
  one({ ...purchase(), poids: 5 }, /^moyenne Les poids font 65 points/, 'N × (');
});
