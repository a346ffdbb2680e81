'use strict';

/* What is said of a purchase is true of it: each sentence is checked against the offers worked out again. */

const assert = require('node:assert');
const test = require('node:test');
const { parts, vectors } = require('../pieces.js');
const { records, record, method, defaults } = require('../notations.js');

const { notation, notationEffets: effects } = parts(['adresse', 'nombre', 'texte', 'formule', 'notation', 'notation-effets']);
const wanted = vectors('notation');
const METHODS = records.filter((name) => record(name).expression);

/* Numbers that look like chance, the same at each run. */
function dice(seed) {
  let state = seed;
  const roll = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return { roll, between: (low, high) => low + roll() * (high - low), one: (list) => list[Math.floor(roll() * list.length)] };
}

const copy = (state) => JSON.parse(JSON.stringify(state));

function purchase(poids, prix, qualite, more = {}) {
  return {
    poids,
    reglages: {},
    estimation: 55000,
    criteres: [{ nom: 'Technique', poids: 100 - poids, sur: 10, maximum: false }],
    offres: prix.map((price, place) => ({ nom: 'ABCDEFGHIJ'[place], prix: price, notes: [qualite[place]], compte: true })),
    ...more,
  };
}

/* Two to five offers, one to three criteria: relative ones, counted ones, light ones, near and far prices. */
function random({ roll, between, one }, formule) {
  const count = 2 + Math.floor(roll() * 4);
  const weights = one([[40, 60], [60, 40], [10, 90], [40, 45, 15], [55, 40, 5], [30, 50, 15, 5], [90, 8, 2]]);
  const wide = one([1.05, 1.3, 3]);
  const criteres = weights.slice(1).map((poids, place) => ({
    nom: `C${place}`,
    poids,
    sur: one([10, 20, 45]),
    maximum: roll() < 0.3,
    quantite: roll() < 0.1,
  }));
  const postes = roll() < 0.15 || method(formule).calcul.endsWith('-des-postes') ? [{ nom: 'p', quantite: 3 }, { nom: 'q', quantite: 50 }] : [];
  return {
    poids: weights[0],
    reglages: defaults(formule),
    estimation: 50000,
    decimales: one([null, null, 2, 1]),
    postes,
    criteres,
    offres: Array.from({ length: count }, (each, place) => ({
      nom: 'ABCDE'[place],
      prix: Math.round(between(40000, 40000 * wide)),
      postes: postes.map(() => Math.round(between(500, 500 * wide))),
      notes: criteres.map(({ sur }) => Math.round(between(0, sur))),
      compte: true,
    })),
  };
}

/* Every criterion's best mark above zero, or « at its maximum » has no meaning. */
const isUsable = (state) => state.criteres.every((own, index) => state.offres.some(({ notes }) => notes[index] > 0));

const ranking = (state, formule) => {
  try {
    return notation.rank(state, method(formule));
  } catch {
    return { rangs: [], laissees: [] };
  }
};
const placesOf = ({ rangs }) => new Map(rangs.map(({ offre, rang }) => [offre, rang]));

/* The order of the first state is that of the second: nobody passes anybody, nor joins anybody. */
const sameOrder = (one, other) => JSON.stringify([...placesOf(one)].sort()) === JSON.stringify([...placesOf(other)].sort());

/* The same purchase with these marks in a criterion, or these prices. */
function changed(state, critere, values) {
  const next = copy(state);
  next.offres.forEach((offre, place) => {
    if (critere !== notation.PRIX) offre.notes[critere] = values[place];
    else if (next.postes.length) offre.postes = next.postes.map(() => values[place] / 100);
    else offre.prix = values[place];
  });
  return next;
}

/* What a criterion's marks may be at the extremes: this offer has nothing and all others everything, or the reverse; and chance. */
function* trials(state, critere, { between, roll }) {
  const count = state.offres.length;
  const top = critere === notation.PRIX ? 0 : state.criteres[critere].sur;
  const [bad, good] = critere === notation.PRIX ? [5e6, 1000] : [0, top];
  for (let place = 0; place < count; place += 1) {
    yield Array.from({ length: count }, (each, other) => (other === place ? bad : good));
    yield Array.from({ length: count }, (each, other) => (other === place ? good : bad));
    for (let next = 0; next < count; next += 1)
      yield Array.from({ length: count }, (each, other) => (other === place ? good : other === next ? bad : (good + bad) / 2));
  }
  for (let round = 0; round < 12; round += 1)
    yield Array.from({ length: count }, () => (critere === notation.PRIX ? 10 ** between(3, 6) : roll() < 0.3 ? top : between(0, top)));
}

for (const formule of METHODS) {
  test(`${formule}: what no mark can change, none of thousands changes; what some mark can change, one does`, () => {
    const chance = dice(formule.length * 7919);
    let proven = 0;
    for (let round = 0; round < 60; round += 1) {
      const state = random(chance, formule);
      if (!isUsable(state)) continue;
      const before = ranking(state, formule);
      if (before.rangs.length < 2) continue;
      for (const { critere, poids, fige } of effects.weigh(state, method(formule))) {
        let isMoved = false;
        let isUnseated = false;
        for (const values of trials(state, critere, chance)) {
          const next = changed(state, critere, values);
          if (!isUsable(next)) continue;
          const after = ranking(next, formule);
          if (!after.rangs.length) continue;
          isMoved = isMoved || !sameOrder(before, after);
          isUnseated = isUnseated || String(notation.winners(before)) !== String(notation.winners(after));
        }
        const told = `${JSON.stringify(state)} ${critere} ${fige}`;
        if (fige === 'classement') assert.ok(!isMoved, told);
        if (fige) assert.ok(!isUnseated, told);
        if (fige) proven += 1;
        if (critere !== notation.PRIX && poids > 0 && method(formule).calcul !== 'seuil') {
          if (fige !== 'classement') assert.ok(isMoved, told);
          if (fige === '') assert.ok(isUnseated, told);
        }
      }
    }
    if (method(formule).calcul !== 'seuil') assert.ok(proven > 0 || notation.isWhole(method(formule)), 'nothing was tried');
  });

  test(`${formule}: the winner, the pairs and the shares that a criterion makes are those of the offers without it`, () => {
    const chance = dice(formule.length * 104729);
    for (let round = 0; round < 60; round += 1) {
      const state = random(chance, formule);
      const now = ranking(state, formule);
      if (now.rangs.length < 2 || !isUsable(state) || method(formule).calcul === 'seuil') continue;
      for (const { critere, effet, inverse, sans, duel } of effects.weigh(state, method(formule))) {
        if (critere === notation.PRIX) continue;
        const less = copy(state);
        less.criteres[critere].poids = 0;
        if (!less.criteres.some(({ poids }) => poids > 0)) continue;
        const after = ranking(less, formule);
        assert.deepStrictEqual(sans, notation.winners(after));
        assert.strictEqual(effet === 'gagnant', String(sans) !== String(notation.winners(now)));
        if (['neutre', 'aucun'].includes(effet)) assert.ok(sameOrder(now, after));
        if (effet === 'ordre') assert.ok(!sameOrder(now, after));
        const [was, is] = [placesOf(now), placesOf(after)];
        const pairs = [...was.keys()].flatMap((one) =>
          [...was.keys()]
            .filter((other) => was.get(one) < was.get(other) && is.get(one) > is.get(other))
            .map((other) => `${one}>${other}`),
        );
        assert.deepStrictEqual(inverse.map((pair) => pair.join('>')).sort(), pairs.sort());
        const [first, second] = now.rangs;
        assert.ok(Math.abs(duel - (first.points[critere + 1] - second.points[critere + 1])) < 1e-9);
      }
    }
  });

  test(`${formule}: at the price that is said one point balances, above it loses`, () => {
    const chance = dice(formule.length * 15485863);
    for (let round = 0; round < 40; round += 1) {
      const state = { ...random(chance, formule), decimales: null, postes: [] };
      for (const own of state.criteres) Object.assign(own, { maximum: false, quantite: false, sur: 10 });
      if (method(formule).calcul === 'notes-des-postes' || method(formule).calcul === 'total-des-postes') {
        state.postes = [{ nom: 'p', quantite: 1 }];
        for (const offre of state.offres) offre.postes = [offre.prix];
      }
      if (method(formule).calcul === 'meilleure-note' || method(formule).calcul === 'seuil') continue; // one more offer changes marks, or passes
      const earned = effects.unit(state, method(formule), 0);
      assert.strictEqual(earned, state.criteres[0].poids / 10);
      const found = effects.price(state, method(formule), earned);
      const { names } = parts(['adresse', 'formule']).formule.read(record(formule).expression);
      const isMoving = ['Pmax', 'Pmoy', 'rang', 'offres'].some((name) => names.includes(name));
      if (isMoving || ['notes-des-postes', 'plus-haut-gagne'].includes(method(formule).calcul)) {
        assert.strictEqual(found, null);
        continue;
      }
      // the cheapest offer, then the same with one mark more, at the price that is said, and around it
      const [cheap] = state.offres.slice().sort((one, other) => one.prix - other.prix);
      cheap.notes[0] = Math.min(9, cheap.notes[0]);
      const twin = (prix) => ({
        ...state,
        offres: [cheap, { ...cheap, prix, postes: state.postes.map(() => prix), notes: cheap.notes.map((note, place) => note + (place ? 0 : 1)) }],
      });
      const lead = (prix) => {
        const { rangs } = notation.rank(twin(prix), method(formule));
        const [one, other] = [0, 1].map((offre) => rangs.find((each) => each.offre === offre).total);
        return (other - one) * (notation.better(method(formule), 1, 0) ? 1 : -1);
      };
      if (found.surcout === Infinity) assert.ok(lead(cheap.prix * 1e6) > 0);
      else {
        const at = cheap.prix + found.surcout;
        assert.ok(lead(cheap.prix + found.surcout * 0.99) > -1e-9, `${formule} ${at}`);
        assert.ok(lead(at + found.surcout * 0.01 + 1) < 1e-9, `${formule} ${at} ${lead(at + 1)}`);
      }
    }
  });

  test(`${formule}: one more offer has the mark of the line, and wins above the border alone`, () => {
    const chance = dice(formule.length * 32452843);
    let drawn = 0;
    for (let round = 0; round < 40; round += 1) {
      const state = { ...random(chance, formule), decimales: null };
      if (state.postes.length && !method(formule).calcul.endsWith('-des-postes')) continue;
      for (const own of state.criteres) Object.assign(own, { maximum: false, quantite: false });
      if (state.postes.length) state.postes = [{ nom: 'p', quantite: 1 }];
      for (const offre of state.offres) if (state.postes.length) offre.postes = [offre.prix];
      const now = ranking(state, formule);
      if (!now.rangs.length) continue;
      const border = effects.needed(state, method(formule), now);
      const line = effects.curve(state, method(formule));
      if (!border) continue;
      drawn += 1;
      const most = state.criteres.reduce((sum, { poids }) => sum + poids, 0);
      for (const step of [3, 20, 41, 58]) {
        const [prix, quality] = border[step];
        for (const [gap, wins] of [[0.01, true], [-0.01, false]]) {
          const share = (quality + gap) / most;
          if (share < 0 || share > 1) continue;
          // with the ratio method, only an offer that has nowhere the best mark
          if (method(formule).calcul === 'meilleure-note') continue;
          const next = copy(state);
          next.offres.push({ nom: 'N', prix, postes: state.postes.map(() => prix), notes: state.criteres.map(({ sur }) => sur * share), compte: true });
          const after = notation.rank(next, method(formule));
          assert.strictEqual(String(notation.winners(after)) === String([next.offres.length - 1]), wins, `${JSON.stringify(state)} ${step}`);
          const mark = after.rangs.find(({ offre }) => offre === next.offres.length - 1);
          if (line && mark) assert.ok(Math.abs(mark.points[0] - line[step][1]) < 1e-6);
        }
      }
    }
    const { names } = parts(['adresse', 'formule']).formule.read(record(formule).expression);
    const isMoving = ['Pmoy', 'rang', 'offres'].some((name) => names.includes(name)) || method(formule).calcul === 'notes-des-postes';
    assert.strictEqual(drawn === 0, isMoving);
  });
}

const A = (poids, more) => purchase(poids, wanted.jeux.A, wanted.qualite_du_jeu_A, more);

for (const { formule, points_du_prix: poids, reglages, pour_cent: expected } of wanted.prix_d_un_point) {
  test(`a point out of ten against ${poids} points of price, ${formule} ${JSON.stringify(reglages)}: +${expected} %`, () => {
    const state = A(poids, { reglages: { ...defaults(formule), ...reglages } });
    const found = effects.price(state, method(formule), (100 - poids) / 10);
    assert.ok(Math.abs(found.part - expected) <= (expected >= 100 ? 0.6 : 0.06), `${found.part}`);
    assert.ok(Math.abs(found.surcout - (found.part * 48000) / 100) < 1);
  });
}

test('with the best mark at its maximum a mark is worth the weight over that best mark', () => {
  const state = purchase(40, [50000, 55000], [6, 5]);
  assert.strictEqual(effects.unit(state, method('classique'), 0), 6);
  assert.strictEqual(effects.unit(state, method('meilleure-note-au-maximum'), 0), 10);
  state.criteres[0].maximum = true;
  assert.strictEqual(effects.unit(state, method('classique'), 0), 10);
  assert.strictEqual(Math.round(effects.price(state, method('classique'), 10).surcout), 16667);
  state.offres.forEach((offre) => { offre.notes = [0]; });
  assert.strictEqual(effects.unit(state, method('classique'), 0), null);
});

test('a price that exists is found, however far', () => {
  // 39 of 40 points: 40 times the lowest price
  assert.ok(Math.abs(effects.price(A(40), method('classique'), 39).part - 3900) < 1);
  assert.strictEqual(effects.price(A(40), method('classique'), 41).surcout, Infinity);
  assert.strictEqual(effects.price(A(10), method('soustractive'), 20).surcout, Infinity);
  assert.strictEqual(Math.round(effects.price(A(40, { reglages: { v: 1500 } }), method('prix-corrige'), 2).surcout), 3000);
});

test('an imposed price changes nothing, whatever its weight', () => {
  assert.strictEqual(effects.weigh(A(40), method('prix-fixe'))[0].fige, 'classement');
  assert.notStrictEqual(effects.weigh(A(40), method('rang-des-prix'))[0].fige, 'classement');
});

test('without a floor the price may unseat anybody, whatever its weight', () => {
  const state = purchase(10, [100000, 50000], [100, 83]);
  state.criteres[0].sur = 100;
  const [bounded] = effects.weigh(state, method('soustractive'));
  const [unbounded] = effects.weigh(state, method('sans-plancher'));
  assert.deepStrictEqual([bounded.fige, unbounded.fige], ['classement', '']);
  state.offres[0].prix = 200000;
  assert.deepStrictEqual(notation.winners(notation.rank(state, method('sans-plancher'))), [1]);
  assert.deepStrictEqual(notation.winners(notation.rank(state, method('soustractive'))), [0]);
  assert.strictEqual(effects.weigh(state, { ...method('sans-plancher'), bornee: undefined })[0].fige, ''); // a formula that was typed
});

test('the two first are weighed by themselves, and the loser that distorts the weights is named', () => {
  const state = purchase(40, [50000, 51000, 150000], [8, 9, 8.5]);
  const [price, technique] = effects.weigh(state, method('classique'));
  assert.ok(Math.abs(price.part - 81.6) < 0.1 && Math.abs(price.partDuel - 11.6) < 0.1, `${price.part} ${price.partDuel}`);
  assert.ok(price.duel < 0 && technique.duel > 0);
  const { offre, critere, part, sans } = effects.distorting(state, method('classique'));
  assert.deepStrictEqual([offre, critere, Math.round(part), Math.round(sans)], [2, notation.PRIX, 82, 12]);
  const less = { ...state, offres: state.offres.slice(0, 2) };
  assert.ok(Math.abs(effects.weigh(less, method('classique'))[0].part - sans) < 1e-9);
  assert.strictEqual(effects.distorting(less, method('classique')), null);
  assert.strictEqual(effects.distorting(A(40), method('classique')), null);
});

test('the curve goes from the cheapest to the dearest, not beyond where a dearer offer would change it', () => {
  const ends = (formule) => {
    const line = effects.curve(A(40), method(formule));
    return [line[0], line[line.length - 1]].flat().map((value) => Math.round(value * 100) / 100);
  };
  assert.deepStrictEqual(ends('lineaire-min-max'), [48000, 40, 60000, 0]);
  assert.deepStrictEqual(ends('soustractive'), [48000, 40, 61200, 29]);
  const more = { reglages: { a: 0.5, b: 1, k: 3 } };
  for (const formule of ['rang-des-prix', 'moyenne-des-offres', 'puissance-de-la-moyenne'])
    assert.strictEqual(effects.curve(A(40, more), method(formule)), null);
});

test('losing offers without which others would win are those without which others do win', () => {
  for (const { formule, points_du_prix: poids, apres } of wanted.renversements) {
    const [loser] = effects.losers(purchase(poids, apres.prix, apres.qualite), method(formule)).filter(({ offre }) => offre === 2);
    assert.deepStrictEqual(loser.gagnants, formule === 'soustractive' ? [1] : [0]);
  }
});

test('one offer alone is weighed against nothing', () => {
  assert.deepStrictEqual(effects.weigh(purchase(40, [100], [5]), method('classique')), []);
  assert.strictEqual(effects.distorting(purchase(40, [100], [5]), method('classique')), null);
});
