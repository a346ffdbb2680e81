'use strict';

const assert = require('node:assert');
const test = require('node:test');
const { parts } = require('../pieces.js');

const { method } = require('../notations.js');

const { notation, notationAlertes } = parts([
  'texte', 'adresse', 'nombre', 'formule', 'notation', 'notation-effets', 'notation-alertes',
]);
const CLASSIC = 'N × Pmin / P';
const MIN_MAX = 'N × (Pmax − P) / (Pmax − Pmin)';
const FLAT = 'max(0 ; N × (7 − P / Pmin) / 6)';
const written = (formula) =>
  typeof formula === 'string' ? { expression: formula, calcul: 'points', bornee: true, reglages: [] } : formula;

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
  notationAlertes.find(state, written(formula)).map(({ gravite, dit }) => `${gravite} ${dit.replace(/\s/g, ' ')}`);
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
    state.criteres.forEach((own) => { own.poids = 0; });
    one({ ...state, poids: 100 }, /^grave Le prix seul ne suffit plus/);
    none({ ...state, poids: 100 }, /environnement »/);
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

test('a price far below the estimate asks for an explanation, from one offer; below the next one, from three', () => {
  const prices = (...all) => purchase(all.map((prix, place) => [prix, 9 - place, 10]));
  one(
    prices(30000, 50000, 60000),
    /^moyenne Offre A : prix de 40 % sous l’offre suivante, Offre B\. Demandez une explication/,
  );
  one(purchase(undefined, { estimation: 63000 }), /Offre A : prix de 21 % sous votre estimation/);
  one({ ...prices(20000), estimation: 50000 }, /^moyenne Offre A : prix de 60 % sous votre estimation/);
  one(
    { ...prices(30000, 48000, 54000, 75000), estimation: 50000 },
    /Offre A : prix de 40 % sous votre estimation, de 38 % sous l’offre suivante, Offre B et de 41 % sous la moyenne des autres, la plus chère mise à part/,
  );
  for (const quiet of [purchase(), prices(50000, 51000, 150000), prices(50000, 51000, 52000, 250000), prices(30000, 50000)])
    none(quiet, /sous/);
});

test('a lone offer is judged on what needs no other', () => {
  const alone = purchase([[50000, -3, 10]]);
  one(alone, /^grave Sur « Méthode », une note est négative/);
  one(purchase([[50000, 12, 10]]), /^grave Sur « Méthode », une note dépasse 10/);
  one(purchase([[50000, 10, 10]]), /^grave Une note de prix dépasse/, '2 × N × Pmin / P');
  one(purchase([[50000, 10, 10]]), /^grave Note de prix négative \(Offre A\)/, '0 − N');
  assert.deepStrictEqual(said(purchase([[50000, 8, 10]])), []);
});

test('without the price among several criteria, or with one criterion that is not the cost, the code is named', () => {
  const bare = (poids, ...weights) => {
    const state = purchase([], { poids });
    state.criteres.forEach((own, place) => { own.poids = weights[place]; });
    return notationAlertes.find(state, written(CLASSIC)).filter(({ gravite }) => gravite === 'grave');
  };
  const textes = ['ccp-r2152-7', 'ccp-l2152-7'];
  const [several, ...more] = bare(0, 85, 15);
  assert.match(several.dit, /^Le prix a 0 point : parmi plusieurs critères figure toujours le prix ou le coût/);
  assert.deepStrictEqual([several.textes, more], [textes, []]);
  const [single, ...none] = bare(0, 0, 100);
  assert.match(single.dit, /^Un seul critère a des points, et ce n’est pas le prix : un critère unique ne peut être que le coût/);
  assert.deepStrictEqual([single.textes, none], [textes, []]);
  assert.deepStrictEqual(bare(40, 45, 15), []);
  // said elsewhere: a number is missing, or does not read
  assert.deepStrictEqual([bare(null, 45, 15), bare(NaN, 45, 15)], [[], []]);
  assert.deepStrictEqual(
    notationAlertes.find(purchase([], { poids: 0 }), method('prix-corrige')),
    [],
    'a method that ranks whole offers has no points of price',
  );
});

test('a criterion without points calls for nothing', () => {
  const state = purchase([[50000, 8, 10], [52000, 7, 7]]);
  state.criteres[0].poids = 0;
  state.criteres[1].poids = 60;
  none(state, /Méthode/);
});

test('the quality that the dearest offer needs with min-max is said, and is what it takes', () => {
  const state = purchase([[50000, 0, 0], [60000, 10, 10], [55000, 5, 5], [56000, 5, 5]]);
  one(state, /^legere Pour battre la moins chère, Offre B, la plus chère, doit la dépasser de plus de 6,67 sur 10/, MIN_MAX);
  none(state, /Pour battre la moins chère/);
  for (const [gap, wins] of [[6.66, false], [6.68, true]]) {
    const [cheap, dear] = purchase([[50000, 0, 0], [60000, gap, gap]]).offres;
    const { rangs } = notation.rank({ ...state, offres: [cheap, dear] }, written(MIN_MAX));
    assert.strictEqual(rangs[0].offre === 1, wins);
  }
});

test('two prices that nearly have the same mark are not said to have it', () => {
  none(purchase([[50000, 10, 10], [50001, 8, 7]]), /n’ont pas le même prix/);
});

test('the offer that a mean of posts favours is said with what it costs more', () => {
  const state = purchase([[null, 10, 10], [null, 8, 7]], { postes: [{ nom: 'Directeur', quantite: 2 }, { nom: 'Consultant', quantite: 100 }] });
  [[500, 800], [1500, 700]].forEach((postes, place) => { state.offres[place].postes = postes; });
  one(state, /^grave Offre A a la meilleure note de prix, et coûte 8 000 € de plus que Offre B au total/, method('moyenne-des-postes'));
  none(state, /au total/, method('panier-de-prestations'));
});

test('the loser that distorts what criteria weigh is named, with the figures of the offers without it', () => {
  const criteres = [{ ...purchase().criteres[0], nom: 'Technique', poids: 60, environnement: true }];
  const all = [[50000, 8], [51000, 9], [150000, 8.5]];
  one(
    purchase(all, { criteres }),
    /^moyenne Offre C, qui ne se bat pas pour la première place, fausse les poids réels : avec elle, le prix fait 82 % de ce qui sépare les offres ; sans elle, 12 %/,
  );
  none(purchase(all.slice(0, 2), { criteres }), /fausse/);
});

test('weights make what they make, and decimals are those that tell totals apart', () => {
  assert.strictEqual(notationAlertes.total({ poids: 0.1, criteres: [{ poids: 0.2 }] }), 0.3);
  for (const poids of [null, NaN]) assert.strictEqual(notationAlertes.total({ poids: 40, criteres: [{ poids }] }), null);
  assert.strictEqual(notationAlertes.figures({}, [86.56, 86.4]), 2);
  assert.strictEqual(notationAlertes.figures({}, [48.0006, 48.0024, 48.0006]), 3);
  assert.strictEqual(notationAlertes.figures({}, [91.66666666666667, 91.66666666666666]), 2);
  assert.strictEqual(notationAlertes.figures({ decimales: 1 }, [48.0006, 48.0024]), 1);
  assert.deepStrictEqual([notationAlertes.mark(87.625), notationAlertes.mark(-0.001), notationAlertes.mark(48.0024, 3)], ['87,63', '0,00', '48,002']);
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
    /^legere « Environnement » ne peut pas changer le classement/,
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
      written(CLASSIC),
    )
    .map(({ gravite }) => gravite);
  assert.deepStrictEqual(found, ['grave', 'moyenne', 'moyenne', 'legere']);
  one({ ...purchase(), poids: 5 }, /^moyenne Les poids font 65 points/, 'N × (');
});
